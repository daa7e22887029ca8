"""What the desktop tells, on the built app in virtual time, and once by a real service."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from jeepney import DBusAddress, new_method_return, new_signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.core.answer import Answer
from app.core.asked_after import asked_ratings, done_mark, rating_of
from app.core.check_in import CheckInState
from app.core.followups import check_ins
from app.core.log_edit import session_deleted
from app.core.soreness import AfterAnswer, RatingContext
from app.core.week_plan import OPEN_END, WeekPlan
from app.devices.notifications import DesktopNotices, TrayIcon
from app.ui.footwell import Footwell
from app.ui.rail import Room
from tests.core.followup_building import session
from tests.devices.private_bus import Peer, member, private_bus, wait_until
from tests.edits import session_back
from tests.whole.conftest import MORNING, World
from tests.whole.test_before_a_session import find, log_of
from tests.whole.test_whole_session import driver_of, pick

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
FEEL, TIME = "How do your feet feel now?", "Time for your feet?"
DONE, EARLIER = "10000000-0000-4000-8000-000000000001", "20000000-0000-4000-8000-000000000002"


def look(world: World, footwell: Footwell) -> None:
    """What the program does by itself after a while."""
    footwell.reminders.look()
    world.settle()


def leave(world: World, footwell: Footwell, room: Room = Room.LOG) -> None:
    """The person goes to another room, so that Today is not before them."""
    footwell.window.go_to(room)
    world.settle()


def told(world: World) -> list[str]:
    return [one.title for one in world.devices.notices.told]


@pytest.fixture
def footwell(world: World) -> Footwell:
    """With a session that ended two hours and a half ago."""
    made = world.start()
    log_of(made).add_session(session(MORNING - timedelta(hours=2.5), DONE).session)
    look(world, made)
    return made


def pass_time(world: World, **span: float) -> None:
    world.day_ahead_s += timedelta(**span).total_seconds()


def _told(session_id: str, question: str, answer: Answer, when: datetime) -> AfterAnswer:
    return AfterAnswer(session_id, RatingContext.H24, question, answer, when, 1)


def test_three_hours_after_a_session_it_is_told_and_leads_to_today(
    world: World, footwell: Footwell
) -> None:
    leave(world, footwell)
    assert told(world) == []
    pass_time(world, minutes=31)
    look(world, footwell)
    assert told(world) == [FEEL]
    wanted: list[str] = []
    footwell.reminders.check_in_wanted.connect(lambda: wanted.append("check-in"))
    footwell.window.showMinimized()
    world.devices.notices.press()
    world.settle()
    assert footwell.window.current is Room.TODAY
    assert not footwell.window.isMinimized()
    assert wanted == ["check-in"]


def test_on_today_nothing_is_told_nor_later(world: World, footwell: Footwell) -> None:
    footwell.window.activateWindow()
    pass_time(world, minutes=31)
    look(world, footwell)
    leave(world, footwell)
    look(world, footwell)
    assert told(world) == []


def test_what_was_told_is_known_after_a_restart(world: World, footwell: Footwell) -> None:
    leave(world, footwell)
    pass_time(world, minutes=31)
    look(world, footwell)
    world.quit(footwell)
    assert world.devices.notices.is_closed
    again = world.start()
    leave(world, again)
    look(world, again)
    assert told(world) == [FEEL]


def test_once_it_is_answered_the_notice_goes(world: World, footwell: Footwell) -> None:
    leave(world, footwell)
    pass_time(world, minutes=31)
    look(world, footwell)
    [logged] = log_of(footwell).sessions()
    [due] = [one for one in check_ins([logged], world.now()) if one.state is CheckInState.DUE]
    for asked in asked_ratings(logged, RatingContext.H3):
        rating = rating_of(due, logged.session, asked, 2, world.now(), world._new_id)
        log_of(footwell).add_rating(rating)
    footwell.log.changed.emit()
    world.settle()
    assert world.devices.notices.stands is not None, "what is asked after the numbers is not"
    mark = done_mark(logged.session, RatingContext.H3, world.now(), 1, is_done=True)
    log_of(footwell).keep_after_answer(mark)
    footwell.log.changed.emit()
    world.settle()
    assert world.devices.notices.stands is None


def test_in_a_session_and_its_questions_nothing_is_told(world: World, footwell: Footwell) -> None:
    pass_time(world, minutes=25)
    find(world, footwell, "gentle first")
    pass_time(world, minutes=6)
    look(world, footwell)
    assert footwell.is_asking
    world.get_through(footwell)
    world.pass_time(driver_of(footwell), 60)
    look(world, footwell)
    assert told(world) == []
    world.crash(footwell)
    again = world.start()
    leave(world, again)
    look(world, again)
    assert told(world) == [FEEL], "it was due all the time"


def test_a_session_that_begins_takes_the_notice_away(world: World, footwell: Footwell) -> None:
    leave(world, footwell)
    pass_time(world, minutes=31)
    look(world, footwell)
    assert world.devices.notices.stands is not None
    pick(world, footwell, "gentle first")
    world.settle()
    assert world.devices.notices.stands is None


def test_the_plan_is_reminded_of_and_a_pause_holds_for_all(
    world: World, footwell: Footwell
) -> None:
    leave(world, footwell, Room.SETTINGS)
    at = (MORNING + timedelta(minutes=20)).astimezone().time()
    plan = WeekPlan(7, at=time(at.hour, at.minute), reminds=True)
    log_of(footwell).edits.make(session_deleted(DONE))
    footwell._on_preferences_changed(replace(footwell.preferences, plan=plan))
    world.settle()
    pass_time(world, minutes=21)
    look(world, footwell)
    assert told(world) == [TIME]
    log_of(footwell).edits.make(session_back(DONE))
    paused = replace(plan, paused_until=OPEN_END)
    footwell._on_preferences_changed(replace(footwell.preferences, plan=paused))
    world.settle()
    assert world.devices.notices.stands is None
    pass_time(world, minutes=31)
    look(world, footwell)
    assert told(world) == [TIME]


def test_resting_on_advice_is_not_reminded_of(world: World, footwell: Footwell) -> None:
    leave(world, footwell)
    at = (MORNING + timedelta(minutes=20)).astimezone().time()
    plan = WeekPlan(7, at=time(at.hour, at.minute), reminds=True)
    wanted = replace(footwell.preferences, plan=plan, check_in_notices=False)
    earlier = session(MORNING - timedelta(days=1), EARLIER).session
    log = log_of(footwell)
    log.edits.make(session_deleted(DONE))
    log.add_session(earlier)
    footwell._on_preferences_changed(wanted)
    world.settle()
    calf = {"A4": Answer(is_yes=True), "A4-calf": Answer(is_yes=True)}
    for question, answer in calf.items():
        log.keep_after_answer(_told(EARLIER, question, answer, world.now()))
    pass_time(world, minutes=21)
    look(world, footwell)
    assert told(world) == []


def test_a_notice_is_tried_from_settings_and_the_truth_is_told(world: World) -> None:
    footwell = world.start()
    leave(world, footwell, Room.SETTINGS)
    room = footwell.window.room(Room.SETTINGS)
    button = next(
        one
        for one in room.findChildren(QAbstractButton)
        if one.accessibleName() == "Show one now: a notice on the desktop"
    )
    button.click()
    assert told(world) == ["This is a notice"]
    world.devices.notices.is_there = False
    button.click()
    assert any(
        "This desktop shows no notifications" in one.text()
        for one in room.findChildren(QLabel)
        if one.isVisible()
    )


@pytest.mark.parametrize("damage", ["not JSON", "a folder"])
def test_a_disk_that_refuses_or_is_damaged_stops_nothing(world: World, damage: str) -> None:
    world.data.mkdir()
    path = world.data / "prompts.json"
    path.write_text("{") if damage == "not JSON" else path.mkdir()
    footwell = world.start()
    log_of(footwell).add_session(session(MORNING - timedelta(hours=3), DONE).session)
    leave(world, footwell)
    for _ in range(3):
        look(world, footwell)
    assert told(world) == [FEEL]


def test_the_real_device_tells_it_by_a_real_service(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    icon = Path("resources/icons/footwell.svg").resolve()
    with private_bus() as address:
        notices = DesktopNotices(str(icon), lambda: TrayIcon(QIcon()), address)
        monkeypatch.setattr(world.devices, "notices", notices)
        service = Peer(address)
        service.own(NAME)
        footwell = world.start()
        log_of(footwell).add_session(session(MORNING - timedelta(hours=3), DONE).session)
        leave(world, footwell)
        look(world, footwell)

        def calls(name: str) -> list[object]:
            service.take()
            return [call for call in service.calls if member(call) == name]

        wait_until(lambda: calls("Notify"))
        [call] = [one for one in service.calls if member(one) == "Notify"]
        assert call.body[:1] + call.body[2:5] == ("Footwell", str(icon), FEEL, "Under a minute.")
        service.send(new_method_return(call, "u", (7,)))
        wait_until(lambda: notices.is_shown)
        emitter = DBusAddress(PATH, interface=NAME)
        service.send(new_signal(emitter, "ActionInvoked", "us", (7, "default")))
        wait_until(lambda: footwell.window.current is Room.TODAY)
        world.quit(footwell)
        service.close()
