"""Feet placed in a picture: where each stands, and how it is painted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from app.core.plan import Foot, Side
from app.core.script import Area
from app.ui.foot_drawing import FootDrawing, FootView
from app.ui.foot_work import view_label
from app.ui.theme import Look
from app.ui.words import side_banner

_EDGE = 2.4
_LINE = 1.6
_BAND = 5.0
"""How broad the colour lies along the edge of a whole foot."""

_SHADE = 0.09
_NAME, _VIEW = 19, 17
"""Sizes of the two lines under a foot, in pixels at 100 % text."""

_GAP = 22
_MARGIN = 4
_PAIR = 2
_CLEARLY = 1.3
"""How much larger two feet must be below each other, since side by side tells more."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One view of one foot at its place in a widget.

    `place` leads from the drawing to the widget; `caption` is where its name stands.
    """

    foot: Foot
    view: FootView
    drawing: FootDrawing
    place: QTransform
    caption: QRectF

    def area(self, area: Area) -> QPainterPath:
        """An area's shape in the widget."""
        return self.place.map(self.drawing.areas[area])

    @property
    def scale(self) -> float:
        """Pixels of the widget for one unit of the drawing."""
        return abs(self.place.m11())


Shown = tuple[Foot, FootView, FootDrawing]


def placed(shown: Sequence[Shown], room: QRectF, caption: float) -> list[Figure]:
    """Put drawings beside each other, or two below each other where they are larger so.

    Args:
        shown: from left to right.
        room: where; they stand in its middle.
        caption: the height that is kept free under each of them.
    """
    if not shown or room.isEmpty():
        return []
    inner = room.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    across = _height_across(shown, inner, caption)
    down = _height_down(shown, inner, caption)
    if len(shown) == _PAIR and down > across * _CLEARLY:
        step = inner.height() / len(shown)
        rows = [
            QRectF(inner.x(), inner.y() + step * i, inner.width(), step) for i in range(len(shown))
        ]
        return [_figure(one, row, down, caption) for one, row in zip(shown, rows, strict=True)]
    widths = [across * _ratio(one) for one in shown]
    gap = (inner.width() - sum(widths)) / len(shown)
    figures, x = [], inner.x()
    for one, width in zip(shown, widths, strict=True):
        column = QRectF(x, inner.y(), width + gap, inner.height())
        figures.append(_figure(one, column, across, caption))
        x += width + gap
    return figures


def width_of(shown: Sequence[Shown], height: float) -> int:
    """How wide drawings of a height are side by side."""
    gaps = _GAP * (len(shown) - 1)
    return ceil(height * sum(_ratio(one) for one in shown) + gaps + 2 * _MARGIN)


def _ratio(one: Shown) -> float:
    return one[2].size.width() / one[2].size.height()


def _height_across(shown: Sequence[Shown], inner: QRectF, caption: float) -> float:
    """How high each drawing is when they stand side by side."""
    free = inner.width() - min(_GAP, inner.width() * 0.06) * (len(shown) - 1)
    return max(1.0, min(inner.height() - caption, free / sum(_ratio(one) for one in shown)))


def _height_down(shown: Sequence[Shown], inner: QRectF, caption: float) -> float:
    """How high each drawing is when they stand below each other."""
    widest = max(_ratio(one) for one in shown)
    return max(1.0, min(inner.height() / len(shown) - caption - _MARGIN, inner.width() / widest))


def _figure(one: Shown, cell: QRectF, height: float, caption: float) -> Figure:
    """A drawing in the middle of its cell, with its name right below it."""
    foot, view, drawing = one
    y = cell.y() + (cell.height() - height - caption) / 2
    place = drawing.fitted(QRectF(cell.x(), y, cell.width(), height), foot)
    return Figure(foot, view, drawing, place, QRectF(cell.x(), y + height, cell.width(), caption))


