"""A session goes on after a long pause: it asks for anything new, and only then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.core import session_events as happened
from app.core.session_events import Event
from app.ui.long_pause import LongPause
from tests.core.health_building import NOW


class Heard:
    """A time of day that goes on, and what is told."""

    def __init__(self) -> None:
        self.now = NOW
        self.told: list[str] = []
        self.pause = LongPause(lambda: self.now)
        self.pause.told.connect(self.told.append)

    def hear(self, *events: Event) -> None:
        for event in events:
            self.pause.hear(event)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.mark.parametrize(
    "stands", [happened.Paused(0), happened.WaitingForPerson(0), happened.StopAsked(0)]
)
def test_a_long_pause_is_told_once_when_it_is_over(heard: Heard, stands: Event) -> None:
    heard.hear(stands)
    heard.now += timedelta(minutes=45)
    assert heard.told == []
    heard.hear(happened.Resuming(0), happened.Resumed(0), happened.SegmentStarted(0, 1))
    [told] = heard.told
    assert told.startswith("You paused for 45 min.")
    assert "Esc" in told


def test_a_short_pause_is_not(heard: Heard) -> None:
    heard.hear(happened.Paused(0))
    heard.now += timedelta(minutes=29)
    heard.hear(happened.Resuming(0), happened.Paused(0))
    heard.now += timedelta(minutes=29)
    heard.hear(happened.Resuming(0))
    assert heard.told == []


def test_a_jump_in_a_pause_does_not_end_it(heard: Heard) -> None:
    heard.hear(happened.Paused(0), happened.SegmentStarted(0, 3, is_running=False))
    heard.now += timedelta(minutes=30)
    heard.hear(happened.SegmentStarted(0, 4))
    assert len(heard.told) == 1


def test_it_counts_from_where_it_first_stood_and_a_sleep_counts(heard: Heard) -> None:
    heard.hear(happened.Paused(0))
    heard.now += timedelta(minutes=20)
    heard.hear(happened.StopAsked(0))
    heard.now += timedelta(minutes=10)
    heard.hear(happened.Resuming(0))
    heard.hear(happened.Interrupted(0, 3600.0), happened.Resuming(0))
    assert [one.split(".")[0] for one in heard.told] == [
        "You paused for 30 min",
        "You paused for 60 min",
    ]
