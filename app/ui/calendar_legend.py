"""What the signs of the calendar mean that are there."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.calendar_signs import Sign, paint_sign, sign_label
from app.ui.controls import label
from app.ui.flow_layout import FlowLayout
from app.ui.overriding import override
from app.ui.theme import Looks, Space

_SIDE = 16


class CalendarLegend(QWidget):
    """A sign and its words for each; letters for the feet where first steps are shown."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._entries: dict[Sign, QWidget] = {}
        row = FlowLayout(self, Space.L)
        for sign in Sign:
            entry = QWidget()
            line = QHBoxLayout(entry)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(Space.S)
            line.addWidget(_Sample(sign, looks))
            line.addWidget(label(sign_label(sign), "fine", wraps=False))
            self._entries[sign] = entry
            row.addWidget(entry)
        self._steps = label(self.tr("L, R: first steps, left and right foot"), "fine", wraps=False)
        row.addWidget(self._steps)

    def show_signs(self, signs: Collection[Sign], *, has_steps: bool) -> None:
        """Name these signs."""
        for sign, entry in self._entries.items():
            entry.setVisible(sign in signs)
        self._steps.setVisible(has_steps)
        self.setVisible(bool(signs) or has_steps)
        self.updateGeometry()


class _Sample(QWidget):
    """A sign; its words stand beside it."""

    def __init__(self, sign: Sign, looks: Looks) -> None:
        super().__init__()
        self._sign = sign
        self._looks = looks
        looks.keep(self, self._dress)

    def _dress(self) -> None:
        side = self._looks.current.px(_SIDE)
        self.setFixedSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_sign(QPainter(self), QRectF(self.rect()), self._sign, self._looks.current)
