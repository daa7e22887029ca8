"""The first week: one rule, whoever reads by it."""

from __future__ import annotations

import doctest
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.core import first_week as module
from app.core.first_week import WEEK, first_week

START = date(2026, 11, 2)
days = st.sets(st.integers(0, 60)).map(lambda n: [START + timedelta(days=d) for d in sorted(n)])


def test_the_examples_in_the_docs_are_right() -> None:
    assert doctest.testmod(module).failed == 0


def test_without_an_answer_there_is_none() -> None:
    assert first_week([]) is None


@given(days)
def test_it_is_the_first_day_from_which_four_of_seven_were_answered(given_days: list[date]) -> None:
    wanted = [day for day in given_days if sum(day <= one < day + WEEK for one in given_days) >= 4]
    assert first_week(given_days) == (wanted[0] if wanted else None)
