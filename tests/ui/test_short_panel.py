"""The question about the missing minutes: the way back, and presses that were too many."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.plan import Plan
from app.core.preferences import Preferences
from app.core.session_table import State
from tests.core.building import one_foot, rest, step
from tests.ui.player_fixtures import PlayerStand, state_of

Key = Qt.Key


def heel_and_strokes() -> Plan:
    return one_foot(step("Knead", 400), step("Heel", 400, area="heel"), step("Stroke", 100), rest())


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[PlayerStand]:
    """Asked about the missing minutes: in the last step but one, Right was pressed too often."""
    made = PlayerStand(heel_and_strokes())
    qtbot.waitExposed(made.window)
    made.to("Heel")
    made.forward(20)
    for _ in range(6):
        made.press(Key.Key_Right)
    assert state_of(made) is State.SHORT
    made.events.clear()
    yield made
    made.close()


def test_the_third_button_names_the_step_it_leads_back_to(stand: PlayerStand) -> None:
    back = stand.player.short_panel.back
    assert back.text() == back.accessibleName() == "Back to “Stroke”"
    assert back.isVisible()
    back.click()
    assert (state_of(stand), stand.session.current.segment.title) == (State.RUNNING, "Stroke")
    assert stand.player.stage.isVisible()
    assert stand.focus is stand.player


def test_left_undoes_each_right_that_was_too_many(stand: PlayerStand) -> None:
    stand.press(Key.Key_Left)
    assert stand.session.current.segment.title == "Stroke"
    stand.press(Key.Key_Left)
    assert stand.session.current.segment.title == "Heel"


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_PageDown, Key.Key_Down])
def test_presses_too_many_leave_the_focus_where_it_was(stand: PlayerStand, key: Key) -> None:
    panel = stand.player.short_panel
    for _ in range(3):
        stand.press(key)
    assert stand.focus is panel.more
    assert (state_of(stand), stand.notice) == (State.SHORT, "")


def test_after_tab_the_arrows_move_among_the_answers(stand: PlayerStand) -> None:
    panel = stand.player.short_panel
    stand.press(Key.Key_Tab)
    assert stand.focus is panel.enough
    stand.press(Key.Key_Right)
    assert stand.focus is panel.back
    stand.press(Key.Key_Left)
    assert stand.focus is panel.enough
    stand.press(Key.Key_Return)
    assert stand.session.coming.segment.title == "Rest"


def test_a_tab_counts_for_the_question_it_was_pressed_in(stand: PlayerStand) -> None:
    stand.press(Key.Key_Tab)
    stand.driver.back()
    for _ in range(3):
        stand.press(Key.Key_Right)
    assert state_of(stand) is State.SHORT
    assert stand.focus is stand.player.short_panel.more


def test_where_nothing_lies_before_no_way_back_is_offered(stand: PlayerStand) -> None:
    for stretch in stand.session.stretches:
        stretch.is_bygone = True
    stand.player.short_panel.ask(stand.session)
    assert not stand.player.short_panel.back.isVisible()


def test_the_longest_title_is_shown_whole_in_the_smallest_window(qtbot: QtBot) -> None:
    title = "Friction at the front edge of the heel, then along the arch "
    made = one_foot(step("Knead", 600), step(title, 300), rest())
    stand = PlayerStand(made, size=(800, 600), preferences=Preferences(text_percent=200))
    qtbot.waitExposed(stand.window)
    stand.to("Knead")
    while state_of(stand) is State.RUNNING:
        stand.driver.next()
    QApplication.processEvents()
    back = stand.player.short_panel.back
    assert back.width() <= stand.player.short_panel.viewport().width()
    assert back.height() >= back.heightForWidth(back.width()) > 2 * back.fontMetrics().height()
    stand.close()
