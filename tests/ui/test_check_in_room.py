"""A check-in in the window: asked by keys, saved one by one, and nothing of it lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from app.core.after_questions import FlagReason
from app.core.asked_after import AskedRating
from app.core.errors import StorageError
from app.core.health_questions import HealthQuestions
from app.core.plan import Foot, Side
from app.core.preferences import Preferences, Theme
from app.core.script import Area
from app.core.soreness import LoggedSession, Rating, RatingContext, RatingKind, SessionRecord
from app.ui.check_in_room import CheckInRoom
from app.ui.controls import ScoreRow
from app.ui.machine import Machine
from tests.core.followup_building import AFTER, H3, H24, H48, hours, rated, session
from tests.core.health_building import NO, YES, told_after, yes
from tests.ui.check_in_stand import THURSDAY, CheckInStand, due_of, titled
from tests.ui.player_fixtures import FakeLog, made_icons

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT, RIGHT = Foot
PAIN, SORE = RatingKind.PAIN, RatingKind.SORENESS
FOUR = [(PAIN, LEFT), (PAIN, RIGHT), (SORE, LEFT), (SORE, RIGHT)]


def done(*ratings: Rating, side: Side = Side.BOTH) -> LoggedSession:
    """Thursday's session."""
    given = session(THURSDAY, "s", *ratings, side=side)
    return titled(given, "Slow release")


@pytest.fixture
def stand() -> Iterator[CheckInStand]:
    made = CheckInStand()
    yield made
    made.close()


def kept(stand: CheckInStand) -> list[tuple[RatingKind, Foot, int | None]]:
    return [(one.kind, one.side, one.value) for one in stand.log.ratings]


# --- the page ---


def test_it_says_which_check_in_it_is_and_of_what(stand: CheckInStand) -> None:
    page = stand.ask(*due_of(done(), after=48))
    assert page.accessibleName() == "48 hours after Thursday's session"
    assert stand.says("Slow release · Both feet")
    assert not stand.says("late")
    assert [(one.kind, one.foot) for one in page.answers] == FOUR
    assert list(page.questions.rows) == [
        "A3", "A3-large", "A3-spreading", "A4", "A4-calf", "A4-breath", "A8",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (3, "3 hours after today's session"),
        (24, "24 hours after yesterday's session"),
        (72, "72 hours after Thursday's session"),
    ],
)
def test_days_are_said_as_people_say_them(after: float, said: str) -> None:
    stand = CheckInStand(after)
    page = stand.ask(*due_of(done(), after=after))
    assert page.title.text() == said
    stand.close()


def test_pain_is_asked_for_the_places_that_were_rated(stand: CheckInStand) -> None:
    heel = rated(PAIN, AFTER, 3, LEFT, Area.HEEL)
    page = stand.ask(*due_of(done(heel), after=48))
    pain = [(one.foot, one.area) for one in page.answers if one.kind is PAIN]
    assert pain == [(LEFT, Area.HEEL), (RIGHT, Area.WHOLE_FOOT)]
    assert stand.says("LEFT FOOT: Heel")
    assert stand.says("How strong is the pain there right now")


def test_a_foot_that_rested_is_not_asked_about(stand: CheckInStand) -> None:
    page = stand.ask(*due_of(done(side=Side.RIGHT), after=48))
    assert [(one.kind, one.foot) for one in page.answers] == [(PAIN, RIGHT), (SORE, RIGHT)]


def test_what_stands_is_asked_again(stand: CheckInStand) -> None:
    page = stand.ask(*due_of(done(), after=48), standing=(FlagReason.NUMBNESS,))
    assert "A6" in page.questions.rows


def test_what_follows_stands_beside_the_answer(stand: CheckInStand) -> None:
    page = stand.ask(*due_of(done(), after=48), profile={"P7": YES})
    page.questions.rows["A3"].yes.click()
    assert "Tell your doctor about the bruise" in page.questions.rows["A3"].said
    assert not page.questions.rows["A3-large"].isHidden()


# --- by keys ---


