"""What the player shows in each state of a session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.plan import Plan, SegmentKind, Side
from app.core.script import Pattern, Pressure, Prompt
from app.core.session_table import State
from app.ui.announcer import announce
from app.ui.overriding import override
from app.ui.player_picture import picture_of
from tests.core.building import one_foot, plan, rest, step
from tests.ui.player_fixtures import PlayerStand, sample_plan, state_of

STRETCH = Pattern(hold_s=10, release_s=2, reps=5)


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


class Stands:
    """Makes players and puts them away."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._made: list[PlayerStand] = []

    def __call__(self, made: Plan) -> PlayerStand:
        self._made.append(PlayerStand(made))
        self._qtbot.waitExposed(self._made[-1].window)
        return self._made[-1]

    def close(self) -> None:
        for stand in self._made:
            stand.close()


@pytest.fixture
def stands(qtbot: QtBot) -> Iterator[Stands]:
    made = Stands(qtbot)
    yield made
    made.close()


def test_get_ready_names_what_comes_first(stands: Stands) -> None:
    stand = stands(sample_plan())
    stand.forward(3)
    assert (stand.cue, stand.figures) == ("Get ready", "0:07")
    assert stand.kicker == "First: Look and feel"
    assert stand.player.header.left_badge.isVisible()
    assert stand.player.stage.words.instruction.text() == "Do it."


def test_a_step_shows_its_cue_its_title_its_time_and_its_pressure(stands: Stands) -> None:
    stand = stands(sample_plan())
    stand.to("Knead the arch")
    stand.forward(20.5)
    assert (stand.cue, stand.kicker) == ("Circles, heel to ball.", "Knead the arch")
    picture = stand.player.picture
    assert picture is not None
    assert (picture.time.figures, picture.time.caption) == ("6:20", "of 6:40")
    assert picture.time.share == pytest.approx(379.5 / 400)
    assert stand.player.stage.words.pressure.text() == "Light, up to 2 of 10"
    assert picture.step.facts == ("Hands", "Arch")


def test_a_step_without_a_cue_shows_its_title_as_the_cue(stands: Stands) -> None:
    stand = stands(sample_plan())
    stand.to("Friction at the heel")
    assert (stand.cue, stand.kicker) == ("Friction at the heel", "")


def test_the_course_tells_step_next_hands_on_and_what_is_left(stands: Stands) -> None:
    stand = stands(sample_plan())
    stand.to("Knead the arch")
    stand.forward(100.5)
    assert stand.player.picture is not None
    course = stand.player.picture.course
    assert course.place == "step 2 of 7"
    assert (course.next_caption, course.next_title) == ("Next, same foot", "Friction at the heel")
    assert course.hands_on == "Hands-on 1:40 of 15:00"
    assert course.hands_on_share == pytest.approx(100.5 / 900)
    assert course.left == "16:10 left in all"


def test_before_the_last_step_of_a_foot_the_other_foot_is_announced(stands: Stands) -> None:
    stand = stands(sample_plan())
    stand.to("Friction at the heel", Side.LEFT)
    assert stand.player.picture is not None
    assert stand.player.picture.course.next_caption == "Next, on the RIGHT FOOT"


def test_the_last_step_says_that_the_end_comes_next(stands: Stands) -> None:
    stand = stands(sample_plan())
    stand.to("Rest")
    assert stand.player.picture is not None
    assert stand.player.picture.course.next_title == "The end of the session"
    assert stand.player.picture.course.hands_on_share == 1


def test_left_and_right_stand_on_their_own_sides_in_words(stands: Stands) -> None:
    stand = stands(sample_plan())
    left, right = stand.player.header.left_badge, stand.player.header.right_badge
    stand.to("Knead the arch", Side.LEFT)
    assert (left.isVisible(), right.isVisible()) == (True, False)
    assert left.accessibleName() == "Left foot"
    stand.to("Knead the arch", Side.RIGHT)
    assert (left.isVisible(), right.isVisible()) == (False, True)
    assert right.accessibleName() == "Right foot"
    QApplication.processEvents()
    middle, corner = stand.player.width() / 2, QPoint()
    assert right.mapTo(stand.player, corner).x() > middle > left.mapTo(stand.player, corner).x()
    stand.to("Rest")
    assert (left.isVisible(), right.isVisible()) == (False, False)


