"""What is asked at a check-in, and what becomes of an answer to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.core.asked_after import (
    AskedRating,
    asked_ratings,
    asked_regions,
    done_mark,
    is_answered,
    massaged_feet,
    rating_of,
)
from app.core.followups import check_ins
from app.core.plan import Feet, Foot, Side
from app.core.script import Area
from app.core.soreness import RatingKind
from tests.core.followup_building import (
    AFTER,
    BEFORE,
    BERLIN,
    H3,
    H24,
    MORNING,
    later,
    one_of,
    place,
    rated,
    session,
)

LEFT, RIGHT = Foot.LEFT, Foot.RIGHT
PAIN, SORE = RatingKind.PAIN, RatingKind.SORENESS
END = datetime(2026, 11, 18, 15, 0, tzinfo=BERLIN)
WHOLE_LEFT, WHOLE_RIGHT = (LEFT, Area.WHOLE_FOOT), (RIGHT, Area.WHOLE_FOOT)


def test_feet_without_steps_are_the_ones_that_it_was_said_for() -> None:
    assert massaged_feet(session(END, side=Side.RIGHT).session) == (RIGHT,)
    assert massaged_feet(session(END, by_hand=True).session) == (LEFT, RIGHT)
    assert massaged_feet(session(END, by_hand=True, feet=Feet.RIGHT).session) == (RIGHT,)
    assert massaged_feet(session(END, by_hand=True, hands_on_s=0).session) == ()
    assert massaged_feet(session(END, hands_on_s=0).session) == ()


def test_pain_is_asked_for_the_places_it_was_rated_for_before_and_right_after() -> None:
    ratings = (
        rated(PAIN, AFTER, 3, RIGHT, Area.TOES),
        rated(PAIN, BEFORE, 0, LEFT, Area.ARCH),
        rated(PAIN, BEFORE, 5, LEFT, Area.HEEL),
    )
    logged = session(END, "s", *ratings)
    assert asked_regions(logged) == ((LEFT, Area.HEEL), (LEFT, Area.ARCH), (RIGHT, Area.TOES))


def test_what_was_passed_over_or_rated_for_something_else_is_not_asked_for_again() -> None:
    ratings = (
        rated(PAIN, BEFORE, None, LEFT, Area.ARCH),
        rated(SORE, AFTER, 3, LEFT, Area.TOES),
        rated(PAIN, H3, 3, LEFT, Area.HEEL),
    )
    assert asked_regions(session(END, "s", *ratings)) == (WHOLE_LEFT, WHOLE_RIGHT)


def test_a_massaged_foot_without_a_rating_is_asked_for_as_a_whole() -> None:
    heel = rated(PAIN, BEFORE, 5, LEFT, Area.HEEL)
    assert asked_regions(session(END, "s", heel)) == ((LEFT, Area.HEEL), WHOLE_RIGHT)
    one_foot = session(END, "s", heel, side=Side.LEFT)
    assert asked_regions(one_foot) == ((LEFT, Area.HEEL),)


def test_pain_comes_first_then_the_soreness_of_the_massaged_feet() -> None:
    arch = rated(PAIN, BEFORE, 5, LEFT, Area.ARCH)
    assert asked_ratings(session(END, "s", arch, side=Side.RIGHT), H24) == (
        AskedRating(PAIN, LEFT, Area.ARCH),
        AskedRating(PAIN, RIGHT),
        AskedRating(SORE, RIGHT),
    )


def test_where_nothing_was_massaged_only_pain_is_asked_for() -> None:
    stopped = session(END, hands_on_s=0, feet=Feet.LEFT)
    assert asked_ratings(stopped, H3) == (AskedRating(PAIN, LEFT),)


def test_in_the_morning_only_first_steps_are_asked_for() -> None:
    arch = rated(PAIN, BEFORE, 5, LEFT, Area.ARCH)
    both = session(END, "s", arch)
    assert asked_ratings(both, MORNING) == tuple(
        AskedRating(RatingKind.FIRST_STEP, foot) for foot in (LEFT, RIGHT)
    )
    right = session(END, side=Side.RIGHT)
    assert asked_ratings(right, MORNING) == (AskedRating(RatingKind.FIRST_STEP, RIGHT),)


def test_first_steps_are_of_a_foot_whatever_place_is_kept_with_them() -> None:
    steps = rated(RatingKind.FIRST_STEP, MORNING, 4, RIGHT, Area.HEEL)
    assert is_answered(session(END, "s", steps, side=Side.RIGHT), MORNING)
    pain = rated(PAIN, H24, 4, RIGHT, Area.HEEL)
    sore = rated(SORE, H24, 4, RIGHT)
    elsewhere = session(END, "s", pain, sore, side=Side.RIGHT)
    mark = done_mark(elsewhere.session, H24, END, 1, is_done=True)
    assert not is_answered(replace(elsewhere, answers=(mark,)), H24)


@pytest.mark.parametrize(("after_h", "is_late"), [(2, False), (6, False), (6.001, True)])
def test_an_answer_keeps_the_hours_that_passed_and_says_if_it_is_late(
    after_h: float, *, is_late: bool
) -> None:
    logged = session(END)
    now = later(END, after_h)
    one = one_of(check_ins([logged], now, place(BERLIN)), H3)
    asked = AskedRating(SORE, RIGHT)
    rating = rating_of(one, logged.session, asked, 4, now, lambda: "new")
    assert (rating.id, rating.session_id, rating.context) == ("new", "s", H3)
    assert (rating.kind, rating.side, rating.region) == (SORE, RIGHT, Area.WHOLE_FOOT)
    assert (rating.value, rating.answered, rating.due) == (4, now, one.due)
    assert rating.hours_after_end == pytest.approx(after_h)
    assert rating.late is is_late


def test_hours_are_counted_over_a_change_of_the_clocks() -> None:
    end = datetime(2026, 10, 24, 12, 0, tzinfo=BERLIN)
    logged = session(end)
    now = datetime(2026, 10, 25, 12, 0, tzinfo=BERLIN)
    one = one_of(check_ins([logged], now, place(BERLIN)), H24)
    asked = AskedRating(PAIN, LEFT)
    assert rating_of(one, logged.session, asked, None, now, lambda: "n").hours_after_end == 25.0
    assert rating_of(one, logged.session, asked, None, now, lambda: "n").value is None


def test_before_the_end_no_hours_have_passed() -> None:
    logged = session(END)
    one = one_of(check_ins([logged], END, place(BERLIN)), H3)
    back = END - timedelta(hours=1)
    asked = AskedRating(PAIN, LEFT)
    assert rating_of(one, logged.session, asked, 1, back, lambda: "n").hours_after_end == 0.0


def test_all_that_is_asked_for_answers_a_check_in_as_it_is_built() -> None:
    logged = session(END)
    now = later(END, 24)
    one = one_of(check_ins([logged], now, place(BERLIN)), H24)
    given = tuple(
        rating_of(one, logged.session, asked, None, now, lambda: "n")
        for asked in asked_ratings(logged, H24)
    )
    mark = done_mark(logged.session, H24, now, 1, is_done=True)
    assert is_answered(replace(logged, ratings=given, answers=(mark,)), H24)
