"""A banner that says that answers are not in the log yet, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.ui.controls import button, label
from app.ui.flow_layout import FlowLayout
from app.ui.theme import Space


class KeptBanner(QFrame):
    """Says why something is not saved; away while all is.

    Signals:
        retried: try again.
        given_up: leave all the same.
    """

    retried = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        self.trouble = label()
        inside.addWidget(self.trouble)
        ways = QWidget()
        flow = FlowLayout(ways, Space.M)
        self.retry = button(self.tr("Try again"), "primary")
        self.give_up = button(self.tr("Leave, log it later"))
        flow.addWidget(self.retry)
        flow.addWidget(self.give_up)
        inside.addWidget(ways)
        self.retry.clicked.connect(self.retried)
        self.give_up.clicked.connect(self.given_up)
        self.hide()

    def show_trouble(self, why: str) -> None:
        """Say why something is not in the log; nothing where the text is empty."""
        is_new = self.isHidden()
        self.setVisible(bool(why))
        if not why:
            return
        kept = self.tr(
            "Kept here while Footwell is open. It goes into the log as soon as that can be "
            "written. {why}"
        )
        self.trouble.setText(kept.format(why=why))
        self.retry.setAccessibleDescription(self.trouble.text())
        if is_new:
            self.retry.setFocus()
