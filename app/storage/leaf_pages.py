"""The rows of a damaged database, read from its pages one by one.

SQLite finds a row by a tree of pages that begins in the first: where one page is hit, all behind it
is out of its reach. The rows stand in the leaves of that tree, and a leaf can be read alone
(sqlite.org/fileformat2.html). So every page that is a leaf of a table gives what it holds, wherever
it stands in the file; pages that were given back may hold older states of rows.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path

RecordValue = str | int | float | bytes | None
Record = tuple[RecordValue, ...]

_HEADER_BYTES = 100
_LEAF_OF_TABLE = 0x0D
_PAGE_SIZES = frozenset(1 << power for power in range(9, 17))
_USUAL_PAGE_BYTES = 4096
_MOST_BYTES = 1 << 24
"""No row of a log is longer; what says so is damage."""

_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_FLOAT, _ZERO, _ONE, _BLOB = 7, 8, 9, 12


class BrokenRowError(ValueError):
    """What stands in a leaf is no row."""


class LeafPages:
    """Reads the rows of a file that may hold anything.

    Args:
        path: the file; it is only read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.broken = 0
        """How many rows were found that could not be read."""
        self.done = 0
        """How many pages were read."""
        self.whole = 1
        """Of how many; known when the first row is."""

    def rows(self) -> Iterator[Record]:
        """All rows, in the order of the file.

        Raises:
            OSError: the file cannot be read.
        """
        with self._path.open("rb") as file:
            self._file = file.fileno()
            self._page_bytes = _page_bytes(os.read(self._file, _HEADER_BYTES))
            self._count = self.whole = -(-file.seek(0, os.SEEK_END) // self._page_bytes)
            for number in range(1, self._count + 1):
                yield from self._rows_of(self._page(number), _HEADER_BYTES if number == 1 else 0)
                self.done = number

    def _page(self, number: int) -> bytes:
        os.lseek(self._file, (number - 1) * self._page_bytes, os.SEEK_SET)
        return os.read(self._file, self._page_bytes).ljust(self._page_bytes, b"\0")

    def _rows_of(self, page: bytes, start: int) -> Iterator[Record]:
        if page[start] != _LEAF_OF_TABLE:
            return
        (cells,) = struct.unpack_from(">H", page, start + 3)
        pointers = page[start + 8 : start + 8 + 2 * cells]
        for (place,) in struct.iter_unpack(">H", pointers[: len(pointers) // 2 * 2]):
            try:
                row = _record(self._payload(page, place))
            except (BrokenRowError, IndexError, struct.error, UnicodeDecodeError):
                self.broken += 1
            else:
                yield row

    def _payload(self, page: bytes, place: int) -> bytes:
        """A row's bytes; a long one goes on in pages of its own."""
        length, place = _varint(page, place)
        _rowid, place = _varint(page, place)
        if length > _MOST_BYTES:
            raise BrokenRowError
        here = _bytes_here(length, self._page_bytes)
        payload = page[place : place + here]
        if len(payload) < here:
            raise BrokenRowError
        if here == length:
            return payload
        (follows,) = struct.unpack_from(">I", page, place + here)
        parts = [payload]
        missing = length - here
        while missing > 0:
            if not 1 <= follows <= self._count:
                raise BrokenRowError
            more = self._page(follows)
            parts.append(more[4 : 4 + missing])
            missing -= len(parts[-1])
            (follows,) = struct.unpack_from(">I", more)
        return b"".join(parts)


def _page_bytes(header: bytes) -> int:
    if len(header) < _HEADER_BYTES:
        return _USUAL_PAGE_BYTES
    (told,) = struct.unpack_from(">H", header, 16)
    told = 65_536 if told == 1 else told
    return told if told in _PAGE_SIZES else _USUAL_PAGE_BYTES


def _bytes_here(length: int, usable: int) -> int:
    """How much of a row of a table stands in its leaf, as the file format has it."""
    most = usable - 35
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    wanted = least + (length - least) % (usable - 4)
    return wanted if wanted <= most else least


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    value = 0
    for _ in range(8):
        byte = data[place]
        place += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 - the highest bit says that another follows
            return value, place
    return value << 8 | data[place], place + 1


def _record(payload: bytes) -> Record:
    end, place = _varint(payload, 0)
    if end > len(payload):
        raise BrokenRowError
    kinds = []
    while place < end:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    values = []
    for kind in kinds:
        value, place = _value(payload, place, kind)
        values.append(value)
    if place > len(payload):
        raise BrokenRowError
    return tuple(values)


def _value(payload: bytes, place: int, kind: int) -> tuple[RecordValue, int]:
    if kind >= _BLOB:
        end = place + (kind - _BLOB) // 2
        data = payload[place:end]
        return (data.decode() if kind % 2 else data), end
    if kind in _INTEGER_BYTES:
        end = place + _INTEGER_BYTES[kind]
        return int.from_bytes(payload[place:end], signed=True), end
    if kind == _FLOAT:
        return struct.unpack_from(">d", payload, place)[0], place + 8
    if kind in (0, _ZERO, _ONE):
        return (None, 0, 1)[(0, _ZERO, _ONE).index(kind)], place
    raise BrokenRowError
