"""Scripts and plans for the tests of core, made in one line."""

from __future__ import annotations

from typing import Any

from app.core.plan import Choice, Feet, Plan, plan_session
from app.core.script import (
    LIMITED,
    NOT_HANDS_ON,
    Area,
    Order,
    Pattern,
    Script,
    Step,
    StepSide,
    Technique,
    Tool,
)
from tests.core.plan_oracle import Plain


def step(title: str = "Knead", duration_s: int = 60, **more: Any) -> Step:
    """A kneading step of a minute for each arch, unless something else is said."""
    technique = Technique(more.pop("technique", "kneading"))
    counts = more.pop("counts", technique not in NOT_HANDS_ON)
    again = more.pop("second_pass", counts and technique not in LIMITED)
    pattern: Pattern | None = more.get("pattern")
    return Step(
        title=title,
        technique=technique,
        area=Area(more.pop("area", "arch")),
        duration_s=duration_s if pattern is None else pattern.duration_s,
        instruction="Do it.",
        side=StepSide(more.pop("side", "each")),
        tool=Tool(more.pop("tool", "hands")),
        counts=counts,
        second_pass=again,
        **more,
    )


def rest(duration_s: int = 60, **more: Any) -> Step:
    """A step that does not count and belongs to no foot."""
    return step(
        "Rest", duration_s, **{"technique": "rest", "area": "general", "side": "none", **more}
    )


def script(*steps: Step, order: str = "by-foot") -> Script:
    return Script("sample", "Sample", steps, order=Order(order))


def plan(*steps: Step, choice: Choice | None = None, order: str = "by-foot") -> Plan:
    return plan_session(script(*steps, order=order), choice or Choice())


def one_foot(*steps: Step) -> Plan:
    return plan(*steps, choice=Choice(Feet.LEFT))


def said(made: Plan) -> list[tuple[str, str, int]]:
    """Title, side and pass of each step of a plan, in order."""
    return [(o.step.title, str(o.side), o.pass_number) for o in made.occurrences]


def as_plain_segments(made: Plan) -> list[Plain]:
    """A plan's segments in the words of the oracle."""
    segments = []
    for index, segment in enumerate(made.segments):
        assert segment.index == index
        one: Plain = {
            "kind": str(segment.kind),
            "start_s": segment.start_s,
            "duration_s": segment.duration_s,
        }
        occurrence = segment.occurrence
        if occurrence is not None:
            one["step"] = occurrence.step_index
            one["side"] = str(occurrence.side)
            one["pass"] = occurrence.pass_number
            one["closing"] = occurrence.is_closing
            assert occurrence.step is made.script.steps[occurrence.step_index]
            assert segment.counts == occurrence.step.counts
        else:
            assert not segment.counts
        segments.append(one)
    return segments


def as_plain(made: Script) -> Plain:
    """A script in the words of the oracle."""
    return {"order": str(made.order), "steps": [as_plain_step(step) for step in made.steps]}


def as_plain_step(made: Step) -> Plain:
    names = ("technique", "area", "side", "tool", "duration_s", "counts", "second_pass")
    return {name: getattr(made, name) for name in names}


def as_plain_choice(choice: Choice) -> Plain:
    return {
        "feet": str(choice.feet),
        "first": str(choice.first),
        "minutes": choice.minutes,
        "left_out": [(str(foot), str(area)) for foot, area in choice.left_out],
    }
