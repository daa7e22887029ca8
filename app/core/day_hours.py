"""The local hours at which the first page becomes another one by itself."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from app.core.daily_question import NIGHT_ENDS_H, NOON_H
from app.core.wall_clock import ToLocal, instant_at

EVENING_H = 18
"""The local hour from which it is evening."""

_HOURS = (0, NIGHT_ENDS_H, NOON_H, EVENING_H)


def next_day_hour(now: datetime, to_local: ToLocal) -> datetime:
    """The next midnight, end of the night, noon or evening, with its local offset.

    Args:
        now: with its UTC offset.
        to_local: of the person's zone.
    """
    today = to_local(now).date()
    days = (today, today + timedelta(days=1))
    instants = (instant_at(day, time(hour), to_local) for day in days for hour in _HOURS)
    return next(when for when in instants if when.timestamp() > now.timestamp())
