"""The log when the program dies, the disk is full, or the file is damaged."""

from __future__ import annotations

import os
import random
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.core.errors import StorageError
from app.core.soreness import LogEvent, Rating, SessionRecord
from app.storage.log_copies import back_up_daily
from app.storage.log_store import LogStore, open_log_read_only

Now = Callable[[], datetime]
ROOT = Path(__file__).resolve().parents[2]
WRITER = Path(__file__).with_name("rating_writer.py")


def acknowledged_until_killed(path: Path, *, first_day: int, lines: int) -> list[str]:
    """Start a writer and kill it once it has said so many ids; all that it said."""
    command = [sys.executable, str(WRITER), str(path), str(first_day)]
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(lines)]
        writer.kill()
        said += writer.stdout.readlines()
    return [line.strip() for line in said if line.endswith("\n")]


@pytest.mark.parametrize("seed", range(10))
def test_every_acknowledged_answer_survives_a_kill(log_path: Path, seed: int) -> None:
    lines = random.Random(seed).randint(1, 40)
    acknowledged = acknowledged_until_killed(log_path, first_day=0, lines=lines)
    acknowledged += acknowledged_until_killed(log_path, first_day=20_000, lines=3)
    assert len(acknowledged) >= lines + 3
    store = open_log_read_only(log_path)
    assert store is not None
    kept = {rating.id for rating in store.ratings()}
    assert kept.issuperset(acknowledged)
    check = store.database.connection.execute("PRAGMA integrity_check").fetchall()
    assert check == [("ok",)]
    store.close()


def half_written(log_path: Path, target: Path) -> None:
    """Copy a log as a program leaves it that dies in the middle of a transaction."""
    connection = sqlite3.connect(log_path, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE ratings SET note = 'half written' || hex(zeroblob(2000))")
    for ending in ("", "-journal"):
        copied = Path(f"{log_path}{ending}").read_bytes()
        Path(f"{target}{ending}").write_bytes(copied)
    connection.execute("ROLLBACK")
    connection.close()
    assert b"half written" in target.read_bytes()


@pytest.fixture
def dead_log(
    store: LogStore, rating: Callable[..., Rating], log_path: Path, tmp_path: Path
) -> Path:
    for day in range(20):
        store.add_rating(rating(answered=rating().answered.replace(day=day + 1), note="whole"))
    store.close()
    half_written(log_path, tmp_path / "dead.sqlite3")
    return tmp_path / "dead.sqlite3"


def test_what_was_half_written_is_undone(dead_log: Path, clock: Now) -> None:
    store = LogStore(dead_log, clock)
    assert [rating.note for rating in store.ratings()] == ["whole"] * 20
    store.close()


def test_a_reader_undoes_what_was_half_written(dead_log: Path) -> None:
    store = open_log_read_only(dead_log)
    assert store is not None
    assert [rating.note for rating in store.ratings()] == ["whole"] * 20
    store.close()


def test_a_full_disk_loses_nothing_and_is_told(
    store: LogStore, rating: Callable[..., Rating], session: Callable[..., SessionRecord]
) -> None:
    kept = rating(value=3)
    store.add_rating(kept)
    connection = store.database.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageError, match=r"^The disk is full, .* saved before is safe.$"):
        store.add_session(session(note="long " * 10_000))
    assert store.sessions() == []
    assert store.ratings() == [kept]
    connection.execute(f"PRAGMA max_page_count = {pages + 100}")
    store.add_session(session(note="long " * 10_000))
    assert len(store.sessions()) == 1


def test_a_disk_that_fails_loses_nothing_and_is_told(
    store: LogStore,
    log_path: Path,
    session: Callable[..., SessionRecord],
    largest_file: Callable[[int], AbstractContextManager[None]],
) -> None:
    store.add_session(session())
    with (
        largest_file(log_path.stat().st_size),
        pytest.raises(StorageError, match=r"^The disk refused to read or write the log"),
    ):
        store.add_session(session(note="long " * 10_000))
    assert len(store.sessions()) == 1
    store.add_session(session(note="long " * 10_000))
    assert len(store.sessions()) == 2


def use(path: Path, clock: Now) -> None:
    """Do with a log what the program does."""
    store = LogStore(path, clock)
    try:
        store.sessions()
        store.ratings()
        store.events()
    finally:
        store.close()


def test_a_log_damaged_anywhere_is_read_or_told(
    store: LogStore,
    log_path: Path,
    session: Callable[..., SessionRecord],
    rating: Callable[..., Rating],
    event: Callable[..., LogEvent],
    clock: Now,
) -> None:
    for _ in range(20):
        done = session()
        store.add_session(done)
        store.add_rating(rating(session_id=done.id))
        store.add_event(event(session_id=done.id))
    store.close()
    whole = log_path.read_bytes()
    chance = random.Random(1)
    told = []
    for _ in range(200):
        broken = bytearray(whole)
        for _ in range(chance.choice([1, 10, 200])):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        log_path.write_bytes(broken)
        try:
            use(log_path, clock)
        except StorageError as error:
            told.append(str(error))
    assert len(told) > 50
    for sentence in told:
        assert re.fullmatch(r"The (log|file) .*[^.]\.", sentence)
        assert ". " not in sentence


def test_what_is_no_database_is_told_and_left(log_path: Path, clock: Now) -> None:
    log_path.write_bytes(b"not a database " * 1000)
    with pytest.raises(StorageError, match=r"is damaged .* left as it is"):
        use(log_path, clock)
    assert log_path.read_bytes() == b"not a database " * 1000


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE ratings SET side = 'middle'",
        "UPDATE ratings SET value = 99",
        "UPDATE ratings SET note = CAST(x'ff' AS TEXT)",
    ],
)
def test_values_that_cannot_be_are_told_as_damage(
    store: LogStore, rating: Callable[..., Rating], damage: str
) -> None:
    store.add_rating(rating())
    store.database.connection.execute("PRAGMA ignore_check_constraints = ON")
    store.database.connection.execute(damage)
    with pytest.raises(StorageError, match=r"is damaged"):
        store.ratings()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 400 kB, where this user may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this user may mount no disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_really_full_is_told_as_full_and_keeps_all(
    small_disk: Path, clock: Now, rating: Callable[..., Rating]
) -> None:
    path = small_disk / "log.sqlite3"
    store = LogStore(path, clock)
    kept: list[Rating] = []

    def fill() -> None:
        for day in range(400):
            answer = rating(answered=rating().answered + timedelta(days=day), note="x" * 2000)
            store.add_rating(answer)
            kept.append(answer)

    with pytest.raises(StorageError, match=r"^The disk is full, .* saved before is safe.$"):
        fill()
    assert kept
    assert store.ratings() == kept
    told = back_up_daily(path, clock()).trouble
    assert "because the disk is full" in told
    store.close()
    reader = open_log_read_only(path)
    assert reader is not None
    assert reader.ratings() == kept
    reader.close()
    again = LogStore(path, clock)
    assert again.ratings() == kept
    again.close()
    assert list(small_disk.rglob("*.part")) == []
