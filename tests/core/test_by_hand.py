"""What is written down afterwards: what may be, and what it is kept as."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from app.core.by_hand import (
    ByHandEntry,
    Desk,
    Felt,
    Happening,
    Moment,
    Problem,
    event_entry,
    event_in,
    felt_entry,
    felt_later,
    moment_problems,
    morning_entry,
    morning_problems,
)
from app.core.log_edit import Entries, rating_changed
from app.core.log_entries import EntryKey, EntryType, answers_key
from app.core.past_session import (
    PastSession,
    past_of,
    session_changed,
    session_entry,
    session_problems,
)
from app.core.plan import Feet, Foot
from app.core.script import Area, Technique
from app.core.soreness import (
    EventType,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
)

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=BERLIN)
YESTERDAY = date(2026, 11, 20)


def desk(now: datetime = NOW) -> Desk:
    numbers = count(1)
    return Desk(now, lambda when: when.astimezone(BERLIN), lambda: f"id-{next(numbers)}")


def past(
    day: date = YESTERDAY, at: time = time(18, 30), *, minutes: int = 20, title: str = "Practice"
) -> PastSession:
    return PastSession(Moment(day, at), minutes, Feet.BOTH, title=title)


def felt(context: RatingContext, value: int = 4, foot: Foot = Foot.LEFT) -> Felt:
    return Felt(RatingKind.PAIN, context, foot, Area.WHOLE_FOOT, value)


def session_of(entry: ByHandEntry) -> SessionRecord:
    [session] = entry.edit.added.sessions or entry.edit.changed.sessions
    return session


def clock(when: datetime) -> str:
    return when.isoformat(timespec="minutes")


# --- a session ---


def test_a_session_is_kept_as_it_is_remembered() -> None:
    told = replace(past(), script_id="gentle", techniques=(Technique.KNEADING,), note="at dusk")
    entry = session_entry(told, desk())
    session = session_of(entry)
    assert entry.id == session.id == "id-1"
    assert entry.key == EntryKey(EntryType.SESSION, "id-1")
    assert clock(session.start) == "2026-11-20T18:30+01:00"
    assert clock(session.end) == "2026-11-20T18:50+01:00"
    assert session.by_hand
    assert session.met_15_min
    assert session.steps == ()
    assert (session.script_title, session.note) == ("Practice", "at dusk")
    assert past_of(LoggedSession(session), desk().to_local) == told


@pytest.mark.parametrize(("feet", "first"), [(Feet.BOTH, Foot.LEFT), (Feet.RIGHT, Foot.RIGHT)])
def test_the_first_foot_is_one_that_was_massaged(feet: Feet, first: Foot) -> None:
    assert session_of(session_entry(replace(past(), feet=feet), desk())).first_foot is first


def test_its_answers_have_the_times_that_they_are_about() -> None:
    told = replace(past(), felt=(felt(RatingContext.BEFORE, 6), felt(RatingContext.AFTER, 4)))
    entry = session_entry(told, desk())
    before, after = entry.edit.added.ratings
    assert (before.answered, before.hours_after_end) == (session_of(entry).start, None)
    assert (after.answered, after.hours_after_end) == (session_of(entry).end, 0.0)
    assert [one.session_id for one in (before, after)] == [entry.id, entry.id]


@pytest.mark.parametrize(
    ("told", "problems"),
    [
        (past(), ()),
        (past(NOW.date(), time(9, 10)), ()),
        (past(NOW.date(), time(9, 11)), (Problem.FUTURE,)),
        (past(NOW.date() + timedelta(days=1)), (Problem.FUTURE,)),
        (past(date(1999, 12, 31)), (Problem.TOO_EARLY,)),
        (past(date(2000, 1, 1)), ()),
        (past(minutes=0), (Problem.MINUTES,)),
        (past(minutes=1), ()),
        (past(minutes=180), ()),
        (past(minutes=181), (Problem.MINUTES,)),
        (past(title="  "), (Problem.TITLE,)),
        (
            past(date(2030, 1, 1), title="", minutes=999),
            (Problem.FUTURE, Problem.TITLE, Problem.MINUTES),
        ),
    ],
)
def test_what_cannot_be_is_told(told: PastSession, problems: tuple[Problem, ...]) -> None:
    assert session_problems(told, desk()) == problems


@pytest.mark.parametrize(
    ("day", "at", "start", "end"),
    [
        # Summer time ends on 25 October 2026 at three and begins on 29 March at two.
        (date(2026, 7, 1), time(12), "2026-07-01T12:00+02:00", "2026-07-01T12:20+02:00"),
        (date(2026, 10, 25), time(1, 50), "2026-10-25T01:50+02:00", "2026-10-25T02:10+02:00"),
        (date(2026, 10, 25), time(2, 50), "2026-10-25T02:50+02:00", "2026-10-25T02:10+01:00"),
        (date(2026, 3, 29), time(1, 50), "2026-03-29T01:50+01:00", "2026-03-29T03:10+02:00"),
        (date(2026, 3, 29), time(2, 30), "2026-03-29T03:30+02:00", "2026-03-29T03:50+02:00"),
    ],
)
def test_times_carry_the_offset_that_clocks_had_then(
    day: date, at: time, start: str, end: str
) -> None:
    session = session_of(session_entry(past(day, at), desk()))
    assert (clock(session.start), clock(session.end)) == (start, end)
    assert session.end - session.start.astimezone(UTC) == timedelta(minutes=20)


def test_the_future_is_told_by_instants_where_an_hour_comes_twice() -> None:
    second_time = datetime(2026, 10, 25, 2, 5, tzinfo=BERLIN).replace(fold=1)
    here = desk(second_time)
    assert session_problems(past(date(2026, 10, 25), time(2, 44)), here) == ()
    assert moment_problems(Moment(date(2026, 10, 25), time(3)), here) == (Problem.FUTURE,)


# --- changing one ---


def logged(*contexts: RatingContext) -> LoggedSession:
    entry = session_entry(replace(past(), felt=tuple(felt(one) for one in contexts)), desk())
    return LoggedSession(session_of(entry), entry.edit.added.ratings)


def test_its_answers_go_with_its_times() -> None:
    old = logged(RatingContext.BEFORE, RatingContext.AFTER)
    h3 = replace(
        old.ratings[1],
        id="h3",
        context=RatingContext.H3,
        answered=old.session.end + timedelta(hours=3),
        hours_after_end=3.0,
    )
    old = replace(old, ratings=(*old.ratings, h3))
    earlier = past(at=time(17, 30), minutes=30)
    entry = session_changed(old, earlier, desk())
    session = session_of(entry)
    assert entry.id == session.id == old.session.id
    assert entry.key == EntryKey(EntryType.SESSION, session.id)
    before, after, later = entry.edit.changed.ratings
    assert (before.answered, after.answered) == (session.start, session.end)
    assert later.answered == h3.answered
    assert later.hours_after_end == 3 + 50 / 60


def test_answers_that_stay_where_they_are_are_not_touched() -> None:
    old = logged(RatingContext.BEFORE, RatingContext.AFTER)
    renamed = replace(past_of(old, desk().to_local), title="Elsewhere")
    changed = session_changed(old, renamed, desk()).edit.changed
    assert changed == Entries((replace(old.session, script_title="Elsewhere"),))


def test_an_answer_is_never_from_before_the_end_of_what_it_follows() -> None:
    old = logged(RatingContext.AFTER)
    h3 = replace(
        old.ratings[0], context=RatingContext.H3, answered=old.session.end, hours_after_end=0.5
    )
    later = past(at=time(20))
    changed = session_changed(replace(old, ratings=(h3,)), later, desk()).edit.changed
    assert [one.hours_after_end for one in changed.ratings] == [0.0]


def test_what_was_measured_is_as_it_was() -> None:
    old = logged()
    measured = replace(old, session=replace(old.session, by_hand=False))
    with pytest.raises(ValueError, match="by hand"):
        session_changed(measured, past(), desk())


# --- answers ---


def test_an_answer_that_is_added_later_to_what_was_measured_is_late() -> None:
    session = logged().session
    for by_hand in (True, False):
        of = replace(session, by_hand=by_hand)
        [rating] = felt_later(of, felt(RatingContext.BEFORE, 7), desk()).added.ratings
        assert rating.late is not by_hand
        assert (rating.answered, rating.value, rating.session_id) == (of.start, 7, of.id)


def test_a_corrected_answer_keeps_all_but_its_number_and_its_name() -> None:
    [old] = logged(RatingContext.AFTER).ratings
    [new] = rating_changed(old, None, lambda: "new").added.ratings
    assert new == replace(old, id="new", value=None)


def test_how_the_feet_felt_is_kept_without_a_session() -> None:
    told = [felt(RatingContext.AFTER, 3), felt(RatingContext.DAILY, 5, Foot.RIGHT)]
    entry = felt_entry(Moment(YESTERDAY, time(12)), told, desk())
    ratings = entry.edit.added.ratings
    assert entry.id == ratings[0].id
    assert entry.key == answers_key(ratings[0].answered.date(), ratings[0].kind)
    assert [(one.session_id, one.context, one.side, one.value) for one in ratings] == [
        (None, RatingContext.DAILY, Foot.LEFT, 3),
        (None, RatingContext.DAILY, Foot.RIGHT, 5),
    ]
    assert {clock(one.answered) for one in ratings} == {"2026-11-20T12:00+01:00"}


def first_steps(day: date, *sessions: LoggedSession, now: datetime = NOW) -> list[Rating]:
    entry = morning_entry(day, [(Foot.LEFT, 6), (Foot.RIGHT, 2)], sessions, desk(now))
    ratings = list(entry.edit.added.ratings)
    assert entry.id == ratings[0].session_id or entry.id == ratings[0].id
    is_single = ratings[0].session_id is None
    assert entry.key.type is (EntryType.ANSWERS if is_single else EntryType.SESSION)
    return ratings


def test_first_steps_of_a_morning_belong_to_the_session_before_it() -> None:
    found = first_steps(NOW.date(), logged())
    assert {(one.session_id, one.context) for one in found} == {("id-1", RatingContext.MORNING)}
    assert {clock(one.answered) for one in found} == {"2026-11-21T08:00+01:00"}


def test_first_steps_of_a_morning_without_one_are_those_of_the_day() -> None:
    found = first_steps(date(2026, 11, 19), logged())
    assert {(one.session_id, one.context) for one in found} == {(None, RatingContext.DAILY)}
    assert [one.value for one in found] == [6, 2]


def test_first_steps_of_today_are_not_kept_ahead_of_the_clock() -> None:
    early = datetime(2026, 11, 21, 6, 15, tzinfo=BERLIN)
    found = first_steps(early.date(), now=early)
    assert {one.answered for one in found} == {early}


@pytest.mark.parametrize(
    ("day", "problems"),
    [
        (date(2026, 11, 21), ()),
        (date(2026, 11, 22), (Problem.FUTURE,)),
        (date(1999, 12, 31), (Problem.TOO_EARLY,)),
    ],
)
def test_a_morning_that_cannot_be_is_told(day: date, problems: tuple[Problem, ...]) -> None:
    assert morning_problems(day, desk()) == problems


# --- something that happened ---


BRUISE = Happening(EventType.BRUISE, Foot.LEFT, Area.HEEL, "small")


def test_an_event_has_its_own_time() -> None:
    entry = event_entry(Moment(YESTERDAY, time(20)), BRUISE, desk())
    [event] = entry.edit.added.events
    assert entry.id == event.id
    assert entry.key == EntryKey(EntryType.EVENT, event.id)
    assert (event.session_id, event.type, event.side, event.region, event.note) == (
        None,
        EventType.BRUISE,
        Foot.LEFT,
        Area.HEEL,
        "small",
    )
    assert clock(event.when) == "2026-11-20T20:00+01:00"


def test_an_event_of_a_session_is_kept_at_its_end() -> None:
    session = logged().session
    [event] = event_in(session, BRUISE, desk()).added.events
    assert (event.session_id, event.when) == (session.id, session.end)


def test_a_place_without_a_foot_is_none() -> None:
    told = Happening(EventType.DIZZINESS, None, Area.HEEL)
    [event] = event_entry(Moment(YESTERDAY, time(20)), told, desk()).edit.added.events
    assert (event.side, event.region) == (None, None)
