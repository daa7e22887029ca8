"""How often soreness was back at its level before the session by a day and by two days after it.

The person's own sessions only, with their number, and never a cause (domain notes 6.3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.core.plan import Foot
from app.core.resolution import Course, resolution
from app.core.share import Share
from app.core.soreness import LoggedSession, RatingContext, RatingKind

_ORDER = (
    RatingContext.BEFORE,
    RatingContext.AFTER,
    RatingContext.H3,
    RatingContext.H24,
    RatingContext.H48,
)


def back_by(sessions: Iterable[LoggedSession], context: RatingContext) -> Share:
    """Of the sessions with an answer at a check-in: how many were back by then.

    A session is back when each foot that was answered for is at or below its level before the
    session; soreness that never rose is. What was answered late is left out, since it tells of
    another hour; what came back at a later check-in is no matter of this one.

    Args:
        sessions: in any order.
        context: `h24` or `h48`.

    With no session there is none that was answered:

    >>> back_by([], RatingContext.H48)
    Share(part=0, whole=0)

    Eleven sessions answered at 48 hours, two of them with a foot still sorer than before, are
    `Share(9, 11)`: “9 of 11 by 48 h”.
    """
    told = (is_back(logged, context) for logged in sessions)
    return Share.of(one for one in told if one is not None)


def is_back(logged: LoggedSession, context: RatingContext) -> bool | None:
    """Whether soreness was back at a check-in; None where it was not answered in time.

    Args:
        logged: with its answers.
        context: `h24` or `h48`.
    """
    until = _ORDER[: _ORDER.index(context) + 1]
    in_time = tuple(
        one
        for one in logged.ratings
        if one.kind is RatingKind.SORENESS and one.context in until and not one.late
    )
    known = replace(logged, ratings=in_time)
    feet = [foot for foot in Foot if known.score(RatingKind.SORENESS, context, foot) is not None]
    courses = [resolution(known, foot) for foot in feet]
    told = [course for course in courses if course is not Course.UNKNOWN]
    return all(course is not Course.NOT_YET for course in told) if told else None
