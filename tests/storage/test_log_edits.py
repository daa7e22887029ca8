"""What somebody changes in the log, and that each change can be undone exactly."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.answer import Answer
from app.core.by_hand import Desk, Moment
from app.core.errors import OvertakenError, StorageError
from app.core.kept_session import ToldAfter
from app.core.log_edit import (
    Edit,
    Entries,
    Names,
    event_added,
    event_changed,
    event_deleted,
    note_changed,
    rating_added,
    rating_changed,
    rating_deleted,
    session_deleted,
)
from app.core.past_session import PastSession, past_of, session_changed, session_entry
from app.core.plan import Feet, Foot
from app.core.script import Area
from app.core.soreness import (
    AfterAnswer,
    EventType,
    LogEvent,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
)
from app.storage.log_on_demand import LogOnDemand
from app.storage.log_store import LogStore, open_log_read_only
from app.storage.record_id import new_id
from tests.sessions import a_session
from tests.storage.conftest import CET, START, Clock

Make = Callable[..., Any]
Visible = tuple[list[LoggedSession], list[Rating], list[LogEvent]]
NOW = datetime(2025, 11, 22, 8, 0, tzinfo=CET)
DESK = Desk(NOW, lambda when: when.astimezone(CET), new_id)


def visible(store: LogStore) -> Visible:
    return store.sessions(), store.ratings(), store.events()


def remembered(minutes: int = 20, *, days: int = 0) -> PastSession:
    day = START.date() - timedelta(days=days)
    return PastSession(Moment(day, START.time()), minutes, Feet.BOTH, title="At the practice")


def undone(store: LogStore, *edits: Edit) -> list[Visible]:
    """Make changes, undo them from the last to the first; the log after each step."""
    before = visible(store)
    back = [store.edits.make(edit) for edit in edits]
    seen = [visible(store)]
    for edit in reversed(back):
        store.edits.make(edit)
    assert visible(store) == before
    return seen


def told(session_id: str, answer: str, *feet: Foot | None, note: str = "") -> ToldAfter:
    """An answer at 24 hours, with the bruises that it tells of."""
    given = AfterAnswer(
        session_id, RatingContext.H24, "A3", Answer.from_text(answer), NOW, version=1
    )
    events = [
        LogEvent("", session_id, NOW, EventType.BRUISE, side=foot, note=note) for foot in feet
    ]
    return ToldAfter(given, tuple(events))


# --- answers with yes or no ---


def test_an_answer_that_is_added_goes_with_its_events_when_it_is_undone(
    store: LogStore, session: Make
) -> None:
    lived = session()
    store.add_session(lived)
    add = Edit(told=(told(lived.id, "yes left right", Foot.LEFT, Foot.RIGHT),))
    [([logged], _, events)] = undone(store, add)
    assert logged.answers == (add.told[0].answer,)
    assert {event.side for event in events} == {Foot.LEFT, Foot.RIGHT}
    assert len(events) == 2


def test_a_corrected_answer_takes_its_events_along_and_brings_them_back(
    store: LogStore, session: Make
) -> None:
    lived = session()
    store.add_session(lived)
    first = told(lived.id, "yes left right", Foot.LEFT, Foot.RIGHT)
    store.keep_after_answer(first.answer, first.events)
    no = Edit(told=(told(lived.id, "no"),))
    [([logged], _, events)] = undone(store, no)
    assert logged.answers == (no.told[0].answer,)
    assert events == []
    right = Edit(told=(told(lived.id, "yes right", Foot.RIGHT, note="worse"),))
    [(_, _, [event])] = undone(store, right)
    assert (event.side, event.note) == (Foot.RIGHT, "worse")


def test_answers_are_undone_and_made_again_as_often_as_one_likes(
    store: LogStore, session: Make
) -> None:
    lived = session()
    store.add_session(lived)
    edits = [
        Edit(told=(told(lived.id, "yes left", Foot.LEFT),)),
        Edit(told=(told(lived.id, "yes right", Foot.RIGHT),)),
        Edit(told=(told(lived.id, "no"),)),
        Edit(told=(told(lived.id, "yes", None, note="both"),)),
    ]
    states = [visible(store)]
    for at, edit in enumerate(edits):
        edits[at] = store.edits.make(edit)
        states.append(visible(store))
    for _ in range(2):
        for at in reversed(range(len(edits))):
            edits[at] = store.edits.make(edits[at])
            assert visible(store) == states[at]
        for at in range(len(edits)):
            edits[at] = store.edits.make(edits[at])
            assert visible(store) == states[at + 1]


def test_an_event_that_was_told_in_other_words_by_hand_is_as_it_was_after_undo(
    store: LogStore, session: Make
) -> None:
    lived = session()
    store.add_session(lived)
    first = told(lived.id, "yes left", Foot.LEFT)
    store.keep_after_answer(first.answer, first.events)
    [event] = store.events()
    store.edits.make(event_changed(replace(event, type=EventType.SWELLING, note="by hand")))
    undone(store, Edit(told=(told(lived.id, "yes left right", Foot.LEFT, Foot.RIGHT),)))


def test_an_answer_that_is_gone_meanwhile_is_not_undone(store: LogStore, session: Make) -> None:
    lived = session()
    store.add_session(lived)
    add = store.edits.make(Edit(told=(told(lived.id, "no"),)))
    correct = store.edits.make(Edit(told=(told(lived.id, "yes", None),)))
    store.edits.make(Edit(gone=add.gone))
    with pytest.raises(OvertakenError):
        store.edits.make(correct)
    with pytest.raises(OvertakenError):
        store.edits.make(add)


def test_an_answer_tells_of_nothing_in_another_session(store: LogStore, session: Make) -> None:
    lived, other = session(), session()
    store.add_session(lived)
    wrong = replace(told(lived.id, "yes", None), answer=told(other.id, "yes").answer)
    with pytest.raises(ValueError, match="own session"):
        store.edits.make(Edit(told=(wrong,)))


# --- answers ---


def test_a_corrected_answer_takes_the_place_of_the_old_one_which_is_kept(
    store: LogStore, session: Make, rating: Make
) -> None:
    lived = session()
    old = rating(session_id=lived.id, value=7)
    store.add_session(lived)
    store.add_rating(old)
    [(_, [corrected], _)] = undone(store, rating_changed(old, 2, new_id))
    assert corrected == replace(old, id=corrected.id, value=2)
    assert corrected.id != old.id
    [(count,)] = store.database.connection.execute("SELECT count(*) FROM ratings")
    assert count == 2


def test_undoing_and_doing_again_goes_on_as_often_as_one_likes(
    store: LogStore, rating: Make
) -> None:
    old = rating(value=7)
    store.add_rating(old)
    change = rating_changed(old, None, new_id)
    for _ in range(3):
        change = store.edits.make(change)
        assert [one.value for one in store.ratings()] == [None]
        change = store.edits.make(change)
        assert store.ratings() == [old]


def test_first_steps_of_a_day_give_way_whatever_session_they_belong_to(
    store: LogStore, session: Make, rating: Make
) -> None:
    lived = session()
    store.add_session(lived)
    of_session = rating(
        session_id=lived.id, kind=RatingKind.FIRST_STEP, context=RatingContext.MORNING
    )
    store.add_rating(of_session)
    daily = rating(kind=RatingKind.FIRST_STEP, region=Area.WHOLE_FOOT, value=1)
    [(_, ratings, _)] = undone(store, rating_added(daily))
    assert ratings == [daily]


def test_an_answer_that_another_had_overtaken_goes_and_comes_back_with_it(
    store: LogStore, rating: Make
) -> None:
    stands, overtaken = rating(value=3), rating(value=8, answered=START - timedelta(hours=1))
    store.add_rating(overtaken)
    connection = store.database.connection
    connection.execute("UPDATE ratings SET superseded = 1")
    store.add_rating(stands)
    marks = "SELECT id, superseded, deleted IS NULL FROM ratings ORDER BY id"
    before = connection.execute(marks).fetchall()
    back = store.edits.make(rating_deleted(stands))
    assert [stays for _, _, stays in connection.execute(marks)] == [0, 0]
    store.edits.make(back)
    assert connection.execute(marks).fetchall() == before


def test_an_answer_that_was_given_meanwhile_is_not_pushed_aside(
    store: LogStore, rating: Make
) -> None:
    old = rating(value=7)
    store.add_rating(old)
    back = store.edits.make(rating_deleted(old))
    newer = rating(value=1)
    store.add_rating(newer)
    with pytest.raises(OvertakenError, match=r"has changed since"):
        store.edits.make(back)
    assert store.ratings() == [newer]


def test_what_is_gone_already_cannot_go_again(store: LogStore, rating: Make, event: Make) -> None:
    answer, happened = rating(), event()
    store.add_rating(answer)
    store.add_event(happened)
    for edit in (rating_deleted(answer), event_deleted(happened)):
        back = store.edits.make(edit)
        with pytest.raises(OvertakenError):
            store.edits.make(edit)
        store.edits.make(back)
        with pytest.raises(OvertakenError):
            store.edits.make(back)


# --- events ---


def test_an_event_is_told_in_another_way(store: LogStore, event: Make) -> None:
    old = event()
    store.add_event(old)
    new = replace(
        old, type=EventType.SWELLING, side=Foot.LEFT, region=None, note="gone by now", severity=""
    )
    [(_, _, events)] = undone(store, event_changed(new))
    assert events == [new]


def test_an_event_is_added_and_deleted(store: LogStore, event: Make) -> None:
    told, happened = event(), event()
    [(_, _, events)] = undone(store, event_added(told))
    assert events == [told]
    store.add_event(happened)
    [(_, _, none)] = undone(store, event_deleted(happened))
    assert none == []


# --- sessions ---


def test_a_session_goes_with_all_that_belongs_to_it(
    store: LogStore, session: Make, rating: Make, event: Make
) -> None:
    lived = session()
    store.add_session(lived)
    store.add_rating(rating(session_id=lived.id))
    store.add_event(event(session_id=lived.id))
    assert undone(store, session_deleted(lived.id)) == [([], [], [])]


def test_a_note_is_changed_also_of_a_measured_session(store: LogStore, session: Make) -> None:
    lived = session()
    store.add_session(lived)
    [([changed], _, _)] = undone(store, note_changed(lived.id, "slept well"))
    assert changed.session == replace(lived, note="slept well")


def test_a_session_by_hand_is_added_with_its_answers_and_moved_with_them(store: LogStore) -> None:
    entry = session_entry(remembered(), DESK)
    [session] = entry.edit.added.sessions
    after = Rating(
        id=new_id(),
        session_id=session.id,
        kind=RatingKind.PAIN,
        context=RatingContext.AFTER,
        answered=session.end,
        side=Foot.LEFT,
        region=Area.WHOLE_FOOT,
        value=4,
        hours_after_end=0.0,
    )
    edit = replace(entry.edit, added=Entries((session,), (after,)))
    back = store.edits.make(edit)
    [logged] = store.sessions()
    assert logged == LoggedSession(session, (after,))
    past = replace(past_of(logged, DESK.to_local), minutes=45, feet=Feet.LEFT)
    [([moved], _, _)] = undone(store, session_changed(logged, past, DESK).edit)
    assert moved.session.actual_hands_on_s == 45 * 60
    assert moved.session.feet is Feet.LEFT
    assert [one.answered for one in moved.ratings] == [moved.session.end]
    store.edits.make(back)
    assert store.sessions() == []


def test_what_was_measured_stays_as_it_was(store: LogStore, session: Make) -> None:
    lived = session()
    store.add_session(lived)
    for changed in (lived, replace(lived, by_hand=True)):
        with pytest.raises(OvertakenError):
            store.edits.make(Edit(changed=Entries(sessions=(changed,))))
    assert store.sessions() == [LoggedSession(lived)]


# --- all or nothing ---


def test_a_change_is_made_whole_or_not_at_all(
    store: LogStore, session: Make, rating: Make, event: Make
) -> None:
    lived, old = session(), rating()
    store.add_rating(old)
    nobody = rating(session_id=new_id())
    edit = Edit(gone=Names(ratings=(old.id,)), added=Entries((lived,), (nobody,), (event(),)))
    before = visible(store)
    with pytest.raises(StorageError):
        store.edits.make(edit)
    assert visible(store) == before


@pytest.mark.parametrize("text", ["nul \0 nul", "half an emoji \ud83d"])
def test_text_that_cannot_be_kept_is_refused_before_anything_is_done(
    store: LogStore, session: Make, event: Make, text: str
) -> None:
    lived, happened = session(), event()
    store.add_session(lived)
    store.add_event(happened)
    before = visible(store)
    for edit in (note_changed(lived.id, text), event_changed(replace(happened, note=text))):
        with pytest.raises(StorageError, match=r"character that cannot be kept"):
            store.edits.make(edit)
    assert visible(store) == before


def test_a_log_that_may_only_be_read_says_so(
    store: LogStore, log_path: Path, session: Make
) -> None:
    lived = session()
    store.add_session(lived)
    store.close()
    read_only = open_log_read_only(log_path)
    assert read_only is not None
    with pytest.raises(StorageError, match=r"read-only"):
        read_only.edits.make(session_deleted(lived.id))
    assert read_only.sessions() == [LoggedSession(lived)]
    read_only.close()


def test_every_change_is_marked_with_its_time_and_undoing_it_with_a_later_one(
    store: LogStore, clock: Clock, session: Make, rating: Make, event: Make
) -> None:
    lived, answer, happened = session(), rating(), event()
    store.add_session(lived)
    store.add_rating(answer)
    store.add_event(happened)
    edits = [
        ("sessions", note_changed(lived.id, "x")),
        ("sessions", session_deleted(lived.id)),
        ("ratings", rating_deleted(answer)),
        ("events", event_changed(replace(happened, note="x"))),
        ("events", event_deleted(happened)),
    ]
    for table, edit in edits:
        for _ in range(2):
            clock.now += timedelta(minutes=1)
            edit = store.edits.make(edit)  # noqa: PLW2901 - what undoes it
            [(changed,)] = store.database.connection.execute(f"SELECT changed FROM {table}")
            assert datetime.fromisoformat(changed) == clock.now


def test_one_entry_is_read_by_its_id(store: LogStore, rating: Make, event: Make) -> None:
    answer, happened = rating(), event()
    store.add_rating(answer)
    store.add_event(happened)
    assert store.edits.rating(answer.id) == answer
    assert store.edits.event(happened.id) == happened
    store.edits.make(rating_deleted(answer))
    assert store.edits.rating(answer.id) is None
    assert store.edits.event(answer.id) is None


def test_the_log_on_demand_has_them_too(store: LogStore) -> None:
    on_demand = LogOnDemand(lambda: store)
    on_demand.edits.make(session_entry(remembered(), DESK).edit)
    assert [one.session.script_title for one in on_demand.sessions()] == ["At the practice"]


# --- any changes, all undone ---

_SIDES = st.sampled_from(Foot)
_SCORES = st.none() | st.integers(0, 10)


@st.composite
def an_edit(draw: st.DrawFn, store: LogStore) -> Edit:
    """Something that could be done in the log as it is."""
    sessions, ratings, events = visible(store)
    by_hand = [one for one in sessions if one.session.by_hand]
    offered: list[Callable[[], Edit]] = [
        lambda: rating_added(draw(an_answer(sessions))),
        lambda: event_added(draw(an_event(sessions))),
        lambda: session_entry(draw(a_memory()), DESK).edit,
    ]
    if sessions:
        offered += [
            lambda: session_deleted(draw(st.sampled_from(sessions)).session.id),
            lambda: note_changed(
                draw(st.sampled_from(sessions)).session.id, draw(st.text("abc", max_size=3))
            ),
        ]
    if by_hand:
        offered.append(
            lambda: session_changed(draw(st.sampled_from(by_hand)), draw(a_memory()), DESK).edit
        )
    if ratings:
        offered += [
            lambda: rating_deleted(draw(st.sampled_from(ratings))),
            lambda: rating_changed(draw(st.sampled_from(ratings)), draw(_SCORES), new_id),
        ]
    if events:
        offered += [
            lambda: event_deleted(draw(st.sampled_from(events))),
            lambda: event_changed(
                replace(
                    draw(st.sampled_from(events)),
                    type=draw(st.sampled_from(EventType)),
                    side=draw(_SIDES),
                )
            ),
        ]
    return draw(st.sampled_from(offered))()


@st.composite
def a_memory(draw: st.DrawFn) -> PastSession:
    return remembered(draw(st.integers(1, 180)), days=draw(st.integers(1, 3)))


@st.composite
def an_answer(draw: st.DrawFn, sessions: list[LoggedSession]) -> Rating:
    names = [None, *(one.session.id for one in sessions)]
    return Rating(
        id=new_id(),
        session_id=draw(st.sampled_from(names)),
        kind=draw(st.sampled_from(RatingKind)),
        context=draw(st.sampled_from([RatingContext.BEFORE, RatingContext.MORNING])),
        answered=START + timedelta(days=draw(st.integers(0, 1))),
        side=draw(_SIDES),
        region=draw(st.sampled_from([Area.HEEL, Area.WHOLE_FOOT])),
        value=draw(_SCORES),
    )


@st.composite
def an_event(draw: st.DrawFn, sessions: list[LoggedSession]) -> LogEvent:
    names = [None, *(one.session.id for one in sessions)]
    return LogEvent(
        id=new_id(),
        session_id=draw(st.sampled_from(names)),
        when=START,
        type=draw(st.sampled_from(EventType)),
    )


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_whatever_is_changed_and_undone_leaves_the_log_as_it_was(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = LogStore(Path(folder) / "log.sqlite3", lambda: NOW)
        measured = a_session(START, id=new_id(), script_id="a", script_title="A")
        store.add_session(measured)
        seen, back = [visible(store)], []
        for _ in range(data.draw(st.integers(1, 8))):
            back.append(store.edits.make(data.draw(an_edit(store))))
            seen.append(visible(store))
        again = []
        for undo, before in zip(reversed(back), reversed(seen[:-1]), strict=True):
            again.append(store.edits.make(undo))
            assert visible(store) == before
        for redo, after in zip(reversed(again), seen[1:], strict=True):
            store.edits.make(redo)
            assert visible(store) == after
        store.close()
