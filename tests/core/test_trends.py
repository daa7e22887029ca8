"""The figures of the curve, against examples worked by hand and against their own rules."""

from __future__ import annotations

import doctest
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import trends
from app.core.daily_question import HurtsMost
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import Rating, RatingContext, RatingKind
from app.core.trends import (
    Baseline,
    Compared,
    DayValue,
    TrendPoint,
    baseline,
    compared,
    daily_values,
    lines,
    trailing_medians,
    weeks,
)

START = date(2026, 11, 2)
"""A Monday."""


def on(*values: int | None) -> list[DayValue]:
    """Values of days one after another; None is a day without an answer."""
    return [
        DayValue(START + timedelta(days=number), value)
        for number, value in enumerate(values)
        if value is not None
    ]


def day(number: int) -> date:
    return START + timedelta(days=number)


histories = st.lists(st.none() | st.integers(0, 10), max_size=60).map(lambda v: on(*v))


def rating(
    value: int | None,
    number: int = 0,
    side: Foot = Foot.LEFT,
    kind: RatingKind = RatingKind.FIRST_STEP,
    hour: int = 7,
) -> Rating:
    answered = datetime(2026, 11, 2, hour, tzinfo=UTC) + timedelta(days=number)
    context = RatingContext.DAILY
    return Rating("id", None, kind, context, answered, side, Area.WHOLE_FOOT, value)


def test_the_examples_in_the_docs_are_right() -> None:
    tried = doctest.testmod(trends)
    assert tried.attempted > 6
    assert tried.failed == 0


def test_a_foots_days_are_its_own_answers_to_one_question_the_oldest_first() -> None:
    ratings = [
        rating(6, 2),
        rating(5, 0),
        rating(9, 0, side=Foot.RIGHT),
        rating(9, 0, kind=RatingKind.PAIN),
        rating(None, 1),
    ]
    assert daily_values(ratings, Foot.LEFT) == tuple(on(5, None, 6))


def test_the_questions_of_the_day_can_be_told_apart() -> None:
    ball = replace(rating(8, 1), region=Area.BALL_OF_FOOT)
    ratings = [rating(5), ball, replace(rating(6, 2), region=Area.HEEL)]
    heel = HurtsMost.HEEL_OR_ARCH
    assert daily_values(ratings, Foot.LEFT, question=heel) == tuple(on(5, None, 6))
    assert daily_values(ratings, Foot.LEFT, question=HurtsMost.ACHILLES) == ()
    assert daily_values(ratings, Foot.LEFT) == tuple(on(5, 8, 6))


def test_of_several_answers_of_a_day_the_highest_stands() -> None:
    pain = RatingKind.PAIN
    ratings = [rating(3, kind=pain), rating(6, kind=pain, hour=9), rating(4, kind=pain, hour=20)]
    assert daily_values(ratings, Foot.LEFT, pain) == tuple(on(6))


def test_a_median_wants_four_of_seven_days() -> None:
    assert trailing_medians(on(5, 4, 6)) == ()
    assert trailing_medians(on(5, 4, 6, 3)) == (TrendPoint(day(3), 4.5, 4),)
    assert trailing_medians(on(5, 4, None, None, None, None, 6, 3)) == ()


def test_a_median_looks_back_seven_days_and_no_further() -> None:
    (*_, last) = trailing_medians(on(9, 1, 1, 1, 1, 1, 1, 1))
    assert last == TrendPoint(day(7), 1, 7)
    assert trailing_medians(on(9, 1, 1, 1, 1, 1, 1, 1))[3] == TrendPoint(day(6), 1, 7)
    assert trailing_medians(on(9, 1, 2, 3))[0].median == 2.5


def test_a_line_bridges_three_days_and_not_four() -> None:
    points = [TrendPoint(day(number), 1, 4) for number in (0, 4, 9)]
    assert lines(points) == ((points[0], points[1]), (points[2],))
    assert lines([]) == ()


def test_the_baseline_is_of_the_first_seven_days() -> None:
    assert baseline(on(6, 7, 5, 6, 6, 8, 6, 0, 0, 0)) == Baseline(6, 7, day(0), day(6))
    assert baseline(on(6, 7, 5)) is None
    assert baseline([]) is None


def test_a_first_answer_that_stood_alone_is_no_baseline() -> None:
    found = baseline(on(9, *[None] * 20, 6, 6, 5, 5))
    assert found == Baseline(5.5, 4, day(21), day(27))


def test_now_is_held_against_the_baseline() -> None:
    found = compared(on(*[6] * 7, *[None] * 7, *[4, 3, 4, 4, 3, 4, 4]), day(20))
    assert found == Compared(4, 7, Baseline(6, 7, day(0), day(6)))
    assert found.difference == -2
    assert found.is_noticed
    assert not found.is_same


@pytest.mark.parametrize(
    ("values", "today"),
    [
        (on(*[6] * 7, *[None] * 7, *[4] * 5), day(18)),
        (on(*[6] * 7, *[4] * 7), day(13)),
        (on(*[6] * 3), day(20)),
    ],
    ids=["five values now", "the baseline is of the same days", "no baseline"],
)
def test_without_enough_nothing_is_compared(values: list[DayValue], today: date) -> None:
    assert compared(values, today) is None


@pytest.mark.parametrize(
    ("start", "now", "is_same", "is_noticed"),
    [
        (6, 5.5, True, False),
        (6, 5, False, False),
        (6, 4, False, True),
        (4, 6, False, True),
        (4, 2, False, True),
        (3, 1, False, False),
        (3.5, 1, False, False),
    ],
)
def test_two_points_are_noticed_unless_the_start_was_low(
    start: float, now: float, *, is_same: bool, is_noticed: bool
) -> None:
    found = Compared(now, 8, Baseline(start, 7, day(0), day(6)))
    assert (found.is_same, found.is_noticed) == (is_same, is_noticed)


def test_a_week_has_its_worst_and_its_strong_days() -> None:
    (week,) = weeks(on(7, 6, 9, 2))
    assert (week.monday, week.count, week.median) == (START, 4, 6.5)
    assert (week.worst, week.strong_days) == (9, 2)


def test_a_week_with_three_answers_says_nothing_and_an_empty_one_is_there() -> None:
    values = on(*[None] * 2, 7, 6, 9, *[None] * 2, *[None] * 7, 3, 3, 3, 3)
    first, empty, last = weeks(values)
    assert (first.count, first.median, first.worst, first.strong_days) == (3, None, None, None)
    assert (empty.monday, empty.count, empty.median) == (day(7), 0, None)
    assert (last.monday, last.strong_days) == (day(14), 0)
    assert weeks([]) == ()


@given(histories)
def test_every_median_is_that_of_its_week(values: list[DayValue]) -> None:
    by_day = {one.day: one.value for one in values}
    points = {point.day: point for point in trailing_medians(values)}
    for one in values:
        week = [by_day[d] for n in range(7) if (d := one.day - timedelta(days=n)) in by_day]
        point = points.pop(one.day, None)
        if len(week) < 4:
            assert point is None
        else:
            assert point == TrendPoint(one.day, median(week), len(week))
    assert not points


@given(histories)
def test_lines_hold_every_point_once_and_in_order(values: list[DayValue]) -> None:
    points = trailing_medians(values)
    assert tuple(point for line in lines(points) for point in line) == points
    assert all(line for line in lines(points))


@given(histories)
def test_weeks_hold_every_day_once(values: list[DayValue]) -> None:
    assert sum(week.count for week in weeks(values)) == len(values)
    assert all(week.monday.weekday() == 0 for week in weeks(values))
