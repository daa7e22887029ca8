"""Real players that hang, and a real sound process that is killed or stands still."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.core.cues import Cue
from app.devices import sound_link
from app.devices.chime import NO_DEVICE, NO_OUTPUT, NO_PLAYER, NO_START, PlaysoundChime
from app.devices.sound_link import MOST_RESTARTS, Report, SoundLink
from app.devices.sound_output import has_output
from tests.devices.sound_waiting import wait_until

pytestmark = pytest.mark.real

SOUNDS = Path(__file__).parents[2] / "resources" / "sounds"
HANGS = "trap '' TERM\nexec sleep 600"
PLAYS = "exec sleep 0.1"
FAILS = "exit 1"


class Room:
    """A chime with a player that is a shell script, and what is known of both."""

    def __init__(self, folder: Path, player: str) -> None:
        self.folder = folder
        self.reports: list[Report] = []
        self.said: list[str] = []
        self.put_player(player)
        self.chime = PlaysoundChime(SOUNDS, folder / "cache", self.said.append, self._link)

    def _link(self, cache: Path, **told: object) -> SoundLink:
        on_report = told.pop("on_report")
        assert callable(on_report)

        def note(report: Report) -> None:
            self.reports.append(report)
            on_report(report)

        self.link = SoundLink(cache, on_report=note, **told)  # type: ignore[arg-type]
        return self.link

    def put_player(self, player: str) -> None:
        """Replace the player, at once and whole."""
        script = f'#!/bin/sh\n[ "$1" = --version ] && exit 0\necho $$ >> "$PLAYED"\n{player}\n'
        new = self.folder / "new"
        new.write_text(script)
        new.chmod(0o755)
        new.replace(self.folder / "gst-play-1.0")

    def count(self, told: str) -> int:
        return [report["told"] for report in self.reports].count(told)

    def play(self, cue: Cue = Cue.HOLD) -> None:
        """Play a cue and wait for its player's start (one that comes too late is dropped)."""
        self.chime.prepare()
        wait_until(lambda: self.count("ready") > 0, "there is no sound process")
        before = self.count("started")
        self.chime.play(cue)
        wait_until(lambda: self.count("started") > before, f"{cue} is not played")

    @property
    def players(self) -> list[int]:
        """Those that run."""
        written = (self.folder / "played").read_text().split()
        return [int(pid) for pid in written if _runs(int(pid))]


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.fixture
def rooms(
    qapp: QApplication,  # noqa: ARG001 - Qt has to be there
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[list[Room]]:
    sh, sleep = shutil.which("sh"), shutil.which("sleep")
    assert sh
    assert sleep
    (tmp_path / "sleep").symlink_to(sleep)
    (tmp_path / "played").touch()
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", "tcp:nowhere")  # an output as far as can be seen from here
    monkeypatch.setenv("PLAYED", str(tmp_path / "played"))
    made: list[Room] = []
    yield made
    for room in made:
        room.chime.close()


def test_a_hung_player_is_killed_and_sound_comes_back(rooms: list[Room], tmp_path: Path) -> None:
    room = Room(tmp_path, HANGS)
    rooms.append(room)
    room.play()
    wait_until(lambda: len(room.players) == 1, "it does not hang")
    room.put_player(PLAYS)
    room.play()
    wait_until(lambda: room.count("ended") == 2, "it is never given up")
    assert {report["how"] for report in room.reports if "how" in report} == {"hung", "done"}
    assert room.players == []
    room.play()
    assert room.said == []


def test_stop_ends_a_player_that_does_not_want_to(rooms: list[Room], tmp_path: Path) -> None:
    room = Room(tmp_path, HANGS)
    rooms.append(room)
    room.play()
    wait_until(lambda: len(room.players) == 1, "it does not hang")
    room.chime.stop()
    wait_until(lambda: room.players == [], "it plays on")


def test_a_killed_sound_process_takes_its_players_along_and_another_plays_on(
    rooms: list[Room], tmp_path: Path
) -> None:
    room = Room(tmp_path, "exec sleep 600")
    rooms.append(room)
    room.play()
    wait_until(lambda: len(room.players) == 1, "it does not play")
    first = room.link.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: room.count("ready") == 2, "no other is started")
    wait_until(lambda: room.players == [], "its player plays on")
    room.play()
    assert room.said == []


