"""The help, “About my feet”, as values.

What it says stands in resources/help, where a clinician can review it; after the project's domain
notes, and with no claim of their section 7.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from app.core.script import Pressure, Technique

Say = Callable[[str], str]
"""A text in the person's language."""


class Lead(StrEnum):
    """The topics that the window itself leads to, besides the techniques."""

    RIGHT_FOR_ME = "is-massage-right"
    PREPARING = "preparing"
    AFTERWARDS = "afterwards"


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of a technique.

    Attributes:
        pressure: with its highest number from 0 to 10.
        time: how long on one place, in words.
        rest_hours: how long the same foot waits for it again; 0 for not at all.
    """

    pressure: Pressure
    time: str
    rest_hours: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a topic: a heading, paragraphs, then a list.

    Attributes:
        heading: what it is about.
        text: paragraphs.
        points: the list.
        is_urgent: whether it tells of what cannot wait.
        sources: where it comes from, by the numbers of the domain notes.
    """

    heading: str
    text: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    is_urgent: bool = False
    sources: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """All that it says below its heading."""
        return (*self.text, *self.points)


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the help.

    Attributes:
        id: where links lead; of a technique, its word in the script format.
        title: what it is called.
        summary: all of it in a sentence or two.
        sections: its parts.
        dose: of a technique of the hands.
        see: the ids of other topics.
        also: other words that people search with.
    """

    id: str
    title: str
    summary: str
    sections: tuple[Section, ...]
    dose: Dose | None = None
    see: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of all its sections, each once."""
        return tuple(dict.fromkeys(one for part in self.sections for one in part.sources))


@dataclass(frozen=True, slots=True)
class Chapter:
    """Topics under one heading of the list."""

    title: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class HelpTopics:
    """All chapters, and the names of their sources by number."""

    chapters: tuple[Chapter, ...]
    sources: Mapping[str, str]

    def all_topics(self) -> Iterator[Topic]:
        """Every topic, in the order of the list."""
        for chapter in self.chapters:
            yield from chapter.topics

    def find(self, topic_id: str) -> Topic:
        """The topic of an id.

        Raises:
            KeyError: there is none.
        """
        for topic in self.all_topics():
            if topic.id == topic_id:
                return topic
        raise KeyError(topic_id)

    def of_technique(self, technique: Technique) -> Topic:
        """The topic that explains a technique; the reader sees to it that there is one."""
        return self.find(technique.value)

    def said(self, say: Say) -> HelpTopics:
        """The same in the person's language; the names of sources stay as they are."""
        chapters = (
            Chapter(say(one.title), tuple(_said(topic, say) for topic in one.topics))
            for one in self.chapters
        )
        return HelpTopics(tuple(chapters), self.sources)


def _said(topic: Topic, say: Say) -> Topic:
    sections = (
        replace(
            section,
            heading=say(section.heading),
            text=tuple(say(text) for text in section.text),
            points=tuple(say(text) for text in section.points),
        )
        for section in topic.sections
    )
    dose = topic.dose
    return replace(
        topic,
        title=say(topic.title),
        summary=say(topic.summary),
        sections=tuple(sections),
        dose=None if dose is None else replace(dose, time=say(dose.time)),
        also=tuple(say(text) for text in topic.also),
    )
