"""Figures as a table: a line for each script, or for each technique; it cannot be sorted."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.ui.by_script_words import FigureRow, spread_spoken, spread_text
from app.ui.overriding import override

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_WRAPPED = (
    int(Qt.AlignmentFlag.AlignLeft)
    | int(Qt.AlignmentFlag.AlignVCenter)
    | int(Qt.TextFlag.TextWordWrap)
)
_UNSAFE = ("=", "+", "-", "@")
"""What a spreadsheet would run at the start of a text that is pasted into it."""


class FigureColumn(IntEnum):
    """The columns, from the left."""

    NAME = 0
    SESSIONS = 1
    AFTER = 2
    DAY_AFTER = 3


class FigureTable(QAbstractTableModel):
    """Lines in the order in which they are given: by name, and never by their figures.

    Args:
        name_heading: what the first column says.
    """

    def __init__(self, name_heading: str) -> None:
        super().__init__()
        self._name_heading = name_heading
        self._rows: Sequence[FigureRow] = ()
        self.is_stacked = False
        """Whether the first cell of a line says all of it, since the others are not shown."""

    def show_rows(self, rows: Sequence[FigureRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def figures_of(self, row: int) -> list[str]:
        """The figures of a line, each with what it is, as they stand below its name."""
        told = self._rows[row]
        form = self.tr("{heading}: {figure}")
        return [
            form.format(heading=self._heading(column), figure=self._text(told, column))
            for column in FigureColumn
            if column is not FigureColumn.NAME
        ]

    def copied(self) -> str:
        """The table as text, with a tab between its cells."""
        headings = [self._heading(column) for column in FigureColumn]
        lines = [headings, *([self._text(row, c) for c in FigureColumn] for row in self._rows)]
        return "\n".join("\t".join(_plain(cell) for cell in line) for line in lines)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(FigureColumn)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], FigureColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken_whole(row) if self._says_all(column) else self._spoken(row, column)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _WRAPPED
        is_shown = role == Qt.ItemDataRole.DisplayRole
        return self._heading(FigureColumn(section)) if is_shown else None

    def _heading(self, column: FigureColumn) -> str:
        return {
            FigureColumn.NAME: self._name_heading,
            FigureColumn.SESSIONS: self.tr("Sessions"),
            FigureColumn.AFTER: self.tr("Right after, against before"),
            FigureColumn.DAY_AFTER: self.tr("24 hours after, against before"),
        }[column]

    def _text(self, row: FigureRow, column: FigureColumn) -> str:
        told = row.figures
        return {
            FigureColumn.NAME: row.name,
            FigureColumn.SESSIONS: str(told.sessions),
            FigureColumn.AFTER: spread_text(told.before_after, told.before_after_count),
            FigureColumn.DAY_AFTER: spread_text(told.day_after, told.day_after_count),
        }[column]

    def _says_all(self, column: FigureColumn) -> bool:
        return self.is_stacked and column is FigureColumn.NAME

    def _spoken_whole(self, row: FigureRow) -> str:
        """A line as sentences: each says its name, so that none can be taken for another's."""
        figures = (c for c in FigureColumn if c is not FigureColumn.NAME)
        return ". ".join(self._spoken(row, column) for column in figures)

    def _spoken(self, row: FigureRow, column: FigureColumn) -> str:
        """A cell as a sentence: what it is about, and what it says."""
        told = row.figures
        said = {
            FigureColumn.NAME: row.name,
            FigureColumn.SESSIONS: self.tr("{name}: sessions, {count}"),
            FigureColumn.AFTER: self.tr("{name}, right after against before: {figure}"),
            FigureColumn.DAY_AFTER: self.tr("{name}, 24 hours after against before: {figure}"),
        }[column]
        if column is FigureColumn.NAME:
            return said
        is_after = column is FigureColumn.AFTER
        spread = told.before_after if is_after else told.day_after
        count = told.before_after_count if is_after else told.day_after_count
        return said.format(name=row.name, count=told.sessions, figure=spread_spoken(spread, count))


def _plain(cell: str) -> str:
    """A cell as one line that a spreadsheet takes for text."""
    flat = " ".join(cell.split())
    return f"'{flat}" if flat.startswith(_UNSAFE) else flat
