"""Keeps where a running session stands safe against a crash, on every change and in between."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.cut_off import Beginning, Standing
from app.core.errors import KnownError
from app.core.session_table import State

if TYPE_CHECKING:
    from app.core.session import Session
    from app.ui.machine import Machine

EVERY_MS = 3000
"""How often the place is kept while time runs, in milliseconds: well within five seconds, also on a
computer that is busy."""

SETTLE_MS = 250
"""How long after something was kept the disk is waited for, in milliseconds."""

CLEAR_S = 0.5
"""The disk is not waited for where something is due within so many seconds."""


class SafeKeeping(Protocol):
    """Where a running session is kept; each call may raise a `KnownError`."""

    def begin(self, beginning: dict[str, object], standing: dict[str, object]) -> None:
        """Keep a session from its beginning on; another one's place is never taken."""

    def keep(self, standing: dict[str, object]) -> None:
        """Keep where it stands now."""

    def settle(self) -> None:
        """Have what was kept written through to the disk, in the background."""

    def forget(self, session_id: str) -> None:
        """The log has all of this session; what is kept of others stays."""

    def close(self) -> None:
        """Let go of the file; what was kept stays."""


class CheckpointKeeper(QObject):
    """Notes a session on every event, and every few seconds while it runs.

    Args:
        session: what is kept.
        beginning: what it began with.
        safe: where it is kept.
        machine: clock and time of day.

    Signals:
        trouble: why it cannot be kept, in one sentence; told once until it can be again.
    """

    trouble = Signal(str)

    def __init__(
        self,
        session: Session,
        beginning: Beginning,
        safe: SafeKeeping,
        machine: Machine,
    ) -> None:
        super().__init__()
        self._session = session
        self._clock = machine.clock
        self._beginning = beginning
        self._safe = safe
        self._now = machine.now
        self._is_troubled = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.keep)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self._settle)

    def begin(self) -> None:
        """Keep it from now on."""
        beginning, standing = self._beginning.to_json(), self._standing().to_json()
        self._try(lambda: self._safe.begin(beginning, standing))
        self._timer.start()

    def hear(self, _events: object = None) -> None:
        """Something happened: keep it, before anybody sees or hears of it."""
        self._keep(self._standing())

    def keep(self) -> None:
        """Keep it if time runs; standing still it is kept already."""
        if self._session.state in (State.RUNNING, State.RESUMING):
            self._keep(self._standing())

    def try_to_keep(self) -> bool:
        """Keep where it stands now; whether it could be."""
        self._keep(self._standing())
        return not self._is_troubled

    def put_away(self) -> None:
        """The window is closed on it by the person, who may come back to it."""
        self._keep(self._standing(is_put_away=True))
        self.rest()
        self._safe.close()

    def rest(self) -> None:
        """It is over; what was kept stays until the log has it."""
        self._timer.stop()
        self._settling.stop()

    def _standing(self, *, is_put_away: bool = False) -> Standing:
        return Standing(self._now(), self._session.snapshot(), is_put_away)

    def _keep(self, standing: Standing) -> None:
        plain = standing.to_json()
        self._try(lambda: self._safe.keep(plain))
        if not self._settling.isActive():
            self._settling.start()

    def _settle(self) -> None:
        """Wait for the disk now, or a little later where something is due at once."""
        due_s = self._session.next_due_s
        if due_s is not None and due_s - self._clock() < CLEAR_S:
            self._settling.start()
        else:
            self._safe.settle()

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except KnownError as error:
            if not self._is_troubled:
                self._is_troubled = True
                self.trouble.emit(str(error))
        else:
            self._is_troubled = False
