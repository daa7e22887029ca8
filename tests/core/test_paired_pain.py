"""Pairs of answers around sessions: same place, same session, nothing late, nothing pooled."""

from __future__ import annotations

import doctest
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.core import paired_pain
from app.core.changes import Spread
from app.core.paired_pain import SessionPain, paired
from app.core.plan import Foot
from app.core.script import Area
from app.core.trend_view import TrendKind

AFTER, NEXT_DAY = TrendKind.BEFORE_AFTER, TrendKind.DAY_AFTER


def pain(
    number: int,
    before: int | None,
    after: int | None = None,
    day_after: int | None = None,
    foot: Foot = Foot.LEFT,
    region: Area = Area.HEEL,
) -> SessionPain:
    day = date(2026, 11, 2) + timedelta(days=number)
    return SessionPain(str(number), day, "Slow", foot, region, before, after, day_after)


def test_the_examples_in_the_docs_are_right() -> None:
    tried = doctest.testmod(paired_pain)
    assert (tried.attempted > 4, tried.failed) == (True, 0)


def test_a_pair_needs_both_answers_and_what_is_missing_is_told() -> None:
    pains = [pain(0, 5, 3), pain(1, 5), pain(2, None, 3), pain(3, 4, None, 4)]
    (right_after,) = paired(pains, [Foot.LEFT], AFTER)
    assert [pair.session_id for pair in right_after.pairs] == ["0"]
    assert right_after.sessions == 3
    (next_day,) = paired(pains, [Foot.LEFT], NEXT_DAY)
    assert [(pair.session_id, pair.change.points) for pair in next_day.pairs] == [("3", 0)]


def test_five_pairs_have_a_median_and_four_have_none() -> None:
    pains = [pain(n, 5, 5 - n) for n in range(5)]
    assert paired(pains[:4], [Foot.LEFT], AFTER)[0].changes is None
    assert paired(pains, [Foot.LEFT], AFTER)[0].changes == Spread(5, -2, -4, 0)


def test_each_foot_has_the_place_that_was_answered_for_most_often() -> None:
    pains = [
        pain(0, 5, 3, region=Area.ARCH),
        pain(1, 5, 3),
        pain(2, 6, 3),
        pain(0, 2, 1, foot=Foot.RIGHT, region=Area.WHOLE_FOOT),
    ]
    left, right = paired(pains, list(Foot), AFTER)
    assert (left.region, right.region) == (Area.HEEL, Area.WHOLE_FOOT)
    assert [pair.session_id for pair in left.pairs] == ["1", "2"]
    (chosen,) = paired(pains, [Foot.LEFT], AFTER, Area.ARCH)
    assert [pair.session_id for pair in chosen.pairs] == ["0"]


def test_equally_often_answered_places_have_one_order() -> None:
    pains = [pain(0, 5, 3, region=Area.ARCH), pain(1, 5, 3)]
    assert paired(pains, [Foot.LEFT], AFTER)[0].region is Area.HEEL


def test_a_foot_without_an_answer_has_no_place() -> None:
    (right,) = paired([pain(0, 5, 3)], [Foot.RIGHT], AFTER)
    assert (right.region, right.pairs, right.sessions) == (None, (), 0)


@given(st.lists(st.tuples(st.none() | st.integers(0, 10), st.none() | st.integers(0, 10))))
def test_there_are_never_more_pairs_than_sessions(
    answers: list[tuple[int | None, int | None]],
) -> None:
    pains = [pain(n, before, after) for n, (before, after) in enumerate(answers)]
    (left,) = paired(pains, [Foot.LEFT], AFTER)
    assert len(left.pairs) == sum(b is not None and a is not None for b, a in answers)
    assert left.sessions == sum(b is not None for b, _ in answers)
