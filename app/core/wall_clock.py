"""From the clock on the wall to an instant, where clocks are put forward and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

ToLocal = Callable[[datetime], datetime]
"""Gives an instant as the clocks show it where the person is at that instant."""

_BESIDE = timedelta(days=1)
"""Clocks are not put twice in so short a time."""


def system_local(when: datetime) -> datetime:
    """An instant in the zone of this computer, with the offset that holds there at that instant."""
    return when.astimezone()


def instant_at(day: date, at: time, to_local: ToLocal) -> datetime:
    """The instant at which a clock on the wall shows a time of a day.

    A time that comes twice, since the clock is put back, is the first of the two. One that does
    not come, since it is put forward, is as much later as the clock is put forward.

    Args:
        day: the local day.
        at: the local time, without an offset.
        to_local: of the person's zone.

    Returns:
        It, with its local offset.
    """
    shown = datetime.combine(day, at)
    guess = shown.replace(tzinfo=UTC)
    beside = [to_local(guess - _BESIDE), to_local(guess + _BESIDE)]
    candidates = [to_local(_by_offset_of(shown, local)) for local in beside]
    right = [one for one in candidates if one.replace(tzinfo=None) == shown]
    return min(right, key=_utc, default=candidates[0])


def _by_offset_of(shown: datetime, local: datetime) -> datetime:
    """What a clock shows as an instant, with the offset of another local time."""
    return shown.replace(tzinfo=UTC) - (local.utcoffset() or timedelta())


def _utc(when: datetime) -> datetime:
    return when.astimezone(UTC)
