"""Too sore twice on a foot: the area can be left out, and the rest is planned anew."""

from __future__ import annotations

import json

import pytest

from app.core.plan import Choice, Feet, Foot, Plan, Side, SorePart
from app.core.script import Area, Tool
from app.core.session import Session
from app.core.session_events import LeftOut, Refusal
from app.core.session_snapshot import SessionSnapshot
from app.core.session_table import Command, State
from app.core.soreness import StepOutcome
from app.core.timeline import step_numbers
from tests.core.building import one_foot, plan, rest, step
from tests.core.fake_clock import Walk, state_of, told


def both_feet() -> Plan:
    """Left heel, left arch, left arch again, then the same on the right; 16 minutes, and a rest."""
    return plan(
        step("Heel", 180, area="heel"),
        step("Arch", 180, area="arch"),
        step("Arch again", 120, area="arch"),
        rest(30),
    )


def sore_twice(walk: Walk) -> Walk:
    walk.session.ease()
    walk.session.ease()
    return walk


def offer_of(walk: Walk) -> SorePart | None:
    return walk.session.offer


def to_do(walk: Walk) -> list[tuple[str, str]]:
    """Title and side of the steps that are still to come."""
    later = walk.session.stretches[walk.session.position :]
    steps = [s for s in later if s.is_step and not s.is_passed_over]
    return [(s.segment.title, str(s.occurrence.side)) for s in steps if s.occurrence]


def test_once_too_sore_offers_nothing_and_twice_offers_the_area_of_that_foot() -> None:
    walk = Walk(both_feet()).at(3, 10)
    walk.session.ease()
    assert offer_of(walk) is None
    assert Command.LEAVE_OUT not in walk.session.allowed
    left_arch = SorePart((Foot.LEFT,), Area.ARCH)
    assert told(walk.session.ease())[-1] == (205, "LeaveOutOffered", left_arch)
    assert walk.session.offer == left_arch
    assert Command.LEAVE_OUT in walk.session.allowed


def test_it_is_counted_per_foot_over_the_whole_session() -> None:
    walk = Walk(both_feet()).at(1, 10)
    walk.session.ease()
    walk.at(7, 10)
    assert walk.session.current.occurrence is not None
    assert walk.session.current.occurrence.side is Side.RIGHT
    walk.session.ease()
    assert offer_of(walk) is None
    walk.session.ease()
    assert offer_of(walk) == SorePart((Foot.RIGHT,), Area.HEEL)


def test_the_offer_holds_until_the_next_step_begins() -> None:
    walk = sore_twice(Walk(both_feet()).at(3, 10))
    walk.session.next()
    assert offer_of(walk) is None
    assert told(walk.session.leave_out())[-1][1] == "Refused"


def test_without_an_area_nothing_is_offered() -> None:
    assert sore_twice(Walk(one_foot(step("A", 900, area="general"))).at(1, 5)).session.offer is None


def test_a_step_without_a_foot_cannot_be_too_sore() -> None:
    walk = Walk(one_foot(step("A", 900, side="none"))).at(1, 5)
    assert Command.EASE not in walk.session.allowed
    assert told(walk.session.ease()) == [(15, "Refused", Refusal.NO_FOOT)]
    assert walk.session.current.eased == 0


def test_between_two_steps_what_comes_decides_whether_it_can_be_too_sore() -> None:
    walk = Walk(one_foot(step("A", 900), rest(30))).at(2, 1)
    assert walk.session.current.is_changeover
    assert told(walk.session.ease()) == [(911, "Refused", Refusal.NO_FOOT)]


def strokes() -> Plan:
    """On each foot a stroke of the whole foot, two that are like it, and an arch and a heel."""
    return plan(
        step("Glide", 60, area="whole-foot", technique="stroking"),
        step("Arch", 300, area="arch"),
        step("Glide", 60, area="whole-foot", technique="stroking"),
        step("Shake", 60, area="whole-foot", technique="mobilizing"),
        step("Heel", 200, area="heel"),
        rest(30),
    )


def test_of_a_whole_foot_only_the_sore_stroke_is_offered_by_its_name() -> None:
    walk = sore_twice(Walk(strokes()).at(1, 10))
    assert walk.session.offer == SorePart((Foot.LEFT,), Area.WHOLE_FOOT, "Glide")
    walk.session.leave_out()
    assert to_do(walk)[:8] == [
        ("Arch", "left"),
        ("Shake", "left"),
        ("Heel", "left"),
        ("Glide", "right"),
        ("Arch", "right"),
        ("Glide", "right"),
        ("Shake", "right"),
        ("Heel", "right"),
    ]


