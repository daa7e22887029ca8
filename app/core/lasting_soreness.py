"""Soreness that is more than before a session two days after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.core.after_questions import FlagReason
from app.core.flag import STATE_STANDS, Flag, Told, advised, between, is_near, later
from app.core.health_lead import lead_of
from app.core.health_questions import HealthQuestions, Lead, Outcome
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import LoggedSession, Rating, RatingContext, RatingKind

SORE_FROM = timedelta(hours=48)
"""From when on soreness that is not gone is a flag (domain notes 4.4)."""

STAYS_SORE = timedelta(hours=72)
"""How long after a session soreness is looked at that nobody was asked about again: as long as
there are check-ins."""

STILL_SORE = "T6"
"""The question of the today check on soreness from the last session."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """The feet that were sorer than before, as it was told at a time."""

    when: datetime
    feet: frozenset[Foot]


def sore_flag(questions: HealthQuestions, told: Told, now: datetime) -> Iterator[Flag]:
    """The flag of soreness that lasts, if it stands.

    It stands until a later check-in, or the 48 h of a newer session, finds no more than before, or
    until the today check is told that nothing is sore any more.
    """
    run: list[_Heard] = []
    for one in sorted(_heard(told, now), key=lambda one: one.when.astimezone(UTC)):
        run = [*run, one] if one.feet else []
    if not run:
        return
    flag = Flag(
        reason=FlagReason.SORE_AT_48H,
        since=run[0].when,
        told=run[-1].when,
        lead=_lead(questions, told.since_last(now)),
        feet=run[-1].feet,
        asked_by=STILL_SORE,
        until=later(run[-1].when, STATE_STANDS),
        rests_all=True,
    )
    if flag.stands(now):
        yield flag


def _lead(questions: HealthQuestions, since_last: timedelta) -> Lead:
    """What a yes to the today check's own question leads to, so that the two never differ.

    It stops from 48 h after a session on. Before that, where the check-in was answered early, and
    after a newer session, gentle ones may be.
    """
    lead = lead_of(questions, questions.find(STILL_SORE), {}, since_last)
    is_stop = lead.outcome is Outcome.STOP
    return advised(questions, FlagReason.SORE_AT_48H) if is_stop else lead


def stays_sore(session: LoggedSession, now: datetime) -> bool:
    """Whether a place is still sorer than before a session after the time in which that may be.

    Then the today check has no session for who says yes to its question, so that rest is advised.
    """
    return between(session.session.end, now) >= SORE_FROM and is_sore(session, now)


def sore_feet_at_48h(session: LoggedSession) -> frozenset[Foot]:
    """The feet that were sorer than before a session, by its newest answers from 48 h on.

    What is answered late counts too; a place that was not asked about before counts as 0 then.
    """
    newest = {(one.side, one.region): one for one in _late(session)}
    return frozenset(
        one.side for one in newest.values() if (one.value or 0) > level_before(session, one)
    )


def is_sore(session: LoggedSession, now: datetime) -> bool:
    """Whether a place is sorer than before a session, by the newest answers at its check-ins.

    What is felt right after it is no leftover yet, and what nobody was asked about again for three
    days counts no more.
    """
    if between(session.session.end, now) > STAYS_SORE:
        return False
    newest = {(one.side, one.region): one for one in _answered(session)}
    return any((one.value or 0) > level_before(session, one) for one in newest.values())


def level_before(session: LoggedSession, rating: Rating) -> int:
    """How sore the place of a rating was before the session; 0 where that was not asked."""
    before = {
        one.region: one.value
        for one in session.ratings
        if one.kind is RatingKind.SORENESS
        and one.context is RatingContext.BEFORE
        and one.side is rating.side
        and one.value is not None
    }
    if rating.region is Area.WHOLE_FOOT:
        return max(before.values(), default=0)
    return before.get(rating.region, before.get(Area.WHOLE_FOOT, 0))


def _heard(told: Told, now: datetime) -> Iterator[_Heard]:
    for session in told.sessions:
        late = [one for one in _late(session) if is_near(one.answered, now)]
        if late:
            yield _Heard(late[-1].answered, sore_feet_at_48h(session))
    for check in told.today_checks(now):
        answer = check.answers.get(STILL_SORE)
        if answer is not None and not answer.is_yes:
            yield _Heard(check.when, frozenset())


def _late(session: LoggedSession) -> list[Rating]:
    """What was answered on soreness from 48 h after a session on, oldest first."""
    return [
        one
        for one in _answered(session)
        if one.context in (RatingContext.H48, RatingContext.H72)
        or timedelta(hours=one.hours_after_end or 0) >= SORE_FROM
    ]


def _answered(session: LoggedSession) -> list[Rating]:
    """What was answered on soreness at the check-ins of a session, oldest first."""
    found = [
        one
        for one in session.ratings
        if one.kind is RatingKind.SORENESS
        and one.context not in (RatingContext.BEFORE, RatingContext.AFTER)
        and one.value is not None
    ]
    return sorted(found, key=lambda one: one.answered.astimezone(UTC))
