"""The session's sounds as they are really heard: through playsound3 into a private PulseAudio.

Each cue has a silent sink of its own whose monitor is recorded, so all are played at once.
Set FOOTWELL_REAL=1 to make the absence of a needed program a failure.
"""

import array
import contextlib
import itertools
import math
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.core.cues import Cue
from tests.hearing import (
    PATIENCE_S,
    ROOT,
    SOUNDS,
    kept_awake,
    need,
    private_environment,
    sound_server,
    stream,
    wait_until,
)

pytestmark = pytest.mark.real

PROGRAMS = ("pulseaudio", "parec", "pacat", "gst-play-1.0")
AUDIBLE = 100  # of 32,767: 50 dB below full scale

# What is done while each sink is recorded; the two muted ones must leave theirs silent.
MUTED, MUTED_AT_ONCE, HALF_AS_LOUD, BEAT = "muted", "muted-at-once", "half-as-loud", "beat"
SINKS = (*(cue.value for cue in Cue), MUTED, MUTED_AT_ONCE, HALF_AS_LOUD, BEAT)
PROGRAM = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEventLoop
from app.core.cues import Cue
from app.core.sound_choices import SoundChoices
from app.devices.chime import PlaysoundChime

def until(condition, within_s=10.0):
    deadline = time.monotonic() + within_s
    while not condition() and time.monotonic() < deadline:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 10)
    return condition()

def wait(seconds):
    until(lambda: False, seconds)

folder, cache, what = sys.argv[1:]
app = QCoreApplication([])
chime = PlaysoundChime(Path(folder), Path(cache), sys.exit)
chime.follow(SoundChoices(50 if what == "half-as-loud" else 100))
chime.prepare()
assert until(lambda: chime.available), "it is not ready"
chime.muted = what == "muted"
cues = {"muted": Cue.DONE, "muted-at-once": Cue.DONE, "half-as-loud": Cue.BEGIN}
if what == "beat":
    chime.start_pace(60, 0.0, 60.0)
    wait(2.3)
    chime.stop_pace()
    wait(0.3)
    chime.start_pace(60, 4.6, 60.0)  # in phase: two seconds of the step were left out
    wait(2.1)
    chime.stop()
else:
    chime.play(cues.get(what) or Cue(what))
if what == "muted":
    wait(1.0)
else:
    assert until(lambda: chime.playing), "nothing is played"
chime.muted = what.startswith("muted")
assert until(lambda: not chime.playing), "the player does not end"
wait(0.5)
chime.close()
"""


@dataclass(frozen=True)
class Heard:
    """What is audible in a recording: when it begins and ends (s), how loud, when struck (s)."""

    begin_s: float
    end_s: float
    rms: float
    peak: int
    strikes_s: tuple[float, ...]

    @property
    def length_s(self) -> float:
        return self.end_s - self.begin_s


def strikes(samples: "array.array[int]", rate_hz: int) -> tuple[float, ...]:
    """Return when it becomes loud after at least 0.4 s that were not."""
    bar = max(map(abs, samples)) // 2
    loud = [index / rate_hz for index, sample in enumerate(samples) if abs(sample) > bar]
    return (loud[0], *(at for before, at in itertools.pairwise(loud) if at - before > 0.4))


def listen(path: Path) -> Heard | None:
    """Return what is audible in a mono 16-bit file; None for silence."""
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        rate_hz = file.getframerate()
        samples = array.array("h", file.readframes(file.getnframes()))
    assert len(samples) > rate_hz // 10
    audible = [index for index, sample in enumerate(samples) if abs(sample) > AUDIBLE]
    if not audible:
        return None
    sound = samples[audible[0] : audible[-1] + 1]
    rms = math.sqrt(sum(sample * sample for sample in sound) / len(sound))
    return Heard(
        audible[0] / rate_hz, audible[-1] / rate_hz, rms, max(sound), strikes(samples, rate_hz)
    )


@contextlib.contextmanager
def recorders(folder: Path, environment: dict[str, str]) -> Iterator[None]:
    """Record each sink into a file of its name."""
    with contextlib.ExitStack() as stack:
        for name in SINKS:
            log = folder / f"{name}.log"
            stack.enter_context(kept_awake(folder, environment, name))
            target = str(folder / f"{name}.wav")
            record = ["parec", "-d", f"{name}.monitor", "--file-format=wav", target]
            stack.enter_context(stream(record, environment, log))
        wait_until(lambda: all(has_samples(folder, name) for name in SINKS), "no recording")
        yield


def has_samples(folder: Path, name: str) -> bool:
    """Tell whether a sink's recording is longer than its header."""
    path = folder / f"{name}.wav"
    return path.exists() and path.stat().st_size > 44


