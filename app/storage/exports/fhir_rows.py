"""The rows that the export to FHIR reads, in the order in which it writes them."""

from __future__ import annotations

from collections.abc import Iterator
from sqlite3 import Connection
from typing import NamedTuple
from uuid import NAMESPACE_OID, uuid5

from app.storage.span import Span

_THERE = """(session_id IS NULL
        OR session_id NOT IN (SELECT id FROM sessions WHERE deleted IS NOT NULL))"""
_RATINGS = f"""deleted IS NULL AND superseded = 0
    AND answered_ms >= :from_ms AND answered_ms < :to_ms AND {_THERE}"""
_EVENTS = f"deleted IS NULL AND when_ms >= :from_ms AND when_ms < :to_ms AND {_THERE}"
_ANSWERS = _EVENTS
# Those of these days, and those that something of these days belongs to.
_SESSIONS = f"""deleted IS NULL AND ((start_ms >= :from_ms AND start_ms < :to_ms)
    OR id IN (SELECT session_id FROM ratings WHERE session_id IS NOT NULL AND {_RATINGS})
    OR id IN (SELECT session_id FROM events WHERE session_id IS NOT NULL AND {_EVENTS})
    OR id IN (SELECT session_id FROM after_answers WHERE {_ANSWERS}))"""


class SessionRow(NamedTuple):
    """A session, as far as other systems are told of it."""

    id: str
    start: str
    end: str
    is_forward: bool
    title: str
    feet: str
    planned_s: int
    actual_s: int
    completed: bool
    reason: str | None
    note: str
    by_hand: bool
    skipped: int


class RatingRow(NamedTuple):
    """An answer on the scale."""

    id: str
    session_id: str | None
    kind: str
    context: str
    answered: str
    side: str
    region: str
    value: int | None
    hours: float | None
    late: bool
    note: str


class EventRow(NamedTuple):
    """Something that happened."""

    id: str
    session_id: str | None
    when: str
    type: str
    severity: str
    side: str | None
    region: str | None
    advice: str
    note: str


class AnsweredRow(NamedTuple):
    """A part of what was answered after a session at one time: a number, or yes or no.

    `kind`, `side`, `region` and `value` are those of a number; `question`, `version` and `answer`
    are None then.
    """

    session_id: str
    context: str
    when: str
    when_ms: int
    kind: str | None
    side: str | None
    region: str | None
    value: int | None
    question: str | None
    version: int | None
    answer: str | None


def numbers(connection: Connection, span: Span) -> tuple[int, int, int, int]:
    """How many sessions, answers on the scale, events, and answers after sessions there are."""
    found = [
        connection.execute(f"SELECT count(*) FROM {table} WHERE {where}", _asked(span)).fetchone()
        for table, where in (
            ("sessions", _SESSIONS),
            ("ratings", _RATINGS),
            ("events", _EVENTS),
            ("after_answers", _ANSWERS),
        )
    ]
    return found[0][0], found[1][0], found[2][0], found[3][0]


def sessions(connection: Connection, span: Span) -> Iterator[SessionRow]:
    """The oldest first."""
    query = f"""
SELECT
    id, start, "end", end_ms >= start_ms, script_title, feet, planned_hands_on_s,
    actual_hands_on_s, completed, ended_early_reason, note, by_hand,
    (SELECT count(*) FROM session_steps AS p WHERE p.session_id = s.id AND p.deleted IS NULL
        AND (p.outcome = 'skipped' OR (p.outcome = 'left_out' AND p.actual_s < 1)))
FROM sessions AS s WHERE {_SESSIONS} ORDER BY start_ms, id
"""
    return map(SessionRow._make, connection.execute(query, _asked(span)))


def ratings(connection: Connection, span: Span) -> Iterator[RatingRow]:
    """The oldest first."""
    query = f"""
SELECT
    id, session_id, kind, context, answered, side, region, value, hours_after_end, late, note
FROM ratings WHERE {_RATINGS} ORDER BY answered_ms, id
"""
    return map(RatingRow._make, connection.execute(query, _asked(span)))


def events(connection: Connection, span: Span) -> Iterator[EventRow]:
    """The oldest first."""
    query = f"""
SELECT id, session_id, "when", type, severity, side, region, advice_shown, note
FROM events WHERE {_EVENTS} ORDER BY when_ms, id
"""
    return map(EventRow._make, connection.execute(query, _asked(span)))


def answered(connection: Connection, span: Span) -> Iterator[AnsweredRow]:
    """What was answered after sessions, that of one session and time together."""
    query = f"""
SELECT
    session_id, context, answered, answered_ms, kind, side, region, value, NULL AS question, NULL,
    NULL
FROM ratings
WHERE session_id IS NOT NULL AND context NOT IN ('before', 'daily') AND {_RATINGS}
UNION ALL
SELECT session_id, context, "when", when_ms, NULL, NULL, NULL, NULL, question, version, answer
FROM after_answers WHERE {_ANSWERS}
ORDER BY session_id, context, question, kind, side, region
"""
    return map(AnsweredRow._make, connection.execute(query, _asked(span)))


def person_id(connection: Connection) -> str:
    """A UUID for the person whose log it is: the same at every export of it.

    It is made from the oldest session or, without one, record, which is never erased, so
    that the logs of two people have two. There is one.
    """
    oldest = connection.execute(
        """
SELECT id FROM (
    SELECT 1 AS place, start_ms AS at, id FROM sessions
    UNION ALL SELECT 2, answered_ms, id FROM ratings
    UNION ALL SELECT 3, when_ms, id FROM events)
ORDER BY place, at, id LIMIT 1
"""
    ).fetchone()
    return str(uuid5(NAMESPACE_OID, f"footwell/person/{oldest[0]}"))


def _asked(span: Span) -> dict[str, int]:
    from_ms, to_ms = span.ms
    return {"from_ms": from_ms, "to_ms": to_ms}
