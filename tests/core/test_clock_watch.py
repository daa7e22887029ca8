"""A sleep is found whichever clock it shows in; a clock that is set back is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.clock_watch import GAP_S, STALL_S, ClockWatch, Gap

DAY = datetime(2026, 10, 25, 0, 59, 50, tzinfo=UTC)


class Clocks:
    """Two clocks that a test moves."""

    def __init__(self) -> None:
        self.passed_s = 100.0
        self.day = DAY
        self.watch = ClockWatch(lambda: self.passed_s, lambda: self.day)
        assert self.watch.look() is None

    def move(self, passed_s: float, day_s: float) -> Gap | None:
        self.passed_s += passed_s
        self.day += timedelta(seconds=day_s)
        return self.watch.look()


@pytest.mark.parametrize(
    ("form", "passed_s", "day_s"),
    [
        ("suspend as on Linux: monotonic stood still", 0.1, 600),
        ("suspend as elsewhere: both ran on", 600, 600),
        ("stopped and set: only monotonic ran on", 600, 0.1),
    ],
)
def test_a_sleep_is_found_in_each_of_its_three_forms(
    form: str, passed_s: float, day_s: float
) -> None:
    clocks = Clocks()
    assert clocks.move(0.1, 0.1) is None
    assert clocks.move(passed_s, day_s) == Gap(100.1, 600), form
    assert clocks.move(0.1, 0.1) is None


@pytest.mark.parametrize("back_s", [1, 3600, 86_400])
def test_a_clock_set_back_is_no_sleep(back_s: float) -> None:
    assert Clocks().move(0.1, -back_s) is None


class ClocksOnTheWall(Clocks):
    """The time of day as the clocks in Berlin show it: it jumps when summer time begins or ends."""

    def __init__(self, from_utc: datetime) -> None:
        self.passed_s = 100.0
        self.day = from_utc
        berlin = ZoneInfo("Europe/Berlin")
        self.watch = ClockWatch(lambda: self.passed_s, lambda: self.day.astimezone(berlin))
        assert self.watch.look() is None


# Ten seconds before the clocks are put on from 2:00 to 3:00, and back from 3:00 to 2:00.
BEGIN_OF_SUMMER = datetime(2026, 3, 29, 0, 59, 50, tzinfo=UTC)
END_OF_SUMMER = datetime(2026, 10, 25, 0, 59, 50, tzinfo=UTC)


@pytest.mark.parametrize("change", [BEGIN_OF_SUMMER, END_OF_SUMMER])
def test_the_change_of_summer_time_is_no_sleep(change: datetime) -> None:
    clocks = ClocksOnTheWall(change)
    assert [clocks.move(0.1, 0.1) for _ in range(300)] == [None] * 300


@pytest.mark.parametrize("change", [BEGIN_OF_SUMMER, END_OF_SUMMER])
def test_a_sleep_over_the_change_of_summer_time_has_its_real_length(change: datetime) -> None:
    assert ClocksOnTheWall(change).move(0.1, 600) == Gap(100, 600)


def test_after_forgetting_there_is_nothing_to_compare_with() -> None:
    clocks = Clocks()
    clocks.watch.forget()
    assert clocks.move(900, 900) is None
    assert clocks.move(900, 900) == Gap(1000, 900)


@given(st.floats(0, STALL_S - 0.001), st.floats(-100, GAP_S - 0.001))
def test_a_busy_computer_is_no_sleep(late_s: float, behind_s: float) -> None:
    assert Clocks().move(late_s, late_s + behind_s) is None


@given(st.floats(0, STALL_S), st.floats(GAP_S + 0.001, 1e6))
def test_time_that_passed_only_outside_was_a_sleep(late_s: float, away_s: float) -> None:
    assert Clocks().move(late_s, late_s + away_s) is not None
