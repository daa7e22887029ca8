from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from app.core.errors import ExportRefusedError, ExportStoppedError
from app.core.log_edit import session_deleted
from app.core.soreness import LogEvent, Rating, SessionRecord, StepOutcome
from app.storage.exports import exporting
from app.storage.exports.csv_export import export_csv as export
from app.storage.exports.csv_export import harmless
from app.storage.exports.exporting import ExportCount, ExportOrder
from app.storage.exports.log_rows import event_row, rating_row, session_row
from app.storage.log_store import LogStore
from app.storage.span import Span
from tests.storage.conftest import START
from tests.storage.test_log_store import answers_given, sessions_lived, things_that_happened

Make = Callable[..., Any]
FILES = {"sessions.csv", "ratings.csv", "events.csv"}


def read(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / f"{name}.csv").read_bytes().decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_cells(row: dict[str, object]) -> dict[str, str]:
    """A row of `log --json` as it stands in a table."""

    def cell(value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, list):
            return "; ".join(value)
        return harmless(value) if isinstance(value, str) else str(value)

    return {name: cell(value) for name, value in row.items()}


@given(sessions_lived, answers_given, things_that_happened)
@settings(max_examples=60, deadline=None)
def test_the_tables_hold_what_log_json_prints(
    session: SessionRecord, rating: Rating, event: LogEvent
) -> None:
    rating = replace(rating, session_id=session.id)
    with tempfile.TemporaryDirectory() as name:
        store = LogStore(Path(name) / "log.sqlite3", lambda: START)
        store.add_session(session)
        store.add_rating(rating)
        store.add_event(event)
        folder = Path(name) / "tables"
        assert export(store.database, ExportOrder(folder)) == ExportCount(1, 1, 1)
        store.close()
        assert read(folder, "sessions") == [as_cells(session_row(session))]
        assert read(folder, "ratings") == [as_cells(rating_row(rating))]
        assert read(folder, "events") == [as_cells(event_row(event))]


def test_rows_end_as_the_standard_has_it_and_text_is_plain_utf_8(
    store: LogStore, session: Make, tmp_path: Path
) -> None:
    store.add_session(session(note='said "ow", then\nFußsohle 👣', steps=()))
    export(store.database, ExportOrder(tmp_path / "tables"))
    data = (tmp_path / "tables" / "sessions.csv").read_bytes()
    head, row, end = data.split(b"\r\n")
    assert head.startswith(b"schema,session_id,start,end,script_id"), "no mark at its start"
    assert row.decode().endswith(',clear,"said ""ow"", then\nFußsohle 👣"')
    assert end == b""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_is_neutralised_wherever_it_stands(
    store: LogStore, session: Make, rating: Make, event: Make, tmp_path: Path, start: str
) -> None:
    hostile = f"{start}cmd|' /C calc'!A0"
    texts = dict.fromkeys(["script_id", "script_title", "safety_verdict", "note"], hostile)
    store.add_session(session(**texts))
    store.add_rating(rating(note=hostile, hours_after_end=-1.5))
    store.add_event(event(severity=hostile, advice_shown=hostile, note=hostile))
    export(store.database, ExportOrder(tmp_path / "tables"))
    [row] = read(tmp_path / "tables", "sessions")
    assert {row[name] for name in texts} == {f"'{hostile}"}
    [row] = read(tmp_path / "tables", "ratings")
    assert row["note"] == f"'{hostile}"
    assert row["hours_after_end"] == "-1.5", "a number stays one"
    [row] = read(tmp_path / "tables", "events")
    assert {row["severity"], row["advice_shown"], row["note"]} == {f"'{hostile}"}


def test_what_is_deleted_is_left_out_and_so_is_what_belongs_to_it(
    store: LogStore, session: Make, rating: Make, event: Make, tmp_path: Path
) -> None:
    gone = session()
    store.add_session(gone)
    store.add_rating(rating(session_id=gone.id))
    store.add_event(event(session_id=gone.id))
    store.edits.make(session_deleted(gone.id))
    with pytest.raises(ExportRefusedError, match="nothing in the log yet"):
        export(store.database, ExportOrder(tmp_path / "tables"))
    store.add_rating(rating(value=None))
    assert export(store.database, ExportOrder(tmp_path / "tables")) == ExportCount(0, 1, 0)
    [row] = read(tmp_path / "tables", "ratings")
    assert row["value"] == ""


def test_steps_are_counted_as_everywhere(
    store: LogStore, session: Make, step: Make, tmp_path: Path
) -> None:
    left_out = [step(position=2, outcome=StepOutcome.LEFT_OUT, actual_s=s) for s in (0.9, 1.0)]
    left_out[1] = replace(left_out[1], position=3, eased=2)
    lived = session(steps=(step(), step(position=1, outcome=StepOutcome.SKIPPED), *left_out))
    store.add_session(lived)
    export(store.database, ExportOrder(tmp_path / "tables"))
    [row] = read(tmp_path / "tables", "sessions")
    assert (row["steps_done"], row["steps_skipped"]) == ("2", "2")
    assert (int(row["steps_done"]), int(row["eased_count"])) == (
        lived.steps_done,
        lived.eased_count,
    )


