"""The days of a month: each entry on its own day, rest and plan as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.core.advice import shown_event
from app.core.after_questions import FlagReason
from app.core.check_in import CheckInState
from app.core.followups import check_ins
from app.core.log_filter import LogFilter
from app.core.month import Month
from app.core.month_records import MonthRecords
from app.core.month_view import CalendarDay, MonthView, view_month
from app.core.plan import Feet, Foot
from app.core.script import Area
from app.core.soreness import (
    EndReason,
    EventType,
    LogEvent,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
)
from app.core.week_plan import Weekday, WeekPlan
from tests.core.followup_building import BERLIN, H24, H48, MORNING, place, rated, session
from tests.core.week_building import check

NOVEMBER = Month(2026, 11)
NOW = datetime(2026, 11, 18, 10, tzinfo=BERLIN)
"""A Wednesday."""
TO_LOCAL = place(BERLIN)


def at(day: int, hour: int = 18, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=BERLIN)


def view(records: MonthRecords, wanted: LogFilter | None = None, **more: Any) -> MonthView:
    usual: dict[str, Any] = {
        "plan": WeekPlan(),
        "now": NOW,
        "first_day": date(2026, 9, 3),
        "to_local": TO_LOCAL,
    }
    found = check_ins(records.sessions, NOW, TO_LOCAL)
    return view_month(NOVEMBER, records, found, wanted or LogFilter(), **{**usual, **more})


def of(*sessions: LoggedSession, ratings: tuple[Rating, ...] = (), **more: Any) -> MonthRecords:
    """Records, with the answers of the sessions among all answers."""
    held = tuple(r for one in sessions for r in one.ratings)
    return MonthRecords(sessions, (*held, *ratings), **more)


def test_every_day_of_the_month_is_there_and_empty_without_entries() -> None:
    told = view(MonthRecords(), first_day=None)
    assert [one.day for one in told.days] == list(NOVEMBER.days)
    assert all(one.is_empty for one in told.days)
    assert not told.has_entries
    assert (told.earliest, told.latest) == (NOVEMBER, NOVEMBER)


def test_one_may_turn_back_to_the_first_entry_and_on_to_today() -> None:
    told = view(MonthRecords())
    assert (told.earliest, told.latest, told.today) == (Month(2026, 9), NOVEMBER, NOW.date())


def test_an_entry_ahead_of_the_clock_does_not_turn_the_pages_past_today() -> None:
    assert view(MonthRecords(), first_day=date(2027, 3, 1)).earliest == NOVEMBER


def test_a_day_tells_its_sessions_and_their_time() -> None:
    late, early = session(at(3, 20), "late", hands_on_s=600), session(at(3, 9), "early")
    day = view(of(late, early)).on(date(2026, 11, 3))
    assert [one.id for one in day.sessions] == ["early", "late"]
    assert (day.hands_on_s, day.has_15_min) == (1500, True)
    assert not day.is_empty


def test_a_session_under_fifteen_minutes_is_one_as_well() -> None:
    told = view(of(session(at(3), hands_on_s=600)))
    assert not told.on(date(2026, 11, 3)).has_15_min
    assert (told.sessions, told.hands_on_s) == (1, 600)


def test_an_entry_belongs_to_the_day_that_was_lived_then() -> None:
    auckland = timezone(timedelta(hours=13))
    logged = session(datetime(2026, 11, 5, 1, 30, tzinfo=auckland))
    assert logged.session.start.astimezone(UTC).date() == date(2026, 11, 4)
    assert view(of(logged)).on(date(2026, 11, 5)).sessions == (logged.session,)


def test_entries_of_the_months_beside_it_are_not_shown() -> None:
    told = view(of(session(at(31, month=10), "before"), session(at(1, month=12), "after")))
    assert told.sessions == 0


def test_check_ins_stand_on_the_day_on_which_they_were_due() -> None:
    told = view(of(session(at(14))))
    due = {
        (one.day.day, found.context): found.state for one in told.days for found in one.check_ins
    }
    assert due[15, MORNING] is CheckInState.MISSED
    assert due[15, H24] is CheckInState.MISSED
    assert due[16, H48] is CheckInState.DUE
    began = {found.began for one in told.days for found in one.check_ins}
    assert began == {date(2026, 11, 14)}


def test_what_was_answered_in_part_is_told_once_its_time_is_over() -> None:
    pain = rated(RatingKind.PAIN, H24, 4, answered=at(15))
    soreness = rated(RatingKind.SORENESS, H48, 1, answered=at(16))
    passed_over = rated(RatingKind.PAIN, RatingContext.H3, None, answered=at(14, 21))
    told = view(of(session(at(14), "s", pain, soreness, passed_over)))
    in_part = {found.context: found.is_in_part for one in told.days for found in one.check_ins}
    # The second day is still open, and what was passed over is no answer.
    assert in_part == {RatingContext.H3: False, MORNING: False, H24: True, H48: False}


def test_first_steps_are_told_per_foot_and_those_passed_over_not() -> None:
    right = rated(RatingKind.FIRST_STEP, RatingContext.DAILY, 3, Foot.RIGHT, session_id=None)
    left = replace(right, side=Foot.LEFT, value=4)
    told = view(of(ratings=(replace(right, answered=at(9, 8)), replace(left, answered=at(9, 8)))))
    assert [(one.side, one.value) for one in told.on(date(2026, 11, 9)).first_steps] == [
        (Foot.LEFT, 4),
        (Foot.RIGHT, 3),
    ]
    passed_over = replace(left, value=None, answered=at(9, 8))
    assert view(of(ratings=(passed_over,))).on(date(2026, 11, 9)).is_empty


def test_what_is_answered_around_a_session_stands_on_its_page() -> None:
    before = rated(RatingKind.PAIN, RatingContext.BEFORE, 5, answered=at(9))
    day_after = rated(RatingKind.PAIN, H24, 4, answered=at(10))
    told = view(of(session(at(9), "s", before, day_after)))
    assert told.on(date(2026, 11, 9)).answers == ()
    assert told.on(date(2026, 11, 10)).answers == (day_after,)


def test_what_happened_is_told_and_advice_that_was_read_is_not() -> None:
    bruise = LogEvent("e", None, at(9), EventType.BRUISE)
    read = shown_event("a", FlagReason.STRONG_PAIN, at(9))
    told = view(of(events=(bruise, read)))
    assert told.on(date(2026, 11, 9)).events == (bruise,)


def test_rest_on_advice_is_told_unless_a_session_of_the_plan_was_done() -> None:
    stopped = (check(at(9), "stop"), check(at(10, 8), "stop"))
    told = view(of(session(at(10)), checks=stopped))
    assert told.on(date(2026, 11, 9)).is_rested
    assert not told.on(date(2026, 11, 10)).is_rested


def test_a_session_that_a_sign_ended_is_shown_with_the_rest_after_it() -> None:
    numb = session(at(9), hands_on_s=300, completed=False, ended_early_reason=EndReason.NUMB)
    told = view(of(numb))
    assert [one.day.day for one in told.days if one.is_rested] == [9, 10, 11]
    assert told.on(date(2026, 11, 9)).sessions == (numb.session,)


def test_the_plan_is_told_from_today_to_the_end_of_the_month_and_never_looking_back() -> None:
    plan = WeekPlan(2, frozenset({Weekday.TUESDAY, Weekday.THURSDAY, Weekday.SATURDAY}))
    told = view(of(session(at(17), "done")), plan=plan)
    assert [one.day.day for one in told.days if one.is_planned] == [19, 24, 26]


def test_rest_that_lies_ahead_takes_the_place_of_the_plan() -> None:
    numb = session(at(17, 23), completed=False, ended_early_reason=EndReason.NUMB)
    plan = WeekPlan(2, frozenset({Weekday.THURSDAY, Weekday.FRIDAY}), at=time(18))
    told = view(of(numb), plan=plan)
    assert told.on(date(2026, 11, 19)).is_rested
    assert [one.day.day for one in told.days if one.is_planned] == [20, 26, 27]


def test_without_days_nothing_is_planned_on_one() -> None:
    assert not any(one.is_planned for one in view(MonthRecords()).days)


def test_a_foot_chooses_its_sessions_and_what_belongs_to_it() -> None:
    left = session(at(9), "left", feet=Feet.LEFT)
    both = session(
        at(11),
        "both",
        rated(RatingKind.PAIN, H24, 4, Foot.LEFT, session_id="both", answered=at(12)),
        rated(RatingKind.PAIN, H24, 5, Foot.RIGHT, session_id="both", answered=at(12)),
    )
    events = (
        LogEvent("e", "both", at(11), EventType.BRUISE, side=Foot.LEFT),
        LogEvent("f", "both", at(11), EventType.DIZZINESS),
    )
    told = view(of(left, both, events=events), LogFilter(foot=Foot.RIGHT))
    assert [one.day.day for one in told.days if one.sessions] == [11]
    assert [one.value for one in told.on(date(2026, 11, 12)).answers] == [5]
    assert told.on(date(2026, 11, 11)).events == events[1:]
    assert not told.on(date(2026, 11, 10)).check_ins


def test_a_region_and_a_script_choose_and_a_span_counts_for_nothing() -> None:
    pain = rated(RatingKind.PAIN, RatingContext.DAILY, 7, area=Area.HEEL, session_id=None)
    records = of(session(at(9), script_id="heel"), ratings=(replace(pain, answered=at(12)),))
    heel = view(records, LogFilter(region=Area.HEEL))
    assert [one.day.day for one in heel.days if not one.is_empty] == [12]
    by_script = view(records, LogFilter(script_id="heel"))
    assert [one.day.day for one in by_script.days if one.sessions] == [9]
    # The day of strong pain is one of rest, whatever is chosen; its answer is of no script.
    assert by_script.on(date(2026, 11, 12)) == CalendarDay(date(2026, 11, 12), is_rested=True)
    until_long_ago = LogFilter(until=date(2020, 1, 1))
    assert view(records, until_long_ago) == view(records)


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 23)), max_size=12))
def test_each_session_stands_once(times: list[tuple[int, int]]) -> None:
    lived = [session(at(*when), f"{number}") for number, when in enumerate(times)]
    told = view(of(*lived))
    shown = [(day.day, one.id) for day in told.days for one in day.sessions]
    starts = {one.session.id: one.session.start.date() for one in lived}
    assert {id_: day for day, id_ in shown} == {
        id_: day for id_, day in starts.items() if Month.of(day) == NOVEMBER
    }
    assert len(shown) == len({id_ for _, id_ in shown})
    assert told.hands_on_s == sum(day.hands_on_s for day in told.days)
