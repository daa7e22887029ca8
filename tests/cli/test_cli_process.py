"""The commands as processes of their own: pipes, terminals, odd names, and no Qt."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

import pytest

from app.core.soreness import EventType, LogEvent
from app.storage.log_store import LogStore
from app.storage.record_id import new_id
from tests.cli.conftest import script_text

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
posix_only = pytest.mark.skipif(os.name != "posix", reason="as POSIX has it")


def without_the_persons_data(encoding: str = "utf-8") -> dict[str, str]:
    """An environment in which `app` is found and nothing of the person's."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "FOOTWELL_DATA_DIR": str(ROOT / "no-such-data"),
        "PYTHONIOENCODING": encoding,
    }


def start(
    *arguments: str | bytes,
    stdout: int | IO[bytes] = subprocess.PIPE,
    cwd: Path = ROOT,
    encoding: str = "utf-8",
) -> subprocess.Popen[bytes]:
    """Start `python -m app`, without the person's data."""
    return subprocess.Popen(
        [sys.executable, "-m", "app", *arguments],
        stdout=stdout,
        stderr=subprocess.PIPE,
        cwd=cwd,
        env=without_the_persons_data(encoding),
    )


def footwell(
    *arguments: str | bytes, cwd: Path = ROOT, encoding: str = "utf-8"
) -> tuple[int, bytes, bytes]:
    """Exit status and both outputs."""
    process = start(*arguments, cwd=cwd, encoding=encoding)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def test_the_module_runs_as_a_program(tmp_path: Path) -> None:
    status, out, err = footwell("check", str(ROOT / "sessions"), cwd=tmp_path)
    assert (status, err) == (0, b"")
    assert out.split() == b"12 scripts, 0 errors, 0 warnings".split()


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["plan", "nothing-like-it"], 1),
        (["plan", "stretching", "--minutes", "5"], 2),
        (["check", "nowhere"], 1),
        (["list", "--colour"], 2),
    ],
)
def test_what_is_wrong_is_told_without_a_traceback(arguments: list[str], wanted: int) -> None:
    status, _, err = footwell(*arguments)
    assert status == wanted
    assert len(err.splitlines()) == 1
    assert b"Traceback" not in err


@posix_only
def test_a_reader_that_stops_reading_is_no_fault_to_tell() -> None:
    process = start("list", "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.wait(timeout=60)
    process.stderr.close()
    assert err == b""
    assert process.returncode == 1


@pytest.fixture
def long_log(tmp_path: Path) -> Path:
    """A data folder with a log that is longer than what waits in a pipe."""
    store = LogStore(tmp_path / "log.sqlite3", lambda: NOON)
    for days in range(8):
        store.add_event(an_event(days, note="as ever " * 5000))
    store.close()
    return tmp_path


def an_event(days: int, note: str = "") -> LogEvent:
    return LogEvent(new_id(), None, NOON + timedelta(days=days), EventType.OTHER, note=note)


@posix_only
def test_a_reader_of_a_long_log_may_stop_reading(long_log: Path) -> None:
    process = start("--data-dir", str(long_log), "log", "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.read(1) == b"{"
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 1
    assert err == b""


@posix_only
def test_who_reads_a_long_log_slowly_keeps_nobody_from_writing_it(long_log: Path) -> None:
    process = start("--data-dir", str(long_log), "log", "--json")
    assert process.stdout is not None
    assert os.read(process.stdout.fileno(), 1) == b"{"
    store = LogStore(long_log / "log.sqlite3", lambda: NOON, busy_timeout_s=0)
    store.add_event(an_event(9))
    store.close()
    rest, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert len(json.loads(b"{" + rest)["events"]) == 8


@posix_only
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk to write to")
def test_output_to_a_full_disk_is_told_in_a_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        process = start("list", stdout=full)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"Traceback" not in err
    assert len(err.splitlines()) == 1


@posix_only
def test_a_closed_output_is_no_traceback() -> None:
    finished = subprocess.run(
        ["sh", "-c", '"$0" -m app list >&-', sys.executable],
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=without_the_persons_data(),
        check=False,
        timeout=60,
    )
    assert b"Traceback" not in finished.stderr


ODD_TITLE = "Füße “ruhig” 🦶"


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    (tmp_path / "odd.yaml").write_text(script_text(title=ODD_TITLE), encoding="utf-8")
    return tmp_path


def test_a_terminal_that_knows_only_ascii_shows_escapes(odd: Path) -> None:
    status, out, err = footwell("plan", "odd.yaml", cwd=odd, encoding="ascii")
    assert (status, err) == (0, b"")
    assert out.startswith(b"F\\xfc\\xdfe")


def test_json_stays_json_on_a_terminal_that_knows_only_ascii(odd: Path) -> None:
    status, out, _ = footwell("plan", "odd.yaml", "--json", cwd=odd, encoding="ascii")
    assert status == 0
    assert json.loads(out)["title"] == ODD_TITLE


def test_messages_are_shown_on_a_terminal_that_knows_only_ascii() -> None:
    status, _, err = footwell("plan", "nothing", encoding="ascii")
    assert status == 1
    assert b"\\u201cnothing\\u201d" in err


@posix_only
def test_a_name_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    name = b"caf\xe9.yaml"
    try:
        (tmp_path / os.fsdecode(name)).write_text(script_text())
    except OSError:
        pytest.skip("this disk takes UTF-8 names only")
    for arguments in (["check", name], ["check", "."], ["plan", name], [name]):
        status, out, err = footwell(*arguments, cwd=tmp_path)
        assert status == 1
        assert b"Traceback" not in err
        assert b"caf\\udce9" in out + err
    status, out, _ = footwell("list", "--sessions", ".", "--json", cwd=tmp_path)
    assert status == 0
    assert [row["ok"] for row in json.loads(out)].count(False) == 1


def test_no_command_imports_qt(odd: Path) -> None:
    program = """
import sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(f"{name} is not to be imported here")

sys.meta_path.insert(0, NoQt())
from app.__main__ import main

commands = ["list", "list --json", "check . --json", "plan odd.yaml", "plan stretching --json",
            "log", "log --json", "schema"]
for command in commands:
    assert main(command.split()) == 0, command
try:
    main(["--version"])
except SystemExit as ended:
    assert not ended.code
"""
    finished = subprocess.run(
        [sys.executable, "-c", program],
        cwd=odd,
        env=without_the_persons_data(),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert finished.stderr.decode() == ""
    assert finished.returncode == 0
