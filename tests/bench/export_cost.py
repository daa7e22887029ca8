"""How long exports and an import of a long log take, and how much memory they need.

    python -m tests.bench.export_cost [SESSIONS] [LOG]

Without LOG one with four answers a session is made: of 25,000 sessions 100,000 answers. They may
take 2, 2 and 5 seconds as csv, json and fhir, with the memory flat. Times are of the processor and,
in brackets, of the clock; they tell of this machine only when nothing else runs on it.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from app.storage.data_folder import LOG
from app.storage.database import open_database, open_read_only
from app.storage.exports.csv_export import export_csv
from app.storage.exports.exporting import ExportOrder
from app.storage.exports.fhir_export import export_fhir
from app.storage.exports.json_export import export_json
from app.storage.imports.log_import import import_log
from app.storage.shipped import shipped_folder
from app.storage.shipped_questions import load_questions
from tests.bench.long_log import write_log


def measure(what: str, limit_s: float | None, work: Callable[[], object]) -> None:
    """Run it and print what it cost, beside what it may cost."""
    cpu, clock = time.process_time(), time.perf_counter()
    done = work()
    cpu, clock = time.process_time() - cpu, time.perf_counter() - clock
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ratio = "" if limit_s is None else f"  {cpu / limit_s:4.2f} of {limit_s:.0f} s"
    print(f"{what:8} {cpu:6.2f} s ({clock:6.2f} s){ratio}  peak {peak_mib:4.0f} MiB  {done}")


def main(sessions: int = 25_000, given: str = "") -> None:
    """Make the log if none is given, then export it in each form and import it elsewhere."""
    with tempfile.TemporaryDirectory(prefix="footwell-bench-") as name:
        folder = Path(name)
        if not given:
            write_log(folder, sessions)
        log = open_read_only(Path(given) if given else folder / LOG)
        assert log is not None, "there is no log"
        questions = load_questions(shipped_folder("resources"))
        now = datetime.now(UTC)
        measure("csv", 2, partial(export_csv, log, ExportOrder(folder / "csv")))
        measure("json", 2, partial(export_json, log, ExportOrder(folder / "json"), now))
        fhir = ExportOrder(folder / "fhir")
        measure("fhir", 5, partial(export_fhir, log, fhir, now, questions))
        log.close()
        (folder / "other").mkdir()
        other = open_database(folder / "other" / LOG, lambda: now)
        for what in ("import", "again"):
            take_in = partial(import_log, other, folder / "json", lambda: now)
            measure(what, None, lambda take_in=take_in: take_in().in_all)  # type: ignore[misc]
        other.close()


if __name__ == "__main__":
    main(*(int(sys.argv[1]),) if len(sys.argv) > 1 else (), *sys.argv[2:3])
