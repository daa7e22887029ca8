"""What the app costs: time to its first window and to the filled picker, memory, CPU in a session.

    xvfb-run -a -s "-screen 0 1280x820x24" python tests/bench/app_cost.py [--runs 7]

Each run starts, in turn, a bare PySide6 `QLabel` window as control and the app with the twelve
shipped scripts and a log of 5,000 sessions. The first window is seen from outside: the time from
the process's start until the X server tells that a window was mapped. The picker is ready when it
is filled and a key moves its selection. Memory is the PSS of the process tree, with the picker
shown and in a session with sound and voice. CPU is that of the app's process over 60 s of a session
with both off, from its beginning and in a step of each kind; the control's beside it. Prints
medians as JSON, each beside its bar.
"""

from __future__ import annotations

import argparse
import ctypes
import ctypes.util
import json
import os
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from app.core.preferences import Preferences
from app.core.voice_choices import VoiceChoices
from app.storage.data_folder import PREFERENCES, prepare
from app.storage.preferences_file import save_preferences
from tests.bench.long_log import write_log
from tests.bench.process_cost import cpu_s, pss_kib, rss_kib, tree_of
from tests.hearing import private_environment, sound_server, speech_server

ROOT = Path(__file__).parents[2]
SESSIONS = 5000
CPU_OVER_S = 60.0
BARS = {
    "first_window": 1.6,
    "ready_to_use": 3.0,
    "memory_picker": 1.8,
    "memory_session": 2.2,
    "cpu_percent": 2.0,
}

CONTROL = """
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication(["control"])
label = QLabel("control")
label.setWindowTitle("control")
label.show()
application.exec()
"""

# The app as its own door starts it; what is told on the standard output is the bench's.
APP = """
import sys, time
from app import __main__
__main__.spare_reading()  # as the door does, before anything that uses Qt
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from app import compose

build = compose.build

def built(*given):
    footwell = build(*given)
    QTimer.singleShot(0, lambda: look(footwell))
    return footwell

def look(footwell):
    from app.ui.rail import Room
    room = footwell.window._built.get(Room.SESSIONS)
    if room is None or not room._list.isVisible() or not room._list.model().rowCount():
        QTimer.singleShot(0, lambda: look(footwell))
        return
    view, before = room._list, room._list.currentIndex().row()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = QKeyEvent(kind, Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier)
        __import__("PySide6.QtWidgets").QtWidgets.QApplication.sendEvent(view, key)
    assert view.currentIndex().row() != before
    view.viewport().repaint()
    print("ready", time.monotonic(), flush=True)
    # Its memory is looked at later, with what a person has passed on the way.
    footwell.window.go_to(Room.TODAY)
    footwell.window.go_to(Room.SESSIONS)

compose.build = built
sys.argv[1:] = ["maintenance"]
sys.exit(__main__.main())
"""

SESSION = """
import cProfile, os, sys, time
from pathlib import Path
from app import __main__
__main__.spare_reading()
from PySide6.QtCore import QTimer
from app import compose
from app.core.plan import Choice

build = compose.build
script, title = sys.argv[1:]
profile = cProfile.Profile() if os.environ.get("BENCH_PROFILE") else None

def built(*given):
    footwell = build(*given)
    QTimer.singleShot(1000, lambda: surely(footwell))
    return footwell

def surely(footwell):
    try:
        begin(footwell)
    except Exception as error:
        print(repr(error), file=sys.stderr, flush=True)
        os._exit(1)

def begin(footwell):
    from app.core.request import is_path
    name = Path(script).stem if is_path(script) else script
    entry = next(e for e in footwell._library.entries if e.id == name)
    footwell.session.start(entry, Choice())
    driver = footwell.session.driver
    places = [i for i, one in enumerate(driver.session.stretches) if one.segment.title == title]
    if title:
        driver.jump(places[0])
    QTimer.singleShot(2000, settled)

def settled():
    if profile is not None:
        profile.enable()
        QTimer.singleShot(60000, tell)
    print("running", time.monotonic(), flush=True)

def tell():
    profile.disable()
    profile.dump_stats(os.environ["BENCH_PROFILE"])

compose.build = built
sys.argv[1:] = [script] if script.endswith(".yaml") else []
sys.exit(__main__.main())
"""

KINDS = {
    "stroking, moving foot map": "technique: stroking\n    area: whole-foot\n    duration: 3 min",
    "friction": "technique: cross-fiber-friction\n    area: heel\n    duration: 3 min\n"
    "    pressure: moderate",
    "kneading": "technique: kneading\n    area: arch\n    duration: 3 min",
    "paced rolling": "technique: rolling\n    area: arch\n    tool: lacrosse-ball\n    pace: 30\n"
    "    duration: 3 min",
    "pattern": "technique: stretching\n    area: calf\n"
    "    pattern: {hold: 10 s, release: 2 s, reps: 15}",
}
"""A step of each kind that the player shows otherwise, three minutes long."""


