"""The first week of a person's answers, against which later ones are held."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from app.core.pain_scale import ANSWERS_A_WEEK

WEEK = timedelta(days=7)


def first_week(days: Sequence[date]) -> date | None:
    """The day with which the first week begins that has answers on four of its days or more.

    It begins with the first answer; where that stood alone, with the first one from which on four
    of seven days were answered.

    Args:
        days: those with an answer, each once, the oldest first.

    >>> first_week([date(2026, 11, day) for day in (2, 12, 13, 15, 18)])
    datetime.date(2026, 11, 12)
    >>> first_week([date(2026, 11, day) for day in (2, 3, 4)]) is None
    True
    """
    for place, day in enumerate(days):
        if bisect_left(days, day + WEEK, lo=place) - place >= ANSWERS_A_WEEK:
            return day
    return None
