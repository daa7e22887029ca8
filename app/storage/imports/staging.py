"""The rows of a file beside the log, checked, until they are merged into it.

They stand in temporary tables, which are no part of the log and go with them: so the whole file is
known to be right before anything is changed, without standing in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter
from sqlite3 import Connection

from app.core.errors import ImportStoppedError
from app.storage.exports.exporting import STRIDE, Progress
from app.storage.imports.log_file import FileRow, LogFile
from app.storage.log_layout import TABLES, Table


@contextmanager
def staged(connection: Connection, file: LogFile, progress: Progress) -> Iterator[None]:
    """The rows of a file in temporary tables, for as long as the block lasts.

    Args:
        connection: the log, outside a transaction.
        file: an export.
        progress: is told how many rows are done, and of how many.

    Raises:
        FaultyImportError: something in the file is not as it should be.
        ImportStoppedError: `progress` said so.
    """
    try:
        for table in TABLES.values():
            columns = ", ".join(f'"{name}"' for name in table.names[1:])
            connection.execute(
                f"CREATE TEMP TABLE {_name(table)} (number INTEGER PRIMARY KEY, id, {columns})"
            )
        connection.execute("BEGIN")
        for name, rows in groupby(_told(file, progress), key=attrgetter("table")):
            table = TABLES[name]
            marks = ", ".join("?" for _ in range(len(table.columns) + 1))
            values = ((row.number, *file.checked(row)) for row in rows)
            connection.executemany(f"INSERT INTO {_name(table)} VALUES ({marks})", values)
        connection.execute("COMMIT")
        _refuse_doubles(connection, file)
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        for table in TABLES.values():
            connection.execute(f"DROP TABLE IF EXISTS temp.{_name(table)}")


def new_of(table: Table) -> str:
    """The SQL for the staged rows of which the log has none of the same id; by id, as it is quick.

    The log's index by id is filled from one end to the other then.
    """
    return (
        f"SELECT {table.quoted} FROM temp.{_name(table)} AS theirs "
        f"WHERE NOT EXISTS (SELECT 1 FROM main.{table.name} AS ours WHERE ours.id = theirs.id) "
        "ORDER BY id"
    )


def known_of(table: Table) -> str:
    """The SQL for how many of the staged rows the log has a row of the same id."""
    return (
        f"SELECT count(*) FROM temp.{_name(table)} AS theirs "
        f"JOIN main.{table.name} AS ours ON ours.id = theirs.id"
    )


def pairs_of(table: Table) -> str:
    """The SQL for staged rows, each with that of the log, where theirs may be the newer one."""
    columns = ", ".join(f'{which}."{name}"' for which in ("theirs", "ours") for name in table.names)
    differs = " OR ".join(f'theirs."{name}" IS NOT ours."{name}"' for name in table.names)
    return (
        f"SELECT {columns} FROM temp.{_name(table)} AS theirs "
        f"JOIN main.{table.name} AS ours ON ours.id = theirs.id "
        f"WHERE theirs.changed >= ours.changed AND ({differs})"
    )


def staged_number(table: Table) -> str:
    """The SQL for where in the file the row stood that has a rowid in the log."""
    return (
        f"SELECT theirs.number FROM temp.{_name(table)} AS theirs "
        f"JOIN main.{table.name} AS ours ON ours.id = theirs.id WHERE ours.rowid = ?"
    )


def _name(table: Table) -> str:
    return f"staged_{table.name}"


def _told(file: LogFile, progress: Progress) -> Iterator[FileRow]:
    for done, row in enumerate(file.rows()):
        if done % STRIDE == 0 and not progress(done, file.size):
            message = "The import was stopped; nothing was changed."
            raise ImportStoppedError(message)
        yield row


def _refuse_doubles(connection: Connection, file: LogFile) -> None:
    for table in TABLES.values():
        query = f"SELECT max(number) FROM temp.{_name(table)} GROUP BY id HAVING count(*) > 1"
        double = connection.execute(query).fetchone()
        if double is not None:
            what = f"`{table.name}[{double[0]}].id` stands in it twice"
            raise file.fault(what)
