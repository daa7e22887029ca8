"""Text that painted widgets lay out themselves: wrapped, with an ellipsis where it is cut."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

_BREAKS = re.compile(r"[ \t\r\n]+")
"""Where words end; a no-break space is none of them."""


class TextBlock:
    """A plain text in a font, wrapped to a width of pixels and to `max_lines` lines."""

    def __init__(self, text: str, font: QFont, width: int, max_lines: int = 1) -> None:
        self._font = font
        self._metrics = QFontMetricsF(font)
        self.lines = _lines(text, font, self._metrics, max(1, width), max_lines)

    @property
    def height(self) -> int:
        """Its height in pixels; 0 without text."""
        return round(self._metrics.lineSpacing() * len(self.lines))

    @property
    def width(self) -> int:
        """The width of its widest line, in pixels."""
        widths = [self._metrics.horizontalAdvance(line) for line in self.lines]
        return round(max(widths, default=0) + 0.5)

    def draw(self, painter: QPainter, x: float, y: float, color: QColor) -> None:
        """Draw it with its upper left corner at a point."""
        painter.setFont(self._font)
        painter.setPen(color)
        for number, line in enumerate(self.lines):
            baseline = y + self._metrics.ascent() + number * self._metrics.lineSpacing()
            painter.drawText(QPointF(x, baseline), line)


def _lines(text: str, font: QFont, metrics: QFontMetricsF, width: int, max_lines: int) -> list[str]:
    flat = " ".join(_BREAKS.split(text)).strip()
    if not flat:
        return []
    if max_lines == 1 or metrics.horizontalAdvance(flat) <= width:
        return [metrics.elidedText(flat, Qt.TextElideMode.ElideRight, width)]
    layout = QTextLayout(flat, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < max_lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start = line.textStart()
        is_last = len(lines) == max_lines - 1
        rest = flat[start:] if is_last else flat[start : start + line.textLength()]
        lines.append(metrics.elidedText(rest.strip(), Qt.TextElideMode.ElideRight, width))
    layout.endLayout()
    return lines
