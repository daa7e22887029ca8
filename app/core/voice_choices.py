"""How a person wants the voice of a session, and which of a machine's voices that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Self

RATES_PERCENT = (-60, -30, 0, 30, 60)
"""What may be chosen for the rate, in percent of what an engine can go slower or faster."""
VOICE_VOLUMES_PERCENT = tuple(range(10, 101, 10))
"""What may be chosen for the volume, in percent."""

_NAME_LENGTH_MAX = 200


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of this machine.

    Attributes:
        name: as its engine calls it.
        language: a BCP 47 tag such as `en-US`.
        place: the country of that tag as names of voices have it, such as `America`.
    """

    name: str
    language: str
    place: str = ""

    @property
    def is_variant(self) -> bool:
        """Whether it is another timbre of a plain voice; eSpeak has a hundred of each."""
        return "+" in self.name


@dataclass(frozen=True, slots=True)
class VoiceList:
    """What a machine can speak with: its engines, the one in use, and that one's voices."""

    engines: tuple[str, ...] = ()
    engine: str = ""
    voices: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class VoiceChoices:
    """Whether steps are spoken, and how.

    `engine` and `voice` are names, empty for the machine's usual; `voice_language` tells voices of
    one name apart. A chosen voice speaks only scripts of its language.
    """

    is_on: bool = True
    engine: str = ""
    voice: str = ""
    voice_language: str = ""
    rate_percent: int = 0
    volume_percent: int = 100

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Take what is valid from saved data; anything else keeps its default."""
        if not isinstance(data, dict):
            return cls()
        names = [field.name for field in fields(cls)]
        return cls(**{name: data[name] for name in names if _is_valid(name, data.get(name))})

    def to_json(self) -> dict[str, object]:
        """The choices as plain values."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def _is_valid(name: str, value: object) -> bool:
    if name == "is_on":
        return isinstance(value, bool)
    if name in ("engine", "voice", "voice_language"):
        return isinstance(value, str) and len(value) <= _NAME_LENGTH_MAX
    allowed = RATES_PERCENT if name == "rate_percent" else VOICE_VOLUMES_PERCENT
    return isinstance(value, int) and not isinstance(value, bool) and value in allowed


def primary(language: str) -> str:
    """The language itself of a BCP 47 tag, without region or script: `en` of `en-GB`."""
    return language.replace("_", "-").split("-")[0].lower()


def voice_for(voices: Iterable[Voice], language: str, choices: VoiceChoices) -> Voice | None:
    """The voice that speaks a language.

    The chosen one where it speaks that language. Else one of the same region, a plain one, and
    rather one that is named after its country than after a town of it.

    Args:
        voices: of the machine.
        language: a BCP 47 tag, best with a region.
        choices: of the person.

    Returns:
        None where no voice speaks it: an English voice that reads German helps nobody.
    """
    fitting = [voice for voice in voices if primary(voice.language) == primary(language)]
    chosen = (choices.voice, choices.voice_language)
    if choices.voice_language and primary(choices.voice_language) != primary(language):
        chosen = ("", "")

    def strangeness(voice: Voice) -> tuple[bool, ...]:
        return (
            (voice.name, voice.language) != chosen,
            voice.name != chosen[0],
            voice.language.lower() != language.lower(),
            voice.is_variant,
            not voice.place or f"({voice.place})" not in voice.name,
        )

    return min(fitting, key=strangeness, default=None)
