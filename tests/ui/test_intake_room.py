"""The pages before a session: what they ask and say, by keys; and nothing leads round a STOP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.answer import Answer
from app.core.cut_off import CutOff
from app.core.health_questions import Outcome, Questionnaire
from app.core.library import Entry
from app.core.plan import Choice, Feet, Foot, Side
from app.core.preferences import Preferences, Theme
from app.core.script import Area, Technique
from app.core.soreness import REGIONS, EndReason, LoggedSession, RatingKind
from app.core.wanted import Wanted
from app.ui.check_page import CheckPage
from app.ui.foot_drawing import FootDrawings
from app.ui.foot_region import RegionButton
from app.ui.icons import Icons
from app.ui.pain_page import PainPage
from app.ui.place_picks import AnswerButton, PlacePicks
from app.ui.prepare_page import PreparePage
from app.ui.verdict_page import MOST_OFFERED, VerdictPage
from tests.core.building import script, step
from tests.core.health_building import HEEL, NO, NOW, QUESTIONS, YES, cleared, lived, logged
from tests.core.test_intake import FRICTION, GENTLE, MAINTENANCE, TODAY, cut_off
from tests.core.test_intake import MADE as SHORT
from tests.ui.intake_stand import IntakeStand
from tests.ui.player_fixtures import FULL, ICONS, LIGHT, entry_of, made_icons

LEFT, RIGHT = Foot.LEFT, Foot.RIGHT
Key = Qt.Key


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[IntakeStand]:
    assert qtbot is not None
    made = IntakeStand()
    yield made
    made.close()


@pytest.fixture
def new(qtbot: QtBot) -> Iterator[IntakeStand]:
    """On its first run."""
    assert qtbot is not None
    made = IntakeStand(knows_profile=False)
    yield made
    made.close()


def verdict_of(stand: IntakeStand) -> VerdictPage:
    assert isinstance(stand.page, VerdictPage)
    return stand.page


def buttons(stand: IntakeStand) -> list[str]:
    found = stand.page.findChildren(QPushButton)
    return [one.text() for one in found if one.isVisible() and one.isEnabled()]


# --- by keys ---


def test_from_start_to_the_first_step_by_keys_alone(stand: IntakeStand) -> None:
    stand.ask()
    assert isinstance(stand.page, CheckPage)
    assert stand.focus is stand.questions.rows["T1"].yes
    for _ in range(7):
        stand.press(Key.Key_N)
    assert stand.focus is stand.page.on
    stand.press(Key.Key_Return)
    assert isinstance(stand.page, PreparePage)
    assert stand.prepared == [GENTLE]
    stand.press(Key.Key_Return)
    assert isinstance(stand.page, PainPage)
    QTest.keyClicks(stand.focus, "4")
    stand.press(Key.Key_Return)
    [(entry, choice, before)] = stand.admitted
    assert (entry, choice.feet) == (GENTLE, "both")
    assert before.verdict is Outcome.CLEAR
    assert [(r.kind, r.side, r.region, r.value) for r in before.ratings] == [
        (RatingKind.PAIN, LEFT, Area.WHOLE_FOOT, 4)
    ]
    assert not stand.room.is_open
    assert stand.log.health.kept[-1] == before.check


def test_nothing_is_preset_and_passing_an_answer_is_none(stand: IntakeStand) -> None:
    stand.ask()
    rows = stand.questions.rows
    assert all(row.answer is None for row in rows.values())
    assert not any(one.isChecked() for one in stand.page.findChildren(AnswerButton))
    stand.press(Key.Key_Right)
    assert stand.focus is rows["T1"].no
    stand.press(Key.Key_Down)
    stand.press(Key.Key_Down)
    stand.press(Key.Key_Up)
    assert stand.focus is rows["T2"].yes
    stand.press(Key.Key_Left)
    assert all(row.answer is None for row in rows.values())
    stand.press(Key.Key_Space)
    assert rows["T2"].answer == YES


def test_arrows_pass_over_follow_ups_that_are_not_asked_and_end_at_the_way_on(
    stand: IntakeStand,
) -> None:
    stand.ask()
    for _ in range(6):
        stand.press(Key.Key_Down)
    assert stand.focus is stand.questions.rows["T7"].yes
    stand.press(Key.Key_Down)
    assert stand.focus is stand.page.on
    stand.questions.rows["T1"].setFocus()
    stand.press(Key.Key_Up)
    assert stand.focus is stand.questions.rows["T1"].yes


def test_what_lacks_is_said_and_gone_to(stand: IntakeStand) -> None:
    stand.ask()
    stand.press(Key.Key_N)
    stand.go_on()
    assert stand.page.hint.text() == "6 questions are still to be answered."
    assert stand.focus is stand.questions.rows["T2"].yes
    for _ in range(5):
        stand.press(Key.Key_N)
    stand.go_on()
    assert stand.page.hint.text() == "One question is still to be answered."
    stand.press(Key.Key_N)
    assert stand.page.hint.text() == ""


def test_enter_on_a_question_goes_on_and_answers_nothing(stand: IntakeStand) -> None:
    stand.ask()
    stand.press(Key.Key_Return)
    assert stand.page.hint.text() == "7 questions are still to be answered."
    assert all(row.answer is None for row in stand.questions.rows.values())


def test_a_key_that_corrects_an_answer_leads_on_to_what_lacks(stand: IntakeStand) -> None:
    stand.ask()
    rows = stand.questions.rows
    rows["T7"].no.click()
    rows["T7"].no.setFocus()
    stand.press(Key.Key_N)
    assert stand.focus is rows["T1"].yes, "after the last one from the top"


def test_escape_leads_back_screen_by_screen_with_what_was_answered(stand: IntakeStand) -> None:
    stand.ask()
    stand.answer()
    stand.go_on()
    stand.go_on()
    assert isinstance(stand.page, PainPage)
    QTest.keyClicks(stand.focus, "3")
    arch = stand.page.places.feet[LEFT].map.region(LEFT, Area.ARCH)
    assert arch is not None
    arch.setFocus()
    QTest.keyClicks(arch, "5")
    stand.press(Key.Key_Escape)
    assert isinstance(stand.page, PreparePage)
    stand.go_on()
    assert isinstance(stand.page, PainPage)
    assert stand.page.cards[RatingKind.PAIN].rows[LEFT, Area.WHOLE_FOOT].value == 3
    again = stand.page.places.feet[LEFT].map.region(LEFT, Area.ARCH)
    assert again is not None
    assert again.score == 5
    stand.press(Key.Key_Escape)
    stand.press(Key.Key_Escape)
    assert stand.questions.rows["T1"].answer == NO
    stand.press(Key.Key_Escape)
    assert (stand.left, stand.room.is_open) == (1, False)


def test_while_something_is_asked_nothing_else_is(stand: IntakeStand) -> None:
    stand.ask()
    page = stand.page
    stand.ask(FRICTION)
    assert stand.page is page


# --- the questions ---


def test_the_first_run_asks_seventeen_questions(new: IntakeStand) -> None:
    new.ask()
    page = new.questions
    assert page.questionnaire is Questionnaire.PROFILE
    assert len([row for row in page.rows.values() if row.isVisible()]) == 17
    assert not page.change.isVisible()
    keys = [Key.Key_Y, *[Key.Key_N] * 14, Key.Key_Y, Key.Key_N]
    for key in keys:
        new.press(key)
    assert new.focus is page.on
    new.press(Key.Key_Return)
    assert new.questions.questionnaire is TODAY
    [kept] = new.log.health.kept
    assert kept.questionnaire is Questionnaire.PROFILE


@pytest.mark.parametrize(("minutes", "is_there"), [(29, True), (30, False)])
def test_a_profile_that_was_left_by_mistake_need_not_be_begun_anew(
    new: IntakeStand, minutes: int, *, is_there: bool
) -> None:
    new.ask()
    new.press(Key.Key_Y)
    new.press(Key.Key_N)
    new.press(Key.Key_Escape)
    new.now += timedelta(minutes=minutes)
    new.ask()
    assert new.questions.rows["P1"].answer == (YES if is_there else None)
    assert new.focus is new.questions.rows["P3" if is_there else "P1"].yes
    assert new.log.health.kept == []


def test_a_follow_up_comes_with_its_answer_and_goes_with_it(stand: IntakeStand) -> None:
    stand.ask()
    rows = stand.questions.rows
    assert not rows["T2-breath"].isVisible()
    stand.press(Key.Key_Down)
    stand.press(Key.Key_Y)
    assert rows["T2-breath"].isVisible()
    assert stand.focus is rows["T2-breath"].yes
    assert rows["T2"].said.startswith("This sign needs medical advice today")
    stand.press(Key.Key_Y)
    assert rows["T2-breath"].said == (
        "Call your local emergency number now, since you are short of breath or your chest hurts."
    )
    rows["T2"].no.click()
    assert not rows["T2-breath"].isVisible()
    assert rows["T2"].said == ""
    rows["T2"].yes.click()
    assert rows["T2-breath"].answer is None, "nothing is preset"


def test_a_foot_is_asked_for_by_keys(stand: IntakeStand) -> None:
    stand.ask()
    row = stand.questions.rows["T5"]
    row.setFocus()
    stand.press(Key.Key_Y)
    assert row.places is not None
    assert stand.focus is row.places.place(LEFT)
    assert row.said == "", "not before it is known where"
    stand.press(Key.Key_Space)
    assert row.answer == Answer(is_yes=True, feet=frozenset({LEFT}))
    assert row.said.startswith("No massage on this foot today.")
    stand.press(Key.Key_Space)
    assert row.said == ""


@pytest.mark.parametrize("key", [Key.Key_N, Key.Key_Y])
@pytest.mark.parametrize("question", ["P5", "P8", "P14"])
def test_a_letter_typed_where_a_place_is_named_takes_no_answer_back(
    new: IntakeStand, question: str, key: Qt.Key
) -> None:
    new.ask()
    row = new.questions.rows[question]
    row.setFocus()
    new.press(Key.Key_Y)
    new.press(Key.Key_Space)
    named = row.answer
    assert named is not None
    assert named.is_whole(row.question)
    on_the_place = new.focus
    new.press(key)
    assert row.answer == named
    assert new.focus is on_the_place


def test_enter_leads_on_from_the_places_once_one_is_named(new: IntakeStand) -> None:
    new.ask()
    rows = new.questions.rows
    rows["P5"].setFocus()
    new.press(Key.Key_Y)
    assert rows["P5"].places is not None
    new.press(Key.Key_Return)
    assert new.focus is rows["P5"].places.place(LEFT), "not before it is known where"
    new.press(Key.Key_Right)
    assert new.focus is rows["P5"].places.place(RIGHT)
    new.press(Key.Key_Left)
    new.press(Key.Key_Space)
    new.press(Key.Key_Return)
    assert new.focus is rows["P6"].yes
    new.press(Key.Key_N)
    assert rows["P6"].answer == NO
    assert rows["P5"].answer == Answer(is_yes=True, feet=frozenset({LEFT}))


def test_enter_leads_on_from_the_foot_map(stand: IntakeStand) -> None:
    stand.ask()
    rows = stand.questions.rows
    rows["T3"].setFocus()
    stand.press(Key.Key_Y)
    stand.press(Key.Key_Space)
    stand.press(Key.Key_Return)
    assert rows["T3"].answer == row_answer((LEFT, Area.HEEL))
    assert stand.focus is rows["T3-infected"].yes


def is_seen(part: QWidget) -> bool:
    """Whether all of it is in sight."""
    return part.isVisible() and part.visibleRegion().boundingRect() == part.rect()


def test_what_has_the_focus_is_in_sight_after_places_were_taken_away(new: IntakeStand) -> None:
    new.window.resize(800, 600)
    made_icons().looks.follow(replace(LIGHT, text_percent=200))
    new.ask()
    rows = new.questions.rows
    for question in ("P10", "P10-now", "P14"):
        rows[question].yes.click()
    new.settle()
    rows["P10"].setFocus()
    new.press(Key.Key_N)
    assert new.focus is rows["P11"].yes
    assert is_seen(new.focus)
    made_icons().looks.follow(LIGHT)


def hold(stand: IntakeStand, key: Qt.Key, text: str) -> None:
    """Hold a key down for a while."""
    for is_repeat in (False, True, True, True):
        press = QKeyEvent(
            QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, is_repeat
        )
        QApplication.sendEvent(stand.focus, press)
        stand.settle()


def test_a_letter_that_is_held_down_answers_one_question(new: IntakeStand) -> None:
    new.ask()
    hold(new, Key.Key_N, "n")
    rows = new.questions.rows
    assert [id_ for id_, row in rows.items() if row.answer is not None] == ["P1"]
    assert new.focus is rows["P2"].yes


def test_enter_that_is_held_down_leads_on_once(new: IntakeStand) -> None:
    new.ask()
    row = new.questions.rows["P5"]
    row.setFocus()
    new.press(Key.Key_Y)
    new.press(Key.Key_Space)
    hold(new, Key.Key_Return, "\r")
    assert new.focus is new.questions.rows["P6"].yes
    assert new.page.hint.text() == ""


@pytest.mark.parametrize("question", ["P5", "P8"])
def test_what_follows_from_an_answer_is_in_sight_at_once(new: IntakeStand, question: str) -> None:
    new.window.resize(800, 600)
    made_icons().looks.follow(replace(LIGHT, text_percent=200))
    new.ask()
    row = new.questions.rows[question]
    assert row.places is not None
    row.yes.setFocus()
    new.questions.bring_into_sight(row.yes)
    new.press(Key.Key_Space)
    assert is_seen(row.places)
    place = row.places.place(LEFT)
    place.setFocus()
    new.press(Key.Key_Space)
    assert is_seen(row.advice)
    assert is_seen(place)
    made_icons().looks.follow(LIGHT)


def test_a_side_is_named_in_the_word_that_asks_for_it(new: IntakeStand) -> None:
    new.ask()
    rows = new.questions.rows
    rows["P8"].yes.click()
    assert rows["P8"].places is not None
    assert [rows["P8"].places.place(foot).text() for foot in (LEFT, RIGHT)] == [
        "Left leg",
        "Right leg",
    ]
    rows["P8"].places.place(LEFT).click()
    new.answer()
    new.go_on()
    new.answer()
    new.go_on()
    assert "Left leg" in new.said
    assert "No massage on this leg" in new.said
    swelling = PlacePicks(QUESTIONS.after[1].question, made_icons())
    assert swelling.place(RIGHT).text() == "Right side"


def test_places_are_asked_for_and_shown_again(stand: IntakeStand) -> None:
    stand.ask()
    row = stand.questions.rows["T3"]
    row.yes.click()
    assert row.places is not None
    row.places.place((LEFT, Area.HEEL)).click()
    row.places.place((RIGHT, Area.TOES)).click()
    stand.answer()
    stand.go_on()
    assert "Left foot: heel; Right foot: toes." in stand.said
    stand.press(Key.Key_Escape)
    again = stand.questions.rows["T3"]
    assert again.places is not None
    assert again.places.isVisible()
    assert again.answer == row_answer((LEFT, Area.HEEL), (RIGHT, Area.TOES))


def test_places_are_chosen_on_the_foot_map_by_keys(stand: IntakeStand) -> None:
    stand.ask()
    row = stand.questions.rows["T3"]
    row.setFocus()
    stand.press(Key.Key_Y)
    assert row.places is not None
    assert "Choose every place on the foot map: Space chooses, Enter leads on." in stand.said
    heel = row.places.place((LEFT, Area.HEEL))
    assert isinstance(heel, RegionButton)
    assert stand.focus is heel
    assert heel.accessibleName() == "Left foot, heel"
    stand.press(Key.Key_Space)
    stand.press(Key.Key_Tab)
    stand.press(Key.Key_Space)
    assert row.answer == row_answer((LEFT, Area.HEEL), (LEFT, Area.ARCH))
    assert "Left foot: heel, arch" in stand.said
    stand.press(Key.Key_Space)
    assert row.answer == row_answer((LEFT, Area.HEEL))
    whole = row.places.place((RIGHT, Area.WHOLE_FOOT))
    while stand.focus is not whole:
        stand.press(Key.Key_Tab)
    stand.press(Key.Key_Down)
    assert not whole.isChecked(), "passing it is no answer"


def test_without_drawings_every_place_is_a_button(qtbot: QtBot) -> None:
    icons = made_icons()
    bare = Icons(ICONS, icons.looks, FootDrawings(None))
    made = PlacePicks(QUESTIONS.find("T3"), bare)
    qtbot.addWidget(made)
    made.show()
    for area in REGIONS:
        made.place((RIGHT, area)).click()
    assert made.regions == {(RIGHT, area) for area in REGIONS}
    assert all(isinstance(one, AnswerButton) for one in made.maps[LEFT].places.values())


@pytest.mark.parametrize(
    ("size", "percent"), [((1180, 760), 100), ((800, 600), 100), ((800, 600), 200)]
)
def test_the_places_fit_beside_or_below_each_other(
    stand: IntakeStand, size: tuple[int, int], percent: int
) -> None:
    stand.window.resize(*size)
    made_icons().looks.follow(replace(LIGHT, text_percent=percent))
    stand.ask()
    row = stand.questions.rows["T3"]
    row.yes.click()
    stand.settle()
    assert row.places is not None
    for foot, one in row.places.maps.items():
        for area in REGIONS:
            button = row.places.place((foot, area))
            left = button.mapTo(stand.page, QPoint(0, 0)).x()
            assert left >= 0
            assert left + button.width() <= stand.page.width()
        assert one.map.height() >= one.map.minimumSizeHint().height()
    made_icons().looks.follow(LIGHT)


def row_answer(*regions: tuple[Foot, Area]) -> Answer:
    return Answer(is_yes=True, regions=frozenset(regions))


def test_my_health_has_changed(stand: IntakeStand) -> None:
    stand.ask()
    stand.questions.change.click()
    stand.settle()
    assert stand.questions.questionnaire is Questionnaire.PROFILE
    assert stand.questions.rows["P7"].answer == NO, "what was answered is shown to be corrected"
    stand.questions.rows["P7"].yes.click()
    stand.go_on()
    assert stand.questions.questionnaire is TODAY
    stand.answer()
    stand.go_on()
    assert "Gentle sessions only" in stand.said


# --- STOP ---


def test_a_stop_says_the_next_step_and_offers_no_way_on(stand: IntakeStand) -> None:
    stand.ask()
    stand.answer(T2=True, T2_breath=True)
    stand.go_on()
    page = verdict_of(stand)
    assert page.title.text() == "Get help now"
    assert stand.said.index("emergency number") < stand.said.index(
        "This sign needs medical advice today"
    )
    assert buttons(stand) == ["Close", "Change today's answers"]
    [told] = stand.told
    assert told.startswith("Get help now. Call your local emergency number now, since you are")
    assert stand.focus is page.back
    stand.go_on()
    assert stand.page is page, "the keys lead round it neither"
    stand.press(Key.Key_Return)
    assert stand.left == 1
    assert stand.admitted == []
    assert stand.log.health.kept[-1].level == "stop"


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ({"T4": True}, "No massage now"),
        ({"T1": True, "T1_pop": True}, "No massage now. This needs a professional today."),
    ],
)
def test_a_stop_tells_how_soon(stand: IntakeStand, given: dict[str, bool], title: str) -> None:
    stand.ask()
    stand.answer(**given)
    stand.go_on()
    assert verdict_of(stand).title.text() == title


def test_after_a_stop_the_answers_can_be_corrected(stand: IntakeStand) -> None:
    stand.ask()
    stand.answer(T4=True)
    stand.go_on()
    [change] = [b for b in stand.page.findChildren(QPushButton) if "today's" in b.text()]
    change.click()
    stand.settle()
    assert stand.questions.rows["T4"].answer == YES
    stand.questions.rows["T4"].no.click()
    stand.go_on()
    assert isinstance(stand.page, PreparePage)
    assert [one.level for one in stand.log.health.kept[1:]] == ["stop", "clear"]


def test_a_clearance_is_recorded_with_who_and_when(new: IntakeStand) -> None:
    new.ask()
    new.answer(P12=True)
    new.go_on()
    assert verdict_of(new).title.text() == "No massage now"
    form = verdict_of(new).forms["P12"]
    assert form.open.text() == "Record that your midwife or doctor agreed"
    form.open.click()
    assert new.focus is form.who
    new.press(Key.Key_Return)
    assert form.hint.text() == "Please write who agreed."
    assert new.log.health.cleared == []
    QTest.keyClicks(form.who, "Ms. Ray")
    form.earlier.click()
    form.later.click()
    form.later.click()
    assert form.day.date() == QDate(2026, 11, 21), "not beyond today"
    form.earlier.click()
    form.record.click()
    new.settle()
    [leave] = new.log.health.cleared
    assert (leave.question, leave.by, leave.granted) == ("P12", "Ms. Ray", date(2026, 11, 20))
    assert new.questions.questionnaire is TODAY


def test_what_a_professional_agreed_to_is_not_asked_for_again(new: IntakeStand) -> None:
    test_a_clearance_is_recorded_with_who_and_when(new)
    new.answer(T7=True)
    new.go_on()
    assert "Your midwife or doctor agreed to massage. Stay gentle" in new.said


def test_what_a_professional_agreed_to_can_be_withdrawn(new: IntakeStand) -> None:
    test_a_clearance_is_recorded_with_who_and_when(new)
    new.questions.change.click()
    new.settle()
    row = new.questions.rows["P12"]
    assert "Recorded: Ms. Ray agreed, 20 November 2026." in new.said
    assert not new.questions.rows["P4"].withdraw.isVisible()
    row.withdraw.click()
    new.settle()
    assert new.log.health.cleared == []
    assert not row.withdraw.isVisible()
    assert row.said == "No massage until your midwife or doctor agrees."
    new.go_on()
    assert verdict_of(new).title.text() == "No massage now"


def test_a_leave_for_one_foot_does_not_hide_the_stop_of_the_other(new: IntakeStand) -> None:
    new.log.health.cleared.append(cleared("P5", LEFT, recorded=NOW - timedelta(days=1)))
    new.ask()
    row = new.questions.rows["P5"]
    row.yes.click()
    assert row.places is not None
    row.places.place(LEFT).click()
    assert row.said.startswith("Your clinician agreed"), "it says where by what is chosen below"
    row.places.place(RIGHT).click()
    stop, leave = row.said.split("\n")
    assert stop.startswith("Right foot. ")
    assert leave.startswith("Left foot. Your clinician agreed")


def test_a_withdrawal_that_cannot_be_recorded_is_told_and_holds_for_now(new: IntakeStand) -> None:
    test_a_clearance_is_recorded_with_who_and_when(new)
    new.questions.change.click()
    new.settle()
    new.log.fails = True
    new.questions.rows["P12"].withdraw.click()
    assert new.troubles == [f"This could not be recorded; please do it again later. {FULL}"]
    new.go_on()
    assert verdict_of(new).title.text() == "No massage now"


def test_one_that_never_came_into_the_log_is_withdrawn_for_good(new: IntakeStand) -> None:
    new.log.fails = True
    new.ask()
    new.answer(P12=True)
    new.go_on()
    verdict_of(new).forms["P12"].who.setText("Ms. Ray")
    verdict_of(new).forms["P12"].record.click()
    new.settle()
    new.questions.change.click()
    new.settle()
    new.questions.rows["P12"].withdraw.click()
    new.log.fails = False
    new.press(Key.Key_Escape)
    new.ask()
    assert new.log.health.cleared == []


# --- other sessions ---


def test_where_only_gentle_ones_may_be_done_they_are_offered(stand: IntakeStand) -> None:
    stand.ask(FRICTION)
    stand.answer(T7=True)
    stand.go_on()
    page = verdict_of(stand)
    assert page.title.text() == "Not this session now"
    assert "is not a gentle session" in stand.said
    assert [one.text().replace("\xa0", " ") for one in page.others] == [
        "Gentle first session · Both feet · 17:48 hands-on"
    ]
    assert stand.focus is page.others[0]
    stand.press(Key.Key_1)
    assert isinstance(stand.page, PreparePage)
    assert stand.page.title.text() == "Prepare: Gentle first session"


def test_a_foot_that_rests_is_told_before_anything_is_asked(stand: IntakeStand) -> None:
    done = lived(NOW - timedelta(hours=3), (Technique.DEEP_TISSUE, Side.LEFT))
    stand.log.sessions.append(LoggedSession(done))
    stand.ask(FRICTION)
    page = verdict_of(stand)
    assert "Firm work rests on the left foot until Monday 06:30" in stand.said
    assert page.others
    assert "Close" in buttons(stand)
    assert "Change today's answers" not in buttons(stand)
    stand.press(Key.Key_9)
    assert stand.page is page
    stand.press(Key.Key_Return)
    assert stand.questions.questionnaire is TODAY


def test_the_other_foot_is_offered_first_and_not_too_much(stand: IntakeStand) -> None:
    stand.ask(GENTLE, Choice(Feet.LEFT))
    row = stand.questions.rows["T5"]
    row.yes.click()
    assert row.places is not None
    row.places.place(LEFT).click()
    stand.answer()
    stand.go_on()
    page = verdict_of(stand)
    assert "choose the right one" in stand.said
    assert page.others[0].text().startswith("Gentle first session\xa0· Right foot")
    assert len(page.others) == MOST_OFFERED


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (15, "too little of “Sample” remains: less than 15 minutes. Choose another session, or"),
        (20, "“Sample” does not come to 20 minutes. Choose a shorter time, or another session."),
    ],
)
def test_what_is_left_too_short_is_said_in_plain_words(
    stand: IntakeStand, minutes: int, told: str
) -> None:
    friction = "cross-fiber-friction"
    made = script(step("Rub", 400, technique=friction), step("Calf", 400, area="calf"))
    stand.ask(entry_of(made), Choice(minutes=minutes))
    row = stand.questions.rows["T3"]
    row.yes.click()
    assert row.places is not None
    row.places.place((LEFT, Area.CALF)).click()
    row.places.place((RIGHT, Area.CALF)).click()
    stand.answer()
    stand.go_on()
    assert verdict_of(stand).title.text() == "Not this session now"
    assert told in stand.said
    assert "hands-on massage for" not in stand.said


def test_without_scripts_to_read_nothing_is_offered(stand: IntakeStand) -> None:
    stand.no_scripts = "The folder cannot be read."
    stand.ask(FRICTION)
    stand.answer(T7=True)
    stand.go_on()
    assert verdict_of(stand).others == []
    assert stand.focus is stand.page.back
    assert stand.troubles == [stand.no_scripts]


# --- prepare ---


def test_prepare_tells_what_to_wear_drink_and_have_at_hand(stand: IntakeStand) -> None:
    stand.ask(FRICTION)
    stand.answer()
    stand.go_on()
    for words in (
        "Wipe the lotion off before the friction steps.",
        "A towel",
        "Loose clothes that leave feet and calves free",
        "water afterwards",
        "goes one level lighter",
        "With a therapist:",
    ):
        assert words in stand.said
    assert "Because of your answers" not in stand.said
    assert "snack" not in stand.said
    stand.window.resize(640, 500)
    stand.settle()
    assert "With a therapist:" in stand.said


def test_prepare_tells_which_steps_are_left_out_and_that_others_come_again(
    stand: IntakeStand,
) -> None:
    stand.ask(GENTLE)
    row = stand.questions.rows["T3"]
    row.yes.click()
    assert row.places is not None
    row.places.place((LEFT, Area.ARCH)).click()
    stand.answer()
    stand.go_on()
    assert isinstance(stand.page, PreparePage)
    assert (
        "Left foot, left out: Look and feel, Warm hold, Slow strokes, Thumb circles" in stand.said
    )
    assert "Right foot, left out" not in stand.said
    assert "Some of the other steps come again, to fill 15 minutes." in stand.said


def test_what_is_left_out_of_both_feet_is_said_once(stand: IntakeStand) -> None:
    stand.ask(GENTLE)
    row = stand.questions.rows["T3"]
    row.yes.click()
    assert row.places is not None
    for foot in Foot:
        row.places.place((foot, Area.HEEL)).click()
    stand.answer()
    stand.go_on()
    assert "Both feet, left out: Look and feel, " in stand.said
    assert "foot, left out" not in stand.said


def test_prepare_tells_what_the_answers_change(new: IntakeStand) -> None:
    new.ask()
    new.answer(P15=True, P16=False)
    new.go_on()
    new.answer()
    new.go_on()
    assert "Because of your answers" in new.said
    assert "Stay seated" in new.said
    assert "Have somebody near." in new.said
    gentle = GENTLE.script
    assert gentle is not None
    assert gentle.alternative in new.said
    assert "without strain" not in new.said, "that is what they cannot do"


def test_prepare_says_nothing_twice(new: IntakeStand) -> None:
    new.ask()
    new.answer(P6=True, P9=True)
    new.go_on()
    new.answer()
    new.go_on()
    assert isinstance(new.page, PreparePage)
    assert new.said.casefold().count("look at the skin of both feet before and after") == 1
    assert new.said.casefold().count("bone is close to the skin") == 1


def test_a_limit_that_no_reason_tells_is_said(new: IntakeStand) -> None:
    new.ask()
    row = new.questions.rows["P5"]
    row.yes.click()
    assert row.places is not None
    row.places.place(LEFT).click()
    new.answer()
    new.go_on()
    new.answer()
    new.go_on()
    assert isinstance(new.page, PreparePage)
    assert "Look at the skin of both feet before and after." in new.said


# --- pain ---


def test_soreness_is_asked_only_where_some_is_left(stand: IntakeStand) -> None:
    stand.ask()
    stand.answer(T6=True)
    stand.go_on()
    stand.go_on()
    page = stand.page
    assert isinstance(page, PainPage)
    assert set(page.cards) == {RatingKind.PAIN, RatingKind.SORENESS}
    assert page.places.kinds.isVisible()


def test_strong_pain_asks_whether_to_rest(stand: IntakeStand) -> None:
    stand.ask()
    stand.answer()
    stand.go_on()
    stand.go_on()
    page = stand.page
    assert isinstance(page, PainPage)
    assert set(page.cards) == {RatingKind.PAIN}
    assert not page.places.kinds.isVisible()
    QTest.keyClicks(stand.focus, "8")
    stand.go_on()
    assert verdict_of(stand).title.text() == "Rest now, or go on gently?"
    for once in ("Your pain is strong now", "Resting is fine"):
        assert stand.said.count(once) == 1, "nothing is said twice"
    assert {"Rest now", "Change the number", "Go on gently"} == set(buttons(stand))
    assert stand.focus is stand.page.back
    stand.page.on.click()
    [(entry, _choice, before)] = stand.admitted
    assert (entry, before.verdict) == (GENTLE, Outcome.ADAPT)


@pytest.mark.parametrize("wanted", [GENTLE, MAINTENANCE])
def test_a_number_that_was_mistyped_is_taken_back(stand: IntakeStand, wanted: Entry) -> None:
    stand.ask(wanted)
    stand.answer()
    stand.go_on()
    stand.go_on()
    QTest.keyClicks(stand.focus, "8")
    stand.go_on()
    change = next(
        one for one in stand.page.findChildren(QPushButton) if one.text() == "Change the number"
    )
    change.click()
    stand.settle()
    page = stand.page
    assert isinstance(page, PainPage)
    assert page.cards[RatingKind.PAIN].rows[LEFT, Area.WHOLE_FOOT].value == 8
    QTest.keyClicks(stand.focus, "8")
    assert page.cards[RatingKind.PAIN].rows[LEFT, Area.WHOLE_FOOT].value is None
    place = page.places.feet[LEFT]
    area = place.areas[0]
    place.map.region_chosen.emit(LEFT, area)
    for _ in range(2):
        QTest.keyClicks(stand.focus, "9")
    assert stand.intake.ratings == {}
    stand.go_on()
    [(entry, _choice, before)] = stand.admitted
    assert (entry, before.ratings) == (wanted, ())


def test_back_from_a_high_number_leads_to_prepare(stand: IntakeStand) -> None:
    stand.ask(MAINTENANCE)
    stand.answer()
    stand.go_on()
    stand.go_on()
    QTest.keyClicks(stand.focus, "8")
    stand.press(Key.Key_Escape)
    assert isinstance(stand.page, PreparePage)


def test_with_strong_pain_another_script_gives_way(stand: IntakeStand) -> None:
    stand.ask(MAINTENANCE)
    stand.answer()
    stand.go_on()
    stand.go_on()
    QTest.keyClicks(stand.focus, "8")
    stand.go_on()
    assert verdict_of(stand).title.text() == "Not this session now"
    stand.press(Key.Key_Return)
    assert isinstance(stand.page, PreparePage)
    stand.go_on()
    [(entry, _choice, _before)] = stand.admitted
    assert entry.id == "gentle-first-time"


# --- one that was cut off ---


def test_to_go_on_the_check_is_asked_and_kept_with_the_session(stand: IntakeStand) -> None:
    found = cut_off(SHORT)
    stand.room.ask(Wanted(found.entry, found.beginning.choice, cut_off=found))
    stand.answer()
    stand.go_on()
    [resumed] = stand.resumed
    assert isinstance(resumed, CutOff)
    assert resumed.session is found.session
    assert resumed.beginning.before is not None
    assert resumed.beginning.before.limits == ()
    assert stand.log.health.kept[-1].session_id == "s"


def test_one_that_may_not_go_on_can_be_logged_from_today(stand: IntakeStand) -> None:
    found = cut_off(SHORT)
    stand.room.ask(Wanted(found.entry, found.beginning.choice, cut_off=found))
    row = stand.questions.rows["T3"]
    row.yes.click()
    assert row.places is not None
    for foot, area in HEEL:
        row.places.place((foot, area)).click()
    stand.answer()
    stand.go_on()
    assert "change what is still to come" in stand.said
    assert "finish it, and it is logged" in stand.said
    assert {"Close", "Finish and log it"} < set(buttons(stand))
    stand.press(Key.Key_Escape)
    assert (stand.left, stand.resumed, stand.finished) == (1, [], 0)


def test_one_that_may_not_go_on_is_finished_by_keys(stand: IntakeStand) -> None:
    found = cut_off(SHORT)
    stand.room.ask(Wanted(found.entry, found.beginning.choice, cut_off=found))
    stand.answer(T4=True)
    stand.go_on()
    assert stand.page.title.text() == "No massage now"
    assert "finish it, and it is logged" in stand.said
    while stand.focus.accessibleName() != "Finish and log it":
        stand.press(Key.Key_Tab)
    stand.press(Key.Key_Return)
    assert (stand.finished, stand.left, stand.room.is_open) == (1, 0, False)


def test_instead_of_one_that_was_cut_off_a_new_one_is_begun(stand: IntakeStand) -> None:
    found = cut_off(SHORT)
    stand.room.ask(Wanted(found.entry, found.beginning.choice, cut_off=found))
    stand.answer(T7=True)
    stand.go_on()
    assert "Or begin a new one; what you did is logged then" in stand.said
    stand.press(Key.Key_1)
    assert isinstance(stand.page, PreparePage)
    stand.go_on()
    stand.go_on()
    [(entry, _choice, before)] = stand.admitted
    assert (entry, stand.resumed) == (GENTLE, [])
    assert stand.log.health.kept[-1] == before.check


def test_a_session_that_the_log_does_not_have_yet_counts(stand: IntakeStand) -> None:
    firm = lived(NOW - timedelta(hours=2), (Technique.DEEP_TISSUE, Side.BOTH))
    stand.room.ask(Wanted(FRICTION, Choice()), firm)
    stand.settle()
    assert "Firm work rests" in stand.said


# --- the log ---


def test_a_log_that_refuses_holds_nobody_up_and_gets_the_answers_later(
    stand: IntakeStand,
) -> None:
    stand.log.fails = True
    stand.ask()
    assert stand.troubles == [FULL]
    assert stand.questions.questionnaire is Questionnaire.PROFILE, "it may have changed"
    stand.answer(P12=True)
    stand.go_on()
    assert stand.troubles[-1] == f"Your answers are not in the log yet. {FULL}"
    form = verdict_of(stand).forms["P12"]
    form.who.setText("Ms. Ray")
    form.record.click()
    stand.press(Key.Key_Escape)
    stand.ask()
    assert stand.questions.questionnaire is TODAY, "what was answered meanwhile is known"
    stand.answer()
    stand.go_on()
    stand.go_on()
    stand.go_on()
    [(_entry, _choice, before)] = stand.admitted
    assert before.verdict is Outcome.ADAPT
    assert len(stand.log.health.kept) == 1
    stand.log.fails = False
    stand.ask()
    assert [one.session_id for one in stand.log.health.kept[-1:]] == [before.session_id]
    assert [one.by for one in stand.log.health.cleared] == ["Ms. Ray"]


def test_without_the_questions_no_session_begins(stand: IntakeStand) -> None:
    stand.no_questions = "The health questions are missing; install Footwell again."
    stand.room.ask(Wanted(GENTLE, cut_off(SHORT).beginning.choice))
    assert stand.troubles == [stand.no_questions]
    assert not stand.room.is_open


def test_who_turned_back_is_asked_anew_with_nothing_preset(stand: IntakeStand) -> None:
    stand.ask()
    stand.answer()
    stand.go_on()
    assert isinstance(stand.page, PreparePage)
    stand.press(Key.Key_Escape)
    assert stand.questions.rows["T1"].answer == NO, "on the way back it is still there"
    stand.press(Key.Key_Escape)
    assert (stand.left, len(stand.log.health.kept)) == (1, 2)
    stand.ask()
    assert [row.answer for row in stand.questions.rows.values()] == [None] * len(
        stand.questions.rows
    )


def test_pages_that_were_left_follow_no_look_any_more(stand: IntakeStand) -> None:
    stand.ask()
    stand.answer()
    stand.go_on()
    stand.go_on()
    stand.press(Key.Key_Escape)
    stand.press(Key.Key_Escape)
    stand.press(Key.Key_Escape)
    looks = made_icons().looks
    looks.follow(Preferences(theme=Theme.DARK))
    stand.settle()
    looks.follow(LIGHT)
    stand.ask()
    looks.follow(Preferences(theme=Theme.DARK, text_percent=200))
    assert looks.current.text_percent == 200
    looks.follow(LIGHT)


def test_what_was_told_after_a_session_is_asked_again_until_it_is_gone(stand: IntakeStand) -> None:
    stand.ask()
    assert "A6" not in stand.questions.rows
    assert "whether what you told" not in stand.said
    stand.page.went_back.emit()
    stand.log.sessions = [logged("s", timedelta(days=3), ended=EndReason.NUMB)]
    stand.ask()
    assert "whether what you told after one is still there" in stand.said
    assert list(stand.questions.rows)[-1] == "A6"
    stand.answer(A6=True)
    assert stand.intake.unanswered(Questionnaire.TODAY) == ("A6",), "where is asked too"
    stand.answer(A6=False)
    stand.go_on()
    assert isinstance(stand.page, PreparePage)
    assert not stand.log.health.kept[-1].answers["A6"].is_yes


def test_while_the_log_cannot_be_read_it_says_why_only_gentle_ones_may_be(
    stand: IntakeStand,
) -> None:
    stand.log.fails = True
    stand.ask(FRICTION)
    assert verdict_of(stand).title.text() == "Not this session now"
    assert "Your log cannot be read now" in stand.said
    assert len(verdict_of(stand).others) == 1


def test_what_stood_is_asked_too_while_the_log_cannot_be_read(stand: IntakeStand) -> None:
    stand.log.sessions = [logged("s", timedelta(days=3), ended=EndReason.NUMB)]
    stand.ask()
    stand.page.went_back.emit()
    stand.log.fails = True
    stand.ask()
    while "A6" not in stand.questions.rows:
        assert "T1" not in stand.questions.rows, "it is asked in the today check"
        stand.answer()
        stand.go_on()
    assert "T1" in stand.questions.rows
