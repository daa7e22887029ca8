"""Text that grows smaller or is shortened, rather than being cut off."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.ui.overriding import override

TIGHT, LOOSE = 1.0, 1.2
"""The distance of lines, in heights of the font: for large type, and for type that is read."""


def laid_out(text: str, font: QFont, width: float, spacing: float) -> tuple[QTextLayout, float]:
    """Wrap a text at words, or within one that is too wide; return it with its height."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    y = 0.0
    step = QFontMetricsF(font).height() * spacing
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y + (step - line.height()) / 2))
        y += step
    layout.endLayout()
    return layout, y


def text_height(text: str, font: QFont, width: float, spacing: float = TIGHT) -> int | None:
    """How high a text is when wrapped into `width`; None where a word is too wide for it."""
    if not text:
        return 0
    metrics = QFontMetricsF(font)
    if any(metrics.horizontalAdvance(word) > width for word in text.split()):
        return None
    return ceil(laid_out(text, font, width, spacing)[1])


def balanced_width(text: str, font: QFont, width: float) -> float:
    """The least width that needs no more lines than `width`: no single word on the last line.

    A word is never broken for it.
    """
    lines = laid_out(text, font, width, TIGHT)[0].lineCount()
    widest = max((QFontMetricsF(font).horizontalAdvance(w) for w in text.split()), default=0.0)
    low, high = min(width, max(width / 2, widest)), width
    while high - low > 4:  # noqa: PLR2004 - pixels
        middle = (low + high) / 2
        layout = laid_out(text, font, middle, TIGHT)[0]
        low, high = (low, middle) if layout.lineCount() <= lines else (middle, high)
    return high


class FittingText(QLabel):
    """A wrapping text that is drawn in the font it was given, whatever the style sheet says.

    Who lays it out chooses the font; a word that is still too wide is broken.
    """

    def __init__(self, spacing: float = TIGHT, *, is_balanced: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._spacing = spacing
        self._is_balanced = is_balanced
        self._font = QFont()

    def draw_with(self, font: QFont) -> None:
        """Use a font from now on."""
        if font != self._font:
            self._font = font
            self.update()

    @property
    def drawn_font(self) -> QFont:
        """The font it is drawn with."""
        return self._font

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        width = float(self.width())
        if self._is_balanced:
            width = balanced_width(self.text(), self._font, width)
        layout, _ = laid_out(self.text(), self._font, width, self._spacing)
        layout.draw(painter, QPointF(0, 0))


class ElidedLabel(QLabel):
    """One line that ends in “…” where there is no room; the whole text stands in its tooltip."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip("" if shown == self.text() else self.text())
        painter.drawText(self.rect(), int(self.alignment()), shown)
