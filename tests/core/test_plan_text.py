"""What stands in a table that is printed."""

from __future__ import annotations

from app.core.plan_text import as_table


def test_what_would_steer_a_terminal_is_left_out_of_a_table() -> None:
    note = "sore\x1b[31m\x07 \u202eheel\r\nand arch"
    assert as_table([("Note", "Foot"), (note, "left")]).splitlines() == [
        "Note                    Foot",
        "sore[31m heel and arch  left",
    ]
