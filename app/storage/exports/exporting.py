"""What all exports share: what is wanted, how far one is, and files that are whole or not there."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TypeVar

from app.core.errors import ExportRefusedError, ExportStoppedError, StorageError
from app.storage.disk import BINARY, sync_folder, why
from app.storage.span import Span

_T = TypeVar("_T")

Progress = Callable[[int, int], bool]
"""Told how many rows are done, and of how many; says whether to go on."""

STRIDE = 1000
"""After how many rows it is told."""


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is to be exported, and where to.

    Attributes:
        target: the file; for tables, the folder.
        span: the days.
        force: whether an export that is there already is replaced.
        name: of the person, as they typed it for this export; empty for none.
    """

    target: Path
    span: Span = field(default_factory=Span)
    force: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class ExportCount:
    """How much was written."""

    sessions: int
    ratings: int
    events: int


def go_on(_done: int, _of: int) -> bool:
    """Progress that nobody looks at."""
    return True


class Gauge:
    """Counts the rows that pass, and stops where it is told to.

    Args:
        progress: is told.
        of: how many rows there will be.
    """

    def __init__(self, progress: Progress, of: int) -> None:
        self._progress = progress
        self._of = of
        self._done = 0
        self._tell()

    def counted(self, rows: Iterable[_T]) -> Iterator[_T]:
        """The same rows.

        Raises:
            ExportStoppedError: it was told to stop.
        """
        for row in rows:
            yield row
            self._done += 1
            if self._done % STRIDE == 0:
                self._tell()

    def end(self) -> None:
        """Tell that all rows passed.

        Raises:
            ExportStoppedError: it was told to stop.
        """
        self._tell()

    def _tell(self) -> None:
        if not self._progress(min(self._done, self._of), self._of):
            message = "The export was stopped; nothing was written."
            raise ExportStoppedError(message)


@contextmanager
def whole_file(target: Path, log: Path, *, force: bool) -> Iterator[BinaryIO]:
    """A file to write, private to the person, that has its name only once it is whole.

    Args:
        target: its name. A link to a file stays one.
        log: the log's own file, which is never overwritten.
        force: whether a file of that name is replaced.

    Raises:
        ExportRefusedError: something is in the way; it was left as it is.
        StorageError: the file could not be written; nothing was changed.
    """
    place = Path(os.path.realpath(target))
    with _told(target):
        refuse_taken(target, log, force=force)
        part = _beside(place, "part")
        try:
            handle = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | BINARY, 0o600)
            with os.fdopen(handle, "wb", buffering=1 << 20) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            refuse_taken(target, log, force=force)
            part.replace(place)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        sync_folder(place.parent)


@contextmanager
def whole_folder(target: Path, names: Iterable[str], *, force: bool) -> Iterator[Path]:
    """A folder to write files to, private to the person, that has its name only once it is whole.

    Args:
        target: its name.
        names: of the files that are written to it.
        force: whether a folder of that name is replaced, if nothing but such files is in it.

    Raises:
        ExportRefusedError: something is in the way; it was left as it is.
        StorageError: the files could not be written; nothing was changed.
    """
    known = frozenset(names)
    place = Path(os.path.realpath(target))
    with _told(target):
        _refuse_taken_folder(target, place, known, force=force)
        part = _beside(place, "part")
        try:
            part.mkdir(mode=0o700)
            yield part
            for name in known:
                _sync_file(part / name)
            sync_folder(part)
            _refuse_taken_folder(target, place, known, force=force)
            _put_in_place(part, place)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        sync_folder(place.parent)


@contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        is_folder_gone = error.errno == errno.ENOENT
        clause = "its folder is not there" if is_folder_gone else why(error)
        message = (
            f"The export “{target}” could not be written, because {clause}; nothing was "
            "changed, see to that or choose another place."
        )
        raise StorageError(message) from error


def _beside(place: Path, ending: str) -> Path:
    return place.with_name(f".{place.name}.{os.getpid()}.{ending}")


def refuse_taken(target: Path, log: Path, *, force: bool) -> None:
    """See that a file may be written.

    Args:
        target: its name.
        log: the log's own file, which is never overwritten.
        force: whether a file of that name is replaced.

    Raises:
        ExportRefusedError: something is in the way.
    """
    place = Path(os.path.realpath(target))
    if not os.path.lexists(place):
        return
    if place.is_dir():
        message = f"“{target}” is a folder; name a file to export to."
        raise ExportRefusedError(message)
    if place == Path(os.path.realpath(log)) or not place.is_file():
        message = f"“{target}” is nothing to write an export over; name another file."
        raise ExportRefusedError(message)
    if not force:
        raise _taken(target)


def _refuse_taken_folder(target: Path, place: Path, known: frozenset[str], *, force: bool) -> None:
    if not os.path.lexists(place):
        return
    if not place.is_dir():
        message = f"“{target}” is a file; name a folder for the tables to be written to."
        raise ExportRefusedError(message)
    if not force:
        raise _taken(target)
    with os.scandir(place) as entries:
        foreign = sorted(
            entry.name
            for entry in entries
            if entry.name not in known or not entry.is_file(follow_symlinks=False)
        )
    if foreign:
        message = (
            f"The folder “{target}” holds “{foreign[0]}”, which is no file of an export, so it "
            "was left as it is; name another folder."
        )
        raise ExportRefusedError(message)


def _taken(target: Path) -> ExportRefusedError:
    message = (
        f"“{target}” is there already and was left as it is; name another, or have it replaced "
        "(--force)."
    )
    return ExportRefusedError(message)


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _put_in_place(part: Path, place: Path) -> None:
    """Rename it; one that was there goes only once the new one is in its place."""
    if not place.exists():
        part.rename(place)
        return
    old = _beside(place, "old")
    place.rename(old)
    try:
        part.rename(place)
    except OSError:
        old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