@dataclass(frozen=True)
class Memory:
    """Of a process and of all that it started.

    PSS counts a page that n processes share as an nth: beside other programs with Qt the control,
    which is nearly all Qt, looks smaller than it is, and the app many times as large. RSS counts it
    whole, in each.
    """

    pss_kib: int
    rss_kib: int
    parts: dict[str, int]

    @classmethod
    def of(cls, pid: int) -> Memory:
        """As it is now."""
        tree = tree_of(pid)
        parts = {"itself": pss_kib(pid), "what it started": sum(map(pss_kib, tree[1:]))}
        return cls(sum(parts.values()), sum(rss_kib(one) for one in tree), parts)


class MappedWindows:
    """Tells when a window comes up on the screen, as the X server tells it to everybody."""

    def __init__(self) -> None:
        self._x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(None))
        root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        self._x.XSelectInput(self._display, root, ctypes.c_long(1 << 19))
        self._x.XSync(self._display, 0)
        self._event = (ctypes.c_char * 192)()

    def forget(self) -> None:
        """Take no notice of what came up before."""
        while self._x.XPending(self._display):
            self._x.XNextEvent(self._display, self._event)

    def next_s(self) -> float:
        """The clock's second at which the next window comes up."""
        connection = self._x.XConnectionNumber(self._display)
        while True:
            while self._x.XPending(self._display):
                self._x.XNextEvent(self._display, self._event)
                if ctypes.c_int.from_buffer(self._event).value == 19:  # MapNotify
                    return time.monotonic()
            if not select.select([connection], [], [], 30)[0]:
                sys.exit("no window came up")


