"""The log is printed record by record, as if all of it had been made into JSON at once."""

from __future__ import annotations

import gc
import io
import json
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import StorageError
from app.core.log_edit import session_deleted
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import EventType, LogEvent, Rating, RatingContext, RatingKind
from app.storage.exports.log_json import in_order, log_text, write_log
from app.storage.exports.log_rows import event_row, rating_row, session_row
from app.storage.log_store import LogStore
from app.storage.record_id import new_id
from app.storage.span import Span

Make = Callable[..., Any]

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Gauge(io.StringIO):
    """A file that keeps nothing but how much was written.

    In the tests no garbage is collected by itself, and the encoder of JSON leaves some.
    """

    written = 0

    def write(self, text: str, /) -> int:
        gc.collect(0)
        self.written += len(text)
        return len(text)


def printed(store: LogStore, span: Span | None = None, *, ensure_ascii: bool = False) -> str:
    file = io.StringIO()
    write_log(store.database, span or Span(), file, ensure_ascii=ensure_ascii)
    return file.getvalue()


def made_at_once(store: LogStore, *, ensure_ascii: bool) -> str:
    """What is to be printed, by the plainest way there is."""
    sessions = [one.session for one in store.sessions()]
    values = {
        "sessions": [session_row(s) for s in sorted(sessions, key=lambda s: (s.start, s.id))],
        "ratings": [
            rating_row(r) for r in sorted(store.ratings(), key=lambda r: (r.answered, r.id))
        ],
        "events": [event_row(e) for e in sorted(store.events(), key=lambda e: (e.when, e.id))],
    }
    return json.dumps(values, ensure_ascii=ensure_ascii, indent=2) + "\n"


@pytest.mark.parametrize("ensure_ascii", [True, False])
def test_it_is_the_text_that_json_makes_of_all_of_it_at_once(
    store: LogStore, session: Make, rating: Make, event: Make, *, ensure_ascii: bool
) -> None:
    east = timezone(timedelta(hours=9))
    for micro in (999_999, 0, 999_600, 400, 999_501):
        for zone in (UTC, east):
            when = NOON.replace(microsecond=micro).astimezone(zone)
            lived = session(
                start=when, end=when + timedelta(minutes=20), note="Füße\n\u2028\x85“x”"
            )
            store.add_session(lived)
            store.add_rating(
                rating(session_id=lived.id, context=RatingContext.AFTER, answered=when, value=None)
            )
            store.add_event(event(session_id=lived.id, when=when))
    store.add_session(session(steps=(), start=NOON, end=NOON))
    deleted = session()
    store.add_session(deleted)
    store.add_rating(rating(session_id=deleted.id, context=RatingContext.AFTER))
    store.edits.make(session_deleted(deleted.id))
    assert printed(store, ensure_ascii=ensure_ascii) == made_at_once(
        store, ensure_ascii=ensure_ascii
    )


def test_an_empty_log_and_none_have_empty_lists(store: LogStore) -> None:
    empty = '{\n  "sessions": [],\n  "ratings": [],\n  "events": []\n}\n'
    assert printed(store) == "".join(log_text((), (), ())) == empty
    file = io.StringIO()
    write_log(None, Span(), file, ensure_ascii=False)
    assert file.getvalue() == empty


def test_of_a_span_it_holds_what_was_given_in_these_days(
    store: LogStore, rating: Make, at_home: Callable[[str], None]
) -> None:
    at_home("UTC")
    for day in range(1, 5):
        store.add_rating(rating(answered=NOON.replace(day=day), value=day))
    span = Span(NOON.date().replace(day=2), NOON.date().replace(day=3))
    assert [row["value"] for row in json.loads(printed(store, span))["ratings"]] == [2, 3]


def test_however_long_the_log_is_little_of_it_stands_in_memory(
    store: LogStore, rating: Make
) -> None:
    store.database.connection.execute("PRAGMA synchronous = OFF")
    for hours in range(1500):
        store.add_rating(rating(answered=NOON + timedelta(days=hours), note="as ever " * 20))
    file = Gauge()
    tracemalloc.start()
    write_log(store.database, Span(), file, ensure_ascii=False)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert file.written > 700_000
    assert most < 150_000


def test_what_nobody_could_have_written_is_told_as_damage(store: LogStore, rating: Make) -> None:
    store.add_rating(rating())
    store.database.connection.execute("PRAGMA ignore_check_constraints = ON")
    store.database.connection.execute("UPDATE ratings SET kind = 'joy'")
    with pytest.raises(StorageError, match="damaged"):
        printed(store)


PLAIN = Rating(
    new_id(), None, RatingKind.PAIN, RatingContext.DAILY, NOON, Foot.LEFT, Area.HEEL, value=1
)


@given(st.lists(st.tuples(st.integers(0, 5_000_000), st.integers(0, 3)), max_size=40))
def test_records_that_are_nearly_in_order_are_put_in_order(
    made: list[tuple[int, int]],
) -> None:
    records = [
        replace(
            PLAIN, id=str(UUID(int=number * 100 + n)), answered=NOON + timedelta(microseconds=m)
        )
        for n, (m, number) in enumerate(made)
    ]
    nearly = sorted(records, key=lambda one: (round(one.answered.timestamp() * 1000), one.id))
    wanted = sorted(records, key=lambda one: (one.answered, one.id))
    assert list(in_order(nearly, lambda one: one.answered)) == wanted


def test_no_more_is_held_than_what_may_still_be_in_the_wrong_order() -> None:
    taken = 0

    def records() -> Any:
        nonlocal taken
        for second in range(10):
            taken += 1
            when = NOON + timedelta(seconds=2 * second)
            yield LogEvent(new_id(), None, when, EventType.OTHER)

    found = in_order(records(), lambda one: one.when)
    for number in range(1, 9):
        next(found)
        assert taken == number + 1
