"""What is answered after a session, on the built app: kept, told by Today, and obeyed next time."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.core.after_questions import FlagReason
from app.core.answer import Answer
from app.core.health_check import Verdict
from app.core.health_questions import Limit, Outcome
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import EventType, LoggedSession, RatingContext, RatingKind
from app.core.suggestion import Reason
from app.storage.data_folder import RUNNING
from app.ui.check_page import CheckPage
from app.ui.end_room import EndRoom
from app.ui.footwell import Footwell
from app.ui.pain_page import PainPage
from tests.core.health_building import NO, YES, yes
from tests.whole.conftest import Lock, World, focus_of
from tests.whole.test_before_a_session import find
from tests.whole.test_end_page import tab_to
from tests.whole.test_whole_session import driver_of, pick

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def at_the_end(world: World, footwell: Footwell, *, on_thinners: bool = False) -> EndRoom:
    """The page after a gentle session, with the focus on the first question by yes or no."""
    find(world, footwell, "gentle first")
    page = footwell.session_desk.intake.page
    if on_thinners:
        assert isinstance(page, CheckPage)
        page.rows["P7"].yes.click()
        page.take_focus()
        world.settle()
    world.get_through(footwell)
    world.run_to(driver_of(footwell), lambda: footwell.session.end_room is not None)
    world.settle()
    room = footwell.session.end_room
    assert room is not None
    assert room.questions is not None
    assert room.questions.first is not None
    room.questions.first.setFocus()
    world.settle()
    return room


def press(world: World, footwell: Footwell, *keys: Key) -> None:
    for key in keys:
        world.press(footwell, key)


def answers_of(logged: LoggedSession) -> dict[str, Answer]:
    assert {one.context for one in logged.answers} <= {RatingContext.AFTER}
    return {one.question: one.answer for one in logged.answers}


def asked_next_time(world: World, footwell: Footwell, is_numb: str) -> Verdict:
    """The verdict of the next check, where nothing is found but what is said of the numb foot."""
    find(world, footwell, "gentle first")
    page = footwell.session_desk.intake.page
    assert isinstance(page, CheckPage)
    assert list(page.rows)[-1] == "A6", "asked again in the words in which it was told"
    press(world, footwell, *[Key.Key_N] * 7)
    QTest.keyClicks(focus_of(footwell), is_numb)
    world.settle()
    if is_numb == "y":
        press(world, footwell, Key.Key_Space)
    world.press(footwell, Key.Key_Return, CONTROL)
    intake = footwell.session_desk.intake.intake
    assert intake is not None
    verdict = intake.verdict
    assert verdict is not None
    return verdict


def test_a_numb_foot_is_told_by_today_and_left_out_until_it_is_gone(world: World) -> None:
    footwell = world.start()
    at_the_end(world, footwell)
    press(world, footwell, Key.Key_N, Key.Key_Y, Key.Key_Space)
    assert any(said.startswith("No massage on this foot") for said in world.said)
    world.press(footwell, Key.Key_Return, CONTROL)
    assert not footwell.session.is_open
    world.quit(footwell)

    world.day_ahead_s += timedelta(days=3).total_seconds()
    again = world.start()
    [one] = again._log.sessions()
    assert answers_of(one) == {"A5": NO, "A6": yes(Foot.LEFT)}
    assert [(event.type, event.side) for event in one.events] == [(EventType.NUMBNESS, Foot.LEFT)]
    view = again.today.view()
    assert [(flag.reason, flag.feet) for flag in view.flags] == [
        (FlagReason.NUMBNESS, frozenset({Foot.LEFT}))
    ]
    assert view.suggestion is not None
    assert view.suggestion.reason is Reason.FLAG

    verdict = asked_next_time(world, again, "y")
    assert (verdict.level, verdict.feet_out) == (Outcome.AREA, frozenset({Foot.LEFT}))
    world.quit(again)
    world.day_ahead_s += timedelta(days=1).total_seconds()
    last = world.start()
    assert asked_next_time(world, last, "n").level is Outcome.CLEAR
    assert last.today.view().flags == ()


def test_who_was_dizzy_is_reminded_in_the_next_session_to_have_somebody_near(world: World) -> None:
    footwell = world.start()
    at_the_end(world, footwell)
    press(world, footwell, Key.Key_Y, Key.Key_N)
    world.press(footwell, Key.Key_Return, CONTROL)
    [one] = footwell._log.sessions()
    assert answers_of(one) == {"A5": YES, "A5-fainted": NO}
    world.day_ahead_s += timedelta(days=3).total_seconds()
    pick(world, footwell, "gentle first")
    before = footwell.session._run.beginning.before  # type: ignore[union-attr]
    assert before is not None
    assert {Limit.PARTNER_NEAR, Limit.SLOW_RISE} <= set(before.limits)
    world.run_to(driver_of(footwell), lambda: footwell.session.end_room is not None)
    end = footwell.session.end_room
    assert end is not None
    assert end.aftercare.rise.text().startswith("Have somebody near when you get up.")


def test_broken_skin_and_blood_thinners_send_to_the_doctor_today(world: World) -> None:
    footwell = world.start()
    room = at_the_end(world, footwell, on_thinners=True)
    press(world, footwell, Key.Key_N, Key.Key_N, Key.Key_Y)
    assert any("Call your doctor today" in said for said in world.said)
    assert room.questions is not None
    advice = room.questions.rows["A7"].advice
    assert advice.visibleRegion().boundingRect() == advice.rect()
    world.press(footwell, Key.Key_Return, CONTROL)
    [flag] = footwell.today.view().flags
    assert flag.reason is FlagReason.SKIN
    assert flag.feet_out == frozenset(Foot), "which foot was not told"


def test_an_answer_survives_a_log_that_is_locked_and_a_crash(world: World, locked: Lock) -> None:
    footwell = world.start()
    room = at_the_end(world, footwell, on_thinners=True)
    with locked():
        press(world, footwell, Key.Key_Y)
        assert room.banner.trouble.text().startswith("Kept here.")
        press(world, footwell, Key.Key_Y, Key.Key_N, Key.Key_N)
        world.crash(footwell)
    again = world.start()
    [one] = again._log.sessions()
    assert answers_of(one) == {"A5": YES, "A5-fainted": YES, "A6": NO, "A7": NO}
    assert [(event.type, event.severity) for event in one.events] == [
        (EventType.DIZZINESS, "fainted")
    ]
    assert not (world.data / RUNNING).exists()
    assert [flag.reason for flag in again.today.view().flags] == [FlagReason.FAINTED]


def test_the_profile_is_known_where_the_log_is_locked_when_the_session_ends(
    world: World, locked: Lock
) -> None:
    footwell = world.start()
    find(world, footwell, "gentle first")
    page = footwell.session_desk.intake.page
    assert isinstance(page, CheckPage)
    page.rows["P7"].yes.click()
    page.take_focus()
    world.settle()
    world.get_through(footwell)
    world.quit(footwell)
    again = world.start()
    pick(world, again, "gentle first")
    with locked():
        world.run_to(driver_of(again), lambda: again.session.end_room is not None)
        world.settle()
        room = again.session.end_room
        assert room is not None
        assert room.questions is not None
        room.questions.rows["A7"].yes.click()
        assert "Call your doctor today" in room.questions.rows["A7"].said


def test_pain_is_asked_again_where_it_was_rated_before(world: World) -> None:
    footwell = world.start()
    find(world, footwell, "heel-friendly")
    while not isinstance(footwell.session_desk.intake.page, PainPage):
        page = footwell.session_desk.intake.page
        if isinstance(page, CheckPage):
            for id_ in page._lacking():
                row = page.rows[id_]
                (row.no if row.question.leads_on_yes else row.yes).click()
        world.press(footwell, Key.Key_Return, CONTROL)
    tab_to(world, footwell, Foot.LEFT, Area.HEEL)
    QTest.keyClicks(focus_of(footwell), "6")
    world.press(footwell, Key.Key_Return, CONTROL)
    world.run_to(driver_of(footwell), lambda: footwell.session.end_room is not None)
    world.settle()
    room = footwell.session.end_room
    assert room is not None
    assert list(room.cards[RatingKind.PAIN].rows) == [
        (Foot.LEFT, Area.HEEL),
        (Foot.RIGHT, Area.WHOLE_FOOT),
    ]
    shown = "Before the session: 6"
    assert shown not in [one.text() for one in room.findChildren(QLabel) if one.isVisible()]
    QTest.keyClicks(focus_of(footwell), "4")
    world.settle()
    assert shown in [one.text() for one in room.findChildren(QLabel) if one.isVisible()]
    world.press(footwell, Key.Key_Return, CONTROL)
    [one] = footwell._log.sessions()
    assert [(r.context, r.side, r.region, r.value) for r in one.ratings] == [
        (RatingContext.BEFORE, Foot.LEFT, Area.HEEL, 6),
        (RatingContext.AFTER, Foot.LEFT, Area.HEEL, 4),
    ]
