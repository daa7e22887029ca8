"""What the log tells of the last weeks, and what follows from it for now."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from app.core.soreness import LogEvent, LoggedSession, Rating

if TYPE_CHECKING:
    # What the past is read with is imported when it is first read: the window stands sooner.
    from app.core.advice import DueAdvice
    from app.core.answer import Answers
    from app.core.check_in import CheckIn
    from app.core.daily_question import HurtsMost
    from app.core.flag import Flag, Told
    from app.core.health_answers import Check
    from app.core.health_questions import HealthQuestions
    from app.core.pain_flags import Series
    from app.ui.health_keeper import HealthLog

_BESIDE = timedelta(days=1)
"""What is looked at further back, for what was shown in another time zone."""


class PastLog(Protocol):
    """The log as it is read for Today; every call may raise a `KnownError`."""

    def recent_sessions(self, since: date) -> list[LoggedSession]:
        """Those since a day, newest first, or the latest one alone."""

    def ratings(self, since: date | None = None) -> list[Rating]:
        """All answers, or those since a day, oldest first."""

    def first_weeks(self, wanted: Collection[Series]) -> list[Rating]:
        """The answers of the first weeks of series of pain."""

    def events(self, since: date | None = None) -> list[LogEvent]:
        """All that happened, or what did since a day, oldest first."""

    @property
    def health(self) -> HealthLog:
        """What was asked before sessions, and clearances."""


@dataclass(frozen=True, slots=True)
class Past:
    """What the log tells of the last weeks.

    Attributes:
        now: when it was read.
        told: sessions, today checks, answers, and the health profile that holds.
        checks: profiles and today checks of the last weeks.
        flags: what stands, the most urgent first.
        advice: what is to be said to them now.
        check_ins: of the sessions, the newest first.
    """

    now: datetime
    told: Told
    checks: tuple[Check, ...] = ()
    flags: tuple[Flag, ...] = ()
    advice: tuple[DueAdvice, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()

    @property
    def sessions(self) -> tuple[LoggedSession, ...]:
        """The sessions of the last weeks, or the latest one alone."""
        return self.told.sessions

    @property
    def profile(self) -> Answers:
        """The answers to the health profile that holds."""
        return self.told.profile


class PastReader:
    """Reads the log, and the health questions only where something may stand.

    Args:
        log: what is read.
        questions: reads the health questions; may raise a `KnownError`.
        hurts_most: which question of the day is asked.
    """

    def __init__(
        self,
        log: PastLog,
        questions: Callable[[], HealthQuestions],
        hurts_most: Callable[[], HurtsMost],
    ) -> None:
        self._log = log
        self._questions = questions
        self._hurts_most = hurts_most

    def read(self, now: datetime) -> Past:
        """Read it.

        Raises:
            KnownError: the log or the questions cannot be read.
        """
        from app.core.due_check_ins import looked_at_again  # noqa: PLC0415
        from app.core.flags import may_stand, standing_flags  # noqa: PLC0415

        told, checks = self._told(now)
        past = Past(now, told, checks)
        if not may_stand(told, now):
            return replace(past, check_ins=self._check_ins(past))
        questions = self._questions()
        flags = standing_flags(questions, told, now)
        again = looked_at_again(questions, told.sessions)
        return replace(
            past,
            flags=flags,
            advice=self._advice(questions, flags, now) if flags else (),
            check_ins=self._check_ins(past, again),
        )

    def _told(self, now: datetime) -> tuple[Told, tuple[Check, ...]]:
        from app.core import flags  # noqa: PLC0415
        from app.core.flag import Told  # noqa: PLC0415
        from app.core.health_answers import PROFILE_HOLDS, current_profile  # noqa: PLC0415
        from app.core.health_questions import Questionnaire  # noqa: PLC0415

        since = now - flags.LOOKS_BACK
        today = tuple(self._log.health.checks(Questionnaire.TODAY, since))
        # An older one holds no more, and the days that it stopped are over.
        held_since = min(since, now - PROFILE_HOLDS)
        profiles = tuple(self._log.health.checks(Questionnaire.PROFILE, held_since))
        profile = current_profile(profiles, now)
        told = Told(
            sessions=tuple(self._log.recent_sessions(since.date())),
            checks=today,
            ratings=self._ratings(now),
            profile={} if profile is None else profile.answers,
        )
        return told, (*profiles, *today)

    def _ratings(self, now: datetime) -> tuple[Rating, ...]:
        """Those of the last weeks, and the first weeks that they are to be held against."""
        from app.core.pain_flags import to_compare  # noqa: PLC0415
        from app.core.today import RATINGS_LOOK_BACK  # noqa: PLC0415

        ratings = self._log.ratings((now - RATINGS_LOOK_BACK).date())
        wanted = to_compare(ratings, now.date())
        return (*(self._log.first_weeks(wanted) if wanted else ()), *ratings)

    def _advice(
        self, questions: HealthQuestions, flags: tuple[Flag, ...], now: datetime
    ) -> tuple[DueAdvice, ...]:
        from app.core.advice import ONCE_IN, advice_due, shown_advice  # noqa: PLC0415

        since = now - ONCE_IN - _BESIDE
        shown = shown_advice(self._log.events(since.date()))
        return advice_due(questions, flags, shown, now)

    def _check_ins(self, past: Past, again: frozenset[str] = frozenset()) -> tuple[CheckIn, ...]:
        from app.core.daily_question import HurtsMost  # noqa: PLC0415
        from app.core.followups import check_ins  # noqa: PLC0415
        from app.core.wall_clock import system_local  # noqa: PLC0415

        asks_first_steps = self._hurts_most() is HurtsMost.HEEL_OR_ARCH
        return check_ins(
            past.sessions, past.now, system_local, again, asks_first_steps=asks_first_steps
        )
