"""The sessions on disk that the log may not have: one that can be gone on with, and older ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from app.core.errors import SnapshotError, StorageError
from app.core.kept_session import KeptSession, answers_from_json

if TYPE_CHECKING:
    from app.storage.checkpoint import Checkpoint, Kept


class KeptSessions:
    """Reads what a checkpoint kept; what cannot be read is set aside, and its name told.

    Args:
        checkpoint: where they are.
        clock: for sessions that are taken up: seconds that never go back.
        now: the time of day.
    """

    def __init__(
        self, checkpoint: Checkpoint, clock: Callable[[], float], now: Callable[[], datetime]
    ) -> None:
        self._checkpoint = checkpoint
        self._clock = clock
        self._now = now

    def waiting(self) -> list[str]:
        """The names of the older ones that wait for the log, the oldest first."""
        return [path.name for path in self._checkpoint.waiting()]

    def read(self, name: str = "") -> KeptSession | None:
        """Read one that waits, or without a name the one that was under way last.

        Returns:
            None where there is none, and for one that is being kept just now.

        Raises:
            StorageError: there is something, but it cannot be read.
        """
        now = self._now()
        path = next((path for path in self._checkpoint.waiting() if path.name == name), None)
        if name and path is None:
            return None
        kept = self._checkpoint.load(now, path)
        if kept is None:
            return None
        try:
            return self._taken_up(kept)
        except SnapshotError as error:
            message = f"{error} {self._checkpoint.set_aside(now, path)}"
            raise StorageError(message) from error

    def forget(self, session_id: str) -> None:
        """The log has all of it.

        Raises:
            StorageError: its file cannot be removed.
        """
        self._checkpoint.forget(session_id)

    def _taken_up(self, kept: Kept) -> KeptSession:
        # The session and all it needs; mostly there is none, and the window stands sooner.
        from app.core.cut_off import cut_off_from  # noqa: PLC0415

        cut_off = cut_off_from(kept.beginning, kept.standing, self._clock)
        return KeptSession(cut_off, answers_from_json(kept.standing.get("answers", [])))
