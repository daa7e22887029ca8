"""What the first page says: what to do next, and what was done this week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.core.library import Library
from app.core.plan import Foot
from app.core.soreness import EndReason, LoggedSession, Rating, RatingKind
from app.core.suggestion import Suggestion, suggest

NOON_H = 12
_EVENING_H = 18
_NIGHT_H = 4
_WEEK_DAYS = 7

LOOKS_BACK = timedelta(days=_WEEK_DAYS + 1)
"""How far into the log it looks: a week, and a day for what was begun in another time zone."""


class DayPart(StrEnum):
    """The time of day, for a greeting."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Rest(StrEnum):
    """Why no session is suggested just now."""

    SIGN = "sign"
    """The last one was stopped for a sign of the body less than 48 hours ago."""
    DONE_TODAY = "done-today"
    """Fifteen minutes were done today."""


_SIGN_RESTS = timedelta(hours=48)
"""Footwell's caution: the feet are given the same time as after friction."""


@dataclass(frozen=True, slots=True)
class DayDone:
    """One day of the week: how many sessions, and their hands-on seconds."""

    day: date
    sessions: int
    hands_on_s: int


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """What was answered this morning, per foot; None while it was not."""

    left: int | None = None
    right: int | None = None

    def of(self, foot: Foot) -> int | None:
        """The answer for a foot."""
        return self.left if foot is Foot.LEFT else self.right


@dataclass(frozen=True, slots=True)
class TodayView:
    """The first page as values.

    Attributes:
        now: the moment it is for.
        part: the time of day.
        suggestion: what could be done next, None where no script can be started or rest is due.
        rest: why resting is suggested instead, None where it is not.
        last: the latest session.
        asks_first_steps: whether it is still morning.
        first_steps: today's answers.
        week: the seven days from Monday on that hold today.
    """

    now: datetime
    part: DayPart
    suggestion: Suggestion | None
    rest: Rest | None
    last: LoggedSession | None
    asks_first_steps: bool
    first_steps: FirstSteps
    week: tuple[DayDone, ...]

    @property
    def week_sessions(self) -> int:
        """Sessions of this week."""
        return sum(day.sessions for day in self.week)

    @property
    def week_hands_on_s(self) -> int:
        """Hands-on seconds of this week."""
        return sum(day.hands_on_s for day in self.week)


def view_today(
    sessions: Sequence[LoggedSession], ratings: Iterable[Rating], library: Library, now: datetime
) -> TodayView:
    """Make the first page.

    Args:
        sessions: what the log holds, in any order; `LOOKS_BACK` and the latest one are enough.
        ratings: answers of today, or more.
        library: the scripts that are there.
        now: the local time, with its UTC offset.
    """
    last = max(sessions, key=lambda one: one.session.start, default=None)
    rest = None if last is None else _rest(last, now)
    return TodayView(
        now=now,
        part=_part_of(now),
        suggestion=None if rest else suggest(sessions, last, library, now),
        rest=rest,
        last=last,
        asks_first_steps=_NIGHT_H <= now.hour < NOON_H,
        first_steps=_first_steps(ratings, now),
        week=_week(sessions, now.date()),
    )


def _part_of(now: datetime) -> DayPart:
    if _NIGHT_H <= now.hour < NOON_H:
        return DayPart.MORNING
    return DayPart.AFTERNOON if NOON_H <= now.hour < _EVENING_H else DayPart.EVENING


def _rest(last: LoggedSession, now: datetime) -> Rest | None:
    session = last.session
    reason = session.ended_early_reason
    is_sign = reason is not None and not reason.may_be_resumed and reason is not EndReason.CRASH
    if is_sign and reason is not EndReason.PAIN and now < session.end + _SIGN_RESTS:
        return Rest.SIGN
    is_today = session.start.astimezone(now.tzinfo).date() == now.date()
    return Rest.DONE_TODAY if is_today and session.met_15_min else None


def _first_steps(ratings: Iterable[Rating], now: datetime) -> FirstSteps:
    """Today's answers; of several for a foot the latest."""
    found: dict[Foot, int | None] = {}
    today = [
        rating
        for rating in ratings
        if rating.kind is RatingKind.FIRST_STEP and rating.answered.date() == now.date()
    ]
    for rating in sorted(today, key=lambda one: one.answered):
        found[rating.side] = rating.value
    return FirstSteps(found.get(Foot.LEFT), found.get(Foot.RIGHT))


def _week(past: Iterable[LoggedSession], today: date) -> tuple[DayDone, ...]:
    """The days from Monday on; a session belongs to the day it was begun, as lived then."""
    monday = today - timedelta(days=today.weekday())
    days = [monday + timedelta(days=number) for number in range(_WEEK_DAYS)]
    done = [(one.session.start.date(), one.session.actual_hands_on_s) for one in past]
    return tuple(
        DayDone(
            day,
            sum(when == day for when, _ in done),
            sum(hands_on_s for when, hands_on_s in done if when == day),
        )
        for day in days
    )
