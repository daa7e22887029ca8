"""LEFT FOOT or RIGHT FOOT, told by words, by a drawing and by colour at once."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.plan import Side
from app.ui.foot_glyph import feet_width, paint_feet
from app.ui.overriding import override
from app.ui.theme import Look
from app.ui.words import side_banner, side_label

_TEXT = 25
_PAD = 18
_GLYPH = 0.72
"""The drawing's share of the height."""


class SideBadge(QWidget):
    """A filled sign with two feet, the worked one solid, and its name. Hidden for no foot.

    It is as wide for one foot as for the other, so that nothing beside it moves.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._side = Side.NONE
        self._is_small = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def dress(self, look: Look, *, is_small: bool = False) -> None:
        """Take a look; small, the words are a little smaller."""
        self._look, self._is_small = look, is_small
        self.updateGeometry()
        self.update()

    def show_side(self, side: Side) -> None:
        """Name a foot."""
        if side is self._side:
            return
        self._side = side
        self.setAccessibleName(side_label(side))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        height = round(metrics.height() * 1.9)
        words = max(metrics.horizontalAdvance(side_banner(side)) for side in Side)
        return QSize(round(words + feet_width(height * _GLYPH)) + round(2.7 * _PAD), height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(badge_color(self._look, self._side))
        painter.drawRoundedRect(self.rect(), 12, 12)
        ink = self._look.color("paper" if self._side is Side.BOTH else "on_color")
        height = self.height() * _GLYPH
        feet = QRectF(_PAD, (self.height() - height) / 2, feet_width(height), height)
        paint_feet(painter, feet, self._side, ink)
        painter.setPen(ink)
        painter.setFont(self._font())
        words = QRectF(self.rect()).adjusted(feet.right() + 0.7 * _PAD, 0, -_PAD, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, side_banner(self._side))

    def _font(self) -> QFont:
        size = _TEXT * 4 // 5 if self._is_small else _TEXT
        return self._look.font(size, QFont.Weight.Bold)


def badge_color(look: Look, side: Side) -> QColor:
    """What a side's sign is filled with: both feet are neither one's colour."""
    return look.color("ink") if side is Side.BOTH else look.side_color(side)
