"""What stands on a day, beside the place in the chart that it is about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.ui.controls import label
from app.ui.theme import Look, Space, Type

_AWAY = 14


class TrendBubble(QFrame):
    """A small card over a chart that no mouse can touch."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lines: list[QLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self._column.setSpacing(2)
        self.hide()

    def say(self, lines: Sequence[str], chosen: int, at: QPoint, look: Look) -> None:
        """Show lines beside a place.

        Args:
            lines: the first is the heading.
            chosen: the line that Enter would open, -1 for none.
            at: the place, in the chart.
            look: the look.
        """
        while len(self._lines) < len(lines):
            made = label(role="fine", wraps=False)
            self._lines.append(made)
            self._column.addWidget(made)
        for place, shown in enumerate(self._lines):
            shown.setVisible(place < len(lines))
            shown.setText(lines[place] if place < len(lines) else "")
            is_strong = place in (0, chosen)
            weight = QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal
            shown.setFont(look.font(Type.FINE, weight))
        self._fit()
        self._place(at)
        self.show()
        self.raise_()

    def _fit(self) -> None:
        """As wide as its lines, which wrap where the chart is narrower than they are."""
        self.ensurePolished()
        for one in self._lines:
            one.setWordWrap(False)
        self._column.activate()
        size, room = self.sizeHint(), self._over.width()
        if size.width() > room:
            for one in self._lines:
                one.setWordWrap(True)
            self._column.activate()
            size = QSize(room, self._column.totalHeightForWidth(room))
        self.resize(size)

    def _place(self, at: QPoint) -> None:
        """Beside the place on the side that has room, and never out of sight."""
        room: QRect = self._over.rect()
        left = at.x() + _AWAY
        if left + self.width() > room.right():
            left = at.x() - _AWAY - self.width()
        top = at.y() - self.height() - _AWAY
        if top < room.top():
            top = at.y() + _AWAY
        left = max(room.left(), min(left, room.right() - self.width()))
        self.move(left, max(room.top(), min(top, room.bottom() - self.height())))
