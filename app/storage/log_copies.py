"""The copy of a day, and the one that a person asks for: both known to hold together."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.core.errors import DamagedLogError, StorageError
from app.storage.backups import (
    DAILY,
    ON_REQUEST,
    NoBackupError,
    add_backup,
    list_backups,
    make_copy,
)
from app.storage.database import connect_to_read, is_new, refuse_foreign, refuse_newer
from app.storage.database_errors import damaged, told_plainly
from app.storage.disk import clear_old_parts
from app.storage.integrity import (
    GivenUpError,
    GoOn,
    copy_in_steps,
    fault_in,
    go_on_always,
)
from app.storage.migration import shipped_migrations, version_of


@dataclass(frozen=True, slots=True)
class DailyLook:
    """What looking after the log came to.

    Attributes:
        backup: the copy that was made; None where none was due, or it failed.
        trouble: why it failed, in a sentence for the person; empty where it did not.
        is_damaged: the log does not hold together.
    """

    backup: Path | None = None
    trouble: str = ""
    is_damaged: bool = False


def back_up_daily(log_path: Path, now: datetime, go_on: GoOn = go_on_always) -> DailyLook:
    """Check the log and keep a copy of it, once a day, if it changed since the last one.

    May run in any thread: it has a connection of its own, and locks the log for moments only. What
    is checked is the copy.

    Args:
        log_path: the log.
        now: the day, and for the name.
        go_on: asked now and then; what was begun is given up where it says no.
    """
    try:
        clear_old_parts(log_path.parent, now)
        if not _is_due(log_path, now):
            return DailyLook()
        fill = _filler(log_path, go_on, mtime_ns=log_path.stat().st_mtime_ns)
        with told_plainly(log_path):
            return DailyLook(add_backup(log_path, now, DAILY, fill))
    except GivenUpError:
        return DailyLook()
    except DamagedLogError as error:
        return DailyLook(trouble=str(error), is_damaged=True)
    except NoBackupError as error:
        return DailyLook(trouble=str(error))
    except (StorageError, OSError):
        return DailyLook()  # the log itself cannot be read now; who reads it tells


def back_up_now(log_path: Path, now: datetime, target: Path | None = None) -> Path:
    """Copy the log because a person asks for it.

    Args:
        log_path: the log.
        now: for the name.
        target: the copy's name; in the folder for backups if None, where nobody but the person
            deletes it.

    Returns:
        Where the copy is.

    Raises:
        StorageError: there is no log, it is damaged, the name is taken, or the copy could not be
            written.
    """
    try:
        is_there = log_path.stat().st_size > 0
    except OSError:
        is_there = False
    if not is_there:
        message = "There is no log to back up yet; it begins with your first session."
        raise StorageError(message)
    fill = _filler(log_path, go_on_always)
    try:
        with told_plainly(log_path):
            if target is None:
                return add_backup(log_path, now, ON_REQUEST, fill)
            make_copy(target, fill)
            return target
    except GivenUpError as error:
        message = "The log is in use by another program; close that program and try again."
        raise StorageError(message) from error


def _is_due(log_path: Path, now: datetime) -> bool:
    """Whether the log is another than in each daily copy, and none was made today.

    A copy bears the time of the log's last change as its own.
    """
    try:
        state = log_path.stat()
    except FileNotFoundError:
        return False
    daily = [one for one in list_backups(log_path) if one.reason == DAILY]
    if not state.st_size or any(one.when.date() == now.date() for one in daily):
        return False
    return all(one.path.stat().st_mtime_ns != state.st_mtime_ns for one in daily)


def _filler(log_path: Path, go_on: GoOn, *, mtime_ns: int | None = None) -> Callable[[Path], None]:
    """Fills a copy and checks it."""

    def fill(part: Path) -> None:
        with closing(connect_to_read(log_path)) as source:
            refuse_newer(log_path, version_of(source), shipped_migrations())
            if is_new(source):
                raise GivenUpError
            refuse_foreign(log_path, source)
            copy_in_steps(source, part, go_on)
        with closing(connect_to_read(part)) as copy:
            if fault_in(copy, go_on):
                raise damaged(log_path)
        if mtime_ns is not None:
            os.utime(part, ns=(mtime_ns, mtime_ns))

    return fill
