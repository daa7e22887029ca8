"""Rows that were read from a damaged log, put into a new one as far as they can be."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.core.answer import Answer
from app.storage.after_records import answer_of
from app.storage.health_records import check_of, clearance_of
from app.storage.leaf_pages import Record
from app.storage.records import Row, event_of, rating_of, session_of, step_of

_ID_LENGTH = 36
_VIRTUAL = 2
"""How `table_xinfo` marks a column that is computed when it is read, and so stands nowhere."""

_STORED = 3
"""… and one that is computed when it is written, and cannot be written."""

_CHECKED: Mapping[str, tuple[str, Callable[[Row], object]]] = MappingProxyType(
    {
        "sessions": (
            """id, start, "end", script_id, script_title, script_sha256, techniques, feet,
            first_foot, planned_hands_on_s, actual_hands_on_s, completed, ended_early_reason,
            safety_verdict, note, by_hand""",
            lambda row: session_of(row, ()),
        ),
        "checks": (
            'id, questionnaire, version, "when", level, session_id',
            lambda row: check_of(row, {}),
        ),
        "session_steps": (
            """position, step_index, title, technique, area, side, tool, pressure, pass_number,
            planned_s, actual_s, counts, eased, outcome""",
            step_of,
        ),
        "ratings": (
            """id, session_id, kind, context, answered, side, region, value, due, hours_after_end,
            late, note""",
            rating_of,
        ),
        "after_answers": (
            'session_id, context, question, answer, "when", version',
            answer_of,
        ),
        "events": (
            'id, session_id, "when", type, severity, side, region, advice_shown, note',
            event_of,
        ),
        "answers": ("answer", lambda row: Answer.from_text(row[0])),
        "clearances": ('id, question, "by", granted, recorded, places', clearance_of),
    }
)
"""Each table, and what the rest of the program must be able to make of a row."""


_KEPT_ALONE = tuple(
    f"UPDATE {table} SET {column} = NULL WHERE {column} NOT IN (SELECT id FROM {parents})"  # noqa: S608 - ours
    for table, column, parents in (
        ("ratings", "session_id", "sessions"),
        ("events", "session_id", "sessions"),
        ("events", "answer_id", "after_answers"),
    )
)
"""An answer or event whose session is lost was still given and lived: it stands without one."""


@dataclass(frozen=True, slots=True)
class _Table:
    """How rows of a table stand in the file, and how they are put into the new one.

    Attributes:
        name: of the table.
        least: how many columns its first version had; later ones are added behind.
        columns: all that stand in the file, in their order.
        written: of these, the places of the columns that can be written.
        default: what a column has in rows from before there was one.
    """

    name: str
    least: int
    columns: tuple[str, ...]
    written: tuple[int, ...]
    default: tuple[object, ...]

    def fits(self, row: Record) -> bool:
        return self.least <= len(row) <= len(self.columns)

    def values(self, row: Record) -> list[object]:
        whole = (*row, *self.default[len(row) :])
        return [whole[place] for place in self.written]

    def place_of(self, column: str) -> int:
        return self.written.index(self.columns.index(column))

    @property
    def sql(self) -> str:
        names = [f'"{self.columns[place]}"' for place in self.written]
        marks = ", ".join("?" * len(names))
        updates = ", ".join(f"{name} = excluded.{name}" for name in names if name != '"id"')
        return (
            f"INSERT INTO {self.name} ({', '.join(names)}) VALUES ({marks}) "  # noqa: S608 - names of the schema
            f"ON CONFLICT (id) DO UPDATE SET {updates} "
            f"WHERE excluded.changed > {self.name}.changed"
        )


class SalvagedRows:
    """Takes rows of which nobody knows any more where they belong, and says how many do not fit.

    Args:
        connection: the new log, in a transaction, with foreign keys not enforced.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        # A backup may hold a text that is none; it is found in `settle`.
        connection.text_factory = lambda text: text.decode(errors="surrogateescape")
        self._tables = [_table(connection, name) for name in _CHECKED]
        self._sql = {table.name: table.sql for table in self._tables}
        self._standing = {
            id_ for (id_,) in connection.execute("SELECT id FROM ratings WHERE superseded = 0")
        }
        self.left_out = 0

    def take(self, row: Record) -> None:
        """Put a row into the table that it fits into; what is no row of a log is passed over."""
        first = row[0] if row else None
        if not isinstance(first, str) or len(first) != _ID_LENGTH:
            return
        if not any(table.fits(row) and self._put(table, row) for table in self._tables):
            self.left_out += 1

    def _put(self, table: _Table, row: Record) -> bool:
        values = table.values(row)
        if table.name == "ratings":
            # Which of two answers to one question stands is told when all are there.
            superseded = table.place_of("superseded")
            if not values[superseded]:
                self._standing.add(str(row[0]))
            values[superseded] = 1
        try:
            self._connection.execute(self._sql[table.name], values)
        except (sqlite3.IntegrityError, OverflowError, UnicodeEncodeError):
            return False
        return True

    def settle(self) -> None:
        """Leave out what nobody could read or belongs to nothing, and tell which answers stand."""
        for table, (columns, made_of) in _CHECKED.items():
            found = self._connection.execute(f"SELECT rowid, {columns} FROM {table}")  # noqa: S608 - ours
            self._leave_out(table, [row[0] for row in found if not _is_readable(row[1:], made_of)])
        for keep_alone in _KEPT_ALONE:
            self._connection.execute(keep_alone)
        while orphans := self._connection.execute("PRAGMA foreign_key_check").fetchall():
            for table, rowid in {(orphan[0], orphan[1]) for orphan in orphans}:
                self._leave_out(table, [rowid])
        self._connection.execute("UPDATE ratings SET superseded = 1")
        newest_first = self._connection.execute("SELECT id FROM ratings ORDER BY changed DESC, id")
        for (id_,) in newest_first.fetchall():
            if id_ in self._standing:
                stand = "UPDATE OR IGNORE ratings SET superseded = 0 WHERE id = ?"
                self._connection.execute(stand, (id_,))

    def _leave_out(self, table: str, rowids: list[int]) -> None:
        for rowid in rowids:
            self._connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))  # noqa: S608 - ours
        self.left_out += len(rowids)


def _table(connection: sqlite3.Connection, name: str) -> _Table:
    described = connection.execute(f"PRAGMA table_xinfo({name})").fetchall()
    stored = [column for column in described if column[6] != _VIRTUAL]
    return _Table(
        name,
        min(place for place, column in enumerate(stored) if column[1] == "deleted") + 1,
        tuple(column[1] for column in stored),
        tuple(place for place, column in enumerate(stored) if column[6] != _STORED),
        tuple(0 if column[4] == "0" else None for column in stored),
    )


def _is_readable(row: Row, made_of: Callable[[Row], object]) -> bool:
    try:
        "".join(value for value in row if isinstance(value, str)).encode()
        made_of(row)
    except (KeyError, TypeError, ValueError):
        return False
    return True
