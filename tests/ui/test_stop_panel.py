"""STOP: why, what helps, and how it may go on."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.session_events import Ended
from app.core.session_table import State
from app.core.soreness import EndReason
from app.ui.stop_words import REASONS, advice, reason_choice
from tests.ui.player_fixtures import PlayerStand, reason_of, sample_plan, state_of

Key = Qt.Key
SIGNS = [reason for reason in REASONS if not reason.may_be_resumed]


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[PlayerStand]:
    made = PlayerStand(sample_plan())
    qtbot.waitExposed(made.window)
    made.to("Knead the arch")
    made.forward(20)
    made.press(Key.Key_Escape)
    QApplication.processEvents()
    yield made
    made.close()


def test_stop_pauses_at_once_and_asks_with_everything_in_sight(stand: PlayerStand) -> None:
    panel = stand.player.stop_panel
    assert state_of(stand) is State.ASKING
    assert panel.isVisible()
    assert not stand.player.footer.buttons.isVisible()
    assert [panel.reason_button(reason).text() for reason in REASONS] == [
        "I am done for today",
        "It hurts too much",
        "Sharp, shooting or burning pain",
        "The foot is numb or tingles",
        "Dizzy, cold sweat or short of breath",
        "The skin is broken or sore",
        "The calf is painful, hot or swollen",
        "Something else, or by mistake",
    ]
    assert panel.advice_text == ""
    assert stand.focus is panel.reason_button(EndReason.DONE)


@pytest.mark.parametrize(("number", "reason"), list(enumerate(REASONS, start=1)))
def test_a_digit_chooses_a_reason_and_shows_its_advice(
    stand: PlayerStand, number: int, reason: EndReason
) -> None:
    stand.type(str(number))
    assert reason_of(stand) is reason
    panel = stand.player.stop_panel
    assert panel.advice_text == "\n".join(advice(reason))
    assert stand.said[-1] == panel.advice_text
    assert panel.resume.isVisible() == reason.may_be_resumed
    assert panel.finish.isVisible()


def test_nine_chooses_nothing(stand: PlayerStand) -> None:
    stand.type("9")
    assert reason_of(stand) is None


@pytest.mark.parametrize("reason", SIGNS)
def test_a_sign_of_the_body_ends_the_session_for_good(
    stand: PlayerStand, reason: EndReason
) -> None:
    stand.player.stop_panel.reason_button(reason).click()
    stand.press(Key.Key_Space)
    assert state_of(stand) is State.ASKING
    stand.press(Key.Key_Return)  # “End the session” has the focus
    ended = stand.events[-1]
    assert isinstance(ended, Ended)
    assert ended.reason is reason


@pytest.mark.parametrize("reason", [EndReason.DONE, EndReason.OTHER])
def test_done_and_other_may_be_resumed(stand: PlayerStand, reason: EndReason) -> None:
    stand.player.stop_panel.reason_button(reason).click()
    stand.player.stop_panel.resume.click()
    assert state_of(stand) is State.RESUMING
    assert stand.player.stage.isVisible()
    assert stand.player.footer.buttons.isVisible()


@pytest.mark.parametrize(
    ("number", "state"), [("1", State.ENDED), ("8", State.RESUMING)], ids=["done", "by mistake"]
)
def test_enter_does_what_was_said(stand: PlayerStand, number: str, state: State) -> None:
    stand.type(number)
    stand.press(Key.Key_Return)
    assert state_of(stand) is state


def test_space_goes_on_too_where_it_may(stand: PlayerStand) -> None:
    stand.type("8")
    stand.press(Key.Key_Space)
    assert state_of(stand) is State.RESUMING


def test_arrows_and_tab_move_and_enter_chooses(stand: PlayerStand) -> None:
    panel = stand.player.stop_panel
    stand.press(Key.Key_Down)
    assert stand.focus is panel.reason_button(EndReason.PAIN)
    stand.press(Key.Key_Right)
    assert stand.focus is panel.reason_button(EndReason.SHARP_PAIN)
    stand.press(Key.Key_Left)
    stand.press(Key.Key_Tab)
    stand.press(Key.Key_Return)
    assert reason_of(stand) is EndReason.SHARP_PAIN


def test_another_reason_can_be_given(stand: PlayerStand) -> None:
    panel = stand.player.stop_panel
    stand.type("2")
    panel.change.click()
    assert panel.advice_text == ""
    stand.type("8")
    assert reason_of(stand) is EndReason.OTHER
    stand.type("1")
    assert reason_of(stand) is EndReason.DONE


def test_asked_again_it_begins_with_the_reasons(stand: PlayerStand) -> None:
    stand.type("8")
    stand.press(Key.Key_Space)
    stand.press(Key.Key_Escape)
    assert stand.player.stop_panel.advice_text == ""
    assert reason_of(stand) is None


# --- the words (sections 4.3 and 7 of the domain research) ---


@pytest.mark.parametrize(
    ("reason", "wanted"),
    [
        (EndReason.DIZZY, ("lie down", "head low", "water", "do not stand up alone")),
        (EndReason.NUMB, ("no massage on this foot",)),
        (EndReason.SKIN, ("cover", "no massage there")),
        (EndReason.CALF, ("medical advice today", "do not massage this leg")),
        (EndReason.PAIN, ("lighter",)),
        (EndReason.SHARP_PAIN, ("stop here", "leave this place alone")),
    ],
)
def test_the_advice_says_what_helps(reason: EndReason, wanted: tuple[str, ...]) -> None:
    said = " ".join(advice(reason)).casefold()
    assert [words for words in wanted if words not in said] == []


@pytest.mark.parametrize("reason", REASONS)
def test_the_advice_names_no_number_no_diagnosis_and_no_alarm(reason: EndReason) -> None:
    said = " ".join((reason_choice(reason), *advice(reason)))
    assert not re.search(r"\d{2,}", said)
    assert not re.search(r"clot|thrombosis|tear|heal|cure|danger|warning|!", said, re.IGNORECASE)
    assert max(len(sentence.split()) for sentence in re.split(r"[.?]", said)) <= 24
