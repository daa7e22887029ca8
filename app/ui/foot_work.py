"""What the foot map tells of a step: from where the foot is seen, and how the stroke goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from app.core.plan import Side
from app.core.script import Area, Pattern, Technique, Tool
from app.ui.foot_drawing import FootView

HOME: Mapping[Area, FootView] = {
    Area.HEEL: FootView.SOLE,
    Area.ARCH: FootView.SOLE,
    Area.BALL_OF_FOOT: FootView.SOLE,
    Area.TOES: FootView.SOLE,
    Area.WHOLE_FOOT: FootView.SOLE,
    Area.GENERAL: FootView.SOLE,
    Area.TOP_OF_FOOT: FootView.TOP,
    Area.ANKLE: FootView.INNER_SIDE,
    Area.ACHILLES: FootView.CALF,
    Area.CALF: FootView.CALF,
}
"""Where an area is best seen."""

_ELSEWHERE: Mapping[tuple[Technique, Area], FootView] = {
    (Technique.STRETCHING, Area.ARCH): FootView.INNER_SIDE,
    (Technique.STRETCHING, Area.TOES): FootView.INNER_SIDE,
    (Technique.MOBILIZING, Area.TOES): FootView.INNER_SIDE,
}
"""Where the movement is seen from another place than the area: toes go up, away from the sole."""


class Stroke(Enum):
    """How the hands move."""

    NONE = 0
    FEEL = 1
    ALONG = 2
    LANES = 3
    TO_AND_FRO = 4
    ACROSS = 5
    CIRCLES = 6
    SQUEEZE = 7
    TAP = 8
    HOLD = 9
    SPREAD = 10
    FAN = 11
    TURN = 12
    TOES_BACK = 13
    TOES_BOTH_WAYS = 14


_USUAL: Mapping[Technique, Stroke] = {
    Technique.ASSESSMENT: Stroke.FEEL,
    Technique.COMMUNICATION: Stroke.NONE,
    Technique.REST: Stroke.NONE,
    Technique.STROKING: Stroke.ALONG,
    Technique.RUBBING: Stroke.TO_AND_FRO,
    Technique.KNEADING: Stroke.CIRCLES,
    Technique.TAPPING: Stroke.TAP,
    Technique.ROLLING: Stroke.TO_AND_FRO,
    Technique.MOBILIZING: Stroke.TURN,
    Technique.STRETCHING: Stroke.SPREAD,
    Technique.MYOFASCIAL_RELEASE: Stroke.HOLD,
    Technique.CROSS_FIBER_FRICTION: Stroke.ACROSS,
    Technique.DEEP_TISSUE: Stroke.LANES,
    Technique.TRIGGER_POINT: Stroke.HOLD,
}
_THERE: Mapping[tuple[Technique, Area], Stroke] = {
    (Technique.KNEADING, Area.HEEL): Stroke.SQUEEZE,
    (Technique.KNEADING, Area.CALF): Stroke.SQUEEZE,
    (Technique.ROLLING, Area.BALL_OF_FOOT): Stroke.ACROSS,
    (Technique.ROLLING, Area.HEEL): Stroke.CIRCLES,
    (Technique.MOBILIZING, Area.BALL_OF_FOOT): Stroke.FAN,
    (Technique.MOBILIZING, Area.TOES): Stroke.TOES_BOTH_WAYS,
    (Technique.STRETCHING, Area.ARCH): Stroke.TOES_BACK,
    (Technique.STRETCHING, Area.TOES): Stroke.TOES_BOTH_WAYS,
    (Technique.MYOFASCIAL_RELEASE, Area.ARCH): Stroke.SPREAD,
}
"""Where the hands do something else on one area than on the others."""

_PERIOD_S: Mapping[Stroke, float] = {
    Stroke.FEEL: 5,
    Stroke.ALONG: 5,
    Stroke.LANES: 18,
    Stroke.TO_AND_FRO: 8,
    Stroke.ACROSS: 2,
    Stroke.CIRCLES: 3,
    Stroke.SQUEEZE: 3,
    Stroke.TAP: 2,
    Stroke.HOLD: 5,
    Stroke.SPREAD: 8,
    Stroke.FAN: 4,
    Stroke.TURN: 6,
    Stroke.TOES_BACK: 6,
    Stroke.TOES_BOTH_WAYS: 6,
}
LET_GO = 0.85
"""From this share of its movement on, a stretch is let go."""

_HELD = (Stroke.SPREAD, Stroke.TOES_BACK)
_BRISK_S = 2.0
"""Rubbing is brisk; one to and fro, in seconds."""

_TOWARDS_HEEL = (Area.WHOLE_FOOT, Area.TOES, Area.TOP_OF_FOOT)
"""Where long strokes go from the toes to the ankle; elsewhere from the heel or the ankle away."""


@dataclass(frozen=True, slots=True)
class FootWork:
    """What a step does and where.

    Args:
        side: on which foot.
        area: on which part of it.
        technique: what the hands do.
        tool: with what.
        pace_per_min: strokes a minute that the drawn stroke keeps; None for its own slow time.
        pattern: the rhythm that a stretch keeps.
    """

    side: Side
    area: Area
    technique: Technique
    tool: Tool = Tool.HANDS
    pace_per_min: int | None = None
    pattern: Pattern | None = None

    @property
    def view(self) -> FootView:
        """From where the foot is seen."""
        return _ELSEWHERE.get((self.technique, self.area), HOME[self.area])

    @property
    def stroke(self) -> Stroke:
        """How the hands move; nothing where no area is worked."""
        if self.area is Area.GENERAL:
            return Stroke.NONE
        if self.technique is Technique.MYOFASCIAL_RELEASE and self.tool is not Tool.HANDS:
            return Stroke.HOLD
        return _THERE.get((self.technique, self.area), _USUAL[self.technique])

    @property
    def is_backwards(self) -> bool:
        """Whether it goes against the way that is drawn through the area, toes last."""
        if self.technique is Technique.DEEP_TISSUE:
            return self.tool is Tool.KNUCKLES and self.area is not Area.CALF
        return self.technique is Technique.STROKING and self.area in _TOWARDS_HEEL

    @property
    def period_s(self) -> float:
        """How long one movement takes, in seconds, until it begins again."""
        if self.pace_per_min:
            strokes = 2 if self.stroke is Stroke.TO_AND_FRO else 1
            return strokes * 60 / self.pace_per_min
        if self.technique is Technique.RUBBING:
            return _BRISK_S
        return _PERIOD_S.get(self.stroke, 1.0)

    def phase_at(self, elapsed_s: float) -> float:
        """How much of a movement is over so many seconds into the step, from 0 up to 1.

        A stretch with a rhythm is let go when the rhythm says so.
        """
        pattern = self.pattern
        if pattern is None or self.stroke not in _HELD:
            return elapsed_s / self.period_s % 1
        inside_s = elapsed_s % pattern.cycle_s
        if inside_s < pattern.hold_s or not pattern.release_s:
            return LET_GO * inside_s / pattern.hold_s
        return LET_GO + (1 - LET_GO) * (inside_s - pattern.hold_s) / pattern.release_s


def view_label(view: FootView) -> str:
    """From where a foot is seen, in words that stand after its name."""
    translate = QCoreApplication.translate
    return {
        FootView.SOLE: translate("feet", "sole"),
        FootView.TOP: translate("feet", "from above"),
        FootView.INNER_SIDE: translate("feet", "inner side"),
        FootView.CALF: translate("feet", "back of the leg"),
    }[view]
