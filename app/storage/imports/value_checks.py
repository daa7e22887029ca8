"""What an import takes: each value of each row is held against the layout of the log."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from uuid import UUID, uuid5

from app.core.answer import Answer, places_from
from app.core.soreness import SCORE_MAX
from app.storage.log_layout import TABLES, Column, Kind, Table
from app.storage.records import Values, step_id

TEXT_MAX = 1_000_000
"""Characters of one text; more than anybody types, and less than stops a machine."""

COUNT_MAX = 2**53
"""What every JSON reader takes for a whole number."""

_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHA256 = re.compile("([0-9a-f]{64})?")
_MARK = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{6}\+00:00")
_YEARS = range(2, 9998)
"""Between them an instant stays on the calendar whatever the offset."""
_OFFSET_MAX = timedelta(hours=14)
"""There is no place further from Greenwich, and SQLite takes no more."""

_AT_ID, _AT_ANSWER = "id", "answer"
_NOT_ITS_ID = "is not the id of what the row is about"

Value = str | int | float | None


class FaultyValueError(ValueError):
    """A row is not as it should be.

    The message is what it is not, and `column` where that is; empty for the row as a whole.
    """

    def __init__(self, column: str = "", *, message: str) -> None:
        super().__init__(message)
        self.column = column


def checked(table: Table, row: object) -> Values:
    """The values of a row, as the log holds them, in the order of the table's columns.

    Args:
        table: whose row it is.
        row: as it stood in the file.

    Raises:
        FaultyValueError: something is not as it should be.
    """
    if not isinstance(row, dict):
        raise FaultyValueError(message="is no row with names")
    checks = _CHECKS[table.name]
    if row.keys() != checks.keys():
        missing = [name for name in checks if name not in row]
        if missing:
            raise FaultyValueError(missing[0], message="is missing")
        raise FaultyValueError(message="has a value that nobody knows the meaning of")
    values = tuple(check(name, row[name]) for name, check in checks.items())
    _check_whole(table, dict(zip(checks, values, strict=True)))
    return values


def _check_whole(table: Table, values: Mapping[str, Value]) -> None:
    """Ids that are made of what a row is about are the same everywhere, or it would double."""
    if table.name == "answers" and values["check_id"] and _answer(values["answer"]) is None:
        raise FaultyValueError(_AT_ANSWER, message=f"is {_BY_KIND[Kind.ANSWER][1]}")
    made = _MADE.get(table.name)
    made_id = None if made is None else made(values)
    if made_id is not None and made_id != values["id"]:
        raise FaultyValueError(_AT_ID, message=_NOT_ITS_ID)


def _answer_id(values: Mapping[str, Value]) -> str | None:
    if values["check_id"] is None:
        return None
    return str(uuid5(UUID(str(values["check_id"])), str(values["question"])))


def _after_answer_id(values: Mapping[str, Value]) -> str:
    return str(uuid5(UUID(str(values["session_id"])), f"{values['context']}/{values['question']}"))


def _step_id(values: Mapping[str, Value]) -> str:
    position = values["position"]
    assert isinstance(position, int)  # noqa: S101 - it was checked
    return step_id(str(values["session_id"]), position)


_MADE: Mapping[str, Callable[[Mapping[str, Value]], str | None]] = MappingProxyType(
    {"session_steps": _step_id, "after_answers": _after_answer_id, "answers": _answer_id}
)


# --- one value ---


def _text(value: object) -> str | None:
    if not isinstance(value, str) or len(value) > TEXT_MAX or "\0" in value:
        return None
    try:
        value.encode()
    except UnicodeEncodeError:  # half a character
        return None
    return value


def _name(value: object) -> str | None:
    text = _text(value)
    return text if text and text.strip(" ") else None


def _like(pattern: re.Pattern[str]) -> Callable[[object], str | None]:
    def check(value: object) -> str | None:
        return value if isinstance(value, str) and pattern.fullmatch(value) else None

    return check


def _instant(value: object) -> str | None:
    """Only as it is written here: of two ways to write an instant the log would make two rows."""
    if not isinstance(value, str):
        return None
    try:
        when = datetime.fromisoformat(value)
    except ValueError:
        return None
    offset = when.utcoffset()
    if offset is None or abs(offset) > _OFFSET_MAX or offset % timedelta(minutes=1):
        return None
    return value if when.year in _YEARS and when.isoformat() == value else None


def _mark(value: object) -> str | None:
    return _instant_of_mark(value) if isinstance(value, str) and _MARK.fullmatch(value) else None


def _instant_of_mark(value: str) -> str | None:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return None
    return value


def _date(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    try:
        return value if date.fromisoformat(value).isoformat() == value else None
    except ValueError:
        return None


def _whole(least: int, most: int) -> Callable[[object], int | None]:
    def check(value: object) -> int | None:
        return value if type(value) is int and least <= value <= most else None

    return check


def _fraction(least: float) -> Callable[[object], float | None]:
    def check(value: object) -> float | None:
        if type(value) not in (int, float):
            return None
        assert isinstance(value, int | float)  # noqa: S101 - as mypy has to be told
        try:
            number = float(value) + 0.0  # there is no minus nought in the log
        except OverflowError:
            return None
        return number if math.isfinite(number) and number >= least else None

    return check


def _yes_no(value: object) -> int | None:
    return int(value) if isinstance(value, bool) else None


def _answer(value: object) -> str | None:
    return _read_by(Answer.from_text, value)


def _places(value: object) -> str | None:
    return _read_by(lambda text: places_from(text.split()), value)


def _read_by(read: Callable[[str], object], value: object) -> str | None:
    text = _text(value)
    if text is None:
        return None
    try:
        read(text)
    except ValueError:
        return None
    return text


_BY_KIND: Mapping[Kind, tuple[Callable[[object], Value], str]] = MappingProxyType(
    {
        Kind.ID: (_like(_UUID), "no UUID in lower case"),
        Kind.INSTANT: (_instant, "no instant with an offset, like 2026-11-21T19:02:10+01:00"),
        Kind.MARK: (_mark, "no instant in UTC, like 2026-11-21T19:02:10.000000+00:00"),
        Kind.DATE: (_date, "no day, like 2026-11-21"),
        Kind.TEXT: (_text, "no text that can be kept"),
        Kind.NAME: (_name, "no text that can be kept, or blank"),
        Kind.SHA256: (_like(_SHA256), "no SHA-256 in lower case"),
        Kind.COUNT: (_whole(0, COUNT_MAX), "no whole number from 0"),
        Kind.NUMBER: (_whole(1, COUNT_MAX), "no whole number from 1"),
        Kind.SCORE: (_whole(0, SCORE_MAX), f"no whole number from 0 to {SCORE_MAX}"),
        Kind.SECONDS: (_fraction(0.0), "no number from 0"),
        Kind.HOURS: (_fraction(-math.inf), "no number"),
        Kind.YES_NO: (_yes_no, "neither true nor false"),
        Kind.ANSWER: (_answer, "no answer, like “yes left”"),
        Kind.PLACES: (_places, "no places, like “left right/heel”"),
    }
)


def _check_of(column: Column) -> Callable[[str, object], Value]:
    read, expected = _reader(column)

    def check(name: str, value: object) -> Value:
        if value is None and column.may_be_none:
            return None
        found = read(value)
        if found is None:
            raise FaultyValueError(name, message=f"is {expected}")
        return found

    return check


def _reader(column: Column) -> tuple[Callable[[object], Value], str]:
    words = frozenset(map(str, column.words))
    if column.kind is Kind.WORD:
        return (
            lambda value: value if isinstance(value, str) and value in words else None,
            "no word that is known there",
        )
    if column.kind is Kind.WORDS:
        return lambda value: _words(value, words), "no list of words that are known there"
    return _BY_KIND[column.kind]


def _words(value: object, known: frozenset[str]) -> str | None:
    if not isinstance(value, list) or len(value) > len(known):
        return None
    if not all(isinstance(word, str) and word in known for word in value):
        return None
    return json.dumps(value)


_CHECKS: Mapping[str, Mapping[str, Callable[[str, object], Value]]] = MappingProxyType(
    {
        table.name: {column.name: _check_of(column) for column in table.columns}
        for table in TABLES.values()
    }
)
