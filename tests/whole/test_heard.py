"""What a person hears of a session: the built app really lived, into silent sinks.

One sink is for the tones, one for the voice. Set FOOTWELL_REAL=1 to make the absence of a needed
program a failure.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.hearing import (
    ROOT,
    Found,
    Recording,
    Tone,
    need,
    private_environment,
    recorded,
    sound_server,
    speech_server,
)

pytestmark = pytest.mark.real

PROGRAMS = ("pulseaudio", "parec", "pacat", "gst-play-1.0", "speech-dispatcher", "espeak-ng")
AUDIBLE = 100  # of 32,767: 50 dB below full scale
LIKE = 0.5  # of 1: it is this tone and no other, also where another one still rings
USUALLY_WITHIN_S = 0.3
AT_MOST_WITHIN_S = 0.6  # a player's program is started for each, on a machine that others use too
SILENT_WITHIN_S = 0.4

# Five seconds to get ready and between feet: left from 5 to 15, right from 20 to 30, then a
# rhythm of 26 s from 35 on, stopped and ended with “done” in its last seconds. The sound is off
# from 22, in the midst of words and beats, to 26.
CUE = "One a second, slow and even, from the toes all the way to the ankle."
SCRIPT = f"""
format: 1
title: Heard
summary: Short steps, to be listened to.
level: gentle
language: en
order: by-step
steps:
  - title: Slow strokes
    technique: stroking
    area: whole-foot
    duration: 10 s
    pace: 60
    instruction: Stroke slowly from the toes to the ankle.
    cue: {CUE}
    prompts:
      - at: 4 s
        say: Warm and slow.
  - title: Press and let go
    technique: stretching
    area: arch
    pattern: {{hold: 9 s, release: 4 s, reps: 2}}
    instruction: Draw the toes toward the shin.
    cue: Hold, and let go.
