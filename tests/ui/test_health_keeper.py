"""The answers to the health profile, wherever they are kept just now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.core.answer import Answers
from app.core.health_answers import Check
from app.core.health_questions import Questionnaire
from app.ui.health_keeper import HealthKeeper
from tests.core.health_building import NOW, YES
from tests.core.test_intake import check
from tests.ui.intake_stand import FakeIntakeLog

THINNERS, DIABETES = {"P7": YES}, {"P6": YES}


@pytest.fixture
def log() -> FakeIntakeLog:
    return FakeIntakeLog()


@pytest.fixture
def keeper(log: FakeIntakeLog) -> HealthKeeper:
    return HealthKeeper(lambda: log.health, lambda: NOW)


def profile(given: Answers, days_ago: int = 0) -> Check:
    return check(Questionnaire.PROFILE, timedelta(days=days_ago), given)


def test_the_newest_profile_that_holds_is_known(keeper: HealthKeeper, log: FakeIntakeLog) -> None:
    assert keeper.profile_answers() == {}
    log.health.kept = [profile(DIABETES, 3), profile(THINNERS, 2)]
    assert keeper.profile_answers() == THINNERS


def test_one_that_is_too_old_is_none(keeper: HealthKeeper, log: FakeIntakeLog) -> None:
    log.health.kept = [profile(THINNERS, 30)]
    assert keeper.profile_answers() == {}


def test_one_that_waits_for_the_log_counts(keeper: HealthKeeper, log: FakeIntakeLog) -> None:
    log.health.kept = [profile(DIABETES, 3)]
    log.fails = True
    keeper.keep(profile(THINNERS))
    assert keeper.profile_answers() == THINNERS


def test_where_the_log_cannot_be_read_it_is_the_one_that_was_last_read(
    keeper: HealthKeeper, log: FakeIntakeLog
) -> None:
    log.health.kept = [profile(THINNERS, 3)]
    keeper.read()
    log.fails = True
    assert keeper.profile_answers() == THINNERS


def test_where_it_never_could_be_read_there_is_none(
    keeper: HealthKeeper, log: FakeIntakeLog
) -> None:
    log.health.kept = [profile(THINNERS, 3)]
    log.fails = True
    assert keeper.profile_answers() == {}


def test_what_the_log_reads_but_does_not_take_is_known_all_the_same(
    keeper: HealthKeeper, log: FakeIntakeLog
) -> None:
    ill = replace(check(Questionnaire.TODAY, timedelta(), {"T4": YES}), id="ill")
    log.fails = True
    for one in (profile(THINNERS), ill):
        keeper.keep(one)
    log.fails = False
    assert keeper.read() == ((profile(THINNERS),), ())
    assert keeper.today_checks(NOW - timedelta(days=1)) == (ill,)
