"""The card of Today that stands where the log could not be read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

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
        self._why = label("", "strong")
        self._soft = label("", "soft")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._again = button(self.tr("Try again"))
        self._again.clicked.connect(self.again_pressed)
        line = QHBoxLayout()
        line.addWidget(self._again)
        line.addStretch(1)
        self.column.setSpacing(Space.L)
        self.column.addWidget(self._why)
        self.column.addWidget(self._bar)
        self.column.addWidget(self._soft)
        self.column.addLayout(line)
        self.show_busy("")
        self.hide()

    def show_busy(self, sentence: str) -> None:
        """Say what Footwell itself does to the log; without it, that the log cannot be read.

        While it does something the button stays: it keeps the focus, and does no harm.
        """
        unread = self.tr("Your log cannot be read, so Footwell cannot say what is right today.")
        again = self.tr("Footwell tries again by itself.")
        goes_on = self.tr("This page goes on by itself when that is done.")
        self._why.setText(sentence or unread)
        self._soft.setText(goes_on if sentence else again)
        self._again.setText(self.tr("Look again") if sentence else self.tr("Try again"))
        self._again.setAccessibleName(self._again.text())
        self._again.setAccessibleDescription(self._why.text())
        self._bar.setAccessibleName(self._why.text())
        self._bar.setVisible(bool(sentence))

    def show_progress(self, done: int, whole: int) -> None:
        """Say how far that is."""
        self._bar.setRange(0, whole)
        self._bar.setValue(done)

    @property
    def first(self) -> QWidget:
        """What takes the focus."""
        return self._again

    def lead(self, *, leads: bool) -> None:
        """Let its button be the one that leads the eye, or one among others."""
        lead_with(self._again, leads=leads)
