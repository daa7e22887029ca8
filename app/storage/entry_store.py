"""The log as its table shows it: names of entries in order, and pages of rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from operator import itemgetter
from sqlite3 import Connection
from typing import NamedTuple

from app.core.log_entries import (
    EVENT_WORDS,
    EntryColumn,
    EntryKey,
    EntryOrder,
    EntryType,
    LogEntry,
    words_finder,
)
from app.core.log_filter import EntryKind, LogFilter
from app.core.plan import Feet
from app.core.soreness import LogEvent, LoggedSession, Rating, RatingKind
from app.storage import after_queries, entry_queries
from app.storage.after_records import answer_of
from app.storage.entry_records import answers_entries, day_id, event_entry, session_entries
from app.storage.records import event_of, rating_of, session_of, step_of
from app.storage.span import Span

_ANSWERED = {
    EntryKind.PAIN: RatingKind.PAIN,
    EntryKind.SORENESS: RatingKind.SORENESS,
    EntryKind.FIRST_STEPS: RatingKind.FIRST_STEP,
}
_HIGHEST = {EntryColumn.PAIN: RatingKind.PAIN, EntryColumn.SORENESS: RatingKind.SORENESS}

_Params = dict[str, str | int | None]
_SortValue = int | str | tuple[int, str] | None


class _Found(NamedTuple):
    """An entry that passes, with what it may be sorted by; None where there is no such thing."""

    key: EntryKey
    when_ms: int
    title: str | None = None
    hands_on_s: int | None = None
    feet: str | None = None
    ended: tuple[int, str] | None = None


class EntryStore:
    """Reads entries; a part of the log store.

    An entry is a session, or what belongs to none: an event, or the answers of one kind on one
    day. What is deleted or superseded is no part of it, nor what belongs to a deleted session.

    Args:
        reading: begins a transaction that reads.
    """

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    def keys(
        self, wanted: LogFilter | None = None, order: EntryOrder | None = None
    ) -> list[EntryKey]:
        """The entries that pass a filter, in an order; equal ones newest first.

        Raises:
            StorageError: the log could not be read.
        """
        wanted, order = wanted or LogFilter(), order or EntryOrder()
        with self._reading() as connection:
            found = [
                *_sessions(connection, wanted),
                *_days(connection, wanted),
                *_events(connection, wanted),
            ]
            if wanted.words.split():
                texts, is_wanted = _texts(connection), words_finder(wanted.words)
                found = [one for one in found if is_wanted(texts.get(one.key, ""))]
            highest = _highest(connection, order.column)
        found.sort(key=lambda one: (-one.when_ms, one.key.type, one.key.id))
        return [one.key for one in _sorted(found, order, highest)]

    def entries(self, keys: Sequence[EntryKey]) -> list[LogEntry]:
        """What rows tell, in the order of their keys; what is gone meanwhile is left out.

        Raises:
            StorageError: the log could not be read.
        """
        ids = {type_: json.dumps(_ids(keys, type_)) for type_ in EntryType}
        days = json.dumps([id_.partition(" ")[0] for id_ in _ids(keys, EntryType.ANSWERS)])
        with self._reading() as connection:
            page = (ids[EntryType.SESSION],)
            sessions = session_entries(
                connection.execute(entry_queries.SESSIONS_OF_PAGE, page),
                connection.execute(entry_queries.ANSWERS_OF_PAGE, page),
                connection.execute(entry_queries.EVENTS_OF_PAGE, page),
            )
            answers = answers_entries(connection.execute(entry_queries.DAYS_OF_PAGE, (days,)))
            events = [
                event_entry(row)
                for row in connection.execute(
                    entry_queries.SINGLE_EVENTS_OF_PAGE, (ids[EntryType.EVENT],)
                )
            ]
        found = {entry.key: entry for entry in (*sessions, *answers, *events)}
        return [found[key] for key in keys if key in found]

    def session(self, session_id: str) -> LoggedSession | None:
        """A session with all that belongs to it; None where there is none.

        Raises:
            StorageError: the log could not be read.
        """
        of = (session_id,)
        with self._reading() as connection:
            row = connection.execute(entry_queries.SESSION, of).fetchone()
            if row is None:
                return None
            steps = connection.execute(entry_queries.STEPS, of)
            return LoggedSession(
                session_of(row, tuple(step_of(step[1:]) for step in steps)),
                tuple(rating_of(one) for one in connection.execute(entry_queries.RATINGS, of)),
                tuple(event_of(one) for one in connection.execute(entry_queries.EVENTS, of)),
                tuple(answer_of(one) for one in connection.execute(after_queries.ANSWERS_OF, of)),
            )

    def answers(self, key: EntryKey) -> list[Rating]:
        """The answers of a day and kind without a session; none where there are none.

        Raises:
            StorageError: the log could not be read.
        """
        day, _, kind = key.id.partition(" ")
        with self._reading() as connection:
            rows = connection.execute(entry_queries.ANSWERS_OF_DAY, (day, kind))
            return [rating_of(row) for row in rows]

    def event(self, key: EntryKey) -> LogEvent | None:
        """What happened without a session; None where it is not in the log.

        Raises:
            StorageError: the log could not be read.
        """
        with self._reading() as connection:
            row = connection.execute(entry_queries.SINGLE_EVENT, (key.id,)).fetchone()
            return None if row is None else event_of(row)

    def scripts(self) -> list[tuple[str, str]]:
        """The scripts of all sessions: their ids, and what they were called last, by name.

        Raises:
            StorageError: the log could not be read.
        """
        with self._reading() as connection:
            rows = connection.execute(entry_queries.SCRIPTS).fetchall()
        return sorted(((id_, title) for id_, title, _ in rows), key=lambda one: one[1].casefold())

    def is_empty(self) -> bool:
        """Whether there is no entry at all.

        Raises:
            StorageError: the log could not be read.
        """
        with self._reading() as connection:
            return not connection.execute(entry_queries.HAS_ANY).fetchone()[0]


def _ids(keys: Iterable[EntryKey], type_: EntryType) -> list[str]:
    return [key.id for key in keys if key.type is type_]


# --- which entries pass ---


def _params(wanted: LogFilter) -> _Params:
    from_ms, to_ms = Span(wanted.since, wanted.until).ms
    answered = None if wanted.kind is None else _ANSWERED.get(wanted.kind)
    return {
        "from_ms": from_ms,
        "to_ms": to_ms,
        "foot": wanted.foot,
        "region": wanted.region,
        "script_id": wanted.script_id,
        "kind": answered,
        "must_tell": wanted.kind in (*_ANSWERED, EntryKind.EVENTS)
        or bool(wanted.foot or wanted.region),
        "asks_what_happened": wanted.kind is EntryKind.EVENTS,
    }


def _sessions(connection: Connection, wanted: LogFilter) -> Iterator[_Found]:
    if wanted.kind is EntryKind.SINGLE:
        return
    query = entry_queries.SESSION_KEYS
    if wanted.kind in _ANSWERED:
        query = entry_queries.SESSIONS_ANSWERED
    elif wanted.kind is EntryKind.EVENTS:
        query = entry_queries.SESSIONS_HAPPENED
    elif wanted.region is not None:
        query = entry_queries.SESSIONS_ABOUT
    for row in connection.execute(query, _params(wanted)):
        (id_, when_ms, title, hands_on_s, feet, completed, reason) = row
        ended = (1 - completed, "" if completed else reason or "")
        key = EntryKey(EntryType.SESSION, id_)
        yield _Found(key, when_ms, title, hands_on_s, feet, ended)


def _days(connection: Connection, wanted: LogFilter) -> Iterator[_Found]:
    if wanted.script_id or wanted.kind in (EntryKind.SESSIONS, EntryKind.EVENTS):
        return
    for row in connection.execute(entry_queries.ANSWERS_KEYS, _params(wanted)):
        (day, kind, latest_ms, first, last) = row
        feet = first if first == last else Feet.BOTH
        key = EntryKey(EntryType.ANSWERS, day_id(day, kind))
        yield _Found(key, latest_ms, feet=feet)


def _events(connection: Connection, wanted: LogFilter) -> Iterator[_Found]:
    if wanted.script_id or wanted.kind in (EntryKind.SESSIONS, *_ANSWERED):
        return
    for id_, when_ms, side in connection.execute(entry_queries.EVENT_KEYS, _params(wanted)):
        yield _Found(EntryKey(EntryType.EVENT, id_), when_ms, feet=side)


def _texts(connection: Connection) -> dict[EntryKey, str]:
    """All that is searched of each entry."""
    texts: dict[EntryKey, str] = {}
    for id_, title, note in connection.execute(entry_queries.SESSION_TEXTS):
        texts[EntryKey(EntryType.SESSION, id_)] = f"{title}\n{note}"
    notes = [
        (_owner(EntryType.ANSWERS, session_id, day_id(day, kind)), note)
        for session_id, day, kind, note in connection.execute(entry_queries.ANSWER_NOTES)
    ]
    notes += [
        (_owner(EntryType.EVENT, session_id, id_), f"{EVENT_WORDS.get(type_, '')}\n{note}")
        for session_id, id_, type_, note in connection.execute(entry_queries.EVENT_TEXTS)
    ]
    for key, note in notes:
        texts[key] = f"{texts.get(key, '')}\n{note}"
    return texts


def _owner(type_: EntryType, session_id: str | None, own_id: str) -> EntryKey:
    """The entry that an answer or an event belongs to."""
    return (
        EntryKey(type_, own_id) if session_id is None else EntryKey(EntryType.SESSION, session_id)
    )


# --- in which order ---


def _highest(connection: Connection, column: EntryColumn) -> dict[EntryKey, int]:
    """The highest answers to what a column tells; nothing where it tells no answers."""
    if column not in _HIGHEST:
        return {}
    kind = _HIGHEST[column]
    highest = {
        EntryKey(EntryType.SESSION, id_): score
        for id_, score in connection.execute(entry_queries.HIGHEST_AFTER, (kind,))
    }
    for day, score in connection.execute(entry_queries.HIGHEST_OF_DAY, (kind,)):
        highest[EntryKey(EntryType.ANSWERS, day_id(day, kind))] = score
    return highest


def _sorted(
    found: list[_Found], order: EntryOrder, highest: dict[EntryKey, int]
) -> Collection[_Found]:
    """Those with something to sort by, then the others; both newest first where they are equal.

    Args:
        found: newest first.
        order: in which they are wanted.
        highest: what they are sorted by where that is an answer.
    """
    if order.column is EntryColumn.WHEN and order.descending:
        return found
    value_of = _SORT_VALUES.get(order.column)
    values = [(value_of(one) if value_of else highest.get(one.key), one) for one in found]
    there = [(value, one) for value, one in values if value is not None]
    there.sort(key=itemgetter(0), reverse=order.descending)
    return [one for _, one in there] + [one for value, one in values if value is None]


_SORT_VALUES: dict[EntryColumn, Callable[[_Found], _SortValue]] = {
    EntryColumn.WHEN: lambda one: one.when_ms,
    EntryColumn.TITLE: lambda one: None if one.title is None else one.title.casefold(),
    EntryColumn.HANDS_ON: lambda one: one.hands_on_s,
    EntryColumn.FEET: lambda one: one.feet,
    EntryColumn.ENDED: lambda one: one.ended,
}
"""What entries are sorted by that is not an answer."""
