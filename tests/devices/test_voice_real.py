"""The voice as it is really heard: speech-dispatcher and eSpeak into a private PulseAudio.

Set FOOTWELL_REAL=1 to make the absence of a needed program a failure.
"""

from __future__ import annotations

import array
import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.hearing import (
    RATE_HZ,
    ROOT,
    end_speech_dispatcher,
    kept_awake,
    need,
    private_environment,
    sound_server,
    stream,
)

pytestmark = pytest.mark.real

PROGRAMS = ("pulseaudio", "parec", "pacat", "speech-dispatcher", "espeak-ng")
AUDIBLE = 200  # of 32,767
SCENES_APART_S = 0.5

# One sentence; the same twice in a queue; a long one that is stopped; the sentence once more; and
# at last one that must not be heard. Between them there is a moment of quiet.
PROGRAM = """
import sys, time
from PySide6.QtCore import QCoreApplication, QTimer
from app.core.speech_queue import SpeechKind, SpeechQueue, Utterance
from app.core.voice_choices import VoiceChoices
from app.devices.voice import SpokenVoice

SENTENCE = "Ten seconds."
LONG = "Slide from the toes to the ankle, top and sole, as if you were spreading lotion, " * 3
app = QCoreApplication([])
voice = SpokenVoice(lambda trouble: sys.exit(f"no voice: {trouble}"))
voice.follow(VoiceChoices(volume_percent=80, rate_percent=30))
queue = SpeechQueue()
scenes = iter([[SENTENCE], [SENTENCE, SENTENCE], [LONG], [SENTENCE], None])

def speak():
    queue.end()
    utterance = queue.take(time.monotonic())
    if utterance is None:
        QTimer.singleShot(750, next_scene)
    else:
        voice.say(utterance.text)

def next_scene():
    texts = next(scenes)
    if texts is None:
        voice.muted = True
        voice.say(SENTENCE)
        QTimer.singleShot(700, app.quit)
        return
    for text in texts:
        queue.put(Utterance(text, SpeechKind.PROMPT, time.monotonic()))
    if texts == [LONG]:
        QTimer.singleShot(900, voice.stop)
    speak()

voice.on_free = speak
voice.prepare("en-GB")
QTimer.singleShot(30000, lambda: sys.exit("it takes too long"))
app.exec()
voice.end()
"""


@contextlib.contextmanager
def recording(folder: Path, environment: dict[str, str]) -> Iterator[None]:
    """Run a sound server whose only sink is recorded."""
    record = ["parec", "-d", "voice.monitor", "--raw", str(folder / "heard.raw")]
    with contextlib.ExitStack() as stack:
        stack.enter_context(sound_server(folder, environment, ["voice"]))
        stack.enter_context(kept_awake(folder, environment, "voice"))
        stack.enter_context(stream(record, environment, folder / "record.log"))
        yield


def scenes_of(path: Path) -> list[tuple[float, float]]:
    """Return when something is heard, from and to, in seconds; short pauses belong to it."""
    samples = array.array("h", path.read_bytes())
    loud_s = [index / RATE_HZ for index, sample in enumerate(samples) if abs(sample) > AUDIBLE]
    if not loud_s:
        return []
    quiet = [(a, b) for a, b in pairwise(loud_s) if b - a > SCENES_APART_S]
    begins = [loud_s[0], *(after for _, after in quiet)]
    ends = [*(before for before, _ in quiet), loud_s[-1]]
    return list(zip(begins, ends, strict=True))


@pytest.fixture(scope="module")
def heard_s() -> list[float]:
    """How long each scene was heard, in seconds."""
    need(PROGRAMS)
    with tempfile.TemporaryDirectory(prefix="footwell-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        environment = private_environment(folder)
        with recording(folder, environment):
            try:
                spoken = subprocess.run(
                    [sys.executable, "-W", "error", "-c", PROGRAM],
                    env=environment,
                    cwd=ROOT,
                    capture_output=True,
                    text=True,
                    timeout=40,
                    check=False,
                    start_new_session=True,
                )
            finally:
                end_speech_dispatcher(folder)
        assert (spoken.returncode, spoken.stderr) == (0, "")
        return [end - begin for begin, end in scenes_of(folder / "heard.raw")]


def test_each_scene_is_heard_and_the_muted_one_is_not(heard_s: list[float]) -> None:
    assert len(heard_s) == 4
    assert 0.4 < heard_s[0] < 2.5


def test_two_that_wait_are_both_heard_one_after_the_other(heard_s: list[float]) -> None:
    alone, both = heard_s[0], heard_s[1]
    assert 1.9 * alone < both < 2 * alone + SCENES_APART_S


def test_stopped_it_is_silent_at_once_and_can_speak_again(heard_s: list[float]) -> None:
    alone, _, stopped, after_stop = heard_s
    assert 0.3 < stopped < 1.5  # of fifteen seconds; it was stopped in the first
    assert after_stop == pytest.approx(alone, abs=0.15)
