"""Log: one part of it, chosen by chips, looked at in one of several ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol, cast

from PySide6.QtCore import QLocale, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import KnownError
from app.core.log_entries import EntryKey, EntryType
from app.core.log_filter import LogFilter, LogViewKind
from app.ui.controls import Chips, button, label
from app.ui.empty_state import EmptyState
from app.ui.first_focus import give_first_focus
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.log_filter_bar import LogFilterBar
from app.ui.log_sessions import LogSessions
from app.ui.log_table import EntryReader
from app.ui.log_undo import LogUndo
from app.ui.log_words import view_label
from app.ui.overriding import override
from app.ui.search_field import SearchField
from app.ui.seen_stack import SeenStack
from app.ui.sight import bring_place_into_sight
from app.ui.theme import Space
from app.ui.undo_bar import UndoBar

LOW = 700
"""Below how many pixels, at 100 % text, the filters are folded away behind a chip."""
_SEARCH = 260
ADD_KEY = "Ctrl+N"
EXPORT_KEY = "Ctrl+E"
_VIEW_AT_LEAST = 280
"""How high the table is at least; where a view needs more room the whole page scrolls."""


class LogPart(Protocol):
    """A way to look at the log: a widget that is told which part of it is wanted."""

    session_requested: SignalInstance

    def show_log(self, wanted: LogFilter) -> None:
        """Read anew and show; may raise a `KnownError`."""


ViewFactories = Mapping[LogViewKind, Callable[[], QWidget]]
"""Builds the ways to look at the log; what is built is a `LogPart` too."""


class LogRoom(QWidget):
    """Chips for the views and the filters, a search, and the chosen view below them.

    View, filters and words stay as they are while the program runs. It reads the log when it is
    told to `refresh`.

    Args:
        icons: pictures, and through them the looks.
        entries: the log, asked for anew at each reading.
        views: builds the views when they are first chosen; the table is a `LogSessions`.
        today: the date, by which spans are counted back.
        view: what is shown at first, if it is there.
        undo: undoes what is done here, if anything can be.

    Signals:
        sessions_requested: the person wants to start a session.
        add_requested: the person wants to write down what was done before.
        export_requested: the person wants to take the log elsewhere.
        view_chosen: another view; a `LogViewKind`.
    """

    sessions_requested = Signal()
    add_requested = Signal()
    export_requested = Signal()
    view_chosen = Signal(object)

    def __init__(
        self,
        icons: Icons,
        entries: Callable[[], EntryReader],
        views: ViewFactories,
        today: Callable[[], date],
        view: LogViewKind = LogViewKind.TREND,
        undo: LogUndo | None = None,
    ) -> None:
        super().__init__()
        self._icons = icons
        self._entries = entries
        self._factories = views
        self._built: dict[LogViewKind, QWidget] = {}
        self._read: dict[LogViewKind, LogFilter] = {}
        self._offers_adding = self._offers_export = False
        self.setProperty("role", "page")
        kinds = [kind for kind in LogViewKind if kind in views]
        self.views = Chips(self.tr("View"), [(kind, view_label(kind)) for kind in kinds])
        self.views.choose(view)
        self.filters = LogFilterBar(icons, today)
        inside = QWidget()
        self.undo_bar = None if undo is None else UndoBar(icons, undo, inside)
        self._build(kinds, inside)
        self._connect(kinds)

    @property
    def view(self) -> LogViewKind:
        """How the log is looked at."""
        return self.views.value

    @property
    def wanted(self) -> LogFilter:
        """The part of the log that is looked at."""
        return replace(self.filters.value, words=self.search.text())

    @property
    def sessions(self) -> LogSessions:
        """The table; built now if it was not."""
        made = self._built_view(LogViewKind.SESSIONS)
        assert isinstance(made, LogSessions)  # noqa: S101 - the composition says so
        return made

    def offer(self, *, adding: bool = False, export: bool = False) -> None:
        """Show the buttons behind which something stands."""
        self._offers_adding, self._offers_export = adding, export
        self._settle()

    # --- building ---

    def _build(self, kinds: list[LogViewKind], inside: QWidget) -> None:
        page = QVBoxLayout(inside)
        page.setContentsMargins(Space.XXL + 4, Space.XXL, Space.XXL + 4, Space.L)
        page.setSpacing(Space.M)
        page.addWidget(self._build_head())
        page.addWidget(self._build_chips(kinds))
        page.addWidget(self._build_states(), 1)
        self.fine_line = label(self.tr("Self-reported. Cannot show what caused a change."), "fine")
        self.count = label(role="fine", wraps=False)
        foot = QHBoxLayout()
        foot.addWidget(self.fine_line, 1)
        foot.addWidget(self.count)
        page.addLayout(foot)
        self._page = QScrollArea()
        self._page.setWidgetResizable(True)
        self._page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._page)
        whole.addWidget(self._pages)

    def _build_head(self) -> QWidget:
        self.search = SearchField(self._icons, self.tr("Search the log"), self.tr("Search …"))
        self.add = button(self.tr("Add past entry"))
        self.export = button(self.tr("Export …"))
        self.add.setToolTip(f"{self.add.text()} ({ADD_KEY})")
        self.export.setToolTip(f"{self.export.text()} ({EXPORT_KEY})")
        self._title = label(self.tr("Log"), "title", wraps=False)
        first = QHBoxLayout()
        first.setSpacing(Space.L)
        first.addWidget(self._title)
        if self.undo_bar is not None:
            first.addWidget(self.undo_bar)
        first.addStretch(1)
        first.addWidget(self.search)
        self._buttons = QWidget()
        row = FlowLayout(self._buttons, Space.M)
        row.addWidget(self.add)
        row.addWidget(self.export)
        head = QWidget()
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight, head)
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.setSpacing(Space.M)
        self._head.addLayout(first, 1)
        self._head.addWidget(self._buttons)
        return head

    def _build_chips(self, kinds: list[LogViewKind]) -> QWidget:
        self.more = button(self.tr("Filters"), "chip")
        self.more.setCheckable(True)
        self._icons.dress(self.more, "sliders-horizontal", "soft_ink", checked="strong_lead")
        for number, chip in enumerate(self.views.findChildren(QPushButton), 1):
            chip.setToolTip(f"{chip.text()} (Ctrl+Shift+{number})")
        for chip in (*self.views.findChildren(QPushButton), self.more):
            chip.setProperty("small", "true")
        self._chips = QWidget()
        row = FlowLayout(self._chips, Space.L, at_top=True)
        for part in (self.views, self.more, self.filters):
            row.addWidget(part)
        self.views.setVisible(len(kinds) > 1)
        return self._chips

    def _build_states(self) -> QWidget:
        self.empty = EmptyState(
            self._icons, "notebook-pen", self.tr("Start one"), self.tr("Add past entry")
        )
        self.empty.say(
            self.tr("Your sessions will stand here"),
            self.tr("Each one with its hands-on time, and how your feet felt after them."),
        )
        self.empty.other.setToolTip(self.add.toolTip())
        self.failed = EmptyState(self._icons, "triangle-alert", self.tr("Try again"))
        self._states = SeenStack()
        self._states.addWidget(self.empty)
        self._states.addWidget(self.failed)
        return self._states

    def _connect(self, kinds: list[LogViewKind]) -> None:
        self.search.textChanged.connect(lambda _words: self._show())
        self.search.left_downward.connect(self.setFocus)
        self.filters.changed.connect(self._show)
        self.views.chosen.connect(self._on_view_chosen)
        self.more.toggled.connect(self._settle)
        self.add.clicked.connect(self.add_requested)
        self.export.clicked.connect(self.export_requested)
        self.empty.action.clicked.connect(self.sessions_requested)
        self.empty.other.clicked.connect(self.add_requested)
        self.failed.action.clicked.connect(self._try_again)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._find)
        for name, presses in ((ADD_KEY, self.add), (EXPORT_KEY, self.export)):
            made = QShortcut(QKeySequence(name), self)
            made.activated.connect(lambda presses=presses: _press(presses))
        for number, kind in enumerate(kinds, 1):
            key = QShortcut(QKeySequence(f"Ctrl+Shift+{number}"), self)
            key.activated.connect(lambda kind=kind: self.show_view(kind))
        self._icons.looks.keep(self, self._settle)

    # --- what is shown ---

    def refresh(self) -> None:
        """Read the log anew: it changed, or the room is looked at again."""
        self._read.clear()
        try:
            is_empty = self._entries().is_empty()
            self.filters.offer_scripts(self._entries().scripts())
            if is_empty:
                self._empty_views()
        except KnownError as error:
            self._fail(str(error))
            return
        if is_empty:
            self._show_state(self.empty)
        else:
            self._show()

    def _empty_views(self) -> None:
        """Let no view hold what is gone."""
        for kind, made in self._built.items():
            cast("LogPart", made).show_log(self.wanted)
            self._read[kind] = self.wanted

    def show_view(self, kind: LogViewKind) -> None:
        """Look at the log in another way."""
        self.leave_page()
        self.views.choose(kind)
        self._on_view_chosen()
        self.setFocus()

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of all else in the room."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._aim()

    def leave_page(self) -> None:
        """Show the log again, if a page took its place."""
        if self.shows_page:
            self._pages.setCurrentWidget(self._page)
            self._aim()
            self.setFocus()

    @property
    def shows_page(self) -> bool:
        """Whether a page takes the place of the log."""
        return self._pages.currentWidget() is not self._page

    def look_at(self, kind: LogViewKind, wanted: LogFilter) -> None:
        """Look at a part of the log in one way, whatever was chosen before."""
        self._set_filter(wanted)
        self.show_view(kind)

    def select(self, session_id: str) -> None:
        """Choose a session in the table and open it; see `show_entry`."""
        self.show_entry(EntryKey(EntryType.SESSION, session_id))

    def show_entry(self, key: EntryKey) -> None:
        """Choose an entry in the table and open it; an unknown one does nothing.

        Filters and words that hide it are cleared.
        """
        self.show_view(LogViewKind.SESSIONS)
        if self.sessions.select(key) or not self._has(key):
            return
        self.clear()
        self.sessions.select(key)

    def clear(self) -> None:
        """Clear the filters and the search."""
        self._set_filter(LogFilter())
        self._show()
        self.setFocus()

    def _has(self, key: EntryKey) -> bool:
        try:
            return bool(self._entries().entries([key]))
        except KnownError as error:
            self._fail(str(error))
            return False

    def _set_filter(self, wanted: LogFilter) -> None:
        self.filters.show_filter(wanted)
        self.search.blockSignals(True)
        self.search.setText(wanted.words)
        self.search.blockSignals(False)

    def _built_view(self, kind: LogViewKind) -> QWidget:
        if kind not in self._built:
            made = self._factories[kind]()
            self._built[kind] = made
            self._states.addWidget(made)
            if isinstance(made, LogSessions):
                made.clear_requested.connect(self.clear)
                made.counted.connect(self._on_counted)
                made.trouble.connect(self._fail)
            else:
                cast("LogPart", made).session_requested.connect(self.select)
        return self._built[kind]

    def _show(self) -> None:
        """Show what is wanted in the chosen view; it is read if it was not yet."""
        kind, wanted = self.view, self.wanted
        if kind is not LogViewKind.SESSIONS:  # words and kinds of entries are the table's
            wanted = replace(wanted, words="", kind=None)
        made = self._built_view(kind)
        if self._read.get(kind) != wanted:
            try:
                cast("LogPart", made).show_log(wanted)
            except KnownError as error:
                self._fail(str(error))
                return
            self._read[kind] = wanted
        self._show_state(made)

    def _fail(self, sentence: str) -> None:
        self._read.clear()
        self.failed.say(self.tr("The log cannot be read"), sentence)
        self._show_state(self.failed)

    def _show_state(self, state: QWidget) -> None:
        is_another = state is not self._states.currentWidget()
        had_focus = is_another and self._states.isAncestorOf(self.focusWidget())
        self._states.setCurrentWidget(state)
        self._aim()
        if had_focus:
            self.setFocus()
        self._settle()

    def _aim(self) -> None:
        """Let the focus go to what is shown when it comes into the room."""
        shown = (self._pages if self.shows_page else self._states).currentWidget()
        if shown in (self.empty, self.failed):
            shown = self.empty.action if shown is self.empty else self.failed.action
        if shown is not None:
            give_first_focus(self, shown)

    def _on_view_chosen(self) -> None:
        self.view_chosen.emit(self.view)
        if self._states.currentWidget() is not self.empty:
            self._show()

    def _on_counted(self, count: int) -> None:
        number = QLocale().toString(count)
        self.count.setText(self.tr("Entries: {count}").format(count=number))

    def _try_again(self) -> None:
        self.refresh()
        self.setFocus()

    def _find(self) -> None:
        """Search, in the table: there is nothing to be found in the other views."""
        if self._states.currentWidget() in (self.empty, self.failed) or self.shows_page:
            return
        if self.view is not LogViewKind.SESSIONS:
            self.show_view(LogViewKind.SESSIONS)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        bring_place_into_sight(self.search, self.search.rect())

    # --- room ---

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        """Decide by what is shown and by the room there is which parts stand where."""
        look = self._icons.looks.current
        shown = self._states.currentWidget()
        has_any = shown is not self.empty
        is_table = has_any and self.view is LogViewKind.SESSIONS
        self._states.setMinimumHeight(look.px(_VIEW_AT_LEAST) if is_table else 0)
        self.search.setVisible(is_table)
        self.add.setVisible(self._offers_adding)
        self.empty.other.setVisible(self._offers_adding)
        self.export.setVisible(self._offers_export and has_any)
        self._chips.setVisible(has_any)
        self.fine_line.setVisible(has_any)
        self.filters.offer_kinds(on=is_table)
        self.count.setVisible(has_any and shown is self._built.get(LogViewKind.SESSIONS))
        is_low = self.height() < look.px(LOW)
        self.more.setVisible(is_low)
        chosen = self.filters.chosen
        self.more.setText(
            self.tr("Filters: {count}").format(count=chosen) if chosen else self.tr("Filters")
        )
        self.filters.setVisible(not is_low or self.more.isChecked())
        self._turn_head()

    def _turn_head(self) -> None:
        """Title, search and buttons in one line, or in two where they would not fit."""
        bar = self._page.verticalScrollBar().sizeHint().width()  # it may be there or not
        room = self.width() - bar - 2 * (Space.XXL + 4)
        title, buttons = self._title.sizeHint().width(), self._buttons.sizeHint().width()
        if self.undo_bar is not None:
            title += self.undo_bar.sizeHint().width() + Space.L
        search = self._icons.looks.current.px(_SEARCH)
        direction = QBoxLayout.Direction
        fits = title + search + buttons + 2 * Space.L <= room
        turned = direction.LeftToRight if fits else direction.TopToBottom
        if self._head.direction() is not turned:
            self._head.setDirection(turned)
        self.search.setFixedWidth(min(search, max(160, room - title - Space.L)))


def _press(one: QPushButton) -> None:
    """Do by a key what a button does, while it is there to be seen."""
    if one.isVisible():
        one.click()
