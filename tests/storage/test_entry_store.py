"""The log's entries, against filters and orders that are worked out the slow and plain way."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import StorageError
from app.core.log_edit import event_deleted, ratings_deleted, session_deleted
from app.core.log_entries import (
    AnswersEntry,
    EntryColumn,
    EntryKey,
    EntryOrder,
    EntryType,
    EventEntry,
    FeetScores,
    LogEntry,
    SessionEntry,
    answers_key,
)
from app.core.log_filter import EntryKind, LogFilter
from app.core.plan import Feet, Foot
from app.core.script import Area
from app.core.soreness import (
    EndReason,
    EventType,
    LogEvent,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
)
from app.storage.log_on_demand import LogOnDemand
from app.storage.log_store import LogStore

Make = Callable[..., Any]
AREAS = (Area.HEEL, Area.ARCH, Area.WHOLE_FOOT)
NOTES = ("", "", "Straße, weit", "heel sore", "ÄRGER")
PLACES = st.sampled_from([None, *AREAS])
instants = st.builds(
    lambda minutes, hours: (
        datetime(2026, 3, 28, tzinfo=UTC).astimezone(timezone(timedelta(hours=hours)))
        + timedelta(minutes=minutes)
    ),
    st.integers(0, 4 * 24 * 60),
    st.sampled_from([-8, 0, 1]),
)
ids = st.uuids(version=4).map(str)
sessions = st.builds(
    SessionRecord,
    id=ids,
    start=instants,
    end=instants,
    script_id=st.sampled_from(["one", "two"]),
    script_title=st.sampled_from(["Ärmel", "ball", "Crossing the sole"]),
    script_sha256=st.just(""),
    techniques=st.just(()),
    feet=st.sampled_from(Feet),
    first_foot=st.just(Foot.LEFT),
    planned_hands_on_s=st.just(900),
    actual_hands_on_s=st.sampled_from([0, 900, 1000]),
    completed=st.booleans(),
    ended_early_reason=st.none() | st.sampled_from([EndReason.PAIN, EndReason.NUMB]),
    steps=st.just(()),
    note=st.sampled_from(NOTES),
    by_hand=st.just(False),
)
ratings = st.builds(
    Rating,
    id=ids,
    session_id=st.none(),
    kind=st.sampled_from(RatingKind),
    context=st.sampled_from([RatingContext.BEFORE, RatingContext.AFTER, RatingContext.DAILY]),
    answered=instants,
    side=st.sampled_from(Foot),
    region=st.sampled_from(AREAS),
    value=st.none() | st.integers(0, 3),
    note=st.sampled_from(NOTES),
)
events = st.builds(
    LogEvent,
    id=ids,
    session_id=st.none(),
    when=instants,
    type=st.sampled_from([EventType.BRUISE, EventType.OTHER]),
    severity=st.sampled_from(["", "small"]),
    side=st.none() | st.sampled_from(Foot),
    region=PLACES,
    advice_shown=st.sampled_from(["", "Rest."]),
    note=st.sampled_from(NOTES),
)
filters = st.builds(
    LogFilter,
    since=st.none() | st.dates(date(2026, 3, 27), date(2026, 4, 1)),
    until=st.none() | st.dates(date(2026, 3, 28), date(2026, 4, 2)),
    foot=st.none() | st.sampled_from(Foot),
    region=PLACES,
    script_id=st.sampled_from(["", "", "one"]),
    kind=st.none() | st.sampled_from(EntryKind),
    words=st.sampled_from(
        ["", "", "STRASSE", "ärger", "sole heel", "bruise", "'; DROP TABLE sessions"]
    ),
)
orders = st.builds(EntryOrder, st.sampled_from(EntryColumn), st.booleans())


@dataclass
class Plain:
    """An entry with all that belongs to it."""

    key: EntryKey
    when: datetime
    session: LoggedSession | None = None
    ratings: list[Rating] = field(default_factory=list)
    events: list[LogEvent] = field(default_factory=list)

    @property
    def title(self) -> str | None:
        return self.session.session.script_title if self.session else None

    @property
    def text(self) -> str:
        notes = [one.note for one in self.ratings] + [one.note for one in self.events]
        own = [self.session.session.note] if self.session else []
        named = ["bruise" for one in self.events if one.type is EventType.BRUISE]
        return "\n".join([self.title or "", *own, *named, *notes]).casefold()

    @property
    def feet(self) -> str | None:
        if self.session:
            return self.session.session.feet
        sides = {r.side for r in self.ratings if r.value is not None}
        sides |= {e.side for e in self.events if e.side}
        return None if not sides else Feet.BOTH if len(sides) > 1 else sides.pop()


def plain_entries(store: LogStore) -> list[Plain]:
    made = [
        Plain(
            EntryKey(EntryType.SESSION, one.session.id),
            one.session.start,
            one,
            list(one.ratings),
            list(one.events),
        )
        for one in store.sessions()
    ]
    days: defaultdict[str, list[Rating]] = defaultdict(list)
    for rating in store.ratings():
        if rating.session_id is None:
            days[f"{rating.answered.date().isoformat()} {rating.kind}"].append(rating)
    for id_, given_ in days.items():
        latest = max(one.answered for one in given_)
        made.append(Plain(EntryKey(EntryType.ANSWERS, id_), latest, ratings=given_))
    made += [
        Plain(EntryKey(EntryType.EVENT, one.id), one.when, events=[one])
        for one in store.events()
        if one.session_id is None
    ]
    return made


KINDS = {
    EntryKind.PAIN: RatingKind.PAIN,
    EntryKind.SORENESS: RatingKind.SORENESS,
    EntryKind.FIRST_STEPS: RatingKind.FIRST_STEP,
}


def is_advice(event: LogEvent) -> bool:
    bare = not event.severity and not event.note
    return event.type is EventType.OTHER and bare and event.advice_shown != ""


def passes(one: Plain, wanted: LogFilter) -> bool:
    day = one.when.astimezone().date()
    if not (wanted.since or day) <= day <= (wanted.until or day):
        return False
    if wanted.script_id and (one.session is None or one.session.session.script_id != "one"):
        return False
    if wanted.foot and one.session and one.session.session.feet not in ("both", wanted.foot):
        return False
    if not all(word in one.text for word in wanted.words.casefold().split()):
        return False
    return is_about(one, wanted)


def is_about(one: Plain, wanted: LogFilter) -> bool:
    kind = wanted.kind
    if kind is EntryKind.SESSIONS and one.session is None:
        return False
    if kind is EntryKind.SINGLE and one.session is not None:
        return False
    telling: list[Rating | LogEvent] = []
    if kind is not EntryKind.EVENTS:
        of_kind = KINDS.get(kind) if kind else None
        telling += [r for r in one.ratings if r.value is not None and of_kind in (None, r.kind)]
    if kind not in KINDS:
        telling += [e for e in one.events if not is_advice(e)]
    asks = kind in (*KINDS, EntryKind.EVENTS) or wanted.region is not None
    asks = asks or (wanted.foot is not None and one.session is None)
    found = [
        t for t in telling if wanted.foot in (None, t.side) and wanted.region in (None, t.region)
    ]
    if not asks:
        return True
    if one.key.type is EntryType.EVENT and kind is not EntryKind.EVENTS and kind not in KINDS:
        # Advice without a session is an entry too, where nobody asks what happened.
        found += [
            e
            for e in one.events
            if wanted.foot in (None, e.side) and wanted.region in (None, e.region)
        ]
    return bool(found)


def score(one: Plain, kind: RatingKind) -> int | None:
    about = [r for r in one.ratings if r.kind is kind and r.value is not None]
    if one.session:
        about = [r for r in about if r.context is RatingContext.AFTER]
    highest: list[int] = []
    for foot in Foot:
        at = [r for r in about if r.side is foot]
        whole = [r for r in at if r.region is Area.WHOLE_FOOT]
        highest += [r.value or 0 for r in whole or at]
    return max(highest, default=None)


def sort_value(one: Plain, column: EntryColumn) -> tuple[Any, ...] | None:
    record = one.session.session if one.session else None
    value: Any = {
        EntryColumn.WHEN: one.when.timestamp(),
        EntryColumn.TITLE: one.title.casefold() if one.title else None,
        EntryColumn.HANDS_ON: record.actual_hands_on_s if record else None,
        EntryColumn.FEET: one.feet,
        EntryColumn.PAIN: score(one, RatingKind.PAIN),
        EntryColumn.SORENESS: score(one, RatingKind.SORENESS),
        EntryColumn.ENDED: None,
    }[column]
    if column is EntryColumn.ENDED and record:
        value = (not record.completed, "" if record.completed else record.ended_early_reason or "")
    return None if value is None else (value,)


def plain_keys(store: LogStore, wanted: LogFilter, order: EntryOrder) -> list[EntryKey]:
    found = [one for one in plain_entries(store) if passes(one, wanted)]
    found.sort(key=lambda one: (-one.when.timestamp(), one.key.type, one.key.id))
    there = [one for one in found if sort_value(one, order.column) is not None]
    there.sort(key=lambda one: sort_value(one, order.column) or (), reverse=order.descending)
    return [one.key for one in there] + [
        one.key for one in found if sort_value(one, order.column) is None
    ]


@dataclass(frozen=True)
class Written:
    """What a log is made of; numbers say which session a thing belongs to, 0 for none."""

    sessions: list[SessionRecord]
    ratings: list[tuple[int, Rating]]
    events: list[tuple[int, LogEvent]]
    deleted: frozenset[int]
    superseded: frozenset[int]


written = st.builds(
    Written,
    st.lists(sessions, max_size=4, unique_by=lambda one: one.id),
    st.lists(st.tuples(st.integers(0, 4), ratings), max_size=8),
    st.lists(st.tuples(st.integers(0, 4), events), max_size=4),
    st.frozensets(st.integers(0, 3), max_size=1),
    st.frozensets(st.integers(0, 7), max_size=2),
)


@contextmanager
def log_of(what: Written) -> Iterator[LogStore]:
    with tempfile.TemporaryDirectory() as folder:
        store = LogStore(Path(folder) / "log.sqlite3", lambda: datetime.now(UTC))
        owners = [None, *(one.id for one in what.sessions)]
        for session in what.sessions:
            store.add_session(session)
        for number, rating in what.ratings:
            store.add_rating(replace(rating, session_id=owners[number % len(owners)]))
        for number, event in what.events:
            store.add_event(replace(event, session_id=owners[number % len(owners)]))
        for number in what.deleted & set(range(len(what.sessions))):
            store.edits.make(session_deleted(what.sessions[number].id))
        for number in what.superseded & set(range(len(what.ratings))):
            store.database.connection.execute(
                "UPDATE ratings SET superseded = 1 WHERE id = ?", (what.ratings[number][1].id,)
            )
        try:
            yield store
        finally:
            store.close()


@given(written, st.lists(st.tuples(filters, orders), min_size=6, max_size=6))
@settings(max_examples=50, deadline=None)
def test_every_filter_and_order_gives_what_the_plain_way_gives(
    what: Written, asked: list[tuple[LogFilter, EntryOrder]]
) -> None:
    with log_of(what) as store:
        assert store.entries.is_empty() == (not plain_entries(store))
        for wanted, order in asked:
            assert store.entries.keys(wanted, order) == plain_keys(store, wanted, order)


@given(written)
@settings(max_examples=30, deadline=None)
def test_rows_tell_what_the_whole_log_holds(what: Written) -> None:
    with log_of(what) as store:
        keys = store.entries.keys()
        rows = store.entries.entries(keys)
        assert [row.key for row in rows] == keys
        plain = {one.key: one for one in plain_entries(store)}
        for row in rows:
            assert row.when == plain[row.key].when
            tells(row, plain[row.key])
        for one in store.sessions():
            assert store.entries.session(one.session.id) == one


def tells(row: LogEntry, one: Plain) -> None:
    about = row.about
    if isinstance(about, SessionEntry):
        assert one.session is not None
        record, after = one.session.session, RatingContext.AFTER
        assert (about.script_title, about.feet) == (record.script_title, record.feet)
        assert (about.completed, about.ended) == (record.completed, record.ended_early_reason)
        assert about.happened == sum(not is_advice(event) for event in one.events)
        for foot in Foot:
            assert about.pain_after.of(foot) == one.session.score(RatingKind.PAIN, after, foot)
            assert about.sore_after.of(foot) == one.session.score(RatingKind.SORENESS, after, foot)
            before = one.session.score(RatingKind.PAIN, RatingContext.BEFORE, foot)
            assert about.pain_before.of(foot) == before
    elif isinstance(about, AnswersEntry):
        assert about.scores.highest == score(one, about.kind)
    else:
        assert about.is_advice == is_advice(one.events[0])
        assert (about.side, about.region) == (one.events[0].side, one.events[0].region)


def test_answers_of_a_day_are_one_row_for_both_feet(store: LogStore, rating: Make) -> None:
    first = rating(kind=RatingKind.FIRST_STEP, value=4, note="Slept badly.")
    store.add_rating(first)
    store.add_rating(replace(first, id=first.id[::-1], side=Foot.RIGHT, value=2, note=""))
    store.add_rating(rating(kind=RatingKind.SORENESS, value=1))
    rows = store.entries.entries(store.entries.keys(LogFilter(kind=EntryKind.FIRST_STEPS)))
    assert [row.about for row in rows] == [AnswersEntry(RatingKind.FIRST_STEP, FeetScores(4, 2))]
    assert rows[0].note == "Slept badly."
    assert len(store.entries.keys()) == 2


def test_what_belongs_to_no_session_is_read_whole_by_its_key(
    store: LogStore, session: Make, rating: Make, event: Make
) -> None:
    lived = session()
    store.add_session(lived)
    store.add_rating(rating(id="5" * 36, session_id=lived.id, kind=RatingKind.SORENESS))
    left = rating(kind=RatingKind.FIRST_STEP, value=4, note="Slept badly.")
    right = replace(left, id=left.id[::-1], side=Foot.RIGHT, value=None, note="")
    bruise, in_it = event(), event(id="6" * 36, session_id=lived.id)
    for one in (left, right):
        store.add_rating(one)
    for happened in (bruise, in_it):
        store.add_event(happened)
    key = answers_key(left.answered.date(), RatingKind.FIRST_STEP)
    assert store.entries.keys(LogFilter(kind=EntryKind.FIRST_STEPS)) == [key]
    assert {one.id: one for one in store.entries.answers(key)} == {left.id: left, right.id: right}
    assert store.entries.answers(key._replace(id="1999-01-01 first_step")) == []
    assert store.entries.answers(answers_key(left.answered.date(), RatingKind.SORENESS)) == []
    assert store.entries.event(EntryKey(EntryType.EVENT, bruise.id)) == bruise
    assert store.entries.event(EntryKey(EntryType.EVENT, in_it.id)) is None
    store.edits.make(ratings_deleted([left, right]))
    store.edits.make(event_deleted(bruise))
    assert store.entries.answers(key) == []
    assert store.entries.event(EntryKey(EntryType.EVENT, bruise.id)) is None


def test_advice_about_a_place_is_found_at_its_place_but_nothing_happened_there(
    store: LogStore, event: Make
) -> None:
    shown = event(type=EventType.OTHER, severity="", note="", advice_shown="Rest.", session_id=None)
    store.add_event(shown)
    assert shown.region is not None
    [key] = store.entries.keys(LogFilter(region=shown.region))
    assert key.id == shown.id
    assert store.entries.keys(LogFilter(region=shown.region, kind=EntryKind.EVENTS)) == []


def test_a_row_says_what_happened_and_advice_is_told_apart(store: LogStore, event: Make) -> None:
    bruise = event()
    store.add_event(bruise)
    shown = event(type=EventType.OTHER, severity="", note="", advice_shown="bruise", side=None)
    store.add_event(shown)
    rows = {row.key.id: row.about for row in store.entries.entries(store.entries.keys())}
    assert rows[bruise.id] == EventEntry(EventType.BRUISE, "small", Foot.RIGHT, Area.ARCH)
    about = rows[shown.id]
    assert isinstance(about, EventEntry)
    assert about.is_advice
    happened = store.entries.keys(LogFilter(kind=EntryKind.EVENTS))
    assert [key.id for key in happened] == [bruise.id]


def test_a_bruise_is_found_by_its_name_alone_and_with_its_session(
    store: LogStore, session: Make, event: Make
) -> None:
    lived, alone = session(), event(note="")
    store.add_session(lived)
    store.add_event(event(session_id=lived.id, note=""))
    store.add_event(alone)
    store.add_event(event(type=EventType.DIZZINESS, note=""))
    found = store.entries.keys(LogFilter(words="Bruise"))
    assert {key.id for key in found} == {lived.id, alone.id}


def test_what_is_gone_is_left_out_of_a_page(store: LogStore, session: Make) -> None:
    lived = session()
    store.add_session(lived)
    [key] = store.entries.keys()
    store.edits.make(session_deleted(lived.id))
    assert store.entries.entries([key, EntryKey(EntryType.ANSWERS, "2026-01-01 pain")]) == []
    assert store.entries.session(lived.id) is None
    assert store.entries.is_empty()


def test_scripts_are_named_as_they_were_called_last(store: LogStore, session: Make) -> None:
    lived = session(script_id="b", script_title="Old name")
    later = lived.start + timedelta(days=1)
    store.add_session(lived)
    store.add_session(session(script_id="b", script_title="zeta", start=later))
    store.add_session(session(script_id="a", script_title="Äther"))
    store.add_session(session(script_id="c", script_title="alpha"))
    assert store.entries.scripts() == [("c", "alpha"), ("b", "zeta"), ("a", "Äther")]


def test_a_log_that_cannot_be_read_says_so(store: LogStore) -> None:
    store.database.connection.execute("DROP INDEX ratings_by_time")
    store.database.connection.execute("ALTER TABLE ratings RENAME TO lost")
    with pytest.raises(StorageError):
        store.entries.keys()


def test_entries_are_there_on_demand(store: LogStore) -> None:
    assert LogOnDemand(lambda: store).entries is store.entries
