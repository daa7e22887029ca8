"""A session that somebody writes down afterwards, and writes in another way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, timedelta

from app.core.by_hand import (
    ByHandEntry,
    Desk,
    Felt,
    Moment,
    Problem,
    felt_in,
    moment_problems,
)
from app.core.log_edit import Edit, Entries
from app.core.plan import Feet, Foot
from app.core.quiet_hours import shown
from app.core.script import Technique
from app.core.soreness import LoggedSession, Rating, RatingContext, SessionRecord
from app.core.wall_clock import ToLocal

MINUTES_LEAST = 1
MINUTES_MOST = 180

_HOUR = timedelta(hours=1)


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
    ratings = tuple(felt_in(session, felt, desk) for felt in past.felt)
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


def _moved(rating: Rating, session: SessionRecord) -> Rating:
    if rating.context is RatingContext.BEFORE:
        return replace(rating, answered=session.start)
    if rating.context is RatingContext.AFTER:
        return replace(rating, answered=session.end)
    since_end = rating.answered.astimezone(UTC) - session.end.astimezone(UTC)
    return replace(rating, hours_after_end=max(since_end, timedelta()) / _HOUR)
