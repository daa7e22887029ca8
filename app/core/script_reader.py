"""Reads a session script: bytes in, a script and all its faults out. Never raises for bad input."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePath

from app.core.faults import Fault, Severity, quoted
from app.core.request import ENDINGS
from app.core.script import Condition, GivenBy, Level, Order, Pressure, Script, Tool
from app.core.script_blocks import BlocksReader
from app.core.script_checks import WrittenStep, limit_faults, timeline_faults
from app.core.script_keys import FILE_SIZE_MAX_BYTES, FORMAT, ID_PATTERN, TOP_KEYS, Key
from app.core.script_values import Field, Getter, Report, ValueReader
from app.core.yaml_tree import (
    Mapping,
    Node,
    NotYamlError,
    Place,
    Refused,
    Scalar,
    place_of,
    read_tree,
)

LANGUAGE_PATTERN = (
    "(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4}|[A-Za-z]{5,8})"
    "(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    "(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    "(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?"
)
"""A well-formed language tag after RFC 5646 (BCP 47), without the irregular old ones."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of a file: the script if it has no errors, and its faults in file order.

    `title` is there as soon as it could be read, so that a broken script has a name.
    """

    script: Script | None
    faults: tuple[Fault, ...]
    title: str = ""


def read_script(data: bytes, path: str) -> Reading:
    """Read a session script.

    Args:
        data: the file's bytes.
        path: where it was found, as faults will name it; its stem is the script's id.

    Returns:
        The script, or None where anything is an error, and every fault in file order.
    """
    return _FileReader(path).read(data)


def id_of(path: str) -> str:
    """The id of the script at a path: the file's name without its ending."""
    return PurePath(path).stem


class _FileReader:
    """From bytes to a tree; what concerns the file as such."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._report = Report(path)

    def read(self, data: bytes) -> Reading:
        self._check_name()
        text = self._decode(data)
        if text is None:
            return Reading(None, self._report.in_file_order())
        try:
            root = read_tree(text, self._report.error)
        except NotYamlError as error:
            alone = Report(self._path)
            alone.error(error.place, error.message)
            return Reading(None, alone.in_file_order())
        return self._read_root(root)

    def _read_root(self, root: Node | None) -> Reading:
        if root is None or (isinstance(root, Scalar) and not root.text.strip()):
            self._report.error(Place(), "the file is empty; a script begins with “format: 1”")
        elif isinstance(root, Mapping):
            return _ScriptReader(id_of(self._path), self._report).read(root)
        elif not isinstance(root, Refused):
            message = "a script is keys and values, such as “format: 1”, not a list or a text"
            self._report.error(root.place, message)
        return Reading(None, self._report.in_file_order())

    def _check_name(self) -> None:
        name = PurePath(self._path).name
        if not name.endswith(ENDINGS):
            message = f"{quoted(name)} is not a session script: its name must end in .yaml or .yml"
            self._report.error(Place(), message)
        elif not re.fullmatch(ID_PATTERN, id_of(self._path)):
            message = (
                f"the file's name {quoted(id_of(self._path))} is the script's id and takes small "
                "letters a-z, digits and single hyphens only, such as my-heel.yaml"
            )
            self._report.error(Place(), message)

    def _decode(self, data: bytes) -> str | None:
        if len(data) > FILE_SIZE_MAX_BYTES:
            limit_kib = FILE_SIZE_MAX_BYTES // 1024
            message = f"the file is larger than {limit_kib} KiB, the most that a script may have"
            self._report.error(Place(), message)
            return None
        try:
            return data.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
            message = "the file is not UTF-8 text from here on; save it as UTF-8"
            self._report.error(place_of(before, len(before)), message)
            return None


class _ScriptReader(ValueReader):
    """From a tree to a script."""

    def __init__(self, script_id: str, report: Report) -> None:
        super().__init__(report)
        self._id = script_id

    def read(self, root: Mapping) -> Reading:
        fields = self.fields(root, TOP_KEYS, "a script")
        top = Getter(fields, TOP_KEYS)
        top.get("format", self._format)
        title = top.get("title", self.text) or ""
        script = Script(
            id=self._id,
            title=title,
            steps=(),
            summary=top.get("summary", self.text) or "",
            level=top.word("level", self.word, Level) or Level.STANDARD,
            given_by=top.word("given_by", self.word, GivenBy) or GivenBy.SELF,
            order=top.word("order", self.word, Order) or Order.BY_FOOT,
            conditions=top.word("conditions", self.words, Condition) or (),
            extras=top.get("extras", self.texts) or (),
            prepare=top.get("prepare", self.texts) or (),
            not_for=top.get("not_for", self.texts) or (),
            aftercare=top.get("aftercare", self.texts) or (),
            sources=top.get("sources", self.texts) or (),
            alternative=top.get("alternative", self.text) or "",
            author=top.get("author", self.text) or "",
            license=top.get("license", self.text) or "",
            language=top.get("language", self._language) or "en",
        )
        script = self._with_steps(script, fields.get("steps"))
        faults = self._report.in_file_order()
        is_broken = any(fault.is_error for fault in faults)
        return Reading(None if is_broken else script, faults, title)

    def _format(self, node: Node, key: Key) -> int | None:
        raw = self.scalar(node, key)
        if raw is None:
            return None
        word = raw.strip()
        if word == str(FORMAT):
            return FORMAT
        if re.fullmatch("[0-9]+", word) and word.lstrip("0") not in ("", str(FORMAT)):
            message = (
                f"format {quoted(word)} was made for a newer version of Footwell; "
                f"this one reads format {FORMAT}"
            )
        else:
            message = f"format is {quoted(word)}; write format: {FORMAT}"
        self.error(node.place, message)
        return None

    def _language(self, node: Node, key: Key) -> str | None:
        raw = self.scalar(node, key)
        if raw is None:
            return None
        tag = raw.strip()
        if re.fullmatch(LANGUAGE_PATTERN, tag):
            return tag
        message = f"language {quoted(tag)} is not a language tag; write for example en or pt-BR"
        self.error(node.place, message)
        return None

    def _with_steps(self, script: Script, steps: Field | None) -> Script:
        """Read the steps, and check what only the whole script can tell."""
        if steps is None:
            return script
        blocks = BlocksReader(self._report)
        unrolled = blocks.read(steps)
        whole = replace(script, steps=tuple(written.step for written in unrolled))
        if script.level is Level.GENTLE:
            self._check_gentle(blocks.written)
        for written, message in limit_faults(unrolled):
            self._report.add(written.places["technique"], Severity.WARNING, message)
        if blocks.is_whole and all(written.is_whole for written in unrolled):
            for severity, message in timeline_faults(whole):
                self._report.add(steps.key.place, severity, message)
        return whole

    def _check_gentle(self, steps: Iterable[WrittenStep]) -> None:
        """A gentle script is promised to hold nothing firm."""
        for written in steps:
            step = written.step
            firm = {
                "technique": step.technique if step.technique.is_limited else None,
                "pressure": step.pressure if step.pressure is Pressure.FIRM else None,
                "tool": step.tool if step.tool is Tool.LACROSSE_BALL else None,
            }
            for name, word in firm.items():
                if word is not None:
                    message = f'a gentle script has no "{word}"; choose another {name} or level'
                    self.error(written.places[name], message)
