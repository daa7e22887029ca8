"""The plan of a week, as it is kept."""

from __future__ import annotations

import json
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.week_plan import OPEN_END, SESSIONS_A_WEEK, Weekday, WeekPlan

CHANGED = WeekPlan(
    sessions=4,
    days=frozenset({Weekday.THURSDAY, Weekday.MONDAY}),
    at=time(18, 30),
    reminds=True,
    paused_until=date(2026, 12, 1),
)
SATURDAY = date(2026, 11, 21)


def test_three_sessions_on_any_day_are_usual() -> None:
    plan = WeekPlan()
    assert (plan.sessions, plan.days, plan.at, plan.reminds) == (3, frozenset(), None, False)
    assert all(plan.has_day(date(2026, 11, day)) for day in range(16, 23))


def test_days_have_room_for_as_many_sessions() -> None:
    monday = frozenset({Weekday.MONDAY})
    assert not WeekPlan(3, monday).has_room
    assert WeekPlan(1, monday).has_room
    assert WeekPlan(7).has_room, "any day will do"


def test_it_is_kept_in_plain_words() -> None:
    assert CHANGED.to_json() == {
        "sessions": 4,
        "days": ["monday", "thursday"],
        "at": "18:30",
        "reminds": True,
        "paused_until": "2026-12-01",
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sessions", 0),
        ("sessions", 8),
        ("sessions", True),
        ("sessions", "3"),
        ("days", "monday"),
        ("days", ["monday", "someday"]),
        ("days", [1]),
        ("at", "25:00"),
        ("at", "18:30:05"),
        ("at", "18:30+01:00"),
        ("at", "1830"),
        ("at", 18),
        ("reminds", 1),
        ("paused_until", "soon"),
        ("paused_until", 5),
    ],
)
def test_what_is_not_valid_keeps_its_default_and_spoils_no_other(name: str, value: object) -> None:
    kept = WeekPlan.from_json({**CHANGED.to_json(), name: value})
    assert kept.to_json() == {**CHANGED.to_json(), name: WeekPlan().to_json()[name]}


@pytest.mark.parametrize("data", [None, [], "x", 5])
def test_something_that_is_no_mapping_gives_the_usual(data: object) -> None:
    assert WeekPlan.from_json(data) == WeekPlan()


@given(
    st.builds(
        WeekPlan,
        st.sampled_from(SESSIONS_A_WEEK),
        st.frozensets(st.sampled_from(Weekday)),
        st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
        st.booleans(),
        st.none() | st.dates(),
    )
)
def test_every_plan_comes_back(plan: WeekPlan) -> None:
    assert WeekPlan.from_json(json.loads(json.dumps(plan.to_json()))) == plan


def test_a_pause_ends_on_its_day_or_never() -> None:
    paused = WeekPlan(paused_until=SATURDAY)
    assert paused.is_paused(date(2026, 11, 20))
    assert not paused.is_paused(SATURDAY)
    assert not WeekPlan().is_paused(SATURDAY)
    assert WeekPlan(paused_until=OPEN_END).is_paused(date(2999, 1, 1))


def test_a_date_has_its_day() -> None:
    assert Weekday.of(SATURDAY) is Weekday.SATURDAY
    assert WeekPlan(days=frozenset({Weekday.SATURDAY})).has_day(SATURDAY)
    assert not WeekPlan(days=frozenset({Weekday.SUNDAY})).has_day(SATURDAY)
