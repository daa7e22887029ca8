"""The table of keys in spec/experience.md, row by row, wherever the focus is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.session_table import State
from app.ui.keys_panel import key_rows
from app.ui.player_keys import PlayerKey, key_of
from tests.ui.player_fixtures import PlayerStand, page_of, sample_plan, state_of

Key = Qt.Key


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[PlayerStand]:
    made = PlayerStand(sample_plan())
    qtbot.waitExposed(made.window)
    made.to("Knead the arch")
    made.forward(20)
    made.events.clear()
    yield made
    made.close()


def told(stand: PlayerStand) -> list[str]:
    return [type(event).__name__ for event in stand.events]


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        (Key.Key_Space, "Paused"),
        (Key.Key_MediaPlay, "Paused"),
        (Key.Key_MediaPause, "Paused"),
        (Key.Key_MediaTogglePlayPause, "Paused"),
        (Key.Key_Right, "SegmentStarted"),
        (Key.Key_PageDown, "SegmentStarted"),
        (Key.Key_MediaNext, "SegmentStarted"),
        (Key.Key_Left, "SegmentStarted"),
        (Key.Key_PageUp, "SegmentStarted"),
        (Key.Key_MediaPrevious, "SegmentStarted"),
        (Key.Key_R, "RepeatQueued"),
        (Key.Key_Down, "Eased"),
        (Key.Key_Plus, "LengthChanged"),
        (Key.Key_Equal, "LengthChanged"),
        (Key.Key_Minus, "LengthChanged"),
        (Key.Key_Escape, "StopAsked"),
    ],
)
@pytest.mark.parametrize("focus", ["room", "button", "list"])
def test_each_key_does_what_the_table_says(
    stand: PlayerStand, key: Key, wanted: str, focus: str
) -> None:
    if focus == "button":
        stand.player.footer.ease.setFocus()
    elif focus == "list":
        stand.player.actions_of_session.steps.trigger()
        stand.player.stage.steps.setFocus()
    stand.press(key)
    assert told(stand) == [wanted]


def test_space_goes_on_again_after_three_seconds(stand: PlayerStand) -> None:
    stand.press(Key.Key_Space)
    stand.press(Key.Key_Space)
    assert state_of(stand) is State.RESUMING
    stand.forward(3)
    assert state_of(stand) is State.RUNNING


def test_right_is_the_next_step_and_left_takes_it_from_its_start(stand: PlayerStand) -> None:
    position = stand.session.position
    stand.press(Key.Key_Left)
    assert stand.session.position == position
    assert stand.session.elapsed_s == 0
    stand.forward(2)
    stand.press(Key.Key_Left)
    assert stand.session.current.segment.title == "Look and feel"
    stand.press(Key.Key_Right)
    assert stand.session.position == position - 1  # the changeover to it


def test_plus_and_minus_are_fifteen_seconds(stand: PlayerStand) -> None:
    stand.type("+")
    assert stand.session.current.duration_s == 415
    stand.type("=")
    assert stand.session.current.duration_s == 430
    stand.type("-")
    stand.press(Key.Key_Minus, Qt.KeyboardModifier.KeypadModifier)
    assert stand.session.current.duration_s == 400


def test_m_asks_for_the_sound_to_be_toggled(stand: PlayerStand, qtbot: QtBot) -> None:
    with qtbot.waitSignal(stand.player.sound_toggled):
        stand.press(Key.Key_M)
    assert told(stand) == []


def test_f11_fills_the_screen_and_gives_it_back(stand: PlayerStand) -> None:
    stand.press(Key.Key_F11)
    assert stand.window.isFullScreen()
    stand.press(Key.Key_F11)
    assert not stand.window.isFullScreen()


@pytest.mark.parametrize("way", ["?", "F1"])
def test_the_keys_are_shown_and_put_away_again(stand: PlayerStand, way: str) -> None:
    def press() -> None:
        if way == "?":
            stand.type("?")
        else:
            stand.press(Key.Key_F1)

    press()
    assert page_of(stand) is stand.player.stage.keys
    press()
    assert page_of(stand) is stand.player.stage.words


def test_the_panel_names_every_key_of_the_table() -> None:
    named = dict(key_rows())
    assert named["→  PgDn"] == "next step"
    assert named["←  PgUp"] == "again; within 3 s the step before"
    assert named["+ (or =)  −"] == "15 s more or less"
    words = " ".join(named).split()
    for key in ("Space", "↓", "R", "M", "Esc", "F11", "?", "F1", "Media"):
        assert key in words


@pytest.mark.parametrize("size", [(1180, 750), (1280, 800)])
def test_in_a_roomy_window_the_whole_table_is_in_sight(qtbot: QtBot, size: tuple[int, int]) -> None:
    stand = PlayerStand(sample_plan(), size=size)
    qtbot.waitExposed(stand.window)
    stand.player.actions_of_session.keys.trigger()
    bar = stand.player.stage.keys.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    stand.close()


def test_enter_presses_the_focused_control(stand: PlayerStand) -> None:
    stand.player.footer.ease.setFocus()
    stand.press(Key.Key_Return)
    stand.press(Key.Key_Enter)
    assert told(stand) == ["Eased", "Eased", "LeaveOutOffered"]


def test_enter_without_a_focused_control_does_nothing(stand: PlayerStand) -> None:
    stand.player.setFocus()
    stand.press(Key.Key_Return)
    assert told(stand) == []


def test_keys_work_while_paused_too(stand: PlayerStand) -> None:
    stand.press(Key.Key_Space)
    stand.events.clear()
    stand.press(Key.Key_Down)
    stand.type("+")
    stand.press(Key.Key_Right)
    assert told(stand) == ["Eased", "LengthChanged", "SegmentStarted"]
    assert state_of(stand) is State.PAUSED


def test_a_key_that_is_held_down_counts_once(stand: PlayerStand) -> None:
    for repeats in (False, True, True):
        QApplication.sendEvent(
            stand.player,
            QKeyEvent(
                QEvent.Type.KeyPress,
                Key.Key_Right,
                Qt.KeyboardModifier.NoModifier,
                "",
                repeats,
            ),
        )
    assert told(stand) == ["SegmentStarted"]


@pytest.mark.parametrize(
    "modifier",
    [
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.AltModifier,
        Qt.KeyboardModifier.MetaModifier,
    ],
)
def test_with_ctrl_alt_or_meta_they_are_left_to_others(
    stand: PlayerStand, modifier: Qt.KeyboardModifier
) -> None:
    stand.press(Key.Key_R, modifier)
    stand.press(Key.Key_Right, modifier)
    assert told(stand) == []


def test_other_keys_do_nothing(stand: PlayerStand) -> None:
    for key in (Key.Key_A, Key.Key_Up, Key.Key_5):
        stand.press(key)
    assert told(stand) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("+", PlayerKey.EXTEND),
        ("=", PlayerKey.EXTEND),
        ("-", PlayerKey.SHORTEN),
        ("−", PlayerKey.SHORTEN),
        ("?", PlayerKey.KEYS),
    ],
)
def test_signs_count_wherever_a_keyboard_has_them(text: str, wanted: PlayerKey) -> None:
    event = QKeyEvent(
        QEvent.Type.KeyPress, Key.Key_unknown, Qt.KeyboardModifier.ShiftModifier, text
    )
    assert key_of(event) is wanted


def test_the_player_has_the_focus_when_it_is_shown(stand: PlayerStand) -> None:
    focus: QWidget = stand.focus
    assert focus is stand.player or stand.player.isAncestorOf(focus)
