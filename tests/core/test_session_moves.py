"""Moving about in a session: next, back, jump, longer, shorter, again, softer."""

from __future__ import annotations

import pytest

from app.core.plan import Choice, Feet, Pauses, Plan, Side, plan_session
from app.core.script import Pressure, Prompt
from app.core.session_events import Refusal
from app.core.session_table import Command, State
from tests.core.building import one_foot, plan, rest, script, step
from tests.core.fake_clock import Walk, names, state_of, told


def three() -> Plan:
    """A 10 to 310, friction 315 to 435, B 440 to 740, C 745 to 945, rest 960 to 1020."""
    return one_foot(
        step("A", 300),
        step("Friction", 120, technique="cross-fiber-friction"),
        step("B", 300),
        step("C", 200),
        rest(60),
    )


A, FRICTION, B, C, REST = 1, 3, 5, 7, 9


def titles(walk: Walk) -> list[str]:
    return [stretch.segment.title for stretch in walk.session.stretches if stretch.is_step]


def changeovers_s(walk: Walk) -> list[float]:
    stretches = walk.session.stretches
    return [s.duration_s for s in stretches if s.segment.kind == "changeover"]


# --- next ---


def test_next_leaves_the_rest_of_a_step_out_and_does_not_credit_it() -> None:
    walk = Walk(three()).at(A, 100)
    assert told(walk.session.next()) == [(110, "SegmentStarted", 2, True)]
    assert walk.session.hands_on_s == 100
    assert walk.forward(5) == [(115, "SegmentStarted", FRICTION, True)]


def test_next_leaves_a_changeover_or_get_ready_out() -> None:
    walk = Walk(three())
    assert told(walk.session.next()) == [(0, "SegmentStarted", A, True)]
    walk.at(2)
    assert told(walk.session.next()) == [(300, "SegmentStarted", FRICTION, True)]


def test_next_in_the_last_step_ends_the_session() -> None:
    walk = Walk(three()).at(REST, 10)
    assert told(walk.session.next()) == [(970, "Ended", None)]
    assert not walk.session.is_early_end


def test_who_gets_up_slowly_cannot_pass_over_the_last_step() -> None:
    made = plan(step("A", 900), rest(20), rest(60), choice=Choice(Feet.LEFT, rises_slowly=True))
    walk = Walk(made).at(3, 5)
    walk.session.next()  # the closing's first one may be
    walk.session.next()
    assert walk.session.position == 5
    held = {Command.NEXT, Command.SHORTEN}
    assert not held & walk.session.allowed
    assert {Command.STOP, Command.EXTEND, Command.BACK} <= walk.session.allowed
    walk.session.pause()
    assert not held & walk.session.allowed
    walk.session.next()
    assert walk.session.position == 5
    assert state_of(walk) is State.PAUSED


def test_without_a_closing_nothing_is_held_to_its_end() -> None:
    made = plan(step("A", 900), choice=Choice(Feet.LEFT, rises_slowly=True))
    walk = Walk(made).at(1, 900 - 1)
    assert Command.NEXT in walk.session.allowed


def test_next_while_paused_stays_paused() -> None:
    walk = Walk(three()).at(A, 100)
    walk.session.pause()
    assert told(walk.session.next()) == [(110, "SegmentStarted", 2, False)]
    assert told(walk.session.next()) == [(110, "SegmentStarted", FRICTION, False)]
    assert state_of(walk) is State.PAUSED
    walk.session.resume()
    assert walk.forward(3) == [(113, "Resumed"), (113, "SegmentStarted", FRICTION, True)]


def test_next_while_going_on_keeps_the_three_seconds() -> None:
    walk = Walk(three()).at(A, 100)
    walk.session.pause()
    walk.session.resume()
    walk.forward(1)
    assert told(walk.session.next()) == [(111, "SegmentStarted", 2, False)]
    assert walk.forward(2) == [(113, "Resumed"), (113, "SegmentStarted", 2, True)]


def test_next_in_the_last_step_ends_it_even_when_paused() -> None:
    walk = Walk(three()).at(REST)
    walk.session.pause()
    assert names(walk.session.next()) == ["Ended"]
    assert state_of(walk) is State.ENDED


# --- back ---


def test_back_takes_a_step_again_from_its_start_and_credits_both() -> None:
    walk = Walk(three()).at(B, 100)
    assert told(walk.session.back()) == [(540, "SegmentStarted", B, True)]
    assert walk.session.remaining_s == 300
    walk.forward(50)
    assert walk.session.hands_on_s == 300 + 120 + 150


