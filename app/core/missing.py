"""How much was answered of what was asked: always told beside the figures (domain notes 6.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.check_in import CheckIn, CheckInState
from app.core.period import Period
from app.core.session_pain import pains_of
from app.core.share import Share
from app.core.soreness import LoggedSession, Rating
from app.core.trends import DayValue


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered.

    Attributes:
        check_ins: of those that came due and are over.
        before_after: of the sessions, those with pain before and right after at the same place.
        late: how many answers came late; figures of a fixed hour leave them out.
    """

    check_ins: Share
    before_after: Share
    late: int


def check_ins_answered(found: Iterable[CheckIn], period: Period) -> Share:
    """Of the check-ins that came due in a period and are over: how many were answered.

    What another session overtook, and what lay in the night, was not asked; what can still be
    answered is not missing.

    >>> from datetime import date
    >>> check_ins_answered([], Period(date(2026, 11, 2), date(2026, 11, 8)))
    Share(part=0, whole=0)
    """
    over = (CheckInState.ANSWERED, CheckInState.MISSED)
    return Share.of(
        one.state is CheckInState.ANSWERED
        for one in found
        if one.state in over and one.due.date() in period
    )


def days_answered(values: Iterable[DayValue], period: Period) -> Share:
    """On how many days of a period there is an answer.

    >>> from datetime import date, timedelta
    >>> start = date(2026, 11, 2)
    >>> days = [DayValue(start + timedelta(days=n), 4) for n in (0, 1, 9)]
    >>> days_answered(days, Period(start, start + timedelta(days=6)))
    Share(part=2, whole=7)
    """
    there = {one.day for one in values if one.day in period}
    return Share(len(there), period.days)


def before_after_answered(sessions: Iterable[LoggedSession]) -> Share:
    """Of sessions: how many have pain before and right after, in time, at one place at least."""
    return Share.of(any(pain.change for pain in pains_of(logged)) for logged in sessions)


def late_answers(ratings: Iterable[Rating]) -> int:
    """How many answers came late; skipped ones are none."""
    return sum(one.late and one.value is not None for one in ratings)
