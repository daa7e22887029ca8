"""An offer over the lower edge of the player: one sentence, yes, or go on as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.controls import button, label
from app.ui.flow_layout import FlowLayout
from app.ui.theme import Space

_MOST_PX = 900


class OfferBar(QFrame):
    """Lies over the lower edge of its parent until it is answered or withdrawn.

    Signals:
        accepted: yes.
        declined: as it is.
    """

    accepted = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setProperty("role", "player-offer")
        self._text = label(role="offer-text")
        self.yes = button("", "player-primary")
        self.no = button(self.tr("Go on"), "player-plain")
        buttons = QWidget()
        flow = FlowLayout(buttons, Space.M)
        flow.addWidget(self.yes)
        flow.addWidget(self.no)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self._text)
        line = QHBoxLayout()
        line.addWidget(buttons, 1)
        column.addLayout(line)
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self._on_no)
        self.hide()

    @property
    def text(self) -> str:
        """What it offers, empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def offer(self, sentence: str, yes: str) -> None:
        """Offer something; Enter takes it, since the button has the focus."""
        self._text.setText(sentence)
        self.yes.setText(yes)
        self.yes.setAccessibleName(yes)
        self.no.setAccessibleName(self.no.text())
        self.setAccessibleName(sentence)
        self.show()
        self.place()
        self.raise_()
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def withdraw(self) -> None:
        """Take the offer away."""
        self.hide()

    def place(self) -> None:
        """Lie at the lower edge of the parent."""
        if self.isHidden():
            return
        width = min(self._over.width(), _MOST_PX)
        height = min(self.heightForWidth(width), self._over.height())
        left = (self._over.width() - width) // 2
        self.setGeometry(left, self._over.height() - height, width, height)

    def _on_yes(self) -> None:
        self.hide()
        self.accepted.emit()

    def _on_no(self) -> None:
        self.hide()
        self.declined.emit()
