"""What the trend shows, against examples worked by hand and against its own rules."""

from __future__ import annotations

import doctest
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import trend_view
from app.core.daily_question import HurtsMost
from app.core.plan import Foot
from app.core.script import Area
from app.core.trend_view import TrendState, day_trend, question_for, thinned
from app.core.trends import DayValue, TrendPoint, baseline

START = date(2026, 11, 2)
"""A Monday."""


def day(number: int) -> date:
    return START + timedelta(days=number)


def on(*values: int | None) -> list[DayValue]:
    """Values of days one after another; None is a day without an answer."""
    return [DayValue(day(n), value) for n, value in enumerate(values) if value is not None]


histories = st.lists(st.none() | st.integers(0, 10), max_size=60).map(lambda v: on(*v))


def test_the_examples_in_the_docs_are_right() -> None:
    tried = doctest.testmod(trend_view)
    assert tried.attempted > 8
    assert tried.failed == 0


def test_nothing_ever_answered_is_another_thing_than_nothing_in_the_span() -> None:
    nothing = day_trend({Foot.LEFT: []}, None, None, day(3))
    assert (nothing.state, nothing.days, nothing.weeks) == (TrendState.NONE_YET, 1, ())
    elsewhere = day_trend({Foot.LEFT: on(5, 5)}, day(10), day(20), day(30))
    assert (elsewhere.state, elsewhere.days) == (TrendState.NONE_HERE, 11)
    assert elsewhere.feet[0].compared is None


def test_too_few_answers_are_dots_without_a_line() -> None:
    few = day_trend({Foot.LEFT: on(5, 4, 6), Foot.RIGHT: []}, None, None, day(2))
    assert few.state is TrendState.DOTS
    assert [value.value for value in few.feet[0].values] == [5, 4, 6]


def test_a_single_median_joins_nothing() -> None:
    one = day_trend({Foot.LEFT: on(5, 4, 6, 6)}, None, None, day(3))
    assert [len(piece) for piece in one.feet[0].lines] == [1]
    assert one.state is TrendState.DOTS


def test_the_first_week_is_that_of_the_whole_log_whatever_the_span() -> None:
    values = on(*[8] * 7, *[4] * 30)
    shown = day_trend({Foot.LEFT: values}, day(20), day(30), day(60))
    assert shown.feet[0].baseline == baseline(values)
    assert {value.value for value in shown.feet[0].values} == {4}
    compared = shown.feet[0].compared
    assert compared is not None
    assert (compared.difference, shown.ends_today) == (-4, False)


def test_missing_days_are_counted_from_the_first_answer_or_the_span() -> None:
    values = {Foot.LEFT: on(None, None, 5, None, 5)}
    assert day_trend(values, None, None, day(9)).days == 8
    assert day_trend(values, day(0), None, day(9)).days == 8
    assert day_trend(values, day(4), day(40), day(9)).days == 6


def test_the_span_ends_no_later_than_today() -> None:
    shown = day_trend({Foot.LEFT: on(5, 5, 5, 5)}, None, day(40), day(1))
    assert (shown.last, shown.ends_today, len(shown.feet[0].values)) == (day(1), True, 2)


def test_weeks_stand_newest_first_with_both_feet_and_those_without_answers() -> None:
    left, right = on(*[5] * 4), on(*[None] * 14, *[3] * 2)
    weeks = day_trend({Foot.LEFT: left, Foot.RIGHT: right}, None, None, day(20)).weeks
    assert [week.monday for week in weeks] == [day(14), day(7), day(0)]
    newest, empty, first = weeks
    assert newest.feet[Foot.LEFT] is None
    assert empty.feet == {Foot.LEFT: None, Foot.RIGHT: None}
    told, few = first.feet[Foot.LEFT], newest.feet[Foot.RIGHT]
    assert told is not None
    assert few is not None
    assert (told.count, told.median, few.count, few.median) == (4, 5, 2, None)


@given(histories, st.integers(0, 60), st.integers(0, 60))
def test_a_span_shows_each_of_its_days_once_and_no_other(
    values: Sequence[DayValue], since: int, until: int
) -> None:
    shown = day_trend({Foot.LEFT: values}, day(since), day(until), day(60))
    inside = [one for one in values if day(since) <= one.day <= day(until)]
    assert list(shown.feet[0].values) == inside
    assert len(shown.feet[0].values) <= shown.days
    weeks = [week.feet[Foot.LEFT] for week in shown.weeks]
    told = sum(week.count for week in weeks if week is not None)
    assert told == len(shown.feet[0].values)


@given(st.integers(0, 10), st.integers(4, 40))
def test_ties_are_their_own_median(value: int, count: int) -> None:
    shown = day_trend({Foot.LEFT: on(*[value] * count)}, None, None, day(count - 1))
    assert {p.median for piece in shown.feet[0].lines for p in piece} == {value}


@pytest.mark.parametrize(
    ("region", "question"),
    [
        (None, HurtsMost.ACHILLES),
        (Area.ARCH, HurtsMost.HEEL_OR_ARCH),
        (Area.BALL_OF_FOOT, HurtsMost.BALL_OF_FOOT),
        (Area.ACHILLES, HurtsMost.ACHILLES),
        (Area.WHOLE_FOOT, HurtsMost.ACHILLES),
        (Area.TOES, HurtsMost.ACHILLES),
    ],
)
def test_a_place_has_its_question_and_others_the_one_that_is_asked_now(
    region: Area | None, question: HurtsMost
) -> None:
    assert question_for(region, HurtsMost.ACHILLES) is question


medians = st.lists(st.integers(0, 20).map(lambda n: n / 2), max_size=80).map(
    lambda found: [TrendPoint(day(n), value, 7) for n, value in enumerate(found)]
)


@given(medians, st.floats(0.1, 30))
def test_a_thinned_line_keeps_its_order_and_its_peaks(line: list[TrendPoint], days: float) -> None:
    kept = thinned(line, days)
    assert [point for point in line if point in kept] == list(kept)
    if line:
        assert max(p.median for p in kept) == max(p.median for p in line)
        assert min(p.median for p in kept) == min(p.median for p in line)
    if days <= 1:
        assert list(kept) == line
