"""Sessions: find a script, read it, start it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.library import Entry, Library
from app.core.plan import Choice
from app.core.preferences import Preferences
from app.ui.controls import button, label
from app.ui.empty_state import EmptyState
from app.ui.filter_chips import FilterChips
from app.ui.first_focus import give_first_focus
from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.script_detail import ScriptDetail, Shape
from app.ui.script_filter import ScriptFilter
from app.ui.script_list import ENTRY, ScriptList, ScriptListModel
from app.ui.search_field import SearchField
from app.ui.theme import Space

WIDE = 1080
SIDE_BY_SIDE = 620
"""From how many pixels on, at 100 % text, things stand side by side."""
LOW = 700
"""Below how many the filters are folded away behind a chip."""


class SessionsRoom(QWidget):
    """The list at the left, the chosen script beside it; one of the two where it is narrow.

    Attributes:
        start_requested: an `Entry` and a `Choice`.
        preferences_changed: first foot or usual length were changed; all Preferences.
        told: something was done, in a sentence for a toast.
        help_wanted: the id of a topic of the help.
    """

    start_requested = Signal(object, object)
    preferences_changed = Signal(object)
    told = Signal(str)
    help_wanted = Signal(str)

    def __init__(
        self,
        icons: Icons,
        library: Library,
        preferences: Preferences,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._icons = icons
        self._library = library
        self._shape = Shape.WIDE
        self._selected_id = ""
        self._detail_is_open = False
        self._model = ScriptListModel()
        self._detail = ScriptDetail(icons, preferences, now)
        self._build()
        self._connect()
        self.show_library(library)

    @property
    def selected(self) -> Entry | None:
        """The entry that is shown."""
        return self._detail.entry if self._selected_id else None

    def show_library(self, library: Library) -> None:
        """Show another state of the library; the selection and the filters stay."""
        self._library = library
        self._filters.offer(library)
        self._show_found()

    def open_at(self, script_id: str) -> None:
        """Show a script, whatever the search and the filters say.

        Raises:
            UnknownScriptError: there is none of this id.
        """
        self._library.find(script_id)
        if self._model.row_of(script_id) < 0:
            self.clear()
        self._select(script_id)
        self._open_detail()

    def follow(self, preferences: Preferences) -> None:
        """Take settings that were changed elsewhere."""
        self._detail.start_card.follow(preferences)

    def clear(self) -> None:
        """Clear the search and the filters."""
        self._search.blockSignals(True)
        self._search.clear()
        self._search.blockSignals(False)
        self._filters.clear()

    def _build(self) -> None:
        self._build_column()
        self._nothing = EmptyState(self._icons, "footprints")
        self._right = QStackedWidget()
        self._right.addWidget(self._detail)
        self._right.addWidget(self._nothing)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._column)
        line.addWidget(self._right, 1)
        give_first_focus(self, self._list)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._find)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            start = QShortcut(QKeySequence(key), self)
            start.activated.connect(self._detail.start)

    def _build_column(self) -> None:
        self._column = QFrame()
        self._column.setProperty("role", "column")
        self._search = SearchField(self._icons, self.tr("Search the sessions"), self.tr("Search …"))
        self._filters = FilterChips(self._icons)
        self._count = label("", "fine")
        self._more = button(self.tr("Filters"), "chip")
        self._more.setProperty("small", "true")
        self._more.setCheckable(True)
        self._icons.dress(self._more, "sliders-horizontal", "soft_ink", checked="strong_lead")
        self._list = ScriptList(self._model, self._icons)
        self._none = EmptyState(self._icons, "search", self.tr("Clear search and filters"))
        self._found = QStackedWidget()
        self._found.addWidget(self._list)
        self._found.addWidget(self._none)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(self._head_of_column())
        below = QHBoxLayout()
        below.setContentsMargins(Space.S + 2, 0, Space.XS, Space.S)
        below.addWidget(self._found)
        column.addLayout(below, 1)

    def _head_of_column(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(Space.XL + 2, Space.XXL, Space.XL, 0)
        head.setSpacing(Space.M)
        head.addWidget(label(self.tr("Sessions"), "title"))
        head.addWidget(self._search)
        head.addWidget(self._filters)
        counted = QHBoxLayout()
        counted.addWidget(self._count, 1)
        counted.addWidget(self._more)
        head.addLayout(counted)
        return head

    def _connect(self) -> None:
        self._search.textChanged.connect(lambda _text: self._show_found())
        self._search.returnPressed.connect(self._list.setFocus)
        self._search.left_downward.connect(self._list.setFocus)
        self._filters.changed.connect(self._show_found)
        self._more.toggled.connect(self._show_parts)
        self._none.action.clicked.connect(self._on_clear)
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._list.opened.connect(self._on_opened)
        self._list.clicked.connect(lambda _index: self._open_detail())
        self._detail.left.connect(self._close_detail)
        self._detail.help_wanted.connect(self.help_wanted)
        self._detail.start_requested.connect(self._on_start)
        self._detail.preferences_changed.connect(self.preferences_changed)
        self._detail.faults.report_copied.connect(self._on_report_copied)
        self._detail.faults.file_opened.connect(self._on_file_opened)
        self._icons.looks.changed.connect(self._arrange)

    def _show_found(self) -> None:
        """Show what the search and the filters let through; keep the selection if it is there."""
        wanted: ScriptFilter = replace(self._filters.value, words=self._search.text())
        found = wanted.apply(self._library)
        self._model.show_entries(found)
        self._found.setCurrentWidget(self._list if found else self._none)
        self._count.setText(self._count_text(len(found)))
        chosen = self._filters.value.chosen
        self._more.setText(
            self.tr("Filters: {count}").format(count=chosen) if chosen else self.tr("Filters")
        )
        if not found:
            self._say_nothing()
        ids = [entry.id for entry in found]
        if ids:
            self._select(self._selected_id if self._selected_id in ids else ids[0])
        self._right.setCurrentWidget(self._detail if len(self._library) else self._nothing)

    def _count_text(self, found: int) -> str:
        total = len(self._library)
        if total == 1:
            return self.tr("1 session")
        if found == total:
            return self.tr("{count} sessions").format(count=total)
        return self.tr("{found} of {count} sessions").format(found=found, count=total)

    def _say_nothing(self) -> None:
        if not len(self._library):
            heading = self.tr("No session scripts")
            where = self.tr("Scripts that ship with Footwell, and your own, will be listed here.")
            self._none.say(heading, where)
            self._nothing.say(heading)
            self._none.action.hide()
            return
        self._none.action.show()
        words = self._search.text().strip()
        if words:
            self._none.say(self.tr("Nothing matches “{words}”").format(words=words))
        else:
            self._none.say(self.tr("Nothing matches these filters"))

    def _select(self, script_id: str) -> None:
        index = self._model.index(max(0, self._model.row_of(script_id)))
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._list.selectionModel().setCurrentIndex(index, flag)
        self._list.executeDelayedItemsLayout()
        self._list.scrollTo(index)

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        entry = current.data(ENTRY)
        if isinstance(entry, Entry):
            self._selected_id = entry.id
            self._detail.show_entry(entry)

    def _on_opened(self) -> None:
        self._open_detail()
        self._detail.focus_start()

    def _on_start(self, choice: Choice) -> None:
        if self._detail.entry is not None:
            self.start_requested.emit(self._detail.entry, choice)

    def _on_clear(self) -> None:
        self.clear()
        self._search.setFocus()

    def _on_report_copied(self) -> None:
        self.told.emit(self.tr("Report copied"))

    def _on_file_opened(self, opened: bool) -> None:  # noqa: FBT001 - a signal's slot
        if not opened:
            self.told.emit(self.tr("No program was found to open this file"))

    def _find(self) -> None:
        self._close_detail()
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _open_detail(self) -> None:
        self._detail_is_open = True
        self._show_parts()

    def _close_detail(self) -> None:
        self._detail_is_open = False
        self._show_parts()
        if self._shape is Shape.ALONE:
            self._list.setFocus()

    def _arrange(self) -> None:
        """Decide by the width, in units of the text's size, what stands beside what."""
        scale = self._icons.looks.current.scale
        units = self.width() / scale
        self._shape = Shape.ALONE
        if units >= SIDE_BY_SIDE:
            self._shape = Shape.WIDE if units >= WIDE else Shape.STACKED
        column = self.width()
        if self._shape is not Shape.ALONE:
            column = round(max(270, min(units * 0.3, 400)) * scale)
            self._column.setFixedWidth(column)
        else:
            self._column.setMinimumWidth(0)
            self._column.setMaximumWidth(16_777_215)
        self._detail.take_shape(self._shape)
        rest = units if self._shape is Shape.ALONE else units - column / scale
        self._detail.fit(rest)
        self._show_parts()

    def _show_parts(self) -> None:
        alone = self._shape is Shape.ALONE
        self._column.setVisible(not alone or not self._detail_is_open)
        self._right.setVisible(not alone or self._detail_is_open)
        is_low = self.height() / self._icons.looks.current.scale < LOW
        self._more.setVisible(is_low)
        self._filters.setVisible(not is_low or self._more.isChecked())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
