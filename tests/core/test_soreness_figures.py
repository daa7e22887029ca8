"""How often soreness was back by a day and by two, against examples and against their own rules."""

from __future__ import annotations

import doctest
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import soreness_figures
from app.core.plan import Foot
from app.core.share import Share
from app.core.soreness import LoggedSession, RatingContext, RatingKind
from app.core.soreness_figures import back_by, is_back
from tests.core.followup_building import AFTER, BEFORE, BERLIN, H3, H24, H48, rated, session

END = datetime(2026, 11, 18, 15, 0, tzinfo=BERLIN)
SORE = RatingKind.SORENESS
HOURS = {AFTER: 0.1, H3: 3.0, H24: 24.0, H48: 48.0}

Told = dict[RatingContext, int | None]


def lived(
    left: Told, right: Told | None = None, *, before: int | None = None, late: bool = False
) -> LoggedSession:
    ratings = [
        rated(SORE, context, value, foot, hours_after_end=HOURS[context], late=late)
        for foot, told in ((Foot.LEFT, left), (Foot.RIGHT, right or {}))
        for context, value in told.items()
    ]
    return session(END, "s", rated(SORE, BEFORE, before), *ratings)


@pytest.mark.parametrize(
    ("told", "by_24h", "by_48h"),
    [
        ({AFTER: 3, H24: 0, H48: 0}, True, True),
        ({AFTER: 3, H24: 1, H48: 0}, False, True),
        ({AFTER: 0, H24: 0, H48: 2}, True, False),
        ({AFTER: 0, H24: 0}, True, None),
        ({AFTER: 3, H48: 0}, None, True),
        ({AFTER: 3, H24: None, H48: 3}, None, False),
        ({AFTER: 3}, None, None),
        ({}, None, None),
    ],
)
def test_each_hour_speaks_for_itself(
    told: Told,
    by_24h: bool | None,  # noqa: FBT001
    by_48h: bool | None,  # noqa: FBT001
) -> None:
    assert is_back(lived(told), H24) is by_24h
    assert is_back(lived(told), H48) is by_48h


def test_it_is_held_against_the_level_before_the_session() -> None:
    assert is_back(lived({AFTER: 4, H48: 2}, before=2), H48) is True
    assert is_back(lived({AFTER: 4, H48: 3}, before=2), H48) is False


def test_one_sore_foot_is_enough_not_to_be_back_and_a_foot_that_was_not_answered_is_none() -> None:
    assert is_back(lived({H48: 0}, {H48: 2}), H48) is False
    assert is_back(lived({H48: 0}, {H48: None}), H48) is True


def test_a_late_answer_is_none_of_a_fixed_hour() -> None:
    assert is_back(lived({H24: 0, H48: 0}, late=True), H48) is None


def test_an_answer_whose_hours_nobody_knows_is_none_either() -> None:
    logged = session(END, "s", rated(SORE, H48, 0))
    assert is_back(logged, H48) is None


def test_pain_is_not_soreness() -> None:
    pain = rated(RatingKind.PAIN, H48, 9, hours_after_end=48.0)
    assert is_back(replace(lived({H48: 0}), ratings=(*lived({H48: 0}).ratings, pain)), H48) is True


def test_nine_of_eleven() -> None:
    gone, sore, silent = lived({H48: 0}), lived({AFTER: 3, H48: 1}), lived({AFTER: 3})
    assert back_by([gone] * 9 + [sore] * 2 + [silent] * 4, H48) == Share(9, 11)


scores = st.none() | st.integers(0, 10)
days = st.builds(
    lambda after, day, two: lived({AFTER: after, H24: day, H48: two}), scores, scores, scores
)


@given(st.lists(days, max_size=12), st.randoms())
def test_the_order_of_sessions_is_no_matter_and_none_counts_twice(
    sessions: list[LoggedSession], random: object
) -> None:
    shuffled = sorted(sessions, key=lambda _one: random.random())  # type: ignore[attr-defined]
    for context in (H24, H48):
        found = back_by(sessions, context)
        assert found == back_by(shuffled, context)
        answered = [s for s in sessions if s.score(SORE, context, Foot.LEFT) is not None]
        assert found.whole == len(answered)
        assert found.part == sum(s.score(SORE, context, Foot.LEFT) == 0 for s in answered)


def test_the_examples_are_true() -> None:
    tried = doctest.testmod(soreness_figures)
    assert tried.attempted
    assert not tried.failed
