"""“What is this?” in the player: time stands still, the technique is explained, and back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.core.plan import SegmentKind
from app.core.script import Technique
from app.core.session_table import State
from app.storage.shipped_help import load_help
from tests.ui.conftest import RESOURCES
from tests.ui.player_fixtures import PlayerStand, page_of, sample_plan, state_of

Key = Qt.Key
HELP = load_help(RESOURCES)


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[PlayerStand]:
    made = PlayerStand(sample_plan())
    qtbot.waitExposed(made.window)
    made.player.help_wanted.connect(
        lambda technique: made.player.explain(HELP.of_technique(technique), HELP)
    )
    made.to("Knead the arch")
    made.forward(20)
    made.events.clear()
    yield made
    made.close()


def told(stand: PlayerStand) -> list[str]:
    return [type(event).__name__ for event in stand.events]


def reads(stand: PlayerStand) -> bool:
    return stand.player.help_panel.isVisible()


def test_h_pauses_and_says_what_is_done_now(stand: PlayerStand) -> None:
    stand.press(Key.Key_H)
    assert told(stand) == ["Paused"]
    assert reads(stand)
    assert not stand.player.stage.isVisible()
    text = stand.player.help_panel.page.toPlainText()
    assert text.startswith("Kneading\n")
    assert "See also" not in text
    assert stand.said[-1] == "Kneading. Squeeze, lift and let go, as with soft dough."
    assert stand.focus is stand.player.help_panel.page


def test_in_a_changeover_the_step_that_comes_is_explained(stand: PlayerStand) -> None:
    asked: list[Technique] = []
    stand.player.help_wanted.connect(asked.append)
    stand.to("Friction at the heel", kind=SegmentKind.CHANGEOVER)
    stand.press(Key.Key_H)
    assert asked == [Technique.CROSS_FIBER_FRICTION]


def test_nothing_is_credited_while_it_is_read(stand: PlayerStand) -> None:
    before = stand.session.hands_on_s
    stand.press(Key.Key_H)
    stand.forward(300)
    assert stand.session.hands_on_s == before
    assert stand.session.elapsed_s == 20


@pytest.mark.parametrize("way", ["H", "Enter", "button"])
def test_back_is_still_paused_and_space_goes_on_after_three_seconds(
    stand: PlayerStand, way: str
) -> None:
    stand.press(Key.Key_H)
    if way == "button":
        stand.player.help_panel.back.click()
    else:
        stand.press(Key.Key_H if way == "H" else Key.Key_Return)
    assert not reads(stand)
    assert state_of(stand) is State.PAUSED
    assert stand.focus is stand.player
    stand.press(Key.Key_Space)
    stand.forward(3)
    assert state_of(stand) is State.RUNNING


def test_space_goes_on_from_the_help_itself(stand: PlayerStand) -> None:
    stand.press(Key.Key_H)
    stand.press(Key.Key_Space)
    assert state_of(stand) is State.RESUMING
    assert not reads(stand)
    stand.forward(3)
    assert state_of(stand) is State.RUNNING
    assert stand.session.elapsed_s == 20


def test_escape_is_stop_there_too(stand: PlayerStand) -> None:
    stand.press(Key.Key_H)
    stand.press(Key.Key_Escape)
    assert state_of(stand) is State.ASKING
    assert stand.player.stop_panel.isVisible()
    stand.type("8")
    stand.player.stop_panel.resume.click()
    stand.forward(3)
    assert state_of(stand) is State.RUNNING
    assert not reads(stand), "what was open does not wait behind a question"


def test_the_keys_of_the_step_scroll_and_change_nothing(stand: PlayerStand) -> None:
    stand.window.resize(900, 620)
    stand.press(Key.Key_H)
    stand.events.clear()
    bar = stand.player.help_panel.page.verticalScrollBar()
    for key in (Key.Key_Down, Key.Key_PageDown):
        before = bar.value()
        stand.press(key)
        assert bar.value() > before
    stand.press(Key.Key_PageUp)
    stand.press(Key.Key_Up)
    assert bar.value() == 0
    for key in (Key.Key_R, Key.Key_Plus, Key.Key_Minus):
        stand.press(key)
    assert told(stand) == []
    assert reads(stand)


def test_f1_shows_the_keys_instead(stand: PlayerStand) -> None:
    stand.press(Key.Key_H)
    stand.press(Key.Key_F1)
    assert not reads(stand)
    assert page_of(stand) is stand.player.stage.keys
    assert state_of(stand) is State.PAUSED


def test_what_was_paused_already_stays_so(stand: PlayerStand) -> None:
    stand.press(Key.Key_Space)
    stand.events.clear()
    stand.press(Key.Key_H)
    assert reads(stand)
    assert told(stand) == []


def test_another_step_puts_it_away(stand: PlayerStand) -> None:
    stand.press(Key.Key_H)
    stand.driver.next()  # by a headset
    assert not reads(stand)
    assert state_of(stand) is State.PAUSED


def test_while_something_is_asked_there_is_no_help(stand: PlayerStand) -> None:
    stand.press(Key.Key_Escape)
    assert not stand.player.actions_of_session.help.isEnabled()
    stand.press(Key.Key_H)
    assert stand.player.stop_panel.isVisible()
    assert not reads(stand)


def test_a_page_that_comes_too_late_does_not_cover_a_running_step(stand: PlayerStand) -> None:
    stand.player.explain(HELP.find("kneading"), HELP)
    assert not reads(stand)


def test_without_an_answer_it_is_paused_and_can_be_gone_on_with(qtbot: QtBot) -> None:
    stand = PlayerStand(sample_plan())
    qtbot.waitExposed(stand.window)
    stand.press(Key.Key_H)
    assert state_of(stand) is State.PAUSED
    assert stand.player.stage.isVisible()
    stand.close()


def test_an_offer_is_there_again_afterwards(stand: PlayerStand) -> None:
    stand.press(Key.Key_Down)
    stand.press(Key.Key_Down)
    offer: QWidget = stand.player.offer
    assert offer.isVisible()
    stand.press(Key.Key_H)
    assert not offer.isVisible()
    stand.press(Key.Key_H)
    assert offer.isVisible()


def test_an_offer_that_was_declined_does_not_come_back(stand: PlayerStand) -> None:
    stand.press(Key.Key_Down)
    stand.press(Key.Key_Down)
    stand.player.offer.declined.emit()
    stand.player.offer.withdraw()
    stand.press(Key.Key_H)
    stand.press(Key.Key_H)
    assert stand.player.offer.isHidden()


@pytest.mark.parametrize("size", [(1180, 750), (800, 600)])
def test_the_button_is_there_in_every_window(qtbot: QtBot, size: tuple[int, int]) -> None:
    stand = PlayerStand(sample_plan(), size=size)
    qtbot.waitExposed(stand.window)
    actions = stand.player.actions_of_session
    if size[0] == 800:
        actions.more.trigger()
    places = [*stand.player.header._tool_buttons, *stand.player.stage.more.buttons]
    shown = [one for one in places if one.isVisible() and one._act is actions.help]
    assert len(shown) == 1
    shown[0].click()
    assert state_of(stand) is State.PAUSED
    stand.close()
