"""The pace of a step: its words, and a dot that runs to and fro with the beat."""

from __future__ import annotations

from math import pi, sin

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.core.plan import Side
from app.ui.overriding import override
from app.ui.theme import Look
from app.ui.words import pace_text

_HEIGHT = 44
_WORD = 23
_TRACK = 150
_DOT = 11
_LEAST_SCALE = 0.62
"""At 100 % text; larger text may shrink further, to nearly the same size."""

_SWELL = 0.12
"""The share of a beat around it in which the dot is larger."""


def beats_of(elapsed_s: float, pace_per_min: int) -> float:
    """How many beats a step has had: the first is at its start."""
    return elapsed_s * pace_per_min / 60


class PaceBeat(QWidget):
    """The dot is at an end of its track on every beat; with reduced motion only the words stand."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._side = Side.NONE
        self._scale = 1.0
        self._pace_per_min = 0
        self._beats: float | None = None
        self._drawn: tuple[object, ...] = ()
        # All of it is painted here, so that its parents are not painted anew each time.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def beats(self) -> float | None:
        """The beats so far, with parts of one; None where the dot stands still."""
        return self._beats

    def dress(self, look: Look) -> None:
        """Take a look."""
        self._look = look
        self.update()

    def height_at(self, scale: float) -> int:
        """How high it is when its text is scaled; it shrinks less than the words around it."""
        return round(self._look.px(_HEIGHT) * max(scale, self._least_scale))

    @property
    def _least_scale(self) -> float:
        return _LEAST_SCALE / max(1.0, self._look.scale * 0.75)

    def scale_to(self, scale: float) -> None:
        """Scale the text with the words around it."""
        self._scale = max(scale, self._least_scale)
        self.update()

    def show_pace(self, pace_per_min: int | None, elapsed_s: float | None, side: Side) -> None:
        """Show a pace, and the beat after so many seconds of the step; None before it begins."""
        if (pace_per_min or 0, side) != (self._pace_per_min, self._side):
            self._pace_per_min, self._side = pace_per_min or 0, side
            self.setAccessibleName(pace_text(pace_per_min) if pace_per_min else "")
            self.update()
        moves = bool(pace_per_min) and elapsed_s is not None and not self._look.reduced_motion
        self._beats = beats_of(elapsed_s or 0.0, self._pace_per_min) if moves else None
        now = self._dot()
        if now != self._drawn:
            self._drawn = now
            self.update(self._track_rect())

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(420), self.height_at(self._scale))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.color("paper"))
        if not self._pace_per_min:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = self._track_rect()
        if self._has_track():
            self._paint_track(painter, QRectF(track))
        left = track.right() + self._look.px(14) * self._scale if self._has_track() else 0.0
        words = QRectF(self.rect()).adjusted(left, 0, 0, 0)
        if not words.intersects(QRectF(event.rect())):
            return
        font = self._look.font(_WORD, QFont.Weight.DemiBold)
        font.setPixelSize(max(12, round(font.pixelSize() * self._scale)))
        text = pace_text(self._pace_per_min)
        wide = QFontMetricsF(font).horizontalAdvance(text)
        if wide > words.width():
            font.setPixelSize(max(10, int(font.pixelSize() * words.width() / wide)))
        painter.setFont(font)
        painter.setPen(self._look.color("ink"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_track(self, painter: QPainter, track: QRectF) -> None:
        color = self._look.side_color(self._side)
        x, radius = self._dot()
        dot = self._look.px(_DOT) * self._scale
        middle = track.center().y()
        start, end = track.left() + dot * 1.3, track.right() - dot * 1.3
        pen = QPen(self._look.color("strong_line"), 3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(start, middle), QPointF(end, middle))
        for stop in (start, end):
            painter.drawLine(QPointF(stop, middle - dot * 0.7), QPointF(stop, middle + dot * 0.7))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(QPointF(x, middle), radius, radius)

    def _dot(self) -> tuple[float, float]:
        """Where the dot is, and how large."""
        track = self._track_rect()
        dot = self._look.px(_DOT) * self._scale
        start, end = track.left() + dot * 1.3, track.right() - dot * 1.3
        if self._beats is None:
            return start, dot
        inside = self._beats % 1
        share = inside if int(self._beats) % 2 == 0 else 1 - inside
        eased = (1 - sin(pi * (0.5 - share))) / 2
        near = max(0.0, 1 - min(inside, 1 - inside) / _SWELL)
        return round(start + (end - start) * eased, 1), round(dot * (0.85 + 0.4 * near), 1)

    def _has_track(self) -> bool:
        wide = self._look.px(_TRACK) * self._scale
        return not self._look.reduced_motion and wide < self.width() * 0.45

    def _track_rect(self) -> QRect:
        return QRect(0, 0, round(self._look.px(_TRACK) * self._scale), self.height())
