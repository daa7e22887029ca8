"""What a running session reports: frozen events, each with the instant it was due."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.core.plan import SorePart
from app.core.script import Pressure
from app.core.soreness import EndReason


class Refusal(StrEnum):
    """Why a command did nothing."""

    NOT_NOW = "not-now"
    LIMITED = "limited"
    USED_UP = "used-up"
    ALREADY_QUEUED = "already-queued"
    NO_FOOT = "no-foot"
    RISES_SLOWLY = "rises-slowly"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a session.

    `at_s` is when it was due by the session's clock, in seconds; a late tick reports it late but
    with the instant it should have had.
    """

    at_s: float


@dataclass(frozen=True, slots=True)
class SegmentStarted(Event):
    """The stretch at `position` begins; `is_running` is False where it was reached paused."""

    position: int
    is_running: bool = True


@dataclass(frozen=True, slots=True)
class Halfway(Event):
    """Half of the step is over."""


@dataclass(frozen=True, slots=True)
class TenSecondsLeft(Event):
    """Ten seconds of the step are left."""


@dataclass(frozen=True, slots=True)
class LastThreeSeconds(Event):
    """Three seconds of the stretch are left."""


@dataclass(frozen=True, slots=True)
class PromptDue(Event):
    """A line of the script is due."""

    say: str


@dataclass(frozen=True, slots=True)
class HoldStarted(Event):
    """Hold number `rep`, from 1, begins."""

    rep: int


@dataclass(frozen=True, slots=True)
class ReleaseStarted(Event):
    """The release after hold number `rep` begins."""

    rep: int


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """The timer stands still."""


@dataclass(frozen=True, slots=True)
class Resuming(Event):
    """The timer will go on in a moment."""


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    """The timer goes on."""


@dataclass(frozen=True, slots=True)
class WaitingForPerson(Event):
    """The next step waits until the person says ready."""


@dataclass(frozen=True, slots=True)
class LengthChanged(Event):
    """The step is now `duration_s` long."""

    duration_s: float


@dataclass(frozen=True, slots=True)
class RepeatQueued(Event):
    """The step at `position` will be done once more before the closing."""

    position: int


@dataclass(frozen=True, slots=True)
class Eased(Event):
    """It was too sore: the step goes on at `pressure`."""

    pressure: Pressure


@dataclass(frozen=True, slots=True)
class LeaveOutOffered(Event):
    """It was too sore twice on a foot: this may be left out."""

    part: SorePart


@dataclass(frozen=True, slots=True)
class LeftOut(Event):
    """This is left out from here on, and the rest was planned anew."""

    part: SorePart


@dataclass(frozen=True, slots=True)
class Interrupted(Event):
    """The computer slept for about `away_s` seconds: the timer stands still since `at_s`."""

    away_s: float


@dataclass(frozen=True, slots=True)
class StopAsked(Event):
    """STOP: the timer stands still and the reason is asked."""


@dataclass(frozen=True, slots=True)
class ReasonGiven(Event):
    """Why the person stopped."""

    reason: EndReason


@dataclass(frozen=True, slots=True)
class FellShort(Event):
    """The massage is over and `missing_s` seconds are missing to fifteen minutes."""

    missing_s: int


@dataclass(frozen=True, slots=True)
class Ended(Event):
    """The session is over; `reason` is None where it went to its last step."""

    reason: EndReason | None


@dataclass(frozen=True, slots=True)
class Refused(Event):
    """A command did nothing."""

    why: Refusal
