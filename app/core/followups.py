"""The check-ins after sessions, and what became of each.

Nothing of this is stored. It is told anew from the sessions, their answers and the time, so that a
log that was merged, restored or corrected is never at odds with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta

from app.core.asked_after import is_answered
from app.core.check_in import CheckIn, CheckInState
from app.core.check_in_times import Window, end_of, windows
from app.core.quiet_hours import shown
from app.core.soreness import LoggedSession, RatingContext, SessionRecord
from app.core.wall_clock import ToLocal, system_local

LEAST_WORK_S = 60
"""Less hands-on time than this asks nothing after it, unless a sign of the body ended it."""

_AHEAD = timedelta(days=1)
"""How far ahead of the clock a session may end before the clock was wrong."""

_OVER = (CheckInState.MISSED, CheckInState.OVERLAPPED)


def check_ins(
    sessions: Iterable[LoggedSession],
    now: datetime,
    to_local: ToLocal = system_local,
    flagged: Collection[str] = (),
    *,
    asks_first_steps: bool = True,
) -> tuple[CheckIn, ...]:
    """All check-ins of sessions.

    A session that ends a day or more ahead of the clock was kept by one that was wrong: nobody
    knows when it was, and it is passed over. One that was added by hand has only those check-ins
    that can still be answered, or were: nobody was there to ask for the others.

    Args:
        sessions: with their answers, in any order; deleted ones are not among them.
        now: with its UTC offset.
        to_local: gives an instant the offset of the place where the person is.
        flagged: the ids of sessions that are looked at again after 72 hours.
        asks_first_steps: whether first steps are the question that this person is asked; else a
            morning that was not answered was not asked about.

    Returns:
        The newest session's first, each session's in the order of their hours.
    """
    at = now.astimezone(UTC)
    known = [one for one in sessions if is_followed_up(one.session) and end_of(one) - at < _AHEAD]
    found: list[CheckIn] = []
    newer: datetime | None = None
    for logged in sorted(known, key=end_of, reverse=True):
        is_flagged = logged.session.id in flagged
        for window in windows(logged, at, to_local, is_flagged=is_flagged):
            state = _state(logged, window, at, newer)
            if window.context is RatingContext.MORNING and not asks_first_steps:
                state = state if state is CheckInState.ANSWERED else CheckInState.NOT_ASKED
            if logged.session.steps or state not in _OVER:
                found.append(_check_in(logged.session.id, window, state, to_local))
        began = min(logged.session.start.astimezone(UTC), end_of(logged))
        if began <= at:
            newer = began if newer is None else min(newer, began)
    return tuple(found)


def is_followed_up(session: SessionRecord) -> bool:
    """Whether a session is asked about after it; only such a one overlaps what others ask."""
    reason = session.ended_early_reason
    has_sign = reason is not None and reason.is_sign
    return has_sign or session.actual_hands_on_s >= LEAST_WORK_S


def due(found: Iterable[CheckIn]) -> tuple[CheckIn, ...]:
    """Those that may be answered now, in the order in which they came."""
    return tuple(one for one in found if one.state is CheckInState.DUE)


def this_morning(found: Iterable[CheckIn], now: datetime) -> CheckIn | None:
    """The check-in to which first steps of now belong, answered or not.

    None where there is none: then they are those of a day (`daily`).
    """
    at = now.astimezone(UTC)
    states = (CheckInState.DUE, CheckInState.ANSWERED)
    return next(
        (
            one
            for one in found
            if one.context is RatingContext.MORNING and one.state in states and _is_open(one, at)
        ),
        None,
    )


def _is_open(one: CheckIn, at: datetime) -> bool:
    return one.opens.astimezone(UTC) <= at < one.closes.astimezone(UTC)


def _state(
    logged: LoggedSession, window: Window, at: datetime, newer: datetime | None
) -> CheckInState:
    """What became of a check-in.

    Args:
        logged: its session.
        window: its times.
        at: the time, in UTC.
        newer: when the next session began, None where there was none.
    """
    if is_answered(logged, window.context):
        return CheckInState.ANSWERED
    # First steps are those out of bed: a session after them changes nothing about them.
    is_morning = window.context is RatingContext.MORNING
    # What was overtaken in time stays so, wherever its night is said to be later.
    if newer is not None and newer < (window.opens if is_morning else window.on_time_until):
        return CheckInState.OVERLAPPED
    if window.is_night:
        return CheckInState.NOT_ASKED
    # A session in its late hours ends it, but it was missed before that.
    if at >= window.closes or (newer is not None and not is_morning):
        return CheckInState.MISSED
    return CheckInState.AHEAD if at < window.opens else CheckInState.DUE


def _check_in(session_id: str, window: Window, state: CheckInState, to_local: ToLocal) -> CheckIn:
    return CheckIn(
        session_id=session_id,
        context=window.context,
        due=shown(window.due, to_local),
        opens=shown(window.opens, to_local),
        on_time_until=shown(window.on_time_until, to_local),
        closes=shown(window.closes, to_local),
        state=state,
    )
