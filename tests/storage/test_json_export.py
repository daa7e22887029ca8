from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.core.answer import Answer
from app.core.errors import ExportRefusedError, ExportStoppedError, StorageError
from app.core.health_questions import Questionnaire
from app.core.log_edit import session_deleted
from app.core.soreness import RatingContext, RatingKind
from app.storage.exports.exporting import ExportCount, ExportOrder
from app.storage.exports.json_export import export_json
from app.storage.imports.log_import import import_log
from app.storage.log_layout import SCHEMA, TABLES, Kind
from app.storage.log_store import LogStore
from app.storage.migration import shipped_migrations
from app.storage.span import Span
from tests.storage.machines import NOON, Machine, Question

Make = Callable[..., Any]
LOGS = Path(__file__).with_name("logs")
FOLLOWS = {"start_ms", "end_ms", "answered_ms", "day", "superseded", "when_ms", "recorded_ms"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path, "desk")
    yield machine
    machine.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path, "empty")
    yield machine
    machine.close()


def exported(machine: Machine, order: ExportOrder) -> dict[str, Any]:
    export_json(machine.store.database, order, machine.now)
    values: dict[str, Any] = json.loads(order.target.read_text("utf-8"))
    return values


def live_through_everything(machine: Machine, session: Make, event: Make) -> None:
    """A row in each table, and marks of deletion."""
    kept, gone = session(note="=1+1 “Füße” \u2028\t\x07"), session(by_hand=True, steps=())
    for one in (kept, gone):
        machine.store.add_session(one)
    machine.store.edits.make(session_deleted(gone.id))
    machine.answers(Question(kept.id, RatingKind.PAIN, RatingContext.AFTER), 4)
    machine.answers(Question(kept.id, RatingKind.PAIN, RatingContext.AFTER), None)
    machine.store.add_event(event())
    machine.says(kept.id, "A3", Answer(is_yes=True))
    machine.is_checked(Questionnaire.TODAY, Answer(is_yes=False))
    machine.store.health.withdraw_clearance(machine.is_cleared())


def test_the_layout_that_is_exported_is_that_of_the_newest_log(empty: Machine) -> None:
    assert shipped_migrations()[-1].version == SCHEMA
    connection = empty.store.database.connection
    there = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    assert {name for (name,) in there} == TABLES.keys()
    for table in TABLES.values():
        columns = connection.execute(f"PRAGMA table_xinfo({table.name})").fetchall()
        assert {column[1] for column in columns} - FOLLOWS == set(table.names)
        required = {column[1] for column in columns if column[3]}
        assert {c.name for c in table.columns if not c.may_be_none} == required - FOLLOWS


def test_everything_is_in_it_and_an_empty_log_becomes_the_same(
    desk: Machine, empty: Machine, session: Make, event: Make, tmp_path: Path
) -> None:
    live_through_everything(desk, session, event)
    values = exported(desk, ExportOrder(tmp_path / "log.json"))
    assert all(values[table] for table in TABLES)
    assert (values["format"], values["version"], values["schema"]) == ("footwell-log", 1, 5)
    assert values["exported"] == NOON.isoformat()
    [checked, _] = values["answers"]
    assert checked.keys() == set(TABLES["answers"].names)
    assert {row["deleted"] is None for row in values["sessions"]} == {True, False}
    empty.imports(tmp_path / "log.json")
    assert empty.dump == desk.dump
    assert empty.reading == desk.reading


def test_values_are_those_of_json_not_of_the_database(
    desk: Machine, session: Make, tmp_path: Path
) -> None:
    desk.store.add_session(session())
    values = exported(desk, ExportOrder(tmp_path / "log.json"))
    assert values["sessions"][0]["completed"] is True
    assert values["sessions"][0]["techniques"] == ["kneading", "cross-fiber-friction"]
    assert values["session_steps"][0]["actual_s"] == 61.25
    yes_no = {c.name for t in TABLES.values() for c in t.columns if c.kind is Kind.YES_NO}
    assert yes_no == {"completed", "by_hand", "counts", "late"}


@pytest.mark.parametrize("hours", [0.1 + 0.2, 1e-300, -7.000000000000001, 1e17, 24.0])
def test_fractions_keep_every_digit(
    desk: Machine, empty: Machine, rating: Make, tmp_path: Path, hours: float
) -> None:
    desk.store.add_rating(rating(hours_after_end=hours))
    export_json(desk.store.database, ExportOrder(tmp_path / "log.json"), NOON)
    empty.imports(tmp_path / "log.json")
    assert [one.hours_after_end for one in empty.store.ratings()] == [hours]


@pytest.mark.parametrize("version", range(1, SCHEMA))
def test_a_log_of_every_version_goes_there_and_back(
    tmp_path: Path, empty: Machine, version: int
) -> None:
    path = tmp_path / "log.sqlite3"
    shutil.copy(LOGS / f"version-{version}.sqlite3", path)
    store = LogStore(path, lambda: NOON)
    export_json(store.database, ExportOrder(tmp_path / "log.json"), NOON)
    store.close()
    import_log(empty.store.database, tmp_path / "log.json", lambda: NOON)
    again = Machine(tmp_path, "again")
    again.imports(empty.exports())
    assert again.dump == empty.dump
    assert [s.session.id for s in again.store.sessions()] == [
        "00000000-0000-4000-8000-000000000001"
    ]
    again.close()


