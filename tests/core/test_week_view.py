"""The week that holds today, as values."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.soreness import EndReason, LoggedSession
from app.core.week_plan import SESSIONS_A_WEEK, Weekday, WeekPlan
from app.core.week_view import DayMark, NextSession, WeekView, view_week
from tests.core.week_building import session

ZONE = timezone(timedelta(hours=1))
MONDAY = date(2026, 11, 16)
THREE = frozenset({Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY})
DONE, RESTED, PLANNED, FREE = DayMark.DONE, DayMark.RESTED, DayMark.PLANNED, DayMark.FREE


def _day(number: int) -> date:
    """A day of the week, 0 for its Monday."""
    return MONDAY + timedelta(days=number)


def _at(number: int, hour: int = 12) -> datetime:
    return datetime.combine(_day(number), time(hour), ZONE)


def _on(*numbers: int) -> list[LoggedSession]:
    return [session(_at(number, 10)) for number in numbers]


def _marks(view: WeekView) -> list[DayMark]:
    return [day.mark for day in view.days]


def test_a_new_week_has_its_planned_days_ahead() -> None:
    view = view_week(WeekPlan(days=THREE, at=time(18)), [], (), _at(0))
    assert _marks(view) == [PLANNED, FREE, PLANNED, FREE, PLANNED, FREE, FREE]
    assert (view.sessions, view.wanted, view.remaining) == (0, 3, 3)
    assert view.next == NextSession(MONDAY, time(18))


def test_a_planned_day_that_is_over_is_a_day_without_a_session() -> None:
    view = view_week(WeekPlan(days=THREE), [], (), _at(1))
    assert _marks(view) == [FREE, FREE, PLANNED, FREE, PLANNED, FREE, FREE]
    assert view.next == NextSession(_day(2))


def test_what_was_done_counts_on_any_day() -> None:
    view = view_week(WeekPlan(days=THREE), _on(0, 1), (), _at(2))
    assert _marks(view) == [DONE, DONE, PLANNED, FREE, FREE, FREE, FREE]
    assert (view.sessions, view.remaining, view.hands_on_s) == (2, 1, 1800)


def test_two_on_a_day_count_as_two() -> None:
    view = view_week(WeekPlan(days=THREE), _on(0, 0), (), _at(0))
    assert view.days[0].sessions == 2
    assert view.days[0].hands_on_s == 1800
    assert view.remaining == 1


def test_with_what_is_wanted_done_the_next_one_is_next_week() -> None:
    view = view_week(WeekPlan(days=THREE, at=time(18)), _on(0, 1, 2, 3), (), _at(3))
    assert _marks(view) == [DONE] * 4 + [FREE] * 3
    assert (view.sessions, view.remaining) == (4, 0)
    assert view.next == NextSession(_day(7), time(18))


def test_more_days_than_sessions_are_days_that_will_do() -> None:
    days = frozenset(Weekday) - {Weekday.MONDAY}
    view = view_week(WeekPlan(2, days), [], (), _at(0))
    assert _marks(view) == [FREE, PLANNED, PLANNED, FREE, FREE, FREE, FREE]


def test_where_any_day_will_do_none_is_planned_and_none_is_next() -> None:
    view = view_week(WeekPlan(at=time(18)), _on(0), (), _at(2))
    assert _marks(view) == [DONE, FREE, FREE, FREE, FREE, FREE, FREE]
    assert (view.remaining, view.next) == (2, None)


def test_after_the_last_planned_day_the_next_one_is_next_week() -> None:
    view = view_week(WeekPlan(days=THREE), _on(0), (), _at(5))
    assert (view.remaining, view.next) == (2, NextSession(_day(7)))


def test_a_day_on_which_rest_was_advised_is_neither_planned_nor_next() -> None:
    view = view_week(WeekPlan(days=THREE), [], {_day(0), _day(2), _day(3), _day(7)}, _at(2))
    assert _marks(view) == [RESTED, FREE, RESTED, RESTED, PLANNED, FREE, FREE]
    assert view.rested == (_day(0), _day(2))
    assert view.next == NextSession(_day(4))
    over = view_week(WeekPlan(days=THREE), [], {_day(7)}, _at(6))
    assert over.next == NextSession(_day(9))


def test_the_days_left_are_those_on_which_a_session_may_be() -> None:
    assert view_week(WeekPlan(), [], (), _at(0)).days_left == 7
    assert view_week(WeekPlan(), _on(5), {_day(6), _day(1)}, _at(5)).days_left == 1


def test_a_session_on_a_day_of_advice_is_a_session() -> None:
    view = view_week(WeekPlan(), _on(1), {_day(1)}, _at(1))
    assert view.days[1].mark is DONE
    assert view.rested == ()


@pytest.mark.parametrize(("hour", "at"), [(17, time(18)), (18, None), (19, None)])
def test_a_time_of_today_that_is_over_is_not_named(hour: int, at: time | None) -> None:
    view = view_week(WeekPlan(days=THREE, at=time(18)), [], (), _at(0, hour))
    assert view.next == NextSession(MONDAY, at)


@pytest.mark.parametrize(
    ("hands_on_s", "reason", "counted"),
    [
        (1, None, True),
        (0, EndReason.DONE, False),
        (300, EndReason.DONE, True),
        (300, EndReason.CRASH, True),
        (300, EndReason.PAIN, False),
        (899, EndReason.NUMB, False),
        (900, EndReason.NUMB, True),
    ],
)
def test_a_short_one_counts_unless_it_was_stopped_for_the_body(
    hands_on_s: int,
    reason: EndReason | None,
    counted: bool,  # noqa: FBT001
) -> None:
    view = view_week(WeekPlan(), [session(_at(0), hands_on_s, reason)], (), _at(1))
    assert view.sessions == counted


def test_a_session_belongs_to_the_day_as_it_was_lived() -> None:
    tokyo = datetime.combine(_day(4), time(7), ZoneInfo("Asia/Tokyo"))  # Thursday evening here
    view = view_week(WeekPlan(days=THREE), [session(tokyo)], (), _at(3, 23))
    assert _marks(view) == [FREE, FREE, FREE, FREE, DONE, FREE, FREE]
    assert view.next == NextSession(_day(7))


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_week_in_which_the_clocks_change_has_seven_days(sunday: date) -> None:
    now = datetime.combine(sunday, time(23, 30), ZoneInfo("Europe/Berlin"))
    early = session(datetime.combine(sunday, time(0, 10), now.tzinfo))
    view = view_week(WeekPlan(), [early], (), now)
    assert [day.day for day in view.days] == [sunday - timedelta(days=6 - n) for n in range(7)]
    assert _marks(view) == [FREE] * 6 + [DONE]
    assert view.today == sunday


days = st.integers(0, 6)


@given(
    st.builds(WeekPlan, st.sampled_from(SESSIONS_A_WEEK), st.frozensets(st.sampled_from(Weekday))),
    st.lists(days, max_size=9),
    st.sets(days),
    days,
)
def test_no_more_is_planned_than_is_left_and_nothing_for_the_past(
    plan: WeekPlan, done: list[int], rested: set[int], today: int
) -> None:
    view = view_week(plan, _on(*done), {_day(n) for n in rested}, _at(today))
    planned = [day.day for day in view.days if day.mark is PLANNED]
    assert len(planned) <= view.remaining
    assert all(day >= view.today and plan.has_day(day) for day in planned)
    assert view.sessions == len(done)
    assert {day.day for day in view.days if day.mark is DONE} == {_day(n) for n in done}
    if planned:
        assert view.next == NextSession(planned[0])
    assert (view.next is None) == (not plan.days)
