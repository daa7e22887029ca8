"""A session that is cut off comes back where it stood, and never further."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import SnapshotError
from app.core.plan import Foot, Plan, Side
from app.core.script import Pattern, Prompt
from app.core.session import Session
from app.core.session_record import record_of
from app.core.session_snapshot import SessionSnapshot
from app.core.session_table import State
from app.core.soreness import EndReason, SessionRecord
from tests.core.building import one_foot, plan, rest, step
from tests.core.fake_clock import FakeClock, Walk, told
from tests.core.test_session_record import END, START


def recorded(session: Session) -> SessionRecord:
    return record_of(
        session, record_id="7", start=START, end=END, script_sha256="", cut_off=EndReason.CRASH
    )


def made() -> Plan:
    return one_foot(
        step("A", 300, prompts=(Prompt(100, "Softer."),)),
        step("Hold", technique="stretching", pattern=Pattern(10, 5, 12)),
        step("Friction", 60, technique="cross-fiber-friction"),
        step("B", 500),
        rest(30),
    )


def taken_up(walk: Walk) -> Session:
    """The session as another process finds it, after a long time."""
    text = json.dumps(walk.session.snapshot().to_json())
    snapshot = SessionSnapshot.from_json(json.loads(text))
    return Session.taken_up(walk.session.plan, snapshot, FakeClock(walk.clock.now_s + 7000))


def test_it_comes_back_paused_at_the_same_second_of_the_same_step() -> None:
    walk = Walk(made()).at(1)
    walk.clock.advance(42.5)  # and nobody ticks
    session = taken_up(walk)
    assert session.state is State.PAUSED
    assert (session.position, session.elapsed_s, session.remaining_s) == (1, 42.5, 257.5)
    assert session.hands_on_s == 42.5


def test_it_goes_on_after_three_seconds_with_what_was_still_due() -> None:
    walk = Walk(made()).at(1, 120)
    session = taken_up(walk)
    clock = session._clock
    assert isinstance(clock, FakeClock)
    session.resume()
    start_s = clock.now_s
    clock.advance(3 + 180)
    names = [(event[0] - (start_s - 1000), event[1]) for event in told(session.tick())]
    assert names == [
        (3, "Resumed"),
        (33, "Halfway"),
        (173, "TenSecondsLeft"),
        (180, "LastThreeSeconds"),
        (183, "SegmentStarted"),
    ]


def test_half_way_is_not_told_again() -> None:
    walk = Walk(made()).at(1, 200)
    walk.session.extend()
    session = taken_up(walk)
    session.resume()
    assert isinstance(session._clock, FakeClock)
    session._clock.advance(100)
    assert "Halfway" not in [event[1] for event in told(session.tick())]


def test_a_step_at_its_very_start_is_announced_again() -> None:
    session = taken_up(Walk(made()).at(3))
    session.resume()
    assert isinstance(session._clock, FakeClock)
    session._clock.advance(3)
    assert [event[1] for event in told(session.tick())] == [
        "Resumed",
        "SegmentStarted",
        "HoldStarted",
    ]


def test_what_was_eased_skipped_and_added_is_kept() -> None:
    walk = Walk(made()).at(1, 10)
    walk.session.ease()
    walk.session.repeat()
    walk.session.next()
    session = taken_up(walk)
    assert session.steps_done() == walk.session.steps_done()
    session.jump(1)
    session.ease()
    assert session.offer is not None  # the second time on this foot


def test_what_was_left_out_stays_left_out() -> None:
    walk = Walk(made()).at(1, 10)
    walk.session.ease()
    walk.session.ease()
    walk.session.leave_out()
    session = taken_up(walk)
    assert session.steps_done() == walk.session.steps_done()
    assert session.total_left_s == walk.session.total_left_s


def sore_strokes() -> Walk:
    """The glide of the left foot is left out, and the left foot of what is done on both."""
    glide = step("Glide", 60, area="whole-foot")
    both = step("Both", 600, area="heel", side="both")
    walk = Walk(plan(glide, both, step("Arch", 300), rest(30))).at(1, 10)
    walk.session.ease()
    walk.session.ease()
    walk.session.leave_out()
    walk.at(5, 100).session.ease()
    walk.session.leave_out()
    return walk


def test_strokes_and_feet_that_were_left_out_stay_left_out() -> None:
    walk = sore_strokes()
    assert walk.session.current.foot_out is Foot.LEFT
    session = taken_up(walk)
    assert session.steps_done() == walk.session.steps_done()
    assert session.snapshot().steps_out == {(Foot.LEFT, "Glide")}
    assert session.current.occurrence is not None
    assert session.current.occurrence.side is Side.RIGHT


def test_what_an_earlier_footwell_kept_is_taken_up() -> None:
    kept: Any = json.loads(json.dumps(Walk(made()).at(1, 10).session.snapshot().to_json()))
    del kept["steps_out"]
    for stretch in kept["stretches"]:
        del stretch["foot_out"], stretch["has_both"], stretch["is_bygone"]
    assert SessionSnapshot.from_json(kept).position == 1


def test_friction_that_was_begun_has_only_its_own_time_left() -> None:
    walk = Walk(made()).at(5, 40)
    walk.session.next()
    session = taken_up(walk)
    session.jump(5)
    session.next()
    assert session.remaining_s == 20


@pytest.mark.parametrize(("reason", "state"), [(EndReason.NUMB, State.PAUSED)])
def test_the_reason_of_a_stop_is_kept(reason: EndReason, state: State) -> None:
    walk = Walk(made()).at(1, 10)
    walk.session.stop()
    walk.session.give_reason(reason)
    session = taken_up(walk)
    assert (session.state, session.reason) == (state, reason)
    assert recorded(session).ended_early_reason is reason


def test_a_session_that_is_over_is_over() -> None:
    walk = Walk(made())
    walk.forward(5000)
    session = taken_up(walk)
    assert session.state is State.ENDED
    record = recorded(session)
    assert (record.completed, record.ended_early_reason) == (True, None)


def test_one_that_was_cut_off_is_logged_with_its_real_seconds() -> None:
    session = taken_up(Walk(made()).at(1, 120))
    record = recorded(session)
    assert (record.completed, record.ended_early_reason) == (False, EndReason.CRASH)
    assert record.actual_hands_on_s == 120


def test_one_that_was_asked_about_the_missing_minutes_is_asked_again() -> None:
    walk = Walk(made()).at(1, 10)
    for _ in range(9):
        if walk.session.state is State.RUNNING:
            walk.session.next()
    assert walk.session.state is State.SHORT
    assert taken_up(walk).state is State.SHORT
    walk.session.stop()
    assert taken_up(walk).state is State.SHORT


def change(*path: str | int, to: Any) -> Callable[[Any], None]:
    def act(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = to

    return act


@pytest.mark.parametrize(
    "spoil",
    [
        change("position", to=-1),
        change("position", to=99),
        change("position", to=True),
        change("position", to="1"),
        change("base_s", to="1"),
        change("base_s", to=float("nan")),
        change("base_s", to=-0.5),
        change("base_s", to=True),
        change("half_is_told", to=1),
        change("reason", to="hunger"),
        change("reason", to=7),
        change("last_step", to=5),
        change("eased", to={}),
        change("eased", to=[]),
        change("left_out", to=[["left", "nose"]]),
        change("left_out", to=["left"]),
        change("steps_out", to=[["nose", "Glide"]]),
        change("steps_out", to=[["left", 7]]),
        change("stretches", to=[]),
        change("stretches", to={}),
        change("stretches", 0, "title", to=None),
        change("stretches", 1, "occurrence", to=None),
        change("stretches", 1, "occurrence", "step_index", to=-1),
    ],
)
def test_anything_else_is_refused_in_a_sentence(spoil: Callable[[Any], None]) -> None:
    data = json.loads(json.dumps(Walk(made()).at(1, 10).session.snapshot().to_json()))
    spoil(data)
    with pytest.raises(SnapshotError, match="cannot be read"):
        SessionSnapshot.from_json(data)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_whatever_it_is_no_other_error_comes(data: object) -> None:
    with pytest.raises(SnapshotError):
        SessionSnapshot.from_json(data)


def test_another_text_of_the_script_is_refused() -> None:
    walk = Walk(made()).at(1, 10)
    with pytest.raises(SnapshotError, match="another text"):
        Session.taken_up(one_foot(step("A", 900)), walk.session.snapshot(), walk.clock)


def test_a_sleep_is_told_and_nothing_after_it_is_credited() -> None:
    walk = Walk(made()).at(1, 20)
    walk.clock.advance(3600)
    events = walk.session.interrupt(walk.clock.now_s - 3600, 3600.0)
    assert told(events) == [(30, "Interrupted", 3600.0)]
    assert walk.session.state is State.PAUSED
    assert walk.session.hands_on_s == 20
    assert walk.session.tick() == ()


def test_what_was_due_before_the_sleep_is_told() -> None:
    walk = Walk(made()).at(1, 20)
    walk.clock.advance(3600)
    events = walk.session.interrupt(walk.clock.now_s - 3500, 3500.0)
    assert [event[1] for event in told(events)] == ["PromptDue", "Interrupted"]
    assert walk.session.hands_on_s == 120


def test_a_sleep_while_it_was_about_to_go_on_stands_still() -> None:
    walk = Walk(made()).at(1, 20)
    walk.session.pause()
    walk.session.resume()
    walk.session.interrupt(walk.clock.now_s, 60.0)
    assert walk.session.state is State.PAUSED
