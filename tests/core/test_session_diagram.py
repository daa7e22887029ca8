"""The diagram in the docs is drawn from the transition table."""

from __future__ import annotations

from pathlib import Path

from tests.core.session_diagram import diagram

PAGE = Path(__file__).parents[2] / "docs" / "architecture.md"


def test_the_page_shows_the_table_as_it_is() -> None:
    assert diagram() in PAGE.read_text(encoding="utf-8")
