"""How long a foot rests from firm work: friction, deep work and trigger points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.core.plan import Foot, Side
from app.core.script import Technique
from app.core.soreness import SessionRecord

REST = {
    Technique.CROSS_FIBER_FRICTION: timedelta(hours=48),
    Technique.DEEP_TISSUE: timedelta(hours=48),
    Technique.TRIGGER_POINT: timedelta(hours=24),
}
"""How long a foot rests from all firm work after one of them: Footwell's rule, after the 48 h
between friction sessions in a crossover trial of tendon friction massage (domain notes 2.2,
source S13)."""


@dataclass(frozen=True, slots=True)
class FirmRest:
    """A foot rests from firm work until an instant."""

    foot: Foot
    until: datetime


def firm_rests(sessions: Iterable[SessionRecord], now: datetime) -> tuple[FirmRest, ...]:
    """The feet that rest now, the left one first.

    A session whose end lies further ahead than the longest rest was kept by a clock that was wrong;
    it is passed over, since its rest would have no end.

    Args:
        sessions: what the log holds, in any order; the last four days are enough.
        now: with its UTC offset; the rests end in its zone.
    """
    until: dict[Foot, datetime] = {}
    for session in sessions:
        for foot, rest in _worked_firmly(session):
            end = session.end.astimezone(UTC) + rest
            if _is_plausible(session.end, now) and end > now:
                until[foot] = max(until.get(foot, end), end)
    return tuple(
        FirmRest(foot, until[foot].astimezone(now.tzinfo)) for foot in Foot if foot in until
    )


def _is_plausible(end: datetime, now: datetime) -> bool:
    return end.astimezone(UTC) - now.astimezone(UTC) <= max(REST.values())


def _worked_firmly(session: SessionRecord) -> set[tuple[Foot, timedelta]]:
    """The feet on which firm work was begun, with the rest that it asks for."""
    if not session.steps:
        # Added by hand: it says what was done, and on which feet, not what on which.
        feet = Side(session.feet.value).feet
        return {(foot, REST[t]) for foot in feet for t in session.techniques if t in REST}
    return {
        (foot, REST[step.technique])
        for step in session.steps
        if step.technique in REST and step.is_worked
        for foot in step.side.feet
    }
