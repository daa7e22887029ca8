"""Which script is suggested for now, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.core.firm_rest import FirmRest, firm_rests
from app.core.flag import Flag
from app.core.lasting_soreness import is_sore
from app.core.library import Entry, Library
from app.core.plan import Foot
from app.core.script import Level, StepSide
from app.core.soreness import EndReason, LoggedSession

GENTLE_ID = "gentle-first-time"
"""The script that is proposed for a first session and while others rest, if it is there."""

MAINTENANCE_ID = "maintenance"
"""The script that is proposed where the daily question was answered low for some weeks."""

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
    FLAG = "flag"
    """Something was told after a session that pauses firm work, and stands."""
    HURT = "hurt"
    """The last one was stopped because it hurt."""
    SORE = "sore"
    """The feet are sorer from the last one than before it."""
    STEADY = "steady"
    """The daily question was answered low for some weeks."""
    GONE = "gone"
    """The one that was done last is not there any more, or needs a fix."""
    NO_SCRIPT = "no-script"
    """What was done last was written down by hand, and followed no script."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A script for now.

    Attributes:
        entry: the script.
        reason: why.
        since: when the thing happened that the reason speaks of.
        rests: the feet that rest, where the reason speaks of that.
        flag: what stands, where the reason speaks of that.
    """

    entry: Entry
    reason: Reason
    since: datetime | None = None
    rests: tuple[FirmRest, ...] = ()
    flag: Flag | None = None


def suggest(
    past: Sequence[LoggedSession],
    last: LoggedSession | None,
    library: Library,
    now: datetime,
    *,
    flags: Iterable[Flag] = (),
    is_steady: bool = False,
) -> Suggestion | None:
    """The script for now, None where no script that may be suggested can be started.

    Args:
        past: what the log holds, in any order; the last four days are enough.
        last: the latest of them, None where the log is empty.
        library: the scripts that are there.
        now: the local time, with its UTC offset.
        flags: what stands from the sessions before, the most urgent first.
        is_steady: whether the daily question was answered low for some weeks; see `is_steady`.
    """
    found = {entry.id: entry for entry in library.entries if not entry.is_broken}
    flag = next((one for one in flags if one.pauses_firm), None)
    if flag is not None:
        return _gently(library, Reason.FLAG, since=flag.since, flag=flag)
    again = None if last is None else found.get(last.session.script_id)
    if last is None or again is None:
        return _gently(library, _why_not_again(last))
    start = last.session.start
    if last.session.ended_early_reason is EndReason.PAIN:
        return _gently(library, Reason.HURT, since=start)
    if is_sore(last, now):
        return _gently(library, Reason.SORE, since=start)
    chosen = Suggestion(again, Reason.AGAIN, start)
    keeping = found.get(MAINTENANCE_ID)
    if is_steady and keeping is not None:
        chosen = Suggestion(keeping, Reason.STEADY)
    worked = _firmly_worked(chosen.entry)
    rests = tuple(rest for rest in _rests(past, now) if rest.foot in worked)
    return _gently(library, Reason.FIRM_RESTS, rests=rests) if rests else chosen


def _why_not_again(last: LoggedSession | None) -> Reason:
    """Why there is none that could be done again."""
    if last is None:
        return Reason.FIRST
    return Reason.GONE if last.session.script_id else Reason.NO_SCRIPT


def _gently(
    library: Library,
    reason: Reason,
    *,
    since: datetime | None = None,
    rests: tuple[FirmRest, ...] = (),
    flag: Flag | None = None,
) -> Suggestion | None:
    gentle = _gentle(library)
    return None if gentle is None else Suggestion(gentle, reason, since, rests, flag)


def _gentle(library: Library) -> Entry | None:
    """The gentle first session, or another gentle script."""
    there = [entry for entry in library.entries if entry.script is not None]
    gentle = [e for e in there if e.script is not None and e.script.level is Level.GENTLE]
    return next((entry for entry in gentle if entry.id == GENTLE_ID), next(iter(gentle), None))


def _firmly_worked(entry: Entry) -> frozenset[Foot]:
    """The feet on which a script does firm work."""
    steps = () if entry.script is None else entry.script.steps
    return frozenset(
        foot
        for step in steps
        if step.technique.is_limited
        for foot in _FEET.get(step.side, tuple(Foot))
    )


def _rests(past: Iterable[LoggedSession], now: datetime) -> tuple[FirmRest, ...]:
    return firm_rests((one.session for one in past), now)
