"""The whole screen for the player."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.player_actions import PlayerActions


class FullScreen:
    """Fills the screen with the window of a room.

    Args:
        room: which.
        actions: whose button says what it would do.
    """

    def __init__(self, room: QWidget, actions: PlayerActions) -> None:
        self._room = room
        self._actions = actions
        self._made_it = False

    def toggle(self) -> None:
        """Fill the screen, or go back to the window."""
        window = self._room.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
        is_full = bool(window.windowState() & Qt.WindowState.WindowFullScreen)
        self._made_it = is_full
        self._actions.show_full_screen(is_full=is_full)

    def leave(self) -> None:
        """Go back to the window if it was the player that filled the screen."""
        if self._made_it:
            self.toggle()
