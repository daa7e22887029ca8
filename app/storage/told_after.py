"""Keeps an answer with yes or no about a session, with the events that it tells of."""

from __future__ import annotations

from sqlite3 import Connection

from app.core.kept_session import ToldAfter
from app.storage import after_queries
from app.storage.after_records import answer_id, answer_values, told_event_values
from app.storage.records import Values


def keep_told(connection: Connection, now: str, told: ToldAfter) -> None:
    """Keep an answer with the events that it tells of; within a transaction.

    Args:
        connection: to the log.
        now: the mark of the change.
        told: the answer takes the place of the one that stood to its question. Of the events that
            one told of, those that are not told again are marked as deleted.
    """
    connection.execute(after_queries.KEEP_ANSWER, (*answer_values(told.answer), now))
    by = {"now": now, "answer_id": answer_id(told.answer)}
    connection.execute(after_queries.DELETE_EVENTS, by)
    events = [(*values, now) for values in told_values(told)]
    connection.executemany(after_queries.KEEP_EVENT, events)


def told_values(told: ToldAfter) -> list[Values]:
    """The values of the events that an answer tells of.

    Raises:
        ValueError: one is of another session.
    """
    if any(event.session_id != told.session_id for event in told.events):
        message = "an answer tells of events of its own session"
        raise ValueError(message)
    return [told_event_values(event, told.answer) for event in told.events]
