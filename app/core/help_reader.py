"""Reads the files of the help: bytes in, all topics or all faults out. Strict.

They ship with Footwell, so that whatever a file holds and this does not know is an error, and so is
a technique that no topic explains, a link that leads nowhere or a source that has no name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.core.faults import Fault, did_you_mean, quoted
from app.core.help_topics import Chapter, Dose, HelpTopics, Lead, Section, Topic
from app.core.script import Pressure, Technique
from app.core.script_keys import ID_PATTERN, Key, Kind
from app.core.script_values import Getter, Report, ValueReader
from app.core.yaml_tree import Mapping, Node, NotYamlError, Place, Refused, read_tree

_SOURCE = "S[0-9]{1,3}|A|B|M|P"
_A_WEEK = 7 * 24
_T = TypeVar("_T")

CHAPTER_KEYS = (
    Key("title", Kind.TEXT, "", required=True, least=1, most=40),
    Key("topics", Kind.TOPICS, "", required=True),
)
TOPIC_KEYS = (
    Key("id", Kind.TEXT, "", required=True, least=2, most=40),
    Key("title", Kind.TEXT, "", required=True, least=1, most=60),
    Key("summary", Kind.TEXT, "", required=True, least=1, most=160),
    Key("sections", Kind.SECTIONS, "", required=True),
    Key("dose", Kind.MAPPING, ""),
    Key("see", Kind.TEXTS, "", least=1, most=40),
    Key("also", Kind.TEXTS, "", least=1, most=40),
)
DOSE_KEYS = (
    Key("pressure", Kind.WORD, "", required=True, words=tuple(Pressure)),
    Key("time", Kind.TEXT, "", required=True, least=1, most=120),
    Key("rest_hours", Kind.INTEGER, "", required=True, least=0, most=_A_WEEK),
)
SECTION_KEYS = (
    Key("heading", Kind.TEXT, "", required=True, least=1, most=60),
    Key("text", Kind.TEXTS, "", least=1, most=400),
    Key("points", Kind.TEXTS, "", least=1, most=200),
    Key("urgent", Kind.BOOLEAN, ""),
    Key("sources", Kind.TEXTS, "", required=True, least=1, most=12),
)
NAMES_KEYS = (Key("sources", Kind.MAPPING, "", required=True),)
NAME_KEY = Key("sources", Kind.TEXT, "", least=1, most=120)


@dataclass(frozen=True, slots=True)
class HelpFile:
    """A file: where it was found, as faults will name it, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class HelpReading:
    """The help, or None where anything is wrong, and every fault, file by file."""

    help: HelpTopics | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """A name that has to be there: of a topic or of a source."""

    report: Report
    place: Place
    name: str


def read_help(chapters: Sequence[HelpFile], sources: HelpFile) -> HelpReading:
    """Read the files of the help. Never raises for bad input.

    Args:
        chapters: one file for each, in the order in which they are shown.
        sources: the file that names the sources.
    """
    marks = _Marks()
    reports = [Report(file.path) for file in (*chapters, sources)]
    read = [
        _ChapterReader(report, marks).read(_tree(file, report))
        for file, report in zip(chapters, reports, strict=False)
    ]
    names = _NamesReader(reports[-1]).read(_tree(sources, reports[-1]))
    help_ = HelpTopics(tuple(read), names)
    if not any(report.faults for report in reports):
        marks.check(help_, reports[0])
    faults = tuple(fault for report in reports for fault in report.in_file_order())
    return HelpReading(None if faults else help_, faults)


def _tree(file: HelpFile, report: Report) -> Node:
    """The file as a tree; an empty one where it cannot be read, which is told."""
    try:
        root = read_tree(file.data.decode("utf-8"), report.error)
    except UnicodeDecodeError:
        report.error(Place(), "the file is not UTF-8 text")
        return Refused(Place())
    except NotYamlError as error:
        report.error(error.place, error.message)
        return Refused(error.place)
    return root or Mapping(Place(), ())


class _Marks:
    """What the files name of each other; looked up once all of them are read."""

    def __init__(self) -> None:
        self.topics: set[str] = set()
        self.seen: list[_Named] = []
        self.cited: list[_Named] = []

    def check(self, help_: HelpTopics, whole: Report) -> None:
        """Tell what is named and not there.

        Args:
            help_: all that was read.
            whole: tells what no file has.
        """
        for link in self.seen:
            if link.name not in self.topics:
                hint = did_you_mean(link.name, self.topics)
                link.report.error(link.place, f"{quoted(link.name)} is no topic{hint}")
        for source in self.cited:
            if source.name not in help_.sources:
                source.report.error(source.place, f"the source {quoted(source.name)} has no name")
        for wanted in (*Technique, *Lead):
            if wanted.value not in self.topics:
                whole.error(Place(), f"no topic of the help has the id {quoted(wanted.value)}")


