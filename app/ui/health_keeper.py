"""Keeps what was answered about health, in the log or until the log can be written."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.core.answer import Answers
from app.core.errors import KnownError
from app.core.health_answers import TODAY_HOLDS, Check, Cleared, current_profile, is_due
from app.core.health_questions import Questionnaire


class HealthLog(Protocol):
    """Where checks and clearances are kept; every call may raise a `KnownError`."""

    def checks(self, questionnaire: Questionnaire, since: datetime | None = None) -> list[Check]:
        """The checks of a questionnaire, in the order in which they were written."""

    def checks_of(self, session_id: str) -> list[Check]:
        """The checks that were for a session, in the order in which they were written."""

    def clearances(self) -> list[Cleared]:
        """Those that were not withdrawn."""

    def keep(self, check: Check) -> None:
        """Keep a check; one that is there is named to its session."""

    def add_clearance(self, cleared: Cleared) -> None:
        """Keep that a professional agreed."""

    def withdraw_clearance(self, clearance_id: str) -> None:
        """Mark a clearance as withdrawn."""

    def restore_clearance(self, clearance_id: str) -> None:
        """Take the mark of a withdrawn clearance away."""


class HealthKeeper(QObject):
    """Reads and keeps checks and clearances; what the log refuses waits here and is tried again.

    Args:
        log: gives where they are kept; may raise a `KnownError`.
        now: the time of day, with its UTC offset.

    Signals:
        trouble: what could not be kept, in one sentence.
    """

    trouble = Signal(str)

    def __init__(self, log: Callable[[], HealthLog], now: Callable[[], datetime]) -> None:
        super().__init__()
        self._log = log
        self._now = now
        self._unkept: list[Check | Cleared] = []
        self._never_kept: list[Cleared] = []
        self._profiles: tuple[Check, ...] = ()
        self._draft: tuple[datetime, Answers] | None = None

    def read(self) -> tuple[tuple[Check, ...], tuple[Cleared, ...]]:
        """Every profile and every clearance, also those that the log does not have yet.

        Raises:
            KnownError: the log cannot be read.
        """
        log = self._log()
        self._profiles = tuple(log.checks(Questionnaire.PROFILE))
        profiles, cleared = self.waiting
        return (*self._profiles, *profiles), (*log.clearances(), *cleared)

    def profile_answers(self) -> Answers:
        """The answers to the profile that holds, and none without one.

        Where the log cannot be read they are those that were last read.
        """
        with suppress(KnownError):
            self.read()
        waiting, _ = self.waiting
        found = current_profile((*self._profiles, *waiting), self._now())
        return {} if found is None else found.answers

    def today_checks(self, since: datetime) -> tuple[Check, ...]:
        """The today checks since an instant, also those that the log does not have yet.

        Raises:
            KnownError: the log cannot be read.
        """
        waiting = [one for one in self._unkept if isinstance(one, Check)]
        today = [one for one in waiting if one.questionnaire is Questionnaire.TODAY]
        kept = {one.id: one for one in (*self._log().checks(Questionnaire.TODAY, since), *today)}
        return tuple(kept.values())

    def checks_of(self, session_id: str) -> tuple[Check, ...]:
        """The checks that were for a session; none where the log cannot be read."""
        with suppress(KnownError):
            return tuple(self._log().checks_of(session_id))
        return ()

    @property
    def waiting(self) -> tuple[tuple[Check, ...], tuple[Cleared, ...]]:
        """The profiles and clearances that the log does not have yet."""
        checks = [one for one in self._unkept if isinstance(one, Check)]
        profiles = [one for one in checks if one.questionnaire is Questionnaire.PROFILE]
        return tuple(profiles), tuple(one for one in self._unkept if isinstance(one, Cleared))

    # --- answers that were not confirmed ---

    @property
    def draft(self) -> Answers:
        """What was answered of a profile that was left a moment ago, perhaps by mistake."""
        if self._draft is None or is_due(self._draft[0], self._now(), TODAY_HOLDS):
            return {}
        return self._draft[1]

    def keep_draft(self, answers: Answers) -> None:
        """A profile was left with these answers."""
        self._draft = self._now(), dict(answers)

    # --- what was confirmed ---

    def keep(self, thing: Check | Cleared) -> None:
        """Keep an answer now, or as soon as that can be."""
        self._unkept.append(thing)
        why = self.keep_rest()
        if why:
            told = self.tr("Your answers are not in the log yet. {why}")
            self.trouble.emit(told.format(why=why))

    def keep_rest(self) -> str:
        """Keep what could not be kept so far; why it still cannot be, or an empty text."""
        waiting, self._unkept = self._unkept, []
        for number, thing in enumerate(waiting):
            try:
                if isinstance(thing, Check):
                    self._log().keep(thing)
                else:
                    self._log().add_clearance(thing)
            except KnownError as error:
                self._unkept = waiting[number:]
                return str(error)
        return ""

    def withdraw(self, cleared: Cleared) -> bool:
        """Record that a clearance holds no more; whether that could be."""
        if cleared in self._unkept:
            self._unkept.remove(cleared)
            self._never_kept.append(cleared)
            return True
        return self._changed(lambda: self._log().withdraw_clearance(cleared.id))

    def restore(self, cleared: Cleared) -> None:
        """Take back that a clearance holds no more."""
        if cleared in self._never_kept:
            self._never_kept.remove(cleared)
            self.keep(cleared)
        else:
            self._changed(lambda: self._log().restore_clearance(cleared.id))

    def _changed(self, change: Callable[[], None]) -> bool:
        try:
            change()
        except KnownError as error:
            told = self.tr("This could not be recorded; please do it again later. {why}")
            self.trouble.emit(told.format(why=error))
            return False
        return True
