from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.daily_question import HurtsMost
from app.core.errors import StorageError
from app.core.log_edit import session_deleted
from app.core.plan import Feet, Foot, Side
from app.core.script import Area, Pressure, Technique, Tool
from app.core.soreness import (
    REGIONS,
    EndReason,
    EventType,
    LogEvent,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
    StepDone,
    StepOutcome,
)
from app.storage.log_store import LogStore, open_log_read_only
from app.storage.record_id import new_id
from tests.edits import session_back

Make = Callable[..., Any]

HOSTILE = [
    "'; DROP TABLE sessions; --",
    "<b>bold</b><img src=x onerror=alert(1)>",
    "=HYPERLINK(1)",
    "😀 ünï 👣🏽 \u202eright to left",
    "two\nlines\tand a tab\r\n",
    "../../etc/passwd",
    "\ufeffmark",
    " ",
]

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
instants = st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1), timezones=offsets)  # noqa: DTZ001
seconds = st.integers(0, 100_000)
ids = st.uuids(version=4).map(str)


@st.composite
def steps_done(draw: st.DrawFn) -> tuple[StepDone, ...]:
    return tuple(
        StepDone(
            position=position,
            step_index=draw(st.integers(0, 199)),
            title=draw(texts),
            technique=draw(st.sampled_from(Technique)),
            area=draw(st.sampled_from(Area)),
            side=draw(st.sampled_from(Side)),
            tool=draw(st.sampled_from(Tool)),
            pressure=draw(st.sampled_from(Pressure)),
            pass_number=draw(st.integers(1, 9)),
            planned_s=draw(seconds),
            actual_s=draw(st.floats(0, 1e6)),
            counts=draw(st.booleans()),
            eased=draw(st.integers(0, 9)),
            outcome=draw(st.sampled_from(StepOutcome)),
        )
        for position in range(draw(st.integers(0, 4)))
    )


sessions_lived = st.builds(
    SessionRecord,
    id=ids,
    start=instants,
    end=instants,
    script_id=texts,
    script_title=texts,
    script_sha256=st.sampled_from(["", "0f" * 32]),
    techniques=st.lists(st.sampled_from(Technique), max_size=4).map(tuple),
    feet=st.sampled_from(Feet),
    first_foot=st.sampled_from(Foot),
    planned_hands_on_s=seconds,
    actual_hands_on_s=seconds,
    completed=st.booleans(),
    ended_early_reason=st.none() | st.sampled_from(EndReason),
    steps=steps_done(),
    safety_verdict=texts,
    note=texts,
)
answers_given = st.builds(
    Rating,
    id=ids,
    session_id=st.none(),
    kind=st.sampled_from(RatingKind),
    context=st.sampled_from(RatingContext),
    answered=instants,
    side=st.sampled_from(Foot),
    region=st.sampled_from(REGIONS),
    value=st.none() | st.integers(0, 10),
    due=st.none() | instants,
    hours_after_end=st.none() | st.floats(-1e6, 1e6),
    late=st.booleans(),
    note=texts,
)
things_that_happened = st.builds(
    LogEvent,
    id=ids,
    session_id=st.none(),
    when=instants,
    type=st.sampled_from(EventType),
    severity=texts,
    side=st.none() | st.sampled_from(Foot),
    region=st.none() | st.sampled_from(REGIONS),
    advice_shown=texts,
    note=texts,
)


def offsets_of(logged: LoggedSession) -> list[timedelta | None]:
    """Two instants are equal whatever their offsets; that these are kept is looked at apart."""
    kept = [logged.session.start, logged.session.end]
    kept += [when for rating in logged.ratings for when in (rating.answered, rating.due) if when]
    kept += [event.when for event in logged.events]
    return [when.utcoffset() for when in kept]


@given(sessions_lived, answers_given, things_that_happened)
@settings(max_examples=60, deadline=None)
def test_what_was_written_is_read_back_equal(
    session: SessionRecord, rating: Rating, event: LogEvent
) -> None:
    rating = replace(rating, session_id=session.id)
    event = replace(event, session_id=session.id)
    written = LoggedSession(session, (rating,), (event,))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.sqlite3"
        store = LogStore(path, lambda: session.start)
        store.add_session(session)
        store.add_rating(rating)
        store.add_event(event)
        store.close()
        store = LogStore(path, lambda: session.start)
        [read] = store.sessions()
        assert read == written
        assert offsets_of(read) == offsets_of(written)
        assert store.ratings() == [rating]
        assert store.events() == [event]
        store.close()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(
    store: LogStore, session: Make, rating: Make, event: Make, step: Make, text: str
) -> None:
    lived = session(
        note=text, script_title=text, script_id=text, safety_verdict=text, steps=(step(title=text),)
    )
    answer = rating(session_id=lived.id, note=text)
    happened = event(session_id=lived.id, note=text, severity=text, advice_shown=text)
    store.add_session(lived)
    store.add_rating(answer)
    store.add_event(happened)
    assert store.sessions() == [LoggedSession(lived, (answer,), (happened,))]
    store.set_note(lived.id, text * 2)
    assert store.sessions()[0].session.note == text * 2


