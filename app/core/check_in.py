"""A question about a session that becomes due after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.core.soreness import RatingContext


class CheckInState(StrEnum):
    """What became of a check-in."""

    AHEAD = "ahead"
    """It cannot be answered yet."""
    DUE = "due"
    """It may be answered now."""
    ANSWERED = "answered"
    """All that it asks for was given or passed over; of a morning, the first steps of a foot."""
    MISSED = "missed"
    """Its time is over and it was not answered; it stays missing."""
    NOT_ASKED = "not_asked"
    """Its whole time lay in the quiet hours; it is not missing."""
    OVERLAPPED = "overlapped"
    """Another session began while an answer would not have been late."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A check-in of a session; all instants carry their UTC offset.

    Attributes:
        session_id: the UUID of the session.
        context: which one: `h3`, `morning`, `h24`, `h48` or `h72`.
        due: when it is asked; in the quiet hours it moves to their end, which may be past
            `on_time_until`.
        opens: from when on it can be answered; that may be before it is due.
        on_time_until: until when an answer counts for it without being late.
        closes: when it can be answered no more.
        state: what became of it.
    """

    session_id: str
    context: RatingContext
    due: datetime
    opens: datetime
    on_time_until: datetime
    closes: datetime
    state: CheckInState
