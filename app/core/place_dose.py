"""How much one place may get in a session, and what a check took out of one.

A script is planned for whole feet. Where a check leaves something out, the rest is repeated to fill
the minutes; these are the bounds of that. They are working figures of Footwell's protocols (clinic
leaflets and practice, not trials), each the most with a second pass.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from app.core.plan import Foot, Plan, plan_session
from app.core.script import Area, Step, StepSide, Technique

PASSES_MAX = 3
"""How often a step is done at most where something is left out."""

_MOST_S = {
    Technique.KNEADING: 6 * 60,
    Technique.MYOFASCIAL_RELEASE: 10 * 60,
    Technique.ROLLING: 5 * 60,
    Technique.STRETCHING: 2 * 60,
    Technique.TAPPING: 60,
}
_STRETCH_CALF_S = 6 * 60 + 10

Spot = tuple[Foot, Area, Technique]


@dataclass(frozen=True, slots=True)
class Overdose:
    """A place that would get too much of something: `seconds`, where `most_s` is the most."""

    foot: Foot
    area: Area
    technique: Technique
    seconds: int
    most_s: int


def most_s(technique: Technique, area: Area) -> int | None:
    """The most seconds for one place in a session, a second pass included; None where it is free.

    What is never repeated has no bound here: a script gives it once.
    """
    if technique is Technique.STRETCHING and area is Area.CALF:
        return _STRETCH_CALF_S
    return _MOST_S.get(technique)


def doses_s(plan: Plan) -> Counter[Spot]:
    """The hands-on seconds that each place of each foot gets of each technique."""
    found: Counter[Spot] = Counter()
    for occurrence in plan.occurrences:
        step = occurrence.step
        for foot in occurrence.side.feet if step.counts else ():
            found[foot, step.area, step.technique] += step.duration_s
    return found


def overdose(plan: Plan, whole: Plan) -> Overdose | None:
    """The place that gets more than the most, and more than it would of the whole session.

    Args:
        plan: what is planned without what is left out.
        whole: the same choice with nothing left out (`without_check`).
    """
    usual = doses_s(whole)
    for (foot, area, technique), seconds in doses_s(plan).items():
        most = most_s(technique, area)
        if most is None:
            continue
        most = max(most, usual[foot, area, technique])
        if seconds > most:
            return Overdose(foot, area, technique, seconds, most)
    return None


def without_check(plan: Plan) -> Plan:
    """What the same choice would be if no place, step or tool were left out."""
    whole = replace(plan.choice, left_out=frozenset(), steps_out=frozenset(), tools_out=frozenset())
    return plan_session(plan.script, whole, plan.pauses)


def left_out(plan: Plan) -> dict[Foot | None, tuple[str, ...]]:
    """The titles of the steps that are not done, by foot; None for those of no foot.

    Each title once for a foot, in the order of the script.
    """
    found: dict[Foot | None, dict[str, None]] = {}
    for step in plan.script.steps:
        for foot in _feet(step, plan):
            if plan.choice.is_left_out(foot, step):
                found.setdefault(foot, {})[step.title] = None
    return {foot: tuple(titles) for foot, titles in found.items()}


def _feet(step: Step, plan: Plan) -> tuple[Foot | None, ...]:
    if step.side is StepSide.NONE:
        return (None,)
    wanted = plan.choice.chosen
    if step.side in (StepSide.LEFT, StepSide.RIGHT):
        return tuple(foot for foot in wanted if foot.value == step.side.value)
    return wanted
