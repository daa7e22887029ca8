"""What SQLite refuses, told in one sentence for a person."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.errors import DamagedLogError, LockedLogError, StorageError

_PRIMARY = 0xFF
"""The byte of SQLite's extended result codes that says what kind of error it is."""

_LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT})
_SIGNS_OF_DAMAGE = re.compile("decode to UTF-8|no such (table|column)|has no column")
"""Our own SQL names only what each log of its version has."""
_NOT_ALLOWED = frozenset(
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
)


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn every error of SQLite inside into a StorageError, and what damage does to Python.

    Args:
        path: the database, as the sentence names it.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _told(error, path) from error
    except UnicodeDecodeError as error:
        # Of a damaged table even the message that says so may not be UTF-8.
        raise damaged(path) from error


def damaged(path: Path) -> DamagedLogError:
    """The error for a file that does not hold what it should."""
    message = (
        f"The log file “{path}” is damaged and cannot be read as it should; it was left as it is, "
        "and when you open the app it saves what can be read."
    )
    return DamagedLogError(message)


def is_of_the_disk(error: sqlite3.Error) -> str:
    """Why a copy could not be written, as a clause; empty where the copy is not to blame."""
    kind = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if kind == sqlite3.SQLITE_FULL:
        return "the disk is full"
    if kind in _NOT_ALLOWED:
        return "the folder is read-only or closed to you"
    if kind == sqlite3.SQLITE_IOERR:
        return "the disk refused it"
    return ""


def refuse_none(rows_changed: int, what: str = "session") -> None:
    """Raise a StorageError where a change found no row.

    Args:
        rows_changed: as SQLite counted them.
        what: as the sentence names it.
    """
    if rows_changed == 0:
        message = f"This {what} is not in the log, so it could not be changed; open the log again."
        raise StorageError(message)


def _told(error: sqlite3.Error, path: Path) -> StorageError:
    # Text that is not UTF-8 any more is found by Python, not by SQLite, and has no code.
    code = getattr(error, "sqlite_errorcode", None)
    kind = None if code is None else code & _PRIMARY
    if kind in _DAMAGED or _SIGNS_OF_DAMAGE.search(str(error)):
        return damaged(path)
    if kind in _LOCKED:
        message = (
            f"The log “{path}” is in use by another program, so this could not be done; close "
            "that program and try again, nothing was lost."
        )
        return LockedLogError(message)
    if kind == sqlite3.SQLITE_FULL:
        message = (
            f"The disk is full, so nothing more could be saved in the log “{path}”; make room "
            "and try again, what was saved before is safe."
        )
    elif kind in _NOT_ALLOWED:
        message = (
            f"The log “{path}” cannot be opened or written, because it or its folder is "
            "read-only or closed to you; allow writing and try again, what was saved is safe."
        )
    elif kind == sqlite3.SQLITE_IOERR:
        message = (
            f"The disk refused to read or write the log “{path}”; see whether it is full or "
            "failing and try again, what was saved before is safe."
        )
    else:
        message = (
            f"The log “{path}” refused this ({error}), so it was not saved; what was saved "
            "before is safe."
        )
    return StorageError(message)
