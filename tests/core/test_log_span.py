"""How far back the log is looked at."""

from __future__ import annotations

import doctest
from datetime import date

import pytest

from app.core import log_span
from app.core.log_span import LogSpan

TODAY = date(2026, 3, 1)


def test_the_example_holds() -> None:
    assert doctest.testmod(log_span).failed == 0


@pytest.mark.parametrize(
    ("span", "days"),
    [
        (LogSpan.WEEKS_4, 28),
        (LogSpan.MONTH, 30),
        (LogSpan.WEEKS_8, 56),
        (LogSpan.QUARTER, 91),
        (LogSpan.MONTHS_6, 182),
        (LogSpan.YEAR, 365),
    ],
)
def test_a_span_ends_today_and_counts_it(span: LogSpan, days: int) -> None:
    first = span.since(TODAY)
    assert first is not None
    assert (TODAY - first).days + 1 == days


@pytest.mark.parametrize("span", [LogSpan.ALL, LogSpan.OWN])
def test_all_and_days_of_ones_own_are_not_counted_back(span: LogSpan) -> None:
    assert span.since(TODAY) is None
