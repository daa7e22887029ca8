"""When each check-in of a session is due, and from when until when it is taken.

Hours are hours that passed, whatever was done to the clocks; only the morning and the quiet hours
go by what clocks show where the person is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from app.core.asked_after import is_answered
from app.core.quiet_hours import after_quiet, at_hour, day_of, is_wholly_quiet
from app.core.soreness import LoggedSession, RatingContext
from app.core.wall_clock import ToLocal

MORNING_FROM_H = 4
MORNING_TO_H = 12
"""Local hours in which the first steps of a day are asked about."""

APART = timedelta(hours=6)
"""Who answers one check-in of a session late is not asked the next one before this."""


class Hours(NamedTuple):
    """Hours after a session's end, by domain notes 6.2; until when late answers are taken is ours.

    They are taken until the next check-in of the session can be answered, and those to the last one
    for four days. So the next one may be put off by a late answer (`APART`), but not past its due.
    """

    opens: int
    due: int
    on_time_until: int
    closes: int


HOURS = {
    RatingContext.H3: Hours(2, 3, 6, 18),
    RatingContext.H24: Hours(18, 24, 30, 42),
    RatingContext.H48: Hours(42, 48, 60, 96),
    RatingContext.H72: Hours(66, 72, 84, 96),
}
"""Of each check-in that goes by hours; the morning does not."""


@dataclass(frozen=True, slots=True)
class Window:
    """The times of a check-in; all instants in UTC.

    Attributes:
        context: which one.
        opens: from when on it can be answered.
        due: when it is asked, which is never in the quiet hours.
        on_time_until: until when an answer is not late.
        closes: when it can be answered no more.
        is_night: whether all of its time without lateness is in the quiet hours of one night.
    """

    context: RatingContext
    opens: datetime
    due: datetime
    on_time_until: datetime
    closes: datetime
    is_night: bool = False


def windows(
    logged: LoggedSession, now: datetime, to_local: ToLocal, *, is_flagged: bool
) -> Iterator[Window]:
    """The times of a session's check-ins, in the order of their hours.

    Args:
        logged: the session with its answers.
        now: with its UTC offset.
        to_local: gives an instant the offset of the place where the person is.
        is_flagged: whether it is looked at again after 72 hours.
    """
    yield _by_hours(logged, RatingContext.H3, now, to_local)
    yield _morning(logged, to_local)
    yield _by_hours(logged, RatingContext.H24, now, to_local)
    h48 = _by_hours(logged, RatingContext.H48, now, to_local)
    h72 = _by_hours(logged, RatingContext.H72, now, to_local)
    has_time = h72.opens < h72.on_time_until
    if is_answered(logged, RatingContext.H72) or (is_flagged and has_time):
        yield replace(h48, closes=h72.opens)
        yield h72
    else:
        yield h48


def end_of(logged: LoggedSession) -> datetime:
    """When a session ended, in UTC."""
    return logged.session.end.astimezone(UTC)


def _by_hours(
    logged: LoggedSession, context: RatingContext, now: datetime, to_local: ToLocal
) -> Window:
    end = end_of(logged)
    earliest, due, on_time_until, closes = (end + timedelta(hours=h) for h in HOURS[context])
    before = _answered_before(logged, context)
    apart = earliest if before is None else before + APART
    opens = min(max(earliest, apart), on_time_until)
    there = to_local if now < on_time_until else _then(logged, to_local)
    return Window(
        context=context,
        opens=opens,
        due=after_quiet(max(due, opens), there).astimezone(UTC),
        on_time_until=on_time_until,
        closes=closes,
        is_night=is_wholly_quiet(earliest, on_time_until, there),
    )


def _answered_before(logged: LoggedSession, context: RatingContext) -> datetime | None:
    """When the last answer was given at an earlier check-in, while that was open; in UTC.

    What was corrected after that puts nothing off.
    """
    contexts = tuple(HOURS)
    closes = {
        earlier: end_of(logged) + timedelta(hours=HOURS[earlier].closes)
        for earlier in contexts[: contexts.index(context)]
    }
    answered = [
        at
        for r in logged.ratings
        if r.context in closes and (at := r.answered.astimezone(UTC)) < closes[r.context]
    ]
    return max(answered, default=None)


def _then(logged: LoggedSession, to_local: ToLocal) -> ToLocal:
    """What clocks showed around a session that is over for long.

    Who has travelled since would else have slept, or not, by the clocks of another place.
    """
    end = logged.session.end
    if to_local(end).utcoffset() == end.utcoffset():
        return to_local
    return lambda when: when.astimezone(end.tzinfo)


def _morning(logged: LoggedSession, to_local: ToLocal) -> Window:
    """The first morning that begins after the end of a session, be it on the same day."""
    end = end_of(logged)
    day = day_of(end, to_local)
    if at_hour(day, MORNING_FROM_H, to_local) <= end:
        day += timedelta(days=1)
    opens = at_hour(day, MORNING_FROM_H, to_local)
    closes = at_hour(day, MORNING_TO_H, to_local).astimezone(UTC)
    return Window(
        context=RatingContext.MORNING,
        opens=opens.astimezone(UTC),
        due=after_quiet(opens, to_local).astimezone(UTC),
        on_time_until=closes,
        closes=closes,
    )
