"""The list of scripts: a model over the library's entries, and how a row is drawn."""

from __future__ import annotations

from collections.abc import Sequence

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

from app.core.library import Entry
from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.row_ground import paint_ground
from app.ui.script_text import (
    facts_line,
    length_text,
    needs_line,
    origin_line,
    spoken_line,
    title_line,
)
from app.ui.text_block import TextBlock
from app.ui.theme import Space, Type

Index = QModelIndex | QPersistentModelIndex

ENTRY = Qt.ItemDataRole.UserRole
_FAULT_SIDE = 20
_ORIGIN_SIDE = 15
_GAP = 3


class ScriptListModel(QAbstractListModel):
    """Entries as rows, in the order they are given."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()

    def row_of(self, script_id: str) -> int:
        """The row of a script, -1 where it is not shown."""
        ids = [entry.id for entry in self._entries]
        return ids.index(script_id) if script_id in ids else -1

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_line(entry)
        return None


class ScriptDelegate(QStyledItemDelegate):
    """Draws a row: title and length, what it works with and its level, where it is from."""

    def __init__(self, view: ScriptList, icons: Icons) -> None:
        super().__init__(view)
        self._view = view
        self._icons = icons
        self._rows: dict[tuple[str, int], _Row] = {}

    def forget(self) -> None:
        """Lay the rows out anew: they or the look have changed."""
        self._rows.clear()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(min(width, 200), self._row(index, width).height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, index)
        self._row(index, rect.width()).draw(painter, rect)
        painter.restore()

    def _row(self, index: Index, width: int) -> _Row:
        entry: Entry = index.data(ENTRY)
        key = (entry.id, width)
        if key not in self._rows:
            self._rows[key] = _Row(entry, width, self._icons)
        return self._rows[key]

    def _paint_ground(self, painter: QPainter, rect: QRect, index: Index) -> None:
        selected = self._view.selectionModel().isSelected(index)
        paint_ground(
            painter,
            rect,
            self._icons.looks.current,
            selected=selected,
            focused=selected and self._view.hasFocus(),
            hovered=self._view.hovered_row == index.row(),
        )


class _Row:
    """A row laid out for a width."""

    def __init__(self, entry: Entry, width: int, icons: Icons) -> None:
        look = icons.looks.current
        self._entry = entry
        self._icons = icons
        self._look = look
        self._width = width
        fine = look.font(Type.FINE)
        whole = width - 2 * Space.L
        self._length = TextBlock(length_text(entry), look.font(Type.BODY), whole)
        aside = look.px(_FAULT_SIDE) if entry.is_broken else self._length.width
        title = look.font(Type.BODY, QFont.Weight.DemiBold)
        self._title = TextBlock(title_line(entry), title, whole - aside - Space.L, 3)
        self._facts = TextBlock(facts_line(entry), fine, whole, 3)
        self._needs = TextBlock(needs_line(entry), fine, whole, 2)
        self._indent = look.px(_ORIGIN_SIDE) + Space.XS + 1
        self._origin = TextBlock(origin_line(entry), fine, whole - self._indent, 2)

    @property
    def height(self) -> int:
        """What it needs, with its margins."""
        blocks = (self._title, self._facts, self._needs, self._origin)
        there = [block.height for block in blocks if block.height]
        return sum(there) + _GAP * (len(there) - 1) + 2 * Space.M

    def draw(self, painter: QPainter, rect: QRect) -> None:
        """Draw it into its place."""
        look, broken = self._look, self._entry.is_broken
        x, y = rect.left() + Space.L, rect.top() + Space.M
        right = rect.left() + self._width - Space.L
        if broken:
            side = look.px(_FAULT_SIDE)
            warning = self._icons.pixmap("file-warning", side, "attention")
            painter.drawPixmap(right - side, y, warning)
        self._length.draw(painter, right - self._length.width, y, look.color("ink"))
        self._title.draw(painter, x, y, look.color("attention" if broken else "ink"))
        y += self._title.height + _GAP
        for block in (self._facts, self._needs):
            block.draw(painter, x, y, look.color("soft_ink"))
            y += block.height + (_GAP if block.height else 0)
        if self._origin.height:
            user = self._icons.pixmap("user", look.px(_ORIGIN_SIDE), "lead")
            painter.drawPixmap(x, y + 1, user)
            self._origin.draw(painter, x + self._indent, y, look.color("lead"))


class ScriptList(QListView):
    """The rows; arrows move, Enter opens."""

    opened = Signal()

    def __init__(self, model: ScriptListModel, icons: Icons) -> None:
        super().__init__()
        self.hovered_row = -1
        self._delegate = ScriptDelegate(self, icons)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Session scripts"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.model().modelReset.connect(self._lay_out_anew)
        self.setSpacing(0)
        self.setMinimumWidth(120)
        self.entered.connect(self._on_entered)
        model.modelReset.connect(self._delegate.forget)
        icons.looks.keep(self, self._lay_out_anew)

    def _on_entered(self, index: QModelIndex) -> None:
        self.hovered_row = index.row()
        self.viewport().update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.hovered_row = -1
        self.viewport().update()
        super().leaveEvent(event)

    def _lay_out_anew(self) -> None:
        self._delegate.forget()
        self.scheduleDelayedItemsLayout()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._delegate.forget()
        super().resizeEvent(event)
