"""How a person wants the voice of a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class VoiceChoices:
    """Whether steps are spoken."""

    is_on: bool = True

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Take what is valid from saved data; anything else keeps its default."""
        is_on = data.get("is_on") if isinstance(data, dict) else None
        return cls(is_on) if isinstance(is_on, bool) else cls()

    def to_json(self) -> dict[str, object]:
        """The choices as plain values."""
        return {"is_on": self.is_on}
