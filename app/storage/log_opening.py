"""The log opened, and saved from damage where there is any."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from app.core.errors import (
    BusyLogError,
    DamagedLogError,
    LockedLogError,
    SalvageStoppedError,
    StorageError,
)
from app.storage.backups import list_backups
from app.storage.exports.exporting import Progress, go_on
from app.storage.log_store import LogStore
from app.storage.salvage import salvage

AGAIN_AFTER = timedelta(minutes=10)
"""When it is tried anew to save a log that could not be, or is damaged again at once."""

LOCKED_FOR = timedelta(seconds=5)
"""How long after a log was locked it is not waited for again: the window would stand still."""


Elsewhere = Callable[[Callable[[Progress], str]], str]
"""Begins to save the log in another thread, and holds it until that is done; says so in a sentence.

What is begun gives what the person is told, empty where it was told to stop.
"""


class LogOpening:
    """Opens the log; a damaged one is first saved as far as it can be, and the person told.

    Args:
        path: the file.
        now: the time.
        tell: is told in a sentence what was saved.
        elsewhere: has it saved in another thread, since that may take long; here if None.
    """

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        tell: Callable[[str], None],
        elsewhere: Elsewhere | None = None,
    ) -> None:
        self._path = path
        self._now = now
        self._tell = tell
        self._elsewhere = elsewhere
        self._tried: datetime | None = None
        self._trouble: StorageError | None = None
        self._locked: datetime | None = None

    def open(self) -> LogStore:
        """Open it.

        Raises:
            StorageError: it cannot be opened or saved; the message says why.
        """
        if self._is_emptied():
            self.save_what_can_be()
        try:
            if self._locked is not None and abs(self._now() - self._locked) < LOCKED_FOR:
                LogStore(self._path, self._now, busy_timeout_s=0).close()
            return LogStore(self._path, self._now)
        except LockedLogError:
            self._locked = self._now()
            raise
        except DamagedLogError as error:
            self.save_what_can_be(error)
            return LogStore(self._path, self._now)

    def save_what_can_be(self, found: StorageError | None = None) -> None:
        """Save what can be of a damaged log, and tell; a short while after it was tried, not again.

        Args:
            found: what is raised where it was damaged again a short while after it was saved.

        Raises:
            BusyLogError: it is being saved elsewhere.
            StorageError: it could not be saved.
        """
        now = self._now()
        if self._tried is not None and abs(now - self._tried) < AGAIN_AFTER:
            if trouble := self._trouble or found:
                raise trouble
            return
        self._tried, self._trouble = now, None
        if self._elsewhere is not None:
            raise BusyLogError(self._elsewhere(lambda progress: self._saved(now, progress)))
        self._tell(self._saved(now, go_on))

    def _saved(self, now: datetime, progress: Progress) -> str:
        """Save it, and give what the person is told; nobody else may use the log meanwhile."""
        try:
            return salvage(self._path, now, progress).sentence
        except SalvageStoppedError:
            self._tried = None
            return ""
        except StorageError as error:
            self._trouble = error
            raise

    def _is_emptied(self) -> bool:
        """Whether the file was cut to nothing; one that a start has just made has no copies."""
        try:
            return self._path.stat().st_size == 0 and bool(list_backups(self._path))
        except OSError:
            return False