def test_a_whole_check_in_is_answered_by_keys(stand: CheckInStand) -> None:
    page = stand.ask(*due_of(done(), after=48))
    for digit in (Key.Key_4, Key.Key_3, Key.Key_2, Key.Key_0):
        stand.press(digit, Key.Key_Return)
    assert stand.focus is page.questions.rows["A3"].yes
    stand.press(Key.Key_N, Key.Key_N, Key.Key_N)
    assert stand.focus is page.on
    stand.press(Key.Key_Return)
    assert kept(stand) == [
        (kind, foot, value) for (kind, foot), value in zip(FOUR, (4, 3, 2, 0), strict=True)
    ]
    assert [one.answer.question for one in stand.log.told] == ["A3", "A4", "A8", "done"]
    assert not stand.room.is_open
    assert (stand.left, stand.told) == (1, ["Thank you. Your answers are in the log."])


def test_after_an_urgent_answer_nothing_is_told_over_today(stand: CheckInStand) -> None:
    page = stand.ask(*due_of(done(), after=48))
    page.questions.rows["A3"].yes.click()
    page.questions.rows["A3-spreading"].yes.click()
    page.on.click()
    assert not stand.room.is_open
    assert (stand.left, stand.told) == (1, [])


def test_enter_leads_past_what_is_not_answered(stand: CheckInStand) -> None:
    page = stand.ask(*due_of(done(), after=48))
    rows = list(page.answers.values())
    for row in rows:
        assert row.isAncestorOf(stand.focus)
        stand.press(Key.Key_Return)
    shown = [row for row in page.questions.rows.values() if row.isVisible()]
    for question in shown:
        assert question.isAncestorOf(stand.focus)
        stand.press(Key.Key_Return)
    assert stand.focus is page.on
    assert kept(stand) == []


def test_an_answer_by_keys_is_seen(stand: CheckInStand) -> None:
    stand.window.resize(800, 600)
    page = stand.ask(*due_of(done(), after=48))
    [area] = page.findChildren(QScrollArea)
    for row in page.answers.values():
        stand.press(Key.Key_5)
        top = row.mapTo(area.viewport(), row.rect().topLeft()).y()
        assert 0 <= top <= area.viewport().height() - row.height()
        stand.press(Key.Key_Return)


# --- what is kept ---


def test_each_answer_is_saved_at_once_with_its_hours(stand: CheckInStand) -> None:
    page = stand.ask(*due_of(done(), after=48))
    stand.press(Key.Key_7)
    [one] = stand.log.ratings
    assert (one.session_id, one.context, one.value) == ("s", H48, 7)
    assert (one.hours_after_end, one.late) == (48, False)
    assert one.due == THURSDAY + hours(48)
    first = next(iter(page.answers.values()))
    assert first.sign.isVisible()
    assert [a.sign.isVisible() for a in page.answers.values()].count(True) == 1


def test_a_late_answer_says_so_and_is_kept_as_late() -> None:
    stand = CheckInStand(62)
    [one] = due_of(done(), after=62)
    stand.ask(one)
    assert stand.says("A bit late: your answers are kept with their real hours.")
    stand.press(Key.Key_2)
    assert [(r.hours_after_end, r.late) for r in stand.log.ratings] == [(62, True)]
    stand.close()


def test_done_keeps_what_was_left_out_as_passed_over(stand: CheckInStand) -> None:
    stand.ask(*due_of(done(), after=48))
    stand.press(Key.Key_2)
    stand.press(Key.Key_Return, with_=CONTROL)
    assert [value for _, _, value in kept(stand)] == [2, None, None, None]
    assert all(one.context is H48 for one in stand.log.ratings)
    assert not stand.room.is_open


def test_done_without_an_answer_leaves_it_for_later(stand: CheckInStand) -> None:
    stand.ask(*due_of(done(), after=48))
    stand.press(Key.Key_Return, with_=CONTROL)
    assert (kept(stand), stand.room.is_open, stand.told) == ([], False, [])


def test_a_yes_or_no_is_an_answer_too(stand: CheckInStand) -> None:
    page = stand.ask(*due_of(done(), after=48))
    page.questions.rows["A8"].no.click()
    stand.press(Key.Key_Return, with_=CONTROL)
    assert [value for _, _, value in kept(stand)] == [None] * 4


def test_later_keeps_what_was_answered_and_no_more(stand: CheckInStand) -> None:
    page = stand.ask(*due_of(done(), after=48))
    assert page.back.text() == "Later"
    stand.press(Key.Key_2, Key.Key_Escape)
    assert kept(stand) == [(PAIN, LEFT, 2)]
    assert not stand.room.is_open


