"""When to remind of a session of the week's plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta

from app.core.soreness import LoggedSession
from app.core.wall_clock import ToLocal, instant_at
from app.core.week_plan import WeekPlan
from app.core.week_view import WEEK_DAYS, days_done, week_of


def reminders(
    plan: WeekPlan,
    sessions: Iterable[LoggedSession],
    rested_days: Collection[date],
    now: datetime,
    to_local: ToLocal,
) -> tuple[datetime, ...]:
    """The instants of the coming seven days at which to remind, the next one first.

    One for each day of the plan on which no session was done and none was advised against, until
    the week has what is wanted; none while reminders are paused or off. They hold as long as
    nothing else is done or set; then ask again.

    Args:
        plan: what the person wants; without a time nothing is reminded of.
        sessions: what the log holds, in any order; the last eight days are enough.
        rested_days: on which resting was advised.
        now: the time, with its UTC offset.
        to_local: of the person's zone.

    Returns:
        Instants later than now, each with its local offset.
    """
    if not plan.reminds or plan.at is None:
        return ()
    done = Counter(day for day, _ in days_done(sessions))
    today = to_local(now).date()
    days = [today + timedelta(days=ahead) for ahead in range(WEEK_DAYS + 1)]
    wanted = [
        day
        for day in days
        if plan.has_day(day)
        and not plan.is_paused(day)
        and day not in done
        and day not in rested_days
        and sum(done[one] for one in week_of(day)) < plan.sessions
    ]
    instants = [instant_at(day, plan.at, to_local) for day in wanted]
    first, last = now.astimezone(UTC), now.astimezone(UTC) + timedelta(days=WEEK_DAYS)
    return tuple(one for one in instants if first < one.astimezone(UTC) <= last)
