"""The commands backup and restore."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.devices.folder_lock import FolderLock
from app.storage.log_store import LogStore
from tests.cli.conftest import Footwell
from tests.cli.test_cli import is_a_sentence
from tests.cli.test_cli_process import ROOT, without_the_persons_data
from tests.damage_runs import write_log


@pytest.fixture
def log(data_dir: Path) -> Path:
    data_dir.mkdir()
    path = data_dir / "log.sqlite3"
    write_log(path, 3)
    return path


def sessions_in(path: Path) -> int:
    store = LogStore(path, lambda: datetime.now(UTC))
    count = len(store.sessions())
    store.close()
    return count


@pytest.mark.usefixtures("log")
def test_backup_prints_where_it_went(footwell: Footwell, data_dir: Path) -> None:
    answer = footwell("backup")
    assert (answer.status, answer.err) == (0, "")
    made = Path(answer.out.strip())
    assert made.parent == data_dir / "backups"
    assert made.name.endswith("-on-request.sqlite3")
    assert sessions_in(made) == 3
    assert footwell("backup").out != answer.out


@pytest.mark.usefixtures("log")
def test_backup_takes_a_name_and_overwrites_nothing(footwell: Footwell, tmp_path: Path) -> None:
    target = tmp_path / "stick" / "copy.sqlite3"
    answer = footwell("backup", "--output", target)
    assert answer.status == 0
    assert answer.out == f"{target}\n"
    before = target.read_bytes()
    again = footwell("backup", "--output", target)
    assert again.status == 1
    assert is_a_sentence(again)
    assert "a file of that name is in the way" in again.err
    assert target.read_bytes() == before


def test_backup_of_no_log_or_a_damaged_one_is_a_sentence(
    footwell: Footwell, data_dir: Path
) -> None:
    answer = footwell("backup")
    assert answer.status == 1
    assert is_a_sentence(answer)
    assert not data_dir.exists()
    data_dir.mkdir()
    (data_dir / "log.sqlite3").write_bytes(b"no database" * 1000)
    answer = footwell("backup")
    assert answer.status == 1
    assert is_a_sentence(answer)


def test_restore_puts_a_backup_in_place_and_says_where_the_log_is(
    footwell: Footwell, log: Path, tmp_path: Path
) -> None:
    source = tmp_path / "old.sqlite3"
    write_log(source, 5)
    answer = footwell("restore", source)
    assert (answer.status, answer.err) == (0, "")
    said, before = answer.out.splitlines()
    assert said == "Restored: 5 sessions and 20 answers."
    assert sessions_in(log) == 5
    assert sessions_in(Path(before.removeprefix("The log as it was before: "))) == 3


def test_restore_over_a_damaged_log_says_where_that_is(
    footwell: Footwell, log: Path, tmp_path: Path
) -> None:
    source = tmp_path / "old.sqlite3"
    write_log(source, 1)
    log.write_bytes(b"no database" * 1000)
    answer = footwell("restore", source)
    assert answer.status == 0
    kept = Path(answer.out.splitlines()[1].removeprefix("The damaged log as it was before: "))
    assert kept.read_bytes() == b"no database" * 1000


def test_restore_is_refused_while_the_app_is_open(
    footwell: Footwell, log: Path, tmp_path: Path
) -> None:
    source = tmp_path / "old.sqlite3"
    write_log(source, 5)
    lock = FolderLock.take(log.parent)
    assert lock is not None
    answer = footwell("restore", source)
    assert answer.status == 1
    assert "Footwell is open and uses this log" in answer.err
    assert is_a_sentence(answer)
    lock.close()
    assert sessions_in(log) == 3
    assert footwell("restore", source).status == 0


@pytest.mark.parametrize("named", ["nothing-there.sqlite3", ".", "log.sqlite3"])
def test_restore_of_what_is_no_backup_is_a_sentence(
    footwell: Footwell, log: Path, named: str
) -> None:
    before = log.read_bytes()
    answer = footwell("restore", log.parent / named)
    assert answer.status == 1
    assert is_a_sentence(answer)
    assert log.read_bytes() == before


def test_restore_of_another_programs_database_is_a_sentence(
    footwell: Footwell, log: Path, tmp_path: Path
) -> None:
    other = tmp_path / "soup.sqlite3"
    sqlite3.connect(other).executescript("CREATE TABLE recipes (soup TEXT)").close()
    answer = footwell("restore", other)
    assert answer.status == 1
    assert is_a_sentence(answer)
    assert sessions_in(log) == 3


@pytest.mark.parametrize(
    "arguments", [["restore"], ["backup", "here"], ["backup", "--output"], ["restore", "a", "b"]]
)
def test_wrong_usage_is_two(footwell: Footwell, arguments: list[str]) -> None:
    answer = footwell(*arguments)
    assert answer.status == 2
    assert is_a_sentence(answer)


def test_neither_loads_qt(log: Path) -> None:
    code = (
        "import sys; from app.__main__ import main; "
        f"main(['backup', '--data-dir', {str(log.parent)!r}]); "
        "import app.storage.restore; "
        "print([name for name in sys.modules if name.startswith('PySide6')])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env=without_the_persons_data(),
        cwd=ROOT,
        timeout=60,
    )
    assert ran.stdout.splitlines()[1] == "[]"


@pytest.mark.parametrize("words", [("restore", ""), ("backup", "--output", "")])
def test_an_empty_name_is_wrong_usage(footwell: Footwell, words: tuple[str, ...]) -> None:
    answer = footwell(*words)
    assert answer.status == 2
    assert "not an empty text" in answer.err


def test_what_has_no_end_is_no_backup(footwell: Footwell, log: Path) -> None:
    before = log.read_bytes()
    answer = footwell("restore", "/dev/zero")
    assert (answer.status, answer.out) == (1, "")
    assert "is no file; choose a backup" in answer.err
    assert log.read_bytes() == before
