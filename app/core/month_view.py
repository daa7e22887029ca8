"""A month of the log, day by day: what was done, answered and noted, and what is planned.

A day without a session is a day without a session. Nothing here counts what was not done, and no
run of days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from app.core.advice import is_advice_read
from app.core.advised_rest import rested_days
from app.core.check_in import CheckIn, CheckInState
from app.core.chosen_entries import is_session_chosen, is_single_chosen
from app.core.log_filter import LogFilter
from app.core.month import Month
from app.core.month_records import MonthRecords
from app.core.plan import Foot
from app.core.soreness import (
    LogEvent,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
)
from app.core.wall_clock import ToLocal, system_local
from app.core.week_plan import WeekPlan
from app.core.week_view import DayMark, counts, view_week, week_of

_AROUND = (RatingContext.BEFORE, RatingContext.AFTER)
"""What is answered around a session stands on its page."""

_One = TypeVar("_One")


@dataclass(frozen=True, slots=True)
class DayCheckIn:
    """A check-in that was due on a day, or will be.

    Attributes:
        context: which one.
        state: what became of it.
        began: the day on which its session began, as it was lived.
        is_in_part: whether its time is over and something of it was answered, but not all.
    """

    context: RatingContext
    state: CheckInState
    began: date
    is_in_part: bool = False


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day; what it holds is in the order of the day.

    Attributes:
        day: which.
        sessions: those that began on it.
        is_rested: whether resting was advised, and no session of the plan was done.
        is_planned: whether the plan of the week has a session on it, today or later.
        first_steps: what was answered for a foot to the question of the day.
        answers: other answers of the day with a number, but those around a session.
        events: what happened.
        check_ins: those that were due on it, or will be.
    """

    day: date
    sessions: tuple[SessionRecord, ...] = ()
    is_rested: bool = False
    is_planned: bool = False
    first_steps: tuple[Rating, ...] = ()
    answers: tuple[Rating, ...] = ()
    events: tuple[LogEvent, ...] = ()
    check_ins: tuple[DayCheckIn, ...] = ()

    @property
    def hands_on_s(self) -> int:
        """The hands-on seconds of its sessions."""
        return sum(one.actual_hands_on_s for one in self.sessions)

    @property
    def has_15_min(self) -> bool:
        """Whether a session of it had at least fifteen minutes of hands-on time."""
        return any(one.met_15_min for one in self.sessions)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on it."""
        return self == CalendarDay(self.day)


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month, and how far one may turn the pages.

    Attributes:
        month: which.
        days: all its days.
        today: the day of now, be it in this month or not.
        earliest: the month of the first entry, or this one.
        latest: the month of today.
        has_entries: whether anything is in the log at all.
    """

    month: Month
    days: tuple[CalendarDay, ...]
    today: date
    earliest: Month
    latest: Month
    has_entries: bool = True

    @property
    def sessions(self) -> int:
        """How many sessions it has."""
        return sum(len(day.sessions) for day in self.days)

    @property
    def hands_on_s(self) -> int:
        """Their hands-on seconds."""
        return sum(day.hands_on_s for day in self.days)

    def on(self, day: date) -> CalendarDay:
        """A day of it."""
        return self.days[day.day - 1]


