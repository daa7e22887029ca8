"""The days of a curve with something on them."""

from __future__ import annotations

import doctest
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.core import trend_stops
from app.core.paired_pain import foot_pairs
from app.core.plan import Feet, Foot
from app.core.script import Area
from app.core.session_pain import SessionPain
from app.core.soreness import EventType
from app.core.trend_stops import Reading, Stop, Stops, day_stops, pair_stops
from app.core.trend_view import EventMark, SessionMark, TrendKind, day_trend
from app.core.trends import DayValue

START = date(2026, 11, 2)


def day(number: int) -> date:
    return START + timedelta(days=number)


def session(number: int, id_: str = "a") -> SessionMark:
    return SessionMark(id_, day(number), "Slow release", Feet.BOTH)


def bruise(number: int) -> EventMark:
    return EventMark(day(number), EventType.BRUISE, Foot.LEFT, Area.ARCH, None)


def test_the_examples_in_the_docs_are_right() -> None:
    assert doctest.testmod(trend_stops).failed == 0


def test_a_day_has_both_feet_its_sessions_and_what_happened() -> None:
    left = [DayValue(day(n), 5) for n in range(4)]
    trend = day_trend({Foot.LEFT: left, Foot.RIGHT: [DayValue(day(3), 2)]}, None, None, day(9))
    stops = day_stops(trend, [session(3, "a"), session(3, "b"), session(7)], [bruise(8)])
    assert list(stops.days) == [day(n) for n in (0, 1, 2, 3, 7, 8)]
    assert len(stops) == 6
    full = stops.at(3)
    assert [(one.foot, one.values) for one in full.readings] == [
        (Foot.LEFT, (5,)),
        (Foot.RIGHT, (2,)),
    ]
    assert full.readings[0].median is not None
    assert full.readings[1].median is None
    assert [one.session_id for one in full.sessions] == ["a", "b"]
    assert stops.at(4) == Stop(day(7), sessions=(session(7),))
    assert stops.at(5) == Stop(day(8), events=(bruise(8),))


def test_a_pair_is_read_as_before_and_later() -> None:
    when, heel = datetime(2026, 11, 3, 18, tzinfo=UTC), (Foot.LEFT, Area.HEEL)
    pain = SessionPain("a", when, "slow", "Slow release", (), heel, 6, 4)
    pairs = [foot_pairs(*heel, [pain], TrendKind.BEFORE_AFTER)]
    stops = pair_stops(pairs, [session(1), session(4)], [])
    assert [stops.at(place) for place in range(len(stops))] == [
        Stop(day(1), (Reading(Foot.LEFT, (6, 4)),), (session(1),)),
        Stop(day(4), (), (session(4),)),
    ]


@given(st.sets(st.integers(0, 50)), st.floats(-10, 60))
def test_the_nearest_is_nearer_than_any_other(days: set[int], at: float) -> None:
    stops = Stops([day(number) for number in sorted(days)], lambda _day: (), {}, {})
    wanted = START.toordinal() + at
    found = stops.nearest(wanted)
    if not days:
        assert found is None
        return
    assert found is not None
    far = [abs(one.toordinal() - wanted) for one in stops.days]
    assert far[found] == min(far)
