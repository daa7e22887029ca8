"""What the clocks where the person is show: the night, in which nothing is asked, and days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from app.core.wall_clock import ToLocal, instant_at

QUIET_FROM_H = 22
QUIET_TO_H = 7
"""Local hours: from ten in the evening to seven in the morning nobody is prompted."""


def shown(when: datetime, to_local: ToLocal) -> datetime:
    """An instant with the offset that clocks have then, and no rules of a zone.

    Two instants of one zone with rules are compared by what clocks show, which is wrong in the hour
    that comes twice.
    """
    local = to_local(when)
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()))


def is_quiet(when: datetime, to_local: ToLocal) -> bool:
    """Whether it is night."""
    hour = to_local(when).hour
    return hour >= QUIET_FROM_H or hour < QUIET_TO_H


def after_quiet(when: datetime, to_local: ToLocal) -> datetime:
    """The instant itself, or in the night the morning that ends it; with its local offset."""
    if not is_quiet(when, to_local):
        return shown(when, to_local)
    local = to_local(when)
    days = 1 if local.hour >= QUIET_FROM_H else 0
    return at_hour(local.date() + timedelta(days=days), QUIET_TO_H, to_local)


def is_wholly_quiet(since: datetime, until: datetime, to_local: ToLocal) -> bool:
    """Whether all of a span lies in one night."""
    return is_quiet(since, to_local) and until <= after_quiet(since, to_local)


def at_hour(day: date, hour: int, to_local: ToLocal) -> datetime:
    """When clocks show a full hour of a day, whatever is done to them on the days around it."""
    return shown(instant_at(day, time(hour), to_local), to_local)


def day_of(when: datetime, to_local: ToLocal) -> date:
    """The day that a calendar where the person is shows."""
    return to_local(when).date()
