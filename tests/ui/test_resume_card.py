"""The card that offers to go on: the same hands-on time as the player showed."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.core.cut_off import CutOff
from app.core.session_table import State
from app.core.soreness import EndReason
from app.ui.today_cards import ResumeCard
from tests.core.fake_clock import Walk, state_of
from tests.core.test_cut_off import START, cut_off, walk
from tests.ui.player_fixtures import made_icons


def said_of(qtbot: QtBot, found: CutOff) -> list[str]:
    card = ResumeCard(made_icons())
    qtbot.addWidget(card)
    card.show_cut_off(found, START.date())
    return [part.text() for part in card.findChildren(QLabel) if part.text()]


def found_after(walked: Walk) -> CutOff:
    return cut_off(walked, START + timedelta(seconds=100))


def test_begun_seconds_of_hands_on_time_are_not_over(qtbot: QtBot) -> None:
    said = said_of(qtbot, found_after(walk().at(1, 93.6)))
    assert "1:33 of hands-on massage are done" in " ".join(said)


def test_it_names_the_step_and_what_is_left_of_it(qtbot: QtBot) -> None:
    said = said_of(qtbot, found_after(walk().at(1, 90)))
    assert "Resume at “Knead”" in said
    assert "8:30 left" in " ".join(said)


def asked() -> Walk:
    """Asked about the minutes that are missing after 100 seconds of the first step."""
    walked = walk().at(1, 100)
    while state_of(walked) is State.RUNNING:
        walked.session.next()
    assert state_of(walked) is State.SHORT
    return walked


def test_at_the_question_about_the_missing_minutes_it_says_what_is_missing(qtbot: QtBot) -> None:
    said = said_of(qtbot, found_after(asked()))
    assert "13:20 more reaches fifteen minutes." in said
    assert not any("left" in part or "Resume at" in part for part in said)


def test_at_a_stop_on_that_question_too(qtbot: QtBot) -> None:
    walked = asked()
    walked.session.stop()
    walked.session.give_reason(EndReason.OTHER)
    assert "13:20 more reaches fifteen minutes." in said_of(qtbot, found_after(walked))