def test_a_changeover_names_the_other_foot_and_the_step(stands: Stands) -> None:
    stand = stands(sample_plan())
    stand.to("Look and feel", Side.RIGHT, SegmentKind.CHANGEOVER)
    assert stand.cue == "Next: Look and feel"
    assert stand.kicker == "Change to the RIGHT FOOT"
    assert stand.player.header.right_badge.isVisible()
    assert stand.player.picture is not None
    assert stand.player.picture.course.next_caption == "After that, same foot"


def test_a_changeover_on_the_same_foot_says_so(stands: Stands) -> None:
    stand = stands(sample_plan())
    stand.to("Knead the arch", Side.LEFT, SegmentKind.CHANGEOVER)
    assert stand.kicker == "Stay with the LEFT FOOT"


@pytest.mark.parametrize(
    ("side", "wanted"), [("both", "Take BOTH FEET"), ("none", "Let both feet rest")]
)
def test_a_changeover_to_both_feet_or_none(stands: Stands, side: str, wanted: str) -> None:
    stand = stands(one_foot(step("Knead", 900), step("Then", side=side)))
    if side == "both":
        stand = stands(plan(step("Knead", 450), step("Then", side=side)))
    stand.to("Then", kind=SegmentKind.CHANGEOVER)
    assert stand.kicker == wanted


def test_from_no_foot_the_next_one_is_taken(stands: Stands) -> None:
    stand = stands(plan(step("Talk", side="none", technique="communication"), step("Knead", 450)))
    stand.to("Knead", kind=SegmentKind.CHANGEOVER)
    assert stand.kicker == "Take the LEFT FOOT"


@pytest.mark.parametrize("tool", ["wall", "step"])
def test_before_standing_the_soles_are_wiped(stands: Stands, tool: str) -> None:
    stand = stands(one_foot(step("Knead", 900), step("Stretch at the wall", tool=tool)))
    stand.to("Stretch at the wall", kind=SegmentKind.CHANGEOVER)
    assert stand.cue == "Wipe your soles first."
    assert stand.kicker == "Next: Stretch at the wall"


def test_a_step_that_waits_asks_for_space(stands: Stands) -> None:
    stand = stands(one_foot(step("Knead", 900), step("At the wall", wait=True)))
    stand.to("At the wall", kind=SegmentKind.CHANGEOVER)
    stand.forward(15)
    assert state_of(stand) is State.WAITING
    assert (stand.cue, stand.kicker) == ("Ready? Press Space.", "At the wall")
    assert stand.player.actions_of_session.toggle.text() == "Ready"


def test_paused_and_going_on_count_three_two_one(stands: Stands) -> None:
    stand = stands(sample_plan())
    stand.to("Knead the arch")
    stand.forward(10)
    stand.driver.toggle()
    assert stand.cue == "Paused. Press Space to go on."
    assert stand.player.picture is not None
    assert stand.player.picture.time.is_still
    assert stand.player.picture.time.caption == "paused"
    assert stand.player.actions_of_session.toggle.text() == "Go on"
    stand.driver.toggle()
    shown = []
    for _ in range(3):
        shown.append(stand.figures)
        stand.forward(1)
    assert shown == ["3", "2", "1"]
    assert stand.figures == "6:30"
    assert stand.player.actions_of_session.toggle.text() == "Pause"


def test_a_prompt_takes_the_place_of_the_cue_for_a_while(stands: Stands) -> None:
    prompt = Prompt(40, "Now the other way.")
    stand = stands(one_foot(step("Knead", 900, cue="Circles.", prompts=(prompt,))))
    stand.forward(50)
    assert stand.cue == "Now the other way."
    assert stand.said[-1] == "Now the other way."
    stand.player._prompt_timer.timeout.emit()
    assert stand.cue == "Circles."


def test_a_prompt_ends_with_its_step(stands: Stands) -> None:
    prompt = Prompt(40, "Now the other way.")
    stand = stands(one_foot(step("A", 45, prompts=(prompt,)), step("B", 900, cue="Circles.")))
    stand.forward(50)
    stand.driver.next()
    stand.driver.next()
    assert stand.cue == "Circles."


