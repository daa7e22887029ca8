"""A plan as plain values for other programs, and as a table that a therapist can print."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.durations import clock_text
from app.core.library import Entry
from app.core.plan import Feet, Plan, Segment

Values = dict[str, object]


def plan_values(plan: Plan) -> Values:
    """The plan with the names of the command line's contract (interface.md, `plan --json`)."""
    return {
        "id": plan.script.id,
        "title": plan.script.title,
        "feet": plan.choice.feet,
        "first": plan.choice.first,
        "minutes": plan.choice.minutes,
        "hands_on_s": plan.hands_on_s,
        "total_s": plan.total_s,
        "passes": plan.passes,
        "segments": [_segment_values(segment) for segment in plan.segments],
    }


def _segment_values(segment: Segment) -> Values:
    head: Values = {"index": segment.index, "kind": segment.kind}
    times: Values = {
        "start_s": segment.start_s,
        "duration_s": segment.duration_s,
        "counts": segment.counts,
    }
    occurrence = segment.occurrence
    if occurrence is None:
        return {**head, "title": segment.title, **times}
    step, pattern = occurrence.step, occurrence.step.pattern
    return {
        **head,
        "step": occurrence.step_index,
        "pass": occurrence.pass_number,
        "title": step.title,
        "technique": step.technique,
        "area": step.area,
        "side": occurrence.side,
        "tool": step.tool,
        "pressure": step.pressure,
        "pattern": None
        if pattern is None
        else {"hold_s": pattern.hold_s, "release_s": pattern.release_s, "reps": pattern.reps},
        **times,
    }


def plan_table(plan: Plan) -> str:
    """The plan for reading and printing: one line a step, its start, length, foot and title."""
    feet = "both feet" if plan.choice.feet is Feet.BOTH else f"{plan.choice.feet} foot"
    first = f", {plan.choice.first} first" if plan.choice.feet is Feet.BOTH else ""
    passes = "" if plan.passes == 1 else f", {plan.passes} passes"
    head = (
        f"{plan.script.title}\n{feet}{first}: {clock_text(plan.hands_on_s)} hands-on, "
        f"{clock_text(plan.total_s)} in all{passes}"
    )
    rows: list[tuple[str, ...]] = [
        ("Start", "Time", "Foot", "Step", "Technique", "Area", "Pressure", "With")
    ]
    rows += [_row(segment) for segment in plan.segments if segment.occurrence is not None]
    return f"{head}\n\n{as_table(rows)}"


def _row(segment: Segment) -> tuple[str, ...]:
    occurrence = segment.occurrence
    assert occurrence is not None  # noqa: S101 - the caller takes steps only
    step = occurrence.step
    title = step.title if occurrence.pass_number == 1 else f"{step.title} (again)"
    return (
        clock_text(segment.start_s),
        clock_text(segment.duration_s),
        "" if occurrence.side == "none" else str(occurrence.side),
        title,
        str(step.technique),
        str(step.area),
        str(step.pressure),
        str(step.tool),
    )


def library_values(entry: Entry) -> Values:
    """A script with the names of the command line's contract (interface.md, `list --json`)."""
    plans = {feet: entry.plan_for(feet) for feet in Feet}
    script = entry.script
    return {
        "id": entry.id,
        "title": entry.title or None,
        "source": entry.source,
        "path": entry.path,
        "ok": not entry.is_broken,
        "techniques": [] if script is None else list(script.techniques),
        "conditions": [] if script is None else list(script.conditions),
        "level": None if script is None else script.level,
        "tools": [] if script is None else list(script.tools),
        "hands_on_s": {feet: plan and plan.hands_on_s for feet, plan in plans.items()},
        "total_s": {feet: plan and plan.total_s for feet, plan in plans.items()},
        "faults": [fault.values() for fault in entry.faults],
    }


def as_table(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows of texts in columns of one width, two spaces apart.

    What cannot be seen is left out: a note from elsewhere could steer the terminal by it.
    """
    clean = [tuple(map(_in_one_line, row)) for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*clean, strict=True)]
    lines = ("  ".join(cell.ljust(w) for cell, w in zip(r, widths, strict=True)) for r in clean)
    return "\n".join(line.rstrip() for line in lines)


def _in_one_line(text: str) -> str:
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
