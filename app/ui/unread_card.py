"""The card of Today that stands where the log could not be read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.controls import Card, button, label, lead_with
from app.ui.theme import Space


class UnreadCard(Card):
    """Says that nothing can be said without the log, until it was read.

    Signals:
        again_pressed: the person wants it to be read again.
    """

    again_pressed = Signal()

    def __init__(self) -> None:
        super().__init__("notice")
        text = self.tr("Your log cannot be read, so Footwell cannot say what is right today.")
        self._again = button(self.tr("Try again"))
        self._again.setAccessibleDescription(text)
        self._again.clicked.connect(self.again_pressed)
        line = QHBoxLayout()
        line.addWidget(self._again)
        line.addStretch(1)
        self.column.setSpacing(Space.L)
        self.column.addWidget(label(text, "strong"))
        self.column.addWidget(label(self.tr("Footwell tries again by itself."), "soft"))
        self.column.addLayout(line)
        self.hide()

    @property
    def first(self) -> QWidget:
        """What takes the focus."""
        return self._again

    def lead(self, *, leads: bool) -> None:
        """Let its button be the one that leads the eye, or one among others."""
        lead_with(self._again, leads=leads)
