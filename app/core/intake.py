"""What is asked before a session: which screen is due, and whether the session may begin.

Answers go in, the screen that is due comes out. No screen can be jumped over: where it stands is
told anew from what was answered, so that there is no way round a STOP but other answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum

from app.core.answer import Answer, Answers, Region
from app.core.before import Before
from app.core.check_that_holds import check_that_holds
from app.core.checked_plan import Offer, Why, checked_plan, refused_to_go_on
from app.core.flag import Flag
from app.core.given_answers import GivenAnswers
from app.core.health_answers import (
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
    circumstances,
    reasons_so_far,
    verdict,
    verdict_so_far,
)
from app.core.health_questions import HealthQuestions, Question, Questionnaire
from app.core.lasting_soreness import STILL_SORE
from app.core.library import Entry
from app.core.pain_now import PainNow
from app.core.plan import Foot
from app.core.script import Area
from app.core.session_summary import planned_regions
from app.core.soreness import Rating, RatingContext, RatingKind, SessionRecord
from app.core.wanted import Basis, Instead, Wanted, instead_of

PROFILE, TODAY = Questionnaire.PROFILE, Questionnaire.TODAY


class Screen(Enum):
    """What is to be shown."""

    PROFILE = "profile"
    TODAY = "today"
    VERDICT = "verdict"
    """Why the session cannot be, or not so, and what else can."""
    PREPARE = "prepare"
    PAIN = "pain"
    BEGIN = "begin"
    """Nothing any more: the session may begin."""


@dataclass(frozen=True, slots=True)
class Past:
    """What the log tells.

    Attributes:
        profiles: every health profile, in the order in which they were written.
        cleared: the clearances that were not withdrawn.
        sessions: those of the last five days and the latest one; more may be among them.
        draft: answers to a profile that was left just now before it was confirmed.
        flags: what stands from the sessions before.
        checks: the today checks of the last days.
        is_read: False where the log could not be read, so that nobody knows what it tells.
    """

    profiles: tuple[Check, ...] = ()
    cleared: tuple[Cleared, ...] = ()
    sessions: tuple[SessionRecord, ...] = ()
    draft: Answers = field(default_factory=dict, hash=False)
    flags: tuple[Flag, ...] = ()
    checks: tuple[Check, ...] = ()
    is_read: bool = True


class Intake:
    """Asks before one session.

    Args:
        questions: what is asked.
        past: what the log tells.
        wanted: what is to begin.
        now: the time of day, with its UTC offset.
        new_id: makes a UUID.
    """

    def __init__(
        self,
        questions: HealthQuestions,
        past: Past,
        wanted: Wanted,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self.questions = questions
        self.wanted = wanted
        self._past = past
        self._now = now
        self._new_id = new_id
        self._given = GivenAnswers(questions)
        self._check: Check | None = None
        self._is_prepared = wanted.cut_off is not None
        self._pain = PainNow(is_asked=wanted.cut_off is not None)
        self.asks_anew = False
        """Whether what was answered here holds no more, so that it is asked once more."""
        self._take_what_holds()
        self.screen = self._due()

    def _take_what_holds(self) -> None:
        """The profile that holds, and the check of a session that was cut off just now.

        Else today's questions are asked before each session anew.
        """
        now, past = self._now(), self._past
        profile = current_profile(past.profiles, now)
        if profile is not None and not profile_due(self.questions, past.profiles, now):
            self._given.take_up(PROFILE, profile.answers, profile.when)
        else:
            self._given.draft(PROFILE, past.draft)
        cut_off = self.wanted.cut_off
        if cut_off is not None and past.is_read:
            check = check_that_holds(cut_off, (*past.profiles, *past.checks), now)
            if check is not None and check.version == self.questions.version:
                self._take_check(check, cut_off.standing.at)

    def _take_check(self, check: Check, as_of: datetime) -> None:
        """A today check that holds, unless something is to be asked now that it does not tell."""
        self._given.take_up(TODAY, check.answers, as_of)
        if self.unanswered(TODAY):
            self._given.forget(TODAY)
        else:
            self._check = check

    # --- what is known ---

    @property
    def circumstances(self) -> Circumstances:
        """What is known besides the answers; pain counts once its numbers are confirmed."""
        past = self._past
        known = circumstances(past.sessions, self._now(), self._pain.confirmed, past.flags)
        return replace(known, is_log_read=past.is_read)

    @property
    def clearances(self) -> tuple[Cleared, ...]:
        """What professionals agreed to, as far as it stands."""
        return standing_clearances(
            self.questions, self._past.profiles, self._past.cleared, self._now()
        )

    def answers(self, questionnaire: Questionnaire) -> Mapping[str, Answer]:
        """What was answered so far."""
        return self._given.to(questionnaire)

    def may_ask(self, questionnaire: Questionnaire) -> tuple[Question, ...]:
        """What a questionnaire asks, each with all its follow-ups."""
        return self._given.may_ask(questionnaire, self.circumstances)

    def asked(self, questionnaire: Questionnaire) -> tuple[Question, ...]:
        """What is asked so far, follow-ups too."""
        return self._given.asked(questionnaire, self.circumstances)

    def unanswered(self, questionnaire: Questionnaire) -> tuple[str, ...]:
        """The ids of what is still to be answered, in order."""
        return self._given.unanswered(questionnaire, self.circumstances)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What the answers that are there lead to; the most urgent first."""
        return reasons_so_far(self.questions, *self._all_answers(), *self._all_else())

    @property
    def verdict(self) -> Verdict:
        """What follows from all answers.

        Raises:
            UnansweredError: something is not answered.
        """
        return verdict(self.questions, *self._all_answers(), *self._all_else())

    @property
    def so_far(self) -> Verdict:
        """What is sure by now: what it forbids is forbidden, whatever else will be answered.

        Nothing that is not answered is taken for a no: where something is not, it is asked next.
        """
        return verdict_so_far(self.questions, *self._all_answers(), *self._all_else())

    @property
    def offer(self) -> Offer:
        """What is wanted, as far as is known by now: its plan, or why it cannot be."""
        wanted = self.wanted
        if wanted.cut_off is None:
            return checked_plan(wanted.script, wanted.choice, self.so_far, wanted.pauses)
        session = wanted.cut_off.session
        refusal = refused_to_go_on(session, self.so_far)
        return Offer(wanted.script, None if refusal else session.plan, refusal)

    @property
    def is_strong_pain(self) -> bool:
        """Whether resting is advised for pain now, and nothing was said to that yet."""
        least = self.questions.pain.least
        pain = self.circumstances.pain_now.values()
        is_strong = any(value is not None and value >= least for value in pain)
        return is_strong and not self._pain.is_accepted

    def instead(self, entries: Iterable[Entry]) -> tuple[Instead, ...]:
        """What may be done instead of what is wanted: the same on other feet, gentle ones, others.

        Args:
            entries: the scripts that are there; the order of those alike stays.
        """
        refusal = self.offer.refusal
        why = None if refusal is None else refusal.why
        basis = Basis(self.so_far, why, self._past.sessions, self._now())
        return instead_of(self.wanted, entries, basis)

    # --- what the person does ---

    def answer(self, questionnaire: Questionnaire, question_id: str, answer: Answer) -> None:
        """Take an answer; follow-ups that are not asked any more lose theirs."""
        question = (questionnaire, question_id)
        self._given.answer(question, answer, self.circumstances, self._now())

    def confirm(self) -> Check | None:
        """The person is done with this screen: go on to the next one that is due.

        Where answers hold no more by now, they are forgotten and asked for anew.

        Returns:
            The check that was answered on it, to be kept; None where there is none.

        Raises:
            UnansweredError: something is not answered.
        """
        check = None
        if self._forget_old():
            pass  # whatever was seen here belongs to answers that are no more
        elif self.screen in _QUESTIONNAIRES:
            check = self._answered(_QUESTIONNAIRES[self.screen])
        elif self.screen is Screen.PREPARE:
            self._is_prepared = True
        elif self.screen is Screen.PAIN:
            self._pain.is_asked = True
        else:
            self._pain.is_accepted = True
        self.screen = self._due()
        return check

    def correct(self, questionnaire: Questionnaire) -> None:
        """Show a questionnaire again, with what was answered."""
        self._given.reopen(questionnaire, self._now())
        self.screen = Screen.PROFILE if questionnaire is PROFILE else Screen.TODAY

    def go_back(self) -> bool:
        """To the screen before; False where that is where the person came from."""
        if self.screen is Screen.PAIN:
            self._is_prepared = False
            self.screen = Screen.PREPARE
        elif self.screen is Screen.PREPARE:
            self.correct(TODAY)
        else:
            return False
        return True

    def take(self, instead: Instead) -> None:
        """Want another script, which may be done now; what was cut off is over then."""
        cut_off = self.wanted.cut_off
        if cut_off is not None:
            lived = (*self._past.sessions, cut_off.record())
            self._past = replace(self._past, sessions=lived)
            self._is_prepared = self._pain.is_asked = False
        if instead.entry.id != self.wanted.entry.id:
            self._is_prepared = False
        self.wanted = replace(self.wanted, entry=instead.entry, choice=instead.choice, cut_off=None)
        self._pain.is_accepted = self._pain.is_asked
        self.screen = self._due()

    def rate(self, kind: RatingKind, foot: Foot, area: Area, value: int | None) -> None:
        """Take a rating of how it is now, 0 to 10; None takes it back."""
        self._pain.rate(kind, (foot, area), value)

    def change_pain(self) -> None:
        """Ask for the numbers again, with those that were given; one may have been mistyped."""
        self._pain.ask_again()
        self.screen = Screen.PAIN

    def clear(self, question_id: str, by: str, granted: date) -> Cleared:
        """A professional agreed, for all places that were named with the answer.

        Args:
            question_id: the question of the profile whose lead it lifts.
            by: who, in the person's words.
            granted: on which day.

        Returns:
            What is to be kept.

        Raises:
            ValueError: it does not say by whom, or the day is yet to come.
        """
        answer = self.answers(PROFILE)[question_id]
        cleared = Cleared(
            id=self._new_id(),
            question=question_id,
            by=by.strip(),
            granted=granted,
            recorded=self._now(),
            feet=answer.feet,
            regions=answer.regions,
        )
        self._past = replace(self._past, cleared=(*self._past.cleared, cleared))
        self.screen = self._due()
        return cleared

    def withdraw(self, cleared: Cleared) -> None:
        """What a professional agreed to holds no more."""
        kept = tuple(one for one in self._past.cleared if one.id != cleared.id)
        self._past = replace(self._past, cleared=kept)

    # --- what comes of it ---

    @property
    def regions(self) -> tuple[Region, ...]:
        """The places that the session will work on."""
        plan = self.offer.plan
        return () if plan is None else planned_regions(plan)

    @property
    def ratings(self) -> Mapping[tuple[RatingKind, Region], int]:
        """How it is now, as far as it was rated."""
        return self._pain.ratings

    @property
    def is_still_sore(self) -> bool:
        """Whether soreness from the last session is there and asked about; else it counts as 0."""
        answer = self.answers(TODAY).get(STILL_SORE)
        return answer is not None and answer.is_yes

    def before(self, session_id: str) -> Before:
        """What is kept with the session; only where `screen` is BEGIN."""
        assert self._check is not None  # noqa: S101 - BEGIN comes after the check
        return Before(
            session_id,
            self.verdict.level,
            replace(self._check, session_id=session_id),
            self._rated(session_id, RatingContext.BEFORE),
            self.verdict.limits,
        )

    def rested(self) -> tuple[Rating, ...]:
        """What is kept where the person rests now for strong pain; nothing where none is told."""
        if self.screen is not Screen.VERDICT or not self.is_strong_pain:
            return ()
        return self._rated(None, RatingContext.DAILY)

    # --- inside ---

    def _rated(self, session_id: str | None, context: RatingContext) -> tuple[Rating, ...]:
        return self._pain.as_ratings(session_id, context, self._now, self._new_id)

    def _due(self) -> Screen:
        """The first screen that is not done with."""
        self._forget_old()
        refusal = self.offer.refusal
        if not self._is_done(PROFILE):
            is_sure = refusal is not None and refusal.why is not Why.STOP
            return Screen.VERDICT if is_sure else Screen.PROFILE
        if refusal is not None:
            return Screen.VERDICT
        if not self._is_done(TODAY):
            return Screen.TODAY
        if self.is_strong_pain:
            return Screen.VERDICT
        if not self._is_prepared:
            return Screen.PREPARE
        return Screen.BEGIN if self._pain.is_asked else Screen.PAIN

    def _forget_old(self) -> bool:
        """Forget what was answered too long ago, in a window that was left open; whether it was."""
        old = self._given.forget_old(self._now())
        if TODAY in old:
            self._pain.forget(is_asked=self.wanted.cut_off is not None)
        self.asks_anew = self.asks_anew or bool(old)
        return bool(old)

    def _is_done(self, questionnaire: Questionnaire) -> bool:
        return self._given.is_done(questionnaire, self.circumstances)

    @property
    def _is_answered(self) -> bool:
        return not self.unanswered(PROFILE) and not self.unanswered(TODAY)

    def _all_answers(self) -> tuple[Mapping[str, Answer], Mapping[str, Answer]]:
        return self.answers(PROFILE), self.answers(TODAY)

    def _all_else(self) -> tuple[Circumstances, tuple[Cleared, ...]]:
        return self.circumstances, self.clearances

    def _answered(self, questionnaire: Questionnaire) -> Check:
        lacking = self.unanswered(questionnaire)
        if lacking:
            raise UnansweredError(lacking)
        self._given.confirm(questionnaire, self._now())
        self.asks_anew = False
        so_far = self.so_far
        is_told = so_far.is_stop or (questionnaire is TODAY and self._is_answered)
        check = Check(
            id=self._new_id(),
            questionnaire=questionnaire,
            version=self.questions.version,
            when=self._now(),
            answers=dict(self.answers(questionnaire)),
            level=so_far.level if is_told else "",
        )
        if questionnaire is TODAY:
            self._check = check
        else:
            self._past = replace(self._past, profiles=(*self._past.profiles, check))
        return check


_QUESTIONNAIRES = {Screen.PROFILE: PROFILE, Screen.TODAY: TODAY}
