"""How pain differed before and after sessions, and by script: numbers with n, and never a cause.

Each figure is of one place on one foot. A person chooses a script by how the foot feels, so that
nothing here says which works; the scripts stand by name, not by rank (domain notes 6.3, 6.4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from statistics import median

from app.core.script import Technique
from app.core.session_pain import SessionPain

LEAST_SESSIONS = 5
"""Of fewer sessions nothing is told but how many there are."""

_Points = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Spread:
    """Numbers in short: how many, their median, the lowest and the highest."""

    count: int
    median: float
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of some sessions, at one place.

    Attributes:
        sessions: how many there are, answered or not.
        before_after: the changes from before to after; None where too few have both.
        day_after: likewise to 24 hours after; late answers are left out.
        before_after_count: how many have pain before and after.
        day_after_count: how many have it before and 24 hours after.
    """

    sessions: int
    before_after: Spread | None
    day_after: Spread | None
    before_after_count: int
    day_after_count: int


@dataclass(frozen=True, slots=True)
class ScriptFigures:
    """The figures of a script; its title as the latest session has it."""

    script_id: str
    title: str
    figures: Figures


def spread(numbers: Sequence[int], least: int = LEAST_SESSIONS) -> Spread | None:
    """The median and the range; None of too few.

    >>> spread([-1, -3, 1, 0, -2])
    Spread(count=5, median=-1, lowest=-3, highest=1)
    >>> spread([-1, -3, 1, 0, -2, -2])
    Spread(count=6, median=-1.5, lowest=-3, highest=1)
    >>> spread([-1, -3, 1, 0]) is None
    True
    """
    if len(numbers) < least:
        return None
    return Spread(len(numbers), median(numbers), min(numbers), max(numbers))


def figures(sessions: Iterable[SessionPain]) -> Figures:
    """What is told of these sessions.

    Five have pain before and after, and one of them the day after:

    >>> from datetime import datetime
    >>> from app.core.plan import Foot
    >>> from app.core.script import Area
    >>> now, heel = datetime(2026, 11, 21, 18, tzinfo=UTC), (Foot.LEFT, Area.HEEL)
    >>> answered = [(5, 4), (5, 2), (3, 4), (6, 6), (4, 2), (7, None)]
    >>> told = figures(
    ...     SessionPain("1", now, "stretching", "Stretching", (), heel, before, after)
    ...     for before, after in answered
    ... )
    >>> told.sessions, told.before_after_count, told.before_after
    (6, 5, Spread(count=5, median=-1, lowest=-3, highest=1))
    >>> told.day_after_count, told.day_after
    (0, None)

    Raises:
        ValueError: they are of more than one place. Feet are never pooled.
    """
    past = tuple(sessions)
    _refuse_more_places(past)
    return _figures([_points(one) for one in past])


def by_script(sessions: Iterable[SessionPain]) -> tuple[ScriptFigures, ...]:
    """The figures of each script, sorted by name.

    Raises:
        ValueError: they are of more than one place.
    """
    found: defaultdict[str, list[SessionPain]] = defaultdict(list)
    for one in sorted(sessions, key=lambda one: one.start.astimezone(UTC)):
        found[one.script_id].append(one)
    told = [
        ScriptFigures(script_id, past[-1].title, figures(past)) for script_id, past in found.items()
    ]
    return tuple(sorted(told, key=lambda one: (one.title.casefold(), one.script_id)))


def by_technique(sessions: Iterable[SessionPain]) -> Mapping[Technique, Figures]:
    """The figures of the sessions that included a technique, in the order of the techniques.

    A session counts for each of its techniques: what it holds cannot be taken apart.

    Raises:
        ValueError: they are of more than one place.
    """
    past = tuple(sessions)
    _refuse_more_places(past)
    included: defaultdict[Technique, list[_Points]] = defaultdict(list)
    for one in past:
        points = _points(one)
        for technique in set(one.techniques):
            included[technique].append(points)
    return {
        technique: _figures(included[technique]) for technique in Technique if technique in included
    }


def _refuse_more_places(past: Iterable[SessionPain]) -> None:
    if len({one.place for one in past}) > 1:
        message = "figures are of one place on one foot"
        raise ValueError(message)


def _points(one: SessionPain) -> _Points:
    """The changes of a session in points, right after it and the day after."""
    change, day_after = one.change, one.day_after_change
    return (change.points if change else None, day_after.points if day_after else None)


def _figures(points: Sequence[_Points]) -> Figures:
    after = [change for change, _ in points if change is not None]
    day_after = [change for _, change in points if change is not None]
    return Figures(len(points), spread(after), spread(day_after), len(after), len(day_after))
