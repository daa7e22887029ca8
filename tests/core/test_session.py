"""A session in virtual time: what it tells, and when."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.core.errors import CannotPlanError
from app.core.plan import Choice, Feet, Plan, plan_session
from app.core.script import Pattern, Prompt, Script
from app.core.script_reader import read_script
from app.core.session import Session
from app.core.session_events import Ended, Event, SegmentStarted
from app.core.session_table import Command, State
from tests.core.building import one_foot, plan, rest, step
from tests.core.fake_clock import START_S, FakeClock, Told, Walk, names, state_of, told
from tests.core.strategies import choices, scripts

SESSIONS = sorted((Path(__file__).parents[2] / "sessions").glob("*.yaml"))


def sample() -> Plan:
    """Look 10 to 55, stroke 60 to 360, friction 365 to 485, knead 490 to 970, rest 985 to 1045."""
    return one_foot(
        step("Look", 45, technique="assessment"),
        step("Stroke", 300, technique="stroking"),
        step("Friction", 120, technique="cross-fiber-friction"),
        step("Knead", 480),
        rest(60),
    )


def only(events: Told, *wanted: str) -> Told:
    return [event for event in events if event[1] in wanted]


# --- from start to end ---


def test_a_session_waits_to_be_started() -> None:
    walk = Walk(sample(), is_started=False)
    assert state_of(walk) is State.IDLE
    assert walk.forward(3600) == []
    assert walk.session.total_left_s == 1045
    assert told(walk.session.start()) == [(3600, "SegmentStarted", 0, True)]
    assert state_of(walk) is State.RUNNING


def test_everything_is_told_with_the_instant_it_was_due() -> None:
    walk = Walk(sample())
    assert walk.to(370) == [
        (7, "LastThreeSeconds"),
        (10, "SegmentStarted", 1, True),
        (32.5, "Halfway"),
        (45, "TenSecondsLeft"),
        (52, "LastThreeSeconds"),
        (55, "SegmentStarted", 2, True),
        (60, "SegmentStarted", 3, True),
        (210, "Halfway"),
        (350, "TenSecondsLeft"),
        (357, "LastThreeSeconds"),
        (360, "SegmentStarted", 4, True),
        (365, "SegmentStarted", 5, True),
    ]


def test_it_ends_after_its_last_step() -> None:
    walk = Walk(sample())
    assert walk.to(1045)[-1] == (1045, "Ended", None)
    assert state_of(walk) is State.ENDED
    assert not walk.session.is_early_end
    assert walk.session.reason is None
    assert walk.forward(3600) == []


def test_nothing_is_left_after_the_end() -> None:
    walk = Walk(sample())
    walk.to(1045)
    assert (walk.session.remaining_s, walk.session.total_left_s) == (0, 0)
    assert walk.session.elapsed_s == 60


@pytest.mark.parametrize("at_s", [7, 10, 32.5, 55, 60])
def test_nothing_is_told_before_it_is_due_nor_twice(at_s: float) -> None:
    walk = Walk(sample())
    walk.to(at_s - 0.001)
    assert [event[0] for event in walk.to(at_s)] == [at_s]
    assert walk.to(at_s) == []


@pytest.mark.parametrize("script", SESSIONS, ids=lambda path: path.stem)
@pytest.mark.parametrize("feet", list(Feet))
def test_every_segment_of_a_shipped_session_begins_when_the_plan_says(
    script: Path, feet: Feet
) -> None:
    made = read_script(script.read_bytes(), script.name).script
    assert made is not None
    planned = plan_session(made, Choice(feet))
    walk = Walk(planned)
    events = walk.to(planned.total_s)
    begun = [event[0] for event in only(events, "SegmentStarted")]
    assert begun == [segment.start_s for segment in planned.segments][1:]
    assert events[-1] == (planned.total_s, "Ended", None)
    assert walk.session.hands_on_s == planned.hands_on_s


# --- ticks ---


def run_by(planned: Plan, steps_s: list[float]) -> tuple[list[Event], Session]:
    clock = FakeClock()
    session = Session(planned, clock)
    events = list(session.start())
    end_s = START_S + planned.total_s
    for by_s in steps_s:
        clock.now_s = min(clock.now_s + by_s, end_s)
        events += session.tick()
    clock.now_s = end_s
    return events + list(session.tick()), session


def test_ten_ticks_a_second_tell_the_same_as_one_late_one() -> None:
    often, session = run_by(sample(), [0.1] * 10_450)
    once, late = run_by(sample(), [])
    assert often == once
    assert session.steps_done() == late.steps_done()


def planned_or_none(made: Script, choice: Choice) -> Plan | None:
    try:
        return plan_session(made, choice)
    except CannotPlanError:
        return None


@given(scripts(), choices(), st.lists(st.floats(0, 500), max_size=40))
@settings(max_examples=50)
def test_whenever_it_ticks_the_same_is_told(
    made: Script, choice: Choice, steps_s: list[float]
) -> None:
    planned = planned_or_none(made, choice)
    assume(planned is not None)
    assert planned is not None
    by_chance, session = run_by(planned, steps_s)
    once, _ = run_by(planned, [])
    assert by_chance == once
    assert session.hands_on_s == planned.hands_on_s
    begun = [e.at_s - START_S for e in once if isinstance(e, SegmentStarted)]
    assert begun == [segment.start_s for segment in planned.segments]
    assert once[-1] == Ended(START_S + planned.total_s, None)


@given(scripts(), choices())
@settings(max_examples=30)
def test_the_next_event_comes_when_it_was_foretold(made: Script, choice: Choice) -> None:
    planned = planned_or_none(made, choice)
    assume(planned is not None)
    assert planned is not None
    assume(len(planned.segments) < 60)
    walk = Walk(planned)
    while (due_s := walk.session.next_due_s) is not None:
        walk.clock.now_s = due_s - 0.001
        assert walk.session.tick() == ()
        walk.clock.now_s = due_s
        events = walk.session.tick()
        assert events
        assert {event.at_s for event in events} == {due_s}
    assert state_of(walk) is State.ENDED


# --- what stands on the screen ---


def test_remaining_time_is_computed_from_the_clock_without_a_tick() -> None:
    walk = Walk(sample()).at(3, 100)
    walk.clock.advance(20.25)
    session = walk.session
    assert (session.elapsed_s, session.remaining_s) == (120.25, 179.75)
    assert session.total_left_s == 1045 - 60 - 120.25
    assert session.hands_on_s == 120.25


def test_a_late_clock_never_shows_more_than_the_stretch() -> None:
    walk = Walk(sample()).at(3)
    walk.clock.advance(10_000)
    session = walk.session
    assert (session.elapsed_s, session.remaining_s, session.hands_on_s) == (300, 0, 300)


def test_only_steps_that_count_are_hands_on_time() -> None:
    walk = Walk(sample())
    for at_s, hands_on_s in ((10, 0), (55, 0), (60, 0), (160, 100), (363, 300), (985, 900)):
        walk.to(at_s)
        assert walk.session.hands_on_s == hands_on_s
    walk.to(1045)
    assert walk.session.hands_on_s == 900


def test_it_says_where_it_is_and_which_step_comes() -> None:
    walk = Walk(sample())
    seen = []
    for at_s in (0, 10, 57, 60):
        walk.to(at_s)
        session = walk.session
        seen.append((session.position, session.current.segment.kind, session.coming.segment.title))
    assert seen == [
        (0, "get-ready", "Look"),
        (1, "step", "Look"),
        (2, "changeover", "Stroke"),
        (3, "step", "Stroke"),
    ]
    assert len(walk.session.stretches) == 10


# --- pause ---


def test_a_pause_stands_still_and_three_seconds_lead_out_of_it() -> None:
    walk = Walk(sample()).at(3, 100)
    session = walk.session
    assert told(session.pause()) == [(160, "Paused")]
    assert walk.forward(5000) == []
    assert (state_of(walk), session.remaining_s, session.hands_on_s) == (State.PAUSED, 200, 100)
    assert told(session.resume()) == [(5160, "Resuming")]
    assert (state_of(walk), session.resumes_in_s, session.remaining_s) == (State.RESUMING, 3, 200)
    assert session.next_due_s == START_S + 5163
    assert walk.forward(1) == []
    assert session.resumes_in_s == 2
    assert walk.forward(2) == [(5163, "Resumed")]
    assert (state_of(walk), session.resumes_in_s, session.remaining_s) == (State.RUNNING, 0, 200)
    assert session.next_due_s == START_S + 5213
    assert walk.forward(50) == [(5213, "Halfway")]
    assert session.hands_on_s == 150


def test_nothing_is_foretold_while_it_stands_still() -> None:
    walk = Walk(sample()).at(3, 100)
    walk.session.pause()
    assert walk.session.next_due_s is None


def test_a_late_tick_after_a_pause_counts_from_the_instant_it_went_on() -> None:
    walk = Walk(sample()).at(3, 299)
    walk.session.pause()
    walk.session.resume()
    assert walk.forward(10) == [
        (362, "Resumed"),
        (363, "SegmentStarted", 4, True),
        (368, "SegmentStarted", 5, True),
    ]
    assert walk.session.hands_on_s == 301


def test_a_pause_while_going_on_stands_still_again() -> None:
    walk = Walk(sample()).at(3, 100)
    walk.session.pause()
    walk.session.resume()
    walk.forward(2)
    assert names(walk.session.pause()) == ["Paused"]
    assert walk.forward(60) == []
    assert walk.session.remaining_s == 200


def test_a_pause_at_the_very_start_of_a_step_announces_it_again() -> None:
    walk = Walk(sample()).at(3)
    walk.session.pause()
    walk.session.resume()
    assert walk.forward(3) == [(63, "Resumed"), (63, "SegmentStarted", 3, True)]


def test_due_events_come_before_those_of_a_command() -> None:
    walk = Walk(sample()).at(3, 299)
    walk.clock.advance(7)
    assert told(walk.session.pause()) == [
        (360, "SegmentStarted", 4, True),
        (365, "SegmentStarted", 5, True),
        (366, "Paused"),
    ]


@given(st.lists(st.tuples(st.floats(0.001, 20), st.floats(0, 50)), max_size=30))
def test_pauses_lose_and_gain_nothing(stops: list[tuple[float, float]]) -> None:
    walk = Walk(one_foot(step(duration_s=900)))
    for run_s, stand_s in stops:
        walk.forward(run_s)
        walk.session.pause()
        walk.forward(stand_s)
        walk.session.resume()
        walk.forward(3)
    ran_s = sum(run_s for run_s, _ in stops)
    assert walk.session.total_left_s == pytest.approx(910 - ran_s, abs=1e-6)
    assert walk.session.hands_on_s == pytest.approx(max(0, ran_s - 10), abs=1e-6)


# --- marks inside a step ---


@pytest.mark.parametrize(
    ("duration_s", "wanted"),
    [
        (9, []),
        (10, [(7, "LastThreeSeconds")]),
        (24, [(21, "LastThreeSeconds")]),
        (25, [(15, "TenSecondsLeft"), (22, "LastThreeSeconds")]),
        (39, [(29, "TenSecondsLeft"), (36, "LastThreeSeconds")]),
        (40, [(20, "Halfway"), (30, "TenSecondsLeft"), (37, "LastThreeSeconds")]),
        (41, [(20.5, "Halfway"), (31, "TenSecondsLeft"), (38, "LastThreeSeconds")]),
    ],
)
def test_half_ten_and_three_seconds_are_told_in_steps_long_enough(
    duration_s: int, wanted: Told
) -> None:
    walk = Walk(one_foot(step("This", duration_s), step(duration_s=900)))
    walk.to(10)
    events = walk.to(10 + duration_s)
    assert [(event[0] - 10, *event[1:]) for event in events[:-1]] == wanted


def test_a_long_changeover_tells_its_last_three_seconds_and_no_half() -> None:
    walk = Walk(plan(step("A", 450), step("B", 450, tool="wall"))).at(2)
    assert walk.forward(15) == [(472, "LastThreeSeconds"), (475, "SegmentStarted", 3, True)]


def test_holds_and_releases_are_told_at_their_instants() -> None:
    rhythm = step("Hold", technique="stretching", pattern=Pattern(6, 2, 3))
    walk = Walk(one_foot(rhythm, step(duration_s=900)))
    assert walk.to(33) == [
        (7, "LastThreeSeconds"),
        (10, "SegmentStarted", 1, True),
        (10, "HoldStarted", 1),
        (16, "ReleaseStarted", 1),
        (18, "HoldStarted", 2),
        (24, "ReleaseStarted", 2),
        (26, "HoldStarted", 3),
        (31, "LastThreeSeconds"),
        (32, "ReleaseStarted", 3),
    ]


def test_a_hold_without_release_follows_at_once() -> None:
    rhythm = step("Hold", technique="stretching", pattern=Pattern(5, 0, 3))
    walk = Walk(one_foot(rhythm, step(duration_s=900)))
    walk.to(9)
    assert only(walk.to(25), "HoldStarted", "ReleaseStarted") == [
        (10, "HoldStarted", 1),
        (15, "HoldStarted", 2),
        (20, "HoldStarted", 3),
    ]


def test_a_pattern_that_is_made_longer_goes_on_in_its_rhythm() -> None:
    rhythm = step("Hold", technique="stretching", pattern=Pattern(6, 2, 2))
    walk = Walk(one_foot(rhythm, step(duration_s=900))).at(1, 1)
    walk.session.extend()
    assert only(walk.to(41), "HoldStarted", "ReleaseStarted") == [
        (16, "ReleaseStarted", 1),
        (18, "HoldStarted", 2),
        (24, "ReleaseStarted", 2),
        (26, "HoldStarted", 3),
        (32, "ReleaseStarted", 3),
        (34, "HoldStarted", 4),
        (40, "ReleaseStarted", 4),
    ]


def test_a_release_that_would_begin_at_the_end_of_a_shorter_step_is_not_told() -> None:
    rhythm = step("Hold", technique="stretching", pattern=Pattern(5, 5, 2))
    walk = Walk(one_foot(rhythm, step(duration_s=900))).at(1, 1)
    walk.session.shorten()
    assert walk.to(15) == [(15, "SegmentStarted", 2, True)]


def test_a_hold_at_the_start_is_told_with_the_step_that_is_moved_to() -> None:
    rhythm = step("Hold", technique="stretching", pattern=Pattern(20, 10, 30))
    walk = Walk(one_foot(rhythm))
    assert told(walk.session.next()) == [(0, "SegmentStarted", 1, True), (0, "HoldStarted", 1)]


def test_a_hold_at_the_start_of_a_step_reached_paused_is_told_when_it_goes_on() -> None:
    rhythm = step("Hold", technique="stretching", pattern=Pattern(20, 10, 30))
    walk = Walk(one_foot(rhythm))
    walk.session.pause()
    assert told(walk.session.next()) == [(0, "SegmentStarted", 1, False)]
    walk.session.resume()
    assert walk.forward(3) == [
        (3, "Resumed"),
        (3, "SegmentStarted", 1, True),
        (3, "HoldStarted", 1),
    ]


def test_prompts_are_told_at_their_instants() -> None:
    prompts = (Prompt(15, "Softer."), Prompt(0, "Begin."), Prompt(30, "Change hands."))
    walk = Walk(one_foot(step("A", 900, prompts=prompts)))
    assert only(walk.to(60), "PromptDue") == [
        (10, "PromptDue", "Begin."),
        (25, "PromptDue", "Softer."),
        (40, "PromptDue", "Change hands."),
    ]


@pytest.mark.parametrize("at_s", [35, 40])
def test_a_prompt_that_a_shorter_step_does_not_reach_is_not_told(at_s: int) -> None:
    prompts = (Prompt(at_s, "Too late."),)
    walk = Walk(one_foot(step("A", 50, prompts=prompts), step(duration_s=900))).at(1, 1)
    walk.session.shorten()
    assert only(walk.to(60), "PromptDue") == []


# --- a step that waits ---


def waiting() -> Walk:
    """At 475, before a step that waits."""
    stand_up = step("Stand up", 450, wait=True, tool="wall")
    return Walk(one_foot(step("A", 450), stand_up, step("B", 450))).at(2, 15)


def test_the_timer_stands_still_before_a_step_that_waits() -> None:
    walk = waiting()
    session = walk.session
    assert (state_of(walk), session.position, session.remaining_s) == (State.WAITING, 3, 450)
    assert walk.forward(1000) == []
    assert session.next_due_s is None


def test_a_late_tick_stops_at_a_step_that_waits() -> None:
    walk = Walk(one_foot(step("A", 450), step("Stand up", 450, wait=True)))
    assert walk.to(5000)[-1] == (465, "WaitingForPerson")
    assert walk.session.hands_on_s == 450


def test_ready_goes_on_after_three_seconds() -> None:
    walk = waiting()
    assert told(walk.session.resume()) == [(475, "Resuming")]
    assert walk.forward(4) == [(478, "Resumed"), (478, "SegmentStarted", 3, True)]
    assert walk.session.elapsed_s == 1


def test_a_waiting_step_may_be_left_out() -> None:
    walk = waiting()
    assert told(walk.session.next()) == [(475, "SegmentStarted", 4, True)]
    assert state_of(walk) is State.RUNNING


def test_from_a_waiting_step_one_may_go_back() -> None:
    walk = waiting()
    assert told(walk.session.back()) == [(475, "SegmentStarted", 1, True)]
    assert state_of(walk) is State.RUNNING


def test_a_waiting_step_may_be_made_longer_repeated_and_eased_while_it_waits() -> None:
    walk = waiting()
    for change in (walk.session.extend, walk.session.repeat, walk.session.ease):
        assert "Refused" not in names(change())
        assert state_of(walk) is State.WAITING
    assert walk.session.remaining_s == 465


def test_back_on_a_first_step_that_waits_waits_again() -> None:
    walk = Walk(one_foot(step("Stand up", 900, wait=True))).at(1)
    assert told(walk.session.back()) == [(10, "WaitingForPerson")]
    assert state_of(walk) is State.WAITING


def test_a_step_that_waits_and_is_reached_paused_needs_no_second_ready() -> None:
    walk = Walk(one_foot(step("A", 450), step("Stand up", 450, wait=True))).at(2, 1)
    walk.session.pause()
    assert told(walk.session.next()) == [(461, "SegmentStarted", 3, False)]
    walk.session.resume()
    assert walk.forward(3) == [(464, "Resumed"), (464, "SegmentStarted", 3, True)]
    assert state_of(walk) is State.RUNNING


def test_what_is_allowed_follows_the_state() -> None:
    walk = Walk(sample(), is_started=False)
    assert walk.session.allowed == {Command.START}
    walk.session.start()
    assert Command.START not in walk.session.allowed
    assert Command.EXTEND not in walk.session.allowed
    walk.at(3)
    assert {Command.EXTEND, Command.REPEAT, Command.PAUSE} <= walk.session.allowed
