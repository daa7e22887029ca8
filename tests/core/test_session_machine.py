"""A session under any commands at any time: what must hold whatever a person does."""

from __future__ import annotations

import json

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.core.plan import Choice, Feet, Occurrence, Plan
from app.core.script import LIMITED, Pattern, Prompt
from app.core.session import Session
from app.core.session_events import (
    Ended,
    Event,
    FellShort,
    Interrupted,
    Paused,
    Refused,
    Resumed,
    SegmentStarted,
    StopAsked,
    WaitingForPerson,
)
from app.core.session_snapshot import SessionSnapshot
from app.core.session_table import TRANSITIONS, Command, State
from app.core.soreness import EndReason
from app.core.timeline import Stretch
from tests.core.building import plan, rest, step
from tests.core.fake_clock import Walk, command

ABOUT = 1e-6
"""Seconds are added up in another order than the session does it."""

PLANS: tuple[Plan, ...] = (
    plan(
        step("Look", 45, technique="assessment"),
        step("A", 200, prompts=(Prompt(30, "Softer."),)),
        step("Friction", 60, technique="cross-fiber-friction"),
        step("Ball", 220, tool="tennis-ball"),
        rest(30),
    ),
    plan(
        step("Deep", 90, technique="deep-tissue"),
        step("A", 100),
        step("Stand up", 60, side="both", tool="wall", wait=True),
        step("Hold", technique="trigger-point", pattern=Pattern(40, 5, 2)),
        order="by-step",
    ),
    plan(
        step("Hold", technique="stretching", pattern=Pattern(10, 5, 12)),
        step("Friction", 20, technique="cross-fiber-friction", wait=True),
        step("Once", 300, second_pass=False),
        step("Feel", 10, technique="assessment", wait=True),
        rest(20),
        choice=Choice(Feet.RIGHT),
    ),
)

ALL_BUT_JUMP = [which for which in Command if which is not Command.JUMP]

# What starts and what stops the timer.
STARTS = (SegmentStarted, Resumed)
STOPS = (Paused, Interrupted, StopAsked, WaitingForPerson, FellShort, Ended)
ARRIVALS = (SegmentStarted, WaitingForPerson, FellShort, Ended)


