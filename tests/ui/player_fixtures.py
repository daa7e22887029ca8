"""A player, its session and what they speak to, for tests in virtual time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.core.after_sheet import AfterSheet
from app.core.answer import Answer, Answers
from app.core.errors import KnownError, StorageError
from app.core.health_answers import Check
from app.core.kept_session import ToldAfter
from app.core.library import Entry, Source
from app.core.plan import Choice, Plan, SegmentKind, Side, plan_session
from app.core.preferences import Preferences, Theme
from app.core.script import Script
from app.core.session import Session
from app.core.session_events import Event
from app.core.session_table import State
from app.core.soreness import AfterAnswer, EndReason, LogEvent, Rating, RatingContext, SessionRecord
from app.ui.foot_drawing import FootDrawings
from app.ui.icons import Icons
from app.ui.machine import Machine
from app.ui.player_room import PlayerRoom
from app.ui.question_dialog import Question
from app.ui.session_driver import SessionDriver
from app.ui.session_room import SessionRoom
from app.ui.theme import Looks, style_sheet
from tests.core.building import rest, script, step
from tests.core.fake_clock import FakeClock
from tests.core.health_building import QUESTIONS
from tests.fake_devices import FakeDevices, stay_awake

ICONS = Path(__file__).parents[2] / "resources" / "icons"
START = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
_MEDIA = (
    Qt.Key.Key_MediaPlay,
    Qt.Key.Key_MediaPause,
    Qt.Key.Key_MediaTogglePlayPause,
    Qt.Key.Key_MediaNext,
    Qt.Key.Key_MediaPrevious,
)
LIGHT = Preferences(theme=Theme.LIGHT)
FULL = "The log cannot be written: the disk is full. Free some space and try again."


def made_icons(preferences: Preferences = LIGHT) -> Icons:
    """The real icons in a look; dressing the application takes long, so looks are kept."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    icons = _icons(preferences)
    if application.styleSheet() != style_sheet(icons.looks.current):
        icons.looks._dress()
    return icons


@cache
def _icons(preferences: Preferences) -> Icons:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return Icons(ICONS, Looks(application, preferences), FootDrawings(ICONS.with_name("feet")))


def put_away(window: QWidget) -> None:
    """Close a window and delete it now."""
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def sample_script() -> Script:
    """A look, long kneading with a cue, friction, and a rest; both feet reach fifteen minutes."""
    return script(
        step("Look and feel", 45, technique="assessment", cue="Find the tender spots."),
        step("Knead the arch", 400, cue="Circles, heel to ball."),
        step("Friction at the heel", 60, technique="cross-fiber-friction", area="heel"),
        rest(60),
    )


def sample_plan(choice: Choice | None = None) -> Plan:
    return plan_session(sample_script(), choice or Choice())


