"""A slim bar that fills."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.overriding import override
from app.ui.theme import Look

_HEIGHT = 10


class ShareBar(QWidget):
    """Shows a share from 0 to 1; draws itself again only when a pixel changes."""

    def __init__(self, look: Look, role: str) -> None:
        super().__init__()
        self._look = look
        self._role = role
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def dress(self, look: Look) -> None:
        """Take a look."""
        self._look = look
        self.update()

    def show_share(self, share: float) -> None:
        """Fill it up to here."""
        old, self._share = self._share, min(1.0, max(0.0, share))
        if round(old * self.width()) != round(self._share * self.width()):
            self.update()

    @property
    def share(self) -> float:
        """How far it is filled."""
        return self._share

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        painter.setBrush(self._look.color("line"))
        painter.drawRoundedRect(whole, radius, radius)
        if self._share <= 0:
            return
        whole.setWidth(max(whole.height(), whole.width() * self._share))
        painter.setBrush(self._look.color(self._role))
        painter.drawRoundedRect(whole, radius, radius)