def paint_figure(painter: QPainter, figure: Figure, look: Look, lit: Collection[Area]) -> None:
    """Draw a foot, with areas filled in its colour.

    The whole foot is tinted, and has its colour along the edge: filled, it would be a dark slab.
    """
    drawing, side = figure.drawing, Side(figure.foot.value)
    painter.save()
    painter.setTransform(figure.place, combine=True)
    painter.fillPath(drawing.outline, look.color("card"))
    shade = look.color("strong_soft_ink")
    shade.setAlphaF(_SHADE)
    for path in drawing.shades:
        painter.fillPath(path, shade)
    filled = QPainterPath()
    for area in lit:
        if area in drawing.areas and area is not Area.WHOLE_FOOT:
            filled.addPath(drawing.areas[area])
    painter.save()
    painter.setClipPath(drawing.outline)
    if Area.WHOLE_FOOT in lit:
        _paint_whole(painter, figure, look)
    painter.fillPath(filled, look.side_color(side))
    painter.restore()
    _paint_lines(painter, figure, look, filled)
    edge = QPen(look.color("strong_soft_ink"), max(_EDGE, 1.6 / figure.scale))
    edge.setCapStyle(Qt.PenCapStyle.RoundCap)
    edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(edge)
    painter.drawPath(drawing.edge)
    painter.restore()


def _paint_whole(painter: QPainter, figure: Figure, look: Look) -> None:
    """All of a foot; what lies outside of it is clipped by the caller."""
    outline, side = figure.drawing.outline, Side(figure.foot.value)
    painter.fillPath(outline, look.color("right_weak" if side is Side.RIGHT else "lead_weak"))
    # Half of the line lies outside.
    painter.strokePath(outline, QPen(look.side_color(side), 2 * max(_BAND, 4.0 / figure.scale)))


def _paint_lines(painter: QPainter, figure: Figure, look: Look, lit: QPainterPath) -> None:
    """The finer lines: soft on the skin, light where the skin is filled."""
    everywhere = QPainterPath()
    everywhere.addRect(QRectF(0, 0, 1000, 1000))
    for clip, role, strength in (
        (everywhere.subtracted(lit), "strong_line", 1.0),
        (lit, "on_color", 0.28),
    ):
        if clip.isEmpty():
            continue
        color = look.color(role)
        color.setAlphaF(strength)
        pen = QPen(color, max(_LINE, 1.0 / figure.scale))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.save()
        painter.setClipPath(clip)
        painter.setPen(pen)
        for line in figure.drawing.lines:
            painter.drawPath(line)
        painter.restore()


def caption_height(look: Look, growth: float) -> float:
    """How much room the two lines under a foot take."""
    return sum(QFontMetricsF(font).height() for font in _fonts(look, growth)) + 6


def paint_caption(painter: QPainter, figure: Figure, look: Look, growth: float) -> None:
    """Name a foot and from where it is seen, right below it."""
    side, where = Side(figure.foot.value), figure.caption
    lines = ((side_banner(side), look.side_color(side)), (view_label(figure.view), None))
    y = where.y() + 4
    for (text, color), font in zip(lines, _fonts(look, growth), strict=True):
        metrics = QFontMetricsF(font)
        if metrics.horizontalAdvance(text) > where.width():
            font.setPixelSize(
                max(11, int(font.pixelSize() * where.width() / metrics.horizontalAdvance(text)))
            )
        painter.setFont(font)
        painter.setPen(color or look.color("strong_soft_ink"))
        line = QRectF(where.x(), y, where.width(), metrics.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)
        y += metrics.height()


def _fonts(look: Look, growth: float) -> tuple[QFont, QFont]:
    made = []
    for size, weight in ((_NAME, QFont.Weight.Bold), (_VIEW, QFont.Weight.Normal)):
        font = look.font(size, weight)
        font.setPixelSize(max(11, round(font.pixelSize() * growth)))
        made.append(font)
    return made[0], made[1]
