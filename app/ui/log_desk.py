"""What stands behind the log's room: builds it and its views, deletes and brings back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import KnownError
from app.core.log_filter import LogViewKind
from app.ui.figures import Figures, MonthFigures

if TYPE_CHECKING:
    # What the room is made of is imported when it is first gone to: the window stands sooner.
    from app.core.health_answers import Check
    from app.core.health_questions import HealthQuestions
    from app.core.preferences import Preferences
    from app.ui.by_script_view import ByScriptView
    from app.ui.calendar_view import CalendarView
    from app.ui.icons import Icons
    from app.ui.log_answers import Asked
    from app.ui.log_room import LogRoom
    from app.ui.log_sessions import LogSessions
    from app.ui.log_table import EntryReader
    from app.ui.machine import Machine
    from app.ui.trend_view import Curves, TrendView


class DeskFigures(Figures, MonthFigures, Protocol):
    """Figures and months; every call may raise a `KnownError`."""


class DeskLog(Protocol):
    """The log as its room needs it; every call may raise a `KnownError`."""

    def delete_session(self, session_id: str) -> None:
        """Mark a session as deleted."""

    def restore_session(self, session_id: str) -> None:
        """Take the mark away again."""

    @property
    def entries(self) -> EntryReader:
        """What the table shows; not to be held beyond one call. Likewise the next two."""

    @property
    def curves(self) -> Curves:
        """What the trend is drawn of."""

    @property
    def figures(self) -> DeskFigures:
        """What months and the tables by script are made of."""


class LogDesk(QObject):
    """Builds the log's room when it is first gone to, and does what is asked for there.

    Args:
        icons: pictures, and through them the looks.
        machine: time of day, and saying aloud what a screen reader should.
        log: sessions and answers.
        questions: reads the health questions; may raise a `KnownError`.
        checks_of: what was asked before a session; may raise a `KnownError`.
        preferences: as they are now.

    Signals:
        told: what could not be read or kept, in a sentence.
        undo_offered: what was done, in a sentence, and what takes it back.
        changed: the log is another one now.
        sessions_requested: the person wants to start a session.
        view_chosen: the log is looked at in another way; a `LogViewKind`.
        export_requested: the person wants the log in a file.
    """

    told = Signal(str)
    undo_offered = Signal(str, object)
    changed = Signal()
    sessions_requested = Signal()
    view_chosen = Signal(object)
    export_requested = Signal()

    def __init__(
        self,
        icons: Icons,
        machine: Machine,
        log: DeskLog,
        questions: Callable[[], HealthQuestions],
        checks_of: Callable[[str], tuple[Check, ...]],
        preferences: Callable[[], Preferences],
    ) -> None:
        super().__init__()
        self.room: LogRoom | None = None
        self._icons = icons
        self._machine = machine
        self._log = log
        self._questions = questions
        self._checks_of = checks_of
        self._preferences = preferences

    def build(self) -> LogRoom:
        """Build the room; it reads the log when it is told to refresh."""
        from app.ui.log_room import LogRoom  # noqa: PLC0415

        views: dict[LogViewKind, Callable[[], QWidget]] = {
            LogViewKind.TREND: self._build_trend,
            LogViewKind.SESSIONS: self._build_sessions,
            LogViewKind.CALENDAR: self._build_calendar,
            LogViewKind.BY_SCRIPT: self._build_by_script,
        }
        room = LogRoom(
            self._icons,
            lambda: self._log.entries,
            views,
            lambda: self._machine.now().date(),
            self._preferences().log_view,
        )
        room.sessions_requested.connect(self.sessions_requested)
        room.view_chosen.connect(self.view_chosen)
        self.room = room
        return room

    def refresh(self) -> None:
        """Show what the log holds now, if the room was built."""
        if self.room is not None:
            self.room.refresh()

    def select(self, session_id: str) -> None:
        """Open a session's page, if the room was built."""
        if self.room is not None:
            self.room.select(session_id)

    def _build_trend(self) -> TrendView:
        from app.ui.trend_view import TrendView  # noqa: PLC0415

        made = TrendView(
            self._icons,
            lambda: self._log.curves,
            lambda: self._preferences().hurts_most,
            lambda: self._machine.now().date(),
        )
        made.told.connect(self.told)
        return made

    def _build_calendar(self) -> CalendarView:
        from app.ui.calendar_view import CalendarView  # noqa: PLC0415
        from app.ui.month_reader import MonthReader  # noqa: PLC0415

        reader = MonthReader(self._log, self._questions, self._preferences, self._machine.now)
        return CalendarView(self._icons, reader.read, self._machine.say)

    def _build_by_script(self) -> ByScriptView:
        from app.ui.by_script_view import ByScriptView  # noqa: PLC0415

        made = ByScriptView(self._icons, self._log, self._machine.say)
        made.told.connect(self.told)
        return made

    def _build_sessions(self) -> LogSessions:
        from app.ui.log_sessions import LogSessions  # noqa: PLC0415

        made = LogSessions(self._icons, lambda: self._log.entries, self._asked_of)
        made.delete_requested.connect(self._on_delete_requested)
        made.restore_requested.connect(self._on_restore_requested)
        made.undo_offered.connect(self.undo_offered)
        return made

    def _asked_of(self, session_id: str) -> Asked:
        """What was asked before a session; without the words where they cannot be read."""
        from app.ui.log_answers import Asked  # noqa: PLC0415

        try:
            return Asked(self._questions(), self._checks_of(session_id))
        except KnownError:
            return Asked()

    def _on_delete_requested(self, session_id: str) -> None:
        self._change(lambda: self._log.delete_session(session_id))

    def _on_restore_requested(self, session_id: str) -> None:
        self._change(lambda: self._log.restore_session(session_id))

    def _change(self, change: Callable[[], None]) -> None:
        try:
            change()
        except KnownError as error:
            self.told.emit(str(error))
        self.refresh()
        self.changed.emit()
