"""The window on a span: never beyond it, never nearer than seven days."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import day_window
from app.core.day_window import LEAST_DAYS, DayWindow

whole = st.tuples(st.floats(0, 800_000), st.floats(0, 20_000)).map(
    lambda ends: DayWindow.whole(ends[0], ends[0] + ends[1])
)
moves = st.lists(
    st.tuples(st.sampled_from(("zoomed", "moved", "showing")), st.floats(0.01, 50)), max_size=12
)


def test_the_examples_in_the_docs_are_right() -> None:
    assert doctest.testmod(day_window).failed == 0


@given(whole, moves)
def test_whatever_is_done_it_stays_within_the_span_and_seven_days_wide(
    window: DayWindow, steps: list[tuple[str, float]]
) -> None:
    for name, by in steps:
        if name == "zoomed":
            window = window.zoomed(by)
        elif name == "moved":
            window = window.moved(by - 25)
        else:
            window = window.showing(window.low + by % (window.high - window.low))
        assert window.low - 1e-6 <= window.first
        assert window.last <= window.high + 1e-6
        assert window.days >= LEAST_DAYS - 1e-6


def test_zooming_keeps_the_day_under_the_mouse_where_it_is() -> None:
    window = DayWindow.whole(0, 100).zoomed(2, around=25)
    assert (window.first, window.last) == (12.5, 62.5)
    assert not window.is_whole
    assert window.zoomed(0.1).is_whole


@pytest.mark.parametrize(("day", "first"), [(41, 39), (59, 41), (50, 40)])
def test_a_day_comes_into_sight_with_some_room_beside_it(day: float, first: float) -> None:
    assert DayWindow(0, 200, 40, 60).showing(day) == DayWindow(0, 200, first, first + 20)