def test_what_is_told_in_a_step_is_told_again_when_it_is_taken_again() -> None:
    made = one_foot(step("A", 900, prompts=(Prompt(20, "Softer."),)))
    walk = Walk(made).at(A, 30)
    walk.session.back()
    assert walk.forward(25) == [(60, "PromptDue", "Softer.")]


@pytest.mark.parametrize(("into_s", "to"), [(0, "A"), (2.9, "A"), (3, "A"), (3.1, "B"), (99, "B")])
def test_within_three_seconds_back_means_the_step_before(into_s: float, to: str) -> None:
    walk = Walk(one_foot(step("A", 450), step("B", 450))).at(3, into_s)
    walk.session.back()
    assert walk.session.current.segment.title == to
    assert walk.session.elapsed_s == 0


def test_the_three_seconds_are_counted_from_where_the_step_was_taken_again() -> None:
    walk = Walk(three()).at(B, 100)
    walk.session.back()
    walk.forward(2)
    walk.session.back()
    assert walk.session.position == A


def test_a_pause_does_not_count_for_the_three_seconds() -> None:
    walk = Walk(one_foot(step("A", 450), step("B", 450))).at(3, 2)
    walk.session.pause()
    walk.forward(100)
    walk.session.back()
    assert walk.session.position == 1


def test_back_in_a_changeover_means_the_step_before() -> None:
    walk = Walk(one_foot(step("A", 450), step("B", 450))).at(2, 4)
    assert told(walk.session.back()) == [(464, "SegmentStarted", 1, True)]


def test_back_in_the_first_step_or_get_ready_begins_it_again() -> None:
    walk = Walk(three())
    walk.forward(8)
    assert told(walk.session.back()) == [(8, "SegmentStarted", 0, True)]
    assert walk.forward(10) == [(15, "LastThreeSeconds"), (18, "SegmentStarted", A, True)]
    walk.forward(2)
    assert told(walk.session.back()) == [(20, "SegmentStarted", A, True)]


def test_back_on_friction_goes_on_with_what_was_left_of_it() -> None:
    walk = Walk(three()).at(FRICTION, 50)
    assert told(walk.session.back()) == [(365, "SegmentStarted", FRICTION, True)]
    assert (walk.session.elapsed_s, walk.session.remaining_s) == (50, 70)
    assert walk.forward(11) == [(375, "Halfway")]


def test_back_into_friction_that_was_left_returns_to_what_was_left_of_it() -> None:
    walk = Walk(three()).at(FRICTION, 50)
    walk.session.next()
    walk.forward(6)
    assert told(walk.session.back()) == [(371, "SegmentStarted", FRICTION, True)]
    assert walk.session.remaining_s == 70
    walk.forward(70)
    assert walk.session.stretches[FRICTION].credited_s == 120


def test_back_passes_friction_over_that_was_done() -> None:
    walk = Walk(three()).at(B, 1)
    assert told(walk.session.back()) == [(441, "SegmentStarted", A, True)]


@pytest.mark.parametrize(("into_s", "back_to"), [(119.25, FRICTION), (119.5, A), (119.75, A)])
def test_friction_with_half_a_second_left_is_done(into_s: float, back_to: int) -> None:
    walk = Walk(three()).at(FRICTION, into_s)
    walk.session.next()
    walk.session.back()
    assert walk.session.position == back_to


def test_friction_that_was_done_is_passed_over_on_the_way_forward_too() -> None:
    walk = Walk(three()).at(B, 1)
    walk.session.back()
    assert walk.forward(300)[-1] == (741, "SegmentStarted", 4, True)
    assert walk.forward(5)[-1] == (746, "SegmentStarted", B, True)
    assert walk.session.stretches[FRICTION].credited_s == 120


def test_the_changeover_past_a_used_up_step_is_that_between_the_two_steps() -> None:
    friction = step("F", 120, technique="cross-fiber-friction", tool="knuckles")
    walk = Walk(one_foot(step("A", 450), friction, step("B", 450, tool="knuckles"))).at(5, 1)
    walk.session.back()
    walk.at(4)
    assert walk.session.remaining_s == 15


def test_back_while_paused_stays_paused() -> None:
    walk = Walk(three()).at(B, 100)
    walk.session.pause()
    assert told(walk.session.back()) == [(540, "SegmentStarted", B, False)]
    assert (state_of(walk), walk.session.remaining_s) == (State.PAUSED, 300)


# --- jump ---


def sides() -> Plan:
    """Left and right: A with the hands, B with a ball, C with the ball."""
    return plan(
        step("A", 150), step("B", 150, tool="tennis-ball"), step("C", 150, tool="tennis-ball")
    )


