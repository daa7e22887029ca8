"""What the first page says: what to do next, and what was done this week."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.core.advice import DueAdvice
from app.core.advised_rest import SIGN_RESTS, is_stopped_by_sign
from app.core.after_questions import FlagReason
from app.core.daily_question import NIGHT_ENDS_H, NOON_H, HurtsMost
from app.core.day_hours import EVENING_H
from app.core.due_check_ins import DueCheckIn
from app.core.flag import Flag
from app.core.lasting_soreness import stays_sore
from app.core.library import Library
from app.core.plan import Foot
from app.core.preferences import Preferences
from app.core.soreness import LoggedSession, Rating, RatingKind
from app.core.steady import STEADY_LOOKS_BACK, is_steady
from app.core.suggestion import Suggestion, suggest
from app.core.week_view import WEEK_DAYS, WeekView, view_week

LOOKS_BACK = timedelta(days=WEEK_DAYS + 1)
"""How far into the log it looks: a week, and a day for what was begun in another time zone."""

RATINGS_LOOK_BACK = STEADY_LOOKS_BACK
"""How far it looks for answers."""


class DayPart(StrEnum):
    """The time of day, for a greeting."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Rest(StrEnum):
    """Why no session is suggested just now."""

    SIGN = "sign"
    """The last one was stopped for a sign of the body less than 48 hours ago."""
    FLAG = "flag"
    """What was told after a session leaves out both feet."""
    SORE = "sore"
    """A foot is sorer than before the last one, more than two days after it."""
    ADVISED = "advised"
    """The answers of today said STOP, or were strong pain for which the person rests."""
    DONE_TODAY = "done-today"
    """Fifteen minutes were done today."""


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """What was answered today to the daily question, per foot; None while it was not."""

    left: int | None = None
    right: int | None = None

    @property
    def is_complete(self) -> bool:
        """Whether both feet were answered for."""
        return self.left is not None and self.right is not None

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
        hurts_most: which daily question is asked.
        asks_first_steps: whether it is asked at this time of day.
        first_steps: today's answers to it.
        week: the seven days from Monday on that hold today.
        flags: what stands from the sessions before, the most urgent first.
        advice: what is to be said to them now.
        due: the check-ins that can be answered, those that are due first.
        knows_health: whether the health profile was answered and still holds.
        is_read: whether the log could be read; where not, nothing but the time of day is known.
        busy: what Footwell itself does to the log, where it cannot be read for that; else empty.
    """

    now: datetime
    part: DayPart
    suggestion: Suggestion | None
    rest: Rest | None
    last: LoggedSession | None
    hurts_most: HurtsMost
    asks_first_steps: bool
    first_steps: FirstSteps
    week: WeekView
    flags: tuple[Flag, ...] = ()
    advice: tuple[DueAdvice, ...] = ()
    due: tuple[DueCheckIn, ...] = ()
    knows_health: bool = False
    is_read: bool = True
    busy: str = ""

    @property
    def said(self) -> tuple[DueAdvice, ...]:
        """The advice that is said now: what is urgent alone, as long as there is such."""
        return tuple(one for one in self.advice if one.is_urgent) or self.advice

    @property
    def standing(self) -> tuple[Flag, ...]:
        """The flags to which nothing is to be said now; they stand all the same."""
        said = {one.flag.reason for one in self.advice}
        return tuple(flag for flag in self.flags if flag.reason not in said)


def view_today(  # noqa: PLR0913 - all that the page hangs on
    sessions: Sequence[LoggedSession],
    ratings: Iterable[Rating],
    library: Library,
    now: datetime,
    preferences: Preferences | None = None,
    rested_days: Collection[date] = (),
    *,
    flags: tuple[Flag, ...] = (),
    advice: tuple[DueAdvice, ...] = (),
    due: tuple[DueCheckIn, ...] = (),
    is_stopped: bool = False,
    knows_health: bool = False,
) -> TodayView:
    """Make the first page.

    Args:
        sessions: what the log holds, in any order; `LOOKS_BACK` and the latest one are enough.
        ratings: answers of `RATINGS_LOOK_BACK`, in any order.
        library: the scripts that are there.
        now: the local time, with its UTC offset.
        preferences: what the person has set; None for the usual.
        rested_days: on which resting was advised; see `advised_rest`.
        flags: what stands from the sessions before (`standing_flags`).
        advice: what is to be said to them now (`advice_due`).
        due: the check-ins that can be answered (`due_check_ins`).
        is_stopped: whether the answers of today ask for rest (`stopped_days`,
            `days_of_rest_for_pain`).
        knows_health: whether a health profile holds, so that it is not asked for.
    """
    preferences, ratings = preferences or Preferences(), tuple(ratings)
    hurts_most = preferences.hurts_most
    steady = is_steady(ratings, hurts_most, now.date())
    last = max(sessions, key=lambda one: one.session.start, default=None)
    rest = _rest(last, flags, now, is_stopped=is_stopped)
    return TodayView(
        now=now,
        part=_part_of(now),
        suggestion=None
        if rest
        else suggest(sessions, last, library, now, flags=flags, is_steady=steady),
        rest=rest,
        last=last,
        hurts_most=hurts_most,
        asks_first_steps=hurts_most.is_asked_at(now.hour),
        first_steps=_first_steps(ratings, hurts_most, now),
        week=view_week(preferences.plan, sessions, rested_days, now),
        flags=flags,
        advice=advice,
        due=due,
        knows_health=knows_health,
    )


def unread_today(now: datetime, preferences: Preferences, busy: str = "") -> TodayView:
    """Make the page where the log cannot be read: it asks nothing and suggests nothing.

    Who has done nothing yet, and whose foot has to rest, look the same without the log.

    Args:
        now: the time of day.
        preferences: the person's.
        busy: what Footwell itself does to the log, in a sentence.
    """
    empty = view_today([], [], Library(()), now, preferences)
    return replace(empty, suggestion=None, asks_first_steps=False, is_read=False, busy=busy)


def _part_of(now: datetime) -> DayPart:
    if NIGHT_ENDS_H <= now.hour < NOON_H:
        return DayPart.MORNING
    return DayPart.AFTERNOON if NOON_H <= now.hour < EVENING_H else DayPart.EVENING


def _rest(
    last: LoggedSession | None, flags: Iterable[Flag], now: datetime, *, is_stopped: bool
) -> Rest | None:
    out = [flag for flag in flags if flag.feet_out]
    if {foot for flag in out for foot in flag.feet_out} == set(Foot):
        is_sore = all(flag.reason is FlagReason.SORE_AT_48H for flag in out)
        return Rest.SORE if is_sore else Rest.FLAG
    if last is not None and is_stopped_by_sign(last.session) and _is_sign_fresh(last, now):
        return Rest.SIGN
    if is_stopped:
        return Rest.ADVISED
    if last is None:
        return None
    if stays_sore(last, now):
        return Rest.SORE
    session = last.session
    is_today = session.start.astimezone(now.tzinfo).date() == now.date()
    return Rest.DONE_TODAY if is_today and session.met_15_min else None


def _is_sign_fresh(last: LoggedSession, now: datetime) -> bool:
    return now < last.session.end + SIGN_RESTS


def _first_steps(ratings: Iterable[Rating], hurts_most: HurtsMost, now: datetime) -> FirstSteps:
    """Today's answers; of several for a foot the latest."""
    found: dict[Foot, int | None] = {}
    today = [
        rating
        for rating in ratings
        if rating.kind is RatingKind.FIRST_STEP
        and rating.answered.date() == now.date()
        and HurtsMost.of_region(rating.region) is hurts_most
    ]
    for rating in sorted(today, key=lambda one: one.answered):
        found[rating.side] = rating.value
    return FirstSteps(found.get(Foot.LEFT), found.get(Foot.RIGHT))
