"""How pain differed around the sessions of each script, at one place of each foot: a table.

The scripts stand by name, never by rank (see `changes`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.core.answer import Region
from app.core.changes import Figures, by_script
from app.core.plan import Foot
from app.core.script import Area
from app.core.session_pain import pain_of
from app.core.soreness import LoggedSession

_ANYWHERE: Region = (Foot.LEFT, Area.WHOLE_FOOT)


@dataclass(frozen=True, slots=True)
class ScriptChanges:
    """What is told of a script's sessions.

    Attributes:
        title: as the latest session has it.
        sessions: how many there are, answered or not.
        places: the figures of each place that was asked for, in their order.
    """

    title: str
    sessions: int
    places: tuple[Figures, ...] = ()


def changes_by_script(
    sessions: Collection[LoggedSession], places: Sequence[Region]
) -> tuple[ScriptChanges, ...]:
    """What is told of each script at these places, sorted by name.

    Without a place it is how many sessions there are.
    """
    tables = [
        by_script(pain_of(logged, place) for logged in sessions) for place in places or [_ANYWHERE]
    ]
    return tuple(
        ScriptChanges(
            row[0].title,
            row[0].figures.sessions,
            tuple(one.figures for one in row[: len(places)]),
        )
        for row in zip(*tables, strict=True)
    )
