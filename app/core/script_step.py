"""Reads one step of a script."""

from __future__ import annotations

from dataclasses import replace

from app.core.durations import clock_text, parse_seconds
from app.core.faults import quoted
from app.core.script import Area, Pattern, Pressure, Prompt, Step, StepSide, Technique, Tool
from app.core.script_checks import WrittenStep
from app.core.script_keys import (
    DURATION_MAX_S,
    DURATION_MIN_S,
    PATTERN_KEYS,
    PROMPT_KEYS,
    STEP_KEYS,
    Key,
)
from app.core.script_values import Fields, Getter, ValueReader, named
from app.core.yaml_tree import Mapping, Node, Refused


class StepReader(ValueReader):
    """From the keys and values of a step to the step."""

    def read(self, node: Mapping) -> WrittenStep:
        """A step with what is right of it; what is not is told and taken for left out."""
        fields = self.fields(node, STEP_KEYS, "a step")
        get = Getter(fields, STEP_KEYS)
        told = self._told(get)
        before = len(self._report.faults)
        technique = get.word("technique", self.word, Technique)
        area = get.word("area", self.word, Area)
        side = get.word("side", self.word, StepSide)
        pressure = get.word("pressure", self.word, Pressure)
        tool = get.word("tool", self.word, Tool)
        duration_s, pattern = self._length(node, fields)
        counts, second_pass = self._counting(get, technique)
        is_sound = len(self._report.faults) == before
        prompts = get.get("prompts", lambda value, key: self._prompts(value, key, duration_s))
        step = replace(
            told,
            technique=technique or told.technique,
            area=area or told.area,
            duration_s=duration_s or 0,
            side=side or StepSide.EACH,
            pressure=pressure or Pressure.LIGHT,
            tool=tool or Tool.HANDS,
            prompts=prompts or (),
            counts=counts,
            second_pass=second_pass,
            pattern=pattern,
        )
        places = {name: entry.value.place for name, entry in fields.items()}
        is_whole = is_sound and None not in (technique, area, duration_s)
        return WrittenStep(step, places, is_whole=is_whole)

    def _told(self, get: Getter) -> Step:
        """What the person is told of a step; the timeline needs nothing of it."""
        title, instruction = get.get("title", self.text), get.get("instruction", self.text)
        cue, pace = get.get("cue", self.text), get.get("pace", self.integer)
        wait = get.get("wait", self.boolean)
        return Step(
            title=title or "",
            technique=Technique.REST,
            area=Area.GENERAL,
            duration_s=0,
            instruction=instruction or "",
            cue=cue or "",
            pace_per_min=pace,
            wait=wait or False,
        )

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
