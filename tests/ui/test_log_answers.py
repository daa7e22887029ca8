"""What was said with yes or no, before a session and after it, as the log shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from pytestqt.qtbot import QtBot

from app.core.answer import Answer, Answers
from app.core.health_answers import Check
from app.core.health_questions import Questionnaire
from app.core.script import Area
from app.core.soreness import EventType, LogEvent, LoggedSession, RatingContext
from app.ui.health_keeper import HealthKeeper
from app.ui.log_answers import Asked, answer_lines, nothing_asked
from app.ui.log_detail import LogDetail
from tests.core.health_building import (
    FINE_PROFILE,
    FINE_TODAY,
    LEFT,
    NO,
    NOW,
    QUESTIONS,
    YES,
    logged,
    told_after,
    yes,
)
from tests.ui.intake_stand import FakeIntakeLog
from tests.ui.player_fixtures import made_icons

DAY = timedelta(hours=24)
AFTER, H24 = RatingContext.AFTER, RatingContext.H24


def check(answers: Answers, questionnaire: Questionnaire = Questionnaire.TODAY) -> Check:
    return Check("c", questionnaire, 1, NOW, answers, "clear", "s")


def lines(session: LoggedSession, *checks: Check) -> list[tuple[str, str]]:
    return answer_lines(session, Asked(QUESTIONS, checks))


def test_a_check_that_found_nothing_is_a_line() -> None:
    found = lines(logged("s", DAY), check(FINE_TODAY), check(FINE_PROFILE, Questionnaire.PROFILE))
    assert found == [("Before", "Safety check: nothing stood in the way.")]


def test_what_changed_the_session_is_told_with_where() -> None:
    given: dict[str, Answer] = {
        **FINE_TODAY,
        "T3": yes((LEFT, Area.HEEL)),
        "T3-infected": NO,
        "T7": YES,
        "T99": YES,
    }
    assert lines(logged("s", DAY), check(given)) == [
        ("Before", f"{QUESTIONS.find('T3').ask} yes (Left foot: heel)"),
        ("Before", f"{QUESTIONS.find('T7').ask} yes"),
    ]


def test_what_was_asked_again_for_a_flag_is_told_too() -> None:
    [(_, told)] = lines(logged("s", DAY), check({**FINE_TODAY, "A4": yes(LEFT)}))
    assert told.endswith("before the session? yes (Left foot)")


def test_after_it_each_yes_has_a_line_and_the_rest_is_one() -> None:
    told = (
        *told_after("s", AFTER, DAY, A5=NO, A6=NO, A7=yes(LEFT)),
        *told_after("s", H24, timedelta(), A3=YES, A3_large=YES, A3_spreading=NO, A8=NO),
    )
    assert lines(logged("s", DAY, *told)) == [
        ("After", "Something on the skin: yes (Left foot)"),
        ("After", "Dizziness, Numbness: no"),
        ("24 hours after", "Bruise: yes"),
        ("24 hours after", "Is it larger than a coin? yes"),
        ("24 hours after", "Is it growing? no"),
        ("24 hours after", "Worse pain: no"),
    ]


def test_what_happened_is_told_even_where_the_questions_cannot_be_read() -> None:
    event = LogEvent(
        "e", "s", NOW, EventType.BRUISE, "larger than a coin", LEFT, Area.CALF, note="fell"
    )
    bare = replace(event, id="f", type=EventType.DIZZINESS, severity="", note="")
    session = logged("s", DAY, *told_after("s", AFTER, DAY, A5=YES))
    session = replace(session, events=(event, replace(bare, side=None, region=None)))
    assert answer_lines(session, nothing_asked("s")) == [
        ("Noted", "Bruise, left foot, calf, larger than a coin, fell (Sat 21 Nov 2026, 09:30)"),
        ("Noted", "Dizziness (Sat 21 Nov 2026, 09:30)"),
    ]


def test_the_page_of_a_session_shows_them_and_nothing_where_there_are_none(qtbot: QtBot) -> None:
    asked: list[str] = []

    def asked_of(session_id: str) -> Asked:
        asked.append(session_id)
        return Asked(QUESTIONS, (check(FINE_TODAY),) if session_id == "s" else ())

    detail = LogDetail(made_icons(), asked_of)
    qtbot.addWidget(detail)
    detail.show()
    detail.show_session(logged("s", DAY))
    assert detail.answers.isVisible()
    detail.show_session(logged("other", DAY))
    assert not detail.answers.isVisible()
    assert asked == ["s", "other"]


def test_a_log_that_cannot_be_read_tells_of_no_check() -> None:
    log = FakeIntakeLog()
    log.health.kept.append(check(FINE_TODAY))
    keeper = HealthKeeper(lambda: log.health, lambda: NOW)
    assert keeper.checks_of("s") == (check(FINE_TODAY),)
    assert keeper.checks_of("other") == ()
    log.fails = True
    assert keeper.checks_of("s") == ()