@pytest.mark.parametrize("text", ["nul \0 nul", "half an emoji \ud83d"])
def test_text_that_no_file_can_hold_is_refused_whole(
    store: LogStore, session: Make, step: Make, text: str
) -> None:
    for refused in (session(note=text), session(steps=(step(title=text),))):
        with pytest.raises(StorageError, match=r"character that cannot be kept"):
            store.add_session(refused)
    assert store.sessions() == []
    lived = session()
    store.add_session(lived)
    with pytest.raises(StorageError, match=r"character that cannot be kept"):
        store.set_note(lived.id, text)
    assert store.sessions()[0].session == lived


def test_ids_are_uuids_and_never_the_same() -> None:
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(id_) == 36 for id_ in made)


class TestWords:
    """The schema's vocabularies are those of the core: a word more needs a migration."""

    def test_every_word_of_a_step_is_taken(
        self, store: LogStore, session: Make, step: Make
    ) -> None:
        words = {
            "technique": Technique,
            "area": Area,
            "side": Side,
            "tool": Tool,
            "pressure": Pressure,
            "outcome": StepOutcome,
        }
        steps = [step(**{name: word}) for name, kind in words.items() for word in kind]
        numbered = tuple(replace(step, position=n) for n, step in enumerate(steps))
        store.add_session(session(steps=numbered))
        assert store.sessions()[0].session.steps == numbered

    def test_every_word_of_a_session_is_taken(self, store: LogStore, session: Make) -> None:
        for feet in Feet:
            store.add_session(session(feet=feet))
        for reason in EndReason:
            store.add_session(session(ended_early_reason=reason))
        store.add_session(session(techniques=tuple(Technique)))
        assert len(store.sessions()) == len(Feet) + len(EndReason) + 1

    def test_every_word_of_a_rating_is_taken(self, store: LogStore, rating: Make) -> None:
        given = [
            rating(kind=kind, context=context, region=region)
            for kind in (RatingKind.PAIN, RatingKind.SORENESS)
            for context in RatingContext
            for region in REGIONS
        ]
        given.append(rating(kind=RatingKind.FIRST_STEP))
        for answer in given:
            store.add_rating(answer)
        assert len(store.ratings()) == len(given)

    def test_every_word_of_an_event_is_taken(self, store: LogStore, event: Make) -> None:
        for type_ in EventType:
            store.add_event(event(type=type_))
        for region in REGIONS:
            store.add_event(event(region=region))
        assert len(store.events()) == len(EventType) + len(REGIONS)


class TestWhatDoesNotFit:
    """The schema refuses what cannot be, and nothing is left of it."""

    @pytest.mark.parametrize(
        "change",
        [
            {"id": "00000000-0000-4000-8000-00000000000A"},
            {"script_sha256": "short"},
            {"actual_hands_on_s": -1},
        ],
    )
    def test_of_a_session(self, store: LogStore, session: Make, change: dict[str, Any]) -> None:
        with pytest.raises(StorageError, match=r"refused this .* was not saved"):
            store.add_session(session(**change))
        assert store.sessions() == []

    def test_of_a_sessions_steps(self, store: LogStore, session: Make, step: Make) -> None:
        with pytest.raises(StorageError, match=r"refused this"):
            store.add_session(session(steps=(step(), step())))
        assert store.sessions() == []

    def test_a_session_twice(self, store: LogStore, session: Make) -> None:
        lived = session()
        store.add_session(lived)
        with pytest.raises(StorageError, match=r"refused this"):
            store.add_session(replace(lived, note="again"))
        assert [logged.session for logged in store.sessions()] == [lived]

    def test_what_belongs_to_no_session(self, store: LogStore, rating: Make, event: Make) -> None:
        with pytest.raises(StorageError, match=r"refused this"):
            store.add_rating(rating(session_id=new_id()))
        with pytest.raises(StorageError, match=r"refused this"):
            store.add_event(event(session_id=new_id()))
        assert store.ratings() == []
        assert store.events() == []

    def test_an_instant_without_offset(self, store: LogStore, session: Make, rating: Make) -> None:
        naive = datetime(2025, 11, 21, 19, 2)  # noqa: DTZ001
        with pytest.raises(ValueError, match=r"UTC offset"):
            store.add_session(session(start=naive))
        with pytest.raises(ValueError, match=r"UTC offset"):
            store.add_rating(rating(due=naive))

    def test_an_id_that_is_no_uuid(self, store: LogStore, session: Make) -> None:
        with pytest.raises(ValueError, match=r"UUID"):
            store.add_session(session(id="s1"))


