from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.storage.disk import set_aside, why, write_whole

NOW = datetime(2025, 11, 21, 19, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOENT, "it is not there"),
        (errno.EACCES, "you are not allowed to"),
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.ELOOP, "too many levels of symbolic links"),
    ],
)
def test_a_refusal_has_a_reason_in_plain_words(number: int, reason: str) -> None:
    assert why(OSError(number, os.strerror(number))) == reason


def test_a_refusal_without_a_reason_says_so() -> None:
    assert why(OSError()) == "the system gave no reason"


def test_a_file_is_written_private_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    path.chmod(0o644)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_whole_stays_as_it_was(
    tmp_path: Path, largest_file: Callable[[int], AbstractContextManager[None]]
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    with largest_file(10), pytest.raises(OSError, match=r"too large"):
        write_whole(path, b"new" * 100)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_was_set_aside_earlier_is_not_overwritten(tmp_path: Path) -> None:
    names = []
    for text in ("first", "second", "third"):
        path = tmp_path / "preferences.json"
        path.write_text(text)
        aside = set_aside(path, NOW)
        assert aside.read_text() == text
        assert not path.exists()
        names.append(aside.name)
    assert names == [
        "preferences.broken-20251121T190210.json",
        "preferences.broken-20251121T190210-2.json",
        "preferences.broken-20251121T190210-3.json",
    ]
