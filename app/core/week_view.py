"""The week that holds today: what was done, what is planned, and what comes next.

A day without a session is a day without a session. Nothing here counts what was not done, and no
run of days.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from app.core.advised_rest import is_stopped_by_body
from app.core.soreness import LoggedSession, SessionRecord
from app.core.week_plan import WeekPlan

WEEK_DAYS = 7


class DayMark(StrEnum):
    """What a day of the week was, is or may be."""

    DONE = "done"
    RESTED = "rested"
    """Resting was advised, and rested it was."""
    PLANNED = "planned"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day: its mark, how many sessions were done, and their hands-on seconds."""

    day: date
    mark: DayMark
    sessions: int = 0
    hands_on_s: int = 0


@dataclass(frozen=True, slots=True)
class NextSession:
    """A day for the next session, and its time; None for any time, or where it is over today."""

    day: date
    at: time | None = None


@dataclass(frozen=True, slots=True)
class WeekView:
    """The seven days from Monday on, and the plan for them.

    Attributes:
        days: the days.
        today: which of them is today.
        wanted: how many sessions are wanted.
        next: the next session of the plan, be it next week; None where any day will do.
    """

    days: tuple[WeekDay, ...]
    today: date
    wanted: int
    next: NextSession | None = None

    @property
    def sessions(self) -> int:
        """How many sessions were done."""
        return sum(day.sessions for day in self.days)

    @property
    def hands_on_s(self) -> int:
        """Their hands-on seconds."""
        return sum(day.hands_on_s for day in self.days)

    @property
    def remaining(self) -> int:
        """How many the plan has left for this week."""
        return max(0, self.wanted - self.sessions)

    @property
    def days_left(self) -> int:
        """How many days the week has left, with today, on which rest is not advised."""
        return sum(day.day >= self.today and day.mark is not DayMark.RESTED for day in self.days)

    @property
    def rested(self) -> tuple[date, ...]:
        """The days up to today on which resting was advised, and no session was done."""
        return tuple(
            day.day for day in self.days if day.mark is DayMark.RESTED and day.day <= self.today
        )


def counts(session: SessionRecord) -> bool:
    """Whether a session is one of the plan: however short, if something of it was done.

    One that was stopped for a sign of the body before its fifteen minutes is rest on advice.
    """
    if is_stopped_by_body(session) and not session.met_15_min:
        return False
    return session.actual_hands_on_s > 0


def days_done(sessions: Iterable[LoggedSession]) -> Iterator[tuple[date, int]]:
    """For each session that counts its day, as it was lived then, and its hands-on seconds."""
    for one in sessions:
        if counts(one.session):
            yield one.session.start.date(), one.session.actual_hands_on_s


def view_week(
    plan: WeekPlan,
    sessions: Iterable[LoggedSession],
    rested_days: Collection[date],
    now: datetime,
) -> WeekView:
    """Make the view.

    Args:
        plan: what the person wants.
        sessions: what the log holds, in any order; the last eight days are enough. A session
            belongs to the day it was begun, as it was lived then, wherever that was.
        rested_days: on which resting was advised; see `advised_rest`.
        now: the local time.
    """
    today = now.date()
    week = week_of(today)
    done = list(days_done(sessions))
    there = {day for day, _ in done}
    left = max(0, plan.sessions - sum(day in week for day, _ in done))
    ahead = [day for day in week if day >= today and day not in there and day not in rested_days]
    planned = [day for day in ahead if plan.days and plan.has_day(day)][:left]

    days = [_day(day, done, rested_days, planned) for day in week]
    taken = there.union(rested_days)
    following = [day for day in week_of(week[-1] + timedelta(days=1)) if day not in taken]
    chosen = [day for day in following if plan.days and plan.has_day(day)]
    first = next(iter([*planned, *chosen]), None)
    coming = None if first is None else NextSession(first, _time_of(plan, first, now))
    return WeekView(tuple(days), today, plan.sessions, coming)


def _day(
    day: date,
    done: Sequence[tuple[date, int]],
    rested_days: Collection[date],
    planned: Collection[date],
) -> WeekDay:
    there = [hands_on_s for when, hands_on_s in done if when == day]
    if there:
        mark = DayMark.DONE
    elif day in rested_days:
        mark = DayMark.RESTED
    else:
        mark = DayMark.PLANNED if day in planned else DayMark.FREE
    return WeekDay(day, mark, len(there), sum(there))


def week_of(day: date) -> tuple[date, ...]:
    """The seven days from Monday on that hold a day."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=number) for number in range(WEEK_DAYS))


def _time_of(plan: WeekPlan, day: date, now: datetime) -> time | None:
    is_over = plan.at is not None and day == now.date() and plan.at <= now.time()
    return None if is_over else plan.at
