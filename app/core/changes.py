"""How pain differed before and after sessions, and by script: numbers with n, and never a cause.

Each figure is of one place on one foot. A person chooses a script by how the foot feels, so that
nothing here says which works; the scripts stand by name, not by rank (domain notes 6.3, 6.4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from app.core.answer import Region
from app.core.script import Technique
from app.core.soreness import LoggedSession, Rating, RatingContext, RatingKind

LEAST_SESSIONS = 5
"""Of fewer sessions nothing is told but how many there are."""


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
class Spread:
    """Numbers in short: how many, their median, the lowest and the highest."""

    count: int
    median: float
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of some sessions.

    Attributes:
        sessions: how many there are, answered or not.
        before_after: how many have pain before and after, and their changes if they are enough.
        day_after: likewise with 24 hours after; late answers are left out.
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


def change_of(
    session: LoggedSession, place: Region, later: RatingContext = RatingContext.AFTER
) -> Change | None:
    """The change of pain at a place; None unless both were answered.

    A late answer is none of a fixed time.

    Args:
        session: with its ratings.
        place: a region of a foot.
        later: `after` for right after it, `h24` for the day after.
    """
    before = _pain(session.ratings, place, RatingContext.BEFORE)
    after = _pain(session.ratings, place, later)
    return None if before is None or after is None else Change(before, after)


def spread(numbers: Sequence[int], least: int = LEAST_SESSIONS) -> Spread | None:
    """The median and the range; None of too few.

    >>> spread([-1, -3, 1, 0, -2])
    Spread(count=5, median=-1, lowest=-3, highest=1)
    >>> spread([-1, -3, 1, 0]) is None
    True
    """
    if len(numbers) < least:
        return None
    return Spread(len(numbers), median(numbers), min(numbers), max(numbers))


def figures(sessions: Iterable[LoggedSession], place: Region) -> Figures:
    """What is told of these sessions, at one place."""
    past = tuple(sessions)
    changes = {
        later: [c.points for one in past if (c := change_of(one, place, later)) is not None]
        for later in (RatingContext.AFTER, RatingContext.H24)
    }
    after, day_after = changes[RatingContext.AFTER], changes[RatingContext.H24]
    return Figures(len(past), spread(after), spread(day_after), len(after), len(day_after))


def by_script(sessions: Iterable[LoggedSession], place: Region) -> tuple[ScriptFigures, ...]:
    """The figures of each script, sorted by name."""
    found: defaultdict[str, list[LoggedSession]] = defaultdict(list)
    for one in sorted(sessions, key=lambda one: one.session.start):
        found[one.session.script_id].append(one)
    told = [
        ScriptFigures(script_id, past[-1].session.script_title, figures(past, place))
        for script_id, past in found.items()
    ]
    return tuple(sorted(told, key=lambda one: (one.title.casefold(), one.script_id)))


def by_technique(sessions: Iterable[LoggedSession], place: Region) -> Mapping[Technique, Figures]:
    """The figures of the sessions that included a technique, in the order of the techniques.

    A session counts for each of its techniques: what it holds cannot be taken apart.
    """
    past = tuple(sessions)
    included = {
        technique: [one for one in past if technique in one.session.techniques]
        for technique in Technique
    }
    return {technique: figures(held, place) for technique, held in included.items() if held}


def _pain(ratings: Iterable[Rating], place: Region, context: RatingContext) -> int | None:
    for one in ratings:
        is_asked = one.kind is RatingKind.PAIN and one.context is context
        if is_asked and (one.side, one.region) == place and not one.late:
            return one.value
    return None
