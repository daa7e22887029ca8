"""The session's sounds, with a player that only remembers what it was asked."""

import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.cues import Cue
from app.devices.chime import (
    MOST_ENDING,
    MOST_PLAYING,
    NO_FILE,
    NO_PLAYER,
    NO_START,
    Player,
    PlayerMissingError,
    PlaysoundChime,
    load_playsound,
)

ROOT = Path(__file__).parents[2]
SOUNDS = ROOT / "resources" / "sounds"


class FakeSound:
    """A sound that plays until the test ends it; a stubborn one does not obey `stop`."""

    def __init__(self, name: str, *, stubborn: bool = False) -> None:
        self.name = name
        self.stubborn = stubborn
        self.alive = True
        self.stops = 0

    def is_alive(self) -> bool:
        return self.alive

    def stop(self) -> None:
        self.stops += 1
        if not self.stubborn:
            self.alive = False


class FakePlayer:
    """Keeps the sounds it was asked for; fails when it is given an error."""

    def __init__(self, *, stubborn: bool = False) -> None:
        self.stubborn = stubborn
        self.error: Exception | None = None
        self.sounds: list[FakeSound] = []
        self.loads = 0

    def __call__(self, sound: str, *, block: bool) -> FakeSound:
        assert not block
        assert Path(sound).is_absolute()
        if self.error is not None:
            raise self.error
        self.sounds.append(FakeSound(Path(sound).name, stubborn=self.stubborn))
        return self.sounds[-1]

    def load(self) -> Player:
        self.loads += 1
        return self

    @property
    def names(self) -> list[str]:
        return [sound.name for sound in self.sounds]


def failing_load(error: Exception) -> Callable[[], Player]:
    def load() -> Player:
        raise error

    return load


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def player() -> FakePlayer:
    return FakePlayer()


@pytest.fixture
def chime(player: FakePlayer, said: list[str]) -> PlaysoundChime:
    return PlaysoundChime(SOUNDS, said.append, player.load)


@pytest.mark.parametrize("cue", Cue)
def test_every_cue_has_a_file_that_is_played(
    cue: Cue, chime: PlaysoundChime, player: FakePlayer, said: list[str]
) -> None:
    chime.play(cue)
    assert player.names == [f"{cue.value}.wav"]
    assert said == []


def test_nothing_is_loaded_before_it_is_needed(chime: PlaysoundChime, player: FakePlayer) -> None:
    assert player.loads == 0
    assert chime.available is None
    assert not chime.playing


def test_the_player_is_loaded_once(chime: PlaysoundChime, player: FakePlayer) -> None:
    chime.prepare()
    assert (player.loads, player.names, chime.available) == (1, [], True)
    chime.prepare()
    chime.play(Cue.BEGIN)
    chime.play(Cue.HALF)
    assert player.loads == 1


def test_the_first_cue_loads_the_player_when_nobody_prepared(
    chime: PlaysoundChime, player: FakePlayer
) -> None:
    chime.play(Cue.BEGIN)
    assert (player.loads, chime.available) == (1, True)


def test_a_relative_folder_becomes_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, player: FakePlayer, said: list[str]
) -> None:
    (tmp_path / "tones").mkdir()
    (tmp_path / "tones" / "begin.wav").touch()
    monkeypatch.chdir(tmp_path)
    chime = PlaysoundChime(Path("tones"), said.append, player.load)
    monkeypatch.chdir("/")
    chime.play(Cue.BEGIN)
    assert player.names == ["begin.wav"]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PlayerMissingError(), NO_PLAYER),
        (ImportError("No module named 'playsound3'"), NO_START),
        (PermissionError("gst-play-1.0"), NO_START),
    ],
)
def test_no_player_is_said_once_and_then_it_is_silent(
    error: Exception, sentence: str, said: list[str]
) -> None:
    chime = PlaysoundChime(SOUNDS, said.append, failing_load(error))
    chime.prepare()
    chime.play(Cue.BEGIN)
    chime.play(Cue.DONE)
    chime.prepare()
    assert said == [sentence]
    assert chime.available is False


def test_no_player_is_said_at_the_first_cue_too(said: list[str]) -> None:
    chime = PlaysoundChime(SOUNDS, said.append, failing_load(PlayerMissingError()))
    chime.play(Cue.BEGIN)
    assert said == [NO_PLAYER]


def test_a_player_that_can_not_start_is_said_once(
    chime: PlaysoundChime, player: FakePlayer, said: list[str]
) -> None:
    chime.play(Cue.BEGIN)
    player.error = BlockingIOError("fork: Resource temporarily unavailable")
    chime.play(Cue.HALF)
    player.error = None
    chime.play(Cue.DONE)
    assert said == [NO_START]
    assert chime.available is False
    assert player.names == ["begin.wav"]


