"""Pain before and after single sessions, each pair of one place on one foot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.core.changes import Spread, spread
from app.core.plan import Foot
from app.core.script import Area
from app.core.session_pain import Change, SessionPain
from app.core.trend_view import TrendKind


@dataclass(frozen=True, slots=True)
class Pair:
    """Both answers of one session."""

    session_id: str
    day: date
    title: str
    change: Change


@dataclass(frozen=True, slots=True)
class FootPairs:
    """One foot's part.

    Attributes:
        foot: which.
        region: the place that both answers are about; None without an answer.
        pairs: the sessions with both answers, the oldest first.
        sessions: the sessions with a first answer, be the second there or missing.
        changes: median and range of the changes; None of fewer than five.
    """

    foot: Foot
    region: Area | None
    pairs: tuple[Pair, ...]
    sessions: int
    changes: Spread | None


def foot_pairs(
    foot: Foot, region: Area | None, pains: Iterable[SessionPain], kind: TrendKind
) -> FootPairs:
    """The pairs of a foot at one place; places are never pooled.

    Args:
        foot: which.
        region: the place that the answers are about; None without any.
        pains: at this place, of the sessions in the span, the oldest first.
        kind: `BEFORE_AFTER` or `DAY_AFTER`.

    >>> from datetime import UTC, datetime
    >>> when, heel = datetime(2026, 11, 2, 18, tzinfo=UTC), (Foot.LEFT, Area.HEEL)
    >>> pain = SessionPain("a", when, "slow", "Slow release", (), heel, 5, 3)
    >>> left = foot_pairs(*heel, [pain], TrendKind.BEFORE_AFTER)
    >>> left.pairs[0].change.points, left.changes is None
    (-2, True)
    >>> foot_pairs(*heel, [pain], TrendKind.DAY_AFTER).pairs
    ()
    """
    asked = [one for one in pains if one.before is not None]
    is_next_day = kind is TrendKind.DAY_AFTER
    pairs = tuple(
        Pair(one.session_id, one.day, one.title, change)
        for one in asked
        if (change := one.day_after_change if is_next_day else one.change)
    )
    changes = spread([pair.change.points for pair in pairs])
    return FootPairs(foot, region, pairs, len(asked), changes)
