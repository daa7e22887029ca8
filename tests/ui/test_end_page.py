"""The page after a session: its summary, and how the feet feel, foot by foot and place by place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.plan import Choice, Feet, Foot
from app.core.preferences import Preferences, Theme
from app.core.script import Area, Script
from app.core.soreness import EndReason, Rating, RatingContext, RatingKind, StepOutcome
from app.ui.controls import ScoreButton
from app.ui.end_places import FootPlaces
from app.ui.end_question import Question
from app.ui.end_room import EndRoom
from app.ui.end_steps import EndSteps
from app.ui.foot_region import RegionButton
from app.ui.record_keeper import RecordKeeper
from app.ui.session_end import SessionEnd
from tests.core.building import rest, script, step
from tests.core.health_building import NO, YES, yes
from tests.ui.player_fixtures import FULL, RoomStand, made_icons

PAIN, SORE = RatingKind.PAIN, RatingKind.SORENESS
LEFT, RIGHT = Foot.LEFT, Foot.RIGHT


def three_places() -> Script:
    """Heel, arch and calf of each foot."""
    return script(
        step("Heel", 300, area="heel"), step("Arch", 100), step("Calf", 120, area="calf"), rest()
    )


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[RoomStand]:
    made = RoomStand()
    qtbot.waitExposed(made.window)
    yield made
    made.close()


def ended(stand: RoomStand, made: Script | None = None, choice: Choice | None = None) -> EndRoom:
    """The page after a session that was lived from start to end."""
    stand.start(choice, made or three_places())
    stand.run()
    QApplication.processEvents()
    stand.window.activateWindow()
    assert QTest.qWaitForWindowActive(stand.window)
    room = stand.room.end_room
    assert room is not None
    return room


def region(room: EndRoom, foot: Foot, area: Area) -> RegionButton:
    found = room.places.feet[foot].map.region(foot, area)
    assert found is not None
    return found


def focus() -> QWidget:
    focused: QWidget | None = QApplication.focusWidget()
    assert focused is not None
    return focused


def press(key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(focus(), key)
        QApplication.processEvents()


def type_in(text: str) -> None:
    for character in text:
        QTest.keyClicks(focus(), character)
        QApplication.processEvents()


def said(rating: Rating) -> tuple[RatingKind, Foot, Area, int | None]:
    return rating.kind, rating.side, rating.region, rating.value


def answer_by_mouse(room: EndRoom, foot: Foot, area: Area, score: int) -> None:
    button = region(room, foot, area)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button._middle.toPoint())
    [row] = [a.row for a in room.places.answers if a.question.foot is foot and a.isVisible()]
    QTest.mouseClick(row.findChildren(ScoreButton)[score], Qt.MouseButton.LeftButton)


# --- the places ---


def test_the_worked_places_are_offered_and_nothing_is_answered_for_the_person(
    stand: RoomStand,
) -> None:
    room = ended(stand)
    areas = (Area.HEEL, Area.ARCH, Area.CALF)
    assert {foot: places.areas for foot, places in room.places.feet.items()} == {
        LEFT: areas,
        RIGHT: areas,
    }
    scores = [region(room, foot, area).score for foot in Foot for area in areas]
    assert scores == [None] * 6
    assert list(room.places.answers) == []
    assert not stand.log.ratings
    room.done.click()
    assert not stand.log.ratings, "what was not answered stays missing"
    assert stand.left == 1


def test_only_the_worked_foot_is_offered(stand: RoomStand) -> None:
    room = ended(stand, script(step("Heel", 900, area="heel")), Choice(Feet.RIGHT))
    assert list(room.places.feet) == [RIGHT]


def test_without_a_worked_place_no_map_is_shown(stand: RoomStand) -> None:
    stand.start()
    driver = stand.room.driver
    assert driver is not None
    driver.stop()
    driver.give_reason(EndReason.DONE)
    driver.finish()
    room = stand.room.end_room
    assert room is not None
    assert room.places.is_empty
    assert not room.places.isVisible()


def test_a_place_is_rated_by_mouse_and_shown_on_the_map(stand: RoomStand) -> None:
    room = ended(stand)
    stand.clock.advance(60)
    answer_by_mouse(room, LEFT, Area.HEEL, 4)
    [rating] = stand.log.ratings
    assert said(rating) == (SORE, LEFT, Area.HEEL, 4)
    assert rating.context is RatingContext.AFTER
    assert rating.session_id == stand.log.sessions[0].id
    assert rating.hours_after_end == pytest.approx(60 / 3600)
    assert not rating.late
    assert region(room, LEFT, Area.HEEL).accessibleName() == "Left foot, heel: 4"
    assert region(room, RIGHT, Area.HEEL).score is None
    [answer] = room.places.answers
    assert answer.sign.isVisible()


def test_all_is_answered_by_keys_alone(stand: RoomStand) -> None:
    room = ended(stand)
    for score in "3421":
        type_in(score)
        press(Qt.Key.Key_Tab)
    type_in("yny")  # dizzy, but not fainted; numb, so that it is asked where
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Tab, 2)
    type_in("n")
    press(Qt.Key.Key_Return)
    type_in("5")
    press(Qt.Key.Key_Tab)  # to the next place, where a number alone is enough
    type_in("10")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Right, 2)
    press(Qt.Key.Key_Space)
    assert [said(rating) for rating in stand.log.ratings] == [
        (PAIN, LEFT, Area.WHOLE_FOOT, 3),
        (PAIN, RIGHT, Area.WHOLE_FOOT, 4),
        (SORE, LEFT, Area.WHOLE_FOOT, 2),
        (SORE, RIGHT, Area.WHOLE_FOOT, 1),
        (SORE, LEFT, Area.HEEL, 5),
        (SORE, LEFT, Area.ARCH, 1),
        (SORE, LEFT, Area.ARCH, 10),
        (SORE, LEFT, Area.CALF, 2),
    ]
    assert {rating.context for rating in stand.log.ratings} == {RatingContext.AFTER}
    assert stand.log.answers == {"A5": YES, "A5-fainted": NO, "A6": yes(LEFT), "A7": NO}
    assert [region(room, LEFT, area).score for area in (Area.HEEL, Area.ARCH, Area.CALF)] == [
        5,
        10,
        2,
    ]
    QTest.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stand.left == 1


def test_tab_leads_from_the_questions_over_the_places_to_the_note_and_done(
    stand: RoomStand,
) -> None:
    room = ended(stand)
    region(room, LEFT, Area.HEEL).setFocus()
    type_in("7")
    passed: list[QWidget] = []
    while len(passed) < 20 and focus() is not room.done:
        press(Qt.Key.Key_Tab)
        passed.append(focus())
    areas = (Area.HEEL, Area.ARCH, Area.CALF)
    assert passed == [
        region(room, LEFT, Area.ARCH),
        region(room, LEFT, Area.CALF),
        *(region(room, RIGHT, area) for area in areas),
        room.note,
        room.done,
    ]


def test_a_second_answer_takes_the_first_one_s_place(stand: RoomStand) -> None:
    room = ended(stand)
    stand.log.fails = True
    answer_by_mouse(room, LEFT, Area.HEEL, 4)
    answer_by_mouse(room, RIGHT, Area.HEEL, 1)
    answer_by_mouse(room, LEFT, Area.HEEL, 6)
    assert region(room, LEFT, Area.HEEL).score == 6
    stand.log.fails = False
    room.banner.retry.click()
    assert sorted(map(said, stand.log.ratings)) == [
        (SORE, LEFT, Area.HEEL, 6),
        (SORE, RIGHT, Area.HEEL, 1),
    ]


def test_pain_and_soreness_of_a_place_are_two_questions(stand: RoomStand) -> None:
    room = ended(stand)
    answer_by_mouse(room, LEFT, Area.HEEL, 4)
    room.places.kinds._group.button(1).click()
    [open_now] = [a for a in room.places.answers if a.isVisible()]
    assert open_now.question == Question(PAIN, LEFT, Area.HEEL)
    assert open_now.row.value is None
    assert region(room, LEFT, Area.HEEL).score is None
    open_now.row.findChildren(ScoreButton)[2].click()
    assert [said(rating) for rating in stand.log.ratings] == [
        (SORE, LEFT, Area.HEEL, 4),
        (PAIN, LEFT, Area.HEEL, 2),
    ]
    assert region(room, LEFT, Area.HEEL).score == 2
    room.places.kinds._group.button(0).click()
    assert region(room, LEFT, Area.HEEL).score == 4


def test_a_place_s_numbers_tell_a_screen_reader_all_of_the_question(stand: RoomStand) -> None:
    room = ended(stand)
    answer_by_mouse(room, RIGHT, Area.CALF, 0)
    room.places.kinds._group.button(1).click()
    names = [answer.row.accessibleName() for answer in room.places.answers]
    assert [name.split(",")[0] for name in names] == [
        "RIGHT FOOT: Calf. How sore is it there right now",
        "RIGHT FOOT: Calf. How strong is the pain there right now",
    ]


def test_an_answer_for_a_place_that_cannot_be_saved_is_told_and_kept(stand: RoomStand) -> None:
    room = ended(stand)
    stand.log.fails = True
    answer_by_mouse(room, LEFT, Area.HEEL, 4)
    [answer] = room.places.answers
    assert not answer.sign.isVisible()
    assert room.banner.trouble.text().startswith("Kept here.")
    assert room.banner.trouble.text().endswith(FULL)
    assert region(room, LEFT, Area.HEEL).score == 4
    stand.log.fails = False
    room.banner.retry.click()
    assert [said(rating) for rating in stand.log.ratings] == [(SORE, LEFT, Area.HEEL, 4)]
    assert answer.sign.isVisible()


def test_an_answer_long_after_the_end_keeps_its_hours_and_is_marked(stand: RoomStand) -> None:
    room = ended(stand)
    stand.clock.advance(29 * 60)
    answer_by_mouse(room, LEFT, Area.HEEL, 4)
    stand.clock.advance(2 * 3600)
    answer_by_mouse(room, LEFT, Area.ARCH, 4)
    in_time, late = stand.log.ratings
    assert (in_time.late, late.late) == (False, True)
    assert late.hours_after_end == pytest.approx(2 + 29 / 60)


# --- the summary ---


def words(room: QWidget) -> list[str]:
    return [shown.text().replace("\xa0", " ") for shown in room.findChildren(QLabel)]


def test_the_summary_says_what_was_done_and_the_steps_unfold(stand: RoomStand) -> None:
    stand.start(made=three_places())
    stand.run(until_s=310)
    driver = stand.room.driver
    assert driver is not None
    driver.ease()
    driver.next()
    stand.run()
    QApplication.processEvents()
    room = stand.room.end_room
    assert room is not None
    told = words(room.summary)
    assert "Sample · Both feet" in told
    assert "6 of 7 steps done" in told
    assert any(line.startswith("In part: Arch (left foot) · 0:10 of 1:40") for line in told)
    assert "Eased: Arch (left foot)" in told
    assert not room.summary.findChildren(EndSteps), "they are made when they are wanted"
    room.summary.fold.click()
    [steps] = room.summary.findChildren(EndSteps)
    assert steps.isVisible()
    unfolded = words(steps)
    assert [unfolded.count(title) for title in ("Heel", "Arch", "Calf", "Rest")] == [2, 2, 2, 1]
    assert "Left foot · In part · eased 1 ×" in unfolded
    assert room.summary.fold.text() == "Hide the steps"
    room.summary.fold.click()
    assert not steps.isVisible()
    assert room.summary.fold.text() == "Show all steps"


def test_what_was_left_out_is_named(stand: RoomStand, qtbot: QtBot) -> None:
    ended(stand)
    record = stand.log.sessions[0]
    sore = replace(record.steps[1], outcome=StepOutcome.LEFT_OUT)
    room = EndRoom(replace(record, steps=(record.steps[0], sore, *record.steps[2:])), made_icons())
    qtbot.addWidget(room)
    assert any(f"Left out: {sore.title}" in line for line in words(room.summary))


# --- the room it has ---


@pytest.mark.parametrize(
    ("size", "percent"), [((1280, 800), 100), ((800, 600), 100), ((800, 600), 200)]
)
@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_nothing_is_cut_at_the_side(
    stand: RoomStand, qtbot: QtBot, size: tuple[int, int], percent: int, theme: Theme
) -> None:
    ended(stand)
    record = stand.log.sessions[0]
    icons = made_icons(Preferences(theme=theme, text_percent=percent))
    keeper = RecordKeeper(stand.log)
    end = SessionEnd(EndRoom(record, icons), stand.room._machine, keeper, lambda: True)
    qtbot.addWidget(end.room)
    end.room.resize(*size)
    end.room.show()
    for foot in Foot:
        answer_by_mouse(end.room, foot, Area.HEEL, 4)
    QApplication.processEvents()
    content = end.room._scroll.widget()
    assert content is not None
    assert content.width() <= end.room._scroll.viewport().width()
    for places in end.room.findChildren(FootPlaces):
        for button in places.findChildren(RegionButton):
            middle = button.mapTo(places.map, button._middle.toPoint())
            assert places.map.rect().contains(middle)


def test_the_feet_stand_side_by_side_where_there_is_room(stand: RoomStand) -> None:
    room = ended(stand)
    left, right = (room.places.feet[foot] for foot in Foot)
    assert left.y() == right.y()
    stand.window.resize(800, 600)
    QApplication.processEvents()
    stand.window.resize(1280, 800)
    QApplication.processEvents()
    assert left.geometry().right() < right.x()


def test_the_numbers_of_a_place_come_into_sight(stand: RoomStand) -> None:
    room = ended(stand)
    stand.window.resize(800, 600)
    QApplication.processEvents()
    region(room, LEFT, Area.HEEL).setFocus()
    press(Qt.Key.Key_Return)
    [answer] = room.places.answers
    QApplication.processEvents()
    assert not answer.visibleRegion().isEmpty()
    assert answer.visibleRegion().boundingRect().height() == answer.height()
