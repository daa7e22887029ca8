"""JSON read part by part: of a long list only one row at a time stands in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NoReturn, TextIO

CHUNK = 1 << 20
"""How many characters are read at once."""

VALUE_MAX = 1 << 24
"""How many characters a row may have."""

_BLANK = re.compile("[ \t\r\n]*")


class NotJsonError(ValueError):
    """The text is no JSON as we take it; the message says where, as a clause."""


class JsonCursor:
    """Goes through a text once. Stricter than Python's reader: no NaN, no name twice in an object.

    Args:
        file: the text.

    Raises:
        NotJsonError: from every method, where the text is not as it should be.
        UnicodeDecodeError: likewise, where it is not UTF-8.
        OSError: likewise, where it cannot be read.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text = ""
        self._place = 0
        self._lines = 1
        decoder = json.JSONDecoder(object_pairs_hook=_without_doubles, parse_constant=_refuse)
        self._decode = decoder.raw_decode

    def parts(self, opening: str, closing: str) -> Iterator[None]:
        """The parts of an object or a list: stops at each, which is to be read by then."""
        self.expect(opening)
        if self._sign() == closing:
            self.expect(closing)
            return
        while True:
            yield
            if self._sign() != ",":
                break
            self.expect(",")
        self.expect(closing)

    def value(self) -> object:
        """The value that stands here, whole."""
        self._sign()
        while True:
            try:
                value, end = self._decode(self._text, self._place)
            except NotJsonError:
                raise
            except RecursionError as error:
                message = "something in it is nested too deeply"
                raise NotJsonError(message) from error
            except ValueError as error:
                # It may go on in what is not read yet; only a row without an end is never whole.
                if len(self._text) - self._place > VALUE_MAX or not self._read_on():
                    raise self._damaged() from error
                continue
            # A number at the very end may have more digits.
            if end < len(self._text) or not self._read_on():
                self._place = end
                found: object = value
                return found

    def stands_at(self, sign: str) -> bool:
        """Whether a sign stands here."""
        return self._sign() == sign

    def expect(self, sign: str) -> None:
        """Go past a sign that has to stand here."""
        if self._sign() != sign:
            raise self._damaged()
        self._place += 1

    def expect_end(self) -> None:
        """See that nothing follows."""
        if self._sign():
            raise self._damaged()

    def _sign(self) -> str:
        """The next sign that is not blank, to which it goes; empty at the end."""
        while True:
            match = _BLANK.match(self._text, self._place)
            self._place = self._place if match is None else match.end()
            if self._place < len(self._text) or not self._read_on():
                return self._text[self._place : self._place + 1]

    def _read_on(self) -> bool:
        """Read more, and forget what is behind; False at the end."""
        more = self._file.read(CHUNK)
        self._lines += self._text.count("\n", 0, self._place)
        self._text = self._text[self._place :] + more
        self._place = 0
        return bool(more)

    def _damaged(self) -> NotJsonError:
        line = self._lines + self._text.count("\n", 0, self._place)
        return NotJsonError(f"it is damaged at line {line}")


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) < len(pairs):
        message = "a name stands twice in one of its rows"
        raise NotJsonError(message)
    return values


def _refuse(constant: str) -> NoReturn:
    message = f"it holds {constant}, which is no number"
    raise NotJsonError(message)
