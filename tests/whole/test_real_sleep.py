"""The real program is stopped and goes on later, as when a computer sleeps.

A stopped process sees what a suspended computer's does: both clocks have run on. Where only one of
them does, the time of day is moved as well.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kill_runs import SCRIPT, write_person
from tests.real_app import PROGRAMS, Line, RealApp, need, screen, starting, until

pytestmark = pytest.mark.real

AWAY_S = 7.0
"""Of the long sleep; the least that counts as one is three seconds."""
SHORT_S = 6.5
SLACK_S = 2.5
"""By how much a look at the clocks may be late where much else runs."""


class Sleeper:
    """The program in a running step, and the clocks around it."""

    def __init__(self, app: RealApp, day_ahead: Path) -> None:
        self.app = app
        self._day_ahead = day_ahead
        self._day_ahead_s = 0.0

    def shown(self) -> Line:
        """What the player shows now."""
        return self.app.told("shown")[-1]

    def runs(self) -> Line:
        """Wait until time is seen to run, and give what is shown then."""
        seen = len(self.app.told("shown"))
        return until(
            lambda: [x for x in self.app.told("shown")[seen:] if x["state"] == "running"],
            "time runs",
        )[0]

    def set_day(self, by_s: float) -> None:
        """Set the time of day."""
        self._day_ahead_s += by_s
        new = self._day_ahead.with_suffix(".new")
        new.write_text(str(self._day_ahead_s))
        new.replace(self._day_ahead)

    def stop_for(self, away_s: float, day_by_s: float = 0.0) -> float:
        """Stop the process for a while; when it stopped, by the monotonic clock."""
        stat = Path(f"/proc/{self.app.process.pid}/stat")
        self.app.signal(signal.SIGSTOP)
        until(lambda: stat.read_text().rsplit(")", 1)[1].split()[0] == "T", "it is stopped")
        stopped_s = time.monotonic()
        self.set_day(day_by_s)
        until(lambda: time.monotonic() - stopped_s > away_s, "its time is over", away_s + 5)
        self.app.signal(signal.SIGCONT)
        return stopped_s

    def interrupted(self, times: int) -> Line:
        """Wait until the session was interrupted so often, and give the last time."""
        until(lambda: len(self.app.happened("Interrupted")) == times, f"interrupted {times} times")
        return self.app.happened("Interrupted")[-1]

    def go_on(self) -> None:
        """Press the key that the sentence names, and wait until time runs again."""
        before = len(self.app.happened("Resumed"))
        self.app.screen.key("space")
        until(lambda: len(self.app.happened("Resumed")) > before, "it goes on")


@pytest.fixture
def sleeper(tmp_path: Path) -> Iterator[Sleeper]:
    need(*PROGRAMS)
    data, day_ahead = tmp_path / "data", tmp_path / "day-ahead"
    write_person(data)
    with screen() as on, starting(on, data) as start:
        app = start(SCRIPT, environ={"FOOTWELL_DAY_AHEAD": str(day_ahead)})
        app.window()
        app.start_session()
        # To a long step, so that no boundary comes between.
        on.key("Right", "plus", "plus")
        app.until_happened("LengthChanged", lambda x: x["duration_s"] > 30)
        yield Sleeper(app, day_ahead)


def test_a_sleep_pauses_says_so_and_credits_nothing(sleeper: Sleeper) -> None:
    app = sleeper.app
    # Set back by hand, the time of day is no sign of a sleep.
    sleeper.set_day(-7200)
    before = sleeper.runs()
    assert sleeper.runs()["elapsed_s"] > before["elapsed_s"]
    assert app.happened("Interrupted") == []

    # Both clocks run on.
    before = sleeper.runs()
    stopped_s = sleeper.stop_for(AWAY_S)
    slept = sleeper.interrupted(1)
    assert stopped_s - SLACK_S < slept["at_s"] <= stopped_s
    assert AWAY_S < slept["away_s"] < slept["t"] - slept["at_s"]
    is_paused(sleeper, before, stopped_s)
    [said] = [x["sentence"] for x in app.told("told") if "away" in x["sentence"]]
    assert said.startswith(f"The computer was away for {round(slept['away_s'])} s. The session is")
    sleeper.go_on()

    # Only the time of day runs on, as on Linux.
    before = sleeper.runs()
    sleeper.set_day(1800)
    assert sleeper.interrupted(2)["away_s"] == pytest.approx(1800, abs=SLACK_S)
    is_paused(sleeper, before, time.monotonic())
    assert "away for 30 min" in app.told("told")[-1]["sentence"]
    sleeper.go_on()

    # Only the clock that never goes back runs on.
    before = sleeper.runs()
    stopped_s = sleeper.stop_for(SHORT_S, day_by_s=-SHORT_S)
    assert sleeper.interrupted(3)["at_s"] <= stopped_s
    is_paused(sleeper, before, stopped_s)
    assert app.stderr == ""


def is_paused(sleeper: Sleeper, before: Line, stopped_s: float) -> None:
    """It stands still where it was when the sleep began, on the screen and after a kill too."""
    until(lambda: sleeper.shown()["state"] == "paused", "it is shown as paused")
    shown = sleeper.shown()
    awake_s = stopped_s - before["asked_at_s"]
    assert shown["position"] == before["position"]
    for name in ("elapsed_s", "hands_on_s"):
        # It stands where the clocks were looked at last, a moment before they were shown.
        assert before[name] - SLACK_S < shown[name] <= before[name] + awake_s
    kept = sleeper.app.told("keeping")[-1]
    assert (kept["state"], kept["hands_on_s"]) == ("paused", shown["hands_on_s"])
