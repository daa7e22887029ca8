"""The worked examples in the docs are what the planner makes of them."""

from __future__ import annotations

from pathlib import Path

from tests.core.worked_page import page

PAGE = Path(__file__).parents[2] / "docs" / "worked-examples.md"


def test_the_page_is_what_the_planner_makes() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
