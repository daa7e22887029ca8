"""The health profile by itself: answered without a session, and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.core.answer import Answer, Answers
from app.core.health_answers import (
    PROFILE_HOLDS,
    Check,
    Cleared,
    current_profile,
    profile_due,
    standing_clearances,
)
from app.core.health_check import (
    Circumstances,
    Reason,
    UnansweredError,
    Verdict,
    asked,
    reasons_so_far,
    unanswered,
    verdict_so_far,
)
from app.core.health_questions import HealthQuestions, Question, Questionnaire

_PROFILE = Questionnaire.PROFILE


@dataclass(frozen=True, slots=True)
class ProfileStanding:
    """How the health profile stands.

    Attributes:
        answered: when it was last answered, with its UTC offset; None where it never was.
        is_due: whether it is asked before the next session.
        asked_again: from when on it is asked again; None where it is due.
        verdict: what its answers lead to, whatever will be said of a day; None where it is due.
        clearances: what professionals agreed to, as far as it stands.
    """

    answered: datetime | None
    is_due: bool
    asked_again: datetime | None
    verdict: Verdict | None
    clearances: tuple[Cleared, ...]


def profile_standing(
    questions: HealthQuestions, profiles: Sequence[Check], cleared: Sequence[Cleared], now: datetime
) -> ProfileStanding:
    """How the health profile stands.

    Args:
        questions: what is asked.
        profiles: every one, in the order in which they were written.
        cleared: the clearances that were not withdrawn.
        now: with its UTC offset.
    """
    standing = standing_clearances(questions, profiles, cleared, now)
    current = current_profile(profiles, now)
    if current is None or profile_due(questions, profiles, now):
        last = current or (profiles[-1] if profiles else None)
        return ProfileStanding(
            None if last is None else last.when,
            is_due=True,
            asked_again=None,
            verdict=None,
            clearances=standing,
        )
    found = verdict_so_far(questions, current.answers, {}, Circumstances(now), standing)
    return ProfileStanding(
        current.when,
        is_due=False,
        asked_again=current.when + PROFILE_HOLDS,
        verdict=found,
        clearances=standing,
    )


class HealthProfile:
    """Asks the health profile alone; what was answered is shown, to be corrected.

    Args:
        questions: what is asked.
        profiles: every one, in the order in which they were written.
        cleared: the clearances that were not withdrawn.
        draft: answers that were given just now and not confirmed.
        now: the time of day, with its UTC offset.
        new_id: makes a UUID.
    """

    def __init__(
        self,
        questions: HealthQuestions,
        profiles: Sequence[Check],
        cleared: Sequence[Cleared],
        draft: Answers,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self.questions = questions
        self._profiles = tuple(profiles)
        self._cleared = tuple(cleared)
        self._now = now
        self._new_id = new_id
        current = current_profile(profiles, now())
        holds = current is not None and not profile_due(questions, profiles, now())
        self._answers = dict(current.answers if current is not None and holds else draft)

    @property
    def clearances(self) -> tuple[Cleared, ...]:
        """What professionals agreed to, as far as it stands."""
        return standing_clearances(self.questions, self._profiles, self._cleared, self._now())

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What the answers that are there lead to; the most urgent first."""
        return reasons_so_far(
            self.questions, self._answers, {}, Circumstances(self._now()), self.clearances
        )

    def answers(self, _questionnaire: Questionnaire = _PROFILE) -> Mapping[str, Answer]:
        """What was answered so far."""
        return self._answers

    def may_ask(self, _questionnaire: Questionnaire = _PROFILE) -> tuple[Question, ...]:
        """What is asked, each with all its follow-ups."""
        return self.questions.profile

    def asked(self, _questionnaire: Questionnaire = _PROFILE) -> tuple[Question, ...]:
        """What is asked so far, follow-ups too."""
        return asked(self.questions, _PROFILE, self._answers, Circumstances(self._now()))

    def unanswered(self, _questionnaire: Questionnaire = _PROFILE) -> tuple[str, ...]:
        """The ids of what is still to be answered, in order."""
        return unanswered(self.questions, _PROFILE, self._answers, Circumstances(self._now()))

    def answer(self, _questionnaire: Questionnaire, question_id: str, answer: Answer) -> None:
        """Take an answer; follow-ups that are not asked any more lose theirs."""
        self._answers[question_id] = answer
        still = {question.id for question in self.asked()}
        self._answers = {id_: given for id_, given in self._answers.items() if id_ in still}

    def withdraw(self, cleared: Cleared) -> None:
        """What a professional agreed to holds no more."""
        self._cleared = tuple(one for one in self._cleared if one.id != cleared.id)

    def confirm(self) -> Check:
        """The profile as it was answered, to be kept.

        Raises:
            UnansweredError: something is not answered.
        """
        lacking = self.unanswered()
        if lacking:
            raise UnansweredError(lacking)
        now = self._now()
        found = verdict_so_far(
            self.questions, self._answers, {}, Circumstances(now), self.clearances
        )
        return Check(
            id=self._new_id(),
            questionnaire=_PROFILE,
            version=self.questions.version,
            when=now,
            answers=dict(self._answers),
            level=found.level if found.is_stop else "",
        )
