"""The running session on disk, so that neither a crash nor a power cut loses it.

One file, written only at its end: a line that says what the session began with, then a line for
each change and every few seconds. Each line carries its checksum, so that a line that was torn by
the crash is known and the one before it holds.

A file goes only when the log has its session. Where another session begins before that, the file
gets a name of its own, `session.waiting-1.journal`, and is never written again.
"""

from __future__ import annotations

import json
import os
import re
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

_WAITING = re.compile(r".*\.waiting-(\d+)")

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
        self._session_id: object = None
        self._is_keeping = False
        self._size_bytes = 0
        self._is_settled = self._is_named = True
        self._settling: Thread | None = None

    def begin(self, beginning: Plain, standing: Plain) -> None:
        """Keep a session from its beginning on, or from where it is taken up again.

        What is kept of another session is never replaced: its file gets a name of its own.

        Args:
            beginning: what never changes; `session_id` in it says which session it is.
            standing: where it stands.

        Raises:
            StorageError: it cannot be kept; the message is for the person.
        """
        self._beginning = _line(beginning)
        self._session_id = beginning["session_id"]
        self._is_keeping = True
        is_new = _session_id_in(self._path) != self._session_id
        self._put_anew(_line(standing), is_first=is_new)

    def keep(self, standing: Plain) -> None:
        """Keep where it stands now.

        Raises:
            StorageError: it cannot be kept; what was kept before still is.
        """
        line = _line(standing)
        self._is_keeping = True
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

    def forget(self, session_id: str) -> None:
        """The log has all of this session: nothing of it is left to be taken up.

        What is kept of others stays.

        Raises:
            StorageError: its file cannot be removed.
        """
        if session_id == self._session_id:
            self._let_go()
        for path in (self._path, *self.waiting()):
            if _session_id_in(path) == session_id:
                _remove(path)

    def close(self) -> None:
        """Let go of the file, once it is on the disk; what was kept stays."""
        if self._settling is not None:
            self._settling.join()
        self.settle()
        self._let_go()
        self._is_keeping = False

    def _let_go(self) -> None:
        if self._settling is not None:
            self._settling.join()
            self._settling = None
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def waiting(self) -> list[Path]:
        """The files of older sessions that wait for the log, the oldest first."""
        files = self._path.parent.glob(f"{self._path.stem}.*{self._path.suffix}")
        return sorted(filter(_number_of, files), key=_number_of)

    def load(self, now: datetime, path: Path | None = None) -> Kept | None:
        """Read what was kept of a session, None where there is none.

        Args:
            now: for the name of a file that cannot be read.
            path: a file that waits; None for the session that was under way last. One that is
                being kept just now is nothing that was left.

        Raises:
            StorageError: there is something, but it cannot be read; where it is damaged it was
                set aside.
        """
        if path is None and self._is_keeping and _session_id_in(self._path) == self._session_id:
            return None
        try:
            with (path or self._path).open("rb") as file:
                data = file.read(_READ_MAX_BYTES)
        except FileNotFoundError:
            return None
        except OSError as error:
            message = (
                f"The session that was cut off cannot be read from “{(path or self._path).name}”, "
                f"because {why(error)}. The file is kept, and Footwell will look at it again."
            )
            raise StorageError(message) from error
        lines = _good_lines(data)
        if len(lines) > 1:
            return Kept(lines[0], lines[-1])
        message = (
            "A session was cut off, and what was kept of it is damaged. "
            f"{self.set_aside(now, path)}"
        )
        raise StorageError(message)

    def set_aside(self, now: datetime, path: Path | None = None) -> str:
        """Put a file that cannot be used out of the way, under a name that says so.

        Args:
            now: for the name.
            path: a file that waits; None for the session that was under way last.

        Returns:
            What it is called now, in one sentence.
        """
        path = path or self._path
        try:
            path = set_aside(path, now)
        except OSError as error:
            return f"The file is kept as “{path.name}”; renaming it failed: {why(error)}."
        return f"The file is kept as “{path.name}”."

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
            self._make_way()
            part.replace(self._path)
            if not is_first:
                sync_folder(self._path.parent)
            self._handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | BINARY)
            self._is_settled = self._is_named = not is_first
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise _not_kept(error) from error

    def _make_way(self) -> None:
        """Give a file that keeps another session a name of its own.

        Raises:
            OSError: it cannot be renamed.
        """
        if not self._path.is_file() or _session_id_in(self._path) == self._session_id:
            return
        newest = max(map(_number_of, self.waiting()), default=0)
        name = f"{self._path.stem}.waiting-{newest + 1}{self._path.suffix}"
        self._path.rename(self._path.with_name(name))


def _number_of(path: Path) -> int:
    """The number in the name of a file that waits; 0 for another file."""
    found = _WAITING.fullmatch(path.stem)
    return 0 if found is None else int(found[1])


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        message = (
            f"“{path.name}” cannot be removed, because {why(error)}; Footwell will look at it "
            "again when it starts."
        )
        raise StorageError(message) from error


def _session_id_in(path: Path) -> object:
    """Which session a file keeps; None where that cannot be read."""
    try:
        with path.open("rb") as file:
            beginning = _values_in(file.readline(_READ_MAX_BYTES).rstrip(b"\n"))
    except OSError:
        return None
    return None if beginning is None else beginning.get("session_id")


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
