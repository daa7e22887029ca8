"""A player with the foot drawings, its session, and a clock that a test moves."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QMainWindow

from app.core.plan import Plan, SegmentKind, Side
from app.core.preferences import Preferences
from app.core.session import Session
from app.ui.player_room import PlayerRoom
from app.ui.session_driver import SessionDriver
from tests.core.fake_clock import FakeClock
from tests.ui.player_fixtures import LIGHT, made_icons, put_away

FEET = Path(__file__).parents[2] / "resources" / "feet"


class FootStand:
    """A shown player; time goes by when a test says so."""

    def __init__(
        self, made: Plan, *, size: tuple[int, int] = (1280, 800), preferences: Preferences = LIGHT
    ) -> None:
        self.clock = FakeClock()
        self.session = Session(made, self.clock)
        self.driver = SessionDriver(self.session, self.clock)
        icons = made_icons(preferences)
        self.player = PlayerRoom(self.driver, icons, lambda _w, _t: None)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.player)
        self.window.resize(*size)
        self.window.show()
        self.driver.start()
        QApplication.processEvents()

    def forward(self, by_s: float) -> None:
        """Let time go by, then tick."""
        self.clock.advance(by_s)
        self.driver.tick()
        QApplication.processEvents()

    def to(
        self, title: str, side: Side | None = None, kind: SegmentKind = SegmentKind.STEP
    ) -> None:
        """Run on, boundary by boundary, to the step of this title or the changeover to it."""
        for _ in range(500):
            coming = self.session.coming
            occurrence = coming.occurrence
            is_there = coming.segment.title == title and self.session.current.segment.kind is kind
            if is_there and (side is None or (occurrence and occurrence.side is side)):
                return
            self.forward(self.session.remaining_s)
        raise AssertionError(title)

    def close(self) -> None:
        """Put it away."""
        self.driver.rest()
        put_away(self.window)