class SessionMachine(RuleBasedStateMachine):
    """Commands and time at random, against a second account of the time that was run."""

    @initialize(made=st.sampled_from(PLANS))
    def begin(self, made: Plan) -> None:
        self.walk = Walk(made, is_started=False)
        self.session = self.walk.session
        self.ran_s = 0.0
        self.running_since_s: float | None = None
        self.last_told_s = self.walk.clock.now_s
        self.last_hands_on_s = 0.0
        # Changeovers that were replaced take what was run of them along.
        self.replaced_s = 0.0
        self.last_step: Occurrence | None = None
        self.here: Stretch | None = None
        self.arrived_at_s = 0.0

    def account(self, events: tuple[Event, ...]) -> None:
        for event in events:
            assert event.at_s >= self.last_told_s - ABOUT
            assert event.at_s <= self.walk.clock.now_s
            self.last_told_s = event.at_s
            is_start = isinstance(event, STARTS) and getattr(event, "is_running", True)
            if is_start and self.running_since_s is None:
                self.running_since_s = event.at_s
            if isinstance(event, STOPS) and self.running_since_s is not None:
                self.ran_s += event.at_s - self.running_since_s
                self.running_since_s = None
            self.remember_the_step(event)

    def remember_the_step(self, event: Event) -> None:
        """The last step is the last one that was run for a second on end."""
        if not isinstance(event, ARRIVALS):
            return
        since_s = event.at_s if self.running_since_s is None else self.running_since_s
        ran_s = self.ran_s + event.at_s - since_s
        worked_s = ran_s - self.arrived_at_s
        if self.here is not None and self.here.is_step and worked_s >= 1 - ABOUT:
            # At the very second nobody can tell which it is.
            self.last_step = self.here.occurrence if worked_s >= 1 + ABOUT else None
        self.here, self.arrived_at_s = None, ran_s
        if isinstance(event, SegmentStarted):
            self.here = self.session.stretches[event.position]

    def say(self, which: Command, jump_to: int = 1) -> tuple[Event, ...]:
        before = self.session.stretches
        events = command(self.session, which, jump_to)
        kept = {id(stretch) for stretch in self.session.stretches}
        self.replaced_s += sum(s.credited_s for s in before if id(s) not in kept)
        self.account(events)
        return events

    # --- what may happen ---

    @rule(by_s=st.one_of(st.floats(0, 20), st.floats(0, 700), st.integers(0, 60)))
    def time_goes_by(self, by_s: float) -> None:
        self.walk.clock.advance(by_s)
        self.account(self.session.tick())

    @rule(by_s=st.floats(0, 60))
    def time_goes_by_without_a_tick(self, by_s: float) -> None:
        self.walk.clock.advance(by_s)

    @precondition(lambda self: self.session.state is State.IDLE)
    @rule()
    def it_is_started(self) -> None:
        self.say(Command.START)

    @rule(which=st.sampled_from(ALL_BUT_JUMP))
    def something_is_said(self, which: Command) -> None:
        self.account(self.session.tick())
        is_allowed = which in self.session.allowed
        state = self.session.state
        events = self.say(which)
        assert any(isinstance(event, Refused) for event in events) != is_allowed
        if not is_allowed:
            assert self.session.state is state
        else:
            assert which in TRANSITIONS[state]

    @rule(by_s=st.floats(0, 60), which=st.sampled_from(Command))
    def something_is_said_after_a_late_tick(self, by_s: float, which: Command) -> None:
        self.walk.clock.advance(by_s)
        self.say(which)

    @rule(data=st.data())
    def something_allowed_is_said(self, data: st.DataObject) -> None:
        self.account(self.session.tick())
        allowed = sorted(self.session.allowed - {Command.JUMP, Command.REASON})
        if allowed:
            events = self.say(data.draw(st.sampled_from(allowed)))
            assert not any(isinstance(event, Refused) for event in events)

    @rule(data=st.data())
    def one_jumps(self, data: st.DataObject) -> None:
        self.account(self.session.tick())
        position = data.draw(st.integers(0, len(self.session.stretches) - 1))
        target = self.session.stretches[position]
        may_jump = Command.JUMP in self.session.allowed and not target.is_used_up
        events = self.say(Command.JUMP, position)
        assert any(isinstance(event, Refused) for event in events) != may_jump

    @precondition(lambda self: self.session.state is State.ASKING)
    @rule(reason=st.sampled_from(EndReason))
    def a_reason_is_given(self, reason: EndReason) -> None:
        self.account(self.session.give_reason(reason))
        assert self.session.reason is reason

    @rule()
    def it_is_cut_off_and_taken_up(self) -> None:
        self.account(self.session.tick())
        old = self.session
        if old.state is State.IDLE:
            return
        snapshot = old.snapshot()
        read = SessionSnapshot.from_json(json.loads(json.dumps(snapshot.to_json())))
        assert read == snapshot
        self.session = self.walk.session = Session.taken_up(old.plan, read, self.walk.clock)
        if self.here is not None:
            self.here = self.session.current
        kept = {State.SHORT: State.SHORT, State.ENDED: State.ENDED}
        asked_when_short = old.state is State.ASKING and read.is_short
        stands = State.SHORT if asked_when_short else kept.get(old.state, State.PAUSED)
        assert self.session.state is stands
        assert self.session.snapshot() == read
        assert self.session.remaining_s == pytest.approx(old.remaining_s)
        assert self.session.hands_on_s == pytest.approx(old.hands_on_s)
        assert self.session.position == old.position
        if self.running_since_s is not None:
            self.ran_s += self.walk.clock.now_s - self.running_since_s
            self.running_since_s = None

    # --- what must hold ---

    @invariant()
    def the_place_is_in_range(self) -> None:
        assert 0 <= self.session.position < len(self.session.stretches)
        assert self.session.current is self.session.stretches[self.session.position]
        assert self.session.coming.is_step

    @invariant()
    def remaining_time_is_within_the_stretch(self) -> None:
        session = self.session
        assert 0 <= session.remaining_s <= session.current.duration_s
        assert session.elapsed_s + session.remaining_s == pytest.approx(session.current.duration_s)
        assert 0 <= session.resumes_in_s <= 3
        assert session.total_left_s >= session.remaining_s

    @invariant()
    def hands_on_time_only_grows_and_no_faster_than_the_clock(self) -> None:
        hands_on_s = self.session.hands_on_s
        assert hands_on_s >= self.last_hands_on_s - ABOUT
        self.last_hands_on_s = hands_on_s
        now_s = self.walk.clock.now_s
        since_s = now_s if self.running_since_s is None else self.running_since_s
        assert hands_on_s <= self.ran_s + now_s - since_s + ABOUT

    @invariant()
    def every_second_that_was_run_is_credited_once(self) -> None:
        if self.session.state is State.RUNNING:
            return
        assert self.running_since_s is None
        credited_s = sum(stretch.credited_s for stretch in self.session.stretches)
        assert credited_s + self.replaced_s == pytest.approx(self.ran_s, abs=ABOUT)

    @invariant()
    def nobody_gets_more_of_a_limited_step_than_its_own_time(self) -> None:
        for stretch in self.session.stretches:
            if is_limited(stretch):
                assert stretch.credited_s <= stretch.segment.duration_s + ABOUT
                assert stretch.duration_s <= stretch.segment.duration_s
                assert not stretch.is_added

    @invariant()
    def the_closing_stays_at_the_end(self) -> None:
        steps = [stretch for stretch in self.session.stretches if stretch.is_step]
        closing = [stretch.is_closing for stretch in steps]
        assert closing == sorted(closing)

    @invariant()
    def steps_and_changeovers_take_turns(self) -> None:
        kinds = [str(stretch.segment.kind) for stretch in self.session.stretches]
        assert kinds[0] == "get-ready"
        assert set(kinds[1::2]) == {"step"}
        assert set(kinds[2::2]) <= {"changeover"}

    @invariant()
    def a_changeover_has_the_length_from_the_last_step_to_the_next(self) -> None:
        session = self.session
        begun = session.state in (State.RUNNING, State.PAUSED, State.RESUMING)
        coming = session.coming.occurrence
        if begun and session.position > 0 and not session.current.is_step and self.last_step:
            assert coming is not None
            same_tool = self.last_step.step.tool is coming.step.tool
            same = same_tool and self.last_step.side is coming.side
            assert session.current.duration_s == (5 if same else 15)

    @invariant()
    def an_instant_is_foretold_while_and_only_while_time_runs(self) -> None:
        runs = self.session.state in (State.RUNNING, State.RESUMING)
        assert (self.session.next_due_s is not None) == runs


def is_limited(stretch: Stretch) -> bool:
    return stretch.occurrence is not None and stretch.occurrence.step.technique in LIMITED


TestSessionMachine = SessionMachine.TestCase
TestSessionMachine.settings = settings(max_examples=60, stateful_step_count=40)
