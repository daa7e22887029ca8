"""The list of the help: chapters with their topics, or what a search has found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.core.help_search import Hit
from app.core.help_topics import HelpTopics
from app.ui.overriding import override
from app.ui.row_ground import paint_ground
from app.ui.text_block import TextBlock
from app.ui.theme import Looks, Space, Type

Index = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole
_LINES = 3
_GAP = 2


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A topic, or the heading of a chapter, which has no id."""

    title: str
    topic_id: str = ""
    excerpt: str = ""
    summary: str = ""


def chapter_rows(help_: HelpTopics) -> list[HelpRow]:
    """Every chapter with its topics below it."""
    rows: list[HelpRow] = []
    for chapter in help_.chapters:
        rows.append(HelpRow(chapter.title))
        rows += [HelpRow(one.title, one.id, summary=one.summary) for one in chapter.topics]
    return rows


def hit_rows(hits: Sequence[Hit]) -> list[HelpRow]:
    """What was found, each with the line that tells why."""
    return [HelpRow(hit.topic.title, hit.topic.id, hit.excerpt, hit.excerpt) for hit in hits]


class HelpListModel(QAbstractListModel):
    """Rows in the order they are given; headings can be neither chosen nor reached by keys."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[HelpRow] = ()

    def show_rows(self, rows: Sequence[HelpRow]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @property
    def topic_ids(self) -> list[str]:
        """The topics in their order."""
        return [row.topic_id for row in self._rows if row.topic_id]

    def index_of(self, topic_id: str) -> QModelIndex:
        """Where a topic stands; an invalid index where it does not."""
        ids = [row.topic_id for row in self._rows]
        return self.index(ids.index(topic_id)) if topic_id in ids else QModelIndex()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self._rows[index.row()].topic_id:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.title
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return row.summary
        return None


class _Blocks:
    """A row laid out for a width."""

    def __init__(self, row: HelpRow, width: int, looks: Looks) -> None:
        look = looks.current
        self._look = look
        self._is_heading = not row.topic_id
        room = width - 2 * Space.L
        bold = QFont.Weight.DemiBold
        title = look.font(Type.FINE, bold) if self._is_heading else look.font(Type.BODY)
        if row.excerpt:
            title = look.font(Type.BODY, bold)
        self._title = TextBlock(row.title, title, room, _LINES)
        self._excerpt = TextBlock(row.excerpt, look.font(Type.FINE), room, _LINES)

    @property
    def height(self) -> int:
        """What it needs, with its margins."""
        if self._is_heading:
            return self._title.height + Space.L + Space.XS
        gap = _GAP if self._excerpt.height else 0
        return self._title.height + gap + self._excerpt.height + 2 * Space.S

    def draw(self, painter: QPainter, rect: QRect) -> None:
        """Draw it into its place."""
        x = rect.left() + Space.L
        y = rect.top() + (Space.L if self._is_heading else Space.S)
        ink = self._look.color("soft_ink" if self._is_heading else "ink")
        self._title.draw(painter, x, y, ink)
        self._excerpt.draw(painter, x, y + self._title.height + _GAP, self._look.color("soft_ink"))


class _HelpDelegate(QStyledItemDelegate):
    """Draws the rows of a HelpList."""

    def __init__(self, view: HelpList, looks: Looks) -> None:
        super().__init__(view)
        self._view = view
        self._looks = looks

    def _blocks(self, index: Index, width: int) -> _Blocks:
        return _Blocks(index.data(ROW), width, self._looks)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(min(width, 200), self._blocks(index, width).height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = self._view.selectionModel().isSelected(index)
        is_topic = bool(index.flags())
        paint_ground(
            painter,
            rect,
            self._looks.current,
            selected=selected,
            focused=selected and self._view.hasFocus(),
            hovered=is_topic and self._view.hovered_row == index.row(),
        )
        self._blocks(index, rect.width()).draw(painter, rect)
        painter.restore()


class HelpList(QListView):
    """The rows; arrows move over the topics, Enter and Right go into the text.

    Signals:
        opened: the person wants to read the selected one.
    """

    opened = Signal()

    def __init__(self, model: HelpListModel, looks: Looks) -> None:
        super().__init__()
        self.hovered_row = -1
        self.setModel(model)
        self.setItemDelegate(_HelpDelegate(self, looks))
        self.setAccessibleName(self.tr("Topics"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setMinimumWidth(120)
        self.entered.connect(self._on_entered)
        looks.keep(self, self.scheduleDelayedItemsLayout)

    def _on_entered(self, index: QModelIndex) -> None:
        self.hovered_row = index.row()
        self.viewport().update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.hovered_row = -1
        self.viewport().update()
        super().leaveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right)
        if event.key() in opens and not event.modifiers():
            self.opened.emit()
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)
