"""What the rows of the log's table are made of."""

from __future__ import annotations

import doctest
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import log_entries
from app.core.log_entries import (
    EXCERPT_MAX,
    FeetScores,
    SessionEntry,
    excerpt,
    foot_score,
    words_finder,
)
from app.core.log_filter import EntryKind, LogFilter
from app.core.plan import FLOOR_S, Feet, Foot
from app.core.script import Area


def test_the_examples_hold() -> None:
    assert doctest.testmod(log_entries).failed == 0


def test_the_higher_foot_leads_and_none_is_no_zero() -> None:
    assert FeetScores(0, None).highest == 0
    assert FeetScores(3, 7).highest == 7
    assert FeetScores().highest is None
    assert (FeetScores(1, 2).of(Foot.LEFT), FeetScores(1, 2).of(Foot.RIGHT)) == (1, 2)


def test_nothing_that_was_answered_is_no_score() -> None:
    assert foot_score([]) is None
    assert foot_score([(Area.TOES, 0)]) == 0


@given(st.lists(st.text(max_size=90), max_size=4))
def test_an_excerpt_is_one_line_and_begins_as_the_notes_do(notes: list[str]) -> None:
    shown = excerpt(notes)
    whole = " ".join(" ".join(notes).split())
    assert len(shown) <= EXCERPT_MAX
    assert "\n" not in shown
    assert whole.startswith(shown.removesuffix("…")) or shown == whole


def test_words_are_found_in_any_order_and_case_and_none_is_always_found() -> None:
    assert words_finder("ärger HEEL")("Heel sore, ÄRGER")
    assert not words_finder("heel toe")("heel")
    assert words_finder(" ")("")


@pytest.mark.parametrize(("seconds", "met"), [(FLOOR_S, True), (FLOOR_S - 1, False)])
def test_fifteen_minutes_are_told_from_less(seconds: int, met: bool) -> None:  # noqa: FBT001
    assert SessionEntry("Sample", seconds, 1000, Feet.BOTH, completed=True).met_15_min is met


def test_a_filter_knows_whether_it_asks_for_anything() -> None:
    assert LogFilter().is_clear
    assert LogFilter(words="  ").is_clear
    words = LogFilter(words="heel")
    assert (words.is_clear, words.has_choices) == (False, False)
    for choice in (
        LogFilter(since=date(2026, 1, 1)),
        LogFilter(kind=EntryKind.EVENTS),
        LogFilter(script_id="sample"),
    ):
        assert (choice.is_clear, choice.has_choices) == (False, True)
