"""The days of a curve on which there is something to read: what a pointer stops at."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

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


@dataclass(frozen=True, slots=True)
class Stops:
    """All days with something on them; each stop is put together when it is asked for.

    Attributes:
        days: the oldest first.
        readings: what was answered on a day.
        sessions: the sessions by day.
        events: what happened by day.
    """

    days: Sequence[date]
    readings: Callable[[date], tuple[Reading, ...]]
    sessions: Mapping[date, Sequence[SessionMark]]
    events: Mapping[date, Sequence[EventMark]]

    def __len__(self) -> int:
        return len(self.days)

    def at(self, place: int) -> Stop:
        """The stop at a place, counted from the oldest one.

        Raises:
            IndexError: there is no such place.
        """
        day = self.days[place]
        sessions, events = self.sessions.get(day, ()), self.events.get(day, ())
        return Stop(day, self.readings(day), tuple(sessions), tuple(events))

    def nearest(self, day: float) -> int | None:
        """The place of the stop that is nearest to a day as a number; None where there is none.

        >>> stops = _stops((date.fromordinal(10), date.fromordinal(14)), lambda _day: (), (), ())
        >>> stops.nearest(12.5), stops.nearest(-3)
        (1, 0)
        """
        if not self.days:
            return None
        after = bisect_left(self.days, day, key=date.toordinal)
        beside = [place for place in (after, after - 1) if 0 <= place < len(self.days)]
        return min(beside, key=lambda place: abs(self.days[place].toordinal() - day))


def day_stops(
    trend: DayTrend, sessions: Iterable[SessionMark], events: Iterable[EventMark]
) -> Stops:
    """The stops of a question of the day."""
    feet = [
        (
            foot.foot,
            {one.day: one.value for one in foot.values},
            {point.day: point for piece in foot.lines for point in piece},
        )
        for foot in trend.feet
    ]

    def readings(day: date) -> tuple[Reading, ...]:
        return tuple(
            Reading(foot, (values[day],), medians.get(day))
            for foot, values, medians in feet
            if day in values
        )

    answered = chain.from_iterable(values for _, values, _ in feet)
    return _stops(answered, readings, sessions, events)


def pair_stops(
    feet: Sequence[FootPairs], sessions: Iterable[SessionMark], events: Iterable[EventMark]
) -> Stops:
    """The stops of answers around sessions."""
    read: defaultdict[date, list[Reading]] = defaultdict(list)
    for foot in feet:
        for pair in foot.pairs:
            around = (pair.change.before, pair.change.after)
            read[pair.day].append(Reading(foot.foot, around))
    return _stops(read, lambda day: tuple(read.get(day, ())), sessions, events)


def _stops(
    answered: Iterable[date],
    readings: Callable[[date], tuple[Reading, ...]],
    sessions: Iterable[SessionMark],
    events: Iterable[EventMark],
) -> Stops:
    done: defaultdict[date, list[SessionMark]] = defaultdict(list)
    happened: defaultdict[date, list[EventMark]] = defaultdict(list)
    for session in sessions:
        done[session.day].append(session)
    for event in events:
        happened[event.day].append(event)
    days = sorted({*answered, *done, *happened})
    return Stops(days, readings, dict(done), dict(happened))
