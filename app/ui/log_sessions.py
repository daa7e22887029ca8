"""The entries of the log as a table, with all of the chosen one beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.by_hand import Desk
from app.core.errors import KnownError
from app.core.log_edit import Edit, event_deleted, ratings_deleted, session_deleted
from app.core.log_entries import AnswersEntry, EntryKey, EntryType, EventEntry, LogEntry
from app.core.log_filter import LogFilter
from app.ui.empty_state import EmptyState
from app.ui.entry_words import entry_title
from app.ui.first_focus import give_first_focus
from app.ui.icons import Icons
from app.ui.log_answers import AskedOf, nothing_asked
from app.ui.log_detail import LogDetail
from app.ui.log_table import EntryReader, LogTable
from app.ui.log_view import LogView
from app.ui.overriding import override
from app.ui.sight import bring_into_all_sight
from app.ui.single_detail import SingleDetail
from app.ui.theme import Space

_WIDE = 1040
_DETAIL_WIDTH = 370
STILL_MS = 80
"""So long a choice stands before all of it is read: who holds a key down wants to get on."""


class LogSessions(QWidget):
    """The table with the detail beside it; in a narrow window one in place of the other.

    Args:
        icons: pictures, and through them the looks.
        entries: the log, asked for anew at each reading.
        asked_of: finds what was asked before a session.
        desk: where something is written down; without one nothing can be corrected.

    Signals:
        session_requested: none comes from here; what is chosen is shown here.
        edit_wanted: an `Edit`, what it is called where it is undone, and its `EntryKey`.
        deletion_wanted: the `Edit` that deletes an entry, its title, and its `EntryKey`.
        change_wanted: a `LoggedSession` that was written down by hand is to be written anew.
        told: why something is not done, in a sentence.
        clear_requested: the filters and the search let nothing through; take them away.
        counted: how many entries are shown.
        trouble: the log cannot be read, in a sentence.
    """

    session_requested = Signal(str)
    edit_wanted = Signal(object, str, object)
    deletion_wanted = Signal(object, str, object)
    change_wanted = Signal(object)
    told = Signal(str)
    clear_requested = Signal()
    counted = Signal(int)
    trouble = Signal(str)

    def __init__(
        self,
        icons: Icons,
        entries: Callable[[], EntryReader],
        asked_of: AskedOf = nothing_asked,
        desk: Callable[[], Desk] | None = None,
    ) -> None:
        super().__init__()
        self._icons = icons
        self._entries = entries
        self._is_wide = True
        self._is_opened = False
        self.table = LogTable(entries)
        self.view = LogView(self.table, icons)
        self._asked_of = asked_of
        self._desk = desk
        self._made: list[LogDetail | SingleDetail] = []
        self._shown: EntryKey | None = None
        self._wanted: LogFilter | None = None
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(STILL_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.nothing_found = EmptyState(self._icons, "search", self.tr("Clear filters"))
        self.details = QStackedWidget()
        self._sheet = QFrame()
        self._sheet.setProperty("role", "card")
        inside = QVBoxLayout(self._sheet)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.details)
        self._both = QWidget()
        line = QHBoxLayout(self._both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.L)
        line.addWidget(self.view, 1)
        line.addWidget(self._sheet)
        self._states = QStackedWidget()
        self._states.addWidget(self._both)
        self._states.addWidget(self.nothing_found)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._states)
        give_first_focus(self, self.view)

    def _connect(self) -> None:
        self.view.chosen.connect(self._on_chosen)
        self.view.opened.connect(self._on_entered)
        self.view.clicked.connect(lambda _index: self._open())
        self.view.deletion_wanted.connect(self._delete)
        self._still.timeout.connect(self.show_chosen)
        self.nothing_found.action.clicked.connect(self.clear_requested)
        # It may come while the table is painted, when nothing may be hidden or shown.
        self.table.trouble.connect(self.trouble, Qt.ConnectionType.QueuedConnection)
        self._icons.looks.keep(self, self._settle)

    @cached_property
    def detail(self) -> LogDetail:
        """All of a session; built when the first one is shown."""
        made = LogDetail(self._icons, self._asked_of, self._desk)
        made.change_wanted.connect(self._change)
        self._add_detail(made)
        return made

    @cached_property
    def single(self) -> SingleDetail:
        """All of an entry without a session; built when the first one is shown."""
        made = SingleDetail(self._icons, self._desk)
        self._add_detail(made)
        return made

    def _add_detail(self, made: LogDetail | SingleDetail) -> None:
        made.edit_wanted.connect(self._on_edit)
        made.deletion_wanted.connect(self._delete_shown)
        made.closed.connect(self._close)
        made.back.setVisible(not self._is_wide)
        self._made.append(made)
        self.details.addWidget(made)

    # --- what is shown ---

    def show_log(self, wanted: LogFilter) -> None:
        """Read the entries that pass; the chosen one stays chosen if it is still there.

        Raises:
            KnownError: the log cannot be read.
        """
        kept, row = self.chosen, self.view.chosen_row
        is_same, self._wanted = wanted == self._wanted, wanted
        self.table.show_log(wanted)
        again = None if kept is None else self.table.row_of(kept)
        count = self.table.rowCount()
        is_gone = kept is not None and again is None
        had_focus = is_gone and self.details.isAncestorOf(self.focusWidget())
        if again is None and count:
            again = min(max(0, row), count - 1)
        self._say_nothing(wanted)
        self._states.setCurrentWidget(self._both if count else self.nothing_found)
        give_first_focus(self, self.view if count else self.nothing_found.action)
        self._is_opened = self._is_opened and not is_gone
        self._choose(again)
        if is_gone and is_same:
            self.show_chosen()  # it was deleted: its page does not stand a moment longer
        if had_focus:
            self.setFocus()
        self.counted.emit(count)

    def select(self, key: EntryKey) -> bool:
        """Choose an entry and open it.

        Returns:
            Whether it is among those that are shown.
        """
        is_there = self.choose(key)
        if is_there:
            self._open()
        return is_there

    def choose(self, key: EntryKey) -> bool:
        """Choose an entry; whether it is among those that are shown."""
        row = self.table.row_of(key)
        if row is not None:
            self._choose(row)
        return row is not None

    @property
    def chosen(self) -> EntryKey | None:
        """The entry that is chosen."""
        row = self.view.chosen_row
        return self.table.key_at(row) if 0 <= row < self.table.rowCount() else None

    def _say_nothing(self, wanted: LogFilter) -> None:
        words = wanted.words.strip()
        said = self.tr("No entry passes these filters")
        action = self.tr("Clear filters")
        if words:
            said = self.tr("No session, event or note has “{words}” in it").format(words=words)
            action = self.tr("Clear the search")
            if wanted.has_choices:
                action = self.tr("Clear search and filters")
        self.nothing_found.say(said)
        self.nothing_found.action.setText(action)
        self.nothing_found.action.setAccessibleName(action)

    def _choose(self, row: int | None) -> None:
        if row is not None:
            is_blocked = self.view.blockSignals(True)  # else it is shown twice
            self.view.choose(row)
            self.view.blockSignals(is_blocked)
        self._on_chosen()

    def _on_chosen(self) -> None:
        if self.chosen == self._shown:
            self.show_chosen()  # it is the same one, and another text
        else:
            self._still.start()
            self._settle()

    def show_chosen(self) -> None:
        """Show all of the chosen entry now, not when the choice stood still for a moment."""
        self._still.stop()
        row = self.view.chosen_row
        entry = self.table.entry_at(row) if 0 <= row < self.table.rowCount() else None
        if entry is None or not self._show(entry):
            self._is_opened = False
        self._settle()

    def _show(self, entry: LogEntry) -> bool:
        """Show all of an entry; says whether it could be read."""
        self._shown = None
        try:
            is_there = self._show_read(entry)
        except KnownError as error:
            self.trouble.emit(str(error))
            return False
        if is_there:
            self._shown = entry.key
            is_session = entry.key.type is EntryType.SESSION
            self.details.setCurrentWidget(self.detail if is_session else self.single)
        return is_there

    def _show_read(self, entry: LogEntry) -> bool:
        """Read all of an entry and show it; whether it is still there."""
        about, log = entry.about, self._entries()
        if isinstance(about, AnswersEntry):
            self.single.show_answers(entry, about, log.answers(entry.key))
            return True
        if isinstance(about, EventEntry):
            event = log.event(entry.key)
            if event is not None:
                self.single.show_event(entry, about, event)
            return event is not None
        logged = log.session(entry.key.id)
        if logged is not None:
            self.detail.show_session(logged)
        return logged is not None

    # --- opening, closing, deleting ---

    def _open(self) -> None:
        if self.view.chosen_row < 0:
            return
        self._is_opened = True
        self.show_chosen()
        if self._is_opened and not self._is_wide:
            back = self._made[self.details.currentIndex()].back
            back.setFocus()
            bring_into_all_sight(back)

    def _on_entered(self) -> None:
        """Open by a key: where the page stands beside the table, go into it."""
        self._open()
        if self._is_wide and self._is_opened:
            self._made[self.details.currentIndex()].take_focus()

    def _close(self) -> None:
        self._is_opened = False
        self._settle()
        self.view.setFocus()

    def _on_edit(self, edit: Edit, name: str) -> None:
        self.edit_wanted.emit(edit, name, self._shown)

    def _change(self) -> None:
        logged = self.detail.logged
        if logged is not None:
            self.change_wanted.emit(logged)

    def _delete_shown(self) -> None:
        """Delete what stands on the page, unless another entry was chosen this very moment."""
        if self._shown == self.chosen:
            self._delete()

    def _delete(self) -> None:
        """Have the chosen entry deleted; the table has the focus once it is really gone."""
        key = self.chosen
        entry = None if key is None else self.table.entry_at(self.view.chosen_row)
        if key is None or entry is None:
            return
        try:
            edit = self._deletion(entry)
        except KnownError as error:
            self.trouble.emit(str(error))
            return
        if edit is None:
            return
        self.deletion_wanted.emit(edit, entry_title(entry), key)
        if self.table.row_of(key) is None:
            self._close()

    def _deletion(self, entry: LogEntry) -> Edit | None:
        """What deletes an entry; None where it stays."""
        about = entry.about
        if isinstance(about, AnswersEntry):
            return ratings_deleted(self._entries().answers(entry.key))
        if not isinstance(about, EventEntry):
            return session_deleted(entry.key.id)
        if about.is_advice:
            self.told.emit(self.tr("That advice was shown stays in the log."))
            return None
        event = self._entries().event(entry.key)
        return None if event is None else event_deleted(event)

    # --- room ---

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._settle()

    def _settle(self) -> None:
        """Table and detail side by side, or one in place of the other."""
        look = self._icons.looks.current
        self._is_wide = self.width() >= look.px(_WIDE)
        has_choice = self.chosen is not None
        self.view.setVisible(self._is_wide or not self._is_opened)
        self._sheet.setVisible(has_choice and (self._is_wide or self._is_opened))
        for made in self._made:
            made.back.setVisible(not self._is_wide)
        self._sheet.setMinimumWidth(look.px(_DETAIL_WIDTH) if self._is_wide else 0)
        self._sheet.setMaximumWidth(look.px(_DETAIL_WIDTH) if self._is_wide else 16_777_215)
