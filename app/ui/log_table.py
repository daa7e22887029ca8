"""The table of the log: it holds the names of entries and reads the rows that are looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.core.errors import KnownError
from app.core.log_entries import (
    NO_SCORES,
    EntryColumn,
    EntryKey,
    EntryOrder,
    LogEntry,
    SessionEntry,
)
from app.core.log_filter import LogFilter
from app.core.soreness import LogEvent, LoggedSession, Rating
from app.ui.entry_words import (
    change_spoken,
    change_text,
    entry_ended,
    entry_feet,
    entry_hands_on,
    entry_title,
    feet_text,
    pain_scores,
    sore_scores,
)
from app.ui.log_words import when_text
from app.ui.overriding import override

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

PAGE = 32
"""So many rows are read at once."""
_PAGES_KEPT = 16


class EntryReader(Protocol):
    """The log as its room reads it; every call may raise a `KnownError`."""

    def keys(
        self, wanted: LogFilter | None = None, order: EntryOrder | None = None
    ) -> list[EntryKey]:
        """The entries that pass, in an order."""

    def entries(self, keys: Sequence[EntryKey]) -> list[LogEntry]:
        """Their rows; what is gone is left out."""

    def session(self, session_id: str) -> LoggedSession | None:
        """A whole session; None where there is none."""

    def answers(self, key: EntryKey) -> list[Rating]:
        """The answers of an entry that are of a day without a session."""

    def event(self, key: EntryKey) -> LogEvent | None:
        """What happened without a session; None where there is none."""

    def scripts(self) -> list[tuple[str, str]]:
        """The ids and titles of the scripts of all sessions."""

    def is_empty(self) -> bool:
        """Whether there is no entry at all."""


class LogColumn(IntEnum):
    """The columns, from the left."""

    WHEN = 0
    SCRIPT = 1
    HANDS_ON = 2
    FEET = 3
    PAIN = 4
    SORENESS = 5
    ENDED = 6


_SORTED_BY = dict(zip(LogColumn, EntryColumn, strict=True))


class LogTable(QAbstractTableModel):
    """Entries in the order and the selection that is wanted; newest first at the beginning.

    Args:
        entries: the log; asked for anew each time, since it may have been opened again.

    Signals:
        trouble: what could not be read, in a sentence; it may come while the table is painted.
    """

    trouble = Signal(str)

    def __init__(self, entries: Callable[[], EntryReader]) -> None:
        super().__init__()
        self._entries = entries
        self._keys: list[EntryKey] = []
        self._rows: dict[EntryKey, int] | None = None
        self._pages: OrderedDict[int, dict[EntryKey, LogEntry]] = OrderedDict()
        self._wanted = LogFilter()
        self._order = EntryOrder()

    def show_log(self, wanted: LogFilter) -> None:
        """Read anew what passes a filter.

        Raises:
            KnownError: the log cannot be read; what was shown stays.
        """
        keys = self._entries().keys(wanted, self._order)
        self.beginResetModel()
        self._wanted = wanted
        self._take(keys)
        self.endResetModel()

    def key_at(self, row: int) -> EntryKey:
        """The name of a row's entry."""
        return self._keys[row]

    def entry_at(self, row: int) -> LogEntry | None:
        """A row's entry; None where it is gone or cannot be read."""
        page = self._page(row // PAGE)
        return page.get(self._keys[row])

    def row_of(self, key: EntryKey) -> int | None:
        """Where an entry stands, None where it is not shown."""
        if self._rows is None:
            self._rows = {each: row for row, each in enumerate(self._keys)}
        return self._rows.get(key)

    def _take(self, keys: list[EntryKey]) -> None:
        self._keys = keys
        self._rows = None
        self._pages.clear()

    def _page(self, number: int) -> dict[EntryKey, LogEntry]:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        keys = self._keys[number * PAGE : (number + 1) * PAGE]
        try:
            read = {entry.key: entry for entry in self._entries().entries(keys)}
        except KnownError as error:
            read = {}
            self.trouble.emit(str(error))
        self._pages[number] = read
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        return read

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._keys)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(LogColumn)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in _ROLES:
            return None
        entry = self.entry_at(index.row())
        column = LogColumn(index.column())
        if entry is None or role == Qt.ItemDataRole.UserRole:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(entry, column)
        said = _spoken(entry, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return said
        return f"{self._heading(column)}: {said}"

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        is_heading = orientation == Qt.Orientation.Horizontal
        if not is_heading or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._heading(LogColumn(section))

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column < 0:
            return
        is_descending = order == Qt.SortOrder.DescendingOrder
        wanted = EntryOrder(_SORTED_BY[LogColumn(column)], is_descending)
        if wanted == self._order:
            return
        try:
            keys = self._entries().keys(self._wanted, wanted)
        except KnownError as error:
            self.trouble.emit(str(error))
            return
        self._order = wanted
        self.layoutAboutToBeChanged.emit()
        kept = [(old, self._keys[old.row()]) for old in self.persistentIndexList()]
        self._take(keys)
        for old, key in kept:
            row = self.row_of(key)
            self.changePersistentIndex(
                old, QModelIndex() if row is None else self.index(row, old.column())
            )
        self.layoutChanged.emit()

    def _heading(self, column: LogColumn) -> str:
        return {
            LogColumn.WHEN: self.tr("Date"),
            LogColumn.SCRIPT: self.tr("Entry"),
            LogColumn.HANDS_ON: self.tr("Hands-on"),
            LogColumn.FEET: self.tr("Feet"),
            LogColumn.PAIN: self.tr("Pain"),
            LogColumn.SORENESS: self.tr("Sore after"),
            LogColumn.ENDED: self.tr("Ended"),
        }[column]


_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.UserRole,
    }
)


def _cell(entry: LogEntry, column: LogColumn) -> str:
    if column is LogColumn.WHEN:
        return when_text(entry.when)
    if column is LogColumn.SCRIPT:
        return entry_title(entry)
    if column is LogColumn.HANDS_ON:
        return entry_hands_on(entry)
    if column is LogColumn.FEET:
        return entry_feet(entry)
    if column is LogColumn.ENDED:
        return entry_ended(entry)
    return _scores(entry, column)


def _scores(entry: LogEntry, column: LogColumn) -> str:
    """The answers; a day without a session has no dash for what nobody asked."""
    before, after = pain_scores(entry)
    is_pain = column is LogColumn.PAIN
    scores = after if is_pain else sore_scores(entry)
    if not isinstance(entry.about, SessionEntry) and scores.highest is None:
        return ""
    return change_text(before, after) if is_pain else feet_text(scores)


def _spoken(entry: LogEntry, column: LogColumn) -> str:
    if column is LogColumn.PAIN:
        return change_spoken(*pain_scores(entry)) if _cell(entry, column) else ""
    if column is LogColumn.SORENESS:
        return change_spoken(NO_SCORES, sore_scores(entry)) if _cell(entry, column) else ""
    return _cell(entry, column)