def test_a_span_takes_both_its_days_in(
    store: LogStore,
    session: Make,
    rating: Make,
    event: Make,
    tmp_path: Path,
    at_home: Callable[[str], None],
) -> None:
    at_home("UTC")
    for day in range(1, 6):
        when = datetime(2026, 11, day, 12, tzinfo=UTC)
        store.add_session(session(start=when, end=when + timedelta(minutes=20)))
        store.add_rating(rating(answered=when))
        store.add_event(event(when=when))
    days = Span(date(2026, 11, 2), date(2026, 11, 3))
    assert export(store.database, ExportOrder(tmp_path / "t", days)) == ExportCount(2, 2, 2)
    assert [row["answered"][:10] for row in read(tmp_path / "t", "ratings")] == [
        "2026-11-02",
        "2026-11-03",
    ]
    with pytest.raises(ExportRefusedError, match="in these days"):
        export(store.database, ExportOrder(tmp_path / "u", Span(date(2027, 1, 1))))
    assert not (tmp_path / "u").exists()


class TestWholeOrNotAtAll:
    @pytest.fixture(autouse=True)
    def _answers(self, store: LogStore, rating: Make) -> None:
        store.add_rating(rating())

    def test_the_folder_is_private_and_nothing_else_is_left(
        self, store: LogStore, tmp_path: Path
    ) -> None:
        export(store.database, ExportOrder(tmp_path / "tables"))
        assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
        assert (tmp_path / "tables").stat().st_mode & 0o777 == 0o700
        assert {
            path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "tables").iterdir()
        } == dict.fromkeys(FILES, 0o600)

    def test_a_folder_that_is_there_is_refused(self, store: LogStore, tmp_path: Path) -> None:
        (tmp_path / "tables").mkdir()
        with pytest.raises(ExportRefusedError, match="is there already"):
            export(store.database, ExportOrder(tmp_path / "tables"))
        assert list((tmp_path / "tables").iterdir()) == []

    def test_by_force_an_earlier_export_is_replaced(
        self, store: LogStore, rating: Make, tmp_path: Path
    ) -> None:
        export(store.database, ExportOrder(tmp_path / "tables"))
        store.add_rating(rating(answered=START + timedelta(days=1)))
        export(store.database, ExportOrder(tmp_path / "tables", force=True))
        assert len(read(tmp_path / "tables", "ratings")) == 2
        assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]

    def test_by_force_no_folder_goes_that_holds_something_else(
        self, store: LogStore, tmp_path: Path
    ) -> None:
        folder = tmp_path / "thesis"
        folder.mkdir()
        (folder / "chapter-1.txt").write_text("mine")
        (folder / "ratings.csv").write_text("mine")
        with pytest.raises(ExportRefusedError, match=r"“chapter-1\.txt”"):
            export(store.database, ExportOrder(folder, force=True))
        assert {path.read_text() for path in folder.iterdir()} == {"mine"}

    def test_a_folder_by_the_name_of_a_table_is_something_else(
        self, store: LogStore, tmp_path: Path
    ) -> None:
        (tmp_path / "tables" / "ratings.csv").mkdir(parents=True)
        with pytest.raises(ExportRefusedError, match=r"“ratings\.csv”"):
            export(store.database, ExportOrder(tmp_path / "tables", force=True))

    def test_a_file_is_no_folder(self, store: LogStore, tmp_path: Path) -> None:
        (tmp_path / "tables").write_text("mine")
        with pytest.raises(ExportRefusedError, match="is a file"):
            export(store.database, ExportOrder(tmp_path / "tables", force=True))

    def test_one_that_is_stopped_leaves_nothing_and_the_old_one(
        self, store: LogStore, tmp_path: Path
    ) -> None:
        export(store.database, ExportOrder(tmp_path / "tables"))
        before = {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()}
        with pytest.raises(ExportStoppedError):
            export(
                store.database,
                ExportOrder(tmp_path / "tables", force=True),
                lambda done, of: done < of,
            )
        assert {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()} == before
        assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]

    def test_what_comes_in_between_is_not_overwritten(
        self, store: LogStore, tmp_path: Path
    ) -> None:
        def somebody_else(done: int, _of: int) -> bool:
            (tmp_path / "tables").mkdir(exist_ok=True)
            return done >= 0

        with pytest.raises(ExportRefusedError):
            export(store.database, ExportOrder(tmp_path / "tables"), somebody_else)
        assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]

    def test_progress_is_told_from_nothing_to_all(
        self, store: LogStore, rating: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(exporting, "STRIDE", 2)
        for day in range(1, 5):
            store.add_rating(rating(answered=START + timedelta(days=day)))
        told: list[tuple[int, int]] = []

        def progress(done: int, of: int) -> bool:
            told.append((done, of))
            return True

        export(store.database, ExportOrder(tmp_path / "tables"), progress)
        assert told == [(0, 5), (2, 5), (4, 5), (5, 5)]
