"""Runs one whole session of the built app at true speed, in a real window, with real sound.

    xvfb-run -a -s "-screen 0 1280x820x24" python tests/bench/true_speed.py maintenance --voice

Starts a private PulseAudio with a silent sink for the tones and one for the voice, records both,
and starts the app in a process of its own. There the session is started by the keyboard as a person
would, rated at the end, and left. Then prints as JSON how late each boundary was (real time minus
planned) and the drift over the session; what a cue cost the window and when its player's process
ran; what was heard against what was asked; how long the window's thread was held up, beside a
program that does nothing else; what keeping the session cost; CPU and memory; what the log holds.
`--busy` keeps all cores at work meanwhile. Takes as long as the session: about 25 minutes;
`--seconds 60` leaves it after a minute.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.compose import build
from app.core.preferences import Preferences
from app.core.request import AppRequest
from app.core.session_events import Event, SegmentStarted
from app.core.soreness import EndReason
from app.core.voice_choices import VoiceChoices
from app.storage.data_folder import LOG, PREFERENCES, prepare
from app.storage.log_store import open_log_read_only
from app.storage.preferences_file import save_preferences
from app.ui.footwell import Footwell
from tests.bench.process_cost import burning, spread, tree_pss_kib
from tests.hearing import (
    Recorder,
    Recording,
    Tone,
    private_environment,
    recorded,
    sound_server,
    speech_server,
)
from tests.real_app import ANSWERS
from tests.traced_app import screen_of
from tests.witness import Asked, Heartbeat, Said, Seen, time_checkpoint

LIKE = 0.5
AUDIBLE = 200
SETTLING_S = 3.0
"""The player is imported and built in these seconds, under the count-in."""

PATIENCE_MS = 20_000
SHOWN_MS = 200
"""A page before the session is shown by then."""

_MEMORY_EVERY_S = 10.0
_NEAR_S = 0.6


class Walk:
    """In the app's process: starts the session by keys, answers at its end, notes what happens."""

    def __init__(self, footwell: Footwell, seconds: float, shots: Path) -> None:
        self._footwell = footwell
        self._seconds = seconds
        self._shots = shots
        self._heart = Heartbeat()
        self._begun_s = self._cpu_s = 0.0
        self._planned_s: list[int] = []
        self._late_s: list[float] = []
        self._starts: list[SegmentStarted] = []
        self.figures: dict[str, object] = {}
        QTimer.singleShot(3000, self._begin)

    def _begin(self) -> None:
        self._footwell.window.activateWindow()  # where no window manager does it
        self._footwell.session_desk.intake.page_wanted.connect(
            lambda page: QTimer.singleShot(SHOWN_MS, page, lambda: self._get_through(page))
        )
        subprocess.run(["xdotool", "key", "ctrl+2", "ctrl+Return"], check=True)
        QTimer.singleShot(PATIENCE_MS, self._check_begun)
        self._watch()

    def _get_through(self, page: QWidget) -> None:
        """Answer what is asked before a session, so that nothing is found."""
        keys = (*ANSWERS.get(screen_of(page), ()), "ctrl+Return")
        subprocess.run(["xdotool", "key", *keys], check=True)

    def _check_begun(self) -> None:
        if not self._begun_s:
            sys.exit("the session did not begin")

    def _watch(self) -> None:
        driver = self._footwell.session.driver
        if driver is None:
            QTimer.singleShot(5, self._watch)
            return
        self._begun_s, self._cpu_s = time.monotonic(), _cpu_s()
        self._heart.start()
        driver.happened.connect(self._on_happened)
        driver.ended.connect(self._on_ended)
        self._planned_s = [segment.start_s for segment in driver.session.plan.segments]
        self._late_s = driver.boundary_lateness_s
        if self._seconds:
            QTimer.singleShot(round(self._seconds * 1000), self._leave)

    def _on_happened(self, event: Event) -> None:
        if isinstance(event, SegmentStarted):
            self._starts.append(event)

    def _leave(self) -> None:
        driver = self._footwell.session.driver
        if driver is not None:
            self._sum_up()
            driver.stop()
            driver.give_reason(EndReason.DONE)
            driver.finish()

    def _on_ended(self) -> None:
        self._sum_up()
        QTimer.singleShot(30_000, QApplication.exit)  # whatever the questions are like
        QTimer.singleShot(8000, self._answer)  # the last words are heard first

    def _sum_up(self) -> None:
        if self.figures:
            return
        self._heart.stop()
        wall_s = time.monotonic() - self._begun_s
        self.figures = {
            "boundaries": self._boundaries(),
            "window_thread_held_up": held_up(self._heart),
            "cpu_percent_with_the_heartbeat": round(100 * (_cpu_s() - self._cpu_s) / wall_s, 2),
            "wall_s": round(wall_s, 1),
        }

    def _boundaries(self) -> dict[str, object]:
        late_ms = [1000 * late_s for late_s in self._late_s]
        first, last = self._starts[0], self._starts[-1]
        half = len(late_ms) // 2
        drift_ms = float("nan")
        if half:
            drift_ms = statistics.median(late_ms[half:]) - statistics.median(late_ms[:half])
        return {
            "count": len(late_ms),
            "late_ms": spread(late_ms),
            "bar_worst_ms": 50,
            "drift_ms": round(drift_ms, 2),
            "last_due_s": round(last.at_s - first.at_s, 6),
            "last_planned_s": self._planned_s[last.position] - self._planned_s[first.position],
            "late_ms_of_every_one": [round(ms, 1) for ms in late_ms],
        }

    def _answer(self) -> None:
        room = self._footwell.session.end_room
        if room is None:
            sys.exit("the questions did not come")
        for row in (row for card in room.cards.values() for row in card.rows.values()):
            QTest.keyClicks(row.findChildren(QPushButton)[0], "3")
        self._shoot("end.png")
        QTest.mouseClick(room.done, Qt.MouseButton.LeftButton)
        QTimer.singleShot(500, lambda: self._shoot("after.png"))
        QTimer.singleShot(1000, self._footwell.window.close)

    def _shoot(self, name: str) -> None:
        self._footwell.window.grab().save(str(self._shots / name))


