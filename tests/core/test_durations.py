"""Times as scripts write them, and as people read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.durations import clock_text, parse_seconds, whole_s
from tests.core.plan_oracle import seconds
from tests.core.strategies import time_texts


@pytest.mark.parametrize(
    ("text", "wanted_s"),
    [
        ("90", 90),
        ("90 s", 90),
        ("90s", 90),
        ("0", 0),
        ("0 s", 0),
        ("2 min", 120),
        ("2m", 120),
        ("1 min 30 s", 90),
        ("1 min 5 s", 65),
        ("1m30s", 90),
        ("1m5s", 65),
        ("1:30", 90),
        ("0:45", 45),
        ("90:00", 5400),
        ("007", 7),
        ("00:10", 10),
    ],
)
def test_a_time_is_read(text: str, wanted_s: int) -> None:
    assert parse_seconds(text) == wanted_s


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "s",
        "min",
        "1.5 min",
        "1,5",
        "-5",
        "+5",
        "1:75",
        "1:60",
        "1:5",
        ":30",
        "1:",
        "1:30:00",
        "1 min 75 s",
        "1 min 60 s",
        "1m75s",
        "1 min 30",
        "1 min30 s",
        "1m 30s",
        "2min",
        "2 m",
        "2 mins",
        "90 sec",
        "90 S",
        "90  s",
        "90 ",
        " 90",
        "90\n",
        "1 h",
        "30 s 1 min",
        "half",
        "1e3",
        "0x10",
        "1_000",
        "٣",
        "９０",
        "²",
    ],
)
def test_nothing_else_is_a_time(text: str) -> None:
    assert parse_seconds(text) is None


@given(time_texts(0, 10_000))
def test_every_form_says_the_same(text: str) -> None:
    assert parse_seconds(text) == seconds(text)


@pytest.mark.parametrize("form", ["{}", "{} s", "{} min", "{}m5s", "{}:00", "1 min {} s"])
def test_an_endless_number_is_never_converted(form: str) -> None:
    text = form.format("9" * 5000)
    assert parse_seconds(text) == (None if form.startswith("1 min") else 10**9)


def test_a_number_that_is_only_long_by_its_zeros_is_read() -> None:
    assert parse_seconds("0" * 5000 + "90 s") == 90


def test_a_number_too_large_to_be_meant_is_cut() -> None:
    assert parse_seconds("9999999999") == 10**9
    assert parse_seconds("999999999 min") == 10**9


@pytest.mark.parametrize(
    ("time_s", "text"),
    [
        (0, "0:00"),
        (42, "0:42"),
        (60, "1:00"),
        (750, "12:30"),
        (3599, "59:59"),
        (3600, "1:00:00"),
        (3900, "1:05:00"),
        (36_061, "10:01:01"),
    ],
)
def test_a_time_is_written_as_a_clock_shows_it(time_s: int, text: str) -> None:
    assert clock_text(time_s) == text


@given(st.integers(0, 3599))
def test_what_is_written_can_be_read(time_s: int) -> None:
    assert parse_seconds(clock_text(time_s)) == time_s


@pytest.mark.parametrize(
    ("seconds", "whole"), [(0.0, 0), (59.4, 59), (59.9, 59), (0.1 * 3 * 200, 60), (59.9999999, 60)]
)
def test_only_whole_seconds_are_over_but_for_what_sums_lack(seconds: float, whole: int) -> None:
    assert whole_s(seconds) == whole
