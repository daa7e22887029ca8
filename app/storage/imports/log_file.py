"""A JSON export as it is read: row by row, so that a long log never stands in memory as a whole."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, TextIO

from app.core.errors import FaultyImportError, StorageError
from app.storage.disk import why
from app.storage.exports.json_export import FORMAT, VERSION
from app.storage.imports.json_cursor import JsonCursor, NotJsonError
from app.storage.imports.value_checks import FaultyValueError, checked
from app.storage.log_layout import SCHEMA, TABLES
from app.storage.records import Values

SIZE_MAX_BYTES = 512 * 1024 * 1024
"""Three hundred thousand answers with all that goes with them; more was never one person's."""

_HEAD = ("format", "version", "schema", "exported", "since", "until")
_SHOWN_MAX = 40


class _Wrong(StrEnum):
    """What a file can be refused for, as clauses; `{}` is a name that stands in it."""

    TWICE = "“{}” stands in it twice"
    NO_FILE = "it is no file"
    TOO_LARGE = "it is too large to be a log of Footwell's"
    NO_TEXT = "it is no text in UTF-8"
    NO_VERSION = "`{}` is none that ever was"
    UNKNOWN = "nobody knows what “{}” in it means"
    MISSING = "its list `{}` is missing"
    NO_LOG = "it is no log that Footwell exported as JSON"


class FileRow(NamedTuple):
    """A row of a file.

    Attributes:
        table: whose row it is.
        number: which one of the table's, from 0.
        values: by the column's name, unchecked.
    """

    table: str
    number: int
    values: object


class LogFile:
    """An export, whose head was checked and which is JSON to its end.

    Attributes:
        path: as it is named to the person.
        size: how many rows it has.

    Raises:
        FaultyImportError: it is no export of a log, is damaged, too large, or a newer Footwell
            wrote it. So do its methods, where it is another file by then.
        StorageError: it cannot be read; likewise.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        head: dict[str, object] = {}
        for name, part in self._members():
            if isinstance(part, FileRow):
                self._refuse_scrap(part)
                self.size += 1
            elif name in head:
                raise self._fault(_Wrong.TWICE, name)
            else:
                head[name] = part
        self._check(head)

    def rows(self) -> Iterator[FileRow]:
        """All rows, in the order of the file."""
        return (part for _, part in self._members() if isinstance(part, FileRow))

    def checked(self, row: FileRow) -> Values:
        """The values of one of its rows, as the log holds them.

        Raises:
            FaultyImportError: something in it is not as it should be.
        """
        try:
            return checked(TABLES[row.table], row.values)
        except FaultyValueError as error:
            column = f".{error.column}" if error.column else ""
            what = f"`{row.table}[{row.number}]{column}` {error}"
            raise self.fault(what) from error

    def _refuse_scrap(self, row: FileRow) -> None:
        """What is no row at all is told at once: of scrap a file may hold a hundred million."""
        if not isinstance(row.values, dict) or len(row.values) < len(TABLES[row.table].columns):
            self.checked(row)

    def fault(self, what: str) -> FaultyImportError:
        """The error for what is wrong with it.

        Args:
            what: as a clause: “`ratings[12].value` is no whole number from 0 to 10”.
        """
        message = f"“{self.path}” was not imported, because {what}; nothing was changed."
        return FaultyImportError(message)

    def _members(self) -> Iterator[tuple[str, object]]:
        """What stands in it: each name with its value, that of a table before its rows."""
        with self._opened() as file:
            cursor = JsonCursor(file)
            if not cursor.stands_at("{"):
                raise self._no_log()
            for _ in cursor.parts("{", "}"):
                name = cursor.value()
                if not isinstance(name, str):
                    raise self._no_log()
                cursor.expect(":")
                if name not in TABLES:
                    yield name, cursor.value()
                    continue
                yield name, None
                for number, _ in enumerate(cursor.parts("[", "]")):
                    yield name, FileRow(name, number, cursor.value())
            cursor.expect_end()

    @contextmanager
    def _opened(self) -> Iterator[TextIO]:
        try:
            status = self.path.stat()
            if not stat.S_ISREG(status.st_mode):
                raise self._fault(_Wrong.NO_FILE)
            if status.st_size > SIZE_MAX_BYTES:
                raise self._fault(_Wrong.TOO_LARGE)
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                yield file
        except NotJsonError as error:
            raise self.fault(str(error)) from error
        except UnicodeDecodeError as error:
            raise self._fault(_Wrong.NO_TEXT) from error
        except OSError as error:
            message = f"“{self.path}” cannot be read, because {why(error)}; name another file."
            raise StorageError(message) from error

    def _check(self, head: dict[str, object]) -> None:
        if head.get("format") != FORMAT:
            raise self._no_log()
        for name, known in (("version", VERSION), ("schema", SCHEMA)):
            value = head.get(name)
            if type(value) is not int or value < known:
                raise self._fault(_Wrong.NO_VERSION, name)
            if value > known:
                message = (
                    f"“{self.path}” was written by a newer Footwell and was not imported; install "
                    "the newer Footwell here first."
                )
                raise FaultyImportError(message)
        for name in head:
            if name not in TABLES and name not in _HEAD:
                raise self._fault(_Wrong.UNKNOWN, name)
        for name in TABLES:
            if name not in head:
                raise self._fault(_Wrong.MISSING, name)

    def _no_log(self) -> FaultyImportError:
        return self._fault(_Wrong.NO_LOG)

    def _fault(self, what: _Wrong, name: str = "") -> FaultyImportError:
        return self.fault(what.format(_short(name)))


def _short(name: str) -> str:
    """A name out of a file, short and in one line."""
    is_short = name.isprintable() and len(name) <= _SHOWN_MAX
    return name if is_short else f"{ascii(name)[1:_SHOWN_MAX]}…"
