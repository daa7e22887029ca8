"""The page after a session: its yes-or-no questions, and pain where it was rated before."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.after_sheet import AfterSheet
from app.core.answer import Answers, Region
from app.core.before import Before
from app.core.health_questions import Limit
from app.core.kept_session import ToldAfter, answers_from_json
from app.core.plan import Choice, Feet, Foot
from app.core.preferences import Preferences, Theme
from app.core.script import Area
from app.core.soreness import (
    AfterAnswer,
    EndReason,
    EventType,
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
)
from app.ui.after_questions_card import AfterQuestionsCard
from app.ui.end_question import Question
from app.ui.end_room import EndRoom
from app.ui.machine import Machine
from app.ui.question_row import QuestionRow
from tests.core.building import rest, script, step
from tests.core.health_building import NO, NOW, QUESTIONS, YES, lived, told_after, yes
from tests.core.test_before import BEFORE
from tests.ui.player_fixtures import FULL, RoomStand, entry_of, made_icons

PAIN, SORE = RatingKind.PAIN, RatingKind.SORENESS
LEFT, RIGHT = Foot.LEFT, Foot.RIGHT
WHOLE_LEFT, WHOLE_RIGHT = (LEFT, Area.WHOLE_FOOT), (RIGHT, Area.WHOLE_FOOT)
LEFT_HEEL, LEFT_ARCH = (LEFT, Area.HEEL), (LEFT, Area.ARCH)
THINNERS: Answers = {"P7": YES}


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[RoomStand]:
    made = RoomStand()
    qtbot.waitExposed(made.window)
    yield made
    made.close()


def before(*scores: tuple[Region, int | None], kind: RatingKind = PAIN) -> Before:
    """What was rated before a session."""
    ratings = (
        Rating(f"b{number}", "s", kind, RatingContext.BEFORE, NOW, *place, value)
        for number, (place, value) in enumerate(scores)
    )
    return replace(BEFORE, ratings=tuple(ratings), limits=())


def ended(stand: RoomStand, was: Before | None = None, choice: Choice | None = None) -> EndRoom:
    """The page after a session of heel and arch that was lived from start to end."""
    made = script(step("Heel", 300, area="heel"), step("Arch", 220), rest())
    stand.room.start(entry_of(made), choice or Choice(), was)
    stand.run()
    return shown(stand)


def shown(stand: RoomStand) -> EndRoom:
    QApplication.processEvents()
    stand.window.activateWindow()
    assert QTest.qWaitForWindowActive(stand.window)
    room = stand.room.end_room
    assert room is not None
    return room


def card_of(room: EndRoom) -> AfterQuestionsCard:
    assert room.questions is not None
    return room.questions


def row(room: EndRoom, question_id: str) -> QuestionRow:
    return card_of(room).rows[question_id]


def focus() -> QWidget:
    focused: QWidget | None = QApplication.focusWidget()
    assert focused is not None
    return focused


def press(key: Qt.Key) -> None:
    QTest.keyClick(focus(), key)
    for _ in range(3):
        QApplication.processEvents()


def is_seen(shown: QWidget) -> bool:
    """Whether all of it is in sight, nothing of it below the foot of the page."""
    return shown.isVisible() and shown.visibleRegion().boundingRect() == shown.rect()


# --- what is asked ---


def test_dizziness_numbness_and_the_skin_are_asked_about_and_nothing_is_preset(
    stand: RoomStand,
) -> None:
    room = ended(stand)
    asked = [id_ for id_, made in card_of(room).rows.items() if made.isVisible()]
    assert asked == ["A5", "A6", "A7"]
    assert {made.answer for made in card_of(room).rows.values()} == {None}
    assert not card_of(room).sign.isVisible()
    room.done.click()
    assert stand.log.told == [], "what was not answered stays missing"
    assert stand.left == 1


def test_each_answer_is_saved_at_once_with_the_event_that_it_tells_of(stand: RoomStand) -> None:
    room = ended(stand)
    row(room, "A7").no.click()
    assert stand.log.answers == {"A7": NO}
    assert card_of(room).sign.isVisible()
    row(room, "A5").yes.click()
    assert stand.log.answers == {"A7": NO, "A5": YES}
    [event] = stand.log.told[-1].events
    assert (event.type, event.severity) == (EventType.DIZZINESS, "dizzy")
    assert event.session_id == stand.log.sessions[0].id
    row(room, "A5-fainted").yes.click()
    assert stand.log.answers["A5-fainted"] == YES
    [event] = stand.log.told[-1].events
    assert (event.type, event.severity) == (EventType.DIZZINESS, "fainted")
    assert stand.log.told[-1].answer.context is RatingContext.AFTER


def test_where_it_is_numb_is_asked_and_kept(stand: RoomStand) -> None:
    room = ended(stand)
    row(room, "A6").yes.click()
    assert row(room, "A6").said.startswith("No massage on this foot"), "told at once"
    places = row(room, "A6").places
    assert places is not None
    places.place(RIGHT).click()
    assert stand.log.answers == {"A6": yes(RIGHT)}
    assert [event.side for event in stand.log.told[-1].events] == [RIGHT]


def test_an_answer_can_be_changed_and_its_follow_up_comes_back_as_it_was(stand: RoomStand) -> None:
    room = ended(stand)
    row(room, "A5").yes.click()
    row(room, "A5-fainted").yes.click()
    row(room, "A5").no.click()
    assert not row(room, "A5-fainted").isVisible()
    assert row(room, "A5").said == ""
    assert stand.log.told[-1] == replace(stand.log.told[-1], events=())
    row(room, "A5").yes.click()
    assert row(room, "A5-fainted").answer == YES
    assert row(room, "A5-fainted").said.startswith("Tell your doctor soon")


def test_without_the_questions_the_page_does_without_them_and_says_why(stand: RoomStand) -> None:
    stand.no_questions = "The health questions cannot be read."
    room = ended(stand)
    assert room.questions is None
    assert stand.troubles == ["The health questions cannot be read."]
    room.cards[PAIN].rows[WHOLE_LEFT]._group.button(3).click()
    assert [rating.value for rating in stand.log.ratings] == [3]
    room.done.click()
    assert stand.left == 1


def test_after_a_session_that_was_cut_off_they_are_asked_as_well(stand: RoomStand) -> None:
    stand.start()
    driver = stand.room.driver
    assert driver is not None
    driver.stop()
    driver.give_reason(EndReason.NUMB)
    driver.finish()
    assert list(card_of(shown(stand)).rows) == ["A5", "A5-fainted", "A6", "A7"]


# --- what follows ---


def test_what_follows_stands_by_the_answer_and_is_told_once_to_who_hears_the_page(
    stand: RoomStand,
) -> None:
    room = ended(stand)
    stand.said.clear()
    row(room, "A6").yes.click()
    places = row(room, "A6").places
    assert places is not None
    places.place(LEFT).click()
    row(room, "A7").no.click()
    assert stand.said == [row(room, "A6").said]
    assert row(room, "A7").said == ""


@pytest.mark.parametrize(("profile", "role"), [({}, "soft"), (THINNERS, "attention")])
def test_the_health_profile_makes_it_urgent(stand: RoomStand, profile: Answers, role: str) -> None:
    stand.profile = profile
    room = ended(stand)
    row(room, "A7").yes.click()
    assert row(room, "A7").advice.property("role") == role
    assert ("Call your doctor today" in row(room, "A7").said) == (role == "attention")


@pytest.mark.parametrize("percent", [100, 200])
def test_what_is_urgent_is_seen_where_it_was_answered_by_keys(
    stand: RoomStand, qtbot: QtBot, percent: int
) -> None:
    room = ended(stand)
    record = stand.log.sessions[0]
    sheet = AfterSheet(QUESTIONS, record, RatingContext.AFTER, profile=THINNERS)
    icons = made_icons(Preferences(theme=Theme.LIGHT, text_percent=percent))
    card = AfterQuestionsCard(sheet, icons, stand.room._machine)
    room = EndRoom(record, icons, None, card)
    qtbot.addWidget(room)
    room.resize(800, 600)
    with qtbot.waitExposed(room):
        room.show()
    room.activateWindow()
    assert QTest.qWaitForWindowActive(room)
    row(room, "A7").setFocus()
    press(Qt.Key.Key_Y)
    assert is_seen(row(room, "A7").advice)
    assert row(room, "A7").places is not None
    assert focus().isVisible()
    assert not focus().visibleRegion().isEmpty()


def test_who_was_dizzy_is_told_at_the_top_to_have_somebody_near(stand: RoomStand) -> None:
    room = ended(stand)
    assert room.aftercare.now.text() == "Wipe your soles first. Get up slowly. Sip some water."
    assert not room.aftercare.rise.isVisible()
    row(room, "A5").yes.click()
    assert room.aftercare.rise.isVisible()
    assert room.aftercare.rise.text() == (
        "Have somebody near when you get up. Sit for a moment before you stand."
    )
    row(room, "A5").no.click()
    assert not room.aftercare.rise.isVisible()


def test_what_the_check_before_it_asked_for_stays_whatever_is_answered(stand: RoomStand) -> None:
    room = ended(stand, replace(BEFORE, limits=(Limit.PARTNER_NEAR, Limit.LOOK_AT_SKIN)))
    assert room.aftercare.rise.text() == "Have somebody near when you get up."
    assert room.aftercare.skin.isVisible()
    row(room, "A5").no.click()
    assert room.aftercare.rise.isVisible()


def test_who_stopped_for_dizziness_is_not_told_twice_to_have_somebody_near(
    stand: RoomStand,
) -> None:
    stand.start()
    driver = stand.room.driver
    assert driver is not None
    driver.stop()
    driver.give_reason(EndReason.DIZZY)
    driver.finish()
    room = shown(stand)
    assert "Do not stand up alone" in room.aftercare.now.text()
    row(room, "A5").yes.click()
    assert not room.aftercare.rise.isVisible()


# --- keys ---


def test_y_and_n_answer_and_lead_on_to_the_places_and_the_note(stand: RoomStand) -> None:
    room = ended(stand)
    row(room, "A5").setFocus()
    press(Qt.Key.Key_Y)
    assert focus() is row(room, "A5-fainted").yes
    press(Qt.Key.Key_N)
    assert focus() is row(room, "A6").yes
    press(Qt.Key.Key_N)
    press(Qt.Key.Key_N)
    assert focus() is room.places.first
    assert stand.log.answers == {"A5": YES, "A5-fainted": NO, "A6": NO, "A7": NO}


def test_without_places_they_lead_on_to_the_note(stand: RoomStand) -> None:
    stand.start()
    driver = stand.room.driver
    assert driver is not None
    driver.stop()
    driver.give_reason(EndReason.DONE)
    driver.finish()
    room = shown(stand)
    row(room, "A5").setFocus()
    for _ in range(3):
        press(Qt.Key.Key_N)
    assert focus() is room.note


def test_arrows_pass_questions_without_answering(stand: RoomStand) -> None:
    room = ended(stand)
    row(room, "A5").setFocus()
    press(Qt.Key.Key_Up)
    assert focus() is row(room, "A5").yes
    press(Qt.Key.Key_Down)
    assert focus() is row(room, "A6").yes
    press(Qt.Key.Key_Up)
    assert focus() is row(room, "A5").yes
    for _ in range(3):
        press(Qt.Key.Key_Down)
    assert focus() is room.places.first
    assert stand.log.told == []


def test_tab_goes_through_the_page_in_the_order_in_which_it_is_read(stand: RoomStand) -> None:
    room = ended(stand, before((LEFT_HEEL, 6)))
    room.take_focus()
    pain, sore = room.cards[PAIN], room.cards[SORE]
    passed: list[QWidget | None] = []
    for _ in range(8):
        passed.append(focus())
        press(Qt.Key.Key_Tab)
    assert passed == [
        pain.rows[LEFT_HEEL]._group.button(0),
        pain.rows[WHOLE_RIGHT]._group.button(0),
        sore.rows[WHOLE_LEFT]._group.button(0),
        sore.rows[WHOLE_RIGHT]._group.button(0),
        row(room, "A5").yes,
        row(room, "A6").yes,
        row(room, "A7").yes,
        room.places.kinds._group.button(0),
    ]


# --- nothing is lost ---


def test_what_the_log_refuses_is_kept_on_the_disk_with_its_events(stand: RoomStand) -> None:
    room = ended(stand)
    stand.log.fails = True
    row(room, "A5").yes.click()
    row(room, "A5-fainted").yes.click()
    assert room.banner.trouble.text().endswith(FULL)
    assert not card_of(room).sign.isVisible()
    assert row(room, "A5").accessibleDescription() == "Not saved yet."
    assert row(room, "A6").accessibleDescription() == ""
    kept = answers_from_json(json.loads(stand.devices.checkpoint.standing)["answers"])
    told = {one.answer.question: one for one in kept if isinstance(one, ToldAfter)}
    assert {id_: one.answer.answer for id_, one in told.items()} == {"A5": YES, "A5-fainted": YES}
    assert [event.severity for event in told["A5"].events] == ["fainted"]
    stand.log.fails = False
    room.banner.retry.click()
    assert stand.log.answers == {"A5": YES, "A5-fainted": YES}
    assert card_of(room).sign.isVisible()
    assert row(room, "A5").accessibleDescription() == ""


def test_of_answers_that_wait_only_the_newest_is_saved(stand: RoomStand) -> None:
    room = ended(stand)
    stand.log.fails = True
    row(room, "A7").no.click()
    row(room, "A7").yes.click()
    row(room, "A7").no.click()
    stand.log.fails = False
    room.done.click()
    assert [(told.answer.question, told.answer.answer) for told in stand.log.told] == [("A7", NO)]
    assert stand.left == 1


def test_trouble_leads_the_focus_nowhere(stand: RoomStand) -> None:
    room = ended(stand)
    room.take_focus()
    stand.log.fails = True
    QTest.keyClicks(focus(), "1")
    assert room.banner.isVisible()
    QTest.keyClicks(focus(), "0")
    assert room.cards[PAIN].rows[WHOLE_LEFT].value == 10


# --- pain where it was rated before ---


def places_asked(room: EndRoom) -> list[Region]:
    return list(room.cards[PAIN].rows)


@pytest.mark.parametrize(
    ("scores", "places"),
    [
        ((), [WHOLE_LEFT, WHOLE_RIGHT]),
        ([(LEFT_HEEL, 6)], [LEFT_HEEL, WHOLE_RIGHT]),
        ([(LEFT_ARCH, 2), (LEFT_HEEL, 6)], [LEFT_HEEL, LEFT_ARCH, WHOLE_RIGHT]),
        ([(WHOLE_LEFT, 4), (LEFT_HEEL, 6)], [LEFT_HEEL, WHOLE_LEFT, WHOLE_RIGHT]),
        ([(LEFT_HEEL, None)], [WHOLE_LEFT, WHOLE_RIGHT]),
    ],
)
def test_pain_is_asked_for_the_places_that_it_was_rated_for_before(
    stand: RoomStand, scores: Sequence[tuple[Region, int | None]], places: list[Region]
) -> None:
    assert sorted(places_asked(ended(stand, before(*scores)))) == sorted(places)


def test_of_one_foot_only_that_one_is_asked_about(stand: RoomStand) -> None:
    room = ended(stand, before((LEFT_HEEL, 6)), Choice(Feet.LEFT))
    assert places_asked(room) == [LEFT_HEEL]


def test_what_it_was_before_is_shown_only_after_the_answer(stand: RoomStand) -> None:
    room = ended(stand, before((LEFT_HEEL, 6)))
    answer = room.cards[PAIN].answers[Question(PAIN, *LEFT_HEEL)]
    assert not answer.before.isVisible()
    assert answer.row.accessibleDescription() == ""
    height = answer.sizeHint().height()
    answer.row._group.button(4).click()
    assert answer.before.isVisible()
    assert answer.before.text() == "Before the session: 6"
    assert answer.row.accessibleDescription() == "Before the session: 6"
    assert answer.sizeHint().height() == height, "nothing moves below the hand"
    [rating] = [one for one in stand.log.ratings if one.context is RatingContext.AFTER]
    assert (rating.kind, rating.side, rating.region, rating.value) == (PAIN, *LEFT_HEEL, 4)


def test_nothing_is_said_of_before_where_nothing_was_rated(stand: RoomStand) -> None:
    room = ended(stand, before((LEFT_HEEL, 6)))
    answer = room.cards[PAIN].answers[Question(PAIN, *WHOLE_RIGHT)]
    answer.row._group.button(4).click()
    assert not answer.before.isVisible()


def test_soreness_of_before_is_shown_by_its_answer_and_not_by_that_of_pain(
    stand: RoomStand,
) -> None:
    room = ended(stand, before((WHOLE_LEFT, 2), kind=SORE))
    sore, pain = (room.cards[kind].answers[Question(kind, *WHOLE_LEFT)] for kind in (SORE, PAIN))
    for answer in (sore, pain):
        answer.row._group.button(1).click()
    assert sore.before.text() == "Before the session: 2"
    assert not pain.before.isVisible()


def test_a_place_has_one_answer_above_the_map_and_on_it(stand: RoomStand) -> None:
    room = ended(stand, before((LEFT_HEEL, 6)))
    asked = room.cards[PAIN].rows[LEFT_HEEL]
    asked._group.button(4).click()
    room.places.kinds._group.button(1).click()
    feet = room.places.feet[LEFT]
    on_map = feet.map.region(*LEFT_HEEL)
    assert on_map is not None
    assert on_map.score == 4
    on_map.click()
    [opened] = [one for one in room.places.answers if one.isVisible()]
    assert opened.row.value == 4
    assert opened.before.text() == "Before the session: 6"
    opened.row._group.button(2).click()
    assert asked.value == 2
    after = [one.value for one in stand.log.ratings if one.context is RatingContext.AFTER]
    assert after == [4, 2], "each time it is told once"
    assert len(list(room.places.answers)) == 1


def test_the_question_says_of_what(stand: RoomStand) -> None:
    room = ended(stand, before((LEFT_HEEL, 6)))
    assert room.cards[PAIN].rows[LEFT_HEEL].accessibleName().startswith("LEFT FOOT: Heel. How")
    assert "in your RIGHT FOOT" in room.cards[PAIN].rows[WHOLE_RIGHT].accessibleName()


# --- the card by itself ---


def made_card(
    qtbot: QtBot, context: RatingContext, *given: AfterAnswer
) -> tuple[AfterQuestionsCard, SessionRecord]:
    machine = Machine(lambda: 0.0, lambda: NOW, str, say=lambda _widget, _text: None)
    record = lived(NOW)
    made = AfterQuestionsCard(AfterSheet(QUESTIONS, record, context, given), made_icons(), machine)
    qtbot.addWidget(made)
    return made, record


def test_what_was_answered_before_is_shown_and_told_no_more(qtbot: QtBot) -> None:
    session = lived(NOW)
    given = told_after(session, RatingContext.H24, NOW - NOW, A3=YES, A3_large=YES, A4=NO)
    made, _ = made_card(qtbot, RatingContext.H24, *given)
    answers = {id_: row.answer for id_, row in made.rows.items() if row.answer is not None}
    assert answers == {"A3": YES, "A3-large": YES, "A4": NO}
    assert made.rows["A3-large"].said.startswith("Show the bruise")


@pytest.mark.parametrize("context", [RatingContext.MORNING, RatingContext.DAILY])
def test_where_nothing_is_asked_there_is_no_card(qtbot: QtBot, context: RatingContext) -> None:
    made, _ = made_card(qtbot, context)
    assert made.isHidden()
    assert made.first is None
    assert not made.isVisible()