def test_the_sore_stroke_never_comes_again_as_a_filler() -> None:
    made = plan(
        step("Glide", 300, area="whole-foot"), step("Arch", 150), step("Shake", 20), rest(30)
    )
    walk = sore_twice(Walk(made).at(1, 10))
    walk.session.leave_out()
    assert ("Glide", "left") not in to_do(walk)
    assert to_do(walk).count(("Glide", "right")) > 1, "the other foot's fills what is missing"


def test_the_area_goes_on_that_foot_and_gentle_steps_fill_what_is_missing() -> None:
    walk = sore_twice(Walk(both_feet()).at(3, 60))
    events = walk.session.leave_out()
    assert [e for e in events if isinstance(e, LeftOut)]
    assert walk.session.state is State.RUNNING
    # 180 s of the left heel and 60 s of the arch are done, 480 s of the right foot are to come:
    # 180 s are missing, which the heels give in turn.
    assert to_do(walk) == [
        ("Heel", "right"),
        ("Arch", "right"),
        ("Arch again", "right"),
        ("Heel", "left"),
        ("Heel", "right"),
        ("Rest", "none"),
    ]
    assert walk.session.current.is_changeover
    assert walk.session.current.duration_s == 15  # from the left foot to the right one
    while state_of(walk) is State.RUNNING:
        walk.clock.now_s = walk.session.next_due_s or 0.0
        walk.session.tick()
    assert state_of(walk) is State.ENDED
    assert walk.session.hands_on_s >= 900
    left_arches = [s for s in walk.session.steps_done() if (s.area, s.side) == ("arch", "left")]
    assert [s.outcome for s in left_arches] == [StepOutcome.LEFT_OUT, StepOutcome.LEFT_OUT]
    assert [s.actual_s for s in left_arches] == [60, 0]


def test_total_time_left_is_that_of_what_is_still_to_do() -> None:
    walk = sore_twice(Walk(both_feet()).at(3, 60))
    walk.session.leave_out()
    steps_s = 180 + 180 + 120 + 180 + 180 + 30
    changeovers_s = 15 + 5 + 5 + 15 + 15 + 15
    assert walk.session.total_left_s == steps_s + changeovers_s


def test_a_step_for_both_feet_goes_on_with_the_other() -> None:
    made = plan(
        step("Heel", 300, area="heel"),
        step("Both heels", 300, area="heel", side="both"),
        step("Arches", 60, area="arch", side="both"),
    )
    walk = sore_twice(Walk(made).at(1, 10))
    walk.session.leave_out()
    assert to_do(walk)[:3] == [("Heel", "right"), ("Both heels", "right"), ("Arches", "both")]


def both_arches() -> Plan:
    """Left heel 10 to 210, right heel 225 to 425, both arches from 440 on, and a rest."""
    return plan(
        step("Heel", 200, area="heel"),
        step("Both arches", 500, side="both", wait=False),
        rest(30),
    )


def sore_on_the_left(walk: Walk, into_s: float) -> Walk:
    """Too sore once on the left heel and once, `into_s` seconds in, on both arches."""
    walk.at(1, 10).session.ease()
    walk.at(5, into_s).session.ease()
    assert walk.session.offer == SorePart((Foot.LEFT,), Area.ARCH)
    return walk


@pytest.mark.parametrize("pauses", [False, True])
def test_a_running_step_for_both_feet_goes_on_where_it_stands(pauses: bool) -> None:  # noqa: FBT001
    walk = sore_on_the_left(Walk(both_arches()), 100)
    if pauses:
        walk.session.pause()
    count = len(walk.session.stretches)
    assert [type(event) for event in walk.session.leave_out()] == [LeftOut]
    current = walk.session.current
    assert current.occurrence is not None
    assert (current.segment.title, current.occurrence.side) == ("Both arches", Side.RIGHT)
    assert (walk.session.elapsed_s, walk.session.remaining_s) == (100, 400)
    assert offer_of(walk) is None
    assert len(walk.session.stretches) == count, "its own rest is enough: nothing is missing"
    assert state_of(walk) is (State.PAUSED if pauses else State.RUNNING)


def test_what_was_done_on_both_feet_is_kept_as_that_and_the_foot_that_went_beside_it() -> None:
    walk = sore_on_the_left(Walk(both_arches()), 100)
    walk.session.leave_out()
    walk.forward(400)
    kept = [
        (done.position, str(done.side), done.planned_s, done.actual_s, str(done.outcome))
        for done in walk.session.steps_done()
        if done.title == "Both arches"
    ]
    assert kept == [(2, "both", 500, 500, "done"), (3, "left", 0, 0, "left_out")]
    assert sum(done.actual_s for done in walk.session.steps_done()) == walk.session.hands_on_s


def test_of_a_step_that_was_not_begun_only_the_other_foot_is_kept() -> None:
    walk = sore_twice(Walk(plan(step("Heel", 300), step("Both", 300, side="both"))).at(1, 10))
    walk.session.leave_out()
    kept = [(d.title, str(d.side), str(d.outcome)) for d in walk.session.steps_done()]
    assert ("Both", "right", "skipped") in kept
    assert ("Both", "left", "left_out") in kept
    assert ("Both", "both", "skipped") not in kept


