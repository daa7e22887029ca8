"""The picture of a moment: within a second only what moves is worked out anew."""

from __future__ import annotations

import pytest

from app.core.plan import Side
from app.core.script import Pattern
from app.core.session_table import State
from app.ui.player_picture import PlayerPicture, later, picture_of
from tests.core.building import one_foot, plan, rest, step
from tests.core.fake_clock import Walk
from tests.core.test_session_record import recorded

pytestmark = pytest.mark.usefixtures("qapp")


def walk() -> Walk:
    steps = (step("A", 12), step("B", pattern=Pattern(3, 1, 2)), step("C", 900), rest(10))
    return Walk(one_foot(*steps))


def moves(picture: PlayerPicture) -> tuple[object, ...]:
    return picture.time, picture.step


def test_within_a_second_it_is_what_a_whole_look_gives() -> None:
    walked = walk()
    commands = {155: walked.session.pause, 190: walked.session.resume, 455: walked.session.extend}
    picture, moved = picture_of(walked.session), 0
    for tenth in range(600):
        happened = [*walked.forward(0.1), *commands.get(tenth, tuple)()]
        whole, found = picture_of(walked.session), later(picture, walked.session)
        if found is None:
            assert whole.time.figures != picture.time.figures
        elif not happened:
            moved += 1
            assert moves(found) == moves(whole)
        picture = whole
    assert moved > 500


def leave_out(walked: Walk) -> None:
    walked.session.ease()
    walked.session.ease()
    walked.session.leave_out()


def test_what_was_left_out_neither_comes_next_nor_is_counted() -> None:
    steps = (
        step("Heel", 180, area="heel"),
        step("Arch", 180),
        step("Arch again", 120),
        step("Ball", 420, area="ball-of-foot"),
    )
    walked = Walk(one_foot(*steps, rest(30))).at(3, 170)
    leave_out(walked)
    walked.session.back()
    course = picture_of(walked.session).course
    assert walked.session.coming.segment.title == "Heel"
    assert (course.next_caption, course.next_title) == ("Next, same foot", "Ball")
    steps_left = [s for s in walked.session.stretches if s.is_step and not s.is_left_out]
    assert course.place == f"step 1 of {len(steps_left)}"
    assert len(steps_left) == len([s for s in walked.session.stretches if s.is_step]) - 2


def test_friction_that_is_used_up_is_counted_though_it_does_not_come_again() -> None:
    steps = (step("Heel", 900), step("Friction", 60, technique="cross-fiber-friction"))
    walked = Walk(one_foot(*steps, rest(30))).at(5, 1)
    assert picture_of(walked.session).course.place == "step 3 of 3"
    walked.session.jump(1)
    assert picture_of(walked.session).course.next_title == "Rest"


def test_a_step_for_both_feet_shows_the_one_it_goes_on_with() -> None:
    walked = Walk(plan(step("Heel", 60, area="heel"), step("Both", 900, side="both"))).at(1, 5)
    walked.session.ease()
    walked.at(5, 100).session.ease()
    walked.session.leave_out()
    picture = picture_of(walked.session)
    assert (picture.step.side, picture.time.figures) == (Side.RIGHT, "13:20")


def test_hands_on_time_is_what_the_log_will_say() -> None:
    walked = Walk(one_foot(step("Knead", 900), rest(30))).at(1, 93.6)
    assert picture_of(walked.session).course.hands_on == "Hands-on 1:33 of 15:00"
    assert recorded(walked).actual_hands_on_s == 93


def kicker(walked: Walk) -> str:
    return picture_of(walked.session).step.kicker


def two_feet() -> Walk:
    """Left A (1), B (3), right A (5), B (7), and a rest."""
    return Walk(plan(step("A", 225), step("B", 225), rest(30)))


def test_after_a_jump_the_foot_is_changed_though_the_step_before_is_on_the_new_one() -> None:
    walked = two_feet().at(1, 20)
    walked.session.jump(7)
    assert kicker(walked) == "Change to the RIGHT FOOT"
    walked.at(7, 20).session.jump(5)
    assert kicker(walked) == "Stay with the RIGHT FOOT"


@pytest.mark.parametrize("is_paused", [False, True])
def test_a_step_that_was_only_passed_is_not_where_one_comes_from(*, is_paused: bool) -> None:
    walked = two_feet().at(3, 20)
    if is_paused:
        walked.session.pause()
    for _ in range(3):  # the changeover, right A, the changeover to right B
        walked.session.next()
    assert kicker_when_it_runs(walked) == "Change to the RIGHT FOOT"
    assert walked.session.current.duration_s == 15


def kicker_when_it_runs(walked: Walk) -> str:
    if walked.session.state is State.PAUSED:
        walked.session.resume()
        walked.forward(3)
    return kicker(walked)


def test_what_was_added_on_the_same_foot_stays_with_it() -> None:
    made = plan(step("A", 225), step("B", 225, side="left"), rest(30))
    walked = Walk(made).at(1, 200)
    for _ in range(40):
        if walked.session.state is State.SHORT:
            break
        walked.session.next()
    walked.session.top_up()
    assert walked.session.came_from is Side.LEFT
    assert kicker(walked) == "Stay with the LEFT FOOT"


def test_where_nothing_was_worked_yet_a_foot_is_taken() -> None:
    walked = two_feet()
    walked.session.jump(5)
    assert walked.session.came_from is Side.NONE
    assert kicker(walked) == "Take the RIGHT FOOT"


def test_leaving_a_place_out_never_turns_the_count_of_steps_back() -> None:
    steps = (
        step("Calf", 100, area="calf"),
        step("Arch", 100),
        step("Calf again", 100, area="calf"),
    )
    walked = Walk(one_foot(*steps, step("Heel", 600, area="heel"), rest(30))).at(5, 20)
    assert picture_of(walked.session).course.place == "step 3 of 5"
    leave_out(walked)
    assert walked.session.coming.segment.title == "Heel"
    assert picture_of(walked.session).course.place.startswith("step 3 of ")


def standing_still(walked: Walk, *, goes_on: bool) -> tuple[str, str, str]:
    """Kicker, cue and the caption of the time, without breaks that must not be made."""
    walked.session.pause()
    if goes_on:
        walked.session.resume()
    picture = picture_of(walked.session)
    return picture.step.kicker.replace("\xa0", " "), picture.step.cue, picture.time.caption


def test_paused_between_two_feet_one_still_sees_that_the_foot_changes() -> None:
    kicker = "Change to the RIGHT FOOT · Next: A"
    cue, paused = "Get ready …", "Paused. Press Space to go on."
    walked = two_feet().at(4, 3)
    assert standing_still(walked, goes_on=False) == (kicker, paused, "until it starts")
    assert standing_still(walked, goes_on=True) == (kicker, cue, "then it goes on")


def test_paused_before_standing_the_soles_are_still_to_be_wiped() -> None:
    walked = Walk(one_foot(step("A", 900), step("At the wall", tool="wall"))).at(2, 3)
    kicker = "Next: At the wall · Wipe your soles first."
    assert standing_still(walked, goes_on=False)[0] == kicker


def test_paused_in_get_ready_one_still_sees_what_comes_first() -> None:
    assert standing_still(two_feet(), goes_on=False)[::2] == ("First: A", "until it starts")


def test_paused_in_a_step_one_sees_its_title() -> None:
    assert standing_still(two_feet().at(1, 5), goes_on=False)[::2] == ("A", "paused")
