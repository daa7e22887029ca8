"""From answers to a verdict: whether, where and how gently a foot may be massaged now.

Footwell does not know better than a professional. It asks, then blocks, limits or sends the
person to one, by section 4 of the project's domain notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from app.core.answer import Answer, Answers, Region
from app.core.firm_rest import FirmRest, firm_rests
from app.core.flag import Flag
from app.core.health_answers import Cleared
from app.core.health_lead import lead_of
from app.core.health_questions import (
    Asked,
    HealthQuestions,
    Lead,
    Limit,
    Outcome,
    Question,
    Questionnaire,
    Urgency,
    Where,
)
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import SessionRecord

PAIN = "pain"
"""The id of the reason that strong pain now is; no question's."""

LOG = "log"
"""The id of the reason that the log could not be read; no question's."""

_NOT_READ = (
    "Your log cannot be read now, so Footwell cannot tell which foot still needs to rest. "
    "Only gentle sessions until it can be read again."
)

FLAG = "FLAG:"
"""What the id of a reason begins with that is a flag; its reason follows."""

_AHEAD = timedelta(days=1)
"""How far ahead of the clock a session may end before the clock was wrong."""


class UnansweredError(ValueError):
    """A verdict was asked for before everything was answered; `ids` says what lacks."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        super().__init__(f"no answer yet to {', '.join(ids)}")
        self.ids = ids


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known besides the answers.

    Attributes:
        now: the time, with its UTC offset.
        last_end: when the last session ended, None where the log knows of none.
        firm_rests: the feet that rest from firm work.
        pain_now: the ratings of pain now, 0 to 10; None or not there where it was skipped.
        flags: what stands from the sessions before.
        is_log_read: False where the log could not be read, so that nobody knows of its sessions.
    """

    now: datetime
    last_end: datetime | None = None
    firm_rests: tuple[FirmRest, ...] = ()
    pain_now: Mapping[Region, int | None] = field(default_factory=dict, hash=False)
    flags: tuple[Flag, ...] = ()
    is_log_read: bool = True

    @property
    def since_last(self) -> timedelta | None:
        """The time since the last session's end; None where the log knows of none.

        A session that ends ahead of the clock counts as just done.
        """
        if self.last_end is None:
            return None
        return max(self.now.astimezone(UTC) - self.last_end.astimezone(UTC), timedelta())


def circumstances(
    sessions: Iterable[SessionRecord],
    now: datetime,
    pain_now: Mapping[Region, int | None] | None = None,
    flags: tuple[Flag, ...] = (),
) -> Circumstances:
    """What the log tells for a check.

    Args:
        sessions: those of the log, in any order.
        now: with its UTC offset.
        pain_now: the ratings that were given for this session, if they were.
        flags: those that stand (`standing_flags`).
    """
    sessions = tuple(sessions)
    # A session a day or more ahead was kept by a clock that was wrong: nobody knows when it was.
    ends = [end for s in sessions if (end := s.end.astimezone(UTC)) - now.astimezone(UTC) < _AHEAD]
    last_end = max(ends, default=None)
    return Circumstances(now, last_end, firm_rests(sessions, now), dict(pain_now or {}), flags)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a verdict is as it is.

    Attributes:
        question: the question's id, `PAIN`, `LOG`, or `FLAG` with the reason of one.
        level: what it leads to.
        say: what to do next, in plain words.
        urgency: how soon somebody has to look at it.
        feet: the feet that it is about, if it asks for them.
        regions: the places that it is about, if it asks for them.
        is_cleared: whether this is what is left after a professional agreed.
        limits: what else it asks for.
    """

    question: str
    level: Outcome
    say: str
    urgency: Urgency = Urgency.NONE
    feet: frozenset[Foot] = frozenset()
    regions: frozenset[Region] = frozenset()
    is_cleared: bool = False
    limits: tuple[Limit, ...] = ()

    @property
    def stops_all(self) -> bool:
        """Whether no foot may be massaged because of it."""
        return self.level is Outcome.STOP and not self.feet


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows from all answers.

    Attributes:
        level: the gravest thing that holds; its word is what the log keeps with a session. STOP:
            no session. AREA: feet or places are left out. ADAPT: gentle only, which may hold with
            AREA too (`gentle_only`). CLEAR: go on.
        reasons: the most urgent first, then the gravest, then in the order of the questions.
        feet_out: feet that are left out.
        regions_out: places of the other feet that are left out.
        gentle_only: whether only scripts of level gentle may be done.
        limits: what else holds, in the order of `Limit`.
        firm_rests: the feet that rest from firm work, whatever else.
    """

    level: Outcome
    reasons: tuple[Reason, ...] = ()
    feet_out: frozenset[Foot] = frozenset()
    regions_out: frozenset[Region] = frozenset()
    gentle_only: bool = False
    limits: tuple[Limit, ...] = ()
    firm_rests: tuple[FirmRest, ...] = ()

    @property
    def is_stop(self) -> bool:
        """Whether there is no session. There is no way around it but other answers."""
        return self.level is Outcome.STOP

    @property
    def urgency(self) -> Urgency:
        """How soon somebody has to look at the most urgent of it."""
        return self.reasons[0].urgency if self.reasons else Urgency.NONE


