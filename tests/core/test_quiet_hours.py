"""The night, days and hours, as clocks show them where the person is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.quiet_hours import (
    QUIET_TO_H,
    after_quiet,
    at_hour,
    day_of,
    is_quiet,
    is_wholly_quiet,
    shown,
)
from app.core.wall_clock import system_local
from tests.core.followup_building import BERLIN, NEW_YORK, place

TO_BERLIN = place(BERLIN)
ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
]
# Where and when the clocks of these zones change, and all the days between.
instants = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001
    datetime(2027, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
zones = st.sampled_from(ZONES).map(ZoneInfo)


def berlin(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("hour", "minute", "quiet"),
    [(21, 59, False), (22, 0, True), (0, 0, True), (6, 59, True), (7, 0, False), (12, 0, False)],
)
def test_the_night_is_from_ten_to_seven(hour: int, minute: int, *, quiet: bool) -> None:
    assert is_quiet(berlin(21, hour, minute), TO_BERLIN) is quiet


def test_what_falls_into_the_night_waits_for_its_morning() -> None:
    assert after_quiet(berlin(21, 21, 59), TO_BERLIN) == berlin(21, 21, 59)
    assert after_quiet(berlin(21, 22), TO_BERLIN) == berlin(22, 7)
    assert after_quiet(berlin(22, 6, 59), TO_BERLIN) == berlin(22, 7)
    assert after_quiet(berlin(22, 7), TO_BERLIN) == berlin(22, 7)


def test_a_span_is_wholly_quiet_only_if_it_is_within_one_night() -> None:
    assert is_wholly_quiet(berlin(21, 22), berlin(22, 7), TO_BERLIN)
    assert not is_wholly_quiet(berlin(21, 21, 59), berlin(22, 2), TO_BERLIN)
    assert not is_wholly_quiet(berlin(21, 23), berlin(22, 7, 1), TO_BERLIN)
    assert not is_wholly_quiet(berlin(21, 23), berlin(22, 23), TO_BERLIN), "two nights"


@pytest.mark.parametrize(("day", "night_h"), [(date(2026, 3, 29), 8), (date(2026, 10, 25), 10)])
def test_the_night_in_which_clocks_change_ends_at_seven_too(day: date, night_h: int) -> None:
    evening = at_hour(day - timedelta(days=1), 22, TO_BERLIN)
    morning = after_quiet(evening, TO_BERLIN)
    assert TO_BERLIN(morning).hour == 7
    assert morning - evening == timedelta(hours=night_h)


@pytest.mark.parametrize(("month", "day"), [(3, 8), (11, 1)])
@pytest.mark.parametrize("hour", [4, 7])
def test_an_hour_is_found_on_a_day_on_which_clocks_change_far_from_greenwich(
    month: int, day: int, hour: int
) -> None:
    found = at_hour(date(2026, month, day), hour, place(NEW_YORK)).astimezone(NEW_YORK)
    assert (found.day, found.hour, found.minute) == (day, hour, 0)


def test_an_instant_is_shown_with_the_offset_that_clocks_have_then() -> None:
    winter, summer = (shown(datetime(2026, m, 1, 12, tzinfo=UTC), TO_BERLIN) for m in (1, 7))
    assert (winter.hour, summer.hour) == (13, 14)
    twice = [datetime(2026, 10, 25, utc_h, 30, tzinfo=UTC) for utc_h in (0, 1)]
    first, second = (shown(when, TO_BERLIN) for when in twice)
    assert (first.hour, second.hour) == (2, 2)
    assert second - first == timedelta(hours=1)


def test_here_is_where_this_machine_is() -> None:
    when = datetime(2026, 7, 1, tzinfo=UTC)
    assert system_local(when) == when
    assert system_local(when).utcoffset() == when.astimezone().utcoffset()


@given(instants, zones)
def test_after_the_quiet_hours_it_is_never_quiet_and_never_earlier_nor_much_later(
    when: datetime, zone: ZoneInfo
) -> None:
    local = place(zone)
    after = after_quiet(when, local)
    assert not is_quiet(after, local)
    assert when <= after <= when + timedelta(hours=10)
    assert after == when or (local(after).hour, local(after).minute) == (QUIET_TO_H, 0)


@given(instants, zones, st.sampled_from([4, 7, 12, 22]))
def test_an_hour_of_a_day_is_found_wherever_and_whenever(
    when: datetime, zone: ZoneInfo, hour: int
) -> None:
    local = place(zone)
    day = day_of(when, local)
    found = local(at_hour(day, hour, local))
    assert (found.date(), found.hour, found.minute) == (day, hour, 0)
