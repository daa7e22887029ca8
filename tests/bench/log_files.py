"""What is done with the log's file and with files beside it: how long it takes, in what memory.

Called by `log_cost.py`, each work in a process of its own, so that its peak is its own.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from app.storage.data_folder import LOG
from app.storage.database import Database, open_database, open_read_only
from app.storage.exports.csv_export import export_csv
from app.storage.exports.exporting import ExportOrder
from app.storage.exports.fhir_export import export_fhir
from app.storage.exports.json_export import export_json
from app.storage.imports.log_import import import_log
from app.storage.log_copies import back_up_daily, back_up_now
from app.storage.log_store import LogStore
from app.storage.restore import restore
from app.storage.shipped import shipped_folder
from app.storage.shipped_questions import load_questions

EXPORTED = "log.json"
"""An export of the log, beside it."""


def now() -> datetime:
    return datetime.now().astimezone()


def control(data: Path) -> None:
    """All answers read by plain SQLite and written as plain JSON: less cannot be done."""
    with closing(sqlite3.connect(data / LOG)) as connection:
        rows = connection.execute("SELECT * FROM ratings WHERE deleted IS NULL").fetchall()
    (data / "control.json").write_text(json.dumps(rows), encoding="utf-8")


def csv(data: Path) -> None:
    """Export it as tables."""
    _export(data, export_csv, "tables")


def json_(data: Path) -> None:
    """Export it as JSON."""
    _export(data, lambda log, order: export_json(log, order, now()), EXPORTED)


def fhir(data: Path) -> None:
    """Export it as FHIR."""

    def write(log: Database, order: ExportOrder) -> None:
        export_fhir(log, order, now(), load_questions(shipped_folder("resources")))

    _export(data, write, "bundle.json")


def import_new(data: Path) -> None:
    """Take the export into a log that is empty; the backup of it is part of that."""
    path = data / "empty" / LOG
    path.parent.mkdir()
    LogStore(path, now).close()
    _import(path, data / EXPORTED)


def import_known(data: Path) -> None:
    """Take the export into the log that it came from, where nothing is new."""
    _import(data / LOG, data / EXPORTED)


def backup(data: Path) -> None:
    """Copy the log and check the copy, as a person asks for it."""
    back_up_now(data / LOG, now())


def daily(data: Path) -> None:
    """Check and copy the log as at the first start of a day."""
    (data / LOG).touch()  # else it is known that nothing changed
    look = back_up_daily(data / LOG, now() + timedelta(days=1))
    assert look.backup is not None, look


def restoring(data: Path) -> None:
    """Put a backup in the log's place: it is checked, and the log before it copied."""
    source = next((data / "backups").glob("*.sqlite3"))
    restore(data / LOG, source, now())


FILE_PARTS: dict[str, Callable[[Path], None]] = {
    "control": control,
    "csv": csv,
    "json": json_,
    "fhir": fhir,
    "import-new": import_new,
    "import-known": import_known,
    "backup": backup,
    "daily": daily,
    "restore": restoring,
}
"""In the order in which they are done: the import needs the export, and so on."""


def measured(work: Callable[[Path], None], data: Path) -> dict[str, object]:
    """How long it takes, and the peak of memory of this process at its end."""
    before = peak_mib()
    began = time.perf_counter()
    work(data)
    return {
        "s": time.perf_counter() - began,
        "peak_mib": peak_mib(),
        "of_it_mib": peak_mib() - before,
    }


def peak_mib() -> float:
    """The most memory that this process ever had, with all that it shares."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


def _export(data: Path, write: Callable[[Database, ExportOrder], object], name: str) -> None:
    database = open_read_only(data / LOG)
    assert database is not None
    with closing(database):
        write(database, ExportOrder(data / name, force=True))


def _import(log: Path, file: Path) -> None:
    with closing(open_database(log, now)) as database:
        import_log(database, file, now)


if __name__ == "__main__":
    print(json.dumps(measured(FILE_PARTS[sys.argv[1]], Path(sys.argv[2]))))