class TestASpan:
    def live(self, machine: Machine, session: Make) -> dict[int, str]:
        """A session a day, whose soreness is answered on the next one."""
        ids = {}
        for day in range(1, 6):
            machine.now = datetime(2026, 11, day, 12, tzinfo=UTC)
            lived = session(start=machine.now, end=machine.now + timedelta(minutes=20))
            machine.store.add_session(lived)
            ids[day] = lived.id
            machine.is_checked(Questionnaire.TODAY, Answer(is_yes=False))
            machine.is_cleared()
            machine.lives(minutes=24 * 60)
            machine.answers(Question(lived.id, RatingKind.SORENESS, RatingContext.H24), 2)
            machine.answers(Question(None, RatingKind.PAIN, RatingContext.DAILY), 3)
            machine.says(lived.id, "A3", Answer(is_yes=True))
        return ids

    def test_it_holds_what_is_of_these_days_with_whole_sessions(
        self,
        desk: Machine,
        empty: Machine,
        session: Make,
        tmp_path: Path,
        at_home: Callable[[str], None],
    ) -> None:
        at_home("UTC")
        ids = self.live(desk, session)
        days = Span(date(2026, 11, 3), date(2026, 11, 3))
        values = exported(desk, ExportOrder(tmp_path / "log.json", days))
        assert (values["since"], values["until"]) == ("2026-11-03", "2026-11-03")
        # That of the day before was answered on this one.
        assert [row["id"] for row in values["sessions"]] == [ids[2], ids[3]]
        assert len(values["session_steps"]) == 4
        answered = {(row["session_id"], row["answered"][:10]) for row in values["ratings"]}
        assert answered == {
            (ids[2], "2026-11-03"),
            (None, "2026-11-03"),
            (ids[3], "2026-11-04"),
        }
        assert len(values["checks"]) == len(values["clearances"]) == 1
        assert len(values["answers"]) == 2
        tally = empty.imports(tmp_path / "log.json").in_all
        assert (tally.changed, tally.known) == (0, 0)
        assert len(empty.store.sessions()) == 2

    def test_days_without_anything_are_told(
        self, desk: Machine, session: Make, tmp_path: Path
    ) -> None:
        self.live(desk, session)
        with pytest.raises(ExportRefusedError, match="in these days"):
            export_json(
                desk.store.database,
                ExportOrder(tmp_path / "log.json", Span(until=date(2020, 1, 1))),
                NOON,
            )
        assert not (tmp_path / "log.json").exists()


class TestWholeOrNotAtAll:
    @pytest.fixture(autouse=True)
    def _answers(self, store: LogStore, rating: Make) -> None:
        store.add_rating(rating())

    def test_an_empty_log_is_told(self, empty: Machine, tmp_path: Path) -> None:
        with pytest.raises(ExportRefusedError, match="nothing in the log yet"):
            export_json(empty.store.database, ExportOrder(tmp_path / "log.json"), NOON)

    def test_the_file_is_private_and_nothing_else_is_left(
        self, store: LogStore, tmp_path: Path
    ) -> None:
        target = tmp_path / "log.json"
        count = export_json(store.database, ExportOrder(target), NOON)
        assert count == ExportCount(0, 1, 0)
        assert target.stat().st_mode & 0o777 == 0o600
        assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]

    def test_a_file_that_is_there_is_replaced_only_by_force(
        self, store: LogStore, tmp_path: Path
    ) -> None:
        target = tmp_path / "log.json"
        target.write_text("mine")
        with pytest.raises(ExportRefusedError, match="--force"):
            export_json(store.database, ExportOrder(target), NOON)
        assert target.read_text() == "mine"
        export_json(store.database, ExportOrder(target, force=True), NOON)
        assert json.loads(target.read_text())["ratings"]

    def test_a_link_stays_one(self, store: LogStore, tmp_path: Path) -> None:
        (tmp_path / "link.json").symlink_to(tmp_path / "log.json")
        with pytest.raises(ExportStoppedError):
            export_json(store.database, ExportOrder(tmp_path / "link.json"), NOON, lambda *_: False)
        export_json(store.database, ExportOrder(tmp_path / "link.json"), NOON)
        assert (tmp_path / "link.json").is_symlink()
        assert (tmp_path / "log.json").is_file()

    def test_the_log_itself_is_never_written_over(
        self, store: LogStore, log_path: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "link").symlink_to(log_path)
        for target in (log_path, tmp_path / "link"):
            with pytest.raises(ExportRefusedError):
                export_json(store.database, ExportOrder(target, force=True), NOON)
        assert store.ratings()

    def test_a_folder_or_a_device_is_no_file(self, store: LogStore, tmp_path: Path) -> None:
        for target in (tmp_path, Path("/dev/null")):
            with pytest.raises(ExportRefusedError):
                export_json(store.database, ExportOrder(target, force=True), NOON)

    def test_a_folder_that_is_not_there_is_told(self, store: LogStore, tmp_path: Path) -> None:
        with pytest.raises(StorageError, match="its folder is not there"):
            export_json(store.database, ExportOrder(tmp_path / "none" / "log.json"), NOON)

    def test_one_that_is_stopped_leaves_nothing(self, store: LogStore, tmp_path: Path) -> None:
        with pytest.raises(ExportStoppedError):
            export_json(
                store.database,
                ExportOrder(tmp_path / "log.json"),
                NOON,
                lambda done, of: done < of,
            )
        assert not [path for path in tmp_path.iterdir() if "json" in path.name]

    def test_a_full_disk_leaves_nothing(
        self, store: LogStore, tmp_path: Path, largest_file: Callable[[int], Any]
    ) -> None:
        with largest_file(100), pytest.raises(StorageError, match="nothing was changed"):
            export_json(store.database, ExportOrder(tmp_path / "log.json"), NOON)
        assert not [path for path in tmp_path.iterdir() if "json" in path.name]
