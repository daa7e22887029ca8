"""Figures and months read by SQL are those that whole records tell."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from uuid import UUID

import pytest

from app.core.errors import StorageError
from app.core.health_answers import Check
from app.core.health_questions import Questionnaire
from app.core.log_edit import session_deleted
from app.core.log_filter import LogFilter
from app.core.month_records import BESIDE_DAYS, MonthRecords
from app.core.plan import Feet, Foot
from app.core.script import Area, Technique
from app.core.session_pain import pain_of, rated_places
from app.core.soreness import LogEvent, Rating, RatingContext, RatingKind, SessionRecord
from app.storage.log_store import LogStore
from app.storage.record_id import new_id
from tests.storage.conftest import START

Session = Callable[..., SessionRecord]
Rated = Callable[..., Rating]

PLACES = [(Foot.LEFT, Area.HEEL), (Foot.LEFT, Area.WHOLE_FOOT), (Foot.RIGHT, Area.HEEL)]
CONTEXTS = [RatingContext.BEFORE, RatingContext.AFTER, RatingContext.H24, RatingContext.H48]
FILTERS = [
    LogFilter(),
    LogFilter(foot=Foot.LEFT),
    LogFilter(foot=Foot.RIGHT, script_id="heel"),
    LogFilter(since=START.date() + timedelta(days=10), until=START.date() + timedelta(days=20)),
    LogFilter(script_id="nothing"),
]


@pytest.fixture
def lived_log(
    store: LogStore, session: Session, rating: Rated, at_home: Callable[..., None]
) -> LogStore:
    """Thirty days of sessions with answers of all kinds, some late, replaced, or deleted."""
    at_home("Europe/Berlin")
    chance = random.Random(7)
    for day in range(30):
        feet = chance.choice(list(Feet))
        made = session(
            start=START + timedelta(days=day, hours=chance.randrange(6)),
            script_id=chance.choice(["heel", "arch"]),
            techniques=tuple(chance.sample(list(Technique), 3)),
            feet=feet,
            by_hand=day % 9 == 0,
        )
        store.add_session(made)
        for place in PLACES:
            for context in chance.sample(CONTEXTS, 3):
                _rate(store, rating, made, place, context, chance)
        if chance.random() < 0.2:
            store.edits.make(session_deleted(made.id))
    return store


def _rate(
    store: LogStore,
    rating: Rated,
    made: SessionRecord,
    place: tuple[Foot, Area],
    context: RatingContext,
    chance: random.Random,
) -> None:
    """One answer, sometimes corrected; soreness beside it is another question."""
    for _ in range(chance.choice([1, 1, 2])):
        for kind in (RatingKind.PAIN, RatingKind.SORENESS):
            value = chance.choice([None, *range(11)])
            late = chance.random() < 0.2
            answered = made.end + timedelta(hours=1)
            more = {"session_id": made.id, "kind": kind, "context": context, "late": late}
            store.add_rating(
                rating(**more, side=place[0], region=place[1], value=value, answered=answered)
            )


def _held(store: LogStore, wanted: LogFilter) -> list[SessionRecord]:
    return [
        one.session
        for one in store.sessions(wanted.since, wanted.until)
        if wanted.script_id in ("", one.session.script_id)
        and (wanted.foot is None or one.session.feet in ("both", wanted.foot))
    ]


def test_pain_around_sessions_is_what_whole_sessions_tell(lived_log: LogStore) -> None:
    for wanted in FILTERS:
        held = {one.id for one in _held(lived_log, wanted)}
        whole = [one for one in reversed(lived_log.sessions()) if one.session.id in held]
        for place in PLACES:
            told = lived_log.figures.pains(wanted, place)
            assert told == [pain_of(one, place) for one in whole]
            assert bool(told) is (wanted.script_id != "nothing")


def test_the_places_are_those_that_were_rated_in_time(lived_log: LogStore) -> None:
    for wanted in FILTERS:
        held = {one.id for one in _held(lived_log, wanted)}
        whole = rated_places(one for one in lived_log.sessions() if one.session.id in held)
        found = lived_log.figures.places(wanted)
        assert {one.place: one.answers for one in found} == {
            one.place: one.answers for one in whole
        }
        assert len(found) == len(whole)


def test_a_span_is_of_days_as_they_were_lived(
    store: LogStore, session: Session, rating: Rated, at_home: Callable[..., None]
) -> None:
    at_home("Europe/Berlin")
    made = session(start=datetime(2025, 11, 22, 1, tzinfo=timezone(timedelta(hours=13))))
    store.add_session(made)
    store.add_rating(rating(session_id=made.id, kind=RatingKind.PAIN, context=RatingContext.BEFORE))
    day, figures = date(2025, 11, 22), store.figures
    (told,) = figures.places(LogFilter(since=day, until=day))
    (pain,) = figures.pains(LogFilter(since=day, until=day), told.place)
    assert (pain.session_id, pain.day) == (made.id, day)
    assert figures.places(LogFilter(until=day - timedelta(days=1))) == []
    assert figures.pains(LogFilter(since=day + timedelta(days=1)), told.place) == []


def test_an_answer_that_a_merge_superseded_is_not_told(
    store: LogStore, session: Session, rating: Rated
) -> None:
    made = session()
    store.add_session(made)
    store.add_rating(rating(session_id=made.id, context=RatingContext.BEFORE, value=5))
    with store.database.writing() as connection:
        connection.execute("UPDATE ratings SET superseded = 1")
    assert store.figures.places(LogFilter()) == []
    assert store.figures.pains(LogFilter(), PLACES[0])[0].before is None


def test_a_month_has_its_records_and_those_of_a_week_on_either_side(
    store: LogStore,
    session: Session,
    rating: Rated,
    event: Callable[..., LogEvent],
    at_home: Callable[..., None],
) -> None:
    at_home("Europe/Berlin")
    first, last = date(2025, 11, 1), date(2025, 11, 30)
    inside = [first - timedelta(days=BESIDE_DAYS), date(2025, 11, 21), last + timedelta(days=7)]
    outside = [inside[0] - timedelta(days=1), inside[-1] + timedelta(days=1)]
    for day in (*inside, *outside):
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=START.tzinfo)
        store.add_session(session(start=noon))
        store.add_rating(rating(answered=noon))
        store.add_event(event(when=noon))
        store.health.add_check(Check(new_id(), Questionnaire.TODAY, 1, noon, {}, "stop"))
    found = store.figures.month(first, last)
    assert {one.session.start.date() for one in found.sessions} == set(inside)
    assert {one.answered.date() for one in found.ratings} == set(inside)
    assert {one.when.date() for one in found.events} == set(inside)
    assert {(one.when.date(), one.level) for one in found.checks} == {(d, "stop") for d in inside}


def test_a_check_of_a_deleted_session_or_a_deleted_check_is_not_told(
    store: LogStore, session: Session
) -> None:
    made = session()
    store.add_session(made)
    gone = Check(new_id(), Questionnaire.TODAY, 1, START, {}, "clear", made.id)
    deleted = Check(new_id(), Questionnaire.PROFILE, 1, START, {}, "stop")
    kept = Check(new_id(), Questionnaire.PROFILE, 1, START, {}, "adapt")
    for check in (gone, deleted, kept):
        store.health.add_check(check)
    store.health.delete_check(deleted.id)
    store.edits.make(session_deleted(made.id))
    assert store.figures.month(START.date(), START.date()) == MonthRecords(checks=(kept,))


@pytest.mark.parametrize("day", [date.min, date.max], ids=["the first day", "the last one"])
def test_the_ends_of_the_calendar_are_a_month_as_well(store: LogStore, day: date) -> None:
    assert store.figures.month(day, day) == MonthRecords()


def test_the_first_day_is_that_of_the_first_entry_of_whatever_kind(
    store: LogStore, session: Session, rating: Rated, event: Callable[..., LogEvent]
) -> None:
    assert store.figures.first_day() is None
    gone = session(start=START - timedelta(days=30))
    store.add_session(gone)
    store.add_rating(rating(session_id=gone.id, answered=gone.end))
    store.add_event(event(session_id=gone.id, when=gone.end))
    store.edits.make(session_deleted(gone.id))
    assert store.figures.first_day() is None
    store.add_session(session())
    assert store.figures.first_day() == START.date()
    store.add_rating(rating(answered=START - timedelta(days=1)))
    assert store.figures.first_day() == START.date() - timedelta(days=1)
    store.add_event(event(when=START - timedelta(days=2)))
    assert store.figures.first_day() == START.date() - timedelta(days=2)


def test_the_first_day_is_the_one_that_was_lived_then(store: LogStore, session: Session) -> None:
    auckland = timezone(timedelta(hours=13))
    store.add_session(session(start=datetime(2025, 11, 22, 1, tzinfo=auckland)))
    assert store.figures.first_day() == date(2025, 11, 22)


def test_what_the_file_holds_wrongly_is_told_in_a_sentence(
    store: LogStore, session: Session
) -> None:
    made = session(id=str(UUID(int=1)))
    store.add_session(made)
    with store.database.writing() as connection:
        connection.execute("""UPDATE sessions SET techniques = '["witchcraft"]'""")
    with pytest.raises(StorageError, match="damaged"):
        store.figures.pains(LogFilter(), PLACES[0])
