"""A line of figures as a block, where columns have no room: its name, and its figures below it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.by_script_table import FigureTable
from app.ui.overriding import override
from app.ui.theme import Looks, Space, Type

Index = QModelIndex | QPersistentModelIndex
_LEFT = 13
"""Where the words of the heading begin too."""
_ENDLESS = 100_000
_WRAPS = int(Qt.TextFlag.TextWrapAnywhere)
"""A word that is wider than the window is broken: cut off it would be another one."""


class FigureBlockPainter(QStyledItemDelegate):
    """Draws the first cell of a line as all of it."""

    def __init__(self, table: FigureTable, looks: Looks) -> None:
        super().__init__()
        self._table = table
        self._looks = looks

    def height_of(self, row: int, width: int) -> int:
        """How high the block of a line is, in a column of a width."""
        places = [place for place, _text, _font in self._lines(row, QRect(0, 0, width, 0))]
        return places[-1].bottom() + 1 + Space.M

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = option.rect.width()
        return QSize(width, self.height_of(index.row(), width))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._looks.current
        where = option.rect
        painter.save()
        painter.fillRect(where.left(), where.bottom(), where.width(), 1, look.color("line"))
        for place, text, font in self._lines(index.row(), where):
            painter.setFont(font)
            painter.setPen(look.color("ink"))
            painter.drawText(place, _wrapped(text, font, place.width()), text)
        has_focus = QStyle.StateFlag.State_HasFocus
        if option.state & has_focus:
            painter.setPen(QPen(look.color("lead"), 2))
            painter.drawRect(where.adjusted(1, 1, -1, -1))
        painter.restore()

    def _lines(self, row: int, where: QRect) -> Iterator[tuple[QRect, str, QFont]]:
        """The name and the figures, each with its place."""
        look = self._looks.current
        name = str(self._table.index(row, 0).data())
        bold = look.font(Type.BODY, QFont.Weight.DemiBold)
        body = look.font(Type.BODY)
        fonts = [(name, bold), *((text, body) for text in self._table.figures_of(row))]
        top, width = where.top() + Space.M, max(1, where.width() - 2 * _LEFT)
        for text, font in fonts:
            height = (
                QFontMetrics(font)
                .boundingRect(QRect(0, 0, width, _ENDLESS), _wrapped(text, font, width), text)
                .height()
            )
            yield QRect(where.left() + _LEFT, top, width, height), text, font
            top += height + Space.XS


def _wrapped(text: str, font: QFont, width: int) -> int:
    """How a text wraps: between words, and within one only where it is wider than all there is."""
    metrics = QFontMetrics(font)
    is_long = any(metrics.horizontalAdvance(word) > width for word in text.split(" "))
    return _WRAPS if is_long else int(Qt.TextFlag.TextWordWrap)
