"""A flag: what stands in the way of firm work, or somebody should look at; and what it comes of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from app.core.after_questions import FlagReason
from app.core.answer import Answers
from app.core.health_answers import Check
from app.core.health_questions import HealthQuestions, Lead, Limit, Outcome, Questionnaire
from app.core.plan import Foot
from app.core.soreness import LoggedSession, Rating

STATE_STANDS = timedelta(days=30)
"""How long what was told stands without another word: as long as a health profile holds."""

_AHEAD = timedelta(days=1)
"""How far ahead of the clock an answer may lie before the clock was wrong."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that was told and stands.

    Attributes:
        reason: what it is.
        since: when it was first told; what was told again and again since is the same flag.
        told: when it was last told.
        lead: what it leads to, what is said, and how soon somebody has to look.
        feet: the feet that it is about; none where it is about no certain one.
        limits: what else holds for a session while it stands.
        asked_by: the id of the question by which a today check asks whether it is gone; empty where
            that cannot be asked.
        until: when it is forgotten, whatever is told; None where its rule decides.
        rests_all: whether a stop is one for both feet, whichever it is about.
    """

    reason: FlagReason
    since: datetime
    told: datetime
    lead: Lead
    feet: frozenset[Foot] = frozenset()
    limits: tuple[Limit, ...] = ()
    asked_by: str = ""
    until: datetime | None = None
    rests_all: bool = False

    @property
    def pauses_firm(self) -> bool:
        """Whether firm scripts are paused by it, or more than those."""
        return self.lead.outcome is not Outcome.CLEAR

    @property
    def feet_out(self) -> frozenset[Foot]:
        """The feet that are left out while it stands; all of them where no session may be."""
        if self.lead.outcome is not Outcome.STOP:
            return frozenset()
        return frozenset(Foot) if self.rests_all or not self.feet else self.feet

    def stands(self, now: datetime) -> bool:
        """Whether it is not forgotten yet."""
        return self.until is None or self.until > now


@dataclass(frozen=True, slots=True)
class Told:
    """What was told so far.

    Attributes:
        sessions: of `flags.LOOKS_BACK`, in any order, with their ratings and answers.
        checks: today checks of `flags.LOOKS_BACK`; others among them are passed over.
        ratings: of `pain_flags.LOOKS_BACK`, or more, and of its first weeks, of a session or not.
        profile: the answers to the health profile that holds.
    """

    sessions: tuple[LoggedSession, ...] = ()
    checks: tuple[Check, ...] = ()
    ratings: tuple[Rating, ...] = ()
    profile: Answers = field(default_factory=dict, hash=False)

    def today_checks(self, now: datetime) -> Iterator[Check]:
        """The today checks, less those of a clock that was wrong."""
        for one in self.checks:
            if one.questionnaire is Questionnaire.TODAY and is_near(one.when, now):
                yield one

    def all_ratings(self, now: datetime) -> Iterator[Rating]:
        """Every rating once, less those of a clock that was wrong."""
        of_sessions = (rating for one in self.sessions for rating in one.ratings)
        found = {rating.id: rating for rating in (*of_sessions, *self.ratings)}
        yield from (one for one in found.values() if is_near(one.answered, now))

    def since_last(self, when: datetime) -> timedelta:
        """The time from the end of the last session before; none where nobody knows."""
        ages = [between(one.session.end, when) for one in self.sessions]
        return min((age for age in ages if age >= timedelta()), default=timedelta())


def advised(questions: HealthQuestions, reason: FlagReason) -> Lead:
    """What a flag leads to that comes of no single answer; the reader sees that it is there."""
    return next(one.lead for one in questions.advice if one.reason is reason)


def is_near(when: datetime, now: datetime) -> bool:
    """Whether an instant is not so far ahead that it was told under a clock that was wrong.

    What was is passed over, since no later answer could end it.
    """
    return between(now, when) <= _AHEAD


def between(first: datetime, then: datetime) -> timedelta:
    """The time that really went by."""
    return then.astimezone(UTC) - first.astimezone(UTC)


def later(when: datetime, span: timedelta) -> datetime:
    """An instant so much later, in UTC."""
    return when.astimezone(UTC) + span