def held_up(heart: Heartbeat) -> dict[str, object]:
    """How late the beats of 5 ms came, and how much of that was the thread's own work."""
    settling = round(SETTLING_S * 1000 / 5)
    late, used = heart.late_ms[settling:], heart.used_ms[settling:]
    if not late:
        return {}
    most = sorted(zip(used, late, range(len(used)), strict=True), reverse=True)[:8]
    return {
        "beats": len(late),
        "late_ms": spread(late),
        "over_16_ms": sum(1 for ms in late if ms > 16),
        "own_work_ms": spread(used),
        "own_work_over_16_ms": sum(1 for ms in used if ms > 16),
        "most_own_work": [
            {"beat": n + settling, "own_ms": round(u, 1), "late_ms": round(ms, 1)}
            for u, ms, n in most
        ],
        "worst_while_the_player_is_built_ms": round(max(heart.late_ms[:settling], default=0.0), 1),
    }


def _cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def run_app(chosen: argparse.Namespace) -> None:
    """The app's process: run the session, write down what was seen."""
    seen = Seen()
    time_checkpoint(seen)
    application = QApplication(["footwell"])
    application.setApplicationName("Footwell")
    data = chosen.folder / "data"
    if not chosen.voice:
        prepare(data)
        save_preferences(data / PREFERENCES, Preferences(voice=VoiceChoices(is_on=False)))
    request = AppRequest(data, script=chosen.script)
    footwell = build(application, request, os.environ, seen.edges())
    footwell.show()
    walk = Walk(footwell, chosen.seconds, chosen.shots)
    application.exec()
    footwell.close()
    figures = walk.figures | {"log": logged(data)}
    (chosen.folder / "figures.json").write_text(json.dumps(figures))
    (chosen.folder / "seen.json").write_text(json.dumps(seen.plain()))


def logged(data: Path) -> list[dict[str, object]]:
    """What the log holds."""
    log = open_log_read_only(data / LOG)
    return [
        {
            "script": one.session.script_id,
            "hands_on_s": one.session.actual_hands_on_s,
            "completed": one.session.completed,
            "steps_done": one.session.steps_done,
            "ratings": [f"{r.kind} {r.side} {r.value}" for r in one.ratings],
        }
        for one in (log.sessions() if log else [])
    ]


