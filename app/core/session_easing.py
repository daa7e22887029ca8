"""What was too sore in a session: how often on each foot, and what may be left out for it."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.plan import Foot, Occurrence, SorePart
from app.core.script import Area

EASED_TO_OFFER = 2
"""After so many times too sore on a foot, leaving the area out is offered."""


class Easing:
    """Counts what was too sore.

    Args:
        eased: how often, by foot; nothing yet if it is not given.

    Attributes:
        eased: how often, by foot.
        offer: what may be left out now; None where nothing is offered.
    """

    def __init__(self, eased: Mapping[Foot, int] | None = None) -> None:
        self.eased = dict.fromkeys(Foot, 0) if eased is None else dict(eased)
        self.offer: SorePart | None = None

    def count(self, sore: Occurrence) -> SorePart | None:
        """A step was too sore: what is offered to be left out now, if it was so often enough."""
        for foot in sore.side.feet:
            self.eased[foot] += 1
        feet = tuple(foot for foot in sore.side.feet if self.eased[foot] >= EASED_TO_OFFER)
        if not feet or sore.step.area is Area.GENERAL:
            return None
        self.offer = SorePart.of(feet, sore.step)
        return self.offer
