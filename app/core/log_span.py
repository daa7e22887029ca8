"""Spans of days that the log is looked at by, or written out by, counted back from today."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum


class LogSpan(StrEnum):
    """How far back; `OWN` is from one day to another, as the person says.

    Not all of them are offered everywhere.
    """

    ALL = "all"
    WEEKS_4 = "weeks_4"
    MONTH = "month"
    WEEKS_8 = "weeks_8"
    QUARTER = "quarter"
    MONTHS_6 = "months_6"
    YEAR = "year"
    OWN = "own"

    def since(self, today: date) -> date | None:
        """The first day, today being the last one; None for all, and for the person's own.

        >>> LogSpan.WEEKS_4.since(date(2026, 1, 28))
        datetime.date(2026, 1, 1)
        """
        days = _DAYS.get(self)
        return None if days is None else today - timedelta(days=days - 1)


_DAYS = {
    LogSpan.WEEKS_4: 28,
    LogSpan.MONTH: 30,
    LogSpan.WEEKS_8: 56,
    LogSpan.QUARTER: 91,
    LogSpan.MONTHS_6: 182,
    LogSpan.YEAR: 365,
}
