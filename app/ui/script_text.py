"""What is said about a script in one line: its title, what marks it, where it is from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.library import Entry, Source
from app.core.plan import Choice, as_written_s
from app.core.script import Script, Step, StepSide, Technique, Tool
from app.ui.words import (
    duration_text,
    level_label,
    listed,
    pressure_label,
    technique_label,
    tool_label,
)

_TECHNIQUES_SHOWN = 3


def title_line(entry: Entry) -> str:
    """The title; of a broken script, that it needs a fix."""
    if not entry.is_broken:
        return entry.name
    return QCoreApplication.translate("script", "{title} needs a fix").format(title=entry.name)


def facts_line(entry: Entry) -> str:
    """What marks a script: its main techniques; of a broken one its first fault."""
    if entry.script is None:
        return first_fault_line(entry)
    marked = main_techniques(entry.script)[:_TECHNIQUES_SHOWN]
    return listed(technique_label(technique) for technique in marked)


def needs_line(entry: Entry) -> str:
    """Its level, and what it needs besides the hands."""
    if entry.script is None:
        return ""
    tools = [tool_label(tool) for tool in entry.script.tools if tool is not Tool.HANDS]
    return listed([level_label(entry.script.level), *tools])


def first_fault_line(entry: Entry) -> str:
    """The first error of a broken script, with its line."""
    first = next((fault for fault in entry.faults if fault.is_error), None)
    if first is None:
        return ""
    text = QCoreApplication.translate("script", "line {line}: {message}")
    return text.format(line=first.line, message=first.message)


def origin_line(entry: Entry) -> str:
    """Where a script is from, unless it is simply shipped."""
    translate = QCoreApplication.translate
    replaced = {
        None: "",
        Source.SHIPPED: translate("script", "replaces the shipped one"),
        Source.USER: translate("script", "replaces your own"),
        Source.FOLDER: translate("script", "replaces another folder’s"),
    }[entry.replaces]
    source = {
        Source.SHIPPED: "",
        Source.USER: translate("script", "Your own"),
        Source.FOLDER: translate("script", "From a folder"),
    }[entry.source]
    return listed([source, replaced])


def length_text(entry: Entry) -> str:
    """Its hands-on time on both feet as written; nothing of a broken one."""
    script = entry.script
    return "" if script is None else duration_text(as_written_s(script, Choice()))


def spoken_line(entry: Entry) -> str:
    """All of it, for a screen reader."""
    parts = [title_line(entry), facts_line(entry), needs_line(entry), origin_line(entry)]
    if entry.script is not None:
        hands_on = QCoreApplication.translate("script", "{time} hands-on")
        parts.insert(1, hands_on.format(time=length_text(entry)))
    return ", ".join(part for part in parts if part)


def main_techniques(script: Script) -> list[Technique]:
    """The hands-on techniques: the limited ones, then by their time, slow strokes last."""
    spent: dict[Technique, int] = {}
    for step in script.steps:
        if step.counts:
            spent[step.technique] = spent.get(step.technique, 0) + step.duration_s
    return sorted(spent, key=lambda t: (not t.is_limited, t is Technique.STROKING, -spent[t]))


def step_line(step: Step) -> str:
    """What a step is besides its title, time and area: technique, pressure, tool, rhythm, feet."""
    pressure = pressure_label(step.pressure) if step.counts else ""
    tool = "" if step.tool is Tool.HANDS else tool_label(step.tool)
    return listed([technique_label(step.technique), pressure, tool, rhythm(step), feet_of(step)])


def rhythm(step: Step) -> str:
    """Its hold/release pattern, or the beat of its strokes."""
    translate = QCoreApplication.translate
    if step.pattern is not None:
        text = translate("script", "{reps} × hold {hold}\u00a0s, release {release}\u00a0s")
        pattern = step.pattern
        return text.format(reps=pattern.reps, hold=pattern.hold_s, release=pattern.release_s)
    if step.pace_per_min is not None:
        return translate("script", "{pace} strokes a minute").format(pace=step.pace_per_min)
    return ""


def feet_of(step: Step) -> str:
    """On which feet, where it is not one after the other."""
    translate = QCoreApplication.translate
    return {
        StepSide.EACH: "",
        StepSide.NONE: "",
        StepSide.BOTH: translate("script", "both feet at once"),
        StepSide.LEFT: translate("script", "left foot only"),
        StepSide.RIGHT: translate("script", "right foot only"),
    }[step.side]
