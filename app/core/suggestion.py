"""Which script is suggested for now, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from app.core.firm_rest import FirmRest, firm_rests
from app.core.library import Entry, Library
from app.core.plan import Foot
from app.core.script import Level, StepSide
from app.core.soreness import EndReason, LoggedSession, RatingContext, RatingKind

GENTLE_ID = "gentle-first-time"
"""The script that is proposed for a first session and while others rest, if it is there."""

MAINTENANCE_ID = "maintenance"
"""The script that is proposed where the daily question was answered low for some weeks."""

_SORE_HOLDS = timedelta(hours=72)
"""How long an answer about soreness says something of now: soreness is looked at for three days."""

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
    SORE = "sore"
    """The one that was done last holds firm work, and soreness from it was told of since."""
    STEADY = "steady"
    """The daily question was answered low for some weeks."""
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
    past: Sequence[LoggedSession],
    last: LoggedSession | None,
    library: Library,
    now: datetime,
    *,
    is_steady: bool = False,
) -> Suggestion | None:
    """The script for now, None where no script that may be suggested can be started.

    Args:
        past: what the log holds, in any order; the last four days are enough.
        last: the latest of them, None where the log is empty.
        library: the scripts that are there.
        now: the local time, with its UTC offset.
        is_steady: whether the daily question was answered low for some weeks; see `is_steady`.
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
    chosen = Suggestion(again, Reason.AGAIN, last.session.start)
    keeping = found.get(MAINTENANCE_ID)
    if is_steady and keeping is not None:
        chosen = Suggestion(keeping, Reason.STEADY)
    worked = _firmly_worked(chosen.entry)
    rests = tuple(rest for rest in _rests(past, now) if rest.foot in worked)
    if rests:
        return None if gentle is None else Suggestion(gentle, Reason.FIRM_RESTS, rests=rests)
    if any(_is_still_sore(last, foot, now) for foot in worked):
        return None if gentle is None else Suggestion(gentle, Reason.SORE)
    return chosen


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


def _is_still_sore(last: LoggedSession, foot: Foot, now: datetime) -> bool:
    """Whether the latest answer of the last days says that a foot is sorer than before it."""
    said = [
        rating
        for rating in last.ratings
        if rating.kind is RatingKind.SORENESS and rating.side is foot and rating.value is not None
    ]
    since = now.astimezone(UTC) - _SORE_HOLDS
    after = [
        one
        for one in said
        if one.context is not RatingContext.BEFORE and one.answered.astimezone(UTC) > since
    ]
    if not after:
        return False
    latest = max(after, key=lambda one: one.answered.astimezone(UTC))
    before = last.score(RatingKind.SORENESS, RatingContext.BEFORE, foot) or 0
    return (last.score(RatingKind.SORENESS, latest.context, foot) or 0) > before
