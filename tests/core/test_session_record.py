"""What the log keeps of a session that was lived."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.core.plan import Choice, Feet, Foot, Plan
from app.core.script import Pressure
from app.core.session_record import record_of
from app.core.session_table import State
from app.core.soreness import EndReason, SessionRecord, StepOutcome
from tests.core.building import plan, rest, step
from tests.core.fake_clock import Walk

START = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
END = START + timedelta(minutes=20)


def right() -> Plan:
    """Feel 10 to 40, friction 45 to 105, A 110 to 950, rest 965 to 1025."""
    return plan(
        step("Feel", 30, technique="assessment"),
        step("Friction", 60, technique="cross-fiber-friction", area="heel"),
        step("A", 840, pressure=Pressure.FIRM, tool="knuckles"),
        rest(60),
        choice=Choice(Feet.RIGHT, Foot.RIGHT),
    )


FEEL, FRICTION, A, REST = 1, 3, 5, 7


def recorded(walk: Walk) -> SessionRecord:
    return record_of(walk.session, record_id="7", start=START, end=END, script_sha256="abc")


def outcomes(record: SessionRecord) -> list[tuple[str, float, str]]:
    return [(step.title, step.actual_s, str(step.outcome)) for step in record.steps]


def test_a_whole_session_is_kept_as_it_was() -> None:
    walk = Walk(right())
    walk.to(2000)
    record = recorded(walk)
    assert record.id == "7"
    assert (record.start, record.end) == (START, END)
    assert (record.script_id, record.script_title, record.script_sha256) == (
        "sample",
        "Sample",
        "abc",
    )
    assert record.techniques == ("assessment", "cross-fiber-friction", "kneading", "rest")
    assert (record.feet, record.first_foot) == (Feet.RIGHT, Foot.RIGHT)
    assert (record.planned_hands_on_s, record.actual_hands_on_s) == (900, 900)
    assert record.completed
    assert record.met_15_min
    assert record.ended_early_reason is None
    assert (record.steps_done, record.steps_skipped, record.eased_count) == (4, 0, 0)
    assert outcomes(record) == [
        ("Feel", 30, "done"),
        ("Friction", 60, "done"),
        ("A", 840, "done"),
        ("Rest", 60, "done"),
    ]


def test_a_step_is_kept_with_all_that_was_done() -> None:
    walk = Walk(right()).at(A, 10)
    walk.session.ease()
    walk.session.ease()
    walk.to(2000)
    kept = recorded(walk).steps[2]
    assert (kept.position, kept.step_index, kept.pass_number) == (2, 2, 1)
    assert (kept.title, kept.technique, kept.area) == ("A", "kneading", "arch")
    assert (kept.side, kept.tool, kept.pressure) == ("right", "knuckles", "light")
    assert (kept.planned_s, kept.actual_s, kept.counts, kept.eased) == (840, 840, True, 2)
    assert recorded(walk).eased_count == 2


def test_skipped_and_partly_done_steps_are_told_apart() -> None:
    walk = Walk(right()).at(FEEL, 0.9)
    walk.session.next()
    walk.session.next()
    walk.forward(1)
    walk.session.next()
    walk.session.next()
    walk.forward(839.5)
    walk.session.next()
    walk.session.finish()
    walk.session.next()
    walk.session.next()
    assert outcomes(recorded(walk)) == [
        ("Feel", 0.9, "skipped"),
        ("Friction", 1, "partly"),
        ("A", 839.5, "done"),
        ("Rest", 0, "skipped"),
    ]


@pytest.mark.parametrize(("into_s", "outcome"), [(29.25, "partly"), (29.5, "done")])
def test_a_step_with_half_a_second_left_is_done(into_s: float, outcome: str) -> None:
    walk = Walk(right()).at(FEEL, into_s)
    walk.session.next()
    assert outcomes(recorded(walk))[0] == ("Feel", into_s, outcome)


def test_a_step_that_was_made_shorter_and_ran_out_is_done() -> None:
    walk = Walk(right()).at(FEEL, 5)
    walk.session.shorten()
    walk.to(2000)
    feel = recorded(walk).steps[0]
    assert (feel.planned_s, feel.actual_s, feel.outcome) == (30, 15, StepOutcome.DONE)


def test_a_step_that_was_done_stays_done_though_it_is_begun_again() -> None:
    walk = Walk(right()).at(2, 1)
    walk.session.back()
    for _ in range(4):
        walk.session.extend()
    walk.session.next()
    assert outcomes(recorded(walk))[0] == ("Feel", 30, "done")


def test_a_technique_whose_steps_were_all_left_out_is_not_kept() -> None:
    walk = Walk(right()).at(FRICTION)
    walk.session.next()
    walk.to(2000)
    walk.session.finish()
    walk.forward(1000)
    record = recorded(walk)
    assert record.techniques == ("assessment", "kneading", "rest")
    assert (record.steps_done, record.steps_skipped) == (3, 1)


def test_a_session_that_was_finished_short_was_done_before_its_end() -> None:
    walk = Walk(right()).at(A, 100)
    walk.session.next()
    walk.session.finish()
    walk.forward(1000)
    record = recorded(walk)
    assert not record.completed
    assert record.ended_early_reason is EndReason.DONE
    assert not record.met_15_min
    assert record.actual_hands_on_s == 160


@pytest.mark.parametrize("reason", [EndReason.PAIN, EndReason.DONE])
def test_a_session_that_was_stopped_keeps_its_reason(reason: EndReason) -> None:
    walk = Walk(right()).at(A, 100.4)
    walk.session.stop()
    walk.session.give_reason(reason)
    walk.session.finish()
    record = recorded(walk)
    assert not record.completed
    assert record.ended_early_reason is reason
    assert record.actual_hands_on_s == 160
    assert outcomes(record)[2:] == [("A", 100.4, "partly"), ("Rest", 0, "skipped")]


def test_repeated_steps_are_kept_as_steps_of_their_own() -> None:
    walk = Walk(right()).at(A, 10)
    walk.session.repeat()
    walk.to(5000)
    record = recorded(walk)
    assert [step.title for step in record.steps] == ["Feel", "Friction", "A", "A", "Rest"]
    assert [step.position for step in record.steps] == [0, 1, 2, 3, 4]
    assert record.actual_hands_on_s == 1740


def test_what_was_run_twice_is_credited_twice() -> None:
    walk = Walk(right()).at(A, 100)
    walk.session.back()
    walk.to(3000)
    assert recorded(walk).steps[2].actual_s == 940


def test_hands_on_time_is_told_alike_in_whole_seconds_that_are_over() -> None:
    walk = Walk(right()).at(A, 100.7)
    walk.session.stop()
    walk.session.give_reason(EndReason.DONE)
    walk.session.finish()
    assert walk.session.hands_on_s == pytest.approx(160.7)
    assert walk.session.hands_on_whole_s == recorded(walk).actual_hands_on_s == 160


@pytest.mark.parametrize(("into_s", "is_short"), [(839.4, True), (839.6, False)])
def test_who_is_not_asked_for_more_is_not_told_that_it_was_too_short(
    into_s: float,
    is_short: bool,  # noqa: FBT001 - a case of the test
) -> None:
    walk = Walk(right()).at(A, into_s)
    walk.session.next()
    assert (walk.session.state is State.SHORT) == is_short
    walk.session.finish()
    walk.forward(1000)
    record = recorded(walk)
    assert record.actual_hands_on_s == walk.session.hands_on_whole_s
    assert (record.met_15_min, record.completed) == (not is_short, not is_short)
