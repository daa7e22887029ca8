"""The marks `changed` and `deleted`: instants in UTC, in one form that compares as text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_LEAST = timedelta(microseconds=1)


def mark(now: datetime) -> str:
    """An instant as `changed` and `deleted` hold it: UTC in one fixed form."""
    return now.astimezone(UTC).isoformat(timespec="microseconds")


def later(now: str | None, changed: str | None) -> str | None:
    """The mark of a change that is made now to a row that was changed before.

    Of two versions of a row the one that was changed later holds. A clock that was set back must
    not make the newer one the earlier: then it is the least bit later than the one before it.

    Args:
        now: a mark; None is none, as SQL has it.
        changed: the row's mark so far, None for a row that is new.

    Example:
        >>> later("2026-11-21T08:00:00.000000+00:00", "2026-11-21T09:00:00.000000+00:00")
        '2026-11-21T09:00:00.000001+00:00'
    """
    if changed is None or now is None or changed < now:
        return now
    try:
        return mark(datetime.fromisoformat(changed) + _LEAST)
    except OverflowError:  # the last instant of the calendar; nothing is later
        return changed
