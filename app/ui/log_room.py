"""Log: the sessions so far, and all of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.soreness import LoggedSession
from app.ui.controls import label
from app.ui.empty_state import EmptyState
from app.ui.icons import Icons
from app.ui.log_answers import AskedOf, nothing_asked
from app.ui.log_detail import LogDetail
from app.ui.log_table import LogTable
from app.ui.log_view import LogView
from app.ui.overriding import override
from app.ui.search_field import SearchField
from app.ui.theme import Space

_WIDE = 1120
_DETAIL_WIDTH = 370


class LogRoom(QWidget):
    """The table with the detail beside it; in a narrow window one in place of the other.

    Signals:
        sessions_requested: the person wants to start a session.
        delete_requested: the id of a session that is to be deleted.
        restore_requested: the id of a deleted session that is to come back.
        undo_offered: what was done, and a callable that undoes it.
    """

    sessions_requested = Signal()
    delete_requested = Signal(str)
    restore_requested = Signal(str)
    undo_offered = Signal(str, object)

    def __init__(self, icons: Icons, asked_of: AskedOf = nothing_asked) -> None:
        super().__init__()
        self._icons = icons
        self._is_wide = True
        self._is_opened = False
        self.setProperty("role", "page")
        self.table = LogTable()
        self.view = LogView(self.table, icons)
        self.detail = LogDetail(icons, asked_of)
        self._build()
        self._connect()
        self.show_sessions([])

    def _build(self) -> None:
        self.search = SearchField(self._icons, self.tr("Search the log"), self.tr("Search …"))
        head = QHBoxLayout()
        head.setSpacing(Space.L)
        head.addWidget(label(self.tr("Log"), "title", wraps=False))
        head.addStretch(1)
        head.addWidget(self.search)
        self.fine_line = label(self.tr("Self-reported. Cannot show what caused a change."), "fine")
        self.count = label(role="fine", wraps=False)
        foot = QHBoxLayout()
        foot.addWidget(self.fine_line, 1)
        foot.addWidget(self.count)
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.XXL + 4, Space.XXL, Space.XXL + 4, Space.XL)
        page.setSpacing(Space.L)
        page.addLayout(head)
        page.addWidget(self._build_states(), 1)
        page.addLayout(foot)
        self.setFocusProxy(self.view)

    def _build_states(self) -> QWidget:
        self.empty = EmptyState(self._icons, "notebook-pen", self.tr("Start one"))
        self.empty.say(
            self.tr("Your sessions will stand here"),
            self.tr("Each one with its hands-on time, and how your feet felt after them."),
        )
        self.nothing_found = EmptyState(self._icons, "search", self.tr("Clear the search"))
        self.nothing_found.say(self.tr("No session has all these words"))
        self._sheet = QFrame()
        self._sheet.setProperty("role", "card")
        inside = QVBoxLayout(self._sheet)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.detail)
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.L)
        line.addWidget(self.view, 1)
        line.addWidget(self._sheet)
        self._states = QStackedWidget()
        for state in (both, self.empty, self.nothing_found):
            self._states.addWidget(state)
        self._both = both
        return self._states

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_searched)
        self.search.left_downward.connect(self.view.setFocus)
        self.view.chosen.connect(self._on_chosen)
        self.view.opened.connect(self._open)
        self.view.clicked.connect(lambda _index: self._open())
        self.view.deletion_wanted.connect(self._delete)
        self.detail.deletion_wanted.connect(self._delete)
        self.detail.closed.connect(self._close)
        self.empty.action.clicked.connect(self.sessions_requested)
        self.nothing_found.action.clicked.connect(self.search.clear)
        remove = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.detail)
        remove.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        remove.activated.connect(self._delete)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)
        self._icons.looks.keep(self, self._settle)

    # --- what is shown ---

    def show_sessions(self, sessions: Sequence[LoggedSession]) -> None:
        """Show these; the chosen one stays chosen if it is still there."""
        kept, row = self.chosen_id, self.view.chosen_row
        self.table.show_sessions(sessions)
        self._show_state()
        again = self.table.row_of(kept) if kept else None
        if again is None and self.table.rowCount():
            again = min(max(0, row), self.table.rowCount() - 1)
        self._choose(again)

    def select(self, session_id: str) -> None:
        """Choose a session and open it, whatever the search says; an unknown one does nothing."""
        if self.table.row_of(session_id) is None:
            self.search.clear()
        row = self.table.row_of(session_id)
        if row is not None:
            self._choose(row)
            self._open()

    @property
    def chosen_id(self) -> str:
        """The session that is chosen, empty for none."""
        row = self.view.chosen_row
        return "" if row < 0 else self.table.session_at(row).session.id

    def _choose(self, row: int | None) -> None:
        if row is not None:
            self.view.choose(row)
        self._on_chosen(self.view.chosen_row)

    def _on_chosen(self, row: int) -> None:
        if 0 <= row < self.table.rowCount():
            self.detail.show_session(self.table.session_at(row))
        else:
            self._is_opened = False
        self._settle()

    def _on_searched(self, words: str) -> None:
        kept = self.chosen_id
        self.table.search(words)
        self._show_state()
        row = self.table.row_of(kept) if kept else None
        self._choose(0 if row is None and self.table.rowCount() else row)

    def _show_state(self) -> None:
        has_any, found = bool(self.table.sessions), self.table.rowCount()
        state: QWidget = self._both
        if not found:
            state = self.nothing_found if has_any else self.empty
        self._states.setCurrentWidget(state)
        self.search.setVisible(has_any)
        self.fine_line.setVisible(has_any)
        self.count.setText(self.tr("Sessions: {count}").format(count=found) if has_any else "")

    # --- opening, closing, deleting ---

    def _open(self) -> None:
        if self.view.chosen_row < 0:
            return
        self._is_opened = True
        self._settle()
        if not self._is_wide:
            self.detail.back.setFocus()

    def _close(self) -> None:
        self._is_opened = False
        self._settle()
        self.view.setFocus()

    def _delete(self) -> None:
        """Have the chosen session deleted; Undo is offered once it is really gone."""
        session_id = self.chosen_id
        if not session_id:
            return
        title = self.table.session_at(self.view.chosen_row).session.script_title
        self.delete_requested.emit(session_id)
        if any(logged.session.id == session_id for logged in self.table.sessions):
            return
        self._close()
        message = self.tr("Deleted “{title}”.").format(title=title)
        self.undo_offered.emit(message, self._restorer(session_id))

    def _restorer(self, session_id: str) -> Callable[[], None]:
        def restore() -> None:
            self.restore_requested.emit(session_id)
            self.select(session_id)

        return restore

    # --- room ---

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._settle()

    def _settle(self) -> None:
        """Table and detail side by side, or one in place of the other."""
        look = self._icons.looks.current
        self._is_wide = self.width() >= look.px(_WIDE)
        has_choice = self.view.chosen_row >= 0
        self.view.setVisible(self._is_wide or not self._is_opened)
        self._sheet.setVisible(has_choice and (self._is_wide or self._is_opened))
        self.detail.back.setVisible(not self._is_wide)
        self._sheet.setMinimumWidth(look.px(_DETAIL_WIDTH) if self._is_wide else 0)
        self._sheet.setMaximumWidth(look.px(_DETAIL_WIDTH) if self._is_wide else 16_777_215)
        self.search.setFixedWidth(min(look.px(320), max(160, self.width() // 2)))
