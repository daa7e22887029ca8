"""What is answered after a session, and the events that follow from it, in the log."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.answer import Answer
from app.core.errors import StorageError
from app.core.log_edit import event_changed, session_deleted
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import (
    REGIONS,
    AfterAnswer,
    EventType,
    LogEvent,
    LoggedSession,
    RatingContext,
)
from app.storage.after_records import answer_id
from app.storage.log_on_demand import LogOnDemand
from app.storage.log_store import LogStore, open_log_read_only
from app.storage.record_id import new_id
from tests.edits import session_back
from tests.sessions import a_session
from tests.storage.conftest import START, Clock

Make = Callable[..., Any]

NO = Answer(is_yes=False)
HEEL = Answer(is_yes=True, regions=frozenset({(Foot.LEFT, Area.HEEL)}))
DAY = timedelta(days=1)


def answer(session_id: str, said: Answer = HEEL, **changes: Any) -> AfterAnswer:
    usual = AfterAnswer(session_id, RatingContext.H24, "A3", said, START + DAY, 1)
    return replace(usual, **changes)


def bruise(session_id: str, foot: Foot = Foot.LEFT, severity: str = "small") -> LogEvent:
    return LogEvent(
        new_id(), session_id, START + DAY, EventType.BRUISE, severity, foot, Area.HEEL, "Go lighter"
    )


@pytest.fixture
def kept(store: LogStore, session: Make) -> str:
    """The id of a session in the log."""
    lived = session()
    store.add_session(lived)
    return str(lived.id)


def one(store: LogStore) -> LoggedSession:
    [logged] = store.sessions()
    return logged


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(path)
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


def without_id(event: LogEvent) -> LogEvent:
    return replace(event, id="")


# --- kept and read ---


feet = st.frozensets(st.sampled_from(Foot))
regions = st.frozensets(st.tuples(st.sampled_from(Foot), st.sampled_from(REGIONS)), max_size=4)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
instants = st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1), timezones=offsets)  # noqa: DTZ001
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40)
answers = st.builds(
    AfterAnswer,
    session_id=st.just("00000000-0000-4000-8000-000000000001"),
    context=st.sampled_from([c for c in RatingContext if c not in ("before", "daily")]),
    question=texts,
    answer=st.builds(Answer, st.booleans(), feet, regions),
    when=instants,
    version=st.integers(1, 9999),
)


@given(st.lists(answers, max_size=6, unique_by=lambda a: (a.context, a.question)))
@settings(max_examples=40, deadline=None)
def test_what_was_written_is_read_back_equal(written: list[AfterAnswer]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.sqlite3"
        store = LogStore(path, lambda: START)
        add_session_one(store)
        for given_answer in written:
            store.keep_after_answer(given_answer)
        store.close()
        store = LogStore(path, lambda: START)
        read = one(store).answers
        store.close()
        in_order = sorted(written, key=lambda a: (a.when, answer_id(a)))
        assert sorted(read, key=lambda a: (a.when, answer_id(a))) == in_order
        assert [a.when for a in read] == sorted(a.when for a in written), "the oldest first"
        offsets_read = {answer_id(a): a.when.utcoffset() for a in read}
        assert offsets_read == {answer_id(a): a.when.utcoffset() for a in written}


def add_session_one(store: LogStore) -> None:
    store.add_session(a_session(START, id="00000000-0000-4000-8000-000000000001", end=START))


def test_each_session_has_its_own_answers(store: LogStore, session: Make) -> None:
    first, second = session(), session(start=START + DAY, end=START + DAY)
    for lived in (first, second):
        store.add_session(lived)
    store.keep_after_answer(answer(first.id))
    assert [logged.answers for logged in store.sessions()] == [(), (answer(first.id),)]


def test_its_id_is_the_same_on_every_machine(store: LogStore, kept: str, log_path: Path) -> None:
    store.keep_after_answer(answer(kept), [bruise(kept)])
    [(answer_row,)] = rows(log_path, "SELECT id FROM after_answers")
    assert answer_row == str(uuid5(UUID(kept), "h24/A3"))
    [(event_row, told_by)] = rows(log_path, "SELECT id, answer_id FROM events")
    assert told_by == answer_row
    assert event_row == str(uuid5(UUID(answer_row), "bruise/left/heel"))


def test_another_context_or_question_is_another_answer(store: LogStore, kept: str) -> None:
    given_answers = (
        answer(kept),
        answer(kept, context=RatingContext.H48, when=START + 2 * DAY),
        answer(kept, NO, question="A4", when=START + 3 * DAY),
    )
    for one_answer in given_answers:
        store.keep_after_answer(one_answer)
    assert one(store).answers == given_answers


def test_an_answer_goes_and_comes_back_with_its_session(store: LogStore, kept: str) -> None:
    store.keep_after_answer(answer(kept), [bruise(kept)])
    before = one(store)
    store.edits.make(session_deleted(kept))
    assert store.sessions() == []
    assert store.events() == []
    store.edits.make(session_back(kept))
    assert one(store) == before


def test_it_is_there_for_a_command_that_only_reads(
    store: LogStore, kept: str, log_path: Path
) -> None:
    store.keep_after_answer(answer(kept))
    reader = open_log_read_only(log_path)
    assert reader is not None
    assert one(reader).answers == (answer(kept),)
    reader.close()


def test_a_log_that_is_opened_when_it_is_needed_takes_it(log_path: Path, session: Make) -> None:
    log = LogOnDemand(lambda: LogStore(log_path, Clock()))
    lived = session()
    log.add_session(lived)
    log.keep_after_answer(answer(lived.id), [bruise(lived.id)])
    [logged] = log.sessions()
    assert logged.answers == (answer(lived.id),)
    assert len(logged.events) == 1
    log.close()


# --- corrected ---


def test_a_second_answer_takes_the_first_one_s_place(
    store: LogStore, kept: str, log_path: Path, clock: Clock
) -> None:
    store.keep_after_answer(answer(kept))
    clock.now += timedelta(minutes=1)
    other = answer(kept, NO, when=START + 2 * DAY, version=2)
    store.keep_after_answer(other)
    assert one(store).answers == (other,)
    [(changed,)] = rows(log_path, "SELECT changed FROM after_answers")
    assert changed == "2025-11-22T07:01:00.000000+00:00", "merging goes by it"


def test_back_to_no_marks_its_events_as_deleted(
    store: LogStore, kept: str, log_path: Path, clock: Clock
) -> None:
    store.keep_after_answer(answer(kept), [bruise(kept)])
    clock.now += timedelta(minutes=1)
    store.keep_after_answer(answer(kept, NO))
    assert one(store).events == ()
    marked = rows(log_path, "SELECT deleted, changed FROM events")
    assert marked == [("2025-11-22T07:01:00.000000+00:00",) * 2]


def test_yes_again_brings_an_event_back_as_it_is_told_now(
    store: LogStore, kept: str, log_path: Path
) -> None:
    store.keep_after_answer(answer(kept), [bruise(kept)])
    store.keep_after_answer(answer(kept, NO))
    worse = replace(bruise(kept, severity="large"), advice_shown="See a doctor.", note="!")
    store.keep_after_answer(answer(kept), [worse])
    assert [without_id(event) for event in one(store).events] == [without_id(worse)]
    assert len(rows(log_path, "SELECT id FROM events")) == 1


def test_an_event_that_was_corrected_is_told_anew_as_the_answer_says(
    store: LogStore, kept: str
) -> None:
    store.keep_after_answer(answer(kept), [bruise(kept)])
    [told] = one(store).events
    store.edits.make(event_changed(replace(told, type=EventType.SWELLING, side=Foot.RIGHT)))
    store.keep_after_answer(answer(kept), [bruise(kept)])
    assert one(store).events == (told,)


def test_only_what_is_told_no_more_is_deleted(store: LogStore, kept: str) -> None:
    left, right = bruise(kept), bruise(kept, Foot.RIGHT)
    store.keep_after_answer(answer(kept), [left])
    store.keep_after_answer(answer(kept), [left, right])
    assert {event.side for event in one(store).events} == {Foot.LEFT, Foot.RIGHT}
    store.keep_after_answer(answer(kept), [right])
    assert [without_id(event) for event in one(store).events] == [without_id(right)]


def test_events_of_other_answers_and_of_none_stay(
    store: LogStore, kept: str, log_path: Path, event: Make
) -> None:
    store.keep_after_answer(answer(kept), [bruise(kept)])
    store.add_event(event(session_id=kept))
    store.keep_after_answer(answer(kept, question="A4"), [bruise(kept)])
    assert len(one(store).events) == 3
    store.keep_after_answer(answer(kept, NO, question="A4"))
    assert len(one(store).events) == 2
    assert rows(log_path, "SELECT count(*) FROM events WHERE answer_id IS NULL") == [(1,)]


def test_an_event_without_a_place_is_kept_too(store: LogStore, kept: str) -> None:
    dizzy = LogEvent(new_id(), kept, START, EventType.DIZZINESS)
    store.keep_after_answer(answer(kept, question="A5"), [dizzy])
    assert [without_id(event) for event in one(store).events] == [without_id(dizzy)]


# --- refused ---


def test_it_is_kept_whole_or_not_at_all(store: LogStore, kept: str) -> None:
    broken = replace(bruise(kept), note="nul \0 nul")
    with pytest.raises(StorageError, match="character that cannot be kept"):
        store.keep_after_answer(answer(kept), [broken])
    assert (one(store).answers, one(store).events) == ((), ())


def test_an_answer_to_a_session_that_is_not_there_is_refused(store: LogStore) -> None:
    with pytest.raises(StorageError):
        store.keep_after_answer(answer(new_id()))


def test_an_event_of_another_session_is_refused(store: LogStore, kept: str) -> None:
    with pytest.raises(ValueError, match="own session"):
        store.keep_after_answer(answer(kept), [bruise(new_id())])
    assert one(store).answers == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"context": RatingContext.BEFORE},
        {"context": RatingContext.DAILY},
        {"question": ""},
        {"version": 0},
    ],
)
def test_what_is_no_answer_after_a_session_is_refused(
    store: LogStore, kept: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(StorageError):
        store.keep_after_answer(answer(kept, **changes))
    assert one(store).answers == ()


def test_an_instant_without_an_offset_is_refused(store: LogStore, kept: str) -> None:
    with pytest.raises(ValueError, match="UTC offset"):
        store.keep_after_answer(answer(kept, when=datetime(2025, 11, 22)))  # noqa: DTZ001


def test_an_answer_that_somebody_broke_is_told_as_damage(
    store: LogStore, kept: str, log_path: Path
) -> None:
    store.keep_after_answer(answer(kept))
    connection = sqlite3.connect(log_path)
    connection.execute("UPDATE after_answers SET answer = 'perhaps'")
    connection.commit()
    connection.close()
    with pytest.raises(StorageError, match="damaged"):
        store.sessions()
