"""From the clock on the wall to an instant."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.wall_clock import instant_at, system_local

BERLIN = ZoneInfo("Europe/Berlin")


def _berlin(when: datetime) -> datetime:
    return when.astimezone(BERLIN)


@pytest.mark.parametrize(
    ("day", "at", "instant"),
    [
        (date(2026, 11, 21), time(18), "2026-11-21T17:00Z"),
        (date(2026, 7, 21), time(18), "2026-07-21T16:00Z"),
        # Put forward at 2:00: 2:30 does not come, and is half an hour after what comes for 2:00.
        (date(2026, 3, 29), time(1, 59), "2026-03-29T00:59Z"),
        (date(2026, 3, 29), time(2), "2026-03-29T01:00Z"),
        (date(2026, 3, 29), time(2, 30), "2026-03-29T01:30Z"),
        (date(2026, 3, 29), time(3), "2026-03-29T01:00Z"),
        # Put back at 3:00: 2:30 comes twice, and is the first of them.
        (date(2026, 10, 25), time(1, 59), "2026-10-24T23:59Z"),
        (date(2026, 10, 25), time(2, 30), "2026-10-25T00:30Z"),
        (date(2026, 10, 25), time(3), "2026-10-25T02:00Z"),
    ],
)
def test_it_is_right_where_clocks_change(day: date, at: time, instant: str) -> None:
    found = instant_at(day, at, _berlin)
    assert found.astimezone(UTC) == datetime.fromisoformat(instant)
    assert found.utcoffset() == _berlin(found.astimezone(UTC)).utcoffset()


ZONES = ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Tokyo"]


@given(
    st.sampled_from(ZONES),
    st.dates(date(2015, 1, 1), date(2035, 1, 1)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_the_clock_shows_it_or_it_does_not_come_at_all(zone: str, day: date, at: time) -> None:
    there = ZoneInfo(zone)
    found = instant_at(day, at, lambda when: when.astimezone(there))
    local = found.astimezone(UTC).astimezone(there)
    if local.replace(tzinfo=None, fold=0) != datetime.combine(day, at):
        assert local.replace(tzinfo=None) > datetime.combine(day, at)
        asked = datetime.combine(day, at, there)
        assert asked.astimezone(UTC).astimezone(there).replace(tzinfo=None) != asked.replace(
            tzinfo=None
        )
    else:
        assert local.fold == 0


def test_this_computers_zone_keeps_the_instant() -> None:
    when = datetime(2026, 11, 21, 17, tzinfo=UTC)
    assert system_local(when) - when == timedelta()
    assert system_local(when).utcoffset() is not None
