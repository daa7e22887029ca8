"""What the trend is drawn of, read from a log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest

from app.core.daily_question import HurtsMost
from app.core.log_edit import session_deleted
from app.core.log_filter import LogFilter
from app.core.plan import Feet, Foot
from app.core.script import Area
from app.core.soreness import (
    EventType,
    LogEvent,
    Rating,
    RatingContext,
    RatingKind,
)
from app.core.trends import DayValue, daily_values
from app.storage.log_store import LogStore
from tests.edits import session_back
from tests.sessions import a_session

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
_NUMBERS = count(1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LogStore]:
    opened = LogStore(tmp_path / "log.sqlite3", lambda: NOON)
    yield opened
    opened.close()


def new_id() -> str:
    return str(UUID(int=next(_NUMBERS), version=4))


def add_session(store: LogStore, days: int = 0, **changes: object) -> str:
    session = a_session(NOON + timedelta(days=days), id=new_id(), **changes)
    store.add_session(session)
    return session.id


def rating(
    value: int | None,
    days: int = 0,
    session_id: str | None = None,
    kind: RatingKind = RatingKind.FIRST_STEP,
    context: RatingContext = RatingContext.DAILY,
    region: Area = Area.WHOLE_FOOT,
) -> Rating:
    when = NOON + timedelta(days=days)
    return Rating(new_id(), session_id, kind, context, when, Foot.LEFT, region, value)


def test_days_are_those_of_the_ratings_read_one_by_one(store: LogStore) -> None:
    kept = add_session(store)
    for one in (
        rating(6, -2),
        rating(None, -1),
        rating(4, 0),
        rating(5, 1, kept, context=RatingContext.MORNING),
        rating(9, 2, region=Area.ACHILLES),
        rating(8, 3, kind=RatingKind.SORENESS),
    ):
        store.add_rating(one)
    found = store.curves.daily(HurtsMost.HEEL_OR_ARCH)
    assert [value.value for value in found[Foot.LEFT]] == [6, 4, 5]
    assert found[Foot.RIGHT] == ()
    for question in HurtsMost:
        wanted = daily_values(store.ratings(), Foot.LEFT, question=question)
        assert store.curves.daily(question)[Foot.LEFT] == wanted


def test_a_replaced_answer_and_those_of_a_deleted_session_do_not_count(store: LogStore) -> None:
    gone = add_session(store)
    store.add_rating(rating(7, 0))
    store.add_rating(rating(3, 0))
    store.add_rating(rating(9, 1, gone, context=RatingContext.MORNING))
    store.edits.make(session_deleted(gone))
    assert store.curves.daily(HurtsMost.HEEL_OR_ARCH)[Foot.LEFT] == (DayValue(NOON.date(), 3),)
    store.edits.make(session_back(gone))
    assert len(store.curves.daily(HurtsMost.HEEL_OR_ARCH)[Foot.LEFT]) == 2


def test_a_superseded_answer_does_not_count(store: LogStore) -> None:
    store.add_rating(rating(7, 0))
    store.database.connection.execute("UPDATE ratings SET superseded = 1")
    assert store.curves.daily(HurtsMost.HEEL_OR_ARCH)[Foot.LEFT] == ()


def test_sessions_are_marked_by_span_foot_and_script(store: LogStore) -> None:
    both = add_session(store, -3)
    left = add_session(store, -2, feet=Feet.LEFT)
    right = add_session(store, -1, feet=Feet.RIGHT, script_id="other")

    def marked(wanted: LogFilter) -> list[str]:
        return [mark.session_id for mark in store.curves.session_marks(wanted)]

    assert marked(LogFilter()) == [both, left, right]
    assert marked(LogFilter(foot=Foot.LEFT)) == [both, left]
    assert marked(LogFilter(script_id="other")) == [right]
    assert marked(LogFilter(since=date(2026, 11, 18), until=date(2026, 11, 18))) == [left]
    store.edits.make(session_deleted(both))
    assert marked(LogFilter()) == [left, right]


def test_events_are_marked_by_foot_and_place_and_those_without_one_always(
    store: LogStore,
) -> None:
    kept = add_session(store)
    events = (
        LogEvent(new_id(), kept, NOON, EventType.BRUISE, side=Foot.LEFT, region=Area.ARCH),
        LogEvent(new_id(), None, NOON, EventType.DIZZINESS),
        LogEvent(new_id(), None, NOON, EventType.NUMBNESS, side=Foot.RIGHT, region=Area.TOES),
    )
    for event in events:
        store.add_event(event)

    def types(wanted: LogFilter) -> set[EventType]:
        return {mark.type for mark in store.curves.event_marks(wanted)}

    assert len(types(LogFilter())) == 3
    assert types(LogFilter(foot=Foot.LEFT)) == {EventType.BRUISE, EventType.DIZZINESS}
    assert types(LogFilter(region=Area.TOES)) == {EventType.DIZZINESS, EventType.NUMBNESS}
    assert types(LogFilter(script_id="heel")) == {EventType.BRUISE}
    assert types(LogFilter(until=date(2026, 11, 1))) == set()
    store.edits.make(session_deleted(kept))
    assert types(LogFilter()) == {EventType.DIZZINESS, EventType.NUMBNESS}
