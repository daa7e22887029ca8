"""Hears what is really played: a private sound server of silent sinks, recorded and looked into.

Nothing here knows Qt or the app. A recording knows when it began by the system's monotonic clock,
the one that the app's session goes by, so that what was heard can be held against what was due.
"""

from __future__ import annotations

import array
import contextlib
import mmap
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
import wave
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from operator import mul
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
SOUNDS = ROOT / "resources" / "sounds"
RATE_HZ = 44_100
PATIENCE_S = 15.0

_STREAM = ("--format=s16le", "--channels=1", "--latency-msec=40")
_LOST_S = 0.1
"""A recorder that is late by so much, and stays so, has lost what it is late by."""
_LOOK_BYTES = 3 * 2 * RATE_HZ
_CHUNK_BYTES = 1024
_BLOCK_S = 0.005
_THIN = 10
_ROUGHLY = 8
_STROKE_S = 0.25
"""So much of a tone tells it from the others."""


# --- programs ---


def need(programs: Sequence[str]) -> None:
    """Skip the test where a program is missing; with FOOTWELL_REAL=1 that is a failure."""
    absent = [program for program in programs if shutil.which(program) is None]
    if not absent:
        return
    reason = f"not installed: {', '.join(absent)}"
    if os.environ.get("FOOTWELL_REAL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Wait for something that another program does; `what` is what is wrong if it does not."""
    deadline_s = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline_s, what
        time.sleep(0.02)


def answers(path: Path) -> bool:
    """Tell whether a server listens at this socket; the file alone comes a moment too early."""
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(str(path)) == 0


@contextlib.contextmanager
def running(command: Sequence[str], environment: dict[str, str], log: Path) -> Iterator[None]:
    """Run a program until the block ends, then wait for it to close its files."""
    with (
        log.open("wb") as errors,
        subprocess.Popen(command, env=environment, stdout=errors, stderr=errors) as process,
    ):
        try:
            yield
        finally:
            process.terminate()


def private_environment(folder: Path) -> dict[str, str]:
    """Return an environment in which no sound or speech server but those of this folder is found.

    Windows are not shown on any screen; who wants to see them takes `QT_QPA_PLATFORM` out again.
    """
    foreign = ("PULSE_", "SPEECHD_", "DBUS_", "FOOTWELL_")
    ours = {name: text for name, text in os.environ.items() if not name.startswith(foreign)}
    for name in ("XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "HOME"):
        ours[name] = str(folder)
    ours |= {"PULSE_SERVER": f"unix:{folder}/pulse/native", "LC_ALL": "C.UTF-8"}
    return ours | {"QT_QPA_PLATFORM": "offscreen"}


# --- servers ---


@contextlib.contextmanager
def sound_server(folder: Path, environment: dict[str, str], sinks: Sequence[str]) -> Iterator[None]:
    """Run a PulseAudio that hears nothing but its own silent sinks, the first one by default."""
    command = ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"]
    command += ["--disable-shm=yes"]
    for name in sinks:
        sink = f"module-null-sink sink_name={name} rate={RATE_HZ} channels=1 format=s16le"
        command += ["-L", sink]
    command += ["-L", "module-native-protocol-unix"]  # last: who can connect finds all sinks
    with running(command, environment, folder / "server.log"):
        wait_until(lambda: answers(folder / "pulse" / "native"), "PulseAudio did not start")
        yield


@contextlib.contextmanager
def speech_server(folder: Path, environment: dict[str, str]) -> Iterator[int]:
    """Run a speech-dispatcher that the app finds there and does not have to start; give its pid."""
    command = ["speech-dispatcher", "--run-single", "--timeout", "0"]
    socket_path = folder / "speech-dispatcher" / "speechd.sock"
    with (folder / "speech.log").open("wb") as log:
        process = subprocess.Popen(
            command, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        wait_until(lambda: answers(socket_path), "speech-dispatcher did not start")
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE_S)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # modules that outlive it


def end_speech_dispatcher(folder: Path) -> None:
    """End the one that a program started by itself; it would wait five seconds for others."""
    pid = folder / "speech-dispatcher" / "pid" / "speech-dispatcher.pid"
    if not pid.exists():
        return
    number = int(pid.read_text())
    with contextlib.suppress(ProcessLookupError):
        os.kill(number, signal.SIGTERM)
        wait_until(lambda: not Path(f"/proc/{number}").exists(), "speech-dispatcher lives on")


@contextlib.contextmanager
def stream(
    command: Sequence[str], environment: dict[str, str], log: Path, rate_hz: int = RATE_HZ
) -> Iterator[None]:
    """Run pacat or parec; begin once it is connected, for PulseAudio refuses a crowd."""
    whole = [*command, "--verbose", f"--rate={rate_hz}", *_STREAM]
    with running(whole, environment, log):
        wait_until(lambda: "Connection established" in log.read_text(), f"refused: {command}")
        yield


@contextlib.contextmanager
def kept_awake(folder: Path, environment: dict[str, str], sink: str) -> Iterator[None]:
    """Play nothing into a sink.

    An idle one renders two seconds ahead and places the first sound that comes only roughly.
    """
    play = ["pacat", "--playback", "-d", sink, "/dev/zero"]
    with stream(play, environment, folder / f"{sink}.awake.log"):
        yield


# --- recordings ---


class Found(NamedTuple):
    """Where in a recording a tone is: the clock's second, and how like it is, up to 1."""

    at_s: float
    likeness: float


class Tone:
    """The stroke of a sound file that ships, to be found again in a recording."""

    def __init__(self, name: str) -> None:
        with wave.open(str(SOUNDS / f"{name}.wav"), "rb") as file:
            assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
            rate_hz = file.getframerate()
            samples = array.array("h", file.readframes(int(_STROKE_S * rate_hz)))
        self.name = name
        self.stroke = _thinned(memoryview(_at_our_rate(samples, rate_hz)))


@dataclass(frozen=True)
class Recording:
    """What a sink played; `began_s` is when, by the system's monotonic clock, in seconds."""

    samples: memoryview
    began_s: float
    rate_hz: int = RATE_HZ

    @property
    def ended_s(self) -> float:
        """The clock's second at which it ends."""
        return self.began_s + len(self.samples) / self.rate_hz

    def window(self, from_s: float, until_s: float) -> memoryview:
        """What was played between two instants of the clock."""
        first, last = (
            max(0, round((at - self.began_s) * self.rate_hz)) for at in (from_s, until_s)
        )
        return self.samples[first:last]

    def loudest(self, from_s: float, until_s: float) -> int:
        """The largest sample between two instants; 32,767 is full scale."""
        return _peak(self.window(from_s, until_s))

    def sounds(self, *, apart_s: float, audible: int) -> list[tuple[float, float]]:
        """When something is heard, from and to; what is less than `apart_s` apart is one sound."""
        step = round(_BLOCK_S * self.rate_hz)
        found: list[tuple[float, float]] = []
        for first in range(0, len(self.samples), step):
            if _peak(self.samples[first : first + step]) <= audible:
                continue
            begin_s = self.began_s + first / self.rate_hz
            end_s = begin_s + _BLOCK_S
            if found and begin_s - found[-1][1] < apart_s:
                found[-1] = (found[-1][0], end_s)
            else:
                found.append((begin_s, end_s))
        return found

    def find(self, tone: Tone, from_s: float, until_s: float) -> Found:
        """Where a tone most likely begins between two instants."""
        length = len(tone.stroke)
        heard = _thinned(self.window(from_s, until_s + length * _THIN / RATE_HZ))
        lags = range(max(0, len(heard) - length))
        best = max(lags, key=lambda lag: _likeness(tone, heard, lag, _ROUGHLY), default=0)
        near = lags[max(0, best - 2) : best + 3]
        best = max(near, key=lambda lag: _likeness(tone, heard, lag), default=0)
        likeness = _likeness(tone, heard, best) if near else 0.0
        return Found(from_s + best * _THIN / RATE_HZ, likeness)


class Recorder:
    """Records a sink; when what it got was played it tells by when it came.

    No chunk comes before it was played, and the quickest of thousands come at once: the earliest
    beginning that any of them allows is the true one, within the recorder's latency. Where all of
    them come late from some instant on, the recorder could not follow and some sound was lost:
    silence is put in its place.

    Attributes:
        lost_s: how much was lost, in seconds.
    """

    def __init__(self, path: Path, process: subprocess.Popen[bytes]) -> None:
        self._path = path
        self._process = process
        self._began_s = float("inf")
        self.lost_s = 0.0
        self._thread = threading.Thread(target=self._take, daemon=True)
        self._thread.start()

    @property
    def has_begun(self) -> bool:
        """Whether anything was recorded."""
        return self._began_s < float("inf")

    def _take(self) -> None:
        stdout = self._process.stdout
        assert stdout is not None
        taken, looked_at, least_late_s = 0, 0, float("inf")
        with self._path.open("wb") as file:
            while chunk := os.read(stdout.fileno(), _CHUNK_BYTES):
                taken += len(chunk)
                allowed_s = time.monotonic() - taken / 2 / RATE_HZ
                self._began_s = min(self._began_s, allowed_s)
                least_late_s = min(least_late_s, allowed_s - self._began_s)
                file.write(chunk)
                if taken - looked_at > _LOOK_BYTES:
                    if least_late_s > _LOST_S:
                        lost = bytes(round(least_late_s * RATE_HZ) * 2)
                        self.lost_s += least_late_s
                        taken += len(lost)
                        file.write(lost)
                    looked_at, least_late_s = taken, float("inf")

    def stop(self) -> None:
        """Record no more."""
        self._process.terminate()
        self._process.wait()
        self._thread.join()

    def recording(self, zero_s: float = 0.0) -> Recording:
        """What was recorded, once it was stopped; its seconds are counted from `zero_s`."""
        with self._path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        whole = memoryview(mapped)[: len(mapped) // 2 * 2]
        return Recording(whole.cast("h"), self._began_s - zero_s)


@contextlib.contextmanager
def recorded(folder: Path, environment: dict[str, str], sink: str) -> Iterator[Recorder]:
    """Record a sink while the block runs; its sound stays awake."""
    command = ["parec", "-d", f"{sink}.monitor", "--raw", f"--rate={RATE_HZ}"]
    command += ["--format=s16le", "--channels=1", "--latency-msec=10"]
    with (
        kept_awake(folder, environment, sink),
        (folder / f"{sink}.record.log").open("wb") as errors,
        subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=errors
        ) as process,
    ):
        recorder = Recorder(folder / f"{sink}.raw", process)
        try:
            wait_until(lambda: recorder.has_begun, f"no recording of {sink}")
            yield recorder
        finally:
            recorder.stop()


def _at_our_rate(samples: array.array[int], rate_hz: int) -> array.array[int]:
    """The same sound at the rate of a recording, by straight lines between its samples."""
    if rate_hz == RATE_HZ:
        return samples
    made = array.array("h")
    for index in range((len(samples) - 1) * RATE_HZ // rate_hz):
        before, part = divmod(index * rate_hz / RATE_HZ, 1)
        this, following = samples[int(before)], samples[int(before) + 1]
        made.append(round(this + (following - this) * part))
    return made


def _peak(samples: memoryview) -> int:
    return max(abs(max(samples)), abs(min(samples))) if len(samples) else 0


def _thinned(samples: memoryview) -> list[int]:
    """A tenth of the samples, each the sum of ten: enough for tones, and as much faster."""
    whole = len(samples) // _THIN * _THIN
    parts = (samples[i:whole:_THIN] for i in range(_THIN))
    return [sum(ten) for ten in zip(*parts, strict=True)]


def _likeness(tone: Tone, heard: list[int], lag: int, every: int = 1) -> float:
    """From -1 to 1, whatever the loudness; only every so-manieth sample is looked at."""
    stroke, here = tone.stroke[::every], heard[lag : lag + len(tone.stroke) : every]
    sizes = sum(map(mul, stroke, stroke)) * sum(map(mul, here, here))
    return sum(map(mul, stroke, here)) / sqrt(sizes) if sizes else 0.0
