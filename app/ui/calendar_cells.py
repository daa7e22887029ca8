"""How a cell of the calendar is painted: the day, what was done, first steps and check-ins."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.core.month_view import CalendarDay
from app.ui.calendar_signs import Sign, check_in_signs, day_signs, paint_count, paint_sign
from app.ui.calendar_table import CalendarTable
from app.ui.calendar_words import minutes_short, steps_short
from app.ui.overriding import override
from app.ui.theme import Look, Looks, Space, Type

Index = QModelIndex | QPersistentModelIndex
_LINE, _GAP, _PAD = 22, 3, 7
_LOW_LINE, _LOW_GAP, _LOW_PAD = 18, 1, 5
"""The least of each, where a month would not fit the window."""
_SIGN, _SMALL = 16, 13
_LINES = 3


class CalendarCellPainter(QStyledItemDelegate):
    """Paints days; `has_focus` says whether the keys go to the calendar."""

    def __init__(self, table: CalendarTable, looks: Looks) -> None:
        super().__init__()
        self._table = table
        self._looks = looks
        self.has_focus = False
        self.height = self.most

    @property
    def least(self) -> int:
        """How high a cell is at least."""
        return self._height(_LOW_LINE, _LOW_GAP, _LOW_PAD)

    @property
    def most(self) -> int:
        """How high a cell is where there is room."""
        return self._height(_LINE, _GAP, _PAD)

    def fit(self, height: int) -> None:
        """Make the cells as high as this, as far as they can be."""
        self.height = min(max(height, self.least), self.most)

    def _height(self, line: int, gap: int, pad: int) -> int:
        return self._looks.current.px(_LINES * line + (_LINES - 1) * gap) + 2 * pad

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), self.height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._looks.current
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRectF(option.rect)
        day = self._table.day_at(index)
        self._paint_edges(painter, where, index, look)
        if day is not None:
            if option.state & QStyle.StateFlag.State_Selected:
                self._paint_chosen(painter, where, look)
            pad = _PAD if self.height == self.most else _LOW_PAD
            self._paint_day(painter, where.adjusted(_PAD, pad, -_PAD, -pad), day, look)
        painter.restore()

    def _paint_edges(self, painter: QPainter, where: QRectF, index: Index, look: Look) -> None:
        """Thin lines between the cells, and none around them all."""
        line = look.color("line")
        if index.row() < self._table.rowCount() - 1:
            below = QRectF(where.left(), where.bottom() - 1, where.width(), 1)
            painter.fillRect(below, line)
        if index.column() < self._table.columnCount() - 1:
            painter.fillRect(QRectF(where.right() - 1, where.top(), 1, where.height()), line)

    def _paint_chosen(self, painter: QPainter, where: QRectF, look: Look) -> None:
        painter.setBrush(look.color("lead_weak"))
        edge = look.color("lead" if self.has_focus else "strong_line")
        painter.setPen(QPen(edge, 2 if self.has_focus else 1))
        painter.drawRoundedRect(where.adjusted(2, 2, -3, -3), Space.S, Space.S)

    def _paint_day(self, painter: QPainter, where: QRectF, day: CalendarDay, look: Look) -> None:
        line = min(look.px(_LINE), (where.height() - 2 * look.px(_LOW_GAP)) / _LINES)
        step = (where.height() - line) / (_LINES - 1)
        above, middle, below = (
            QRectF(where.left(), where.top() + number * step, where.width(), line)
            for number in range(_LINES)
        )
        taken = self._paint_number(painter, above, day, look)
        _paint_at_right(painter, above.adjusted(taken, 0, 0, 0), check_in_signs(day), look)
        self._paint_mark(painter, middle, day, look)
        events = (Sign.EVENT,) if day.events else ()
        taken = _paint_at_right(painter, below, events, look, _SIGN)
        _paint_words(painter, below.adjusted(0, 0, -taken, 0), (steps_short(day),), look)

    def _paint_number(
        self, painter: QPainter, where: QRectF, day: CalendarDay, look: Look
    ) -> float:
        """Paint which day it is; give back the width that it takes."""
        is_today = day.day == self._table.today
        font = look.font(Type.FINE, QFont.Weight.Bold if is_today else QFont.Weight.DemiBold)
        text = str(day.day.day)
        ink = look.color("ink")
        place = QRectF(where)
        place.setWidth(QFontMetricsF(font).horizontalAdvance(text) + 2)
        if is_today:
            place.setWidth(max(place.width() + look.px(10), where.height()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("ink"))
            painter.drawRoundedRect(place, where.height() / 2, where.height() / 2)
            ink = look.color("card")
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        return place.width() + look.px(_GAP)

    def _paint_mark(self, painter: QPainter, where: QRectF, day: CalendarDay, look: Look) -> None:
        """What was done, else what was advised or is planned, with its words where they fit."""
        left, side = where.left(), float(look.px(_SIGN))
        signs = day_signs(day)
        for sign in signs:
            place = QRectF(left, where.center().y() - side / 2, side, side)
            paint_sign(painter, place, sign, look)
            if sign is signs[0] and len(day.sessions) > 1:
                paint_count(painter, place, len(day.sessions), look)
            left += side + look.px(_GAP + 2)
        if signs:
            words = QRectF(left, where.top(), where.right() - left, where.height())
            _paint_words(painter, words, _mark_words(day), look)


def _mark_words(day: CalendarDay) -> Sequence[str]:
    """What is said beside the first sign, the longest first."""
    if day.sessions:
        long = minutes_short(day.hands_on_s)
        return long, long.split()[0]
    translate = QCoreApplication.translate
    return (translate("calendar", "Rest") if day.is_rested else translate("calendar", "Planned"),)


def _paint_at_right(
    painter: QPainter, where: QRectF, signs: Sequence[Sign], look: Look, size: int = _SMALL
) -> float:
    """Paint signs at the right, smaller where they would not fit; give back their width."""
    if not signs:
        return 0.0
    gap = float(look.px(2))
    side = min(float(look.px(size)), where.width() / len(signs) - gap)
    for number, sign in enumerate(reversed(signs)):
        left = where.right() - side - number * (side + gap)
        paint_sign(painter, QRectF(left, where.center().y() - side / 2, side, side), sign, look)
    return len(signs) * (side + gap)


def _paint_words(painter: QPainter, where: QRectF, texts: Sequence[str], look: Look) -> None:
    """Paint the first text that fits, or none: a cut number would be another one."""
    font = look.font(Type.FINE)
    metrics = QFontMetricsF(font)
    fitting = next((t for t in texts if metrics.horizontalAdvance(t) <= where.width()), "")
    painter.setFont(font)
    painter.setPen(look.color("ink"))
    painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitting)
