"""The twelve scripts that ship: all there, without a fault, long enough, sober in their words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.core.plan import Choice, Feet, as_written_s, plan_session
from app.core.script import LIMITED, Level, Script, Tool
from app.core.script_reader import read_script

SESSIONS = Path(__file__).parents[2] / "sessions"
IDS = (
    "achilles-calf",
    "ball-and-roller",
    "cross-fiber-friction",
    "deep-tissue",
    "gentle-first-time",
    "heel-spur",
    "maintenance",
    "metatarsalgia",
    "myofascial-release",
    "partner",
    "stretching",
    "trigger-point",
)


def shipped(script_id: str) -> Script:
    path = SESSIONS / f"{script_id}.yaml"
    script = read_script(path.read_bytes(), path.name).script
    assert script is not None
    return script


def test_there_are_these_twelve() -> None:
    assert tuple(sorted(path.name for path in SESSIONS.iterdir())) == tuple(
        f"{script_id}.yaml" for script_id in IDS
    )


@pytest.mark.parametrize("script_id", IDS)
def test_no_fault_not_even_a_warning(script_id: str) -> None:
    path = SESSIONS / f"{script_id}.yaml"
    assert [str(fault) for fault in read_script(path.read_bytes(), path.name).faults] == []


@pytest.mark.parametrize("script_id", IDS)
def test_fifteen_minutes_on_both_feet_as_written_and_on_one_by_filling(script_id: str) -> None:
    script = shipped(script_id)
    assert as_written_s(script, Choice()) >= 900
    for feet in (Feet.LEFT, Feet.RIGHT):
        assert plan_session(script, Choice(feet)).hands_on_s >= 900


@pytest.mark.parametrize("script_id", IDS)
def test_it_begins_with_a_look_and_ends_with_rest(script_id: str) -> None:
    steps = shipped(script_id).steps
    assert any(step.technique == "assessment" for step in steps[:2])
    assert not steps[-1].counts


@pytest.mark.parametrize("script_id", IDS)
def test_it_says_what_it_is_and_for_whom_not(script_id: str) -> None:
    script = shipped(script_id)
    for text in (script.summary, script.not_for, script.alternative, script.license):
        assert text
    assert all(step.cue for step in script.steps)


ALL = [shipped(script_id) for script_id in IDS]


@pytest.mark.parametrize(
    "technique",
    [
        "deep-tissue",
        "myofascial-release",
        "cross-fiber-friction",
        "stretching",
        "trigger-point",
        "kneading",
        "rubbing",
        "rolling",
        "tapping",
        "stroking",
    ],
)
def test_every_technique_that_was_asked_for_is_there(technique: str) -> None:
    assert any(technique in script.techniques for script in ALL)


@pytest.mark.parametrize("tool", ["hands", "tennis-ball", "lacrosse-ball", "foam-roller"])
def test_every_tool_that_was_asked_for_is_there(tool: str) -> None:
    assert any(tool in script.tools for script in ALL)


@pytest.mark.parametrize(
    "condition", ["plantar-fasciitis", "metatarsalgia", "heel-spur", "achilles-tendonitis"]
)
def test_every_condition_that_was_asked_for_is_there(condition: str) -> None:
    assert any(condition in script.conditions for script in ALL)


def test_holds_and_releases_are_patterns() -> None:
    assert sum(step.pattern is not None for script in ALL for step in script.steps) >= 12


def test_a_stretch_at_the_wall_leaves_time_to_wipe_the_soles() -> None:
    at_the_wall = [
        step
        for script in ALL
        for step in script.steps
        if step.technique == "stretching" and re.search(r"\bwall\b", step.instruction)
    ]
    assert at_the_wall
    assert {step.tool for step in at_the_wall} == {Tool.WALL}


def test_the_gentle_ones_are_those_for_beginners() -> None:
    gentle = [script for script in ALL if script.level is Level.GENTLE]
    assert "gentle-first-time" in [script.id for script in gentle]
    assert not any(step.technique in LIMITED for script in gentle for step in script.steps)


def test_no_step_names_a_number_above_what_its_pressure_allows() -> None:
    told = [
        (script.id, step.title)
        for script in ALL
        for step in script.steps
        for number in re.findall(r"(\d+)(?= out of 10)", f"{step.instruction} {step.cue}")
        if int(number) > step.pressure.ceiling
    ]
    assert told == []
