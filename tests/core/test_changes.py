"""Before, after and the day after, by script: what is told, and when nothing is."""

from __future__ import annotations

import doctest
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import changes
from app.core.answer import Region
from app.core.changes import (
    Figures,
    Spread,
    by_script,
    by_technique,
    figures,
    spread,
)
from app.core.plan import Foot
from app.core.script import Area, Technique
from app.core.session_pain import SessionPain

WHEN = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
LEFT: Region = (Foot.LEFT, Area.WHOLE_FOOT)


def changed(before: int | None, after: int | None, day_after: int | None = None) -> SessionPain:
    return lived(before=before, after=after, day_after=day_after)


def lived(day: int = 0, **more: Any) -> SessionPain:
    start = WHEN + timedelta(days=day)
    usual = SessionPain(f"{day}", start, "heel", "Heel", (Technique.KNEADING,), LEFT)
    return replace(usual, **more)


def test_the_examples_in_the_docs_are_right() -> None:
    tried = doctest.testmod(changes)
    assert tried.attempted > 2
    assert tried.failed == 0


def test_of_four_sessions_nothing_is_told_but_how_many() -> None:
    assert figures([changed(5, 3)] * 4) == Figures(4, None, None, 4, 0)


def test_five_are_told_with_median_and_range() -> None:
    past = [changed(5, after) for after in (4, 2, 6, 5, 3)]
    assert figures(past).before_after == Spread(5, -1, -3, 1)


def test_those_without_both_answers_are_counted_as_sessions_alone() -> None:
    past = [changed(5, None), changed(None, 5), changed(None, None), changed(5, 5, 4)]
    assert figures(past) == Figures(4, None, None, 1, 1)


def test_five_that_are_all_the_same_have_a_range_of_one_number() -> None:
    assert figures([changed(5, 3, 4)] * 5) == Figures(
        5, Spread(5, -2, -2, -2), Spread(5, -1, -1, -1), 5, 5
    )


def test_of_nothing_nothing_is_told() -> None:
    assert figures([]) == Figures(0, None, None, 0, 0)


def test_one_value_is_told_where_one_is_enough() -> None:
    assert spread([-2], least=1) == Spread(1, -2, -2, -2)


def test_feet_are_never_pooled() -> None:
    both = [changed(5, 3), lived(place=(Foot.RIGHT, Area.WHOLE_FOOT))]
    for told in (figures, by_script, by_technique):
        with pytest.raises(ValueError, match="one place"):
            told(both)


def test_scripts_stand_by_name_whatever_their_figures() -> None:
    past = [
        lived(before=5, after=5, script_id="z", title="ankle"),
        lived(before=9, after=0, script_id="b", title="Heel"),
        lived(before=9, after=0, script_id="a", title="Heel"),
    ]
    assert [one.script_id for one in by_script(past)] == ["z", "a", "b"]


def test_a_script_bears_its_latest_title_and_counts_all_its_sessions() -> None:
    (told,) = by_script([lived(1, title="New"), lived(title="Old")])
    assert (told.title, told.figures.sessions) == ("New", 2)


def test_the_latest_is_told_by_instants_not_by_what_clocks_showed() -> None:
    east = timezone(timedelta(hours=14))
    earlier = replace(lived(title="Old"), start=WHEN.astimezone(east))
    (told,) = by_script([replace(lived(title="New"), start=WHEN + timedelta(hours=1)), earlier])
    assert told.title == "New"


def test_a_session_counts_for_each_technique_it_included() -> None:
    kneading, friction = Technique.KNEADING, Technique.CROSS_FIBER_FRICTION
    told = by_technique([lived(techniques=(friction, kneading)), lived(techniques=(kneading,))])
    assert {technique: one.sessions for technique, one in told.items()} == {
        kneading: 2,
        friction: 1,
    }
    assert list(told) == [kneading, friction]


SCORES = st.integers(0, 10) | st.none()


@given(st.lists(st.tuples(SCORES, SCORES, SCORES)))
def test_only_whole_pairs_are_counted(answered: list[tuple[int | None, ...]]) -> None:
    told = figures([changed(*values) for values in answered])
    assert told.sessions == len(answered)
    for later, count, spreads in (
        (1, told.before_after_count, told.before_after),
        (2, told.day_after_count, told.day_after),
    ):
        whole = [
            value - before
            for values in answered
            if (before := values[0]) is not None and (value := values[later]) is not None
        ]
        assert count == len(whole)
        assert (spreads is None) == (len(whole) < 5)
        if spreads is not None:
            assert (spreads.lowest, spreads.highest) == (min(whole), max(whole))
            assert spreads.lowest <= spreads.median <= spreads.highest
            # At least half of them lie on either side of it, itself included.
            assert 2 * sum(change <= spreads.median for change in whole) >= len(whole)
            assert 2 * sum(change >= spreads.median for change in whole) >= len(whole)


@given(st.lists(st.tuples(st.sampled_from("abc"), SCORES, SCORES)), st.randoms())
def test_the_order_of_the_log_changes_nothing(
    rows: list[tuple[str, int | None, int | None]], shuffled: random.Random
) -> None:
    past = [
        lived(day, script_id=script, title=script.upper(), before=before, after=after)
        for day, (script, before, after) in enumerate(rows)
    ]
    told = by_script(past)
    shuffled.shuffle(past)
    assert by_script(past) == told
    assert sum(one.figures.sessions for one in told) == len(past)
