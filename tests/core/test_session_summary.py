"""What became of each step, from sessions that were really lived."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.core.plan import Choice, Feet, Foot, Plan, Side
from app.core.script import Area
from app.core.session import Session
from app.core.session_record import record_of
from app.core.session_summary import Fate, StepFate, step_fates, worked_regions
from app.core.session_table import State
from app.core.soreness import EndReason, SessionRecord
from tests.core.building import one_foot, plan, rest, step
from tests.core.fake_clock import FakeClock
from tests.core.test_session_record import START

Act = Callable[[Session], object]


class Lived:
    """A session that is lived to its end; `acts` are done when a step of that title begins."""

    def __init__(self, made: Plan, acts: dict[str, Act] | None = None) -> None:
        self.clock = FakeClock()
        self.session = Session(made, self.clock)
        self._acts = dict(acts or {})
        self.session.start()
        for _turn in range(500):
            if self.session.state is State.ENDED:
                return
            self._turn()
        pytest.fail("it does not end")

    def _turn(self) -> None:
        session = self.session
        title = session.current.segment.title
        if session.state is State.SHORT:
            self._acts.pop("short", Session.finish)(session)
        elif session.current.is_step and title in self._acts:
            self._acts.pop(title)(session)
        elif session.state is State.ASKING:
            session.give_reason(EndReason.DONE)
            session.finish()
        else:
            self.clock.advance(max(0.01, session.remaining_s))
            session.tick()

    @property
    def record(self) -> SessionRecord:
        return record_of(self.session, record_id="1", start=START, end=START, script_sha256="ab")

    def fates(self) -> list[tuple[str, Fate]]:
        return [(one.step.title, one.fate) for one in self.all()]

    def all(self) -> tuple[StepFate, ...]:
        return step_fates(self.record)


def partly(session: Session) -> None:
    clock = session._clock
    assert isinstance(clock, FakeClock)
    clock.advance(10)
    session.next()


def test_done_partly_and_skipped() -> None:
    made = one_foot(step("Knead", 900), step("Stroke"), step("Roll"), rest())
    lived = Lived(made, {"Stroke": partly, "Roll": Session.next})
    assert lived.fates() == [
        ("Knead", Fate.DONE),
        ("Stroke", Fate.PARTLY),
        ("Roll", Fate.SKIPPED),
        ("Rest", Fate.DONE),
    ]
    assert [one.is_worked for one in lived.all()] == [True, True, False, True]
    assert not any(one.is_again or one.is_added for one in lived.all())


def test_what_comes_after_the_end_was_not_done_but_what_was_passed_over_was_skipped() -> None:
    made = one_foot(step("Knead", 900), step("Stroke"), step("Roll"), step("Tap"), rest())
    lived = Lived(made, {"Stroke": Session.next, "Roll": partly, "Tap": Session.stop})
    assert [fate for _, fate in lived.fates()] == [
        Fate.DONE,
        Fate.SKIPPED,
        Fate.PARTLY,
        Fate.NOT_DONE,
        Fate.NOT_DONE,
    ]


def test_the_last_steps_of_a_finished_session_were_skipped_not_missed() -> None:
    lived = Lived(one_foot(step("Knead", 900), rest()), {"Rest": Session.next})
    assert lived.record.completed
    assert lived.fates()[-1] == ("Rest", Fate.SKIPPED)


def test_a_step_that_was_asked_for_again_is_told_from_the_first_time() -> None:
    lived = Lived(one_foot(step("Knead", 900), step("Stroke"), rest()), {"Stroke": Session.repeat})
    assert [(one.step.title, one.is_again, one.is_added) for one in lived.all()] == [
        ("Knead", False, False),
        ("Stroke", False, False),
        ("Stroke", True, False),
        ("Rest", False, False),
    ]


def test_steps_for_missing_minutes_are_told_from_planned_second_passes() -> None:
    made = plan(step("Knead", 200), step("Stroke", 100), rest())
    planned = [o.pass_number for o in made.occurrences]
    assert max(planned) > 1, "the plan has a second pass of its own"
    lived = Lived(made, {"Knead": Session.next, "short": Session.top_up})
    told = [(one.step.pass_number, one.is_added) for one in lived.all()]
    assert {number for number, is_added in told if is_added} == {max(planned) + 1}
    assert not any(is_added for number, is_added in told if number <= max(planned))
    assert not any(one.is_again for one in lived.all())


def ease_and_leave_out(session: Session) -> None:
    session.ease()
    session.ease()
    session.leave_out()


def test_what_was_left_out_is_told_from_what_was_skipped() -> None:
    steps = (step("Heel", 300, area="heel"), step("Arch", 600), step("Heel again", area="heel"))
    lived = Lived(one_foot(*steps, rest()), {"Heel": ease_and_leave_out})
    fates = dict(lived.fates())
    assert fates["Heel"] is fates["Heel again"] is Fate.LEFT_OUT
    assert fates["Arch"] is Fate.DONE
    assert lived.all()[0].step.eased == 2
    assert not lived.all()[0].is_worked


def test_what_was_begun_before_it_was_left_out_was_worked() -> None:
    def begin_then_leave_out(session: Session) -> None:
        clock = session._clock
        assert isinstance(clock, FakeClock)
        clock.advance(10)
        ease_and_leave_out(session)

    made = one_foot(step("Heel", 300, area="heel"), step("Arch", 600), rest())
    lived = Lived(made, {"Heel": begin_then_leave_out})
    heel = lived.all()[0]
    assert (heel.fate, heel.is_worked, heel.step.actual_s) == (Fate.LEFT_OUT, True, 10)
    assert (Foot.LEFT, Area.HEEL) in worked_regions(lived.record)


def test_a_step_that_was_wanted_after_all_was_done() -> None:
    steps = (step("Heel", 300, area="heel"), step("Arch", 600), step("Heel again", area="heel"))

    def take_it_in_again(session: Session) -> None:
        session.jump(5)

    acts: dict[str, Act] = {"Heel": ease_and_leave_out, "Arch": take_it_in_again}
    lived = Lived(one_foot(*steps, rest()), acts)
    assert dict(lived.fates())["Heel again"] is Fate.DONE
    assert dict(lived.fates())["Heel"] is Fate.LEFT_OUT


def test_a_foot_that_was_left_out_of_a_step_for_both_stands_beside_it() -> None:
    made = plan(step("Heel", 300), step("Both", 600, side="both"), rest())
    lived = Lived(made, {"Heel": ease_and_leave_out})
    sides = [(one.step.side, one.fate) for one in lived.all() if one.step.title == "Both"]
    assert (Side.RIGHT, Fate.DONE) in sides
    assert (Side.LEFT, Fate.LEFT_OUT) in sides
    assert not any(one.is_again for one in lived.all())


def test_the_worked_places_are_those_with_hands_on_time_foot_by_foot() -> None:
    steps = (
        step("Look", 45, technique="assessment", area="toes"),
        step("Calf", 450, area="calf"),
        step("Heel", 450, area="heel"),
        step("Ankle", 60, area="ankle"),
        rest(),
    )
    lived = Lived(plan(*steps), {"Ankle": Session.next})
    assert worked_regions(lived.record) == (
        (Foot.LEFT, Area.HEEL),
        (Foot.LEFT, Area.CALF),
        (Foot.RIGHT, Area.HEEL),
        (Foot.RIGHT, Area.ANKLE),
        (Foot.RIGHT, Area.CALF),
    )


def test_work_on_the_whole_foot_is_work_on_its_sole() -> None:
    made = plan(step("Stroke", 900, area="whole-foot"), choice=Choice(Feet.RIGHT))
    regions = worked_regions(Lived(made).record)
    assert regions == tuple(
        (Foot.RIGHT, area) for area in (Area.HEEL, Area.ARCH, Area.BALL_OF_FOOT, Area.TOES)
    )
