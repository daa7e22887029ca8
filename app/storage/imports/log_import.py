"""A JSON export taken into the log: merged, so that nothing is doubled and nothing is lost.

A row is known by its id. Of two versions of it the one that was changed later holds; of two that
were changed at the same instant the one that is greater in a fixed order of what they hold. So it
makes no difference in which order, or how often, files are imported (decision 31).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection, IntegrityError
from types import MappingProxyType

from app.core.errors import StorageError
from app.storage.backups import back_up_before
from app.storage.database import Database, open_database
from app.storage.database_errors import damaged, told_plainly
from app.storage.disk import place_new, why, workshop
from app.storage.exports.exporting import Progress, go_on
from app.storage.imports.log_file import LogFile
from app.storage.imports.staging import known_of, new_of, pairs_of, staged, staged_number
from app.storage.log_layout import TABLES, Table
from app.storage.records import Values
from app.storage.standing import tell_standing


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of a table were new, were changed later than ours, and were known already."""

    new: int
    changed: int
    known: int


@dataclass(frozen=True, slots=True)
class ImportCount:
    """What an import brought.

    Attributes:
        tallies: by table.
        backup: the copy of the log from before; None where there was none.
    """

    tallies: Mapping[str, Tally]
    backup: Path | None = None

    @property
    def in_all(self) -> Tally:
        """All records together; what is a part of another one is not counted by itself."""
        whole = [tally for name, tally in self.tallies.items() if not TABLES[name].is_part]
        return Tally(
            sum(tally.new for tally in whole),
            sum(tally.changed for tally in whole),
            sum(tally.known for tally in whole),
        )


def import_log(
    database: Database,
    source: Path,
    now: Callable[[], datetime],
    progress: Progress = go_on,
) -> ImportCount:
    """Merge a JSON export into the log, in one transaction, after a backup.

    Args:
        database: the log, open to be written.
        source: the file.
        now: for the backup's name, with its UTC offset.
        progress: is told how many rows of the file are read, and of how many.

    Raises:
        FaultyImportError: something in the file is not as it should be; nothing was changed.
        ImportStoppedError: `progress` said so; nothing was changed.
        StorageError: the file could not be read, or the log not written; nothing was changed.
    """
    file = LogFile(source)
    with told_plainly(database.path), staged(database.connection, file, progress):
        backup = back_up_before(database.connection, database.path, now(), "import")
        return ImportCount(_merged(database, file), backup)


def import_first(log_path: Path, source: Path, now: Callable[[], datetime]) -> ImportCount:
    """Make a log of a JSON export where there is none; where it fails, there is none afterwards.

    Args:
        log_path: the log, which is not there.
        source: the file.
        now: the time, with its UTC offset.

    Raises:
        FaultyImportError: something in the file is not as it should be.
        StorageError: the file could not be read, or the log not be written.
    """
    file = LogFile(source)
    try:
        with workshop(log_path) as folder:
            fresh = folder / log_path.name
            count = _made_of(file, fresh, now)
            place_new(fresh, log_path)
    except OSError as error:
        message = f"“{source}” was not imported, because {why(error)}; nothing was changed."
        raise StorageError(message) from error
    return count


def _made_of(file: LogFile, fresh: Path, now: Callable[[], datetime]) -> ImportCount:
    with (
        closing(open_database(fresh, now)) as database,
        told_plainly(fresh),
        staged(database.connection, file, go_on),
    ):
        return ImportCount(_merged(database, file))


def _merged(database: Database, file: LogFile) -> Mapping[str, Tally]:
    """Take in what is staged, in one transaction."""
    with database.writing() as connection:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        tallies = {table.name: _merge(connection, table) for table in TABLES.values()}
        _refuse_orphans(connection, file, database.path)
        tell_standing(connection)
    return MappingProxyType(tallies)


def _merge(connection: Connection, table: Table) -> Tally:
    """Take in what is staged of a table."""
    width = len(table.columns)
    pairs = connection.execute(pairs_of(table))
    newer = [
        (*theirs[1:], theirs[0])
        for row in pairs
        if _version(table, theirs := row[:width]) > _version(table, row[width:])
    ]
    known = connection.execute(known_of(table)).fetchone()[0]
    new = _add(connection, table)
    sets = ", ".join(f'"{name}" = ?' for name in table.names[1:])
    # Which of several answers stands is told at the end; none may be in another's way until then.
    aside = ", superseded = 1" if table.name == "ratings" else ""
    connection.executemany(f"UPDATE {table.name} SET {sets}{aside} WHERE id = ?", newer)
    return Tally(new, len(newer), known - len(newer))


def _add(connection: Connection, table: Table) -> int:
    """Add the rows that are new, and give how many."""
    marks = ", ".join("?" for _ in table.columns)
    if table.name != "ratings":
        added = connection.execute(f"INSERT INTO {table.name} ({table.quoted}) {new_of(table)}")
        return added.rowcount
    rows = connection.execute(new_of(table)).fetchall()
    for row in rows:
        try:
            connection.execute(f"INSERT INTO ratings ({table.quoted}) VALUES ({marks})", row)
        except IntegrityError:  # the same question was answered here too
            add = f"INSERT INTO ratings ({table.quoted}, superseded) VALUES ({marks}, 1)"
            connection.execute(add, row)
    return len(rows)


def _version(table: Table, values: Values) -> tuple[str, str]:
    """What decides between two versions of a row: the later change, then what they hold."""
    changed = values[table.names.index("changed")]
    return str(changed), json.dumps(values)


def _refuse_orphans(connection: Connection, file: LogFile, path: Path) -> None:
    """See that everything belongs to something, in the file or in the log."""
    orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    if orphan is None:
        return
    table, rowid, parent, _ = orphan
    number = connection.execute(staged_number(TABLES[table]), (rowid,)).fetchone()
    if number is not None:
        what = f"`{table}[{number[0]}]` belongs to a row of `{parent}` that is not there"
        raise file.fault(what)
    raise damaged(path)
