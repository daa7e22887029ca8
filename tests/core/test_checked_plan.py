"""What a verdict does to a script: planned anew, or refused in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.core.checked_plan import (
    TOOLS_OUT,
    Offer,
    Why,
    checked_choice,
    checked_plan,
)
from app.core.firm_rest import FirmRest
from app.core.health_check import Circumstances, Verdict
from app.core.health_questions import Limit, Outcome
from app.core.plan import Choice, Feet, Pauses, Side, plan_session
from app.core.script import Area, Level, Pressure, Script, Tool
from tests.core.building import rest, script, step
from tests.core.health_building import (
    LEFT,
    NO,
    NOW,
    RIGHT,
    YES,
    checked_scripts,
    cleared,
    judged,
    yes,
)
from tests.core.test_session_scripts import ALL, shipped

GENTLE = shipped("gentle-first-time")
FRICTION = shipped("cross-fiber-friction")
STRETCHING = shipped("stretching")
RECENT = Circumstances(NOW, NOW - timedelta(hours=3))
UNTIL = NOW + timedelta(hours=40)  # Monday, 01:30


def done_on(offer: Offer) -> set[tuple[str, str]]:
    """Sides and areas of what is planned."""
    assert offer.plan is not None, offer.refusal
    return {(str(o.side), str(o.step.area)) for o in offer.plan.occurrences if o.step.counts}


def why(offer: Offer) -> tuple[Why, str]:
    assert offer.refusal is not None
    assert not offer.is_allowed
    return offer.refusal.why, offer.refusal.sentence


def test_where_all_is_clear_every_script_is_planned_as_without_a_check() -> None:
    for choice in (Choice(), Choice(Feet.RIGHT, minutes=20), Choice(first=RIGHT)):
        offers = checked_scripts(ALL, choice, judged())
        assert [offer.script for offer in offers] == ALL
        assert [offer.plan for offer in offers] == [plan_session(s, choice) for s in ALL]


def test_pauses_are_the_persons() -> None:
    pauses = Pauses(5, 1, 2)
    plan = checked_plan(GENTLE, Choice(), judged(), pauses).plan
    assert plan == plan_session(GENTLE, Choice(), pauses)


def test_after_a_stop_no_script_is_planned() -> None:
    offers = checked_scripts(ALL, Choice(), judged({"P12": YES}))
    assert {why(offer) for offer in offers} == {(Why.STOP, "Your answers say no session now.")}


def test_gentle_only_leaves_the_gentle_ones() -> None:
    offers = checked_scripts(ALL, Choice(), judged({"P7": YES}))
    assert [offer.script.id for offer in offers if offer.is_allowed] == ["gentle-first-time"]
    reason, told = why(checked_plan(FRICTION, Choice(), judged({"P7": YES})))
    assert reason is Why.NOT_GENTLE
    assert told == (
        "“Across-the-grain friction for the sole” is not a gentle session, and your answers allow "
        "only those now."
    )
    for offer in offers:
        if offer.plan is not None:
            steps = [occurrence.step for occurrence in offer.plan.occurrences]
            assert not any(one.technique.is_limited for one in steps)
            assert not any(one.pressure is Pressure.FIRM for one in steps)
            assert Tool.LACROSSE_BALL not in [one.tool for one in steps]


class TestFeet:
    def test_a_foot_that_is_left_out_makes_it_a_session_for_the_other(self) -> None:
        offer = checked_plan(FRICTION, Choice(first=LEFT), judged({"T5": yes(LEFT)}))
        assert offer.plan is not None
        assert offer.plan.choice.chosen == (RIGHT,)
        assert offer.plan.hands_on_s >= 900
        assert {side for side, _ in done_on(offer)} == {"right"}

    def test_a_foot_that_was_not_chosen_changes_nothing(self) -> None:
        offer = checked_plan(FRICTION, Choice(Feet.RIGHT), judged({"T5": yes(LEFT)}))
        assert offer.plan == plan_session(FRICTION, Choice(Feet.RIGHT))

    def test_the_only_one_that_was_chosen_is_told(self) -> None:
        verdict = judged({"T5": yes(LEFT)})
        assert checked_choice(Choice(Feet.LEFT), verdict) is None
        assert why(checked_plan(FRICTION, Choice(Feet.LEFT), verdict)) == (
            Why.NO_FOOT,
            "Your answers leave out the left foot; choose the right one.",
        )


class TestPlaces:
    def test_they_are_left_out_and_the_fifteen_minutes_computed_anew(self) -> None:
        answers = {"T3": yes((LEFT, Area.ARCH)), "T3-infected": NO}
        for offer in checked_scripts(ALL, Choice(), judged(answers)):
            assert offer.plan is not None, offer.refusal
            assert offer.plan.hands_on_s >= 900
            assert not done_on(offer) & {("left", "arch"), ("left", "whole-foot")}
            both = plan_session(offer.script, Choice())
            right = {(str(o.side), str(o.step.area)) for o in both.occurrences if o.step.counts}
            assert {place for place in right if place[0] == "right"} <= done_on(offer)

    def test_what_was_left_out_before_stays_left_out(self) -> None:
        choice = Choice(left_out=frozenset({(RIGHT, Area.HEEL)}))
        left = checked_choice(
            choice, Verdict(Outcome.AREA, regions_out=frozenset({(LEFT, Area.CALF)}))
        )
        assert left is not None
        assert left.left_out == {(RIGHT, Area.HEEL), (LEFT, Area.CALF)}

    def test_what_was_done_without_before_is_done_without_still(self) -> None:
        choice = Choice(tools_out=frozenset({(Tool.TOWEL, Area.ARCH)}))
        left = checked_choice(choice, Verdict(Outcome.CLEAR, limits=(Limit.NO_WALL,)))
        assert left is not None
        assert left.tools_out == {(Tool.TOWEL, Area.ARCH), *TOOLS_OUT[Limit.NO_WALL]}

    def test_what_is_left_may_be_too_short(self) -> None:
        firm = script(
            step("Rub", 300, technique="cross-fiber-friction"), step("Calf", 300, area="calf")
        )
        answers = {"T3": yes((LEFT, Area.CALF), (RIGHT, Area.CALF)), "T3-infected": NO}
        reason, told = why(checked_plan(firm, Choice(), judged(answers)))
        assert reason is Why.TOO_SHORT
        assert told == (
            "“Sample” gives 10:00 of hands-on massage for both feet without what the check leaves "
            "out, and no step of it may be repeated to reach 15 minutes. Choose other feet, a "
            "shorter time or another script."
        )


class TestFirmWork:
    def offer(self, made: Script, *rests: FirmRest, feet: Feet = Feet.BOTH) -> Offer:
        now = Circumstances(NOW, firm_rests=rests)
        return checked_plan(made, Choice(feet), judged(now=now))

    def test_it_rests_on_a_foot_until_a_time(self) -> None:
        found = self.offer(FRICTION, FirmRest(LEFT, UNTIL))
        reason, told = why(found)
        assert reason is Why.FIRM_RESTS
        assert told == (
            "Firm work rests on the left foot until Monday 01:30, and “Across-the-grain friction "
            "for the sole” has some."
        )
        assert found.refusal is not None
        assert found.refusal.rest == FirmRest(LEFT, UNTIL)

    def test_the_other_foot_may_be_worked(self) -> None:
        offer = self.offer(FRICTION, FirmRest(LEFT, UNTIL), feet=Feet.RIGHT)
        assert {side for side, _ in done_on(offer)} == {"right"}

    def test_what_holds_nothing_firm_may_be_done(self) -> None:
        now = Circumstances(NOW, firm_rests=(FirmRest(LEFT, UNTIL), FirmRest(RIGHT, UNTIL)))
        offers = checked_scripts(ALL, Choice(), judged(now=now))
        assert {offer.script.id for offer in offers if offer.is_allowed} == {
            made.id for made in ALL if not any(t.is_limited for t in made.techniques)
        }

    def test_of_two_feet_the_one_that_rests_longer_is_told(self) -> None:
        later = UNTIL + timedelta(hours=8)
        found = self.offer(FRICTION, FirmRest(LEFT, UNTIL), FirmRest(RIGHT, later))
        assert "right foot until Monday 09:30" in why(found)[1]

    def test_firm_work_on_a_place_that_is_left_out_breaks_no_rest(self) -> None:
        made = script(
            step("Rub", 60, technique="cross-fiber-friction", area="heel"), step("Knead", 900)
        )
        now = Circumstances(NOW, firm_rests=(FirmRest(LEFT, UNTIL),))
        answers = {"T3": yes((LEFT, Area.HEEL)), "T3-infected": NO}
        offer = checked_plan(made, Choice(), judged(answers, now))
        assert done_on(offer) == {("right", "heel"), ("left", "arch"), ("right", "arch")}

    def test_a_step_on_both_feet_at_once_is_work_on_each(self) -> None:
        made = script(step("Press", 900, technique="deep-tissue", side="both"))
        assert why(self.offer(made, FirmRest(RIGHT, UNTIL)))[0] is Why.FIRM_RESTS


class TestLimits:
    def test_without_balance_nothing_is_done_at_the_wall(self) -> None:
        offers = checked_scripts(ALL, Choice(), judged({"P16": NO}))
        for offer in offers:
            assert offer.plan is not None, offer.refusal
            assert offer.plan.hands_on_s >= 900
            tools = {occurrence.step.tool for occurrence in offer.plan.occurrences}
            assert not tools & {Tool.WALL, Tool.STEP}
        assert Tool.WALL in STRETCHING.tools

    def test_with_fragile_bones_no_tool_is_used_on_bone(self) -> None:
        made = replace(
            script(
                step("Ball on heel", 60, area="heel", tool="tennis-ball"),
                step("Ball on arch", 300, tool="tennis-ball"),
                step("Heel", 300, area="heel"),
                rest(),
            ),
            level=Level.GENTLE,
        )
        offer = checked_plan(made, Choice(), judged({"P9": YES}))
        assert offer.plan is not None
        assert {o.step.title for o in offer.plan.occurrences} == {"Ball on arch", "Heel", "Rest"}

    def test_a_foot_that_feels_less_is_worked_with_hands_only(self) -> None:
        verdict = judged({"P5": yes(LEFT)}, RECENT, [cleared("P5", LEFT)])
        offer = checked_plan(GENTLE, Choice(), verdict)
        assert offer.plan is not None
        assert offer.plan.hands_on_s >= 900
        assert {occurrence.step.tool for occurrence in offer.plan.occurrences} == {Tool.HANDS}
        assert Tool.TENNIS_BALL in GENTLE.tools

    def test_hands_and_towels_are_no_tools_on_bone(self) -> None:
        gone = {tool for tool, _ in TOOLS_OUT[Limit.NO_TOOLS_ON_BONE]}
        assert gone.isdisjoint({Tool.HANDS, Tool.KNUCKLES, Tool.TOWEL, Tool.STRAP})
        assert Area.ARCH not in {area for _, area in TOOLS_OUT[Limit.NO_TOOLS_ON_BONE]}

    @pytest.mark.parametrize(
        "tool",
        ["tennis-ball", "lacrosse-ball", "foam-roller", "roller-stick", "frozen-bottle"],
    )
    def test_every_hard_tool_goes_wherever_it_may_meet_bone(self, tool: str) -> None:
        bony = ("heel", "ball-of-foot", "toes", "top-of-foot", "ankle", "achilles", "whole-foot")
        made = replace(
            script(
                *(step(f"On {area}", 60, area=area, tool=tool) for area in (*bony, "calf")),
                step("Stroke", 900, technique="stroking"),
            ),
            level=Level.GENTLE,
        )
        hands_only = Verdict(Outcome.AREA, limits=(Limit.HANDS_ONLY,))
        for verdict, left in (
            (judged({"P9": YES}), {"On calf", "Stroke"}),
            (hands_only, {"Stroke"}),
        ):
            offer = checked_plan(made, Choice(), verdict)
            assert offer.plan is not None, offer.refusal
            assert {o.step.title for o in offer.plan.occurrences} == left

    def test_other_limits_take_nothing_out(self) -> None:
        kept = Choice()
        others = {*Limit} - {*TOOLS_OUT, Limit.SLOW_RISE}
        limits = tuple(limit for limit in Limit if limit in others)
        assert checked_choice(kept, Verdict(Outcome.CLEAR, limits=limits)) == kept

    def test_who_faints_gets_up_slowly(self) -> None:
        left = checked_choice(Choice(), Verdict(Outcome.CLEAR, limits=(Limit.SLOW_RISE,)))
        assert left == Choice(rises_slowly=True)

    def test_a_step_of_no_side_at_a_wall_goes_too(self) -> None:
        made = script(step("Lean", 60, side="none", tool="wall"), step("Knead", 450))
        offer = checked_plan(made, Choice(), judged({"P16": NO}))
        assert offer.plan is not None
        assert {o.step.title for o in offer.plan.occurrences} == {"Knead"}
        assert Side.NONE not in {o.side for o in offer.plan.occurrences}

    def test_what_a_limit_takes_may_leave_it_too_short(self) -> None:
        made = script(step("Lean", 900, tool="wall", second_pass=False))
        told = why(checked_plan(made, Choice(), judged({"P16": NO})))
        assert told[0] is Why.TOO_SHORT
        assert "without what the check leaves out" in told[1]


def test_every_question_of_the_table_leaves_something_that_is_said() -> None:
    """Under no verdict is a shipped script neither planned nor refused, or planned too short."""
    some = [
        {"P7": YES, "P16": NO, "T5": yes(RIGHT)},
        {"P9": YES, "P14": yes((LEFT, Area.HEEL), (RIGHT, Area.HEEL))},
        {"P10": YES, "P10-now": yes((LEFT, Area.WHOLE_FOOT))},
    ]
    for answers in some:
        for offer in checked_scripts(ALL, Choice(), judged(answers, RECENT)):
            assert (offer.plan is None) != (offer.refusal is None)
            assert offer.plan is None or offer.plan.hands_on_s >= 900
        assert any(o.is_allowed for o in checked_scripts(ALL, Choice(), judged(answers, RECENT)))


@pytest.mark.parametrize("minutes", [15, 60])
def test_the_minutes_that_were_chosen_are_reached(minutes: int) -> None:
    offer = checked_plan(GENTLE, Choice(minutes=minutes), judged({"T5": yes(LEFT), "P16": NO}))
    assert offer.plan is not None
    assert offer.plan.hands_on_s >= 60 * minutes
