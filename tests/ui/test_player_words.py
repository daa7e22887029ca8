"""The words about what is too sore: they name what is eased and what would be left out."""

from __future__ import annotations

import pytest

from app.core.plan import Choice, Feet
from app.core.script import Pressure
from app.core.session_events import Eased, LeaveOutOffered, LeftOut, Refused
from app.ui.player_words import announcement_of, notice_of
from tests.core.building import one_foot, plan, rest, step
from tests.core.fake_clock import Walk

pytestmark = pytest.mark.usefixtures("qapp")


def eased(walked: Walk) -> str:
    [event, *_] = walked.session.ease()
    assert isinstance(event, Eased)
    return notice_of(event, walked.session)


def left_out(walked: Walk, eased: int = 2) -> str:
    """Ease so often, leave out what is offered, and return the notice."""
    for _ in range(eased):
        walked.session.ease()
    told = walked.session.leave_out()
    [event] = [event for event in told if isinstance(event, LeftOut)]
    return notice_of(event, walked.session).replace("\xa0", " ")


def strokes(area: str) -> Walk:
    glide = step("Glide", 300, area=area, technique="stroking")
    return Walk(plan(glide, step("Arch", 300), rest(30))).at(1, 10)


@pytest.mark.parametrize(
    ("area", "offer", "notice"),
    [
        (
            "whole-foot",
            "Noted. Leave this step out from here on? Left foot, “Glide”.",
            "Left foot, “Glide”: 1 step left out from here on.",
        ),
        (
            "heel",
            "Noted. Leave this place out from here on? Left foot, heel.",
            "Left foot, heel: 1 step left out from here on.",
        ),
    ],
)
def test_what_is_offered_is_what_is_left_out(area: str, offer: str, notice: str) -> None:
    walked = strokes(area)
    walked.session.ease()
    [*_, offered] = walked.session.ease()
    assert isinstance(offered, LeaveOutOffered)
    assert announcement_of(offered, walked.session).replace("\xa0", " ") == offer
    [left_out, *_] = walked.session.leave_out()
    assert isinstance(left_out, LeftOut)
    assert notice_of(left_out, walked.session).replace("\xa0", " ") == notice


def test_the_notice_counts_the_steps_that_are_left_out_with_a_place() -> None:
    glide = step("Glide", 100, area="whole-foot", technique="stroking")
    made = plan(step("Knead", 100, area="heel"), step("Arch", 300), glide, rest(30))
    walked = Walk(made).at(1, 10)
    assert left_out(walked) == "Left foot, heel: 2 steps left out from here on."


def test_what_was_left_out_before_is_not_counted_with_another_place() -> None:
    calf, heel = step("Calf", 100, area="calf"), step("Heel", 100, area="heel")
    walked = Walk(plan(calf, heel, step("Arch", 300), rest(30))).at(1, 10)
    assert left_out(walked) == "Left foot, calf: 1 step left out from here on."
    assert left_out(walked) == "Left foot, heel: 1 step left out from here on."


def test_where_the_other_foot_goes_on_with_the_step_none_is_counted() -> None:
    both = step("Both", 300, area="heel", side="both")
    made = plan(step("Left", 100, side="left"), both, step("Arch", 300), rest(30))
    walked = Walk(made).at(1, 10)
    walked.session.ease()
    walked.at(3, 10)
    assert left_out(walked, eased=1) == "Left foot, heel: left out from here on."


def test_in_a_step_the_new_pressure_is_told() -> None:
    walked = Walk(one_foot(step("Knead", 900, pressure=Pressure.FIRM))).at(1, 5)
    assert eased(walked) == "Ease off: Moderate, up to 4 of 10. Noted in the log."


def test_between_two_steps_the_one_that_is_eased_is_named() -> None:
    steps = (step("Knead", 450), step("Press", 450, pressure=Pressure.MODERATE))
    walked = Walk(one_foot(*steps)).at(2, 1)
    assert eased(walked) == "Ease off: “Press” is one level lighter. Noted in the log."
    assert eased(walked) == "Noted. “Press” is the lightest already: stay off the sore spot."


def test_where_no_foot_is_worked_there_is_nothing_to_ease_and_it_is_said() -> None:
    walked = Walk(one_foot(step("Knead", 900), rest(30))).at(3, 5)
    [refused] = walked.session.ease()
    assert isinstance(refused, Refused)
    said = notice_of(refused, walked.session)
    assert said == "This step is no work on a foot: there is nothing to ease."


def test_who_gets_up_slowly_is_told_why_the_last_step_is_not_passed_over() -> None:
    made = plan(step("A", 900), rest(60), choice=Choice(Feet.LEFT, rises_slowly=True))
    walked = Walk(made).at(3, 5)
    [refused] = walked.session.next()
    assert notice_of(refused, walked.session) == (
        "Get up slowly: the last step takes its time. Esc stops."
    )
