"""What a log of 100,000 answers costs: to be looked at, exported, imported and kept.

    python tests/bench/log_cost.py [--only table,chart,csv] [--data FOLDER] [--runs 3] [--quick]

Makes a sample log (`sample_log.py`), or takes a copy of the one of a data folder, and a tenth of it
beside it. Each part runs in a process of its own, so often as it is told, and medians are printed
as JSON, each beside its bar.

In the window, in ms until it is painted: going to the log, the first time with all that is imported
for it and again; each filter; of the table one step of scrolling (wheel, Page Down, dragging the
bar to places far apart) and each order. Of files, in seconds: the exports, the import of the JSON
into an empty log and into the log itself, a backup, the daily check, a restore; with the peak of
memory (VmHWM), of the small log and of the large one. The control reads all answers by plain SQLite
and writes them as plain JSON.

`--cpu` counts the processor's time of the window's thread instead, for machines on which other
programs run. Needs Linux and a screen, or `xvfb-run -a -s "-screen 0 1280x800x24"`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from app.storage.data_folder import LOG
from app.storage.log_copies import back_up_daily
from tests.bench.log_files import EXPORTED, FILE_PARTS
from tests.bench.sample_log import Habits, SampleLog

ROOT = Path(__file__).parents[2]
DAYS = 9900
QUICK_DAYS = 990
SMALL_SHARE = 10
BARS = {
    "chart": {"first_ms": 1000, "filter_ms": 200},
    "table": {"first_ms": 300, "scroll_ms": 16, "filter_ms": 200},
    "calendar": {"filter_ms": 200},
    "by-script": {"filter_ms": 200},
    "csv": {"s": 2, "grows_mib": 4},
    "json": {"s": 2, "grows_mib": 4},
    "fhir": {"s": 5, "grows_mib": 4},
}
WINDOW_PARTS = ("chart", "table", "calendar", "by-script")

Figures = dict[str, object]


def main() -> None:
    """Make or take a log and print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", default=",".join((*WINDOW_PARTS, *FILE_PARTS)))
    options.add_argument("--data", type=Path)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--quick", action="store_true", help="a tenth of it, once")
    options.add_argument("--cpu", action="store_true")
    options.add_argument("--part", nargs=2, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.part:
        _be_part(*given.part, is_cpu=given.cpu)
        return
    parts = [part for part in given.only.split(",") if part]
    with tempfile.TemporaryDirectory(prefix="fw-log-cost-") as folder:
        days = QUICK_DAYS if given.quick else DAYS
        large, small = Path(folder, "large"), Path(folder, "small")
        _make(large, days, given.data)
        _make(small, days // SMALL_SHARE, None)
        runs = 1 if given.quick else given.runs
        figures: Figures = {
            "load": [round(load, 1) for load in os.getloadavg()],
            "answers": {"small": _answers(small), "large": _answers(large)},
        }
        for part in parts:
            print(part, "…", file=sys.stderr)
            cpu = ["--cpu"] if given.cpu else []
            figures[part] = (
                _file_part(part, small, large, runs)
                if part in FILE_PARTS
                else _told(part, [_run(_PART, part, large, *cpu) for _ in range(runs)])
            )
        figures["load_after"] = [round(load, 1) for load in os.getloadavg()]
    print(json.dumps(_with_ratios(figures), indent=2))


_PART = ("tests/bench/log_cost.py", "--part")
_FILE_PART = ("-m", "tests.bench.log_files")


def _be_part(part: str, data: str, *, is_cpu: bool) -> None:
    """Be the process in which something is looked at."""
    from tests.bench.log_window import WINDOW_PARTS as LOOKS  # noqa: PLC0415 - it imports the app

    figures = LOOKS[part](Path(data), time.thread_time if is_cpu else time.perf_counter)
    print(json.dumps(figures), flush=True)
    os._exit(0)  # nothing is left to be kept, and threads of the app would be waited for


def _run(command: Sequence[str], part: str, data: Path, *more: str) -> Figures:
    done = subprocess.run(
        [sys.executable, *command, part, str(data), *more],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    figures: Figures = json.loads(done.stdout)
    return figures


def _file_part(part: str, small: Path, large: Path, runs: int) -> Figures:
    found = {
        name: [_run_and_clear(part, data) for _ in range(runs)]
        for name, data in (("small", small), ("large", large))
    }
    told = _told(part, found["large"])
    peaks = {name: _median_of(runs_, "peak_mib") for name, runs_ in found.items()}
    return told | {"grows_mib": round(peaks["large"] - peaks["small"], 1)}


def _run_and_clear(part: str, data: Path) -> Figures:
    """Do it in the folder, and take away what would be in the way of the next time."""
    before = set(data.rglob("*"))
    try:
        return _run(_FILE_PART, part, data)
    finally:
        for one in sorted(set(data.rglob("*")) - before, reverse=True):
            if one.is_dir():
                one.rmdir()
            elif one.name != EXPORTED:
                one.unlink()


def _told(part: str, found: list[Figures]) -> Figures:
    merged = _median(found)
    assert isinstance(merged, dict)
    return {"bars": BARS[part], **merged} if part in BARS else merged


def _median(found: Sequence[object]) -> object:
    """The median of each figure of several runs."""
    first = found[0]
    if isinstance(first, dict):
        every = [one for one in found if isinstance(one, dict)]
        return {name: _median([one[name] for one in every]) for name in first}
    numbers = [one for one in found if isinstance(one, int | float)]
    return round(statistics.median(numbers), 2)


def _median_of(found: Sequence[Mapping[str, object]], name: str) -> float:
    return statistics.median(float(str(one[name])) for one in found)


def _with_ratios(figures: Figures) -> Figures:
    """Each of the files' times against the control's."""
    control = figures.get("control")
    if not isinstance(control, dict):
        return figures
    for name, found in figures.items():
        if name in FILE_PARTS and isinstance(found, dict):
            found["of_control"] = round(found["s"] / control["s"], 2)
    return figures


def _make(data: Path, days: int, source: Path | None) -> None:
    """A data folder, looked after today already, so that nothing is copied meanwhile."""
    now = datetime.now().astimezone()
    if source is not None:
        data.mkdir()
        shutil.copy(source / LOG, data / LOG)
    else:
        habits = Habits(days=days, sessions_a_week=7.0)
        SampleLog(data, now.replace(hour=12, minute=0), habits).write()
    back_up_daily(data / LOG, now)


def _answers(data: Path) -> int:
    with closing(sqlite3.connect(data / LOG)) as connection:
        return int(connection.execute("SELECT count(*) FROM ratings").fetchone()[0])


if __name__ == "__main__":
    main()
