"""How the table of sessions looks, and how wide its columns are."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.ui.icons import Icons
from app.ui.log_cells import LogCellPainter
from app.ui.log_table import LogColumn, LogTable
from app.ui.overriding import override
from app.ui.theme import Space, Type

_ROW = 64
_SORT_ARROW = 16
_TITLE_AT_LEAST = 200
_HIDDEN_FIRST = (
    LogColumn.ENDED,
    LogColumn.FEET,
    LogColumn.SORENESS,
    LogColumn.HANDS_ON,
    LogColumn.PAIN,
)
"""Where there is too little room these go, in this order; the detail says all of it."""


class LogView(QTableView):
    """Whole rows are chosen, headings sort, Del deletes.

    Signals:
        chosen: the row that is current now, -1 for none.
        opened: Enter or a double click.
        deletion_wanted: Del.
    """

    chosen = Signal(int)
    opened = Signal()
    deletion_wanted = Signal()

    def __init__(self, table: LogTable, icons: Icons) -> None:
        super().__init__()
        self._table = table
        self._icons = icons
        self._cells = LogCellPainter(icons)
        self.setModel(table)
        self.setItemDelegate(self._cells)
        self.setAccessibleName(self.tr("Entries of the log"))
        self._build()
        self.selectionModel().currentRowChanged.connect(lambda now, _old: self._on_row(now.row()))
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        icons.looks.keep(self, self._settle)

    def _build(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setSectionsMovable(False)
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heading.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heading.setSortIndicator(LogColumn.WHEN, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)

    def choose(self, row: int) -> None:
        """Make a row the current one and bring it into sight."""
        index = self._table.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    @property
    def chosen_row(self) -> int:
        """The current row, -1 for none."""
        return self.currentIndex().row()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.deletion_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _on_row(self, row: int) -> None:
        self.chosen.emit(row)

    def _settle(self) -> None:
        """Give each column what its words need, and the title the rest."""
        look = self._icons.looks.current
        self.verticalHeader().setDefaultSectionSize(look.px(_ROW))
        room, least = self.viewport().width(), look.px(_TITLE_AT_LEAST)
        widths = self._wanted_widths()
        hidden = _hidden(widths, room - least)
        # Days in short are the last but one thing to do, before pain moves below the title.
        self._cells.has_short_days = LogColumn.PAIN in hidden
        if self._cells.has_short_days:
            widths[LogColumn.WHEN] = self._short_day_width()
            hidden = _hidden(widths, room - least)
        self._cells.hidden = frozenset(hidden)
        for column, width in widths.items():
            self.setColumnHidden(column, column in hidden)
            self.setColumnWidth(column, width)
        used = sum(w for c, w in widths.items() if c not in hidden)
        self.setColumnWidth(LogColumn.SCRIPT, max(80, room - used))

    def _short_day_width(self) -> int:
        look = self._icons.looks.current
        day = QFontMetrics(look.font(Type.BODY)).horizontalAdvance("30 Nov")
        fine = QFontMetrics(look.font(Type.FINE)).horizontalAdvance("2026 · 20:00")
        heading = QFontMetrics(look.font(Type.FINE)).horizontalAdvance(self.tr("Date"))
        return max(day, fine, heading + look.px(_SORT_ARROW)) + Space.XL

    def _wanted_widths(self) -> dict[LogColumn, int]:
        metrics = QFontMetrics(self.font())
        longest = {
            LogColumn.WHEN: "Wed 30 Nov 2026",
            LogColumn.HANDS_ON: self.tr("under 15 min"),
            LogColumn.FEET: self.tr("Right foot"),
            LogColumn.PAIN: "L 10 → 10 · R 10 → 10",
            LogColumn.SORENESS: "L 10 · R 10",
            LogColumn.ENDED: self.tr("Early: Sharp or burning pain"),
        }
        return {
            column: metrics.horizontalAdvance(text) + Space.XL for column, text in longest.items()
        }


def _hidden(widths: dict[LogColumn, int], room: int) -> set[LogColumn]:
    """Which columns have to go so that the others fit into the room."""
    hidden: set[LogColumn] = set()
    for column in _HIDDEN_FIRST:
        if sum(width for one, width in widths.items() if one not in hidden) <= room:
            break
        hidden.add(column)
    return hidden
