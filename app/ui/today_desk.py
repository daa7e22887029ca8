"""What stands behind Today: gathers what it shows, and takes what is answered there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.core.errors import KnownError
from app.core.soreness import LoggedSession, Rating, RatingContext, RatingKind

if TYPE_CHECKING:
    # What Today is made of is imported when it is first shown: the window stands sooner.
    from datetime import date, datetime

    from app.core.cut_off import CutOff
    from app.core.flag import Flag
    from app.core.health_questions import HealthQuestions
    from app.core.library import Library
    from app.core.plan import Foot
    from app.core.preferences import Preferences
    from app.core.today import TodayView
    from app.ui.health_keeper import HealthLog
    from app.ui.icons import Icons
    from app.ui.machine import Machine
    from app.ui.today_room import TodayRoom


class TodayLog(Protocol):
    """The log as Today needs it; every call may raise a `KnownError`."""

    def recent_sessions(self, since: date) -> list[LoggedSession]:
        """Those since a day, newest first, or the latest one alone."""

    def ratings(self, since: date | None = None) -> list[Rating]:
        """All answers, or those since a day, oldest first."""

    def add_rating(self, rating: Rating) -> None:
        """Keep an answer."""

    @property
    def health(self) -> HealthLog:
        """What was asked before sessions, and clearances."""


class TodayDesk(QObject):
    """Builds Today when it is first gone to, and keeps it fresh.

    Args:
        icons: pictures, and through them the looks.
        machine: time of day and ids.
        log: sessions and answers.
        questions: reads the health questions; may raise a `KnownError`.
        library: the scripts that are there.
        preferences: as they are now.
        cut_off: the session that may be resumed, None where there is none.

    Signals:
        trouble: what could not be read or kept, in one sentence.
    """

    trouble = Signal(str)

    def __init__(  # noqa: PLR0913 - all that Today hangs on
        self,
        *,
        icons: Icons,
        machine: Machine,
        log: TodayLog,
        questions: Callable[[], HealthQuestions],
        library: Callable[[], Library],
        preferences: Callable[[], Preferences],
        cut_off: Callable[[], CutOff | None],
    ) -> None:
        super().__init__()
        self.room: TodayRoom | None = None
        self._icons = icons
        self._machine = machine
        self._log = log
        self._questions = questions
        self._library = library
        self._preferences = preferences
        self._cut_off = cut_off

    def build(self) -> TodayRoom:
        """Build the room."""
        from app.ui.today_room import TodayRoom  # noqa: PLC0415

        self.room = TodayRoom(self._icons, self._preferences(), self.view, self._cut_off)
        self.room.first_step_rated.connect(self._on_first_step_rated)
        return self.room

    def refresh(self) -> None:
        """Show what is so now, if the room was built."""
        if self.room is not None:
            self.room.refresh()

    def view(self) -> TodayView:
        """The first page as it is now; without the log where that cannot be read."""
        from app.core import flags, pain_flags  # noqa: PLC0415
        from app.core.today import LOOKS_BACK, RATINGS_LOOK_BACK, view_today  # noqa: PLC0415

        now = self._machine.now()
        ratings_look_back = max(RATINGS_LOOK_BACK, pain_flags.LOOKS_BACK)
        try:
            past = self._log.recent_sessions((now - flags.LOOKS_BACK).date())
            ratings = self._log.ratings((now - ratings_look_back).date())
            rested = self._rested_days(past, now - LOOKS_BACK)
            standing = self._standing_flags(past, ratings)
            return view_today(
                past,
                ratings,
                self._library(),
                now,
                self._preferences(),
                rested,
                flags=standing,
            )
        except KnownError as error:
            self.trouble.emit(str(error))
            return view_today([], [], self._library(), now, self._preferences())

    def _rested_days(self, past: Sequence[LoggedSession], since: datetime) -> frozenset[date]:
        from app.core.advised_rest import rested_days  # noqa: PLC0415
        from app.core.health_questions import Questionnaire  # noqa: PLC0415
        from app.core.wall_clock import system_local  # noqa: PLC0415

        checks = [c for one in Questionnaire for c in self._log.health.checks(one, since)]
        return rested_days(checks, past, system_local)

    def _standing_flags(
        self, past: Sequence[LoggedSession], ratings: Sequence[Rating]
    ) -> tuple[Flag, ...]:
        """What stands from the sessions before; the questions are read only where something may."""
        from app.core.flag import Told  # noqa: PLC0415
        from app.core.flags import LOOKS_BACK, may_stand, standing_flags  # noqa: PLC0415
        from app.core.health_answers import current_profile  # noqa: PLC0415
        from app.core.health_questions import Questionnaire  # noqa: PLC0415

        now, health = self._machine.now(), self._log.health
        checks = tuple(health.checks(Questionnaire.TODAY, now - LOOKS_BACK))
        told = Told(tuple(past), checks, tuple(ratings))
        if not may_stand(told, now):
            return ()
        profile = current_profile(health.checks(Questionnaire.PROFILE), now)
        answers = {} if profile is None else profile.answers
        return standing_flags(self._questions(), replace(told, profile=answers), now)

    def _on_first_step_rated(self, foot: Foot, value: int) -> None:
        rating = Rating(
            id=self._machine.new_id(),
            session_id=None,
            kind=RatingKind.FIRST_STEP,
            context=RatingContext.DAILY,
            answered=self._machine.now(),
            side=foot,
            region=self._preferences().hurts_most.region,
            value=value,
        )
        try:
            self._log.add_rating(rating)
        except KnownError as error:
            self.trouble.emit(str(error))
        self.refresh()
