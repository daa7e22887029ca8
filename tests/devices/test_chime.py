"""The session's sounds as the window asks for them, with a link that only remembers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from app.core.cues import Cue
from app.core.sound_choices import CueChoice, SoundChoices, Tone
from app.devices.chime import (
    NO_DEVICE,
    NO_FILE,
    NO_OUTPUT,
    NO_PLAYER,
    NO_ROOM,
    NO_START,
    PlaysoundChime,
)
from app.devices.sound_link import Report

ROOT = Path(__file__).parents[2]
SOUNDS = ROOT / "resources" / "sounds"
CACHE = Path("/data/cache/sounds")


class FakeLink:
    """Remembers what it was told; the test says what it hears."""

    def __init__(self) -> None:
        self.sent: list[Mapping[str, object]] = []
        self.cache = Path()
        self.starts = 0
        self.closes = 0
        self.now_s = 50.0
        self.report: Callable[[Report], None]
        self.started: Callable[[], None]
        self.lose: Callable[[str], None]

    def make(
        self,
        cache: Path,
        *,
        on_report: Callable[[Report], None],
        on_started: Callable[[], None],
        on_lost: Callable[[str], None],
        clock: Callable[[], float],
    ) -> FakeLink:
        assert clock() == self.now_s
        self.cache, self.report = cache, on_report
        self.started, self.lose = on_started, on_lost
        return self

    def start(self) -> None:
        self.starts += 1
        self.started()

    def send(self, command: Mapping[str, object]) -> None:
        self.sent.append(command)

    def close(self) -> None:
        self.closes += 1

    def asked(self, *what: str) -> list[Mapping[str, object]]:
        return [command for command in self.sent if command["do"] in what]

    @property
    def names(self) -> list[object]:
        return [command["name"] for command in self.asked("play")]


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def link() -> FakeLink:
    return FakeLink()


@pytest.fixture
def chime(link: FakeLink, said: list[str]) -> PlaysoundChime:
    return PlaysoundChime(SOUNDS, CACHE, said.append, link.make, lambda: link.now_s)


@pytest.mark.parametrize("cue", Cue)
def test_every_cue_is_asked_for_with_its_file_and_the_time(
    cue: Cue, chime: PlaysoundChime, link: FakeLink, said: list[str]
) -> None:
    chime.play(cue)
    path = str(SOUNDS / f"{cue.value}.wav")
    asked = {"do": "play", "name": cue.value, "at_s": 50.0, "path": path, "gain_db": 0.0}
    assert link.asked("play") == [asked]
    assert said == []


@pytest.mark.parametrize("tone", [Tone.SOFT, Tone.WOOD, Tone.BELL])
@pytest.mark.parametrize("cue", Cue)
def test_every_choice_has_a_file(
    cue: Cue, tone: Tone, chime: PlaysoundChime, link: FakeLink
) -> None:
    chime.follow(SoundChoices(50).with_cue(cue, CueChoice(tone, 50)))
    chime.play(cue)
    path = Path(str(link.asked("play")[0]["path"]))
    assert path.is_file()
    assert path.name == f"{cue.value}-{tone.value}.wav"
    assert link.asked("play")[0]["gain_db"] == -20.0


def test_nothing_is_started_before_it_is_needed(chime: PlaysoundChime, link: FakeLink) -> None:
    chime.follow(SoundChoices(50))
    chime.muted = True
    chime.muted = False
    chime.stop()
    chime.stop_pace()
    assert (link.starts, link.sent, chime.available, chime.playing) == (0, [], None, False)


def test_it_is_started_once(chime: PlaysoundChime, link: FakeLink) -> None:
    chime.prepare()
    chime.prepare()
    chime.play(Cue.BEGIN)
    chime.play(Cue.HALF)
    assert (link.starts, link.cache) == (1, CACHE)
    assert link.names == ["begin", "half"]
    link.report({"told": "ready"})
    assert chime.available is True


def test_the_first_cue_starts_it_when_nobody_prepared(
    chime: PlaysoundChime, link: FakeLink
) -> None:
    chime.play(Cue.BEGIN)
    assert (link.starts, link.names) == (1, ["begin"])


def test_copies_are_kept_of_what_is_heard_from_its_start_on(
    chime: PlaysoundChime, link: FakeLink
) -> None:
    chime.follow(SoundChoices(50).with_cue(Cue.HALF, CueChoice(Tone.OFF)))
    chime.prepare()
    (kept,) = link.asked("keep")
    sounds = kept["sounds"]
    assert isinstance(sounds, list)
    assert [str(SOUNDS / "begin.wav"), -10.0] in sounds
    assert len(sounds) == len(Cue) - 1
    chime.follow(SoundChoices(50).with_cue(Cue.HALF, CueChoice(Tone.OFF)))
    assert len(link.asked("keep")) == 1
    chime.follow(SoundChoices(60))
    assert len(link.asked("keep")) == 2


def test_relative_folders_become_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: FakeLink
) -> None:
    monkeypatch.chdir(tmp_path)
    chime = PlaysoundChime(Path("s"), Path("c"), print, link.make, lambda: link.now_s)
    monkeypatch.chdir("/")
    chime.play(Cue.BEGIN)
    assert (link.asked("play")[0]["path"], link.cache) == (
        str(tmp_path / "s" / "begin.wav"),
        tmp_path / "c",
    )


def test_what_is_off_is_not_heard(chime: PlaysoundChime, link: FakeLink) -> None:
    off = SoundChoices()
    for cue in Cue:
        off = off.with_cue(cue, CueChoice(Tone.OFF))
    chime.follow(off)
    for cue in Cue:
        chime.play(cue)
    chime.start_pace(60, 0, 60)
    assert (link.starts, link.sent) == (0, [])


def test_muted_asks_for_nothing(chime: PlaysoundChime, link: FakeLink) -> None:
    chime.muted = True
    chime.play(Cue.BEGIN)
    chime.start_pace(60, 0, 60)
    assert (chime.muted, link.starts, link.sent) == (True, 0, [])


def test_muting_stops_what_is_heard_once(chime: PlaysoundChime, link: FakeLink) -> None:
    chime.play(Cue.DONE)
    chime.muted = True
    chime.muted = True
    assert link.asked("stop") == [{"do": "stop"}]
    chime.muted = False
    chime.play(Cue.BEGIN)
    assert link.names == ["done", "begin"]


def test_a_beat_is_asked_for_with_its_place_in_the_step(
    chime: PlaysoundChime, link: FakeLink
) -> None:
    chime.start_pace(80, 12.5, 60.0)
    (pace,) = link.asked("pace")
    assert pace == {
        "do": "pace",
        "name": "pace",
        "at_s": 50.0,
        "per_min": 80,
        "elapsed_s": 12.5,
        "duration_s": 60.0,
        "path": str(SOUNDS / "pace.wav"),
        "gain_db": 0.0,
    }


def test_a_beat_comes_back_in_phase_when_sounds_are_on_again(
    chime: PlaysoundChime, link: FakeLink
) -> None:
    chime.start_pace(80, 10.0, 60.0)
    chime.muted = True
    link.now_s += 7.0
    chime.muted = False
    assert [pace["elapsed_s"] for pace in link.asked("pace")] == [10.0, 17.0]


@pytest.mark.parametrize("ends", [PlaysoundChime.stop, PlaysoundChime.stop_pace])
def test_a_beat_that_was_ended_does_not_come_back(
    ends: Callable[[PlaysoundChime], None], chime: PlaysoundChime, link: FakeLink
) -> None:
    chime.start_pace(80, 10.0, 60.0)
    ends(chime)
    chime.muted = True
    chime.muted = False
    chime.follow(SoundChoices(50))
    link.started()
    assert len(link.asked("pace")) == 1


def test_a_beat_takes_a_new_volume_at_once_and_no_notice_of_other_sounds(
    chime: PlaysoundChime, link: FakeLink
) -> None:
    chime.start_pace(80, 10.0, 60.0)
    link.now_s += 1.0
    other = SoundChoices().with_cue(Cue.DONE, CueChoice(Tone.BELL))
    chime.follow(other)
    assert len(link.asked("pace")) == 1
    chime.follow(other.with_cue(Cue.PACE, CueChoice(volume_percent=50)))
    assert [pace["elapsed_s"] for pace in link.asked("pace")] == [10.0, 11.0]
    chime.follow(other.with_cue(Cue.PACE, CueChoice(Tone.OFF)))
    assert (len(link.asked("pace")), len(link.asked("stop-pace"))) == (2, 2)


def test_after_a_restart_it_knows_the_copies_and_the_beat_again(
    chime: PlaysoundChime, link: FakeLink
) -> None:
    chime.start_pace(80, 10.0, 60.0)
    link.report({"told": "started"})
    link.sent.clear()
    link.now_s += 5.0
    link.started()
    assert [command["do"] for command in link.sent] == ["keep", "pace"]
    assert link.sent[1]["elapsed_s"] == 15.0
    assert not chime.playing


def test_it_knows_whether_anything_is_heard(chime: PlaysoundChime, link: FakeLink) -> None:
    chime.play(Cue.BEGIN)
    link.report({"told": "started", "name": "begin"})
    assert chime.playing
    link.report({"told": "ended", "name": "begin", "how": "done"})
    assert not chime.playing


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        ({"told": "no-player"}, NO_PLAYER),
        ({"told": "no-player", "why": "ImportError()"}, NO_START),
        ({"told": "no-start", "name": "begin", "why": "fork"}, NO_START),
        ({"told": "ended", "name": "begin", "how": "failed"}, NO_OUTPUT),
        ({"told": "started", "name": "begin", "is_heard": False}, NO_DEVICE),
        ({"told": "no-file", "name": "begin.wav"}, NO_FILE.format(name="begin.wav")),
        ({"told": "no-room", "name": "pace", "why": "full"}, NO_ROOM),
    ],
)
def test_each_trouble_is_said_once(
    report: Report, sentence: str, chime: PlaysoundChime, link: FakeLink, said: list[str]
) -> None:
    chime.play(Cue.BEGIN)
    link.report(report)
    link.report(report)
    assert said == [sentence]


@pytest.mark.parametrize("sentence", [NO_OUTPUT, NO_DEVICE, NO_START])
def test_a_sound_that_is_heard_to_its_end_mends_what_was_said(
    sentence: str, chime: PlaysoundChime, link: FakeLink, said: list[str]
) -> None:
    mended: list[str] = []
    chime.on_mended = mended.append
    trouble: dict[str, Report] = {
        NO_OUTPUT: {"told": "ended", "name": "begin", "how": "failed"},
        NO_START: {"told": "no-start", "name": "begin", "why": "fork"},
        NO_DEVICE: {"told": "started", "name": "begin", "is_heard": False},
    }
    chime.play(Cue.BEGIN)
    link.report(trouble[sentence])
    link.report({"told": "ended", "name": "begin", "how": "stopped"})
    link.report({"told": "ended", "name": "begin", "how": "unheard"})
    assert mended == [], "nobody knows whether that was heard"
    for _ in range(2):
        link.report({"told": "ended", "name": "begin", "how": "done"})
    assert mended == [sentence]
    link.report(trouble[sentence])
    assert said == [sentence, sentence]


def test_who_tries_again_is_told_again_once(
    chime: PlaysoundChime, link: FakeLink, said: list[str]
) -> None:
    silent = {"told": "started", "name": "begin", "is_heard": False}
    chime.play(Cue.BEGIN)
    link.report(silent)
    chime.tell_again()
    link.report(silent)
    link.report(silent)
    assert said == [NO_DEVICE, NO_DEVICE]
    chime.tell_again()
    link.report({"told": "ended", "name": "begin", "how": "done"})
    link.report(silent)
    link.report(silent)
    assert said == [NO_DEVICE] * 3


@pytest.mark.parametrize("how", ["no player", "lost"])
def test_what_is_never_over_is_told_again_at_once(
    how: str, chime: PlaysoundChime, link: FakeLink, said: list[str]
) -> None:
    chime.play(Cue.BEGIN)
    if how == "lost":
        link.lose("it ended")
    else:
        link.report({"told": "no-player"})
    chime.tell_again()
    chime.play(Cue.BEGIN)
    assert said == [NO_START if how == "lost" else NO_PLAYER] * 2


def test_no_sentence_speaks_of_a_session_that_runs() -> None:
    for sentence in (NO_PLAYER, NO_START, NO_OUTPUT, NO_DEVICE, NO_FILE, NO_ROOM):
        assert "The session" not in sentence


@pytest.mark.parametrize("told", ["late", "obeyed", "unknown", "ended"])
def test_what_is_no_trouble_is_not_said(
    told: str, chime: PlaysoundChime, link: FakeLink, said: list[str]
) -> None:
    chime.play(Cue.BEGIN)
    link.report({"told": told, "name": "begin", "how": "stopped"})
    assert said == []


def test_without_a_player_it_stays_silent(chime: PlaysoundChime, link: FakeLink) -> None:
    chime.play(Cue.BEGIN)
    link.report({"told": "no-player"})
    chime.play(Cue.HALF)
    chime.start_pace(60, 0, 60)
    chime.prepare()
    assert chime.available is False
    assert (link.names, link.asked("pace"), link.starts, link.closes) == (["begin"], [], 1, 1)


def test_a_process_that_is_given_up_is_said_once_and_it_stays_silent(
    chime: PlaysoundChime, link: FakeLink, said: list[str]
) -> None:
    chime.play(Cue.BEGIN)
    link.lose("it ended")
    chime.play(Cue.HALF)
    assert (said, chime.available, link.names) == ([NO_START], False, ["begin"])


def test_a_missing_file_leaves_the_other_sounds(
    chime: PlaysoundChime, link: FakeLink, said: list[str]
) -> None:
    chime.play(Cue.BEGIN)
    link.report({"told": "ready"})
    link.report({"told": "no-file", "name": "begin.wav"})
    chime.play(Cue.HALF)
    assert link.names == ["begin", "half"]
    assert "begin.wav" in said[0]
    assert chime.available


def test_closing_ends_it_for_good(chime: PlaysoundChime, link: FakeLink) -> None:
    chime.start_pace(60, 0, 60)
    chime.close()
    chime.play(Cue.BEGIN)
    chime.muted = True
    chime.muted = False
    assert (link.closes, link.names, len(link.asked("pace"))) == (1, [], 1)


def test_closing_one_that_was_never_used_starts_nothing(
    chime: PlaysoundChime, link: FakeLink
) -> None:
    chime.close()
    chime.play(Cue.BEGIN)
    assert link.starts == 0


def test_the_window_never_imports_playsound3() -> None:
    program = (
        "import sys, app.devices.chime; "
        "sys.exit('playsound3' in sys.modules or 'urllib.request' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
