"""First steps belong to the session before them; other questions of the day belong to none."""

from __future__ import annotations

from datetime import datetime

import pytest

from app.core.daily_question import HurtsMost
from app.core.first_steps import Morning, first_step_rating, morning_of
from app.core.followups import check_ins
from app.core.plan import Foot, Side
from app.core.script import Area
from app.core.soreness import LoggedSession, RatingContext, RatingKind
from tests.core.followup_building import BERLIN, answered, place, session

END = datetime(2026, 11, 18, 18, 0, tzinfo=BERLIN)
EIGHT = datetime(2026, 11, 19, 8, 0, tzinfo=BERLIN)
LEFT, RIGHT = Foot
MORNING, DAILY = RatingContext.MORNING, RatingContext.DAILY
HEEL = HurtsMost.HEEL_OR_ARCH


def morning(*sessions: LoggedSession, now: datetime = EIGHT) -> Morning | None:
    return morning_of(check_ins(sessions, now, place(BERLIN)), sessions, now)


def test_they_are_kept_with_the_session_of_the_evening() -> None:
    logged = session(END)
    found = morning(logged)
    assert found is not None
    rating = first_step_rating(RIGHT, 4, HEEL, found, EIGHT, lambda: "new")
    assert (rating.id, rating.session_id, rating.context) == ("new", "s", MORNING)
    assert (rating.kind, rating.side, rating.value) == (RatingKind.FIRST_STEP, RIGHT, 4)
    assert rating.region is Area.WHOLE_FOOT, "as on every other morning"
    assert rating.hours_after_end == 14
    assert not rating.late
    assert rating.due is not None


def test_a_second_answer_of_a_morning_belongs_there_too() -> None:
    assert morning(answered(session(END), MORNING, EIGHT)) is not None


def test_without_a_session_before_they_are_those_of_a_day() -> None:
    assert morning() is None
    rating = first_step_rating(LEFT, 3, HEEL, None, EIGHT, lambda: "new")
    assert (rating.session_id, rating.context, rating.due) == (None, DAILY, None)
    assert (rating.answered, rating.region, rating.value) == (EIGHT, Area.WHOLE_FOOT, 3)


def test_a_foot_that_rested_has_a_day_and_no_session() -> None:
    found = morning(session(END, side=Side.LEFT))
    assert found is not None
    assert first_step_rating(LEFT, 3, HEEL, found, EIGHT, str).context is MORNING
    assert first_step_rating(RIGHT, 3, HEEL, found, EIGHT, str).context is DAILY


@pytest.mark.parametrize("hurts_most", [HurtsMost.BALL_OF_FOOT, HurtsMost.ACHILLES])
def test_another_question_of_the_day_answers_no_check_in(hurts_most: HurtsMost) -> None:
    found = morning(session(END))
    assert found is not None
    rating = first_step_rating(LEFT, 3, hurts_most, found, EIGHT, lambda: "new")
    assert (rating.session_id, rating.context) == (None, DAILY)
    assert rating.region is hurts_most.region
