"""What is asked at a check-in, and the answers to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.core.answer import Answer, Region
from app.core.check_in import CheckIn
from app.core.plan import Foot, Side
from app.core.script import Area
from app.core.session_summary import worked_feet
from app.core.soreness import (
    AfterAnswer,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
)

DONE = "done"
"""The id under which the log keeps that a check-in was answered to its end.

It is no question, and nothing follows from it. The numbers alone do not tell whether the questions
about safety, which come after them, were seen at all.
"""


@dataclass(frozen=True, slots=True)
class AskedRating:
    """A number from 0 to 10 that is asked for."""

    kind: RatingKind
    foot: Foot
    area: Area = Area.WHOLE_FOOT


def massaged_feet(record: SessionRecord) -> tuple[Foot, ...]:
    """The feet that had hands-on time, the left one first.

    A session that was added by hand has no steps: it says on which feet, not what on which.
    """
    if record.steps:
        return worked_feet(record)
    return Side(record.feet.value).feet if record.actual_hands_on_s else ()


def asked_regions(logged: LoggedSession) -> tuple[Region, ...]:
    """The places that pain is asked for at check-ins, the left foot's first.

    They are those that it was rated for before or right after the session. Of a massaged foot for
    which it was not, and of the chosen ones where none was massaged, it is the whole foot.
    """
    rated = {
        (rating.side, rating.region)
        for rating in logged.ratings
        if rating.kind is RatingKind.PAIN
        and rating.context in (RatingContext.BEFORE, RatingContext.AFTER)
        and rating.value is not None
    }
    for foot in _feet_of(logged.session):
        if foot not in {side for side, _ in rated}:
            rated.add((foot, Area.WHOLE_FOOT))
    return tuple((foot, area) for foot in Foot for area in Area if (foot, area) in rated)


def asked_ratings(logged: LoggedSession, context: RatingContext) -> tuple[AskedRating, ...]:
    """What is asked for at a check-in, in order.

    In the morning it is the pain of the first steps. Otherwise it is pain, then the soreness of
    the massaged feet.
    """
    if context is RatingContext.MORNING:
        feet = _feet_of(logged.session)
        return tuple(AskedRating(RatingKind.FIRST_STEP, foot) for foot in feet)
    pain = [AskedRating(RatingKind.PAIN, *place) for place in asked_regions(logged)]
    feet = massaged_feet(logged.session)
    return (*pain, *(AskedRating(RatingKind.SORENESS, foot) for foot in feet))


def is_answered(logged: LoggedSession, context: RatingContext) -> bool:
    """Whether all that is asked for at a check-in was given or passed over, to its end.

    First steps of one foot answer a morning: who feels them in one foot tells of that one.
    """
    given = {_question_of(rating) for rating in logged.ratings if rating.context is context}
    asked = asked_ratings(logged, context)
    if context is RatingContext.MORNING:
        return not given.isdisjoint(asked)
    return given.issuperset(asked) and is_done(logged.answers, context)


def is_done(given: Iterable[AfterAnswer], context: RatingContext) -> bool:
    """Whether a check-in was answered to its end, its yes-or-no questions too."""
    return any(
        one.question == DONE and one.context is context and one.answer.is_yes for one in given
    )


def done_mark(
    session: SessionRecord, context: RatingContext, now: datetime, version: int, *, is_done: bool
) -> AfterAnswer:
    """What the log keeps where a check-in was answered to its end, or is not any more.

    Args:
        session: its session.
        context: which check-in.
        now: with its UTC offset.
        version: of the questions' file.
        is_done: whether it is.
    """
    return AfterAnswer(session.id, context, DONE, Answer(is_yes=is_done), now, version)


def rating_of(
    check_in: CheckIn,
    session: SessionRecord,
    asked: AskedRating,
    value: int | None,
    now: datetime,
    new_id: Callable[[], str],
) -> Rating:
    """The answer to what is asked at a check-in, with the hours that really passed.

    Args:
        check_in: where it was asked.
        session: its session.
        asked: what it answers.
        value: 0 to 10, None where it was passed over.
        now: with its UTC offset.
        new_id: makes a UUID.
    """
    since_end = now.astimezone(UTC) - session.end.astimezone(UTC)
    return Rating(
        id=new_id(),
        session_id=session.id,
        kind=asked.kind,
        context=check_in.context,
        answered=now,
        side=asked.foot,
        region=asked.area,
        value=value,
        due=check_in.due,
        hours_after_end=max(since_end, timedelta()) / timedelta(hours=1),
        late=now.astimezone(UTC) > check_in.on_time_until.astimezone(UTC),
    )


def _feet_of(record: SessionRecord) -> tuple[Foot, ...]:
    return massaged_feet(record) or Side(record.feet.value).feet


def _question_of(rating: Rating) -> AskedRating:
    """First steps are asked once a foot, whatever the place that is kept with them."""
    is_first_step = rating.kind is RatingKind.FIRST_STEP
    area = Area.WHOLE_FOOT if is_first_step else rating.region
    return AskedRating(rating.kind, rating.side, area)
