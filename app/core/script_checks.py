"""What only a whole script can tell: usual limits, and whether it reaches fifteen minutes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.core.durations import clock_text
from app.core.errors import CannotPlanError
from app.core.faults import Severity
from app.core.plan import MINUTES_MIN, Choice, Foot, as_written_s, plan_session
from app.core.script import Area, Script, Step, StepSide, Technique
from app.core.script_keys import TOTAL_MAX_S
from app.core.yaml_tree import Place

USUAL_LIMIT_S = {Technique.CROSS_FIBER_FRICTION: 120, Technique.DEEP_TISSUE: 180}
"""Usual most seconds per foot, area and session: working figures of Footwell's protocols
(friction after the Cyriax tradition and Chaves 2020, deep work after clinic leaflets)."""

HOLD_MAX_S = 90
HOLDS_MAX = 2
"""Trigger points: usual most seconds a hold, and holds per foot, area and session."""


@dataclass(frozen=True, slots=True)
class WrittenStep:
    """A step and where its values stand; a group's rounds share one.

    `is_whole` says that nothing that the timeline needs is wrong with it.
    """

    step: Step
    places: Mapping[str, Place]
    is_whole: bool


def limit_faults(unrolled: Sequence[WrittenStep]) -> Iterator[tuple[WrittenStep, str]]:
    """Warn at each step that crosses a usual limit, once for each written step.

    Args:
        unrolled: the steps of a script, rounds written out; those that are not whole are skipped.
    """
    sums: dict[tuple[Foot, Area, Technique], int] = {}
    told: set[int] = set()
    for written in unrolled:
        step = written.step
        if not written.is_whole or not step.technique.is_limited:
            continue
        messages = [_hold_message(step)] if _is_long_hold(step) else []
        for foot in _feet(step):
            key = (foot, step.area, step.technique)
            before = sums.get(key, 0)
            sums[key] = before + _amount(step)
            if before <= _limit(step.technique) < sums[key]:
                messages.append(_sum_message(step, foot, sums[key]))
        if messages and id(written) not in told:
            told.add(id(written))
            yield written, messages[0]


def timeline_faults(script: Script) -> Iterator[tuple[Severity, str]]:
    """What is wrong with a script's timeline for both feet and fifteen minutes."""
    try:
        plan = plan_session(script, Choice())
    except CannotPlanError:
        hands_on = clock_text(as_written_s(script, Choice()))
        message = (
            f"{hands_on} of hands-on time, and no step may be repeated to reach "
            f"{MINUTES_MIN} minutes; add steps or make them longer"
        )
        yield Severity.ERROR, message
        return
    if plan.total_s > TOTAL_MAX_S:
        message = f"{clock_text(plan.total_s)} in all; a session lasts at most 3 hours"
        yield Severity.ERROR, message
    if plan.passes > 1:
        written, filled = as_written_s(script, Choice()), plan.hands_on_s
        message = (
            f"{clock_text(written)} as written; a second pass of the gentle steps fills it to "
            f"{clock_text(filled)}"
        )
        yield Severity.WARNING, message


def _feet(step: Step) -> tuple[Foot, ...]:
    if step.side in (StepSide.EACH, StepSide.BOTH):
        return (Foot.LEFT, Foot.RIGHT)
    return () if step.side is StepSide.NONE else (Foot(step.side.value),)


def _is_long_hold(step: Step) -> bool:
    if step.technique is not Technique.TRIGGER_POINT or step.side is StepSide.NONE:
        return False
    hold_s = step.pattern.hold_s if step.pattern else step.duration_s
    return hold_s > HOLD_MAX_S


def _amount(step: Step) -> int:
    """Seconds of friction and deep work, holds of trigger points."""
    if step.technique is not Technique.TRIGGER_POINT:
        return step.duration_s
    return step.pattern.reps if step.pattern else 1


def _limit(technique: Technique) -> int:
    return USUAL_LIMIT_S.get(technique, HOLDS_MAX)


def _hold_message(step: Step) -> str:
    hold_s = step.pattern.hold_s if step.pattern else step.duration_s
    return f"a trigger-point hold of {hold_s} s; {HOLD_MAX_S} s is usual at most"


def _sum_message(step: Step, foot: Foot, amount: int) -> str:
    where = f"on the {step.area} of the {foot} foot in one session"
    if step.technique is Technique.TRIGGER_POINT:
        return f"{amount} trigger-point holds {where}; {HOLDS_MAX} are usual at most"
    limit = clock_text(_limit(step.technique))
    return f"{clock_text(amount)} of {step.technique} {where}; {limit} is usual at most"
