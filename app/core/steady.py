"""Whether the daily question has been answered low for some weeks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from statistics import median

from app.core.daily_question import HurtsMost
from app.core.pain_scale import ANSWERS_A_WEEK, MILD
from app.core.plan import Foot
from app.core.soreness import Rating, RatingKind

WEEKS = 3
"""What "some weeks" of domain notes 2.4 are taken to be."""

_WEEK_DAYS = 7

STEADY_LOOKS_BACK = timedelta(days=WEEKS * _WEEK_DAYS + 1)
"""How far into the log it looks, with a day for what was answered in another time zone."""


def is_steady(ratings: Iterable[Rating], hurts_most: HurtsMost, today: date) -> bool:
    """Whether each of the last three weeks has enough answers, and a low median, for each foot.

    A foot that was never rated in that time is left out of it; where both were not, it is not
    known.

    Args:
        ratings: answers of `STEADY_LOOKS_BACK`, or more, in any order.
        hurts_most: whose question it is about; the others' answers are not counted.
        today: the local day, the last one of the three weeks.
    """
    answers: dict[Foot, dict[date, int]] = {}
    for rating in sorted(ratings, key=lambda one: one.answered):
        if rating.kind is RatingKind.FIRST_STEP and rating.value is not None:
            age = (today - rating.answered.date()).days
            is_asked_for = HurtsMost.of_region(rating.region) is hurts_most
            if is_asked_for and 0 <= age < WEEKS * _WEEK_DAYS:
                answers.setdefault(rating.side, {})[rating.answered.date()] = rating.value
    return bool(answers) and all(_is_low(of_foot, today) for of_foot in answers.values())


def _is_low(answers: Mapping[date, int], today: date) -> bool:
    """Whether each week of a foot is low; the weeks end with today."""
    weeks: list[list[int]] = [[] for _ in range(WEEKS)]
    for day, value in answers.items():
        weeks[(today - day).days // _WEEK_DAYS].append(value)
    return all(len(week) >= ANSWERS_A_WEEK and median(week) <= MILD for week in weeks)
