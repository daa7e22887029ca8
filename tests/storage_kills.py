"""Kills what writes, gives away and takes in the log, and looks at what is left.

Each work is done by a process of its own (`tests/storage_kills_worker.py`), which says on its
output what is done for good, and is killed at a random moment. A work more is an entry in `WORKS`
and one there.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

from app.core.errors import KnownError
from app.storage.backups import list_backups
from app.storage.database import open_read_only
from app.storage.exports.exporting import ExportOrder
from app.storage.exports.json_export import export_json
from app.storage.integrity import checked_copy, fault_in
from app.storage.log_opening import LogOpening
from tests.damage import damaged
from tests.damage_runs import NOW, write_log
from tests.storage_kills_worker import EXPORTS, IMPORTED, WROTE

ROOT = Path(__file__).parents[1]
LOGS = ROOT / "tests" / "storage" / "logs"
SESSIONS = 12
SESSIONS_TAKEN_IN = (150, 120, 90)
"""How many are in each of the files of an import."""
SESSIONS_GIVEN_AWAY = 60
SEEDS_THAT_ARE_MENDED = (1, 3, 4)
"""Of `tests/damage.py`: those that leave most of a log to be read."""

AS_DAMAGED = "as-damaged.sqlite3"
"""A copy of a damaged log, beside it."""


@dataclass
class Kill:
    """One kill; `troubles` is empty where all held."""

    work: str
    seed: int
    acknowledged: int = 0
    was_done: bool = False
    troubles: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Work:
    """What is killed: made ready in a folder, and looked at when it is dead.

    Attributes:
        ready: makes the log and gives what has to be kept of it.
        holds: says what is wrong, given the log, what had to be kept, and what was acknowledged.
        most_s: the kill comes so long after it began, at most.
    """

    ready: Callable[[Path, random.Random], set[str]]
    holds: Callable[[Path, set[str], list[str]], Iterator[str]]
    most_s: float


def kill(work: str, folder: Path, seed: int) -> Kill:
    """Do a work, kill it, and look."""
    chance = random.Random(f"{work} {seed}")
    path = folder / "log.sqlite3"
    folder.mkdir()
    wanted = WORKS[work].ready(path, chance)
    result = Kill(work, seed)
    command = [sys.executable, "-m", "tests.storage_kills_worker", work, str(path), str(seed)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ}
    ) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, WORKS[work].most_s))
        result.was_done = worker.poll() is not None
        if worker.returncode:
            result.troubles.append(f"it ended by itself with {worker.returncode}")
        worker.send_signal(signal.SIGKILL)
        said = worker.stdout.readlines()
    told = [line.strip() for line in said if line.endswith("\n")]
    result.acknowledged = len(told)
    result.troubles += _look(path)
    result.troubles += WORKS[work].holds(path, wanted, told)
    return result


def _look(path: Path) -> Iterator[str]:
    """What holds whatever was done: the log is whole, and so is each backup."""
    opening = LogOpening(path, lambda: NOW, lambda _told: None)
    try:
        opening.open().close()
    except KnownError as error:
        yield str(error)
        return
    if (fault := _fault(path)) and path.with_name(AS_DAMAGED).exists():
        opening.save_what_can_be()  # it was killed before it was saved
        fault = _fault(path)
    if fault:
        yield fault
    for backup in list_backups(path):
        target = path.parent / "looked-at.sqlite3"
        try:
            checked_copy(backup.path, target)
        except KnownError as error:
            yield str(error)
        target.unlink()


def _fault(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return fault_in(connection)


def ids_in(path: Path) -> set[str]:
    """Each row's id, whatever its marks."""
    tables = ("sessions", "session_steps", "ratings", "events")
    with closing(sqlite3.connect(path)) as connection:
        return {id_ for table in tables for (id_,) in connection.execute(f"SELECT id FROM {table}")}


def _a_log(path: Path, _chance: random.Random) -> set[str]:
    write_log(path, SESSIONS)
    return ids_in(path)


def _an_old_log(path: Path, chance: random.Random) -> set[str]:
    shutil.copy(LOGS / f"version-{chance.randint(1, 4)}.sqlite3", path)
    return ids_in(path)


def _a_log_with_backups(path: Path, chance: random.Random) -> set[str]:
    """A log, and beside it the backups of two others, which are put in its place by turns."""
    for name in ("one", "other"):
        write_log(path.parent / f"{name}.sqlite3", SESSIONS)
    return _a_log(path, chance)


