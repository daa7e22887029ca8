"""What is due and will be, as the log and the settings say now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from app.core.plan import Foot
from app.core.wall_clock import ToLocal, instant_at, system_local

if TYPE_CHECKING:
    # Read when something is first looked for: the window stands sooner.
    from app.core.check_in import CheckIn
    from app.core.preferences import Preferences
    from app.core.prompts import Reminder
    from app.core.week_plan import WeekPlan
    from app.ui.past_reader import Past

KIND = "session"
"""What is reminded of."""


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
        past: what the log tells of the last weeks; may raise a `KnownError`.
        preferences: as they are now.
        to_local: gives an instant the offset of the place where the person is.
    """

    def __init__(
        self,
        past: Callable[[datetime], Past],
        preferences: Callable[[], Preferences],
        to_local: ToLocal = system_local,
    ) -> None:
        self._past = past
        self._preferences = preferences
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
        wanted = self._preferences()
        if wanted.plan != self._plan or now < self._since:
            self._plan, self._since = wanted.plan, now
        if wanted.plan.is_paused(self._to_local(now).date()):
            return Due()
        past = self._past(now)
        reminders = self._reminders(wanted.plan, past, now)
        return Due(past.check_ins if wanted.check_in_notices else (), reminders)

    def _reminders(self, plan: WeekPlan, past: Past, now: datetime) -> tuple[Reminder, ...]:
        """Those of the plan; none while resting is advised."""
        from app.core.advised_rest import rested_days  # noqa: PLC0415
        from app.core.plan_reminders import reminders  # noqa: PLC0415
        from app.core.prompts import Reminder  # noqa: PLC0415

        is_rest_advised = {foot for flag in past.flags for foot in flag.feet_out} == set(Foot)
        if not plan.reminds or plan.at is None or is_rest_advised:
            return ()
        rested = rested_days(past.checks, past.sessions, self._to_local, past.told.ratings)
        midnight = instant_at(self._to_local(now).date(), time(), self._to_local)
        before_today = midnight.astimezone(UTC) - timedelta(seconds=1)
        first = max(self._since, before_today)
        found = reminders(plan, past.sessions, rested, first, self._to_local)
        return tuple(Reminder(due, KIND) for due in found)
