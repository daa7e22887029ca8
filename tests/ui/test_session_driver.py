"""The driver: timers around a session, events as signals."""

from __future__ import annotations

from datetime import UTC, datetime
from time import monotonic

import pytest
from pytestqt.qtbot import QtBot

from app.core.clock_watch import ClockWatch
from app.core.plan import Choice, Pauses, plan_session
from app.core.session import Session
from app.core.session_events import Ended, Event, SegmentStarted
from app.core.session_table import State
from app.core.soreness import EndReason
from app.ui.session_driver import SessionDriver
from tests.core.building import script, step
from tests.core.fake_clock import START_S, FakeClock, names
from tests.ui.player_fixtures import sample_plan


class Driven:
    """A driver with a fake clock and what it told."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.driver = SessionDriver(Session(sample_plan(), self.clock), self.clock)
        self.events: list[Event] = []
        self.batches: list[tuple[Event, ...]] = []
        self.shown = self.ended = 0
        self.driver.happened.connect(self.events.append)
        self.driver.reported.connect(self.batches.append)
        self.passed = 0
        self.driver.shown.connect(self._on_shown)
        self.driver.passed.connect(self._on_passed)
        self.driver.ended.connect(self._on_ended)

    def _on_shown(self) -> None:
        self.shown += 1

    def _on_passed(self) -> None:
        self.passed += 1

    def _on_ended(self) -> None:
        self.ended += 1


@pytest.fixture
def driven(qapp: object) -> Driven:
    assert qapp
    return Driven()


def test_every_event_of_a_late_tick_comes_in_order_and_in_one_batch(driven: Driven) -> None:
    driven.driver.start()
    driven.clock.advance(60)
    driven.driver.tick()
    told = [
        "LastThreeSeconds",
        "SegmentStarted",
        "Halfway",
        "TenSecondsLeft",
        "LastThreeSeconds",
        "SegmentStarted",
        "SegmentStarted",
    ]
    assert names(tuple(driven.events)) == ["SegmentStarted", *told]
    assert names(driven.batches[-1]) == told


def test_a_tick_without_events_only_lets_time_pass(driven: Driven) -> None:
    driven.driver.start()
    before, batches = (driven.shown, driven.passed), len(driven.batches)
    driven.clock.advance(0.1)
    driven.driver.tick()
    assert (driven.shown, driven.passed) == (before[0], before[1] + 1)
    assert len(driven.batches) == batches


def test_the_precise_timer_aims_at_what_is_due_next(driven: Driven) -> None:
    driven.driver.start()
    due = driven.driver._due
    assert 6900 <= due.remainingTime() <= 7000  # three seconds before the step
    driven.clock.advance(7)
    driven.driver.tick()
    assert 2900 <= due.remainingTime() <= 3000


def test_both_timers_rest_while_the_session_stands_still(driven: Driven) -> None:
    driver = driven.driver
    driver.start()
    assert driver._due.isActive()
    assert driver._display.isActive()
    driver.toggle()
    assert driver.session.state is State.PAUSED
    assert not driver._due.isActive()
    assert not driver._display.isActive()
    driver.toggle()
    assert driver._display.isActive()
    assert 2900 <= driver._due.remainingTime() <= 3000


def test_toggle_does_nothing_where_neither_pause_nor_resume_would(driven: Driven) -> None:
    driven.driver.start()
    driven.driver.stop()
    told = len(driven.events)
    driven.driver.toggle()
    assert driven.driver.session.state is State.ASKING
    assert len(driven.events) == told


def test_the_end_is_told_once_and_stops_the_timers(driven: Driven) -> None:
    driver = driven.driver
    driver.start()
    driver.stop()
    driver.give_reason(EndReason.DONE)
    driver.finish()
    driver.tick()
    assert driven.ended == 1
    assert isinstance(driven.events[-1], Ended)
    assert not driver._due.isActive()
    assert not driver._display.isActive()


def test_how_late_each_boundary_was_is_kept(driven: Driven) -> None:
    driver = driven.driver
    driver.start()
    driven.clock.advance(10.004)
    driver.tick()
    driver.next()  # a command is never late
    driven.clock.now_s = START_S + 100
    driver.tick()
    assert driver.boundary_lateness_s[0] == pytest.approx(0.004)
    started = [e for e in driven.batches[-1] if isinstance(e, SegmentStarted)]
    assert driver.boundary_lateness_s[1:] == [
        pytest.approx(driven.clock.now_s - event.at_s) for event in started
    ]


@pytest.mark.real
def test_a_boundary_is_met_within_milliseconds_of_real_time(qtbot: QtBot) -> None:
    made = plan_session(script(step("Knead", 900)), Choice(), Pauses(get_ready_s=1))
    session = Session(made, monotonic)
    driver = SessionDriver(session, monotonic)
    driver._display.setInterval(60_000)  # the precise timer has to do it alone
    driver.start()
    qtbot.waitUntil(lambda: session.position == 1, timeout=5000)
    driver.rest()
    assert 0 <= driver.boundary_lateness_s[0] < 0.05


# --- a sleep that the system tells of ---


class Sleeper:
    """A driver that looks at both clocks; the time of day can go further than the other."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.day_ahead_s = 0.0
        watch = ClockWatch(self.clock, self._now)
        self.driver = SessionDriver(Session(sample_plan(), self.clock), self.clock, watch)
        self.woke: list[float] = []
        self.driver.woke.connect(self.woke.append)
        self.driver.start()
        self.clock.advance(1)
        self.driver.tick()

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self.clock.now_s + self.day_ahead_s, UTC)

    @property
    def state(self) -> State:
        return self.driver.session.state


@pytest.fixture
def sleeper(qapp: object) -> Sleeper:
    assert qapp
    return Sleeper()


def test_on_waking_it_tells_how_long_the_computer_was_away(sleeper: Sleeper) -> None:
    sleeper.clock.advance(2)
    sleeper.driver.fall_asleep()
    assert sleeper.state is State.PAUSED
    sleeper.day_ahead_s += 1800  # on Linux the other clock stands still
    sleeper.driver.wake_up()
    assert sleeper.woke == [pytest.approx(1800)]
    sleeper.driver.wake_up()
    assert len(sleeper.woke) == 1
    assert sleeper.driver.session.hands_on_s == 0


def test_a_sleep_too_short_for_the_clocks_is_told_without_a_length(sleeper: Sleeper) -> None:
    sleeper.driver.fall_asleep()
    sleeper.clock.advance(1)
    sleeper.driver.wake_up()
    assert sleeper.woke == [0.0]


def test_waking_is_told_only_where_it_slept_on_the_session(sleeper: Sleeper) -> None:
    sleeper.driver.wake_up()
    sleeper.driver.pause()
    sleeper.driver.fall_asleep()
    sleeper.day_ahead_s += 1800
    sleeper.driver.wake_up()
    assert sleeper.woke == []


def test_who_has_gone_on_already_is_told_nothing(sleeper: Sleeper) -> None:
    sleeper.driver.fall_asleep()
    sleeper.day_ahead_s += 1800
    sleeper.driver.resume()
    sleeper.driver.wake_up()
    sleeper.driver.pause()
    sleeper.driver.wake_up()
    assert sleeper.woke == []
