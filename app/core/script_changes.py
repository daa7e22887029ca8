"""How pain differed before and after the sessions of each script, at one place of each foot.

The scripts stand by name, never by rank: a person chooses one by how the foot feels, so nothing
here says which one works (domain notes 6.3, 6.4).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.core.answer import Region
from app.core.changes import Spread, spread
from app.core.plan import Foot
from app.core.soreness import LoggedSession, RatingContext, RatingKind

_BEFORE, _AFTER, _DAY_AFTER = RatingContext.BEFORE, RatingContext.AFTER, RatingContext.H24


@dataclass(frozen=True, slots=True)
class Told:
    """The changes of some sessions: how many there are, and their spread if they are enough."""

    count: int
    spread: Spread | None = None


@dataclass(frozen=True, slots=True)
class PlaceChanges:
    """Right after, and a day after; late answers are left out."""

    after: Told
    day_after: Told


@dataclass(frozen=True, slots=True)
class ScriptChanges:
    """What is told of a script's sessions.

    Attributes:
        title: as the latest session has it.
        sessions: how many there are, answered or not.
        places: by foot.
    """

    title: str
    sessions: int
    places: Mapping[Foot, PlaceChanges] = field(default_factory=dict, hash=False)


def main_places(sessions: Iterable[LoggedSession]) -> tuple[Region, ...]:
    """Of each foot the place that was most often rated before a session and after it.

    Of places rated equally often it is the first in the order of the foot map.
    """
    found = Counter(
        (one.side, one.region)
        for logged in sessions
        for one in logged.ratings
        if one.kind is RatingKind.PAIN
        and one.context in (_BEFORE, _AFTER, _DAY_AFTER)
        and one.value is not None
    )
    most: dict[Foot, Region] = {}
    for place in sorted(found, key=_order):
        if place[0] not in most or found[place] > found[most[place[0]]]:
            most[place[0]] = place
    return tuple(most[foot] for foot in Foot if foot in most)


def changes_by_script(
    sessions: Iterable[LoggedSession], places: Sequence[Region]
) -> tuple[ScriptChanges, ...]:
    """What is told of each script at these places, one a foot at most, sorted by name."""
    found: defaultdict[str, list[LoggedSession]] = defaultdict(list)
    for logged in sorted(sessions, key=lambda one: one.session.start):
        found[logged.session.script_id].append(logged)
    told = [
        ScriptChanges(
            past[-1].session.script_title,
            len(past),
            {place[0]: _at_place(past, place) for place in places},
        )
        for past in found.values()
    ]
    return tuple(sorted(told, key=lambda one: one.title.casefold()))


def _at_place(past: Iterable[LoggedSession], place: Region) -> PlaceChanges:
    pains = [_pains(logged, place) for logged in past]
    return PlaceChanges(_told(pains, _AFTER), _told(pains, _DAY_AFTER))


def _told(pains: Iterable[Mapping[RatingContext, int]], later: RatingContext) -> Told:
    points = [one[later] - one[_BEFORE] for one in pains if _BEFORE in one and later in one]
    return Told(len(points), spread(points))


def _pains(logged: LoggedSession, place: Region) -> dict[RatingContext, int]:
    return {
        one.context: one.value
        for one in logged.ratings
        if one.kind is RatingKind.PAIN
        and (one.side, one.region) == place
        and one.value is not None
        and not one.late
    }


def _order(place: Region) -> tuple[int, int]:
    return list(Foot).index(place[0]), list(type(place[1])).index(place[1])
