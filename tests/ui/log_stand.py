"""A session's page, the form and undo over a real log, as the log room hangs them together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from app.core.by_hand import ByHandEntry, Desk
from app.core.library import Library
from app.core.log_edit import Edit
from app.core.plan import Foot
from app.core.preferences import Preferences
from app.core.script import Area
from app.core.soreness import (
    EventType,
    LogEvent,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
)
from app.storage.log_store import LogStore
from app.storage.record_id import new_id
from app.ui.entry_form import EntryForm
from app.ui.log_answers import AskedOf, nothing_asked
from app.ui.log_detail import LogDetail
from app.ui.log_undo import LogUndo
from app.ui.question_dialog import Question
from app.ui.undo_bar import UndoBar
from tests.core.health_building import CET, NOW
from tests.sessions import a_session
from tests.ui.player_fixtures import LIGHT, made_icons, put_away

EVENING = datetime(2026, 11, 19, 18, 30, tzinfo=CET)


def lived(*, by_hand: bool = False, title: str = "Heel-friendly session") -> SessionRecord:
    return a_session(
        EVENING,
        id=new_id(),
        end=EVENING + timedelta(minutes=22),
        script_id="heel-friendly",
        script_title=title,
        planned_hands_on_s=1200,
        actual_hands_on_s=1000,
        safety_verdict="clear",
        note="after a walk",
        by_hand=by_hand,
    )


def rating_of(
    session: SessionRecord,
    context: RatingContext = RatingContext.AFTER,
    value: int | None = 4,
    foot: Foot = Foot.LEFT,
    kind: RatingKind = RatingKind.PAIN,
) -> Rating:
    hours = {RatingContext.BEFORE: None, RatingContext.AFTER: 0.0, RatingContext.H3: 3.2}
    after = hours.get(context, 24.0)
    at = session.start if after is None else session.end + timedelta(hours=after)
    return Rating(
        new_id(),
        session.id,
        kind,
        context,
        at,
        foot,
        Area.WHOLE_FOOT,
        value,
        hours_after_end=after,
    )


def event_of(session: SessionRecord) -> LogEvent:
    return LogEvent(
        new_id(),
        session.id,
        session.end,
        EventType.BRUISE,
        side=Foot.LEFT,
        region=Area.HEEL,
        advice_shown="Go lighter.",
    )


class LogStand:
    """The page in a window; edits go into the log and the page is shown anew."""

    def __init__(
        self,
        folder: Path,
        *,
        library: Callable[[], Library] = lambda: Library([]),
        preferences: Preferences = LIGHT,
        size: tuple[int, int] = (800, 700),
        asked_of: AskedOf = nothing_asked,
    ) -> None:
        self.now = NOW
        self.store = LogStore(folder / "log.sqlite3", lambda: self.now)
        self.told: list[str] = []
        self.asked: list[str] = []
        self.says_yes = False
        icons = made_icons(preferences)
        self.detail = LogDetail(icons, asked_of, self.desk)
        self.undo = LogUndo(lambda: self.store.edits)
        self.form = EntryForm(icons, library, self.desk, self.store.recent_sessions, self._ask)
        self.room = QWidget()
        self.bar = UndoBar(icons, self.undo, self.room)
        column = QVBoxLayout(self.room)
        for part in (self.bar, self.detail, self.form):
            column.addWidget(part)
        self.form.hide()
        self.window = QMainWindow()
        self.window.setCentralWidget(self.room)
        self.window.resize(*size)
        self.detail.edit_wanted.connect(self.undo.do)
        self.undo.changed.connect(self.show)
        self.undo.told.connect(self.told.append)
        self.form.told.connect(self.told.append)
        self.form.entry_ready.connect(self._on_entry)
        self.kept: list[str] = []
        self.window.show()
        QTest.qWaitForWindowActive(self.window)  # keys that do something go by it

    def desk(self) -> Desk:
        return Desk(self.now, lambda when: when.astimezone(CET), new_id)

    def put(self, session: SessionRecord, *entries: Rating | LogEvent) -> LoggedSession:
        """Keep a session with what belongs to it, and show it."""
        self.store.add_session(session)
        for one in entries:
            if isinstance(one, Rating):
                self.store.add_rating(one)
            else:
                self.store.add_event(one)
        self.show()
        return self.logged

    @property
    def logged(self) -> LoggedSession:
        return self.store.sessions()[0]

    def show(self) -> None:
        sessions = self.store.sessions()
        if sessions:
            self.detail.show_session(sessions[0])
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()

    def open_form(self) -> None:
        self.detail.hide()
        self.form.show()
        self.form.begin()
        self.settle()

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.focus, key, modifiers)
        self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)
        self.settle()

    @property
    def focus(self) -> QWidget:
        focus: QWidget | None = self.window.focusWidget()
        return self.room if focus is None else focus

    def close(self) -> None:
        put_away(self.window)
        self.store.close()

    def _ask(self, _over: QWidget | None, question: Question) -> bool:
        self.asked.append(question.text)
        return self.says_yes

    def _on_entry(self, entry: ByHandEntry) -> None:
        edit: Edit = entry.edit
        if self.undo.do(edit, "add"):
            self.kept.append(entry.id)
            self.form.clear()