class TestOneAnswerStands:
    """A second answer to a question replaces the first, which is kept with a mark."""

    def history(self, store: LogStore) -> dict[str, str | None]:
        rows = store.database.connection.execute("SELECT id, deleted FROM ratings")
        return dict(rows.fetchall())

    def test_of_a_session(self, store: LogStore, session: Make, rating: Make) -> None:
        lived = session()
        store.add_session(lived)
        question = {"session_id": lived.id, "context": RatingContext.AFTER}
        first = rating(**question, value=7)
        store.add_rating(first)
        second = rating(**question, value=None, answered=first.answered + timedelta(days=2))
        store.add_rating(second)
        assert store.sessions() == [LoggedSession(lived, (second,))]
        assert store.ratings() == [second]
        assert self.history(store) == {
            first.id: "2025-11-22T07:00:00.000000+00:00",
            second.id: None,
        }

    @pytest.mark.parametrize(
        "other",
        [
            {"kind": RatingKind.SORENESS},
            {"context": RatingContext.BEFORE},
            {"side": Foot.RIGHT},
            {"region": Area.ARCH},
            {"session_id": None},
        ],
    )
    def test_another_question_has_its_own(
        self, store: LogStore, session: Make, rating: Make, other: dict[str, Any]
    ) -> None:
        lived = session()
        store.add_session(lived)
        question = {"session_id": lived.id, "context": RatingContext.AFTER}
        store.add_rating(rating(**question))
        store.add_rating(rating(**{**question, **other}))
        assert len(store.ratings()) == 2

    def test_another_sessions_question_has_its_own(
        self, store: LogStore, session: Make, rating: Make
    ) -> None:
        for lived in (session(), session()):
            store.add_session(lived)
            store.add_rating(rating(session_id=lived.id))
        assert len(store.ratings()) == 2

    def test_without_a_session_a_day_has_one(self, store: LogStore, rating: Make) -> None:
        morning = rating(value=2)
        evening = rating(value=6, answered=morning.answered + timedelta(hours=2))
        next_day = rating(value=4, answered=morning.answered + timedelta(days=1))
        for answer in (next_day, morning, evening):
            store.add_rating(answer)
        assert store.ratings() == [evening, next_day]

    def test_first_steps_have_one_a_foot_and_day_whoever_asked(
        self, store: LogStore, session: Make, rating: Make
    ) -> None:
        lived = session()
        store.add_session(lived)
        steps = {"kind": RatingKind.FIRST_STEP}
        asked = rating(**steps, session_id=lived.id, context=RatingContext.MORNING)
        daily = rating(**steps, region=Area.WHOLE_FOOT)
        right = rating(**steps, side=Foot.RIGHT)
        next_day = rating(**steps, answered=daily.answered + timedelta(days=1))
        pain = rating(session_id=lived.id, context=RatingContext.MORNING)
        for answer in (asked, pain, daily, right, next_day):
            store.add_rating(answer)
        assert set(store.ratings()) == {daily, right, next_day, pain}

    def test_an_answer_that_is_refused_replaces_nothing(
        self, store: LogStore, rating: Make
    ) -> None:
        first = rating()
        store.add_rating(first)
        with pytest.raises(StorageError, match=r"refused this"):
            store.add_rating(replace(first, value=1))  # an id is given to one answer
        assert store.ratings() == [first]


