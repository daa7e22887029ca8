"""Reads a session script: bytes in, a script and all its faults out. Never raises for bad input."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from app.core.durations import clock_text, parse_seconds
from app.core.faults import Fault, Severity, quoted
from app.core.request import ENDINGS
from app.core.script import (
    Area,
    Condition,
    GivenBy,
    Level,
    Order,
    Pattern,
    Pressure,
    Prompt,
    Script,
    Step,
    StepSide,
    Technique,
    Tool,
)
from app.core.script_checks import WrittenStep, limit_faults, timeline_faults
from app.core.script_keys import (
    DURATION_MAX_S,
    DURATION_MIN_S,
    FILE_SIZE_MAX_BYTES,
    FORMAT,
    GROUP_KEYS,
    ID_PATTERN,
    PATTERN_KEYS,
    PROMPT_KEYS,
    STEP_KEYS,
    STEPS_MAX,
    TOP_KEYS,
    Key,
)
from app.core.script_values import (
    Field,
    Fields,
    Getter,
    Report,
    ValueReader,
    named,
)
from app.core.yaml_tree import (
    Mapping,
    Node,
    NotYamlError,
    Place,
    Refused,
    Scalar,
    Sequence,
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
        self._written: list[WrittenStep] = []
        self._steps_are_whole = True

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
        unrolled = self._steps(steps)
        whole = Script(
            **{name: getattr(script, name) for name in script.__slots__ if name != "steps"},
            steps=tuple(written.step for written in unrolled),
        )
        if script.level is Level.GENTLE:
            self._check_gentle()
        for written, message in limit_faults(unrolled):
            self._report.add(written.places["technique"], Severity.WARNING, message)
        if self._steps_are_whole and all(written.is_whole for written in unrolled):
            for severity, message in timeline_faults(whole):
                self._report.add(steps.key.place, severity, message)
        return whole

    def _steps(self, steps: Field) -> list[WrittenStep]:
        key = named(TOP_KEYS, "steps")
        blocks = [self._block(item) for item in self._items(steps.value, key)]
        unrolled = sum(rounds * max(len(written), items) for rounds, written, items in blocks)
        if unrolled > STEPS_MAX:
            message = f"{unrolled} steps with all rounds; a script has at most {STEPS_MAX}"
            self.error(steps.key.place, message)
            self._steps_are_whole = False
            return []
        return [one for rounds, written, _ in blocks for _ in range(rounds) for one in written]

    def _items(self, node: Node, key: Key) -> tuple[Node, ...]:
        """The items of a list of steps; a list that is none is told and keeps no timeline."""
        items = self.items_of(node, key)
        if not items:
            self._steps_are_whole = False
            if isinstance(node, Sequence):
                self.error(node.place, f'"{key.name}" is empty; write at least one step')
        return items

    def _block(self, node: Node) -> tuple[int, list[WrittenStep], int]:
        """A step or a group: its rounds, its steps, and how many steps it was meant to have."""
        if not isinstance(node, Mapping):
            self._not_a_step(node)
            return 1, [], 1
        if not _is_group(node):
            return 1, [self._step(node)], 1
        fields = self.fields(node, GROUP_KEYS, "a group")
        group = Getter(fields, GROUP_KEYS)
        rounds = group.get("rounds", self.integer)
        if rounds is None or "steps" not in fields:
            self._steps_are_whole = False
        items: tuple[Node, ...] = ()
        if "steps" in fields:
            items = self._items(fields["steps"].value, named(GROUP_KEYS, "steps"))
        steps = [step for item in items if (step := self._grouped(item)) is not None]
        return rounds or 1, steps, len(items)

    def _grouped(self, node: Node) -> WrittenStep | None:
        if isinstance(node, Mapping) and not _is_group(node):
            return self._step(node)
        if isinstance(node, Mapping):
            self._steps_are_whole = False
            self.error(node.place, "a group holds steps only, not another group")
        else:
            self._not_a_step(node)
        return None

    def _not_a_step(self, node: Node) -> None:
        self._steps_are_whole = False
        if not isinstance(node, Refused):
            self.error(node.place, "a step is keys and values, such as “title: Knead the arch”")

    def _step(self, node: Mapping) -> WrittenStep:
        fields = self.fields(node, STEP_KEYS, "a step")
        get = Getter(fields, STEP_KEYS)
        before = len(self._report.faults)
        title, instruction = get.get("title", self.text), get.get("instruction", self.text)
        cue, pace = get.get("cue", self.text), get.get("pace", self.integer)
        wait = get.get("wait", self.boolean)
        ignorable = len(self._report.faults) - before
        technique = get.word("technique", self.word, Technique)
        area = get.word("area", self.word, Area)
        side = get.word("side", self.word, StepSide)
        pressure = get.word("pressure", self.word, Pressure)
        tool = get.word("tool", self.word, Tool)
        duration_s, pattern = self._length(node, fields)
        counts, second_pass = self._counting(get, technique)
        is_whole = len(self._report.faults) - before == ignorable and None not in (
            technique,
            duration_s,
        )
        prompts = get.get("prompts", lambda value, key: self._prompts(value, key, duration_s))
        step = Step(
            title=title or "",
            technique=technique or Technique.REST,
            area=area or Area.GENERAL,
            duration_s=duration_s or 0,
            instruction=instruction or "",
            side=side or StepSide.EACH,
            pressure=pressure or Pressure.LIGHT,
            tool=tool or Tool.HANDS,
            cue=cue or "",
            prompts=prompts or (),
            pace_per_min=pace,
            wait=wait or False,
            counts=counts,
            second_pass=second_pass,
            pattern=pattern,
        )
        places = {name: entry.value.place for name, entry in fields.items()}
        written = WrittenStep(step, places, is_whole=is_whole and area is not None)
        self._written.append(written)
        return written

    def _length(self, node: Mapping, fields: Fields) -> tuple[int | None, Pattern | None]:
        """Exactly one of duration and pattern: the seconds, and the pattern if it is one."""
        duration, pattern = fields.get("duration"), fields.get("pattern")
        if duration is None and pattern is None:
            first = node.entries[0][0].place if node.entries else node.place
            self.error(first, 'a step needs "duration" or "pattern"')
            return None, None
        if duration is not None and pattern is not None:
            later = max(duration.key.place, pattern.key.place)
            self.error(later, 'a step has "duration" or "pattern", not both; keep one')
        seconds = read = None
        if duration is not None:
            seconds = self.time(duration.value, named(STEP_KEYS, "duration"))
        if pattern is not None:
            read = self._pattern(pattern.value)
        if read is not None:
            seconds = read.duration_s
        return seconds, read

    def _pattern(self, node: Node) -> Pattern | None:
        if not isinstance(node, Mapping):
            if not isinstance(node, Refused):
                message = (
                    '"pattern" takes hold, release and reps: {hold: 10 s, release: 2 s, reps: 5}'
                )
                self.error(node.place, message)
            return None
        get = Getter(self.fields(node, PATTERN_KEYS, "a pattern"), PATTERN_KEYS)
        hold_s, release_s = get.get("hold", self.time), get.get("release", self.time)
        reps = get.get("reps", self.integer)
        if hold_s is None or release_s is None or reps is None:
            return None
        pattern = Pattern(hold_s, release_s, reps)
        if DURATION_MIN_S <= pattern.duration_s <= DURATION_MAX_S:
            return pattern
        message = (
            f"the pattern lasts {clock_text(pattern.duration_s)} in all; "
            f"a step lasts {DURATION_MIN_S} s to {DURATION_MAX_S // 60} min"
        )
        self.error(node.place, message)
        return None

    def _counting(self, get: Getter, technique: Technique | None) -> tuple[bool, bool]:
        """Whether a step is hands-on time, and whether it may fill a second pass."""
        counts = get.get("counts", self.boolean)
        second_pass = get.get("second_pass", self.boolean)
        is_hands_on = technique is None or technique.is_hands_on
        if counts and not is_hands_on:
            message = f"{technique} is never hands-on time; leave counts out"
            self.error(get.place("counts"), message)
        counting = is_hands_on and counts is not False
        may_fill = counting and not (technique is not None and technique.is_limited)
        if second_pass and not counting:
            message = "a step that is not hands-on time has no second_pass; leave it out"
            self.error(get.place("second_pass"), message)
        elif second_pass and not may_fill:
            message = f"{technique} is never repeated to fill a session; leave second_pass out"
            self.error(get.place("second_pass"), message)
        return counting, may_fill and second_pass is not False

    def _prompts(self, node: Node, key: Key, duration_s: int | None) -> tuple[Prompt, ...]:
        prompts = []
        for item in self.items_of(node, key):
            if isinstance(item, Mapping):
                get = Getter(self.fields(item, PROMPT_KEYS, "a prompt"), PROMPT_KEYS)
                at_s = get.get("at", lambda value, _key: self._at(value, duration_s))
                say = get.get("say", self.text)
                if at_s is not None and say is not None:
                    prompts.append(Prompt(at_s, say))
            elif not isinstance(item, Refused):
                self.error(item.place, "a prompt is {at: 40 s, say: what to say}")
        return tuple(prompts)

    def _at(self, node: Node, duration_s: int | None) -> int | None:
        raw = self.scalar(node, named(PROMPT_KEYS, "at"))
        if raw is None:
            return None
        word = raw.strip()
        if word == "half":
            return (duration_s or 0) // 2
        at_s = parse_seconds(word)
        if at_s is None:
            message = f"at {quoted(word)} is not a time; write 40 s, 1:30 or half"
        elif duration_s is not None and at_s >= duration_s:
            message = f"at {quoted(word)} is not before the step's end at {clock_text(duration_s)}"
        else:
            return at_s
        self.error(node.place, message)
        return None

    def _check_gentle(self) -> None:
        """A gentle script is promised to hold nothing firm."""
        for written in self._written:
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


def _is_group(node: Mapping) -> bool:
    return any(name.text in ("rounds", "steps") for name, _ in node.entries)
