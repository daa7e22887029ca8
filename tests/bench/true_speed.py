"""Runs one whole session of the built app at true speed, in a real window, with real sound.

    xvfb-run -a -s "-screen 0 1280x820x24" python tests/bench/true_speed.py maintenance

Starts a private PulseAudio with a null sink, records it, starts the session by the keyboard as a
person would, rates it at the end, leaves, and closes the window. Then prints as JSON how late each
boundary was (real time minus planned), the drift over the session, when each sound was heard
against when it was due, the CPU used, and what the log holds. `--busy` keeps both cores at work
meanwhile. Takes as long as the session: about 25 minutes.
"""

from __future__ import annotations

import argparse
import array
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.compose import Edges, build
from app.core.cues import Cue
from app.core.request import AppRequest
from app.core.session_events import Event, SegmentStarted
from app.core.soreness import RatingKind
from app.devices.chime import PlaysoundChime
from app.storage.log_store import open_log_read_only
from app.ui.footwell import Footwell

RATE_HZ = 8000
WINDOW_S = 0.005
AUDIBLE = 60


@dataclass
class Watched:
    """What was seen while the session ran; instants of the monotonic clock, in seconds."""

    begun_s: float = 0.0
    events: list[tuple[Event, float]] = field(default_factory=list)
    cues: list[tuple[Cue, float, float]] = field(default_factory=list)
    tick_lateness_s: list[float] = field(default_factory=list)
    cpu_s: float = 0.0
    wall_s: float = 0.0


class TimedChime(PlaysoundChime):
    """The real chime, noting when it was asked and how long that took."""

    watched: Watched

    def play(self, cue: Cue) -> None:
        before_s = time.monotonic()
        super().play(cue)
        self.watched.cues.append((cue, before_s, time.monotonic() - before_s))


