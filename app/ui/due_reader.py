"""What is due and will be, as the log and the settings say now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Protocol

from app.core.plan import Foot
from app.core.wall_clock import ToLocal, instant_at, system_local

if TYPE_CHECKING:
    # Read when something is first looked for: the window stands sooner.
    from app.core.check_in import CheckIn
    from app.core.flag import Flag
    from app.core.preferences import Preferences
    from app.core.prompts import Reminder
    from app.core.soreness import LoggedSession, Rating
    from app.core.week_plan import WeekPlan

KIND = "session"
"""What is reminded of."""


class DueLog(Protocol):
    """Where sessions and answers are; each call may raise a `KnownError`."""

    def recent_sessions(self, since: date) -> list[LoggedSession]:
        """Those since a day, newest first, or the latest one alone."""

    def ratings(self, since: date | None = None) -> list[Rating]:
        """All answers, or those since a day, oldest first."""


@dataclass(frozen=True, slots=True)
class Due:
    """What the desktop may tell of, less what the person does not want to be told.

    Attributes:
        check_ins: of the sessions, with their states.
        reminders: of the plan, from those of today on that came while the plan was looked at.
    """

    check_ins: tuple[CheckIn, ...] = ()
    reminders: tuple[Reminder, ...] = ()


class DueReader:
    """Tells anew each time what is due.

    A reminder whose time had come before the program ran, or before the plan was set, is none:
    whoever sets a time that is over today does not want to be reminded of it at once.

    Args:
        log: where sessions and answers are.
        preferences: as they are now.
        rested_days: on which resting was advised, of sessions and since a time.
        flags: what stands from the sessions before.
        to_local: gives an instant the offset of the place where the person is.
    """

    def __init__(
        self,
        log: DueLog,
        preferences: Callable[[], Preferences],
        rested_days: Callable[[Sequence[LoggedSession], datetime], frozenset[date]],
        flags: Callable[[Sequence[LoggedSession], Sequence[Rating]], Sequence[Flag]],
        to_local: ToLocal = system_local,
    ) -> None:
        self._log = log
        self._preferences = preferences
        self._rested_days = rested_days
        self._flags = flags
        self._to_local = to_local
        self._plan: WeekPlan | None = None
        self._since = datetime.max.replace(tzinfo=UTC)

    def read(self, now: datetime) -> Due:
        """What is due and will be; nothing while the person wants a pause.

        Args:
            now: in UTC.

        Raises:
            KnownError: the log could not be read.
        """
        from app.core import flags, followups, third_day  # noqa: PLC0415

        wanted = self._preferences()
        if wanted.plan != self._plan or now < self._since:
            self._plan, self._since = wanted.plan, now
        if wanted.plan.is_paused(self._to_local(now).date()):
            return Due()
        past = self._log.recent_sessions((now - flags.LOOKS_BACK).date())
        reminders = self._reminders(wanted.plan, past, now)
        if not wanted.check_in_notices:
            return Due((), reminders)
        again = third_day.looked_at_again(past)
        return Due(followups.check_ins(past, now, self._to_local, again), reminders)

    def _reminders(
        self, plan: WeekPlan, past: Sequence[LoggedSession], now: datetime
    ) -> tuple[Reminder, ...]:
        """Those of the plan; none while resting is advised."""
        from app.core.plan_reminders import reminders  # noqa: PLC0415
        from app.core.prompts import Reminder  # noqa: PLC0415
        from app.core.today import LOOKS_BACK  # noqa: PLC0415

        if not plan.reminds or plan.at is None or self._is_rest_advised(past, now):
            return ()
        rested = self._rested_days(past, now - LOOKS_BACK)
        midnight = instant_at(self._to_local(now).date(), time(), self._to_local)
        before_today = midnight.astimezone(UTC) - timedelta(seconds=1)
        first = max(self._since, before_today)
        found = reminders(plan, past, rested, first, self._to_local)
        return tuple(Reminder(due, KIND) for due in found)

    def _is_rest_advised(self, past: Sequence[LoggedSession], now: datetime) -> bool:
        from app.core.pain_flags import LOOKS_BACK  # noqa: PLC0415

        standing = self._flags(past, self._log.ratings((now - LOOKS_BACK).date()))
        return {foot for flag in standing for foot in flag.feet_out} == set(Foot)