@cache
def _files_of_others() -> tuple[tuple[bytes, frozenset[str]], ...]:
    """What other machines exported, and the ids in it."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for number in SESSIONS_TAKEN_IN:
            log, file = Path(folder, f"{number}.sqlite3"), Path(folder, f"{number}.json")
            write_log(log, number)
            database = open_read_only(log)
            assert database is not None
            with closing(database):
                export_json(database, ExportOrder(file), NOW)
            found.append((file.read_bytes(), frozenset(ids_in(log))))
    return tuple(found)


def _a_log_and_files(path: Path, chance: random.Random) -> set[str]:
    for number, (file, _) in enumerate(_files_of_others()):
        path.with_name(f"{number}.json").write_bytes(file)
    return _a_log(path, chance)


def _a_longer_log(path: Path, _chance: random.Random) -> set[str]:
    write_log(path, SESSIONS_GIVEN_AWAY)
    return ids_in(path)


def _a_damaged_log(path: Path, chance: random.Random) -> set[str]:
    write_log(path, SESSIONS)
    wanted = ids_in(path)
    shutil.copy(path, path.with_name("whole.sqlite3"))
    damaged(path, chance.choice(SEEDS_THAT_ARE_MENDED))
    shutil.copy(path, path.with_name(AS_DAMAGED))
    return wanted


def _all_there(path: Path, wanted: set[str], told: list[str]) -> Iterator[str]:
    missing = wanted.union(told) - ids_in(path)
    if missing:
        yield f"missing: {sorted(missing)}"


def _edits_there(path: Path, wanted: set[str], told: list[str]) -> Iterator[str]:
    """Each edit writes its number, and the one after the last acknowledged may be there too."""
    yield from _all_there(path, wanted, [])
    last = int(told[-1]) if told else 0
    numbers = """
        SELECT (SELECT max(CAST(note AS INTEGER)) FROM sessions WHERE note NOT LIKE '%long%'),
               (SELECT max(version) FROM after_answers)
    """
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(numbers).fetchone()
    for number in found:
        if not last <= (number or 0) <= last + 1:
            yield f"edit {number} is there, and {last} was acknowledged"


def _backups_there(path: Path, wanted: set[str], told: list[str]) -> Iterator[str]:
    yield from _all_there(path, wanted, [])
    for name in told:
        if not wanted <= ids_in(Path(name)):
            yield f"{name} was acknowledged, and is not whole"


def _one_whole_log(path: Path, wanted: set[str], _told: list[str]) -> Iterator[str]:
    """The log is one of the three, and what it was at first is in it or in a backup."""
    logs = [wanted, *(ids_in(path.parent / f"{name}.sqlite3") for name in ("one", "other"))]
    if ids_in(path) not in logs:
        yield "the log is a mixture"
    if not any(wanted <= ids_in(one) for one in (path, *(b.path for b in list_backups(path)))):
        yield "the log as it was is nowhere"


def _files_whole_or_not(path: Path, wanted: set[str], told: list[str]) -> Iterator[str]:
    """Of each file all is there or nothing; all where that was said, and every answer beside it."""
    said = dict.fromkeys((WROTE, IMPORTED), frozenset[str]())
    for line in told:
        what, name = line.split()
        said[what] |= {name}
    yield from _all_there(path, wanted, list(said[WROTE]))
    found = ids_in(path)
    for number, (_, ids) in enumerate(_files_of_others()):
        taken_in = len(ids & found)
        if taken_in != len(ids) and (taken_in or str(number) in said[IMPORTED]):
            yield f"of file {number} {taken_in} of {len(ids)} rows are there"


def _no_half_export(path: Path, wanted: set[str], told: list[str]) -> Iterator[str]:
    """What stands under an export's name is a whole one; it is there once that was said.

    While a folder of tables takes the place of another, the one before is beside it for a moment.
    """
    yield from _all_there(path, wanted, [])
    database = open_read_only(path)
    assert database is not None
    with closing(database), tempfile.TemporaryDirectory() as folder:
        for name, export in EXPORTS.items():
            export(database, ExportOrder(Path(folder, name)))
            target, whole = path.with_name(name), _bytes_of(Path(folder, name))
            before = list(path.parent.glob(f".{name}.*.old"))
            if target.exists():
                if _bytes_of(target) != whole:
                    yield f"{name} is not whole"
            elif name in told and not any(_bytes_of(one) == whole for one in before):
                yield f"{name} was said to be there, and is not"


def _bytes_of(place: Path) -> dict[str, bytes]:
    files = place.iterdir() if place.is_dir() else (place,)
    return {file.name: file.read_bytes() for file in files}


def _saved(path: Path, wanted: set[str], _told: list[str]) -> Iterator[str]:
    """The damaged bytes are kept, and what can be read is there once the log is opened again."""
    as_damaged = path.with_name(AS_DAMAGED).read_bytes()
    kept = [one for one in path.parent.glob("log*.sqlite3") if one.read_bytes() == as_damaged]
    if not kept and not wanted <= ids_in(path):
        yield "the damaged log is nowhere"
    if len(ids_in(path) & wanted) < 0.5 * len(wanted):
        yield "less than half of it was saved"


WORKS = {
    "answers": Work(_a_log, _all_there, 0.25),
    "edits": Work(_a_log, _edits_there, 0.25),
    "migration": Work(_an_old_log, _all_there, 0.06),
    "backup": Work(_a_log, _backups_there, 0.25),
    "restore": Work(_a_log_with_backups, _one_whole_log, 0.5),
    "salvage": Work(_a_damaged_log, _saved, 0.12),
    "import": Work(_a_log_and_files, _files_whole_or_not, 0.5),
    "export": Work(_a_longer_log, _no_half_export, 0.25),
}


def kills(folder: Path, times: int, seed: int) -> Iterator[Kill]:
    """Kill each work in turn."""
    names = list(WORKS)
    for number in range(times):
        place = folder / str(number)
        yield kill(names[number % len(names)], place, seed + number)
        shutil.rmtree(place)


def report(done: list[Kill]) -> dict[str, object]:
    """What is to be known of them."""
    return {
        "kills": len(done),
        "failures": [asdict(one) for one in done if one.troubles],
        "of_works": {
            work: {
                "kills": sum(one.work == work for one in done),
                "acknowledged": sum(one.acknowledged for one in done if one.work == work),
                "already_done": sum(one.was_done for one in done if one.work == work),
            }
            for work in WORKS
        },
    }
