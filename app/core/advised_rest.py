"""Days on which no session was done because Footwell had advised against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from app.core.health_answers import Check
from app.core.health_questions import Outcome
from app.core.pain_scale import STRONG
from app.core.soreness import (
    EndReason,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
)
from app.core.wall_clock import ToLocal

SIGN_RESTS = timedelta(hours=48)
"""Footwell's caution after a sign of the body: the same time as after friction."""


def is_stopped_by_body(session: SessionRecord) -> bool:
    """Whether pain or another sign of the body ended it, after which it does not go on."""
    reason = session.ended_early_reason
    return reason is not None and not reason.may_be_resumed and reason is not EndReason.CRASH


def is_stopped_by_sign(session: SessionRecord) -> bool:
    """Whether a sign of the body ended it that asks for rest, which pain alone is not."""
    return is_stopped_by_body(session) and session.ended_early_reason is not EndReason.PAIN


def rested_days(
    checks: Iterable[Check],
    sessions: Iterable[LoggedSession],
    to_local: ToLocal,
    ratings: Iterable[Rating] = (),
) -> frozenset[date]:
    """The days on which resting was advised.

    Those whose last check said STOP, those on which the person rested for strong pain, those on
    which a session was stopped for a sign of the body before its fifteen minutes, and those of the
    rest after a sign, which may lie ahead.

    Args:
        checks: profiles and today checks, in any order; each is of the day that was lived then.
        sessions: what the log holds, in any order.
        to_local: of the person's zone.
        ratings: what was answered, in any order and of whatever kind.
    """
    found = set(stopped_days(checks))
    for one in sessions:
        found.update(_days_of(one.session, to_local))
    return frozenset(found | days_of_rest_for_pain(ratings))


def days_of_rest_for_pain(ratings: Iterable[Rating]) -> frozenset[date]:
    """The days on which somebody rested for strong pain instead of beginning a session.

    Args:
        ratings: what was answered, in any order and of whatever kind.
    """
    return frozenset(one.answered.date() for one in ratings if _is_rest_for_pain(one))


def stopped_days(checks: Iterable[Check]) -> frozenset[date]:
    """The days whose last check said STOP.

    Args:
        checks: profiles and today checks, in any order; each is of the day that was lived then.
    """
    in_order = sorted(checks, key=lambda check: _utc(check.when))
    last = {check.when.date(): check.level for check in in_order}
    return frozenset(day for day, level in last.items() if level == Outcome.STOP)


def _is_rest_for_pain(rating: Rating) -> bool:
    """Whether it is of strong pain for which no session was begun, which alone is kept so."""
    is_daily = rating.kind is RatingKind.PAIN and rating.context is RatingContext.DAILY
    return is_daily and rating.value is not None and rating.value >= STRONG


def _days_of(session: SessionRecord, to_local: ToLocal) -> Iterator[date]:
    if is_stopped_by_body(session) and not session.met_15_min:
        yield session.start.date()
    if is_stopped_by_sign(session):
        until = to_local(_utc(session.end) + SIGN_RESTS).date()
        day = session.end.date()
        while day < until:
            day += timedelta(days=1)
            yield day


def _utc(when: datetime) -> datetime:
    return when.astimezone(UTC)
