"""A lock on the data folder, which the system lets go of when its program ends, however it ends.

Not QLockFile, which remembers the holder's number: in a container that number comes again with the
next start, which then finds itself locked out (docs/decisions/0018-one-window.md).
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import NamedTuple

FILE = "footwell.lock"
_MOST_BYTES = 4096
_LOCKED_BYTE = 1 << 30
"""On Windows a locked byte cannot be read by others, so it is one far behind the text."""


class Holder(NamedTuple):
    """Who holds the lock: its process, and the socket it listens at, empty while it does not."""

    process: int
    socket: str


class FolderLock:
    """Held from `take` to `close`; the file stays, since what is locked must not be removed."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, folder: Path) -> FolderLock | None:
        """Take the lock at once.

        Returns:
            None if another holds it. Where the folder can hold no lock, since it is read-only or
            its file system knows none, a lock that holds nothing.
        """
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        try:
            descriptor = os.open(folder / FILE, flags, 0o600)
        except OSError:
            return cls(None)
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            return None if isinstance(error, (BlockingIOError, PermissionError)) else cls(None)
        lock = cls(descriptor)
        lock.announce("")
        return lock

    @property
    def is_real(self) -> bool:
        """Whether it keeps others out."""
        return self._descriptor is not None

    def announce(self, socket: str) -> None:
        """Tell those who come after where we listen."""
        if self._descriptor is None:
            return
        text = json.dumps({"process": os.getpid(), "socket": socket}).encode()
        with contextlib.suppress(OSError):  # a full disk: others then find nobody who listens
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, text)

    def close(self) -> None:
        """Let go of it."""
        if self._descriptor is None:
            return
        with contextlib.suppress(OSError):
            os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)
        self._descriptor = None


def holder(folder: Path) -> Holder | None:
    """Who says that the lock is theirs; None where nobody does, or not yet."""
    try:
        with (folder / FILE).open("rb") as file:
            told = json.loads(file.read(_MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return None
    match told:
        case {"process": int(process), "socket": str(socket)}:
            return Holder(process, socket)
    return None


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
