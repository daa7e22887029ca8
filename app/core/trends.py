"""How pain went over days: the figures of the log's curve, of one foot at a time.

Only the person's own past, medians and ranges, and never more than the answers hold: what was not
answered is missing, and nothing is filled in. The rules are the project's own (domain notes 6.3).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from app.core.daily_question import HurtsMost
from app.core.first_week import WEEK, first_week
from app.core.pain_scale import ANSWERS_A_WEEK, MILD, STRONG
from app.core.plan import Foot
from app.core.soreness import Rating, RatingKind

WINDOW_DAYS = 7
GAP_DAYS = 3
"""Over more days than these without an answer no line is drawn."""
NOW_DAYS = 14
LEAST_NOW = 6
NOTICED = 2
"""A difference that many people would notice, in points: the usual benchmark in chronic pain, about
2 of 10 (Farrar 2001, source S58; not universal, S59)."""


class DayValue(NamedTuple):
    """What was answered on a day, 0 to 10.

    A tuple, since of many years there are thousands.
    """

    day: date
    value: int


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The median of the seven days that end with this one, and of how many answers."""

    day: date
    median: float
    count: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """The median of the first seven days, of how many answers, and which days they were."""

    median: float
    count: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Compared:
    """The last fourteen days against the baseline.

    Attributes:
        now: the median of the last fourteen days.
        count: of how many answers.
        baseline: what it is held against.
    """

    now: float
    count: int
    baseline: Baseline

    @property
    def difference(self) -> float:
        """Points; below 0 is less pain than at the start."""
        return self.now - self.baseline.median

    @property
    def is_same(self) -> bool:
        """Whether it is about the same: less than one point of difference."""
        return abs(self.difference) < 1

    @property
    def is_noticed(self) -> bool:
        """Whether many people would notice such a difference; never told of a low start."""
        is_low = self.baseline.median < MILD + 1
        return not is_low and abs(self.difference) >= NOTICED


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday on.

    Attributes:
        monday: its first day.
        count: days with an answer.
        median: of them; None with less than four.
        worst: the highest of them; None with less than four.
        strong_days: days of 7 or more; None with less than four.
    """

    monday: date
    count: int
    median: float | None
    worst: int | None
    strong_days: int | None


def daily_values(
    ratings: Iterable[Rating],
    side: Foot,
    kind: RatingKind = RatingKind.FIRST_STEP,
    question: HurtsMost | None = None,
) -> tuple[DayValue, ...]:
    """A foot's values by day, the oldest first.

    A day is the one on the person's calendar where the answer was given. Of several on a day, of
    several places say, the highest is taken; first steps have one by their nature.

    Args:
        ratings: in any order, of whatever kind.
        side: the foot.
        kind: what was rated.
        question: the question of the day whose answers are wanted, which is told by their region;
            None where regions make no difference.

    >>> daily_values([], Foot.LEFT)
    ()
    """
    found: dict[date, int] = {}
    for rating in ratings:
        is_asked = question is None or HurtsMost.of_region(rating.region) is question
        if is_asked and rating.kind is kind and rating.side is side and rating.value is not None:
            day = rating.answered.date()
            found[day] = max(found.get(day, rating.value), rating.value)
    return tuple(DayValue(day, found[day]) for day in sorted(found))


def trailing_medians(values: Sequence[DayValue]) -> tuple[TrendPoint, ...]:
    """The seven-day median at each day that has a value and three more in the week before it.

    Args:
        values: by day, the oldest first.

    >>> start = date(2026, 11, 2)
    >>> days = [DayValue(start + timedelta(days=n), v) for n, v in enumerate([5, 4, 6, 3, 3])]
    >>> [(point.day.day, point.median, point.count) for point in trailing_medians(days)]
    [(5, 4.5, 4), (6, 4, 5)]
    """
    found = []
    days, numbers = [day.toordinal() for day, _ in values], [value for _, value in values]
    first = 0
    for place, day in enumerate(days):
        while days[first] <= day - WINDOW_DAYS:
            first += 1
        count = place + 1 - first
        if count >= ANSWERS_A_WEEK:
            middle = median(numbers[first : place + 1])
            found.append(TrendPoint(values[place].day, middle, count))
    return tuple(found)


def lines(points: Sequence[TrendPoint]) -> tuple[tuple[TrendPoint, ...], ...]:
    """The medians as lines that bridge no gap of more than three days without one.

    >>> start = date(2026, 11, 2)
    >>> points = [TrendPoint(start + timedelta(days=n), 4, 4) for n in (0, 4, 9)]
    >>> [len(line) for line in lines(points)]
    [2, 1]
    """
    found: list[list[TrendPoint]] = [[points[0]]] if points else []
    for before, point in pairwise(points):
        if (point.day - before.day).days - 1 > GAP_DAYS:
            found.append([])
        found[-1].append(point)
    return tuple(tuple(line) for line in found)


def baseline(values: Sequence[DayValue]) -> Baseline | None:
    """The median of the first seven days with at least four values; None where there is none.

    Which days they are tells `first_week`.

    >>> start = date(2026, 11, 2)
    >>> baseline([DayValue(start + timedelta(days=n), 6) for n in range(3)]) is None
    True
    """
    first = first_week(_days(values))
    if first is None:
        return None
    last = first + WEEK - timedelta(days=1)
    window = _within(values, first, last)
    return Baseline(median(window), len(window), first, last)


def compared(values: Sequence[DayValue], today: date) -> Compared | None:
    """The last fourteen days against the baseline.

    Returns:
        None with less than six values in them, without a baseline, or while its days are among
        them: then it would be held against itself.

    >>> start = date(2026, 11, 2)
    >>> days = [DayValue(start + timedelta(days=n), 6 if n < 7 else 4) for n in range(28)]
    >>> compared(days, date(2026, 11, 29)).difference
    -2.0
    """
    base = baseline(values)
    first = today - timedelta(days=NOW_DAYS - 1)
    window = _within(values, first, today)
    if base is None or base.last >= first or len(window) < LEAST_NOW:
        return None
    return Compared(median(window), len(window), base)


def weeks(values: Sequence[DayValue]) -> tuple[Week, ...]:
    """The weeks from the first to the last value; weeks without one among them too.

    >>> start = date(2026, 11, 2)
    >>> days = [DayValue(start + timedelta(days=n), v) for n, v in enumerate([8, 2, 3, 7])]
    >>> [(week.median, week.worst, week.strong_days) for week in weeks(days)]
    [(5.0, 8, 2)]
    """
    if not values:
        return ()
    monday, days, place = _monday(values[0].day), _days(values), 0
    found = []
    while place < len(values):
        after = bisect_left(days, monday + timedelta(days=7), lo=place)
        found.append(_week(monday, [one.value for one in values[place:after]]))
        monday, place = monday + timedelta(days=7), after
    return tuple(found)


def _week(monday: date, inside: Sequence[int]) -> Week:
    if len(inside) < ANSWERS_A_WEEK:
        return Week(monday, len(inside), None, None, None)
    strong = sum(value >= STRONG for value in inside)
    return Week(monday, len(inside), median(inside), max(inside), strong)


def _within(values: Sequence[DayValue], first: date, last: date) -> list[int]:
    days = _days(values)
    return [one.value for one in values[bisect_left(days, first) : bisect_right(days, last)]]


def _days(values: Sequence[DayValue]) -> list[date]:
    return [one.day for one in values]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
