"""Which prompts were given: kept over a restart, never worth a question."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.core.errors import StorageError
from app.core.prompts import Given
from app.storage.prompts_file import KEPT, PromptsFile

NOW = datetime(2026, 11, 18, 9, tzinfo=timezone(timedelta(hours=1)))
ONE = Given(NOW, frozenset({"a/h3", "b/morning"}))
SEEN = Given(NOW - timedelta(hours=2), frozenset({"session/2026"}), is_seen=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "prompts.json"


def test_what_was_kept_is_there_after_a_restart(path: Path) -> None:
    PromptsFile(path).keep([ONE, SEEN], NOW)
    assert PromptsFile(path).load(NOW) == (ONE, SEEN)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_without_a_file_nothing_was_told(path: Path) -> None:
    assert PromptsFile(path).load(NOW) == ()


def test_only_the_last_days_are_kept(path: Path) -> None:
    old = Given(NOW - KEPT - timedelta(seconds=1), frozenset({"old"}))
    wrong_clock = Given(NOW + timedelta(days=2), frozenset({"ahead"}))
    PromptsFile(path).keep([old, ONE, wrong_clock], NOW)
    assert [line["keys"] for line in json.loads(path.read_text())["given"]] == [sorted(ONE.keys)]
    assert PromptsFile(path).load(NOW + KEPT + timedelta(seconds=1)) == ()


def test_the_end_of_a_day_is_by_hours_that_passed(path: Path) -> None:
    """What was given is counted on the day of the place where the person is then."""
    PromptsFile(path).keep([ONE], NOW)
    [kept] = PromptsFile(path).load(NOW.astimezone(UTC))
    assert kept.at.utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"5",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"given": {}}',
        b'{"given": [' + b'"x",' * 100_000 + b'"x"]}',
    ],
    ids=["empty", "cut", "a list", "a number", "not text", "deep", "no list", "large"],
)
def test_a_damaged_file_counts_as_empty_and_is_written_anew(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    store = PromptsFile(path)
    assert store.load(NOW) == ()
    store.keep([ONE], NOW)
    assert store.load(NOW) == (ONE,)


@pytest.mark.parametrize(
    "line",
    [
        5,
        {},
        {"at": "yesterday", "keys": []},
        {"at": "2026-11-18T09:00:00", "keys": []},
        {"at": "0001-01-01T00:00:00+01:00", "keys": []},
        {"at": "2026-11-18T09:00:00+01:00", "keys": "ab"},
        {"at": "2026-11-18T09:00:00+01:00", "keys": [1]},
        {"at": "2026-11-18T09:00:00+01:00", "keys": [], "is_seen": 1},
    ],
)
def test_a_wrong_line_spoils_no_other(path: Path, line: object) -> None:
    store = PromptsFile(path)
    store.keep([ONE], NOW)
    lines = json.loads(path.read_text())["given"]
    path.write_text(json.dumps({"given": [line, *lines]}))
    assert store.load(NOW) == (ONE,)


def test_a_disk_that_refuses_is_told_to_who_asks(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StorageError, match="could not be written, because it is a folder"):
        PromptsFile(path).keep([ONE], NOW)
    assert PromptsFile(path).load(NOW) == ()
