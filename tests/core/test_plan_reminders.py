"""When to remind of a session."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.core.plan_reminders import reminders
from app.core.soreness import LoggedSession
from app.core.week_plan import OPEN_END, Weekday, WeekPlan
from tests.core.week_building import session

BERLIN = ZoneInfo("Europe/Berlin")
PLAN = WeekPlan(
    3, frozenset({Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY}), time(18), reminds=True
)
ANY_DAY = replace(PLAN, days=frozenset())


def _november(day: int, hour: int = 18) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=BERLIN)


MONDAY = _november(16, 9)


def _local(when: datetime) -> datetime:
    return when.astimezone(BERLIN)


def _told(
    plan: WeekPlan,
    *done: datetime,
    now: datetime = MONDAY,
    rested: tuple[date, ...] = (),
) -> list[datetime]:
    sessions: list[LoggedSession] = [session(start) for start in done]
    return list(reminders(plan, sessions, rested, now, _local))


def test_each_day_of_the_plan_has_its_reminder() -> None:
    assert _told(PLAN) == [_november(16), _november(18), _november(20)]
    assert _told(PLAN, now=_november(17)) == [_november(18), _november(20), _november(23)]


def test_where_any_day_will_do_each_has_one() -> None:
    assert _told(ANY_DAY) == [_november(day) for day in range(16, 23)]


def test_one_whose_time_has_come_is_over() -> None:
    assert _told(PLAN, now=_november(16))[0] == _november(18)
    assert _told(PLAN, now=_november(16) - timedelta(seconds=1))[0] == _november(16)


@pytest.mark.parametrize("plan", [replace(PLAN, reminds=False), replace(PLAN, at=None)])
def test_without_a_time_or_when_off_there_is_none(plan: WeekPlan) -> None:
    assert _told(plan) == []


def test_a_day_that_is_done_has_none() -> None:
    assert _told(PLAN, _november(16, 8)) == [_november(18), _november(20)]


def test_a_week_that_has_what_is_wanted_has_none_and_the_next_one_has() -> None:
    done = [_november(day, 8) for day in (16, 17, 18)]
    told = _told(ANY_DAY, *done, now=_november(18, 9))
    assert told == [_november(23), _november(24)]


def test_a_day_of_advised_rest_has_none() -> None:
    assert _told(PLAN, rested=(date(2026, 11, 16),)) == [_november(18), _november(20)]


def test_a_pause_holds_until_its_day() -> None:
    paused = replace(PLAN, paused_until=date(2026, 11, 18))
    assert _told(paused) == [_november(18), _november(20)]
    assert _told(replace(PLAN, paused_until=OPEN_END)) == []


@pytest.mark.parametrize(
    ("day", "at", "utc"),
    [
        (date(2026, 3, 29), time(18), "2026-03-29T16:00Z"),
        (date(2026, 3, 29), time(2, 30), "2026-03-29T01:30Z"),
        (date(2026, 10, 25), time(18), "2026-10-25T17:00Z"),
        (date(2026, 10, 25), time(2, 30), "2026-10-25T00:30Z"),
    ],
)
def test_the_clock_on_the_wall_is_right_where_clocks_change(day: date, at: time, utc: str) -> None:
    now = datetime.combine(day - timedelta(days=1), time(12), BERLIN)
    told = _told(WeekPlan(7, frozenset({Weekday.SUNDAY}), at, reminds=True), now=now)
    assert [one.astimezone(UTC) for one in told] == [datetime.fromisoformat(utc)]
    # The computer tells its time with an offset that knows of no change.
    fixed = datetime.fromisoformat(now.isoformat())
    assert _told(WeekPlan(7, frozenset({Weekday.SUNDAY}), at, reminds=True), now=fixed) == told


def test_a_time_that_comes_twice_reminds_once() -> None:
    plan = WeekPlan(7, frozenset({Weekday.SUNDAY}), time(2, 30), reminds=True)
    between = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)  # 2:45, and 2:30 will come again
    assert _told(plan, now=_local(between)) == []


def test_who_travels_is_reminded_by_the_clock_that_is_there() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    now = datetime(2026, 11, 16, 9, tzinfo=tokyo)
    told = reminders(PLAN, [], (), now, lambda when: when.astimezone(tokyo))
    assert told[0] == datetime(2026, 11, 16, 18, tzinfo=tokyo)
    done = [session(now)]
    assert _told(PLAN, now, now=_november(16, 9)) == [_november(18), _november(20)]
    assert done[0].session.start.date() == date(2026, 11, 16)
