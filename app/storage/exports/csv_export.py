"""The log as three tables for a spreadsheet or a statistics program (docs/csv-export.md).

RFC 4180. UTF-8 without a mark at its start: the programs that read columns by name would take the
mark as a part of the first name, and those that need it ask for the encoding when a file is opened.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from sqlite3 import Connection

from app.core.errors import ExportRefusedError
from app.core.plan import FLOOR_S
from app.storage.database import Database
from app.storage.exports.exporting import (
    ExportCount,
    ExportOrder,
    Gauge,
    Progress,
    go_on,
    whole_folder,
)
from app.storage.exports.log_rows import SCHEMA
from app.storage.span import Span

Cells = tuple[str | int | float | None, ...]

SESSION_COLUMNS = (
    "schema", "session_id", "start", "end", "script_id", "script_title", "script_sha256",
    "techniques", "feet", "first_foot", "planned_hands_on_s", "actual_hands_on_s", "met_15_min",
    "completed", "ended_early_reason", "steps_done", "steps_skipped", "eased_count",
    "safety_verdict", "note",
)  # fmt: skip
RATING_COLUMNS = (
    "schema", "rating_id", "session_id", "kind", "context", "due", "answered", "hours_after_end",
    "late", "side", "region", "value", "note",
)  # fmt: skip
EVENT_COLUMNS = (
    "schema", "event_id", "session_id", "when", "type", "severity", "side", "region",
    "advice_shown", "note",
)  # fmt: skip

_SESSIONS = """
SELECT
    :schema, id, start, "end", script_id, script_title, script_sha256, techniques, feet,
    first_foot, planned_hands_on_s, actual_hands_on_s, actual_hands_on_s >= :floor_s, completed,
    ended_early_reason,
    (SELECT count(*) FROM session_steps AS p WHERE p.session_id = s.id AND p.deleted IS NULL
        AND (p.outcome IN ('done', 'partly') OR (p.outcome = 'left_out' AND p.actual_s >= 1))),
    (SELECT count(*) FROM session_steps AS p WHERE p.session_id = s.id AND p.deleted IS NULL
        AND (p.outcome = 'skipped' OR (p.outcome = 'left_out' AND p.actual_s < 1))),
    (SELECT ifnull(sum(p.eased), 0) FROM session_steps AS p
        WHERE p.session_id = s.id AND p.deleted IS NULL),
    safety_verdict, note
FROM sessions AS s
WHERE deleted IS NULL AND start_ms >= :from_ms AND start_ms < :to_ms
ORDER BY start_ms, id
"""
_RATINGS = """
SELECT
    :schema, id, session_id, kind, context, due, answered, hours_after_end, late, side, region,
    value, note
FROM ratings
WHERE deleted IS NULL AND superseded = 0 AND answered_ms >= :from_ms AND answered_ms < :to_ms
    AND (session_id IS NULL
        OR session_id NOT IN (SELECT id FROM sessions WHERE deleted IS NOT NULL))
ORDER BY answered_ms, id
"""
_EVENTS = """
SELECT :schema, id, session_id, "when", type, severity, side, region, advice_shown, note
FROM events
WHERE deleted IS NULL AND when_ms >= :from_ms AND when_ms < :to_ms
    AND (session_id IS NULL
        OR session_id NOT IN (SELECT id FROM sessions WHERE deleted IS NOT NULL))
ORDER BY when_ms, id
"""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With what a spreadsheet begins to run a cell."""


def export_csv(database: Database, order: ExportOrder, progress: Progress = go_on) -> ExportCount:
    """Write a folder with `sessions.csv`, `ratings.csv` and `events.csv`.

    Args:
        database: the log; it may be open to be read only.
        order: the folder, which is made, and the days: sessions that started, answers that were
            given and events that happened in them.
        progress: is told how far it is.

    Raises:
        ExportRefusedError: there is nothing to export, or something is in the way.
        ExportStoppedError: `progress` said so.
        StorageError: the log could not be read, or the files not written.
    """
    with database.reading() as connection:
        counts = counts_in(connection, order.span)
        names = [name for name, *_ in _FILES]
        gauge = Gauge(progress, counts.sessions + counts.ratings + counts.events)
        with whole_folder(order.target, names, force=order.force) as folder:
            asked = _asked(order.span)
            for name, columns, query, cells in _FILES:
                rows = gauge.counted(connection.execute(query, asked))
                _write(folder / name, columns, map(cells, rows))
            gauge.end()
    return counts


def counts_in(connection: Connection, span: Span) -> ExportCount:
    """How much of the log is in these days.

    Raises:
        ExportRefusedError: nothing.
    """
    asked = _asked(span)
    numbers = [
        connection.execute(f"SELECT count(*) FROM ({query})", asked).fetchone()[0]
        for _, _, query, _ in _FILES
    ]
    if not any(numbers):
        raise nothing_there(span)
    return ExportCount(*numbers)


def nothing_there(span: Span) -> ExportRefusedError:
    """The error for a log, or days, without anything in it."""
    if span.is_all:
        return ExportRefusedError("There is nothing in the log yet, so there is nothing to export.")
    message = "There is nothing in the log in these days, so there is nothing to export."
    return ExportRefusedError(message)


def _asked(span: Span) -> dict[str, int]:
    from_ms, to_ms = span.ms
    return {"schema": SCHEMA, "floor_s": FLOOR_S, "from_ms": from_ms, "to_ms": to_ms}


def _write(path: Path, columns: Iterable[str], rows: Iterable[Cells]) -> None:
    with path.open("x", encoding="utf-8", newline="") as file:
        path.chmod(0o600)
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows(rows)


def harmless(text: str) -> str:
    """A person's or a script's text as a cell that no spreadsheet runs.

    Numbers, instants and words of ours are left as they are; a number below 0 begins with a minus,
    and has to stay a number.

    Example:
        >>> harmless("=1+1"), harmless("sore")
        ("'=1+1", 'sore')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def _session_cells(row: tuple[str | int | None, ...]) -> Cells:
    (schema, id_, start, end, script_id, title, sha256, techniques) = row[:8]
    (feet, first_foot, planned_s, actual_s, met, completed, reason) = row[8:15]
    (done, skipped, eased, verdict, note) = row[15:]
    return (
        schema,
        id_,
        start,
        end,
        harmless(str(script_id)),
        harmless(str(title)),
        sha256,
        "; ".join(json.loads(str(techniques))),
        feet,
        first_foot,
        planned_s,
        actual_s,
        _YES_NO[met],
        _YES_NO[completed],
        reason,
        done,
        skipped,
        eased,
        harmless(str(verdict)),
        harmless(str(note)),
    )


def _rating_cells(row: tuple[str | int | float | None, ...]) -> Cells:
    *before, late, side, region, value, note = row
    return (*before, _YES_NO[late], side, region, value, harmless(str(note)))


def _event_cells(row: tuple[str | int | None, ...]) -> Cells:
    (schema, id_, session_id, when, type_, severity, side, region, advice, note) = row
    return (
        schema,
        id_,
        session_id,
        when,
        type_,
        harmless(str(severity)),
        side,
        region,
        harmless(str(advice)),
        harmless(str(note)),
    )


_YES_NO: dict[object, str] = {0: "false", 1: "true"}

_FILES: tuple[tuple[str, tuple[str, ...], str, Callable[..., Cells]], ...] = (
    ("sessions.csv", SESSION_COLUMNS, _SESSIONS, _session_cells),
    ("ratings.csv", RATING_COLUMNS, _RATINGS, _rating_cells),
    ("events.csv", EVENT_COLUMNS, _EVENTS, _event_cells),
)
