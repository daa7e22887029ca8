"""Stopping, falling short of fifteen minutes, and what each state lets be said."""

from __future__ import annotations

import pytest

from app.core.plan import Plan
from app.core.session_events import Refusal
from app.core.session_table import TRANSITIONS, Command, State
from app.core.soreness import EndReason
from tests.core.building import one_foot, plan, rest, step
from tests.core.fake_clock import Told, Walk, command, names, state_of, told


def two() -> Plan:
    """A 10 to 460, friction 465 to 525, B 530 to 980, rest 995 to 1055."""
    friction = step("Friction", 60, technique="cross-fiber-friction")
    return one_foot(step("A", 450), friction, step("B", 450), rest(60))


A, FRICTION, B, REST = 1, 3, 5, 7


# --- stop ---


def test_stop_stands_still_at_once_and_asks() -> None:
    walk = Walk(two()).at(A, 100)
    assert told(walk.session.stop()) == [(110, "StopAsked")]
    assert walk.forward(5000) == []
    assert (state_of(walk), walk.session.remaining_s) == (State.ASKING, 350)
    assert walk.session.reason is None
    assert walk.session.allowed == {Command.REASON}


@pytest.mark.parametrize("reason", list(EndReason))
def test_a_reason_is_kept_and_only_done_and_other_may_be_resumed(reason: EndReason) -> None:
    walk = Walk(two()).at(A, 100)
    walk.session.stop()
    assert told(walk.session.give_reason(reason)) == [(110, "ReasonGiven", reason)]
    assert walk.session.reason is reason
    may_go_on = reason in (EndReason.DONE, EndReason.OTHER)
    assert (Command.RESUME in walk.session.allowed) == may_go_on
    answer = walk.session.resume()
    assert names(answer) == (["Resuming"] if may_go_on else ["Refused"])
    assert state_of(walk) is (State.RESUMING if may_go_on else State.ASKING)


def test_going_on_after_a_stop_forgets_the_reason_and_takes_three_seconds() -> None:
    walk = Walk(two()).at(A, 100)
    walk.session.stop()
    walk.session.give_reason(EndReason.OTHER)
    walk.forward(20)
    walk.session.resume()
    assert walk.forward(5) == [(133, "Resumed")]
    assert (walk.session.remaining_s, walk.session.reason) == (348, None)


def test_a_reason_may_be_corrected() -> None:
    walk = Walk(two()).at(A, 100)
    walk.session.stop()
    walk.session.give_reason(EndReason.PAIN)
    walk.session.give_reason(EndReason.OTHER)
    assert names(walk.session.resume()) == ["Resuming"]


def test_a_stop_asks_anew_each_time() -> None:
    walk = Walk(two()).at(A, 100)
    walk.session.stop()
    walk.session.give_reason(EndReason.DONE)
    walk.session.resume()
    walk.session.stop()
    assert walk.session.reason is None
    assert walk.session.allowed == {Command.REASON}


@pytest.mark.parametrize("reason", list(EndReason))
def test_finish_after_a_stop_ends_it_early_for_the_reason(reason: EndReason) -> None:
    walk = Walk(two()).at(A, 100)
    walk.session.stop()
    assert told(walk.session.finish()) == [(110, "Refused", Refusal.NOT_NOW)]
    walk.session.give_reason(reason)
    assert told(walk.session.finish()) == [(110, "Ended", reason)]
    assert state_of(walk) is State.ENDED
    assert walk.session.is_early_end
    assert walk.session.hands_on_s == 100


def test_stop_works_in_a_pause_while_going_on_and_before_a_step_that_waits() -> None:
    for state in (State.PAUSED, State.RESUMING, State.WAITING, State.SHORT):
        walk = standing_in(state)
        assert names(walk.session.stop()) == ["StopAsked"]
        assert state_of(walk) is State.ASKING


def test_a_stop_in_the_closing_ends_it_early() -> None:
    walk = Walk(two()).at(REST, 10)
    walk.session.stop()
    walk.session.give_reason(EndReason.DONE)
    walk.session.finish()
    assert walk.session.is_early_end


# --- short of fifteen minutes ---


def skipped_to_the_end(plan_of: Plan | None = None) -> tuple[Walk, Told]:
    """After 100 seconds of the first step everything up to the closing is left out."""
    walk = Walk(plan_of or two()).at(A, 100)
    events: Told = []
    while state_of(walk) is State.RUNNING:
        events = told(walk.session.next())
    return walk, events


def test_the_end_of_the_massage_tells_what_is_missing() -> None:
    walk, events = skipped_to_the_end()
    assert events == [(110, "FellShort", 800)]
    assert walk.session.allowed == MAY_BE_SAID[State.SHORT]
    assert walk.forward(1000) == []
    assert walk.session.total_left_s == 15 + 60


