"""The log's database: opened, brought up to date, written in transactions.

It keeps a rollback journal that is truncated at each commit, not a write-ahead log, because

- with `synchronous=FULL` a commit is on the disk when it returns (after a power cut a journal
  that was only *deleted* may be there again, and undo the commit);
- a log that is only read then needs no file beside it, and can be read in a read-only folder;
- at rest all is in one file, which people copy, sync and mail; the journal beside it is empty.

What a write-ahead log is better at, readers beside a busy writer, does not happen here.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from app.core.errors import DamagedLogError, NewerSchemaError, StorageError
from app.storage.backups import back_up_before
from app.storage.database_errors import damaged, told_plainly
from app.storage.disk import why
from app.storage.marks import later
from app.storage.migration import (
    Migration,
    migrate,
    names_at,
    names_in,
    shipped_migrations,
    version_of,
)

PAGE_LEAST_BYTES = 512
"""The smallest page that SQLite knows; no database is shorter."""

BUSY_TIMEOUT_S = 2.0
"""How long to wait for another program that has the log locked; the window stands still."""

SQLITE_MIN = (3, 37, 0)
"""The first SQLite with STRICT tables."""

APPLICATION_ID = 0x466F6F74
"""“Foot”, as `PRAGMA application_id` in a log of Footwell's."""


class Database:
    """An open log. Everything it does is one transaction; its errors are StorageErrors.

    Attributes:
        path: the file.
        connection: to it.
        is_damaged: something in it could not be read as it should.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self.is_damaged = False

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction that is on the disk when the block has ended, or has left no trace.

        Raises:
            StorageError: it could not be done; nothing was changed.
        """
        with (
            self._minding_damage(),
            told_plainly(self.path),
            transaction(self.connection, "BEGIN IMMEDIATE"),
        ):
            yield self.connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Several queries that see the same state.

        Raises:
            StorageError: it could not be read.
        """
        with self._minding_damage(), told_plainly(self.path), transaction(self.connection, "BEGIN"):
            yield self.connection

    @contextmanager
    def _minding_damage(self) -> Iterator[None]:
        try:
            yield
        except DamagedLogError:
            self.is_damaged = True
            raise

    def close(self) -> None:
        """Close it; every acknowledged change is on the disk already."""
        self.connection.close()


def open_database(
    path: Path,
    now: Callable[[], datetime],
    *,
    busy_timeout_s: float = BUSY_TIMEOUT_S,
    migrations: Sequence[Migration] | None = None,
) -> Database:
    """Open the log to read and write, made new (mode 0600) or brought up to date if need be.

    A log that may only be read is opened too; the first change then raises.

    Args:
        path: the file, in a folder that exists. The backup before a migration goes beside it.
        now: for the backup's name.
        busy_timeout_s: how long to wait for another program that has it locked.
        migrations: by version; those that ship if None.

    Raises:
        NewerSchemaError: a newer Footwell wrote it; it was not touched.
        StorageError: it is locked, damaged, another program's, or cannot be opened.
    """
    require_sqlite(sqlite3.sqlite_version_info)
    known = shipped_migrations() if migrations is None else migrations
    _make_private(path)
    refuse_scrap(path)
    refuse_newer(path, _version_at_rest(path), known)
    with told_plainly(path):
        connection = connect(path, "mode=rw", busy_timeout_s)
        with closed_unless_done(connection):
            # What is at rest may be behind what a write-ahead log beside it holds.
            refuse_newer(path, version_of(connection), known)
            connection.execute("PRAGMA journal_mode = TRUNCATE")
            connection.execute("PRAGMA synchronous = FULL")
            _bring_up_to_date(path, connection, known, now)
            connection.execute("PRAGMA foreign_keys = ON")
    return Database(path, connection)


def open_read_only(path: Path, *, busy_timeout_s: float = BUSY_TIMEOUT_S) -> Database | None:
    """Open the log to be read; makes nothing and changes nothing.

    One thing is repaired first: what a program that died in the middle of writing left behind.

    Args:
        path: the file.
        busy_timeout_s: how long to wait for another program that has it locked.

    Returns:
        The log; None where there is none yet.

    Raises:
        NewerSchemaError: a newer Footwell wrote it.
        StorageError: it is locked, damaged, older, another program's, or cannot be opened.
    """
    require_sqlite(sqlite3.sqlite_version_info)
    if not _is_there(path):
        return None
    known = shipped_migrations()
    refuse_scrap(path)
    refuse_newer(path, _version_at_rest(path), known)
    with told_plainly(path):
        connection = connect_to_read(path, busy_timeout_s)
        with closed_unless_done(connection):
            if not is_new(connection):
                version = version_of(connection)
                refuse_newer(path, version, known)
                refuse_foreign(path, connection)
                _refuse_older(path, version, known)
                return Database(path, connection)
        connection.close()
    return None


def require_sqlite(version: tuple[int, ...]) -> None:
    """Refuse an SQLite that cannot hold the log.

    Raises:
        StorageError: it is older than 3.37.
    """
    if version < SQLITE_MIN:
        needed, found = (".".join(map(str, numbers)) for numbers in (SQLITE_MIN, version))
        message = (
            f"Footwell needs SQLite {needed} or newer to keep its log, and this Python has "
            f"{found}; install a newer Python."
        )
        raise StorageError(message)


def connect(path: Path, how: str, busy_timeout_s: float = BUSY_TIMEOUT_S) -> sqlite3.Connection:
    """Connect, and read once, so that what cannot be read is told here.

    Args:
        path: the file.
        how: the parameters of SQLite's URI, such as `mode=ro`.
        busy_timeout_s: how long to wait for another program that has it locked.

    Raises:
        sqlite3.Error: it cannot be opened or read.
    """
    uri = f"{path.absolute().as_uri()}?{how}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=busy_timeout_s)
    with closed_unless_done(connection):
        # A database that was handed over may hold SQL of its own, and any damage.
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.create_function("later", 2, later, deterministic=True)
        version_of(connection)
    return connection


def connect_to_read(path: Path, busy_timeout_s: float = BUSY_TIMEOUT_S) -> sqlite3.Connection:
    """Connect to read, after what a program that died left half written was undone.

    Raises:
        sqlite3.Error: it cannot be opened or read.
    """
    try:
        return connect(path, "mode=ro", busy_timeout_s)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
    # Only one who may write can undo what was left half written.
    connect(path, "mode=rw", busy_timeout_s).close()
    return connect(path, "mode=ro", busy_timeout_s)


@contextmanager
def closed_unless_done(connection: sqlite3.Connection) -> Iterator[None]:
    """Close a connection where the block fails."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


