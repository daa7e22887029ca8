"""When the desktop tells that something is due: seldom, and never in the night.

Whatever is not told stays where it is: in Today, for as long as it can be answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from app.core.check_in import CheckIn, CheckInState
from app.core.quiet_hours import QUIET_TO_H, after_quiet, at_hour, day_of, shown
from app.core.wall_clock import ToLocal, system_local

A_DAY = 2
"""So many prompts at most on a local day, whatever is due (domain notes 6.2)."""

TOGETHER = timedelta(hours=1)
"""What is due within this time of a prompt is told with it."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A planned session, to be reminded of.

    Attributes:
        due: when, with its UTC offset. It is told on that day or not at all.
        kind: what it is, as a word.
    """

    due: datetime
    kind: str

    @property
    def key(self) -> str:
        """Its name among what was told."""
        return f"{self.kind}/{self.due.astimezone(UTC).isoformat()}"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt, and all that it is about.

    Attributes:
        at: when it is to be given, with its local offset; not before now.
        check_ins: what is due, the earliest first.
        reminders: likewise.
    """

    at: datetime
    check_ins: tuple[CheckIn, ...] = ()
    reminders: tuple[Reminder, ...] = ()

    @property
    def given(self) -> Given:
        """What the caller keeps once it was given."""
        check_ins = {key_of(one) for one in self.check_ins}
        return Given(self.at, frozenset(check_ins | {one.key for one in self.reminders}))

    @property
    def seen(self) -> Given:
        """What the caller keeps where it needs no prompt: what stands in Today when it is due."""
        at = self.at.astimezone(UTC)
        check_ins = {key_of(one) for one in self.check_ins if one.opens.astimezone(UTC) <= at}
        due = {one.key for one in self.reminders if one.due.astimezone(UTC) <= at}
        return Given(self.at, frozenset(check_ins | due), is_seen=True)


@dataclass(frozen=True, slots=True)
class Given:
    """What was told: when, and the names of what it was about.

    Attributes:
        at: with its UTC offset.
        keys: the names.
        is_seen: it stood before the person in Today when it was due, so that it needed no prompt.
            It is not told again, and takes none of the day's prompts.
    """

    at: datetime
    keys: frozenset[str]
    is_seen: bool = False


def key_of(check_in: CheckIn) -> str:
    """The name of a check-in among what was told."""
    return f"{check_in.session_id}/{check_in.context}"


def next_prompt(
    check_ins: Iterable[CheckIn],
    reminders: Iterable[Reminder],
    given: Sequence[Given],
    now: datetime,
    to_local: ToLocal = system_local,
) -> Prompt | None:
    """The next prompt, as far as it can be told now; to be told anew when something changes.

    Each check-in and reminder is told once. At most two prompts are given on a day; check-ins that
    find no room wait for the next morning, and a reminder only takes what they leave.

    Args:
        check_ins: those of the sessions, as they stand now.
        reminders: of planned sessions.
        given: the prompts that were given, of today and of all that may still be due.
        now: with its UTC offset.
        to_local: gives an instant the offset of the place where the person is.

    Returns:
        None where there is nothing to tell.
    """
    told = frozenset(key for one in given for key in one.keys)
    planner = _Planner(now.astimezone(UTC), to_local, given)
    wanted = [one for one in check_ins if key_of(one) not in told]
    prompts = planner.with_check_ins(wanted)
    prompts = planner.with_reminders(prompts, [one for one in reminders if one.key not in told])
    return min(prompts, key=lambda prompt: prompt.at, default=None)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A check-in, and the instant in UTC at which it would be told if it were alone."""

    at: datetime
    check_in: CheckIn


class _Planner:
    """Lays out the prompts to come, with a count for each day.

    Args:
        now: in UTC.
        to_local: gives an instant the offset of the place where the person is.
        given: the prompts that were given.
    """

    def __init__(self, now: datetime, to_local: ToLocal, given: Sequence[Given]) -> None:
        self._now = now
        self._to_local = to_local
        prompts = (one for one in given if not one.is_seen)
        self._count: Counter[date] = Counter(day_of(one.at, to_local) for one in prompts)

    def with_check_ins(self, check_ins: Iterable[CheckIn]) -> list[Prompt]:
        """All prompts that check-ins need from now on, in their order."""
        open_ = (CheckInState.AHEAD, CheckInState.DUE)
        waiting = self._in_time(
            _Waiting(self._awake(one.due), one) for one in check_ins if one.state in open_
        )
        prompts: list[Prompt] = []
        while waiting:
            at = min(one.at for one in waiting)
            if not self._has_room(at):
                waiting = self._in_time(self._put_off(one, at) for one in waiting)
                continue
            told = [one for one in waiting if _is_told_with(one, at)]
            waiting = [one for one in waiting if one not in told]
            prompts.append(self._take(at, tuple(one.check_in for one in told)))
        return prompts

    def with_reminders(self, prompts: list[Prompt], reminders: Iterable[Reminder]) -> list[Prompt]:
        """Put reminders into prompts that are near, or between them where there is room."""
        prompts = list(prompts)
        for reminder in sorted(reminders, key=lambda one: one.due.astimezone(UTC)):
            at = self._awake(reminder.due)
            if day_of(at, self._to_local) != day_of(reminder.due, self._to_local):
                continue
            near = next((n for n, one in enumerate(prompts) if abs(one.at - at) <= TOGETHER), None)
            if near is not None:
                with_it = (*prompts[near].reminders, reminder)
                prompts[near] = replace(prompts[near], reminders=with_it)
            elif self._has_room(at):
                prompts.append(replace(self._take(at), reminders=(reminder,)))
        return prompts

    def _awake(self, due: datetime) -> datetime:
        """When something is told: not before now, and not in the night; in UTC."""
        return after_quiet(max(due.astimezone(UTC), self._now), self._to_local).astimezone(UTC)

    def _has_room(self, at: datetime) -> bool:
        return self._count[day_of(at, self._to_local)] < A_DAY

    def _put_off(self, one: _Waiting, full: datetime) -> _Waiting:
        """What is due on a full day waits for the next morning."""
        day = day_of(full, self._to_local)
        if day_of(one.at, self._to_local) != day:
            return one
        at = at_hour(day + timedelta(days=1), QUIET_TO_H, self._to_local)
        return replace(one, at=at.astimezone(UTC))

    def _in_time(self, waiting: Iterable[_Waiting]) -> list[_Waiting]:
        """Without what cannot be answered any more by then; the earliest first."""
        there = [one for one in waiting if one.at < one.check_in.closes.astimezone(UTC)]
        return sorted(there, key=lambda one: one.at)

    def _take(self, at: datetime, check_ins: tuple[CheckIn, ...] = ()) -> Prompt:
        self._count[day_of(at, self._to_local)] += 1
        return Prompt(shown(at, self._to_local), check_ins)


def _is_told_with(one: _Waiting, at: datetime) -> bool:
    """Whether a check-in is told at an instant: it is about due, and can be answered."""
    return one.at - at <= TOGETHER and one.check_in.opens.astimezone(UTC) <= at
