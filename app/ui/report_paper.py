"""A sheet of paper that is measured in points, whatever prints it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)

from app.ui.theme import FAMILY, LIGHT

FINE = 10
"""Units in a point: a type of 8.5 points has a whole number of them."""

_POINTS = 72
"""In an inch."""

_LEADING = 1.28
"""A line's height, as so much of the size of its type."""


_LEFT = Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: its size in points, its weight, and a colour role of the light theme."""

    points: float
    weight: QFont.Weight = QFont.Weight.Normal
    color: str = "ink"

    @property
    def leading(self) -> float:
        """How far apart its lines stand, in points."""
        return self.points * _LEADING

    @property
    def strong(self) -> Style:
        """The same, bolder."""
        return replace(self, weight=QFont.Weight.DemiBold)

    @property
    def font(self) -> QFont:
        """Its face.

        Without figures of one width and signs that follow their neighbours: they are other glyphs,
        which a PDF gives back as something else, or as nothing, when they are copied or looked for.
        """
        font = QFont(FAMILY)
        font.setPixelSize(round(self.points * FINE))
        font.setWeight(self.weight)
        for feature in ("calt", "liga"):
            font.setFeature(QFont.Tag(feature), 0)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


class Ink:
    """The styles of the report."""

    TITLE = Style(17, QFont.Weight.Bold)
    PERIOD = Style(11, QFont.Weight.DemiBold)
    HEAD = Style(10.5, QFont.Weight.DemiBold, "strong_lead")
    FIGURE = Style(14, QFont.Weight.Bold)
    BODY = Style(8.5)
    SOFT = Style(8, color="soft_ink")
    FINE = Style(7.5, color="soft_ink")


ROW = 11.6
"""A row of a table, in points."""

GAP = 10.0
"""Between two parts of the page, in points."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the sheet, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float = 0.0

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height

    def below(self, top: float) -> Box:
        """The same further down, without a height."""
        return Box(self.left, top, self.width)

    def columns(self, count: int, gap: float) -> tuple[Box, ...]:
        """Parts of one width side by side."""
        width = (self.width - gap * (count - 1)) / count
        lefts = [self.left + number * (width + gap) for number in range(count)]
        return tuple(Box(left, self.top, width, self.height) for left in lefts)


def ink(role: str) -> QColor:
    """A colour role as it is printed, on white."""
    return QColor(getattr(LIGHT, role))


class Paper:
    """Writes and draws on a sheet; nothing that it writes is cut off, but ends in “…”.

    Args:
        painter: of the device, at its page's upper left corner.
        dots_per_inch: of the device.
    """

    def __init__(self, painter: QPainter, dots_per_inch: int) -> None:
        self._painter = painter
        scale = dots_per_inch / (_POINTS * FINE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)

    def width_of(self, text: str, style: Style) -> float:
        """How wide a line is, in points."""
        return QFontMetricsF(style.font).horizontalAdvance(text) / FINE

    def write(self, box: Box, text: str, style: Style, align: Qt.AlignmentFlag = _LEFT) -> float:
        """Write one line from the top of a box; give back how high it is."""
        metrics = QFontMetricsF(style.font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width * FINE)
        free = box.width - metrics.horizontalAdvance(shown) / FINE
        left = box.left
        if align is Qt.AlignmentFlag.AlignRight:
            left += free
        elif align is Qt.AlignmentFlag.AlignHCenter:
            left += free / 2
        self._put(left, box.top, shown, style)
        return style.leading

    def write_lines(self, box: Box, text: str, style: Style, most: int) -> float:
        """Write a text over several lines, the last of which ends in “…” where it is longer.

        Args:
            box: where, from its top on; its height is of no matter.
            text: what.
            style: how.
            most: of how many lines at most.

        Returns:
            How high they are together, in points.
        """
        shown = self.lines_of(text, style, box.width, most)
        for number, line in enumerate(shown):
            self._put(box.left, box.top + number * style.leading, line, style)
        return len(shown) * style.leading

    def lines_of(self, text: str, style: Style, width: float, most: int) -> list[str]:
        """A text broken into lines of a width, a word that is too long for one too."""
        layout = QTextLayout(text, style.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        starts: list[int] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width * FINE)
            starts.append(line.textStart())
        layout.endLayout()
        # Qt counts in halves of UTF-16, Python in characters.
        units = text.encode("utf-16-le")
        ends = [*starts[1:], len(units) // 2]
        pieces = [
            units[2 * start : 2 * end].decode("utf-16-le", "ignore").rstrip()
            for start, end in zip(starts, ends, strict=True)
        ]
        if len(pieces) <= most:
            return pieces
        rest = units[2 * starts[most - 1] :].decode("utf-16-le", "ignore")
        metrics = QFontMetricsF(style.font)
        elided = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width * FINE)
        return [*pieces[: most - 1], elided]

    def rule(self, box: Box, role: str = "line", points: float = 0.6) -> None:
        """A line along the top of a box."""
        self.draw_line(QPointF(box.left, box.top), QPointF(box.right, box.top), role, points)

    def draw_line(
        self,
        start: QPointF,
        end: QPointF,
        role: str,
        points: float,
        pen: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> None:
        """A line between two places, given in points."""
        made = QPen(ink(role), points * FINE, pen, Qt.PenCapStyle.FlatCap)
        self._painter.setPen(made)
        self._painter.drawLine(start * FINE, end * FINE)

    def draw_path(self, places: list[QPointF], role: str, points: float) -> None:
        """A line through places, given in points."""
        pen = QPen(ink(role), points * FINE)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPolyline([place * FINE for place in places])

    def draw_dot(self, place: QPointF, radius: float, role: str) -> None:
        """A filled dot; place and radius in points."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(ink(role))
        self._painter.drawEllipse(place * FINE, radius * FINE, radius * FINE)

    def fill(self, box: Box, role: str, radius: float = 0.0) -> None:
        """A filled box."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(ink(role))
        rect = QRectF(box.left, box.top, box.width, box.height)
        scaled = QRectF(rect.topLeft() * FINE, rect.size() * FINE)
        self._painter.drawRoundedRect(scaled, radius * FINE, radius * FINE)

    def _put(self, left: float, top: float, text: str, style: Style) -> None:
        self._painter.setFont(style.font)
        self._painter.setPen(ink(style.color))
        metrics = QFontMetricsF(style.font)
        middle = (style.leading * FINE - metrics.height()) / 2
        base = top * FINE + middle + metrics.ascent()
        self._painter.drawText(QPointF(left * FINE, base), text)
