"""Keeps the screen on while a session runs, and for ten minutes of a pause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer

from app.core.session_table import State

if TYPE_CHECKING:
    from app.core.session import Session

PAUSE_MS = 10 * 60 * 1000
"""How long the screen stays on in a pause, in milliseconds."""


class AwakeScreen(Protocol):
    """What keeps the screen on; neither call raises or waits."""

    def hold(self) -> None:
        """Keep it on; harmless when it is."""

    def release(self) -> None:
        """Let it go dark; harmless when it may."""


class KeepAwake(QObject):
    """Holds the screen for a session.

    Args:
        session: that is followed.
        screen: what keeps it on.
    """

    def __init__(self, session: Session, screen: AwakeScreen) -> None:
        super().__init__()
        self._session = session
        self._screen = screen
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(screen.release)

    def hear(self, _events: object = None) -> None:
        """Something happened."""
        state = self._session.state
        if state is State.ENDED:
            self.rest()
        elif state in (State.RUNNING, State.RESUMING):
            self._pause.stop()
            self._screen.hold()
        elif not self._pause.isActive():
            self._pause.start()

    def rest(self) -> None:
        """It is over: the screen may go dark."""
        self._pause.stop()
        self._screen.release()
