"""What brings a log from one version of its layout to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple


class Migration(NamedTuple):
    """The SQL that brings a log from the version before to this one.

    Each statement ends its line: they are told apart by that.
    """

    version: int
    sql: str


def shipped_migrations() -> tuple[Migration, ...]:
    """All migrations by version, from `migrations/0001.sql` on."""
    folder = Path(__file__).with_name("migrations")
    return tuple(
        Migration(int(file.stem), file.read_text("utf-8")) for file in sorted(folder.glob("*.sql"))
    )


def version_of(connection: sqlite3.Connection) -> int:
    """The version of a database's layout; 0 where nothing is in it."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def names_in(connection: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """What a database is made of: the kind and name of each table, index, trigger and view."""
    rows = connection.execute("SELECT type, name FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*'")
    return frozenset((kind, name) for kind, name in rows)


def names_at(version: int, known: Sequence[Migration]) -> frozenset[tuple[str, str]]:
    """What a log of a version is made of."""
    model = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(model, [migration for migration in known if migration.version <= version])
        return names_in(model)
    finally:
        model.close()


def migrate(connection: sqlite3.Connection, known: Sequence[Migration]) -> None:
    """Bring a database up to the last of the known versions.

    To be called in a transaction that also decides whether it all holds, with foreign keys not
    enforced, so that a table can be made anew.

    Raises:
        sqlite3.Error: a statement fails, or a row is left that belongs to nothing.
    """
    version = version_of(connection)
    for migration in known:
        if migration.version > version:
            for statement in _statements(migration.sql):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {migration.version:d}")
    orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    if orphan is not None:
        message = f"the update leaves rows in {orphan[0]} that belong to nothing in {orphan[2]}"
        raise sqlite3.IntegrityError(message)


def _statements(sql: str) -> Iterator[str]:
    """Single statements: `executescript` would commit the transaction it is called in."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
