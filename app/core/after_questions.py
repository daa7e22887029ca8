"""What is asked after a session and at its check-ins, as values, and the flags that come of it.

After section 4.4 of the project's domain notes. The texts stand with those of the other questions
in resources/health/questions.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from app.core.health_questions import Lead, Question
from app.core.soreness import EventType, RatingContext

HOURS_AFTER = {
    RatingContext.AFTER: timedelta(),
    RatingContext.H3: timedelta(hours=3),
    RatingContext.H24: timedelta(hours=24),
    RatingContext.H48: timedelta(hours=48),
    RatingContext.H72: timedelta(hours=72),
}
"""When after a session's end something is asked that is no rating."""


class FlagReason(StrEnum):
    """What can stand in the way of the next session, or be a reason to ask a professional."""

    CALF = "calf"
    SWELLING = "swelling"
    SPREADING_BRUISE = "spreading-bruise"
    LARGE_BRUISE = "large-bruise"
    BRUISE = "bruise"
    NUMBNESS = "numbness"
    SKIN = "skin"
    FAINTED = "fainted"
    DIZZY_AGAIN = "dizzy-again"
    DIZZY = "dizzy"
    SORE_AT_48H = "sore-at-48h"
    WORSE_PAIN = "worse-pain"
    STRONG_PAIN = "strong-pain"
    NO_CHANGE = "no-change"


BY_RULE = frozenset(
    {
        FlagReason.DIZZY_AGAIN,
        FlagReason.SORE_AT_48H,
        FlagReason.STRONG_PAIN,
        FlagReason.NO_CHANGE,
    }
)
"""The flags that come of no single answer; what they lead to stands with their advice."""

PASSED = frozenset({FlagReason.FAINTED, FlagReason.DIZZY})
"""Of what happened once; it cannot be asked whether it is still there."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a yes to a question, or to a follow-up, leaves behind.

    Attributes:
        question: the id.
        flag: the flag that it raises.
        severity: what the log says with the event, or empty.
    """

    question: str
    flag: FlagReason
    severity: str = ""


@dataclass(frozen=True, slots=True)
class AfterQuestion:
    """A question about a session that is asked after it.

    Attributes:
        question: the question with its follow-ups.
        when: right after the session, or at which check-ins.
        event: as what a yes stands in the log.
        marks: of the question and of its follow-ups, in their order.
    """

    question: Question
    when: tuple[RatingContext, ...]
    event: EventType
    marks: tuple[Mark, ...]

    @property
    def id(self) -> str:
        """Under which its answers are kept."""
        return self.question.id

    @property
    def parts(self) -> tuple[tuple[Question, Mark], ...]:
        """The question and its follow-ups, each with its mark."""
        return tuple(zip((self.question, *self.question.follow_ups), self.marks, strict=True))

    @property
    def is_state(self) -> bool:
        """Whether it asks for something that is there until it is gone."""
        return not any(mark.flag in PASSED for mark in self.marks)

    def raises(self, reason: FlagReason) -> bool:
        """Whether a yes to it or to a follow-up can raise a flag."""
        return any(mark.flag is reason for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Advice:
    """When to see a professional, for one reason.

    Attributes:
        reason: what it is about.
        lead: what is said and how soon somebody has to look; and what the flag leads to, where it
            comes of no single answer.
        sources: where it comes from, by the numbers of the domain notes.
    """

    reason: FlagReason
    lead: Lead
    sources: tuple[str, ...] = ()
