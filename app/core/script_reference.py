"""The table of keys as Markdown, for the reference in the docs; made from the one table."""

from __future__ import annotations

from app.core.durations import clock_text
from app.core.script_keys import (
    GROUP_KEYS,
    PATTERN_KEYS,
    PROMPT_KEYS,
    STEP_KEYS,
    TOP_KEYS,
    Key,
    Kind,
)


def key_reference() -> str:
    """All keys of the script format, a table for each kind of mapping."""
    tables = (
        ("A script", TOP_KEYS),
        ("A step", STEP_KEYS),
        ("A group", GROUP_KEYS),
        ("A pattern", PATTERN_KEYS),
        ("A prompt", PROMPT_KEYS),
    )
    return "\n".join(_table(title, keys) for title, keys in tables)


def _table(title: str, keys: tuple[Key, ...]) -> str:
    rows = "".join(
        f"| `{key.name}` | {'yes' if key.required else ''} | {_value(key)} | {_default(key)} "
        f"| {key.about} |\n"
        for key in keys
    )
    head = "| key | needed | value | default | what it is |\n|---|---|---|---|---|\n"
    return f"### {title}\n\n{head}{rows}"


def _value(key: Key) -> str:
    if key.kind in (Kind.TEXT, Kind.TEXTS):
        return f"{key.kind}, {key.least}–{key.most} characters"
    if key.kind is Kind.TIME:
        return f"{key.kind}, {key.least} s to {clock_text(key.most)}"
    if key.kind is Kind.INTEGER:
        return f"{key.kind}, {key.least}–{key.most}"
    if key.kind in (Kind.STEPS, Kind.STEPS_AND_GROUPS):
        return f"{key.kind}, {key.least}–{key.most}"
    if key.words:
        some = "one of" if key.kind is Kind.WORD else "a list of"
        return f"{some} {', '.join(f'`{word}`' for word in key.words)}"
    return str(key.kind)


def _default(key: Key) -> str:
    if not key.default or key.default.startswith("by "):
        return key.default
    return f"`{key.default}`"
