"""The screen kept on, with a machine that only remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import shiboken6

from app.devices.wake_lock import WakeLock
from tests.devices.private_bus import PATIENCE_MS, wait_until

pytestmark = pytest.mark.usefixtures("qtbot")


class FakeScreen:
    """Remembers who came and went; may refuse, fail, or take its time."""

    def __init__(self) -> None:
        self.offers = True
        self.error_on_entering: Exception | None = None
        self.error_on_leaving: Exception | None = None
        self.answers = threading.Event()
        self.answers.set()
        self.asked = 0
        self.entered_in: list[int] = []
        self.left_in: list[int] = []

    @contextmanager
    def keep(self) -> Iterator[bool]:
        self.asked += 1
        assert self.answers.wait(PATIENCE_MS / 1000)
        if self.error_on_entering is not None:
            raise self.error_on_entering
        self.entered_in.append(threading.get_ident())
        yield self.offers
        self.left_in.append(threading.get_ident())
        if self.error_on_leaving is not None:
            raise self.error_on_leaving


@pytest.fixture
def screen() -> FakeScreen:
    return FakeScreen()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def lock(screen: FakeScreen, said: list[str]) -> Iterator[WakeLock]:
    lock = WakeLock(said.append, screen.keep)
    yield lock
    screen.answers.set()
    lock.release()
    wait_until(lambda: not our_threads())


def our_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "wake-lock"]


def test_the_screen_is_on_from_hold_to_release(
    lock: WakeLock, screen: FakeScreen, said: list[str]
) -> None:
    assert not lock.is_held
    lock.hold()
    wait_until(lambda: lock.is_held)
    assert screen.left_in == []
    lock.release()
    assert not lock.is_held
    wait_until(lambda: screen.left_in)
    wait_until(lambda: not our_threads())
    assert said == []


def test_it_is_let_go_in_the_thread_that_took_it(lock: WakeLock, screen: FakeScreen) -> None:
    lock.hold()
    wait_until(lambda: lock.is_held)
    lock.release()
    wait_until(lambda: screen.left_in)
    assert screen.left_in == screen.entered_in
    assert screen.entered_in[0] != threading.get_ident()


def test_holding_twice_is_holding_once(lock: WakeLock, screen: FakeScreen) -> None:
    lock.hold()
    lock.hold()
    wait_until(lambda: lock.is_held)
    lock.hold()
    lock.release()
    lock.release()
    wait_until(lambda: screen.left_in)
    wait_until(lambda: not our_threads())
    assert (screen.asked, len(screen.left_in)) == (1, 1)


def test_releasing_what_is_not_held_does_nothing(lock: WakeLock, screen: FakeScreen) -> None:
    lock.release()
    assert (screen.asked, our_threads()) == (0, [])


def test_it_can_be_held_again(lock: WakeLock, screen: FakeScreen) -> None:
    for _ in range(3):
        lock.hold()
        wait_until(lambda: lock.is_held)
        lock.release()
    wait_until(lambda: len(screen.left_in) == 3)


def test_nobody_waits_for_a_machine_that_takes_its_time(lock: WakeLock, screen: FakeScreen) -> None:
    screen.answers.clear()
    lock.hold()
    wait_until(lambda: screen.asked)
    assert not lock.is_held
    lock.release()
    assert screen.entered_in == []


def test_what_comes_after_the_release_is_let_go_at_once(
    lock: WakeLock, screen: FakeScreen, said: list[str]
) -> None:
    screen.answers.clear()
    lock.hold()
    wait_until(lambda: screen.asked)
    lock.release()
    screen.answers.set()
    wait_until(lambda: screen.left_in)
    assert not lock.is_held
    assert said == []


def test_a_new_hold_does_not_depend_on_an_old_one_that_hangs(
    lock: WakeLock, screen: FakeScreen
) -> None:
    screen.answers.clear()
    lock.hold()
    lock.release()
    lock.hold()
    wait_until(lambda: screen.asked == 2)
    screen.answers.set()
    wait_until(lambda: len(screen.left_in) == 1 and lock.is_held)


@pytest.mark.parametrize(
    "error", [None, ImportError("No module named 'wakepy'"), OSError("no bus"), KeyError("bus")]
)
def test_a_machine_without_it_is_told_of_once(
    error: Exception | None, lock: WakeLock, screen: FakeScreen, said: list[str]
) -> None:
    screen.offers = False
    screen.error_on_entering = error
    lock.hold()
    wait_until(lambda: said)
    assert not lock.is_held
    lock.release()
    lock.hold()
    wait_until(lambda: screen.asked == 2)
    wait_until(lambda: not our_threads())
    run_what_waits()
    assert len(said) == 1
    assert "screen" in said[0]


def test_what_is_offered_later_is_taken(lock: WakeLock, screen: FakeScreen) -> None:
    screen.offers = False
    lock.hold()
    wait_until(lambda: not our_threads())
    screen.offers = True
    lock.release()
    lock.hold()
    wait_until(lambda: lock.is_held)


def test_who_has_let_go_is_told_nothing(
    lock: WakeLock, screen: FakeScreen, said: list[str]
) -> None:
    screen.answers.clear()
    screen.offers = False
    lock.hold()
    wait_until(lambda: screen.asked)
    lock.release()
    screen.answers.set()
    wait_until(lambda: not our_threads())
    run_what_waits()
    assert said == []


def test_an_error_on_leaving_is_nobodys_business(
    lock: WakeLock, screen: FakeScreen, said: list[str]
) -> None:
    screen.error_on_leaving = RuntimeError("exit_mode was unsuccessful!")
    lock.hold()
    wait_until(lambda: lock.is_held)
    lock.release()
    wait_until(lambda: not our_threads())
    run_what_waits()
    assert said == []


def test_a_window_that_is_gone_is_told_nothing(screen: FakeScreen) -> None:
    said: list[str] = []
    screen.answers.clear()
    screen.offers = False
    lock = WakeLock(said.append, screen.keep)
    lock.hold()
    wait_until(lambda: screen.asked)
    shiboken6.delete(lock)
    screen.answers.set()
    wait_until(lambda: not our_threads())
    assert said == []


def run_what_waits() -> None:
    """One turn of the loop, for what a thread may have left there."""
    turns = iter((False, True))
    wait_until(lambda: next(turns))
