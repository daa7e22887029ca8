"""The reference in the docs is what the table of keys says, and its example is a good script."""

from __future__ import annotations

from pathlib import Path

from app.core.script_reader import read_script
from app.core.script_reference import key_reference

PAGE = Path(__file__).parents[2] / "docs" / "session-format.md"


def test_the_page_holds_the_reference_as_it_is_made() -> None:
    assert PAGE.read_text(encoding="utf-8").endswith(key_reference())


def test_the_reference_names_every_kind_of_value() -> None:
    reference = key_reference()
    for part in (
        "| `title` | yes | text, 1–80 characters |",
        "| `level` |  | one of `gentle`, `standard`, `experienced` | `standard` |",
        "| `hold` | yes | a time, 1 s to 5:00 |",
        "| `rounds` | yes | a whole number, 1–20 |",
        "| `steps` | yes | a list of steps, 1–200 |",
        "| `counts` |  | true or false | by technique |",
        "| `conditions` |  | a list of `plantar-fasciitis`",
    ):
        assert part in reference


def test_the_example_on_the_page_is_a_script_without_faults() -> None:
    example = PAGE.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    reading = read_script(example.encode(), "example.yaml")
    assert reading.script is not None
    assert not reading.faults
