"""How often in a week a person wants a session, on which days, and when to be reminded of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Self, TypeVar

from app.core.plain_values import flag, items, text, word

SESSIONS_A_WEEK = range(1, 8)
"""How many sessions a week may be wanted."""

SESSIONS_USUAL = 3
"""Between the 1.5 and 4 sessions a week of the trials (domain notes 2.4, sources S9, S16, S21)."""

OPEN_END = date.max
"""A pause until the person ends it."""

_Value = TypeVar("_Value")


class Weekday(StrEnum):
    """A day of the week, in the order of ISO 8601."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @classmethod
    def of(cls, day: date) -> Weekday:
        """The day of the week of a date."""
        return list(cls)[day.weekday()]


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """What a person wants of a week. Nothing of it is owed.

    Attributes:
        sessions: how many, of `SESSIONS_A_WEEK`.
        days: the days for them; none for any day.
        at: the time of day by the clock on the wall, to the minute; None for any time.
        reminds: whether to remind of it, which needs a time.
        paused_until: the day on which reminders come again; None where they are not paused.
    """

    sessions: int = SESSIONS_USUAL
    days: frozenset[Weekday] = frozenset()
    at: time | None = None
    reminds: bool = False
    paused_until: date | None = None

    @property
    def has_room(self) -> bool:
        """Whether its days are as many as its sessions; one a day is enough."""
        return not self.days or len(self.days) >= self.sessions

    def is_paused(self, day: date) -> bool:
        """Whether the person wants no reminders on a day, of whatever kind."""
        return self.paused_until is not None and day < self.paused_until

    def has_day(self, day: date) -> bool:
        """Whether a session may be on a day."""
        return not self.days or Weekday.of(day) in self.days

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Take what is valid from saved data; anything else keeps its default."""
        if not isinstance(data, dict):
            return cls()
        usual = cls()
        return cls(
            _taken(_sessions, data.get("sessions"), usual.sessions),
            _taken(_days, data.get("days"), usual.days),
            _taken(_time, data.get("at"), usual.at),
            _taken(flag, data.get("reminds"), usual.reminds),
            _taken(_day, data.get("paused_until"), usual.paused_until),
        )

    def to_json(self) -> dict[str, object]:
        """The plan as plain values."""
        return {
            "sessions": self.sessions,
            "days": [day.value for day in Weekday if day in self.days],
            "at": None if self.at is None else _minutes(self.at),
            "reminds": self.reminds,
            "paused_until": None if self.paused_until is None else self.paused_until.isoformat(),
        }


def _taken(take: Callable[[object], _Value], value: object, usual: _Value) -> _Value:
    try:
        return take(value)
    except (TypeError, ValueError):
        return usual


def _sessions(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    if value not in SESSIONS_A_WEEK:
        raise ValueError(value)
    return value


def _days(value: object) -> frozenset[Weekday]:
    return frozenset(word(Weekday, day) for day in items(value))


def _time(value: object) -> time:
    found = time.fromisoformat(text(value))
    if _minutes(found) != value:
        raise ValueError(value)  # with seconds, or with an offset: nothing that Footwell writes
    return found


def _day(value: object) -> date:
    return date.fromisoformat(text(value))


def _minutes(at: time) -> str:
    return f"{at:%H:%M}"