@contextmanager
def sound_recorded(folder: Path) -> Iterator[Path]:
    """A private PulseAudio with one null sink, recorded into a file."""
    folder.chmod(0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    os.environ.pop("PULSE_SERVER", None)
    server = subprocess.Popen(
        [
            *("pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no", "--disallow-exit"),
            *("-L", "module-null-sink sink_name=cue", "-L", "module-native-protocol-unix"),
        ],
        stderr=subprocess.DEVNULL,
    )
    deadline_s = time.monotonic() + 10
    while subprocess.run(["pactl", "info"], capture_output=True, check=False).returncode:
        if time.monotonic() > deadline_s:
            sys.exit("PulseAudio does not answer")
        time.sleep(0.1)
    heard = folder / "heard.wav"
    recorder = subprocess.Popen(
        [
            *("parec", "-d", "cue.monitor", "--file-format=wav", "--latency-msec=20"),
            *(f"--rate={RATE_HZ}", "--channels=1", "--format=s16le", str(heard)),
        ]
    )
    try:
        yield heard
    finally:
        recorder.terminate()
        recorder.wait()
        server.terminate()
        server.wait()


def walk_through(footwell: Footwell, watched: Watched, shots: Path) -> None:
    """Start the session by keys, and answer at its end."""
    window = footwell.window

    def begin() -> None:
        watched.cpu_s = _cpu_s()
        subprocess.run(["xdotool", "key", "ctrl+2", "ctrl+Return"], check=True)
        QTimer.singleShot(20, watch)

    def watch() -> None:
        driver = footwell.session.driver
        if driver is None:
            QTimer.singleShot(20, watch)
            return
        watched.begun_s = time.monotonic()
        _plan_starts[:] = [segment.start_s for segment in driver.session.plan.segments]
        driver.happened.connect(lambda event: watched.events.append((event, time.monotonic())))
        driver.ended.connect(lambda: QTimer.singleShot(2500, answer))
        QTimer.singleShot(60_000, lambda: _shoot(footwell, shots / "playing.png"))

        watched.tick_lateness_s = driver.boundary_lateness_s

    def answer() -> None:
        watched.wall_s = time.monotonic() - watched.begun_s
        watched.cpu_s = _cpu_s() - watched.cpu_s
        room = footwell.session.end_room
        if room is None:
            sys.exit("the questions did not come")
        for kind, score in ((RatingKind.PAIN, 3), (RatingKind.SORENESS, 1)):
            for row in room.cards[kind].rows.values():
                QTest.keyClicks(row.findChildren(QPushButton)[0], str(score))
        _shoot(footwell, shots / "end.png")
        QTest.mouseClick(room.done, Qt.MouseButton.LeftButton)
        QTimer.singleShot(500, lambda: _shoot(footwell, shots / "after.png"))
        QTimer.singleShot(1000, window.close)

    QTimer.singleShot(3000, begin)


def _cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _shoot(footwell: Footwell, path: Path) -> None:
    footwell.window.grab().save(str(path))


def loud_at(heard: Path) -> list[float]:
    """When a sound begins after at least 0.25 s of silence, in seconds of the recording."""
    with wave.open(str(heard), "rb") as file:
        samples = array.array("h", file.readframes(file.getnframes()))
    step = int(RATE_HZ * WINDOW_S)
    begins: list[float] = []
    silent_since = -1.0
    for start in range(0, len(samples) - step, step):
        at_s = start / RATE_HZ
        if max(map(abs, samples[start : start + step])) > AUDIBLE:
            if at_s - silent_since > 0.25 or not begins:
                begins.append(at_s)
            silent_since = at_s
    return begins


def heard_against(asked: Sequence[float], begins: Sequence[float]) -> dict[str, float | int]:
    """How the sounds in a recording lie against when they were asked for, the first one aligned."""
    if not begins:
        return {"asked": len(asked), "heard": 0}
    shift_s = begins[0] - asked[0]
    offsets_ms = [
        1000 * (min(begins, key=lambda b: abs(b - shift_s - at)) - shift_s - at) for at in asked
    ]
    near = [offset for offset in offsets_ms if abs(offset) < 150]
    return {
        "asked": len(asked),
        "heard_within_150_ms": len(near),
        "median_ms": round(statistics.median(near), 1),
        "worst_ms": round(max(map(abs, near)), 1),
    }


def report(watched: Watched, heard: Path, data: Path) -> dict[str, object]:
    """Everything that was measured."""
    starts = [(e, at) for e, at in watched.events if isinstance(e, SegmentStarted)]
    zero_s = starts[0][0].at_s - _plan_starts[starts[0][0].position]
    lateness_ms = [1000 * late_s for late_s in watched.tick_lateness_s]
    shown_ms = [1000 * (at - e.at_s) for e, at in starts]
    half = len(lateness_ms) // 2
    log = open_log_read_only(data / "log.sqlite3")
    logged = log.sessions() if log else []
    asked = [at for _, at, _ in watched.cues]
    return {
        "boundaries": len(starts),
        "worst_late_ms": round(max(lateness_ms), 1),
        "median_late_ms": round(statistics.median(lateness_ms), 1),
        "worst_shown_ms": round(max(shown_ms), 1),
        "drift_ms": round(
            statistics.median(lateness_ms[half:]) - statistics.median(lateness_ms[:half]), 2
        ),
        "due_of_last_boundary_s": round(starts[-1][0].at_s - zero_s, 6),
        "planned_of_last_boundary_s": _plan_starts[starts[-1][0].position],
        "late_ms_of_every_boundary": [round(ms, 1) for ms in lateness_ms],
        "cues": len(watched.cues),
        "play_took_ms_median": round(1000 * statistics.median(t for *_, t in watched.cues), 1),
        "play_took_ms_worst": round(1000 * max(t for *_, t in watched.cues), 1),
        "heard": heard_against(asked, loud_at(heard)),
        "cpu_percent": round(100 * watched.cpu_s / watched.wall_s, 2),
        "wall_s": round(watched.wall_s, 1),
        "log": [
            {
                "script": one.session.script_id,
                "hands_on_s": one.session.actual_hands_on_s,
                "completed": one.session.completed,
                "steps_done": one.session.steps_done,
                "ratings": [f"{r.kind} {r.side} {r.value}" for r in one.ratings],
            }
            for one in logged
        ],
    }


_plan_starts: list[int] = []
"""Of the plan, kept while the session runs; the driver is gone when it is over."""


def main() -> None:
    """Run it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("script", nargs="?", default="maintenance")
    options.add_argument("--busy", action="store_true", help="keep both cores at work")
    options.add_argument("--shots", type=Path, default=Path(tempfile.gettempdir()))
    chosen = options.parse_args()
    watched = Watched()
    TimedChime.watched = watched
    burners = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"])
        for _ in range((os.cpu_count() or 1) if chosen.busy else 0)
    ]
    with tempfile.TemporaryDirectory() as scratch:
        data, runtime = Path(scratch) / "data", Path(scratch) / "run"
        runtime.mkdir()
        with sound_recorded(runtime) as heard:
            application = QApplication(["footwell"])
            request = AppRequest(data, script=chosen.script)
            footwell = build(application, request, {}, Edges(chime=TimedChime))
            footwell.show()
            walk_through(footwell, watched, chosen.shots)
            application.exec()
            footwell.close()
        for burner in burners:
            burner.kill()
        print(json.dumps(report(watched, heard, data), indent=1))


if __name__ == "__main__":
    main()
