"""What a session script says, once it has been read: plain values, nothing of YAML.

The words and limits are those of the script format, version 1 (docs/session-format.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Technique(StrEnum):
    """What the hands do in a step."""

    ASSESSMENT = "assessment"
    COMMUNICATION = "communication"
    REST = "rest"
    STROKING = "stroking"
    RUBBING = "rubbing"
    KNEADING = "kneading"
    TAPPING = "tapping"
    ROLLING = "rolling"
    MOBILIZING = "mobilizing"
    STRETCHING = "stretching"
    MYOFASCIAL_RELEASE = "myofascial-release"
    CROSS_FIBER_FRICTION = "cross-fiber-friction"
    DEEP_TISSUE = "deep-tissue"
    TRIGGER_POINT = "trigger-point"

    @property
    def is_hands_on(self) -> bool:
        """Whether a step of it counts as hands-on time unless the script says otherwise."""
        return self not in NOT_HANDS_ON

    @property
    def is_limited(self) -> bool:
        """Whether nobody may get more of it than a script gives: never repeated, never longer."""
        return self in LIMITED


NOT_HANDS_ON = frozenset({Technique.ASSESSMENT, Technique.COMMUNICATION, Technique.REST})
LIMITED = frozenset(
    {Technique.CROSS_FIBER_FRICTION, Technique.DEEP_TISSUE, Technique.TRIGGER_POINT}
)


class Area(StrEnum):
    """Where a step works."""

    HEEL = "heel"
    ARCH = "arch"
    BALL_OF_FOOT = "ball-of-foot"
    TOES = "toes"
    TOP_OF_FOOT = "top-of-foot"
    ANKLE = "ankle"
    ACHILLES = "achilles"
    CALF = "calf"
    WHOLE_FOOT = "whole-foot"
    GENERAL = "general"


class StepSide(StrEnum):
    """For which foot a step is written."""

    EACH = "each"
    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"
    NONE = "none"


class Pressure(StrEnum):
    """How hard, in words."""

    NONE = "none"
    LIGHT = "light"
    MODERATE = "moderate"
    FIRM = "firm"

    @property
    def ceiling(self) -> int:
        """The highest comfortable rating for it, 0 to 10.

        Footwell's own figures after the comfort ladder of NHS exercise guidance for plantar
        fasciitis (0-3 minimal, 4-5 acceptable, 6-10 too much), as quoted by NHS inform.
        """
        return {"none": 0, "light": 2, "moderate": 4, "firm": 5}[self.value]

    @property
    def lighter(self) -> Pressure:
        """One level lighter; the lightest touch stays what it is."""
        if self is Pressure.FIRM:
            return Pressure.MODERATE
        return Pressure.LIGHT if self is Pressure.MODERATE else self


class Tool(StrEnum):
    """What the step is done with."""

    HANDS = "hands"
    KNUCKLES = "knuckles"
    TENNIS_BALL = "tennis-ball"
    LACROSSE_BALL = "lacrosse-ball"
    FOAM_ROLLER = "foam-roller"
    ROLLER_STICK = "roller-stick"
    FROZEN_BOTTLE = "frozen-bottle"
    TOWEL = "towel"
    STRAP = "strap"
    WALL = "wall"
    STEP = "step"


class Level(StrEnum):
    """For whom a script is."""

    GENTLE = "gentle"
    STANDARD = "standard"
    EXPERIENCED = "experienced"


class GivenBy(StrEnum):
    """Whose hands."""

    SELF = "self"
    PARTNER = "partner"


class Order(StrEnum):
    """Whether a run of steps is done whole on one foot, or step by step on both."""

    BY_FOOT = "by-foot"
    BY_STEP = "by-step"


class Condition(StrEnum):
    """What a script was written with in mind. Not a diagnosis."""

    PLANTAR_FASCIITIS = "plantar-fasciitis"
    METATARSALGIA = "metatarsalgia"
    HEEL_SPUR = "heel-spur"
    ACHILLES_TENDONITIS = "achilles-tendonitis"
    CALF_TIGHTNESS = "calf-tightness"
    FOOT_PAIN = "foot-pain"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A hold/release rhythm; all times in seconds."""

    hold_s: int
    release_s: int
    reps: int

    @property
    def cycle_s(self) -> int:
        """One hold and its release."""
        return self.hold_s + self.release_s

    @property
    def duration_s(self) -> int:
        """The whole rhythm, the last release included."""
        return self.reps * self.cycle_s


@dataclass(frozen=True, slots=True)
class Prompt:
    """A line that is shown and spoken `at_s` seconds into its step."""

    at_s: int
    say: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, for `duration_s` seconds a foot."""

    title: str
    technique: Technique
    area: Area
    duration_s: int
    instruction: str
    side: StepSide = StepSide.EACH
    pressure: Pressure = Pressure.LIGHT
    tool: Tool = Tool.HANDS
    cue: str = ""
    prompts: tuple[Prompt, ...] = ()
    pace_per_min: int | None = None
    wait: bool = False
    counts: bool = True
    second_pass: bool = True
    pattern: Pattern | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """A whole session script; `steps` are unrolled (a group's rounds are written out)."""

    id: str
    title: str
    steps: tuple[Step, ...]
    summary: str = ""
    level: Level = Level.STANDARD
    given_by: GivenBy = GivenBy.SELF
    order: Order = Order.BY_FOOT
    conditions: tuple[Condition, ...] = ()
    extras: tuple[str, ...] = ()
    prepare: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    aftercare: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    alternative: str = ""
    author: str = ""
    license: str = ""
    language: str = "en"

    @property
    def techniques(self) -> tuple[Technique, ...]:
        """Its techniques, each once, in the order of their first step."""
        return tuple(dict.fromkeys(step.technique for step in self.steps))

    @property
    def tools(self) -> tuple[Tool, ...]:
        """Its tools, each once, in the order of their first step."""
        return tuple(dict.fromkeys(step.tool for step in self.steps))

    @property
    def areas(self) -> tuple[Area, ...]:
        """Its areas, each once, in the order of their first step."""
        return tuple(dict.fromkeys(step.area for step in self.steps))