def test_what_is_answered_whole_is_closed_and_not_left_for_later(stand: CheckInStand) -> None:
    page = stand.ask(*due_of(done(), after=48))
    for _ in FOUR:
        stand.press(Key.Key_1, Key.Key_Return)
    assert page.back.text() == "Later", "the questions about safety are still to be asked"
    stand.press(Key.Key_N, Key.Key_N, Key.Key_N)
    assert page.back.text() == "Close"
    page.questions.rows["A3"].yes.click()
    assert page.back.text() == "Later", "and now there is more to ask"


def test_who_leaves_after_the_numbers_is_asked_the_rest_again(stand: CheckInStand) -> None:
    stand.ask(*due_of(done(), after=48))
    for _ in FOUR:
        stand.press(Key.Key_1, Key.Key_Return)
    stand.press(Key.Key_Escape)
    assert H48 in due_now(stand)
    page = stand.ask(*due_of(in_log(stand), after=48))
    assert [answer.row.value for answer in page.answers.values()] == [1] * 4
    stand.press(Key.Key_Return, with_=CONTROL)
    assert H48 not in due_now(stand), "Done passes over what was left out"


def test_what_is_answered_whole_is_answered_though_nobody_presses_done(
    stand: CheckInStand,
) -> None:
    page = stand.ask(*due_of(done(), after=48))
    for _ in FOUR:
        stand.press(Key.Key_1, Key.Key_Return)
    stand.press(Key.Key_N, Key.Key_N)
    assert H48 in due_now(stand)
    stand.press(Key.Key_N)
    assert H48 not in due_now(stand)
    page.questions.rows["A3"].yes.click()
    assert H48 in due_now(stand), "how large the bruise is was not told"
    stand.press(Key.Key_Escape)
    stand.ask(*due_of(in_log(stand), after=48))
    stand.press(Key.Key_Return, with_=CONTROL)
    assert H48 not in due_now(stand)


def in_log(stand: CheckInStand) -> LoggedSession:
    """Thursday's session with what the log has of it; a newer answer in an older one's place."""
    answers = {(one.answer.context, one.answer.question): one.answer for one in stand.log.told}
    return replace(done(*stand.log.ratings), answers=tuple(answers.values()))


def due_now(stand: CheckInStand) -> list[RatingContext]:
    return [one.check_in.context for one in due_of(in_log(stand), after=48)]


def test_what_was_answered_before_stands_there(stand: CheckInStand) -> None:
    given = done(rated(PAIN, H48, 4, LEFT))
    given = replace(given, answers=told_after("s", H48, hours(0), A4=yes(RIGHT)))
    page = stand.ask(*due_of(given, after=48))
    values = [answer.row.value for answer in page.answers.values()]
    assert values == [4, None, None, None]
    assert page.answers[AskedRating(PAIN, LEFT)].sign.isVisible()
    assert page.questions.rows["A4"].yes.isChecked()
    assert page.answers[AskedRating(PAIN, RIGHT)].isAncestorOf(stand.focus), "the first that lacks"
    stand.press(Key.Key_Return, with_=CONTROL)
    assert [value for _, _, value in kept(stand)] == [None] * 3


def test_answers_of_another_check_in_are_not_shown(stand: CheckInStand) -> None:
    given = done(rated(PAIN, H3, 4, LEFT), rated(PAIN, H24, 4, LEFT))
    given = replace(given, answers=told_after("s", H24, hours(0), A8=NO))
    page = stand.ask(*due_of(given, after=48))
    assert all(answer.row.value is None for answer in page.answers.values())
    assert page.questions.rows["A8"].answer is None


# --- several ---


def test_several_come_one_after_another(stand: CheckInStand) -> None:
    [first] = due_of(done(), after=48)
    other = replace(first, logged=replace(first.logged, session=_named(first.logged, "t")))
    page = stand.ask(first, other)
    assert stand.says("1 of 2 · Slow release")
    stand.press(Key.Key_3)
    stand.press(Key.Key_Return, with_=CONTROL)
    assert stand.page is not page
    assert stand.says("2 of 2 · Slow release")
    stand.press(Key.Key_6)
    assert {one.session_id for one in stand.log.ratings} == {"s", "t"}
    stand.press(Key.Key_Return, with_=CONTROL)
    assert (stand.room.is_open, stand.left, len(stand.told)) == (False, 1, 1)


def _named(logged: LoggedSession, id_: str) -> SessionRecord:
    return replace(logged.session, id=id_)