def view_month(  # noqa: PLR0913 - all that a day is told from
    month: Month,
    records: MonthRecords,
    check_ins: Iterable[CheckIn],
    wanted: LogFilter,
    *,
    plan: WeekPlan,
    now: datetime,
    first_day: date | None,
    to_local: ToLocal = system_local,
) -> MonthView:
    """Make the view.

    An entry belongs to the day on which it was lived, wherever that was; a check-in to the day on
    which it is due here. Rest and plan are those of all sessions, whatever is chosen.

    Args:
        month: which.
        records: of it and some days beside it.
        check_ins: of these sessions, in any order.
        wanted: what is looked at: its foot, region and script; its span counts for nothing.
        plan: what the person wants of a week.
        now: the local time.
        first_day: of the first entry in the log; None where there is none.
        to_local: of the person's zone.
    """
    today = now.date()
    chosen = _chosen(records, wanted)
    rested = rested_days(records.checks, records.sessions, to_local, records.ratings)
    worked = {one.session.start.date() for one in records.sessions if counts(one.session)}
    planned = _planned(plan, records.sessions, rested, now, month)
    sessions = _by_day((one.session for one in chosen.sessions), lambda one: one.start)
    ratings = _by_day(chosen.ratings, lambda one: one.answered)
    events = _by_day(chosen.events, lambda one: one.when)
    began = {one.session.id: one.session.start.date() for one in chosen.sessions}
    due = _by_day((one for one in check_ins if one.session_id in began), lambda one: one.due)
    given = {(one.session_id, one.context) for one in records.ratings if one.value is not None}
    days = tuple(
        CalendarDay(
            day=day,
            sessions=sessions[day],
            is_rested=day in rested and day not in worked,
            is_planned=day in planned,
            first_steps=_first_steps(ratings[day]),
            answers=tuple(one for one in ratings[day] if _is_told(one)),
            events=events[day],
            check_ins=tuple(_day_check_in(one, began, given) for one in due[day]),
        )
        for day in month.days
    )
    latest = Month.of(today)
    earliest = latest if first_day is None else min(Month.of(first_day), latest)
    return MonthView(month, days, today, earliest, latest, has_entries=first_day is not None)


def _chosen(records: MonthRecords, wanted: LogFilter) -> MonthRecords:
    """The entries that are looked at; of a session those about the foot."""
    sessions = tuple(one for one in records.sessions if is_session_chosen(one, wanted))
    ids = {one.session.id for one in sessions}

    def is_chosen(one: Rating | LogEvent) -> bool:
        if one.session_id is None:
            return is_single_chosen(one, wanted)
        return one.session_id in ids and (wanted.foot is None or one.side in (None, wanted.foot))

    return MonthRecords(
        sessions=sessions,
        ratings=tuple(one for one in records.ratings if is_chosen(one)),
        events=tuple(one for one in records.events if is_chosen(one) and not is_advice_read(one)),
    )


def _planned(
    plan: WeekPlan,
    sessions: Iterable[LoggedSession],
    rested: Collection[date],
    now: datetime,
    month: Month,
) -> frozenset[date]:
    """The days of a month, from today on, that the plan of their week chooses."""
    week = view_week(plan, sessions, rested, now)
    found = {day.day for day in week.days if day.mark is DayMark.PLANNED}
    following = week_of(now.date())[0] + timedelta(days=7)
    while plan.days and following <= month.last:
        days = [day for day in week_of(following) if plan.has_day(day) and day not in rested]
        found.update(days[: plan.sessions])
        following += timedelta(days=7)
    return frozenset(found)


def _by_day(
    found: Iterable[_One], when: Callable[[_One], datetime]
) -> defaultdict[date, tuple[_One, ...]]:
    """Each on its own day, in the order of their instants."""
    days: defaultdict[date, tuple[_One, ...]] = defaultdict(tuple)
    for one in sorted(found, key=lambda one: when(one).astimezone(UTC)):
        days[when(one).date()] += (one,)
    return days


def _day_check_in(
    one: CheckIn,
    began: Mapping[str, date],
    given: Collection[tuple[str | None, RatingContext]],
) -> DayCheckIn:
    is_over = one.state not in (CheckInState.ANSWERED, CheckInState.DUE, CheckInState.AHEAD)
    is_in_part = is_over and (one.session_id, one.context) in given
    return DayCheckIn(one.context, one.state, began[one.session_id], is_in_part)


def _first_steps(ratings: Iterable[Rating]) -> tuple[Rating, ...]:
    """What was answered of the first steps, the left foot's first."""
    told = [one for one in ratings if one.kind is RatingKind.FIRST_STEP and one.value is not None]
    return tuple(one for foot in Foot for one in told if one.side is foot)


def _is_told(rating: Rating) -> bool:
    is_first_step = rating.kind is RatingKind.FIRST_STEP
    return rating.value is not None and not is_first_step and rating.context not in _AROUND
