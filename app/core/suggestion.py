"""Which script is suggested for now, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.core.firm_rest import FirmRest, firm_rests
from app.core.library import Entry, Library
from app.core.plan import Foot
from app.core.script import Level, Script, StepSide
from app.core.soreness import EndReason, LoggedSession

GENTLE_ID = "gentle-first-time"
"""The script that is proposed for a first session and while others rest, if it is there."""

_FEET: Mapping[StepSide, tuple[Foot, ...]] = {
    StepSide.LEFT: (Foot.LEFT,),
    StepSide.RIGHT: (Foot.RIGHT,),
    StepSide.NONE: (),
}
"""On which feet a step is done that is not for both."""


class Reason(StrEnum):
    """Why a script is suggested."""

    FIRST = "first"
    """Nothing is in the log yet."""
    AGAIN = "again"
    """It is the one that was done last."""
    FIRM_RESTS = "firm-rests"
    """The one that was done last holds firm work, and a foot rests from that."""
    HURT = "hurt"
    """The last one was stopped because it hurt."""
    GONE = "gone"
    """The one that was done last is not there any more, or needs a fix."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A script for now.

    Attributes:
        entry: the script.
        reason: why.
        since: when the thing happened that the reason speaks of.
        rests: the feet that rest, where the reason speaks of that.
    """

    entry: Entry
    reason: Reason
    since: datetime | None = None
    rests: tuple[FirmRest, ...] = ()


def suggest(
    past: Sequence[LoggedSession], last: LoggedSession | None, library: Library, now: datetime
) -> Suggestion | None:
    """The script for now, None where no script that may be suggested can be started.

    Args:
        past: what the log holds, in any order; the last four days are enough.
        last: the latest of them, None where the log is empty.
        library: the scripts that are there.
        now: the local time, with its UTC offset.
    """
    gentle = _gentle(library)
    if last is None:
        return None if gentle is None else Suggestion(gentle, Reason.FIRST)
    found = {entry.id: entry for entry in library.entries if not entry.is_broken}
    again = found.get(last.session.script_id)
    if again is None:
        return None if gentle is None else Suggestion(gentle, Reason.GONE)
    if last.session.ended_early_reason is EndReason.PAIN:
        return None if gentle is None else Suggestion(gentle, Reason.HURT, last.session.start)
    rests = () if again.script is None else _rests(past, again.script, now)
    if not rests:
        return Suggestion(again, Reason.AGAIN, last.session.start)
    return None if gentle is None else Suggestion(gentle, Reason.FIRM_RESTS, rests=rests)


def _gentle(library: Library) -> Entry | None:
    """The gentle first session, or another gentle script."""
    there = [entry for entry in library.entries if entry.script is not None]
    gentle = [e for e in there if e.script is not None and e.script.level is Level.GENTLE]
    return next((entry for entry in gentle if entry.id == GENTLE_ID), next(iter(gentle), None))


def _rests(past: Iterable[LoggedSession], script: Script, now: datetime) -> tuple[FirmRest, ...]:
    """The rests that a script would break."""
    worked = {
        foot
        for step in script.steps
        if step.technique.is_limited
        for foot in _FEET.get(step.side, tuple(Foot))
    }
    rests = firm_rests((one.session for one in past), now)
    return tuple(rest for rest in rests if rest.foot in worked)
