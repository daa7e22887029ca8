"""A backup put in the place of the log, whole or not at all."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from app.core.errors import DamagedLogError, RestoreStoppedError, StorageError
from app.storage.backups import AFTER_RESTORE, add_backup, back_up_before, vacuum
from app.storage.data_folder import prepare
from app.storage.database import connect, is_new, refuse_foreign, refuse_newer
from app.storage.database_errors import told_plainly
from app.storage.disk import name_aside, sync_file, sync_folder, why, workshop
from app.storage.exports.exporting import Progress, go_on
from app.storage.integrity import SIDE_FILES, GivenUpError, GoOn, checked_copy
from app.storage.log_figures import LogFigures, figures_of
from app.storage.migration import shipped_migrations, version_of

_JOURNALS = SIDE_FILES[:2]
STAGES = 4
"""Checking the backup, keeping the log as it is, the change itself, keeping what is there then."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore came to.

    Attributes:
        figures: how much the log holds now.
        backup: the copy of the log as it was before; None where there was none, or it was damaged.
        aside: where the damaged log is that was there before; None where it was none.
    """

    figures: LogFigures
    backup: Path | None = None
    aside: Path | None = None


class _Stages:
    """How far a restore is."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = 0

    def go_on(self) -> bool:
        """Whether to go on."""
        return self._progress(self._done, STAGES)

    def next(self) -> None:
        """One is done.

        Raises:
            GivenUpError: it was not to go on.
        """
        self._done += 1
        if not self.go_on():
            raise GivenUpError


def restore(log_path: Path, source: Path, now: datetime, progress: Progress = go_on) -> Restored:
    """Put a backup in the place of the log.

    Nobody may have the log open: who has it closes it first. The backup is checked before anything
    is done, an older one is brought up to date in a copy, and the log as it is now is backed up.

    Args:
        log_path: the log; it need not be there.
        source: the backup; it is only read.
        now: for the names of backups.
        progress: is told how many stages are done, and of how many; from the moment on in which the
            backup is the log, what it answers makes no difference.

    Raises:
        RestoreStoppedError: `progress` said so; the log is as it was.
        NewerSchemaError: a newer Footwell wrote the one or the other.
        StorageError: the backup is none, is damaged, or anything else was in the way; the log is as
            it was.
    """
    prepare(log_path.parent)
    stages = _Stages(progress)
    try:
        if log_path.exists() and source.samefile(log_path):
            message = f"“{source}” is the log itself; name a backup of it."
            raise StorageError(message)
        with workshop(log_path) as folder:
            fresh = folder / log_path.name
            _check(source, fresh, stages.go_on)
            stages.next()
            kept = _keep_present(log_path, now)
            stages.next()
            if state_of(log_path) != kept.seen:
                raise StorageError(_WRITTEN_TO)
            put_in_place(fresh, log_path)
        with suppress(GivenUpError):
            stages.next()
        return Restored(_settle(log_path, now), kept.backup, kept.aside)
    except GivenUpError as error:
        message = "The restore was stopped; your log is as it was."
        raise RestoreStoppedError(message) from error
    except OSError as error:
        message = (
            f"The backup “{source}” could not be restored, because {why(error)}; your log is as "
            "it was."
        )
        raise StorageError(message) from error


def _check(source: Path, fresh: Path, may_go_on: GoOn) -> None:
    try:
        checked_copy(source, fresh, may_go_on)
    except DamagedLogError as error:
        message = (
            f"The file “{source}” is no whole log of Footwell's, so it was not restored and your "
            "log is as it was; choose another backup."
        )
        raise StorageError(message) from error


class _Kept(NamedTuple):
    """The log as it was, and the state of its file when that was kept."""

    seen: LogState
    backup: Path | None = None
    aside: Path | None = None


_WRITTEN_TO = (
    "Another program wrote to your log just now, so nothing was restored; close that program and "
    "try again."
)


def _keep_present(log_path: Path, now: datetime) -> _Kept:
    """Keep the log as it is: as a backup, or where it is damaged, its bytes."""
    seen = state_of(log_path)
    if not log_path.exists() or not log_path.stat().st_size:
        return _Kept(seen)
    try:
        with told_plainly(log_path), closing(connect(log_path, "mode=rw")) as connection:
            refuse_newer(log_path, version_of(connection), shipped_migrations())
            if is_new(connection):
                return _Kept(seen)
            refuse_foreign(log_path, connection)
            # What a write-ahead log holds goes into the file, and nobody else has it open.
            connection.execute("PRAGMA journal_mode = DELETE")
            seen = state_of(log_path)
            return _Kept(seen, backup=back_up_before(connection, log_path, now, "restore"))
    except DamagedLogError:
        return _Kept(state_of(log_path), aside=keep_aside(log_path, now))


def _settle(log_path: Path, now: datetime) -> LogFigures:
    """Keep what was restored as the newest backup, since those before it hold another history."""
    with told_plainly(log_path), closing(connect(log_path, "mode=rw")) as connection:
        with suppress(StorageError):  # it is restored, and the file that it came from is there
            add_backup(log_path, now, AFTER_RESTORE, vacuum(connection))
        return figures_of(connection)


def keep_aside(log_path: Path, now: datetime) -> Path:
    """Keep the bytes of a damaged log under a name that says so; they stay where they are too.

    Raises:
        OSError: they could not be kept.
    """
    aside = name_aside(log_path, now)
    for ending in SIDE_FILES:
        beside = Path(f"{log_path}{ending}")
        if beside.exists() and beside.stat().st_size:
            _copy_to_disk(beside, Path(f"{aside}{ending}"))
    try:
        aside.hardlink_to(log_path)
    except OSError:  # a file system without links
        _copy_to_disk(log_path, aside)
    sync_folder(log_path.parent)
    return aside


def _copy_to_disk(source: Path, target: Path) -> None:
    target.write_bytes(source.read_bytes())
    sync_file(target)


LogState = tuple[tuple[int, int, bytes] | None, ...]
"""Of the log and of each journal size, time of change in ns and header; None where it is empty."""

_HEADER_BYTES = 100
"""SQLite counts the changes of a database in its header: times alone are told in steps of ms."""


def state_of(log_path: Path) -> LogState:
    """What is another as soon as somebody writes to the log."""
    return tuple(_state(Path(f"{log_path}{ending}")) for ending in ("", *_JOURNALS))


def _state(path: Path) -> tuple[int, int, bytes] | None:
    try:
        found = path.stat()
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except FileNotFoundError:
        return None
    return (found.st_size, found.st_mtime_ns, header) if found.st_size else None


def put_in_place(fresh: Path, log_path: Path) -> None:
    """Let a file that is whole and on the disk take the log's place, in one moment.

    What stands beside the log must hold nothing that is still wanted.

    Raises:
        OSError: it could not be; the log is as it was.
    """
    for ending in SIDE_FILES:
        Path(f"{log_path}{ending}").unlink(missing_ok=True)
    fresh.replace(log_path)
    sync_folder(log_path.parent)
