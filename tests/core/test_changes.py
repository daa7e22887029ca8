"""Before, after and the day after, by script: what is told, and when nothing is."""

from __future__ import annotations

import doctest
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import changes
from app.core.answer import Region
from app.core.changes import Change, Figures, Spread, by_script, by_technique, change_of, figures
from app.core.plan import Feet, Foot
from app.core.script import Area, Technique
from app.core.soreness import LoggedSession, Rating, RatingContext, RatingKind, SessionRecord

WHEN = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
LEFT: Region = (Foot.LEFT, Area.WHOLE_FOOT)
BEFORE, AFTER, H24 = RatingContext.BEFORE, RatingContext.AFTER, RatingContext.H24


def rating(
    context: RatingContext,
    value: int | None,
    place: Region = LEFT,
    kind: RatingKind = RatingKind.PAIN,
    *,
    late: bool = False,
) -> Rating:
    return Rating("id", "s", kind, context, WHEN, *place, value, late=late)


def session(
    *ratings: Rating,
    script_id: str = "heel",
    title: str = "Heel",
    techniques: tuple[Technique, ...] = (Technique.KNEADING,),
    day: int = 0,
) -> LoggedSession:
    start = WHEN + timedelta(days=day)
    record = SessionRecord(
        id="s",
        start=start,
        end=start + timedelta(minutes=20),
        script_id=script_id,
        script_title=title,
        script_sha256="",
        techniques=techniques,
        feet=Feet.BOTH,
        first_foot=Foot.LEFT,
        planned_hands_on_s=900,
        actual_hands_on_s=900,
        completed=True,
        ended_early_reason=None,
        steps=(),
    )
    return LoggedSession(record, ratings)


def changed(before: int, after: int, **more: object) -> LoggedSession:
    return session(rating(BEFORE, before), rating(AFTER, after), **more)  # type: ignore[arg-type]


def test_the_examples_in_the_docs_are_right() -> None:
    tried = doctest.testmod(changes)
    assert tried.attempted > 2
    assert tried.failed == 0


def test_a_change_is_of_one_place_and_one_question() -> None:
    held = session(
        rating(BEFORE, 9, (Foot.RIGHT, Area.WHOLE_FOOT)),
        rating(BEFORE, 8, (Foot.LEFT, Area.HEEL)),
        rating(BEFORE, 7, kind=RatingKind.SORENESS),
        rating(BEFORE, 5),
        rating(AFTER, 3),
        rating(H24, 6),
    )
    assert change_of(held, LEFT) == Change(5, 3)
    assert change_of(held, LEFT, H24) == Change(5, 6)
    assert change_of(held, (Foot.LEFT, Area.HEEL)) is None


@pytest.mark.parametrize(
    "ratings",
    [
        [rating(BEFORE, 5)],
        [rating(AFTER, 5)],
        [rating(BEFORE, 5), rating(AFTER, None)],
        [rating(BEFORE, None), rating(AFTER, 5)],
        [rating(BEFORE, 5), rating(AFTER, 3, late=True)],
    ],
    ids=["no after", "no before", "after passed over", "before passed over", "after came late"],
)
def test_what_was_not_answered_in_time_is_missing(ratings: list[Rating]) -> None:
    assert change_of(session(*ratings), LEFT) is None


def test_of_four_sessions_nothing_is_told_but_how_many() -> None:
    past = [changed(5, 3) for _ in range(4)]
    assert figures(past, LEFT) == Figures(4, None, None, 4, 0)


def test_five_are_told_with_median_and_range() -> None:
    past = [changed(5, after) for after in (4, 2, 6, 5, 3)]
    assert figures(past, LEFT).before_after == Spread(5, -1, -3, 1)
    assert figures(past, (Foot.RIGHT, Area.WHOLE_FOOT)) == Figures(5, None, None, 0, 0)


def test_scripts_stand_by_name_whatever_their_figures() -> None:
    past = [
        changed(5, 5, script_id="z", title="ankle"),
        changed(9, 0, script_id="b", title="Heel"),
        changed(9, 0, script_id="a", title="Heel"),
    ]
    assert [one.script_id for one in by_script(past, LEFT)] == ["z", "a", "b"]


def test_a_script_bears_its_latest_title_and_counts_all_its_sessions() -> None:
    past = [changed(5, 3, title="New", day=1), changed(5, 3, title="Old")]
    (told,) = by_script(past, LEFT)
    assert (told.title, told.figures.sessions) == ("New", 2)


def test_a_session_counts_for_each_technique_it_included() -> None:
    kneading, friction = Technique.KNEADING, Technique.CROSS_FIBER_FRICTION
    past = [changed(5, 3, techniques=(kneading, friction)), changed(5, 4, techniques=(kneading,))]
    told = by_technique(past, LEFT)
    assert {technique: one.sessions for technique, one in told.items()} == {
        kneading: 2,
        friction: 1,
    }


@given(st.lists(st.tuples(st.integers(0, 10) | st.none(), st.integers(0, 10) | st.none())))
def test_only_whole_pairs_are_counted(pairs: list[tuple[int | None, int | None]]) -> None:
    past = [session(rating(BEFORE, before), rating(AFTER, after)) for before, after in pairs]
    whole = [b - a for a, b in pairs if a is not None and b is not None]
    told = figures(past, LEFT)
    assert told.before_after_count == len(whole)
    if len(whole) < 5:
        assert told.before_after is None
    else:
        assert told.before_after is not None
        assert told.before_after.lowest == min(whole)
        assert told.before_after.highest == max(whole)
        assert told.before_after.lowest <= told.before_after.median <= told.before_after.highest
