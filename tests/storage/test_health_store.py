"""Checks and clearances in the log: kept as they were given, never overwritten."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.answer import Answer
from app.core.errors import StorageError
from app.core.health_answers import Check, Cleared
from app.core.health_questions import Outcome, Questionnaire
from app.core.log_edit import session_deleted
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import REGIONS
from app.storage.log_store import LogStore, open_log_read_only
from app.storage.record_id import new_id
from tests.edits import session_back
from tests.storage.conftest import START

Make = Callable[..., Any]

YES, NO = Answer(is_yes=True), Answer(is_yes=False)
HEEL = frozenset({(Foot.LEFT, Area.HEEL)})


def check(**changes: Any) -> Check:
    usual = Check(
        id=new_id(),
        questionnaire=Questionnaire.TODAY,
        version=1,
        when=START,
        answers={"T1": NO, "T3": Answer(is_yes=True, regions=HEEL), "T3-infected": NO},
        level="area",
    )
    return replace(usual, **changes)


def clearance(**changes: Any) -> Cleared:
    usual = Cleared(
        id=new_id(),
        question="P5",
        by="Dr. Ray, podiatrist",
        granted=date(2025, 11, 3),
        recorded=START,
        feet=frozenset({Foot.LEFT}),
    )
    return replace(usual, **changes)


def today(store: LogStore) -> list[Check]:
    return store.health.checks(Questionnaire.TODAY)


feet = st.frozensets(st.sampled_from(Foot))
regions = st.frozensets(st.tuples(st.sampled_from(Foot), st.sampled_from(REGIONS)), max_size=4)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
instants = st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1), timezones=offsets)  # noqa: DTZ001
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40)
answers = st.builds(Answer, st.booleans(), feet, regions)
checks = st.builds(
    Check,
    id=st.uuids(version=4).map(str),
    questionnaire=st.sampled_from(Questionnaire),
    version=st.integers(1, 9999),
    when=instants,
    answers=st.dictionaries(texts, answers, max_size=20),
    level=st.sampled_from(["", *Outcome]),
    session_id=st.none() | st.uuids(version=4).map(str),
)


@given(checks, texts.filter(str.strip), instants, feet, regions)
@settings(max_examples=40, deadline=None)
def test_what_was_written_is_read_back_equal(
    written: Check,
    by: str,
    recorded: datetime,
    where: frozenset[Foot],
    places: frozenset[tuple[Foot, Area]],
) -> None:
    cleared = Cleared(new_id(), "P5", by, recorded.date(), recorded, where, places)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.sqlite3"
        store = LogStore(path, lambda: written.when)
        store.health.add_check(written)
        store.health.add_clearance(cleared)
        store.close()
        reader = open_log_read_only(path)
        assert reader is not None
        [read] = reader.health.checks(written.questionnaire)
        assert read == written
        assert read.when.utcoffset() == written.when.utcoffset()
        assert reader.health.clearances() == [cleared]
        other = next(one for one in Questionnaire if one is not written.questionnaire)
        assert reader.health.checks(other) == []
        reader.close()


class TestChecks:
    def test_one_that_is_kept_with_its_session_is_added_or_named_to_it(
        self, store: LogStore
    ) -> None:
        session_id = new_id()
        there, new, alone = check(), check(session_id=session_id), check()
        store.health.add_check(there)
        named = replace(there, session_id=session_id)
        for _ in range(2):  # a crash may make it be done again
            for one in (named, new, alone):
                store.keep_check(one)
        assert today(store) == [named, new, alone]

    def test_they_are_never_overwritten(self, store: LogStore) -> None:
        first, second = check(), check(answers={"T1": YES}, level="stop")
        store.health.add_check(first)
        store.health.add_check(second)
        assert today(store) == [first, second]

    def test_they_come_as_they_were_written_whatever_the_clock_showed(
        self, store: LogStore
    ) -> None:
        later = check(when=START + timedelta(days=9))
        store.health.add_check(later)
        corrected = check(when=START)
        store.health.add_check(corrected)
        assert today(store) == [later, corrected]

    def test_they_are_read_from_an_instant_on(self, store: LogStore) -> None:
        there = [check(when=START + timedelta(hours=hours)) for hours in (-1, 0, 1)]
        for one in there:
            store.health.add_check(one)
        since = START.astimezone(UTC)
        assert store.health.checks(Questionnaire.TODAY, since) == there[1:]

    def test_one_is_kept_with_its_session_before_that_is_in_the_log(
        self, store: LogStore, session: Make
    ) -> None:
        asked, other, lived = check(), check(), session()
        store.health.add_check(asked)
        store.health.add_check(other)
        store.health.begin_session(asked.id, lived.id)
        bound = replace(asked, session_id=lived.id)
        assert today(store) == [bound, other]
        store.add_session(lived)
        assert store.health.checks_of(lived.id) == [bound]
        assert store.health.checks_of(new_id()) == []

    def test_it_goes_and_comes_back_with_its_session(self, store: LogStore, session: Make) -> None:
        lived = session()
        bound, alone = check(session_id=lived.id), check()
        store.health.add_check(bound)
        store.health.add_check(alone)
        store.add_session(lived)
        store.edits.make(session_deleted(lived.id))
        assert today(store) == [alone]
        store.edits.make(session_back(lived.id))
        assert today(store) == [bound, alone]

    def test_it_is_deleted_by_a_mark_and_comes_back(self, store: LogStore) -> None:
        kept, gone = check(), check()
        for one in (kept, gone):
            store.health.add_check(one)
        store.health.delete_check(gone.id)
        assert today(store) == [kept]
        rows = store.database.connection.execute("SELECT count(*) FROM answers").fetchone()
        assert rows == (6,)
        store.health.restore_check(gone.id)
        assert today(store) == [kept, gone]

    def test_each_change_is_told_to_the_other_machine(self, store: LogStore, clock: Any) -> None:
        asked = check()
        store.health.add_check(asked)
        clock.now += timedelta(minutes=1)
        store.health.begin_session(asked.id, new_id())
        rows = store.database.connection.execute("SELECT changed, deleted FROM checks")
        assert rows.fetchone() == ("2025-11-22T07:00:00.000001+00:00", None)
        clock.now += timedelta(minutes=1)
        store.health.delete_check(asked.id)
        rows = store.database.connection.execute("SELECT changed, deleted FROM checks")
        assert rows.fetchone() == ("2025-11-22T07:02:00.000000+00:00",) * 2

    def test_answers_have_the_same_ids_on_every_machine(self, store: LogStore) -> None:
        asked = check(id="00000000-0000-4000-8000-000000000000", answers={"T1": NO})
        store.health.add_check(asked)
        rows = store.database.connection.execute("SELECT id, check_id, session_id FROM answers")
        assert rows.fetchall() == [("dcaaaae1-2982-5c31-b7bb-35100c17206f", asked.id, None)]

    @pytest.mark.parametrize(
        "change",
        [{"level": "fine"}, {"version": 0}, {"session_id": "s1"}, {"answers": {"": NO}}],
    )
    def test_what_cannot_be_is_refused_whole(self, store: LogStore, change: dict[str, Any]) -> None:
        with pytest.raises(StorageError, match=r"refused this"):
            store.health.add_check(check(**change))
        assert today(store) == []
        rows = store.database.connection.execute("SELECT count(*) FROM answers").fetchone()
        assert rows == (0,)

    def test_an_instant_without_offset_is_a_mistake(self, store: LogStore) -> None:
        naive = datetime(2025, 11, 21, 19, 2)  # noqa: DTZ001
        with pytest.raises(ValueError, match=r"UTC offset"):
            store.health.add_check(check(when=naive))
        with pytest.raises(ValueError, match=r"UTC offset"):
            store.health.add_clearance(clearance(recorded=naive))


class TestClearances:
    def test_they_are_never_overwritten(self, store: LogStore) -> None:
        first, second = clearance(), clearance(by="another", question="P14", regions=HEEL)
        store.health.add_clearance(first)
        store.health.add_clearance(second)
        assert store.health.clearances() == [first, second]

    def test_one_is_withdrawn_by_a_mark_and_comes_back(self, store: LogStore) -> None:
        kept, gone = clearance(), clearance()
        for one in (kept, gone):
            store.health.add_clearance(one)
        store.health.withdraw_clearance(gone.id)
        assert store.health.clearances() == [kept]
        rows = store.database.connection.execute("SELECT count(*) FROM clearances").fetchone()
        assert rows == (2,)
        store.health.restore_clearance(gone.id)
        assert store.health.clearances() == [kept, gone]

    @pytest.mark.parametrize("text", ["nul \0 nul", "half an emoji \ud83d"])
    def test_a_name_that_no_file_can_hold_is_told(self, store: LogStore, text: str) -> None:
        with pytest.raises(StorageError, match=r"character that cannot be kept"):
            store.health.add_clearance(clearance(by=text))
        assert store.health.clearances() == []

    @pytest.mark.parametrize("text", ["'; DROP TABLE clearances; --", "<b>x</b>", "=1+1", "two\n"])
    def test_hostile_text_is_text(self, store: LogStore, text: str) -> None:
        told = clearance(by=text)
        store.health.add_clearance(told)
        assert store.health.clearances() == [told]


def test_what_is_not_there_is_told(store: LogStore) -> None:
    health = store.health
    for check_command in (health.delete_check, health.restore_check):
        with pytest.raises(StorageError, match=r"This check is not in the log"):
            check_command(new_id())
    with pytest.raises(StorageError, match=r"This check is not in the log"):
        health.begin_session(new_id(), new_id())
    for clearance_command in (health.withdraw_clearance, health.restore_clearance):
        with pytest.raises(StorageError, match=r"This clearance is not in the log"):
            clearance_command(new_id())


@pytest.mark.parametrize(
    ("damage", "read"),
    [
        ("UPDATE answers SET answer = 'maybe'", today),
        ("UPDATE clearances SET places = 'nose'", lambda store: store.health.clearances()),
        ("UPDATE clearances SET granted = '9999-99-99'", lambda store: store.health.clearances()),
    ],
)
def test_what_was_changed_to_nonsense_is_told_as_damage(
    store: LogStore, damage: str, read: Callable[[LogStore], object]
) -> None:
    store.health.add_check(check())
    store.health.add_clearance(clearance())
    store.database.connection.execute(damage)
    with pytest.raises(StorageError, match=r"is damaged"):
        read(store)


def test_every_word_of_the_core_is_taken(store: LogStore) -> None:
    for questionnaire in Questionnaire:
        for level in ("", *Outcome):
            store.health.add_check(check(questionnaire=questionnaire, level=level))
    assert sum(len(store.health.checks(one)) for one in Questionnaire) == 10


def test_a_reader_cannot_write(store: LogStore, log_path: Path) -> None:
    reader = open_log_read_only(log_path)
    assert reader is not None
    with pytest.raises(StorageError, match=r"read-only"):
        reader.health.add_check(check())
    reader.close()
    assert isinstance(store.database.connection, sqlite3.Connection)
