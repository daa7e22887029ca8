"""What the days of a month are told from, as the log has it."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.health_answers import Check
from app.core.soreness import LogEvent, LoggedSession, Rating

BESIDE_DAYS = 7
"""So many days before and after a month belong to its records: check-ins fall due up to four days
after a session, a session overlaps those before it, rest lasts two days, and a plan is of a week.
"""


@dataclass(frozen=True, slots=True)
class MonthRecords:
    """The records of a month and of `BESIDE_DAYS` on either side.

    Attributes:
        sessions: with all that belongs to them, newest first.
        ratings: of sessions and without one, oldest first.
        events: likewise.
        checks: what was asked before sessions, without the answers.
    """

    sessions: tuple[LoggedSession, ...] = ()
    ratings: tuple[Rating, ...] = ()
    events: tuple[LogEvent, ...] = ()
    checks: tuple[Check, ...] = ()
