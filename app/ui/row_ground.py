"""What lies under a row of a list: the selected one, the one with the focus, the one pointed at."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from app.ui.theme import RADIUS, Look


def paint_ground(
    painter: QPainter, rect: QRect, look: Look, *, selected: bool, focused: bool, hovered: bool
) -> None:
    """Paint it; nothing where the row is none of these."""
    if not selected and not hovered:
        return
    fill = look.color("card")
    if not selected:
        fill.setAlphaF(0.55)
    edge = look.color("lead" if focused else "line") if selected else QColor(0, 0, 0, 0)
    painter.setPen(QPen(edge, 2 if focused else 1))
    painter.setBrush(fill)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
