"""What is answered to a question about health: yes or no, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.core.health_questions import Question, Where
from app.core.plan import Foot
from app.core.script import Area

Region = tuple[Foot, Area]
"""A place on a foot."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes or no, and where: feet of a question that asks for them, places of one for areas.

    The place (foot, `whole-foot`) stands for all of a foot.
    """

    is_yes: bool
    feet: frozenset[Foot] = frozenset()
    regions: frozenset[Region] = frozenset()

    def __post_init__(self) -> None:
        if any(area is Area.GENERAL for _, area in self.regions):
            message = "an answer is about regions of a foot, not about general"
            raise ValueError(message)

    def leads(self, question: Question) -> bool:
        """Whether it is the answer of a question that leads to something."""
        return self.is_yes == question.leads_on_yes

    def is_whole(self, question: Question) -> bool:
        """Whether nothing is left to be asked: where, too, if it leads to something."""
        if not self.leads(question) or question.where is Where.NOWHERE:
            return True
        return bool(self.feet if question.where is Where.FOOT else self.regions)

    def as_text(self) -> str:
        """One line for the log: `no`, `yes`, `yes left right`, `yes left/heel`."""
        reply = "yes" if self.is_yes else "no"
        return " ".join([reply, *places_as_words(self.feet, self.regions)])

    @classmethod
    def from_text(cls, text: str) -> Answer:
        """Read what `as_text` gave.

        Raises:
            ValueError: it is something else.
        """
        reply, *places = text.split(" ")
        if reply not in ("yes", "no"):
            raise ValueError(text)
        feet, regions = places_from(places)
        return cls(reply == "yes", feet, regions)


def places_as_words(feet: Iterable[Foot], regions: Iterable[Region]) -> list[str]:
    """Feet and regions as the log holds them: `left`, `left/heel`."""
    return [*sorted(feet), *sorted(f"{foot}/{area}" for foot, area in regions)]


def places_from(words: Iterable[str]) -> tuple[frozenset[Foot], frozenset[Region]]:
    """Read what `places_as_words` gave.

    Raises:
        ValueError: a word is neither.
    """
    feet: set[Foot] = set()
    regions: set[Region] = set()
    for word in words:
        foot, slash, area = word.partition("/")
        if slash:
            regions.add((Foot(foot), Area(area)))
        else:
            feet.add(Foot(foot))
    return frozenset(feet), frozenset(regions)


Answers = Mapping[str, Answer]
"""By the question's id, follow-ups too."""
