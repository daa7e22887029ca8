"""The scripts that are there: shipped, the person's own, and of other folders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import StrEnum

from app.core.errors import CannotPlanError, UnknownScriptError
from app.core.faults import Fault
from app.core.plan import Choice, Feet, Plan, plan_session
from app.core.script import Script


class Source(StrEnum):
    """Where a script came from, from weakest to strongest."""

    SHIPPED = "shipped"
    USER = "user"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Entry:
    """One script file: what was read, or why it cannot be started.

    `data` is the file's bytes where it is not broken, so that a session that was cut off can be
    taken up again whatever has become of the file; `sha256` is theirs, so that the log can say
    which text was followed. `replaces` is where a script of the same id stood that this one takes
    the place of.
    """

    id: str
    source: Source
    path: str
    title: str
    script: Script | None
    faults: tuple[Fault, ...] = ()
    sha256: str = ""
    data: bytes = field(default=b"", repr=False)
    replaces: Source | None = None

    @property
    def is_broken(self) -> bool:
        """Whether it has errors and cannot be started."""
        return self.script is None

    @property
    def name(self) -> str:
        """Its title, or its id where the title could not be read."""
        return self.title or self.id

    def plan_for(self, feet: Feet) -> Plan | None:
        """Its timeline for fifteen minutes; None where broken or where it cannot be planned."""
        if self.script is None:
            return None
        try:
            return plan_session(self.script, Choice(feet))
        except CannotPlanError:
            return None


class Library:
    """Entries by id; of one id the last one given wins."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        by_id: dict[str, Entry] = {}
        for entry in entries:
            by_id[entry.id] = _replacing(entry, by_id.get(entry.id))
        self._by_id: Mapping[str, Entry] = dict(
            sorted(by_id.items(), key=lambda item: (item[1].name.casefold(), item[0]))
        )

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries by title."""
        return tuple(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def find(self, script_id: str) -> Entry:
        """The entry of an id.

        Raises:
            UnknownScriptError: there is none; the message names the nearest.
        """
        found = self._by_id.get(script_id)
        if found is not None:
            return found
        close = get_close_matches(script_id, list(self._by_id), n=1)
        hint = f" Did you mean “{close[0]}”?" if close else " “footwell list” shows them all."
        message = f"There is no session script called “{script_id}”.{hint}"
        raise UnknownScriptError(message)

    def search(self, words: str) -> tuple[Entry, ...]:
        """The entries that hold every word of a search somewhere in their text, in any case."""
        wanted = words.casefold().split()
        return tuple(
            entry for entry in self.entries if all(w in searchable_text(entry) for w in wanted)
        )


def searchable_text(entry: Entry) -> str:
    """Everything of an entry that a search looks through, casefolded."""
    parts = [entry.id, entry.id.replace("-", " "), entry.title, *(f.message for f in entry.faults)]
    script = entry.script
    if script is not None:
        parts += [script.summary, script.level, script.alternative, script.given_by]
        parts += [*script.extras, *script.conditions, *script.not_for, *script.prepare]
        for step in script.steps:
            parts += [step.title, step.instruction, step.cue]
            parts += [step.technique, step.tool, step.area]
    text = "\n".join(parts)
    return f"{text}\n{text.replace('-', ' ')}".casefold()


def _replacing(entry: Entry, old: Entry | None) -> Entry:
    return entry if old is None else replace(entry, replaces=old.replaces or old.source)
