"""How many of how many: no percentage, since the numbers are few."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, as in “9 of 11”."""

    part: int
    whole: int

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole:
            message = f"{self.part} cannot be a part of {self.whole}"
            raise ValueError(message)

    @property
    def rest(self) -> int:
        """How many are not among them.

        >>> Share(9, 11).rest
        2
        """
        return self.whole - self.part

    @classmethod
    def of(cls, found: Iterable[bool]) -> Self:
        """How many of them are true.

        >>> Share.of([True, False, True])
        Share(part=2, whole=3)
        """
        told = list(found)
        return cls(sum(told), len(told))
