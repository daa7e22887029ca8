"""The week as seven dots, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.core.week_view import DayMark, WeekDay
from app.ui.controls import label
from app.ui.flow_layout import FlowLayout
from app.ui.overriding import override
from app.ui.theme import Look, Looks, Space, Type
from app.ui.words import listed

_SIDE = 44
_GAP = 6
_DAYS = 7
_ROOM_BELOW = 8
"""For the line under today."""
_SAMPLE = 16


class WeekDots(QWidget):
    """A sign a day, with a line under today; also in words.

    Done is filled, planned has a broken edge, rested on advice is square: no sign is told from
    another by its colour alone.
    """

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._looks = looks
        self._days: Sequence[WeekDay] = ()
        self._today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        looks.keep(self, self.updateGeometry)

    def show_days(self, days: Sequence[WeekDay], today: date) -> None:
        """Show these days."""
        self._days = days
        self._today = today
        self.setAccessibleName(listed(_spoken(day, today) for day in days))
        self.setToolTip("\n".join(_spoken(day, today) for day in days))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = self._looks.current.px(_SIDE)
        return QSize(_DAYS * side + (_DAYS - 1) * _GAP, side + _ROOM_BELOW)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_DAYS * 20, self._looks.current.px(_SIDE) + _ROOM_BELOW)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = (self.width() - (_DAYS - 1) * _GAP) / _DAYS
        side = min(float(self._looks.current.px(_SIDE)), room) - 2
        for number, day in enumerate(self._days):
            left = 1 + number * (side + _GAP + 2)
            top = (self.height() - _ROOM_BELOW - side) / 2
            self._paint_day(painter, QRectF(left, top, side, side), day)

    def _paint_day(self, painter: QPainter, place: QRectF, day: WeekDay) -> None:
        look = self._looks.current
        paint_mark(painter, place, day.mark, look)
        size = Type.BODY if place.width() >= look.px(_SIDE) - 8 else Type.FINE
        painter.setFont(look.font(size, QFont.Weight.DemiBold))
        painter.setPen(look.color(_ink(day.mark)))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _letter(day.day))
        if day.day == self._today:
            painter.setPen(QPen(look.color("ink"), 3, c=Qt.PenCapStyle.RoundCap))
            inset, below = place.width() / 4, place.bottom() + 5
            painter.drawLine(
                QPointF(place.left() + inset, below), QPointF(place.right() - inset, below)
            )
        if day.sessions > 1:
            self._paint_count(painter, place.topRight(), day.sessions)

    def _paint_count(self, painter: QPainter, corner: QPointF, count: int) -> None:
        look = self._looks.current
        radius = look.px(9)
        centre = corner + QPointF(-radius * 0.7, radius * 0.7)
        painter.setPen(QPen(look.color("lead"), 1.5))
        painter.setBrush(look.color("card"))
        painter.drawEllipse(centre, radius, radius)
        painter.setFont(look.font(11, QFont.Weight.Bold))
        painter.setPen(look.color("lead"))
        square = QRectF(0, 0, 2 * radius, 2 * radius)
        square.moveCenter(centre)
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, str(count))


class MarkSample(QWidget):
    """A sign in small, for the legend; its words stand beside it."""

    def __init__(self, mark: DayMark, looks: Looks) -> None:
        super().__init__()
        self._mark = mark
        self._looks = looks
        looks.keep(self, self._dress)

    def _dress(self) -> None:
        side = self._looks.current.px(_SAMPLE)
        self.setFixedSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(
            painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self._mark, self._looks.current
        )


class WeekLegend(QWidget):
    """What the signs mean that are there."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._entries: dict[DayMark, QWidget] = {}
        row = FlowLayout(self, Space.L)
        for mark, words in _legend().items():
            entry = QWidget()
            line = QHBoxLayout(entry)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(Space.S)
            line.addWidget(MarkSample(mark, looks))
            line.addWidget(label(words, "fine", wraps=False))
            self._entries[mark] = entry
            row.addWidget(entry)

    def show_days(self, days: Sequence[WeekDay]) -> None:
        """Name the signs of these days."""
        there = {day.mark for day in days}
        for mark, entry in self._entries.items():
            entry.setVisible(mark in there)
        self.setVisible(bool(there - {DayMark.FREE}))
        self.updateGeometry()


def paint_mark(painter: QPainter, place: QRectF, mark: DayMark, look: Look) -> None:
    """Paint the sign of a day."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark is DayMark.DONE:
        painter.setPen(QPen(look.color("lead"), 1))
        painter.setBrush(look.color("lead"))
    elif mark is DayMark.RESTED:
        painter.setPen(QPen(look.color("strong_line"), 1.5))
        painter.setBrush(look.color("lead_weak"))
        corner = place.width() / 5
        painter.drawRoundedRect(place, corner, corner)
        return
    elif mark is DayMark.PLANNED:
        painter.setPen(QPen(look.color("lead"), 2, Qt.PenStyle.DashLine))
    else:
        painter.setPen(QPen(look.color("line"), 1))
    painter.drawEllipse(place)


def _ink(mark: DayMark) -> str:
    return {DayMark.DONE: "on_color", DayMark.FREE: "soft_ink"}.get(mark, "ink")


def _legend() -> dict[DayMark, str]:
    translate = QCoreApplication.translate
    return {
        DayMark.DONE: translate("WeekDots", "Done"),
        DayMark.PLANNED: translate("WeekDots", "Planned"),
        DayMark.RESTED: translate("WeekDots", "Rest on advice"),
    }


def _letter(day: date) -> str:
    return QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)[:1].upper()


def _spoken(day: WeekDay, today: date) -> str:
    translate = QCoreApplication.translate
    name = QLocale().dayName(day.day.isoweekday(), QLocale.FormatType.LongFormat)
    if day.day == today:
        name = translate("WeekDots", "{day}, today").format(day=name)
    said = {
        DayMark.DONE: translate("WeekDots", "{day}: one session"),
        DayMark.PLANNED: translate("WeekDots", "{day}: planned"),
        DayMark.RESTED: translate("WeekDots", "{day}: rest on advice"),
        DayMark.FREE: translate("WeekDots", "{day}: no session"),
    }[day.mark]
    if day.sessions > 1:
        said = translate("WeekDots", "{day}: {count} sessions")
    elif day.mark is DayMark.FREE and day.day >= today:
        said = translate("WeekDots", "{day}: nothing planned")
    return said.format(day=name, count=day.sessions)
