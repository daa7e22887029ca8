"""A month of the calendar, and its weeks."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Self

_MONTHS = 12
_LEAST, _MOST = (date.min.year, 1), (date.max.year, _MONTHS)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year; earlier ones are less."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The month that holds a day."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def days(self) -> tuple[date, ...]:
        """Its days in order."""
        return tuple(date(self.year, self.month, day) for day in range(1, self.last.day + 1))

    def moved(self, months: int) -> Self:
        """So many months later; the ends of the calendar are not passed.

        >>> Month(2026, 11).moved(2), Month(2026, 1).moved(-1)
        (Month(year=2027, month=1), Month(year=2025, month=12))
        """
        number = self.year * _MONTHS + self.month - 1 + months
        year, month = divmod(number, _MONTHS)
        return type(self)(*min(max((year, month + 1), _LEAST), _MOST))

    def weeks(self, begins_on: int) -> tuple[tuple[date | None, ...], ...]:
        """Its days in weeks of seven; None where the day belongs to another month.

        Args:
            begins_on: the day of the week that weeks begin on, 1 for Monday to 7 for Sunday.
        """
        before = (self.first.isoweekday() - begins_on) % 7
        after = (begins_on - 1 - self.last.isoweekday()) % 7
        cells = (*(None,) * before, *self.days, *(None,) * after)
        return tuple(cells[at : at + 7] for at in range(0, len(cells), 7))
