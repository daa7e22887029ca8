"""The log is opened when it is needed, and again after it could not be."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from app.core.errors import BusyLogError, StorageError
from app.core.soreness import EventType, LogEvent
from app.storage.log_on_demand import LogOnDemand
from app.storage.log_store import LogStore, open_log_read_only


def now() -> datetime:
    return datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def test_nothing_is_opened_before_it_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    log = LogOnDemand(lambda: LogStore(path, now))
    assert not path.exists()
    assert log.sessions() == []
    assert log.ratings() == []
    assert log.health.clearances() == []
    assert path.exists()
    log.close()
    log.close()


def test_what_happened_can_be_kept_and_read(tmp_path: Path) -> None:
    log = LogOnDemand(lambda: LogStore(tmp_path / "log.sqlite3", now))
    event = LogEvent(
        str(UUID(int=1, version=4)), None, now(), EventType.OTHER, advice_shown="swelling"
    )
    log.add_event(event)
    assert log.events() == [event]
    assert log.events(since=date(2026, 11, 23)) == []
    log.close()


def test_what_failed_can_be_tried_again(tmp_path: Path) -> None:
    folder = tmp_path / "not-yet"
    log = LogOnDemand(lambda: LogStore(folder / "log.sqlite3", now))
    with pytest.raises(StorageError):
        log.sessions()
    folder.mkdir()
    assert log.sessions() == []
    log.close()


@pytest.mark.parametrize("size", [1, 100, 511])
def test_a_file_too_short_for_a_log_is_refused_and_left_as_it_is(tmp_path: Path, size: int) -> None:
    path = tmp_path / "log.sqlite3"
    path.write_bytes(b"x" * size)
    with pytest.raises(StorageError, match="damaged"):
        LogStore(path, now)
    with pytest.raises(StorageError, match="damaged"):
        open_log_read_only(path)
    assert path.read_bytes() == b"x" * size


def test_while_it_is_held_every_call_says_why_and_opens_nothing(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    log = LogOnDemand(lambda: LogStore(path, now))
    log.hold("It is put in order; wait a moment.")
    for call in (log.sessions, log.ratings, lambda: log.health, lambda: log.edits):
        with pytest.raises(BusyLogError, match=r"It is put in order; wait a moment\."):
            call()
    log.close()
    assert not path.exists()
    log.free()
    assert log.sessions() == []
    store = log._opened()
    log.hold("again")
    with pytest.raises(StorageError):
        store.ratings()
    log.free()
    assert log.ratings() == []
    log.close()


def test_who_holds_it_is_told_to_others_who_would_and_keeps_it(tmp_path: Path) -> None:
    log = LogOnDemand(lambda: LogStore(tmp_path / "log.sqlite3", now))
    log.hold("It is being saved.")
    with pytest.raises(BusyLogError, match=r"It is being saved\."):
        log.hold("A backup takes its place.")
    with pytest.raises(BusyLogError, match=r"It is being saved\."):
        log.sessions()
    log.free()
    assert log.sessions() == []
    log.close()


def test_who_looks_at_the_file_in_a_thread_learns_that_it_was_held_meanwhile(
    tmp_path: Path,
) -> None:
    log = LogOnDemand(lambda: LogStore(tmp_path / "log.sqlite3", now))
    is_alone = log.left_alone()
    assert is_alone()
    log.hold("A backup takes its place.")
    assert not is_alone()
    assert not log.left_alone()(), "nor who begins while it is held"
    log.free()
    assert not is_alone(), "it is another file now"
    assert log.left_alone()()
