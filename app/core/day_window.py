"""Which days of a span a chart shows: nearer and further, along it, and never beyond it."""

from __future__ import annotations

from dataclasses import dataclass, replace

LEAST_DAYS = 7.0
"""Nearer than this there is nothing more to see."""

STEP = 1.5
"""How much nearer or further one step of a key or a wheel goes."""


@dataclass(frozen=True, slots=True)
class DayWindow:
    """A window on a span; all in days as numbers, of which a part may be in sight.

    Attributes:
        low: where the span begins.
        high: where it ends; seven days after it or more.
        first: where the window begins.
        last: where it ends.
    """

    low: float
    high: float
    first: float
    last: float

    @classmethod
    def whole(cls, low: float, high: float) -> DayWindow:
        """All of a span; one that is shorter than seven days is seen in the middle of seven.

        >>> DayWindow.whole(10, 12)
        DayWindow(low=7.5, high=14.5, first=7.5, last=14.5)
        """
        more = max(0.0, LEAST_DAYS - (high - low)) / 2
        return cls(low - more, high + more, low - more, high + more)

    def latest(self, days: float) -> DayWindow:
        """So many days of the span at its end in sight, or all of it where it is shorter.

        >>> DayWindow.whole(0, 100).latest(30)
        DayWindow(low=0.0, high=100.0, first=70.0, last=100.0)
        """
        return self._from(self.high, min(days, self.high - self.low))

    @property
    def days(self) -> float:
        """How many days are in sight."""
        return self.last - self.first

    @property
    def is_whole(self) -> bool:
        """Whether all of the span is in sight."""
        return self.days >= (self.high - self.low) * 0.999

    def zoomed(self, factor: float, around: float | None = None) -> DayWindow:
        """Nearer by a factor above 1, further below it.

        Args:
            factor: how much.
            around: the day that stays where it is; None for the middle.

        >>> DayWindow.whole(0, 100).zoomed(2, around=100)
        DayWindow(low=0.0, high=100.0, first=50.0, last=100.0)
        """
        fixed = (self.first + self.last) / 2 if around is None else around
        days = min(max(self.days / factor, LEAST_DAYS), self.high - self.low)
        share = (fixed - self.first) / self.days
        return self._from(fixed - share * days, days)

    def moved(self, days: float) -> DayWindow:
        """Along the span, no further than to its ends."""
        return self._from(self.first + days, self.days)

    def showing(self, day: float) -> DayWindow:
        """Moved just so far that a day of the span is in sight, with some room beside it."""
        room = min(self.days / 10, LEAST_DAYS)
        if day < self.first + room:
            return self.moved(day - room - self.first)
        if day > self.last - room:
            return self.moved(day + room - self.last)
        return self

    def _from(self, first: float, days: float) -> DayWindow:
        first = min(max(first, self.low), self.high - days)
        return replace(self, first=first, last=first + days)