def play_all(folder: Path, environment: dict[str, str], names: Sequence[str]) -> None:
    """Run one small program for each of these sinks and wait for all of them."""
    children = [
        subprocess.Popen(
            [
                sys.executable,
                "-W",
                "error",
                "-c",
                PROGRAM,
                str(SOUNDS),
                str(folder / "cache" / name),
                name,
            ],
            env=environment | {"PULSE_SINK": name},
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    complaints = [child.communicate(timeout=3 * PATIENCE_S)[1] for child in children]
    assert complaints == [""] * len(names)


@pytest.fixture(scope="module")
def heard() -> Iterator[dict[str, Heard | None]]:
    """What was heard in each sink."""
    need(PROGRAMS)
    with tempfile.TemporaryDirectory(prefix="footwell-") as name:
        folder = Path(name)
        environment = private_environment(folder)
        with sound_server(folder, environment, SINKS):
            # The first run makes GStreamer's register of plug-ins, which takes a while.
            subprocess.run(
                ["gst-play-1.0", "--version"],
                env=environment,
                stdout=subprocess.DEVNULL,
                check=True,
            )
            with recorders(folder, environment):
                play_all(folder, environment, [name for name in SINKS if name != BEAT])
                # Its phase is looked at, which a crowd of players that start at once would spoil.
                play_all(folder, environment, [BEAT])
        yield {sink: listen(folder / f"{sink}.wav") for sink in SINKS}


@pytest.mark.parametrize("cue", Cue)
def test_a_cue_is_heard_whole_and_as_loud_as_its_file(
    cue: Cue, heard: dict[str, Heard | None]
) -> None:
    wanted = listen(SOUNDS / f"{cue.value}.wav")
    found = heard[cue.value]
    assert wanted is not None
    assert found is not None
    assert found.length_s == pytest.approx(wanted.length_s, abs=0.15)
    assert found.rms == pytest.approx(wanted.rms, rel=0.25)


def test_the_last_three_seconds_are_a_second_apart(heard: dict[str, Heard | None]) -> None:
    found = heard[Cue.LAST_THREE.value]
    assert found is not None
    first, second, third = found.strikes_s
    assert second - first == pytest.approx(1.0, abs=0.02)
    assert third - second == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize("sink", [MUTED, MUTED_AT_ONCE])
def test_muted_is_silent(sink: str, heard: dict[str, Heard | None]) -> None:
    assert heard[sink] is None


def test_half_as_loud_is_ten_decibels_less(heard: dict[str, Heard | None]) -> None:
    whole, half = heard[Cue.BEGIN.value], heard[HALF_AS_LOUD]
    assert whole is not None
    assert half is not None
    assert half.peak / whole.peak == pytest.approx(10 ** (-10 / 20), rel=0.1)


def test_the_beat_is_even_keeps_its_phase_through_a_pause_and_ends_when_it_is_stopped(
    heard: dict[str, Heard | None],
) -> None:
    found = heard[BEAT]
    assert found is not None
    # The step's own beats: one and two seconds; then, of 4.6 to 6.7 s, five and six.
    assert len(found.strikes_s) == 4
    first = found.strikes_s[0]
    assert found.strikes_s[1] - first == pytest.approx(1.0, abs=0.01)
    assert found.strikes_s[3] - found.strikes_s[2] == pytest.approx(1.0, abs=0.01)
    assert found.strikes_s[2] - first == pytest.approx(2.0, abs=0.15)