def test_a_step_for_both_feet_that_waits_goes_on_waiting() -> None:
    made = plan(step("Heel", 300, area="heel"), step("Both", 600, side="both", wait=True))
    walk = Walk(made).at(1, 10)
    walk.session.ease()
    walk.at(5)
    assert state_of(walk) is State.WAITING
    walk.session.ease()
    walk.session.leave_out()
    assert state_of(walk) is State.WAITING
    assert walk.session.coming.occurrence is not None
    assert walk.session.coming.occurrence.side is Side.RIGHT


def test_going_back_does_not_bring_a_foot_back_that_was_left_out() -> None:
    made = plan(step("Both", 300, side="both"), step("Left", 700, side="left"), rest(30))
    walk = Walk(made).at(1, 10)
    walk.session.ease()
    walk.at(3, 10)
    walk.session.ease()
    walk.session.leave_out()
    walk.session.back()
    both = walk.session.current
    assert both.occurrence is not None
    assert (both.segment.title, both.occurrence.side) == ("Both", Side.RIGHT)
    done = [d for d in walk.session.steps_done() if d.title == "Both" and d.pass_number == 1]
    kept = [(str(d.side), str(d.outcome)) for d in done]
    assert kept == [("both", "done")], "it was done on both, and nothing of it was left out"


def test_too_sore_on_both_feet_at_once_offers_both() -> None:
    made = plan(step("Both", 500, side="both"), step("Heel", 300, area="heel"))
    walk = sore_twice(Walk(made).at(1, 10))
    assert walk.session.offer == SorePart((Foot.LEFT, Foot.RIGHT), Area.ARCH)
    walk.session.leave_out()
    assert {title for title, _ in to_do(walk)} == {"Heel"}


def test_ankle_and_achilles_go_together_and_the_whole_foot_with_any_area() -> None:
    made = one_foot(
        step("Ankle", 100, area="ankle"),
        step("Tendon", 100, area="achilles"),
        step("Whole", 100, area="whole-foot"),
        step("Calf", 900, area="calf"),
    )
    walk = sore_twice(Walk(made).at(1, 10))
    walk.session.leave_out()
    assert to_do(walk) == [("Calf", "left")]


def test_left_out_while_paused_stays_paused_and_back_passes_it_over() -> None:
    walk = sore_twice(Walk(both_feet()).at(3, 60))
    walk.session.pause()
    walk.session.leave_out()
    assert walk.session.state is State.PAUSED
    walk.session.back()
    assert walk.session.current.segment.title == "Heel"


def test_between_two_steps_it_is_about_the_one_that_comes() -> None:
    walk = sore_twice(Walk(both_feet()).at(2, 1))
    walk.session.leave_out()
    assert to_do(walk)[0] == ("Heel", "right")
    assert walk.session.current.is_changeover
    assert walk.session.coming.segment.title == "Heel"
    assert walk.session.elapsed_s == 0


def test_a_jump_to_what_was_left_out_takes_it_in_again() -> None:
    walk = sore_twice(Walk(both_feet()).at(3, 60))
    walk.session.leave_out()
    walk.session.jump(5)
    assert walk.session.coming.segment.title == "Arch again"
    assert not walk.session.coming.is_left_out


def test_what_was_wanted_after_all_is_not_left_out_by_something_else() -> None:
    walk = sore_twice(Walk(both_feet()).at(3, 60))
    walk.session.leave_out()
    walk.session.jump(5)
    walk.at(5, 120)
    walk.session.jump(1)
    walk.session.next()
    assert walk.session.current.segment.title == "Heel"
    sore_twice(walk).session.leave_out()
    again = next(d for d in walk.session.steps_done() if d.title == "Arch again")
    assert (again.outcome, again.actual_s) == (StepOutcome.DONE, 120)
    assert not walk.session.stretches[5].is_left_out


def test_where_nothing_can_fill_it_ends_under_fifteen_minutes() -> None:
    made = one_foot(step("Arch", 600), step("Heel", 300, area="heel", second_pass=False))
    walk = sore_twice(Walk(made).at(1, 60))
    walk.session.leave_out()
    assert to_do(walk) == [("Heel", "left")]
    walk.at(3, 300)
    assert walk.session.state is State.ENDED


def test_what_is_offered_at_the_end_holds_none_of_it() -> None:
    walk = sore_twice(Walk(both_feet()).at(3, 60))
    walk.session.leave_out()
    for _ in range(20):
        if walk.session.state is State.RUNNING:
            walk.session.next()
    assert walk.session.state is State.SHORT
    walk.session.top_up()
    assert ("Arch", "left") not in to_do(walk)


