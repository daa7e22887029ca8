"""Days on this machine's calendar as spans of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_DAY_MS = 24 * 60 * 60 * 1000
_EVER_MS = 2**62


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both ends included; None is no bound.

    Days are those of this machine's time zone as it is now.
    """

    since: date | None = None
    until: date | None = None

    @property
    def is_all(self) -> bool:
        """Whether it has no bound."""
        return self.since is None and self.until is None

    def widened(self, days: int) -> Span:
        """With so many days more at both ends, as far as the calendar goes."""
        return Span(_moved(self.since, -days), _moved(self.until, days))

    @property
    def ms(self) -> tuple[int, int]:
        """From the first instant of the first day up to, not including, the first after the last.

        Both in milliseconds since 1970 in UTC.
        """
        from_ms = -_EVER_MS if self.since is None else _midnight_ms(self.since.toordinal())
        to_ms = _EVER_MS if self.until is None else _midnight_ms(self.until.toordinal() + 1)
        return from_ms, to_ms


def _moved(day: date | None, days: int) -> date | None:
    if day is None:
        return None
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.min if days < 0 else date.max


def _midnight_ms(ordinal: int) -> int:
    """Milliseconds since 1970 in UTC at the start of a day (counted as `date` does) here."""
    try:
        midnight = datetime.combine(date.fromordinal(ordinal), time())
        return round(midnight.astimezone().timestamp() * 1000)
    except (OverflowError, ValueError, OSError):
        # At the ends of the calendar there are no time zones, and no sessions.
        return (ordinal - date(1970, 1, 1).toordinal()) * _DAY_MS