def test_a_beat_goes_on_after_the_sound_process_was_killed(
    rooms: list[Room], tmp_path: Path
) -> None:
    room = Room(tmp_path, "exec sleep 600")
    rooms.append(room)
    room.chime.start_pace(60, 0.0, 120.0)
    wait_until(lambda: room.count("started") == 1, "no beat")
    assert room.link.pid is not None
    os.kill(room.link.pid, signal.SIGKILL)
    wait_until(lambda: room.count("started") == 2, "the beat is gone")


def test_one_that_is_killed_again_and_again_is_given_up_and_said_once(
    rooms: list[Room], tmp_path: Path
) -> None:
    room = Room(tmp_path, PLAYS)
    rooms.append(room)
    room.chime.prepare()
    for count in range(1, MOST_RESTARTS + 2):
        wait_until(lambda: room.count("ready") == count, "not ready")  # noqa: B023 - called at once
        assert room.link.pid is not None
        os.kill(room.link.pid, signal.SIGKILL)
    wait_until(lambda: bool(room.said), "it is never given up")
    room.chime.play(Cue.HALF)
    assert room.said == [NO_START]


def test_a_sound_process_that_stands_still_is_replaced(
    rooms: list[Room], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound_link, "ANSWERS_WITHIN_S", 0.3)
    room = Room(tmp_path, PLAYS)
    rooms.append(room)
    room.play()
    first = room.link.pid
    assert first is not None
    os.kill(first, signal.SIGSTOP)
    room.chime.play(Cue.HALF)
    wait_until(lambda: room.count("ready") == 2, "it is not replaced")
    wait_until(lambda: not _runs(first), "the old one is still there")
    room.play()


def test_a_player_that_fails_is_said_once(rooms: list[Room], tmp_path: Path) -> None:
    room = Room(tmp_path, FAILS)
    rooms.append(room)
    room.play()
    room.play()
    wait_until(lambda: room.count("ended") == 2, "it does not end")
    assert room.said == [NO_OUTPUT]


@pytest.mark.skipif(has_output(), reason="this computer has a sound output")
def test_a_player_that_plays_into_nothing_is_said_once_though_it_ends_well(
    rooms: list[Room], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere/pulse")
    room = Room(tmp_path, PLAYS)
    rooms.append(room)
    room.play()
    room.play()
    wait_until(lambda: room.count("ended") == 2, "it does not end")
    assert room.said == [NO_DEVICE]
    room.chime.tell_again()
    room.play()
    assert room.said == [NO_DEVICE, NO_DEVICE]


def test_no_player_at_all_is_said_once(rooms: list[Room], tmp_path: Path) -> None:
    room = Room(tmp_path, PLAYS)
    rooms.append(room)
    (tmp_path / "gst-play-1.0").unlink()
    room.chime.prepare()
    room.chime.play(Cue.GET_READY)
    wait_until(lambda: bool(room.said), "it is not said")
    room.chime.play(Cue.BEGIN)
    assert room.said == [NO_PLAYER]
    assert room.link.pid is None


def test_the_first_cue_is_heard_though_the_process_has_only_begun(
    rooms: list[Room], tmp_path: Path
) -> None:
    room = Room(tmp_path, PLAYS)
    rooms.append(room)
    room.chime.prepare()
    room.chime.play(Cue.GET_READY)
    wait_until(lambda: room.count("started") + room.count("late") == 1, "it is lost")
    assert room.count("late") == 0
