"""What is asked after a session, and what the answers lead to and leave in the log."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import timedelta

from app.core.after_questions import HOURS_AFTER, AfterQuestion, FlagReason, Mark
from app.core.answer import Answer, Answers
from app.core.health_lead import lead_of
from app.core.health_questions import HealthQuestions, Lead, Question, Urgency
from app.core.plan import Foot
from app.core.soreness import AfterAnswer, LogEvent, RatingContext

NewId = Callable[[str], str]
"""Makes a UUID of a name, the same of the same name."""


def asked_after(
    questions: HealthQuestions,
    context: RatingContext,
    answers: Answers,
    standing: Collection[FlagReason] = (),
) -> tuple[Question, ...]:
    """What is asked after a session, in order: each question with the follow-ups of its answer.

    Args:
        questions: all questions.
        context: right after the session, or at which check-in; at others nothing is asked.
        answers: what was answered there so far.
        standing: the flags that stand; what raised them is asked again at every check-in.
    """
    found: list[Question] = []
    for asked in questions.after if context in HOURS_AFTER else ():
        is_again = asked.is_state and any(asked.raises(reason) for reason in standing)
        if context in asked.when or is_again:
            found += [question for question, _ in asked_parts(asked, answers)]
    return tuple(found)


def asked_parts(asked: AfterQuestion, answers: Answers) -> Iterator[tuple[Question, Mark]]:
    """The question, and its follow-ups where it was answered with yes."""
    answer = answers.get(asked.id)
    leads = answer is not None and answer.leads(asked.question)
    for question, mark in asked.parts:
        if question is asked.question or leads:
            yield question, mark


def after_lead(
    questions: HealthQuestions,
    question: Question,
    answer: Answer,
    since_end: timedelta,
    profile: Answers,
) -> Lead | None:
    """What an answer leads to; None where it leads to nothing.

    A yes counts also before it is told on which foot: nobody has to tell that, and it is then one
    about either foot.

    Args:
        questions: all questions.
        question: one that is asked after a session.
        answer: its answer.
        since_end: the time since the session's end; of a check-in at least `HOURS_AFTER`.
        profile: the answers to the health profile that holds.
    """
    if not answer.leads(question):
        return None
    return lead_of(questions, question, profile, since_end)


def gravest(
    questions: HealthQuestions,
    asked: AfterQuestion,
    answers: Answers,
    since_end: timedelta,
    profile: Answers,
) -> tuple[Mark, Lead, Question] | None:
    """What the answers to a question and its follow-ups lead to; None where that is nothing.

    Of several the most urgent one, then the gravest, then the one that asks more closely.
    """
    found: tuple[Mark, Lead, Question] | None = None
    for question, mark in asked_parts(asked, answers):
        answer = answers.get(question.id)
        if answer is None:
            continue
        lead = after_lead(questions, question, answer, since_end, profile)
        if lead is not None and (found is None or _rank(lead) >= _rank(found[1])):
            found = mark, lead, question
    return found


def events_of(
    questions: HealthQuestions,
    given: Iterable[AfterAnswer],
    profile: Answers,
    new_id: NewId,
) -> tuple[LogEvent, ...]:
    """What the answers about a session leave in the log: nothing for a no.

    Answered anew, an event has the same id, so that it takes the place of the one before; one that
    is not among them any more has to go.

    Args:
        questions: all questions.
        given: what was answered about sessions, in any order.
        profile: the answers to the health profile that holds.
        new_id: makes the ids.
    """
    found: list[LogEvent] = []
    for (session_id, context), one in _together(given).items():
        answers = {id_: told.answer for id_, told in one.items()}
        since = HOURS_AFTER.get(context, timedelta())
        for asked in questions.after:
            grave = gravest(questions, asked, answers, since, profile)
            if grave is None:
                continue
            mark, lead, _ = grave
            for foot in _feet(answers[asked.id]):
                name = f"{session_id}/{context}/{asked.id}/{foot or ''}"
                found.append(
                    LogEvent(
                        id=new_id(name),
                        session_id=session_id,
                        when=one[asked.id].when,
                        type=asked.event,
                        severity=_severity(asked, answers),
                        side=foot,
                        advice_shown="" if lead.urgency is Urgency.NONE else mark.flag,
                    )
                )
    return tuple(found)


def _together(
    given: Iterable[AfterAnswer],
) -> Mapping[tuple[str, RatingContext], dict[str, AfterAnswer]]:
    """Answers by what they are about, then by question."""
    found: dict[tuple[str, RatingContext], dict[str, AfterAnswer]] = {}
    for one in given:
        found.setdefault((one.session_id, one.context), {})[one.question] = one
    return found


def _feet(answer: Answer) -> tuple[Foot | None, ...]:
    return tuple(foot for foot in Foot if foot in answer.feet) or (None,)


def _severity(asked: AfterQuestion, answers: Answers) -> str:
    """Of the follow-ups that lead to something, else of the question itself."""
    own, *closer = [
        mark.severity
        for question, mark in asked_parts(asked, answers)
        if (answer := answers.get(question.id)) is not None and answer.leads(question)
    ]
    return ", ".join(closer) or own


def _rank(lead: Lead) -> tuple[int, int]:
    return lead.urgency.rank, -lead.outcome.rank
