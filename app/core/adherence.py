"""What was done of what was planned. Nothing of it is owed: a day of rest is a day of rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from app.core.period import Period
from app.core.share import Share
from app.core.soreness import SessionRecord
from app.core.week_plan import WeekPlan
from app.core.week_view import counts, week_of


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """A whole week from Monday on.

    Attributes:
        monday: its first day.
        planned: how many sessions were wanted.
        done: how many were done, which may be more.
        rested: how many of the planned ones were not done since resting was advised.
    """

    monday: date
    planned: int
    done: int
    rested: int = 0

    @property
    def kept(self) -> int:
        """How many of the planned ones were done.

        >>> PlannedWeek(date(2026, 11, 2), planned=3, done=5).kept
        3
        """
        return min(self.planned, self.done)


@dataclass(frozen=True, slots=True)
class Adherence:
    """Sessions, minutes and weeks of a period.

    Attributes:
        sessions: how many were done; those that a sign of the body stopped before their fifteen
            minutes are rest on advice.
        others: how many more there are that were not done: stopped so, or left before anything was.
        hands_on_s: the hands-on seconds of all sessions, stopped ones too.
        fifteen: how many of those done had fifteen minutes or more.
        weeks: the whole weeks of the period, without those of which the plan is not known.
    """

    sessions: int
    others: int
    hands_on_s: int
    fifteen: Share
    weeks: tuple[PlannedWeek, ...]

    @property
    def kept(self) -> Share:
        """How many of the sessions planned for the whole weeks were done."""
        planned = sum(week.planned for week in self.weeks)
        return Share(sum(week.kept for week in self.weeks), planned)

    @property
    def rested(self) -> int:
        """How many of the planned ones were not done since resting was advised."""
        return sum(week.rested for week in self.weeks)


def adherence(
    sessions: Iterable[SessionRecord],
    plan: WeekPlan,
    rested_days: Collection[date],
    period: Period,
) -> Adherence:
    """What was done in a period.

    Args:
        sessions: in any order; those of other days are passed over. One belongs to the day it was
            begun, as it was lived then.
        plan: of the weeks, as it is now; what it was once is not kept.
        rested_days: on which resting was advised; see `advised_rest`.
        period: the days.

    Of a period without a whole week the plan says nothing:

    >>> adherence([], WeekPlan(3), (), Period(date(2026, 11, 3), date(2026, 11, 12))).kept
    Share(part=0, whole=0)

    A week with three planned, of which none was done and one day was one of rest on advice:

    >>> days = Period(date(2026, 11, 2), date(2026, 11, 8))
    >>> found = adherence([], WeekPlan(3), {date(2026, 11, 4)}, days)
    >>> (found.kept, found.rested)
    (Share(part=0, whole=3), 1)
    """
    inside = [one for one in sessions if one.start.date() in period]
    done = [one for one in inside if counts(one)]
    days = Counter(one.start.date() for one in done)
    return Adherence(
        len(done),
        len(inside) - len(done),
        sum(one.actual_hands_on_s for one in inside),
        Share.of(one.met_15_min for one in done),
        tuple(_week(monday, days, plan, rested_days) for monday in period.whole_weeks),
    )


def _week(
    monday: date, done: Counter[date], plan: WeekPlan, rested_days: Collection[date]
) -> PlannedWeek:
    days = week_of(monday)
    count = sum(done[day] for day in days)
    rested = sum(day in rested_days and day not in done for day in days)
    return PlannedWeek(monday, plan.sessions, count, min(max(0, plan.sessions - count), rested))
