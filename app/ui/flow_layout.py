"""A layout that puts things side by side and wraps to the next line, as text does."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from app.ui.overriding import override


class FlowLayout(QLayout):
    """Rows of items that wrap; `spacing` pixels between items and rows.

    Items of a row stand in its middle, or at its top; what is hidden takes no room. An item that
    is wider than the layout gets a row of its own, as wide as there is.
    """

    def __init__(self, parent: QWidget | None, spacing: int, *, at_top: bool = False) -> None:
        super().__init__()
        self._at_top = at_top
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        if parent is not None:
            parent.setLayout(self)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        rows = self._rows(width)
        return sum(_height(row) for row in rows) + self.spacing() * max(0, len(rows) - 1)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        y = rect.y()
        for row in self._rows(rect.width()):
            x, height = rect.x(), _height(row)
            for item, size in row:
                place = QPoint(x, y if self._at_top else y + (height - size.height()) // 2)
                item.setGeometry(QRect(place, size))
                x += size.width() + self.spacing()
            y += height + self.spacing()

    @override
    def sizeHint(self) -> QSize:
        """All in one row."""
        rows = self._rows(_ENDLESS)
        if not rows:
            return QSize(0, 0)
        width = sum(size.width() for _, size in rows[0]) + self.spacing() * (len(rows[0]) - 1)
        return QSize(width, _height(rows[0]))

    @override
    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _rows(self, width: int) -> list[_Row]:
        """The items in rows of this width, each with its size."""
        rows: list[_Row] = []
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = _size(item, width)
            if not rows or x + size.width() > width:
                rows.append([])
                x = 0
            rows[-1].append((item, size))
            x += size.width() + self.spacing()
        return rows


_Row = list[tuple[QLayoutItem, QSize]]
_ENDLESS = 100_000


def _height(row: _Row) -> int:
    return max((size.height() for _, size in row), default=0)


def _size(item: QLayoutItem, width: int) -> QSize:
    size = item.sizeHint()
    if size.width() <= width:
        return size
    height = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
    return QSize(max(width, 0), height)