class TestDeleting:
    def test_a_deleted_session_is_gone_with_what_belongs_to_it_and_comes_back(
        self, store: LogStore, session: Make, rating: Make, event: Make
    ) -> None:
        kept, lived = session(), session()
        daily = rating()
        logged = LoggedSession(lived, (rating(session_id=lived.id),), (event(session_id=lived.id),))
        for each in (kept, lived):
            store.add_session(each)
        for answer in (daily, *logged.ratings):
            store.add_rating(answer)
        store.add_event(logged.events[0])
        store.edits.make(session_deleted(lived.id))
        assert store.sessions() == [LoggedSession(kept)]
        assert store.ratings() == [daily]
        assert store.events() == []
        store.edits.make(session_back(lived.id))
        assert {each.session.id: each for each in store.sessions()}[lived.id] == logged
        assert set(store.ratings()) == {daily, *logged.ratings}
        assert store.events() == list(logged.events)

    def test_each_change_is_told_to_the_other_machine(
        self, store: LogStore, session: Make, clock: Any
    ) -> None:
        lived = session()
        store.add_session(lived)
        seen = []
        for command, *words in (
            (store.set_note, lived.id, "new"),
            (store.edits.make, session_deleted(lived.id)),
            (store.edits.make, session_back(lived.id)),
        ):
            clock.now += timedelta(minutes=1)
            command(*words)
            rows = store.database.connection.execute("SELECT changed, deleted FROM sessions")
            seen.append(rows.fetchone())
        assert seen == [
            ("2025-11-22T07:01:00.000000+00:00", None),
            ("2025-11-22T07:02:00.000000+00:00", "2025-11-22T07:02:00.000000+00:00"),
            ("2025-11-22T07:03:00.000000+00:00", None),
        ]

    def test_a_session_that_is_not_there_is_told(self, store: LogStore) -> None:
        with pytest.raises(StorageError, match=r"is not in the log"):
            store.set_note(new_id(), "note")


class TestOrderAndDays:
    def test_sessions_come_newest_first_the_rest_oldest_first_by_instant(
        self, store: LogStore, session: Make, rating: Make, event: Make
    ) -> None:
        # The night in which summer time ends: the later of two has the smaller wall clock.
        summer = datetime(2025, 10, 26, 2, 50, tzinfo=timezone(timedelta(hours=2)))
        winter = datetime(2025, 10, 26, 2, 10, tzinfo=timezone(timedelta(hours=1)))
        tokyo = datetime(2025, 10, 26, 9, 30, tzinfo=timezone(timedelta(hours=9)))
        instants_in_order = [tokyo, summer, winter]
        for n, when in enumerate((winter, tokyo, summer)):
            store.add_session(session(start=when))
            store.add_rating(rating(answered=when, region=REGIONS[n]))
            store.add_event(event(when=when))
        starts = [logged.session.start for logged in store.sessions()]
        assert starts == instants_in_order[::-1]
        assert [start.utcoffset() for start in starts] == [
            when.utcoffset() for when in reversed(instants_in_order)
        ]
        assert [rating.answered for rating in store.ratings()] == instants_in_order
        assert [event.when for event in store.events()] == instants_in_order

    def test_both_ends_of_a_span_are_included_and_its_days_are_of_this_place(
        self, store: LogStore, session: Make, rating: Make, event: Make, at_home: Make
    ) -> None:
        at_home("Europe/Berlin")  # 26 October 2025 has 25 hours there
        inside = [
            datetime(2025, 10, 25, 22, 0, tzinfo=UTC),
            datetime(2025, 10, 26, 7, 0, tzinfo=timezone(timedelta(hours=9))),
            datetime(2025, 10, 26, 22, 59, 59, 999000, tzinfo=UTC),
        ]
        outside = [
            datetime(2025, 10, 25, 21, 59, 59, 999000, tzinfo=UTC),
            datetime(2025, 10, 26, 23, 0, tzinfo=UTC),
            datetime(2025, 10, 26, 6, 0, tzinfo=timezone(timedelta(hours=9))),
        ]
        for n, when in enumerate([*inside, *outside]):
            lived = session(start=when)
            store.add_session(lived)
            store.add_rating(rating(session_id=lived.id, answered=when, region=REGIONS[n]))
            store.add_event(event(session_id=lived.id, when=when))
        day = date(2025, 10, 26)
        logged = store.sessions(since=day, until=day)
        assert {each.session.start for each in logged} == set(inside)
        assert all(len(each.ratings) == len(each.events) == 1 for each in logged)
        assert all(len(each.session.steps) == 2 for each in logged)
        assert {each.answered for each in store.ratings(day, day)} == set(inside)
        assert {each.when for each in store.events(day, day)} == set(inside)
        assert len(store.sessions(since=day)) == len(inside) + 1
        assert len(store.sessions(until=day)) == len(inside) + 2
        assert store.sessions(since=day + timedelta(days=1), until=day) == []

    def test_what_is_recent_comes_or_else_the_latest_alone(
        self, store: LogStore, session: Make, rating: Make
    ) -> None:
        assert store.recent_sessions(date(2026, 11, 1)) == []
        starts = [datetime(2026, 10, day, 9, 0, tzinfo=UTC) for day in (3, 8, 9)]
        for start in starts:
            lived = session(start=start)
            store.add_session(lived)
            store.add_rating(rating(session_id=lived.id, answered=start))
        recent = store.recent_sessions(date(2026, 10, 8))
        assert [each.session.start for each in recent] == [starts[2], starts[1]]
        (latest,) = store.recent_sessions(date(2026, 11, 1))
        assert latest == store.sessions()[0]
        assert (latest.session.start, len(latest.ratings)) == (starts[2], 1)
        store.edits.make(session_deleted(latest.session.id))
        (latest,) = store.recent_sessions(date(2026, 11, 1))
        assert latest.session.start == starts[1]

    @pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])
    def test_the_ends_of_the_calendar_bound_nothing(
        self, store: LogStore, session: Make, at_home: Make, zone: str
    ) -> None:
        at_home(zone)
        store.add_session(session())
        assert len(store.sessions(since=date.min, until=date.max)) == 1
        assert store.sessions(since=date.max) == []
        assert store.sessions(until=date.min) == []


