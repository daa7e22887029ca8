"""When soreness after a session was gone: known only as between two answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.core.plan import Foot
from app.core.soreness import LoggedSession, RatingContext, RatingKind

_LATER = (RatingContext.H3, RatingContext.H24, RatingContext.H48, RatingContext.H72)


@dataclass(frozen=True, slots=True)
class GoneBetween:
    """At one answer it was above its level before the session, and at the next one no more.

    Attributes:
        after_h: the hours that had really passed since the session's end at the one.
        by_h: those at the other.
    """

    after_h: float
    by_h: float


class Course(StrEnum):
    """What else may be known of it."""

    NEVER_ABOVE = "never_above"
    """At no answer was it above its level before the session."""
    NOT_YET = "not_yet"
    """At the last answer it was still above it."""
    UNKNOWN = "unknown"
    """It was not answered at any check-in."""


def resolution(logged: LoggedSession, foot: Foot) -> GoneBetween | Course:
    """When the soreness of a foot was back at or below its level before the session.

    It is asked about before a session only where soreness is left from the last one; else the level
    before is 0. What came back later was not gone.
    """
    before = logged.score(RatingKind.SORENESS, RatingContext.BEFORE, foot) or 0
    answers = sorted(
        (hours, score)
        for context in (RatingContext.AFTER, *_LATER)
        if (score := logged.score(RatingKind.SORENESS, context, foot)) is not None
        and (hours := _hours(logged, context, foot)) is not None
    )
    if all(_hours(logged, context, foot) is None for context in _LATER):
        return Course.UNKNOWN
    above = [number for number, (_, score) in enumerate(answers) if score > before]
    if not above:
        return Course.NEVER_ABOVE
    if above[-1] == len(answers) - 1:
        return Course.NOT_YET
    return GoneBetween(answers[above[-1]][0], answers[above[-1] + 1][0])


def _hours(logged: LoggedSession, context: RatingContext, foot: Foot) -> float | None:
    """How long after the session it was answered."""
    hours = [
        rating.hours_after_end
        for rating in logged.ratings
        if rating.kind is RatingKind.SORENESS
        and rating.context is context
        and rating.side is foot
        and rating.value is not None
        and rating.hours_after_end is not None
    ]
    return max(hours, default=None)
