"""A trend in a window, with curves in memory; run by itself it shows those of a data folder."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.core.answer import Region
from app.core.daily_question import HurtsMost
from app.core.errors import StorageError
from app.core.log_filter import LogFilter
from app.core.plan import Foot
from app.core.preferences import Preferences, Theme
from app.core.session_pain import RatedPlace, SessionPain
from app.core.trend_view import EventMark, SessionMark
from app.core.trends import DayValue
from app.storage.log_store import open_log_read_only
from app.ui import theme
from app.ui.trend_view import TrendView
from tests.ui.player_fixtures import ICONS, made_icons, put_away

LIGHT = Preferences(theme=Theme.LIGHT)
TODAY = date(2026, 11, 21)


class FakeCurves:
    """What a test says is in the log."""

    def __init__(self) -> None:
        self.values: dict[HurtsMost, Mapping[Foot, tuple[DayValue, ...]]] = {}
        self.held: list[SessionPain] = []
        self.sessions: list[SessionMark] = []
        self.events: list[EventMark] = []
        self.wanted: list[LogFilter] = []
        self.error: StorageError | None = None

    def daily(self, question: HurtsMost) -> dict[Foot, tuple[DayValue, ...]]:
        given = self.values.get(question, {})
        return {foot: given.get(foot, ()) for foot in Foot}

    def places(self, wanted: LogFilter) -> list[RatedPlace]:
        self._ask(wanted)
        return [RatedPlace(place, n) for place, n in Counter(p.place for p in self.held).items()]

    def pains(self, wanted: LogFilter, place: Region) -> list[SessionPain]:
        self._ask(wanted)
        return [one for one in self.held if one.place == place]

    def session_marks(self, wanted: LogFilter) -> list[SessionMark]:
        self._ask(wanted)
        return self.sessions

    def event_marks(self, wanted: LogFilter) -> list[EventMark]:
        self._ask(wanted)
        return self.events

    def _ask(self, wanted: LogFilter) -> None:
        if self.error is not None:
            raise self.error
        self.wanted.append(wanted)


class TrendStand:
    """Shows a trend of curves in memory."""

    def __init__(self, curves: FakeCurves, preferences: Preferences = LIGHT) -> None:
        self.curves = curves
        self.hurts_most = HurtsMost.HEEL_OR_ARCH
        self.said: list[str] = []
        self.opened: list[str] = []
        self.told: list[str] = []
        self.icons = made_icons(preferences)
        self.view = TrendView(
            self.icons,
            lambda: curves,
            lambda: curves,
            lambda: self.hurts_most,
            lambda: TODAY,
            self._say,
        )
        self.view.session_requested.connect(self.opened.append)
        self.view.told.connect(self.told.append)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.view)
        self.window.resize(1000, 640)
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)

    def show(self, wanted: LogFilter | None = None) -> TrendStand:
        """Show the log."""
        self.view.show_log(wanted or LogFilter())
        self.settle()
        return self

    def press(
        self, *keys: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press keys where the focus is."""
        for key in keys:
            focused: QWidget | None = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, key, with_)
            self.settle()

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()

    def close(self) -> None:
        """Leave nothing to the next test."""
        put_away(self.window)

    def _say(self, _widget: QWidget, text: str) -> None:
        self.said.append(text)


def main(folder: Path, scheme: str, percent: int) -> None:
    """Show the trend of a data folder in a real window."""
    application = QApplication([])
    theme.load_fonts(ICONS.parent / "fonts")
    preferences = Preferences(theme=Theme(scheme), text_percent=percent)
    store = open_log_read_only(folder / "log.sqlite3")
    assert store is not None
    icons = made_icons(preferences)
    view = TrendView(
        icons,
        lambda: store.curves,
        lambda: store.figures,
        lambda: HurtsMost.HEEL_OR_ARCH,
        lambda: TODAY,
    )
    view.show_log(LogFilter())
    window = QMainWindow()
    view.setProperty("role", "page")
    view.setContentsMargins(36, 32, 36, 22)
    window.setCentralWidget(view)
    wide, high = (int(part) for part in sys.argv[4].split("x"))
    window.resize(wide, high)
    window.show()
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
