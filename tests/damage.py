"""Damages a file as disks, programs and people do; the same seed damages it alike."""

from __future__ import annotations

import random
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

_PAGE = 4096
_HEADER = 100


class Damage(StrEnum):
    """What is done to a file."""

    RANDOM_BYTES = "random bytes"
    ZEROED_PAGES = "zeroed pages"
    TRUNCATED = "truncated"
    HEADER_HIT = "header hit"
    SWAPPED_PAGES = "swapped pages"
    APPENDED_JUNK = "appended junk"
    NO_DATABASE = "no database"


def damaged(path: Path, seed: int) -> Damage:
    """Damage a file; seven seeds in a row do each kind once.

    Returns:
        What was done.
    """
    kind = list(Damage)[seed % len(Damage)]
    data = bytearray(path.read_bytes())
    _DAMAGES[kind](data, random.Random(seed))
    path.write_bytes(data)
    return kind


def _random_bytes(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice([1, 10, 100, 1000])):
        data[chance.randrange(len(data))] = chance.randrange(256)


def _zeroed_pages(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice([1, 2, 8])):
        start = _a_page(data, chance)
        data[start : start + _PAGE] = bytes(len(data[start : start + _PAGE]))


def _truncated(data: bytearray, chance: random.Random) -> None:
    whole = chance.random() < 0.5
    left = chance.randrange(len(data))
    del data[left // _PAGE * _PAGE if whole else left :]


def _header_hit(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice([1, 4, 30])):
        data[chance.randrange(min(_HEADER + 40, len(data)))] = chance.randrange(256)


def _swapped_pages(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice([1, 3])):
        one, other = _a_page(data, chance), _a_page(data, chance)
        first = data[one : one + _PAGE]
        data[one : one + _PAGE] = data[other : other + _PAGE]
        data[other : other + _PAGE] = first


def _appended_junk(data: bytearray, chance: random.Random) -> None:
    data += chance.randbytes(chance.choice([1, _PAGE, 3 * _PAGE]))
    if chance.random() < 0.5:
        data[28:32] = (len(data) // _PAGE).to_bytes(4)  # … and counted as pages of the file


def _no_database(data: bytearray, chance: random.Random) -> None:
    data[:] = chance.randbytes(chance.choice([700, len(data)]))


def _a_page(data: bytearray, chance: random.Random) -> int:
    return chance.randrange(max(1, len(data) // _PAGE)) * _PAGE


_DAMAGES: dict[Damage, Callable[[bytearray, random.Random], None]] = {
    Damage.RANDOM_BYTES: _random_bytes,
    Damage.ZEROED_PAGES: _zeroed_pages,
    Damage.TRUNCATED: _truncated,
    Damage.HEADER_HIT: _header_hit,
    Damage.SWAPPED_PAGES: _swapped_pages,
    Damage.APPENDED_JUNK: _appended_junk,
    Damage.NO_DATABASE: _no_database,
}
