"""Pain over days: strong on three of seven, or not lower than in the first week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from app.core.after_questions import FlagReason
from app.core.daily_question import HurtsMost
from app.core.pain_flags import LOOKS_BACK, PainFlag, Series, first_weeks, pain_flags, to_compare
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import Rating, RatingContext, RatingKind
from tests.core.health_building import LEFT, NOW, RIGHT

PAIN, SORENESS, FIRST_STEP = RatingKind.PAIN, RatingKind.SORENESS, RatingKind.FIRST_STEP
DAILY, BEFORE, AFTER = RatingContext.DAILY, RatingContext.BEFORE, RatingContext.AFTER
STRONG, NO_CHANGE = FlagReason.STRONG_PAIN, FlagReason.NO_CHANGE


def rated(
    days_ago: int,
    value: int | None,
    side: Foot = LEFT,
    kind: RatingKind = FIRST_STEP,
    context: RatingContext = DAILY,
    region: Area = Area.WHOLE_FOOT,
) -> Rating:
    when = NOW - timedelta(days=days_ago)
    return Rating("r", None, kind, context, when, side, region, value)


def row(values: Sequence[int | None], first_ago: int, side: Foot = LEFT) -> list[Rating]:
    """Values of days one after another."""
    return [rated(first_ago - n, value, side) for n, value in enumerate(values)]


def found(*ratings: Rating) -> list[PainFlag]:
    return list(pain_flags(ratings, NOW.date()))


def reasons(*ratings: Rating) -> list[FlagReason]:
    return [one.reason for one in found(*ratings)]


# --- strong pain ---


def test_strong_pain_on_three_days_of_seven() -> None:
    days = [rated(6, 7), rated(3, 10, RIGHT, PAIN, BEFORE), rated(0, 7)]
    assert found(*days) == [PainFlag(STRONG, NOW, frozenset({LEFT, RIGHT}))]


@pytest.mark.parametrize(
    "ratings",
    [
        [rated(7, 9), rated(3, 9), rated(0, 9)],
        [rated(6, 9), rated(3, 6), rated(0, 9)],
        [rated(3, 9), rated(3, 9, RIGHT), rated(0, 9)],
        [rated(6, 9), rated(3, 9, LEFT, SORENESS, AFTER), rated(0, 9)],
        [rated(6, 9), rated(3, None), rated(0, 9)],
        [rated(6, 9), rated(0, 9), rated(-1, 9)],
    ],
    ids=["eight days", "a six", "one day twice", "soreness", "skipped", "tomorrow"],
)
def test_anything_less_is_not(ratings: list[Rating]) -> None:
    assert found(*ratings) == []


def test_it_stands_since_the_third_day() -> None:
    days = [rated(5, 8), rated(4, 8), rated(2, 8), rated(1, 8)]
    [one] = found(*days)
    assert one.since == NOW - timedelta(days=2)


# --- no change ---


def test_a_week_that_is_not_lower_after_fourteen_days() -> None:
    ratings = [*row([4, 4, 4, 4], 14), *row([4, 4, 4, 4], 3)]
    assert found(*ratings) == [PainFlag(NO_CHANGE, NOW, frozenset({LEFT}))]
    assert reasons(*row([4, 4, 4, 4], 14), *row([6, 6, 6, 6], 3)) == [NO_CHANGE]


@pytest.mark.parametrize(
    "ratings",
    [
        [*row([4, 4, 4, 4], 13), *row([4, 4, 4, 4], 3)],
        [*row([4, 4, 4, 4], 14), *row([4, 3, 3, 3], 3)],
        [*row([4, 4, 4], 14), *row([4, 4, 4, 4], 3)],
        [*row([4, 4, 4, 4], 14), *row([4, 4, 4, None], 3)],
        [*row([4, 4, 4, 4], 20), *row([4, 4, 4, 4], 9)],
        [*row([0, 0, 0, 0], 14), *row([0, 0, 0, 0], 3)],
        [*row([3, 3, 3, 3], 14), *row([3, 3, 3, 3], 3)],
        [*row([4, 4, 4, 4], 14), *row([4, 4, 4, 4], 3, RIGHT)],
    ],
    ids=[
        "thirteen days", "lower", "too few at first", "too few now", "long ago", "no pain", "mild",
        "the other foot",
    ],
)  # fmt: skip
def test_it_is_silent_where_it_cannot_say_so(ratings: list[Rating]) -> None:
    assert found(*ratings) == []


def test_the_first_week_is_the_first_that_has_four_days() -> None:
    lone = rated(60, 9)
    assert reasons(lone, *row([4, 4, 4, 4], 20), *row([5, 5, 5, 5], 3)) == [NO_CHANGE]


def test_of_two_answers_of_a_day_the_higher_one_counts() -> None:
    week = row([4, 4, 4, 4], 3)
    assert found(*row([5, 5, 5, 5], 14), *week) == []
    assert reasons(*row([5, 5, 5, 5], 14), *week, *row([5, 5, 5, 5], 3)) == [NO_CHANGE]


def test_pain_before_sessions_is_a_series_of_its_own() -> None:
    first = [rated(14 - n, 4, LEFT, PAIN, BEFORE) for n in range(4)]
    now = [rated(n, 4, LEFT, PAIN, BEFORE) for n in range(4)]
    assert reasons(*first, *now) == [NO_CHANGE]
    assert found(*first, *row([4, 4, 4, 4], 3)) == []
    after = [rated(n, 4, LEFT, PAIN, AFTER) for n in range(4)]
    assert found(*first, *after) == []


def test_both_feet_are_told_in_one() -> None:
    ratings = [
        one
        for foot in Foot
        for one in (*row([4] * 4, 14, foot), *row([4] * 4, 3 + (foot is LEFT), foot))
    ]
    assert found(*ratings) == [PainFlag(NO_CHANGE, NOW, frozenset(Foot))]


def test_the_three_questions_of_the_day_are_not_held_against_one_another() -> None:
    heel = row([4, 4, 4, 4], 14)
    ball = [rated(3 - n, 5, region=Area.BALL_OF_FOOT) for n in range(4)]
    assert found(*heel, *ball) == []
    early = [rated(14 - n, 5, region=Area.BALL_OF_FOOT) for n in range(4)]
    assert reasons(*heel, *early, *ball) == [NO_CHANGE]


def test_of_two_answers_before_sessions_of_a_day_the_higher_one_counts() -> None:
    def week(value: int, first_ago: int) -> list[Rating]:
        return [rated(first_ago - n, value, LEFT, PAIN, BEFORE) for n in range(4)]

    assert reasons(*week(5, 14), *week(5, 3), *week(4, 3)) == [NO_CHANGE]
    assert reasons(*week(5, 14), *week(4, 3), *week(5, 3)) == [NO_CHANGE]


# --- the first week ---


def days(*values_from: tuple[int, int, int]) -> list[Rating]:
    """Values of all days from one to another, days ago, the oldest first."""
    return [
        rated(ago, value) for value, first, last in values_from for ago in range(first, last, -1)
    ]


def as_read(ratings: Sequence[Rating]) -> list[Rating]:
    """What is looked at of a whole log."""
    late = [one for one in ratings if one.answered >= NOW - LOOKS_BACK]
    return [*first_weeks(ratings, to_compare(late, NOW.date())), *late]


def test_the_first_week_is_the_real_one_however_long_ago() -> None:
    eased = days((8, 200, 140), (5, 140, -1))
    assert reasons(*eased[-91:]) == [NO_CHANGE], "the last 90 days alone would say so"
    assert found(*as_read(eased)) == []
    worse = days((4, 200, 140), (8, 140, 60), (6, 60, -1))
    assert reasons(*as_read(worse)) == [NO_CHANGE]


HEEL, BALL = HurtsMost.HEEL_OR_ARCH, HurtsMost.BALL_OF_FOOT
ALL: list[Series] = [(LEFT, HEEL), (RIGHT, HEEL), (LEFT, BALL), (LEFT, None)]


def test_of_a_first_week_there_is_one_a_foot_and_question() -> None:
    lone = rated(60, 9)
    left, right = row([4, 4, 4, 4], 30), row([5, 5, 5, 5], 29, RIGHT)
    ball = [rated(28 - n, 6, region=Area.BALL_OF_FOOT) for n in range(4)]
    before = [rated(27 - n, 7, LEFT, PAIN, BEFORE) for n in range(4)]
    others = [rated(20, None), rated(20, 3, LEFT, SORENESS, AFTER), rated(20, 3, LEFT, PAIN, AFTER)]
    late = [*row([1, 1, 1, 1], 12), *row([1, 1, 1, 1], 11, RIGHT), rated(10, 1, LEFT, PAIN, BEFORE)]
    told = [lone, *left, *right, *ball, *before, *others, *late]
    ordered = sorted(told, key=lambda one: one.answered)
    assert first_weeks(ordered, ALL) == [*left, *right, *ball, *before]
    assert first_weeks(ordered, [(LEFT, BALL)]) == ball
    assert first_weeks(ordered, []) == []


def test_a_first_week_has_seven_days_from_its_first_on() -> None:
    ratings = row([8, 7, 6, 5, 4, 3, 2, 1], 40)
    assert [one.value for one in first_weeks(ratings, ALL)] == [8, 7, 6, 5, 4, 3, 2]
    spread = [rated(ago, 8) for ago in (40, 36, 35, 33, 32)]
    assert first_weeks(spread, ALL) == spread[1:]


def test_no_more_is_read_than_the_first_weeks_need() -> None:
    log = iter(row([4] * 40, 40))
    first_weeks(log, [(LEFT, HEEL)])
    assert len(list(log)) == 32


def test_what_is_mild_or_seldom_rated_is_held_against_nothing() -> None:
    ratings = [*row([4] * 4, 3), *row([3] * 4, 3, RIGHT), rated(0, 9, region=Area.BALL_OF_FOOT)]
    assert to_compare(ratings, NOW.date()) == {(LEFT, HEEL)}
    assert to_compare([rated(ago, 9) for ago in (1, 0, -1, -2, 7)], NOW.date()) == set()
