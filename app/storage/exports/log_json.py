"""The log as `footwell log --json` prints it: record by record, so that none of it has to be held.

Records come out of SQLite in the order of their milliseconds; what is written is in that of their
instants, and of ids between two of one instant.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from heapq import heappop, heappush
from sqlite3 import Connection
from typing import TextIO, TypeVar

from app.core.soreness import LogEvent, Rating, SessionRecord
from app.storage import log_queries
from app.storage.database import Database
from app.storage.database_errors import damaged
from app.storage.exports.log_rows import Row, event_row, rating_row, session_row
from app.storage.records import event_of, rating_of, session_of, step_of
from app.storage.span import Span

_R = TypeVar("_R", SessionRecord, Rating, LogEvent)

_SAME = timedelta(seconds=1)
"""Further apart no two records come in the wrong order."""

_SESSIONS = log_queries.SESSIONS.replace("ORDER BY start_ms DESC", "ORDER BY start_ms")
_STEPS = """
SELECT
    position, step_index, title, technique, area, side, tool, pressure, pass_number, planned_s,
    actual_s, counts, eased, outcome
FROM session_steps
WHERE deleted IS NULL AND session_id = ?
ORDER BY position
"""


def write_log(database: Database | None, span: Span, file: TextIO, *, ensure_ascii: bool) -> None:
    """Write what is in the log, or in some days of it.

    Args:
        database: the log, which may be open to be read only; None where there is none yet.
        span: of sessions that started, answers that were given, and events that happened.
        file: where to.
        ensure_ascii: whether what is beyond ASCII is escaped.

    Raises:
        StorageError: the log could not be read.
        OSError: it could not be written.
    """
    if database is None:
        file.writelines(log_text((), (), (), ensure_ascii=ensure_ascii))
        return
    with database.reading() as connection:
        try:
            file.writelines(_text_of(connection, span, ensure_ascii=ensure_ascii))
        except (KeyError, TypeError, ValueError) as error:
            # Every row was checked when it was written; the file has changed since.
            raise damaged(database.path) from error


def log_text(
    sessions: Iterable[SessionRecord],
    ratings: Iterable[Rating],
    events: Iterable[LogEvent],
    *,
    ensure_ascii: bool = True,
) -> Iterator[str]:
    """The pieces of the text, as `json.dumps` makes it of all of it with an indent of 2.

    Args:
        sessions: the oldest first; so are the others.
        ratings: those of the sessions and those without one.
        events: likewise.
        ensure_ascii: as for `json.dumps`.
    """
    lists: tuple[tuple[str, Iterator[Row]], ...] = (
        ("sessions", map(session_row, sessions)),
        ("ratings", map(rating_row, ratings)),
        ("events", map(event_row, events)),
    )
    before = "{\n"
    for name, rows in lists:
        yield f'{before}  "{name}": ['
        is_empty = True
        for row in rows:
            text = json.dumps(row, ensure_ascii=ensure_ascii, indent=2).replace("\n", "\n    ")
            yield f"\n    {text}" if is_empty else f",\n    {text}"
            is_empty = False
        yield "]" if is_empty else "\n  ]"
        before = ",\n"
    yield "\n}\n"


def in_order(records: Iterable[_R], when: Callable[[_R], datetime]) -> Iterator[_R]:
    """Records in the order of their instants, where two within a second may be the wrong way round.

    Args:
        records: nearly in order.
        when: their instant.
    """
    held: list[tuple[datetime, str, _R]] = []
    for record in records:
        newest = when(record)
        while held and newest - held[0][0] > _SAME:
            yield heappop(held)[2]
        heappush(held, (newest, record.id, record))
    while held:
        yield heappop(held)[2]


def _text_of(connection: Connection, span: Span, *, ensure_ascii: bool) -> Iterator[str]:
    days = span.ms
    ratings = map(rating_of, connection.execute(log_queries.RATINGS, days))
    events = map(event_of, connection.execute(log_queries.EVENTS, days))
    return log_text(
        in_order(_sessions(connection, days), lambda one: one.start),
        in_order(ratings, lambda one: one.answered),
        in_order(events, lambda one: one.when),
        ensure_ascii=ensure_ascii,
    )


def _sessions(connection: Connection, days: tuple[int, int]) -> Iterator[SessionRecord]:
    for row in connection.execute(_SESSIONS, days):
        steps = connection.execute(_STEPS, (row[0],))
        yield session_of(row, tuple(map(step_of, steps)))
