"""What a person wants of the voice, and which voice that is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.voice_choices import Voice, VoiceChoices, primary, voice_for

CARIBBEAN = Voice("English (Caribbean)", "en-US", "America")
AMERICA_ADAM = Voice("English (America)+Adam", "en-US", "America")
NEW_YORK = Voice("English (America, New York City)", "en-US", "America")
AMERICA = Voice("English (America)", "en-US", "America")
BRITAIN = Voice("English (Great Britain)", "en-GB", "Great Britain")
GERMAN_ADAM = Voice("German+Adam", "de-DE", "Germany")
GERMAN = Voice("German", "de-DE", "Germany")
EDDY_US, EDDY_GB = Voice("Eddy", "en-US"), Voice("Eddy", "en-GB")
VOICES = (CARIBBEAN, AMERICA_ADAM, NEW_YORK, AMERICA, BRITAIN, GERMAN_ADAM, GERMAN)
USUAL = VoiceChoices()


def test_the_voice_is_on_at_the_usual_rate_and_full_volume_unless_it_was_changed() -> None:
    assert VoiceChoices().to_json() == {
        "is_on": True,
        "engine": "",
        "voice": "",
        "voice_language": "",
        "rate_percent": 0,
        "volume_percent": 100,
    }


def test_what_was_saved_comes_back() -> None:
    chosen = VoiceChoices(
        is_on=False,
        engine="speechd",
        voice="German+Adam",
        voice_language="de-DE",
        rate_percent=-30,
        volume_percent=40,
    )
    assert VoiceChoices.from_json(chosen.to_json()) == chosen


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("is_on", 1),
        ("engine", None),
        ("voice", ["German"]),
        ("voice", "x" * 201),
        ("voice_language", 5),
        ("rate_percent", 10),
        ("rate_percent", False),
        ("rate_percent", 0.0),
        ("volume_percent", 0),
        ("volume_percent", 110),
        ("volume_percent", "50"),
    ],
)
def test_a_value_that_is_not_valid_keeps_its_default_and_spoils_no_other(
    name: str, value: object
) -> None:
    saved = VoiceChoices(is_on=False, engine="sapi", voice="Anna", rate_percent=30).to_json()
    kept = VoiceChoices.from_json({**saved, name: value}).to_json()
    assert kept == {**saved, name: VoiceChoices().to_json()[name]}


@pytest.mark.parametrize("data", [None, [], "on", 1])
def test_something_that_is_no_mapping_gives_the_defaults(data: object) -> None:
    assert VoiceChoices.from_json(data) == VoiceChoices()


@pytest.mark.parametrize(
    ("tag", "language"), [("en", "en"), ("en-GB", "en"), ("DE_ch", "de"), ("sr-Latn-RS", "sr")]
)
def test_the_language_of_a_tag(tag: str, language: str) -> None:
    assert primary(tag) == language


@pytest.mark.parametrize(
    ("language", "voice"), [("en-US", AMERICA), ("en-GB", BRITAIN), ("de-DE", GERMAN)]
)
def test_the_usual_voice_is_the_plain_one_named_after_its_country(
    language: str, voice: Voice
) -> None:
    assert voice_for(VOICES, language, USUAL) == voice


def test_another_region_is_better_than_no_voice() -> None:
    assert voice_for(VOICES, "de-CH", USUAL) == GERMAN
    assert voice_for([BRITAIN], "en-US", USUAL) == BRITAIN


def test_no_voice_reads_a_language_it_does_not_speak() -> None:
    assert voice_for(VOICES, "fr-FR", USUAL) is None
    chosen = VoiceChoices(voice=AMERICA.name, voice_language="en-US")
    assert voice_for(VOICES, "fr-FR", chosen) is None


def test_the_chosen_voice_speaks_its_language_and_no_other() -> None:
    chosen = VoiceChoices(voice=GERMAN_ADAM.name, voice_language="de-DE")
    assert voice_for(VOICES, "de-CH", chosen) == GERMAN_ADAM
    assert voice_for(VOICES, "en-US", chosen) == AMERICA


def test_a_chosen_voice_wins_over_the_region() -> None:
    chosen = VoiceChoices(voice=BRITAIN.name, voice_language="en-GB")
    assert voice_for(VOICES, "en-US", chosen) == BRITAIN


def test_voices_of_one_name_are_told_apart_by_their_language() -> None:
    chosen = VoiceChoices(voice="Eddy", voice_language="en-GB")
    assert voice_for([EDDY_US, EDDY_GB], "en-US", chosen) == EDDY_GB


def test_a_chosen_voice_that_is_gone_is_replaced() -> None:
    chosen = VoiceChoices(voice="Bruce", voice_language="en-US")
    assert voice_for(VOICES, "en-US", chosen) == AMERICA


@given(st.permutations(VOICES))
def test_the_order_of_the_voices_plays_no_part(voices: list[Voice]) -> None:
    assert voice_for(voices, "en-US", USUAL) == AMERICA
