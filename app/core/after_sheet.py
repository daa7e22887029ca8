"""The questions about a session that are no ratings, as they are answered at one time after it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from app.core.after_answers import after_lead, asked_after, events_of
from app.core.after_questions import HOURS_AFTER, FlagReason
from app.core.answer import Answer, Answers
from app.core.asked_after import DONE, done_mark, is_done
from app.core.health_check import Reason
from app.core.health_questions import HealthQuestions, Question
from app.core.kept_session import ToldAfter
from app.core.soreness import AfterAnswer, RatingContext, SessionRecord


class AfterSheet:
    """What is asked at one time, and what was answered so far.

    Each answer is told at once as what is to be kept; none of them has to be given.

    Args:
        questions: all questions.
        session: what they are about.
        context: right after the session, or at which check-in.
        given: what was answered there before.
        profile: the answers to the health profile that holds.
        standing: the flags that stand; what raised them is asked again.
    """

    def __init__(
        self,
        questions: HealthQuestions,
        session: SessionRecord,
        context: RatingContext,
        given: Iterable[AfterAnswer] = (),
        profile: Answers | None = None,
        standing: Collection[FlagReason] = (),
    ) -> None:
        self.context = context
        self._questions = questions
        self._session = session
        self._profile = profile or {}
        self._standing = tuple(standing)
        here = {one.question: one for one in given if one.context is context}
        self._is_done = is_done(here.values(), context)
        self._given = {id_: one for id_, one in here.items() if id_ != DONE}

    @property
    def answers(self) -> Mapping[str, Answer]:
        """What was answered so far, by question."""
        return {id_: one.answer for id_, one in self._given.items()}

    @property
    def may_ask(self) -> tuple[Question, ...]:
        """The questions, each of which has its follow-ups."""
        return self._asked({})

    @property
    def asked(self) -> tuple[Question, ...]:
        """What is asked so far: each question, and its follow-ups where they are called for."""
        return self._asked(self.answers)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The ids of what is not answered, or not told where, in order."""
        answers = self.answers
        return tuple(
            question.id
            for question in self.asked
            if (answer := answers.get(question.id)) is None or not answer.is_whole(question)
        )

    def answer(self, question_id: str, answer: Answer, now: datetime) -> tuple[ToldAfter, ...]:
        """Take an answer.

        Args:
            question_id: of a question or a follow-up that is asked.
            answer: to it.
            now: with its UTC offset.

        Returns:
            What is to be kept: the answer, and with the question that it belongs to the events
            that all its answers tell of.
        """
        version = self._questions.version
        told = AfterAnswer(self._session.id, self.context, question_id, answer, now, version)
        self._given[question_id] = told
        parent, *follow_ups = self._group_of(question_id)
        group = [self._given[id_] for id_ in (parent, *follow_ups) if id_ in self._given]
        events = events_of(self._questions, group, self._profile, _event_id)
        kept = ToldAfter(self._given[parent], events)
        return (kept,) if parent == question_id else (ToldAfter(told), kept)

    def done(self, now: datetime, *, is_done: bool = True) -> tuple[ToldAfter, ...]:
        """Take that the check-in was answered to its end, or is not any more.

        Args:
            now: with its UTC offset.
            is_done: whether it is.

        Returns:
            What is to be kept; nothing where that was so before.
        """
        if is_done is self._is_done:
            return ()
        self._is_done = is_done
        version = self._questions.version
        mark = done_mark(self._session, self.context, now, version, is_done=is_done)
        return (ToldAfter(mark),)

    def reasons(self, now: datetime) -> Mapping[str, Reason]:
        """What follows from the answers, by question.

        Args:
            now: with its UTC offset.
        """
        since_end = now.astimezone(UTC) - self._session.end.astimezone(UTC)
        since_end = max(since_end, HOURS_AFTER.get(self.context, timedelta()))
        found: dict[str, Reason] = {}
        for question in self.asked:
            answer = self.answers.get(question.id)
            if answer is None:
                continue
            lead = after_lead(self._questions, question, answer, since_end, self._profile)
            if lead is not None:
                found[question.id] = Reason(
                    question=question.id,
                    level=lead.outcome,
                    say=lead.say,
                    urgency=lead.urgency,
                    feet=answer.feet,
                    limits=question.limits,
                )
        return found

    def _group_of(self, question_id: str) -> tuple[str, ...]:
        """The ids of a question and of its follow-ups, of which one is given."""
        groups = [tuple(part.id for part, _ in one.parts) for one in self._questions.after]
        return next(group for group in groups if question_id in group)

    def _asked(self, answers: Answers) -> tuple[Question, ...]:
        return asked_after(self._questions, self.context, answers, self._standing)


def _event_id(name: str) -> str:
    """The same for the same name, so that an event that is told again takes its own place."""
    return str(uuid5(NAMESPACE_OID, f"footwell/{name}"))
