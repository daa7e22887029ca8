"""The log's files with the real storage behind the window: out, in, backed up and restored."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.errors import BusyLogError, KnownError
from app.core.export_wish import ExportFormat, ExportWish
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import Rating, RatingContext, RatingKind
from app.log_exchange import LogExchange
from app.storage.log_on_demand import LogOnDemand
from app.storage.log_store import LogStore
from app.storage.record_id import new_id
from app.ui.rail import Room
from app.ui.settings_room import SettingsRoom
from tests.whole.conftest import World

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def answer(day: int, value: int = 4) -> Rating:
    when = NOW.replace(day=day)
    kind, context = RatingKind.FIRST_STEP, RatingContext.DAILY
    return Rating(new_id(), None, kind, context, when, Foot.LEFT, Area.WHOLE_FOOT, value)


def log_in(folder: Path) -> LogOnDemand:
    folder.mkdir(exist_ok=True)
    return LogOnDemand(lambda: LogStore(folder / "log.sqlite3", lambda: NOW))


def go_on(_done: int, _of: int) -> bool:
    return True


def stop(_done: int, _of: int) -> bool:
    return False


@pytest.fixture
def log(tmp_path: Path) -> LogOnDemand:
    made = log_in(tmp_path / "data")
    made.add_rating(answer(20))
    return made


@pytest.fixture
def files(tmp_path: Path, log: LogOnDemand) -> LogExchange:
    return LogExchange(tmp_path / "data", log, lambda: NOW)


@pytest.mark.parametrize("form", [ExportFormat.CSV, ExportFormat.JSON, ExportFormat.FHIR])
def test_each_format_is_written_and_a_stopped_one_leaves_nothing(
    tmp_path: Path, files: LogExchange, form: ExportFormat
) -> None:
    target = tmp_path / "out"
    assert not files.write(ExportWish(form), target, stop)
    assert not target.exists()
    assert files.write(ExportWish(form), target, go_on)
    written = target / "ratings.csv" if form.is_folder else target
    assert "2026-11-20" in written.read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir() if "out" in path.name] == ["out"]


def test_a_name_is_in_the_bundle_if_it_was_typed(tmp_path: Path, files: LogExchange) -> None:
    files.write(ExportWish(ExportFormat.FHIR, name="Ada Example"), tmp_path / "out", go_on)
    patient = json.loads((tmp_path / "out").read_text("utf-8"))["entry"][0]["resource"]
    assert patient["name"] == [{"text": "Ada Example"}]


def test_before_there_is_a_log_there_is_nothing_to_export(tmp_path: Path) -> None:
    empty = LogExchange(tmp_path, log_in(tmp_path), lambda: NOW)
    with pytest.raises(KnownError, match="nothing to export"):
        empty.write(ExportWish(ExportFormat.JSON), tmp_path / "out", go_on)
    assert empty.report(ExportWish(ExportFormat.PDF)) is None


def test_the_page_is_made_of_the_log_and_never_kept_in_its_place(
    tmp_path: Path, files: LogExchange
) -> None:
    report = files.report(ExportWish(ExportFormat.PDF))
    assert report is not None
    files.keep_page(b"%PDF", tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes() == b"%PDF"
    with pytest.raises(KnownError):
        files.keep_page(b"%PDF", tmp_path / "data" / "log.sqlite3")
    assert files.report(ExportWish(ExportFormat.PDF)) is not None


def test_a_restored_backup_is_what_the_window_reads_then(
    files: LogExchange, log: LogOnDemand
) -> None:
    made = files.back_up_now()
    log.add_rating(answer(21))
    files.hold_log("Wait a moment.")
    with pytest.raises(BusyLogError, match=r"Wait a moment\."):
        log.ratings()
    assert not files.restore(made, stop)
    assert files.restore(made, go_on)
    files.free_log()
    assert [rating.answered.day for rating in log.ratings()] == [20]
    reasons = [one.reason for one in files.backups()]
    assert "before-restore" in reasons


def test_what_another_machine_exported_is_taken_in_once(
    tmp_path: Path, files: LogExchange, log: LogOnDemand
) -> None:
    other = log_in(tmp_path / "other")
    other.add_rating(answer(19))
    file = tmp_path / "other.json"
    LogExchange(tmp_path / "other", other, lambda: NOW).write(
        ExportWish(ExportFormat.JSON), file, go_on
    )
    assert files.import_log(file, stop) is None
    assert [rating.answered.day for rating in log.ratings()] == [20]
    taken_in = files.import_log(file, go_on)
    assert taken_in is not None
    assert (taken_in.new, taken_in.changed, taken_in.known) == (1, 0, 0)
    assert [rating.answered.day for rating in log.ratings()] == [19, 20]
    again = files.import_log(file, go_on)
    assert again is not None
    assert (again.new, again.known) == (0, 1)


def test_settings_back_up_and_restore_and_the_rooms_show_what_is_there_then(
    world: World, qtbot: QtBot
) -> None:
    footwell = world.start()
    footwell._log.add_rating(answer(20))
    footwell.window.go_to(Room.SETTINGS)
    room = footwell.window.room(Room.SETTINGS)
    assert isinstance(room, SettingsRoom)
    data, desk = room.data, footwell.papers.data
    assert desk is not None
    QTest.mouseClick(data.back_up, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not desk.job.is_running)
    [backup] = desk._keeper.backups()
    assert data.line.said.startswith("The backup is made")
    footwell._log.add_rating(answer(21))
    data.restore_requested.emit(backup)
    qtbot.waitUntil(lambda: not desk.job.is_running)
    assert "no longer in your log" in world.asked[-1].text
    assert [rating.answered.day for rating in footwell._log.ratings()] == [20]
    assert data.line.said.startswith("The backup is your log now")
