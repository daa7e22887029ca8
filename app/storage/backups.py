"""Copies of the log, each whole and at rest."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from app.core.errors import StorageError
from app.storage.disk import sync_folder, why


def back_up(connection: sqlite3.Connection, target: Path) -> None:
    """Write a copy of a database as it is now, to the disk, private to the person.

    By `VACUUM INTO`: copying the file could miss what a journal beside it still holds.

    Args:
        connection: the database, outside a transaction.
        target: the copy's name. Its folder is made; it appears there only once it is whole.

    Raises:
        StorageError: the copy could not be written.
        sqlite3.Error: SQLite could not read the one or write the other.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(mode=0o700, exist_ok=True)
        # VACUUM INTO accepts an empty file, which is private before anything is in it.
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        _fill(part, connection)
        part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        message = (
            f"No backup of the log could be made as “{target}”, because {why(error)}; the log "
            "was left as it is."
        )
        raise StorageError(message) from error


def _fill(part: Path, connection: sqlite3.Connection) -> None:
    try:
        connection.execute("VACUUM INTO ?", (str(part),))
        with part.open("rb+") as file:
            os.fsync(file.fileno())
    except BaseException:
        part.unlink()
        raise