def run_control(chosen: argparse.Namespace) -> None:
    """A program that does nothing but beat, until its input ends: what others do to a thread."""
    application = QCoreApplication([])
    heart = Heartbeat()
    heart.start()
    look = QTimer()
    look.timeout.connect(lambda: (chosen.folder / "over").exists() and application.quit())
    look.start(1000)
    application.exec()
    (chosen.folder / "control.json").write_text(json.dumps(held_up(heart)))


# --- what was heard ---


def tones_heard(asked: Sequence[Asked], heard: Recording) -> dict[str, object]:
    """How long after its decision each tone was heard; how far each beat was from its place."""
    tones = {one.name: Tone(one.name) for one in asked}
    after_ms, beats_ms, missing, beats = [], [], [], 0
    for one in asked:
        if one.what == "play":
            found = heard.find(tones[one.name], one.at_s - 0.05, one.at_s + _NEAR_S)
            if found.likeness > LIKE:
                after_ms.append(1000 * (found.at_s - one.at_s))
            else:
                missing.append(f"{one.name}, {one.told}, likeness {found.likeness:.2f}")
            continue
        for due_s in _beats_due(one, asked):
            beats += 1
            found = heard.find(tones[one.name], due_s - 0.15, due_s + 0.15)
            if found.likeness > LIKE:
                beats_ms.append(1000 * (found.at_s - due_s))
    return {
        "asked": sum(1 for one in asked if one.what == "play"),
        "heard": len(after_ms),
        "missing": missing,
        "heard_after_ms": spread(after_ms),
        "beats_due": beats,
        "beats_heard": len(beats_ms),
        "beats_off_ms": spread([abs(ms) for ms in beats_ms]),
    }


def _beats_due(pace: Asked, asked: Sequence[Asked]) -> Iterator[float]:
    """When its beats are due, from half a second on, until the next beat is asked for."""
    later = [one.at_s for one in asked if one.what == "pace" and one.at_s > pace.at_s]
    until_s = min([pace.at_s - pace.elapsed_s + pace.duration_s, *later]) - 0.3
    step_s, zero_s = 60 / pace.per_min, pace.at_s - pace.elapsed_s
    number = 0
    while (due_s := zero_s + number * step_s) < until_s:
        if due_s > pace.at_s + 0.5:
            yield due_s
        number += 1


def words_heard(said: Sequence[Said], heard: Recording) -> dict[str, object]:
    """Whether each utterance was heard, how soon, and whether it had the line to itself."""
    sounds = heard.sounds(apart_s=0.25, audible=AUDIBLE)
    after_ms: list[float] = []
    silent: list[str] = []
    run_together: list[str] = []
    for index, one in enumerate(said):
        until_s = said[index + 1].at_s if index + 1 < len(said) else heard.ended_s
        first = next((begin for begin, _ in sounds if one.at_s <= begin < until_s), None)
        if first is None:
            silent.append(one.text)
        else:
            after_ms.append(1000 * (first - one.at_s))
        if not _has_rest(heard, one.at_s):
            run_together.append(one.text)
    return {
        "asked": len(said),
        "heard": len(after_ms),
        "silent": silent,
        "heard_after_ms": spread(after_ms),
        "run_together": run_together,
    }


def _has_rest(heard: Recording, at_s: float) -> bool:
    """Whether the line was quiet for a moment about when an utterance was asked for."""
    looks = (at_s - 0.1 + 0.02 * look for look in range(25))
    return any(heard.loudest(look_s, look_s + 0.06) <= AUDIBLE for look_s in looks)


# --- all of it ---


@contextmanager
def machine(folder: Path, *, voice: bool) -> Iterator[tuple[dict[str, str], list[Recorder]]]:
    """The sound and speech of a machine of its own: its environment, and what records them."""
    environment = private_environment(folder)
    with ExitStack() as stack:
        stack.enter_context(sound_server(folder, environment, ("tones", "voice")))
        # The first run makes GStreamer's register of plug-ins, which takes a while.
        subprocess.run(
            ["gst-play-1.0", "--version"], env=environment, stdout=subprocess.DEVNULL, check=True
        )
        if voice:
            aloud = environment | {"PULSE_SINK": "voice"}
            stack.enter_context(speech_server(folder, aloud))
        heard = [
            stack.enter_context(recorded(folder, environment, sink)) for sink in ("tones", "voice")
        ]
        del environment["QT_QPA_PLATFORM"]  # in a real window
        yield environment | {"PULSE_SINK": "tones"}, heard


