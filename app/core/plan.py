"""From script to timeline: which step, on which foot, when. Section 4 of the script format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import cycle, groupby

from app.core.durations import clock_text
from app.core.errors import CannotPlanError
from app.core.script import Area, Order, Script, Step, StepSide, Tool

MINUTES_MIN = 15
MINUTES_MAX = 60
FLOOR_S = 60 * MINUTES_MIN
"""Fifteen minutes of hands-on time: what a session has at least, in seconds."""


class Foot(StrEnum):
    """One foot."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Foot:
        """The foot that this is not."""
        return Foot.RIGHT if self is Foot.LEFT else Foot.LEFT


class Feet(StrEnum):
    """Which feet a session is for."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"


class Side(StrEnum):
    """Which foot is worked in one stretch of the timeline."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    NONE = "none"

    @property
    def feet(self) -> tuple[Foot, ...]:
        """The feet it stands for."""
        return _FEET_OF[self]


_FEET_OF: dict[Side, tuple[Foot, ...]] = {
    Side.LEFT: (Foot.LEFT,),
    Side.RIGHT: (Foot.RIGHT,),
    Side.BOTH: (Foot.LEFT, Foot.RIGHT),
    Side.NONE: (),
}
_SIDE_OF = {Foot.LEFT: Side.LEFT, Foot.RIGHT: Side.RIGHT}


class SegmentKind(StrEnum):
    """What a stretch of the timeline is."""

    GET_READY = "get-ready"
    STEP = "step"
    CHANGEOVER = "changeover"


@dataclass(frozen=True, slots=True)
class Pauses:
    """The seconds between things.

    `get_ready_s` before all, `gap_s` between two steps, `switch_s` between two that differ in foot
    or tool.
    """

    get_ready_s: int = 10
    gap_s: int = 5
    switch_s: int = 15


