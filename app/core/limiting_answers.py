"""Which answers before sessions limited them, or stopped them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.core.health_answers import Check
from app.core.health_questions import HealthQuestions, Outcome


@dataclass(frozen=True, slots=True)
class LimitingAnswer:
    """An answer that leads to something.

    Attributes:
        about: what it says, in short, or the question itself.
        outcome: what it leads to by itself; a professional may have agreed to more.
        count: in how many checks it was given.
        last: on which day the last time.
    """

    about: str
    outcome: Outcome
    count: int
    last: date


@dataclass(frozen=True, slots=True)
class ChecksSaid:
    """What came of the checks before sessions.

    Attributes:
        count: how many there were.
        stopped: after how many no session was to be.
        limited: how many left places out, or let only gentle scripts through.
    """

    count: int
    stopped: int
    limited: int


def checks_said(today_checks: Iterable[Check]) -> ChecksSaid:
    """Count them by the verdict that was shown.

    >>> checks_said([])
    ChecksSaid(count=0, stopped=0, limited=0)
    """
    levels = [check.level for check in today_checks]
    limited = (Outcome.AREA, Outcome.ADAPT)
    return ChecksSaid(
        len(levels),
        sum(level == Outcome.STOP for level in levels),
        sum(level in limited for level in levels),
    )


def limiting_answers(
    questions: HealthQuestions, checks: Iterable[Check]
) -> tuple[LimitingAnswer, ...]:
    """The answers that lead to more than going on, the gravest and then the most frequent first.

    Args:
        questions: what was asked; an answer to what is asked no more is passed over.
        checks: profiles and today checks, in any order.
    """
    count: Counter[str] = Counter()
    last: dict[str, date] = {}
    known = {question.id: question for question in questions.all_questions()}
    for check in checks:
        for question_id, answer in check.answers.items():
            question = known.get(question_id)
            if question and answer.leads(question) and question.lead.outcome is not Outcome.CLEAR:
                count[question_id] += 1
                day = check.when.date()
                last[question_id] = max(last.get(question_id, day), day)
    told = [
        LimitingAnswer(known[id_].about or known[id_].ask, known[id_].lead.outcome, n, last[id_])
        for id_, n in count.items()
    ]
    return tuple(sorted(told, key=lambda one: (one.outcome.rank, -one.count, one.about)))
