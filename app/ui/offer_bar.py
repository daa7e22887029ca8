"""An offer over the lower edge of the player: one sentence, go on as it is, or yes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QWidget

from app.ui.controls import button, label
from app.ui.theme import Space

_MOST_PX = 1080


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
        self.no = button(self.tr("Keep it"), "player-primary")
        self.yes = button("", "player-plain")
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(Space.M)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        buttons.addStretch(1)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        self._line.setSpacing(Space.L)
        self._line.addWidget(self._text, 1)
        self._line.addWidget(self._buttons)
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self._on_no)
        self.hide()

    @property
    def text(self) -> str:
        """What it offers, empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def offer(self, sentence: str, yes: str) -> None:
        """Offer something; Enter goes on as it is, since what is taken cannot be undone."""
        self._text.setText(sentence)
        self.yes.setText(yes)
        self.yes.setAccessibleName(yes)
        self.no.setAccessibleName(self.no.text())
        self.setAccessibleName(sentence)
        self.show()
        self.place()
        self.raise_()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)

    def withdraw(self) -> None:
        """Take the offer away."""
        self.hide()

    def guard(self, *, is_locked: bool) -> None:
        """Let touches through, so that none of them answers; the keys still do."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, is_locked)

    def place(self) -> None:
        """Lie at the lower edge of the parent."""
        if self.isHidden():
            return
        width = min(self._over.width(), _MOST_PX)
        beside = self._buttons.sizeHint().width() * 2 <= width
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        height = min(self.heightForWidth(width), self._over.height())
        left = (self._over.width() - width) // 2
        self.setGeometry(left, self._over.height() - height, width, height)

    def _on_yes(self) -> None:
        self.hide()
        self.accepted.emit()

    def _on_no(self) -> None:
        self.hide()
        self.declined.emit()
