"""What the sound process does with its lines, with players that only remember."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.devices.sound_files import SoundFiles, length_s
from app.devices.sound_player import (
    GIVEN_UP_AFTER_S,
    HANGS_AFTER_S,
    HEARD_AFTER_S,
    LATE_S,
    MOST_PLAYING,
    OBEYS_WITHIN_S,
    SoundPlayer,
)

SOUNDS = Path(__file__).parents[2] / "resources" / "sounds"
HOLD_S = length_s(SOUNDS / "hold.wav")


class FakeProcess:
    """A player's process; a stubborn one does not end when it is asked, only when it is killed."""

    def __init__(self, *, stubborn: bool, undead: bool) -> None:
        self.stubborn = stubborn
        self.undead = undead
        self.returncode: int | None = None
        self.kills = 0

    def kill(self) -> None:
        self.kills += 1
        if not self.undead:
            self.returncode = -9


class FakeSound:
    """A sound that plays until the test or the player under test ends it."""

    def __init__(self, path: str, *, stubborn: bool, undead: bool) -> None:
        self.path = Path(path)
        self.data = self.path.read_bytes()
        self.subprocess = FakeProcess(stubborn=stubborn, undead=undead)
        self.stops = 0

    def is_alive(self) -> bool:
        return self.subprocess.returncode is None

    def stop(self) -> None:
        self.stops += 1
        if not self.subprocess.stubborn:
            self.subprocess.returncode = -15

    def end(self, code: int = 0) -> None:
        self.subprocess.returncode = code


