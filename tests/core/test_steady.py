"""Whether the daily question was answered low for some weeks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest

from app.core.daily_question import HurtsMost
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import Rating, RatingContext, RatingKind
from app.core.steady import is_steady

TODAY = date(2026, 11, 21)
ZONE = timezone(timedelta(hours=1))
HEEL = HurtsMost.HEEL_OR_ARCH
WEEK = (0, 1, 2, 3)


def _answer(
    ago: int,
    value: int | None,
    foot: Foot = Foot.LEFT,
    region: Area = Area.WHOLE_FOOT,
    kind: RatingKind = RatingKind.FIRST_STEP,
    hour: int = 8,
) -> Rating:
    when = datetime.combine(TODAY - timedelta(days=ago), time(hour), ZONE)
    return Rating("r", None, kind, RatingContext.DAILY, when, foot, region, value)


def _three_weeks(
    value: int, foot: Foot = Foot.LEFT, region: Area = Area.WHOLE_FOOT
) -> list[Rating]:
    """Four answers in each of the three weeks that end today."""
    return [_answer(7 * week + day, value, foot, region) for week in range(3) for day in WEEK]


@pytest.mark.parametrize(("value", "steady"), [(0, True), (3, True), (4, False)])
def test_three_is_low_and_four_is_not(value: int, steady: bool) -> None:  # noqa: FBT001
    assert is_steady(_three_weeks(value), HEEL, TODAY) is steady


def test_a_single_bad_morning_does_not_undo_it() -> None:
    assert is_steady([*_three_weeks(2), _answer(5, 8)], HEEL, TODAY)


@pytest.mark.parametrize("week", [0, 1, 2])
def test_each_week_counts(week: int) -> None:
    worse = [_answer(7 * week + day, 6) for day in WEEK]
    others = [one for one in _three_weeks(1) if one.answered.date() not in _dates(worse)]
    assert not is_steady([*others, *worse], HEEL, TODAY)


def _dates(ratings: list[Rating]) -> set[date]:
    return {one.answered.date() for one in ratings}


def test_three_answers_a_week_are_too_few() -> None:
    assert not is_steady(_three_weeks(1)[1:], HEEL, TODAY)
    skipped = _answer(0, None)
    assert not is_steady([skipped, *_three_weeks(1)[1:]], HEEL, TODAY)


def test_nothing_is_known_without_answers() -> None:
    assert not is_steady([], HEEL, TODAY)


def test_older_and_later_answers_say_nothing() -> None:
    beside = [_answer(ago, 9) for ago in (21, 22, 23, 24, -1, -2)]
    assert is_steady([*_three_weeks(1), *beside], HEEL, TODAY)


def test_a_foot_that_is_rated_has_to_be_low_too() -> None:
    assert is_steady(_three_weeks(1) + _three_weeks(3, Foot.RIGHT), HEEL, TODAY)
    assert not is_steady(_three_weeks(1) + _three_weeks(5, Foot.RIGHT), HEEL, TODAY)


def test_of_two_answers_of_a_day_the_later_one_holds() -> None:
    early = [_answer(day, 9, hour=7) for day in WEEK]
    assert is_steady([*_three_weeks(1), *early], HEEL, TODAY)
    late = [_answer(day, 9, hour=9) for day in WEEK]
    assert not is_steady([*late, *_three_weeks(1)], HEEL, TODAY)


def test_only_the_question_that_is_asked_counts() -> None:
    ball = _three_weeks(1, region=Area.BALL_OF_FOOT)
    assert is_steady(ball, HurtsMost.BALL_OF_FOOT, TODAY)
    assert not is_steady(ball, HEEL, TODAY)
    pain = [_answer(ago, 1, kind=RatingKind.PAIN) for ago in range(21)]
    assert not is_steady(pain, HEEL, TODAY)
