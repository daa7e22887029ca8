"""What the one-page report says, as values: a clinician reads it in a minute.

Only the person's own past: medians and ranges with their numbers, what is missing beside them, and
never a cause, a ranking or a forecast (domain notes 6.3 and 6.4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from app.core.adherence import Adherence, adherence
from app.core.advised_rest import rested_days
from app.core.answer import Region
from app.core.daily_question import HurtsMost
from app.core.due_check_ins import looked_at_again
from app.core.followups import check_ins
from app.core.health_questions import Questionnaire
from app.core.limiting_answers import (
    ChecksSaid,
    LimitingAnswer,
    checks_said,
    limiting_answers,
)
from app.core.missing import (
    Answered,
    before_after_answered,
    check_ins_answered,
    days_answered,
    late_answers,
)
from app.core.period import Period
from app.core.plan import Foot
from app.core.script_changes import ScriptChanges, changes_by_script
from app.core.session_pain import main_places, rated_places
from app.core.share import Share
from app.core.soreness import (
    EndReason,
    EventType,
    LogEvent,
    LoggedSession,
    Rating,
    RatingContext,
    SessionRecord,
)
from app.core.soreness_figures import back_by
from app.core.trends import Compared, DayValue, Week, compared, weeks
from app.core.wall_clock import ToLocal, system_local
from app.core.week_plan import WeekPlan

if TYPE_CHECKING:
    from app.core.health_answers import Check
    from app.core.health_questions import HealthQuestions


BESIDE_DAYS = 5
"""Within these days before and after a period sessions have to do with its check-ins and rests."""

_BESIDE = timedelta(days=BESIDE_DAYS)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asks for.

    Attributes:
        since: the first day; None for the first one of the log.
        until: the last day; None for today.
        name: who it is about, if that was typed; it is kept nowhere.
        condition: what it is about, in the person's own words, likewise.
    """

    since: date | None = None
    until: date | None = None
    name: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """What the report is made of: of the days that are wished for, and `BESIDE_DAYS` around them.

    Attributes:
        sessions: with all that belongs to them, in any order.
        ratings: of sessions and without one, in any order.
        events: likewise.
        checks: profiles and today checks, in any order.
        questions: what they are about.
        daily: the answers to the question of the day by foot, of the whole log, the oldest first:
            the first week of all is what later days are held against.
        first_day: the first one of the log; None of an empty one.
        plan: of the weeks, as it is now.
        hurts_most: which question of the day is asked.
    """

    sessions: Sequence[LoggedSession]
    ratings: Sequence[Rating]
    events: Sequence[LogEvent]
    checks: Sequence[Check]
    questions: HealthQuestions
    daily: Mapping[Foot, Sequence[DayValue]]
    first_day: date | None
    plan: WeekPlan = field(default_factory=WeekPlan)
    hurts_most: HurtsMost = HurtsMost.HEEL_OR_ARCH


@dataclass(frozen=True, slots=True)
class FootTrend:
    """The answers to the question of the day, of a foot.

    Attributes:
        foot: which one.
        values: by day, the oldest first.
        weeks: from the first to the last of them.
        compared: the last fourteen days of the period against the first week of all.
        answered: on how many days of the period there is an answer.
    """

    foot: Foot
    values: tuple[DayValue, ...]
    weeks: tuple[Week, ...]
    compared: Compared | None
    answered: Share


@dataclass(frozen=True, slots=True)
class EventCount:
    """How often something happened, and the last time."""

    type: EventType
    count: int
    last: date


