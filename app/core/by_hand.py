"""What somebody writes down afterwards: how the feet felt, something that happened.

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
from app.core.plan import Foot
from app.core.quiet_hours import shown
from app.core.script import Area
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

FIRST_DAY = date(2000, 1, 1)
"""Nobody means an earlier day; a log that goes back further was typed wrong."""

MORNING_AT = time(8)
"""The local time under which first steps of a past morning are kept: nobody remembers it."""


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


def felt_later(session: SessionRecord, felt: Felt, desk: Desk) -> Edit:
    """An answer from before or after a session, given when that is over.

    It is kept under the time that it is about. Of a session that was measured it is late: what is
    told from memory is no figure of that time.
    """
    rating = felt_in(session, felt, desk)
    rating = replace(rating, late=not session.by_hand)
    return Edit(added=Entries(ratings=(rating,)))


def felt_in(session: SessionRecord, felt: Felt, desk: Desk) -> Rating:
    """An answer from before or after a session, under the time that it is about."""
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


def _utc(when: datetime) -> datetime:
    return when.astimezone(UTC)
