"""The plan of the week on the built app: set by keys, kept, and honest about rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.core.daily_question import HurtsMost
from app.core.health_questions import Questionnaire
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import RatingKind
from app.core.week_plan import Weekday
from app.ui.check_page import CheckPage
from app.ui.footwell import Footwell
from app.ui.rail import Room
from app.ui.today_room import TodayRoom
from app.ui.verdict_page import VerdictPage
from tests.whole.conftest import World, focus_of
from tests.whole.test_before_a_session import checks_of, find, log_of, page_of, questions_of

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def today_of(footwell: Footwell) -> TodayRoom:
    room = footwell.window.room(Room.TODAY)
    assert isinstance(room, TodayRoom)
    return room


def says(footwell: Footwell, words: str) -> bool:
    labels = footwell.window.room(Room.TODAY).findChildren(QLabel)
    return any(words in one.text() for one in labels if one.isVisible())


def tab_to(world: World, footwell: Footwell, name: str) -> None:
    for _ in range(80):
        here = focus_of(footwell)
        if isinstance(here, QAbstractButton) and name in (here.accessibleName(), here.text()):
            return
        world.press(footwell, Key.Key_Tab)
    raise AssertionError(name)


def answer(world: World, footwell: Footwell) -> None:
    """Answer by keys what lacks on a page, so that nothing is found, and go on."""
    page, intake = footwell.session_desk.intake.page, footwell.session_desk.intake.intake
    assert isinstance(page, CheckPage)
    assert intake is not None
    for _ in range(20):
        lacking = intake.unanswered(page.questionnaire)
        if lacking:
            question = page.rows[lacking[0]].question
            world.press(footwell, Key.Key_N if question.leads_on_yes else Key.Key_Y)
    world.press(footwell, Key.Key_Return, CONTROL)


def test_the_plan_is_changed_by_keys_and_kept(world: World) -> None:
    footwell = world.start()
    tab_to(world, footwell, "Change the plan")
    world.press(footwell, Key.Key_Space)
    assert footwell.window.current is Room.SETTINGS
    assert focus_of(footwell).accessibleName() == "Sessions a week, now 3: more"
    world.press(footwell, Key.Key_Space)
    tab_to(world, footwell, "Days: Sunday")
    world.press(footwell, Key.Key_Space)
    world.press(footwell, Key.Key_1, CONTROL)
    assert says(footwell, "Next: tomorrow")
    world.quit(footwell)
    again = world.start()
    assert again.preferences.plan.sessions == 4
    assert again.preferences.plan.days == {Weekday.SUNDAY}
    assert says(again, "Next: tomorrow")


def test_a_session_that_was_advised_against_is_rest_on_advice(world: World) -> None:
    footwell = world.start()
    find(world, footwell, "gentle first")
    assert questions_of(footwell) is Questionnaire.PROFILE
    answer(world, footwell)
    assert questions_of(footwell) is Questionnaire.TODAY
    page = page_of(footwell)
    assert isinstance(page, CheckPage)
    page.rows["T4"].yes.click()
    page.take_focus()
    world.settle()
    answer(world, footwell)
    assert isinstance(page_of(footwell), VerdictPage)
    world.press(footwell, Key.Key_Escape)
    world.settle()
    assert checks_of(footwell, Questionnaire.TODAY)[-1].level == "stop"
    footwell.window.go_to(Room.TODAY)
    world.settle()
    assert says(footwell, "Rested on advice: Saturday. Resting is fine.")
    world.quit(footwell)
    world.day_ahead_s += timedelta(days=1).total_seconds()
    assert says(world.start(), "Rested on advice: Saturday. Resting is fine.")


def test_an_answer_is_kept_under_the_place_that_was_asked_about(world: World) -> None:
    world.day_ahead_s += timedelta(hours=5).total_seconds()
    footwell = world.start()
    changed = replace(footwell.preferences, hurts_most=HurtsMost.BALL_OF_FOOT)
    footwell._on_preferences_changed(changed)
    world.settle()
    tab_to(
        world,
        footwell,
        "Left foot. After standing or walking today: how strong was the pain?: 0",
    )
    world.press(footwell, Key.Key_4)
    [rating] = log_of(footwell).ratings()
    assert (rating.kind, rating.side, rating.region, rating.value) == (
        RatingKind.FIRST_STEP,
        Foot.LEFT,
        Area.BALL_OF_FOOT,
        4,
    )
    world.quit(footwell)
    view = today_of(world.start()).view
    assert view is not None
    assert view.first_steps.left == 4
