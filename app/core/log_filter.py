"""Which part of the log is looked at: one choice for all its views."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.core.plan import Foot
from app.core.script import Area


class LogViewKind(StrEnum):
    """The ways in which the log is looked at, in the order of their chips."""

    TREND = "trend"
    SESSIONS = "sessions"
    CALENDAR = "calendar"
    BY_SCRIPT = "by_script"


class EntryKind(StrEnum):
    """What entries of the log are about.

    An entry is a session with all that belongs to it, or an answer or an event without a session.
    Answers of one kind without a session are one entry a day, whichever foot they are about.
    """

    SESSIONS = "sessions"
    """Sessions, whatever was answered."""
    SINGLE = "single"
    """What belongs to no session."""
    PAIN = "pain"
    """Entries with an answer about pain; skipped ones are none. Likewise the next two."""
    SORENESS = "soreness"
    FIRST_STEPS = "first_steps"
    EVENTS = "events"
    """Entries in which something happened: a bruise, say. Advice that was shown did not happen."""


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What is shown of the log; the default is all of it.

    Of foot, region and kind what is asked for must be true of the same answer or event: heel, left
    and pain finds entries with an answer about pain in the left heel. A session is shown whole.

    Attributes:
        since: the first day, on the calendar here; None for no bound.
        until: the last day, which is included; None for no bound.
        foot: sessions that worked on this foot; without a session, an answer or an event at it.
        region: entries with an answer or an event about this place (of that foot).
        script_id: sessions of this script; empty for all.
        kind: None for all.
        words: entries in whose title, events or notes each of these words is found, in whatever
            case. The title is the session's; the notes are its own and those of its answers and
            events.
    """

    since: date | None = None
    until: date | None = None
    foot: Foot | None = None
    region: Area | None = None
    script_id: str = ""
    kind: EntryKind | None = None
    words: str = ""

    @property
    def has_choices(self) -> bool:
        """Whether more than words is asked for."""
        return replace(self, words="") != LogFilter()

    @property
    def is_clear(self) -> bool:
        """Whether it lets everything through."""
        return not self.has_choices and not self.words.split()
