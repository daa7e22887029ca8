"""What was answered before a session: of both questionnaires, and how old it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.core.answer import Answer, Answers
from app.core.health_answers import PROFILE_HOLDS, TODAY_HOLDS, is_due
from app.core.health_check import Circumstances, asked, may_ask, unanswered
from app.core.health_questions import HealthQuestions, Question, Questionnaire

_HOLDS = {Questionnaire.PROFILE: PROFILE_HOLDS, Questionnaire.TODAY: TODAY_HOLDS}


class GivenAnswers:
    """Keeps answers as long as they hold.

    What is asked hangs on circumstances too, which are given each time.

    Args:
        questions: what can be asked.
    """

    def __init__(self, questions: HealthQuestions) -> None:
        self._questions = questions
        self._answers: dict[Questionnaire, dict[str, Answer]] = {one: {} for one in _HOLDS}
        self._as_of: dict[Questionnaire, datetime] = {}
        self._confirmed: set[Questionnaire] = set()

    def to(self, questionnaire: Questionnaire) -> Mapping[str, Answer]:
        """The answers to a questionnaire so far."""
        return self._answers[questionnaire]

    def may_ask(self, questionnaire: Questionnaire, known: Circumstances) -> tuple[Question, ...]:
        """What a questionnaire asks, each with all its follow-ups."""
        return may_ask(self._questions, questionnaire, known)

    def asked(self, questionnaire: Questionnaire, known: Circumstances) -> tuple[Question, ...]:
        """What is asked so far, follow-ups too."""
        return asked(self._questions, questionnaire, self.to(questionnaire), known)

    def unanswered(self, questionnaire: Questionnaire, known: Circumstances) -> tuple[str, ...]:
        """The ids of what is still to be answered, in order."""
        return unanswered(self._questions, questionnaire, self.to(questionnaire), known)

    def is_done(self, questionnaire: Questionnaire, known: Circumstances) -> bool:
        """Whether all is answered, and the person is done with it."""
        return questionnaire in self._confirmed and not self.unanswered(questionnaire, known)

    def take_up(self, questionnaire: Questionnaire, answers: Answers, as_of: datetime) -> None:
        """Take answers that were given and confirmed then."""
        self.draft(questionnaire, answers)
        self.confirm(questionnaire, as_of)

    def draft(self, questionnaire: Questionnaire, answers: Answers) -> None:
        """Take answers that were never confirmed."""
        self._answers[questionnaire] = dict(answers)

    def answer(
        self,
        question: tuple[Questionnaire, str],
        answer: Answer,
        known: Circumstances,
        now: datetime,
    ) -> None:
        """Take an answer; follow-ups that are not asked any more lose theirs.

        Args:
            question: the questionnaire, and the question's id.
            answer: to it.
            known: what is known besides the answers.
            now: the time.
        """
        questionnaire, question_id = question
        given = self._answers[questionnaire]
        given[question_id] = answer
        self._as_of.setdefault(questionnaire, now)
        still = {one.id for one in self.asked(questionnaire, known)}
        for gone in [id_ for id_ in given if id_ not in still]:
            del given[gone]

    def confirm(self, questionnaire: Questionnaire, now: datetime) -> None:
        """The person is done with it; its answers hold from now on."""
        self._confirmed.add(questionnaire)
        self._as_of[questionnaire] = now

    def reopen(self, questionnaire: Questionnaire, now: datetime) -> None:
        """All of it is seen once more, with what was answered."""
        self._confirmed.discard(questionnaire)
        self._as_of[questionnaire] = now

    def forget(self, questionnaire: Questionnaire) -> None:
        """As if nothing of it was ever answered."""
        self._as_of.pop(questionnaire, None)
        self._answers[questionnaire] = {}
        self._confirmed.discard(questionnaire)

    def forget_old(self, now: datetime) -> list[Questionnaire]:
        """Forget what was answered too long ago, in a window that was left open; tell which."""
        old = [which for which, at in self._as_of.items() if is_due(at, now, _HOLDS[which])]
        for which in old:
            self.forget(which)
        return old