def may_ask(
    questions: HealthQuestions, questionnaire: Questionnaire, now: Circumstances
) -> tuple[Question, ...]:
    """What a questionnaire asks, less the follow-ups that the answers call for.

    A today check asks as well whether what was told after a session is still there: in the words
    in which it was told, so that a no to them lifts the flag.
    """
    of = questions.of(questionnaire)
    if questionnaire is Questionnaire.PROFILE:
        return of
    stand = {flag.asked_by for flag in now.flags}
    return (*of, *(asked.question for asked in questions.after if asked.id in stand))


def asked(
    questions: HealthQuestions, questionnaire: Questionnaire, answers: Answers, now: Circumstances
) -> tuple[Question, ...]:
    """What is asked, in order: each question with the follow-ups that its answer calls for."""
    found: list[Question] = []
    for question in may_ask(questions, questionnaire, now):
        found.append(question)
        answer = answers.get(question.id)
        if answer is not None and answer.leads(question):
            found += [follow_up for follow_up in question.follow_ups if _is_asked(follow_up, now)]
    return tuple(found)


def unanswered(
    questions: HealthQuestions, questionnaire: Questionnaire, answers: Answers, now: Circumstances
) -> tuple[str, ...]:
    """The ids of what is still to be answered, or to be told where, in order."""
    return tuple(
        question.id
        for question in asked(questions, questionnaire, answers, now)
        if (answer := answers.get(question.id)) is None or not answer.is_whole(question)
    )


def reasons_so_far(
    questions: HealthQuestions,
    profile: Answers,
    today: Answers,
    now: Circumstances,
    cleared: Iterable[Cleared] = (),
) -> tuple[Reason, ...]:
    """What the answers that are there lead to; the most urgent first.

    For a screen that tells at once what an answer means, above all an emergency. It is no verdict:
    what was not answered is not a no.
    """
    given = tuple(cleared)
    found = [*_pain_reason(questions, now), *_flag_reasons(now)]
    if not now.is_log_read:
        found.append(Reason(LOG, Outcome.ADAPT, _NOT_READ))
    for questionnaire, answers in ((Questionnaire.PROFILE, profile), (Questionnaire.TODAY, today)):
        for question in asked(questions, questionnaire, answers, now):
            answer = answers.get(question.id)
            if answer is not None and answer.leads(question) and answer.is_whole(question):
                lead = lead_of(questions, question, profile, now.since_last)
                found += _reasons(question, answer, lead, given)
    return tuple(sorted(found, key=lambda r: (-r.urgency.rank, r.level.rank)))


def clearable_by(questions: HealthQuestions, reason: Reason) -> str:
    """Who may lift a reason; empty where nobody may, or somebody has."""
    if reason.is_cleared or reason.level not in (Outcome.STOP, Outcome.AREA):
        return ""
    profile = {question.id: question for question in questions.profile}
    question = profile.get(reason.question)
    return "" if question is None or question.clearance is None else question.clearance.by


def verdict(
    questions: HealthQuestions,
    profile: Answers,
    today: Answers,
    now: Circumstances,
    cleared: Iterable[Cleared] = (),
) -> Verdict:
    """What follows from the answers.

    Args:
        questions: what was asked.
        profile: the answers to the health profile that holds.
        today: the answers to the today check.
        now: what is known besides.
        cleared: the clearances that stand (`standing_clearances`).

    Raises:
        UnansweredError: something was not answered. Nothing unanswered counts as a no.
    """
    lacking = (
        *unanswered(questions, Questionnaire.PROFILE, profile, now),
        *unanswered(questions, Questionnaire.TODAY, today, now),
    )
    if lacking:
        raise UnansweredError(lacking)
    return _verdict(reasons_so_far(questions, profile, today, now, cleared), now)


