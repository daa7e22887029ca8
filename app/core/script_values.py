"""Reads single values of a script by the table of keys, and tells what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeVar
from unicodedata import category

from app.core.durations import HOW_TO_WRITE, clock_text, parse_seconds
from app.core.faults import Fault, Severity, did_you_mean, quoted
from app.core.script_keys import Key
from app.core.yaml_tree import Mapping, Node, Place, Refused, Scalar, Sequence

_HINTS_MAX = 100
_WORDS = TypeVar("_WORDS", bound=StrEnum)


class Field(NamedTuple):
    """A key as it stands in the file, and its value."""

    key: Scalar
    value: Node


Fields = dict[str, Field]


@dataclass
class Report:
    """Collects the faults of one file."""

    path: str
    faults: list[Fault] = field(default_factory=list)

    def error(self, place: Place, message: str) -> None:
        """Tell an error."""
        self.add(place, Severity.ERROR, message)

    def add(self, place: Place, severity: Severity, message: str) -> None:
        """Tell a fault."""
        self.faults.append(Fault(self.path, place.line, place.column, severity, message))

    def in_file_order(self) -> tuple[Fault, ...]:
        """All faults told so far."""
        return tuple(sorted(self.faults, key=lambda fault: (fault.line, fault.column)))


class ValueReader:
    """Reads single values by the table of keys, and reports what is wrong with them."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def error(self, place: Place, message: str) -> None:
        """Tell an error."""
        self._report.error(place, message)

    def _hint(self, word: str, known: Iterable[str]) -> str:
        """A suggestion; a file with hundreds of faults gets no more of them, to stay quick."""
        return did_you_mean(word, known) if len(self._report.faults) < _HINTS_MAX else ""

    def fields(self, mapping: Mapping, keys: Iterable[Key], what: str) -> Fields:
        """Sort a mapping's entries by key; unknown and missing ones are told."""
        known = {key.name: key for key in keys}
        fields: Fields = {}
        for name, value in mapping.entries:
            if name.text in known:
                fields[name.text] = Field(name, value)
            else:
                hint = self._hint(name.text, known)
                self.error(name.place, f"unknown key {quoted(name.text)} in {what}{hint}")
        first = mapping.entries[0][0].place if mapping.entries else mapping.place
        for key in known.values():
            if key.required and key.name not in fields:
                self.error(first, f'{what} needs the key "{key.name}": {in_words(key)}')
        return fields

    def scalar(self, node: Node, key: Key) -> str | None:
        """The text of a value as written; None, told, where it is a list or a mapping."""
        if isinstance(node, Scalar):
            return node.text
        if not isinstance(node, Refused):
            found = "a list" if isinstance(node, Sequence) else "keys and values"
            self.error(node.place, f'"{key.name}" takes {key.kind}, not {found}')
        return None

    def text(self, node: Node, key: Key) -> str | None:
        """A trimmed text within its limit; None, told, where it is not."""
        raw = self.scalar(node, key)
        if raw is None:
            return None
        odd = next((c for c in raw if category(c) in ("Cc", "Cs") and c not in "\n\t"), None)
        text = raw.strip()
        if odd is not None:
            message = f'"{key.name}" holds the control character U+{ord(odd):04X}; delete it'
        elif not text:
            message = f'"{key.name}" is empty; write {in_words(key)} or leave the key out'
        elif len(text) > key.most:
            message = f'"{key.name}" has {len(text)} characters; at most {key.most} fit'
        else:
            return text
        self.error(node.place, message)
        return None

    def items_of(self, node: Node, key: Key) -> tuple[Node, ...]:
        """The items of a list; none, told, where it is no list."""
        if isinstance(node, Sequence):
            return node.items
        if not isinstance(node, Refused):
            self.error(node.place, f'"{key.name}" takes {key.kind}, each after a hyphen')
        return ()

    def texts(self, node: Node, key: Key) -> tuple[str, ...]:
        """The good texts of a list; the others are told."""
        texts = (self.text(item, key) for item in self.items_of(node, key))
        return tuple(text for text in texts if text is not None)

    def word(self, node: Node, key: Key, words: type[_WORDS]) -> _WORDS | None:
        """A word of a vocabulary; None, told, where it is unknown."""
        raw = self.scalar(node, key)
        if raw is None:
            return None
        word = raw.strip()
        if word in key.words:
            return words(word)
        hint = self._hint(word, key.words) or f"; one of: {', '.join(key.words)}"
        one = "condition" if key.name == "conditions" else key.name
        self.error(node.place, f"unknown {one} {quoted(word)}{hint}")
        return None

    def words(self, node: Node, key: Key, words: type[_WORDS]) -> tuple[_WORDS, ...]:
        """The known words of a list, each once; the others are told."""
        found = (self.word(item, key, words) for item in self.items_of(node, key))
        return tuple(dict.fromkeys(word for word in found if word is not None))

    def boolean(self, node: Node, key: Key) -> bool | None:
        """True or false; None, told, where it is neither."""
        raw = self.scalar(node, key)
        if raw is None:
            return None
        word = raw.strip()
        if word in ("true", "false"):
            return word == "true"
        self.error(node.place, f'"{key.name}" is {quoted(word)}; write true or false')
        return None

    def integer(self, node: Node, key: Key) -> int | None:
        """A whole number in range; None, told, where it is not."""
        raw = self.scalar(node, key)
        if raw is None:
            return None
        word = raw.strip()
        if not re.fullmatch("[+-]?[0-9]+", word):
            message = f'"{key.name}" is {quoted(word)}; write {in_words(key)}'
            self.error(node.place, message)
            return None
        digits = word.lstrip("0") or "0"
        if len(digits) <= len(str(key.most)) and digits.isdigit():
            number = int(digits)
            if key.least <= number <= key.most:
                return number
        message = f'"{key.name}" is {quoted(word)}, out of range; write {in_words(key)}'
        self.error(node.place, message)
        return None

    def time(self, node: Node, key: Key) -> int | None:
        """A time in range, in seconds; None, told, where it is not."""
        raw = self.scalar(node, key)
        if raw is None:
            return None
        word = raw.strip()
        seconds = parse_seconds(word)
        if seconds is None:
            message = f"{key.name} {quoted(word)} is not a time; {HOW_TO_WRITE}"
        elif not key.least <= seconds <= key.most:
            message = f"{key.name} {quoted(word)} is out of range; write {in_words(key)}"
        else:
            return seconds
        self.error(node.place, message)
        return None


