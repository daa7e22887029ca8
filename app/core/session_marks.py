"""What is due inside one stretch of a session, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from app.core import session_events as happened
from app.core.plan import Segment
from app.core.script import Pattern, Step
from app.core.session_events import Event

HALF_FROM_S = 40
"""Half-way is told in steps at least this long, in seconds."""

TEN_LEFT_FROM_S = 25
LAST_THREE_FROM_S = 10


@dataclass(frozen=True, slots=True)
class Mark:
    """An event that is due `offset_s` seconds into the stretch; `event` makes it for an instant."""

    offset_s: float
    event: Callable[[float], Event]


def marks_of(segment: Segment, duration_s: float) -> list[Mark]:
    """Everything due inside a stretch that is `duration_s` seconds long, in order."""
    marks: list[Mark] = []
    step = None if segment.occurrence is None else segment.occurrence.step
    if step is not None:
        marks += _step_marks(step, duration_s)
    if duration_s >= LAST_THREE_FROM_S:
        marks.append(Mark(duration_s - 3, happened.LastThreeSeconds))
    return sorted(marks, key=lambda mark: mark.offset_s)


def marks_from(segment: Segment, duration_s: float, base_s: float) -> list[Mark]:
    """What of it is still due `base_s` seconds into the stretch."""
    marks = marks_of(segment, duration_s)
    return [mark for mark in marks if mark.offset_s > base_s or mark.offset_s == base_s == 0]


def _step_marks(step: Step, duration_s: float) -> Iterator[Mark]:
    if step.pattern is not None:
        yield from _pattern_marks(step.pattern, duration_s)
    for prompt in step.prompts:
        if prompt.at_s < duration_s:
            yield Mark(prompt.at_s, partial(happened.PromptDue, say=prompt.say))
    if duration_s >= HALF_FROM_S:
        yield Mark(duration_s / 2, happened.Halfway)
    if duration_s >= TEN_LEFT_FROM_S:
        yield Mark(duration_s - 10, happened.TenSecondsLeft)


def _pattern_marks(pattern: Pattern, duration_s: float) -> Iterator[Mark]:
    """Holds and releases; a step made longer goes on in its rhythm."""
    start_s, rep = 0, 1
    while start_s < duration_s:
        yield Mark(start_s, partial(happened.HoldStarted, rep=rep))
        release_s = start_s + pattern.hold_s
        if pattern.release_s and release_s < duration_s:
            yield Mark(release_s, partial(happened.ReleaseStarted, rep=rep))
        start_s += pattern.cycle_s
        rep += 1
