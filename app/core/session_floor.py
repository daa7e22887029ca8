"""The fifteen minutes of hands-on time: what is missing to them, and the steps that fill it."""

from __future__ import annotations

from math import ceil

from app.core.durations import whole_s
from app.core.plan import FLOOR_S, Choice, Occurrence, fill_occurrences
from app.core.script import Script
from app.core.timeline import DONE_WITHIN_S, Timeline


def whole_hands_on_s(hands_on_s: float) -> int:
    """Hands-on time as it is shown and logged: the whole seconds that are over.

    Fifteen minutes once none are missing, so that what is not asked for is not denied either.
    """
    done_s = whole_s(hands_on_s)
    return done_s if hands_on_s < FLOOR_S - DONE_WITHIN_S else max(done_s, FLOOR_S)


def missing_to_floor_s(hands_on_s: float) -> int:
    """Whole seconds that are missing to fifteen minutes."""
    missing_s = FLOOR_S - hands_on_s
    return ceil(missing_s) if missing_s > DONE_WITHIN_S else 0


def fillers(script: Script, choice: Choice, timeline: Timeline, missing_s: int) -> list[Occurrence]:
    """Gentle steps of a script for what is missing, one pass after all that is there."""
    last_pass = max((step.pass_number for step in timeline.steps_done()), default=1)
    return fill_occurrences(script, choice, missing_s, last_pass + 1)