def live(chosen: argparse.Namespace, environment: dict[str, str]) -> list[int]:
    """Run the app beside a program that does nothing; give its memory every ten seconds, in KiB."""
    itself = [sys.executable, __file__, chosen.script, "--folder", str(chosen.folder)]
    options = ["--seconds", str(chosen.seconds), "--shots", str(chosen.shots)]
    options += ["--voice"] if chosen.voice else []
    memory: list[int] = []
    with (
        subprocess.Popen([*itself, "--as", "control"], env=environment),
        subprocess.Popen([*itself, *options, "--as", "app"], env=environment) as app,
    ):
        shot_at = time.monotonic() + 60
        while app.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                app.wait(_MEMORY_EVERY_S)
            memory.append(tree_pss_kib(app.pid))
            if time.monotonic() > shot_at:
                shot_at = float("inf")
                shot = chosen.shots / "playing.png"
                subprocess.run(["import", "-window", "root", shot], check=False)
        (chosen.folder / "over").touch()
    if app.returncode:
        sys.exit(f"the app ended with {app.returncode}")
    return [kib for kib in memory if kib]


def measure(chosen: argparse.Namespace) -> dict[str, object]:
    """All of it."""
    with machine(chosen.folder, voice=chosen.voice) as (environment, recorders):
        with burning((os.cpu_count() or 1) if chosen.busy else 0):
            memory = live(chosen, environment)
        time.sleep(0.5)
    figures: dict[str, object] = json.loads((chosen.folder / "figures.json").read_text())
    seen = json.loads((chosen.folder / "seen.json").read_text())
    asked = [Asked(**one) for one in seen["asked"]]
    said = [Said(**one) for one in seen["said"]]
    tones, words = (recorder.recording() for recorder in recorders)
    return figures | {
        "a_program_that_does_nothing": json.loads((chosen.folder / "control.json").read_text()),
        "cues": cues(asked),
        "tones": tones_heard(asked, tones),
        "words": words_heard(said, words),
        "recordings_lost_s": [round(recorder.lost_s, 2) for recorder in recorders],
        "checkpoint_ms": {name: spread(seen[f"{name}_ms"]) for name in ("keep", "settle")},
        "pss_kib": {"most": max(memory), "last": memory[-1]},
        "troubles": seen["troubles"],
        "seen": seen | {"keep_ms": [], "settle_ms": []},
        "machine": {"cores": os.cpu_count(), "busy": chosen.busy, "voice": chosen.voice},
    }


def cues(asked: Sequence[Asked]) -> dict[str, object]:
    """What an order cost the window, and how soon its player's process ran."""
    started = [1000 * (one.started_s - one.at_s) for one in asked if one.started_s is not None]
    return {
        "orders": len(asked),
        "started": len(started),
        "not_started": [f"{one.name}: {one.told}" for one in asked if one.started_s is None],
        "window_held_up_ms": spread([1000 * one.took_s for one in asked]),
        "bar_held_up_ms": 16,
        "to_process_started_ms": spread(started),
        "over_20_ms": sum(1 for ms in started if ms > 20),
        "bar_to_process_started_ms": 20,
    }


def main() -> None:
    """Run it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("script", nargs="?", default="maintenance")
    options.add_argument("--busy", action="store_true", help="keep all cores at work")
    options.add_argument("--voice", action="store_true", help="speak as well")
    options.add_argument("--seconds", type=float, default=0.0, help="leave it after so many")
    options.add_argument("--shots", type=Path, default=Path(tempfile.gettempdir()))
    options.add_argument("--as", dest="role", choices=["bench", "app", "control"], default="bench")
    options.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.role == "app":
        run_app(chosen)
    elif chosen.role == "control":
        run_control(chosen)
    else:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            chosen.folder = Path(scratch)
            print(json.dumps(measure(chosen), indent=1))


if __name__ == "__main__":
    main()
