"""Pain over days: strong on several, or not lower than in the first week."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from app.core.after_questions import FlagReason
from app.core.daily_question import HurtsMost
from app.core.first_week import WEEK, first_week
from app.core.pain_scale import ANSWERS_A_WEEK, MILD, STRONG
from app.core.plan import Foot
from app.core.soreness import Rating, RatingContext, RatingKind

STRONG_DAYS = 3
"""On how many days within a week pain has to be strong."""

DAYS_OF_USE = timedelta(days=14)
"""After how many days pain that is not lower is a reason to ask a professional."""

LOOKS_BACK = timedelta(days=7)
"""How far into the log it looks, and at the first week, however long ago (`first_weeks`)."""

_DAY = timedelta(days=1)
Days = dict[date, tuple[int, datetime]]
"""A day's highest value, and when it was answered."""

Series = tuple[Foot, HurtsMost | None]
"""What is told apart: a foot, and the question of the day; None is pain before a session."""


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
        ratings: of `LOOKS_BACK`, or more, and of the `first_weeks`, in any order, of
            whatever kind. A rating belongs to the day on which it was answered, as lived then.
        today: the day.
    """
    answered = [one for one in ratings if one.value is not None and one.answered.date() <= today]
    yield from _strong(answered, today)
    still: dict[Foot, datetime] = {}
    for (foot, _), days in _trends(answered).items():
        since = _not_lower(days, today)
        if since is not None:
            still[foot] = max(still.get(foot, since), since)
    if still:
        yield PainFlag(FlagReason.NO_CHANGE, max(still.values()), frozenset(still))


def to_compare(ratings: Iterable[Rating], today: date) -> frozenset[Series]:
    """The series whose first week is of interest: the last week has a median that is not mild.

    Args:
        ratings: of `LOOKS_BACK`, or more, in any order, of whatever kind.
        today: the day.
    """
    trends = _trends(one for one in ratings if one.answered.date() <= today)
    weeks = {series: _week(days, today - WEEK + _DAY) for series, days in trends.items()}
    return frozenset(series for series, week in weeks.items() if week and _median(week) > MILD)


def first_weeks(ratings: Iterable[Rating], wanted: Collection[Series]) -> list[Rating]:
    """The ratings of the first week of series; read no further than to the last of them.

    Args:
        ratings: of the whole log, the oldest first, of whatever kind.
        wanted: the series.
    """
    weeks: dict[Series, list[Rating]] = {series: [] for series in wanted}
    open_: set[Series] = set(wanted)
    for one in ratings:
        series, day = _series(one), one.answered.date()
        if series not in open_ or one.value is None:
            continue
        week = weeks[series]
        if week and day - week[0].answered.date() >= WEEK:
            if len({rating.answered.date() for rating in week}) >= ANSWERS_A_WEEK:
                open_.remove(series)
                if not open_:
                    break
                continue
            week[:] = [rating for rating in week if day - rating.answered.date() < WEEK]
        week.append(one)
    return [rating for week in weeks.values() for rating in week]


def _strong(answered: Iterable[Rating], today: date) -> Iterator[PainFlag]:
    """Pain of 7 or more on three days of the last seven, on whichever foot."""
    strong = [
        one
        for one in answered
        if one.kind is not RatingKind.SORENESS
        and (one.value or 0) >= STRONG
        and one.answered.date() > today - WEEK
    ]
    days: dict[date, datetime] = {}
    for one in strong:
        day = one.answered.date()
        days[day] = min(days.get(day, one.answered), one.answered)
    if len(days) >= STRONG_DAYS:
        third = sorted(days)[STRONG_DAYS - 1]
        yield PainFlag(FlagReason.STRONG_PAIN, days[third], frozenset(one.side for one in strong))


def _series(one: Rating) -> Series | None:
    """Of which series a rating is: of a question of the day, or of pain before a session."""
    if one.kind is RatingKind.FIRST_STEP:
        return one.side, HurtsMost.of_region(one.region)
    is_before = one.kind is RatingKind.PAIN and one.context is RatingContext.BEFORE
    return (one.side, None) if is_before else None


def _trends(answered: Iterable[Rating]) -> dict[Series, Days]:
    """The series that are told apart."""
    found: dict[Series, Days] = {}
    for one in answered:
        series = _series(one)
        if series is not None and one.value is not None:
            days, day, told = found.setdefault(series, {}), one.answered.date(), one.answered
            days[day] = max(days.get(day, (one.value, told)), (one.value, told))
    return found


def _not_lower(days: Days, today: date) -> datetime | None:
    """When it was told by which the last week is not lower than the first, nor mild."""
    first = first_week(sorted(days))
    last = _week(days, today - WEEK + _DAY)
    if first is None or not last or today - first < DAYS_OF_USE:
        return None
    now = _median(last)
    is_so = now >= _median(_week(days, first)) and now > MILD
    return max(when for _, when in last.values()) if is_so else None


def _week(days: Days, start: date) -> Days:
    """The values of the seven days from one on; none where they are too few for a median."""
    found = {day: told for day, told in days.items() if start <= day < start + WEEK}
    return found if len(found) >= ANSWERS_A_WEEK else {}


def _median(week: Days) -> float:
    return median(value for value, _ in week.values())