def verdict_so_far(
    questions: HealthQuestions,
    profile: Answers,
    today: Answers,
    now: Circumstances,
    cleared: Iterable[Cleared] = (),
) -> Verdict:
    """What follows from the answers that are there; the others can only make it graver.

    What it forbids is forbidden. It is no leave to begin: only `verdict` gives that.
    """
    return _verdict(reasons_so_far(questions, profile, today, now, cleared), now)


def _verdict(reasons: tuple[Reason, ...], now: Circumstances) -> Verdict:
    feet_out = {foot for r in reasons if r.level is Outcome.STOP for foot in r.feet}
    regions = {place for r in reasons if r.level is Outcome.AREA for place in r.regions}
    feet_out |= {foot for foot, area in regions if area is Area.WHOLE_FOOT}
    gentle_only = any(reason.level is Outcome.ADAPT for reason in reasons)
    level = Outcome.ADAPT if gentle_only else Outcome.CLEAR
    if feet_out or regions:
        level = Outcome.AREA
    if len(feet_out) == len(Foot) or any(reason.stops_all for reason in reasons):
        level = Outcome.STOP
    limits = {limit for reason in reasons for limit in reason.limits}
    return Verdict(
        level=level,
        reasons=reasons,
        feet_out=frozenset(feet_out),
        regions_out=frozenset(place for place in regions if place[0] not in feet_out),
        gentle_only=gentle_only,
        limits=tuple(limit for limit in Limit if limit in limits),
        firm_rests=now.firm_rests,
    )


def _is_asked(follow_up: Question, now: Circumstances) -> bool:
    return follow_up.asked is Asked.ALWAYS or now.since_last is None


def _reasons(
    question: Question, answer: Answer, lead: Lead, cleared: tuple[Cleared, ...]
) -> Iterator[Reason]:
    """What an answer leads to: for what a professional cleared, and for the rest."""
    clearance = question.clearance
    given = [one for one in cleared if clearance and one.question == question.id]
    feet = answer.feet if question.where is Where.FOOT else frozenset()
    regions = answer.regions if question.where is Where.AREAS else frozenset()
    feet_lifted = feet & {foot for one in given for foot in one.feet}
    regions_lifted = regions & {place for one in given for place in one.regions}
    is_lifted = bool(given if question.where is Where.NOWHERE else feet_lifted or regions_lifted)
    if not is_lifted or feet - feet_lifted or regions - regions_lifted:
        yield _reason(question, lead, feet - feet_lifted, regions - regions_lifted)
    if clearance and is_lifted:
        lifted = _reason(question, clearance.lead, feet_lifted, regions_lifted)
        limits = (*question.limits, *clearance.limits)
        yield replace(lifted, is_cleared=True, limits=limits)


def _reason(
    question: Question, lead: Lead, feet: frozenset[Foot], regions: frozenset[Region]
) -> Reason:
    return Reason(
        question=question.id,
        level=lead.outcome,
        say=lead.say,
        urgency=lead.urgency,
        feet=feet,
        regions=regions,
        limits=question.limits,
    )


def _pain_reason(questions: HealthQuestions, now: Circumstances) -> Iterator[Reason]:
    rule = questions.pain
    strong = frozenset(
        place for place, value in now.pain_now.items() if value is not None and value >= rule.least
    )
    if strong:
        yield Reason(PAIN, rule.lead.outcome, rule.lead.say, rule.lead.urgency, regions=strong)


def _flag_reasons(now: Circumstances) -> Iterator[Reason]:
    """The flags that no answer lifts.

    One that is asked about stands or falls with that answer, so that the two never contradict each
    other; soreness with that to the today check's own question.
    """
    for flag in now.flags:
        if (flag.pauses_firm or flag.limits) and not flag.asked_by:
            yield Reason(
                question=f"{FLAG}{flag.reason}",
                level=flag.lead.outcome,
                say=flag.lead.say,
                urgency=flag.lead.urgency,
                limits=flag.limits,
            )