class _Reader(ValueReader):
    """What both kinds of files share."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def getter(self, node: Node, keys: tuple[Key, ...], what: str) -> Getter:
        """Access to the values of a mapping; to none, told, where it is none."""
        if isinstance(node, Mapping):
            return Getter(self.fields(node, keys, what), keys)
        if not isinstance(node, Refused):
            self.error(node.place, f"{what} is keys and values")
        return Getter({}, keys)


class _ChapterReader(_Reader):
    """From a tree to a chapter; what is missing is told and stands as something empty."""

    def __init__(self, report: Report, marks: _Marks) -> None:
        super().__init__(report)
        self._marks = marks

    def read(self, root: Node) -> Chapter:
        get = self.getter(root, CHAPTER_KEYS, "the file")
        topics = get.get("topics", self._listed(self._topic)) or ()
        return Chapter(get.get("title", self.text) or "", topics)

    def _topic(self, node: Node) -> Topic:
        get = self.getter(node, TOPIC_KEYS, "a topic")
        topic = Topic(
            id=get.get("id", self._id) or "",
            title=get.get("title", self.text) or "",
            summary=get.get("summary", self.text) or "",
            sections=get.get("sections", self._listed(self._section)) or (),
            dose=get.get("dose", self._dose),
            see=get.get("see", self._links) or (),
            also=get.get("also", self.texts) or (),
        )
        if (topic.dose is not None) != _is_hands_on(topic.id):
            self.error(node.place, "“dose” goes with the techniques of the hands")
        return topic

    def _id(self, node: Node, key: Key) -> str | None:
        id_ = self.text(node, key)
        if id_ is None:
            return None
        if not re.fullmatch(ID_PATTERN, id_):
            self.error(node.place, f"{quoted(id_)} is no id; write small words with hyphens")
        elif id_ in self._marks.topics:
            self.error(node.place, f"the id {quoted(id_)} stands here a second time")
        self._marks.topics.add(id_)
        return id_

    def _dose(self, node: Node, _key: Key) -> Dose:
        get = self.getter(node, DOSE_KEYS, "a dose")
        pressure = get.word("pressure", self.word, Pressure) or Pressure.NONE
        time, rest_hours = get.get("time", self.text), get.get("rest_hours", self.integer)
        return Dose(pressure, time or "", rest_hours or 0)

    def _section(self, node: Node) -> Section:
        get = self.getter(node, SECTION_KEYS, "a section")
        section = Section(
            heading=get.get("heading", self.text) or "",
            text=get.get("text", self.texts) or (),
            points=get.get("points", self.texts) or (),
            is_urgent=get.get("urgent", self.boolean) or False,
            sources=get.get("sources", self._sources) or (),
        )
        if not section.lines:
            self.error(node.place, "a section needs “text” or “points”")
        return section

    def _links(self, node: Node, key: Key) -> tuple[str, ...]:
        names = self.texts(node, key)
        self._marks.seen += self._named(node, names)
        return names

    def _sources(self, node: Node, key: Key) -> tuple[str, ...]:
        names = self.texts(node, key)
        if not names:
            self.error(node.place, "a section needs a source; P for Footwell's own caution")
        self._marks.cited += self._named(node, names)
        return names

    def _named(self, node: Node, names: Iterable[str]) -> list[_Named]:
        return [_Named(self.report, node.place, name) for name in names]

    def _listed(self, read: Callable[[Node], _T]) -> Callable[[Node, Key], tuple[_T, ...]]:
        """Reads a list of such things, which must not be empty."""

        def read_all(node: Node, key: Key) -> tuple[_T, ...]:
            items = self.items_of(node, key)
            if not items:
                self.error(node.place, f'"{key.name}" is empty')
            return tuple(read(item) for item in items)

        return read_all


class _NamesReader(_Reader):
    """From a tree to the names of the sources by number."""

    def read(self, root: Node) -> dict[str, str]:
        get = self.getter(root, NAMES_KEYS, "the file")
        return get.get("sources", self._names) or {}

    def _names(self, node: Node, _key: Key) -> dict[str, str]:
        if not isinstance(node, Mapping):
            self.getter(node, (), "sources")
            return {}
        names: dict[str, str] = {}
        for number, value in node.entries:
            if not re.fullmatch(_SOURCE, number.text):
                self.error(number.place, f"{quoted(number.text)} is no source; S1, A, B, M or P")
            names[number.text] = self.text(value, NAME_KEY) or ""
        return names


def _is_hands_on(topic_id: str) -> bool:
    return topic_id in tuple(Technique) and Technique(topic_id).is_hands_on
