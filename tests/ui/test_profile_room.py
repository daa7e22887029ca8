"""The health profile from Settings: answered again, and what professionals agreed to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import KnownError
from app.core.health_answers import Cleared
from app.core.health_check import clearable_by
from app.ui.check_page import CheckPage
from app.ui.profile_room import ProfileRoom
from app.ui.settings_health import HealthSection
from tests.core.health_building import FINE_PROFILE, NO, NOW, QUESTIONS, YES
from tests.core.test_intake import PROFILE, check
from tests.ui.intake_stand import IntakeStand
from tests.ui.player_fixtures import FULL, made_icons

Key = Qt.Key
AGREED = Cleared("00000000-0000-4000-8000-000000000099", "P12", "Ms. Ray", date(2026, 11, 20), NOW)
PREGNANT = {**FINE_PROFILE, "P12": YES}


class ProfileStand(IntakeStand):
    """The profile alone, in the same window, and the section of Settings."""

    def __init__(self) -> None:
        super().__init__()
        machine = self.room._machine
        self.profile = ProfileRoom(made_icons(), machine, self.health, self._questions)
        self.profile.page_wanted.connect(self._on_page)
        self.profile.left.connect(self._on_left)
        self.profile.told.connect(self.told.append)
        self.section = HealthSection(made_icons())

    @property
    def asked(self) -> CheckPage:
        assert self.profile.page is not None
        return self.profile.page

    def show_section(self) -> None:
        self.section.show_standing(self.profile.standing(), QUESTIONS, self.now.date())


def texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if not one.isHidden()]


def press(section: HealthSection, text: str) -> None:
    [found] = [one for one in section.findChildren(QPushButton) if one.text() == text]
    found.click()


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[ProfileStand]:
    made = ProfileStand()
    qtbot.addWidget(made.section)
    yield made
    made.close()


def test_it_is_answered_again_without_a_session(stand: ProfileStand) -> None:
    stand.profile.ask()
    stand.settle()
    first = stand.asked
    stand.profile.ask()
    assert stand.asked is first, "it is asked once"
    assert first.rows["P7"].answer == NO
    assert stand.focus is first.on
    first.rows["P7"].yes.click()
    stand.go_on()
    assert (stand.left, stand.profile.is_open) == (1, False)
    assert stand.log.health.kept[-1].answers["P7"] == YES
    assert stand.told == ["Your health answers are kept."]
    assert stand.admitted == []


def test_nothing_is_kept_while_something_lacks(stand: ProfileStand) -> None:
    stand.log.health.kept = []
    stand.profile.ask()
    stand.settle()
    assert stand.asked.rows["P1"].answer is None, "nothing is preset"
    stand.press(Key.Key_Y)
    stand.go_on()
    assert stand.asked.hint.text() == "16 questions are still to be answered."
    stand.press(Key.Key_Escape)
    assert (stand.left, stand.log.health.kept) == (1, [])
    stand.ask()
    assert stand.questions.rows["P1"].answer == YES, "what was answered just now is not lost"


def test_a_clearance_is_withdrawn_where_it_stands(stand: ProfileStand) -> None:
    stand.log.health.kept = [check(PROFILE, timedelta(days=1), PREGNANT)]
    stand.log.health.cleared = [AGREED]
    stand.profile.ask()
    stand.asked.rows["P12"].withdraw.click()
    assert stand.log.health.cleared == []
    assert "until your midwife or doctor agrees" in stand.asked.rows["P12"].said


@pytest.mark.parametrize("fails", ["log", "questions"])
def test_what_cannot_be_read_is_told(stand: ProfileStand, fails: str) -> None:
    stand.log.fails = fails == "log"
    stand.no_questions = FULL if fails == "questions" else ""
    stand.profile.ask()
    assert (stand.told, stand.profile.is_open) == ([FULL], False)
    with pytest.raises(KnownError, match=FULL):
        stand.profile.standing()


# --- the section ---


def test_settings_say_when_it_was_answered_and_until_when_it_holds(stand: ProfileStand) -> None:
    stand.log.health.kept = [check(PROFILE, timedelta(days=3), FINE_PROFILE)]
    stand.show_section()
    when = NOW - timedelta(days=3)
    [said] = [text for text in texts(stand.section) if text.startswith("Answered")]
    assert f"{when.day} " in said
    assert "asks again from" in said
    assert stand.section.answer.text() == "Answer it again"


@pytest.mark.parametrize(
    ("days", "words", "button"),
    [
        (None, "have not answered the questions on your health yet", "Answer now"),
        (30, "asks again before your next session", "Answer it again"),
    ],
)
def test_settings_say_that_it_is_due(
    stand: ProfileStand, days: int | None, words: str, button: str
) -> None:
    kept = [] if days is None else [check(PROFILE, timedelta(days=days), PREGNANT)]
    stand.log.health.kept = kept
    stand.show_section()
    assert any(words in text for text in texts(stand.section))
    assert not any("No massage" in text for text in texts(stand.section))
    assert stand.section.answer.text() == button


def test_settings_name_who_agreed_to_what_and_let_it_be_withdrawn(stand: ProfileStand) -> None:
    stand.log.health.kept = [check(PROFILE, timedelta(days=3), PREGNANT)]
    stand.log.health.cleared = [AGREED]
    stand.section.withdrawn.connect(stand.health.withdraw)
    stand.show_section()
    said = texts(stand.section)
    assert "Are you pregnant?" in said
    assert "Ms. Ray agreed, 20 November 2026." in said
    press(stand.section, "This holds no more")
    assert stand.log.health.cleared == []
    stand.health.restore(AGREED)
    assert stand.log.health.cleared == [AGREED]


def test_settings_record_who_agreed(stand: ProfileStand) -> None:
    stand.log.health.kept = [check(PROFILE, timedelta(days=3), PREGNANT)]
    stand.section.cleared.connect(stand.profile.record)
    stand.show_section()
    verdict = stand.profile.standing().verdict
    assert verdict is not None
    assert clearable_by(QUESTIONS, verdict.reasons[0]) == "your midwife or doctor"
    press(stand.section, "Record that your midwife or doctor agreed")
    [form] = [one for one in stand.section._list.findChildren(QWidget) if hasattr(one, "who")]
    form.who.setText("Ms. Ray")
    press(stand.section, "Record it")
    [kept] = stand.log.health.cleared
    assert (kept.question, kept.by, kept.recorded) == ("P12", "Ms. Ray", NOW)
    stand.show_section()
    stand.settle()
    assert not any("No massage until" in text for text in texts(stand.section))


def test_settings_say_why_they_can_tell_nothing(stand: ProfileStand) -> None:
    stand.show_section()
    stand.section.show_trouble(FULL)
    assert texts(stand.section)[-1] == FULL


def test_one_that_never_came_into_the_log_comes_back_by_undo(stand: ProfileStand) -> None:
    stand.log.fails = True
    stand.health.keep(AGREED)
    assert stand.health.withdraw(AGREED)
    stand.log.fails = False
    stand.health.restore(AGREED)
    assert stand.log.health.cleared == [AGREED]
