"""What is wrong with a script file: data with a place, not an exception."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

_COMPARED_MAX = 40


class Severity(StrEnum):
    """An error keeps a script from being started; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, where, and what would be right.

    `line` and `column` count from 1, `column` in characters.
    """

    path: str
    line: int
    column: int
    severity: Severity
    message: str

    @property
    def is_error(self) -> bool:
        """Whether it keeps the script from being started."""
        return self.severity is Severity.ERROR

    def values(self) -> dict[str, str | int]:
        """It with the names of the command line's contract (`check --json`)."""
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "severity": self.severity,
            "message": self.message,
        }

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.severity}: {self.message}"


def errors_in(faults: Iterable[Fault]) -> int:
    """How many of them are errors."""
    return sum(fault.is_error for fault in faults)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean "…"?` for the nearest known word, or an empty text.

    A word much longer than any known one is not compared: the comparison takes its time.
    """
    if len(word) > _COMPARED_MAX:
        return ""
    close = get_close_matches(word.lower().replace("_", "-"), list(known), n=1, cutoff=0.6)
    return f'; did you mean "{close[0]}"?' if close else ""


def quoted(word: str) -> str:
    """A word of a file in quotes, on one line, printable and not endless."""
    clean = "".join(c if c.isprintable() else "\ufffd" for c in word)
    return f'"{clean if len(clean) <= _COMPARED_MAX else clean[: _COMPARED_MAX - 1] + "…"}"'