class Desk:
    """The player under test, its clock, and what was started and told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now_s = 100.0
        self.stubborn = False
        self.undead = False
        self.has_output = True
        self.error: Exception | None = None
        self.sounds: list[FakeSound] = []
        self.told: list[dict[str, object]] = []
        self.player = SoundPlayer(
            self._start,
            SoundFiles(folder),
            lambda r: self.told.append(dict(r)),
            lambda: self.now_s,
            lambda: self.has_output,
        )

    def _start(self, sound: str, *, block: bool) -> FakeSound:
        assert not block
        assert Path(sound).is_absolute()
        if self.error is not None:
            raise self.error
        self.sounds.append(FakeSound(sound, stubborn=self.stubborn, undead=self.undead))
        return self.sounds[-1]

    def do(self, do: str, **more: object) -> dict[str, object]:
        self.player.obey(json.dumps({"do": do, **more}))
        return self.told[-1]

    def play(self, stem: str = "hold", at_s: float | None = None, gain_db: float = 0) -> object:
        path = str(SOUNDS / f"{stem}.wav")
        at_s = self.now_s if at_s is None else at_s
        return self.do("play", name=stem, path=path, gain_db=gain_db, at_s=at_s)["told"]

    def pace(self, **more: object) -> dict[str, object]:
        asked: dict[str, object] = {
            "name": "pace",
            "path": str(SOUNDS / "pace.wav"),
            "gain_db": 0,
            "at_s": self.now_s,
            "per_min": 60,
            "elapsed_s": 0.0,
            "duration_s": 30.0,
        }
        return self.do("pace", **(asked | more))

    def after(self, by_s: float) -> None:
        """Let time go by and look as the process would."""
        self.now_s += by_s
        self.player.look()

    @property
    def how(self) -> list[object]:
        return [report["how"] for report in self.told if report["told"] == "ended"]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_sound_is_started_and_it_says_when(desk: Desk) -> None:
    assert desk.play() == "started"
    started = {"told": "started", "name": "hold", "began_ns": 100_000_000_000, "is_heard": True}
    assert desk.told == [started]
    assert desk.sounds[0].path == SOUNDS / "hold.wav"


def test_a_quieter_one_is_a_copy(desk: Desk) -> None:
    assert desk.play(gain_db=-10.0) == "started"
    assert desk.sounds[0].path.parent == desk.folder


def test_a_cue_that_waited_a_little_is_played_and_one_that_is_late_is_dropped(desk: Desk) -> None:
    assert desk.play(at_s=desk.now_s - LATE_S + 0.01) == "started"
    assert desk.play(at_s=desk.now_s - LATE_S - 0.01) == "late"
    assert len(desk.sounds) == 1


def test_a_missing_or_broken_file_is_told_by_name(desk: Desk, tmp_path: Path) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_text("no sound")
    for path in (tmp_path / "gone.wav", broken):
        told = desk.do("play", name="hold", path=str(path), gain_db=0, at_s=desk.now_s)
        assert told == {"told": "no-file", "name": path.name}
        assert desk.pace(path=str(path)) == {"told": "no-file", "name": path.name}
    assert desk.sounds == []
    assert desk.play() == "started"


def test_a_player_that_can_not_start_is_told_and_the_next_may(desk: Desk) -> None:
    desk.error = BlockingIOError("fork: Resource temporarily unavailable")
    assert desk.play() == "no-start"
    assert "temporarily" in str(desk.told[-1]["why"])
    desk.error = None
    assert desk.play() == "started"


def test_the_end_of_a_sound_is_told_once(desk: Desk) -> None:
    desk.play()
    desk.after(HOLD_S + 0.1)
    assert desk.how == []
    desk.sounds[0].end()
    desk.after(0.2)
    desk.after(0.2)
    assert desk.how == ["done"]
    assert desk.player.wait_s is None


def test_a_player_that_ends_with_an_error_is_told(desk: Desk) -> None:
    desk.play()
    desk.sounds[0].end(1)
    desk.after(0.5)
    assert desk.how == ["failed"]


@pytest.mark.parametrize("code", [0, 1])
def test_without_an_output_it_is_played_all_the_same_and_nothing_was_heard(
    desk: Desk, code: int
) -> None:
    desk.has_output = False
    assert desk.play() == "started"
    desk.sounds[0].end(code)
    desk.after(0.5)
    assert desk.how == ["unheard"]
    desk.play()
    desk.do("stop")
    desk.after(0.5)
    desk.has_output = True
    desk.play()
    heard = [report["is_heard"] for report in desk.told if report["told"] == "started"]
    assert heard == [False, False, True]
    assert desk.how == ["unheard", "stopped"]


def test_a_hung_player_is_asked_to_end_after_its_length_and_two_seconds(desk: Desk) -> None:
    desk.play()
    desk.after(HOLD_S + HANGS_AFTER_S - 0.01)
    assert desk.sounds[0].stops == 0
    desk.after(0.02)
    desk.after(0.1)
    assert (desk.sounds[0].stops, desk.sounds[0].subprocess.kills) == (1, 0)
    assert desk.how == ["hung"]


def test_one_that_does_not_obey_is_killed(desk: Desk) -> None:
    desk.stubborn = True
    desk.play()
    desk.after(HOLD_S + HANGS_AFTER_S)
    desk.after(OBEYS_WITHIN_S - 0.01)
    assert desk.sounds[0].subprocess.kills == 0
    desk.after(0.02)
    desk.after(0.1)
    assert desk.sounds[0].subprocess.kills == 1
    assert desk.how == ["hung"]
    assert desk.play() == "started"


def test_one_that_can_not_even_be_killed_is_given_up(desk: Desk) -> None:
    desk.stubborn = desk.undead = True
    desk.play()
    desk.do("stop")
    for _ in range(10):
        desk.after(GIVEN_UP_AFTER_S / 9)
    assert desk.how == ["stopped"]
    assert desk.player.wait_s is None


def test_hung_players_do_not_pile_up(desk: Desk) -> None:
    desk.stubborn = True
    for _ in range(MOST_PLAYING + 3):
        desk.play()
    alive = [sound.is_alive() for sound in desk.sounds]
    assert alive == [False] * 3 + [True] * MOST_PLAYING


def test_stop_ends_all_and_not_what_comes_after(desk: Desk) -> None:
    desk.play()
    desk.pace()
    assert desk.do("stop") == {"told": "obeyed"}
    assert [sound.stops for sound in desk.sounds] == [1, 1]
    desk.do("stop")
    assert [sound.stops for sound in desk.sounds] == [1, 1]
    assert desk.play() == "started"
    assert desk.sounds[-1].is_alive()
    desk.after(0.1)
    assert desk.how == ["stopped", "stopped"]


def test_a_stop_the_system_refuses_is_no_failure(desk: Desk) -> None:
    desk.play()

    def refuse() -> None:
        raise PermissionError

    desk.sounds[0].stop = refuse  # type: ignore[method-assign]
    assert desk.do("stop") == {"told": "obeyed"}


def test_a_sound_without_a_process_is_stopped_again_instead_of_killed(desk: Desk) -> None:
    desk.stubborn = True
    desk.play()
    sound = desk.sounds[0]
    sound.is_alive = lambda: sound.stops < 2  # type: ignore[method-assign]
    sound.subprocess = None  # type: ignore[assignment]
    sound.stop = lambda: setattr(sound, "stops", sound.stops + 1)  # type: ignore[method-assign]
    desk.do("stop")
    desk.after(OBEYS_WITHIN_S)
    desk.after(0.1)
    assert desk.how == ["stopped"]


def test_a_beat_begins_where_the_step_will_be_when_it_is_heard(desk: Desk) -> None:
    assert desk.pace(elapsed_s=7.0, at_s=desk.now_s - 0.15)["told"] == "started"
    silent = 8.0 - (7.0 + 0.15 + HEARD_AFTER_S)
    samples = desk.sounds[0].data[44:]
    first = next(i for i in range(0, len(samples), 2) if samples[i : i + 2] != b"\0\0") / 2 / 8000
    assert first == pytest.approx(silent, abs=0.002)


def test_a_new_beat_takes_the_place_of_the_old_one_and_no_other_sound(desk: Desk) -> None:
    desk.play()
    desk.pace()
    desk.pace(elapsed_s=5.0)
    assert [sound.stops for sound in desk.sounds] == [0, 1, 0]
    desk.do("stop-pace")
    desk.do("stop-pace")
    assert [sound.stops for sound in desk.sounds] == [0, 1, 1]


def test_the_file_of_a_beat_goes_when_it_is_over(desk: Desk) -> None:
    desk.pace()
    assert desk.sounds[0].path.exists()
    desk.do("stop-pace")
    desk.after(0.1)
    assert not desk.sounds[0].path.exists()
    desk.pace()
    desk.sounds[1].end()
    desk.after(0.1)
    assert not desk.sounds[1].path.exists()
    desk.do("stop-pace")
    assert desk.sounds[1].stops == 0


def test_a_beat_with_nothing_left_or_no_room_is_silent(desk: Desk, tmp_path: Path) -> None:
    assert desk.pace(elapsed_s=29.5) == {"told": "obeyed"}
    (tmp_path / "file").touch()
    full = Desk(tmp_path / "file" / "sounds")
    assert full.pace()["told"] == "no-room"
    assert desk.sounds == full.sounds == []


def test_a_beat_whose_player_can_not_start_is_told(desk: Desk) -> None:
    desk.error = OSError("gone")
    assert desk.pace()["told"] == "no-start"
    assert desk.do("stop-pace") == {"told": "obeyed"}


def test_copies_are_made_while_nothing_else_is_to_be_done(desk: Desk) -> None:
    hold, half = str(SOUNDS / "hold.wav"), str(SOUNDS / "half.wav")
    gone = str(SOUNDS / "gone.wav")
    desk.do("keep", sounds=[[hold, -10.0], [gone, -10.0], [half, -10.0]])
    assert list(desk.folder.iterdir()) == []
    waits = []
    while desk.player.wait_s is not None:
        waits.append(desk.player.wait_s)
        desk.player.look()
    assert waits == [0.0, 0.0, 0.0]
    assert sorted(path.name.split("_")[0] for path in desk.folder.iterdir()) == ["half", "hold"]
    desk.do("keep", sounds=[])
    assert list(desk.folder.iterdir()) == []


def test_it_is_looked_at_again_when_a_sound_ought_to_have_ended(desk: Desk) -> None:
    desk.pace(duration_s=300.0)
    assert desk.player.wait_s == pytest.approx(300, abs=2)
    desk.play()
    assert desk.player.wait_s == pytest.approx(HOLD_S + 0.25, abs=0.01)
    desk.do("stop")
    assert desk.player.wait_s == pytest.approx(0.1)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        "5",
        "null",
        '{"do": "sing"}',
        '{"do": "play"}',
        '{"do": "play", "name": "x", "path": "/x", "gain_db": 0, "at_s": "soon"}',
        '{"do": "keep", "sounds": 5}',
        '{"do": "keep", "sounds": [["/x"]]}',
        '{"do": "pace", "name": "x", "path": "/x", "gain_db": 0, "at_s": 0, "per_min": 1e999}',
    ],
)
def test_a_line_that_makes_no_sense_is_answered(desk: Desk, line: str) -> None:
    desk.player.obey(line)
    assert desk.told == [{"told": "unknown"}]


def test_closing_kills_what_still_plays(desk: Desk) -> None:
    desk.stubborn = True
    desk.play()
    desk.pace()
    desk.player.close()
    assert [sound.is_alive() for sound in desk.sounds] == [False, False]
    assert not desk.sounds[1].path.exists()
    assert desk.player.wait_s is None
