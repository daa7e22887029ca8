"""What became of each step of a session, told from what the log keeps of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from app.core.answer import Region
from app.core.plan import Foot, Plan, Side
from app.core.script import Area
from app.core.soreness import SessionRecord, StepDone, StepOutcome

_SOLE = (Area.HEEL, Area.ARCH, Area.BALL_OF_FOOT, Area.TOES)
"""What a hand passes over that works on the whole foot."""

_PLACES = tuple(area for area in Area if area not in (Area.GENERAL, Area.WHOLE_FOOT))


class Fate(Enum):
    """What became of a step, finer than its outcome.

    A step is skipped where a later one was done; after the last one that was, the steps of a
    session that ended early are not done, whether it was stopped or the rest was passed over.
    """

    DONE = 0
    PARTLY = 1
    SKIPPED = 2
    LEFT_OUT = 3
    NOT_DONE = 4


@dataclass(frozen=True, slots=True)
class StepFate:
    """A step and what became of it.

    Attributes:
        step: as the log keeps it.
        fate: what became of it.
        is_again: the person asked for it once more.
        is_added: it was added at the end, for minutes that were missing.
    """

    step: StepDone
    fate: Fate
    is_again: bool = False
    is_added: bool = False

    @property
    def is_worked(self) -> bool:
        """Whether something of it was done."""
        return self.step.is_worked


def step_fates(record: SessionRecord) -> tuple[StepFate, ...]:
    """Every step of a session with what became of it, in order."""
    again = _again(record.steps)
    added = _added_passes(record, again)
    last = max((i for i, step in enumerate(record.steps) if step.is_worked), default=-1)
    return tuple(
        StepFate(
            step=step,
            fate=_fate(step, is_after_all=not record.completed and i > last),
            is_again=i in again,
            is_added=i not in again and step.pass_number in added,
        )
        for i, step in enumerate(record.steps)
    )


def worked_feet(record: SessionRecord) -> tuple[Foot, ...]:
    """The feet that had hands-on time, the left one first."""
    worked = {
        foot
        for step in record.steps
        if step.counts and step.actual_s >= 1
        for foot in step.side.feet
    }
    return tuple(foot for foot in Foot if foot in worked)


def worked_regions(record: SessionRecord) -> tuple[Region, ...]:
    """The places that had hands-on time, the left foot's first, from the heel on.

    Work on a whole foot was work on each part of its sole.
    """
    steps = [step for step in record.steps if step.counts and step.actual_s >= 1]
    return _places_of((step.side, step.area) for step in steps)


def planned_regions(plan: Plan) -> tuple[Region, ...]:
    """The places that a plan gives hands-on time, in the same order."""
    done = [occurrence for occurrence in plan.occurrences if occurrence.step.counts]
    return _places_of((occurrence.side, occurrence.step.area) for occurrence in done)


def _places_of(work: Iterable[tuple[Side, Area]]) -> tuple[Region, ...]:
    worked: set[Region] = set()
    for side, area in work:
        areas = _SOLE if area is Area.WHOLE_FOOT else (area,)
        worked |= {(foot, one) for foot in side.feet for one in areas}
    return tuple((foot, area) for foot in Foot for area in _PLACES if (foot, area) in worked)


def _fate(step: StepDone, *, is_after_all: bool) -> Fate:
    if step.outcome is StepOutcome.SKIPPED:
        return Fate.NOT_DONE if is_after_all else Fate.SKIPPED
    return {
        StepOutcome.DONE: Fate.DONE,
        StepOutcome.PARTLY: Fate.PARTLY,
        StepOutcome.LEFT_OUT: Fate.LEFT_OUT,
    }[step.outcome]


def _again(steps: Sequence[StepDone]) -> frozenset[int]:
    """The places of steps that stand there a second time; a plan has each only once."""
    seen: set[tuple[object, ...]] = set()
    again: set[int] = set()
    for i, step in enumerate(steps):
        key = step.step_index, step.side, step.pass_number
        if key in seen:
            again.add(i)
        seen.add(key)
    return frozenset(again)


def _added_passes(record: SessionRecord, again: Collection[int]) -> frozenset[int]:
    """The passes that are not of the plan: the last ones, as far as they go beyond its time."""
    steps = [s for i, s in enumerate(record.steps) if s.counts and i not in again]
    beyond_s = sum(step.planned_s for step in steps) - record.planned_hands_on_s
    added: set[int] = set()
    for number in sorted({step.pass_number for step in steps if step.pass_number > 1})[::-1]:
        if beyond_s <= 0:
            break
        added.add(number)
        beyond_s -= sum(step.planned_s for step in steps if step.pass_number == number)
    return frozenset(added)
