"""Pain at one place around one session: what all figures of before and after are made of.

Whole sessions are read here, and `FigureStore` reads the same by SQL. A figure of a fixed time has
no late answer in it, nor one that was written down afterwards: here is where they are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.core.answer import Region
from app.core.plan import Foot
from app.core.script import Area, Technique
from app.core.soreness import LoggedSession, Rating, RatingContext, RatingKind

AROUND = (RatingContext.BEFORE, RatingContext.AFTER, RatingContext.H24)
"""The times around a session that are held against each other."""


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
    """A session and the pain at one place around it, 0 to 10.

    One that was written down by hand is a session as well: its numbers are what is remembered.

    Attributes:
        session_id: the UUID of the session.
        start: when it began, with its UTC offset.
        script_id: the script's id.
        title: the script's title as it was then.
        techniques: what the session included.
        place: where the pain was rated; the same for all that one figure is made of.
        before: pain before the session; None where it was not answered, or late. Likewise the
            next two.
        after: pain right after it.
        day_after: pain 24 hours after it.
    """

    session_id: str
    start: datetime
    script_id: str
    title: str
    techniques: tuple[Technique, ...]
    place: Region
    before: int | None = None
    after: int | None = None
    day_after: int | None = None

    @property
    def day(self) -> date:
        """The day on which it began, as it was lived then."""
        return self.start.date()

    @property
    def change(self) -> Change | None:
        """From before to right after; None unless both were answered.

        >>> from datetime import UTC
        >>> now, heel = datetime(2026, 11, 21, 18, tzinfo=UTC), (Foot.LEFT, Area.HEEL)
        >>> SessionPain("1", now, "stretching", "Stretching", (), heel, before=5, after=3).change
        Change(before=5, after=3)
        """
        return _change(self.before, self.after)

    @property
    def day_after_change(self) -> Change | None:
        """From before to 24 hours after; None unless both were answered.

        >>> from datetime import UTC
        >>> now, heel = datetime(2026, 11, 21, 18, tzinfo=UTC), (Foot.LEFT, Area.HEEL)
        >>> pain = SessionPain("1", now, "stretching", "Stretching", (), heel, 5, 3, day_after=6)
        >>> pain.day_after_change.points
        1
        >>> SessionPain("1", now, "stretching", "Stretching", (), heel, 5, 3).day_after_change
        """
        return _change(self.before, self.day_after)


@dataclass(frozen=True, slots=True)
class RatedPlace:
    """A place on a foot, and how many answers about its pain there are around sessions."""

    place: Region
    answers: int


def pain_of(logged: LoggedSession, place: Region) -> SessionPain:
    """The pain at a place around a session."""
    session = logged.session
    found = {one.context: one.value for one in _in_time(logged) if _place(one) == place}
    return SessionPain(
        session_id=session.id,
        start=session.start,
        script_id=session.script_id,
        title=session.script_title,
        techniques=session.techniques,
        place=place,
        before=found.get(RatingContext.BEFORE),
        after=found.get(RatingContext.AFTER),
        day_after=found.get(RatingContext.H24),
    )


def pains_of(logged: LoggedSession) -> list[SessionPain]:
    """The pain around a session at each place that was rated."""
    return [pain_of(logged, one.place) for one in rated_places([logged])]


def rated_places(sessions: Iterable[LoggedSession]) -> list[RatedPlace]:
    """The places whose pain was rated around sessions, in no order."""
    found = Counter(_place(one) for logged in sessions for one in _in_time(logged))
    return [RatedPlace(place, count) for place, count in found.items()]


def most_rated(
    places: Iterable[RatedPlace], foot: Foot | None = None, region: Area | None = None
) -> tuple[Region, ...]:
    """The places of a foot and a region, the one with the most answers first.

    The first one is shown where nobody chose: in the trend, by script and in the report alike.

    >>> left, right = (Foot.LEFT, Area.HEEL), (Foot.RIGHT, Area.ARCH)
    >>> most_rated([RatedPlace(left, 12), RatedPlace(right, 30)])[0]
    (<Foot.RIGHT: 'right'>, <Area.ARCH: 'arch'>)

    Args:
        places: those with answers, in any order.
        foot: which foot, None for either.
        region: which region, None for any.
    """
    wanted = [
        one for one in places if foot in (None, one.place[0]) and region in (None, one.place[1])
    ]
    feet, areas = list(Foot), list(Area)
    wanted.sort(key=lambda one: (-one.answers, feet.index(one.place[0]), areas.index(one.place[1])))
    return tuple(one.place for one in wanted)


def main_places(
    places: Iterable[RatedPlace], feet: Iterable[Foot] = Foot, region: Area | None = None
) -> tuple[Region, ...]:
    """Of each foot the place with the most answers; a foot without one has none.

    Args:
        places: those with answers, in any order.
        feet: those that are looked at.
        region: which region, None for any.
    """
    found = tuple(places)
    return tuple(place for foot in feet for place in most_rated(found, foot, region)[:1])


def _in_time(logged: LoggedSession) -> list[Rating]:
    """The answers about pain around a session that are of the time they were asked for."""
    return [
        one
        for one in logged.ratings
        if one.kind is RatingKind.PAIN
        and one.context in AROUND
        and one.value is not None
        and not one.late
    ]


def _place(one: Rating) -> Region:
    return one.side, one.region


def _change(before: int | None, later: int | None) -> Change | None:
    return None if before is None or later is None else Change(before, later)
