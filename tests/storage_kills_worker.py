"""Does one work on a log and says what is done for good; killed by `tests/storage_kills.py`."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from queue import Queue
from threading import Thread
from time import sleep

from app.core.answer import Answer
from app.core.errors import LockedLogError
from app.core.log_edit import session_deleted
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import (
    AfterAnswer,
    EventType,
    LogEvent,
    Rating,
    RatingContext,
    RatingKind,
)
from app.storage.database import Database, open_database, open_read_only
from app.storage.exports.csv_export import export_csv
from app.storage.exports.exporting import ExportOrder
from app.storage.exports.fhir_export import export_fhir
from app.storage.exports.json_export import export_json
from app.storage.imports.log_import import import_log
from app.storage.log_copies import back_up_daily, back_up_now
from app.storage.log_opening import LogOpening
from app.storage.log_store import LogStore
from app.storage.record_id import new_id
from app.storage.restore import restore
from app.storage.shipped import shipped_folder
from app.storage.shipped_questions import load_questions
from tests.edits import session_back

NOW = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
WROTE, IMPORTED = "wrote", "imported"
BREATH_S = 0.01
LAST_RESTORE = 6
"""After which the backup of the log as it was at first would go: each restore makes two of 14."""


def now() -> datetime:
    return NOW


def answers(path: Path, _seed: int) -> Iterator[str]:
    store = LogStore(path, now)
    for number in count():
        answered = NOW + timedelta(days=number)
        rating = Rating(
            id=new_id(),
            session_id=None,
            kind=RatingKind.PAIN,
            context=RatingContext.DAILY,
            answered=answered,
            side=Foot.LEFT,
            region=Area.HEEL,
            value=number % 11,
            note="x" * 2000,
        )
        store.add_rating(rating)
        yield rating.id


def edits(path: Path, _seed: int) -> Iterator[str]:
    """An edit is three changes: a note, an answer with its event, a mark that comes and goes."""
    store = LogStore(path, now)
    first, second = [logged.session.id for logged in store.sessions()][:2]
    for number in count(1):
        yes = AfterAnswer(
            first, RatingContext.AFTER, "A1", Answer(is_yes=True), NOW, version=number
        )
        event = LogEvent(new_id(), first, NOW, EventType.DIZZINESS, note=str(number))
        store.set_note(first, str(number))
        store.keep_after_answer(yes, [event])
        store.edits.make(session_deleted(second) if number % 2 else session_back(second))
        yield str(number)


def migration(path: Path, _seed: int) -> Iterator[str]:
    LogStore(path, now).close()
    yield from ()


def backup(path: Path, _seed: int) -> Iterator[str]:
    for day in count():
        when = NOW + timedelta(days=day)
        yield str(back_up_now(path, when))
        path.touch()
        made = back_up_daily(path, when)
        assert made.backup is not None, made


def restoring(path: Path, _seed: int) -> Iterator[str]:
    for number in count():
        name = ("one", "other")[number % 2]
        restore(path, path.with_name(f"{name}.sqlite3"), NOW + timedelta(seconds=number))
        if number == LAST_RESTORE:
            return
        yield name


def salvage(path: Path, _seed: int) -> Iterator[str]:
    LogOpening(path, now, lambda _told: None).save_what_can_be()
    yield "saved"


def importing(path: Path, seed: int) -> Iterator[str]:
    """Files are taken in one after the other, while answers are written by another connection."""
    said: Queue[str | None] = Queue()

    def take_in() -> None:
        for number in range(3):
            while not _is_imported(path, path.with_name(f"{number}.json")):
                sleep(BREATH_S)
            said.put(f"{IMPORTED} {number}")
        said.put(None)

    def write() -> None:
        for id_ in answers(path, seed):
            said.put(f"{WROTE} {id_}")
            sleep(BREATH_S)  # SQLite's lock is no queue: who never lets go of it locks others out

    def surely(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException:  # noqa: BLE001 - whatever it is, the killer is to know it
            traceback.print_exc()
            os._exit(1)

    for work in (take_in, write):
        Thread(target=surely, args=(work,), daemon=True).start()
    yield from iter(said.get, None)


def _is_imported(path: Path, file: Path) -> bool:
    """Import a file; on a busy machine it may be told to try again, as a person would be."""
    try:
        with closing(open_database(path, now)) as database:
            import_log(database, file, now)
    except LockedLogError:
        return False
    return True


def _export_fhir(database: Database, order: ExportOrder) -> None:
    export_fhir(database, order, NOW, load_questions(shipped_folder("resources")))


EXPORTS: dict[str, Callable[[Database, ExportOrder], object]] = {
    "tables": export_csv,
    "log.json": lambda database, order: export_json(database, order, NOW),
    "bundle.json": _export_fhir,
}


def exporting(path: Path, _seed: int) -> Iterator[str]:
    """Again and again, each over the one before."""
    database = open_read_only(path)
    assert database is not None
    while True:
        for name, export in EXPORTS.items():
            export(database, ExportOrder(path.with_name(name), force=True))
            yield name


WORKS: dict[str, Callable[[Path, int], Iterator[str]]] = {
    "answers": answers,
    "edits": edits,
    "migration": migration,
    "backup": backup,
    "restore": restoring,
    "salvage": salvage,
    "import": importing,
    "export": exporting,
}


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _say("ready")
    for told in WORKS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3])):
        _say(told)
