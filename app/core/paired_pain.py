"""Pain before and after single sessions, each pair of one place on one foot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.changes import Spread, spread
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import REGIONS
from app.core.trend_view import TrendKind


@dataclass(frozen=True, slots=True)
class Change:
    """Pain before a session and later, 0 to 10, of the same place."""

    before: int
    after: int

    @property
    def points(self) -> int:
        """Below 0 is less pain than before.

        >>> Change(5, 3).points
        -2
        """
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class SessionPain:
    """What was answered about pain at one place around one session; None is missing.

    An answer that was late is none of a fixed time, and missing here.
    """

    session_id: str
    day: date
    title: str
    foot: Foot
    region: Area
    before: int | None
    after: int | None
    day_after: int | None

    def change(self, kind: TrendKind) -> Change | None:
        """From before to right after, or to the day after; None unless both were answered."""
        later = self.day_after if kind is TrendKind.DAY_AFTER else self.after
        return None if self.before is None or later is None else Change(self.before, later)


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


def paired(
    pains: Iterable[SessionPain], feet: Sequence[Foot], kind: TrendKind, region: Area | None = None
) -> tuple[FootPairs, ...]:
    """The pairs of each foot that is shown.

    Places are never pooled: without a choice each foot has the place that was answered for most
    often, of equally often answered ones the first in the order of `REGIONS`.

    Args:
        pains: of the sessions in the span, the oldest first.
        feet: those that are shown.
        kind: `BEFORE_AFTER` or `DAY_AFTER`.
        region: the place that is looked at, None for no choice.

    >>> day = date(2026, 11, 2)
    >>> heel = SessionPain("a", day, "Slow release", Foot.LEFT, Area.HEEL, 5, 3, None)
    >>> left, = paired([heel], [Foot.LEFT], TrendKind.BEFORE_AFTER)
    >>> left.pairs[0].change.points, left.changes is None
    (-2, True)
    >>> paired([heel], [Foot.LEFT], TrendKind.DAY_AFTER)[0].pairs
    ()
    """
    told = tuple(pains)
    return tuple(_foot_pairs(told, foot, kind, region) for foot in feet)


def _foot_pairs(
    pains: Sequence[SessionPain], foot: Foot, kind: TrendKind, region: Area | None
) -> FootPairs:
    own = [one for one in pains if one.foot is foot and one.before is not None]
    place = region or _usual(own)
    here = [one for one in own if one.region is place]
    pairs = tuple(
        Pair(one.session_id, one.day, one.title, change)
        for one in here
        if (change := one.change(kind)) is not None
    )
    changes = spread([pair.change.points for pair in pairs])
    return FootPairs(foot, place, pairs, len(here), changes)


def _usual(pains: Iterable[SessionPain]) -> Area | None:
    counts = Counter(one.region for one in pains)
    return max(REGIONS, key=lambda area: counts[area]) if counts else None
