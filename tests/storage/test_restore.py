"""A backup takes the place of the log whole or not at all, and the log before it is kept."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.errors import NewerSchemaError, RestoreStoppedError, StorageError
from app.core.soreness import Rating, SessionRecord
from app.storage.backups import list_backups
from app.storage.log_on_demand import LogOnDemand
from app.storage.log_store import LogStore
from app.storage.restore import STAGES, restore
from tests.storage.conftest import Clock
from tests.storage.test_kept_logs import LOGS, NEWEST

MakeRating = Callable[..., Rating]


def notes_in(path: Path, clock: Clock) -> list[str]:
    store = LogStore(path, clock)
    notes = [rating.note for rating in store.ratings()]
    store.close()
    return notes


@pytest.fixture
def log(log_path: Path, clock: Clock, rating: MakeRating) -> Path:
    """The log as it is now."""
    store = LogStore(log_path, clock)
    store.add_rating(rating(note="now"))
    store.close()
    return log_path


@pytest.fixture
def backup(tmp_path: Path, clock: Clock, rating: MakeRating) -> Path:
    """A backup on another disk, as it were."""
    folder = tmp_path / "stick"
    folder.mkdir()
    store = LogStore(folder / "old.sqlite3", clock)
    store.add_rating(rating(note="then"))
    store.add_rating(rating(note="then too", answered=rating().answered + timedelta(days=1)))
    store.close()
    (folder / "old.sqlite3-journal").unlink()
    return folder / "old.sqlite3"


def test_a_backup_takes_the_place_of_the_log_which_is_kept(
    log: Path, backup: Path, clock: Clock
) -> None:
    before = backup.read_bytes()
    restored = restore(log, backup, clock.now)
    assert restored.figures.words == "0 sessions and 2 answers"
    assert notes_in(log, clock) == ["then", "then too"]
    assert restored.backup is not None
    assert restored.backup.name == "log-20251122T080000-before-restore.sqlite3"
    assert notes_in(restored.backup, clock) == ["now"]
    assert backup.read_bytes() == before
    assert [one.name for one in backup.parent.iterdir()] == ["old.sqlite3"]
    assert log.stat().st_mode & 0o777 == 0o600


def test_the_newest_backup_afterwards_is_of_what_was_restored(
    log: Path, backup: Path, clock: Clock
) -> None:
    restore(log, backup, clock.now)
    newest = list_backups(log)[0]
    assert newest.reason == "after-restore"
    assert notes_in(newest.path, clock) == ["then", "then too"]


def test_it_tells_how_far_it_is(log: Path, backup: Path, clock: Clock) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, whole: int) -> bool:
        told.append((done, whole))
        return True

    restore(log, backup, clock.now, progress)
    assert sorted(set(told)) == [(done, STAGES) for done in range(STAGES)]
    assert told == sorted(told)


@pytest.mark.parametrize("stops_at", range(STAGES - 1))
def test_until_the_backup_is_the_log_a_restore_can_be_stopped_and_nothing_changed(
    log: Path, backup: Path, clock: Clock, stops_at: int
) -> None:
    before = log.read_bytes()
    with pytest.raises(RestoreStoppedError, match="your log is as it was"):
        restore(log, backup, clock.now, lambda done, _whole: done < stops_at)
    assert log.read_bytes() == before
    assert not [path for path in log.parent.iterdir() if path.name.startswith(".")]
    assert notes_in(log, clock) == ["now"]


def test_once_the_backup_is_the_log_a_restore_is_done_whatever_is_wanted(
    log: Path, backup: Path, clock: Clock
) -> None:
    restored = restore(log, backup, clock.now, lambda done, _whole: done < STAGES - 1)
    assert restored.backup is not None
    assert notes_in(log, clock) == ["then", "then too"]
    assert list_backups(log)[0].reason == "after-restore"


def test_a_backup_can_be_restored_where_there_is_no_log(
    log_path: Path, backup: Path, clock: Clock
) -> None:
    restored = restore(log_path.parent / "new" / "log.sqlite3", backup, clock.now)
    assert (restored.backup, restored.aside) == (None, None)
    assert notes_in(log_path.parent / "new" / "log.sqlite3", clock) == ["then", "then too"]


@pytest.mark.parametrize("version", range(1, NEWEST))
def test_an_older_backup_is_brought_up_to_date_in_a_copy(
    log: Path, clock: Clock, version: int
) -> None:
    source = LOGS / f"version-{version}.sqlite3"
    before = source.read_bytes()
    restore(log, source, clock.now)
    assert source.read_bytes() == before
    store = LogStore(log, clock)
    assert len(store.sessions()) == 1
    assert not any("leaving" in one.path.name for one in list_backups(log))
    store.close()


def sql(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def make_newer(path: Path) -> None:
    sql(path, "PRAGMA user_version = 99")


def make_foreign(path: Path) -> None:
    path.unlink()
    sql(path, "CREATE TABLE recipes (soup TEXT)")


def make_damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for page in range(4, len(data) // 4096):
        data[page * 4096 : page * 4096 + 8] = b"\xff" * 8
    path.write_bytes(data)


def make_scrap(path: Path) -> None:
    path.write_bytes(b"no database" * 500)


def make_empty(path: Path) -> None:
    path.write_bytes(b"")


def make_orphaned(path: Path) -> None:
    sql(
        path,
        "UPDATE ratings SET session_id = '00000000-0000-4000-8000-000000000009' "
        "WHERE note = 'then'",
    )


def make_sly(path: Path) -> None:
    sql(path, "CREATE TRIGGER sly AFTER INSERT ON ratings BEGIN DELETE FROM sessions; END")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (make_newer, "written by a newer Footwell"),
        (make_foreign, "another program's database"),
        (make_damaged, "no whole log of Footwell's, so it was not restored"),
        (make_scrap, "no whole log of Footwell's"),
        (make_empty, "holds no log"),
        (make_orphaned, "no whole log of Footwell's"),
        (make_sly, "no whole log of Footwell's"),
        (Path.unlink, "could not be restored, because it is not there"),
    ],
)
def test_what_is_no_good_backup_is_refused_and_the_log_left(
    log: Path, backup: Path, clock: Clock, spoil: Callable[[Path], None], told: str
) -> None:
    before = log.read_bytes()
    spoil(backup)
    with pytest.raises(StorageError, match=told):
        restore(log, backup, clock.now)
    assert log.read_bytes() == before
    assert not list(log.parent.glob(".*.part"))
    assert list_backups(log) == []


def test_the_log_itself_is_no_backup_of_it(log: Path, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(log)
    for named in (log, tmp_path / "link"):
        with pytest.raises(StorageError, match="is the log itself"):
            restore(log, named, clock.now)
    assert notes_in(log, clock) == ["now"]


def test_a_newer_or_another_programs_log_is_not_replaced(
    log: Path, backup: Path, clock: Clock
) -> None:
    for spoil in (make_newer, make_foreign):
        spoil(log)
        before = log.read_bytes()
        with pytest.raises(StorageError):
            restore(log, backup, clock.now)
        assert log.read_bytes() == before
    make_newer(backup)
    with pytest.raises(NewerSchemaError):
        restore(log, backup, clock.now)


@pytest.mark.parametrize("spoil", [make_scrap, make_damaged])
def test_a_damaged_log_is_kept_when_a_backup_takes_its_place(
    log: Path, backup: Path, clock: Clock, spoil: Callable[[Path], None]
) -> None:
    spoil(log)
    before = log.read_bytes()
    restored = restore(log, backup, clock.now)
    kept = restored.aside or restored.backup
    assert kept is not None
    if restored.aside is not None:
        assert restored.aside.read_bytes() == before
        assert "broken" in restored.aside.name
    assert notes_in(log, clock) == ["then", "then too"]


def test_what_a_killed_program_left_half_written_is_undone_before_the_log_is_kept(
    log: Path, backup: Path, clock: Clock
) -> None:
    connection = sqlite3.connect(log, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE ratings SET note = 'half' || hex(zeroblob(20000))")
    journal = Path(f"{log}-journal").read_bytes()
    half = log.read_bytes()
    connection.execute("ROLLBACK")
    connection.close()
    log.write_bytes(half)
    Path(f"{log}-journal").write_bytes(journal)
    restored = restore(log, backup, clock.now)
    assert restored.backup is not None
    assert notes_in(restored.backup, clock) == ["now"]
    assert notes_in(log, clock) == ["then", "then too"]


def test_a_write_ahead_log_beside_either_is_heeded(log: Path, backup: Path, clock: Clock) -> None:
    folder = log.parent / "crashed"
    folder.mkdir()
    for path, note in ((log, "in the wal"), (backup, "in its wal")):
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE ratings SET note = ?", (note,))
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", folder / f"{note}{ending}")
        connection.close()
        for ending in ("", "-wal"):
            shutil.copy(folder / f"{note}{ending}", f"{path}{ending}")
    restored = restore(log, backup, clock.now)
    assert restored.backup is not None
    assert notes_in(restored.backup, clock) == ["in the wal"]
    assert notes_in(log, clock) == ["in its wal"] * 2


def test_a_log_that_another_program_uses_is_not_replaced(
    log: Path, backup: Path, clock: Clock
) -> None:
    other = sqlite3.connect(log, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StorageError, match="in use by another program"):
        restore(log, backup, clock.now)
    other.close()
    assert notes_in(log, clock) == ["now"]


def test_what_another_program_wrote_while_the_log_was_kept_is_not_lost(
    log: Path, backup: Path, clock: Clock
) -> None:
    def write_elsewhere(done: int, _whole: int) -> bool:
        if done == STAGES - 2:
            with closing(sqlite3.connect(log)) as other, other:
                other.execute("UPDATE ratings SET note = 'written meanwhile'")
        return True

    with pytest.raises(StorageError, match="Another program wrote to your log"):
        restore(log, backup, clock.now, write_elsewhere)
    assert notes_in(log, clock) == ["written meanwhile"]


def test_a_disk_without_room_leaves_the_log_as_it_is(
    log: Path,
    backup: Path,
    clock: Clock,
    largest_file: Callable[[int], AbstractContextManager[None]],
) -> None:
    with largest_file(8192), pytest.raises(StorageError, match=r"as it\s+was|left as it is"):
        restore(log, backup, clock.now)
    assert notes_in(log, clock) == ["now"]
    assert not list(log.parent.glob(".*.part"))


def test_a_log_that_is_open_in_the_app_is_closed_and_opened_anew(
    log: Path, backup: Path, clock: Clock, session: Callable[..., SessionRecord]
) -> None:
    app = LogOnDemand(lambda: LogStore(log, clock))
    assert len(app.ratings()) == 1
    app.close()
    restore(log, backup, clock.now)
    assert len(app.ratings()) == 2
    app.add_session(session())
    app.close()
    store = LogStore(log, clock)
    assert len(store.sessions()) == 1
    store.close()
