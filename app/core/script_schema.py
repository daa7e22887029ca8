"""The JSON Schema of the script format, for editors; made from the table of keys.

Editors read YAML with their own guesses (`1:30` may become a number), so numbers are let through
where the format takes a time or a whole number. What only the whole script can tell is left to
`footwell check`.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.core.script_keys import (
    FORMAT,
    GROUP_KEYS,
    PATTERN_KEYS,
    PROMPT_KEYS,
    STEP_KEYS,
    TOP_KEYS,
    Key,
    Kind,
)
from app.core.script_reader import LANGUAGE_PATTERN

Schema = dict[str, object]

TIME_PATTERN = (
    "^([0-9]+( ?s)?|[0-9]+( min|m)|[0-9]+ min [0-5]?[0-9] s|[0-9]+m[0-5]?[0-9]s|[0-9]+:[0-5][0-9])$"
)


def script_schema() -> Schema:
    """The schema as plain values, ready for JSON (draft 2020-12)."""
    step = _mapping(STEP_KEYS)
    step["oneOf"] = [{"required": ["duration"]}, {"required": ["pattern"]}]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Footwell session script, format 1",
        **_mapping(TOP_KEYS),
        "$defs": {
            "step": step,
            "group": _mapping(GROUP_KEYS),
            "pattern": _mapping(PATTERN_KEYS),
            "prompt": _mapping(PROMPT_KEYS),
        },
    }


def _mapping(keys: Iterable[Key]) -> Schema:
    keys = tuple(keys)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [key.name for key in keys if key.required],
        "properties": {key.name: _about(key) for key in keys},
    }


def _about(key: Key) -> Schema:
    default: Schema = {}
    if key.default in ("true", "false"):
        default = {"default": key.default == "true"}
    elif key.default and not key.default.startswith("by "):
        default = {"default": key.default}
    return {"description": key.about, **_value(key), **default}


def _value(key: Key) -> Schema:
    text: Schema = {"type": "string", "minLength": key.least, "maxLength": key.most}
    words: Schema = {"enum": list(key.words)}
    steps: Schema = {"type": "array", "minItems": key.least, "maxItems": key.most}
    step: Schema = {"$ref": "#/$defs/step"}
    group: Schema = {"$ref": "#/$defs/group"}
    made: dict[Kind, Schema] = {
        Kind.FORMAT: {"enum": [FORMAT, str(FORMAT)]},
        Kind.TEXT: text,
        Kind.TEXTS: {"type": "array", "items": text},
        Kind.WORD: words,
        Kind.WORDS: {"type": "array", "items": words},
        Kind.LANGUAGE: {"type": "string", "pattern": f"^{LANGUAGE_PATTERN}$"},
        Kind.TIME: _time(),
        Kind.AT: {"anyOf": [_time(), {"const": "half"}]},
        Kind.INTEGER: {
            "anyOf": [
                {"type": "integer", "minimum": key.least, "maximum": key.most},
                {"type": "string", "pattern": "^[0-9]+$"},
            ]
        },
        Kind.BOOLEAN: {"enum": [True, False, "true", "false"]},
        Kind.PATTERN: {"$ref": "#/$defs/pattern"},
        Kind.PROMPTS: {"type": "array", "items": {"$ref": "#/$defs/prompt"}},
        Kind.STEPS: {**steps, "items": step},
        Kind.STEPS_AND_GROUPS: {
            **steps,
            "items": {
                "if": {"anyOf": [{"required": ["rounds"]}, {"required": ["steps"]}]},
                "then": group,
                "else": step,
            },
        },
    }
    return made[key.kind]


def _time() -> Schema:
    return {
        "anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": TIME_PATTERN}]
    }