"""
MUTED_S, UNMUTED_S, DONE_S, ENDS_S = 22.0, 26.0, 53.0, 58.0
TONES = (
    (0, "get-ready"),
    (5, "begin"),
    (12, "last-three"),
    (15, "side-change"),
    (20, "begin"),
    (27, "last-three"),
    (30, "side-change"),
    (35, "begin"),
    (44, "release"),
    (48, "hold"),
    (DONE_S, "done"),
)
BEATS = (7, 8, 9, 10, 11)  # those that no other tone covers
WORDS = (
    "Left foot. Slow strokes.",
    CUE,
    "Warm and slow.",
    "Right foot. Slow strokes.",
    CUE,  # cut off by M, and its “Warm and slow.” is left out
    "Left foot. Press and let go.",
    "Hold, and let go.",
    "Ten seconds.",
    "Done. Stay seated for a moment, then get up slowly.",
)
TEN_LEFT_S = 51.0
CUT_OFF = 4
SPOKEN_PER_S = 30  # characters; no voice is as fast


@dataclass(frozen=True)
class Spoken:
    """What the voice was asked to say, and when; `over_s` is None where that was not told."""

    text: str
    at_s: float
    over_s: float | None


@dataclass(frozen=True)
class Heard:
    """The recordings, and what was done meanwhile; all instants are seconds of the session."""

    tones: Recording
    voice: Recording
    pressed_s: tuple[float, ...]
    asked: tuple[Spoken, ...]

    def find(self, name: str, at_s: float) -> Found:
        """A tone at about a second of the session."""
        return self.tones.find(Tone(name), at_s - 0.1, at_s + AT_MOST_WITHIN_S)

    @property
    def speech(self) -> list[tuple[float, float]]:
        """When a voice is heard; a breath belongs to it."""
        return self.voice.sounds(apart_s=0.35, audible=AUDIBLE)


@pytest.fixture(scope="module")
def heard() -> Iterator[Heard]:
    need(PROGRAMS)
    name = tempfile.TemporaryDirectory(prefix="footwell-", ignore_cleanup_errors=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(name))
        environment = private_environment(folder)
        stack.enter_context(sound_server(folder, environment, ("tones", "voice")))
        # The first run makes GStreamer's register of plug-ins, which takes a while.
        subprocess.run(
            ["gst-play-1.0", "--version"], env=environment, stdout=subprocess.DEVNULL, check=True
        )
        stack.enter_context(speech_server(folder, environment | {"PULSE_SINK": "voice"}))
        with ExitStack() as recording:
            recorders = [
                recording.enter_context(recorded(folder, environment, sink))
                for sink in ("tones", "voice")
            ]
            noted = live(folder, environment | {"PULSE_SINK": "tones"})
        zero_s = noted["began_s"]
        tones, voice = (recorder.recording(zero_s) for recorder in recorders)
        asked = (
            Spoken(one["text"], one["at_s"] - zero_s, one["over_s"] and one["over_s"] - zero_s)
            for one in noted["seen"]["said"]
        )
        yield Heard(tones, voice, tuple(at - zero_s for at in noted["pressed_s"]), tuple(asked))


def live(folder: Path, environment: dict[str, str]) -> dict[str, Any]:
    """Run the beginning of a session; return what was noted in it."""
    script, noted = folder / "heard.yaml", folder / "noted.json"
    script.write_text(SCRIPT)
    times = [str(at_s) for at_s in (MUTED_S, UNMUTED_S, DONE_S, ENDS_S)]
    done = subprocess.run(
        [
            *(sys.executable, "-W", "error", "-m", "tests.whole.heard_session"),
            *(str(folder / "data"), str(script), str(noted), *times),
        ],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=75,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(noted.read_text())
    assert found["seen"]["troubles"] == []
    return found


def test_a_tone_is_heard_at_each_boundary(heard: Heard) -> None:
    found = {due_s: heard.find(name, due_s) for due_s, name in TONES}
    assert not [due_s for due_s, one in found.items() if one.likeness < LIKE]
    late_s = [one.at_s - due_s for due_s, one in found.items()]
    assert min(late_s) > -0.02
    assert median(late_s) < USUALLY_WITHIN_S


def test_the_last_three_seconds_tick_a_second_apart(heard: Heard) -> None:
    """A beat may lie over a tick and be taken for it; one of the three at least stands free."""
    tick = Tone("last-three")
    for due_s in (12, 27):
        starts = [heard.find(tick.name, due_s + second).at_s - second for second in range(3)]
        likenesses = [
            min(
                heard.tones.find(tick, start_s + second - 0.03, start_s + second + 0.03).likeness
                for second in range(3)
            )
            for start_s in starts
        ]
        assert max(likenesses) > LIKE


def test_the_beat_is_even_and_in_phase_with_its_step(heard: Heard) -> None:
    beats = [heard.tones.find(Tone("pace"), due_s - 0.3, due_s + 0.3) for due_s in BEATS]
    assert min(beat.likeness for beat in beats) > LIKE
    for one, another in pairwise(beats):
        assert another.at_s - one.at_s == pytest.approx(1.0, abs=0.03)
    assert beats[0].at_s == pytest.approx(BEATS[0], abs=0.25)


def test_each_word_is_heard_soon_after_it_was_asked_for_and_as_long_as_it_takes(
    heard: Heard,
) -> None:
    assert tuple(one.text for one in heard.asked) == WORDS
    for number, one in enumerate(heard.asked):
        until_s = one.over_s or ENDS_S
        # Where one comes right after another, no pause is heard between them.
        spans = [
            (max(begin_s, one.at_s), min(end_s, until_s + 0.3))
            for begin_s, end_s in heard.speech
            if begin_s < until_s and end_s > one.at_s
        ]
        assert spans, (one, heard.speech)
        assert spans[0][0] - one.at_s < 1.5
        heard_s = sum(end_s - begin_s for begin_s, end_s in spans)
        if number != CUT_OFF:
            assert heard_s > len(one.text) / SPOKEN_PER_S, one.text


def test_ten_seconds_are_told_ten_seconds_before_the_end(heard: Heard) -> None:
    [told] = [one for one in heard.asked if one.text == "Ten seconds."]
    assert told.at_s == pytest.approx(TEN_LEFT_S, abs=0.1)
    begins_s = [begin_s for begin_s, _ in heard.speech if TEN_LEFT_S < begin_s < TEN_LEFT_S + 2]
    assert begins_s


def test_nothing_is_spoken_that_was_not_asked_for(heard: Heard) -> None:
    for begin_s, end_s in heard.speech:
        looks = (begin_s + 0.1 * number for number in range(int((end_s - begin_s) / 0.1) + 1))
        for at_s in looks:
            assert any(
                one.at_s - 0.05 < at_s < (one.over_s or ENDS_S) + 0.5 + SILENT_WITHIN_S
                for one in heard.asked
            ), f"at {at_s}, from {begin_s} to {end_s}"


def test_never_two_voices_at_once(heard: Heard) -> None:
    for one, another in pairwise(heard.asked):
        assert one.over_s is not None
        assert one.over_s <= another.at_s
        looks = (another.at_s - 0.1 + 0.02 * number for number in range(30))
        assert any(heard.voice.loudest(at_s, at_s + 0.06) <= AUDIBLE for at_s in looks)


def test_the_voice_leaves_the_tone_its_stroke(heard: Heard) -> None:
    strokes_s = [float(due_s) for due_s, name in TONES if name in ("begin", "side-change")]
    for begin_s, _ in heard.speech:
        assert not any(at_s + 0.05 < begin_s < at_s + 0.5 for at_s in strokes_s)


def test_muted_all_is_silent_until_it_is_not(heard: Heard) -> None:
    off_s, on_s = heard.pressed_s
    assert (off_s, on_s) == pytest.approx((MUTED_S, UNMUTED_S), abs=0.2)
    for recording in (heard.tones, heard.voice):
        assert recording.loudest(off_s - 0.9, off_s) > AUDIBLE
        assert recording.loudest(off_s + SILENT_WITHIN_S, on_s) <= AUDIBLE
        assert recording.loudest(on_s, on_s + 6) > AUDIBLE


def test_the_beat_comes_back_in_phase_after_it_was_muted(heard: Heard) -> None:
    before = heard.tones.find(Tone("pace"), 10.7, 11.3)
    after = heard.tones.find(Tone("pace"), 26.6, 27.4)
    assert after.likeness > LIKE / 2
    assert after.at_s - before.at_s == pytest.approx(16.0, abs=0.2)