def test_what_is_heard_can_be_stopped_after_a_failure(
    chime: PlaysoundChime, player: FakePlayer
) -> None:
    chime.play(Cue.BEGIN)
    player.error = OSError("gone")
    chime.play(Cue.HALF)
    chime.stop()
    assert not player.sounds[0].alive


def test_a_missing_file_is_said_once_with_its_name(
    tmp_path: Path, player: FakePlayer, said: list[str]
) -> None:
    (tmp_path / "begin.wav").touch()
    chime = PlaysoundChime(tmp_path, said.append, player.load)
    chime.play(Cue.BEGIN)
    chime.play(Cue.SIDE_CHANGE)
    chime.play(Cue.HALF)
    chime.play(Cue.BEGIN)
    assert said == [NO_FILE.format(name="side-change.wav")]
    assert "side-change.wav" in said[0]
    assert player.names == ["begin.wav"]
    assert chime.available is False


def test_muted_starts_nothing(chime: PlaysoundChime, player: FakePlayer) -> None:
    chime.muted = True
    chime.play(Cue.BEGIN)
    assert (chime.muted, player.loads, player.names) == (True, 0, [])


def test_muting_stops_what_is_heard_and_unmuting_goes_on(
    chime: PlaysoundChime, player: FakePlayer
) -> None:
    chime.play(Cue.DONE)
    before = chime.playing
    chime.muted = True
    assert (before, chime.playing) == (True, False)
    assert not player.sounds[0].alive
    chime.muted = False
    chime.play(Cue.BEGIN)
    assert player.names == ["done.wav", "begin.wav"]
    assert chime.playing


def test_stop_ends_all_sounds_but_not_the_chime(chime: PlaysoundChime, player: FakePlayer) -> None:
    chime.play(Cue.BEGIN)
    chime.play(Cue.HALF)
    chime.stop()
    assert [sound.stops for sound in player.sounds] == [1, 1]
    chime.stop()
    assert [sound.stops for sound in player.sounds] == [1, 1]
    chime.play(Cue.DONE)
    assert player.sounds[-1].alive


def test_a_sound_that_ended_is_not_stopped(chime: PlaysoundChime, player: FakePlayer) -> None:
    chime.play(Cue.BEGIN)
    player.sounds[0].alive = False
    chime.stop()
    assert player.sounds[0].stops == 0


def test_a_handle_is_let_go_once_its_sound_has_ended(
    chime: PlaysoundChime, player: FakePlayer
) -> None:
    for _ in range(3 * MOST_PLAYING):
        chime.play(Cue.HOLD)
        player.sounds[-1].alive = False
    assert sum(sound.stops for sound in player.sounds) == 0
    assert not chime.playing


def test_hung_players_do_not_pile_up(chime: PlaysoundChime, player: FakePlayer) -> None:
    for _ in range(MOST_PLAYING + 2):
        chime.play(Cue.HOLD)
    assert [sound.alive for sound in player.sounds] == [False] * 2 + [True] * MOST_PLAYING


def test_players_that_do_not_even_stop_are_bounded_too(said: list[str]) -> None:
    player = FakePlayer(stubborn=True)
    chime = PlaysoundChime(SOUNDS, said.append, player.load)
    for _ in range(50):
        chime.play(Cue.HOLD)
    assert len(player.sounds) == MOST_PLAYING + MOST_ENDING
    player.sounds[0].alive = False
    chime.play(Cue.HOLD)
    assert len(player.sounds) == MOST_PLAYING + MOST_ENDING + 1
    assert said == []


def test_a_stop_the_system_refuses_is_no_failure(said: list[str]) -> None:
    class Unstoppable(FakeSound):
        def stop(self) -> None:
            raise PermissionError

    def play(sound: str, *, block: bool) -> Unstoppable:
        assert not block
        return Unstoppable(sound)

    chime = PlaysoundChime(SOUNDS, said.append, lambda: play)
    chime.play(Cue.BEGIN)
    chime.muted = True
    assert said == []


def test_the_module_does_not_import_playsound3() -> None:
    program = "import sys, app.devices.chime; sys.exit('playsound3' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def test_playsound3_is_imported_late_and_its_function_is_used(
    monkeypatch: pytest.MonkeyPatch, player: FakePlayer
) -> None:
    module = types.ModuleType("playsound3")
    vars(module).update(DEFAULT_BACKEND="gstreamer", playsound=player)
    monkeypatch.setitem(sys.modules, "playsound3", module)
    assert load_playsound() is player


def test_playsound3_without_a_backend_is_a_missing_player(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("playsound3")
    vars(module).update(DEFAULT_BACKEND=None, playsound=None)
    monkeypatch.setitem(sys.modules, "playsound3", module)
    with pytest.raises(PlayerMissingError):
        load_playsound()
