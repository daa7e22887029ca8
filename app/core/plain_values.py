"""Plain values from a file, each taken only as what it should be.

Each raises TypeError or ValueError where it is something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from math import isfinite
from typing import TypeVar

from app.core.plan import Foot
from app.core.script import Area, Tool

_Word = TypeVar("_Word", bound=StrEnum)

LONGEST_S = 24 * 3600
"""No number of a session is greater: a day in seconds."""


def mapping(value: object) -> Mapping[str, object]:
    """An object: values by their names."""
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def items(value: object) -> list[object]:
    """A list."""
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def text(value: object) -> str:
    """A text."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def word(words: type[_Word], value: object) -> _Word:
    """One of these words."""
    return words(text(value))


def flag(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def whole(value: object) -> int:
    """A whole number, from 0 on."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    if not 0 <= value <= LONGEST_S:
        raise ValueError(value)
    return value


def seconds(value: object) -> float:
    """Seconds, from 0 on, no more than a day."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TypeError(value)
    if not isfinite(value) or not 0 <= value <= LONGEST_S:
        raise ValueError(value)
    return float(value)


def instant(value: object) -> datetime:
    """A date and time with its UTC offset."""
    at = datetime.fromisoformat(text(value))
    if at.tzinfo is None:
        raise ValueError(value)
    return at


def place(value: object) -> tuple[Foot, Area]:
    """An area of a foot."""
    foot, area = items(value)
    return word(Foot, foot), word(Area, area)


def tool_place(value: object) -> tuple[Tool, Area]:
    """A tool at an area."""
    tool, area = items(value)
    return word(Tool, tool), word(Area, area)
