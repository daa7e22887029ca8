"""A banner that says that answers are not in the log yet, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.ui.announcer import Announce, announce
from app.ui.controls import button, label
from app.ui.flow_layout import FlowLayout
from app.ui.theme import Space


class KeptBanner(QFrame):
    """Says why something is not saved; away while all is.

    Args:
        announce: tells a screen reader, once, when something comes up that is not saved.

    Signals:
        retried: try again.
        given_up: leave all the same.
    """

    retried = Signal()
    given_up = Signal()

    def __init__(self, announce: Announce = announce) -> None:
        super().__init__()
        self._announce = announce
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

    def show_trouble(self, why: str, *, is_on_disk: bool = False) -> None:
        """Say why something is not in the log; nothing where the text is empty.

        Args:
            why: in one sentence.
            is_on_disk: whether it is kept on the disk meanwhile.
        """
        is_new = self.isHidden()
        self.setVisible(bool(why))
        kept = self.tr(
            "Kept here. It goes into the log as soon as that can be written, also if you leave. "
            "{why}"
        )
        if not is_on_disk:
            kept = self.tr(
                "Kept only while Footwell is open. It goes into the log as soon as that can be "
                "written. {why}"
            )
        self.trouble.setText(kept.format(why=why) if why else "")
        self.retry.setAccessibleDescription(self.trouble.text())
        if why and is_new:  # the focus stays: whoever answers by keys goes on with the next row
            self._announce(self, self.trouble.text())
