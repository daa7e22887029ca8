"""The list of all steps, used by keys alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.ui.player_buttons import ActButton
from tests.ui.player_fixtures import PlayerStand, page_of, sample_plan

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def made_stand(qtbot: QtBot, size: tuple[int, int] = (1280, 800)) -> PlayerStand:
    made = PlayerStand(sample_plan(), size=size)
    made.window.activateWindow()
    qtbot.waitActive(made.window)
    made.to("Knead the arch")
    made.forward(20)
    made.events.clear()
    return made


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[PlayerStand]:
    made = made_stand(qtbot)
    yield made
    made.close()


@pytest.fixture
def small(qtbot: QtBot) -> Iterator[PlayerStand]:
    made = made_stand(qtbot, (800, 600))
    yield made
    made.close()


def button(stand: PlayerStand, name: str) -> ActButton:
    buttons = stand.player.findChildren(ActButton)
    return next(b for b in buttons if b.isVisible() and b.accessibleName() == name)


def open_by_key(stand: PlayerStand) -> QAbstractButton:
    """Press “All steps”, behind “More” in a small window; return it."""
    if not stand.player.header.tools.isVisible():
        button(stand, "More").setFocus()
        stand.press(Key.Key_Return)
    opener = button(stand, "All steps")
    opener.setFocus()
    stand.press(Key.Key_Return)
    QApplication.processEvents()
    return opener


def row(stand: PlayerStand) -> int:
    return stand.player.stage.steps.currentIndex().row()


def is_open(stand: PlayerStand) -> bool:
    return stand.player.stage.steps.isVisible()


def told(stand: PlayerStand) -> list[str]:
    return [type(event).__name__ for event in stand.events]


@pytest.mark.parametrize("size", [(1280, 800), (800, 600)])
def test_opened_by_key_the_focus_is_on_the_current_row(qtbot: QtBot, size: tuple[int, int]) -> None:
    stand = made_stand(qtbot, size)
    open_by_key(stand)
    assert stand.focus is stand.player.stage.steps
    assert row(stand) == 1
    stand.close()


def test_opened_by_a_click_the_focus_stays_where_it_was(stand: PlayerStand) -> None:
    stand.player.setFocus()
    button(stand, "All steps").click()
    assert is_open(stand)
    assert stand.focus is stand.player


def test_ctrl_and_the_arrows_move_and_home_and_end_do(stand: PlayerStand) -> None:
    open_by_key(stand)
    last = len(stand.player.stage.steps.rows) - 1
    for key, modifier, wanted in (
        (Key.Key_Down, CTRL, 2),
        (Key.Key_Down, CTRL, 3),
        (Key.Key_Up, CTRL, 2),
        (Key.Key_End, None, last),
        (Key.Key_Down, CTRL, last),
        (Key.Key_Home, None, 0),
        (Key.Key_Up, CTRL, 0),
    ):
        stand.press(key, *([modifier] if modifier else []))
        assert row(stand) == wanted
    assert told(stand) == []


def test_an_arrow_alone_never_moves_in_it(stand: PlayerStand) -> None:
    open_by_key(stand)
    stand.press(Key.Key_Up)
    assert row(stand) == 1
    stand.press(Key.Key_Down)
    assert row(stand) == 1
    assert told(stand) == ["Eased"]


def test_tab_leaves_it_in_one_go(stand: PlayerStand) -> None:
    open_by_key(stand)
    steps = stand.player.stage.steps
    stand.press(Key.Key_Tab)
    assert stand.player.footer.isAncestorOf(stand.focus)
    steps.setFocus()
    stand.press(Key.Key_Backtab, SHIFT)
    assert not steps.isAncestorOf(stand.focus)
    assert stand.focus is not steps
    assert row(stand) == 1


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_jumps_closes_it_and_gives_the_focus_back(stand: PlayerStand, key: Qt.Key) -> None:
    opener = open_by_key(stand)
    stand.press(Key.Key_Down, CTRL)
    stand.press(key)
    assert stand.session.coming.segment.title == "Friction at the heel"
    assert not is_open(stand)
    assert not stand.player.actions_of_session.steps.isChecked()
    assert stand.focus is opener


def test_in_a_small_window_the_focus_comes_back_to_more(small: PlayerStand) -> None:
    open_by_key(small)
    small.press(Key.Key_Down, CTRL)
    small.press(Key.Key_Return)
    assert small.session.coming.segment.title == "Friction at the heel"
    assert page_of(small) is small.player.stage.words
    assert small.focus is small.player.footer.more


def test_enter_on_the_current_row_closes_it_and_the_step_goes_on(stand: PlayerStand) -> None:
    opener = open_by_key(stand)
    stand.press(Key.Key_Return)
    assert not is_open(stand)
    assert told(stand) == []
    assert stand.session.elapsed_s == 20
    assert stand.focus is opener


def test_the_enter_that_opened_it_held_down_chooses_nothing(stand: PlayerStand) -> None:
    open_by_key(stand)
    stand.press(Key.Key_End)
    none = Qt.KeyboardModifier.NoModifier
    held = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, none, "\r", True)
    QApplication.sendEvent(stand.focus, held)
    assert is_open(stand)
    assert told(stand) == []


def test_closed_by_its_button_the_focus_stays_on_it(stand: PlayerStand) -> None:
    opener = open_by_key(stand)
    opener.setFocus()
    stand.press(Key.Key_Return)
    assert not is_open(stand)
    assert stand.focus is opener


def test_esc_is_stop_in_it_too(stand: PlayerStand) -> None:
    open_by_key(stand)
    stand.press(Key.Key_Escape)
    assert told(stand) == ["StopAsked"]


def test_a_step_that_begins_does_not_take_the_row_away_that_is_being_chosen(
    stand: PlayerStand,
) -> None:
    open_by_key(stand)
    stand.to("Friction at the heel")
    assert row(stand) == 2
    stand.press(Key.Key_End)
    chosen = row(stand)
    stand.to("Knead the arch")
    assert row(stand) == chosen
    stand.press(Key.Key_R)
    assert row(stand) == chosen
    stand.press(Key.Key_Tab)
    stand.to("Friction at the heel")
    assert stand.player.stage.steps.rows[row(stand)].mark == "current"


def test_a_line_says_which_keys_move_while_the_focus_is_in_it(stand: PlayerStand) -> None:
    open_by_key(stand)
    steps = stand.player.stage.steps
    [line] = steps.findChildren(QLabel)
    assert line.isVisible()
    assert line.text() == "Ctrl+↑ ↓ move, Enter jumps, Tab leaves."
    assert line.y() >= steps.viewport().geometry().bottom()
    assert line.geometry().bottom() <= steps.rect().bottom()
    assert line.height() >= line.heightForWidth(line.width())
    stand.press(Key.Key_Tab)
    assert not line.isVisible()
    assert steps.viewport().height() == steps.height()