@pytest.mark.parametrize(
    ("here", "there", "lead_in_s"),
    [
        (1, 5, 15),  # hands to ball, same foot
        (1, 7, 15),  # other foot
        (3, 11, 15),  # same tool, other foot
        (5, 3, 5),  # back, same tool and foot
        (9, 7, 15),  # back, other tool
        (5, 5, 5),  # to itself
    ],
)
def test_a_jump_goes_to_a_step_with_the_changeover_it_needs(
    here: int, there: int, lead_in_s: float
) -> None:
    walk = Walk(sides()).at(here, 10)
    begun = walk.now_s
    assert told(walk.session.jump(there)) == [(begun, "SegmentStarted", there - 1, True)]
    assert walk.session.remaining_s == lead_in_s
    assert walk.forward(lead_in_s)[-1] == (begun + lead_in_s, "SegmentStarted", there, True)
    assert walk.session.elapsed_s == 0


def test_a_jump_to_the_first_step_gets_ready_again() -> None:
    walk = Walk(sides()).at(5, 10)
    walk.session.jump(1)
    assert (walk.session.position, walk.session.remaining_s) == (0, 10)


def test_a_jump_to_a_changeover_goes_to_it() -> None:
    walk = Walk(sides()).at(1, 10)
    walk.session.jump(4)
    # From the hands to the ball, whatever was planned to come before it.
    assert (walk.session.position, walk.session.remaining_s) == (4, 15)


def test_after_a_jump_and_back_a_changeover_has_its_own_length_again() -> None:
    made = plan(
        step("A", 450, side="left"),
        step("B", 450, side="right"),
        step("C", 450, side="left"),
    )
    walk = Walk(made).at(1, 10)
    walk.session.jump(5)
    walk.forward(6)
    walk.session.back()
    assert walk.session.position == 3
    walk.forward(2)
    walk.session.next()
    assert walk.session.remaining_s == 15


def test_a_step_that_was_only_passed_is_not_where_one_comes_from() -> None:
    walk = Walk(plan(step("A", 225), step("B", 225))).at(3, 20)
    assert walk.session.came_from is Side.LEFT
    walk.session.next()
    walk.forward(15)
    assert walk.session.current.segment.title == "A"
    walk.forward(0.9)
    walk.session.next()
    assert (walk.session.came_from, walk.session.remaining_s) == (Side.LEFT, 15)


def test_before_anything_was_worked_on_one_comes_from_no_side() -> None:
    assert Walk(three()).session.came_from is Side.NONE


def test_a_jump_out_of_a_changeover_comes_from_the_step_that_was_done() -> None:
    walk = Walk(sides()).at(2, 1)
    walk.session.jump(5)
    assert walk.session.remaining_s == 15


def test_what_a_jump_passes_over_is_not_credited() -> None:
    walk = Walk(sides()).at(1, 10)
    walk.session.jump(11)
    walk.forward(20)
    assert walk.session.hands_on_s == 10 + 5


def test_a_jump_while_paused_stays_paused() -> None:
    walk = Walk(sides()).at(1, 10)
    walk.session.pause()
    assert told(walk.session.jump(7)) == [(20, "SegmentStarted", 6, False)]
    assert state_of(walk) is State.PAUSED


def test_a_jump_to_friction_returns_to_what_was_left_of_it() -> None:
    walk = Walk(three()).at(FRICTION, 50)
    walk.session.jump(C)
    walk.session.jump(FRICTION)
    walk.forward(5)
    assert (walk.session.position, walk.session.remaining_s) == (FRICTION, 70)


def test_a_jump_to_friction_that_was_done_is_refused() -> None:
    walk = Walk(three()).at(B, 10)
    assert told(walk.session.jump(FRICTION)) == [(450, "Refused", Refusal.USED_UP)]
    assert (walk.session.position, walk.session.elapsed_s) == (B, 10)


def test_a_refused_jump_tells_first_what_was_due_before() -> None:
    walk = Walk(three()).at(B, 299)
    walk.clock.advance(2)
    assert told(walk.session.jump(FRICTION)) == [
        (740, "SegmentStarted", 6, True),
        (741, "Refused", Refusal.USED_UP),
    ]


def test_a_jump_to_friction_that_ends_just_now_is_refused() -> None:
    walk = Walk(three()).at(FRICTION, 100)
    walk.clock.advance(22)
    assert told(walk.session.jump(FRICTION))[-1] == (437, "Refused", Refusal.USED_UP)


@pytest.mark.parametrize("position", [10, 99, -1])
def test_a_jump_to_where_nothing_is_raises(position: int) -> None:
    walk = Walk(three()).at(A, 10)
    with pytest.raises(IndexError):
        walk.session.jump(position)
    assert walk.session.position == A


