"""The hours of the day at which Today looks again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.day_hours import next_day_hour

BERLIN = ZoneInfo("Europe/Berlin")


def in_berlin(when: datetime) -> datetime:
    return when.astimezone(BERLIN)


@pytest.mark.parametrize(
    ("clock", "next_clock"),
    [
        ("2026-11-19 00:00", "2026-11-19 04:00"),
        ("2026-11-19 03:59", "2026-11-19 04:00"),
        ("2026-11-19 11:59", "2026-11-19 12:00"),
        ("2026-11-19 12:00", "2026-11-19 18:00"),
        ("2026-11-19 18:00", "2026-11-20 00:00"),
        ("2026-10-25 00:30", "2026-10-25 04:00"),  # clocks go back that night
        ("2026-03-28 23:00", "2026-03-29 00:00"),
        ("2026-03-29 00:30", "2026-03-29 04:00"),
    ],
)
def test_the_next_one_is_by_the_clock_on_the_wall(clock: str, next_clock: str) -> None:
    now = datetime.fromisoformat(clock).replace(tzinfo=BERLIN)
    found = next_day_hour(now.astimezone(UTC), in_berlin)
    assert found.isoformat(" ", "minutes").startswith(next_clock)


@given(st.integers(0, 60 * 24 * 400))
def test_it_lies_ahead_and_not_far(minutes: int) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ahead = next_day_hour(now, in_berlin) - now
    assert timedelta() < ahead <= timedelta(hours=9)
