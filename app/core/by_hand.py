"""What somebody writes down afterwards: a session, how the feet felt, something that happened.

All of it is what is remembered. Its times are those that it is about, with the offset that clocks
had there and then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from app.core.daily_question import HurtsMost
from app.core.first_steps import first_step_rating, morning_of
from app.core.followups import check_ins
from app.core.log_edit import Edit, Entries
from app.core.log_entries import EntryKey, EntryType, answers_key
from app.core.plan import Feet, Foot
from app.core.quiet_hours import shown
from app.core.script import Area, Technique
from app.core.soreness import (
    EventType,
    LogEvent,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
)
from app.core.wall_clock import ToLocal, instant_at

MINUTES_LEAST = 1
MINUTES_MOST = 180
FIRST_DAY = date(2000, 1, 1)
"""Nobody means an earlier day; a log that goes back further was typed wrong."""

MORNING_AT = time(8)
"""The local time under which first steps of a past morning are kept: nobody remembers it."""

_HOUR = timedelta(hours=1)


class Problem(StrEnum):
    """What is wrong with something that was written down."""

    FUTURE = "future"
    """It would begin, or end, after now."""
    TOO_EARLY = "too_early"
    MINUTES = "minutes"
    TITLE = "title"
    """A session without a name."""
    NO_ANSWER = "no_answer"
    """Nothing was rated."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and a time as the clocks on the wall showed them."""

    day: date
    at: time

    def instant(self, to_local: ToLocal) -> datetime:
        """The instant, with the offset that was valid here then."""
        return shown(instant_at(self.day, self.at, to_local), to_local)


@dataclass(frozen=True, slots=True)
class Felt:
    """A number from 0 to 10 as it is remembered."""

    kind: RatingKind
    context: RatingContext
    foot: Foot
    area: Area
    value: int


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session as it is remembered.

    Attributes:
        when: its start.
        minutes: of hands-on time; it has no pauses, so that it ends so much later.
        feet: which were massaged.
        script_id: of the script that was followed, empty for something else.
        title: the script's, or what the person calls it.
        techniques: the script's, as far as it is known.
        note: what else there is to say.
        felt: answers from before and after it.
    """

    when: Moment
    minutes: int
    feet: Feet
    script_id: str = ""
    title: str = ""
    techniques: tuple[Technique, ...] = ()
    note: str = ""
    felt: tuple[Felt, ...] = ()


@dataclass(frozen=True, slots=True)
class ByHandEntry:
    """What is to be kept.

    Attributes:
        id: of the entry that is shown once it is kept.
        edit: what is done to the log.
    """

    id: str
    edit: Edit

    @property
    def key(self) -> EntryKey:
        """Its name among the entries of the log, once it is kept."""
        added = self.edit.added
        if added.events:
            return EntryKey(EntryType.EVENT, self.id)
        single = [one for one in added.ratings if one.session_id is None]
        if single:
            return answers_key(single[0].answered.date(), single[0].kind)
        return EntryKey(EntryType.SESSION, self.id)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where it is written down.

    Attributes:
        now: the time, with its UTC offset.
        to_local: gives an instant the offset of the place where the person is.
        new_id: makes a UUID.
    """

    now: datetime
    to_local: ToLocal
    new_id: Callable[[], str]


def moment_problems(
    when: Moment, desk: Desk, lasts: timedelta = timedelta()
) -> tuple[Problem, ...]:
    """What is wrong with a day and a time.

    Args:
        when: the start.
        desk: where it is written down.
        lasts: how long it took.
    """
    if when.day < FIRST_DAY:
        return (Problem.TOO_EARLY,)
    end = when.instant(desk.to_local).astimezone(UTC) + lasts
    return (Problem.FUTURE,) if end > desk.now.astimezone(UTC) else ()


def session_problems(past: PastSession, desk: Desk) -> tuple[Problem, ...]:
    """What is wrong with a session, in the order in which it is asked."""
    is_length = MINUTES_LEAST <= past.minutes <= MINUTES_MOST
    lasts = timedelta(minutes=past.minutes) if is_length else timedelta()
    found = list(moment_problems(past.when, desk, lasts))
    if not past.title.strip():
        found.append(Problem.TITLE)
    if not is_length:
        found.append(Problem.MINUTES)
    return tuple(found)


def session_entry(past: PastSession, desk: Desk) -> ByHandEntry:
    """A session with its answers; it must have no problems."""
    session = _record(past, desk, desk.new_id())
    ratings = tuple(_felt_in(session, felt, desk) for felt in past.felt)
    return ByHandEntry(session.id, Edit(added=Entries((session,), ratings)))


def session_changed(logged: LoggedSession, past: PastSession, desk: Desk) -> ByHandEntry:
    """A session that was written down by hand gets other values; it must have no problems.

    Its answers from before and after it go with its times. Those of its check-ins stay where they
    were given, so many hours after the new end. What was felt is not taken from `past`.

    Raises:
        ValueError: it was measured, and is as it was.
    """
    old = logged.session
    if not old.by_hand:
        message = "only a session that was written down by hand gets other values"
        raise ValueError(message)
    session = _record(past, desk, old.id)
    moved = [(rating, _moved(rating, session)) for rating in logged.ratings]
    ratings = tuple(new for rating, new in moved if new != rating)
    return ByHandEntry(old.id, Edit(changed=Entries((session,), ratings)))


