"""About my feet: a list of topics, a search over all of them, and the text of one."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.help_search import search
from app.core.help_topics import HelpTopics, Topic
from app.ui.controls import QUIET_MARGIN, button, label
from app.ui.empty_state import EmptyState
from app.ui.first_focus import give_first_focus
from app.ui.flow_layout import FlowLayout
from app.ui.help_list import ROW, HelpList, HelpListModel, HelpRow, chapter_rows, hit_rows
from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.search_field import SearchField
from app.ui.theme import Space
from app.ui.topic_page import TopicPage

SIDE_BY_SIDE = 620
"""From how many pixels on, at 100 % text, list and text stand side by side."""

_ANY_WIDTH = 16_777_215


class HelpRoom(QWidget):
    """The list at the left, the chosen topic beside it; one of the two where it is narrow.

    Escape and Alt+Left lead back: to the topic whose link was followed, and then out.

    Args:
        icons: pictures, and through them the looks.
        help_: all topics, in the person's language.

    Signals:
        left: the person wants back to where they came from.
    """

    left = Signal()

    def __init__(self, icons: Icons, help_: HelpTopics) -> None:
        super().__init__()
        self._icons = icons
        self._help = help_
        self._topic: Topic | None = None
        self._trail: list[str] = []
        self._is_narrow = False
        self._is_reading = False
        self._came_to_read = False
        self.setProperty("role", "page")
        self.setAccessibleName(self.tr("About my feet"))
        self._build()
        self._connect()
        self._show_found()

    @property
    def topic(self) -> Topic | None:
        """What is read; None where a search found nothing."""
        return self._topic

    def open_at(self, topic_id: str) -> None:
        """Show a topic to somebody who comes from elsewhere."""
        self._trail.clear()
        self._search.clear()
        self._select(topic_id)
        self._came_to_read = True
        self.read()

    def name_way_back(self, text: str) -> None:
        """Say where the way back leads."""
        for made in self._ways_back:
            made.setText(text)
            made.setAccessibleName(text)

    def look_for(self) -> None:
        """Let the person type what they look for."""
        self._show_list()
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def read(self) -> None:
        """Put the focus into the text."""
        self._is_reading = True
        self._show_parts()
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """To the topic that was read before, to the list that hides behind the text, or out."""
        if self._trail:
            self._select(self._trail.pop())
        elif self._is_narrow and self._is_reading and not self._came_to_read:
            self._show_list()
            self._list.setFocus()
        else:
            self.left.emit()

    # --- parts ---

    def _build(self) -> None:
        self._model = HelpListModel()
        self._build_column()
        self._all = button(self.tr("All topics"), "quiet")
        self._icons.dress(self._all, "list", "lead")
        self.page = TopicPage(self._icons.looks.current)
        self._text = QWidget()
        text = QVBoxLayout(self._text)
        text.setContentsMargins(0, 0, 0, 0)
        text.setSpacing(0)
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(Space.XXL - QUIET_MARGIN, Space.S, Space.XL, 0)
        ways = FlowLayout(None, Space.S)
        for made in (self._ways_back[1], self._all):
            ways.addWidget(made)
        bar.addLayout(ways)
        text.addWidget(self._bar)
        text.addWidget(self.page, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._column)
        line.addWidget(self._text, 1)
        give_first_focus(self, self._list)

    def _build_column(self) -> None:
        self._ways_back = [button(self.tr("Back"), "quiet") for _ in range(2)]
        for made in self._ways_back:
            self._icons.dress(made, "chevron-left", "lead")
        self._search = SearchField(self._icons, self.tr("Search the help"), self.tr("Search …"))
        self._list = HelpList(self._model, self._icons.looks)
        self._none = EmptyState(self._icons, "search", self.tr("Clear the search"))
        self._found = QStackedWidget()
        self._found.addWidget(self._list)
        self._found.addWidget(self._none)
        self._found.setMinimumHeight(1)  # less than nothing found would like to have
        self._column = QFrame()
        self._column.setProperty("role", "column")
        head = QVBoxLayout()
        head.setContentsMargins(Space.XL + 2, 0, Space.XL, 0)
        head.setSpacing(Space.S)
        back = QHBoxLayout()
        back.setContentsMargins(Space.XL + 2 - QUIET_MARGIN, Space.S, Space.S, 0)
        back.addWidget(self._ways_back[0])
        back.addStretch(1)
        head.addWidget(label(self.tr("About my feet"), "title"))
        head.addWidget(self._search)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(back)
        column.addLayout(head)
        below = QHBoxLayout()
        below.setContentsMargins(Space.S + 2, 0, Space.XS, Space.S)
        below.addWidget(self._found)
        column.addLayout(below, 1)

    def _connect(self) -> None:
        self._search.textChanged.connect(lambda _text: self._show_found())
        self._search.returnPressed.connect(self._list.setFocus)
        self._search.left_downward.connect(self._list.setFocus)
        self._none.action.clicked.connect(self._on_clear)
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._list.opened.connect(self.read)
        self._list.clicked.connect(self._on_clicked)
        for made in self._ways_back:
            made.clicked.connect(self.left)
        self._all.clicked.connect(self._on_all)
        self.page.topic_wanted.connect(self._on_topic_wanted)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.look_for)
        QShortcut(QKeySequence("Alt+Left"), self, self.go_back)
        self._icons.looks.keep(self, self._dress)

    # --- what is shown ---

    def _show_found(self) -> None:
        """Show the chapters, or what the search finds; keep the topic if it is there."""
        typed = self._search.text()
        rows = chapter_rows(self._help)
        if typed.strip():
            rows = hit_rows(search(self._help.all_topics(), typed))
        self._model.show_rows(rows)
        self._found.setCurrentWidget(self._list if rows else self._none)
        nothing = self.tr("Nothing matches “{words}”")
        self._none.say(nothing.format(words=typed.strip()))
        ids = self._model.topic_ids
        if ids:
            here = "" if self._topic is None else self._topic.id
            is_kept = here in ids and not typed.strip()
            self._select(here if is_kept else ids[0])

    def _select(self, topic_id: str) -> None:
        index = self._model.index_of(topic_id)
        if not index.isValid():  # a link leads out of what was searched
            self._search.clear()
            index = self._model.index_of(topic_id)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._list.selectionModel().setCurrentIndex(index, flag)
        self._list.scrollTo(index)
        self._show_topic(topic_id)

    def _show_topic(self, topic_id: str) -> None:
        self._topic = self._help.find(topic_id)
        self.page.show_topic(self._topic, self._help, self._search.text())

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = current.data(ROW)
        if isinstance(row, HelpRow) and row.topic_id:
            self._show_topic(row.topic_id)

    def _on_clicked(self, _index: QModelIndex) -> None:
        self._trail.clear()
        if self._is_narrow:
            self._came_to_read = False
            self.read()

    def _on_topic_wanted(self, topic_id: str) -> None:
        if self._topic is not None:
            self._trail.append(self._topic.id)
        self._select(topic_id)

    def _on_clear(self) -> None:
        self._search.clear()
        self._search.setFocus()

    def _on_all(self) -> None:
        self._came_to_read = False
        self._show_list()
        self._list.setFocus()

    # --- room ---

    def _show_list(self) -> None:
        self._is_reading = False
        self._show_parts()

    def _show_parts(self) -> None:
        self._column.setVisible(not self._is_narrow or not self._is_reading)
        self._text.setVisible(not self._is_narrow or self._is_reading)
        self._bar.setVisible(self._is_narrow)

    def _dress(self) -> None:
        self.page.dress(self._icons.looks.current)
        self._arrange()

    def _arrange(self) -> None:
        """Decide by the width, in units of the text's size, whether both stand side by side."""
        scale = self._icons.looks.current.scale
        units = self.width() / scale
        self._is_narrow = units < SIDE_BY_SIDE
        if self._is_narrow:
            self._column.setMinimumWidth(0)
            self._column.setMaximumWidth(_ANY_WIDTH)
        else:
            self._column.setFixedWidth(round(max(270, min(units * 0.3, 360)) * scale))
        self._show_parts()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)
