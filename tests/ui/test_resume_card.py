"""The card that offers to go on: the same hands-on time as the player showed."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui.today_cards import ResumeCard
from tests.core.test_cut_off import START, cut_off, walk
from tests.ui.player_fixtures import made_icons


def test_begun_seconds_of_hands_on_time_are_not_over(qtbot: QtBot) -> None:
    card = ResumeCard(made_icons())
    qtbot.addWidget(card)
    at = START + timedelta(seconds=100)
    card.show_cut_off(cut_off(walk().at(1, 93.6), at), at.date())
    said = " ".join(part.text() for part in card.findChildren(QLabel))
    assert "1:33 of hands-on massage are done" in said
