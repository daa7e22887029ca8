"""Every script of the corpus gives exactly the faults, at the places, that stand beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.core.faults import Fault
from app.core.script import Script, Step
from app.core.script_keys import FORMAT
from app.core.script_reader import read_script

CORPUS = Path(__file__).parent / "scripts"
BAD = sorted((CORPUS / "bad").glob("*.y*ml"))
GOOD = sorted((CORPUS / "good").glob("*.y*ml"))


@dataclass(frozen=True)
class Expected:
    """One line of an `.expected` file."""

    place: tuple[int, int]
    severity: str
    part: str


def expected_of(path: Path) -> list[Expected]:
    lines = path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    found = []
    for text in lines:
        line, column, severity, part = text.split(":", 3)
        found.append(Expected((int(line), int(column)), severity.strip(), part.strip()))
    return found


def matches(fault: Fault, expected: Expected) -> bool:
    return (
        (fault.line, fault.column) == expected.place
        and fault.severity == expected.severity
        and expected.part in fault.message
    )


def test_the_corpus_is_there() -> None:
    assert len(BAD) >= 60
    assert len(GOOD) >= 40


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_script_gives_exactly_its_faults(path: Path) -> None:
    faults = list(read_script(path.read_bytes(), path.name).faults)
    places = [(fault.line, fault.column) for fault in faults]
    assert places == sorted(places)
    for expected in expected_of(path):
        match = next((fault for fault in faults if matches(fault, expected)), None)
        assert match is not None, f"missing {expected} in {[str(f) for f in faults]}"
        faults.remove(match)
    assert not faults, [str(fault) for fault in faults]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_good_script_has_no_error(path: Path) -> None:
    reading = read_script(path.read_bytes(), path.name)
    assert reading.script is not None, [str(fault) for fault in reading.faults]
    assert bool(reading.faults) == path.stem.startswith("warned-")


@pytest.mark.parametrize(
    "path", [path for path in GOOD if path.with_suffix(".values.json").exists()], ids=str
)
def test_good_script_says_what_is_written(path: Path) -> None:
    script = read_script(path.read_bytes(), path.name).script
    assert script is not None
    wanted = json.loads(path.with_suffix(".values.json").read_text(encoding="utf-8"))
    assert _picked(script, wanted) == wanted


def _picked(script: Script, wanted: dict[str, Any]) -> dict[str, Any]:
    """The fields of a script that a values file names, as JSON has them."""
    names = [name for name in wanted if name not in ("steps", "format")]
    picked: dict[str, Any] = {name: getattr(script, name) for name in names}
    picked = {name: list(v) if isinstance(v, tuple) else v for name, v in picked.items()}
    if "format" in wanted:
        picked["format"] = FORMAT
    if "steps" in wanted:
        picked["steps"] = [
            {name: _step_field(step, name) for name in one}
            for step, one in zip(script.steps, wanted["steps"], strict=True)
        ]
    return picked


def _step_field(step: Step, name: str) -> object:
    if name == "pattern":
        p = step.pattern
        return None if p is None else [p.hold_s, p.release_s, p.reps]
    if name == "prompts":
        return [[prompt.at_s, prompt.say] for prompt in step.prompts]
    return getattr(step, {"pace": "pace_per_min"}.get(name, name))