def test_a_part_of_a_second_that_is_missing_is_told_as_a_whole_one() -> None:
    walk = Walk(one_foot(step("A", 900), rest())).at(1, 899.2)
    assert told(walk.session.next()) == [(909.2, "FellShort", 1)]


def test_half_a_second_is_not_missed() -> None:
    walk = Walk(one_foot(step("A", 900), rest())).at(1, 899.5)
    assert told(walk.session.next()) == [(909.5, "SegmentStarted", 2, True)]


def test_finish_goes_on_to_the_closing() -> None:
    walk, _ = skipped_to_the_end()
    assert told(walk.session.finish()) == [(110, "SegmentStarted", 6, True)]
    assert walk.forward(75)[-1] == (185, "Ended", None)
    assert not walk.session.is_early_end
    assert walk.session.hands_on_s == 100


def test_after_finish_it_does_not_ask_again() -> None:
    walk, _ = skipped_to_the_end()
    walk.session.finish()
    walk.session.jump(A)
    walk.session.next()
    walk.session.jump(REST)
    assert state_of(walk) is State.RUNNING


def test_top_up_adds_gentle_steps_for_what_is_missing_before_the_closing() -> None:
    walk, _ = skipped_to_the_end()
    assert told(walk.session.top_up()) == [(110, "SegmentStarted", 6, True)]
    added = [s for s in walk.session.stretches if s.is_added]
    assert [(s.segment.title, s.duration_s) for s in added] == [("A", 450), ("B", 450)]
    assert [s.segment.title for s in walk.session.stretches[-2:]] == ["Next: Rest", "Rest"]
    events = walk.forward(5000)
    assert "FellShort" not in [event[1] for event in events]
    assert walk.session.hands_on_s == 1000


def test_top_up_adds_no_more_than_is_needed() -> None:
    made = one_foot(step("A", 300), step("B", 300), step("C", 300), rest())
    walk = Walk(made).at(5, 10)
    walk.session.next()
    walk.session.top_up()
    assert [s.segment.title for s in walk.session.stretches if s.is_added] == ["A"]


def test_top_up_takes_both_feet_in_their_order() -> None:
    walk, _ = skipped_to_the_end(plan(step("A", 250), step("B", 250), rest()))
    walk.session.top_up()
    added = [s.occurrence for s in walk.session.stretches if s.is_added]
    assert [(o.step.title, str(o.side)) for o in added if o] == [
        ("A", "left"),
        ("B", "left"),
        ("A", "right"),
        ("B", "right"),
    ]


def test_what_was_added_and_left_out_again_is_asked_again() -> None:
    walk, _ = skipped_to_the_end()
    walk.session.top_up()
    events: Told = []
    while state_of(walk) is State.RUNNING:
        events = told(walk.session.next())
    assert events == [(110, "FellShort", 800)]


def test_without_a_closing_the_end_asks_too() -> None:
    walk, events = skipped_to_the_end(one_foot(step("A", 450), step("B", 450)))
    assert events == [(110, "FellShort", 800)]
    assert walk.session.total_left_s == 0


def test_without_a_closing_finish_ends_it() -> None:
    walk, _ = skipped_to_the_end(one_foot(step("A", 450), step("B", 450)))
    assert told(walk.session.finish()) == [(110, "Ended", None)]
    assert not walk.session.is_early_end


def test_without_a_closing_top_up_goes_on_behind_the_last_step() -> None:
    walk, _ = skipped_to_the_end(one_foot(step("A", 450), step("B", 450)))
    assert told(walk.session.top_up()) == [(110, "SegmentStarted", 4, True)]
    assert walk.forward(5) == [(115, "SegmentStarted", 5, True)]


def test_where_nothing_may_be_repeated_it_does_not_ask() -> None:
    once = one_foot(step("A", 900, second_pass=False), rest())
    walk = Walk(once).at(1, 100)
    assert told(walk.session.next()) == [(110, "SegmentStarted", 2, True)]


def test_a_jump_into_the_closing_asks() -> None:
    walk = Walk(two()).at(A, 100)
    assert told(walk.session.jump(REST)) == [(110, "FellShort", 800)]


def test_next_in_a_pause_asks_too() -> None:
    walk = Walk(two()).at(B, 100)
    walk.session.pause()
    assert names(walk.session.next()) == ["FellShort"]
    assert state_of(walk) is State.SHORT


def test_stop_while_short_and_going_on_asks_again() -> None:
    walk, _ = skipped_to_the_end()
    walk.session.stop()
    walk.session.give_reason(EndReason.OTHER)
    assert told(walk.session.resume()) == [(110, "FellShort", 800)]
    assert state_of(walk) is State.SHORT


def test_stop_while_short_and_finish_ends_it_early() -> None:
    walk, _ = skipped_to_the_end()
    walk.session.stop()
    walk.session.give_reason(EndReason.PAIN)
    assert told(walk.session.finish()) == [(110, "Ended", EndReason.PAIN)]


