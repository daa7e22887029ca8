"""Whether a log holds together, and copies that are known to."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from app.core.errors import StorageError
from app.storage.database import (
    APPLICATION_ID,
    application_of,
    closed_unless_done,
    connect,
    is_new,
    refuse_newer,
    transaction,
)
from app.storage.database_errors import damaged, told_plainly
from app.storage.disk import sync_file
from app.storage.migration import migrate, names_at, names_in, shipped_migrations, version_of

STEP_PAGES = 256
"""How much is copied at a time: a megabyte, in which nobody can write for some two milliseconds."""

PATIENCE = 3
"""How often in a row it is tried to read a log that is locked, each time for two seconds."""

_LOOKS_EVERY = 100_000
"""Steps of SQLite's between two looks whether to go on."""

SIDE_FILES = ("-journal", "-wal", "-shm")
"""What SQLite may keep beside a database."""

GoOn = Callable[[], bool]
"""Whether to go on with what takes long."""


class GivenUpError(Exception):
    """What takes long was given up."""


def go_on_always() -> bool:
    """For who waits until it is done."""
    return True


def fault_in(connection: sqlite3.Connection, go_on: GoOn = go_on_always) -> str:
    """What is wrong with a database, in SQLite's words; empty where it holds together.

    Takes about a second for each 40 MB.

    Raises:
        GivenUpError: it was not to go on.
    """
    connection.set_progress_handler(lambda: not go_on(), _LOOKS_EVERY)
    try:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise GivenUpError from error
        return str(error)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return str(error)
    finally:
        connection.set_progress_handler(None, 0)
    if found != "ok":
        return str(found)
    return "" if orphan is None else f"a row of {orphan[0]} belongs to nothing"


def copy_in_steps(source: sqlite3.Connection, part: Path, go_on: GoOn = go_on_always) -> None:
    """Copy a database page by page, letting others write in between; then it begins anew.

    Unlike `VACUUM INTO`, it holds the database locked for a moment only, and copies damage too, so
    that to check the copy is to check the database.

    Args:
        source: a connection of its own to the database.
        part: the copy; an empty file.
        go_on: asked after each step.

    Raises:
        GivenUpError: the database stayed locked, or it was not to go on.
        sqlite3.Error: the one could not be read or the other not be written.
    """
    tries = 0

    def on_step(status: int, _remaining: int, _total: int) -> None:
        nonlocal tries
        tries = 0 if status in (sqlite3.SQLITE_OK, sqlite3.SQLITE_DONE) else tries + 1
        if tries >= PATIENCE or not go_on():
            raise GivenUpError

    with closing(sqlite3.connect(part, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")  # its file is synced when it is whole
        source.backup(copy, pages=STEP_PAGES, progress=on_step)


def checked_copy(source: Path, target: Path, go_on: GoOn = go_on_always) -> None:
    """Copy a log that lies somewhere, and see that it holds together; an older one is updated.

    Nothing is changed or left beside the source.

    Args:
        source: the file; what SQLite left beside it is heeded.
        target: the copy, which must not be there, in a folder of its own.
        go_on: asked now and then.

    Raises:
        GivenUpError: it was not to go on.
        NewerSchemaError: a newer Footwell wrote it.
        StorageError: it is no log of Footwell's, or is damaged.
        OSError: it cannot be read, or the copy not be written.
    """
    target.write_bytes(b"")
    target.chmod(0o600)
    _copy(source, target, go_on)
    for ending in SIDE_FILES[:2]:
        with suppress(FileNotFoundError):
            _copy(Path(f"{source}{ending}"), Path(f"{target}{ending}"), go_on)
    known = shipped_migrations()
    with told_plainly(source):
        connection = connect(target, "mode=rw")
        with closing(connection), closed_unless_done(connection):
            connection.execute("PRAGMA journal_mode = DELETE")
            refuse_newer(source, version_of(connection), known)
            if is_new(connection):
                raise StorageError(_empty(source))
            if application_of(connection) != APPLICATION_ID:
                raise StorageError(_foreign(source))
            is_odd = names_in(connection) != names_at(version_of(connection), known)
            if is_odd or fault_in(connection, go_on):
                raise damaged(source)
            with transaction(connection, "BEGIN IMMEDIATE"):
                migrate(connection, known)
    sync_file(target)


def _copy(source: Path, target: Path, go_on: GoOn) -> None:
    if not stat.S_ISREG(source.stat().st_mode):  # what has no end would fill the disk
        raise StorageError(_no_file(source))
    with source.open("rb") as read, target.open("wb") as written:
        while block := read.read(1 << 20):
            if not go_on():
                raise GivenUpError
            written.write(block)


def _no_file(source: Path) -> str:
    return f"“{source}” is no file; choose a backup of the log."


def _empty(source: Path) -> str:
    return f"The file “{source}” holds no log; choose another one."


def _foreign(source: Path) -> str:
    return (
        f"The file “{source}” is not a log of Footwell's but another program's database; choose "
        "another one."
    )
