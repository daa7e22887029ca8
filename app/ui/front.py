"""Brings a window to the front, where the desktop lets it."""

from __future__ import annotations

import os

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 - a name of the desktop's, no secret


def bring_to_front(window: QWidget, token: str = "") -> None:
    """Show a window before all others and give it the keyboard.

    Args:
        window: which.
        token: the desktop's leave (xdg-activation); empty where there is none.
    """
    if token:
        os.environ[_TOKEN] = token  # Qt takes it from there, once
    if window.windowState() & Qt.WindowState.WindowMinimized:
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
