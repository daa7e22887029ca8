"""The whole log as one JSON file that another machine can import (docs/json-export.md).

Every row of every table, marks of deletion included; what follows from the rest is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from sqlite3 import Connection
from typing import Any, BinaryIO

from app.storage.database import Database
from app.storage.exports.csv_export import nothing_there
from app.storage.exports.exporting import (
    ExportCount,
    ExportOrder,
    Gauge,
    Progress,
    go_on,
    whole_file,
)
from app.storage.log_layout import SCHEMA, TABLES, Column, Kind, Table
from app.storage.span import Span

FORMAT = "footwell-log"
VERSION = 1
"""Of this format; a file of a greater one is refused by an import."""

Row = tuple[Any, ...]

_FRACTIONS = (Kind.SECONDS, Kind.HOURS)

# A session that started in these days, or to which something belongs that was answered or happened
# in them. A session comes whole: with its steps, all its answers, and what it was asked before.
_WHOLE_SESSIONS = """
SELECT id FROM sessions WHERE start_ms >= :from_ms AND start_ms < :to_ms
UNION SELECT session_id FROM ratings
    WHERE session_id IS NOT NULL AND answered_ms >= :from_ms AND answered_ms < :to_ms
UNION SELECT session_id FROM events
    WHERE session_id IS NOT NULL AND when_ms >= :from_ms AND when_ms < :to_ms
UNION SELECT session_id FROM after_answers WHERE when_ms >= :from_ms AND when_ms < :to_ms
"""
_OF_SESSIONS = f"session_id IN ({_WHOLE_SESSIONS})"
_CHECKS = f"((when_ms >= :from_ms AND when_ms < :to_ms) OR {_OF_SESSIONS})"
_IN_SPAN = {
    "sessions": f"id IN ({_WHOLE_SESSIONS})",
    "session_steps": _OF_SESSIONS,
    "ratings": f"((answered_ms >= :from_ms AND answered_ms < :to_ms) OR {_OF_SESSIONS})",
    "events": f"((when_ms >= :from_ms AND when_ms < :to_ms) OR {_OF_SESSIONS})",
    "after_answers": _OF_SESSIONS,
    "checks": _CHECKS,
    "answers": f"""(check_id IN (SELECT id FROM checks WHERE {_CHECKS})
        OR (check_id IS NULL
            AND ((when_ms >= :from_ms AND when_ms < :to_ms) OR {_OF_SESSIONS})))""",
    "clearances": "recorded_ms >= :from_ms AND recorded_ms < :to_ms",
}


def export_json(
    database: Database, order: ExportOrder, now: datetime, progress: Progress = go_on
) -> ExportCount:
    """Write a file that `import_log` reads.

    Args:
        database: the log; it may be open to be read only.
        order: the file, and the days: what started, was answered or happened in them, and the
            sessions that it belongs to.
        now: with its UTC offset; it is written into the file.
        progress: is told how far it is.

    Returns:
        How much was written that is not deleted.

    Raises:
        ExportRefusedError: there is nothing to export, or something is in the way.
        ExportStoppedError: `progress` said so.
        StorageError: the log could not be read, or the file not written.
    """
    days = order.span
    with database.reading() as connection:
        rows = sum(_number(connection, table, days, "1") for table in TABLES.values())
        if not rows:
            raise nothing_there(days)
        gauge = Gauge(progress, rows)
        with whole_file(order.target, database.path, force=order.force) as file:
            file.write(_head(now, days))
            for table in TABLES.values():
                _write(file, table, gauge.counted(_rows(connection, table, days)))
            file.write(b"\n}\n")
            gauge.end()
        return ExportCount(
            *(
                _number(connection, TABLES[name], days, "deleted IS NULL")
                for name in ("sessions", "ratings", "events")
            )
        )


def _head(now: datetime, span: Span) -> bytes:
    values = {
        "format": FORMAT,
        "version": VERSION,
        "schema": SCHEMA,
        "exported": now.isoformat(),
        "since": None if span.since is None else span.since.isoformat(),
        "until": None if span.until is None else span.until.isoformat(),
    }
    lines = (f"{json.dumps(key)}: {json.dumps(value)}" for key, value in values.items())
    return ("{\n" + ",\n".join(lines)).encode()


def _write(file: BinaryIO, table: Table, rows: Iterable[Row]) -> None:
    """A list with a row on each line."""
    names = [column.name for column in table.columns if column.kind in _FRACTIONS]
    file.write(f',\n"{table.name}": ['.encode())
    fractions = "".join(f',"{name}":%s' for name in names)
    comma = "\n"
    for text, *numbers in rows:
        values = tuple("null" if number is None else repr(number) for number in numbers)
        file.write(f"{comma}{text[:-1]}{fractions % values}}}".encode())
        comma = ",\n"
    file.write(b"\n]")


def _rows(connection: Connection, table: Table, span: Span) -> Iterator[Row]:
    """The rows as JSON, made by SQLite, which is several times as fast, but for fractions.

    SQLite writes these with fifteen digits only, so that they come beside it.
    """
    values = ", ".join(
        f"'{column.name}', {_value(column)}"
        for column in table.columns
        if column.kind not in _FRACTIONS
    )
    fractions = [f'"{column.name}"' for column in table.columns if column.kind in _FRACTIONS]
    columns = ", ".join([f"json_object({values})", *fractions])
    query = f"SELECT {columns} FROM {table.name} WHERE {_where(table, span)}"
    return iter(connection.execute(f"{query} ORDER BY {table.order}", _asked(span)))


def _value(column: Column) -> str:
    quoted = f'"{column.name}"'
    if column.kind is Kind.YES_NO:
        return f"json(CASE {quoted} WHEN 1 THEN 'true' ELSE 'false' END)"
    return f"json({quoted})" if column.kind is Kind.WORDS else quoted


def _number(connection: Connection, table: Table, span: Span, which: str) -> int:
    query = f"SELECT count(*) FROM {table.name} WHERE {_where(table, span)} AND {which}"
    number: int = connection.execute(query, _asked(span)).fetchone()[0]
    return number


def _where(table: Table, span: Span) -> str:
    return "1" if span.is_all else _IN_SPAN[table.name]


def _asked(span: Span) -> dict[str, int]:
    from_ms, to_ms = span.ms
    return {"from_ms": from_ms, "to_ms": to_ms}
