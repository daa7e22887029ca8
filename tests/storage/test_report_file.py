"""What the report is made of, and the file that it becomes."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.core.answer import Answer
from app.core.daily_question import HurtsMost
from app.core.errors import ExportRefusedError, KnownError
from app.core.health_answers import Check
from app.core.health_questions import Questionnaire
from app.core.plan import Foot
from app.core.preferences import Preferences
from app.core.report import Wish
from app.core.script import Area
from app.core.soreness import EventType, LogEvent, Rating, RatingContext, RatingKind
from app.core.week_plan import WeekPlan
from app.storage.exports.report_file import read_material, write_report
from app.storage.log_store import LogStore
from app.storage.preferences_file import read_preferences, save_preferences
from tests.core.health_building import QUESTIONS

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
CHOSEN = Preferences(plan=WeekPlan(5), hurts_most=HurtsMost.ACHILLES)


def test_all_of_the_log_and_the_plan_are_read(tmp_path: Path) -> None:
    store = LogStore(tmp_path / "log.sqlite3", lambda: NOW)
    first_step, daily = RatingKind.FIRST_STEP, RatingContext.DAILY
    rating = Rating(str(UUID(int=1)), None, first_step, daily, NOW, Foot.LEFT, Area.WHOLE_FOOT, 4)
    event = LogEvent(str(UUID(int=2)), None, NOW, EventType.BRUISE)
    store.add_rating(rating)
    store.add_event(event)
    store.close()
    found = read_material(tmp_path / "log.sqlite3", QUESTIONS, CHOSEN, Wish())
    assert found is not None
    assert (found.ratings, found.events, found.sessions, found.checks) == (
        [rating],
        [event],
        [],
        [],
    )
    assert (found.plan, found.hurts_most) == (WeekPlan(5), HurtsMost.ACHILLES)


def test_of_a_span_what_lies_in_it_and_beside_it_is_read_and_the_first_week_of_all(
    tmp_path: Path,
) -> None:
    path = tmp_path / "log.sqlite3"
    store = LogStore(path, lambda: NOW)
    kind, context = RatingKind.FIRST_STEP, RatingContext.DAILY
    for days in range(0, 40, 2):
        when = NOW - timedelta(days=days)
        id_ = str(UUID(int=days + 1))
        store.add_rating(
            Rating(id_, None, kind, context, when, Foot.LEFT, Area.ACHILLES, days % 10)
        )
        store.add_event(LogEvent(id_, None, when, EventType.BRUISE))
        store.health.add_check(
            Check(id_, Questionnaire.TODAY, 1, when, {"T1": Answer(is_yes=True)}, "stop")
        )
    store.close()
    wish = Wish(NOW.date() - timedelta(days=20), NOW.date() - timedelta(days=10))
    found = read_material(path, QUESTIONS, CHOSEN, wish)
    assert found is not None
    inside = {NOW.date() - timedelta(days=days) for days in range(6, 26, 2)}
    assert {one.answered.date() for one in found.ratings} == inside
    assert {one.when.date() for one in found.events} == inside
    assert {one.when.date() for one in found.checks} == inside
    assert all(one.answers for one in found.checks)
    assert found.first_day == NOW.date() - timedelta(days=38)
    assert len(found.daily[Foot.LEFT]) == 20


def test_where_there_is_no_log_nothing_is_read_or_made(tmp_path: Path) -> None:
    assert read_material(tmp_path / "log.sqlite3", QUESTIONS, CHOSEN, Wish()) is None
    assert list(tmp_path.iterdir()) == []


def test_a_report_is_written_over_nothing_but_by_force(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    write_report(target, b"one", tmp_path / "log.sqlite3")
    with pytest.raises(ExportRefusedError, match="is there already"):
        write_report(target, b"two", tmp_path / "log.sqlite3")
    assert target.read_bytes() == b"one"
    write_report(target, b"two", tmp_path / "log.sqlite3", force=True)
    assert target.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("missing/report.pdf", "because its folder is not there; nothing was changed"),
        ("folder", "is a folder; name a file"),
    ],
)
def test_what_cannot_be_written_is_told_and_leaves_nothing(
    tmp_path: Path, name: str, told: str
) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(KnownError, match=told):
        write_report(tmp_path / name, b"one", tmp_path / "log.sqlite3", force=True)
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]


def test_a_report_takes_the_place_of_neither_the_log_nor_what_is_no_file(tmp_path: Path) -> None:
    log, link, pipe = tmp_path / "log.sqlite3", tmp_path / "link.pdf", tmp_path / "pipe"
    log.write_bytes(b"all that was ever kept")
    link.symlink_to(log)
    os.mkfifo(pipe)
    for target in (log, link, pipe):
        with pytest.raises(ExportRefusedError, match="nothing to write an export over"):
            write_report(target, b"one", log, force=True)
    assert log.read_bytes() == b"all that was ever kept"
    assert pipe.is_fifo()


def test_settings_are_read_without_setting_broken_ones_aside(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    assert read_preferences(path) == Preferences()
    save_preferences(path, CHOSEN)
    assert read_preferences(path) == CHOSEN
    path.write_text("{")
    assert read_preferences(path) == Preferences()
    assert [one.name for one in tmp_path.iterdir()] == ["preferences.json"]
