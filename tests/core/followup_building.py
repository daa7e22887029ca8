"""Sessions with answers and check-ins for tests, made in one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.core.asked_after import asked_ratings, done_mark
from app.core.check_in import CheckIn, CheckInState
from app.core.followups import check_ins
from app.core.plan import Foot, Side
from app.core.script import Area, Technique
from app.core.soreness import LoggedSession, Rating, RatingContext, RatingKind
from app.core.wall_clock import ToLocal
from tests.core.health_building import lived

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")

H3, H24, H48, H72 = RatingContext.H3, RatingContext.H24, RatingContext.H48, RatingContext.H72
BEFORE, AFTER, MORNING = RatingContext.BEFORE, RatingContext.AFTER, RatingContext.MORNING


def place(zone: ZoneInfo) -> ToLocal:
    """Where the person is."""
    return lambda when: when.astimezone(zone)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def later(when: datetime, count: float) -> datetime:
    """Hours later that really passed; in UTC."""
    return when.astimezone(UTC) + hours(count)


def session(
    end: datetime,
    id_: str = "s",
    *ratings: Rating,
    side: Side = Side.BOTH,
    hands_on_s: int = 900,
    by_hand: bool = False,
    **more: Any,
) -> LoggedSession:
    """A session of twenty minutes that ended at an instant."""
    record = lived(end, *(() if by_hand else ((Technique.KNEADING, side),)))
    start = end - timedelta(minutes=20)
    if not hands_on_s:
        record = replace(record, steps=tuple(replace(s, actual_s=0) for s in record.steps))
    record = replace(record, id=id_, start=start, actual_hands_on_s=hands_on_s, **more)
    return LoggedSession(record, ratings)


def rated(
    kind: RatingKind,
    context: RatingContext,
    value: int | None,
    foot: Foot = Foot.LEFT,
    area: Area = Area.WHOLE_FOOT,
    **more: Any,
) -> Rating:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return replace(Rating("r", "s", kind, context, at, foot, area, value), **more)


def answered(logged: LoggedSession, context: RatingContext, at: datetime) -> LoggedSession:
    """The same with all that a check-in asks for answered at an instant."""
    given = tuple(
        rated(one.kind, context, 2, one.foot, one.area, answered=at)
        for one in asked_ratings(logged, context)
    )
    mark = done_mark(logged.session, context, at, 1, is_done=True)
    return replace(logged, ratings=(*logged.ratings, *given), answers=(*logged.answers, mark))


def one_of(found: Iterable[CheckIn], context: RatingContext, session_id: str = "s") -> CheckIn:
    [one] = [c for c in found if c.context is context and c.session_id == session_id]
    return one


def state_of(
    logged: LoggedSession, context: RatingContext, now: datetime, zone: ZoneInfo = BERLIN
) -> CheckInState:
    return one_of(check_ins([logged], now, place(zone), {"s"}), context).state
