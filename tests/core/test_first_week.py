"""The first week: one rule, whoever reads by it."""

from __future__ import annotations

import doctest
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.core import first_week as module
from app.core.daily_question import HurtsMost
from app.core.first_week import WEEK, first_week
from app.core.pain_flags import first_weeks
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import Rating, RatingContext, RatingKind

START = date(2026, 11, 2)


def answered(day: int, value: int | None) -> Rating:
    when = datetime(2026, 11, 2, 7, tzinfo=UTC) + timedelta(days=day)
    kind, context = RatingKind.FIRST_STEP, RatingContext.DAILY
    return Rating("r", None, kind, context, when, Foot.LEFT, Area.WHOLE_FOOT, value)


days = st.sets(st.integers(0, 60)).map(lambda n: [START + timedelta(days=d) for d in sorted(n)])


def test_the_examples_in_the_docs_are_right() -> None:
    assert doctest.testmod(module).failed == 0


def test_without_an_answer_there_is_none() -> None:
    assert first_week([]) is None


@given(
    st.lists(st.tuples(st.integers(0, 40), st.none() | st.integers(0, 10))).map(
        lambda told: [answered(*one) for one in sorted(told, key=lambda one: one[0])]
    )
)
def test_a_log_that_is_read_rating_by_rating_has_the_same_first_week(told: list[Rating]) -> None:
    whole = sorted({one.answered.date() for one in told if one.value is not None})
    first = first_week(whole)
    read = first_weeks(told, {(Foot.LEFT, HurtsMost.HEEL_OR_ARCH)})
    in_week = {one.answered.date() for one in read}
    if first is None:
        assert first_week(sorted(in_week)) is None
    else:
        assert in_week == {day for day in whole if first <= day < first + WEEK}


@given(days)
def test_it_is_the_first_day_from_which_four_of_seven_were_answered(given_days: list[date]) -> None:
    wanted = [day for day in given_days if sum(day <= one < day + WEEK for one in given_days) >= 4]
    assert first_week(given_days) == (wanted[0] if wanted else None)
