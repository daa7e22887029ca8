"""The questions that are asked before a massage and after it, as values.

What they say and lead to stands in resources/health/questions.yaml, where a clinician can review
it; after section 4 of the project's domain notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.after_questions import Advice, AfterQuestion


class Questionnaire(StrEnum):
    """Which questions: once in a while, or before every session."""

    PROFILE = "profile"
    TODAY = "today"


class Outcome(StrEnum):
    """What an answer leads to, from the gravest on."""

    STOP = "stop"
    """No session; of a question that is asked for a foot, none on that foot."""
    AREA = "area"
    """The places that were named are left out."""
    ADAPT = "adapt"
    """Scripts of level gentle only."""
    CLEAR = "clear"
    """Go on, with what is told and limited."""

    @property
    def rank(self) -> int:
        """Less where it is graver."""
        return list(Outcome).index(self)


class Urgency(StrEnum):
    """How soon somebody has to look at it, from the least on."""

    NONE = "none"
    SOON = "soon"
    TODAY = "today"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """Greater where it is more urgent."""
        return list(Urgency).index(self)


class Where(StrEnum):
    """What else is asked where the answer leads to something."""

    NOWHERE = "nowhere"
    FOOT = "foot"
    AREAS = "areas"


class Asked(StrEnum):
    """When a follow-up question is asked."""

    ALWAYS = "always"
    UNLOGGED = "unlogged"
    """Only where the log does not know when the last session was."""


class Limit(StrEnum):
    """What else holds for a session, whatever its script."""

    NO_WALL = "no-wall"
    """No steps that are done standing, at a wall or on a step."""
    EASY_REACH = "easy-reach"
    """The ways for a foot that is hard to reach are shown: seated, with a tool, by a partner."""
    SLOW_RISE = "slow-rise"
    """The last step, getting up slowly, cannot be skipped."""
    PARTNER_NEAR = "partner-near"
    OTHER_LOTION = "other-lotion"
    LOOK_AT_SKIN = "look-at-skin"
    """Before and after."""
    HANDS_ONLY = "hands-only"
    """No ball, roller or bottle."""
    NO_TOOLS_ON_BONE = "no-tools-on-bone"
    OFF_VEINS = "off-veins"
    """Never press on a vein."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What an answer leads to, and what to do next in plain words."""

    outcome: Outcome
    say: str
    urgency: Urgency = Urgency.NONE


@dataclass(frozen=True, slots=True)
class Clearance:
    """Who may lift what a question leads to, and what it leads to and limits then."""

    by: str
    lead: Lead
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Raised:
    """What takes a lead's place where one of these questions of the profile leads to something."""

    by: tuple[str, ...]
    lead: Lead


@dataclass(frozen=True, slots=True)
class Later:
    """What takes a lead's place from this many hours after the end of the last session on."""

    hours: int
    lead: Lead


@dataclass(frozen=True, slots=True)
class Question:
    """One question, answered yes or no.

    Attributes:
        id: under which its answers are kept; `P5`, or `T1-pop` for one that follows T1.
        ask: its text.
        lead: what the leading answer leads to.
        help: what a word in it means, or empty.
        leads_on_yes: whether yes is the leading answer.
        where: what else is asked with the leading answer.
        ask_where: the text that asks it.
        limits: what else holds with the leading answer, cleared or not.
        clearance: who may lift it, None where nobody may.
        raised: see there.
        later: see there.
        asked: when, of a follow-up.
        follow_ups: the questions that are asked with the leading answer.
        sources: where it comes from, by the numbers of the domain notes.
        about: the leading answer in short, as what follows from it is headed; or empty.
    """

    id: str
    ask: str
    lead: Lead
    help: str = ""
    leads_on_yes: bool = True
    where: Where = Where.NOWHERE
    ask_where: str = ""
    limits: tuple[Limit, ...] = ()
    clearance: Clearance | None = None
    raised: Raised | None = None
    later: Later | None = None
    asked: Asked = Asked.ALWAYS
    follow_ups: tuple[Question, ...] = ()
    sources: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class PainRule:
    """From which rating on pain now lets only gentle scripts through, and what is said."""

    least: int
    lead: Lead
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HealthQuestions:
    """All questions of one version of the file.

    Attributes:
        version: of what they mean.
        profile: asked once in a while.
        today: asked before every session.
        pain: what strong pain now leads to.
        after: asked after a session and at its check-ins.
        advice: what is said to a flag, one for each reason that can be urgent.
        see: when to see a professional, whatever else: a line each.
    """

    version: int
    profile: tuple[Question, ...]
    today: tuple[Question, ...]
    pain: PainRule
    after: tuple[AfterQuestion, ...] = ()
    advice: tuple[Advice, ...] = ()
    see: tuple[str, ...] = ()

    def of(self, questionnaire: Questionnaire) -> tuple[Question, ...]:
        """The questions of a questionnaire, in the order in which they are asked."""
        return self.profile if questionnaire is Questionnaire.PROFILE else self.today

    def all_questions(self) -> Iterator[Question]:
        """Every question that is asked before a session, each followed by its follow-ups."""
        for question in (*self.profile, *self.today):
            yield question
            yield from question.follow_ups

    def find(self, question_id: str) -> Question:
        """The question of an id that is asked before a session.

        Raises:
            KeyError: there is none.
        """
        for question in self.all_questions():
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def asked_by(self, question_id: str) -> Question | None:
        """The question of an id, before a session or after it; None where there is none."""
        after = (asked.question for asked in self.after)
        for question in (*self.all_questions(), *after):
            for one in (question, *question.follow_ups):
                if one.id == question_id:
                    return one
        return None
