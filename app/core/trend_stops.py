"""The days of a curve on which there is something to read: what a pointer stops at."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.paired_pain import FootPairs
from app.core.plan import Foot
from app.core.trend_view import DayTrend, EventMark, SessionMark
from app.core.trends import TrendPoint


@dataclass(frozen=True, slots=True)
class Reading:
    """What was answered for a foot.

    Attributes:
        foot: which.
        values: one of a day; before and later of a session.
        median: of the seven days up to this one, where there is one.
    """

    foot: Foot
    values: tuple[int, ...]
    median: TrendPoint | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A day, and all that stands on it; each part may be empty, but not all of them."""

    day: date
    readings: tuple[Reading, ...] = ()
    sessions: tuple[SessionMark, ...] = ()
    events: tuple[EventMark, ...] = ()


def day_stops(
    trend: DayTrend, sessions: Iterable[SessionMark], events: Iterable[EventMark]
) -> tuple[Stop, ...]:
    """The stops of a question of the day, the oldest first."""
    readings: list[tuple[date, Reading]] = []
    for foot in trend.feet:
        medians = {point.day: point for piece in foot.lines for point in piece}
        readings += [
            (one.day, Reading(foot.foot, (one.value,), medians.get(one.day))) for one in foot.values
        ]
    return _stops(readings, sessions, events)


def pair_stops(
    feet: Sequence[FootPairs], sessions: Iterable[SessionMark], events: Iterable[EventMark]
) -> tuple[Stop, ...]:
    """The stops of answers around sessions, the oldest first."""
    readings = [
        (pair.day, Reading(foot.foot, (pair.change.before, pair.change.after)))
        for foot in feet
        for pair in foot.pairs
    ]
    return _stops(readings, sessions, events)


def nearest(stops: Sequence[Stop], day: float) -> int | None:
    """The place of the stop that is nearest to a day as a number; None where there is none.

    >>> stops = [Stop(date.fromordinal(number)) for number in (10, 14)]
    >>> nearest(stops, 12.5), nearest([], 3)
    (1, None)
    """
    if not stops:
        return None
    after = bisect_left(stops, day, key=_number)
    beside = [place for place in (after, after - 1) if 0 <= place < len(stops)]
    return min(beside, key=lambda place: abs(_number(stops[place]) - day))


def _number(stop: Stop) -> int:
    return stop.day.toordinal()


def _stops(
    readings: Iterable[tuple[date, Reading]],
    sessions: Iterable[SessionMark],
    events: Iterable[EventMark],
) -> tuple[Stop, ...]:
    read: defaultdict[date, list[Reading]] = defaultdict(list)
    done: defaultdict[date, list[SessionMark]] = defaultdict(list)
    happened: defaultdict[date, list[EventMark]] = defaultdict(list)
    for day, reading in readings:
        read[day].append(reading)
    for session in sessions:
        done[session.day].append(session)
    for event in events:
        happened[event.day].append(event)
    days = sorted(read.keys() | done.keys() | happened.keys())
    return tuple(
        Stop(day, tuple(read.get(day, ())), tuple(done.get(day, ())), tuple(happened.get(day, ())))
        for day in days
    )
