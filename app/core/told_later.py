"""Answers with yes or no about a session that are corrected, or given when their time is over.

Each carries when it was told. What is told after its time is about that time all the same: it says
nothing of how things are now, so that it neither raises nor takes away what was told since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.core.after_questions import HOURS_AFTER
from app.core.after_sheet import AfterSheet
from app.core.answer import Answer, Answers
from app.core.check_in_times import HOURS
from app.core.health_questions import HealthQuestions
from app.core.kept_session import ToldAfter
from app.core.log_edit import Edit
from app.core.soreness import (
    AfterAnswer,
    EventType,
    LoggedSession,
    RatingContext,
    SessionRecord,
)


def time_about(session: SessionRecord, context: RatingContext, told: datetime) -> datetime:
    """The time that an answer is about: when it was told, or when its time was over.

    Args:
        session: its session.
        context: when it was asked for; one of `HOURS_AFTER`.
        told: when it was told, with its UTC offset.
    """
    closes = _since_end(session, _closes_h(context))
    is_over = told.astimezone(UTC) > closes.astimezone(UTC)
    return closes.astimezone(told.tzinfo) if is_over else told


def is_over(session: SessionRecord, context: RatingContext, now: datetime) -> bool:
    """Whether what is told now is told when its time is over."""
    return time_about(session, context, now) != now


def is_late(session: SessionRecord, answer: AfterAnswer) -> bool:
    """Whether an answer was told later than on time."""
    hours = HOURS.get(answer.context)
    until = _closes_h(answer.context) if hours is None else hours.on_time_until
    return answer.when.astimezone(UTC) > _since_end(session, until).astimezone(UTC)


def hours_after_end(session: SessionRecord, answer: AfterAnswer) -> float:
    """How many hours after the session's end an answer was told, 0 at least."""
    since = answer.when.astimezone(UTC) - session.end.astimezone(UTC)
    return max(since, timedelta()) / timedelta(hours=1)


def may_be_told(logged: LoggedSession, now: datetime) -> tuple[RatingContext, ...]:
    """The times after a session for which something may be told by now, in their order.

    A third day is only asked about after a flag: it is among them where something was answered.
    """
    session = logged.session
    answered = {one.context for one in logged.answers} | {one.context for one in logged.ratings}
    return tuple(
        context
        for context in HOURS_AFTER
        if (context is not RatingContext.H72 or context in answered)
        and now.astimezone(UTC) >= _since_end(session, _opens_h(context)).astimezone(UTC)
    )


def unanswered(
    questions: HealthQuestions, logged: LoggedSession, now: datetime
) -> Mapping[RatingContext, tuple[str, ...]]:
    """The ids of what was asked after a session and has no answer, by when it was asked for."""
    found: dict[RatingContext, tuple[str, ...]] = {}
    for context in may_be_told(logged, now):
        given = {one.question for one in logged.answers if one.context is context}
        missing = [one.id for one in questions.after if context in one.when]
        left = tuple(id_ for id_ in missing if id_ not in given)
        if left:
            found[context] = left
    return found


def sheet_of(
    questions: HealthQuestions,
    logged: LoggedSession,
    context: RatingContext,
    profile: Answers | None = None,
) -> AfterSheet:
    """What was asked at one time after a session, with what is answered.

    What was asked again there for a flag is among it.

    Args:
        questions: all questions.
        logged: the session with its answers.
        context: when it was asked for.
        profile: the answers to the health profile that holds, which some advice goes by.
    """
    given = [one for one in logged.answers if one.context is context]
    ids = {one.question for one in given}
    again = [
        mark.flag
        for asked in questions.after
        if asked.id in ids and context not in asked.when
        for mark in asked.marks
    ]
    return AfterSheet(questions, logged.session, context, given, profile, again)


def answer_told(
    sheet: AfterSheet,
    logged: LoggedSession,
    question_id: str,
    answer: Answer,
    now: datetime,
) -> Edit:
    """A question is answered, or its answer is corrected.

    A correction stays where the answer was told, as that of a number does. What is told when its
    time is over tells of events of that time, and of no advice but what was shown then.

    Args:
        sheet: of the time that it was asked for, as `sheet_of` makes it.
        logged: the session with its answers.
        question_id: what is answered.
        answer: to it.
        now: with its UTC offset.
    """
    context = sheet.context
    old = [one for one in logged.answers if (one.context, one.question) == (context, question_id)]
    when = old[0].when if old else now
    told = sheet.answer(question_id, answer, when)
    if is_over(logged.session, context, now):
        told = tuple(_as_of_then(logged, context, one) for one in told)
    return Edit(told=told)


def _as_of_then(logged: LoggedSession, context: RatingContext, told: ToldAfter) -> ToldAfter:
    shown: dict[EventType, str] = {one.type: one.advice_shown for one in logged.events}
    events = tuple(
        replace(
            event,
            when=time_about(logged.session, context, event.when),
            advice_shown=shown.get(event.type, ""),
        )
        for event in told.events
    )
    return replace(told, events=events)


def _opens_h(context: RatingContext) -> int:
    return HOURS[context].opens if context in HOURS else 0


def _closes_h(context: RatingContext) -> int:
    """Right after a session that is when the first check-in can be answered."""
    return HOURS[context].closes if context in HOURS else HOURS[RatingContext.H3].opens


def _since_end(session: SessionRecord, hours: int) -> datetime:
    return session.end.astimezone(UTC) + timedelta(hours=hours)
