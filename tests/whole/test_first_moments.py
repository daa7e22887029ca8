"""The first moments of the program: what Enter does, and what Settings says of sound and voice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.core.cues import Cue
from app.core.voice_trouble import VoiceFault, VoiceTrouble
from app.ui.footwell import Footwell
from app.ui.rail import Room
from app.ui.settings_room import SettingsRoom
from tests.whole.conftest import World, focus_of

SILENT = VoiceTrouble(VoiceFault.NO_ANSWER)
NO_OUTPUT = "No sound: the audio player ended with an error."


def says(footwell: Footwell, room: Room, words: str) -> bool:
    labels = footwell.window.room(room).findChildren(QLabel)
    return any(words in one.text() for one in labels if one.isVisible())


def settings_of(footwell: Footwell) -> SettingsRoom:
    room = footwell.window.room(Room.SETTINGS)
    assert isinstance(room, SettingsRoom)
    return room


def is_running(footwell: Footwell) -> bool:
    return footwell.session.is_running


def test_enter_right_after_the_start_begins_the_session_that_is_suggested(world: World) -> None:
    footwell = world.start()
    focus = focus_of(footwell)
    assert isinstance(focus, QPushButton)
    world.press(footwell, Qt.Key.Key_Return)
    world.get_through(footwell)
    assert is_running(footwell)


def test_enter_right_after_a_crash_goes_on_where_it_was(world: World) -> None:
    footwell = world.start()
    world.press(footwell, Qt.Key.Key_Return)
    world.get_through(footwell)
    driver = footwell.session.driver
    assert driver is not None
    world.pass_time(driver, 60)
    begun = driver.session.plan.script.title, driver.session.position
    world.crash(footwell)
    again = world.start()
    world.press(again, Qt.Key.Key_Return)
    assert is_running(again)
    taken_up = again.session.driver
    assert taken_up is not None
    assert (taken_up.session.plan.script.title, taken_up.session.position) == begun


def has_toast(footwell: Footwell) -> bool:
    return footwell.window.toasts.current is not None


@pytest.mark.parametrize("is_open", [True, False])
def test_settings_say_why_there_is_no_voice_until_there_is_one(
    world: World, *, is_open: bool
) -> None:
    footwell = world.start()
    voice = world.devices.voice
    if is_open:
        footwell.window.go_to(Room.SETTINGS)
    footwell.device_news.on_no_voice(SILENT)
    footwell.device_news.on_no_sound(NO_OUTPUT)
    footwell.window.go_to(Room.SETTINGS)
    assert says(footwell, Room.SETTINGS, "the speech engine does not answer")
    assert says(footwell, Room.SETTINGS, NO_OUTPUT)
    voice.on_mended(VoiceTrouble(VoiceFault.NO_LANGUAGE, "fr"))
    assert says(footwell, Room.SETTINGS, "the speech engine does not answer")
    voice.on_mended(SILENT)
    assert not says(footwell, Room.SETTINGS, "the speech engine does not answer")
    assert says(footwell, Room.SETTINGS, NO_OUTPUT)
    world.chime.on_mended(NO_OUTPUT)
    assert not says(footwell, Room.SETTINGS, NO_OUTPUT)


def test_a_test_of_the_sound_is_heard_and_told_though_the_last_session_was_muted(
    world: World,
) -> None:
    footwell = world.start()
    world.chime.muted = True
    settings_of(footwell).sound_test_requested.emit(Cue.BEGIN)
    assert world.chime.heard == [Cue.BEGIN]
    assert world.chime.tells_again


def test_in_settings_what_is_missing_stands_there_and_nothing_covers_it(world: World) -> None:
    footwell = world.start()
    footwell.window.go_to(Room.SETTINGS)
    footwell.device_news.on_no_sound(NO_OUTPUT)
    footwell.device_news.on_no_voice(SILENT)
    assert says(footwell, Room.SETTINGS, NO_OUTPUT)
    assert says(footwell, Room.SETTINGS, "No voice")
    assert not has_toast(footwell)
    footwell.window.go_to(Room.TODAY)
    footwell.device_news.on_no_sound(NO_OUTPUT)
    assert has_toast(footwell)


def test_a_test_of_the_voice_tells_what_is_missing_only_if_it_still_is(world: World) -> None:
    footwell = world.start()
    footwell.device_news.on_no_voice(SILENT)
    assert has_toast(footwell)
    footwell.window.toasts.clear()
    settings_of(footwell).voice_test_requested.emit()
    assert not has_toast(footwell)
    assert world.devices.voice.tells_again
    assert world.devices.voice.said[-1].startswith("Left foot.")


def test_in_a_session_what_is_missing_is_told_in_short_and_in_settings_whole(world: World) -> None:
    footwell = world.start()
    world.press(footwell, Qt.Key.Key_Return)
    world.get_through(footwell)
    player = footwell.session.player
    assert player is not None
    told: list[str] = []
    footwell.device_news.on_no_voice(VoiceTrouble(VoiceFault.NO_ENGINE))
    while player.notice.text:
        told.append(player.notice.text)
        player.notice._timer.timeout.emit()
    footwell.device_news.on_no_sound(NO_OUTPUT)
    told.append(player.notice.text)
    assert told == ["No voice: see Settings.", "No sound: see Settings."]
    footwell.window.leave_full()
    footwell.window.go_to(Room.SETTINGS)
    assert says(footwell, Room.SETTINGS, NO_OUTPUT)
    assert says(footwell, Room.SETTINGS, "apt install")


def test_a_test_of_the_voice_shows_that_it_is_tried_until_it_was_spoken(world: World) -> None:
    footwell = world.start()
    footwell.window.go_to(Room.SETTINGS)
    world.devices.voice.is_free = False
    buttons = footwell.window.room(Room.SETTINGS).findChildren(QPushButton)
    test = next(one for one in buttons if one.text() == "Test the voice")
    test.click()
    assert test.text() == "Trying the voice …"
    world.devices.voice.is_free = True
    world.devices.voice.on_free()
    assert test.text() == "Test the voice"