# --- longer and shorter ---


def test_fifteen_seconds_more() -> None:
    walk = Walk(three()).at(A, 290)
    assert told(walk.session.extend()) == [(300, "LengthChanged", 315)]
    assert walk.session.remaining_s == 25
    assert walk.forward(26) == [
        (315, "TenSecondsLeft"),
        (322, "LastThreeSeconds"),
        (325, "SegmentStarted", 2, True),
    ]
    assert walk.session.hands_on_s == 315


def test_a_step_is_never_made_longer_than_fifteen_minutes() -> None:
    walk = Walk(one_foot(step("A", 890), step("B", 20))).at(A, 10)
    assert told(walk.session.extend()) == [(20, "LengthChanged", 900)]
    assert told(walk.session.extend()) == [(20, "LengthChanged", 900)]


def test_fifteen_seconds_less() -> None:
    walk = Walk(three()).at(A, 100)
    assert told(walk.session.shorten()) == [(110, "LengthChanged", 285)]
    assert walk.session.remaining_s == 185
    assert walk.session.total_left_s == Walk(three()).session.total_left_s - 10 - 100 - 15


def test_shorter_than_it_has_run_ends_the_step_now() -> None:
    walk = Walk(three()).at(A, 290)
    assert told(walk.session.shorten()) == [
        (300, "LengthChanged", 290),
        (300, "SegmentStarted", 2, True),
    ]
    assert walk.session.hands_on_s == 290


def test_shorter_while_paused_ends_the_step_when_it_goes_on() -> None:
    walk = Walk(three()).at(A, 290)
    walk.session.pause()
    assert told(walk.session.shorten()) == [(300, "LengthChanged", 290)]
    assert walk.session.remaining_s == 0
    walk.session.resume()
    assert walk.forward(3) == [(303, "Resumed"), (303, "SegmentStarted", 2, True)]


def test_what_is_past_is_not_told_again_after_a_change_of_length() -> None:
    walk = Walk(three()).at(A, 200)
    walk.session.shorten()
    assert walk.forward(80) == [(285, "TenSecondsLeft")]


def test_friction_may_be_made_shorter_and_goes_up_to_its_own_time_again() -> None:
    walk = Walk(three()).at(FRICTION, 50)
    assert told(walk.session.extend()) == [(365, "Refused", Refusal.LIMITED)]
    assert walk.session.remaining_s == 70
    assert told(walk.session.shorten()) == [(365, "LengthChanged", 105)]
    assert Command.EXTEND in walk.session.allowed
    assert told(walk.session.extend()) == [(365, "LengthChanged", 120)]
    assert Command.EXTEND not in walk.session.allowed
    assert told(walk.session.extend()) == [(365, "Refused", Refusal.LIMITED)]


def test_friction_that_was_cut_to_where_it_stands_gets_no_more_than_its_own_time() -> None:
    walk = Walk(three()).at(FRICTION, 50)
    walk.session.pause()
    lengths = [walk.session.shorten()[-1] for _ in range(6)][-1:]
    lengths += [walk.session.extend()[-1] for _ in range(6)]
    assert [line[2] for line in told(tuple(lengths))] == [
        50,
        65,
        80,
        95,
        110,
        120,
        Refusal.LIMITED,
    ]


@pytest.mark.parametrize("technique", ["deep-tissue", "trigger-point"])
def test_deep_and_trigger_work_are_limited_too(technique: str) -> None:
    walk = Walk(one_foot(step("Firm", 60, technique=technique), step("A", 900))).at(1, 10)
    assert names(walk.session.extend() + walk.session.repeat()) == ["Refused", "Refused"]
    assert not {Command.EXTEND, Command.REPEAT} & walk.session.allowed


def test_a_changeover_has_no_other_length() -> None:
    walk = Walk(three()).at(2, 1)
    for change in (walk.session.extend, walk.session.shorten, walk.session.repeat):
        assert told(change()) == [(311, "Refused", Refusal.NOT_NOW)]
    assert walk.session.remaining_s == 4


# --- again ---


def test_a_step_is_repeated_before_the_closing_with_changeovers_mended() -> None:
    ball = one_foot(step("A", 300), step("Ball", 600, tool="tennis-ball"), rest())
    walk = Walk(ball).at(1, 10)
    assert changeovers_s(walk) == [15, 15]
    assert told(walk.session.repeat()) == [(20, "RepeatQueued", 5)]
    assert titles(walk) == ["A", "Ball", "A", "Rest"]
    # Ball to A is another tool; A on the left to rest on no foot is another side.
    assert changeovers_s(walk) == [15, 15, 15]
    walk.at(5, 300)
    assert walk.session.hands_on_s == 1200