class Bench:
    """Starts programs and asks the system what they cost.

    Args:
        data: a data folder; each start of the app is given a copy.
        environment: what the programs are started with.
    """

    def __init__(self, data: Path, environment: Mapping[str, str]) -> None:
        self._data = data
        self._environment = dict(environment)
        self._windows = MappedWindows()

    @contextmanager
    def _started(
        self, code: Sequence[str], more: Mapping[str, str] | None = None
    ) -> Iterator[tuple[subprocess.Popen[str], float]]:
        """Run Python with a copy of the data; the second is when it was started."""
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            data = Path(scratch) / "data"
            shutil.copytree(self._data, data)
            environment = self._environment | {"FOOTWELL_DATA_DIR": str(data)} | dict(more or {})
            self._windows.forget()
            before_s = time.monotonic()
            with subprocess.Popen(
                [sys.executable, *code],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                text=True,
            ) as process:
                try:
                    yield process, before_s
                finally:
                    process.terminate()

    def first_window_ms(self, code: Sequence[str]) -> float:
        """From the process's start to its window on the screen."""
        with self._started(code) as (_, before_s):
            return 1000 * (self._windows.next_s() - before_s)

    def ready_ms(self) -> tuple[float, Memory]:
        """From the start to the filled picker that took a key; and its memory a little later."""
        with self._started(["-c", APP]) as (process, before_s):
            ready_s = _told(process, "ready")
            time.sleep(3)
            return 1000 * (ready_s - before_s), Memory.of(process.pid)

    def control_memory(self) -> Memory:
        """Memory of the control."""
        with self._started(["-c", CONTROL]) as (process, _):
            self._windows.next_s()
            time.sleep(2)
            return Memory.of(process.pid)

    def control_cpu_percent(self) -> float:
        """CPU of the control."""
        with self._started(["-c", CONTROL]) as (process, _):
            self._windows.next_s()
            time.sleep(1)
            return _cpu_percent(process.pid, CPU_OVER_S / 6)

    def session_memory(self, script: str) -> tuple[Memory, Memory]:
        """Memory in a session with sound and voice: the usual of half a minute, and the most.

        While a tone plays there is its player too, for about a second.
        """
        with self._started(["-c", SESSION, script, ""]) as (process, _):
            _told(process, "running")
            looks = []
            for _ in range(15):
                time.sleep(2)
                looks.append(Memory.of(process.pid))
            looks.sort(key=lambda one: one.pss_kib)
            return looks[len(looks) // 2], looks[-1]

    def session_cpu_percent(
        self, script: str, title: str = "", over_s: float = CPU_OVER_S, profile: str = ""
    ) -> float:
        """CPU of the app's process in a session."""
        more = {"BENCH_PROFILE": profile} if profile else {}
        with self._started(["-c", SESSION, script, title], more) as (process, _):
            _told(process, "running")
            percent = _cpu_percent(process.pid, over_s)
            if profile:
                time.sleep(2)
            return percent


def _told(process: subprocess.Popen[str], word: str) -> float:
    """Wait for a line that begins with this word; give the number behind it."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(word):
            return float(line.split()[1])
    return sys.exit(f"the app ended before it was {word}")


def _cpu_percent(pid: int, over_s: float) -> float:
    used_s, since_s = cpu_s(pid), time.monotonic()
    time.sleep(over_s)
    return 100 * (cpu_s(pid) - used_s) / (time.monotonic() - since_s)


def write_kinds(folder: Path) -> Path:
    """A script with a long step of each kind."""
    steps = "".join(
        f"  - title: {kind}\n    {lines}\n    instruction: As long as it takes.\n"
        for kind, lines in KINDS.items()
    )
    path = folder / "kinds.yaml"
    path.write_text(
        f"format: 1\ntitle: Kinds\nsummary: One step of each.\nlevel: experienced\nsteps:\n{steps}"
    )
    return path


def with_preferences(data: Path, *, sound: bool) -> Path:
    """A copy of a data folder with sound and voice on or off."""
    made = data.with_name(f"{data.name}-{'loud' if sound else 'silent'}")
    shutil.copytree(data, made)
    chosen = Preferences(sound=sound, voice=VoiceChoices(is_on=sound))
    save_preferences(made / PREFERENCES, chosen)
    return made


def measure(bench: Bench, loud: Bench, chosen: argparse.Namespace) -> dict[str, object]:
    """All figures but those of CPU; each is held against the control of the same run."""
    control_ms: list[float] = []
    window_ms: list[float] = []
    ready_ms: list[float] = []
    control: list[Memory] = []
    picker: list[Memory] = []
    for _ in range(chosen.runs):
        control_ms.append(bench.first_window_ms(["-c", CONTROL]))
        window_ms.append(bench.first_window_ms(["-m", "app"]))
        control.append(bench.control_memory())
        ready, memory = loud.ready_ms()
        ready_ms.append(ready)
        picker.append(memory)
    figures: dict[str, object] = {
        "control": {
            "first_window_ms": round(statistics.median(control_ms), 1),
            "pss_kib": statistics.median(one.pss_kib for one in control),
        },
        "first_window_ms": against(window_ms, control_ms, "first_window"),
        "ready_to_use_ms": against(ready_ms, control_ms, "ready_to_use"),
        "picker_pss_kib": against(*_pss(picker, control), "memory_picker"),
        "picker_rss_kib": against(*_rss(picker, control), "memory_picker"),
    }
    if chosen.only != "start":
        beside = [bench.control_memory() for _ in range(min(3, chosen.runs))]
        sessions = [loud.session_memory("maintenance") for _ in beside]
        for name, place in (("session", 0), ("session_while_a_tone_plays", 1)):
            looks = [both[place] for both in sessions]
            figures[f"{name}_pss_kib"] = against(*_pss(looks, beside), "memory_session")
            figures[f"{name}_rss_kib"] = against(*_rss(looks, beside), "memory_session")
            figures[f"{name}_parts_pss_kib"] = [one.parts for one in looks]
    return figures


def _pss(one: Sequence[Memory], other: Sequence[Memory]) -> tuple[list[float], list[float]]:
    return [m.pss_kib for m in one], [m.pss_kib for m in other]


def _rss(one: Sequence[Memory], other: Sequence[Memory]) -> tuple[list[float], list[float]]:
    return [m.rss_kib for m in one], [m.rss_kib for m in other]


def cpu(bench: Bench, kinds: Path) -> dict[str, object]:
    """CPU of a session, in percent of one core."""
    return {
        "bar": BARS["cpu_percent"],
        "control": bench.control_cpu_percent(),
        "session": round(bench.session_cpu_percent("maintenance"), 2),
        "kinds": {
            kind: round(bench.session_cpu_percent(str(kinds), kind, CPU_OVER_S / 2), 2)
            for kind in KINDS
        },
    }


def against(values: Sequence[float], control: Sequence[float], bar: str) -> dict[str, object]:
    """The median of what was measured, and of how many times the control it was in each run."""
    ratios = [one / other for one, other in zip(values, control, strict=True)]
    return {
        "median": round(statistics.median(values), 1),
        "all": [round(value, 1) for value in values],
        "times_control": round(statistics.median(ratios), 2),
        "bar": BARS[bar],
    }


def main() -> None:
    """Run it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=7)
    options.add_argument("--only", choices=["start", "cpu"], default="")
    options.add_argument("--profile", default="", help="write a profile of a session here, no more")
    options.add_argument("--step", default="", help="with --profile, a step's kind")
    chosen = options.parse_args()
    with ExitStack() as stack:
        scratch = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        folder = Path(stack.enter_context(scratch))
        environment = private_environment(folder)
        stack.enter_context(sound_server(folder, environment, ["all"]))
        stack.enter_context(speech_server(folder, environment))
        del environment["QT_QPA_PLATFORM"]  # on a real screen
        data = folder / "data"
        prepare(data)
        write_log(data, SESSIONS)
        silent = Bench(with_preferences(data, sound=False), environment)
        kinds = write_kinds(folder)
        if chosen.profile:
            script = str(kinds) if chosen.step else "maintenance"
            used = silent.session_cpu_percent(script, chosen.step, CPU_OVER_S, chosen.profile)
            print(json.dumps({"cpu_percent_with_the_profiler": used}))
            return
        loud = Bench(with_preferences(data, sound=True), environment)
        figures: dict[str, object] = {"machine": {"cores": os.cpu_count(), "load": os.getloadavg()}}
        if chosen.only != "cpu":
            figures |= measure(silent, loud, chosen)
        if chosen.only != "start":
            figures["cpu_percent"] = cpu(silent, kinds)
        print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
