"""A file is taken in whole or not at all, and what is wrong with it is told with its place."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.answer import Answer
from app.core.errors import FaultyImportError, ImportStoppedError, KnownError, StorageError
from app.core.health_questions import Questionnaire
from app.core.soreness import RatingContext, RatingKind
from app.storage.imports import json_cursor, log_file
from app.storage.imports.log_import import import_first, import_log
from app.storage.log_layout import TABLES
from app.storage.log_store import LogStore
from tests.storage.machines import NOON, Dump, Machine, Question, named
from tests.storage.test_json_export import live_through_everything

Make = Callable[..., Any]
Log = dict[str, Any]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path, "desk")
    yield machine
    machine.close()


@pytest.fixture
def good(tmp_path: Path, session: Make, event: Make) -> Log:
    """What another machine exported."""
    lap = Machine(tmp_path, "lap")
    live_through_everything(lap, session, event)
    values: Log = json.loads(lap.exports().read_text("utf-8"))
    lap.close()
    return values


@pytest.fixture
def refused(desk: Machine, tmp_path: Path) -> Callable[[object], str]:
    """Import something, and give why that was refused; nothing may have changed."""

    def refuse(what: object) -> str:
        file = tmp_path / "file.json"
        if isinstance(what, bytes):
            file.write_bytes(what)
        else:
            file.write_text(what if isinstance(what, str) else json.dumps(what), "utf-8")
        before = desk.dump
        with pytest.raises(FaultyImportError) as told:
            desk.imports(file)
        assert desk.dump == before
        assert not (desk.folder / "backups").exists(), "nothing is done before it is known good"
        temporary = desk.store.database.connection.execute(
            "SELECT count(*) FROM temp.sqlite_schema"
        )
        assert temporary.fetchone() == (0,)
        message = str(told.value)
        assert "\n" not in message
        return message

    return refuse


def test_it_is_told_what_was_new_and_what_was_known(
    desk: Machine, good: Log, tmp_path: Path
) -> None:
    file = tmp_path / "file.json"
    file.write_text(json.dumps(good))
    count = desk.imports(file)
    parts = len(good["session_steps"]) + len(good["answers"])
    records = sum(len(rows) for rows in good.values() if isinstance(rows, list)) - parts
    assert (count.in_all.new, count.in_all.changed, count.in_all.known) == (records, 0, 0)
    assert count.tallies["session_steps"].new == len(good["session_steps"])
    good["sessions"][0]["note"] = "new"
    good["sessions"][0]["changed"] = "2030-01-01T00:00:00.000000+00:00"
    file.write_text(json.dumps(good))
    count = desk.imports(file)
    assert (count.in_all.new, count.in_all.changed, count.in_all.known) == (0, 1, records - 1)
    good["sessions"][0]["note"] = "older"
    good["sessions"][0]["changed"] = "2029-01-01T00:00:00.000000+00:00"
    file.write_text(json.dumps(good))
    assert desk.imports(file).in_all.changed == 0


def test_the_log_from_before_is_kept(desk: Machine, good: Log, tmp_path: Path) -> None:
    before = desk.dump
    file = tmp_path / "file.json"
    file.write_text(json.dumps(good))
    backup = desk.imports(file).backup
    assert backup is not None
    assert backup.parent == desk.folder / "backups"
    kept = Machine(tmp_path, "kept")
    kept.store.close()
    (kept.folder / "log.sqlite3").write_bytes(backup.read_bytes())
    kept.store = LogStore(kept.folder / "log.sqlite3", lambda: NOON)
    assert kept.dump == before != desk.dump
    kept.close()


def test_lists_may_stand_in_any_order_and_with_any_blanks(
    desk: Machine, good: Log, tmp_path: Path
) -> None:
    file = tmp_path / "file.json"
    turned = dict(sorted(good.items()))
    text = json.dumps(turned, indent=3).replace(",\n", "\r\n\t,\r\n")
    file.write_text("\ufeff  " + text + " \n", "utf-8")
    assert desk.imports(file).in_all.new > 5


def test_a_file_is_read_in_pieces_of_any_size(
    desk: Machine, good: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file.json"
    file.write_text(json.dumps(good, indent=1, ensure_ascii=False), "utf-8")
    desk.imports(file)
    for size in (1, 2, 7, 64):
        monkeypatch.setattr(json_cursor, "CHUNK", size)
        other = Machine(tmp_path, f"other-{size}")
        other.imports(file)
        assert other.dump == desk.dump
        other.close()


def test_text_stays_text(desk: Machine, good: Log, tmp_path: Path) -> None:
    hostile = "'; DROP TABLE sessions; -- <b onclick=x>{} “%s” =1+1 \u202e👣"
    session = next(row for row in good["sessions"] if row["deleted"] is None)
    session["note"] = hostile
    file = tmp_path / "file.json"
    file.write_text(json.dumps(good))
    desk.imports(file)
    assert [one.session.note for one in desk.store.sessions()] == [hostile]


def test_a_log_is_made_of_a_file_and_never_over_one_that_is_there(
    desk: Machine, good: Log, tmp_path: Path
) -> None:
    file = tmp_path / "file.json"
    file.write_text(json.dumps(good))
    path = tmp_path / "log.sqlite3"
    count = import_first(path, file, lambda: NOON)
    desk.imports(file)
    assert count.backup is None
    assert path.stat().st_mode & 0o777 == 0o600
    made = Machine(tmp_path, "made")
    made.store.close()
    made.store = LogStore(path, lambda: NOON)
    assert made.dump == desk.dump
    made.close()
    before = path.read_bytes()
    with pytest.raises(StorageError, match=r"was not imported, because .*; nothing was changed"):
        import_first(path, file, lambda: NOON)
    assert path.read_bytes() == before
    assert not [left for left in tmp_path.iterdir() if left.name.startswith(".")]


def test_a_stopped_import_changes_nothing(desk: Machine, good: Log, tmp_path: Path) -> None:
    file = tmp_path / "file.json"
    file.write_text(json.dumps(good))
    before = desk.dump
    told: list[tuple[int, int]] = []

    def stop(*so_far: int) -> bool:
        told.append((so_far[0], so_far[1]))
        return False

    with pytest.raises(ImportStoppedError):
        import_log(desk.store.database, file, lambda: NOON, stop)
    assert told == [(0, sum(len(rows) for rows in good.values() if isinstance(rows, list)))]
    assert desk.dump == before
    desk.imports(file)


class TestTheFile:
    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", "no log"),
            ("[]", "no log"),
            ("{}", "is no log that Footwell exported"),
            ('{"format": "footwell-log"', "damaged at line 1"),
            ('{"format"\n:\n}', "damaged at line 3"),
            ('{"format": "footwell-log"} {}', "damaged at line 1"),
            ("{1: 2}", "no log"),
            ('{"format": "other"}', "no log"),
            ('{"format": "footwell-log", "version": NaN}', "NaN, which is no number"),
            ('{"format": "footwell-log", "format": "footwell-log"}', "“format” stands in it twice"),
            ('{"format": "footwell-log", "version": 0}', "`version` is none"),
            ('{"format": "footwell-log", "version": true}', "`version` is none"),
            ('{"format": "footwell-log", "version": 1, "schema": 4}', "`schema` is none"),
            ('{"format": "footwell-log", "version": 1, "schema": 5}', "`sessions` is missing"),
            ('{"format": "footwell-log", "version": 1, "schema": 5, "x\\n": 1}', "means"),
            (f'{{"format": {"9" * 5000}}}', "damaged"),
            ('{"format": ' + "[" * 100_000, "nested too deeply"),
            ('{"format": {"a": 1, "a": 2}}', "a name stands twice"),
        ],
    )
    def test_what_is_no_log_is_told(
        self, refused: Callable[[object], str], text: str, reason: str
    ) -> None:
        assert reason in refused(text)

    @pytest.mark.parametrize("name", ["version", "schema"])
    def test_one_of_a_newer_footwell_is_told(
        self, refused: Callable[[object], str], good: Log, name: str
    ) -> None:
        good["columns"] = "of a time to come"
        assert "newer Footwell" in refused(good | {name: good[name] + 1})

    def test_bytes_that_are_no_text_are_told(self, refused: Callable[[object], str]) -> None:
        assert "no text in UTF-8" in refused(b'{"format": "\xff"}')

    def test_one_that_is_too_large_is_not_even_read(self, desk: Machine, tmp_path: Path) -> None:
        file = tmp_path / "large.json"
        with file.open("wb") as sparse:
            sparse.truncate(log_file.SIZE_MAX_BYTES + 1)
        with pytest.raises(FaultyImportError, match="too large"):
            desk.imports(file)

    def test_a_row_without_an_end_is_not_read_for_ever(
        self, refused: Callable[[object], str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(json_cursor, "CHUNK", 100)
        monkeypatch.setattr(json_cursor, "VALUE_MAX", 1000)
        assert "damaged" in refused('{"format": "' + "a" * 2000 + '"}')

    @pytest.mark.parametrize("chunk", [1, 7, 1000])
    def test_the_line_at_which_it_is_damaged_is_told(
        self, refused: Callable[[object], str], monkeypatch: pytest.MonkeyPatch, chunk: int
    ) -> None:
        monkeypatch.setattr(json_cursor, "CHUNK", chunk)
        lines = ("\n{", '"format":', '"footwell-log",', '"version": 1,', "?", "}")
        assert "it is damaged at line 6;" in refused("\n".join(lines))

    def test_one_that_is_not_there_and_what_is_none_are_told(
        self, desk: Machine, tmp_path: Path
    ) -> None:
        with pytest.raises(StorageError, match="it is not there"):
            desk.imports(tmp_path / "none.json")
        os.mkfifo(tmp_path / "pipe")
        for place in (tmp_path, tmp_path / "pipe"):
            with pytest.raises(FaultyImportError, match="no file"):
                desk.imports(place)


FAULTS: list[tuple[str, str, object]] = [
    ("sessions", "id", "00000000-0000-4000-8000-00000000000A"),
    ("sessions", "id", None),
    ("sessions", "start", "2026-11-21T12:00:00"),
    ("sessions", "start", "2026-11-21T12:00:00Z"),
    ("sessions", "start", "2026-11-21 12:00:00+00:00"),
    ("sessions", "start", "2026-11-21T12:00:00+15:00"),
    ("sessions", "start", "2026-11-21T12:00:00+01:00:30"),
    ("sessions", "start", "2026-02-30T12:00:00+01:00"),
    ("sessions", "start", "9999-12-31T23:59:59-05:00"),
    ("sessions", "start", 5),
    ("sessions", "script_sha256", "ab"),
    ("sessions", "techniques", ["kneading", "witchcraft"]),
    ("sessions", "techniques", "kneading"),
    ("sessions", "techniques", ["kneading"] * 100),
    ("sessions", "techniques", [["kneading"]]),
    ("sessions", "feet", "three"),
    ("sessions", "feet", ["both"]),
    ("sessions", "planned_hands_on_s", -1),
    ("sessions", "planned_hands_on_s", 1.0),
    ("sessions", "planned_hands_on_s", True),
    ("sessions", "planned_hands_on_s", 2**60),
    ("sessions", "completed", 1),
    ("sessions", "ended_early_reason", "bored"),
    ("sessions", "note", "\0"),
    ("sessions", "note", "\ud800"),
    ("sessions", "note", "a" * 1_000_001),
    ("sessions", "note", None),
    ("sessions", "changed", "2026-11-21T12:00:00+00:00"),
    ("sessions", "changed", "2026-13-21T12:00:00.000000+00:00"),
    ("sessions", "deleted", "yes"),
    ("session_steps", "id", "00000000-0000-4000-8000-000000000001"),
    ("session_steps", "position", 7),
    ("session_steps", "pass_number", 0),
    ("session_steps", "actual_s", -0.5),
    ("session_steps", "actual_s", "1"),
    ("session_steps", "actual_s", 10**400),
    ("ratings", "value", 11),
    ("ratings", "value", "5"),
    ("ratings", "region", "general"),
    ("ratings", "side", "both"),
    ("ratings", "hours_after_end", float("1e999")),
    ("events", "type", "miracle"),
    ("after_answers", "id", "00000000-0000-4000-8000-000000000001"),
    ("after_answers", "context", "daily"),
    ("after_answers", "answer", "maybe"),
    ("after_answers", "answer", "yes left/general"),
    ("after_answers", "question", " "),
    ("checks", "level", "worse"),
    ("answers", "question", "T9"),
    ("answers", "answer", 5),
    ("answers", "answer", "maybe"),
    ("clearances", "granted", "2026-11-31"),
    ("clearances", "granted", "20261121"),
    ("clearances", "granted", 5),
    ("clearances", "by", "  "),
    ("clearances", "places", "knee"),
]


class TestARow:
    @pytest.mark.parametrize(("table", "column", "value"), FAULTS)
    def test_a_faulty_value_is_told_with_its_place(
        self,
        refused: Callable[[object], str],
        good: Log,
        table: str,
        column: str,
        value: object,
    ) -> None:
        last = len(good[table]) - 1
        good[table][last][column] = value
        text = json.dumps(good).replace("Infinity", "1e999")
        where = "id" if column in ("position", "question") and value in (7, "T9") else column
        assert f"`{table}[{last}].{where}` is " in refused(text)

    def test_a_missing_and_an_unknown_name_are_told(
        self, refused: Callable[[object], str], good: Log
    ) -> None:
        good["ratings"][1]["mood"] = "fine"
        assert "`ratings[1]` has a value that nobody knows" in refused(good)
        del good["ratings"][1]["mood"], good["ratings"][1]["value"]
        assert "`ratings[1].value` is missing" in refused(good)
        good["ratings"][1] = [1, 2]
        assert "`ratings[1]` is no row" in refused(good)

    @pytest.mark.parametrize("table", TABLES)
    @pytest.mark.parametrize("is_first", [True, False])
    def test_one_that_stands_in_it_twice_is_told_whatever_it_says_and_where_it_stands(
        self,
        refused: Callable[[object], str],
        good: Log,
        table: str,
        is_first: bool,  # noqa: FBT001
    ) -> None:
        rows = good[table]
        later = rows[0] | {"changed": "2030-01-01T00:00:00.000000+00:00"}
        rows.insert(0 if is_first else len(rows), later)
        second = 1 if is_first else len(rows) - 1
        assert f"`{table}[{second}].id` stands in it twice" in refused(good)


class TestBelonging:
    """Here a backup is made already: what the log holds has a say in it."""

    def test_a_rating_without_its_session_is_told(
        self, desk: Machine, good: Log, tmp_path: Path
    ) -> None:
        good["ratings"][1]["session_id"] = named("nobody's")
        file = tmp_path / "file.json"
        file.write_text(json.dumps(good))
        before = desk.dump
        place = r"`ratings\[1\]` belongs to a row of `sessions` that is not there"
        with pytest.raises(FaultyImportError, match=place):
            desk.imports(file)
        assert desk.dump == before

    def test_its_session_may_be_here_already_or_stand_behind_it(
        self, tmp_path: Path, desk: Machine
    ) -> None:
        lap = Machine(tmp_path, "lap")
        session_id = lap.adds_session()
        desk.imports(lap.exports())
        lap.answers(Question(session_id, RatingKind.PAIN, RatingContext.AFTER), 4)
        values = json.loads(lap.exports().read_text())
        lap.close()
        file = tmp_path / "file.json"
        file.write_text(json.dumps(values | {"sessions": []}))
        desk.imports(file)
        assert [one.value for one in desk.store.ratings()] == [4]

    def test_a_log_that_was_damaged_before_is_told_as_such(
        self, desk: Machine, good: Log, tmp_path: Path, rating: Make
    ) -> None:
        desk.store.add_rating(rating())
        connection = desk.store.database.connection
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE ratings SET session_id = ?", (named("nobody's"),))
        connection.execute("PRAGMA foreign_keys = ON")
        file = tmp_path / "file.json"
        file.write_text(json.dumps(good))
        before = desk.dump
        with pytest.raises(StorageError, match="damaged"):
            desk.imports(file)
        assert desk.dump == before


def test_a_full_disk_changes_nothing(
    desk: Machine,
    good: Log,
    tmp_path: Path,
    largest_file: Callable[[int], AbstractContextManager[None]],
) -> None:
    file = tmp_path / "file.json"
    file.write_text(json.dumps(good))
    before: Dump = desk.dump
    with largest_file(1000), pytest.raises(StorageError):
        desk.imports(file)
    assert desk.dump == before
    assert desk.imports(file).in_all.new


def test_two_versions_changed_at_the_same_instant_end_alike(tmp_path: Path, desk: Machine) -> None:
    session_id = desk.adds_session()
    lap = Machine(tmp_path, "lap")
    lap.imports(desk.exports())
    desk.store.set_note(session_id, "from the desk")
    lap.store.set_note(session_id, "on the lap")
    here, there = desk.exports(), lap.exports()
    desk.imports(there)
    lap.imports(here)
    assert desk.dump == lap.dump
    assert [one.session.note for one in lap.store.sessions()] == ["on the lap"]
    lap.close()


def test_checks_keep_their_answers(tmp_path: Path, desk: Machine) -> None:
    lap = Machine(tmp_path, "lap")
    lap.is_checked(Questionnaire.PROFILE, Answer(is_yes=True))
    desk.imports(lap.exports())
    [check] = desk.store.health.checks(Questionnaire.PROFILE)
    assert check.answers == dict.fromkeys(["T1", "T2"], Answer(is_yes=True))
    lap.close()


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_whatever_is_done_to_a_file_it_is_imported_or_refused(
    scrap: tuple[Machine, bytes, Path], data: st.DataObject
) -> None:
    machine, content, file = scrap
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        what = data.draw(st.binary(max_size=4))
        damaged[place : place + data.draw(st.integers(0, 40))] = what
        if not damaged:
            damaged = bytearray(b"{")
    file.write_bytes(damaged)
    with suppress(KnownError):
        machine.imports(file)
    check = machine.store.database.connection.execute("PRAGMA integrity_check").fetchone()
    assert check == ("ok",)
    machine.reading  # noqa: B018 - what was taken in can be read


@pytest.fixture(scope="module")
def scrap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Machine, bytes, Path]]:
    folder = tmp_path_factory.mktemp("scrap")
    lap, desk = Machine(folder, "lap"), Machine(folder, "desk")
    session_id = lap.adds_session()
    lap.answers(Question(session_id, RatingKind.PAIN, RatingContext.AFTER), 4)
    lap.says(session_id, "A3", Answer(is_yes=True))
    lap.is_checked(Questionnaire.TODAY, Answer(is_yes=False))
    lap.is_cleared()
    content = lap.exports().read_bytes()
    lap.close()
    yield desk, content, folder / "file.json"
    desk.close()
