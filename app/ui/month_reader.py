"""What the log tells of a month, read for the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from app.core.check_in import CheckIn
from app.core.daily_question import HurtsMost
from app.core.due_check_ins import looked_at_again
from app.core.followups import check_ins
from app.core.health_questions import HealthQuestions
from app.core.log_filter import LogFilter
from app.core.month import Month
from app.core.month_records import MonthRecords
from app.core.month_view import MonthView, view_month
from app.core.preferences import Preferences
from app.core.soreness import LoggedSession, RatingContext
from app.core.wall_clock import ToLocal, system_local
from app.ui.figures import MonthFigures

_ASKED_AGAIN = (RatingContext.H24, RatingContext.H48)
"""Without an answer of these no session is looked at a third day."""


class MonthLog(Protocol):
    """The log as the calendar reads it."""

    @property
    def figures(self) -> MonthFigures:
        """Reads months."""


class MonthReader:
    """Reads a month of the log, and the health questions only where a third day may be asked about.

    Args:
        log: what is read.
        questions: reads the health questions; may raise a `KnownError`.
        preferences: for the plan of the week and the question of the day.
        now: the local time, with its UTC offset.
        to_local: of the person's zone.
    """

    def __init__(
        self,
        log: MonthLog,
        questions: Callable[[], HealthQuestions],
        preferences: Callable[[], Preferences],
        now: Callable[[], datetime],
        to_local: ToLocal = system_local,
    ) -> None:
        self._log = log
        self._questions = questions
        self._preferences = preferences
        self._now = now
        self._to_local = to_local

    def read(self, month: Month | None, wanted: LogFilter) -> MonthView:
        """Read a month.

        Args:
            month: which; that of today if None.
            wanted: what is looked at: its foot, region and script.

        Raises:
            KnownError: the log or the questions cannot be read.
        """
        now = self._now()
        which = month or Month.of(now.date())
        records = self._log.figures.month(which.first, which.last)
        return view_month(
            which,
            records,
            self._check_ins(records, now),
            wanted,
            plan=self._preferences().plan,
            now=now,
            first_day=self._log.figures.first_day(),
            to_local=self._to_local,
        )

    def _check_ins(self, records: MonthRecords, now: datetime) -> tuple[CheckIn, ...]:
        sessions = records.sessions
        may_be_again = any(_is_asked_again(one) for one in sessions)
        again = looked_at_again(self._questions(), sessions) if may_be_again else frozenset()
        asks_first_steps = self._preferences().hurts_most is HurtsMost.HEEL_OR_ARCH
        return check_ins(sessions, now, self._to_local, again, asks_first_steps=asks_first_steps)


def _is_asked_again(one: LoggedSession) -> bool:
    contexts = {rating.context for rating in one.ratings}
    contexts |= {answer.context for answer in one.answers}
    return not contexts.isdisjoint(_ASKED_AGAIN)