def test_while_one_is_asked_no_other_is(stand: CheckInStand) -> None:
    page = stand.ask(*due_of(done(), after=48))
    assert stand.ask(*due_of(done(), after=48)) is page
    stand.press(Key.Key_Escape)
    stand.room.ask((), {})
    assert not stand.room.is_open


# --- where the log refuses ---


def test_what_the_log_refuses_is_kept_here_and_tried_again(stand: CheckInStand) -> None:
    page = stand.ask(*due_of(done(), after=48))
    stand.log.fails = True
    stand.press(Key.Key_5)
    assert page.banner.isVisible()
    assert "Kept only while Footwell is open." in page.banner.trouble.text()
    assert not next(iter(page.answers.values())).sign.isVisible()
    page.questions.rows["A8"].no.click()
    assert page.questions.rows["A8"].accessibleDescription() == "Not saved yet."
    stand.press(Key.Key_Return, with_=CONTROL)
    assert stand.room.is_open, "it is not left by mistake"
    stand.log.fails = False
    page.banner.retry.click()
    assert not page.banner.isVisible()
    assert kept(stand)[0] == (PAIN, LEFT, 5)
    assert [one.answer.question for one in stand.log.told] == ["A8", "done"]
    assert next(iter(page.answers.values())).sign.isVisible()


def test_while_the_log_refuses_answers_by_keys_go_on_from_row_to_row(stand: CheckInStand) -> None:
    page = stand.ask(*due_of(done(), after=48))
    stand.log.fails = True
    enter = Key.Key_Return
    stand.press(Key.Key_3, enter, Key.Key_4, enter, Key.Key_1)
    assert page.banner.isVisible()
    assert [one.row.value for one in page.answers.values()][:3] == [3, 4, 1]


def test_it_may_be_left_and_is_saved_later(stand: CheckInStand) -> None:
    page = stand.ask(*due_of(done(), after=48))
    stand.log.fails = True
    stand.press(Key.Key_5)
    page.banner.give_up.click()
    assert not stand.room.is_open
    assert "Your answers are not in the log yet." in stand.told[-1]
    assert stand.room.save_rest()
    stand.log.fails = False
    assert stand.room.save_rest() == ""
    assert kept(stand) == [(PAIN, LEFT, 5)]


@pytest.mark.parametrize("may", [True, False])
def test_closing_asks_where_answers_would_be_lost(stand: CheckInStand, *, may: bool) -> None:
    stand.ask(*due_of(done(), after=48))
    assert stand.room.may_close()
    assert stand.asked == []
    stand.log.fails = True
    stand.press(Key.Key_5)
    stand.answer = may
    assert stand.room.may_close() is may
    assert "lose them" in stand.asked[0].text
    stand.log.fails = False
    assert stand.room.may_close()
    assert len(stand.asked) == 1
    assert kept(stand) == [(PAIN, LEFT, 5)]


def test_without_the_questions_it_says_why_and_asks_nothing() -> None:
    def broken() -> HealthQuestions:
        message = "The questions cannot be read."
        raise StorageError(message)

    machine = Machine(lambda: 0.0, lambda: THURSDAY + hours(48), str)
    room = CheckInRoom(made_icons(), machine, FakeLog(), broken)
    told: list[str] = []
    room.told.connect(told.append)
    room.ask(due_of(done(), after=48), {})
    assert told == ["The questions cannot be read."]
    assert not room.is_open


# --- every size ---


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_at_200_percent_in_a_small_window_nothing_is_cut_off(
    stand: CheckInStand, theme: Theme
) -> None:
    stand.window.resize(800, 600)
    page = stand.ask(*due_of(done(rated(PAIN, AFTER, 3, LEFT, Area.HEEL)), after=62))
    icons = stand.room._icons
    icons.looks.follow(Preferences(theme=theme, text_percent=200))
    stand.settle()
    for shown in (*page.findChildren(QLabel), *page.findChildren(ScoreRow)):
        if shown.isVisible():
            right = shown.mapTo(page, shown.rect().topRight()).x()
            assert right <= page.width(), shown.accessibleName() or shown
    assert page.on.isVisible()
    icons.looks.follow(Preferences(theme=Theme.LIGHT))
    QApplication.processEvents()


def test_every_number_says_what_it_answers(stand: CheckInStand) -> None:
    page = stand.ask(*due_of(done(), after=48))
    first = next(iter(page.answers.values()))
    assert "how strong is the pain in your LEFT FOOT right now?" in first.row.accessibleName()
