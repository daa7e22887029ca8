"""Copies of the log: each whole, at rest, and under a name that says when and why it was made."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import StorageError
from app.storage.data_folder import BACKUPS
from app.storage.database_errors import is_of_the_disk, told_plainly
from app.storage.disk import PART, clear_old_parts, place_new, sync_file, why
from app.storage.migration import version_of

if TYPE_CHECKING:
    from app.storage.database import Database

KEPT = 14
"""How many of the daily backups are kept, and how many of those made before something."""

DAILY = "daily"
ON_REQUEST = "on-request"
AFTER_RESTORE = "after-restore"
BEFORE = "before-"
"""Why a backup was made, as its name ends."""

_STAMP = "%Y%m%dT%H%M%S"
_OURS = re.compile(r"-(\d{8}T\d{6})(?:-(\d+))?-([a-z][a-z0-9-]*)")
"""What follows the log's own name in a backup's."""

Fill = Callable[[Path], None]
"""Writes a copy over an empty file."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the log.

    Attributes:
        path: where it is.
        when: when it was made, as its name says; of a file that a person named, its last change.
        size_bytes: its size.
        reason: `daily`, `on-request`, `after-restore`, `before-…`; empty where a person named it.
        number: tells those of one second apart, from 1.
    """

    path: Path
    when: datetime
    size_bytes: int
    reason: str
    number: int = 1


def list_backups(log_path: Path) -> list[Backup]:
    """The copies of a log in the folder for backups, newest first; none where it cannot be read."""
    folder = log_path.parent / BACKUPS
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            if path.suffix == log_path.suffix and not path.name.startswith("."):
                with suppress(OSError, ValueError, OverflowError):
                    found.append(_backup(path, log_path))
    return sorted(found, key=lambda one: (one.when, one.number, one.path.name), reverse=True)


def _backup(path: Path, log_path: Path) -> Backup:
    status = path.stat()
    ours = _OURS.fullmatch(path.stem.removeprefix(log_path.stem))
    if ours is None or not path.stem.startswith(log_path.stem):
        when = datetime.fromtimestamp(status.st_mtime).astimezone()
        return Backup(path, when, status.st_size, "")
    stamp, number, reason = ours.groups()
    when = datetime.strptime(stamp, _STAMP).astimezone()
    return Backup(path, when, status.st_size, reason, int(number or 1))


def back_up_before(
    source: sqlite3.Connection | Database, log_path: Path, now: datetime, reason: str
) -> Path:
    """Write a copy of the log before something is done to it, into the folder for backups.

    The newest fourteen that were made so are kept.

    Args:
        source: the log, outside a transaction.
        log_path: its file; the folder for backups is beside it.
        now: for the name.
        reason: before what, in small letters and hyphens, such as `import`.

    Returns:
        Where the copy is.

    Raises:
        StorageError: no copy could be made; nothing should be done then.
    """
    connection = source if isinstance(source, sqlite3.Connection) else source.connection
    with told_plainly(log_path):
        _refuse_read_only(connection)
        return add_backup(log_path, now, f"{BEFORE}{reason}", vacuum(connection))


def _refuse_read_only(connection: sqlite3.Connection) -> None:
    """What may not be written is told as such: `VACUUM INTO` would blame the tables."""
    connection.execute("BEGIN")
    try:
        connection.execute(f"PRAGMA user_version = {version_of(connection)}")
    finally:
        connection.execute("ROLLBACK")


def vacuum(connection: sqlite3.Connection) -> Fill:
    """Fills a copy by `VACUUM INTO`: copying the file could miss what a journal still holds."""

    def fill(part: Path) -> None:
        # As bytes: a name that is no UTF-8 is one all the same.
        connection.execute("VACUUM INTO CAST(? AS TEXT)", (os.fsencode(part),))

    return fill


def add_backup(log_path: Path, now: datetime, reason: str, fill: Fill) -> Path:
    """Make a copy in the folder for backups, then let go of what is not to be kept any longer.

    Raises:
        StorageError: the copy could not be written.
        sqlite3.Error: SQLite could not read the log.
    """
    folder = log_path.parent / BACKUPS
    clear_old_parts(folder, now)
    while True:
        target = _free_name(log_path, now, reason)
        try:
            make_copy(target, fill)
        except NameTakenError:
            continue
        _prune(list_backups(log_path), target)
        return target


class NoBackupError(StorageError):
    """A copy could not be written; the log is not to blame."""


class NameTakenError(NoBackupError):
    """There is a file of the name that a copy should have."""


def make_copy(target: Path, fill: Fill) -> None:
    """Have a copy filled beside its place, and put it there when it is on the disk.

    Args:
        target: the copy's name; its folder is made.
        fill: writes it.

    Raises:
        NameTakenError: the name is taken.
        NoBackupError: the copy could not be written.
        sqlite3.Error: SQLite could not read what is copied.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}{PART}")
    try:
        target.parent.mkdir(mode=0o700, exist_ok=True)
        try:
            # VACUUM INTO accepts an empty file, which is private before anything is in it.
            os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
            fill(part)
            sync_file(part)
            place_new(part, target)
        finally:
            for rest in (part, part.with_name(f"{part.name}-journal")):
                with suppress(OSError):
                    rest.unlink()
    except FileExistsError as error:
        if part.parent.is_dir():
            raise NameTakenError(_refused(target, why(error))) from error
        raise NoBackupError(_refused(target, "a file is where its folder should be")) from error
    except OSError as error:
        raise NoBackupError(_refused(target, why(error))) from error
    except sqlite3.Error as error:
        if not (clause := is_of_the_disk(error)):
            raise
        raise NoBackupError(_refused(target, clause)) from error


def _refused(target: Path, clause: str) -> str:
    return (
        f"No backup of the log could be made as “{target}”, because {clause}; the log was left "
        "as it is."
    )


def _free_name(log_path: Path, now: datetime, reason: str) -> Path:
    """A name that is not taken, and behind all of its second, so that the newest sorts as such."""
    stamp = now.strftime(_STAMP)
    at_once = [one.number for one in list_backups(log_path) if f"-{stamp}-" in one.path.name]
    numbers = (f"-{number}" if number > 1 else "" for number in count(max(at_once, default=0) + 1))
    folder = log_path.parent / BACKUPS
    names = (
        folder / f"{log_path.stem}-{stamp}{number}-{reason}{log_path.suffix}" for number in numbers
    )
    return next(name for name in names if not os.path.lexists(name))


def _prune(backups: Iterable[Backup], made: Path) -> None:
    """Let go of the oldest of ours; what was asked for or named by a person is theirs to delete."""
    daily, around = [], []
    for backup in backups:
        if backup.reason == DAILY:
            daily.append(backup)
        elif backup.reason == AFTER_RESTORE or backup.reason.startswith(BEFORE):
            around.append(backup)
    for backup in (*daily[KEPT:], *around[KEPT:]):
        if backup.path != made:  # a clock that was set back makes the newest look old
            with suppress(OSError):
                backup.path.unlink()
