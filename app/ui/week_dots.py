"""The week as seven dots."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.today import DayDone
from app.ui.overriding import override
from app.ui.theme import Looks, Space, Type
from app.ui.words import listed

_SIDE = 44
_GAP = 6
_DAYS = 7


class WeekDots(QWidget):
    """A dot a day: filled where a session was, with a ring around today; also in words."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._looks = looks
        self._days: Sequence[DayDone] = ()
        self._today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        looks.keep(self, self.updateGeometry)

    def show_days(self, days: Sequence[DayDone], today: date) -> None:
        """Show these days."""
        self._days = days
        self._today = today
        self.setAccessibleName(listed(_spoken(day) for day in days))
        self.setToolTip("\n".join(_spoken(day) for day in days))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = self._looks.current.px(_SIDE)
        return QSize(_DAYS * side + (_DAYS - 1) * _GAP, side + Space.XS)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_DAYS * 20, self._looks.current.px(_SIDE) + Space.XS)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = (self.width() - (_DAYS - 1) * _GAP) / _DAYS
        side = min(float(self._looks.current.px(_SIDE)), room) - 2
        for number, day in enumerate(self._days):
            left = 1 + number * (side + _GAP + 2)
            top = (self.height() - side) / 2
            self._paint_day(painter, QRectF(left, top, side, side), day)

    def _paint_day(self, painter: QPainter, place: QRectF, day: DayDone) -> None:
        look = self._looks.current
        done = day.sessions > 0
        is_today = day.day == self._today
        is_ahead = day.day > self._today
        edge = look.color("lead" if done or is_today else "line")
        painter.setPen(QPen(edge, 2 if is_today else 1))
        painter.setBrush(look.color("lead") if done else Qt.BrushStyle.NoBrush)
        if is_today and done:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(place)
            painter.setBrush(look.color("lead"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(place.adjusted(3.5, 3.5, -3.5, -3.5))
        else:
            painter.drawEllipse(place)
        size = Type.BODY if place.width() >= look.px(_SIDE) - 8 else Type.FINE
        painter.setFont(look.font(size, QFont.Weight.DemiBold))
        ahead = "soft_ink" if is_ahead else "ink"
        painter.setPen(look.color("on_color" if done else ahead))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _letter(day.day))
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


def _letter(day: date) -> str:
    return QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)[:1].upper()


def _spoken(day: DayDone) -> str:
    name = QLocale().dayName(day.day.isoweekday(), QLocale.FormatType.LongFormat)
    translate = QCoreApplication.translate
    if not day.sessions:
        return translate("WeekDots", "{day}: no session").format(day=name)
    if day.sessions == 1:
        return translate("WeekDots", "{day}: one session").format(day=name)
    text = translate("WeekDots", "{day}: {count} sessions")
    return text.format(day=name, count=day.sessions)