def test_sixty_minutes_that_were_planned_are_asked_for_as_fifteen() -> None:
    walk = Walk(one_foot(step("A", 900), step("B", 450), rest())).at(3, 10)
    assert names(walk.session.next()) == ["SegmentStarted"]


def test_back_while_short_leads_to_the_step_before() -> None:
    walk, _ = skipped_to_the_end()
    back_to = walk.session.back_to
    assert back_to is walk.session.stretches[B]
    assert told(walk.session.back()) == [(110, "SegmentStarted", B, True)]
    assert walk.session.current is back_to
    walk.forward(450)
    assert walk.session.hands_on_s == 550


def test_back_while_short_leads_to_the_last_step_where_there_is_no_closing() -> None:
    walk, _ = skipped_to_the_end(one_foot(step("A", 450), step("B", 450)))
    assert walk.session.back_to is walk.session.stretches[3]
    walk.session.back()
    assert (walk.session.position, walk.session.remaining_s) == (3, 450)


def test_a_jump_while_short_leads_out_of_it() -> None:
    walk, _ = skipped_to_the_end()
    walk.session.jump(B)
    assert (state_of(walk), walk.session.coming.segment.title) == (State.RUNNING, "B")


def test_a_jump_into_the_closing_while_short_asks_again() -> None:
    walk, _ = skipped_to_the_end()
    assert told(walk.session.jump(REST)) == [(110, "FellShort", 800)]


def test_back_leads_nowhere_before_the_first_step() -> None:
    assert Walk(two()).session.back_to is None


# --- the table of what may be said ---

MOVES = {
    Command.NEXT,
    Command.BACK,
    Command.JUMP,
    Command.EXTEND,
    Command.SHORTEN,
    Command.REPEAT,
    Command.EASE,
}

MAY_BE_SAID = {
    State.IDLE: {Command.START},
    State.RUNNING: {Command.PAUSE, Command.INTERRUPT, Command.STOP} | MOVES,
    State.PAUSED: {Command.RESUME, Command.STOP} | MOVES,
    State.RESUMING: {Command.PAUSE, Command.INTERRUPT, Command.STOP} | MOVES,
    State.WAITING: {Command.RESUME, Command.STOP} | MOVES,
    State.ASKING: {Command.REASON, Command.RESUME, Command.FINISH},
    State.SHORT: {
        Command.TOP_UP,
        Command.FINISH,
        Command.STOP,
        Command.BACK,
        Command.JUMP,
    },
    State.ENDED: set(),
}

OFFERED = {Command.LEAVE_OUT}
"""In the table wherever a session moves, but only allowed while it is offered."""


def standing_in(state: State) -> Walk:
    """A session in a state, in the middle of its first step where it can be."""
    if state is State.IDLE:
        return Walk(two(), is_started=False)
    if state is State.SHORT:
        return skipped_to_the_end()[0]
    if state is State.WAITING:
        return Walk(one_foot(step("A", 450), step("B", 450, wait=True), step("C", 450))).at(3)
    walk = Walk(two()).at(A, 20)
    if state in (State.PAUSED, State.RESUMING):
        walk.session.pause()
    if state is State.RESUMING:
        walk.session.resume()
    if state in (State.ASKING, State.ENDED):
        walk.session.stop()
        walk.session.give_reason(EndReason.DONE)
    if state is State.ENDED:
        walk.session.finish()
    return walk


def all_of(walk: Walk) -> tuple[object, ...]:
    """Everything that can be seen of a session."""
    session = walk.session
    stretches = tuple(
        (s.segment, s.duration_s, s.credited_s, s.eased, s.pressure, s.outcome)
        for s in session.stretches
    )
    return (
        session.state,
        session.position,
        session.elapsed_s,
        session.hands_on_s,
        session.total_left_s,
        session.next_due_s,
        session.reason,
        session.is_early_end,
        stretches,
    )


@pytest.mark.parametrize("state", list(State))
def test_each_state_can_be_reached_and_lets_be_said_what_it_should(state: State) -> None:
    walk = standing_in(state)
    assert state_of(walk) is state
    assert walk.session.allowed == MAY_BE_SAID[state]
    offered = OFFERED if MAY_BE_SAID[state] >= MOVES else set()
    assert set(TRANSITIONS[state]) == MAY_BE_SAID[state] | offered


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("which", list(Command))
def test_a_command_does_what_the_table_says_or_nothing(state: State, which: Command) -> None:
    walk = standing_in(state)
    before = all_of(walk)
    events = command(walk.session, which)
    if which in MAY_BE_SAID[state]:
        assert "Refused" not in names(events)
        assert state_of(walk) is TRANSITIONS[state][which]
    else:
        assert told(events) == [(walk.now_s, "Refused", Refusal.NOT_NOW)]
        assert all_of(walk) == before


def test_the_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        TRANSITIONS[State.ENDED] = {}  # type: ignore[index]
