"""Days on which rest was advised."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.core.advised_rest import rested_days
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import EndReason, Rating, RatingContext, RatingKind
from tests.core.week_building import check, session

BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY = datetime(2026, 11, 17, 18, 0, tzinfo=BERLIN)
SIGNS = [EndReason.SHARP_PAIN, EndReason.NUMB, EndReason.DIZZY, EndReason.SKIN, EndReason.CALF]


def _local(when: datetime) -> datetime:
    return when.astimezone(BERLIN)


def _november(*days: int) -> set[date]:
    return {date(2026, 11, day) for day in days}


@pytest.mark.parametrize(
    ("level", "days"), [("stop", {17}), ("area", set()), ("clear", set()), ("", set())]
)
def test_a_check_that_says_stop_is_advice_to_rest(level: str, days: set[int]) -> None:
    assert rested_days([check(TUESDAY, level)], [], _local) == _november(*days)


def test_the_last_check_of_a_day_holds() -> None:
    first, later = TUESDAY, TUESDAY + timedelta(hours=1)
    assert rested_days([check(later, "clear"), check(first, "stop")], [], _local) == set()
    assert rested_days([check(later, "stop"), check(first, "clear")], [], _local) == _november(17)


def test_a_check_is_of_the_day_as_it_was_lived() -> None:
    tokyo = datetime(2026, 11, 18, 7, 0, tzinfo=ZoneInfo("Asia/Tokyo"))  # still the 17th in Berlin
    assert rested_days([check(tokyo, "stop")], [], _local) == _november(18)


@pytest.mark.parametrize("reason", SIGNS)
def test_a_sign_of_the_body_asks_for_two_days(reason: EndReason) -> None:
    stopped = session(TUESDAY, 300, reason)
    assert rested_days([], [stopped], _local) == _november(17, 18, 19)


def test_a_sign_after_fifteen_minutes_asks_for_rest_after_that_day() -> None:
    stopped = session(TUESDAY, 900, EndReason.NUMB)
    assert rested_days([], [stopped], _local) == _november(18, 19)


def test_pain_that_stopped_it_is_advice_for_that_day() -> None:
    stopped = session(TUESDAY, 300, EndReason.PAIN)
    assert rested_days([], [stopped], _local) == _november(17)
    assert rested_days([], [session(TUESDAY, 900, EndReason.PAIN)], _local) == set()


@pytest.mark.parametrize("reason", [None, EndReason.DONE, EndReason.OTHER, EndReason.CRASH])
def test_what_ended_for_no_sign_asks_for_none(reason: EndReason | None) -> None:
    assert rested_days([], [session(TUESDAY, 300, reason)], _local) == set()


def test_two_days_are_48_hours_also_when_the_clock_is_put_back() -> None:
    # It ends at 0:30 on Saturday; 48 hours later, the clock put back, it is 23:30 on Sunday.
    stopped = session(datetime(2026, 10, 24, 0, 10, tzinfo=BERLIN), 300, EndReason.NUMB)
    assert rested_days([], [stopped], _local) == {date(2026, 10, 24), date(2026, 10, 25)}


@pytest.mark.parametrize(
    ("kind", "context", "value", "days"),
    [
        (RatingKind.PAIN, RatingContext.DAILY, 7, {17}),
        (RatingKind.PAIN, RatingContext.DAILY, 6, set()),
        (RatingKind.PAIN, RatingContext.DAILY, None, set()),
        (RatingKind.PAIN, RatingContext.BEFORE, 9, set()),
        (RatingKind.FIRST_STEP, RatingContext.DAILY, 9, set()),
    ],
)
def test_who_rested_for_strong_pain_was_advised_to(
    kind: RatingKind, context: RatingContext, value: int | None, days: set[int]
) -> None:
    told = Rating("r", None, kind, context, TUESDAY, Foot.LEFT, Area.WHOLE_FOOT, value)
    assert rested_days([], [], _local, [told]) == _november(*days)