@contextmanager
def transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    """One transaction, undone where the block fails; `begin` says how it begins."""
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite has undone it itself where the disk was full
            connection.execute("ROLLBACK")
        raise


def _make_private(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        message = (
            f"The log “{path}” cannot be created, because {why(error)}; name another folder "
            "with --data-dir."
        )
        raise StorageError(message) from error


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except FileNotFoundError:
        return False
    except OSError as error:
        message = f"The log “{path}” cannot be read, because {why(error)}; see to that first."
        raise StorageError(message) from error
    return True


def refuse_scrap(path: Path) -> None:
    """SQLite takes a file shorter than a page for a new one and writes over what it holds."""
    with suppress(OSError):  # What cannot be looked at is told when it is opened.
        # A folder is told when it is opened; on some file systems it has a size as small.
        if path.is_file() and 0 < path.stat().st_size < PAGE_LEAST_BYTES:
            raise damaged(path)


def _version_at_rest(path: Path) -> int:
    """The version in the file's first page, looked at without making or locking anything.

    Not by opening the file: closing it again would drop the locks of another connection here.
    What cannot be read is 0; it is told when the file is opened in earnest.
    """
    try:
        connection = connect(path, "mode=ro&immutable=1", 0)
    except sqlite3.Error:
        return 0
    version = version_of(connection)
    connection.close()
    return version


def is_new(connection: sqlite3.Connection) -> bool:
    """Whether nothing is in it yet."""
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    return tables == 0 and version_of(connection) == 0


def _bring_up_to_date(
    path: Path,
    connection: sqlite3.Connection,
    known: Sequence[Migration],
    now: Callable[[], datetime],
) -> None:
    version = version_of(connection)
    was_there = not is_new(connection)
    if was_there:
        refuse_foreign(path, connection)
    if version == known[-1].version:
        return
    if was_there:
        if names_in(connection) != names_at(version, known):
            raise damaged(path)  # what says its version, or what it is made of, was hit
        back_up_before(connection, path, now(), f"leaving-version-{version}")
    # Another Footwell may do the same meanwhile; what is still to do is asked in here.
    with transaction(connection, "BEGIN IMMEDIATE"):
        migrate(connection, known)


def refuse_newer(path: Path, version: int, known: Sequence[Migration]) -> None:
    """Refuse a log that a newer Footwell wrote.

    Raises:
        NewerSchemaError: it is one.
    """
    if version > known[-1].version:
        message = (
            f"The log “{path}” was written by a newer Footwell (version {version} of its layout, "
            f"this one knows {known[-1].version}) and was left untouched; install the newer "
            "Footwell again."
        )
        raise NewerSchemaError(message)


def _refuse_older(path: Path, version: int, known: Sequence[Migration]) -> None:
    if version < known[-1].version:
        message = (
            f"The log “{path}” was written by an older Footwell; open the app once to bring it "
            "up to date."
        )
        raise StorageError(message)


def refuse_foreign(path: Path, connection: sqlite3.Connection) -> None:
    """Refuse a database that is no log of Footwell's.

    Raises:
        StorageError: it is none.
    """
    if application_of(connection) != APPLICATION_ID:
        message = (
            f"The file “{path}” is not a log of Footwell's but another program's database; it "
            "was left untouched, name another folder with --data-dir."
        )
        raise StorageError(message)


def application_of(connection: sqlite3.Connection) -> int:
    """Which program's database it says it is."""
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    return application
