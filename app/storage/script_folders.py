"""Session scripts on disk, read into the library. Never writes to one."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from app.core.checksum import sha256_hex
from app.core.errors import StorageError
from app.core.faults import Fault, Severity
from app.core.library import Entry, Library, Source
from app.core.request import ENDINGS
from app.core.script_keys import FILE_SIZE_MAX_BYTES
from app.core.script_reader import id_of, read_script
from app.storage.disk import BINARY, why

ReadEntry = Callable[[Path, Source, str], Entry]
"""`read_entry`, or a cache's."""

_reading = lru_cache(maxsize=64)(read_script)
"""The same text is read once, however often its file is looked at."""


def read_entry(path: Path, source: Source, shown_as: str) -> Entry:
    """Read one script file; one that cannot be read becomes a broken entry.

    Args:
        path: the file.
        source: where it belongs.
        shown_as: how the person named it; faults and the entry carry this.
    """
    try:
        data = _start_of(path)
    except OSError as error:
        message = f"cannot be read: {why(error)}"
        fault = Fault(shown_as, 1, 1, Severity.ERROR, message)
        return Entry(id_of(shown_as), source, shown_as, "", None, (fault,))
    reading = _reading(data, shown_as)
    # Of a file that is too large only the start was read, whose hash would be of another text.
    digest = sha256_hex(data) if len(data) <= FILE_SIZE_MAX_BYTES else ""
    return Entry(
        id=id_of(shown_as),
        source=source,
        path=shown_as,
        title=reading.title,
        script=reading.script,
        faults=reading.faults,
        sha256=digest,
        data=b"" if reading.script is None else data,
    )


def script_files(folder: Path) -> list[Path]:
    """List the session scripts directly in a folder, by name.

    Folders are passed over, and hidden files, which editors and other systems leave behind.

    Raises:
        StorageError: the folder does not exist or cannot be read.
    """
    try:
        with os.scandir(folder) as found:
            names = [entry.name for entry in found if _is_script(entry)]
    except OSError as error:
        message = (
            f"The folder “{folder}” cannot be read, because {why(error)}; name a folder with "
            "session scripts in it."
        )
        raise StorageError(message) from error
    return [folder / name for name in sorted(names)]


class _FileState(NamedTuple):
    """What changes when a file does. A replaced or re-allowed file may keep its time and size."""

    modified_ns: int
    changed_ns: int
    size_bytes: int


class ScriptCache:
    """Remembers what was read, so that after a change only the changed files are read again."""

    def __init__(self) -> None:
        self._known: dict[tuple[Path, Source, str], tuple[_FileState, Entry]] = {}

    def read_entry(self, path: Path, source: Source, shown_as: str) -> Entry:
        """Like the function of this name; the same entry again while the file is the same."""
        key = (path, source, shown_as)
        # Taken before reading: a change in between is seen as one the next time.
        state = _state_of(path)
        known = self._known.get(key)
        if known is not None and known[0] == state:
            return known[1]
        entry = read_entry(path, source, shown_as)
        if state is not None:
            self._known[key] = (state, entry)
        return entry

    def keep_only(self, paths: set[Path]) -> None:
        """Forget all files but these."""
        self._known = {key: known for key, known in self._known.items() if key[0] in paths}

    def __len__(self) -> int:
        return len(self._known)


def load_library(
    shipped: Path, own: Path | None, folders: Sequence[Path], cache: ScriptCache | None = None
) -> Library:
    """Read every script there is.

    Args:
        shipped: the folder that comes with Footwell.
        own: the person's folder; need not exist yet, None where there is no home for one.
        folders: others, in the order they were named. Of one id the last named wins, before the
            person's own, before the shipped.
        cache: what an earlier call has read; brought up to date.

    Raises:
        StorageError: a folder other than the person's does not exist, or one cannot be read.
    """
    places = _places(shipped, own, folders)
    files = [(path, source) for source, folder in places for path in script_files(folder)]
    read: ReadEntry = read_entry if cache is None else cache.read_entry
    library = Library(read(path, source, str(path)) for path, source in files)
    if cache is not None:
        cache.keep_only({path for path, _ in files})
    return library


def find_script(
    shipped: Path, own: Path | None, folders: Sequence[Path], script_id: str
) -> Entry | None:
    """Read the one script that an id stands for, as `load_library` would have it.

    Returns:
        The script of the strongest folder that has it, or None.

    Raises:
        StorageError: a folder other than the person's does not exist, or one cannot be read.
    """
    for source, folder in reversed(_places(shipped, own, folders)):
        named = [path for path in script_files(folder) if path.stem == script_id]
        if named:
            return read_entry(named[-1], source, str(named[-1]))
    return None


def _places(shipped: Path, own: Path | None, folders: Sequence[Path]) -> list[tuple[Source, Path]]:
    """The folders with where they belong, the weakest first."""
    places = [(Source.SHIPPED, shipped)]
    if own is not None and os.path.lexists(own):
        places.append((Source.USER, own))
    return places + [(Source.FOLDER, folder) for folder in folders]


def _start_of(path: Path) -> bytes:
    """At most one byte more than a script may have: enough to see that it is too large."""
    # Not blocking: a named pipe called x.yaml would hold the program for ever.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | BINARY)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(0, "It is not a file")
        return file.read(FILE_SIZE_MAX_BYTES + 1)


def _is_script(entry: os.DirEntry[str]) -> bool:
    name = entry.name
    if not name.endswith(ENDINGS) or name.startswith("."):
        return False
    try:
        return not entry.is_dir()
    except OSError:
        return True  # Such as a link to itself: reading it will tell.


def _state_of(path: Path) -> _FileState | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return _FileState(status.st_mtime_ns, status.st_ctime_ns, status.st_size)
