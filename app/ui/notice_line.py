"""One short sentence over the player that goes away by itself."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.ui.controls import label
from app.ui.theme import Space

NOTICE_MS = 7000
"""How long a notice stays, in milliseconds."""


class NoticeLine(QFrame):
    """A sentence that lies over the lower edge of its parent; touches go through it.

    Args:
        parent: what it lies over.
        beneath: what it lies above, while that is shown.
    """

    def __init__(self, parent: QWidget, beneath: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._beneath = beneath
        self.setProperty("role", "player-notice")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
        self._text = label(role="notice-text")
        self._text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        line.addWidget(self._text)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(NOTICE_MS)
        self._timer.timeout.connect(self._on_read)
        self._waiting: deque[str] = deque()
        self.hide()

    @property
    def text(self) -> str:
        """What it says, empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def tell_in_turn(self, sentence: str) -> None:
        """Say something once what is said now has been read."""
        if self.isHidden():
            self.tell(sentence)
        else:
            self._waiting.append(sentence)

    def tell(self, sentence: str, *, stays: bool = False) -> None:
        """Say something in place of what was said before; with `stays` until `hide`."""
        self._text.setText(sentence)
        self.place()
        self.show()
        self.raise_()
        if stays:
            self._timer.stop()
        else:
            self._timer.start()

    def _on_read(self) -> None:
        self.hide()
        if self._waiting:
            self.tell(self._waiting.popleft())

    def place(self) -> None:
        """Lie at the lower edge of the parent, as wide as the words need."""
        room = self._over.width() - 2 * Space.XXL
        self._text.setWordWrap(False)
        wanted = self.sizeHint().width()
        self._text.setWordWrap(wanted > room)
        width = min(room, wanted)
        height = self.heightForWidth(width) if wanted > room else self.sizeHint().height()
        left = (self._over.width() - width) // 2
        floor = self._over.height()
        if not self._beneath.isHidden():
            floor = self._beneath.y() - Space.S
        self.setGeometry(left, max(0, floor - height), width, height)
