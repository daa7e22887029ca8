"""Where in its hold/release rhythm a step stands."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from app.core.script import Pattern


@dataclass(frozen=True, slots=True)
class PatternPhase:
    """One hold or release: repetition `rep` of `reps`, from 1; times in seconds."""

    is_hold: bool
    rep: int
    reps: int
    length_s: float
    left_s: float


def pattern_phase(pattern: Pattern, elapsed_s: float, duration_s: float) -> PatternPhase:
    """Tell the hold or release that a step is in.

    A step that was made longer goes on in its rhythm, a shorter one is cut off in it; a release
    of 0 s means one hold after the other. At the very end it is the last phase with nothing left.

    Args:
        pattern: the rhythm.
        elapsed_s: seconds into the step.
        duration_s: the step's length as it is now, over 0.
    """
    reps = max(1, ceil(duration_s / pattern.cycle_s))
    inside_s = min(max(0.0, elapsed_s), duration_s)
    rep = min(int(inside_s // pattern.cycle_s) + 1, reps)
    start_s = float((rep - 1) * pattern.cycle_s)
    is_hold = inside_s - start_s < pattern.hold_s or pattern.release_s == 0
    if not is_hold:
        start_s += pattern.hold_s
    planned_s = pattern.hold_s if is_hold else pattern.release_s
    end_s = min(start_s + planned_s, duration_s)
    return PatternPhase(is_hold, rep, reps, end_s - start_s, max(0.0, end_s - inside_s))
