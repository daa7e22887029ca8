"""Pairs of answers around sessions: same place, same session, nothing late, nothing pooled."""

from __future__ import annotations

import doctest
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.core import paired_pain
from app.core.changes import Spread
from app.core.paired_pain import foot_pairs
from app.core.plan import Foot
from app.core.script import Area
from app.core.session_pain import SessionPain
from app.core.trend_view import TrendKind

HEEL = (Foot.LEFT, Area.HEEL)
AFTER, NEXT_DAY = TrendKind.BEFORE_AFTER, TrendKind.DAY_AFTER


def pain(
    number: int, before: int | None, after: int | None = None, day_after: int | None = None
) -> SessionPain:
    start = datetime(2026, 11, 2, 18, tzinfo=UTC) + timedelta(days=number)
    return SessionPain(str(number), start, "slow", "Slow", (), HEEL, before, after, day_after)


def test_the_examples_in_the_docs_are_right() -> None:
    tried = doctest.testmod(paired_pain)
    assert (tried.attempted > 4, tried.failed) == (True, 0)


def test_a_pair_needs_both_answers_and_what_is_missing_is_told() -> None:
    pains = [pain(0, 5, 3), pain(1, 5), pain(2, None, 3), pain(3, 4, None, 4)]
    right_after = foot_pairs(*HEEL, pains, AFTER)
    assert [pair.session_id for pair in right_after.pairs] == ["0"]
    assert right_after.sessions == 3
    next_day = foot_pairs(*HEEL, pains, NEXT_DAY)
    assert [(pair.session_id, pair.change.points) for pair in next_day.pairs] == [("3", 0)]


def test_five_pairs_have_a_median_and_four_have_none() -> None:
    pains = [pain(n, 5, 5 - n) for n in range(5)]
    assert foot_pairs(*HEEL, pains[:4], AFTER).changes is None
    assert foot_pairs(*HEEL, pains, AFTER).changes == Spread(5, -2, -4, 0)


def test_a_foot_without_an_answer_has_no_place() -> None:
    right = foot_pairs(Foot.RIGHT, None, [], AFTER)
    assert (right.region, right.pairs, right.sessions) == (None, (), 0)


@given(st.lists(st.tuples(st.none() | st.integers(0, 10), st.none() | st.integers(0, 10))))
def test_there_are_never_more_pairs_than_sessions(
    answers: list[tuple[int | None, int | None]],
) -> None:
    pains = [pain(n, before, after) for n, (before, after) in enumerate(answers)]
    left = foot_pairs(*HEEL, pains, AFTER)
    assert len(left.pairs) == sum(b is not None and a is not None for b, a in answers)
    assert left.sessions == sum(b is not None for b, _ in answers)
