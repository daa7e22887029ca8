"""HOLD and LET GO: the rhythm of a step as a band that fills."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.core.pattern_phase import PatternPhase
from app.core.plan import Side
from app.ui.overriding import override
from app.ui.theme import RADIUS, Look

_HEIGHT = 76
_WORD = 34
_SMALL = 25
_PAD = 22
_LEAST_SCALE = 0.62
"""At 100 % text; larger text may shrink further, to the same size."""

_STEPS_PER_S = 4
"""How often the band is drawn again."""


class PatternBand(QWidget):
    """A hold is a filled band, a release an open one; both empty from right to left."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._side = Side.NONE
        self._phase: PatternPhase | None = None
        self._scale = 1.0
        self._drawn: tuple[object, ...] = ()
        # All of it is painted here, so that its parents are not painted anew each time.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def dress(self, look: Look) -> None:
        """Take a look."""
        self._look = look
        self.update()

    def height_at(self, scale: float) -> int:
        """How high it is when its text is scaled; it shrinks less than the words around it."""
        return round(self._look.px(_HEIGHT) * max(scale, self._least_scale))

    def show_phase(self, phase: PatternPhase | None, side: Side) -> None:
        """Show a moment of the rhythm; None empties it."""
        self._phase, self._side = phase, side
        if phase is not None:
            self.setAccessibleName(f"{_word(self, phase)}, {_rep_text(self, phase)}")
        now = self._what_is_seen()
        if now != self._drawn:
            self._drawn = now
            self.update()

    @property
    def _least_scale(self) -> float:
        return _LEAST_SCALE / max(1.0, self._look.scale * 0.75)

    def scale_to(self, scale: float) -> None:
        """Scale the text with the words around it."""
        self._scale = max(scale, self._least_scale)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(420), self.height_at(self._scale))

    def _what_is_seen(self) -> tuple[object, ...]:
        phase = self._phase
        if phase is None:
            return ()
        return (
            phase.is_hold,
            phase.rep,
            phase.reps,
            ceil(round(phase.left_s * _STEPS_PER_S, 3)),
            self._side,
        )

    def _share(self) -> float:
        phase = self._phase
        return phase.left_s / phase.length_s if phase and phase.length_s > 0 else 0.0

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        phase = self._phase
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.color("paper"))
        if phase is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        shape = QPainterPath()
        shape.addRoundedRect(whole, RADIUS, RADIUS)
        painter.fillPath(shape, self._look.color("line" if phase.is_hold else "card"))
        filled = QRectF(whole)
        filled.setWidth(whole.width() * self._share())
        color = self._look.side_color(self._side)
        weak = self._look.color("right_weak" if self._side is Side.RIGHT else "lead_weak")
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(filled, color if phase.is_hold else weak)
        painter.restore()
        painter.setPen(QPen(color, 3))
        painter.drawPath(shape)
        self._paint_words(painter, whole, phase)
        if phase.is_hold:  # the words over the filled part are light, those beside it dark
            painter.setClipRect(filled)
            self._paint_words(painter, whole, phase, "on_color")

    def _paint_words(
        self, painter: QPainter, whole: QRectF, phase: PatternPhase, role: str = "ink"
    ) -> None:
        big = self._font(_WORD, QFont.Weight.Bold)
        small = self._font(_SMALL, QFont.Weight.DemiBold)
        pad = self._look.px(_PAD) * self._scale
        line = whole.adjusted(pad, 0, -pad, 0)
        painter.setPen(self._look.color(role))
        painter.setFont(big)
        middle = Qt.AlignmentFlag.AlignVCenter
        word = _word(self, phase)
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, word)
        seconds = str(ceil(round(phase.left_s, 3)))
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, seconds)
        metrics = QFontMetricsF(big)
        line.adjust(metrics.horizontalAdvance(word) + pad, 0, 0, 0)
        line.adjust(0, 0, -metrics.horizontalAdvance("00") - pad / 2, 0)
        painter.setFont(small)
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, _rep_text(self, phase))

    def _font(self, size: int, weight: QFont.Weight) -> QFont:
        font = self._look.font(size, weight)
        font.setPixelSize(max(10, round(font.pixelSize() * self._scale)))
        return font


def _word(band: PatternBand, phase: PatternPhase) -> str:
    return band.tr("HOLD") if phase.is_hold else band.tr("LET GO")


def _rep_text(band: PatternBand, phase: PatternPhase) -> str:
    return band.tr("rep {rep} of {reps}").format(rep=phase.rep, reps=phase.reps)
