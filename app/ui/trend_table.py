"""The trend as a table: the same as the chart says, by week or by session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.core.paired_pain import FootPairs, Pair
from app.core.plan import Foot
from app.core.trend_view import DayTrend, TrendWeek
from app.core.trends import Week
from app.ui.figure_words import number_text
from app.ui.overriding import override
from app.ui.place_words import place_label
from app.ui.theme import Looks
from app.ui.trend_words import change_text, day_name, foot_name, week_name

translate = QCoreApplication.translate
_ROW = 44
_NONE = "–"
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row in words; the session that it is about, empty for none."""

    cells: tuple[str, ...]
    session_id: str = ""


def week_headings(feet: Sequence[Foot]) -> tuple[str, ...]:
    """The columns of the weeks."""
    columns = (
        translate("trend", "{foot}: answers"),
        translate("trend", "{foot}: median"),
        translate("trend", "{foot}: worst"),
        translate("trend", "{foot}: at 7+"),
    )
    named = [column.format(foot=foot_name(foot)) for foot in feet for column in columns]
    return (translate("trend", "Week from"), *named)


def week_rows(trend: DayTrend) -> list[TableRow]:
    """The weeks, the newest first."""
    feet = [foot.foot for foot in trend.feet]
    return [TableRow((week_name(week.monday), *_week_cells(week, feet))) for week in trend.weeks]


def _week_cells(week: TrendWeek, feet: Sequence[Foot]) -> list[str]:
    return [cell for foot in feet for cell in _foot_cells(week.feet[foot])]


def _foot_cells(week: Week | None) -> tuple[str, str, str, str]:
    if week is None or not week.count:
        return ("0", _NONE, _NONE, _NONE)
    if week.median is None:
        return (str(week.count), translate("trend", "too few"), _NONE, _NONE)
    return (str(week.count), number_text(week.median), str(week.worst), str(week.strong_days))


def pair_headings(feet: Sequence[FootPairs]) -> tuple[str, ...]:
    """The columns of the sessions."""
    places = (place_label(foot.foot, foot.region) for foot in feet)
    return (translate("trend", "Day"), translate("trend", "Session"), *places)


def pair_rows(feet: Sequence[FootPairs]) -> list[TableRow]:
    """The sessions with both answers, the newest first."""
    told: dict[str, dict[Foot, Pair]] = {}
    for foot in feet:
        for pair in foot.pairs:
            told.setdefault(pair.session_id, {})[foot.foot] = pair
    newest = sorted(told.values(), key=lambda by_foot: next(iter(by_foot.values())).day)
    return [_pair_row(by_foot, [foot.foot for foot in feet]) for by_foot in reversed(newest)]


def _pair_row(by_foot: dict[Foot, Pair], feet: Sequence[Foot]) -> TableRow:
    one = next(iter(by_foot.values()))
    changes = [change_text(by_foot[foot].change) if foot in by_foot else _NONE for foot in feet]
    return TableRow((day_name(one.day), one.title, *changes), one.session_id)


class TrendTable(QAbstractTableModel):
    """Rows in words."""

    def __init__(self) -> None:
        super().__init__()
        self._headings: tuple[str, ...] = ()
        self._rows: Sequence[TableRow] = ()

    def show_rows(self, headings: tuple[str, ...], rows: Sequence[TableRow]) -> None:
        """Show these and no others."""
        self.beginResetModel()
        self._headings, self._rows = headings, rows
        self.endResetModel()

    def row_at(self, row: int) -> TableRow:
        """The row at a place."""
        return self._rows[row]

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        return 0 if parent.isValid() else len(self._headings)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heading = self._headings[index.column()]
            return f"{heading}: {self._rows[index.row()].cells[index.column()]}"
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        is_head = orientation == Qt.Orientation.Horizontal
        return self._headings[section] if is_head and role == Qt.ItemDataRole.DisplayRole else None


class TrendTableView(QTableView):
    """The rows; Enter or a double click opens the session of one.

    Signals:
        session_requested: its id.
    """

    session_requested = Signal(str)

    def __init__(self, table: TrendTable, looks: Looks) -> None:
        super().__init__()
        self._table = table
        self._looks = looks
        self.setModel(table)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        )
        self.activated.connect(lambda index: self._open(index.row()))
        looks.keep(self, self.settle)

    def settle(self) -> None:
        """Give each column the room that its words need, and share out what is left."""
        self.verticalHeader().setDefaultSectionSize(self._looks.current.px(_ROW))
        self.horizontalHeader().setResizeContentsPrecision(30)
        self.resizeColumnsToContents()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        session_id = self._table.row_at(row).session_id
        if session_id:
            self.session_requested.emit(session_id)
