"""What is asked before a session, on the built app: asked, obeyed, and kept in the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.core.after_questions import FlagReason
from app.core.health_answers import Check
from app.core.health_questions import Questionnaire
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import EndReason, RatingContext, RatingKind
from app.core.suggestion import Reason
from app.core.today import Rest
from app.core.week_view import DayMark
from app.storage.log_on_demand import LogOnDemand
from app.ui.check_page import CheckPage
from app.ui.footwell import Footwell
from app.ui.pain_page import PainPage
from app.ui.prepare_page import PreparePage
from app.ui.rail import Room
from app.ui.settings_room import SettingsRoom
from app.ui.verdict_page import VerdictPage
from tests.core.health_building import logged
from tests.whole.conftest import World, focus_of
from tests.whole.test_whole_session import driver_of, pick

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def log_of(footwell: Footwell) -> LogOnDemand:
    assert isinstance(footwell._log, LogOnDemand)
    return footwell._log


def checks_of(footwell: Footwell, which: Questionnaire) -> list[Check]:
    return log_of(footwell).health.checks(which)


def find(world: World, footwell: Footwell, words: str) -> None:
    """Search for a script in Sessions and press Start, all by keys."""
    world.press(footwell, Key.Key_2, CONTROL)
    world.press(footwell, Key.Key_F, CONTROL)
    QTest.keyClicks(focus_of(footwell), words)
    world.settle()
    world.press(footwell, Key.Key_Return, CONTROL)


def page_of(footwell: Footwell) -> object:
    return footwell.session_desk.intake.page


def questions_of(footwell: Footwell) -> Questionnaire:
    page = page_of(footwell)
    assert isinstance(page, CheckPage)
    return page.questionnaire


def to_the_end(world: World, footwell: Footwell) -> None:
    world.run_to(driver_of(footwell), lambda: footwell.session.end_room is not None)
    world.settle()
    world.press(footwell, Key.Key_Return, CONTROL)
    assert not footwell.window.is_full


def test_the_way_in_is_three_screens_once_the_profile_is_known(world: World) -> None:
    footwell = world.start()
    world.press(footwell, Key.Key_Return)
    assert questions_of(footwell) is Questionnaire.PROFILE
    assert footwell.window.is_full
    world.get_through(footwell)
    to_the_end(world, footwell)
    world.quit(footwell)
    world.day_ahead_s += timedelta(days=29).total_seconds()

    again = world.start()
    find(world, again, "gentle first")
    seen = []
    for key in (*[Key.Key_N] * 7, Key.Key_Return, Key.Key_Return):
        seen.append(type(page_of(again)))
        world.press(again, key)
    seen.append(type(page_of(again)))
    assert list(dict.fromkeys(seen)) == [CheckPage, PreparePage, PainPage]
    world.press(again, Key.Key_Return, CONTROL)
    assert again.session.is_running
    world.crash(again)

    world.day_ahead_s += timedelta(days=1).total_seconds()
    month_later = world.start()
    find(world, month_later, "gentle first")
    assert questions_of(month_later) is Questionnaire.PROFILE


def test_answers_verdict_and_ratings_are_in_the_log_with_the_session(world: World) -> None:
    footwell = world.start()
    find(world, footwell, "gentle first")
    page = page_of(footwell)
    assert isinstance(page, CheckPage)
    page.rows["P7"].yes.click()
    page.take_focus()
    world.settle()
    keys = [Key.Key_Y, *[Key.Key_N] * 13, Key.Key_Y, Key.Key_N, Key.Key_Return]
    for key in keys:
        world.press(footwell, key)
    assert questions_of(footwell) is Questionnaire.TODAY
    for key in (*[Key.Key_N] * 7, Key.Key_Return, Key.Key_Return):
        world.press(footwell, key)
    QTest.keyClicks(focus_of(footwell), "6")
    world.press(footwell, Key.Key_Return, CONTROL)
    [today] = checks_of(footwell, Questionnaire.TODAY)
    assert today.session_id is not None
    to_the_end(world, footwell)
    [one] = log_of(footwell).sessions()
    assert (one.session.id, one.session.safety_verdict) == (today.session_id, "adapt")
    assert [(r.kind, r.context, r.side, r.region, r.value) for r in one.ratings] == [
        (RatingKind.PAIN, RatingContext.BEFORE, Foot.LEFT, Area.WHOLE_FOOT, 6)
    ]
    [profile] = checks_of(footwell, Questionnaire.PROFILE)
    assert profile.answers["P7"].is_yes


def test_a_crash_takes_nothing_of_it(world: World) -> None:
    footwell = world.start()
    pick(world, footwell, "gentle first")
    world.pass_time(driver_of(footwell), 100)
    world.crash(footwell)
    world.day_ahead_s += timedelta(hours=7).total_seconds()
    again = world.start()
    [one] = log_of(again).sessions()
    assert one.session.safety_verdict == "clear"
    [today] = checks_of(again, Questionnaire.TODAY)
    assert today.session_id == one.session.id


@pytest.mark.parametrize(("minutes", "is_asked"), [(29, False), (31, True)])
def test_to_go_on_after_half_an_hour_the_check_is_asked_again(
    world: World, minutes: int, *, is_asked: bool
) -> None:
    footwell = world.start()
    pick(world, footwell, "gentle first")
    world.pass_time(driver_of(footwell), 100)
    world.crash(footwell)
    world.day_ahead_s += 60.0 * minutes
    again = world.start()
    world.press(again, Key.Key_Return)
    assert again.is_asking is is_asked
    if is_asked:
        assert questions_of(again) is Questionnaire.TODAY
        world.get_through(again)
    assert again.session.is_running
    assert not again.is_asking


def test_a_stop_keeps_one_that_was_cut_off_from_going_on(world: World) -> None:
    footwell = world.start()
    pick(world, footwell, "gentle first")
    world.pass_time(driver_of(footwell), 100)
    world.crash(footwell)
    world.day_ahead_s += 3600.0
    again = world.start()
    world.press(again, Key.Key_Return)
    answer_ill(world, again)
    assert isinstance(page_of(again), VerdictPage)
    world.press(again, Key.Key_Return)
    assert not again.window.is_full
    assert not again.session.is_open
    world.press(again, Key.Key_Return)
    answer_ill(world, again)
    page = page_of(again)
    assert isinstance(page, VerdictPage)
    [finish] = [one for one in page.findChildren(QPushButton) if one.text() == "Finish and log it"]
    finish.click()
    assert again.session.end_room is not None, "what was done can still be logged"
    assert not again.is_asking
    world.press(again, Key.Key_Return, CONTROL)
    assert not again.window.is_full
    assert len(log_of(again).sessions()) == 1


def answer_ill(world: World, footwell: Footwell) -> None:
    page = page_of(footwell)
    assert isinstance(page, CheckPage)
    page.rows["T4"].yes.click()
    page.take_focus()
    world.settle()
    for key in (*[Key.Key_N] * 7, Key.Key_Return):
        world.press(footwell, key)


def test_what_was_cut_off_is_logged_from_the_verdict_or_when_a_new_one_begins(
    world: World,
) -> None:
    footwell = world.start()
    pick(world, footwell, "across-the-grain")
    world.pass_time(driver_of(footwell), 900)
    world.crash(footwell)
    world.day_ahead_s += 3600.0
    again = world.start()
    find(world, again, "across-the-grain")
    page = page_of(again)
    assert isinstance(page, VerdictPage), "what was cut off counts, though the log has it not yet"
    assert "Firm work rests" in page.told + page.accessibleDescription()
    world.press(again, Key.Key_Escape)

    world.press(again, Key.Key_1, CONTROL)
    world.press(again, Key.Key_Return)
    page = page_of(again)
    assert isinstance(page, CheckPage)
    page.rows["T7"].yes.click()
    page.take_focus()
    world.settle()
    for key in (*[Key.Key_N] * 6, Key.Key_Return):
        world.press(again, key)
    assert isinstance(page_of(again), VerdictPage)
    world.press(again, Key.Key_1)
    world.get_through(again)
    assert again.session.is_running
    [old] = log_of(again).sessions()
    assert old.session.script_id == "cross-fiber-friction"


def test_firm_work_rests_for_two_days_and_then_may_be_done(world: World) -> None:
    footwell = world.start()
    pick(world, footwell, "across-the-grain")
    to_the_end(world, footwell)
    find(world, footwell, "across-the-grain")
    page = page_of(footwell)
    assert isinstance(page, VerdictPage)
    assert "Start" not in [one.text() for one in page.findChildren(QPushButton)]
    world.press(footwell, Key.Key_Escape)
    world.day_ahead_s += timedelta(hours=48).total_seconds()
    pick(world, footwell, "across-the-grain")
    assert footwell.session.is_running


def assert_settings_ask(world: World, footwell: Footwell, asks: str = "Answer now") -> None:
    settings = footwell.window.room(Room.SETTINGS)
    assert isinstance(settings, SettingsRoom)
    while focus_of(footwell) is not settings.health.answer:
        world.press(footwell, Key.Key_Tab)
    assert settings.health.answer.text() == asks
    world.press(footwell, Key.Key_Return)
    assert footwell.is_asking
    assert footwell.window.is_full


def test_the_profile_is_answered_from_settings_by_keys_and_leads_back_there(world: World) -> None:
    footwell = world.start()
    world.press(footwell, Key.Key_4, CONTROL)
    assert_settings_ask(world, footwell)
    settings = footwell.window.room(Room.SETTINGS)
    assert isinstance(settings, SettingsRoom)
    for key in (Key.Key_Y, *[Key.Key_N] * 10, Key.Key_Y, *[Key.Key_N] * 3, Key.Key_Y, Key.Key_N):
        world.press(footwell, key)
    world.press(footwell, Key.Key_Return)
    assert not footwell.is_asking
    assert focus_of(footwell) is settings.health.answer
    assert settings.health.answer.text() == "Answer it again"
    [profile] = checks_of(footwell, Questionnaire.PROFILE)
    assert (profile.level, profile.answers["P12"].is_yes) == ("stop", True)

    world.press(footwell, Key.Key_Tab)
    world.press(footwell, Key.Key_Return)
    QTest.keyClicks(focus_of(footwell), "Ms. Ray")
    world.press(footwell, Key.Key_Return)
    assert focus_of(footwell) is settings.health.answer
    assert [one.by for one in log_of(footwell).health.clearances()] == ["Ms. Ray"]
    world.press(footwell, Key.Key_Tab)
    world.press(footwell, Key.Key_Return)
    assert focus_of(footwell) is settings.health.answer
    assert log_of(footwell).health.clearances() == []
    footwell.window.toasts.dismiss()
    world.press(footwell, Key.Key_Z, CONTROL)
    assert [one.by for one in log_of(footwell).health.clearances()] == ["Ms. Ray"]


def test_what_is_asked_is_not_left_for_another_script(world: World) -> None:
    footwell = world.start()
    world.press(footwell, Key.Key_Return)
    page = page_of(footwell)
    footwell.be_started_again("partner")
    assert page_of(footwell) is page
    toast = footwell.window.toasts.current
    assert toast is not None
    assert toast.message == "The script can be opened when these questions are answered."
    world.press(footwell, Key.Key_2, CONTROL)
    assert footwell.window.is_full


def test_the_window_may_be_closed_on_a_question(world: World) -> None:
    footwell = world.start()
    world.press(footwell, Key.Key_Return)
    world.quit(footwell)
    assert world.asked == []


def test_voice_and_sound_are_made_ready_while_one_prepares(world: World) -> None:
    footwell = world.start()
    find(world, footwell, "gentle first")
    while not isinstance(page_of(footwell), PreparePage):
        assert not world.chime.is_prepared
        page = page_of(footwell)
        assert isinstance(page, CheckPage)
        for id_ in page._lacking():
            row = page.rows[id_]
            (row.no if row.question.leads_on_yes else row.yes).click()
        world.press(footwell, Key.Key_Return, CONTROL)
    assert world.chime.is_prepared


def test_a_sign_of_the_last_session_stands_until_the_check_says_that_it_is_gone(
    world: World,
) -> None:
    footwell = world.start()
    numb = logged("00000000-0000-4000-8000-00000000abcd", timedelta(), ended=EndReason.NUMB).session
    end = world.now() - timedelta(days=3)
    log_of(footwell).add_session(replace(numb, start=end - timedelta(minutes=20), end=end))
    view = footwell.today.view()
    assert [flag.reason for flag in view.flags] == [FlagReason.NUMBNESS]
    assert view.suggestion is not None
    assert view.suggestion.reason is Reason.FLAG

    find(world, footwell, "gentle first")
    world.get_through(footwell)
    assert not checks_of(footwell, Questionnaire.TODAY)[-1].answers["A6"].is_yes
    assert footwell.today.view().flags == ()


def cut_off_a_gentle_one(world: World) -> Footwell:
    """It ran for a while and was killed; the app is there again, a few minutes later."""
    footwell = world.start()
    pick(world, footwell, "gentle first")
    world.pass_time(driver_of(footwell), 100)
    world.crash(footwell)
    world.day_ahead_s += 300.0
    return world.start()


def resume(world: World, footwell: Footwell) -> None:
    world.press(footwell, Key.Key_1, CONTROL)
    world.press(footwell, Key.Key_Return)


def test_a_stop_before_another_session_is_not_passed_round_by_resume(world: World) -> None:
    again = cut_off_a_gentle_one(world)
    find(world, again, "across-the-grain")
    page = page_of(again)
    assert isinstance(page, CheckPage)
    page.rows["T2"].yes.click()
    page.rows["T2-breath"].yes.click()
    for id_ in ("T1", "T3", "T4", "T5", "T6", "T7"):
        page.rows[id_].no.click()
    world.press(again, Key.Key_Return, CONTROL)
    page = page_of(again)
    assert isinstance(page, VerdictPage)
    assert page.title.text() == "Get help now"
    world.press(again, Key.Key_Escape)
    resume(world, again)
    assert not again.session.is_open
    assert questions_of(again) is Questionnaire.TODAY
    answer_ill(world, again)
    assert isinstance(page_of(again), VerdictPage)


def test_a_stop_that_is_told_in_settings_is_not_passed_round_by_resume(world: World) -> None:
    again = cut_off_a_gentle_one(world)
    world.press(again, Key.Key_4, CONTROL)
    assert_settings_ask(world, again, "Answer it again")
    page = again.health.profile.page
    assert page is not None
    page.rows["P12"].yes.click()
    world.press(again, Key.Key_Return, CONTROL)
    assert not again.is_asking
    resume(world, again)
    assert not again.session.is_open
    assert isinstance(page_of(again), VerdictPage)


def test_a_leave_that_was_withdrawn_is_not_passed_round_by_resume(world: World) -> None:
    footwell = world.start()
    world.press(footwell, Key.Key_Return)
    page = page_of(footwell)
    assert isinstance(page, CheckPage)
    page.rows["P12"].yes.click()
    for id_ in page._lacking():
        row = page.rows[id_]
        (row.no if row.question.leads_on_yes else row.yes).click()
    world.press(footwell, Key.Key_Return, CONTROL)
    verdict = page_of(footwell)
    assert isinstance(verdict, VerdictPage)
    verdict.cleared.emit("P12", "Ms. Ray", world.now().date())
    world.get_through(footwell)
    world.pass_time(driver_of(footwell), 100)
    world.crash(footwell)
    world.day_ahead_s += 300.0
    again = world.start()
    [leave] = log_of(again).health.clearances()
    again.health.keeper.withdraw(leave)
    resume(world, again)
    assert not again.session.is_open
    assert isinstance(page_of(again), VerdictPage)


def test_a_check_that_was_left_standing_is_asked_again(world: World) -> None:
    footwell = world.start()
    find(world, footwell, "gentle first")
    while not isinstance(page_of(footwell), PainPage):
        page = page_of(footwell)
        if isinstance(page, CheckPage):
            for id_ in page._lacking():
                row = page.rows[id_]
                (row.no if row.question.leads_on_yes else row.yes).click()
        world.press(footwell, Key.Key_Return, CONTROL)
    world.day_ahead_s += timedelta(hours=40).total_seconds()
    world.press(footwell, Key.Key_Return, CONTROL)
    assert not footwell.session.is_open
    assert questions_of(footwell) is Questionnaire.TODAY
    page = page_of(footwell)
    assert isinstance(page, CheckPage)
    assert page.hint.text() == "You answered this a while ago. Please answer it again."
    world.get_through(footwell)
    assert footwell.session.is_running


def test_after_a_long_pause_it_asks_for_anything_new(world: World) -> None:
    footwell = world.start()
    pick(world, footwell, "gentle first")
    world.pass_time(driver_of(footwell), 100)
    world.press(footwell, Key.Key_Space)
    world.day_ahead_s += timedelta(minutes=45).total_seconds()
    world.press(footwell, Key.Key_Space)
    player = footwell.session.player
    assert player is not None
    assert "You paused for 45 min." in player.notice.text
    assert any("You paused for 45 min." in said for said in world.said)


def test_who_rests_for_strong_pain_leaves_a_trace(world: World) -> None:
    footwell = world.start()
    for day in range(3):
        world.day_ahead_s += timedelta(days=1).total_seconds()
        find(world, footwell, "gentle first")
        while not isinstance(page_of(footwell), PainPage):
            page = page_of(footwell)
            if isinstance(page, CheckPage):
                for id_ in page._lacking():
                    row = page.rows[id_]
                    (row.no if row.question.leads_on_yes else row.yes).click()
            world.press(footwell, Key.Key_Return, CONTROL)
        QTest.keyClicks(focus_of(footwell), "8")
        world.press(footwell, Key.Key_Return, CONTROL)
        verdict = page_of(footwell)
        assert isinstance(verdict, VerdictPage)
        assert verdict.back.text() == "Rest now"
        world.press(footwell, Key.Key_Return)
        assert not footwell.session.is_open
        kept = log_of(footwell).ratings()
        assert [(one.session_id, one.context, one.value) for one in kept] == [
            (None, RatingContext.DAILY, 8)
        ] * (day + 1)
    view = footwell.today.view()
    today = next(one for one in view.week.days if one.day == world.now().date())
    assert today.mark is DayMark.RESTED
    assert view.rest is Rest.ADVISED
    assert [flag.reason for flag in view.flags] == [FlagReason.STRONG_PAIN]
    world.day_ahead_s += timedelta(days=1).total_seconds()
    assert footwell.today.view().rest is None
