from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.core.errors import NewerSchemaError, StorageError
from app.core.soreness import SessionRecord, StepDone, StepOutcome
from app.storage.backups import make_copy, vacuum
from app.storage.database import (
    Database,
    open_database,
    open_read_only,
    require_sqlite,
)
from app.storage.log_store import LogStore
from app.storage.migration import Migration, shipped_migrations

Now = Callable[[], datetime]

NEWEST = shipped_migrations()[-1].version

NEXT = Migration(
    NEWEST + 1,
    """
    -- What a later version may do; a trigger has semicolons inside.
    ALTER TABLE sessions ADD COLUMN mood TEXT;
    CREATE TRIGGER calm AFTER INSERT ON sessions BEGIN
        UPDATE sessions SET mood = 'calm' WHERE id = new.id;
    END;
    """,
)


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def version_in(path: Path) -> int:
    connection = sqlite3.connect(path)
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return version


def change(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def both_ways(path: Path, clock: Now) -> list[Callable[[], Database | None]]:
    """Open a log to write, and to read."""
    return [lambda: open_database(path, clock), lambda: open_read_only(path)]


@pytest.fixture
def made(log_path: Path, clock: Now) -> Path:
    open_database(log_path, clock).close()
    return log_path


@pytest.fixture
def locked(made: Path) -> Iterator[Path]:
    other = sqlite3.connect(made, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield made
    other.close()


def pragma(database: Database, name: str) -> object:
    found: object = database.connection.execute(f"PRAGMA {name}").fetchone()[0]
    return found


def test_a_new_log_is_private_and_of_this_version(log_path: Path, clock: Now) -> None:
    umask = os.umask(0)
    try:
        database = open_database(log_path, clock)
    finally:
        os.umask(umask)
    assert stat.S_IMODE(log_path.stat().st_mode) == 0o600
    assert pragma(database, "user_version") == NEWEST
    assert pragma(database, "application_id") == int.from_bytes(b"Foot", "big")
    assert not (log_path.parent / "backups").exists()
    database.close()


def test_a_change_is_on_the_disk_when_it_is_done(log_path: Path, clock: Now) -> None:
    database = open_database(log_path, clock)
    assert pragma(database, "synchronous") == 2
    assert pragma(database, "journal_mode") == "truncate"
    assert pragma(database, "foreign_keys") == 1
    database.close()


def test_every_table_checks_its_types_and_can_be_merged(made: Path) -> None:
    connection = sqlite3.connect(made)
    listed = connection.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table'")
    tables = {name: strict for name, strict in listed if not name.startswith("sqlite_")}
    assert set(tables) == {
        "sessions",
        "session_steps",
        "ratings",
        "events",
        "answers",
        "checks",
        "clearances",
        "after_answers",
    }
    assert all(tables.values())
    for table in tables:
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        assert {"id", "changed", "deleted"} <= columns
    connection.close()


def test_a_reader_makes_nothing_where_there_is_no_log(tmp_path: Path) -> None:
    assert open_read_only(tmp_path / "none" / "log.sqlite3") is None
    assert open_read_only(tmp_path / "log.sqlite3") is None
    assert list(tmp_path.iterdir()) == []


def test_a_log_that_was_only_begun_is_no_log_to_a_reader(log_path: Path, clock: Now) -> None:
    log_path.touch()
    assert open_read_only(log_path) is None
    assert log_path.read_bytes() == b""
    database = open_database(log_path, clock)
    assert pragma(database, "user_version") == NEWEST
    database.close()


def test_a_reader_changes_nothing(made: Path) -> None:
    before = files_in(made.parent)
    database = open_read_only(made)
    assert database is not None
    with pytest.raises(StorageError, match=r"read-only"), database.writing() as connection:
        connection.execute("DELETE FROM ratings")
    database.close()
    assert files_in(made.parent) == before


def test_a_log_in_a_closed_folder_is_not_there_for_a_reader(guarded_folder: Path) -> None:
    guarded_folder.chmod(0)
    with pytest.raises(StorageError, match=r"cannot be read, because you are not allowed to"):
        open_read_only(guarded_folder / "log.sqlite3")


def test_a_new_log_in_a_read_only_folder_is_told(guarded_folder: Path, clock: Now) -> None:
    guarded_folder.chmod(0o500)
    with pytest.raises(StorageError, match=r"cannot be created, because you are not allowed to"):
        open_database(guarded_folder / "log.sqlite3", clock)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_log_can_be_read_and_a_change_is_told(
    guarded_folder: Path, clock: Now, what: str
) -> None:
    path = guarded_folder / "log.sqlite3"
    open_database(path, clock).close()
    Path(f"{path}-journal").unlink(missing_ok=True)
    if what == "file":
        path.chmod(0o400)
    else:
        guarded_folder.chmod(0o500)
    for database in (open_database(path, clock), open_read_only(path)):
        assert database is not None
        with database.reading() as connection:
            assert connection.execute("SELECT count(*) FROM ratings").fetchone() == (0,)
        with pytest.raises(StorageError, match=r"read-only"), database.writing() as connection:
            connection.execute("PRAGMA user_version = 1")
        database.close()


@pytest.mark.parametrize("least_bytes", [512, 100_000], ids=["usual", "smaller than a page"])
def test_a_folder_in_its_place_is_told(
    log_path: Path, clock: Now, monkeypatch: pytest.MonkeyPatch, least_bytes: int
) -> None:
    # In memory (tmpfs) a folder has fewer bytes than a page of a database.
    monkeypatch.setattr("app.storage.database.PAGE_LEAST_BYTES", least_bytes)
    log_path.mkdir()
    with pytest.raises(StorageError, match=r"cannot be opened"):
        open_database(log_path, clock)


@pytest.mark.parametrize("name", ["log?mode=memory.sqlite3", "lög #1 %20.sqlite3"])
def test_a_name_is_only_a_name(tmp_path: Path, clock: Now, name: str) -> None:
    open_database(tmp_path / name, clock).close()
    assert version_in(tmp_path / name) == NEWEST


def test_a_locked_log_is_told(locked: Path, clock: Now) -> None:
    told = r"^The log “.*” is in use by another program, .* nothing was lost.$"
    with pytest.raises(StorageError, match=told):
        open_database(locked, clock, busy_timeout_s=0.01)
    with pytest.raises(StorageError, match=told):
        open_read_only(locked, busy_timeout_s=0.01)


def test_a_log_locked_later_is_told_and_used_again(made: Path, clock: Now) -> None:
    database = open_database(made, clock, busy_timeout_s=0.01)
    other = sqlite3.connect(made, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StorageError, match=r"in use by another program"), database.writing():
        pass
    with (
        pytest.raises(StorageError, match=r"in use by another program"),
        database.reading() as connection,
    ):
        connection.execute("SELECT * FROM ratings")
    other.execute("ROLLBACK")
    with database.writing() as connection:
        connection.execute("DELETE FROM ratings")
    other.close()
    database.close()


def test_a_commit_that_a_reader_holds_up_is_undone_whole(made: Path, clock: Now) -> None:
    database = open_database(made, clock, busy_timeout_s=0.01)
    reader = sqlite3.connect(made, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM answers").fetchall()
    add = """INSERT INTO answers (id, questionnaire, version, question, answer, "when", changed)
        VALUES ('00000000-0000-4000-8000-000000000000', 'today', 1, 'T1', 'no',
            '2025-11-21T19:02:10+01:00', '2025-11-21T18:02:10.000000+00:00')"""
    with (
        pytest.raises(StorageError, match=r"in use by another program"),
        database.writing() as connection,
    ):
        connection.execute(add)
    reader.execute("COMMIT")
    assert not database.connection.in_transaction
    with database.writing() as connection:
        connection.execute(add)
    reader.close()
    database.close()


def test_a_newer_log_is_refused_and_left_byte_for_byte(made: Path, clock: Now) -> None:
    change(made, "PRAGMA user_version = 99")
    before = files_in(made.parent)
    for opened in both_ways(made, clock):
        with pytest.raises(NewerSchemaError, match=r"newer Footwell .version 99 .* untouched"):
            opened()
    assert files_in(made.parent) == before


def test_a_newer_log_with_a_write_ahead_log_is_left_byte_for_byte(made: Path, clock: Now) -> None:
    change(made, "PRAGMA journal_mode = WAL", "PRAGMA user_version = 99")
    before = files_in(made.parent)
    for opened in both_ways(made, clock):
        with pytest.raises(NewerSchemaError):
            opened()
    assert files_in(made.parent) == before


def test_a_newer_log_that_another_program_has_open_is_refused(made: Path, clock: Now) -> None:
    newer = sqlite3.connect(made, isolation_level=None)
    newer.execute("PRAGMA journal_mode = WAL")
    newer.execute("PRAGMA user_version = 99")  # stands in the write-ahead log alone
    for opened in both_ways(made, clock):
        with pytest.raises(NewerSchemaError):
            opened()
    assert newer.execute("PRAGMA user_version").fetchone() == (99,)
    newer.close()


@pytest.mark.parametrize("version", [0, 1])
def test_another_programs_database_is_refused(log_path: Path, clock: Now, version: int) -> None:
    change(log_path, "CREATE TABLE recipes (soup TEXT)", f"PRAGMA user_version = {version}")
    before = log_path.read_bytes()
    for opened in both_ways(log_path, clock):
        with pytest.raises(StorageError, match=r"another program's database"):
            opened()
    assert log_path.read_bytes() == before


def test_an_older_log_is_backed_up_then_brought_up_to_date(made: Path, clock: Now) -> None:
    database = open_database(made, clock, migrations=[*shipped_migrations(), NEXT])
    assert pragma(database, "user_version") == NEWEST + 1
    assert database.connection.execute("SELECT mood FROM sessions").fetchall() == []
    database.close()
    [backup] = (made.parent / "backups").iterdir()
    assert backup.name == f"log-20251122T080000-before-leaving-version-{NEWEST}.sqlite3"
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.parent.stat().st_mode) == 0o700
    assert version_in(backup) == NEWEST
    open_database(backup, clock).close()


def test_a_step_may_be_left_out_since_version_2(
    log_path: Path, clock: Now, session: Callable[..., SessionRecord], step: Callable[..., StepDone]
) -> None:
    store = LogStore(log_path, clock)
    new = session(steps=(step(outcome=StepOutcome.LEFT_OUT),))
    store.add_session(new)
    assert store.sessions()[0].session == new
    with pytest.raises(StorageError, match=r"refused this"):  # a place is taken only once
        store.add_session(session(steps=(step(), step())))
    store.close()


def test_an_older_log_is_not_for_a_reader(made: Path) -> None:
    change(made, "PRAGMA user_version = 0")
    with pytest.raises(StorageError, match=r"older Footwell; open the app once"):
        open_read_only(made)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE moods (mood TEXT);\nCREATE TABLE sessions (id TEXT);\n",
        """CREATE TABLE moods (session_id TEXT REFERENCES sessions (id));
        INSERT INTO moods VALUES ('of no session');
        """,
    ],
    ids=["fails half way", "leaves orphans"],
)
def test_a_migration_is_done_whole_or_not_at_all(made: Path, clock: Now, sql: str) -> None:
    before = made.read_bytes()
    with pytest.raises(StorageError, match=r"refused this"):
        open_database(made, clock, migrations=[*shipped_migrations(), Migration(NEWEST + 1, sql)])
    assert made.read_bytes() == before
    assert len(list((made.parent / "backups").iterdir())) == 1
    open_database(made, clock).close()


def test_without_a_backup_there_is_no_migration(made: Path, clock: Now) -> None:
    before = made.read_bytes()
    (made.parent / "backups").write_text("in the way")
    with pytest.raises(StorageError, match=r"No backup of the log could be made"):
        open_database(made, clock, migrations=[*shipped_migrations(), NEXT])
    assert made.read_bytes() == before


def test_a_backup_that_fails_leaves_nothing_behind(made: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(made, isolation_level=None)
    connection.execute("BEGIN")  # no copy is made of what is not decided yet
    with pytest.raises(sqlite3.OperationalError):
        make_copy(tmp_path / "backups" / "log.sqlite3", vacuum(connection))
    connection.close()
    assert list((tmp_path / "backups").iterdir()) == []


def test_an_old_sqlite_is_told() -> None:
    with pytest.raises(StorageError, match=r"needs SQLite 3.37.0 or newer .* has 3.36.1;"):
        require_sqlite((3, 36, 1))


def test_migrations_follow_each_other_from_the_first() -> None:
    versions = [migration.version for migration in shipped_migrations()]
    assert versions == list(range(1, len(versions) + 1))
