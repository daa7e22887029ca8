"""Spans of days as the log's indexes know them: milliseconds since 1970 in UTC."""

from __future__ import annotations

from datetime import date, datetime, time

_DAY_MS = 24 * 60 * 60 * 1000
_EVER_MS = 2**62


def span_ms(since: date | None, until: date | None) -> tuple[int, int]:
    """From the first instant of one day up to, not including, the first after the other.

    Days are days of this machine's time zone as it is now.

    Args:
        since: the first day, or None for no bound.
        until: the last day, which is included, or None for no bound.
    """
    from_ms = -_EVER_MS if since is None else _midnight_ms(since.toordinal())
    to_ms = _EVER_MS if until is None else _midnight_ms(until.toordinal() + 1)
    return from_ms, to_ms


def _midnight_ms(ordinal: int) -> int:
    """Milliseconds since 1970 in UTC at the start of a day (counted as `date` does) here."""
    try:
        midnight = datetime.combine(date.fromordinal(ordinal), time())
        return round(midnight.astimezone().timestamp() * 1000)
    except (OverflowError, ValueError, OSError):
        # At the ends of the calendar there are no time zones, and no sessions.
        return (ordinal - date(1970, 1, 1).toordinal()) * _DAY_MS