@pytest.mark.parametrize("minutes", [15, 20])
def test_the_length_that_was_chosen_is_kept(minutes: int) -> None:
    made = plan(
        step("Heel", 300, area="heel"), step("Arch", 300), rest(20), choice=Choice(minutes=minutes)
    )
    walk = sore_twice(Walk(made).at(3, 0))
    walk.session.leave_out()
    later_s = sum(
        s.duration_s for s in walk.session.stretches if not s.is_passed_over and s.is_step
    )
    assert later_s - 20 >= 60 * minutes


def test_in_the_closing_nothing_is_added() -> None:
    made = one_foot(step("A", 900), step("Look", 20, technique="assessment", area="heel"))
    walk = sore_twice(Walk(made).at(3, 5))
    before = len(walk.session.stretches)
    walk.session.leave_out()
    assert len(walk.session.stretches) == before
    assert walk.session.state is State.ENDED


# --- what was before stays as it was ---


def calf_and_arch() -> Plan:
    """A look at both calves (1), on the left calf (3), arch (5), calf (7), calf (9), then right."""
    return plan(
        step("Look", 60, area="calf", side="both", technique="assessment"),
        step("Calf", 100, area="calf"),
        step("Arch", 100, area="arch"),
        step("Calf again", 100, area="calf"),
        step("Calf at last", 100, area="calf"),
        rest(30),
    )


def lived() -> Walk:
    """The look 20 s long, the calf passed by, the arch and 20 s of the calf again; all on the left.

    Then it was too sore twice, and the left calf is left out.
    """
    walk = Walk(calf_and_arch()).at(1, 20)
    walk.session.next()
    walk.at(3).session.next()
    walk.at(7, 20)
    sore_twice(walk).session.leave_out()
    return walk


def kept_of(walk: Walk) -> list[tuple[str, str, float, StepOutcome]]:
    first = walk.session.steps_done()[:5]
    return [(done.title, str(done.side), done.actual_s, done.outcome) for done in first]


def test_what_was_before_the_offer_is_kept_as_it_was() -> None:
    walk = lived()
    kept = [
        ("Look", "both", 20, StepOutcome.PARTLY),
        ("Calf", "left", 0, StepOutcome.SKIPPED),
        ("Arch", "left", 100, StepOutcome.DONE),
        ("Calf again", "left", 20, StepOutcome.LEFT_OUT),
        ("Calf at last", "left", 0, StepOutcome.LEFT_OUT),
    ]
    assert kept_of(walk) == kept
    snapshot = SessionSnapshot.from_json(json.loads(json.dumps(walk.session.snapshot().to_json())))
    walk.session = Session.taken_up(walk.session.plan, snapshot, walk.clock)
    assert kept_of(walk) == kept


def test_what_was_before_does_not_come_again_when_one_goes_back() -> None:
    walk = lived()
    walk.session.back()
    assert walk.session.current.segment.title == "Arch"
    walk.session.back()
    look = walk.session.current
    assert (look.segment.title, look.occurrence and look.occurrence.side) == ("Look", Side.RIGHT)
    assert ("Calf", "left") not in to_do(walk)
    walk.session.next()
    assert walk.session.coming.segment.title == "Arch"
    looks = [d for d in walk.session.steps_done() if d.title == "Look"]
    kept = [(str(d.side), d.outcome) for d in looks]
    assert kept == [("both", StepOutcome.PARTLY), ("left", StepOutcome.LEFT_OUT)]


def test_a_jump_takes_in_again_what_was_before() -> None:
    walk = lived()
    walk.session.jump(3)
    assert walk.session.coming.segment.title == "Calf"
    walk.at(3, 100)
    assert kept_of(walk)[1] == ("Calf", "left", 100, StepOutcome.DONE)


def test_the_steps_are_numbered_without_what_is_left_out() -> None:
    walk = lived()
    numbers = step_numbers(walk.session.stretches)
    assert [numbers.get(i) for i in (1, 3, 5, 7, 9, 11)] == [1, 2, 3, None, None, 4]
    assert walk.session.coming is walk.session.stretches[11]


def test_what_a_check_did_without_is_not_brought_in_to_fill() -> None:
    choice = Choice(Feet.LEFT, tools_out=frozenset({(Tool.WALL, Area.CALF)}))
    made = plan(
        step("Heel", 300, area="heel"),
        step("Lean", 300, area="calf", tool="wall"),
        step("Arch", 300, area="arch"),
        rest(30),
        choice=choice,
    )
    assert made.hands_on_s == 900
    walk = sore_twice(Walk(made).at(1, 10))
    walk.session.leave_out()
    titles = [title for title, _ in to_do(walk)]
    assert "Lean" not in titles
    assert titles.count("Arch") == 3
