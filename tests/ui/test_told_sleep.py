"""What the player says of a sleep that the system tells of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.ui.player_words import slept_text
from tests.ui.player_fixtures import RoomStand


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[RoomStand]:
    made = RoomStand()
    qtbot.waitExposed(made.window)
    yield made
    made.close()


def test_a_sleep_that_was_announced_is_told_with_its_length_on_waking(stand: RoomStand) -> None:
    stand.start()
    player, driver = stand.room.player, stand.room.driver
    assert player is not None
    assert driver is not None
    stand.devices.sleep.falling_asleep.emit()
    assert player.notice.text.startswith("The computer goes to sleep. The session is paused")
    stand.clock.advance(1500)
    stand.devices.sleep.woke.emit()
    away = "The computer was away for 25 min. The session is paused and none of it was counted."
    assert player.notice.text == f"{away} Space goes on."
    assert not player.notice._timer.isActive(), "it stays until it goes on"
    driver.resume()
    assert player.notice.text == ""


def test_what_a_short_sleep_leaves_is_said_in_the_past() -> None:
    assert slept_text(0.0).startswith("The computer was away for a moment.")
