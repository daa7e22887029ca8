"""What can be read of a damaged log is saved, its bytes are kept, and the person is told."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from app.core.errors import (
    BusyLogError,
    DamagedLogError,
    LockedLogError,
    NewerSchemaError,
    SalvageStoppedError,
    StorageError,
)
from app.core.soreness import LogEvent, Rating, SessionRecord
from app.storage.database import BUSY_TIMEOUT_S
from app.storage.exports.exporting import Progress, go_on
from app.storage.leaf_pages import LeafPages
from app.storage.log_copies import back_up_daily
from app.storage.log_on_demand import LogOnDemand
from app.storage.log_opening import AGAIN_AFTER, LOCKED_FOR, LogOpening
from app.storage.log_store import LogStore, open_log_read_only
from app.storage.salvage import salvage
from tests.damage_runs import openings, report, write_log
from tests.edits import session_back
from tests.storage.conftest import Clock
from tests.storage.test_kept_logs import LOGS, NEWEST

PAGE = 4096
MakeRating = Callable[..., Rating]


def root_of(path: Path, name: str) -> int:
    connection = sqlite3.connect(path)
    row = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,))
    (page,) = row.fetchone()
    connection.close()
    assert isinstance(page, int)
    return page


def hit(path: Path, page: int, data: bytes = bytes(PAGE), at: int = 0) -> None:
    whole = bytearray(path.read_bytes())
    start = (page - 1) * PAGE + at
    whole[start : start + len(data)] = data
    path.write_bytes(whole)


class Told(list[str]):
    """What the person was told."""


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def opening(log_path: Path, clock: Clock, told: Told) -> LogOpening:
    return LogOpening(log_path, clock, told.append)


@pytest.fixture
def log(opening: LogOpening) -> LogOnDemand:
    return LogOnDemand(opening.open, opening.save_what_can_be)


@pytest.fixture
def written(
    log_path: Path,
    clock: Clock,
    session: Callable[..., SessionRecord],
    rating: MakeRating,
    event: Callable[..., LogEvent],
) -> Path:
    """A log with a session, three answers and an event."""
    store = LogStore(log_path, clock)
    done = session()
    store.add_session(done)
    store.add_rating(rating(session_id=done.id, note="of the session"))
    for day in (1, 2):
        store.add_rating(rating(answered=rating().answered + timedelta(days=day)))
    store.add_event(event(session_id=done.id))
    store.close()
    return log_path


@pytest.mark.parametrize("first", [0, 100])
@pytest.mark.parametrize("with_backup", [False, True])
def test_a_log_damaged_anyhow_is_opened_saved_or_refused(
    tmp_path: Path, first: int, *, with_backup: bool
) -> None:
    results = list(openings(tmp_path, range(first, first + 21), with_backup=with_backup))
    assert [one for one in results if one.troubles] == []
    told = report(results)
    assert told["found_damaged_to_the_end"] == 0
    assert told["opened_as_it_is_with_rows_missing"] == 0
    saved = [one for one in results if one.fate == "salvaged"]
    assert len(saved) >= 10
    for one in saved:
        assert "Your log was damaged. Footwell saved" in one.sentences[-1]
        if with_backup:
            assert one.back >= 0.8, one


def test_a_lost_first_page_costs_nothing(written: Path, log: LogOnDemand, told: Told) -> None:
    hit(written, 1)
    before = written.read_bytes()
    assert len(log.sessions()) == 1
    assert len(log.sessions()[0].session.steps) == 2
    assert len(log.ratings()) == 3
    assert len(log.events()) == 1
    [sentence] = told
    assert sentence == (
        "Your log was damaged. Footwell saved 1 session and 3 answers. The damaged file is kept "
        "as “log.broken-20251122T080000.sqlite3” in your data folder."
    )
    assert (written.parent / "log.broken-20251122T080000.sqlite3").read_bytes() == before
    log.close()


def test_an_answer_whose_session_is_lost_is_kept_without_it(
    written: Path, log: LogOnDemand
) -> None:
    hit(written, root_of(written, "sessions"))
    hit(written, 1, b"\xff" * 16)
    assert log.sessions() == []
    assert log.ratings()[0].note == "of the session"
    assert [rating.session_id for rating in log.ratings()] == [None] * 3
    assert [event.session_id for event in log.events()] == [None]
    log.close()


def test_what_cannot_be_read_is_taken_from_the_newest_good_backup(
    written: Path, clock: Clock, log: LogOnDemand, rating: MakeRating, told: Told
) -> None:
    back_up_daily(written, clock.now)
    store = LogStore(written, clock)
    store.set_note(store.sessions()[0].session.id, "changed a moment later")
    clock.now += timedelta(hours=1)
    store.set_note(store.sessions()[0].session.id, "changed later")
    newest = rating(answered=clock.now + timedelta(days=3))
    store.add_rating(newest)
    store.close()
    bad = written.parent / "backups" / "log-20251122T083000-daily.sqlite3"
    bad.write_bytes(b"no database" * 1000)
    hit(written, root_of(written, "events"))
    hit(written, root_of(written, "session_steps"))
    hit(written, 1)
    [logged] = log.sessions()
    assert logged.session.note == "changed later", "the later state holds"
    assert len(logged.session.steps) == 2, "from the backup"
    assert len(log.events()) == 1, "from the backup"
    assert log.ratings()[-1] == newest, "from the damaged file"
    assert "with what the backup of 2025-11-22 08:00 still had" in told[0]
    log.close()


def test_of_two_alike_the_one_of_the_checked_backup_holds(
    written: Path, clock: Clock, log: LogOnDemand
) -> None:
    back_up_daily(written, clock.now)
    data = written.read_bytes()
    written.write_bytes(data.replace(b"after a long walk", b"after a l\x7fng walk"))
    hit(written, 1)
    assert log.sessions()[0].session.note == "after a long walk"
    log.close()


def test_rows_that_cannot_be_are_left_out_and_counted(
    written: Path, log: LogOnDemand, told: Told
) -> None:
    connection = sqlite3.connect(written, isolation_level=None)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute("UPDATE ratings SET side = 'middle' WHERE note = 'of the session'")
    connection.execute("UPDATE sessions SET techniques = '[\"singing\"]'")
    connection.close()
    hit(written, 1)
    assert log.sessions() == []
    assert len(log.ratings()) == 2
    assert "4 entries were broken and could not be saved." in told[0]  # its steps go with it
    log.close()


def test_an_old_state_of_an_answer_does_not_stand_beside_the_new_one(
    written: Path, clock: Clock, log: LogOnDemand, rating: MakeRating
) -> None:
    back_up_daily(written, clock.now)
    clock.now += timedelta(minutes=1)
    store = LogStore(written, clock)
    corrected = rating(answered=rating().answered + timedelta(days=1), value=9)
    store.add_rating(corrected)
    store.close()
    hit(written, 1)
    assert [one.value for one in log.ratings()].count(9) == 1
    assert len(log.ratings()) == 3
    log.close()


def test_damage_that_is_found_late_is_saved_at_the_next_call(
    written: Path, log: LogOnDemand, told: Told
) -> None:
    assert len(log.sessions()) == 1
    log.close()
    hit(written, root_of(written, "ratings"))
    with pytest.raises(DamagedLogError, match="is damaged"):
        log.ratings()
    assert told == []
    assert log.ratings() == []
    assert len(told) == 1
    log.close()


def test_what_the_check_finds_is_saved_before_the_log_is_used_again(
    written: Path, log: LogOnDemand, told: Told
) -> None:
    hit(written, root_of(written, "ratings_by_time"))
    assert len(log.sessions()) == 1
    log.mind_damage()
    assert len(log.ratings()) == 3
    assert len(told) == 1
    log.close()


def test_an_emptied_log_comes_back_from_its_backup(
    written: Path, clock: Clock, log: LogOnDemand, told: Told
) -> None:
    back_up_daily(written, clock.now)
    written.write_bytes(b"")
    assert len(log.sessions()) == 1
    assert told[0].startswith("Your log was damaged. Footwell saved 1 session and 3 answers, with")
    assert not list(written.parent.glob("*broken*"))
    log.close()


def test_an_empty_file_without_a_backup_is_a_new_log(
    log_path: Path, log: LogOnDemand, told: Told
) -> None:
    log_path.touch()
    assert log.sessions() == []
    assert told == []
    log.close()


@pytest.mark.parametrize("version", range(1, NEWEST))
def test_a_damaged_log_of_any_version_is_saved_into_this_one(
    log_path: Path, log: LogOnDemand, version: int
) -> None:
    log_path.write_bytes((LOGS / f"version-{version}.sqlite3").read_bytes())
    hit(log_path, 1)
    [logged] = log.sessions()
    assert len(logged.session.steps) == 2
    assert [rating.value for rating in log.ratings()] == [5, None]
    log.edits.make(session_back("00000000-0000-4000-8000-000000000002"))
    assert len(log.sessions()) == 2
    log.close()


def test_a_version_that_was_hit_does_not_lead_to_a_migration(
    written: Path, log: LogOnDemand, told: Told
) -> None:
    hit(written, 1, (2).to_bytes(4), at=60)
    assert len(log.sessions()) == 1
    assert len(told) == 1
    assert not (written.parent / "backups").exists()
    log.close()


def test_a_newer_or_another_programs_database_is_left(
    written: Path, opening: LogOpening, told: Told
) -> None:
    hit(written, 1, (99).to_bytes(4), at=60)
    before = written.read_bytes()
    with pytest.raises(NewerSchemaError):
        opening.open()
    hit(written, 1, (NEWEST).to_bytes(4), at=60)
    hit(written, 1, b"Cook", at=68)
    foreign = written.read_bytes()
    with pytest.raises(StorageError, match="another program's database"):
        opening.open()
    assert written.read_bytes() == foreign
    assert len(before) == len(foreign)
    assert told == []
    assert not list(written.parent.glob("*broken*"))


def test_a_command_that_only_reads_says_what_is_wrong_and_saves_nothing(written: Path) -> None:
    hit(written, 1)
    before = written.read_bytes()
    with pytest.raises(DamagedLogError, match="when you open the app it saves what can be read"):
        open_log_read_only(written)
    assert written.read_bytes() == before
    assert [one.name for one in written.parent.iterdir() if "broken" in one.name] == []


def test_where_the_disk_refuses_it_is_told_once_in_a_while_and_left(
    written: Path,
    clock: Clock,
    log: LogOnDemand,
    told: Told,
    largest_file: Callable[[int], AbstractContextManager[None]],
) -> None:
    hit(written, 1)
    before = written.read_bytes()
    refused = r"could not be saved anew, because the disk refused it; it was left as it is\.$"
    with largest_file(8192), pytest.raises(StorageError, match=refused):
        log.sessions()
    with pytest.raises(StorageError):
        log.sessions()
    assert written.read_bytes() == before
    assert told == []
    assert not list(written.parent.glob(".*.part"))
    clock.now += AGAIN_AFTER
    assert len(log.sessions()) == 1
    log.close()


class Elsewhere:
    """Another thread, as it were, which begins when it is told to, and holds the log."""

    def __init__(self) -> None:
        self.begun: list[Callable[[Progress], str]] = []

    def __call__(self, work: Callable[[Progress], str]) -> str:
        self.begun.append(work)
        return "It is being saved."


@pytest.mark.parametrize("is_found_late", [True, False])
def test_where_it_is_saved_elsewhere_who_wants_to_read_it_is_told_so(
    written: Path,
    clock: Clock,
    told: Told,
    is_found_late: bool,  # noqa: FBT001
) -> None:
    elsewhere = Elsewhere()
    opening = LogOpening(written, clock, told.append, elsewhere)
    log = LogOnDemand(opening.open, opening.save_what_can_be)
    if is_found_late:
        log.ratings()
        log.mind_damage()
    hit(written, 1)
    with pytest.raises(BusyLogError, match=r"It is being saved\."):
        log.ratings()
    [work] = elsewhere.begun
    assert not list(written.parent.glob("*broken*"))
    assert work(go_on).startswith("Your log was damaged. Footwell saved 1 session and 3 answers.")
    assert len(log.ratings()) == 3
    assert told == [], "who has it saved elsewhere tells what came of it"
    log.close()


def test_where_it_cannot_be_saved_elsewhere_that_is_told_at_the_next_call(
    written: Path,
    clock: Clock,
    largest_file: Callable[[int], AbstractContextManager[None]],
) -> None:
    elsewhere = Elsewhere()
    opening = LogOpening(written, clock, Told().append, elsewhere)
    hit(written, 1)
    with pytest.raises(BusyLogError):
        opening.open()
    with largest_file(8192), pytest.raises(StorageError, match="could not be saved anew"):
        elsewhere.begun[0](go_on)
    with pytest.raises(StorageError, match="could not be saved anew"):
        opening.open()
    assert len(elsewhere.begun) == 1


def test_it_tells_how_far_the_damaged_file_is_read(written: Path, clock: Clock) -> None:
    hit(written, 1)
    told: list[tuple[int, int]] = []

    def progress(done: int, whole: int) -> bool:
        told.append((done, whole))
        return True

    salvage(written, clock.now, progress)
    assert told == sorted(told)
    pages = written.stat().st_size // PAGE
    assert {whole for _, whole in told} == {pages}


@pytest.mark.parametrize("with_backup", [True, False])
def test_saving_can_be_stopped_at_any_time_and_begins_anew(
    written: Path, clock: Clock, *, with_backup: bool
) -> None:
    if with_backup:
        back_up_daily(written, clock.now)
    hit(written, 1)
    before = written.read_bytes()
    elsewhere = Elsewhere()
    opening = LogOpening(written, clock, Told().append, elsewhere)
    for number in range(2 if with_backup else 1):
        with pytest.raises(BusyLogError):
            opening.open()
        asked = count()
        assert elsewhere.begun[-1](lambda *_: next(asked) < number) == ""  # noqa: B023
        assert written.read_bytes() == before
        assert not list(written.parent.glob(".*.part"))
        assert not list(written.parent.glob("*broken*"))
    with pytest.raises(BusyLogError):
        opening.open()
    assert "saved 1 session" in elsewhere.begun[-1](go_on)


def test_what_another_program_writes_while_a_log_is_saved_is_not_replaced(
    written: Path, clock: Clock
) -> None:
    hit(written, 1)

    def write_elsewhere(_done: int, _whole: int) -> bool:
        with written.open("ab") as file:
            file.write(bytes(PAGE))
        return True

    with pytest.raises(SalvageStoppedError, match="read anew"):
        salvage(written, clock.now, write_elsewhere)
    assert written.stat().st_size % PAGE == 0
    assert not list(written.parent.glob("*broken*"))
    assert "saved 1 session" in salvage(written, clock.now).sentence


def test_where_nothing_may_be_made_beside_it_that_is_told_and_the_log_left(
    guarded_folder: Path, clock: Clock
) -> None:
    path = guarded_folder / "log.sqlite3"
    LogStore(path, clock).close()
    hit(path, 1)
    before = path.read_bytes()
    guarded_folder.chmod(0o500)
    with pytest.raises(StorageError, match="because you are not allowed to; it was left as it is"):
        salvage(path, clock.now)
    assert path.read_bytes() == before


def test_a_log_that_is_damaged_again_at_once_is_not_saved_over_and_over(
    written: Path, log: LogOnDemand, told: Told
) -> None:
    hit(written, 1)
    assert len(log.sessions()) == 1
    log.close()
    hit(written, 1)
    for _ in range(3):
        with pytest.raises(DamagedLogError):
            log.sessions()
    assert len(told) == 1
    assert len(list(written.parent.glob("*broken*"))) == 1


def test_a_journal_beside_the_damaged_log_is_kept_with_it(written: Path, clock: Clock) -> None:
    Path(f"{written}-journal").write_bytes(b"what was half written")
    hit(written, 1)
    saved = salvage(written, clock.now)
    assert saved.aside is not None
    assert Path(f"{saved.aside}-journal").read_bytes() == b"what was half written"
    assert not Path(f"{written}-journal").exists()


def test_without_links_the_damaged_file_is_copied(
    written: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError

    hit(written, 1)
    before = written.read_bytes()
    monkeypatch.setattr(os, "link", no_links)
    saved = salvage(written, clock.now)
    assert saved.aside is not None
    assert saved.aside.read_bytes() == before


def test_pages_give_the_rows_that_sqlite_reads(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    write_log(path, 30)
    pages = LeafPages(path)
    rows = [row for row in pages.rows() if len(row) == 20]
    connection = sqlite3.connect(path)
    columns = [
        f'"{column[1]}"'
        for column in connection.execute("PRAGMA table_xinfo(sessions)")
        if column[6] != 2
    ]
    wanted = connection.execute(f"SELECT {', '.join(columns)} FROM sessions").fetchall()
    connection.close()
    assert any(len(row[16]) > PAGE for row in wanted), "some go on in pages of their own"
    assert sorted(rows) == sorted(wanted)
    assert pages.broken == 0


def test_a_locked_log_is_waited_for_once_and_then_tried_at_once(
    written: Path, clock: Clock, log: LogOnDemand
) -> None:
    other = sqlite3.connect(written, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LockedLogError, match="in use by another program"):
        log.sessions()
    clock.now += LOCKED_FOR / 2
    began_s = time.monotonic()
    for _ in range(4):
        with pytest.raises(LockedLogError):
            log.sessions()
    assert time.monotonic() - began_s < BUSY_TIMEOUT_S / 2
    other.close()
    assert len(log.sessions()) == 1
    log.close()
