"""A log of every version that ever was is opened for good, with all that it held."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.core.answer import Answer
from app.core.health_questions import Questionnaire
from app.core.plan import Feet, Foot
from app.core.script import Area, Technique
from app.core.soreness import AfterAnswer, RatingContext
from app.storage.log_store import LogStore, open_log_read_only
from app.storage.migration import shipped_migrations
from tests.edits import session_back
from tests.storage.conftest import START

LOGS = Path(__file__).with_name("logs")
NEWEST = shipped_migrations()[-1].version


def kept(version: int, folder: Path) -> Path:
    path = folder / "log.sqlite3"
    shutil.copy(LOGS / f"version-{version}.sqlite3", path)
    return path


def rows_of(path: Path, table: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    rows = connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
    connection.close()
    return rows


def tables_of(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    connection.close()
    return {name for (name,) in rows}


def test_every_version_before_this_one_is_kept() -> None:
    names = {f"version-{version}.sqlite3" for version in range(1, NEWEST)}
    assert {path.name for path in LOGS.iterdir()} == names


def opened(version: int, folder: Path, clock: Callable[[], datetime]) -> LogStore:
    return LogStore(kept(version, folder), clock)


@pytest.mark.parametrize("version", range(1, NEWEST))
def test_what_it_held_is_read_as_ever(
    tmp_path: Path, clock: Callable[[], datetime], version: int
) -> None:
    store = opened(version, tmp_path, clock)
    [logged] = store.sessions()
    session = logged.session
    assert session.id == "00000000-0000-4000-8000-000000000001"
    assert session.start == START + timedelta(days=1)
    assert (session.feet, session.first_foot) == (Feet.BOTH, Foot.RIGHT)
    assert [step.technique for step in session.steps] == [
        Technique.KNEADING,
        Technique.CROSS_FIBER_FRICTION,
    ]
    assert [rating.value for rating in logged.ratings] == [5]
    assert logged.events[0].note == "like a coin"
    assert not session.by_hand
    assert [rating.value for rating in store.ratings()] == [5, None]
    store.edits.make(session_back("00000000-0000-4000-8000-000000000002"))
    assert len(store.sessions()) == 2
    store.close()


@pytest.mark.parametrize("version", range(1, NEWEST))
def test_no_row_of_it_is_lost_and_a_copy_is_made_first(
    tmp_path: Path, clock: Callable[[], datetime], version: int
) -> None:
    source = LOGS / f"version-{version}.sqlite3"
    if "check_ins" in tables_of(source):
        assert rows_of(source, "check_ins") == [], "it is dropped, since nothing was ever in it"
    before = {table: rows_of(source, table) for table in tables_of(source) - {"check_ins"}}
    opened(version, tmp_path, clock).close()
    for table, rows in before.items():
        after = rows_of(tmp_path / "log.sqlite3", table)
        assert [row[: len(old)] for row, old in zip(after, rows, strict=True)] == rows
    assert "check_ins" not in tables_of(tmp_path / "log.sqlite3")
    [backup] = (tmp_path / "backups").iterdir()
    assert rows_of(backup, "sessions") == before["sessions"]


def test_checks_and_clearances_of_it_are_read_as_ever(
    tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    store = opened(3, tmp_path, clock)
    [profile] = store.health.checks(Questionnaire.PROFILE)
    assert profile.answers["P5"] == Answer(is_yes=True, feet=frozenset({Foot.LEFT}))
    [today] = store.health.checks_of("00000000-0000-4000-8000-000000000001")
    assert today.answers["T3"] == Answer(is_yes=True, regions=frozenset({(Foot.LEFT, Area.HEEL)}))
    assert (today.level, len(today.answers)) == ("area", 8)
    assert [one.by for one in store.health.clearances()] == ["Dr. Ray, podiatrist"]
    store.close()


@pytest.mark.parametrize("version", range(1, NEWEST))
def test_what_is_answered_after_a_session_of_it_is_kept(
    tmp_path: Path, clock: Callable[[], datetime], version: int
) -> None:
    store = opened(version, tmp_path, clock)
    [logged] = store.sessions()
    before = logged.answers
    assert len(before) == (2 if version == 4 else 0)
    yes = AfterAnswer(logged.session.id, RatingContext.H48, "A3", Answer(is_yes=True), START, 1)
    store.keep_after_answer(yes)
    assert store.sessions()[0].answers == (yes, *before)
    assert store.sessions()[0].events == logged.events
    store.close()


@pytest.mark.parametrize("version", [1, 2])
def test_a_log_from_before_there_were_checks_knows_of_none(
    tmp_path: Path, clock: Callable[[], datetime], version: int
) -> None:
    store = opened(version, tmp_path, clock)
    assert store.health.checks(Questionnaire.PROFILE) == []
    assert store.health.checks(Questionnaire.TODAY) == []
    assert store.health.clearances() == []
    store.close()
    reader = open_log_read_only(tmp_path / "log.sqlite3")
    assert reader is not None
    reader.close()
