"""Which part of the log is looked at: one choice for all its views."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.plan import Foot
from app.core.script import Area


class EntryKind(StrEnum):
    """What entries of the log are about.

    An entry is a session with all that belongs to it, or an answer or an event without a session.
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
    """Entries in which something happened: a bruise, say."""


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What is shown of the log; the default is all of it.

    Attributes:
        since: the first day, on the calendar here; None for no bound.
        until: the last day, which is included; None for no bound.
        foot: entries about this foot: a session that worked on it, an answer or an event at it.
        region: entries with an answer or an event about this place (of that foot).
        script_id: sessions of this script; empty for all.
        kind: None for all.
        words: entries in whose title or notes each of these words is found, in whatever case.
    """

    since: date | None = None
    until: date | None = None
    foot: Foot | None = None
    region: Area | None = None
    script_id: str = ""
    kind: EntryKind | None = None
    words: str = ""
