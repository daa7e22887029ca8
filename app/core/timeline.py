"""The timeline as it is being lived: what was run of each stretch, and what was added to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.core.plan import (
    Choice,
    Foot,
    Occurrence,
    Pauses,
    Segment,
    SegmentKind,
    Side,
    SorePart,
    changeover_s,
)
from app.core.script import Pressure
from app.core.soreness import StepDone, StepOutcome

DONE_WITHIN_S = 0.5
"""A step this close to its length counts as done, and a session to its floor."""

WORKED_FROM_S = 1
"""A step of which less was run counts as passed over."""


@dataclass
class Stretch:
    """A segment of the timeline as it is being lived; times in seconds.

    Of a step for both feet one may be left out: `foot_out`, None where the step was done by then.
    `has_both` says that something of it was done on both before. `is_bygone` says that its place
    was left out when it was behind already: it stays as it was, and does not come again.
    """

    segment: Segment
    duration_s: float
    credited_s: float = 0.0
    eased: int = 0
    pressure: Pressure = Pressure.NONE
    is_added: bool = False
    is_finished: bool = False
    is_left_out: bool = False
    foot_out: Foot | None = None
    has_both: bool = False
    is_bygone: bool = False

    @property
    def occurrence(self) -> Occurrence | None:
        """The step it is, None for get-ready and changeovers."""
        return self.segment.occurrence

    @property
    def is_step(self) -> bool:
        """Whether it is a step."""
        return self.segment.kind is SegmentKind.STEP

    @property
    def is_changeover(self) -> bool:
        """Whether it lies between two steps."""
        return self.segment.kind is SegmentKind.CHANGEOVER

    @property
    def is_limited(self) -> bool:
        """Whether nobody may get more of it than its own time."""
        return self.occurrence is not None and self.occurrence.step.technique.is_limited

    @property
    def is_closing(self) -> bool:
        """Whether it belongs to the closing."""
        return self.occurrence is not None and self.occurrence.is_closing

    @property
    def is_used_up(self) -> bool:
        """Whether nothing of a limited step is left."""
        return self.is_limited and self.credited_s >= self.duration_s - DONE_WITHIN_S

    @property
    def is_passed_over(self) -> bool:
        """Whether nothing of it is to be done any more."""
        return self.is_left_out or self.is_bygone or self.is_used_up

    @property
    def outcome(self) -> StepOutcome:
        """What has become of it so far."""
        asked_for_s = min(self.duration_s, self.segment.duration_s)
        if self.is_finished or self.credited_s >= asked_for_s - DONE_WITHIN_S:
            return StepOutcome.DONE
        if self.is_left_out:
            return StepOutcome.LEFT_OUT
        return StepOutcome.PARTLY if self.credited_s >= WORKED_FROM_S else StepOutcome.SKIPPED

    def go_on_with(self, side: Side | None) -> None:
        """Do the rest of a step for both feet on the one that is kept, if one is."""
        occurrence = self.occurrence
        if occurrence is None or side is None or occurrence.side is side:
            return
        self.has_both = self.credited_s >= WORKED_FROM_S
        self.foot_out = None if self.outcome is StepOutcome.DONE else Foot(side.value).other
        self.segment = replace(self.segment, occurrence=replace(occurrence, side=side))


class Timeline:
    """The stretches of a session in order; it only grows, and only before the closing.

    Args:
        stretches: from get-ready to the closing.
        pauses: seconds between steps, for changeovers that are added.
    """

    def __init__(self, stretches: Iterable[Stretch], pauses: Pauses) -> None:
        self._stretches = list(stretches)
        self._pauses = pauses
        self._closing_at = self._find_closing()

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """All of them."""
        return tuple(self._stretches)

    def __len__(self) -> int:
        return len(self._stretches)

    def __getitem__(self, position: int) -> Stretch:
        return self._stretches[position]

    @property
    def hands_on_s(self) -> float:
        """Credited seconds of the steps that count."""
        return sum(s.credited_s for s in self._stretches if s.segment.counts)

    @property
    def closing_at(self) -> int:
        """Where the closing begins, its changeover included; the end where there is none."""
        return self._closing_at

    def _find_closing(self) -> int:
        closing = (i for i, stretch in enumerate(self._stretches) if stretch.is_closing)
        first = next(closing, None)
        return len(self._stretches) if first is None else max(1, first - 1)

    def left_after(self, position: int) -> float:
        """Seconds of all that is still to be done after `position`."""
        after = range(position + 1, len(self._stretches))
        return sum(self._stretches[i].duration_s for i in after if not self._is_passed_over(i))

    def hands_on_after(self, position: int) -> float:
        """Seconds of hands-on time that are still to be done after `position`."""
        later = self._stretches[position + 1 :]
        return sum(s.duration_s for s in later if s.segment.counts and not s.is_passed_over)

    def step_from(self, position: int) -> Stretch | None:
        """The first step at or after `position`."""
        return next((stretch for stretch in self._stretches[position:] if stretch.is_step), None)

    def step_before(self, position: int) -> int | None:
        """Where the last step before `position` stands of which something may still be done."""
        before = range(position - 1, -1, -1)
        steps = (i for i in before if self._stretches[i].is_step)
        return next((i for i in steps if not self._stretches[i].is_passed_over), None)

    def next_to_do(self, position: int) -> int:
        """The first place from `position` on with something to do.

        What is left out and limited steps that were already done are passed over, with the
        changeovers to them.
        """
        while position < len(self._stretches) and self._is_passed_over(position):
            position += 1 if self._stretches[position].is_step else 2
        return position

    def leave_out(self, part: SorePart, position: int) -> None:
        """Leave out what is too sore from `position` on; of both feet the other one is kept.

        Only this: what was left out before and is wanted after all stays in. What lies before
        keeps what became of it, and is not come back to.
        """
        gone = Choice().without(part)
        for at, stretch in enumerate(self._stretches):
            side = _side_left(stretch, gone)
            if at >= position:
                stretch.is_left_out |= side is None
                stretch.go_on_with(side)
            else:
                stretch.is_bygone |= side is None

    def keep_to(self, choice: Choice, position: int) -> None:
        """Do the step at `position`, or that it leads to, on the foot that is left of both."""
        for stretch in self._stretches[position : position + 2]:
            stretch.go_on_with(_side_left(stretch, choice))

    def take_in(self, position: int) -> None:
        """Do what stands at `position` though it was left out."""
        self._stretches[position].is_left_out = False
        self._stretches[position].is_bygone = False

    def _is_passed_over(self, position: int) -> bool:
        """Whether a step is passed over, or a changeover (or get-ready) leads to one that is."""
        at = position if self._stretches[position].is_step else position + 1
        return at < len(self._stretches) and self._stretches[at].is_passed_over

    def is_queued_after(self, position: int, occurrence: Occurrence | None) -> bool:
        """Whether the same step was already added after `position`."""
        later = self._stretches[position + 1 :]
        return any(stretch.is_added and stretch.occurrence == occurrence for stretch in later)

    def insert_before_closing(self, occurrences: Sequence[Occurrence]) -> None:
        """Add steps before the closing, and mend the changeovers around them."""
        at = self.closing_at
        before = self._step_occurrence_before(at)
        added: list[Stretch] = []
        for occurrence in occurrences:
            added += [self._lead_in(before, occurrence), _added(occurrence)]
            before = occurrence
        self._stretches[at:at] = added
        after = at + len(added)
        closing = [s.occurrence for s in self._stretches[after:] if s.occurrence is not None]
        if closing:
            self._stretches[after] = self._lead_in(before, closing[0])
        self._closing_at = self._find_closing()

    def steps_done(self) -> tuple[StepDone, ...]:
        """Every step, as it was done so far."""
        done = (step for stretch in self._stretches for step in _as_done(stretch))
        return tuple(replace(step, position=i) for i, step in enumerate(done))

    def _lead_in(self, before: Occurrence | None, after: Occurrence) -> Stretch:
        pauses = self._pauses
        between_s = pauses.switch_s if before is None else changeover_s(before, after, pauses)
        title = f"Next: {after.step.title}"
        return stretch_of(Segment(-1, SegmentKind.CHANGEOVER, title, 0, between_s))

    def _step_occurrence_before(self, at: int) -> Occurrence | None:
        steps = [s.occurrence for s in self._stretches[:at] if s.occurrence is not None]
        return steps[-1] if steps else None


def stretch_of(segment: Segment) -> Stretch:
    """A segment of which nothing was done yet."""
    occurrence = segment.occurrence
    pressure = Pressure.NONE if occurrence is None else occurrence.step.pressure
    return Stretch(segment, float(segment.duration_s), pressure=pressure)


def step_numbers(stretches: Iterable[Stretch]) -> Mapping[int, int]:
    """The number of each step, from 1, by its place; one that was left out has none."""
    counted = (
        position
        for position, stretch in enumerate(stretches)
        if stretch.is_step and stretch.outcome is not StepOutcome.LEFT_OUT
    )
    return {position: number for number, position in enumerate(counted, start=1)}


def _added(occurrence: Occurrence) -> Stretch:
    step = occurrence.step
    segment = Segment(-1, SegmentKind.STEP, step.title, 0, step.duration_s, occurrence)
    stretch = stretch_of(segment)
    stretch.is_added = True
    return stretch


def _side_left(stretch: Stretch, choice: Choice) -> Side | None:
    """The side of a stretch without what is left out; None where nothing of it remains."""
    occurrence = stretch.occurrence
    if occurrence is None:
        return Side.NONE
    feet = occurrence.side.feet
    kept = [foot for foot in feet if not choice.is_left_out(foot, occurrence.step)]
    if feet and not kept:
        return None
    return occurrence.side if len(kept) == len(feet) else Side(kept[0].value)


def _as_done(stretch: Stretch) -> Iterator[StepDone]:
    """A step as it was done so far, and the foot that was left out of it; nothing of others."""
    if stretch.occurrence is None:
        return
    done = _step_done(stretch, stretch.occurrence)
    yield done
    if stretch.foot_out is not None:
        side, outcome = Side(stretch.foot_out.value), StepOutcome.LEFT_OUT
        yield replace(done, side=side, planned_s=0, actual_s=0.0, eased=0, outcome=outcome)


def _step_done(stretch: Stretch, occurrence: Occurrence) -> StepDone:
    step = occurrence.step
    return StepDone(
        position=0,
        step_index=occurrence.step_index,
        title=step.title,
        technique=step.technique,
        area=step.area,
        side=Side.BOTH if stretch.has_both else occurrence.side,
        tool=step.tool,
        pressure=stretch.pressure,
        pass_number=occurrence.pass_number,
        planned_s=stretch.segment.duration_s,
        actual_s=round(stretch.credited_s, 3),
        counts=step.counts,
        eased=stretch.eased,
        outcome=stretch.outcome,
    )
