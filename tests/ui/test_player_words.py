"""The words about what is too sore: they name what is eased and what would be left out."""

from __future__ import annotations

import pytest

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


def strokes(area: str) -> Walk:
    glide = step("Glide", 300, area=area, technique="stroking")
    return Walk(plan(glide, step("Arch", 300), rest(30))).at(1, 10)


@pytest.mark.parametrize(
    ("area", "offer", "notice"),
    [
        (
            "whole-foot",
            "Noted. Leave this step out from here on? Left foot, “Glide”.",
            "Left foot, “Glide”: left out from here on.",
        ),
        (
            "heel",
            "Noted. Leave this place out from here on? Left foot, heel.",
            "Left foot, heel: left out from here on.",
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
