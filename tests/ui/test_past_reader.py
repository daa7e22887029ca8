"""What the log tells Today of pain over days, with a log on the disk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.advised_rest import stopped_days
from app.core.after_questions import FlagReason
from app.core.answer import Answer
from app.core.daily_question import HurtsMost
from app.core.flags import LOOKS_BACK
from app.core.health_answers import Check, current_profile
from app.core.health_questions import Outcome, Questionnaire
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import Rating, RatingContext, RatingKind
from app.storage.log_store import LogStore
from app.storage.record_id import new_id
from app.ui.past_reader import PastReader
from tests.core.followup_building import session
from tests.core.health_building import NOW, QUESTIONS

OLDER, NEWER = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[LogStore]:
    store = LogStore(tmp_path / "log.sqlite3", lambda: NOW)
    yield store
    store.close()


def keep(log: LogStore, value: int, first_ago: int, last_ago: int) -> None:
    """First steps of all days from one to another."""
    for ago in range(first_ago, last_ago - 1, -1):
        when = NOW - timedelta(days=ago)
        kind, context = RatingKind.FIRST_STEP, RatingContext.DAILY
        log.add_rating(
            Rating(new_id(), None, kind, context, when, Foot.LEFT, Area.WHOLE_FOOT, value)
        )


def said(log: LogStore) -> list[FlagReason]:
    past = PastReader(log, lambda: QUESTIONS, lambda: HurtsMost.HEEL_OR_ARCH).read(NOW)
    assert [one.flag for one in past.advice] == list(past.flags)
    return [flag.reason for flag in past.flags]


def test_pain_that_fell_long_ago_and_stays_there_is_lower_than_in_the_first_week(
    log: LogStore,
) -> None:
    keep(log, 8, 200, 190)
    keep(log, 5, 130, 0)
    assert said(log) == []


def test_pain_is_held_against_a_first_week_of_long_ago(log: LogStore) -> None:
    keep(log, 5, 200, 190)
    assert said(log) == []
    keep(log, 5, 6, 0)
    assert said(log) == [FlagReason.NO_CHANGE]


def test_an_older_session_is_looked_at_a_third_day_as_well(log: LogStore) -> None:
    older = session(NOW - timedelta(days=8), OLDER)
    log.add_session(older.session)
    log.add_session(session(NOW - timedelta(hours=5), NEWER).session)
    kind, when = RatingKind.SORENESS, older.session.end + timedelta(hours=48)
    sore = Rating(new_id(), OLDER, kind, RatingContext.H48, when, Foot.LEFT, Area.WHOLE_FOOT, 4)
    log.add_rating(replace(sore, hours_after_end=48.0))
    past = PastReader(log, lambda: QUESTIONS, lambda: HurtsMost.HEEL_OR_ARCH).read(NOW)
    third = [one.session_id for one in past.check_ins if one.context is RatingContext.H72]
    assert third == [OLDER]


def keep_stopped_profile(log: LogStore, hours_ago: int) -> None:
    when = NOW - timedelta(hours=hours_ago)
    answers = {"P5": Answer(is_yes=bool(hours_ago % 2))}
    log.health.add_check(Check(new_id(), Questionnaire.PROFILE, 1, when, answers, Outcome.STOP))


@given(st.lists(st.integers(-40 * 24, 400 * 24), max_size=6))
def test_profiles_of_long_ago_are_not_read_and_what_follows_is_the_same(hours: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = LogStore(Path(folder) / "log.sqlite3", lambda: NOW)
        log.database.connection.execute("PRAGMA synchronous = OFF")
        for ago in hours:
            keep_stopped_profile(log, ago)
        past = PastReader(log, lambda: QUESTIONS, lambda: HurtsMost.HEEL_OR_ARCH).read(NOW)
        every = log.health.checks(Questionnaire.PROFILE)
        log.close()
    holds = current_profile(every, NOW)
    assert past.profile == ({} if holds is None else holds.answers)
    lately = (NOW - LOOKS_BACK).date() + timedelta(days=1)
    stopped = {day for day in stopped_days(every) if day >= lately}
    assert {day for day in stopped_days(past.checks) if day >= lately} == stopped
    assert all(one.when >= NOW - LOOKS_BACK for one in past.checks)
