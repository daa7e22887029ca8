"""Settings: defaults, and what is kept of saved ones."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.daily_question import HurtsMost
from app.core.plan import Foot, Pauses
from app.core.preferences import Preferences, Theme
from app.core.sound_choices import SoundChoices
from app.core.voice_choices import VoiceChoices
from app.core.week_plan import WeekPlan

CHANGED = Preferences(
    theme=Theme.DARK,
    text_percent=150,
    reduced_motion=True,
    sound=False,
    sounds=SoundChoices(50),
    voice=VoiceChoices(is_on=False),
    first=Foot.RIGHT,
    minutes=20,
    get_ready_s=15,
    gap_s=10,
    switch_s=30,
    plan=WeekPlan(4),
    hurts_most=HurtsMost.ACHILLES,
    check_in_notices=False,
    window="AAEC",
)


def test_the_defaults_are_the_formats() -> None:
    assert Preferences().pauses == Pauses(10, 5, 15) == Pauses()
    assert (Preferences().first, Preferences().minutes) == (Foot.LEFT, 15)


def test_the_defaults_are_these() -> None:
    assert Preferences().to_json() == {
        "theme": "system",
        "text_percent": 100,
        "reduced_motion": False,
        "sound": True,
        "sounds": {"volume_percent": 100, "cues": {}},
        "voice": VoiceChoices().to_json(),
        "first": "left",
        "minutes": 15,
        "get_ready_s": 10,
        "gap_s": 5,
        "switch_s": 15,
        "plan": WeekPlan().to_json(),
        "hurts_most": "heel-or-arch",
        "check_in_notices": True,
        "log_view": "trend",
        "window": "",
    }


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("theme", ["system", "light", "dark"]),
        ("text_percent", [100, 125, 150, 175, 200]),
        ("first", ["left", "right"]),
        ("hurts_most", ["heel-or-arch", "ball-of-foot", "achilles"]),
        ("minutes", list(range(15, 61))),
        ("get_ready_s", list(range(5, 61, 5))),
        ("gap_s", list(range(5, 61, 5))),
        ("switch_s", list(range(5, 61, 5))),
    ],
)
def test_every_value_that_may_be_chosen_is_kept(name: str, values: list[object]) -> None:
    for value in values:
        assert Preferences.from_json({name: value}).to_json()[name] == value


def test_the_pauses_are_the_persons() -> None:
    assert CHANGED.pauses == Pauses(15, 10, 30)


def test_what_was_saved_comes_back() -> None:
    saved = json.loads(json.dumps(CHANGED.to_json()))
    kept = Preferences.from_json(saved)
    assert kept == CHANGED
    assert isinstance(kept.theme, Theme)
    assert isinstance(kept.first, Foot)
    assert isinstance(kept.hurts_most, HurtsMost)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "purple"),
        ("theme", None),
        ("theme", ["dark"]),
        ("text_percent", 110),
        ("text_percent", "150"),
        ("text_percent", True),
        ("reduced_motion", 1),
        ("sound", "false"),
        ("first", "both"),
        ("hurts_most", "knee"),
        ("hurts_most", ["achilles"]),
        ("check_in_notices", "no"),
        ("plan", "often"),
        ("minutes", 14),
        ("minutes", 61),
        ("minutes", 20.0),
        ("minutes", 10**40),
        ("get_ready_s", 0),
        ("gap_s", 7),
        ("switch_s", 65),
        ("switch_s", True),
        ("window", 5),
        ("window", None),
    ],
)
def test_a_value_that_is_not_valid_keeps_its_default_and_spoils_no_other(
    name: str, value: object
) -> None:
    kept = Preferences.from_json({**CHANGED.to_json(), name: value})
    wanted = {**CHANGED.to_json(), name: Preferences().to_json()[name]}
    assert kept.to_json() == wanted


def test_what_is_missing_or_unknown_is_a_default_or_ignored() -> None:
    assert Preferences.from_json({"minutes": 30, "colour": "red"}) == Preferences(minutes=30)


@pytest.mark.parametrize("data", [None, [], "x", 5, True])
def test_something_that_is_no_mapping_gives_the_defaults(data: object) -> None:
    assert Preferences.from_json(data) == Preferences()


plain_values = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10)
)
json_values = (
    plain_values
    | st.lists(plain_values, max_size=3)
    | st.dictionaries(st.text(max_size=5), plain_values, max_size=3)
)


@given(st.dictionaries(st.sampled_from(list(Preferences().to_json())), json_values))
def test_any_file_gives_settings_that_can_be_saved_again(data: dict[str, Any]) -> None:
    kept = Preferences.from_json(data)
    assert Preferences.from_json(json.loads(json.dumps(kept.to_json()))) == kept
    assert kept.text_percent in range(100, 201)
    assert kept.minutes in range(15, 61)
