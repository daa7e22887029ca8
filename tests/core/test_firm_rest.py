"""Friction, deep and trigger work: how long which foot rests from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.core.firm_rest import REST, FirmRest, firm_rests
from app.core.plan import Feet, Side
from app.core.script import LIMITED, Technique
from app.core.soreness import StepOutcome
from tests.core.health_building import LEFT, NOW, RIGHT, lived

FRICTION, DEEP = Technique.CROSS_FIBER_FRICTION, Technique.DEEP_TISSUE
TRIGGER = Technique.TRIGGER_POINT
SECOND = timedelta(seconds=1)


def test_every_limited_technique_asks_for_a_rest() -> None:
    assert set(REST) == LIMITED


@pytest.mark.parametrize(("technique", "hours"), [(FRICTION, 48), (DEEP, 48), (TRIGGER, 24)])
def test_a_foot_rests_for_its_hours_and_no_second_more(technique: Technique, hours: int) -> None:
    rest = timedelta(hours=hours)
    end = NOW - rest + SECOND
    assert firm_rests([lived(end, (technique, Side.LEFT))], NOW) == (FirmRest(LEFT, NOW + SECOND),)
    assert firm_rests([lived(NOW - rest, (technique, Side.LEFT))], NOW) == ()


def test_each_foot_has_its_own_rest_the_longer_one() -> None:
    end = NOW - timedelta(hours=1)
    done = lived(end, (TRIGGER, Side.LEFT), (FRICTION, Side.RIGHT), (TRIGGER, Side.RIGHT))
    assert firm_rests([done], NOW) == (
        FirmRest(LEFT, end + timedelta(hours=24)),
        FirmRest(RIGHT, end + timedelta(hours=48)),
    )


def test_of_several_sessions_the_rest_that_ends_last_counts() -> None:
    older, newer = NOW - timedelta(hours=20), NOW - timedelta(hours=2)
    sessions = [lived(newer, (TRIGGER, Side.LEFT)), lived(older, (DEEP, Side.LEFT))]
    expected = (FirmRest(LEFT, older + timedelta(hours=48)),)
    assert firm_rests(sessions, NOW) == expected
    assert firm_rests(reversed(sessions), NOW) == expected, "in whatever order they come"


def test_work_on_both_feet_lets_both_rest() -> None:
    rests = firm_rests([lived(NOW, (DEEP, Side.BOTH))], NOW)
    assert [rest.foot for rest in rests] == [LEFT, RIGHT]


def test_what_was_skipped_or_is_not_firm_asks_for_none() -> None:
    skipped = lived(NOW, (DEEP, Side.LEFT), outcome=StepOutcome.SKIPPED)
    soft = lived(NOW, (Technique.KNEADING, Side.LEFT))
    assert firm_rests([skipped, soft], NOW) == ()
    partly = lived(NOW, (DEEP, Side.LEFT), outcome=StepOutcome.PARTLY)
    assert len(firm_rests([partly], NOW)) == 1


def test_what_was_left_out_asks_for_one_if_it_was_begun() -> None:
    done = lived(NOW, (DEEP, Side.LEFT), outcome=StepOutcome.LEFT_OUT)
    assert len(firm_rests([done], NOW)) == 1
    steps = tuple(replace(step, actual_s=0.0) for step in done.steps)
    assert firm_rests([replace(done, steps=steps)], NOW) == ()


def test_of_a_session_without_steps_all_its_feet_rest() -> None:
    by_hand = lived(NOW, feet=Feet.RIGHT, techniques=(Technique.STROKING, DEEP))
    assert firm_rests([by_hand], NOW) == (FirmRest(RIGHT, NOW + timedelta(hours=48)),)


def test_a_clock_that_was_wrong_makes_no_rest_without_end() -> None:
    ahead = lived(NOW + timedelta(hours=48), (DEEP, Side.LEFT))
    assert firm_rests([ahead], NOW) == (FirmRest(LEFT, NOW + timedelta(hours=96)),)
    far = lived(NOW + timedelta(hours=48) + SECOND, (DEEP, Side.LEFT))
    assert firm_rests([far], NOW) == ()


def test_hours_count_when_the_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    end = datetime(2026, 10, 24, 12, 0, tzinfo=berlin)  # the next day has 25 hours
    now = end + timedelta(hours=40)
    [rest] = firm_rests([lived(end, (DEEP, Side.LEFT))], now)
    assert rest.until.hour == 11
    assert rest.until.astimezone(UTC) - end.astimezone(UTC) == timedelta(hours=48)
