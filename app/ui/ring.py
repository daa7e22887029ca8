"""The ring of the time that is left, with the time in it."""

from __future__ import annotations

from math import ceil, cos, pi, sin

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.pattern_phase import PatternPhase
from app.core.plan import Side
from app.ui.overriding import override
from app.ui.player_picture import TimePicture
from app.ui.theme import Look, Type

DIAMETER = 300
"""Of the ring at 100 % text, in pixels; the figures are 84 then."""

_FULL_TURN = 360 * 16
_WIDTH_SHARE = 0.06
_LEAST_CAPTIONED = 160
"""In a smaller ring the figures take the whole room."""

_INNER_SHARE = 0.045
_INNER_GAP = 0.035
_PHASES_PER_S = 4
"""How often the inner ring is drawn again."""

_STEP_PX = 3
"""The arc's end is drawn again when it has moved this far: finer would cost, and not be seen."""


class CountdownRing(QWidget):
    """Shows what is left of a stretch; repaints only what can be seen to change.

    Where a step has a rhythm, an inner ring shows it: full and thick for a hold, a thin open line
    for letting go, each emptying as it passes.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._side = Side.NONE
        self._picture = TimePicture("", "", 1.0, is_still=False)
        self._drawn_angle = 0
        self._phase: PatternPhase | None = None
        # All of it is painted here, so that its parents are not painted anew each time.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Time left in this step"))

    def dress(self, look: Look) -> None:
        """Take a look."""
        self._look = look
        self.update()

    def show_time(
        self, picture: TimePicture, side: Side, phase: PatternPhase | None = None
    ) -> None:
        """Show a moment; nothing is drawn again where nobody would see a difference."""
        old, self._picture = self._picture, picture
        texts_differ = (old.figures, old.caption, old.is_still) != (
            picture.figures,
            picture.caption,
            picture.is_still,
        )
        step = _STEP_PX * _FULL_TURN / max(1.0, pi * self.width())
        arc_differs = abs(self._angle() - self._drawn_angle) >= step
        rhythm_differs = _seen(phase) != _seen(self._phase)
        self._phase = phase
        if texts_differ or side is not self._side or rhythm_differs:
            self._side = side
            self.update()
        elif arc_differs:
            self.update(self._end_of_arc())

    def describe(self, text: str) -> None:
        """Say the time to a screen reader that asks for it."""
        self.setAccessibleDescription(text)

    @override
    def sizeHint(self) -> QSize:
        side = self._look.px(DIAMETER)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.color("paper"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thickness = self.width() * _WIDTH_SHARE
        where = self._circle()
        painter.setPen(QPen(self._look.color("line"), thickness))
        painter.drawEllipse(where)
        self._drawn_angle = self._angle()
        if self._drawn_angle > 0:
            pen = QPen(self._arc_color(), thickness)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(where, 90 * 16, -self._drawn_angle)
        if self._phase is not None:
            self._paint_phase(painter, where, self._phase)
        if self._room_of_words(where).intersects(QRectF(event.rect())):
            self._paint_words(painter, where)

    def _circle(self) -> QRectF:
        """Around the middle of the ring's line."""
        inset = self.width() * _WIDTH_SHARE / 2 + 1
        return QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)

    def _end_of_arc(self) -> QRect:
        """What there is to draw again when only the arc's end has moved."""
        where, moved = self._circle(), QRectF()
        if abs(self._angle() - self._drawn_angle) > _FULL_TURN / 12:
            return self.rect()
        reach = self.width() * _WIDTH_SHARE / 2 + 2
        for angle in (self._drawn_angle, self._angle()):
            turn = 2 * pi * angle / _FULL_TURN
            end = where.center() + QPointF(sin(turn), -cos(turn)) * (where.width() / 2)
            moved |= QRectF(end.x() - reach, end.y() - reach, 2 * reach, 2 * reach)
        return moved.toAlignedRect()

    @staticmethod
    def _room_of_words(where: QRectF) -> QRectF:
        """All that figures and caption can cover."""
        aside, above, below = (where.width() * share for share in (0.08, 0.18, 0.1))
        return where.adjusted(aside, above, -aside, -below)

    def _paint_phase(self, painter: QPainter, outer: QRectF, phase: PatternPhase) -> None:
        """The hold or the release as a ring of its own inside the large one."""
        thickness = self.width() * _INNER_SHARE
        inset = self.width() * (_WIDTH_SHARE / 2 + _INNER_GAP) + thickness / 2
        where = outer.adjusted(inset, inset, -inset, -inset)
        share = phase.left_s / phase.length_s if phase.length_s > 0 else 0.0
        color = self._look.side_color(self._side)
        if phase.is_hold:
            painter.setPen(QPen(self._look.color("line"), thickness))
            painter.drawEllipse(where)
            pen = QPen(color, thickness)
        else:
            pen = QPen(color, max(2.0, thickness / 4))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(where, 90 * 16, -round(_FULL_TURN * min(1.0, share)))

    def _paint_words(self, painter: QPainter, where: QRectF) -> None:
        inner = where.width() - where.width() * _WIDTH_SHARE * 2.4
        if self._phase is not None:
            inner -= 2 * self.width() * (_INNER_SHARE + _INNER_GAP)
        figures = self._picture.figures
        is_small = where.width() < _LEAST_CAPTIONED
        share = 0.36 if is_small else 0.3
        font = self._fitting(
            figures, QFont.Weight.Bold, where.width() * share, inner * (0.82 if is_small else 0.92)
        )
        painter.setPen(self._look.color("ink"))
        painter.setFont(font)
        height = QFontMetricsF(font).capHeight()
        middle = where.center().y()
        above = height if is_small else height * 1.2
        line = QRectF(where.x(), middle - above, where.width(), height * 2)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, figures)
        if where.width() < _LEAST_CAPTIONED:
            return
        size = min(max(where.width() * 0.075, self._look.px(Type.FINE)), height * 0.8)
        small = self._fitting(self._picture.caption, QFont.Weight.Normal, size, inner * 0.76)
        painter.setPen(self._look.color("strong_soft_ink"))
        painter.setFont(small)
        below = QRectF(where.x(), middle + height * 0.5, where.width(), height)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._picture.caption)

    def _fitting(self, text: str, weight: QFont.Weight, size: float, width: float) -> QFont:
        font = self._look.font(Type.TIME, weight)
        font.setPixelSize(max(10, round(size)))
        needed = QFontMetricsF(font).horizontalAdvance(text)
        if needed > width:
            font.setPixelSize(max(10, int(size * width / needed)))
        return font

    def _angle(self) -> int:
        """The arc's length in sixteenths of a degree."""
        return round(_FULL_TURN * min(1.0, max(0.0, self._picture.share)))

    def _arc_color(self) -> QColor:
        if self._picture.is_still:
            return self._look.color("strong_line")
        return self._look.side_color(self._side)


def _seen(phase: PatternPhase | None) -> tuple[object, ...]:
    """What of a rhythm can be seen to change."""
    if phase is None:
        return ()
    return phase.is_hold, phase.rep, ceil(round(phase.left_s * _PHASES_PER_S, 3))
