"""YAML as written: a tree of texts with their places, and nothing that YAML would guess.

Built from the parser's events, so that tags, anchors, aliases and depth are refused before a node
exists, and every scalar stays the text that the person typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml
from yaml import events

from app.core.faults import quoted

DEPTH_MAX = 10
_GIVE_UP_DEPTH = 200
"""Where the scan of a too deep file ends: parsers take quadratic time on endless brackets."""

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_UNPRINTABLE = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""What YAML does not let stand in a file; compiled only when a parser has refused one."""

_PROPERTY = r"[^\s,\[\]{}]+(?:\s|#[^\n]*\n)*"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Line and column, both from 1; columns are characters."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as written, with its quotes and escapes resolved."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in file order, each key once."""

    place: Place
    entries: tuple[tuple[Scalar, Node], ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    place: Place
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Something with a fault of its own, which is not looked into any further."""

    place: Place


Node = Scalar | Mapping | Sequence | Refused

Report = Callable[[Place, str], None]


class NotYamlError(Exception):
    """The text does not parse; nothing else can be said of it."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place
        self.message = message


def read_tree(text: str, report: Report) -> Node | None:
    """Read one YAML document.

    Args:
        text: the decoded file, without its byte order mark.
        report: called with the place and a sentence for everything the format refuses.

    Returns:
        The root, or None if there is no document.

    Raises:
        NotYamlError: the text is not YAML.
    """
    try:
        return _Builder(text, report).document()
    except yaml.MarkedYAMLError as error:
        raise NotYamlError(_error_place(error), _parse_error(error)) from None
    except yaml.YAMLError as error:
        # The parser's reader tells no place; what it has stumbled over is found again.
        odd = re.search(_UNPRINTABLE, text)
        place = place_of(text, odd.start()) if odd else Place()
        told = _control_character(odd.group()) if odd else f"this is not valid YAML: {error}"
        raise NotYamlError(place, told) from None


def place_of(text: str, index: int) -> Place:
    """The place of the character at `index`."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


class _Builder:
    """Turns parser events into a tree, in one pass."""

    def __init__(self, text: str, report: Report) -> None:
        self._text = text
        self._report = report
        self._events: Iterator[events.Event] = yaml.parse(text, Loader=_Loader)
        self._depth = 0

    def document(self) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in self._events:
            if not isinstance(event, events.DocumentStartEvent):
                continue
            documents += 1
            if documents == 1:
                root = self._node(next(self._events))
            elif documents == 2:  # noqa: PLR2004
                self._report(
                    _dashes(event), "only one document stands in a file; a second one begins here"
                )
        return root

    def _node(self, event: events.Event) -> Node:
        if isinstance(event, events.AliasEvent):
            name = quoted(f"*{event.anchor}")
            message = f"aliases such as {name} are not used; write the value out"
            self._report(_start(event), message)
            return Refused(_start(event))
        self._refuse_properties(event)
        if isinstance(event, events.ScalarEvent):
            return Scalar(_start(event), event.value)
        return self._collection(event)

    def _refuse_properties(self, event: events.Event) -> None:
        assert isinstance(event, events.ScalarEvent | events.CollectionStartEvent)  # noqa: S101
        if event.anchor is None and event.tag is None:
            return
        first = index = _mark(event.start_mark).index
        while (sign := self._text[index : index + 1]) in ("&", "!"):
            what = "anchors such as “&name”" if sign == "&" else "tags such as “!!str”"
            place = _start(event) if index == first else self._second_place(event, index)
            self._report(place, f"{what} are not used; leave it out")
            rest = re.compile(_PROPERTY).match(self._text, index)
            index = rest.end() if rest else len(self._text)

    def _second_place(self, event: events.Event, index: int) -> Place:
        """Where the second property of a node stands; nearly always on the line of the first."""
        start = _mark(event.start_mark).index
        if "\n" in self._text[start:index]:
            return place_of(self._text, index)
        first = _start(event)
        return Place(first.line, first.column + index - start)

    def _collection(self, event: events.Event) -> Node:
        place = _start(event)
        self._depth += 1
        try:
            if self._depth > DEPTH_MAX:
                self._skip(place)
                return Refused(place)
            if isinstance(event, events.MappingStartEvent):
                return self._mapping(place)
            return self._sequence(place)
        finally:
            self._depth -= 1

    def _sequence(self, place: Place) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := next(self._events), events.SequenceEndEvent):
            items.append(self._node(event))
        return Sequence(place, tuple(items))

    def _mapping(self, place: Place) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: set[str] = set()
        while not isinstance(event := next(self._events), events.MappingEndEvent):
            key = self._node(event)
            value = self._node(next(self._events))
            name = self._key_name(key)
            if name is None:
                continue
            if name.text in seen:
                message = f"{quoted(name.text)} stands here a second time; keep one"
                self._report(name.place, message)
                continue
            seen.add(name.text)
            entries.append((name, value))
        return Mapping(place, tuple(entries))

    def _key_name(self, key: Node) -> Scalar | None:
        if isinstance(key, Refused):
            return None
        if not isinstance(key, Scalar):
            self._report(key.place, "a key must be one word")
            return None
        name = Scalar(key.place, key.text.strip())
        if name.text == "<<":
            self._report(key.place, "merge keys (<<) are not used; write the keys out")
            return None
        return name

    def _skip(self, place: Place) -> None:
        self._report(place, f"this is nested deeper than {DEPTH_MAX} levels")
        open_collections = 1
        while open_collections:
            event = next(self._events)
            if isinstance(event, events.CollectionStartEvent):
                open_collections += 1
            elif isinstance(event, events.CollectionEndEvent):
                open_collections -= 1
            if open_collections > _GIVE_UP_DEPTH:
                raise NotYamlError(place, f"this is nested deeper than {DEPTH_MAX} levels")


def _mark(mark: yaml.Mark | yaml._yaml.Mark | None) -> yaml.Mark | yaml._yaml.Mark:
    assert mark is not None  # noqa: S101 - the parser marks every event; its types do not know
    return mark


def _start(event: events.Event) -> Place:
    mark = _mark(event.start_mark)
    return Place(mark.line + 1, mark.column + 1)


def _dashes(event: events.Event) -> Place:
    mark = _mark(event.end_mark)
    return Place(mark.line + 1, mark.column + 1 - len("---"))


def _error_place(error: yaml.MarkedYAMLError) -> Place:
    mark = error.problem_mark or error.context_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place()


def _control_character(character: str) -> str:
    return f"the control character U+{ord(character):04X} is not text; delete it"


_HINTS = (
    ("mapping values are not allowed", "text that holds “: ” needs quotes around it"),
    ("cannot start any token", "indent with spaces, not tabs, and put special signs in quotes"),
    ("could not find expected ':'", "a colon is missing after a key, or quotes are not closed"),
    ("did not find expected key", "look at the indentation, or at a missing colon or quote"),
    ("expected <block end>", "look at the indentation"),
    ("unexpected end of stream", "a quote is not closed"),
    ("expected ',' or", "a bracket is not closed"),
)


def _parse_error(error: yaml.MarkedYAMLError) -> str:
    problem = str(error.problem or error.context or "it ends too early")
    hint = next((hint for part, hint in _HINTS if part in problem), None)
    return f"this is not valid YAML: {problem}" + (f"; {hint}" if hint else "")