_T = TypeVar("_T")
_W = TypeVar("_W")


class Getter:
    """Takes values out of fields; a key that is not there gives None."""

    def __init__(self, fields: Fields, keys: tuple[Key, ...]) -> None:
        self._fields = fields
        self._keys = keys

    def get(self, name: str, read: Callable[[Node, Key], _T | None]) -> _T | None:
        """What `read` makes of a value; None where the key is not there."""
        found = self._fields.get(name)
        return None if found is None else read(found.value, named(self._keys, name))

    def word(
        self, name: str, read: Callable[[Node, Key, type[_W]], _T | None], words: type[_W]
    ) -> _T | None:
        """What `read` makes of a value with a vocabulary; None where the key is not there."""
        return self.get(name, lambda node, key: read(node, key, words))

    def place(self, name: str) -> Place:
        """Where a value stands; the key must be there."""
        return self._fields[name].value.place


def named(keys: tuple[Key, ...], name: str) -> Key:
    """The row of a key in a table."""
    return next(key for key in keys if key.name == name)


def in_words(key: Key) -> str:
    """What may stand at a key, as a person would say it."""
    if key.kind.name == "TEXT":
        return f"text of {key.least} to {key.most} characters"
    if key.kind.name == "TIME":
        return f"a time from {key.least} s to {clock_text(key.most)}"
    if key.kind.name == "INTEGER":
        return f"a whole number from {key.least} to {key.most}"
    return f"one of {', '.join(key.words)}" if key.words else str(key.kind)
