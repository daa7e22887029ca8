"""Makes docs/worked-examples.md of the scripts in `worked/`, so that the page cannot be wrong."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import fill

from app.core.plan import Choice, Feet, Foot, plan_session
from app.core.plan_text import plan_table
from app.core.script_reader import read_script

WORKED = Path(__file__).parent / "worked"

HEAD = """# Worked examples

Three small scripts and the timelines they become, by section *From script to timeline* of
[the format](session-format.md). Any other is printed by `footwell plan`. Changeovers are the
seconds between one step's end and the next one's start.

<!-- made by tests/core/worked_page.py; a test keeps it in step -->
"""

EXAMPLES = {
    "one-foot-after-the-other": (
        "One foot after the other",
        (
            "Every step is for `each` foot, so the run is done whole on the left, then whole on "
            "the right. Changing to the ball takes 15 seconds, changing the foot too; between "
            "two steps with the hands on the same foot are 5. Both feet together reach fifteen "
            "minutes as written. *Rest* trails and does not count: it is the closing."
        ),
    ),
    "filled-to-fifteen-minutes": (
        "Filled to fifteen minutes",
        (
            "One foot alone falls short of fifteen minutes. The steps that may be repeated are, "
            "in order, one at a time and from the first again, until the minutes are reached; "
            "the last pass stops in the middle. Friction is done once and never repeated. The "
            "closing comes last, whatever was added."
        ),
    ),
    "step-by-step": (
        "Step by step",
        (
            "With `order: by-step` each step is done on the first foot and at once on the "
            "other. The step for the left foot and the one for both stay where they are written "
            "and end a run. The right foot goes first here; the ball and the wall each ask for "
            "the longer changeover."
        ),
    ),
}


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_example(name) for name in EXAMPLES)])


def _example(name: str) -> str:
    title, about = EXAMPLES[name]
    text = (WORKED / f"{name}.yaml").read_text(encoding="utf-8")
    script = read_script(text.encode(), f"{name}.yaml").script
    assert script is not None
    wanted = json.loads((WORKED / f"{name}.json").read_text(encoding="utf-8"))
    choice = Choice(Feet(wanted["feet"]), Foot(wanted["first"]), wanted["minutes"])
    command = f"footwell plan {name}.yaml"
    if choice.feet is not Feet.BOTH:
        command += f" --feet {choice.feet}"
    if choice.first is not Foot.LEFT:
        command += f" --first {choice.first}"
    table = plan_table(plan_session(script, choice))
    head = f"## {title}\n\n{fill(about, 100)}"
    return f"{head}\n\n```yaml\n{text}```\n\n`{command}`\n\n```text\n{table}\n```\n"
