"""A small drawing of two feet, seen as you look down on your own, with the worked one filled."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from app.core.plan import Foot, Side

_WIDTH, _HEIGHT = 162.0, 496.0
_SOLE = (
    (78, 88, 128, 88, 156, 112, 156, 172),
    (156, 172, 156, 216, 140, 242, 138, 300),
    (138, 300, 137, 350, 144, 396, 142, 440),
    (142, 440, 140, 476, 112, 494, 76, 494),
    (76, 494, 36, 494, 10, 470, 10, 420),
    (10, 420, 10, 380, 40, 350, 40, 300),
    (40, 300, 40, 260, 6, 232, 6, 168),
    (6, 168, 6, 116, 36, 88, 78, 88),
)
_TOES = (
    (30, 40, 29, 38),
    (76, 34, 18, 28),
    (106, 44, 15, 25),
    (130, 64, 13, 21),
    (149, 90, 11, 18),
)
"""Centre and radii of each toe; the big one first."""


def foot_path(foot: Foot) -> QPainterPath:
    """A foot seen from above, 162 wide and 496 high, its big toe on the inner side."""
    path = QPainterPath(QPointF(*_SOLE[0][:2]))
    for _, _, *points in _SOLE:
        x1, y1, x2, y2, x3, y3 = points
        path.cubicTo(QPointF(x1, y1), QPointF(x2, y2), QPointF(x3, y3))
    for x, y, across, along in _TOES:
        path.addEllipse(QPointF(x, y), across, along)
    if foot is Foot.LEFT:
        return QTransform(-1, 0, 0, 1, _WIDTH, 0).map(path)
    return path


def feet_width(height: float) -> float:
    """How wide the drawing of two feet is at a height."""
    return height * (2 * _WIDTH + 50) / _HEIGHT


def paint_feet(painter: QPainter, where: QRectF, side: Side, color: QColor) -> None:
    """Draw both feet into a rectangle, those of `side` filled and the others as a thin line."""
    scale = where.height() / _HEIGHT
    faint = QColor(color)
    faint.setAlphaF(0.55)
    for foot, left in ((Foot.LEFT, 0.0), (Foot.RIGHT, _WIDTH + 50)):
        painter.save()
        painter.translate(where.x() + left * scale, where.y())
        painter.scale(scale, scale)
        if foot in side.feet:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
        else:
            painter.setPen(QPen(faint, 1.4 / scale))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(foot_path(foot))
        painter.restore()
