"""What stands behind the log's room: builds it and its views, and makes changes in the log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import KnownError
from app.core.log_filter import LogViewKind
from app.ui.figures import Figures, MonthFigures

if TYPE_CHECKING:
    # What the room is made of is imported when it is first gone to: the window stands sooner.
    from datetime import date

    from app.core.answer import Answers
    from app.core.by_hand import ByHandEntry, Desk
    from app.core.health_answers import Check
    from app.core.health_questions import HealthQuestions
    from app.core.library import Library
    from app.core.log_edit import Edit
    from app.core.log_entries import EntryKey
    from app.core.preferences import Preferences
    from app.core.soreness import LoggedSession
    from app.ui.by_script_view import ByScriptView
    from app.ui.calendar_view import CalendarView
    from app.ui.entry_form import EntryForm
    from app.ui.icons import Icons
    from app.ui.log_answers import Asked
    from app.ui.log_room import LogRoom
    from app.ui.log_sessions import LogSessions
    from app.ui.log_table import EntryReader
    from app.ui.log_undo import Edits, LogUndo
    from app.ui.machine import Machine
    from app.ui.trend_view import Curves, TrendView


class DeskFigures(Figures, MonthFigures, Protocol):
    """Figures and months; every call may raise a `KnownError`."""


class DeskLog(Protocol):
    """The log as its room needs it; every call may raise a `KnownError`."""

    def recent_sessions(self, since: date) -> list[LoggedSession]:
        """The sessions since a day, newest first, or the latest one alone."""

    @property
    def edits(self) -> Edits:
        """What makes changes; not to be held beyond one call. Likewise the next three."""

    @property
    def entries(self) -> EntryReader:
        """What the table shows."""

    @property
    def curves(self) -> Curves:
        """What the trend is drawn of."""

    @property
    def figures(self) -> DeskFigures:
        """What months and the tables by script are made of."""


@dataclass(frozen=True, slots=True)
class Readers:
    """What the room needs from outside of the log, read when it is needed.

    Attributes:
        questions: the health questions; may raise a `KnownError`.
        checks_of: what was asked before a session; may raise a `KnownError`.
        profile: the answers to the health profile that holds.
        preferences: as they are now.
        library: the scripts that there are.
    """

    questions: Callable[[], HealthQuestions]
    checks_of: Callable[[str], tuple[Check, ...]]
    profile: Callable[[], Answers]
    preferences: Callable[[], Preferences]
    library: Callable[[], Library]


class LogDesk(QObject):
    """Builds the log's room when it is first gone to, and does what is asked for there.

    Args:
        icons: pictures, and through them the looks.
        machine: time of day, and saying aloud what a screen reader should.
        log: sessions and answers.
        readers: what stands outside of the log.

    Signals:
        told: what could not be read or kept, in a sentence.
        undo_offered: what was done, in a sentence, and what takes it back.
        undo_withdrawn: what was offered so can do nothing any more.
        changed: the log is another one now.
        sessions_requested: the person wants to start a session.
        view_chosen: the log is looked at in another way; a `LogViewKind`.
        export_requested: the person wants the log in a file.
    """

    told = Signal(str)
    undo_offered = Signal(str, object)
    undo_withdrawn = Signal(object)
    changed = Signal()
    sessions_requested = Signal()
    view_chosen = Signal(object)
    export_requested = Signal()

    def __init__(
        self,
        icons: Icons,
        machine: Machine,
        log: DeskLog,
        readers: Readers,
    ) -> None:
        super().__init__()
        self.room: LogRoom | None = None
        self._icons = icons
        self._machine = machine
        self._log = log
        self._readers = readers
        self._undo: LogUndo | None = None
        self._offered: Callable[[], None] | None = None
        self._form: EntryForm | None = None
        self._changer: EntryForm | None = None

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
            self._readers.preferences().log_view,
            self.undo,
        )
        room.offer(adding=True, export=True)
        room.add_requested.connect(self.add_entry)
        room.export_requested.connect(self.export_requested)
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
            lambda: self._log.figures,
            lambda: self._readers.preferences().hurts_most,
            lambda: self._machine.now().date(),
        )
        made.told.connect(self.told)
        return made

    def _build_calendar(self) -> CalendarView:
        from app.ui.calendar_view import CalendarView  # noqa: PLC0415
        from app.ui.month_reader import MonthReader  # noqa: PLC0415

        reader = MonthReader(
            self._log, self._readers.questions, self._readers.preferences, self._machine.now
        )
        return CalendarView(self._icons, reader.read, self._machine.say)

    def _build_by_script(self) -> ByScriptView:
        from app.ui.by_script_view import ByScriptView  # noqa: PLC0415

        made = ByScriptView(self._icons, self._log, self._machine.say)
        made.told.connect(self.told)
        return made

    def _build_sessions(self) -> LogSessions:
        from app.ui.log_sessions import LogSessions  # noqa: PLC0415

        made = LogSessions(self._icons, lambda: self._log.entries, self._asked_of, self._desk)
        made.edit_wanted.connect(self.undo.do)
        made.deletion_wanted.connect(self._on_deletion)
        made.change_wanted.connect(self._on_change_wanted)
        made.told.connect(self.told)
        return made

    def _asked_of(self, session_id: str) -> Asked:
        """What was asked before a session; without the words where they cannot be read."""
        from app.ui.log_answers import Asked  # noqa: PLC0415

        try:
            questions, checks = self._readers.questions(), self._readers.checks_of(session_id)
        except KnownError:
            return Asked()
        return Asked(questions, checks, self._readers.profile)

    # --- what is changed ---

    def forget_changes(self) -> None:
        """The log is another one now, by an import or a restore: nothing can be undone any more."""
        if self._undo is not None:
            self._undo.clear()

    @property
    def undo(self) -> LogUndo:
        """What makes changes in the log, and undoes them."""
        if self._undo is None:
            from app.ui.log_undo import LogUndo  # noqa: PLC0415

            made = self._undo = LogUndo(lambda: self._log.edits)
            made.changed.connect(self._on_changed)
            made.moved.connect(self._withdraw)
            made.returned.connect(self._on_returned)
            made.told.connect(self.told)
        return self._undo

    def _desk(self) -> Desk:
        """Where something is written down now."""
        from app.core.by_hand import Desk  # noqa: PLC0415
        from app.core.wall_clock import system_local  # noqa: PLC0415

        return Desk(self._machine.now(), system_local, self._machine.new_id)

    def _on_changed(self) -> None:
        self.refresh()
        self.changed.emit()

    def _on_returned(self, about: EntryKey) -> None:
        """Show what came back, where the table is looked at."""
        if self.room is not None and self.room.view is LogViewKind.SESSIONS:
            self.room.sessions.choose(about)

    def _on_deletion(self, edit: Edit, title: str, about: EntryKey) -> None:
        if self.undo.do(edit, self.tr("delete “{title}”").format(title=title), about):
            self._offer_undo(self.tr("Deleted “{title}”.").format(title=title))

    def _offer_undo(self, message: str) -> None:
        self._offered = self.undo.undoer()
        self.undo_offered.emit(message, self._offered)

    def _withdraw(self) -> None:
        """What was offered to be undone is not the last change any more, or is undone."""
        offered, self._offered = self._offered, None
        if offered is not None:
            self.undo_withdrawn.emit(offered)

    # --- what is written down afterwards ---

    def add_entry(self) -> None:
        """Open the form for an entry of the past, as it was left."""
        if self.room is not None:
            form = self._form = self._form or self._built_form()
            self.room.show_page(form)
            form.begin()

    def _on_change_wanted(self, logged: LoggedSession) -> None:
        """Open a form of its own, so that an entry that is begun is not lost."""
        if self.room is not None:
            form = self._changer = self._changer or self._built_form()
            form.change(logged)
            self.room.show_page(form)
            form.take_focus()

    def _built_form(self) -> EntryForm:
        from app.ui.entry_form import EntryForm  # noqa: PLC0415

        made = EntryForm(
            self._icons,
            self._readers.library,
            self._desk,
            self._log.recent_sessions,
            self._machine.ask,
        )
        made.entry_ready.connect(lambda entry: self._on_entry_ready(made, entry))
        made.cancelled.connect(self._on_cancelled)
        made.told.connect(self.told)
        return made

    def _on_cancelled(self) -> None:
        if self.room is not None:
            self.room.leave_page()

    def _on_entry_ready(self, form: EntryForm, entry: ByHandEntry) -> None:
        is_new = form is self._form
        name = self.tr("add an entry") if is_new else self.tr("change of an entry")
        if not self.undo.do(entry.edit, name, entry.key):
            return
        form.clear()
        if self.room is not None:
            self.room.leave_page()
            self.room.show_entry(entry.key)
        self._offer_undo(self.tr("Added to your log.") if is_new else self.tr("Changed."))