@dataclass(frozen=True, slots=True)
class SorePart:
    """What is too sore on one foot or both and may be left out: an area, or a step.

    Attributes:
        feet: the feet that it is about.
        area: the area.
        step_title: of a step that takes the whole foot: only such steps of this title are meant,
            since a whole foot would be too much for one sore stroke. Empty where the area is.
    """

    feet: tuple[Foot, ...]
    area: Area
    step_title: str = ""

    @classmethod
    def of(cls, feet: tuple[Foot, ...], step: Step) -> SorePart:
        """What a step is to these feet."""
        return cls(feet, step.area, step.title if step.area is Area.WHOLE_FOOT else "")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chooses before a session.

    Attributes:
        feet: which feet.
        first: with both feet, the one that goes first.
        minutes: the least hands-on time, whole minutes from 15 to 60.
        left_out: areas of a foot that a safety check takes away. `whole-foot` steps of that foot
            go with them; ankle and Achilles tendon go together.
        steps_out: titles of `whole-foot` steps that are not done on a foot.
        tools_out: tools with the areas where a safety check does not let them be used, on no foot;
            a wall or a step, which are stood at, is a tool too.
        rises_slowly: the last step of the closing, getting up slowly, cannot be passed over.
    """

    feet: Feet = Feet.BOTH
    first: Foot = Foot.LEFT
    minutes: int = MINUTES_MIN
    left_out: frozenset[tuple[Foot, Area]] = frozenset()
    steps_out: frozenset[tuple[Foot, str]] = frozenset()
    tools_out: frozenset[tuple[Tool, Area]] = frozenset()
    rises_slowly: bool = False

    def __post_init__(self) -> None:
        if not MINUTES_MIN <= self.minutes <= MINUTES_MAX:
            message = f"minutes must be {MINUTES_MIN} to {MINUTES_MAX}, not {self.minutes}"
            raise ValueError(message)

    @property
    def chosen(self) -> tuple[Foot, ...]:
        """The chosen feet in the order they are worked."""
        if self.feet is Feet.BOTH:
            return (self.first, self.first.other)
        return (Foot.LEFT,) if self.feet is Feet.LEFT else (Foot.RIGHT,)

    def is_left_out(self, foot: Foot | None, step: Step) -> bool:
        """Whether this step is not done on this foot, or with None on no foot at all."""
        if self.tools_out and (step.tool, step.area) in self.tools_out:
            return True
        is_whole = step.area is Area.WHOLE_FOOT
        if is_whole and (foot, step.title) in self.steps_out:
            return True
        if not self.left_out:
            return False
        gone = {a for f, a in self.left_out if f is foot}
        if not gone or step.area is Area.GENERAL:
            return False
        if gone & TENDON_AREAS:
            gone |= TENDON_AREAS
        return is_whole or step.area in gone

    def without(self, part: SorePart) -> Choice:
        """The same choice, less what is too sore."""
        if part.step_title:
            titles = {(foot, part.step_title) for foot in part.feet}
            return replace(self, steps_out=self.steps_out | titles)
        places = {(foot, part.area) for foot in part.feet}
        return replace(self, left_out=self.left_out | places)


TENDON_AREAS = frozenset({Area.ANKLE, Area.ACHILLES})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One step on one side: a thing that will be done once."""

    step: Step
    step_index: int
    side: Side
    pass_number: int = 1
    is_closing: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the timeline, `duration_s` whole seconds long.

    A step segment carries its occurrence; a changeover leads to the segment after it.
    """

    index: int
    kind: SegmentKind
    title: str
    start_s: int
    duration_s: int
    occurrence: Occurrence | None = None

    @property
    def counts(self) -> bool:
        """Whether its seconds are hands-on time."""
        return self.occurrence is not None and self.occurrence.step.counts


@dataclass(frozen=True, slots=True)
class Plan:
    """A script laid out in time for one choice; times in whole seconds."""

    script: Script
    choice: Choice
    segments: tuple[Segment, ...]
    passes: int
    pauses: Pauses = field(default_factory=Pauses)

    @property
    def hands_on_s(self) -> int:
        """Seconds of the steps that count."""
        return sum(segment.duration_s for segment in self.segments if segment.counts)

    @property
    def total_s(self) -> int:
        """Seconds from get-ready to the end."""
        last = self.segments[-1]
        return last.start_s + last.duration_s

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """What will be done, in order."""
        return tuple(s.occurrence for s in self.segments if s.occurrence is not None)


def plan_session(script: Script, choice: Choice, pauses: Pauses | None = None) -> Plan:
    """Lay a script out in time.

    Args:
        script: a script without errors.
        choice: feet, first foot, minutes, what is left out.
        pauses: the seconds between steps; the format's defaults if None.

    Raises:
        CannotPlanError: no step may be repeated to reach the minutes, or nothing is left to do.
    """
    pauses = pauses or Pauses()
    main, closing = _split(script.steps)
    missing_s = 60 * choice.minutes - _hands_on_s(main, choice)
    added = fill(main, choice, missing_s)
    if added is None:
        raise CannotPlanError(_too_short(script, choice))
    done = _ordered(main, script.order, choice)
    for number, steps in enumerate(added, start=2):
        done += _ordered(steps, script.order, choice, pass_number=number)
    done += _ordered(closing, script.order, choice, is_closing=True)
    return Plan(script, choice, lay_out(done, pauses), 1 + len(added), pauses)


def as_written_s(script: Script, choice: Choice) -> int:
    """Hands-on seconds of one pass, before anything is added to reach the floor."""
    return _hands_on_s(enumerate(script.steps), choice)


def changeover_s(before: Occurrence, after: Occurrence, pauses: Pauses) -> int:
    """Seconds between two steps: longer where the foot or the tool changes."""
    same = before.side is after.side and before.step.tool is after.step.tool
    return pauses.gap_s if same else pauses.switch_s


def lay_out(occurrences: Sequence[Occurrence], pauses: Pauses) -> tuple[Segment, ...]:
    """Put get-ready before and changeovers between what is to be done."""
    segments: list[Segment] = []

    def add(kind: SegmentKind, title: str, duration_s: int, what: Occurrence | None = None) -> None:
        start_s = segments[-1].start_s + segments[-1].duration_s if segments else 0
        segments.append(Segment(len(segments), kind, title, start_s, duration_s, what))

    add(SegmentKind.GET_READY, "Get ready", pauses.get_ready_s)
    for index, coming in enumerate(occurrences):
        if index:
            between_s = changeover_s(occurrences[index - 1], coming, pauses)
            add(SegmentKind.CHANGEOVER, f"Next: {coming.step.title}", between_s)
        add(SegmentKind.STEP, coming.step.title, coming.step.duration_s, coming)
    return tuple(segments)


Numbered = tuple[int, Step]


def _split(steps: Sequence[Step]) -> tuple[list[Numbered], list[Numbered]]:
    """Rule 1: the main part, and the closing (the trailing steps that do not count)."""
    end = len(steps)
    while end and not steps[end - 1].counts:
        end -= 1
    numbered = list(enumerate(steps))
    return numbered[:end], numbered[end:]


def _sides(step: Step, choice: Choice) -> tuple[Side, ...]:
    """Rule 2: the sides on which a step is done, less what a safety check takes away."""
    if step.side is StepSide.NONE:
        return () if choice.is_left_out(None, step) else (Side.NONE,)
    wanted = choice.chosen
    if step.side in (StepSide.LEFT, StepSide.RIGHT):
        only = Foot.LEFT if step.side is StepSide.LEFT else Foot.RIGHT
        wanted = (only,) if only in wanted else ()
    kept = [_SIDE_OF[foot] for foot in wanted if not choice.is_left_out(foot, step)]
    if step.side is StepSide.BOTH and len(kept) > 1:
        return (Side.BOTH,)
    return tuple(kept)


def _ordered(
    steps: Iterable[Numbered],
    order: Order,
    choice: Choice,
    *,
    pass_number: int = 1,
    is_closing: bool = False,
) -> list[Occurrence]:
    """Rule 3: a run of `each` steps is done whole on the first foot, then on the other."""
    ordered: list[Occurrence] = []
    for is_each, grouped in groupby(steps, key=lambda numbered: numbered[1].side is StepSide.EACH):
        run = [
            Occurrence(step, index, side, pass_number, is_closing)
            for index, step in grouped
            for side in _sides(step, choice)
        ]
        if is_each and order is Order.BY_FOOT:
            first = _SIDE_OF[choice.chosen[0]]
            run.sort(key=lambda occurrence: occurrence.side is not first)
        ordered += run
    return ordered


def _hands_on_s(steps: Iterable[Numbered], choice: Choice) -> int:
    return sum(step.duration_s * len(_sides(step, choice)) for _, step in steps if step.counts)


def fill(steps: Sequence[Numbered], choice: Choice, missing_s: int) -> list[list[Numbered]] | None:
    """Rule 4: repeat the steps that may be, cyclically, until `missing_s` seconds are covered.

    Returns:
        The steps of each added pass; None where seconds are missing and no step may be repeated.
    """
    fillers = [(i, step) for i, step in steps if step.second_pass and _sides(step, choice)]
    if missing_s > 0 and not fillers:
        return None
    added: list[list[Numbered]] = []
    for numbered in cycle(fillers):
        if missing_s <= 0:
            break
        if not added or len(added[-1]) == len(fillers):
            added.append([])
        added[-1].append(numbered)
        missing_s -= _hands_on_s([numbered], choice)
    return added


def fill_occurrences(
    script: Script, choice: Choice, missing_s: int, first_pass: int = 2
) -> list[Occurrence]:
    """What may be repeated at the end to cover `missing_s` seconds; empty where nothing may.

    The passes are numbered from `first_pass` on.
    """
    main, _ = _split(script.steps)
    found: list[Occurrence] = []
    for number, steps in enumerate(fill(main, choice, missing_s) or (), start=first_pass):
        found += _ordered(steps, script.order, choice, pass_number=number)
    return found


def _too_short(script: Script, choice: Choice) -> str:
    hands_on_s = as_written_s(script, choice)
    feet = "both feet" if choice.feet is Feet.BOTH else f"the {choice.feet} foot"
    rest = " without what the check leaves out" if choice.left_out or choice.tools_out else ""
    return (
        f"“{script.title}” gives {clock_text(hands_on_s)} of hands-on massage for {feet}{rest}, "
        f"and no step of it may be repeated to reach {choice.minutes} minutes. "
        "Choose other feet, a shorter time or another script."
    )
