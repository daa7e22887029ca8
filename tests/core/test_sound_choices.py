"""Volumes and tones: what is kept of saved ones, and what they come to."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.cues import Cue
from app.core.sound_choices import (
    CUE_VOLUME_PERCENT,
    VOLUME_PERCENT,
    CueChoice,
    SoundChoices,
    Tone,
    loudness_db,
)

CHANGED = (
    SoundChoices(40)
    .with_cue(Cue.HALF, CueChoice(Tone.BELL, 50))
    .with_cue(Cue.PACE, CueChoice(Tone.OFF))
)


def test_all_is_as_it_ships_at_first() -> None:
    assert SoundChoices().to_json() == {"volume_percent": 100, "cues": {}}
    for cue in Cue:
        assert SoundChoices().of(cue) == CueChoice(Tone.OWN, 100)
        assert SoundChoices().is_heard(cue)
        assert (SoundChoices().stem(cue), SoundChoices().gain_db(cue)) == (cue.value, 0.0)


def test_what_was_saved_comes_back() -> None:
    saved = json.loads(json.dumps(CHANGED.to_json()))
    assert saved["cues"] == {
        "half": {"tone": "bell", "volume_percent": 50},
        "pace": {"tone": "off", "volume_percent": 100},
    }
    assert SoundChoices.from_json(saved) == CHANGED


def test_each_value_that_may_be_chosen_is_kept() -> None:
    for volume in VOLUME_PERCENT:
        assert SoundChoices.from_json({"volume_percent": volume}).volume_percent == volume
    for tone in Tone:
        for volume in CUE_VOLUME_PERCENT:
            data = {"cues": {"done": {"tone": tone.value, "volume_percent": volume}}}
            assert SoundChoices.from_json(data).of(Cue.DONE) == CueChoice(tone, volume)


@pytest.mark.parametrize("volume", [0, 5, 101, True, "50", 50.0, None, [50]])
def test_a_volume_that_may_not_be_chosen_is_the_default(volume: object) -> None:
    data = {"volume_percent": volume, "cues": {"half": {"tone": "wood", "volume_percent": volume}}}
    kept = SoundChoices.from_json(data)
    assert kept.volume_percent == 100
    assert kept.of(Cue.HALF) == CueChoice(Tone.WOOD, 100)


@pytest.mark.parametrize("tone", ["gong", "", None, 1, ["bell"]])
def test_an_unknown_tone_is_the_own_and_spoils_no_volume(tone: object) -> None:
    kept = SoundChoices.from_json({"cues": {"half": {"tone": tone, "volume_percent": 25}}})
    assert kept.of(Cue.HALF) == CueChoice(Tone.OWN, 25)


@pytest.mark.parametrize("data", [None, [], "x", 5, True, {"cues": []}, {"cues": {"half": 5}}])
def test_something_else_gives_the_defaults(data: object) -> None:
    assert SoundChoices.from_json(data) == SoundChoices()


def test_an_unknown_event_is_passed_over() -> None:
    assert SoundChoices.from_json({"cues": {"gong": {"tone": "bell"}}}) == SoundChoices()


def test_choosing_what_ships_leaves_nothing_behind() -> None:
    assert CHANGED.with_cue(Cue.HALF, CueChoice()).with_cue(Cue.PACE, CueChoice()) == SoundChoices(
        40
    )


def test_the_order_of_choosing_makes_no_difference() -> None:
    other = SoundChoices(40).with_cue(Cue.PACE, CueChoice(Tone.OFF))
    assert other.with_cue(Cue.HALF, CueChoice(Tone.BELL, 50)) == CHANGED
    assert len({CHANGED, other.with_cue(Cue.HALF, CueChoice(Tone.BELL, 50))}) == 1


def test_a_tone_is_a_file_of_its_name() -> None:
    assert CHANGED.stem(Cue.HALF) == "half-bell"
    assert not CHANGED.is_heard(Cue.PACE)
    assert CHANGED.stem(Cue.PACE) == "pace"


def test_half_is_ten_decibels_less_and_both_volumes_count() -> None:
    assert loudness_db(50) == -10.0
    assert loudness_db(25) == -20.0
    both = SoundChoices(50).with_cue(Cue.HALF, CueChoice(volume_percent=50))
    assert (both.gain_db(Cue.BEGIN), both.gain_db(Cue.HALF)) == (-10.0, -20.0)


def test_nothing_that_is_on_is_made_inaudible() -> None:
    quietest = SoundChoices(10).with_cue(Cue.HALF, CueChoice(volume_percent=25))
    assert quietest.gain_db(Cue.HALF) == -40.0


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.sampled_from(list(Tone)),
    lambda inner: st.dictionaries(
        st.sampled_from(["volume_percent", "cues", "tone", *Cue]), inner, max_size=4
    ),
    max_leaves=12,
)


@given(json_values)
def test_anything_gives_choices_that_can_be_saved_again(data: object) -> None:
    kept = SoundChoices.from_json(data)
    assert SoundChoices.from_json(json.loads(json.dumps(kept.to_json()))) == kept
    assert kept.volume_percent in VOLUME_PERCENT
    assert all(-40 <= kept.gain_db(cue) <= 0 for cue in Cue)
