"""How a person wants the sounds of a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

VOLUME_PERCENT = tuple(range(10, 101, 10))
"""What may be chosen for a volume, in percent."""


@dataclass(frozen=True, slots=True)
class SoundChoices:
    """Volume of all sounds, in percent."""

    volume_percent: int = 100

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Take what is valid from saved data; anything else keeps its default."""
        volume = data.get("volume_percent") if isinstance(data, dict) else None
        if isinstance(volume, bool) or volume not in VOLUME_PERCENT:
            return cls()
        return cls(volume)

    def to_json(self) -> dict[str, object]:
        """The choices as plain values."""
        return {"volume_percent": self.volume_percent}
