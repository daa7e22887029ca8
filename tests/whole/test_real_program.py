"""The real program in a real window: a second start, nothing to play or speak with, closing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from app.storage.checkpoint import Checkpoint
from app.storage.data_folder import RUNNING
from tests.kill_runs import SCRIPT, script_lines, write_person
from tests.real_app import PROGRAMS, RealApp, Screen, Starting, need, screen, starting, until

pytestmark = pytest.mark.real

ALREADY_OPEN = "footwell: Footwell is already open; its window was brought to the front.\n"
NO_LOCK = "The screen may go dark during a session"
LATE_MOST_S = 2.0
"""How late a boundary may be seen where much else runs; a player that hangs does so for minutes."""


@pytest.fixture(scope="module")
def on() -> Iterator[Screen]:
    need(*PROGRAMS)
    with screen() as made:
        yield made


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    write_person(folder)
    return folder


@pytest.fixture
def start(on: Screen, data: Path) -> Iterator[Starting]:
    with starting(on, data) as start:
        yield start


def close(app: RealApp, window: str) -> None:
    """Close the window of a running session by the window manager, and say so."""
    app.screen.key("alt+F4")
    until(lambda: app.screen.active not in ("", window), "a question")
    app.screen.key("Tab", "Return")
    assert app.wait() == 0
    assert "Traceback" not in app.stderr
    until(lambda: not app.left_behind, f"nothing is left running: {app.left_behind}")


# --- a second start ---


def test_a_second_start_brings_the_first_to_the_front(
    on: Screen, start: Starting, tmp_path: Path
) -> None:
    first = start()
    window = first.window()
    on.xdotool("windowminimize", "--sync", window)
    until(lambda: on.active != window, "it is minimised")
    is_second(start(is_traced=False))
    until(lambda: on.active == window, "it is at the front again")

    own = tmp_path / "for-today.yaml"
    own.write_text("\n".join(script_lines()))
    is_second(start(str(own), is_traced=False))
    first.until_told("opened", lambda x: x["script"] == "for-today")
    assert first.is_running

    first.kill()
    again = start(is_traced=False)
    again.window()
    assert first.stderr == again.stderr == ""


def is_second(app: RealApp) -> None:
    """It leaves it to the first one, and says so."""
    assert app.wait() == 0
    assert app.stderr == ALREADY_OPEN


def test_during_a_session_a_second_start_changes_nothing_of_it(on: Screen, start: Starting) -> None:
    first = start(SCRIPT)
    window = first.window()
    first.start_session()
    on.xdotool("windowminimize", "--sync", window)
    is_second(start("maintenance", is_traced=False))
    until(lambda: on.active == window, "it is at the front again")
    first.until_told("told", lambda x: "when this session is over" in x["sentence"])
    assert first.happened("Paused") == []
    assert first.told("shown")[-1]["state"] == "running"


# --- nothing to play or speak with ---


def test_without_sound_voice_bus_and_players_a_session_runs_on_time(
    on: Screen, start: Starting
) -> None:
    names = ("DBUS_SESSION_BUS_ADDRESS", "PULSE_SERVER")
    app = start(SCRIPT, environ={"PATH": "/nowhere", **dict.fromkeys(names)})
    window = app.window()
    app.start_session()
    runs_on_time(app, on, boundaries=1)
    said = [line["sentence"] for line in app.told("told")]
    assert sorted(one.split(":")[0] for one in said) == ["No sound", "No voice", NO_LOCK], said
    close(app, window)


def test_with_players_that_hang_a_session_runs_on_time(
    on: Screen, start: Starting, tmp_path: Path
) -> None:
    played, player = tmp_path / "played", tmp_path / "gst-play-1.0"
    player.write_text(
        f"#!/bin/sh\n[ \"$1\" = --version ] && exit 0\necho $$ >> '{played}'\n"
        "trap '' TERM\nexec /bin/sleep 600\n"
    )
    player.chmod(0o755)
    app = start(SCRIPT, environ={"PATH": str(tmp_path)})
    window = app.window()
    app.start_session()
    runs_on_time(app, on, boundaries=2)
    until(played.exists, "a player hangs")
    close(app, window)


def runs_on_time(app: RealApp, on: Screen, boundaries: int) -> None:
    """Skip get-ready; then the step and the changeover after it last five seconds each."""
    on.key("Right")
    app.until_happened("SegmentStarted", lambda x: x["position"] == 1 + boundaries)
    starts = {line["position"]: line for line in app.happened("SegmentStarted")}
    assert sorted(starts) == list(range(2 + boundaries))
    for before, after in pairwise(range(1, 2 + boundaries)):
        assert starts[after]["at_s"] - starts[before]["at_s"] == pytest.approx(5.0, abs=1e-6)
        assert starts[after]["t"] - starts[after]["at_s"] < LATE_MOST_S


# --- closing ---


def test_closing_the_window_asks_once_and_the_next_start_offers_it(
    on: Screen, start: Starting, data: Path
) -> None:
    app = start(SCRIPT)
    window = app.window()
    app.start_session()
    on.key("Right")
    app.until_told("shown", lambda x: x["position"] == 1 and x["elapsed_s"] > 0.5)
    on.key("alt+F4")
    until(lambda: on.active not in ("", window), "a question")
    until(lambda: app.told("shown")[-1]["state"] == "paused", "it is paused meanwhile")
    on.key("Escape")
    app.until_happened("Resumed")
    close(app, window)

    kept = Checkpoint(data / RUNNING).load(datetime.now(UTC))
    assert kept is not None
    assert kept.standing["is_put_away"] is True
    shown = app.told("shown")[-1]
    again = start()
    again.window()
    offer = again.until_told("offered")
    assert offer["is_visible"]
    assert "Resume at “Step 0 kneading”" in offer["said"]
    for name in ("position", "title", "hands_on_s", "elapsed_s"):
        assert offer[name] == shown[name]
    on.key("Tab", "alt+F4")
    assert again.wait() == 0
    assert again.stderr == ""
