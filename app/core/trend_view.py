"""What the trend of a question of the day shows: dots, lines, what they are held against, rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain, groupby
from typing import NamedTuple

from app.core.daily_question import HurtsMost
from app.core.first_week import WEEK
from app.core.plan import Feet, Foot
from app.core.script import Area
from app.core.soreness import EventType
from app.core.trends import (
    Baseline,
    Compared,
    DayValue,
    TrendPoint,
    Week,
    baseline,
    compared,
    lines,
    trailing_medians,
    weeks,
)


class TrendKind(StrEnum):
    """What is looked at."""

    DAILY = "daily"
    """The question of the day: first steps, or what fits where it hurts."""
    BEFORE_AFTER = "before_after"
    DAY_AFTER = "day_after"


class TrendState(StrEnum):
    """How much there is to show."""

    NONE_YET = "none_yet"
    """Nothing was ever answered."""
    NONE_HERE = "none_here"
    """Nothing in this span."""
    DOTS = "dots"
    """Too few answers for a line: nowhere four of seven days."""
    LINES = "lines"


class SessionMark(NamedTuple):
    """A session as a mark on its day; a tuple, since there may be thousands."""

    session_id: str
    day: date
    title: str
    feet: Feet


@dataclass(frozen=True, slots=True)
class EventMark:
    """Something that happened, as a mark on its day."""

    day: date
    type: EventType
    side: Foot | None
    region: Area | None
    session_id: str | None


@dataclass(frozen=True, slots=True)
class FootTrend:
    """One foot's part.

    Attributes:
        foot: which.
        values: its days in the span, the oldest first.
        lines: the seven-day medians in the span; over gaps there is no line.
        baseline: its first week, of the whole log whatever the span; None where there is none.
        compared: the last fourteen days of the span against it; None where there are too few.
    """

    foot: Foot
    values: tuple[DayValue, ...]
    lines: tuple[tuple[TrendPoint, ...], ...]
    baseline: Baseline | None
    compared: Compared | None

    @property
    def has_line(self) -> bool:
        """Whether there are two medians near enough to be joined."""
        return any(len(piece) > 1 for piece in self.lines)


@dataclass(frozen=True, slots=True)
class TrendWeek:
    """A week of both feet: a row of the table. None stands for a foot without any answer in it."""

    monday: date
    feet: Mapping[Foot, Week | None]


@dataclass(frozen=True, slots=True)
class DayTrend:
    """The answers to the question of the day.

    Attributes:
        state: how much there is.
        first: the first day that counts: of the span, or of the first answer if that is later.
        last: the last day that counts.
        ends_today: whether that is today.
        feet: each foot that is shown; one without any answer in the span is among them.
    """

    state: TrendState
    first: date
    last: date
    ends_today: bool
    feet: tuple[FootTrend, ...]

    @property
    def weeks(self) -> tuple[TrendWeek, ...]:
        """The weeks in which any foot was answered for and those between them, newest first."""
        return _weeks(self.feet)

    @property
    def days(self) -> int:
        """How many days there were to answer on."""
        return (self.last - self.first).days + 1


def question_for(region: Area | None, hurts_most: HurtsMost) -> HurtsMost:
    """Which question of the day tells of a place.

    Args:
        region: the place that is looked at; None for no choice.
        hurts_most: where it hurts most, whose question is asked now.

    >>> question_for(Area.HEEL, HurtsMost.ACHILLES)
    <HurtsMost.HEEL_OR_ARCH: 'heel-or-arch'>
    >>> question_for(Area.CALF, HurtsMost.ACHILLES)
    <HurtsMost.ACHILLES: 'achilles'>
    """
    if region in (Area.HEEL, Area.ARCH):
        return HurtsMost.HEEL_OR_ARCH
    found = [one for one in HurtsMost if one.region is region and region is not Area.WHOLE_FOOT]
    return found[0] if found else hurts_most


def day_trend(
    values: Mapping[Foot, Sequence[DayValue]],
    since: date | None,
    until: date | None,
    today: date,
) -> DayTrend:
    """The trend of a span.

    Args:
        values: of the whole log, of the feet that are shown; by day, the oldest first.
        since: the first day of the span, None for no bound.
        until: its last day, None for today.
        today: the day.

    >>> from datetime import timedelta
    >>> start = date(2026, 11, 2)
    >>> left = [DayValue(start + timedelta(days=n), 5) for n in (0, 1, 3, 4, 6)]
    >>> shown = day_trend({Foot.LEFT: left}, None, None, start + timedelta(days=6))
    >>> shown.state, shown.days, len(shown.feet[0].values), shown.feet[0].baseline.median
    (<TrendState.LINES: 'lines'>, 7, 5, 5)
    """
    known = [one.day for one in chain.from_iterable(values.values())]
    last = today if until is None else min(until, today)
    first = max(since or date.min, min(known, default=last))
    feet = tuple(_foot_trend(foot, given, first, last) for foot, given in values.items())
    state = _state(feet, has_any=bool(known))
    return DayTrend(state, min(first, last), last, last == today, feet)


def _foot_trend(foot: Foot, values: Sequence[DayValue], first: date, last: date) -> FootTrend:
    inside = _inside(values, first, last)
    points = [one for one in trailing_medians(values) if first <= one.day <= last]
    return FootTrend(
        foot, inside, lines(points), baseline(values), compared(values, last) if inside else None
    )


def _inside(values: Sequence[DayValue], first: date, last: date) -> tuple[DayValue, ...]:
    start = bisect_left(values, first, key=_day_of)  # past the last one where the span is empty
    return tuple(values[start : bisect_right(values, last, key=_day_of)])


def _day_of(value: DayValue) -> date:
    return value.day


def _state(feet: Sequence[FootTrend], *, has_any: bool) -> TrendState:
    if not any(foot.values for foot in feet):
        return TrendState.NONE_HERE if has_any else TrendState.NONE_YET
    return TrendState.LINES if any(foot.has_line for foot in feet) else TrendState.DOTS


def _weeks(feet: Sequence[FootTrend]) -> tuple[TrendWeek, ...]:
    told = {foot.foot: {week.monday: week for week in weeks(foot.values)} for foot in feet}
    mondays = [monday for by_monday in told.values() for monday in by_monday]
    if not mondays:
        return ()
    newest = max(mondays)
    count = (newest - min(mondays)).days // WEEK.days + 1
    return tuple(
        TrendWeek(monday, {foot: by_monday.get(monday) for foot, by_monday in told.items()})
        for monday in (newest - number * WEEK for number in range(count))
    )


def thinned(line: Sequence[TrendPoint], days: float) -> tuple[TrendPoint, ...]:
    """A line that looks the same where so many days are narrower than the line is wide.

    Of each stretch of days the lowest and the highest point stay, so that no peak is lost.

    Args:
        line: its points, the oldest first.
        days: of a stretch; up to one day nothing is taken away.

    >>> from datetime import timedelta
    >>> start = date(2026, 11, 2)
    >>> line = [TrendPoint(start + timedelta(days=n), v, 7) for n, v in enumerate((4, 6, 5, 2, 3))]
    >>> [point.median for point in thinned(line, 10)]
    [6, 2]
    """
    if days <= 1:
        return tuple(line)
    kept: list[TrendPoint] = []
    for _, grouped in groupby(line, key=lambda point: point.day.toordinal() // days):
        stretch = list(grouped)
        ends = {min(stretch, key=_median_of), max(stretch, key=_median_of)}
        kept += [point for point in stretch if point in ends]
    return tuple(kept)


def _median_of(point: TrendPoint) -> float:
    return point.median
