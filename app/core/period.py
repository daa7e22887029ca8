"""A span of days, both ends included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.week_view import week_of


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day.

    Raises:
        ValueError: the last one is before the first.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            message = f"{self.last} is before {self.first}"
            raise ValueError(message)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many days it has.

        >>> Period(date(2026, 11, 2), date(2026, 11, 8)).days
        7
        """
        return (self.last - self.first).days + 1

    @property
    def whole_weeks(self) -> tuple[date, ...]:
        """The Mondays of the weeks that lie in it whole.

        >>> Period(date(2026, 11, 1), date(2026, 11, 14)).whole_weeks
        (datetime.date(2026, 11, 2),)
        """
        return tuple(self._mondays())

    def _mondays(self) -> Iterator[date]:
        monday = week_of(self.first)[0]
        while monday + timedelta(days=6) <= self.last:
            if monday >= self.first:
                yield monday
            monday += timedelta(days=7)
