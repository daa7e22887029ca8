"""What is repeated to fill the minutes never gives one place too much."""

from __future__ import annotations

from itertools import combinations

import pytest

from app.core.checked_plan import Offer, Why, checked_plan
from app.core.health_check import Verdict
from app.core.health_questions import Limit, Outcome
from app.core.place_dose import PASSES_MAX, doses_s, left_out, most_s
from app.core.plan import Choice, Feet, Foot, plan_session
from app.core.script import LIMITED, Area, Script, Technique
from tests.core.building import script, step
from tests.core.health_building import LEFT, RIGHT
from tests.core.test_session_scripts import ALL, IDS, shipped

PLACES = [area for area in Area if area not in (Area.GENERAL, Area.WHOLE_FOOT)]
FEET_OUT = [(LEFT,), (RIGHT,), (LEFT, RIGHT)]
MOST_S = {
    Technique.KNEADING: 360,
    Technique.MYOFASCIAL_RELEASE: 600,
    Technique.ROLLING: 300,
    Technique.TAPPING: 60,
}
"""Protocols, 2.2: each the most on one place of a foot with a second pass."""


def offered(
    made: Script,
    choice: Choice,
    *areas: Area,
    out: tuple[Foot, ...] = (LEFT, RIGHT),
    limits: tuple[Limit, ...] = (),
) -> Offer:
    """A script where these areas of these feet are left out, and what else is limited."""
    regions = frozenset((foot, area) for foot in out for area in areas)
    return checked_plan(made, choice, Verdict(Outcome.AREA, regions_out=regions, limits=limits))


def too_much(offer: Offer, choice: Choice) -> list[str]:
    """Where a plan gives more than the most, and more than the whole script would."""
    if offer.plan is None:
        return []
    whole = plan_session(offer.script, choice)
    usual = doses_s(whole)
    wrong = [] if offer.plan.passes <= max(3, whole.passes) else [f"{offer.plan.passes} passes"]
    for (foot, area, technique), seconds in doses_s(offer.plan).items():
        stretch_s = 370 if area is Area.CALF else 120
        most = stretch_s if technique is Technique.STRETCHING else MOST_S.get(technique)
        if technique in LIMITED:
            most = 0  # never more than the script gives
        if most is not None and seconds > max(most, usual[foot, area, technique]):
            wrong.append(f"{seconds} s of {technique} on the {foot} {area}")
    return wrong


@pytest.mark.parametrize("script_id", IDS)
@pytest.mark.parametrize("feet", Feet)
def test_no_shipped_script_gives_a_place_more_than_the_most(script_id: str, feet: Feet) -> None:
    made = shipped(script_id)
    for minutes in (15, 30, 60):
        choice = Choice(feet, minutes=minutes)
        for count in (1, 2):
            for areas in combinations(PLACES, count):
                for out in FEET_OUT:
                    offer = offered(made, choice, *areas, out=out)
                    assert too_much(offer, choice) == [], (areas, out)
        for limit in (Limit.NO_WALL, Limit.HANDS_ONLY, Limit.NO_TOOLS_ON_BONE):
            assert too_much(offered(made, choice, limits=(limit,)), choice) == [], limit


@pytest.mark.parametrize("area", PLACES)
@pytest.mark.parametrize("out", FEET_OUT)
def test_where_one_place_is_left_out_of_two_feet_nearly_all_can_still_be_done(
    area: Area, out: tuple[Foot, ...]
) -> None:
    offers = [offered(made, Choice(), area, out=out) for made in ALL]
    assert sum(offer.is_allowed for offer in offers) >= 11


def told(offer: Offer) -> str:
    assert offer.refusal is not None
    assert offer.refusal.why is Why.TOO_MUCH
    assert not offer.is_allowed
    return offer.refusal.sentence


def test_the_place_and_its_most_are_told() -> None:
    assert told(offered(shipped("myofascial-release"), Choice(Feet.LEFT), Area.ARCH)) == (
        "Without what your answers leave out, “Slow release for sole and calf” would give the left "
        "calf 15:00 of myofascial release; 10:00 is the most. Choose another one, or rest today."
    )


def test_what_the_script_itself_gives_is_the_most_where_it_is_more() -> None:
    made = offered(shipped("stretching"), Choice(Feet.LEFT), Area.ARCH)
    assert "9:30 of stretching; 7:00 is the most" in told(made)


def test_few_steps_are_not_done_over_and_over() -> None:
    gone = (Area.CALF, Area.ARCH, Area.HEEL)
    assert told(offered(shipped("deep-tissue"), Choice(), *gone)) == (
        "Without what your answers leave out, “Deep work for foot and calf” would do the same few "
        "steps 10 times. Choose another one, or rest today."
    )


def test_a_shorter_time_is_advised_only_where_there_is_one() -> None:
    made = offered(shipped("heel-spur"), Choice(minutes=60), Area.ARCH)
    assert told(made).endswith("Choose another one or a shorter time, or rest today.")


@pytest.mark.parametrize(("seconds", "is_allowed"), [(120, True), (121, False)])
def test_the_most_itself_is_not_too_much(seconds: int, *, is_allowed: bool) -> None:
    """Three times 120 s of kneading on a place are six minutes."""
    made = script(
        step("Ball", 400, area="ball-of-foot"),
        step("Calf", seconds, area="calf"),
        step("Heel", 180, area="heel", technique="stroking"),
    )
    offer = offered(made, Choice(Feet.LEFT), Area.BALL_OF_FOOT)
    assert offer.is_allowed is is_allowed


def test_what_is_left_out_of_both_feet_counts_for_each_foot() -> None:
    assert PASSES_MAX == 3
    assert most_s(Technique.STROKING, Area.CALF) is None
    made = script(
        step("Arch", 100, side="both"),
        step("Left arch", 60, side="left"),
        step("Talk", 30, side="none", technique="communication", area="general"),
        step("Wall", 60, side="none", area="general", tool="wall"),
        step("Heel", 400, area="heel", technique="stroking"),
        step("Whole", 100, area="whole-foot", technique="stroking"),
    )
    offer = offered(made, Choice(), Area.ARCH, out=(LEFT,), limits=(Limit.NO_WALL,))
    assert offer.plan is not None
    assert left_out(offer.plan) == {LEFT: ("Arch", "Left arch", "Whole"), None: ("Wall",)}


def test_nothing_is_left_out_where_all_is_clear() -> None:
    assert left_out(plan_session(shipped("stretching"), Choice())) == {}
