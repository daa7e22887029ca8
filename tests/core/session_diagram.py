"""Draws the session's transition table as a Mermaid diagram, for docs/architecture.md."""

from __future__ import annotations

from collections import defaultdict

from app.core.session_table import TRANSITIONS, Command, State


def diagram() -> str:
    """A state diagram; commands between the same two states share an arrow."""
    arrows: defaultdict[tuple[State, State], list[Command]] = defaultdict(list)
    for state, commands in TRANSITIONS.items():
        for command, target in commands.items():
            arrows[state, target].append(command)
    lines = [
        f"    {state} --> {target}: {', '.join(commands)}"
        for (state, target), commands in arrows.items()
    ]
    on_arrival = [
        "    resuming --> running: (after three seconds)",
        "    running --> waiting: (a step that waits)",
        "    running --> short: (over, under fifteen minutes)",
        "    running --> ended: (over)",
    ]
    body = "\n".join(["stateDiagram-v2", "    [*] --> idle", *lines, *on_arrival])
    return f"```mermaid\n{body}\n    ended --> [*]\n```\n"
