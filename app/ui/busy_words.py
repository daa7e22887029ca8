"""A button that says what it is doing, for what takes longer than a moment."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton

STILL_MS = 2000
"""What takes longer than this says that it still goes on, in milliseconds."""


class BusyWords(QObject):
    """Changes a button's words while what it began goes on.

    The button stays enabled, since a disabled one loses the focus to its neighbour; who uses it
    leaves presses aside while `is_busy`.

    Args:
        button: whose words change.
        busy: what it says while it works.
        still: what it says when that takes long.
    """

    def __init__(self, button: QAbstractButton, busy: str, still: str) -> None:
        super().__init__(button)
        self._button = button
        self._idle = button.text()
        self._busy = busy
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STILL_MS)
        self._timer.timeout.connect(lambda: self._show(still))
        self.is_busy = False

    def begin(self) -> None:
        """Say that it works."""
        self.is_busy = True
        self._show(self._busy)
        self._timer.start()

    def change(self, words: str) -> None:
        """Say how far it is, if it still goes on."""
        if self.is_busy:
            self._timer.stop()
            self._show(words)

    def end(self) -> None:
        """Say again what a press does."""
        self.is_busy = False
        self._timer.stop()
        self._show(self._idle)

    def _show(self, words: str) -> None:
        self._button.setText(words)
        self._button.setAccessibleName(words)
