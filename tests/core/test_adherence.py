"""What was done of what was planned, by weeks and in all."""

from __future__ import annotations

import doctest
from datetime import date, datetime, time, timedelta, timezone
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import adherence as module
from app.core import missing, period, share
from app.core.adherence import PlannedWeek, adherence
from app.core.period import Period
from app.core.share import Share
from app.core.soreness import EndReason, SessionRecord
from app.core.week_plan import WeekPlan
from tests.core.week_building import session

ZONE = timezone(timedelta(hours=1))
MONDAY = date(2026, 11, 2)
TWO_WEEKS = Period(MONDAY, MONDAY + timedelta(days=13))


def on(number: int, hands_on_s: int = 900, reason: EndReason | None = None) -> SessionRecord:
    """A session on a day after the Monday."""
    start = datetime.combine(MONDAY + timedelta(days=number), time(10), ZONE)
    return session(start, hands_on_s, reason).session


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def test_each_whole_week_is_held_against_the_plan() -> None:
    found = adherence([on(0), on(2), on(7)], WeekPlan(2), (), TWO_WEEKS)
    assert found.weeks == (PlannedWeek(MONDAY, 2, 2), PlannedWeek(day(7), 2, 1))
    assert found.kept == Share(3, 4)
    assert (found.sessions, found.hands_on_s, found.rested) == (3, 2700, 0)


def test_more_than_planned_in_one_week_makes_up_for_no_other() -> None:
    found = adherence([on(n) for n in range(5)], WeekPlan(3), (), TWO_WEEKS)
    assert found.kept == Share(3, 6)
    assert found.sessions == 5


def test_a_day_of_rest_on_advice_is_no_session_left_out() -> None:
    found = adherence([on(0)], WeekPlan(3), {day(1), day(3), day(4), day(9)}, TWO_WEEKS)
    assert [week.rested for week in found.weeks] == [2, 1]
    assert found.rested == 3


def test_a_session_on_a_day_of_rest_is_a_session() -> None:
    found = adherence([on(1)], WeekPlan(3), {day(1)}, TWO_WEEKS)
    assert [(week.done, week.rested) for week in found.weeks] == [(1, 0), (0, 0)]


def test_what_was_stopped_for_the_body_has_minutes_and_is_not_a_session_of_the_plan() -> None:
    found = adherence([on(0, 300, EndReason.NUMB), on(1, 600)], WeekPlan(3), (), TWO_WEEKS)
    assert (found.sessions, found.others) == (1, 1)
    assert (found.hands_on_s, found.fifteen) == (900, Share(0, 1))


def test_other_days_are_passed_over_and_part_weeks_have_no_plan() -> None:
    part = Period(day(1), day(8))
    found = adherence([on(0), on(1), on(8), on(9)], WeekPlan(3), (), part)
    assert (found.sessions, found.weeks, found.kept) == (2, (), Share(0, 0))


@given(
    st.lists(st.integers(-3, 24), max_size=20),
    st.integers(1, 7),
    st.sets(st.integers(-3, 24)),
    st.integers(0, 20),
)
def test_no_more_is_kept_or_rested_than_was_planned(
    done: list[int], wanted: int, rested: set[int], length: int
) -> None:
    days = Period(MONDAY, day(length))
    found = adherence(map(on, done), WeekPlan(wanted), {day(n) for n in rested}, days)
    assert len(found.weeks) == (length + 1) // 7
    assert found.kept.whole == wanted * len(found.weeks)
    assert found.kept.part + found.rested <= found.kept.whole
    assert found.sessions == sum(0 <= n <= length for n in done)
    for week in found.weeks:
        assert week.kept + week.rested <= week.planned


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before"):
        Period(day(1), day(0))


def test_a_share_is_a_part() -> None:
    assert Share(9, 11).rest == 2
    for part, whole in ((12, 11), (-1, 11)):
        with pytest.raises(ValueError, match="part"):
            Share(part, whole)


@pytest.mark.parametrize("told", [module, missing, period, share])
def test_the_examples_are_true(told: ModuleType) -> None:
    tried = doctest.testmod(told)
    assert tried.attempted
    assert not tried.failed