def test_the_changeover_to_the_closing_follows_from_what_was_repeated() -> None:
    closing = step("Feel", 60, technique="assessment")
    made = one_foot(step("A", 300), step("Ball", 600, tool="tennis-ball"), closing)
    walk = Walk(made).at(1, 10)
    assert changeovers_s(walk) == [15, 15]
    walk.session.repeat()
    assert changeovers_s(walk) == [15, 15, 5]
    assert [s.segment.title for s in walk.session.stretches[4:]] == [
        "Next: A",
        "A",
        "Next: Feel",
        "Feel",
    ]


def test_an_added_changeover_takes_the_persons_pauses() -> None:
    made = script(step("A", 450), step("B", 450, tool="wall"), step("C", 450))
    walk = Walk(plan_session(made, Choice(Feet.LEFT), Pauses(10, 7, 20))).at(1, 10)
    walk.session.repeat()
    assert changeovers_s(walk) == [20, 20, 7]


def test_without_a_closing_it_is_repeated_at_the_end() -> None:
    walk = Walk(one_foot(step("A", 450), step("B", 450))).at(3, 10)
    assert told(walk.session.repeat()) == [(475, "RepeatQueued", 5)]
    assert titles(walk) == ["A", "B", "B"]
    assert walk.to(3000)[-1] == (10 + 450 + 5 + 450 + 5 + 450, "Ended", None)


def test_a_step_is_queued_once_until_its_turn_comes() -> None:
    walk = Walk(three()).at(A, 10)
    walk.session.repeat()
    assert told(walk.session.repeat()) == [(20, "Refused", Refusal.ALREADY_QUEUED)]
    assert Command.REPEAT not in walk.session.allowed
    walk.at(9, 10)
    assert walk.session.current.segment.title == "A"
    assert names(walk.session.repeat()) == ["RepeatQueued"]
    assert titles(walk) == ["A", "Friction", "B", "C", "A", "A", "Rest"]


def test_repeated_steps_keep_the_order_they_were_asked_for() -> None:
    walk = Walk(three()).at(A, 10)
    walk.session.repeat()
    walk.at(B, 10)
    walk.session.repeat()
    assert titles(walk) == ["A", "Friction", "B", "C", "A", "B", "Rest"]


def test_friction_is_not_repeated() -> None:
    walk = Walk(three()).at(FRICTION, 10)
    assert told(walk.session.repeat()) == [(325, "Refused", Refusal.LIMITED)]
    assert titles(walk) == ["A", "Friction", "B", "C", "Rest"]


def test_the_closing_is_not_repeated() -> None:
    walk = Walk(three()).at(REST, 10)
    assert told(walk.session.repeat()) == [(970, "Refused", Refusal.NOT_NOW)]


def test_total_time_left_grows_by_what_is_repeated() -> None:
    walk = Walk(three()).at(A, 10)
    before_s = walk.session.total_left_s
    walk.session.repeat()
    assert walk.session.total_left_s == before_s + 5 + 300


# --- too sore ---


def test_too_sore_is_one_level_lighter_each_time_and_is_noted() -> None:
    sore = step("A", 900, pressure=Pressure.FIRM, area="general")
    walk = Walk(one_foot(sore)).at(1, 10)
    assert told(walk.session.ease()) == [(20, "Eased", Pressure.MODERATE)]
    assert told(walk.session.ease()) == [(20, "Eased", Pressure.LIGHT)]
    assert told(walk.session.ease()) == [(20, "Eased", Pressure.LIGHT)]
    stretch = walk.session.current
    assert (stretch.eased, stretch.pressure) == (3, Pressure.LIGHT)
    assert walk.session.elapsed_s == 10


def test_too_sore_between_two_steps_is_about_the_one_that_comes() -> None:
    made = one_foot(step("A", 450), step("B", 450, pressure=Pressure.MODERATE))
    walk = Walk(made).at(2, 1)
    assert told(walk.session.ease()) == [(461, "Eased", Pressure.LIGHT)]
    assert [stretch.eased for stretch in walk.session.stretches] == [0, 0, 0, 1]


def test_friction_may_be_eased() -> None:
    walk = Walk(three()).at(FRICTION, 10)
    assert names(walk.session.ease()) == ["Eased"]


def test_half_way_is_told_once_even_if_the_step_is_made_longer() -> None:
    walk = Walk(three()).at(A, 160)
    walk.session.extend()
    assert "Halfway" not in [event[1] for event in walk.forward(60)]
