"""Today, as a person meets it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.after_questions import FlagReason
from app.core.daily_question import HurtsMost
from app.core.flag import Flag
from app.core.health_questions import Lead, Outcome
from app.core.library import Library
from app.core.plan import Choice, Foot
from app.core.preferences import Preferences, Theme
from app.core.script import Area, Technique
from app.core.soreness import (
    EndReason,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
)
from app.core.today import TodayView, view_today
from app.core.week_plan import Weekday, WeekPlan
from app.core.week_view import DayMark
from app.ui.icons import Icons
from app.ui.theme import Looks
from app.ui.times import clock_time, coming_day, day_text
from app.ui.today_room import TodayRoom
from app.ui.week_dots import MarkSample, WeekDots, paint_mark
from tests.sessions import a_session
from tests.ui.conftest import BERLIN

THURSDAY = datetime(2026, 11, 19, 18, 5, tzinfo=BERLIN)


def _session(script_id: str, start: datetime, reason: EndReason | None = None) -> LoggedSession:
    record = a_session(
        start,
        script_id=script_id,
        script_title="Across-the-grain friction",
        techniques=(Technique.CROSS_FIBER_FRICTION,),
        planned_hands_on_s=1110,
        actual_hands_on_s=1110,
        completed=reason is None,
        ended_early_reason=reason,
    )
    ratings = (
        _rating(RatingKind.PAIN, start, Foot.LEFT, 3),
        _rating(RatingKind.SORENESS, start, Foot.LEFT, 2),
    )
    return LoggedSession(record, ratings)


def _rating(kind: RatingKind, when: datetime, foot: Foot, value: int) -> Rating:
    return Rating("r", "s", kind, RatingContext.AFTER, when, foot, Area.HEEL, value)


class _Diary:
    """Answers what the room asks for."""

    def __init__(self, library: Library, now: datetime) -> None:
        self.library = library
        self.now = now
        self.sessions: list[LoggedSession] = []
        self.ratings: list[Rating] = []
        self.rested: set[date] = set()
        self.preferences = Preferences()
        self.flags: tuple[Flag, ...] = ()
        self.knows_health = False

    def view(self) -> TodayView:
        return view_today(
            self.sessions,
            self.ratings,
            self.library,
            self.now,
            self.preferences,
            self.rested,
            flags=self.flags,
            knows_health=self.knows_health,
        )


@pytest.fixture
def diary(library: Library, now: Callable[[], datetime]) -> _Diary:
    return _Diary(library, now())


def _shown(
    qtbot: QtBot, icons: Icons, diary: _Diary, preferences: Preferences | None = None
) -> TodayRoom:
    room = TodayRoom(icons, preferences or Preferences(), diary.view)
    qtbot.addWidget(room)
    room.resize(1150, 760)
    with qtbot.waitActive(room):
        room.show()
        room.activateWindow()
    return room


def _says(room: QWidget, words: str) -> bool:
    return any(words in shown.text() for shown in room.findChildren(QLabel) if shown.isVisible())


def _button(room: QWidget, name: str) -> QPushButton:
    return next(b for b in room.findChildren(QPushButton) if name in (b.text(), b.accessibleName()))


def _press(room: QWidget, name: str) -> None:
    QTest.mouseClick(_button(room, name), Qt.MouseButton.LeftButton)


def test_the_first_day_offers_a_gentle_one(qtbot: QtBot, icons: Icons, diary: _Diary) -> None:
    room = _shown(qtbot, icons, diary)
    for words in (
        "Saturday, 21 November",
        "Good morning. How were the first steps?",
        "Gentle first session",
        "17:48 hands-on, about 24 min in all",
        "Before your first session Footwell asks about your health; it takes about three minutes.",
        "Your sessions will stand here",
        "No session yet this week. Resting is fine.",
    ):
        assert _says(room, words), words


def test_what_is_known_of_health_is_not_announced_as_a_question(
    qtbot: QtBot, icons: Icons, diary: _Diary
) -> None:
    diary.knows_health = True
    room = _shown(qtbot, icons, diary)
    assert _says(room, "A gentle one to begin with.")
    assert not _says(room, "asks about your health")


def test_start_starts_the_suggested_one(qtbot: QtBot, icons: Icons, diary: _Diary) -> None:
    room = _shown(qtbot, icons, diary, Preferences(first=Foot.RIGHT, minutes=30))
    with qtbot.waitSignal(room.start_requested) as told:
        _press(room, "Start")
    assert told.args is not None
    entry, choice = told.args
    assert entry.id == "gentle-first-time"
    assert choice == Choice(first=Foot.RIGHT, minutes=30)
    room.follow(Preferences())
    with qtbot.waitSignal(room.start_requested) as told:
        _press(room, "Start")
    assert told.args is not None
    assert told.args[1] == Choice()


def test_there_are_ways_to_other_rooms(qtbot: QtBot, icons: Icons, diary: _Diary) -> None:
    diary.sessions = [_session("stretching", THURSDAY)]
    room = _shown(qtbot, icons, diary)
    with qtbot.waitSignal(room.sessions_requested):
        _press(room, "Choose another")
    with qtbot.waitSignal(room.script_requested) as told:
        _press(room, "See the steps")
    assert told.args == ["stretching"]
    with qtbot.waitSignal(room.log_requested):
        _press(room, "Open the log")


def test_the_last_one_is_suggested_again(qtbot: QtBot, icons: Icons, diary: _Diary) -> None:
    diary.sessions = [_session("stretching", THURSDAY)]
    room = _shown(qtbot, icons, diary)
    assert _says(room, "Stretch sole, calf and toes")
    assert _says(room, "You did this on Thursday.")


def test_friction_rests(qtbot: QtBot, icons: Icons, diary: _Diary) -> None:
    diary.sessions = [_session("cross-fiber-friction", THURSDAY)]
    room = _shown(qtbot, icons, diary)
    assert _says(room, "Gentle first session")
    assert _says(room, "Firm work rests until Saturday, 18:25: both feet. This one is gentle.")


@pytest.mark.parametrize(
    ("outcome", "title", "said"),
    [
        (
            Outcome.ADAPT,
            "Gentle first session",
            "Only gentle ones for now, after what you told on Thursday.",
        ),
        (Outcome.STOP, "Resting is fine", "What you told after a session asks for rest."),
    ],
)
def test_what_was_told_after_a_session_is_obeyed_and_said(
    qtbot: QtBot, icons: Icons, diary: _Diary, outcome: Outcome, title: str, said: str
) -> None:
    diary.sessions = [_session("stretching", THURSDAY)]
    diary.flags = (Flag(FlagReason.SWELLING, THURSDAY, THURSDAY, Lead(outcome, "Rest.")),)
    room = _shown(qtbot, icons, diary)
    assert _says(room, title)
    assert _says(room, said)


def test_sore_feet_get_a_gentle_one(qtbot: QtBot, icons: Icons, diary: _Diary) -> None:
    made = _session("stretching", THURSDAY)
    sore = replace(made.ratings[1], id="h24", context=RatingContext.H24, value=4)
    diary.sessions = [replace(made, ratings=(*made.ratings, sore))]
    room = _shown(qtbot, icons, diary)
    assert _says(room, "Gentle first session")
    assert _says(room, "A foot is still sore from the last one. This one is gentle.")


def test_the_last_session_says_what_was_rated(qtbot: QtBot, icons: Icons, diary: _Diary) -> None:
    diary.sessions = [_session("stretching", THURSDAY, EndReason.CALF)]
    room = _shown(qtbot, icons, diary)
    for words in (
        "Thursday, 19 November at 18:05",
        "18:30 hands-on\u00a0· ended early: Painful, hot or swollen calf",
        "Left foot after it: pain 3, soreness 2",
        "Right foot after it: not rated",
        "1 of 3 sessions, 18:30 hands-on",
    ):
        assert _says(room, words), words


def test_first_steps_are_one_tap_for_a_foot(qtbot: QtBot, icons: Icons, diary: _Diary) -> None:
    room = _shown(qtbot, icons, diary)
    question = "First few steps out of bed: how strong was the pain?"
    with qtbot.waitSignal(room.first_step_rated) as told:
        _press(room, f"Right foot. {question}: 4")
    assert told.args == [Foot.RIGHT, 4]
    for foot, value in ((Foot.RIGHT, 4), (Foot.LEFT, 2)):
        diary.ratings.append(_rating(RatingKind.FIRST_STEP, diary.now, foot, value))
    room.refresh()
    assert _button(room, f"Right foot. {question}: 4").isChecked()
    assert _button(room, f"Left foot. {question}: 2").isChecked()
    assert _says(room, "Good morning. Time for your feet?")


@pytest.mark.parametrize(("hour", "greeting"), [(12, "afternoon"), (19, "evening")])
def test_after_noon_first_steps_are_not_asked(
    qtbot: QtBot, icons: Icons, diary: _Diary, hour: int, greeting: str
) -> None:
    diary.now = diary.now.replace(hour=hour)
    room = _shown(qtbot, icons, diary)
    assert _says(room, f"Good {greeting}. Time for your feet?")
    assert not _says(room, "First steps this morning")


def test_it_is_fresh_when_it_is_come_back_to(qtbot: QtBot, icons: Icons, diary: _Diary) -> None:
    room = _shown(qtbot, icons, diary)
    diary.now += timedelta(days=2)
    QApplication.sendEvent(room, QEvent(QEvent.Type.WindowActivate))
    assert _says(room, "Monday, 23 November")
    diary.now += timedelta(days=1)
    room.hide()
    room.show()
    assert _says(room, "Tuesday, 24 November")


def test_without_scripts_it_leads_to_the_sessions(
    qtbot: QtBot, icons: Icons, now: Callable[[], datetime]
) -> None:
    room = _shown(qtbot, icons, _Diary(Library([]), now()))
    assert _says(room, "Choose a session")
    assert not _button(room, "Start").isVisible()
    with qtbot.waitSignal(room.sessions_requested):
        _press(room, "See the sessions")
    with qtbot.assertNotEmitted(room.start_requested):
        _button(room, "Start").click()


def test_focus_goes_to_the_next_thing(qtbot: QtBot, icons: Icons, diary: _Diary) -> None:
    room = _shown(qtbot, icons, diary)
    room.setFocus()
    assert QApplication.focusWidget() is _button(room, "Start")


def test_the_week_can_be_heard(qtbot: QtBot, icons: Icons, diary: _Diary) -> None:
    diary.sessions = [
        _session("stretching", THURSDAY),
        _session("stretching", THURSDAY - timedelta(days=2)),
        _session("stretching", THURSDAY - timedelta(days=2, hours=2)),
    ]
    room = _shown(qtbot, icons, diary)
    dots = room.findChildren(WeekDots)[0]
    said = dots.accessibleName()
    assert "Monday: no session" in said
    assert "Tuesday: 2 sessions" in said
    assert "Thursday: one session" in said
    assert _says(room, "3 of 3 sessions, 55:30 hands-on")
    assert not dots.grab().isNull()


def test_today_is_marked_also_when_done(qtbot: QtBot, icons: Icons, diary: _Diary) -> None:
    diary.sessions = [_session("stretching", diary.now - timedelta(hours=1))]
    room = _shown(qtbot, icons, diary)
    dots = room.findChildren(WeekDots)[0]
    look = icons.looks.current
    picture = dots.grab().toImage()
    lead = look.color("lead")
    row = dots.height() // 2
    filled = [x for x in range(picture.width()) if picture.pixelColor(x, row) == lead]
    assert len(filled) > 20
    assert "Saturday, today: one session" in dots.accessibleName()


def test_at_200_percent_the_cards_stand_in_one_column(
    qtbot: QtBot, icons: Icons, diary: _Diary
) -> None:
    room = _shown(qtbot, icons, diary)
    icons.looks.follow(Preferences(theme=Theme.DARK, text_percent=200))
    room.resize(640, 600)
    QApplication.processEvents()
    for shown in room.findChildren(QLabel):
        if shown.isVisible():
            assert shown.mapTo(room, shown.rect().topRight()).x() <= room.width(), shown.text()


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (3, "on Wednesday"),
        (18, "on 3 November"),
        (400, "on 17 October 2025"),
    ],
)
def test_days_are_said_as_people_say_them(days: int, said: str) -> None:
    today = datetime(2026, 11, 21, tzinfo=BERLIN).date()
    assert day_text(today - timedelta(days=days), today) == said


def test_the_time_of_day_is_short() -> None:
    assert clock_time(THURSDAY) == "18:05"


PLANNED = WeekPlan(3, frozenset({Weekday.MONDAY, Weekday.THURSDAY, Weekday.SUNDAY}), time(18))


def _legend(room: QWidget) -> list[str]:
    """The words that stand beside the samples that can be seen."""
    samples = [one for one in room.findChildren(MarkSample) if one.isVisible()]
    entries = [entry for one in samples if (entry := one.parentWidget()) is not None]
    return [entry.findChildren(QLabel)[0].text() for entry in entries]


def test_the_week_shows_its_plan(qtbot: QtBot, icons: Icons, diary: _Diary) -> None:
    diary.preferences = Preferences(plan=PLANNED)
    diary.sessions = [_session("stretching", THURSDAY)]
    diary.rested = {date(2026, 11, 17)}
    room = _shown(qtbot, icons, diary)
    for words in (
        "1 of 3 sessions, 18:30 hands-on",
        "Next: tomorrow at 18:00",
        "Rested on advice: Tuesday. Resting is fine.",
    ):
        assert _says(room, words), words
    said = room.findChildren(WeekDots)[0].accessibleName()
    assert "Monday: no session" in said
    assert "Tuesday: rest on advice" in said
    assert "Thursday: one session" in said
    assert "Saturday, today: nothing planned" in said
    assert "Sunday: planned" in said
    assert _legend(room) == ["Done", "Planned", "Rest on advice"]


@pytest.mark.parametrize(
    ("plan", "count", "words"),
    [
        (WeekPlan(), 1, "2 more this week, on any day you like."),
        (WeekPlan(), 2, "One more this week, on any day you like."),
        (WeekPlan(), 0, "Next: any day you like."),
        (WeekPlan(), 3, "That is what you planned for this week."),
        (WeekPlan(), 4, "4 sessions, 1:14:00 hands-on"),
        (WeekPlan(1), 1, "1 of 1 session, 18:30 hands-on"),
        (PLANNED, 3, "Next: Monday at 18:00"),
        (WeekPlan(3, frozenset({Weekday.MONDAY})), 0, "Next: Monday"),
        (WeekPlan(3, frozenset({Weekday.SATURDAY}), time(9)), 0, "Next: today"),
    ],
)
def test_what_comes_next_is_said_without_blame(
    qtbot: QtBot, icons: Icons, diary: _Diary, plan: WeekPlan, count: int, words: str
) -> None:
    diary.preferences = Preferences(plan=plan)
    diary.sessions = [_session("stretching", THURSDAY) for _ in range(count)]
    room = _shown(qtbot, icons, diary)
    assert any(words == shown.text() for shown in room.findChildren(QLabel) if shown.isVisible())
    for blame in ("miss", "streak", "behind", "only"):
        assert not _says(room, blame), blame


def test_an_empty_week_has_no_legend(qtbot: QtBot, icons: Icons, diary: _Diary) -> None:
    room = _shown(qtbot, icons, diary)
    assert _legend(room) == []


def test_the_signs_of_a_week_differ_in_shape(looks: Looks) -> None:
    shapes = set()
    for mark in DayMark:
        picture = QImage(48, 48, QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_mark(painter, QRectF(4, 4, 40, 40), mark, looks.current)
        painter.end()
        places = [(x, y) for x in range(48) for y in range(48)]
        shapes.add(tuple(picture.pixelColor(*place).alpha() > 128 for place in places))
    assert len(shapes) == len(DayMark)


def test_the_plan_can_be_changed(qtbot: QtBot, icons: Icons, diary: _Diary) -> None:
    room = _shown(qtbot, icons, diary)
    change = _button(room, "Change the plan")
    change.setFocus()
    with qtbot.waitSignal(room.plan_requested):
        QTest.keyClick(change, Qt.Key.Key_Space)


@pytest.mark.parametrize(
    ("hurts_most", "hour", "words"),
    [
        (
            HurtsMost.BALL_OF_FOOT,
            14,
            (
                "The ball of the foot today",
                "After standing or walking today: how strong was the pain?",
            ),
        ),
        (
            HurtsMost.ACHILLES,
            9,
            (
                "The Achilles tendon this morning",
                "After getting up: how strong was the stiffness or pain?",
            ),
        ),
    ],
)
def test_the_question_is_about_where_it_hurts_most(
    qtbot: QtBot,
    icons: Icons,
    diary: _Diary,
    hurts_most: HurtsMost,
    hour: int,
    words: tuple[str, str],
) -> None:
    diary.now = diary.now.replace(hour=hour)
    room = _shown(qtbot, icons, diary)
    diary.preferences = Preferences(hurts_most=hurts_most)
    room.follow(diary.preferences)
    title, question = words
    assert _says(room, title)
    assert _says(room, question)
    assert not _says(room, "first steps?")
    with qtbot.waitSignal(room.first_step_rated) as told:
        _press(room, f"Left foot. {question}: 10")
    assert told.args == [Foot.LEFT, 10]


def test_the_ball_of_the_foot_is_not_asked_about_in_the_morning(
    qtbot: QtBot, icons: Icons, diary: _Diary
) -> None:
    diary.preferences = Preferences(hurts_most=HurtsMost.BALL_OF_FOOT)
    room = _shown(qtbot, icons, diary)
    assert not _says(room, "The ball of the foot today")
    assert _says(room, "Good morning. Time for your feet?")


def test_low_weeks_lead_to_the_one_that_keeps_it_up(
    qtbot: QtBot, icons: Icons, diary: _Diary
) -> None:
    diary.sessions = [_session("stretching", THURSDAY - timedelta(days=5))]
    days = [diary.now - timedelta(days=ago) for ago in range(21)]
    diary.ratings = [_rating(RatingKind.FIRST_STEP, day, Foot.LEFT, 2) for day in days]
    room = _shown(qtbot, icons, diary)
    assert _says(room, "Keep-it-up session")
    assert _says(room, "This one is for once or twice a week.")


@pytest.mark.parametrize(
    ("ahead", "said"),
    [(0, "today"), (1, "tomorrow"), (6, "Friday"), (7, "Saturday, 28 November")],
)
def test_days_ahead_are_said_as_people_say_them(ahead: int, said: str) -> None:
    today = date(2026, 11, 21)
    assert coming_day(today + timedelta(days=ahead), today) == said
