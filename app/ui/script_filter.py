"""Which scripts of the library a person wants to see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.core.library import Entry, Library
from app.core.plan import Choice, as_written_s
from app.core.script import Condition, Level, Script, Technique, Tool

_SHORT_S = 18 * 60
_LONG_S = 21 * 60

ALWAYS_THERE = frozenset({Tool.HANDS, Tool.KNUCKLES})
"""What nobody has to look for."""


class Length(StrEnum):
    """How much hands-on time a script has on both feet, as written."""

    SHORT = "short"
    MIDDLE = "middle"
    LONG = "long"

    @classmethod
    def of(cls, hands_on_s: int) -> Length:
        """The class of a time: up to 18 minutes, up to 21, or more."""
        if hands_on_s <= _SHORT_S:
            return cls.SHORT
        return cls.MIDDLE if hands_on_s <= _LONG_S else cls.LONG


@dataclass(frozen=True, slots=True)
class ScriptFilter:
    """What is looked for; a part that is None or empty lets everything through.

    `tools` are those at hand besides the hands: a script passes that needs nothing else.
    """

    words: str = ""
    technique: Technique | None = None
    condition: Condition | None = None
    tools: frozenset[Tool] | None = None
    level: Level | None = None
    length: Length | None = None

    @property
    def is_clear(self) -> bool:
        """Whether it lets everything through."""
        return not self.words.strip() and not self.has_choices

    @property
    def chosen(self) -> int:
        """How many things besides words are looked for."""
        parts = (self.technique, self.condition, self.tools, self.level, self.length)
        return sum(part is not None for part in parts)

    @property
    def has_choices(self) -> bool:
        """Whether more than words is looked for."""
        return self.chosen > 0

    def apply(self, library: Library) -> tuple[Entry, ...]:
        """The entries that pass, by title. Broken ones pass by their words alone."""
        found = library.search(self.words)
        if not self.has_choices:
            return found
        return tuple(e for e in found if e.script is not None and self._wants(e.script))

    def _wants(self, script: Script) -> bool:
        return (
            self.technique in (None, *script.techniques)
            and self.condition in (None, *script.conditions)
            and (self.tools is None or set(script.tools) <= self.tools | ALWAYS_THERE)
            and self.level in (None, script.level)
            and self.length in (None, Length.of(as_written_s(script, Choice())))
        )