def test_the_whole_log_is_read_with_as_many_queries_as_one_session(
    store: LogStore, session: Make
) -> None:
    def queries_to_read() -> int:
        seen: list[str] = []
        store.database.connection.set_trace_callback(seen.append)
        store.sessions()
        store.database.connection.set_trace_callback(None)
        return len(seen)

    store.add_session(session())
    with_one = queries_to_read()
    for _ in range(20):
        store.add_session(session())
    assert queries_to_read() == with_one


class TestFirstWeeks:
    """Pain is held against its first week, however long ago that was."""

    def test_they_are_the_oldest_answers_of_pain_that_stand(
        self, store: LogStore, session: Make, rating: Make
    ) -> None:
        lived, deleted = [session() for _ in range(4)], [session() for _ in range(4)]
        for one in (*lived, *deleted):
            store.add_session(one)
        first = rating(session_id=None).answered

        def daily(number: int, **changes: Any) -> Rating:
            usual = {
                "session_id": None,
                "kind": RatingKind.FIRST_STEP,
                "context": RatingContext.DAILY,
                "answered": first + timedelta(days=number),
                "region": Area.WHOLE_FOOT,
                "value": 5,
            }
            made: Rating = rating(**usual | changes)
            return made

        before = {"kind": RatingKind.PAIN, "context": RatingContext.BEFORE}
        week = [daily(number) for number in range(7)]
        pain = [daily(n, session_id=one.id, **before) for n, one in enumerate(lived)]
        others = [
            *(daily(number, kind=RatingKind.SORENESS) for number in range(4)),
            *(daily(number, kind=RatingKind.PAIN) for number in range(4)),
            *(
                daily(n, session_id=one.id, side=Foot.RIGHT, **before)
                for n, one in enumerate(deleted)
            ),
            *(daily(number) for number in range(7, 30)),
        ]
        for one in (*others, *pain, *week):
            store.add_rating(one)
        store.add_rating(replaced := daily(3, value=7))
        for one in deleted:
            store.edits.make(session_deleted(one.id))
        week[3] = replaced
        wanted = [(foot, about) for foot in Foot for about in (HurtsMost.HEEL_OR_ARCH, None)]
        assert set(store.first_weeks(wanted)) == {*week, *pain}


class TestReadOnly:
    def test_there_may_be_no_log(self, log_path: Path) -> None:
        assert open_log_read_only(log_path) is None
        assert not log_path.exists()

    def test_it_is_read_while_the_program_has_it_open(
        self, store: LogStore, log_path: Path, session: Make
    ) -> None:
        lived = session()
        store.add_session(lived)
        reader = open_log_read_only(log_path)
        assert reader is not None
        assert reader.sessions() == [LoggedSession(lived)]
        with pytest.raises(StorageError, match=r"read-only"):
            reader.set_note(lived.id, "changed")
        reader.close()
        assert store.sessions() == [LoggedSession(lived)]


def test_closing_twice_is_fine_and_a_closed_log_says_so(store: LogStore) -> None:
    store.close()
    store.close()
    with pytest.raises(StorageError, match=r"closed"):
        store.sessions()
