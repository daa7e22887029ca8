"""What the desktop tells while the program runs, by a clock that a test moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from app.core.after_questions import FlagReason
from app.core.flag import Flag
from app.core.health_questions import Lead, Outcome
from app.core.notice import Notice
from app.core.plan import Foot
from app.core.preferences import Preferences
from app.core.week_plan import OPEN_END, Weekday, WeekPlan
from app.ui.reminders import LATER_MS, TICK_MS, Attention
from tests.core.followup_building import (
    BERLIN,
    H3,
    MORNING,
    NEW_YORK,
    answered,
    later,
    session,
)
from tests.ui.reminder_stand import Desk

pytestmark = pytest.mark.usefixtures("qtbot")

FEEL, TIME = "How do your feet feel now?", "Time for your feet?"
EVENINGS = WeekPlan(at=time(18), reminds=True)
Build = Callable[..., Desk]


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


DONE = session(at(18, 18))
"""A session that ended on Wednesday at six."""


@pytest.fixture
def desk(tmp_path: Path) -> Build:
    return lambda now, *sessions: Desk(tmp_path, now, *sessions)


def days_of(made: Desk) -> list[str]:
    return [when for when, _ in made.told]


# --- when ---


def test_each_check_in_is_told_once_when_it_is_due(desk: Build) -> None:
    made = desk(at(18, 18), DONE)
    made.wait(at(23, 12))
    assert made.told == [(when, FEEL) for when in ("18 21:00", "19 07:00", "19 18:00", "20 18:00")]
    assert all(one.second <= 1 for one in made.told_at), "to the second, though it looks seldom"


def test_it_reads_the_log_seldom_where_nothing_changes(desk: Build) -> None:
    made = desk(at(18, 9))
    made.wait(at(18, 21))
    assert made.log.reads <= 12 * 6 + 1


def test_in_the_night_nothing_is_told(desk: Build) -> None:
    late = session(at(18, 21))
    made = desk(at(18, 21), late)
    made.wait(at(19, 6, 59))
    assert made.told == []
    made.wait(at(19, 7, 1))
    assert made.told == [("19 07:00", FEEL)]


def day_of_three(made: Desk, between: Callable[[], None]) -> None:
    """Three sessions, each of which is asked about three hours later."""
    for hour in (7, 11, 15):
        made.sleep(at(18, hour))
        made.answer(session(at(18, hour), f"{hour}"))
        made.wait(at(18, hour + 3, 5))
        between()
    made.plan(replace(EVENINGS, at=time(21)))
    made.wait(at(18, 21, 59))


def test_at_most_two_are_given_on_a_day_and_a_restart_is_no_way_round_it(desk: Build) -> None:
    made = desk(at(18, 6))

    def restart() -> None:
        made.reminders.close()
        made.start()

    day_of_three(made, restart)
    assert days_of(made) == ["18 10:00", "18 14:00"]
    made.wait(at(19, 7, 5))
    assert days_of(made)[2:] == ["19 07:00"]


def test_a_disk_that_refuses_is_no_leave_to_tell_more(desk: Build, tmp_path: Path) -> None:
    (tmp_path / "prompts.json").mkdir()
    made = desk(at(18, 6))
    day_of_three(made, lambda: None)
    assert days_of(made) == ["18 10:00", "18 14:00"]


def test_what_was_told_is_not_told_again_after_a_restart(desk: Build) -> None:
    made = desk(at(18, 18), DONE)
    made.wait(at(18, 21, 1))
    made.start()
    made.wait(at(18, 21, 59))
    assert days_of(made) == ["18 21:00"]


@pytest.mark.parametrize(
    ("end", "due"),
    [
        (at(28, 18, month=3), "29 19:00"),
        (at(24, 18, month=10), "25 17:00"),
    ],
    ids=["put forward", "put back"],
)
def test_hours_pass_as_they_pass_when_clocks_are_put(desk: Build, end: datetime, due: str) -> None:
    """24 hours after six in the evening it is seven where an hour is missing, and five if twice."""
    made = desk(end, session(end))
    made.wait(later(end, 30))
    assert days_of(made)[1:] == [f"{due[:2]} 07:00", due]


@pytest.mark.parametrize("first", [at(28, 12, month=3), at(24, 12, month=10)])
def test_reminders_go_by_the_clock_on_the_wall(desk: Build, first: datetime) -> None:
    made = desk(first)
    made.plan(EVENINGS)
    made.wait(later(first, 33))
    assert made.told == [(f"{first.day} 18:00", TIME), (f"{first.day + 1} 18:00", TIME)]


def test_what_came_due_while_the_computer_slept_is_told_within_a_minute(desk: Build) -> None:
    made = desk(at(18, 18), session(at(17, 18)))
    made.wait(at(18, 18, 5))
    made.plan(replace(EVENINGS, at=time(19)))
    made.wait(at(18, 18, 30))
    made.sleep(at(18, 20))
    made.wait(at(18, 20) + timedelta(milliseconds=TICK_MS))
    assert [title for _, title in made.told] == [FEEL, TIME]
    assert made.stands == Notice(TIME, "Planned for 19:00.", "Open")


def test_waking_up_is_a_reason_to_look_at_once(desk: Build) -> None:
    made = desk(at(18, 18), DONE)
    made.wait(at(18, 18, 30))
    made.sleep(at(18, 21, 30))
    made.change()
    assert days_of(made) == ["18 21:30"]


def test_a_clock_that_is_set_back_makes_nothing_come_twice(desk: Build) -> None:
    made = desk(at(18, 12))
    made.plan(EVENINGS)
    made.wait(at(18, 18, 10))
    made.sleep(at(18, 17))
    made.wait(at(18, 21, 59))
    assert made.told == [("18 18:00", TIME)]


def test_a_clock_that_is_set_back_is_a_reason_to_look_anew(desk: Build) -> None:
    made = desk(at(20, 12))
    made.plan(EVENINGS)
    made.wait(at(20, 12, 5))
    made.sleep(at(18, 17))
    made.wait(at(18, 18, 5))
    assert made.told == [("18 18:00", TIME)], "not only once the old time comes again"


def test_while_a_clock_is_set_back_the_log_is_read_again(desk: Build) -> None:
    made = desk(at(20, 12))
    made.wait(at(20, 12, 5))
    reads = made.log.reads
    made.sleep(at(18, 17))
    made.wait(at(18, 17, 2))
    assert made.log.reads > reads


def test_a_clock_that_is_set_forward_makes_nothing_wait(desk: Build) -> None:
    made = desk(at(18, 18), DONE)
    made.wait(at(18, 18, 5))
    made.sleep(at(18, 21))
    made.wait(at(18, 21, 2))
    assert len(made.told) == 1


def test_the_night_is_where_the_person_is(desk: Build) -> None:
    made = desk(at(18, 18), DONE)
    made.wait(at(18, 18, 30))
    made.zone = NEW_YORK  # half past twelve there; due at three
    made.wait(at(18, 23))
    assert made.told == [("18 15:00", FEEL)]


# --- not now ---


def test_in_a_session_nothing_is_told_until_it_is_over(desk: Build) -> None:
    made = desk(at(18, 18), DONE)
    made.wait(at(18, 20, 50))
    made.attention = Attention.TAKEN
    made.wait(at(18, 21, 10))
    reads = made.log.reads
    made.wait(at(18, 21, 20))
    assert (made.told, made.log.reads) == ([], reads), "nor is the log asked"
    made.attention = Attention.ELSEWHERE
    made.wait(at(18, 21, 22))
    assert len(made.told) == 1


def test_what_stands_before_the_person_in_today_needs_no_notice(desk: Build) -> None:
    made = desk(at(18, 18), DONE)
    made.attention = Attention.ON_TODAY
    made.wait(at(18, 21, 5))
    made.attention = Attention.ELSEWHERE
    made.wait(at(18, 21, 59))
    assert made.told == []
    made.wait(at(19, 7, 1))
    assert days_of(made) == ["19 07:00"]


def test_what_is_planned_for_later_is_not_seen_with_what_is_due(desk: Build) -> None:
    made = desk(at(18, 20), session(at(17, 18)))
    made.attention = Attention.ON_TODAY
    made.plan(replace(EVENINGS, at=time(20, 30)))
    made.wait(at(18, 20, 10))
    made.attention = Attention.ELSEWHERE
    made.wait(at(18, 20, 31))
    assert made.told == [("18 20:30", TIME)]


def test_what_is_planned_within_the_hour_is_told_with_what_is_due(desk: Build) -> None:
    made = desk(at(18, 12), session(at(17, 18)))
    made.plan(replace(EVENINGS, at=time(18, 30)))
    made.wait(at(18, 18, 1))
    assert made.stands == Notice(FEEL, "Under a minute. Planned for 18:30.", "Answer")
    made.wait(at(18, 21))
    assert len(made.told) == 1


@pytest.mark.parametrize("until", [date(2026, 11, 20), OPEN_END])
def test_while_reminders_are_paused_nothing_is_told(desk: Build, until: date) -> None:
    made = desk(at(18, 18), DONE)
    made.plan(replace(EVENINGS, at=time(20), paused_until=until))
    made.wait(at(19, 23))
    assert made.told == []


def test_after_the_pause_what_can_still_be_answered_is_told(desk: Build) -> None:
    made = desk(at(18, 18), DONE)
    made.plan(WeekPlan(paused_until=date(2026, 11, 20)))
    made.wait(at(20, 8))
    assert days_of(made) == ["20 07:00"], "24 hours, late"


def test_a_pause_takes_the_notice_away(desk: Build) -> None:
    made = desk(at(18, 18), DONE)
    made.wait(at(18, 21, 1))
    made.plan(WeekPlan(paused_until=OPEN_END))
    made.turn()
    assert made.stands is None


def test_questions_can_be_switched_off_alone(desk: Build) -> None:
    made = desk(at(18, 18), DONE)
    made.preferences = Preferences(plan=EVENINGS, check_in_notices=False)
    made.wait(at(19, 19))
    assert made.told == [("19 18:00", TIME)]


# --- reminders of the plan ---


def test_a_reminder_says_when_it_was_planned(desk: Build) -> None:
    made = desk(at(18, 12))
    made.plan(EVENINGS)
    made.wait(at(18, 18, 1))
    assert made.stands == Notice(TIME, "Planned for now.", "Open")
    made.sleep(at(19, 20))
    made.change()
    assert made.stands == Notice(TIME, "Planned for 18:00.", "Open")


def test_a_time_that_was_over_when_it_was_set_or_at_the_start_is_not_told(desk: Build) -> None:
    made = desk(at(18, 19))
    made.plan(EVENINGS)
    made.wait(at(18, 21))
    made.start()
    made.wait(at(18, 21, 59))
    assert made.told == []
    made.wait(at(19, 19))
    assert days_of(made) == ["19 18:00"]


@pytest.mark.parametrize("reason", ["done", "rested", "flag", "other day", "off", "night"])
def test_who_has_done_it_or_should_rest_is_not_reminded(desk: Build, reason: str) -> None:
    made = desk(at(18, 12))
    made.plan(EVENINGS)
    made.preferences = replace(made.preferences, check_in_notices=False)
    if reason == "done":
        made.answer(session(at(18, 13)))
    elif reason == "rested":
        made.rested = frozenset({date(2026, 11, 18)})
    elif reason == "flag":
        lead = Lead(Outcome.STOP, "Rest.")
        made.flags = (Flag(FlagReason.CALF, at(18, 9), at(18, 9), lead),)
    elif reason == "other day":
        made.plan(replace(EVENINGS, days=frozenset({Weekday.THURSDAY})))
    elif reason == "off":
        made.plan(replace(EVENINGS, reminds=False))
    else:
        made.plan(replace(EVENINGS, at=time(22, 30)))
    made.wait(at(18, 23))
    assert made.told == []


def test_one_foot_that_rests_leaves_the_other(desk: Build) -> None:
    made = desk(at(18, 12))
    lead = Lead(Outcome.STOP, "Rest.")
    feet = frozenset({Foot.LEFT})
    made.flags = (Flag(FlagReason.SWELLING, at(18, 9), at(18, 9), lead, feet),)
    made.plan(EVENINGS)
    made.wait(at(18, 18, 1))
    assert made.told == [("18 18:00", TIME)]


# --- what becomes of a notice ---


def shown(desk: Build) -> Desk:
    made = desk(at(18, 18), DONE)
    made.wait(at(18, 21, 1))
    assert made.stands is not None
    return made


def test_pressing_it_leads_to_the_check_in(desk: Build) -> None:
    made = shown(desk)
    made.notices.press("leave")
    assert made.heard == ["raise leave", "today", "check-in"]


def test_pressing_a_reminder_leads_to_today(desk: Build) -> None:
    made = desk(at(18, 12))
    made.plan(EVENINGS)
    made.wait(at(18, 18, 1))
    made.notices.press()
    assert made.heard == ["raise", "today"]


def test_once_it_is_answered_it_is_taken_away(desk: Build) -> None:
    made = shown(desk)
    made.answer(answered(DONE, MORNING, at(18, 21)))
    assert made.stands is not None, "another one was"
    made.answer(answered(DONE, H3, at(18, 21)))
    assert made.stands is None


def test_once_a_session_begins_it_is_taken_away(desk: Build) -> None:
    made = shown(desk)
    made.attention = Attention.TAKEN
    made.change()
    assert made.stands is None


def test_a_reminder_is_taken_away_once_it_is_done(desk: Build) -> None:
    made = desk(at(18, 12))
    made.plan(EVENINGS)
    made.wait(at(18, 18, 1))
    made.answer(session(at(18, 18, 30)))
    assert made.stands is None


def test_who_comes_to_today_by_themselves_finds_it_there(desk: Build) -> None:
    made = shown(desk)
    made.attention = Attention.ON_TODAY
    made.wait(at(18, 21, 3))
    assert made.stands is None


def test_a_room_that_is_shown_comes_first_and_the_look_a_moment_after(desk: Build) -> None:
    made = desk(at(18, 9))
    made.wait(at(18, 9, 1))
    made.reminders.look_later()
    assert made.reminders._timer.interval() == LATER_MS
    looks = made.log.reads
    made.reminders._timer.timeout.emit()
    assert made.log.reads == looks + 1


def test_what_changed_does_not_wait_for_a_room_to_be_shown(desk: Build) -> None:
    made = desk(at(18, 9))
    made.wait(at(18, 9, 1))
    made.reminders.look_soon()
    made.reminders.look_later()
    assert made.reminders._timer.interval() == 0


def test_what_can_be_answered_no_more_is_taken_away(desk: Build) -> None:
    made = shown(desk)
    made.sleep(at(23, 12))
    made.change()
    assert (made.stands, len(made.told)) == (None, 1)


def test_when_the_program_ends_it_is_taken_away_and_nothing_comes_after(desk: Build) -> None:
    made = shown(desk)
    made.reminders.close()
    assert made.notices.is_closed
    assert not made.reminders._timer.isActive()
    made.reminders.look_soon()
    assert not made.reminders._timer.isActive()


# --- what may be missing ---


def test_a_log_that_refuses_is_asked_again(desk: Build) -> None:
    made = desk(at(18, 18), DONE)
    made.log.fails = True
    made.wait(at(18, 21, 5))
    made.log.fails = False
    made.wait(at(18, 21, 16))
    assert len(made.told) == 1


class Board(QObject):
    """Where it stands whether notices are shown."""

    notice_test_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said: list[bool] = []

    def show_notices(self, *, can_be_shown: bool) -> None:
        self.said.append(can_be_shown)


def test_what_the_desktop_cannot_show_counts_as_told(desk: Build) -> None:
    made = desk(at(18, 18), DONE)
    made.notices.is_there = False
    made.wait(at(18, 21, 5))
    made.notices.is_there = True
    made.wait(at(18, 21, 59))
    assert made.told == []
    board = Board()
    made.reminders.stand_on(board)
    assert board.said == [False]


def test_one_can_be_tried_which_takes_no_prompt_and_leads_nowhere(desk: Build) -> None:
    made, board = desk(at(18, 18), DONE), Board()
    made.reminders.stand_on(board)
    assert board.said == []
    for _ in range(3):
        board.notice_test_requested.emit()
    assert board.said == [True] * 3
    made.notices.press("leave")
    assert made.heard == ["raise leave"]
    made.wait(at(18, 21, 1))
    assert made.told[3:] == [("18 21:00", FEEL)]


def test_trying_one_is_honest_where_there_is_none(desk: Build) -> None:
    made, board = desk(at(18, 18)), Board()
    made.reminders.stand_on(board)
    made.notices.is_there = False
    board.notice_test_requested.emit()
    assert board.said == [False]


def test_one_that_is_tried_takes_the_place_of_what_stands(desk: Build) -> None:
    made, board = shown(desk), Board()
    made.reminders.stand_on(board)
    board.notice_test_requested.emit()
    made.notices.press()
    assert made.heard == ["raise"]


def test_what_it_says_is_nothing_that_others_may_not_read(desk: Build) -> None:
    assert shown(desk).stands == Notice(FEEL, "Under a minute.", "Answer")
