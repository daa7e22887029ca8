"""Pain over days: strong on several, or not lower than in the first week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from app.core.after_questions import FlagReason
from app.core.plan import Foot
from app.core.soreness import Rating, RatingContext, RatingKind

STRONG = 7
"""From which rating on pain is strong (domain notes 4.5 and 5.1)."""

STRONG_DAYS = 3
"""On how many days within a week pain has to be strong."""

DAYS_OF_USE = timedelta(days=14)
"""After how many days pain that is not lower is a reason to ask a professional."""

LOOKS_BACK = timedelta(days=90)
"""How far into the log it looks; the first week is the first one in there."""

_WEEK = timedelta(days=7)
_VALUES_LEAST = 4
"""Of how many days of a week there have to be values for a median (domain notes 6.3)."""

Days = dict[date, tuple[int, datetime]]
"""A day's highest value, and when it was answered."""


@dataclass(frozen=True, slots=True)
class PainFlag:
    """What pain over days says.

    Attributes:
        reason: `STRONG_PAIN` or `NO_CHANGE`.
        since: when the value was answered by which it holds.
        feet: the feet that it is about.
    """

    reason: FlagReason
    since: datetime
    feet: frozenset[Foot]


def pain_flags(ratings: Iterable[Rating], today: date) -> Iterator[PainFlag]:
    """What pain over days says today.

    Args:
        ratings: of `LOOKS_BACK`, in any order, of whatever kind. A rating belongs to the day on
            which it was answered, as lived then.
        today: the day.
    """
    answered = [one for one in ratings if one.value is not None and one.answered.date() <= today]
    yield from _strong(answered, today)
    still: dict[Foot, datetime] = {}
    for foot in Foot:
        for days in _trends(answered, foot):
            since = _not_lower(days, today)
            if since is not None:
                still[foot] = since
    if still:
        yield PainFlag(FlagReason.NO_CHANGE, max(still.values()), frozenset(still))


def _strong(answered: Iterable[Rating], today: date) -> Iterator[PainFlag]:
    """Pain of 7 or more on three days of the last seven, on whichever foot."""
    strong = [
        one
        for one in answered
        if one.kind is not RatingKind.SORENESS
        and (one.value or 0) >= STRONG
        and one.answered.date() > today - _WEEK
    ]
    days: dict[date, datetime] = {}
    for one in strong:
        day = one.answered.date()
        days[day] = min(days.get(day, one.answered), one.answered)
    if len(days) >= STRONG_DAYS:
        third = sorted(days)[STRONG_DAYS - 1]
        yield PainFlag(FlagReason.STRONG_PAIN, days[third], frozenset(one.side for one in strong))


def _trends(answered: Iterable[Rating], foot: Foot) -> Iterator[Days]:
    """The series that are told apart: first steps, and pain before a session."""
    first_steps: Days = {}
    before: Days = {}
    for one in answered:
        if one.side is not foot or one.value is None:
            continue
        day, told = one.answered.date(), (one.value, one.answered)
        if one.kind is RatingKind.FIRST_STEP:
            first_steps[day] = max(first_steps.get(day, told), told)
        elif one.kind is RatingKind.PAIN and one.context is RatingContext.BEFORE:
            before[day] = max(before.get(day, told), told)
    yield first_steps
    yield before


def _not_lower(days: Days, today: date) -> datetime | None:
    """When it was told by which the last week is not lower than the first; None where it is."""
    first = next((week for day in sorted(days) if (week := _week(days, day))), None)
    last = _week(days, today - _WEEK + timedelta(days=1))
    if not first or not last or today - min(first) < DAYS_OF_USE:
        return None
    now = median(value for value, _ in last.values())
    was = median(value for value, _ in first.values())
    return max(when for _, when in last.values()) if now >= was and now > 0 else None


def _week(days: Days, start: date) -> Days:
    """The values of the seven days from one on; none where they are too few for a median."""
    found = {day: told for day, told in days.items() if start <= day < start + _WEEK}
    return found if len(found) >= _VALUES_LEAST else {}
