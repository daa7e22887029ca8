"""The JSON Schema for editors: valid itself, lets good scripts through, and stops what it can."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from app.core.script_keys import GROUP_KEYS, PATTERN_KEYS, PROMPT_KEYS, STEP_KEYS, TOP_KEYS
from app.core.script_reader import read_script
from app.core.script_schema import script_schema

HERE = Path(__file__).parent
SHIPPED = sorted((HERE.parents[1] / "sessions").glob("*.yaml"))
GOOD = sorted((HERE / "scripts" / "good").glob("*.y*ml"))
BAD = sorted((HERE / "scripts" / "bad").glob("*.y*ml"))

# As it is printed: plain JSON, whatever the words were in Python.
SCHEMA: dict[str, Any] = json.loads(json.dumps(script_schema()))
VALIDATOR = Draft202012Validator(SCHEMA)

# Editors read the value before it is trimmed, which the format does and JSON Schema cannot.
NOT_TRIMMED = ("text-at-limits-after-trim", "text-trimmed", "times-duration")


def loaded(path: Path, loader: type = yaml.BaseLoader) -> object:
    """What an editor makes of a file."""
    return yaml.load(path.read_bytes().decode("utf-8-sig"), loader)


def is_read_by_editors(path: Path) -> bool:
    """PyYAML's own parser takes a little less than the C library, and bad files less still."""
    try:
        loaded(path)
    except (yaml.YAMLError, ValueError):
        return False
    return True


def complaints(value: object) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(value)]


def test_the_schema_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("loader", [yaml.BaseLoader, yaml.SafeLoader])
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_script_is_valid(path: Path, loader: type) -> None:
    assert complaints(loaded(path, loader)) == []


FOR_EDITORS = [path for path in GOOD if path.stem not in NOT_TRIMMED and is_read_by_editors(path)]


def test_nearly_every_good_script_is_read_by_editors() -> None:
    assert len(FOR_EDITORS) >= len(GOOD) - 4


@pytest.mark.parametrize("path", FOR_EDITORS, ids=lambda path: path.stem)
def test_good_script_is_valid(path: Path) -> None:
    assert complaints(loaded(path)) == []


def is_seen_by_a_schema(message: str) -> bool:
    return message.startswith("unknown ") or " needs " in message


FOR_SCHEMA = [
    path
    for path in BAD
    if any(is_seen_by_a_schema(f.message) for f in read_script(path.read_bytes(), path.name).faults)
    and is_read_by_editors(path)
]


def test_there_are_enough_scripts_that_a_schema_can_stop() -> None:
    assert len(FOR_SCHEMA) > 50


@pytest.mark.parametrize("path", FOR_SCHEMA, ids=lambda path: path.stem)
def test_unknown_or_missing_key_or_unknown_word_is_stopped(path: Path) -> None:
    assert complaints(loaded(path)) != []


def minimal(**step_keys: object) -> dict[str, Any]:
    step = {"title": "A", "technique": "kneading", "area": "arch", "instruction": "Do it."}
    return {"format": 1, "title": "T", "steps": [{**step, "duration": "8 min", **step_keys}]}


PATTERN = {"hold": "10 s", "release": 0, "reps": 5}


@pytest.mark.parametrize(
    "value",
    [
        minimal(),
        minimal(duration=480),
        minimal(wait=True, counts="false", pace=60, side="both"),
        minimal(prompts=[{"at": "half", "say": "Half."}, {"at": 5, "say": "Five."}]),
        {**minimal(), "format": "1"},
        {**minimal(), "steps": [{"rounds": 2, "steps": minimal()["steps"]}]},
        {**minimal(), "language": "pt-BR", "conditions": ["heel-spur"], "extras": ["a towel"]},
    ],
)
def test_what_the_format_takes_is_valid(value: object) -> None:
    assert complaints(value) == []


def test_a_pattern_may_stand_for_the_duration_but_not_beside_it() -> None:
    with_both = minimal(pattern=PATTERN)
    assert complaints(with_both) != []
    del with_both["steps"][0]["duration"]
    assert complaints(with_both) == []
    del with_both["steps"][0]["pattern"]
    assert complaints(with_both) != []


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        {**minimal(), "format": 2},
        {**minimal(), "title": ""},
        {**minimal(), "title": "T" * 81},
        {**minimal(), "steps": []},
        {**minimal(), "steps": [{"rounds": 21, "steps": minimal()["steps"]}]},
        {**minimal(), "steps": [{"rounds": 2, "steps": [{"rounds": 2, "steps": []}]}]},
        {**minimal(), "conditions": ["sadness"]},
        {**minimal(), "extras": "a towel"},
        {**minimal(), "language": "en_US"},
        minimal(duration="1.5 min"),
        minimal(duration="1:75"),
        minimal(duration=-5),
        minimal(pace=9),
        minimal(pace="fast"),
        minimal(wait="yes"),
        minimal(instruction="I" * 401),
        minimal(prompts=[{"at": "halfway", "say": "Half."}]),
        minimal(prompts=[{"at": 5}]),
        minimal(pattern={**PATTERN, "reps": 0}),
    ],
)
def test_what_the_format_refuses_is_stopped(value: object) -> None:
    assert complaints(value) != []


def test_every_key_of_the_table_is_there_with_what_it_is_for() -> None:
    parts = {
        "step": STEP_KEYS,
        "group": GROUP_KEYS,
        "pattern": PATTERN_KEYS,
        "prompt": PROMPT_KEYS,
    }
    for schema, keys in [(SCHEMA, TOP_KEYS)] + [(SCHEMA["$defs"][n], k) for n, k in parts.items()]:
        assert list(schema["properties"]) == [key.name for key in keys]
        assert schema["required"] == [key.name for key in keys if key.required]
        assert schema["additionalProperties"] is False
        for key in keys:
            assert schema["properties"][key.name]["description"] == key.about


def test_editors_are_told_the_defaults() -> None:
    step = SCHEMA["$defs"]["step"]["properties"]
    assert SCHEMA["properties"]["order"]["default"] == "by-foot"
    assert step["wait"]["default"] is False
    assert step["side"]["default"] == "each"
    assert "default" not in step["counts"]
