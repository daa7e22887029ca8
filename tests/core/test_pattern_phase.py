"""Where in its rhythm a step stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.pattern_phase import PatternPhase, pattern_phase
from app.core.plan import Segment, SegmentKind
from app.core.script import Pattern
from app.core.session_events import HoldStarted, ReleaseStarted
from app.core.session_marks import marks_of
from tests.core.building import one_foot, step

TEN_AND_TWO = Pattern(hold_s=10, release_s=2, reps=5)


@pytest.mark.parametrize(
    ("elapsed_s", "is_hold", "rep", "left_s"),
    [
        (0, True, 1, 10),
        (3.5, True, 1, 6.5),
        (9.999, True, 1, 0.001),
        (10, False, 1, 2),
        (11.5, False, 1, 0.5),
        (12, True, 2, 10),
        (59, False, 5, 1),
    ],
)
def test_hold_and_release_follow_one_another(
    elapsed_s: float, *, is_hold: bool, rep: int, left_s: float
) -> None:
    phase = pattern_phase(TEN_AND_TWO, elapsed_s, 60)
    assert (phase.is_hold, phase.rep, phase.reps) == (is_hold, rep, 5)
    assert phase.left_s == pytest.approx(left_s)
    assert phase.length_s == (10 if is_hold else 2)


def test_at_the_very_end_nothing_of_the_last_release_is_left() -> None:
    assert pattern_phase(TEN_AND_TWO, 60, 60) == PatternPhase(
        is_hold=False, rep=5, reps=5, length_s=2, left_s=0
    )


def test_a_release_of_nothing_means_one_hold_after_the_other() -> None:
    holds = Pattern(hold_s=20, release_s=0, reps=3)
    assert pattern_phase(holds, 19, 60) == PatternPhase(
        is_hold=True, rep=1, reps=3, length_s=20, left_s=1
    )
    assert pattern_phase(holds, 20, 60).rep == 2
    assert pattern_phase(holds, 60, 60) == PatternPhase(
        is_hold=True, rep=3, reps=3, length_s=20, left_s=0
    )


def test_a_longer_step_goes_on_in_its_rhythm_and_a_shorter_one_is_cut_off() -> None:
    assert pattern_phase(TEN_AND_TWO, 61, 75) == PatternPhase(
        is_hold=True, rep=6, reps=7, length_s=10, left_s=9
    )
    assert pattern_phase(TEN_AND_TWO, 73, 75).length_s == 3
    assert pattern_phase(TEN_AND_TWO, 38, 45) == PatternPhase(
        is_hold=True, rep=4, reps=4, length_s=9, left_s=7
    )


@given(
    st.builds(Pattern, st.integers(1, 30), st.integers(0, 30), st.integers(1, 10)),
    st.floats(0, 400),
    st.integers(5, 400),
)
def test_what_is_shown_is_what_the_session_tells(
    pattern: Pattern, elapsed_s: float, duration_s: int
) -> None:
    occurrence = one_foot(step("Hold", pattern=pattern), step("Knead", 900)).occurrences[0]
    segment = Segment(1, SegmentKind.STEP, "Hold", 0, duration_s, occurrence)
    elapsed_s = min(elapsed_s, duration_s - 0.01)
    told = [
        mark.event(0)
        for mark in marks_of(segment, duration_s)
        if mark.offset_s <= elapsed_s and isinstance(mark.event(0), HoldStarted | ReleaseStarted)
    ]
    last = told[-1]
    assert isinstance(last, HoldStarted | ReleaseStarted)
    phase = pattern_phase(pattern, elapsed_s, duration_s)
    assert phase.is_hold == isinstance(last, HoldStarted)
    assert phase.rep == last.rep
    assert 0 <= phase.left_s <= phase.length_s