def test_a_rhythm_shows_hold_and_let_go_with_its_repetition(stands: Stands) -> None:
    stand = stands(one_foot(step("Stretch", pattern=STRETCH), step("Knead", 900)))
    band = stand.player.stage.words.band
    stand.to("Stretch")
    stand.forward(3)
    assert band.isVisible()
    assert band.accessibleName() == "HOLD, rep 1 of 5"
    stand.forward(8)
    assert band.accessibleName() == "LET GO, rep 1 of 5"
    stand.forward(1)
    assert band.accessibleName() == "HOLD, rep 2 of 5"
    stand.to("Knead")
    assert not band.isVisible()


def test_under_fifteen_minutes_the_missing_time_is_offered(stands: Stands) -> None:
    stand = stands(one_foot(step("Knead", 760), step("Stroke", 140), rest(60)))
    stand.to("Stroke")
    stand.driver.next()
    panel = stand.player.short_panel
    assert state_of(stand) is State.SHORT
    assert panel.isVisible()
    assert panel.headline.text() == "2:20 more reaches fifteen minutes."
    assert (panel.more.text(), panel.enough.text()) == ("Do 2:20 more, gently", "Finish at 12:40")
    assert stand.player.picture is not None
    assert stand.player.picture.course.next_title == "Rest"
    panel.more.click()
    assert stand.player.stage.isVisible()
    assert stand.cue == "Next: Knead"


def test_under_fifteen_minutes_it_may_end_with_the_closing(stands: Stands) -> None:
    stand = stands(one_foot(step("Knead", 760), step("Stroke", 140), rest(60)))
    stand.to("Stroke")
    stand.driver.next()
    stand.player.short_panel.enough.click()
    assert stand.session.coming.segment.title == "Rest"
    assert state_of(stand) is State.RUNNING


def test_easing_says_how_light_it_is_now_and_shows_it(stands: Stands) -> None:
    stand = stands(one_foot(step("Knead", 900, pressure=Pressure.FIRM)))
    stand.to("Knead")
    stand.driver.ease()
    assert stand.notice == "Ease off: Moderate, up to 4 of 10. Noted in the log."
    assert stand.player.stage.words.pressure.text() == "Moderate, up to 4 of 10"
    stand.driver.ease()
    stand.driver.ease()
    offered = stand.player.offer.text
    assert offered == "Noted. Leave this place out from here on? Left foot, arch."
    assert "Noted. It is the lightest already: stay off the sore spot." in stand.said
    assert stand.player.stage.words.pressure.text() == "Light, up to 2 of 10"


def test_repeating_and_changing_the_length_are_told(stands: Stands) -> None:
    stand = stands(sample_plan())
    stand.to("Knead the arch")
    stand.driver.repeat()
    assert stand.notice == "“Knead the arch” comes once more at the end."
    stand.driver.repeat()
    assert stand.notice == "It already comes once more at the end."
    stand.driver.extend()
    assert stand.notice == "This step is now 6:55 long."


def test_friction_is_neither_lengthened_nor_repeated_and_says_why(stands: Stands) -> None:
    stand = stands(sample_plan())
    stand.to("Friction at the heel")
    why = "Cross-fiber friction keeps to its own time. There is no more of it in one session."
    for command in (stand.driver.extend, stand.driver.repeat):
        stand.player.notice.clear()
        command()
        assert stand.notice == why
    actions = stand.player.actions_of_session
    for action in (actions.extend, actions.repeat):
        assert not action.isEnabled()
        assert action.toolTip() == why
    assert actions.shorten.isEnabled()


def test_a_used_up_step_cannot_be_gone_back_to(stands: Stands) -> None:
    stand = stands(sample_plan())
    stand.to("Friction at the heel")
    position = stand.session.position
    stand.forward(61)
    stand.driver.jump(position)
    assert stand.notice == "Nothing is left of this step: it had all its time."


def test_lengthening_a_changeover_says_when_it_would_work(stands: Stands) -> None:
    stand = stands(sample_plan())
    stand.driver.extend()
    assert stand.notice == "That works once the step is running."


