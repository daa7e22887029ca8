"""Copies of the log: one a day on which it changed, fourteen of them, each whole."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import NewerSchemaError, StorageError
from app.core.soreness import Rating
from app.storage.backups import (
    AFTER_RESTORE,
    KEPT,
    add_backup,
    back_up_before,
    list_backups,
    vacuum,
)
from app.storage.database import connect
from app.storage.integrity import GivenUpError, copy_in_steps
from app.storage.log_copies import back_up_daily, back_up_now
from app.storage.log_store import LogStore
from tests.storage.conftest import Clock

MakeRating = Callable[..., Rating]
HOUR_S = 3600


def names(log_path: Path) -> list[str]:
    return [backup.path.name for backup in list_backups(log_path)]


def answer_on_the_day(store: LogStore, clock: Clock, rating: MakeRating) -> None:
    store.add_rating(rating(answered=clock.now))
    state = store.database.path.stat()
    # The clock of a test stands still in a second of the real one.
    later_ns = state.st_mtime_ns + 10**9
    os.utime(store.database.path, ns=(later_ns, later_ns))


def answers_in(path: Path) -> int:
    connection = sqlite3.connect(path)
    (count,) = connection.execute("SELECT count(*) FROM ratings").fetchone()
    connection.close()
    assert isinstance(count, int)
    return count


def test_a_copy_is_made_once_a_day(store: LogStore, clock: Clock, rating: MakeRating) -> None:
    path = store.database.path
    answer_on_the_day(store, clock, rating)
    looked = back_up_daily(path, clock.now)
    assert looked.backup == path.parent / "backups" / "log-20251122T080000-daily.sqlite3"
    assert (looked.trouble, looked.is_damaged) == ("", False)
    assert answers_in(looked.backup) == 1
    assert stat.S_IMODE(looked.backup.stat().st_mode) == 0o600
    answer_on_the_day(store, clock, rating)
    clock.now += timedelta(hours=15)
    assert back_up_daily(path, clock.now).backup is None
    clock.now += timedelta(hours=1)
    next_day = back_up_daily(path, clock.now).backup
    assert next_day is not None
    assert answers_in(next_day) == 2


def test_no_copy_is_made_where_nothing_changed(
    store: LogStore, clock: Clock, rating: MakeRating
) -> None:
    path = store.database.path
    answer_on_the_day(store, clock, rating)
    assert back_up_daily(path, clock.now).backup is not None
    store.close()
    for _ in range(3):
        clock.now += timedelta(days=1)
        reopened = LogStore(path, clock)
        assert len(reopened.ratings()) == 1
        reopened.close()
        assert back_up_daily(path, clock.now).backup is None
    assert len(names(path)) == 1


def test_no_copy_is_made_where_there_is_no_log_or_only_a_begun_one(
    log_path: Path, clock: Clock
) -> None:
    assert back_up_daily(log_path, clock.now).backup is None
    log_path.touch()
    assert back_up_daily(log_path, clock.now).backup is None
    sqlite3.connect(log_path).executescript("PRAGMA journal_mode = DELETE; VACUUM").close()
    looked = back_up_daily(log_path, clock.now)
    assert (looked.backup, looked.trouble) == (None, "")
    assert names(log_path) == []


def test_fourteen_daily_copies_are_kept_and_no_other_file_is_touched(
    store: LogStore, clock: Clock, rating: MakeRating
) -> None:
    path = store.database.path
    answer_on_the_day(store, clock, rating)
    asked_for = back_up_now(path, clock.now)
    before = back_up_before(store.database, path, clock.now, "import")
    mine = path.parent / "backups" / "before the holidays.sqlite3"
    mine.write_bytes(b"mine")
    for _ in range(KEPT + 3):
        answer_on_the_day(store, clock, rating)
        assert back_up_daily(path, clock.now).backup is not None
        clock.now += timedelta(days=1)
    found = list_backups(path)
    daily = [backup for backup in found if backup.reason == "daily"]
    assert len(daily) == KEPT
    assert daily[0].when.date() == (clock.now - timedelta(days=1)).date()
    assert {asked_for, before, mine} <= {backup.path for backup in found}
    assert mine.read_bytes() == b"mine"


def test_fourteen_of_those_before_something_are_kept(store: LogStore, clock: Clock) -> None:
    path = store.database.path
    made = [back_up_before(store.database, path, clock.now, "import") for _ in range(KEPT + 2)]
    assert {backup.path for backup in list_backups(path)} == set(made[2:])
    assert len(set(made)) == KEPT + 2, "in one second none takes the place of another"


def test_what_was_asked_for_stays_and_what_a_restore_left_is_one_of_the_fourteen(
    store: LogStore, clock: Clock
) -> None:
    path, connection = store.database.path, store.database.connection
    asked_for = [back_up_now(path, clock.now) for _ in range(KEPT + 2)]
    after = [
        add_backup(path, clock.now, AFTER_RESTORE, vacuum(connection)) for _ in range(KEPT + 2)
    ]
    assert {backup.path for backup in list_backups(path)} == {*asked_for, *after[2:]}


@pytest.mark.parametrize("is_empty", [True, False])
def test_without_a_log_it_is_said_when_there_will_be_one(
    tmp_path: Path,
    clock: Clock,
    is_empty: bool,  # noqa: FBT001
) -> None:
    path = tmp_path / "log.sqlite3"
    if is_empty:
        path.touch()
    with pytest.raises(StorageError, match="There is no log to back up yet"):
        back_up_now(path, clock.now)
    assert not (tmp_path / "backups").exists()


def test_the_newest_copy_stays_when_the_clock_is_set_back(
    store: LogStore, clock: Clock, rating: MakeRating
) -> None:
    path = store.database.path
    for _ in range(KEPT + 1):
        answer_on_the_day(store, clock, rating)
        back_up_daily(path, clock.now)
        clock.now += timedelta(days=1)
    clock.now -= timedelta(days=400)
    answer_on_the_day(store, clock, rating)
    made = back_up_daily(path, clock.now).backup
    assert made is not None
    assert made.exists()


def test_a_list_of_backups_says_when_how_large_and_why(store: LogStore, clock: Clock) -> None:
    path = store.database.path
    first = back_up_before(store.database, path, clock.now, "restore")
    again = back_up_before(store.database, path, clock.now, "restore")
    (path.parent / "backups" / "notes.txt").write_text("no backup")
    newest, oldest = list_backups(path)
    assert (newest.path, oldest.path) == (again, first)
    assert newest.when.replace(tzinfo=None) == clock.now.replace(tzinfo=None)
    assert newest.when.tzinfo is not None
    assert newest.size_bytes == again.stat().st_size
    assert newest.reason == "before-restore"
    assert list_backups(path.parent / "elsewhere" / "log.sqlite3") == []


def test_what_a_killed_program_had_only_begun_is_cleared_away(
    store: LogStore, clock: Clock, rating: MakeRating
) -> None:
    path = store.database.path
    backups = path.parent / "backups"
    backups.mkdir()
    old_part = backups / ".log-20251120T080000-daily.sqlite3.77.part"
    old_part.write_bytes(b"half")
    new_part = backups / ".log-20251122T075900-daily.sqlite3.78.part"
    new_part.write_bytes(b"half")
    old_folder = path.parent / ".log-abc.part"
    old_folder.mkdir()
    (old_folder / "log.sqlite3").write_bytes(b"half")
    now_s = clock.now.timestamp()
    for place, age_s in ((old_part, 2 * HOUR_S), (old_folder, 2 * HOUR_S), (new_part, 60)):
        os.utime(place, (now_s - age_s, now_s - age_s))
    answer_on_the_day(store, clock, rating)
    back_up_daily(path, clock.now)
    assert not old_part.exists()
    assert not old_folder.exists()
    assert new_part.exists(), "somebody may be at work on it"


def test_a_log_that_does_not_hold_together_is_not_copied_but_told(
    store: LogStore, clock: Clock, rating: MakeRating
) -> None:
    path = store.database.path
    answer_on_the_day(store, clock, rating)
    store.database.connection.execute("PRAGMA writable_schema = ON")
    root = "SELECT rootpage FROM sqlite_schema WHERE name = 'ratings_by_time'"
    (page,) = store.database.connection.execute(root).fetchone()
    store.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(data)
    looked = back_up_daily(path, clock.now)
    assert looked.is_damaged
    assert "is damaged" in looked.trouble
    assert list(path.parent.joinpath("backups").iterdir()) == []


def test_a_copy_that_cannot_be_made_is_told_and_the_log_goes_on(
    store: LogStore,
    clock: Clock,
    rating: MakeRating,
    largest_file: Callable[[int], AbstractContextManager[None]],
) -> None:
    path = store.database.path
    answer_on_the_day(store, clock, rating)
    with largest_file(8192):
        looked = back_up_daily(path, clock.now)
    assert looked.backup is None
    assert "No backup of the log could be made" in looked.trouble
    assert "the disk refused it; the log was left as it is." in looked.trouble
    assert list(path.parent.joinpath("backups").iterdir()) == []
    (path.parent / "backups").rmdir()
    (path.parent / "backups").write_text("in the way")
    assert "a file is where its folder should be" in back_up_daily(path, clock.now).trouble
    answer_on_the_day(store, clock, rating)


def test_a_folder_for_backups_that_may_not_be_written_is_told(
    guarded_folder: Path, clock: Clock, rating: MakeRating
) -> None:
    store = LogStore(guarded_folder / "log.sqlite3", clock)
    store.add_rating(rating())
    (guarded_folder / "backups").mkdir(mode=0o500)
    told = back_up_daily(store.database.path, clock.now).trouble
    assert "because you are not allowed to" in told
    store.close()


def test_what_was_begun_is_given_up_when_the_program_ends(
    store: LogStore, clock: Clock, rating: MakeRating
) -> None:
    path = store.database.path
    answer_on_the_day(store, clock, rating)
    asked: list[bool] = []

    def go_on() -> bool:
        asked.append(True)
        return False

    assert back_up_daily(path, clock.now, go_on).backup is None
    assert asked
    assert list((path.parent / "backups").iterdir()) == []


def test_an_answer_can_be_saved_while_a_copy_is_made(
    store: LogStore, rating: MakeRating, tmp_path: Path
) -> None:
    store.add_rating(rating(note="long " * 1_000_000))
    source = sqlite3.connect(store.database.path)
    saved: list[bool] = []

    def save_in_between() -> bool:
        if not saved:
            saved.append(True)
            store.add_rating(rating(answered=rating().answered + timedelta(days=1)))
        return True

    part = tmp_path / "part"
    part.touch()
    copy_in_steps(source, part, save_in_between)
    source.close()
    assert saved
    assert answers_in(part) == 2, "and what was saved meanwhile is in the copy"


@pytest.fixture
def locked(store: LogStore, rating: MakeRating) -> Iterator[Path]:
    store.add_rating(rating())
    other = sqlite3.connect(store.database.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield store.database.path
    other.close()


def test_a_locked_log_is_copied_another_time(locked: Path, tmp_path: Path) -> None:
    source = sqlite3.connect(locked, timeout=0.001)
    with pytest.raises(GivenUpError):
        copy_in_steps(source, tmp_path / "part")
    source.close()


def test_a_person_may_ask_for_a_copy_and_say_where(
    store: LogStore, clock: Clock, rating: MakeRating, tmp_path: Path
) -> None:
    path = store.database.path
    store.add_rating(rating())
    target = tmp_path / "mine" / "copy.sqlite3"
    assert back_up_now(path, clock.now, target) == target
    assert answers_in(target) == 1
    with pytest.raises(StorageError, match=r"a file of that name is in the way"):
        back_up_now(path, clock.now, target)
    assert [one.name for one in target.parent.iterdir()] == ["copy.sqlite3"]


def refusals() -> list[tuple[bytes, str]]:
    return [(b"", "begins with your first session"), (b"x" * 5000, "is damaged")]


@pytest.mark.parametrize(("content", "told"), refusals())
def test_what_is_no_log_is_not_copied(
    log_path: Path, clock: Clock, content: bytes, told: str
) -> None:
    log_path.write_bytes(content)
    with pytest.raises(StorageError, match=told):
        back_up_now(log_path, clock.now)
    assert log_path.read_bytes() == content


def test_a_newer_log_is_not_copied(store: LogStore, clock: Clock) -> None:
    store.database.connection.execute("PRAGMA user_version = 99")
    path = store.database.path
    with pytest.raises(NewerSchemaError):
        back_up_now(path, clock.now)
    looked = back_up_daily(path, clock.now)
    assert (looked.backup, looked.trouble) == (None, ""), "who reads the log has told it"


def test_without_links_a_copy_gets_its_name_all_the_same(
    store: LogStore, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: Any, **__: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    target = tmp_path / "copy.sqlite3"
    back_up_now(store.database.path, clock.now, target)
    assert answers_in(target) == 0
    with pytest.raises(StorageError, match="in the way"):
        back_up_now(store.database.path, clock.now, target)


def test_a_log_that_may_only_be_read_is_told_as_such_before_anything_is_done_to_it(
    store: LogStore, log_path: Path, clock: Clock, rating: MakeRating
) -> None:
    store.add_rating(rating())
    with (
        closing(connect(log_path, "mode=ro")) as connection,
        pytest.raises(StorageError, match="is read-only or closed to you; allow writing"),
    ):
        back_up_before(connection, log_path, clock.now, "import")
    assert list_backups(log_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is text")
def test_a_folder_whose_name_is_no_utf_8_holds_backups_too(
    tmp_path: Path, clock: Clock, rating: MakeRating
) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))
    folder.mkdir()
    store = LogStore(folder / "log.sqlite3", clock)
    store.add_rating(rating())
    made = back_up_before(store.database, folder / "log.sqlite3", clock.now, "import")
    store.close()
    with closing(connect(made, "mode=ro")) as copy:
        assert copy.execute("SELECT count(*) FROM ratings").fetchone() == (1,)
