"""Settings of the feet and of the week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.daily_question import HurtsMost
from app.core.preferences import Preferences, Theme
from app.core.week_plan import OPEN_END, Weekday, WeekPlan
from app.ui.choice_box import ChoiceBox
from app.ui.icons import Icons
from app.ui.settings_room import SettingsRoom
from app.ui.settings_week import WeekSection

WEEK = WeekPlan(4, frozenset({Weekday.MONDAY, Weekday.FRIDAY}), time(18), reminds=True)


@pytest.fixture
def room(qtbot: QtBot, icons: Icons, now: Callable[[], datetime]) -> SettingsRoom:
    made = SettingsRoom(icons, Preferences(theme=Theme.LIGHT), "1", Path("/data"), now)
    made.preferences_changed.connect(made.follow)
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def _control(room: QWidget, name: str) -> QAbstractButton:
    found = room.findChildren(QAbstractButton)
    return next(one for one in found if one.accessibleName() == name and not one.isHidden())


def _time(room: QWidget) -> ChoiceBox:
    return next(one for one in room.findChildren(ChoiceBox) if one.accessibleName() == "Time")


def _press(room: QWidget, name: str) -> None:
    """By the keyboard alone."""
    found = _control(room, name)
    found.setFocus()
    QTest.keyClick(found, Qt.Key.Key_Space)


def _says(room: QWidget, words: str) -> bool:
    return any(words in shown.text() for shown in room.findChildren(QLabel) if shown.isVisible())


def test_more_sessions_than_days_are_told_and_left_as_they_are(room: SettingsRoom) -> None:
    told = "3 sessions are more than the days you chose."
    assert not _says(room, told)
    _press(room, "Days: Monday")
    assert _says(room, told)
    _press(room, "Sessions a week, now 3: less")
    _press(room, "Sessions a week, now 2: less")
    assert not _says(room, "more than the days you chose")
    _press(room, "Sessions a week, now 1: more")
    _press(room, "Days: Monday")
    assert not _says(room, "more than the days you chose"), "any day will do"


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("Sessions a week, now 3: less", WeekPlan(2)),
        ("Sessions a week, now 3: more", WeekPlan(4)),
        ("Days: Wednesday", WeekPlan(days=frozenset({Weekday.WEDNESDAY}))),
        ("Reminders", WeekPlan(reminds=True)),
        ("Pause all reminders: Until 28 November", WeekPlan(paused_until=date(2026, 11, 28))),
        ("Pause all reminders: Until 5 December", WeekPlan(paused_until=date(2026, 12, 5))),
        ("Pause all reminders: Until I go on", WeekPlan(paused_until=OPEN_END)),
    ],
)
def test_each_part_of_the_plan_is_set_by_keys(
    qtbot: QtBot, room: SettingsRoom, name: str, changed: WeekPlan
) -> None:
    with qtbot.waitSignal(room.preferences_changed) as told:
        _press(room, name)
    assert told.args == [Preferences(theme=Theme.LIGHT, plan=changed)]


def test_several_days_may_be_chosen_and_taken_back(qtbot: QtBot, room: SettingsRoom) -> None:
    for name in ("Days: Monday", "Days: Friday", "Days: Sunday"):
        _press(room, name)
    with qtbot.waitSignal(room.preferences_changed) as told:
        _press(room, "Days: Monday")
    days = frozenset({Weekday.FRIDAY, Weekday.SUNDAY})
    assert told.args == [Preferences(theme=Theme.LIGHT, plan=WeekPlan(days=days))]


def test_a_time_is_found_by_typing_it(room: SettingsRoom) -> None:
    box = _time(room)
    assert (box.currentText(), box.value) == ("Any time", None)
    assert _says(room, "They need a time. Choose one above.")
    told: list[Preferences] = []
    room.preferences_changed.connect(told.append)
    box.setFocus()
    QTest.keyClicks(box, "18:1")
    assert told[-1] == Preferences(theme=Theme.LIGHT, plan=WeekPlan(at=time(18, 15)))
    assert box.currentText() == "18:15"
    assert _says(room, "At this time on your days, while Footwell runs.")


def test_the_list_begins_with_the_morning_and_has_each_quarter_once(room: SettingsRoom) -> None:
    box = _time(room)
    texts = [box.itemText(index) for index in range(box.count())]
    assert texts[:3] == ["Any time", "Morning", "05:00"]
    assert texts[-1] == "04:45"
    assert len(set(texts)) == len(texts) == 1 + 4 + 96
    assert texts.index("Night") == texts.index("22:00") - 1


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(22), "None comes from 22 to 7. Choose an earlier time."),
        (time(6, 45), "At 7, since none comes from 22 to 7"),
        (time(7), "At this time on your days, while Footwell runs."),
        (time(21, 45), "At this time on your days, while Footwell runs."),
    ],
)
def test_a_time_in_the_night_is_told_what_comes_of_it(
    room: SettingsRoom, at: time, said: str
) -> None:
    room.follow(Preferences(theme=Theme.LIGHT, plan=WeekPlan(at=at, reminds=True)))
    assert _says(room, said)


QUESTIONS = "Tell me on the desktop when questions are due"
TRY = "Show one now: a notice on the desktop"
LACKS = "This desktop shows no notifications; what is due stands on Today."
NOTHING_SEEN = "Nothing seen?"


def test_questions_on_the_desktop_are_switched_by_keys(qtbot: QtBot, room: SettingsRoom) -> None:
    assert _control(room, QUESTIONS).isChecked()
    with qtbot.waitSignal(room.preferences_changed) as told:
        _press(room, QUESTIONS)
    assert told.args == [Preferences(theme=Theme.LIGHT, check_in_notices=False)]
    room.follow(Preferences(theme=Theme.LIGHT))
    assert _control(room, QUESTIONS).isChecked()


def test_a_notice_is_tried_and_it_is_said_what_to_do_if_none_is_seen(
    qtbot: QtBot, room: SettingsRoom
) -> None:
    assert not _says(room, NOTHING_SEEN)
    with qtbot.waitSignal(room.notice_test_requested):
        _press(room, TRY)
    room.show_notices(can_be_shown=True)
    assert _says(room, NOTHING_SEEN)
    assert not _says(room, LACKS)


def test_where_the_desktop_shows_none_it_says_so_until_one_is_taken(room: SettingsRoom) -> None:
    _press(room, TRY)
    room.show_notices(can_be_shown=False)
    assert _says(room, LACKS)
    assert not _says(room, NOTHING_SEEN)
    _press(room, TRY)
    room.show_notices(can_be_shown=True)
    assert not _says(room, LACKS)
    assert _says(room, NOTHING_SEEN)


@pytest.mark.parametrize("can_be_shown", [True, False])
def test_what_came_of_trying_one_is_in_sight(
    qtbot: QtBot, room: SettingsRoom, icons: Icons, *, can_be_shown: bool
) -> None:
    icons.looks.follow(Preferences(theme=Theme.LIGHT, text_percent=200))
    room.resize(712, 600)
    _press(room, TRY)
    room.show_notices(can_be_shown=can_be_shown)
    said = NOTHING_SEEN if can_be_shown else LACKS
    found = next(one for one in room.findChildren(QLabel) if said in one.text())
    qtbot.waitUntil(lambda: found.visibleRegion().boundingRect().height() == found.height())


def test_one_that_came_by_itself_says_nothing_of_trying(room: SettingsRoom) -> None:
    room.show_notices(can_be_shown=True)
    assert not _says(room, NOTHING_SEEN)


def test_another_time_that_is_set_is_offered_too(room: SettingsRoom) -> None:
    room.follow(Preferences(theme=Theme.LIGHT, plan=WeekPlan(at=time(18, 20))))
    box = _time(room)
    assert box.currentText() == "18:20"
    assert box.itemText(box.currentIndex() - 1) == "18:15"


@pytest.mark.parametrize(
    ("words", "hurts_most"),
    [("Ball of the foot", HurtsMost.BALL_OF_FOOT), ("Achilles tendon", HurtsMost.ACHILLES)],
)
def test_where_it_hurts_most_is_set(
    qtbot: QtBot, room: SettingsRoom, words: str, hurts_most: HurtsMost
) -> None:
    with qtbot.waitSignal(room.preferences_changed) as told:
        _press(room, f"Where it hurts most: {words}")
    assert told.args == [Preferences(theme=Theme.LIGHT, hurts_most=hurts_most)]


def test_it_shows_what_was_set(qtbot: QtBot, room: SettingsRoom) -> None:
    plan = replace(WEEK, paused_until=date(2026, 12, 24))
    with qtbot.assertNotEmitted(room.preferences_changed):
        room.follow(Preferences(theme=Theme.LIGHT, plan=plan, hurts_most=HurtsMost.ACHILLES))
    for name in (
        "Where it hurts most: Achilles tendon",
        "Days: Monday",
        "Days: Friday",
        "Reminders",
        "Pause all reminders: Until 24 December",
    ):
        assert _control(room, name).isChecked(), name
    assert not _control(room, "Days: Tuesday").isChecked()
    assert _control(room, "Sessions a week, now 4: less").isEnabled()
    assert _time(room).value == time(18)


def test_a_pause_that_is_over_is_none(room: SettingsRoom) -> None:
    over = WeekPlan(paused_until=date(2026, 11, 21))
    room.follow(Preferences(theme=Theme.LIGHT, plan=over))
    assert _control(room, "Pause all reminders: No").isChecked()


def test_the_pauses_are_offered_from_the_day_on_which_it_is_looked_at(
    qtbot: QtBot, icons: Icons
) -> None:
    days = [datetime(2026, 11, 21, 9), datetime(2026, 11, 23, 9)]  # noqa: DTZ001 - a day is enough
    section = WeekSection(icons, lambda: days[0])
    qtbot.addWidget(section)
    section.follow(Preferences())
    days.pop(0)
    section.show()
    assert _control(section, "Pause all reminders: Until 30 November").isVisible()


def test_it_is_gone_to_from_elsewhere(qtbot: QtBot, room: SettingsRoom) -> None:
    room.resize(800, 400)
    room.show_plan()
    assert QApplication.focusWidget() is _control(room, "Sessions a week, now 3: more")
    section = room.findChildren(WeekSection)[0]
    qtbot.waitUntil(lambda: 0 <= section.mapTo(room, section.rect().topLeft()).y() <= 40)


def test_seven_is_the_most_and_the_focus_stays_with_it(room: SettingsRoom) -> None:
    room.follow(Preferences(theme=Theme.LIGHT, plan=WeekPlan(7)))
    room.show_plan()
    assert QApplication.focusWidget() is _control(room, "Sessions a week, now 7: less")


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_nothing_is_cut_off_at_200_percent(room: SettingsRoom, icons: Icons, theme: Theme) -> None:
    look = Preferences(theme=theme, text_percent=200, plan=WEEK)
    icons.looks.follow(look)
    room.follow(look)
    room.resize(712, 600)
    for _ in range(4):
        QApplication.processEvents()
    section = room.findChildren(WeekSection)[0]
    for part in section.findChildren(QWidget):
        if part.isVisible():
            assert part.mapTo(room, part.rect().topRight()).x() <= room.width(), part
    for chip in section.findChildren(QAbstractButton):
        assert chip.width() >= chip.height() or not chip.isVisible(), chip.text()
