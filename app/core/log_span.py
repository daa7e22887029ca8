"""Spans of days that the log is looked at by, counted back from today."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum


class LogSpan(StrEnum):
    """How far back; `OWN` is from one day to another, as the person says."""

    WEEKS_4 = "weeks_4"
    WEEKS_8 = "weeks_8"
    MONTHS_6 = "months_6"
    YEAR = "year"
    OWN = "own"

    def since(self, today: date) -> date | None:
        """The first day, today being the last one; None for the person's own days.

        >>> LogSpan.WEEKS_4.since(date(2026, 1, 28))
        datetime.date(2026, 1, 1)
        """
        days = _DAYS.get(self)
        return None if days is None else today - timedelta(days=days - 1)


_DAYS = {
    LogSpan.WEEKS_4: 28,
    LogSpan.WEEKS_8: 56,
    LogSpan.MONTHS_6: 182,
    LogSpan.YEAR: 365,
}
