"""What the past leaves standing before the next session: flags, until they are told to be gone.

After sections 4.4 and 4.5 of the project's domain notes. The newest answer to a question decides:
a yes at any check-in stands until the same question is answered with no, later on or in a today
check. What is late counts too: it is about safety, not about statistics. What is told when its time
is long over counts as of then: a no of last week takes nothing away that was told since.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from app.core.after_answers import gravest
from app.core.after_questions import HOURS_AFTER, AfterQuestion, FlagReason
from app.core.answer import Answer, Answers
from app.core.asked_after import DONE
from app.core.flag import STATE_STANDS, Flag, Told, advised, between, is_near, later
from app.core.health_questions import HealthQuestions, Lead, Limit, Where
from app.core.lasting_soreness import sore_feet_at_48h, sore_flag
from app.core.pain_flags import pain_flags
from app.core.plan import Side
from app.core.soreness import EndReason, LoggedSession
from app.core.told_later import time_about

EVENT_STANDS = timedelta(days=14)
"""How long faintness is kept in mind, which cannot be told to be gone: two weeks, the time after
which section 4.5 sends to a professional."""

LOOKS_BACK = timedelta(days=32)
"""How far into the log it looks for sessions and today checks: as long as anything stands, and a
day or two for other time zones."""

_AFTER_ID = "A"
"""What the ids of the questions after a session begin with."""

_SIGNS = {
    EndReason.NUMB: FlagReason.NUMBNESS,
    EndReason.DIZZY: FlagReason.DIZZY,
    EndReason.SKIN: FlagReason.SKIN,
    EndReason.CALF: FlagReason.CALF,
}
"""What a session that was stopped for a sign of the body says, until it is asked about."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """Answers to a question and its follow-ups, given together."""

    when: datetime
    answers: Answers = field(hash=False)
    since_end: timedelta
    session_id: str | None = None


def standing_flags(questions: HealthQuestions, told: Told, now: datetime) -> tuple[Flag, ...]:
    """The flags that stand, the most urgent first, then the gravest.

    Args:
        questions: all questions.
        told: what was told so far.
        now: with its UTC offset.
    """
    found = [*sore_flag(questions, told, now)]
    for asked in questions.after:
        heard = sorted(_heard(asked, told, now), key=lambda one: _order(asked, one))
        flags = _standing if asked.is_state else _happened
        found += [one for one in flags(questions, asked, heard, told) if one.stands(now)]
    for pain in pain_flags(told.all_ratings(now), now.date()):
        lead = advised(questions, pain.reason)
        found.append(Flag(pain.reason, pain.since, pain.since, lead, pain.feet))
    return tuple(sorted(found, key=_gravity))


def may_stand(told: Told, now: datetime) -> bool:
    """Whether a flag may stand, told without the questions: without any yes there is none."""
    if any(pain_flags(told.all_ratings(now), now.date())):
        return True
    checked = [one for check in told.today_checks(now) for one in check.answers.items()]
    if any(id_.startswith(_AFTER_ID) and answer.is_yes for id_, answer in checked):
        return True
    return any(
        one.session.ended_early_reason in _SIGNS
        or sore_feet_at_48h(one)
        or any(given.answer.is_yes and given.question != DONE for given in one.answers)
        for one in told.sessions
    )


def _gravity(flag: Flag) -> tuple[int, int, int]:
    order = list(FlagReason).index(flag.reason)
    return -flag.lead.urgency.rank, flag.lead.outcome.rank, order


def _order(asked: AfterQuestion, heard: _Heard) -> tuple[datetime, bool]:
    """By time; of two of one instant a yes comes last, so that it decides."""
    return heard.when.astimezone(UTC), heard.answers[asked.id].leads(asked.question)


def _heard(asked: AfterQuestion, told: Told, now: datetime) -> Iterator[_Heard]:
    """When a question was answered, and how; in any order."""
    for session in told.sessions:
        yield from (one for one in _of_session(asked, session) if is_near(one.when, now))
    for check in told.today_checks(now):
        answers = _answers(asked, check.answers)
        if asked.id in answers:
            yield _Heard(check.when, answers, told.since_last(check.when))


def _of_session(asked: AfterQuestion, session: LoggedSession) -> Iterator[_Heard]:
    """What a session tells: the sign that it was stopped for, and what was answered after it."""
    record = session.session
    sign = _SIGNS.get(record.ended_early_reason or EndReason.DONE)
    if sign is not None and asked.raises(sign):
        named = next(mark.question for mark in asked.marks if mark.flag is sign)
        answer = Answer(is_yes=True, feet=frozenset(Side(record.feet.value).feet))
        yield _Heard(record.end, {asked.id: answer, named: answer}, timedelta(), record.id)
    for context, due in HOURS_AFTER.items():
        given = {one.question: one for one in session.answers if one.context is context}
        first = given.get(asked.id)
        if first is not None:
            answers = _answers(asked, {id_: one.answer for id_, one in given.items()})
            when = time_about(record, context, first.when)
            since = max(due, between(record.end, when))
            yield _Heard(when, answers, since, record.id)


def _answers(asked: AfterQuestion, answers: Answers) -> Answers:
    """Those to a question and its follow-ups."""
    return {
        question.id: answers[question.id] for question, _ in asked.parts if question.id in answers
    }


def _standing(
    questions: HealthQuestions, asked: AfterQuestion, heard: Sequence[_Heard], told: Told
) -> Iterator[Flag]:
    """The flag of a thing that is there until it is told to be gone."""
    if not heard:
        return
    newest = heard[-1]
    grave = gravest(questions, asked, newest.answers, newest.since_end, told.profile)
    if grave is None:
        return
    mark, lead, question = grave
    yield Flag(
        reason=mark.flag,
        since=_since(asked, heard),
        told=newest.when,
        lead=lead,
        feet=newest.answers[question.id].feet if question.where is Where.FOOT else frozenset(),
        limits=question.limits,
        asked_by=asked.id,
        until=later(newest.when, STATE_STANDS),
    )


def _since(asked: AfterQuestion, heard: Sequence[_Heard]) -> datetime:
    """When the first yes was told of those that no answer but a yes came after."""
    since = heard[-1].when
    for one in reversed(heard):
        if not one.answers[asked.id].leads(asked.question):
            break
        since = one.when
    return since


def _happened(
    questions: HealthQuestions, asked: AfterQuestion, heard: Sequence[_Heard], told: Told
) -> Iterator[Flag]:
    """The flags of faintness, which happened and cannot be told to be gone."""
    newest: dict[FlagReason, Flag] = {}
    sessions: dict[str | None, datetime] = {}
    for one in heard:
        grave = gravest(questions, asked, one.answers, one.since_end, told.profile)
        if grave is None:
            continue
        mark, lead, question = grave
        newest[mark.flag] = _event(mark.flag, one.when, lead, question.limits)
        earlier = [at for id_, at in sessions.items() if id_ != one.session_id]
        if any(between(at, one.when) <= STATE_STANDS for at in earlier):
            again, limits = FlagReason.DIZZY_AGAIN, asked.question.limits
            newest[again] = _event(again, one.when, advised(questions, again), limits)
        sessions[one.session_id] = one.when
    yield from newest.values()


def _event(reason: FlagReason, when: datetime, lead: Lead, limits: tuple[Limit, ...]) -> Flag:
    return Flag(reason, when, when, lead, limits=limits, until=later(when, EVENT_STANDS))
