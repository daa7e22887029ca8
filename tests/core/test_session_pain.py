"""Pain around sessions: one place, in time, and which places are shown."""

from __future__ import annotations

import doctest
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import session_pain
from app.core.answer import Region
from app.core.by_hand import Desk, Felt, felt_later
from app.core.plan import Foot
from app.core.script import Area, Technique
from app.core.session_pain import (
    Change,
    RatedPlace,
    main_places,
    most_rated,
    pain_of,
    pains_of,
    rated_places,
)
from app.core.soreness import LoggedSession, Rating, RatingContext, RatingKind
from tests.sessions import a_session

WHEN = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
LEFT: Region = (Foot.LEFT, Area.WHOLE_FOOT)
BEFORE, AFTER, H24 = RatingContext.BEFORE, RatingContext.AFTER, RatingContext.H24


def rating(
    context: RatingContext,
    value: int | None,
    place: Region = LEFT,
    kind: RatingKind = RatingKind.PAIN,
    *,
    late: bool = False,
) -> Rating:
    return Rating("id", "s", kind, context, WHEN, *place, value, late=late)


def session(*ratings: Rating) -> LoggedSession:
    record = a_session(WHEN, techniques=(Technique.KNEADING,))
    return LoggedSession(record, ratings)


def test_the_examples_in_the_docs_are_right() -> None:
    tried = doctest.testmod(session_pain)
    assert tried.attempted > 2
    assert tried.failed == 0


def test_pain_is_of_one_place_and_one_question() -> None:
    held = session(
        rating(BEFORE, 9, (Foot.RIGHT, Area.WHOLE_FOOT)),
        rating(BEFORE, 8, (Foot.LEFT, Area.HEEL)),
        rating(BEFORE, 7, kind=RatingKind.SORENESS),
        rating(BEFORE, 5),
        rating(AFTER, 3),
        rating(H24, 6),
    )
    told = pain_of(held, LEFT)
    assert (told.before, told.after, told.day_after) == (5, 3, 6)
    assert (told.change, told.day_after_change) == (Change(5, 3), Change(5, 6))
    assert (told.session_id, told.day, told.title) == ("s", WHEN.date(), "Heel")
    assert pain_of(held, (Foot.LEFT, Area.HEEL)).change is None


@pytest.mark.parametrize(
    "ratings",
    [
        [rating(BEFORE, 5)],
        [rating(AFTER, 5)],
        [rating(BEFORE, 5), rating(AFTER, None)],
        [rating(BEFORE, None), rating(AFTER, 5)],
        [rating(BEFORE, 5), rating(AFTER, 3, late=True)],
    ],
    ids=["no after", "no before", "after passed over", "before passed over", "after came late"],
)
def test_what_was_not_answered_in_time_is_missing(ratings: list[Rating]) -> None:
    assert pain_of(session(*ratings), LEFT).change is None


def test_a_late_answer_is_none_of_the_day_after() -> None:
    late = session(rating(BEFORE, 5), rating(H24, 3, late=True))
    assert pain_of(late, LEFT).day_after_change is None


def test_the_place_with_the_most_answers_comes_first() -> None:
    heel, arch, right = (Foot.LEFT, Area.HEEL), (Foot.LEFT, Area.ARCH), (Foot.RIGHT, Area.HEEL)
    places = [RatedPlace(right, 3), RatedPlace(arch, 3), RatedPlace(heel, 3), RatedPlace(LEFT, 9)]
    assert most_rated(places) == (LEFT, heel, arch, right)
    assert most_rated(places, Foot.RIGHT) == (right,)
    assert most_rated(places, region=Area.HEEL) == (heel, right)
    assert most_rated(places, Foot.RIGHT, Area.ARCH) == ()


def test_each_foot_has_the_place_that_was_rated_most_often() -> None:
    heel, arch, right = (Foot.LEFT, Area.HEEL), (Foot.LEFT, Area.ARCH), (Foot.RIGHT, Area.HEEL)
    places = [RatedPlace(arch, 3), RatedPlace(right, 9), RatedPlace(heel, 3)]
    assert main_places(places) == (heel, right)
    assert main_places(places, [Foot.LEFT], Area.ARCH) == (arch,)
    assert main_places(places, [Foot.RIGHT], Area.ARCH) == ()


def test_what_was_written_down_afterwards_is_none_of_a_fixed_time() -> None:
    measured = session(rating(BEFORE, 5), rating(H24, 2))
    ids: Iterator[int] = iter(range(9))
    desk = Desk(WHEN + timedelta(days=9), lambda when: when, lambda: f"{next(ids)}")
    for context in (BEFORE, AFTER, H24):
        felt = Felt(RatingKind.PAIN, context, *LEFT, 1)
        (added,) = felt_later(measured.session, felt, desk).added.ratings
        late = replace(measured, ratings=(added,))
        assert pain_of(late, LEFT) == pain_of(replace(measured, ratings=()), LEFT)
        assert rated_places([late]) == []


ratings = st.builds(
    rating,
    st.sampled_from(RatingContext),
    st.none() | st.integers(0, 10),
    st.sampled_from([LEFT, (Foot.LEFT, Area.HEEL), (Foot.RIGHT, Area.HEEL)]),
    st.sampled_from(RatingKind),
    late=st.booleans(),
)


@given(
    st.lists(ratings, unique_by=lambda one: (one.context, one.side, one.region, one.kind)).map(
        lambda given_: session(*given_)
    )
)
def test_the_places_are_counted_by_the_numbers_that_are_told(logged: LoggedSession) -> None:
    counted = {one.place: one.answers for one in rated_places([logged])}
    told: Counter[Region] = Counter()
    for pain in pains_of(logged):
        told[pain.place] += sum(v is not None for v in (pain.before, pain.after, pain.day_after))
    assert told == counted
