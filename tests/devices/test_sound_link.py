"""The window's end of the sound process, with small programs in its place."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.devices import sound_link
from app.devices.sound_link import MOST_RESTARTS, STEADY_AFTER_S, UNREAD_BYTES, Report, SoundLink
from tests.devices.sound_waiting import wait_until

# Says that it is ready, then gives back each line; ends at once when asked to.
ECHO = """
import sys
print('{"told": "ready"}', flush=True)
for line in sys.stdin:
    if "crash" in line: sys.exit(3)
    print('{"told": "obeyed"}', flush=True)
"""
MUTE = "import time; time.sleep(60)"
CHATTY = """
print('not json')
print('[1]')
print('{"told": "ready"}', flush=True)
import sys; sys.stdin.read()
"""
BRIEF = "pass"


class Ends:
    """A link with what it told."""

    def __init__(self, program: str) -> None:
        self.reports: list[Report] = []
        self.starts = 0
        self.lost: list[str] = []
        self.now_s = 0.0
        command = [sys.executable, "-c", program] if program else ["/nowhere/python"]
        self.link = SoundLink(
            Path("/nowhere"),
            on_report=self.reports.append,
            on_started=self._on_started,
            on_lost=self.lost.append,
            clock=lambda: self.now_s,
            program=command,
        )

    def _on_started(self) -> None:
        self.starts += 1

    @property
    def told(self) -> list[object]:
        return [report["told"] for report in self.reports]


@pytest.fixture
def made(qapp: QApplication) -> Iterator[list[Ends]]:  # noqa: ARG001 - Qt has to be there
    ends: list[Ends] = []
    yield ends
    for one in ends:
        one.link.close()


def run(made: list[Ends], program: str) -> Ends:
    made.append(Ends(program))
    made[-1].link.start()
    return made[-1]


def test_it_tells_that_it_started_then_what_it_hears(made: list[Ends]) -> None:
    ends = run(made, ECHO)
    assert ends.starts == 1
    ends.link.send({"do": "x"})
    wait_until(lambda: ends.told == ["ready", "obeyed"], "no answer")
    assert not ends.link._patience.isActive()
    ends.link.send({"do": "x"})
    assert ends.link._patience.isActive()
    wait_until(lambda: len(ends.told) == 3, "no answer")


def test_what_is_no_report_is_passed_over(made: list[Ends]) -> None:
    ends = run(made, CHATTY)
    wait_until(lambda: ends.told == ["ready"], "no answer")


def test_one_that_dies_is_started_again_and_can_be_spoken_with(made: list[Ends]) -> None:
    ends = run(made, ECHO)
    wait_until(lambda: ends.told == ["ready"], "not ready")
    ends.link.send({"do": "crash"})
    wait_until(lambda: ends.told == ["ready", "ready"], "not started again")
    assert (ends.starts, ends.lost) == (2, [])
    ends.link.send({"do": "x"})
    wait_until(lambda: ends.told[-1] == "obeyed", "no answer")


def test_one_that_dies_again_and_again_is_given_up_once(made: list[Ends]) -> None:
    ends = run(made, BRIEF)
    wait_until(lambda: bool(ends.lost), "not given up")
    assert ends.starts == 1 + MOST_RESTARTS
    assert len(ends.lost) == 1
    ends.link.send({"do": "x"})
    assert ends.link.pid is None


def test_one_that_lived_long_before_may_be_started_again_as_often(made: list[Ends]) -> None:
    ends = run(made, ECHO)
    for count in range(1, MOST_RESTARTS + 3):
        wait_until(lambda: len(ends.told) == count, "not ready")  # noqa: B023 - called at once
        ends.now_s += STEADY_AFTER_S + 1
        ends.link.send({"do": "crash"})
    assert ends.lost == []


def test_one_that_can_not_be_started_is_given_up(made: list[Ends]) -> None:
    ends = run(made, "")
    wait_until(lambda: bool(ends.lost), "not given up")
    assert ends.link.pid is None


def test_one_that_does_not_answer_is_killed_and_started_again(
    made: list[Ends], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound_link, "READY_WITHIN_S", 0.3)
    ends = run(made, MUTE)
    first = ends.link.pid
    wait_until(lambda: ends.starts == 2, "not started again")
    assert ends.link.pid not in (None, first)
    wait_until(lambda: bool(ends.lost), "not given up")


def test_one_that_does_not_read_makes_nobody_wait_and_nothing_pile_up(made: list[Ends]) -> None:
    ends = run(made, MUTE)
    process = ends.link._process
    assert process is not None
    wait_until(lambda: process.state() is process.ProcessState.Running, "does not run")
    worst_s = 0.0
    for _ in range(3000):
        before_s = time.perf_counter()
        ends.link.send({"do": "x" * 200})
        worst_s = max(worst_s, time.perf_counter() - before_s)
    assert process.bytesToWrite() < UNREAD_BYTES + 300
    assert worst_s < 0.5, "it waits"
    assert ends.lost == []


def test_closing_ends_it_and_what_comes_after_is_nothing(made: list[Ends]) -> None:
    ends = run(made, ECHO)
    wait_until(lambda: ends.told == ["ready"], "not ready")
    process = ends.link._process
    assert process is not None
    ends.link.close()
    assert process.state() is process.ProcessState.NotRunning
    ends.link.close()
    ends.link.send({"do": "x"})
    assert (ends.starts, ends.lost, ends.told) == (1, [], ["ready"])


def test_closing_kills_one_that_does_not_end(made: list[Ends]) -> None:
    ends = run(made, MUTE)
    process = ends.link._process
    assert process is not None
    wait_until(lambda: process.state() is process.ProcessState.Running, "does not run")
    ends.link.close()
    assert process.state() is process.ProcessState.NotRunning


def test_a_report_may_close_the_link(made: list[Ends]) -> None:
    ends = run(made, 'print(\'{"told": "no-player"}\')')
    ends.link._on_report = lambda _report: ends.link.close()
    wait_until(lambda: ends.link.pid is None, "still there")
    assert (ends.starts, ends.lost) == (1, [])