def test_a_screen_reader_hears_steps_half_and_ten_seconds_only(stands: Stands) -> None:
    stand = stands(sample_plan())
    assert stand.said == ["Left foot. Next: Look and feel."]
    stand.said.clear()
    for _ in range(500):
        stand.forward(0.1)
    assert stand.said == [
        "Left foot. Look and feel. Find the tender spots.",
        "Half. 0:23 left.",
        "Ten seconds.",
    ]


def test_the_window_title_has_the_time_and_the_step(stands: Stands) -> None:
    stand = stands(sample_plan())
    titles: list[str] = []
    stand.player.title_changed.connect(titles.append)
    stand.to("Knead the arch")
    stand.forward(0.3)
    stand.forward(0.3)
    stand.forward(0.5)
    assert titles[-2:] == ["6:40 · Knead the arch", "6:39 · Knead the arch"]


def test_a_script_s_words_are_shown_as_they_are_typed(stands: Stands) -> None:
    hostile = replace(
        step("<b>Knead</b>", 900, cue="<a href='x'>now</a>"), instruction="<img src=x>"
    )
    stand = stands(one_foot(hostile))
    stand.to("<b>Knead</b>")
    words = stand.player.stage.words
    for text, shown in (
        (words.cue, "<a href='x'>now</a>"),
        (words.kicker, "<b>Knead</b>"),
        (words.instruction, "<img src=x>"),
    ):
        assert text.text() == shown
        assert text.textFormat().name == "PlainText"


def test_the_picture_of_a_session_that_has_ended_is_still_a_picture(stands: Stands) -> None:
    stand = stands(plan(step("Knead", 450)))
    stand.forward(5000)
    assert state_of(stand) is State.ENDED
    assert picture_of(stand.session).time.is_still


def test_the_rhythm_is_drawn_again_only_when_something_differs(stands: Stands) -> None:
    stand = stands(one_foot(step("Stretch", pattern=STRETCH), step("Knead", 900)))
    band = stand.player.stage.words.band
    stand.to("Stretch")
    stand.forward(3.01)
    drawn = band._drawn
    stand.forward(0.1)
    assert band._drawn == drawn
    stand.forward(0.2)
    assert band._drawn != drawn
    for into_s in (1, 6.8):  # once held, once let go
        stand.forward(into_s)
        assert not stand.player.grab().isNull()


def test_an_announcement_reaches_the_accessibility_of_qt(stands: Stands) -> None:
    stand = stands(sample_plan())
    announce(stand.player, "Ten seconds.")  # must not raise where no screen reader listens
    assert stand.player.isVisible()


def test_the_ring_shows_hold_and_release_inside_the_time_of_the_step(stands: Stands) -> None:
    stand = stands(one_foot(step("Stretch", pattern=STRETCH), step("Knead", 900)))
    ring = stand.player.stage.ring
    stand.to("Stretch")
    stand.forward(0.2)

    def inner() -> int:
        """Pixels of the foot's colour on the line where the inner ring runs, left of the middle."""
        image = ring.grab().toImage()
        color = stand.icons.looks.current.side_color(Side.LEFT).rgb()
        row = range(round(ring.width() * 0.085), round(ring.width() * 0.15))
        return sum(image.pixel(x, ring.height() // 2) == color for x in row)

    held = inner()
    assert held >= ring.width() * 0.03
    stand.forward(9.0)  # most of the hold is over, and its ring is empty at the left
    assert inner() == 0
    stand.forward(1.0)
    assert 0 < inner() < held / 2
    stand.to("Knead")
    assert inner() == 0


def test_the_ring_is_drawn_again_for_the_rhythm_a_few_times_a_second(stands: Stands) -> None:
    stand = stands(one_foot(step("Stretch", pattern=STRETCH), step("Knead", 900)))
    stand.to("Stretch")
    stand.forward(2.0)
    QApplication.processEvents()
    counter = Paints(stand.player.stage.ring)
    for _ in range(20):
        stand.forward(0.1)
        QApplication.processEvents()
    assert 2 <= counter.count <= 12
