"""What stands where there is nothing yet: what will be here, and how to get it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.controls import button, label
from app.ui.icons import Icons
from app.ui.theme import Space


class EmptyState(QWidget):
    """A picture, a heading, a sentence, and a button for each way out, two at most."""

    def __init__(self, icons: Icons, picture: str, action: str = "", other: str = "") -> None:
        super().__init__()
        self._head = label("", "section")
        self._text = label("", "soft")
        self.action = button(action)
        self.other = button(other, "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.XXL, Space.L, Space.XXL)
        column.setSpacing(Space.M)
        column.addWidget(icons.picture(picture, "strong_line", 40), 0, _CENTRE)
        for part in (self._head, self._text):
            part.setAlignment(_CENTRE)
            column.addWidget(part)
        column.addWidget(self.action, 0, _CENTRE)
        column.addWidget(self.other, 0, _CENTRE)
        column.addStretch(1)
        # Only now: a widget that is shown before it has a parent is a window for a moment, and
        # takes the focus with it.
        self.action.setVisible(bool(action))
        self.other.setVisible(bool(other))

    def say(self, heading: str, text: str = "") -> None:
        """What is empty, and what to do about it."""
        self._head.setText(heading)
        self._text.setText(text)
        self._text.setVisible(bool(text))


_CENTRE = Qt.AlignmentFlag.AlignHCenter
