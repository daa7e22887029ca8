"""When soreness was gone: between two answers, by the hours at which they were really given."""

from __future__ import annotations

from datetime import datetime

import pytest

from app.core.plan import Foot
from app.core.resolution import Course, GoneBetween, resolution
from app.core.script import Area
from app.core.soreness import LoggedSession, RatingContext, RatingKind
from tests.core.followup_building import AFTER, BEFORE, BERLIN, H3, H24, H48, rated, session

END = datetime(2026, 11, 18, 15, 0, tzinfo=BERLIN)
SORE = RatingKind.SORENESS

Told = tuple[RatingContext, float, int | None]


def lived(*told: Told, before: int | None = None) -> LoggedSession:
    ratings = [
        rated(SORE, context, value, hours_after_end=after_h) for context, after_h, value in told
    ]
    return session(END, "s", rated(SORE, BEFORE, before), *ratings)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ([(AFTER, 0.1, 3), (H3, 3.5, 2), (H24, 26.0, 0)], GoneBetween(3.5, 26.0)),
        ([(AFTER, 0.1, 3), (H3, 11.0, 0)], GoneBetween(0.1, 11.0)),
        ([(AFTER, 0.1, 3), (H48, 50.0, 0)], GoneBetween(0.1, 50.0)),
        ([(AFTER, 0.1, 3), (H3, 3.0, None), (H24, 24.0, 0)], GoneBetween(0.1, 24.0)),
        ([(AFTER, 0.1, 0), (H3, 3.0, 0), (H24, 24.0, 4), (H48, 48.0, 0)], GoneBetween(24.0, 48.0)),
        ([(AFTER, 0.1, 2), (H3, 3.0, 0), (H24, 24.0, 1)], Course.NOT_YET),
        ([(AFTER, 0.1, 2), (H24, 24.0, 2)], Course.NOT_YET),
        ([(AFTER, 0.1, 0), (H3, 3.0, 0)], Course.NEVER_ABOVE),
        ([(H24, 24.0, 0)], Course.NEVER_ABOVE),
        ([(AFTER, 0.1, 4)], Course.UNKNOWN),
        ([(AFTER, 0.1, 4), (H24, 24.0, None)], Course.UNKNOWN),
        ([], Course.UNKNOWN),
    ],
)
def test_it_is_gone_from_the_answer_on_that_is_not_above_the_level_before(
    told: list[Told], found: GoneBetween | Course
) -> None:
    assert resolution(lived(*told), Foot.LEFT) == found


def test_its_level_before_counts_where_it_was_asked() -> None:
    told = [(AFTER, 0.1, 4), (H3, 3.0, 3), (H24, 24.0, 2)]
    assert resolution(lived(*told, before=2), Foot.LEFT) == GoneBetween(3.0, 24.0)
    assert resolution(lived(*told, before=1), Foot.LEFT) is Course.NOT_YET
    assert resolution(lived(*told), Foot.LEFT) is Course.NOT_YET


def test_the_answers_are_in_the_order_of_their_hours() -> None:
    late_after = [(AFTER, 4.0, 0), (H3, 3.0, 5)]
    assert resolution(lived(*late_after), Foot.LEFT) == GoneBetween(3.0, 4.0)


def test_the_other_foot_other_questions_and_answers_without_hours_say_nothing() -> None:
    ratings = (
        rated(SORE, AFTER, 4, hours_after_end=0.1),
        rated(SORE, H24, 0, Foot.RIGHT, hours_after_end=24.0),
        rated(RatingKind.PAIN, H24, 0, hours_after_end=24.0),
        rated(SORE, H48, 0),
    )
    assert resolution(session(END, "s", *ratings), Foot.LEFT) is Course.UNKNOWN


def test_of_several_places_the_sorest_counts() -> None:
    ratings = (
        rated(SORE, AFTER, 4, hours_after_end=0.1),
        rated(SORE, H3, 0, area=Area.ARCH, hours_after_end=3.0),
        rated(SORE, H3, 2, area=Area.HEEL, hours_after_end=3.1),
        rated(SORE, H24, 0, hours_after_end=24.0),
    )
    assert resolution(session(END, "s", *ratings), Foot.LEFT) == GoneBetween(3.1, 24.0)
