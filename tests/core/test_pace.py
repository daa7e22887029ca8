"""Where beats lie: at exact samples, whenever their sound begins."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.core.pace import beat_samples


def test_a_beat_from_the_start_begins_at_once_and_ends_before_the_end() -> None:
    assert beat_samples(60, 0, 4, 8000) == [0, 8000, 16000, 24000]


def test_it_goes_on_in_phase_after_a_pause() -> None:
    assert beat_samples(60, 2.25, 5, 8000) == [6000, 14000]
    assert beat_samples(15, 5, 30, 8000) == [24000, 56000, 88000, 120000, 152000, 184000]


def test_no_rounding_adds_up_over_a_quarter_of_an_hour() -> None:
    beats = beat_samples(70, 0, 900, 8000)
    assert len(beats) == 1050
    assert all(abs(at - k * 60 / 70 * 8000) <= 0.5 for k, at in enumerate(beats))


def test_nothing_is_left_at_the_end() -> None:
    assert beat_samples(60, 59.5, 60, 8000) == []
    assert beat_samples(60, 61, 60, 8000) == []


@given(
    st.integers(10, 240),
    st.floats(0, 900, allow_nan=False),
    st.floats(0, 900, allow_nan=False),
)
def test_each_beat_is_where_the_step_has_it(per_min: int, from_s: float, length_s: float) -> None:
    until_s = from_s + length_s
    beats = beat_samples(per_min, from_s, until_s, 8000)
    assert beats == sorted(beats)
    assert all(0 <= at <= length_s * 8000 + 1 for at in beats)
    for at in beats:
        in_step = (from_s + at / 8000) * per_min / 60
        assert abs(in_step - round(in_step)) < 0.001
    assert abs(len(beats) - length_s * per_min / 60) <= 1.001
