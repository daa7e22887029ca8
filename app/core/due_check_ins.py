"""The check-ins that can be answered now, and the sessions that are looked at a third day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.core.after_questions import AfterQuestion
from app.core.asked_after import asked_ratings
from app.core.check_in import CheckIn
from app.core.followups import due
from app.core.health_questions import HealthQuestions
from app.core.lasting_soreness import sore_feet_at_48h
from app.core.soreness import LoggedSession, RatingContext

_DAYS = (RatingContext.H48, RatingContext.H24)
"""The check-ins whose answers decide about a third day, the newest first."""


@dataclass(frozen=True, slots=True)
class DueCheckIn:
    """A check-in that can be answered now.

    Attributes:
        check_in: when it is due, and what became of it.
        logged: its session, with all that was answered about it.
        is_late: whether an answer of now is late.
        is_early: whether it can be answered and is not due yet.
    """

    check_in: CheckIn
    logged: LoggedSession
    is_late: bool = False
    is_early: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether anything was answered at it."""
        context = self.check_in.context
        return any(rating.context is context for rating in self.logged.ratings) or any(
            answer.context is context for answer in self.logged.answers
        )

    @property
    def asks_soreness(self) -> bool:
        """Whether a foot was massaged, so that it asks how sore that is."""
        kinds = {asked.kind for asked in asked_ratings(self.logged, self.check_in.context)}
        return len(kinds) > 1


def due_check_ins(
    found: Iterable[CheckIn], sessions: Iterable[LoggedSession], now: datetime
) -> tuple[DueCheckIn, ...]:
    """Those that can be answered, less first steps: what is due first, then what is early.

    Of each the newest session's comes first. First steps are the question of the day for who has
    it, and are asked there.

    Args:
        found: all check-ins.
        sessions: theirs, in any order.
        now: with its UTC offset.
    """
    of = {one.session.id: one for one in sessions}
    open_ = (
        DueCheckIn(one, of[one.session_id], is_late(one, now), is_early(one, now))
        for one in due(found)
        if one.context is not RatingContext.MORNING
    )
    return tuple(sorted(open_, key=lambda one: one.is_early))


def is_late(check_in: CheckIn, now: datetime) -> bool:
    """Whether an answer of now would be late."""
    return now.astimezone(UTC) > check_in.on_time_until.astimezone(UTC)


def is_early(check_in: CheckIn, now: datetime) -> bool:
    """Whether it is not due yet; nobody is asked to answer before."""
    return now.astimezone(UTC) < check_in.due.astimezone(UTC)


def looked_at_again(
    questions: HealthQuestions, sessions: Iterable[LoggedSession]
) -> frozenset[str]:
    """The ids of the sessions that are looked at a third day, after a flag at 24 or 48 hours.

    What is answered on the third day itself changes nothing about it.

    Args:
        questions: all questions.
        sessions: with their answers.
    """
    return frozenset(
        one.session.id
        for one in sessions
        if sore_feet_at_48h(_before_third_day(one))
        or any(_is_there(asked, one) for asked in questions.after if asked.is_state)
    )


def _before_third_day(one: LoggedSession) -> LoggedSession:
    ratings = tuple(r for r in one.ratings if r.context is not RatingContext.H72)
    return replace(one, ratings=ratings)


def _is_there(asked: AfterQuestion, one: LoggedSession) -> bool:
    """Whether the newest answer to a question, at 24 or 48 hours, was that it is there."""
    given: dict[RatingContext, bool] = {
        answer.context: answer.answer.leads(asked.question)
        for answer in one.answers
        if answer.question == asked.id
    }
    return next((given[context] for context in _DAYS if context in given), False)
