"""Looks after the log while the window stands: once a day it is checked and copied."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

FIRST_MS = 8_000
"""How long after the window stands it is looked first: what a start has to do is done by then."""

EVERY_MS = 3_600_000
"""How often it is looked whether a new day has begun, or the log changed since."""

_CLOSES_S = 2.0
"""How long the end of the program waits for a copy that is being given up."""


class Look(Protocol):
    """What looking after the log came to."""

    @property
    def trouble(self) -> str:
        """Why no copy could be made, in a sentence; empty for none."""

    @property
    def is_damaged(self) -> bool:
        """Whether the log does not hold together."""


class LogCare(QObject):
    """Has the log looked after in a thread of its own; never while a session runs.

    No object of Qt is made or dropped there, and no garbage collected (`ui.collector`).

    Args:
        look: checks and copies the log if that is due; is given what says whether to go on.
        may_look: whether it may now.

    Signals:
        told: why no copy can be made, each reason once.
        damaged: the log does not hold together.
    """

    told = Signal(str)
    damaged = Signal()
    _looked = Signal(object)

    def __init__(
        self, look: Callable[[Callable[[], bool]], Look], may_look: Callable[[], bool]
    ) -> None:
        super().__init__()
        self._look = look
        self._may_look = may_look
        self._known_troubles: set[str] = set()
        self._thread: Thread | None = None
        self._stop = Event()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look_now)
        # The signal comes from the other thread and is heard in ours.
        self._looked.connect(self._on_looked, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Look soon, and then every hour."""
        self._timer.start(FIRST_MS)

    def look_now(self) -> None:
        """Look, unless it is being looked; where it may not be now, soon again."""
        if self._thread is None and self._may_look():
            self._timer.setInterval(EVERY_MS)
            self._thread = Thread(target=self._run, name="log-care", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Look no more; a copy that is being made is given up."""
        self._timer.stop()
        self._stop.set()
        if self._thread is not None:
            self._thread.join(_CLOSES_S)

    def _run(self) -> None:
        looked = self._look(lambda: not self._stop.is_set())
        # The window may be gone by the time a slow disk answers.
        with suppress(RuntimeError):
            self._looked.emit(looked)

    def _on_looked(self, looked: Look) -> None:
        self._thread = None
        if looked.is_damaged:
            self.damaged.emit()
        elif looked.trouble and looked.trouble not in self._known_troubles:
            self._known_troubles.add(looked.trouble)
            self.told.emit(looked.trouble)
