"""How a person wants the sounds of a session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import log2
from typing import Self

from app.core.cues import Cue

VOLUME_PERCENT = tuple(range(10, 101, 10))
"""What may be chosen for the volume of all sounds, in percent."""

CUE_VOLUME_PERCENT = (25, 50, 75, 100)
"""What may be chosen for the volume of one event, in percent of the volume of all."""

DB_PER_HALF = 10.0
"""By how much half as loud is quieter, in decibels: the rule of the sone scale (Stevens 1936)."""

QUIETEST_DB = -40.0
"""Nothing that is switched on is made quieter than this: below it a laptop is not heard at all."""


class Tone(StrEnum):
    """What an event sounds like: its own tone, the same notes of another kind, or nothing."""

    OWN = "own"
    SOFT = "soft"
    WOOD = "wood"
    BELL = "bell"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class CueChoice:
    """The tone of one event, and its volume in percent of the volume of all."""

    tone: Tone = Tone.OWN
    volume_percent: int = 100

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Take what is valid from saved data; anything else keeps its default."""
        if not isinstance(data, Mapping):
            return cls()
        tone, volume = data.get("tone"), data.get("volume_percent")
        return cls(
            Tone(tone) if isinstance(tone, str) and tone in list(Tone) else Tone.OWN,
            _one_of(volume, CUE_VOLUME_PERCENT),
        )


@dataclass(frozen=True, slots=True)
class SoundChoices:
    """Volume of all sounds, in percent, and what was chosen for single events.

    `cues` holds only the events that are not as they ship, each once, in the order of `Cue`;
    `with_cue` keeps it so.
    """

    volume_percent: int = 100
    cues: tuple[tuple[Cue, CueChoice], ...] = ()

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Take what is valid from saved data; anything else keeps its default."""
        if not isinstance(data, Mapping):
            return cls()
        made = cls(_one_of(data.get("volume_percent"), VOLUME_PERCENT))
        cues = data.get("cues")
        for cue in Cue:
            if isinstance(cues, Mapping):
                made = made.with_cue(cue, CueChoice.from_json(cues.get(cue.value)))
        return made

    def to_json(self) -> dict[str, object]:
        """The choices as plain values."""
        cues = {
            cue.value: {"tone": chosen.tone.value, "volume_percent": chosen.volume_percent}
            for cue, chosen in self.cues
        }
        return {"volume_percent": self.volume_percent, "cues": cues}

    def of(self, cue: Cue) -> CueChoice:
        """What was chosen for an event."""
        return dict(self.cues).get(cue, CueChoice())

    def with_cue(self, cue: Cue, chosen: CueChoice) -> Self:
        """These choices with another one for an event."""
        cues = dict(self.cues) | {cue: chosen}
        kept = tuple((c, cues[c]) for c in Cue if cues.get(c, CueChoice()) != CueChoice())
        return replace(self, cues=kept)

    def is_heard(self, cue: Cue) -> bool:
        """Whether an event has a sound at all."""
        return self.of(cue).tone is not Tone.OFF

    def stem(self, cue: Cue) -> str:
        """The name of the event's file, without its ending; of its own tone where it is off."""
        tone = self.of(cue).tone
        return cue.value if tone in (Tone.OWN, Tone.OFF) else f"{cue.value}-{tone.value}"

    def gain_db(self, cue: Cue) -> float:
        """How an event's file is to be scaled, in decibels, 0 or less, to a tenth."""
        return loudness_db(self.volume_percent * self.of(cue).volume_percent / 100)


def loudness_db(percent: float) -> float:
    """The gain that sounds `percent` as loud, in decibels, to a tenth.

    Half as loud to the ear is ten decibels less; half the samples' size, six decibels less, is
    hardly told from the whole.
    """
    return max(QUIETEST_DB, round(DB_PER_HALF * log2(percent / 100), 1))


def _one_of(value: object, allowed: tuple[int, ...]) -> int:
    """A volume that may be chosen; the whole one where it may not."""
    if isinstance(value, int) and not isinstance(value, bool) and value in allowed:
        return value
    return 100