class PlayerStand:
    """A shown player with everything around it; time goes by when a test says so."""

    def __init__(
        self, made: Plan, *, size: tuple[int, int] = (1280, 800), preferences: Preferences = LIGHT
    ) -> None:
        self.clock = FakeClock()
        self.session = Session(made, self.clock)
        self.driver = SessionDriver(self.session, self.clock)
        self.events: list[Event] = []
        self.driver.happened.connect(self.events.append)
        self.said: list[str] = []
        self.icons = made_icons(preferences)
        self.player = PlayerRoom(self.driver, self.icons, self._say)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.player)
        self.window.resize(*size)
        self.window.show()
        self.driver.start()
        QApplication.processEvents()

    def _say(self, _widget: QWidget, text: str) -> None:
        self.said.append(text)

    def forward(self, by_s: float) -> None:
        """Let time go by, then tick."""
        self.clock.advance(by_s)
        self.driver.tick()

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
            assert self.session.state is State.RUNNING, self.session.state
            self.forward(self.session.remaining_s)
        raise AssertionError(title)

    def press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key where the focus is."""
        if key in _MEDIA:  # QTest knows no letter for these and warns
            none = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(self.focus, QKeyEvent(QEvent.Type.KeyPress, key, none))
        else:
            QTest.keyClick(self.focus, key, modifiers)

    def type(self, text: str) -> None:
        """Type a character where the focus is."""
        QTest.keyClicks(self.focus, text)

    @property
    def focus(self) -> QWidget:
        focus: QWidget | None = self.window.focusWidget()
        return self.player if focus is None else focus

    @property
    def cue(self) -> str:
        return self.player.stage.words.cue.text()

    @property
    def kicker(self) -> str:
        return self.player.stage.words.kicker.text()

    @property
    def figures(self) -> str:
        assert self.player.picture is not None
        return self.player.picture.time.figures

    @property
    def notice(self) -> str:
        return self.player.notice.text

    def close(self) -> None:
        self.driver.rest()
        put_away(self.window)


class FakeLog:
    """A log in memory that can be made to fail."""

    def __init__(self) -> None:
        self.sessions: list[SessionRecord] = []
        self.ratings: list[Rating] = []
        self.notes: list[tuple[str, str]] = []
        self.checks: list[Check] = []
        self.told: list[ToldAfter] = []
        self.fails = False

    def has_session(self, session_id: str) -> bool:
        self._check()
        return session_id in [session.id for session in self.sessions]

    def add_session(self, session: SessionRecord) -> None:
        self._check()
        self.sessions.append(session)

    def add_rating(self, rating: Rating) -> None:
        self._check()
        assert rating.session_id in [session.id for session in self.sessions]
        self.ratings.append(rating)

    def keep_after_answer(self, answer: AfterAnswer, events: Sequence[LogEvent] = ()) -> None:
        self._check()
        assert answer.session_id in [session.id for session in self.sessions]
        self.told.append(ToldAfter(answer, tuple(events)))

    @property
    def answers(self) -> dict[str, Answer]:
        """What was last answered after sessions, by question."""
        return {told.answer.question: told.answer.answer for told in self.told}

    def set_note(self, session_id: str, note: str) -> None:
        self._check()
        assert session_id in [session.id for session in self.sessions]
        self.notes.append((session_id, note))

    def keep_check(self, check: Check) -> None:
        self._check()
        self.checks = [one for one in self.checks if one.id != check.id]
        self.checks.append(check)

    def _check(self) -> None:
        if self.fails:
            raise StorageError(FULL)


class RoomStand:
    """A session room with a log, a chime and a person who answers questions."""

    def __init__(self, preferences: Preferences | None = None) -> None:
        self.clock = FakeClock(0)
        self.log = FakeLog()
        self.devices = FakeDevices()
        self.chime = self.devices.chime
        self.answers: list[bool] = []
        self.asked: list[Question] = []
        self.pages: list[QWidget] = []
        self.troubles: list[str] = []
        self.logged: list[str] = []
        self.titles: list[str] = []
        self.left = 0
        self.said: list[str] = []
        self.no_questions = ""
        self.profile: Answers = {}
        ids = self._ids()
        machine = Machine(
            clock=self.clock,
            now=lambda: START + timedelta(seconds=self.clock.now_s),
            new_id=lambda: next(ids),
            ask=self._answer,
            say=lambda _widget, text: self.said.append(text),
        )
        self.room = SessionRoom(
            made_icons(),
            machine,
            self.log,
            self.devices.for_session(),
            preferences or Preferences(),
            self._sheet_of,
        )
        self.window = QMainWindow()
        self.window.resize(1280, 800)
        self._connect()
        self.window.show()

    def _connect(self) -> None:
        self.room.page_wanted.connect(self._on_page)
        self.room.trouble.connect(self.troubles.append)
        self.room.logged.connect(self.logged.append)
        self.room.title_changed.connect(self.titles.append)
        self.room.left.connect(self._on_left)

    def _on_page(self, page: QWidget) -> None:
        self.pages.append(page)
        old = self.window.takeCentralWidget()
        if old is not None:
            old.setParent(None)
        self.window.setCentralWidget(page)

    def _on_left(self) -> None:
        self.left += 1

    def _sheet_of(self, record: SessionRecord) -> AfterSheet:
        if self.no_questions:
            raise KnownError(self.no_questions)
        return AfterSheet(QUESTIONS, record, RatingContext.AFTER, profile=self.profile)

    def _ids(self) -> Iterator[str]:
        number = 0
        while True:
            number += 1
            yield f"00000000-0000-4000-8000-{number:012d}"

    def _answer(self, _parent: QWidget | None, question: Question) -> bool:
        self.asked.append(question)
        return self.answers.pop(0)

    def close(self) -> None:
        if self.room.driver is not None:
            self.room.driver.rest()
        put_away(self.window)

    def start(self, choice: Choice | None = None, made: Script | None = None) -> None:
        self.room.start(entry_of(made or sample_script()), choice or Choice())
        QApplication.processEvents()

    def run(self, until_s: float = 1e9) -> None:
        """Go on, boundary by boundary, up to so many hands-on seconds or to the end."""
        while (driver := self.room.driver) is not None and driver.session.hands_on_s < until_s:
            session = driver.session
            assert session.next_due_s is not None, session.state
            is_there = partial(_is_worked, session, until_s)
            stay_awake(driver, self.clock, session.next_due_s, is_there)
            driver.tick()


def _is_worked(session: Session, hands_on_s: float) -> bool:
    return session.hands_on_s >= hands_on_s


def entry_of(made: Script | None) -> Entry:
    """A shipped script as the library holds it."""
    title = "Sample" if made is None else made.title
    return Entry("sample", Source.SHIPPED, "sample.yaml", title, made, sha256="ab12")


def state_of(stand: PlayerStand) -> State:
    """Where its session stands; a function, so that mypy does not believe that it stays there."""
    return stand.session.state


def reason_of(stand: PlayerStand) -> EndReason | None:
    """Why it was stopped."""
    return stand.session.reason


def page_of(stand: PlayerStand) -> QWidget | None:
    """What stands beside the ring."""
    return stand.player.stage.page


def is_locked(stand: PlayerStand) -> bool:
    """Whether touches are ignored."""
    return stand.player.is_locked
