"""The signs of the calendar: each has a shape of its own, and words in the legend."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from app.core.check_in import CheckInState
from app.core.month_view import CalendarDay
from app.core.week_view import DayMark
from app.ui.theme import Look
from app.ui.week_dots import paint_mark


class Sign(Enum):
    """What stands in a cell."""

    SESSION = 0
    UNDER_15 = 1
    PLANNED = 2
    RESTED = 3
    ANSWERED = 4
    OPEN = 5
    MISSED = 6
    NOT_ASKED = 7
    IN_PART = 8
    EVENT = 9


_OF_STATE = {
    CheckInState.ANSWERED: Sign.ANSWERED,
    CheckInState.DUE: Sign.OPEN,
    CheckInState.MISSED: Sign.MISSED,
    CheckInState.NOT_ASKED: Sign.NOT_ASKED,
    CheckInState.OVERLAPPED: Sign.NOT_ASKED,
}
"""What cannot be answered yet has no sign."""


def day_signs(day: CalendarDay) -> tuple[Sign, ...]:
    """What a day was, is or may be; before the check-ins."""
    found = []
    if day.sessions:
        found.append(Sign.SESSION if day.has_15_min else Sign.UNDER_15)
    if day.is_rested:
        found.append(Sign.RESTED)
    if day.is_planned:
        found.append(Sign.PLANNED)
    return tuple(found)


def check_in_signs(day: CalendarDay) -> tuple[Sign, ...]:
    """A sign for each check-in that has come."""
    return tuple(
        Sign.IN_PART if one.is_in_part else _OF_STATE[one.state]
        for one in day.check_ins
        if one.state in _OF_STATE
    )


def signs_of(day: CalendarDay) -> frozenset[Sign]:
    """All signs of a day."""
    events = {Sign.EVENT} if day.events else set()
    return frozenset({*day_signs(day), *check_in_signs(day), *events})


def sign_label(sign: Sign) -> str:
    """What a sign means."""
    translate = QCoreApplication.translate
    return {
        Sign.SESSION: translate("calendar", "Session"),
        Sign.UNDER_15: translate("calendar", "Session under 15 min"),
        Sign.PLANNED: translate("calendar", "Planned"),
        Sign.RESTED: translate("calendar", "Rest on advice"),
        Sign.ANSWERED: translate("calendar", "Check-in answered"),
        Sign.OPEN: translate("calendar", "Check-in open"),
        Sign.MISSED: translate("calendar", "Check-in not answered"),
        Sign.NOT_ASKED: translate("calendar", "Check-in not asked"),
        Sign.IN_PART: translate("calendar", "Check-in answered in part"),
        Sign.EVENT: translate("calendar", "Something happened"),
    }[sign]


def paint_sign(painter: QPainter, place: QRectF, sign: Sign, look: Look) -> None:
    """Paint a sign into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inside = place.adjusted(1, 1, -1, -1)
    marks = {
        Sign.SESSION: DayMark.DONE,
        Sign.PLANNED: DayMark.PLANNED,
        Sign.RESTED: DayMark.RESTED,
    }
    if sign in marks:
        paint_mark(painter, inside, marks[sign], look)
    elif sign is Sign.UNDER_15:
        _paint_half(painter, inside, look.color("lead"))
    elif sign is Sign.IN_PART:
        less = inside.width() / 8
        _paint_half(painter, inside.adjusted(less, less, -less, -less), look.color("ink"))
    elif sign is Sign.EVENT:
        _paint_event(painter, inside, look)
    else:
        _paint_check_in(painter, inside, sign, look)
    painter.restore()


def _paint_half(painter: QPainter, place: QRectF, color: QColor) -> None:
    """A ring whose lower half is full."""
    painter.setPen(QPen(color, max(1.5, place.width() / 9)))
    painter.drawEllipse(place)
    painter.setBrush(color)
    painter.drawChord(place, 180 * 16, 180 * 16)


def _paint_event(painter: QPainter, place: QRectF, look: Look) -> None:
    """A triangle with its point up, and a stroke in it."""
    side = place.width()
    painter.setPen(_stroke(look.color("attention"), side))
    top, left, right = (
        place.topLeft() + QPointF(side * x, side * y)
        for x, y in ((0.5, 0.06), (0, 0.94), (1, 0.94))
    )
    painter.drawPolygon(QPolygonF([top, left, right]))
    painter.drawLine(
        place.topLeft() + QPointF(side * 0.5, side * 0.42),
        place.topLeft() + QPointF(side * 0.5, side * 0.6),
    )
    painter.drawPoint(place.topLeft() + QPointF(side * 0.5, side * 0.78))


def _paint_check_in(painter: QPainter, place: QRectF, sign: Sign, look: Look) -> None:
    """A tick, a ring, a dash or a dot."""
    side = place.width()
    centre = place.center()
    if sign is Sign.ANSWERED:
        painter.setPen(_stroke(look.color("strong_lead"), side))
        points = [(0.08, 0.55), (0.38, 0.85), (0.94, 0.2)]
        painter.drawPolyline([place.topLeft() + QPointF(side * x, side * y) for x, y in points])
    elif sign is Sign.OPEN:
        painter.setPen(_stroke(look.color("attention"), side))
        painter.drawEllipse(centre, side * 0.38, side * 0.38)
    elif sign is Sign.MISSED:
        painter.setPen(_stroke(look.color("soft_ink"), side))
        painter.drawLine(centre - QPointF(side * 0.32, 0), centre + QPointF(side * 0.32, 0))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("soft_ink"))
        painter.drawEllipse(centre, side * 0.17, side * 0.17)


def paint_count(painter: QPainter, place: QRectF, count: int, look: Look) -> None:
    """The number of sessions in their sign."""
    painter.save()
    font = look.font(1, QFont.Weight.Bold)
    font.setPixelSize(max(8, round(place.height() * 0.68)))
    painter.setFont(font)
    painter.setPen(look.color("on_color"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(count))
    painter.restore()


def _stroke(color: QColor, side: float) -> QPen:
    round_ = Qt.PenCapStyle.RoundCap
    return QPen(color, max(1.6, side / 7), Qt.PenStyle.SolidLine, round_, Qt.PenJoinStyle.RoundJoin)
