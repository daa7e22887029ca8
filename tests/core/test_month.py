"""Months: their days in weeks that begin on whatever day, and what comes before and after."""

from __future__ import annotations

import doctest
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import month
from app.core.month import Month

MONTHS = st.builds(Month, st.integers(1, 9999), st.integers(1, 12))


def test_the_examples_in_the_docs_are_right() -> None:
    tried = doctest.testmod(month)
    assert tried.attempted > 0
    assert tried.failed == 0


def test_november_2026_begins_on_a_sunday() -> None:
    november = Month.of(date(2026, 11, 21))
    assert november.weeks(1)[0] == (None,) * 6 + (date(2026, 11, 1),)
    assert november.weeks(7)[0] == tuple(date(2026, 11, day) for day in range(1, 8))
    assert november.weeks(1)[-1] == (date(2026, 11, 30), *(None,) * 6)


def test_a_leap_year_has_its_day() -> None:
    assert Month(2028, 2).last == date(2028, 2, 29)


@given(MONTHS, st.integers(1, 7))
def test_weeks_hold_each_day_once_and_begin_on_their_day(one: Month, begins_on: int) -> None:
    weeks = one.weeks(begins_on)
    assert tuple(day for week in weeks for day in week if day is not None) == one.days
    assert all(len(week) == 7 and any(week) for week in weeks)
    for week in weeks:
        for at, day in enumerate(week):
            assert day is None or day.isoweekday() == (begins_on + at - 1) % 7 + 1


@given(MONTHS, st.integers(-200, 200))
def test_there_and_back_is_the_same_month(one: Month, months: int) -> None:
    there = one.moved(months)
    assert (there > one) == (months > 0 and one != Month(9999, 12))
    if Month(1, 1) < there < Month(9999, 12):
        assert there.moved(-months) == one


@pytest.mark.parametrize(
    ("end", "by"), [(Month(1, 1), -1), (Month(9999, 12), 1)], ids=["the first", "the last"]
)
def test_the_ends_of_the_calendar_are_not_passed(end: Month, by: int) -> None:
    assert end.moved(by) == end
