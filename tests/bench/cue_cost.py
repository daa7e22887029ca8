"""What a cue costs the window, and how soon its player runs, with both cores busy.

    python tests/bench/cue_cost.py [--idle] [--direct] [--cues 300]

Starts a window with a player's worth of memory, keeps every core at work, and plays cues through
the app's own chime. Prints as JSON: how long `prepare` and `play` hold the window up (median, 99th
percentile and worst, in ms), and a loop that does nothing beside them; how long it is from `play`
to the player's process being started, as the sound process reports it by the same monotonic clock;
and the memory (PSS) of the sound process with and without a player. `--direct` measures playsound3
called from the window's own process instead.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from app.core.cues import Cue
from app.core.sound_choices import SoundChoices
from app.devices.chime import PlaysoundChime
from app.devices.sound_link import Report, SoundLink

SOUNDS = Path(__file__).parents[2] / "resources" / "sounds"
BETWEEN_MS = 400
SPIN = 4000
"""Of a loop that takes as long as `play` when nothing else runs: what it is held up is not ours."""
WINDOW_BYTES = 40_000_000
"""What a window with a session in it has beyond a bare one, as far as a fork has to copy it."""


class Bench:
    """Plays cues one after another and notes what each took."""

    def __init__(self, play: Callable[[Cue], None], cues: int) -> None:
        self._play = play
        self._left = cues
        self._loop = QEventLoop()
        self._timer = QTimer()
        self._timer.timeout.connect(self._on_due)
        self.asked_ns: list[int] = []
        self.blocked_ms: list[float] = []
        self.control_ms: list[float] = []

    def run(self) -> None:
        """Play all of them."""
        self._timer.start(BETWEEN_MS)
        self._loop.exec()

    def _on_due(self) -> None:
        if not self._left:
            self._timer.stop()
            QTimer.singleShot(2500, self._loop.quit)
            return
        self._left -= 1
        before_ns = time.monotonic_ns()
        self._play(Cue.HOLD)
        self.asked_ns.append(before_ns)
        self.blocked_ms.append((time.monotonic_ns() - before_ns) / 1e6)
        QTimer.singleShot(BETWEEN_MS // 2, self._spin)

    def _spin(self) -> None:
        before_ns = time.monotonic_ns()
        for _ in range(SPIN):
            pass
        self.control_ms.append((time.monotonic_ns() - before_ns) / 1e6)


def by_process(cues: int, cache: Path) -> dict[str, object]:
    """The app's chime."""
    began_ns: list[int] = []
    told: list[object] = []

    class Listening(SoundLink):
        def _take(self, report: Report) -> None:
            told.append(report["told"])
            if report["told"] == "started":
                began_ns.append(int(str(report["began_ns"])))
            super()._take(report)

    chime = PlaysoundChime(SOUNDS, cache, print, Listening)
    chime.follow(SoundChoices(50))
    before_s = time.monotonic()
    chime.prepare()
    prepared_ms = 1000 * (time.monotonic() - before_s)
    loop = QEventLoop()
    QTimer.singleShot(3000, loop.quit)
    loop.exec()
    link = chime._link
    assert isinstance(link, Listening)
    alone = pss_kib(link.pid)
    bench = Bench(chime.play, cues)
    QTimer.singleShot(3000, lambda: with_player.append(tree_kib(link.pid)))
    with_player: list[int] = []
    bench.run()
    chime.close()
    started = [(began - asked) / 1e6 for asked, began in zip(bench.asked_ns, began_ns, strict=True)]
    return {
        "prepare_ms": round(prepared_ms, 2),
        "blocked_ms": spread(bench.blocked_ms),
        "control_blocked_ms": spread(bench.control_ms),
        "to_process_started_ms": spread(started),
        "asked": len(bench.asked_ns),
        "started": len(began_ns),
        "late": told.count("late"),
        "sound_process_pss_kib": alone,
        "with_its_players_pss_kib": with_player[0] if with_player else None,
    }


def by_call(cues: int) -> dict[str, object]:
    """playsound3 in the window's process, as it was before."""
    import playsound3  # noqa: PLC0415

    kept: list[playsound3.playsound3.Sound] = []

    def play(cue: Cue) -> None:
        kept[:] = [sound for sound in kept if sound.is_alive()]
        kept.append(playsound3.playsound(str(SOUNDS / f"{cue.value}.wav"), block=False))

    bench = Bench(play, cues)
    bench.run()
    return {
        "blocked_ms": spread(bench.blocked_ms),
        "control_blocked_ms": spread(bench.control_ms),
        "asked": len(bench.asked_ns),
    }


def spread(values: list[float]) -> dict[str, float]:
    """Median, 99th percentile and worst."""
    ordered = sorted(values)
    return {
        "median": round(statistics.median(ordered), 2),
        "p99": round(ordered[int(0.99 * (len(ordered) - 1))], 2),
        "worst": round(ordered[-1], 2),
    }


def pss_kib(pid: int | None) -> int:
    """The proportional memory of a process, 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def tree_kib(pid: int | None) -> int:
    """The same with its children."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return 0
    return pss_kib(pid) + sum(tree_kib(int(child)) for child in text.split())


def main() -> None:
    """Run it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cues", type=int, default=300)
    options.add_argument("--idle", action="store_true", help="leave the cores alone")
    options.add_argument("--direct", action="store_true", help="playsound3 in this process")
    chosen = options.parse_args()
    application = QApplication(["footwell"])
    window = QLabel("cue cost")
    window.show()
    ballast = bytearray(b"\1" * WINDOW_BYTES)
    burners = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"])
        for _ in range(0 if chosen.idle else os.cpu_count() or 1)
    ]
    try:
        with tempfile.TemporaryDirectory() as cache:
            made = by_call(chosen.cues) if chosen.direct else by_process(chosen.cues, Path(cache))
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()
    made |= {"cores": os.cpu_count(), "busy": not chosen.idle, "window_kib": len(ballast) // 1024}
    print(json.dumps(made, indent=1))
    del application


if __name__ == "__main__":
    main()
