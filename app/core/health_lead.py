"""What the leading answer to a question leads to, with what else is known."""

from __future__ import annotations

from datetime import timedelta

from app.core.answer import Answers
from app.core.health_questions import HealthQuestions, Lead, Question


def lead_of(
    questions: HealthQuestions, question: Question, profile: Answers, since: timedelta | None
) -> Lead:
    """What a question leads to here and now.

    Args:
        questions: what was asked.
        question: one of them.
        profile: the answers to the health profile, which may raise it.
        since: the time since the session's end; None where nobody knows.
    """
    raised, later = question.raised, question.later
    if raised is not None and any(_leads(questions, id_, profile) for id_ in raised.by):
        return raised.lead
    if later is not None and since is not None and since >= timedelta(hours=later.hours):
        return later.lead
    return question.lead


def _leads(questions: HealthQuestions, question_id: str, profile: Answers) -> bool:
    answer = profile.get(question_id)
    return answer is not None and answer.leads(questions.find(question_id))
