"""What the log keeps: the figures that are worked out, and what is no answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.core.plan import Foot, Side
from app.core.script import Area, Pressure, Technique, Tool
from app.core.soreness import (
    REGIONS,
    EndReason,
    EventType,
    LogEvent,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
    StepDone,
    StepOutcome,
)
from tests.sessions import a_session

WHEN = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)


def step_done(outcome: StepOutcome, eased: int = 0) -> StepDone:
    return StepDone(
        position=0,
        step_index=0,
        title="Knead",
        technique=Technique.KNEADING,
        area=Area.ARCH,
        side=Side.LEFT,
        tool=Tool.HANDS,
        pressure=Pressure.LIGHT,
        pass_number=1,
        planned_s=60,
        actual_s=60.0,
        counts=True,
        eased=eased,
        outcome=outcome,
    )


def record(actual_s: int = 900, steps: tuple[StepDone, ...] = ()) -> SessionRecord:
    return a_session(WHEN, id="1", end=WHEN, actual_hands_on_s=actual_s, steps=steps)


def rating(value: int | None, side: Foot = Foot.LEFT, region: Area = Area.HEEL) -> Rating:
    kind, context = RatingKind.PAIN, RatingContext.BEFORE
    return Rating("1", None, kind, context, WHEN, side, region, value)


def test_fifteen_minutes_are_met_from_900_seconds_on() -> None:
    assert record(900).met_15_min
    assert not record(899).met_15_min


def test_steps_done_in_whole_or_in_part_are_counted_and_eases_summed() -> None:
    done = record(
        steps=(
            step_done(StepOutcome.DONE, eased=2),
            step_done(StepOutcome.PARTLY, eased=1),
            step_done(StepOutcome.SKIPPED),
            step_done(StepOutcome.LEFT_OUT),
            replace(step_done(StepOutcome.LEFT_OUT), actual_s=0.9),
        )
    )
    assert (done.steps_done, done.steps_skipped, done.eased_count) == (3, 2, 3)


@pytest.mark.parametrize("value", [0, 10, None])
def test_a_rating_is_0_to_10_or_skipped(value: int | None) -> None:
    assert rating(value).value == value


@pytest.mark.parametrize("value", [-1, 11])
def test_another_number_is_no_rating(value: int) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        rating(value)


def test_general_is_no_region() -> None:
    assert Area.GENERAL not in REGIONS
    assert len(REGIONS) == len(Area) - 1
    with pytest.raises(ValueError, match="region of a foot"):
        rating(3, region=Area.GENERAL)
    with pytest.raises(ValueError, match="region of a foot"):
        LogEvent("1", None, WHEN, EventType.BRUISE, region=Area.GENERAL)
    assert LogEvent("1", None, WHEN, EventType.DIZZINESS).region is None


def test_the_score_of_a_foot_is_what_was_answered_for_it() -> None:
    places = (rating(7, region=Area.ARCH), rating(2, region=Area.TOES))
    whole = rating(3, region=Area.WHOLE_FOOT)
    for answers, score in ((places, 7), ((*places, whole), 3), ((whole, *places), 3)):
        logged = LoggedSession(record(), answers)
        assert logged.score(RatingKind.PAIN, RatingContext.BEFORE, Foot.LEFT) == score


def test_the_score_of_a_foot_takes_nothing_from_others() -> None:
    answers = (
        rating(3, region=Area.HEEL),
        rating(7, region=Area.ARCH),
        rating(None, region=Area.TOES),
        rating(9, side=Foot.RIGHT),
        Rating("2", None, RatingKind.SORENESS, RatingContext.BEFORE, WHEN, Foot.LEFT, Area.HEEL, 8),
        Rating("3", None, RatingKind.PAIN, RatingContext.AFTER, WHEN, Foot.LEFT, Area.HEEL, 8),
    )
    logged = LoggedSession(record(), answers)
    assert logged.score(RatingKind.PAIN, RatingContext.BEFORE, Foot.LEFT) == 7
    assert logged.score(RatingKind.PAIN, RatingContext.H24, Foot.LEFT) is None


def test_only_done_and_other_may_be_resumed() -> None:
    assert {reason for reason in EndReason if reason.may_be_resumed} == {
        EndReason.DONE,
        EndReason.OTHER,
    }


def test_a_sign_of_the_body_is_no_wish_of_the_person_and_no_crash() -> None:
    others = {EndReason.DONE, EndReason.OTHER, EndReason.CRASH}
    assert {reason for reason in EndReason if reason.is_sign} == set(EndReason) - others


def test_pressure_goes_down_one_level_at_a_time_and_stays_at_light() -> None:
    assert Pressure.FIRM.lighter is Pressure.MODERATE
    assert Pressure.MODERATE.lighter is Pressure.LIGHT
    assert Pressure.LIGHT.lighter is Pressure.LIGHT
    assert Pressure.NONE.lighter is Pressure.NONE


def test_a_firmer_pressure_has_a_higher_ceiling_and_none_is_too_much() -> None:
    ceilings = [pressure.ceiling for pressure in Pressure]
    assert ceilings == sorted(set(ceilings))
    assert max(ceilings) <= 5
