"""What a person answered to the health questions, and what a professional allowed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from app.core.answer import Answers, Region
from app.core.health_questions import HealthQuestions, Questionnaire
from app.core.plan import Foot

PROFILE_HOLDS = timedelta(days=30)
"""How long a health profile holds (domain notes 4.1)."""

TODAY_HOLDS = timedelta(minutes=30)
"""How long a today check holds for its session where that was cut off, and answers to a profile
that was left before it was confirmed."""

_AHEAD = timedelta(days=1)
"""How far ahead of the clock an answer may lie before the clock was wrong; clocks are corrected."""


@dataclass(frozen=True, slots=True)
class Check:
    """A questionnaire as it was answered at one time.

    Attributes:
        id: a UUID made for it.
        questionnaire: which.
        version: of the questions' file.
        when: with its UTC offset.
        answers: what was answered.
        level: the word of the verdict that was shown, empty where none was.
        session_id: the session that it was for, None for a profile or where none was begun.
    """

    id: str
    questionnaire: Questionnaire
    version: int
    when: datetime
    answers: Answers = field(hash=False)
    level: str = ""
    session_id: str | None = None


@dataclass(frozen=True, slots=True)
class Cleared:
    """A professional agreed to massage, as the person tells it.

    Attributes:
        id: a UUID made for it.
        question: the question whose lead it lifts, and no other's.
        by: who, in the person's words.
        granted: on which day.
        recorded: when it was told to Footwell, with its UTC offset.
        feet: for which feet, of a question that asks for them.
        regions: for which places, likewise.
    """

    id: str
    question: str
    by: str
    granted: date
    recorded: datetime
    feet: frozenset[Foot] = frozenset()
    regions: frozenset[Region] = frozenset()

    def __post_init__(self) -> None:
        if not self.by.strip():
            message = "a clearance says who gave it"
            raise ValueError(message)
        if self.granted > self.recorded.date():
            message = f"a clearance of {self.granted} cannot be recorded before it was given"
            raise ValueError(message)


def is_due(answered: datetime | None, now: datetime, holds: timedelta) -> bool:
    """Whether questions have to be asked again.

    Args:
        answered: when they were last answered, with its UTC offset; None for never.
        now: with its UTC offset. Hours that really went by count, whatever the clocks showed.
        holds: how long answers hold; from then on they are due. Answers that lie more than a day
            ahead, or longer than they hold, come from a clock that was wrong and hold not at all.
    """
    if answered is None:
        return True
    age = _utc(now) - _utc(answered)
    return age >= holds or -age > min(holds, _AHEAD)


def current_profile(profiles: Iterable[Check], now: datetime) -> Check | None:
    """The newest profile that holds, None where one has to be asked for; see `profile_due`.

    Args:
        profiles: in the order in which they were written, which decides between two of one
            instant; one that lies ahead of a clock that was set back counts as of now.
        now: with its UTC offset.
    """
    there = [p for p in profiles if not is_due(p.when, now, PROFILE_HOLDS)]
    return max(reversed(there), key=lambda one: min(_utc(one.when), _utc(now)), default=None)


def profile_due(
    questions: HealthQuestions,
    profiles: Iterable[Check],
    now: datetime,
    *,
    has_changed: bool = False,
) -> bool:
    """Whether the health profile has to be asked (again).

    It is on the first run, 30 days after it was answered, where the questions are others now, and
    when the person says that something has changed.
    """
    current = current_profile(profiles, now)
    return has_changed or current is None or current.version != questions.version


def standing_clearances(
    questions: HealthQuestions,
    profiles: Sequence[Check],
    cleared: Iterable[Cleared],
    now: datetime,
) -> tuple[Cleared, ...]:
    """The clearances that still hold, in the order given.

    One holds as long as the question was never answered otherwise since it was recorded: a leave
    that a surgeon gave is not one for the next operation.

    Args:
        questions: what is asked.
        profiles: all profiles ever answered, in any order.
        cleared: all clearances ever recorded that were not withdrawn.
        now: with its UTC offset. What was recorded more than a day ahead of it, by a clock that was
            wrong, stands not: no later answer could end it.
    """
    known = {question.id: question for question in questions.profile if question.clearance}
    return tuple(
        one
        for one in cleared
        if one.question in known
        and _utc(one.recorded) - _utc(now) <= _AHEAD
        and all(
            answer.leads(known[one.question])
            for profile in profiles
            if _utc(profile.when) > _utc(one.recorded)
            and (answer := profile.answers.get(one.question)) is not None
        )
    )


def _utc(when: datetime) -> datetime:
    """In UTC, since two times of one zone are compared and subtracted as its clocks show them."""
    return when.astimezone(UTC)