@dataclass(frozen=True, slots=True)
class Note:
    """What the person wrote, and on which day."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """All the page says.

    Attributes:
        made: on which day.
        period: the days it is about, from the first on which something was kept.
        name: as typed, or empty.
        condition: likewise.
        hurts_most: which question of the day the trend is of.
        adherence: what was done of what was planned.
        stopped: why sessions ended early, the most frequent reason first.
        trends: of each foot with an answer, the left one first.
        places: where pain is compared, one a foot at most.
        scripts: by name.
        back_24h: how often soreness was back at its level by 24 hours.
        back_48h: by 48 hours.
        events: the most frequent first.
        checks: what came of the checks before sessions.
        limits: the answers that limited sessions.
        notes: the newest first.
        answered: what was answered of what was asked.
    """

    made: date
    period: Period
    name: str
    condition: str
    hurts_most: HurtsMost
    adherence: Adherence
    stopped: tuple[tuple[EndReason, int], ...]
    trends: tuple[FootTrend, ...]
    places: tuple[Region, ...]
    scripts: tuple[ScriptChanges, ...]
    back_24h: Share
    back_48h: Share
    events: tuple[EventCount, ...]
    checks: ChecksSaid
    limits: tuple[LimitingAnswer, ...]
    notes: tuple[Note, ...]
    answered: Answered


def make_report(
    material: Material, wish: Wish, now: datetime, to_local: ToLocal = system_local
) -> Report | None:
    """Make the report; None where nothing was kept in the days that are wished for.

    Args:
        material: the log.
        wish: which days, and what was typed.
        now: with its UTC offset.
        to_local: gives an instant the offset of the place where the person is.
    """
    period = _period(material, wish, now.date())
    if period is None:
        return None
    sessions = [one for one in material.sessions if one.session.start.date() in period]
    ratings = [one for one in material.ratings if one.answered.date() in period]
    checks = [one for one in material.checks if one.when.date() in period]
    today_checks = [one for one in checks if one.questionnaire is Questionnaire.TODAY]
    rested = rested_days(material.checks, material.sessions, to_local, material.ratings)
    places = main_places(rated_places(sessions))
    return Report(
        made=now.date(),
        period=period,
        name=wish.name.strip(),
        condition=wish.condition.strip(),
        hurts_most=material.hurts_most,
        adherence=adherence((one.session for one in sessions), material.plan, rested, period),
        stopped=_stopped(one.session for one in sessions),
        trends=_trends(material.daily, period),
        places=places,
        scripts=changes_by_script(sessions, places),
        back_24h=back_by(sessions, RatingContext.H24),
        back_48h=back_by(sessions, RatingContext.H48),
        events=_events(one for one in material.events if one.when.date() in period),
        checks=checks_said(today_checks),
        limits=limiting_answers(material.questions, checks),
        notes=_notes(one.session for one in sessions),
        answered=_answered(material, sessions, ratings, period, now, to_local),
    )


def _period(material: Material, wish: Wish, today: date) -> Period | None:
    """The days that were wished for, from the first on which anything was kept."""
    days = [
        *(one.session.start.date() for one in material.sessions),
        *(one.answered.date() for one in material.ratings),
        *(one.when.date() for one in material.events),
    ]
    until = wish.until or today
    first = material.first_day
    if first is None or not any((wish.since or day) <= day <= until for day in days):
        return None
    return Period(max(wish.since or first, first), until)


def _trends(daily: Mapping[Foot, Sequence[DayValue]], period: Period) -> tuple[FootTrend, ...]:
    found = []
    for foot, known in daily.items():
        values = tuple(one for one in known if one.day in period)
        if values:
            against = compared(known, period.last)
            answered = days_answered(values, period)
            found.append(FootTrend(foot, values, weeks(values), against, answered))
    return tuple(found)


def _stopped(sessions: Iterable[SessionRecord]) -> tuple[tuple[EndReason, int], ...]:
    reasons = Counter(
        one.ended_early_reason or EndReason.OTHER for one in sessions if not one.completed
    )
    return tuple(sorted(reasons.items(), key=lambda one: (-one[1], one[0])))


def _events(events: Iterable[LogEvent]) -> tuple[EventCount, ...]:
    days: dict[EventType, list[date]] = {}
    for one in events:
        days.setdefault(one.type, []).append(one.when.date())
    told = [EventCount(type_, len(found), max(found)) for type_, found in days.items()]
    return tuple(sorted(told, key=lambda one: (-one.count, one.type)))


def _notes(sessions: Iterable[SessionRecord]) -> tuple[Note, ...]:
    """One line each: what was written over several is for the person, not for the page."""
    newest = sorted(sessions, key=lambda one: one.start, reverse=True)
    notes = (Note(one.start.date(), " ".join(one.note.split())) for one in newest)
    return tuple(note for note in notes if note.text)


def _answered(
    material: Material,
    sessions: Sequence[LoggedSession],
    ratings: Sequence[Rating],
    period: Period,
    now: datetime,
    to_local: ToLocal,
) -> Answered:
    near = Period(period.first - _BESIDE, period.last + _BESIDE)
    told = [one for one in material.sessions if one.session.start.date() in near]
    found = check_ins(
        told,
        now,
        to_local,
        looked_at_again(material.questions, told),
        asks_first_steps=material.hurts_most is HurtsMost.HEEL_OR_ARCH,
    )
    return Answered(
        check_ins_answered(found, period), before_after_answered(sessions), late_answers(ratings)
    )
