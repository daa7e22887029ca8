"""What follows a session on the built app: asked when it is due, answered by keys, and obeyed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton

from app.core.after_questions import FlagReason
from app.core.asked_after import DONE
from app.core.check_in import CheckIn, CheckInState
from app.core.daily_question import HurtsMost
from app.core.plan import Foot, Side
from app.core.script import Area, Technique
from app.core.soreness import EndReason, LoggedSession, Rating, RatingContext, RatingKind
from app.storage.database import open_database
from app.ui.check_in_page import CheckInPage
from app.ui.footwell import Footwell
from app.ui.rail import Room
from app.ui.verdict_page import VerdictPage
from tests.core.health_building import lived
from tests.whole.conftest import Lock, World, focus_of
from tests.whole.test_before_a_session import find, log_of, page_of
from tests.whole.test_plan_of_the_week import says, tab_to, today_of
from tests.whole.test_whole_session import driver_of, pick

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
H3, H48, MORNING = RatingContext.H3, RatingContext.H48, RatingContext.MORNING
DUE, OVERLAPPED = CheckInState.DUE, CheckInState.OVERLAPPED
SESSION = "00000000-0000-4000-8000-00000000abcd"


def check_ins_of(footwell: Footwell) -> tuple[CheckIn, ...]:
    return footwell.today.past(footwell._machine.now()).check_ins


def hours(count: float) -> float:
    return timedelta(hours=count).total_seconds()


def massage(world: World, footwell: Footwell) -> None:
    """Live a session to its end by keys, and leave what is asked right after it."""
    pick(world, footwell, "gentle first")
    world.run_to(driver_of(footwell), lambda: footwell.session.end_room is not None)
    world.settle()
    world.press(footwell, Key.Key_Return, CONTROL)
    assert not footwell.window.is_full
    footwell.window.go_to(Room.TODAY)
    world.settle()


def log_a_session(world: World, footwell: Footwell, ago_h: float, id_: str = SESSION) -> None:
    """A session of the log that ended some hours ago."""
    end = world.now() - timedelta(hours=ago_h)
    record = lived(end, (Technique.KNEADING, Side.BOTH))
    start = end - timedelta(minutes=20)
    log_of(footwell).add_session(replace(record, id=id_, start=start, end=end))
    look(world, footwell)


def look(world: World, footwell: Footwell) -> None:
    footwell.today.refresh()
    world.settle()


def later(world: World, footwell: Footwell, count: float) -> None:
    world.day_ahead_s += hours(count)
    look(world, footwell)


def page(footwell: Footwell) -> CheckInPage:
    found = footwell.today.check_in_room.page
    assert found is not None
    return found


def here_is(footwell: Footwell, text: str) -> bool:
    """Whether the focus is on a button of this text."""
    here = focus_of(footwell)
    return isinstance(here, QPushButton) and here.text() == text


def is_seen(footwell: Footwell, text: str) -> bool:
    """Whether a button of this text is seen."""
    buttons = footwell.window.findChildren(QPushButton)
    return any(one.text() == text and one.isVisible() for one in buttons)


def answer_now(world: World, footwell: Footwell, values: Sequence[int]) -> None:
    """From Today to its end by keys: the numbers, no to every question, Done."""
    assert here_is(footwell, "Answer now")
    world.press(footwell, Key.Key_Space)
    assert footwell.window.is_full
    rows = page(footwell).answers
    assert len(rows) == len(values)
    for value in values:
        world.press(footwell, Qt.Key(Key.Key_0 + value))
        world.press(footwell, Key.Key_Return)
    while focus_of(footwell) is not page(footwell).on:
        world.press(footwell, Key.Key_N)
    world.press(footwell, Key.Key_Return)
    assert not footwell.window.is_full


def ratings_of(footwell: Footwell, context: RatingContext) -> list[Rating]:
    return [one for one in log_of(footwell).ratings() if one.context is context]


def sessions_of(footwell: Footwell) -> list[LoggedSession]:
    return log_of(footwell).sessions()


def due(footwell: Footwell) -> list[RatingContext]:
    view = footwell.today.view()
    return [one.check_in.context for one in view.due]


# --- asked and answered ---


def test_three_hours_after_a_session_it_is_due_and_answered_by_keys(world: World) -> None:
    footwell = world.start()
    massage(world, footwell)
    assert due(footwell) == []
    world.quit(footwell)
    world.day_ahead_s += hours(3)
    again = world.start()
    assert says(again, "Due: 3 hours after today's session")
    answer_now(world, again, (2, 1, 3, 2))
    assert not says(again, "Due:")
    assert says(again, "Good afternoon")
    assert here_is(again, "See the sessions"), "on to the next thing"
    given = ratings_of(again, H3)
    assert [(one.kind, one.side, one.value, one.late) for one in given] == [
        (RatingKind.PAIN, Foot.LEFT, 2, False),
        (RatingKind.PAIN, Foot.RIGHT, 1, False),
        (RatingKind.SORENESS, Foot.LEFT, 3, False),
        (RatingKind.SORENESS, Foot.RIGHT, 2, False),
    ]
    assert all(3 <= (one.hours_after_end or 0) < 3.1 for one in given)
    [one] = sessions_of(again)
    told = {answer.question: answer.answer.is_yes for answer in one.answers}
    assert told == {"A5": False, DONE: True}
    world.quit(again)
    assert due(world.start()) == []


def test_a_window_that_stays_open_sees_that_something_became_due(world: World) -> None:
    footwell = world.start()
    log_a_session(world, footwell, 1)
    changes: list[None] = []
    footwell.today.check_ins_changed.connect(lambda: changes.append(None))
    world.day_ahead_s += hours(0.5)
    footwell.today.look()
    assert not says(footwell, "Due:")
    world.day_ahead_s += hours(0.6)
    footwell.today.look()
    assert says(footwell, "You can answer now: 3 hours after today's session")
    assert not says(footwell, "Due:")
    assert changes
    found = check_ins_of(footwell)
    assert [one.context for one in found if one.state is DUE] == [H3]
    world.day_ahead_s += hours(1)
    footwell.today.look()
    assert says(footwell, "Due: 3 hours after today's session")


def test_todays_look_at_the_time_ends_with_its_room(world: World) -> None:
    footwell = world.start()
    [looking] = footwell.today.findChildren(QTimer)
    assert looking.isActive()
    footwell.window.close()
    footwell.close()
    assert not looking.isActive()


def test_what_is_late_says_so_and_is_kept_so(world: World) -> None:
    footwell = world.start()
    log_a_session(world, footwell, 7)
    assert says(footwell, "A bit late")
    world.press(footwell, Key.Key_1, CONTROL)
    answer_now(world, footwell, (1, 1, 1, 1))
    assert {one.late for one in ratings_of(footwell, H3)} == {True}
    assert {round(one.hours_after_end or 0) for one in ratings_of(footwell, H3)} == {7}


def test_a_new_session_overlaps_what_was_due_and_nobody_is_scolded(world: World) -> None:
    footwell = world.start()
    log_a_session(world, footwell, 48)
    assert due(footwell) == [H48]
    log_a_session(world, footwell, 1, "00000000-0000-4000-8000-00000000abce")
    assert due(footwell) == []
    [old] = [one for one in check_ins_of(footwell) if one.context is H48][1:]
    assert old.state is OVERLAPPED
    for word in ("miss", "Due", "late", "overlap"):
        assert not says(footwell, word), word


def test_what_was_missed_is_not_spoken_of(world: World) -> None:
    footwell = world.start()
    log_a_session(world, footwell, 100)
    assert due(footwell) == []
    for word in ("miss", "Due", "late"):
        assert not says(footwell, word), word


def test_three_hours_that_lie_in_the_night_are_not_asked(world: World) -> None:
    footwell = world.start()
    local = world.now().astimezone()
    evening = local.replace(hour=20, minute=30)
    world.day_ahead_s += (evening - local).total_seconds()
    log_a_session(world, footwell, 0)
    later(world, footwell, 2.75)
    assert due(footwell) == []
    later(world, footwell, 9)
    assert due(footwell) == []


def test_later_leaves_it_due_with_what_was_answered(world: World) -> None:
    footwell = world.start()
    log_a_session(world, footwell, 48)
    world.press(footwell, Key.Key_1, CONTROL)
    world.press(footwell, Key.Key_Space)
    world.press(footwell, Key.Key_4)
    world.press(footwell, Key.Key_Escape)
    assert not footwell.window.is_full
    assert due(footwell) == [H48]
    world.press(footwell, Key.Key_Space)
    values = [answer.row.value for answer in page(footwell).answers.values()]
    assert values == [4, None, None, None]


# --- first steps ---


def first_steps(world: World, footwell: Footwell, key: Qt.Key) -> Rating:
    question = "First few steps out of bed: how strong was the pain?"
    tab_to(world, footwell, f"Left foot. {question}: 0")
    world.press(footwell, key)
    [rating] = [one for one in log_of(footwell).ratings() if one.kind is RatingKind.FIRST_STEP]
    return rating


def morning(world: World) -> None:
    """Go to half past eight, by the clocks of this machine."""
    local = world.now().astimezone()
    eight = local.replace(hour=8, minute=30)
    world.day_ahead_s += (eight - local).total_seconds()


def test_first_steps_after_a_session_are_its_morning(world: World) -> None:
    morning(world)
    footwell = world.start()
    log_a_session(world, footwell, 14)
    rating = first_steps(world, footwell, Key.Key_5)
    assert (rating.session_id, rating.context, rating.value) == (SESSION, MORNING, 5)
    assert rating.region is Area.WHOLE_FOOT
    world.press(footwell, Key.Key_3)
    [rating] = log_of(footwell).ratings()
    assert (rating.context, rating.value) == (MORNING, 3), "and a correction too"
    view = today_of(footwell).view
    assert view is not None
    assert view.first_steps.left == 3


def test_first_steps_of_other_days_are_those_of_a_day(world: World) -> None:
    morning(world)
    footwell = world.start()
    rating = first_steps(world, footwell, Key.Key_5)
    assert (rating.session_id, rating.context) == (None, RatingContext.DAILY)


def test_at_noon_first_steps_are_asked_no_more(world: World) -> None:
    morning(world)
    footwell = world.start()
    assert says(footwell, "How were the first steps?")
    world.day_ahead_s += hours(3.25)
    footwell.today.look()
    assert says(footwell, "How were the first steps?"), "a quarter to twelve"
    world.day_ahead_s += hours(0.5)
    footwell.today.look()
    assert not says(footwell, "First steps this morning")
    assert says(footwell, "Good afternoon")
    world.day_ahead_s += hours(6)
    footwell.today.look()
    assert says(footwell, "Good evening")


def test_first_steps_that_are_told_after_noon_are_not_kept(world: World) -> None:
    morning(world)
    footwell = world.start()
    question = "First few steps out of bed: how strong was the pain?"
    tab_to(world, footwell, f"Left foot. {question}: 0")
    world.day_ahead_s += hours(4)
    world.press(footwell, Key.Key_5)
    assert log_of(footwell).ratings() == []
    assert not says(footwell, "First steps this morning")


def test_who_is_asked_something_else_misses_no_first_steps(world: World) -> None:
    morning(world)
    footwell = world.start()
    changed = replace(footwell.preferences, hurts_most=HurtsMost.ACHILLES)
    footwell._on_preferences_changed(changed)
    log_a_session(world, footwell, 14)
    question = "After getting up: how strong was the stiffness or pain?"
    tab_to(world, footwell, f"Left foot. {question}: 0")
    world.press(footwell, Key.Key_6)
    [rating] = log_of(footwell).ratings()
    assert (rating.session_id, rating.context) == (None, RatingContext.DAILY)
    found = check_ins_of(footwell)
    [one] = [each for each in found if each.context is MORNING]
    assert one.state is CheckInState.NOT_ASKED


# --- a flag ---


def test_soreness_at_48_hours_asks_for_rest_and_is_advised_on_once_a_week(
    world: World,
) -> None:
    footwell = world.start()
    log_a_session(world, footwell, 48)
    world.press(footwell, Key.Key_1, CONTROL)
    answer_now(world, footwell, (2, 2, 4, 0))
    assert says(footwell, "Ask a professional soon")
    assert says(footwell, "Left foot. Two days after a session you were sorer")
    [flag] = footwell.today.view().flags
    assert flag.reason is FlagReason.SORE_AT_48H

    tab_to(world, footwell, "Understood")
    world.press(footwell, Key.Key_Space)
    assert not says(footwell, "Ask a professional soon")
    assert says(footwell, "Both feet rest: about two days after a session you were sorer")
    assert says(footwell, "A foot is still sorer than before the last session")
    assert [one.advice_shown for one in log_of(footwell).events()] == ["sore-at-48h"]
    assert here_is(footwell, "See the sessions"), "on to the next thing"

    world.quit(footwell)
    world.day_ahead_s += timedelta(days=6).total_seconds()
    again = world.start()
    assert not says(again, "Ask a professional soon")
    assert says(again, "Both feet rest")
    later(world, again, 25)
    assert says(again, "Ask a professional soon")


def test_a_firm_script_is_refused_while_the_feet_are_said_to_be_sore(world: World) -> None:
    footwell = world.start()
    log_a_session(world, footwell, 48)
    world.press(footwell, Key.Key_1, CONTROL)
    answer_now(world, footwell, (2, 2, 4, 0))
    find(world, footwell, "across-the-grain")
    while not isinstance(page_of(footwell), VerdictPage):
        shown = footwell.session_desk.intake.page
        intake = footwell.session_desk.intake.intake
        assert shown is not None
        assert intake is not None
        for id_, row in getattr(shown, "rows", {}).items():
            is_sore = id_ == "T6"
            (row.yes if row.question.leads_on_yes == is_sore else row.no).click()
        world.press(footwell, Key.Key_Return, CONTROL)
        assert footwell.session_desk.intake.page is not shown, "it goes on"
    assert not footwell.session.is_running


def test_urgent_advice_comes_before_all_else(world: World) -> None:
    footwell = world.start()
    log_a_session(world, footwell, 24)
    world.press(footwell, Key.Key_1, CONTROL)
    world.press(footwell, Key.Key_Space)
    rows = page(footwell).questions.rows
    rows["A4"].yes.setFocus()
    world.press(footwell, Key.Key_Y)
    world.press(footwell, Key.Key_Space)  # the left one
    rows["A4-calf"].yes.setFocus()
    world.press(footwell, Key.Key_Y)
    assert "Call your doctor" in rows["A4-calf"].said
    world.press(footwell, Key.Key_Escape)
    assert says(footwell, "This needs a professional today")
    assert here_is(footwell, "Understood")
    assert focus_of(footwell).property("role") == "primary"
    world.quit(footwell)
    again = world.start()
    assert says(again, "This needs a professional today"), "until it is understood"
    tab_to(world, again, "Understood")
    world.press(again, Key.Key_Space)
    assert not says(again, "This needs a professional today")
    later(world, again, 24 * 7 + 1)
    assert says(again, "This needs a professional today")


def with_a_calf(world: World) -> Footwell:
    """A new app, whose log holds that a calf was told of; it was understood."""
    footwell = world.start()
    end = world.now() - timedelta(hours=24)
    calf = replace(
        lived(end, (Technique.KNEADING, Side.BOTH)),
        id=SESSION,
        start=end - timedelta(minutes=20),
        end=end,
        completed=False,
        ended_early_reason=EndReason.CALF,
    )
    log_of(footwell).add_session(calf)
    look(world, footwell)
    tab_to(world, footwell, "Understood")
    world.press(footwell, Key.Key_Space)
    return footwell


# --- where the log refuses ---


def test_what_stands_stands_while_the_log_cannot_be_read(world: World, locked: Lock) -> None:
    footwell = with_a_calf(world)
    assert says(footwell, "Both feet rest")
    with locked():
        look(world, footwell)
        assert says(footwell, "Both feet rest")
        assert not says(footwell, "No session yet this week")
        assert not any(is_seen(footwell, name) for name in ("Start", "Try again"))


def test_without_its_log_today_suggests_nothing_until_it_can_be_read(
    world: World, locked: Lock
) -> None:
    world.quit(with_a_calf(world))
    with locked():
        footwell = world.start()
        assert says(footwell, "Your log cannot be read, so Footwell cannot say what is right")
        for words in ("Suggested now", "Last session", "This week", "Time for your feet"):
            assert not says(footwell, words)
        assert not is_seen(footwell, "Start")
        assert here_is(footwell, "Try again")
        world.press(footwell, Key.Key_Space)
        footwell.today.look()
        assert here_is(footwell, "Try again"), "it stays"
    footwell.today.look()
    world.settle()
    assert says(footwell, "Both feet rest")
    assert not is_seen(footwell, "Try again")


def test_by_try_again_the_log_is_read_at_once(world: World, locked: Lock) -> None:
    world.quit(with_a_calf(world))
    with locked():
        footwell = world.start()
        assert here_is(footwell, "Try again")
    world.press(footwell, Key.Key_Space)
    assert says(footwell, "Both feet rest")
    assert here_is(footwell, "Answer now")


def test_answers_that_the_log_refuses_are_not_lost(world: World) -> None:
    footwell = world.start()
    log_a_session(world, footwell, 48)
    world.press(footwell, Key.Key_1, CONTROL)
    world.press(footwell, Key.Key_Space)
    other = open_database(world.data / "log.sqlite3", lambda: world.now().astimezone(UTC))
    with other.writing():
        world.press(footwell, Key.Key_6)
        banner = page(footwell).banner
        assert banner.isVisible()
        world.answer = False
        assert not footwell.window.close()
        assert "lose them" in world.asked[-1].text
        banner.give_up.click()
        world.settle()
    other.close()
    look(world, footwell)
    assert [one.value for one in ratings_of(footwell, H48)] == [6]
    world.quit(footwell)
    assert len(world.asked) == 1


def test_a_session_cannot_be_opened_over_a_check_in(world: World) -> None:
    footwell = world.start()
    log_a_session(world, footwell, 48)
    footwell.today.answer_due()
    shown = page(footwell)
    footwell.today.answer_due()
    assert page(footwell) is shown
    footwell.be_started_again("heel-spur")
    assert footwell.window.current is Room.TODAY
    assert footwell.is_asking


@pytest.mark.parametrize("room", [Room.LOG, Room.SETTINGS])
def test_it_can_be_answered_from_any_room(world: World, room: Room) -> None:
    footwell = world.start()
    log_a_session(world, footwell, 48)
    footwell.window.go_to(room)
    changes: list[None] = []
    footwell.today.answer_due()
    world.press(footwell, Key.Key_4)
    footwell.today.check_ins_changed.connect(lambda: changes.append(None))
    world.press(footwell, Key.Key_Return, CONTROL)
    assert not footwell.window.is_full
    assert footwell.window.current is room
    assert changes