def past_of(logged: LoggedSession, to_local: ToLocal) -> PastSession:
    """A session that was written down by hand, as it was written."""
    session = logged.session
    start = to_local(session.start)
    return PastSession(
        when=Moment(start.date(), start.time().replace(second=0, microsecond=0)),
        minutes=max(MINUTES_LEAST, round(session.actual_hands_on_s / 60)),
        feet=session.feet,
        script_id=session.script_id,
        title=session.script_title,
        techniques=session.techniques,
        note=session.note,
    )


def felt_later(session: SessionRecord, felt: Felt, desk: Desk) -> Edit:
    """An answer from before or after a session, given when that is over.

    It is kept under the time that it is about. Of a session that was measured it is late: what is
    told from memory is no figure of that time.
    """
    rating = _felt_in(session, felt, desk)
    rating = replace(rating, late=not session.by_hand)
    return Edit(added=Entries(ratings=(rating,)))


def felt_entry(when: Moment, felt: Iterable[Felt], desk: Desk) -> ByHandEntry:
    """How the feet felt at a time, without a session."""
    at = when.instant(desk.to_local)
    ratings = tuple(
        Rating(
            id=desk.new_id(),
            session_id=None,
            kind=one.kind,
            context=RatingContext.DAILY,
            answered=at,
            side=one.foot,
            region=one.area,
            value=one.value,
        )
        for one in felt
    )
    return ByHandEntry(ratings[0].id, Edit(added=Entries(ratings=ratings)))


def morning_problems(day: date, desk: Desk) -> tuple[Problem, ...]:
    """What is wrong with the day of a morning; that of today may be told as soon as it is day."""
    if day < FIRST_DAY:
        return (Problem.TOO_EARLY,)
    return (Problem.FUTURE,) if day > desk.to_local(desk.now).date() else ()


def morning_entry(
    day: date, scores: Iterable[tuple[Foot, int]], sessions: Iterable[LoggedSession], desk: Desk
) -> ByHandEntry:
    """The pain of the first steps of a morning: with the session before it, else of the day.

    Args:
        day: which morning.
        scores: the number of each foot.
        sessions: those of that day and of the two days before it, in any order.
        desk: where it is written down.
    """
    known = tuple(sessions)
    at = min(Moment(day, MORNING_AT).instant(desk.to_local), desk.now, key=_utc)
    morning = morning_of(check_ins(known, at, desk.to_local), known, at)
    ratings = tuple(
        first_step_rating(foot, value, HurtsMost.HEEL_OR_ARCH, morning, at, desk.new_id)
        for foot, value in scores
    )
    first = ratings[0]
    return ByHandEntry(first.session_id or first.id, Edit(added=Entries(ratings=ratings)))


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, as the person tells it."""

    type: EventType
    foot: Foot | None = None
    area: Area | None = None
    note: str = ""


def event_entry(when: Moment, told: Happening, desk: Desk) -> ByHandEntry:
    """Something that happened, without a session."""
    event = _event(told, when.instant(desk.to_local), desk, None)
    return ByHandEntry(event.id, Edit(added=Entries(events=(event,))))


def event_in(session: SessionRecord, told: Happening, desk: Desk) -> Edit:
    """Something that happened in or after a session, told when that is over.

    When it was is not known better than by the session; its end is kept.
    """
    event = _event(told, session.end, desk, session.id)
    return Edit(added=Entries(events=(event,)))


def _event(told: Happening, when: datetime, desk: Desk, session_id: str | None) -> LogEvent:
    return LogEvent(
        id=desk.new_id(),
        session_id=session_id,
        when=when,
        type=told.type,
        side=told.foot,
        region=told.area if told.foot is not None else None,
        note=told.note,
    )


def _record(past: PastSession, desk: Desk, id_: str) -> SessionRecord:
    start = past.when.instant(desk.to_local)
    end = start.astimezone(UTC) + timedelta(minutes=past.minutes)
    return SessionRecord(
        id=id_,
        start=start,
        end=shown(end, desk.to_local),
        script_id=past.script_id,
        script_title=past.title.strip(),
        script_sha256="",  # which text was followed then is not known
        techniques=past.techniques,
        feet=past.feet,
        first_foot=Foot.RIGHT if past.feet is Feet.RIGHT else Foot.LEFT,
        planned_hands_on_s=past.minutes * 60,
        actual_hands_on_s=past.minutes * 60,
        completed=True,
        ended_early_reason=None,
        steps=(),
        note=past.note,
        by_hand=True,
    )


def _felt_in(session: SessionRecord, felt: Felt, desk: Desk) -> Rating:
    is_before = felt.context is RatingContext.BEFORE
    return Rating(
        id=desk.new_id(),
        session_id=session.id,
        kind=felt.kind,
        context=felt.context,
        answered=session.start if is_before else session.end,
        side=felt.foot,
        region=felt.area,
        value=felt.value,
        hours_after_end=None if is_before else 0.0,
    )


def _moved(rating: Rating, session: SessionRecord) -> Rating:
    if rating.context is RatingContext.BEFORE:
        return replace(rating, answered=session.start)
    if rating.context is RatingContext.AFTER:
        return replace(rating, answered=session.end)
    since_end = _utc(rating.answered) - _utc(session.end)
    return replace(rating, hours_after_end=max(since_end, timedelta()) / _HOUR)


def _utc(when: datetime) -> datetime:
    return when.astimezone(UTC)
