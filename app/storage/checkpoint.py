"""The running session on disk, so that neither a crash nor a power cut loses it.

One file, written only at its end: a line that says what the session began with, then a line for
each change and every few seconds. Each line carries its checksum, so that a line that was torn by
the crash is known and the one before it holds.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Thread
from zlib import crc32

from app.core.errors import StorageError
from app.storage.disk import BINARY, set_aside, sync_folder, why

SIZE_MAX_BYTES = 4 * 1024 * 1024
"""From this size on the file is begun anew, with the beginning and the newest line only."""

_READ_MAX_BYTES = 4 * SIZE_MAX_BYTES

Plain = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file kept of a session: its beginning, and where it stood last."""

    beginning: Plain
    standing: Plain


class Checkpoint:
    """Keeps where the running session stands.

    A line is handed to the system before `keep` returns, so that it outlives a crash of this
    program at any later moment. `settle` has it written through to the disk, for a power cut. A
    busy disk takes seconds for that, so a thread waits for it.

    Args:
        path: the file; its folder exists.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None
        self._beginning = b""
        self._size_bytes = 0
        self._is_settled = self._is_named = True
        self._settling: Thread | None = None

    def begin(self, beginning: Plain, standing: Plain) -> None:
        """Keep a session from its beginning on; what was kept before is forgotten.

        Raises:
            StorageError: it cannot be kept; the message is for the person.
        """
        self._beginning = _line(beginning)
        self._put_anew(_line(standing), is_first=True)

    def keep(self, standing: Plain) -> None:
        """Keep where it stands now.

        Raises:
            StorageError: it cannot be kept; what was kept before still is.
        """
        line = _line(standing)
        if self._handle is None or self._size_bytes + len(line) > SIZE_MAX_BYTES:
            self._put_anew(line)
            return
        try:
            written = os.write(self._handle, line)
        except OSError as error:
            raise _not_kept(error) from error
        self._size_bytes += written
        if written < len(line):
            # The disk is nearly full and the line is torn; what follows must not stick to it.
            self._put_anew(line)
            return
        self._is_settled = False

    def settle(self) -> None:
        """Have what was kept written through to the disk; returns at once.

        What the disk refuses here is told by the next line that is written. While an earlier call
        is still being carried out, nothing is begun.
        """
        if self._handle is None or self._is_settled or self._is_settling:
            return
        folder = None if self._is_named else self._path.parent
        given = (os.dup(self._handle), folder)
        self._is_settled = self._is_named = True
        self._settling = Thread(target=_write_through, args=given, daemon=True)
        self._settling.start()

    @property
    def _is_settling(self) -> bool:
        return self._settling is not None and self._settling.is_alive()

    def forget(self) -> None:
        """The session is in the log: nothing is left to be taken up.

        Raises:
            StorageError: the file cannot be removed.
        """
        self._let_go()
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            message = (
                f"“{self._path.name}” cannot be removed, because {why(error)}; Footwell will look "
                "at it again when it starts."
            )
            raise StorageError(message) from error

    def close(self) -> None:
        """Let go of the file, once it is on the disk; what was kept stays."""
        if self._settling is not None:
            self._settling.join()
        self.settle()
        self._let_go()

    def _let_go(self) -> None:
        if self._settling is not None:
            self._settling.join()
            self._settling = None
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def load(self, now: datetime) -> Kept | None:
        """Read what was kept of a session that was cut off, None where there is none.

        Args:
            now: for the name of a file that cannot be read.

        Raises:
            StorageError: there is something, but it cannot be read; it was set aside.
        """
        try:
            with self._path.open("rb") as file:
                data = file.read(_READ_MAX_BYTES)
        except FileNotFoundError:
            return None
        except OSError as error:
            message = (
                f"The session that was cut off cannot be read from “{self._path.name}”, because "
                f"{why(error)}."
            )
            raise StorageError(message) from error
        lines = _good_lines(data)
        if len(lines) > 1:
            return Kept(lines[0], lines[-1])
        self.set_aside(now)
        message = (
            "A session was cut off, and what was kept of it is damaged. The file is kept as "
            f"“{self._path.stem}.broken-…”."
        )
        raise StorageError(message)

    def set_aside(self, now: datetime) -> None:
        """Put a file that cannot be used out of the way, under a name that says so."""
        self.close()
        with suppress(OSError):
            set_aside(self._path, now)

    def _put_anew(self, line: bytes, *, is_first: bool = False) -> None:
        """Begin the file again: the new one takes the old one's place when it is whole.

        The first time the disk is not waited for: nothing of this session is kept yet that a power
        cut could take.
        """
        self._let_go()
        part = self._path.with_name(f".{self._path.name}.part")
        try:
            flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_APPEND | BINARY
            handle = os.open(part, flags, 0o600)
            try:
                self._size_bytes = _write_all(handle, self._beginning + line)
                if not is_first:
                    os.fsync(handle)
            finally:
                os.close(handle)
            part.replace(self._path)
            if not is_first:
                sync_folder(self._path.parent)
            self._handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | BINARY)
            self._is_settled = self._is_named = not is_first
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise _not_kept(error) from error


def _write_all(handle: int, data: bytes) -> int:
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]
    return len(data)


def _write_through(handle: int, folder: Path | None) -> None:
    """Wait for the disk, for the file and for its name in a folder; closes the file."""
    with suppress(OSError):
        os.fsync(handle)
        if folder is not None:
            sync_folder(folder)
    os.close(handle)


def _line(values: Plain) -> bytes:
    text = json.dumps(values, separators=(",", ":")).encode()
    return b"%08x %s\n" % (crc32(text), text)


def _good_lines(data: bytes) -> list[Plain]:
    """The beginning and all lines that were not torn or damaged; none without a beginning."""
    first, *rest = (_values_in(line) for line in data.split(b"\n"))
    if first is None:
        return []
    return [first, *(values for values in rest if values is not None)]


def _values_in(line: bytes) -> Plain | None:
    checksum, _, text = line.partition(b" ")
    if not text or checksum != b"%08x" % crc32(text):
        return None
    values = json.loads(text)
    return values if isinstance(values, dict) else None


def _not_kept(error: OSError) -> StorageError:
    return StorageError(
        f"This session cannot be kept safe against a crash, because {why(error)}. It runs on, "
        "and is logged at its end."
    )
