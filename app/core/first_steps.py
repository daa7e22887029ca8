"""The answer to the question of the day, kept with the session before it where it belongs there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from app.core.asked_after import AskedRating, asked_ratings, rating_of
from app.core.check_in import CheckIn
from app.core.daily_question import HurtsMost
from app.core.followups import this_morning
from app.core.plan import Foot
from app.core.soreness import LoggedSession, Rating, RatingContext, RatingKind


@dataclass(frozen=True, slots=True)
class Morning:
    """The morning after a session: its check-in, and the session."""

    check_in: CheckIn
    logged: LoggedSession

    def asks(self, foot: Foot) -> bool:
        """Whether it asks for the first steps of a foot; a foot that rested is not its own."""
        asked = asked_ratings(self.logged, RatingContext.MORNING)
        return AskedRating(RatingKind.FIRST_STEP, foot) in asked


def morning_of(
    found: Iterable[CheckIn], sessions: Iterable[LoggedSession], now: datetime
) -> Morning | None:
    """The morning to which first steps of now belong, None where no session was before it.

    Args:
        found: all check-ins.
        sessions: theirs, in any order.
        now: with its UTC offset.
    """
    check_in = this_morning(found, now)
    if check_in is None:
        return None
    return Morning(check_in, next(s for s in sessions if s.session.id == check_in.session_id))


def first_step_rating(
    foot: Foot,
    value: int,
    hurts_most: HurtsMost,
    morning: Morning | None,
    now: datetime,
    new_id: Callable[[], str],
) -> Rating:
    """The answer for a foot.

    First steps belong to the morning after a session. What is asked in their stead, of the ball of
    the foot and the Achilles tendon, is another question: it belongs to no session.

    Args:
        foot: which one.
        value: 0 to 10.
        hurts_most: which question was asked.
        morning: of a session, None where there is none.
        now: with its UTC offset.
        new_id: makes a UUID.
    """
    asks_first_steps = hurts_most is HurtsMost.HEEL_OR_ARCH
    if morning is not None and asks_first_steps and morning.asks(foot):
        asked = AskedRating(RatingKind.FIRST_STEP, foot)
        return rating_of(morning.check_in, morning.logged.session, asked, value, now, new_id)
    return Rating(
        id=new_id(),
        session_id=None,
        kind=RatingKind.FIRST_STEP,
        context=RatingContext.DAILY,
        answered=now,
        side=foot,
        region=hurts_most.region,
        value=value,
    )
