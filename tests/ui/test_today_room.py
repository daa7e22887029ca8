"""Today, as a person meets it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.library import Library
from app.core.plan import Choice, Feet, Foot
from app.core.preferences import Preferences, Theme
from app.core.script import Area, Technique
from app.core.soreness import (
    EndReason,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
)
from app.core.today import TodayView, view_today
from app.ui.icons import Icons
from app.ui.times import clock_time, day_text
from app.ui.today_room import TodayRoom
from app.ui.week_dots import WeekDots
from tests.ui.conftest import BERLIN

THURSDAY = datetime(2026, 11, 19, 18, 5, tzinfo=BERLIN)


def _session(script_id: str, start: datetime, reason: EndReason | None = None) -> LoggedSession:
    record = SessionRecord(
        id="s",
        start=start,
        end=start + timedelta(minutes=20),
        script_id=script_id,
        script_title="Across-the-grain friction",
        script_sha256="",
        techniques=(Technique.CROSS_FIBER_FRICTION,),
        feet=Feet.BOTH,
        first_foot=Foot.LEFT,
        planned_hands_on_s=1110,
        actual_hands_on_s=1110,
        completed=reason is None,
        ended_early_reason=reason,
        steps=(),
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

    def view(self) -> TodayView:
        return view_today(self.sessions, self.ratings, self.library, self.now)


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


def test_the_last_session_says_what_was_rated(qtbot: QtBot, icons: Icons, diary: _Diary) -> None:
    diary.sessions = [_session("stretching", THURSDAY, EndReason.CALF)]
    room = _shown(qtbot, icons, diary)
    for words in (
        "Thursday, 19 November at 18:05",
        "18:30 hands-on\u00a0· ended early: Painful, hot or swollen calf",
        "Left foot after it: pain 3, soreness 2",
        "Right foot after it: not rated",
        "1 session, 18:30 hands-on",
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
    assert _says(room, "3 sessions, 55:30 hands-on")
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
    assert "Saturday: one session" in dots.accessibleName()


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
