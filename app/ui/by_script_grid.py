"""How a table of figures looks: as high as its lines, with its words wrapped; or as blocks."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from app.ui.by_script_blocks import FigureBlockPainter
from app.ui.by_script_table import FigureColumn, FigureTable
from app.ui.overriding import override
from app.ui.sight import bring_place_into_sight
from app.ui.theme import Looks, Space, Type

_NAME_AT_LEAST = 150
_COLUMN_AT_LEAST = 125
"""Narrower than this at 100 % text, figures would stand in heaps of short lines."""
_PAD = 13
_ENDLESS = 100_000
_LONGEST = "−1.5 (from −10 to +10), n = 1000"


class FigureGrid(QTableView):
    """The arrows move from cell to cell; what is around it scrolls.

    Where columns would be too narrow, each line is a block: its name, and its figures below it,
    each with what it is. The arrows then move from block to block.

    Signals:
        copy_wanted: Ctrl+C.
    """

    copy_wanted = Signal()

    def __init__(self, name: str, table: FigureTable, looks: Looks) -> None:
        super().__init__()
        self._table = table
        self._looks = looks
        self.setModel(table)
        self._blocks = FigureBlockPainter(table, looks)
        self._cells = self.itemDelegate()
        self.setProperty("role", "figures")
        self.setAccessibleName(name)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(off)
        self.setVerticalScrollBarPolicy(off)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setSectionsClickable(False)
        heading.setMinimumSectionSize(1)
        heading.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.modelReset.connect(self._settle)
        self.selectionModel().currentChanged.connect(lambda _now, _old: self._show_current())
        looks.keep(self, self._settle)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._table.index(0, 0))
        self._show_current()

    def _show_current(self) -> None:
        """Bring the cell that the keys are at into sight: nothing scrolls in here."""
        if self.hasFocus():
            bring_place_into_sight(self.viewport(), self.visualRect(self.currentIndex()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(280, self.height())

    def _settle(self) -> None:
        """The figures get what they need in one line where there is room, else all the same."""
        room = self.viewport().width()
        sessions = self._wanted_widths()[FigureColumn.SESSIONS]
        self._stack(on=(room - sessions) // 3 < self._looks.current.px(_COLUMN_AT_LEAST))
        if self._table.is_stacked:
            self.setColumnWidth(FigureColumn.NAME, room)
            self._set_heights()
            return
        wanted = self._wanted_widths()
        rest = room - sum(wanted.values())
        least = self._looks.current.px(_NAME_AT_LEAST)
        if rest < least:
            sessions = wanted[FigureColumn.SESSIONS]
            each = (room - sessions) // 3
            wanted = dict.fromkeys(wanted, each) | {FigureColumn.SESSIONS: sessions}
            rest = room - sum(wanted.values())
        for column in FigureColumn:
            self.setColumnWidth(column, wanted.get(column, max(1, rest)))
        self._set_heights()

    def _stack(self, *, on: bool) -> None:
        """Make the lines blocks, or cells again."""
        if on == self._table.is_stacked:
            return
        self._table.is_stacked = on
        self.setItemDelegate(self._blocks if on else self._cells)
        for column in FigureColumn:
            self.setColumnHidden(column, on and column is not FigureColumn.NAME)
        current = self.currentIndex()
        if on and current.isValid():
            self.setCurrentIndex(current.siblingAtColumn(FigureColumn.NAME))

    def _wanted_widths(self) -> dict[FigureColumn, int]:
        metrics, fine = self._metrics()
        texts = (self._heading(FigureColumn.SESSIONS), _LONGEST, _LONGEST)
        columns = (FigureColumn.SESSIONS, FigureColumn.AFTER, FigureColumn.DAY_AFTER)
        widths = (fine.horizontalAdvance(texts[0]), *map(metrics.horizontalAdvance, texts[1:]))
        return {
            column: width + 2 * _PAD + Space.S
            for column, width in zip(columns, widths, strict=True)
        }

    def _heading(self, column: FigureColumn) -> str:
        return str(self._table.headerData(column, Qt.Orientation.Horizontal))

    def _metrics(self) -> tuple[QFontMetrics, QFontMetrics]:
        """Of the cells, and of the headings."""
        look = self._looks.current
        return QFontMetrics(look.font(Type.BODY)), QFontMetrics(look.font(Type.FINE))

    def _set_heights(self) -> None:
        """Each line as high as its words: the style reckons without the cells' padding."""
        metrics, fine = self._metrics()
        heading = self.horizontalHeader()
        columns = [c for c in FigureColumn if not self.isColumnHidden(c)]
        texts = {column: self._heading(column) for column in columns}
        heading.setFixedHeight(self._height_of(fine, texts) + 2 * Space.S + 2)
        total = heading.height() + 2 * self.frameWidth()
        for row in range(self._table.rowCount()):
            if self._table.is_stacked:
                height = self._blocks.height_of(row, self.columnWidth(FigureColumn.NAME))
            else:
                texts = {c: str(self._table.index(row, c).data()) for c in columns}
                height = self._height_of(metrics, texts) + 2 * (Space.S + Space.XS)
            self.setRowHeight(row, height)
            total += height
        if self.height() != total:
            self.setFixedHeight(total)

    def _height_of(self, metrics: QFontMetrics, texts: dict[FigureColumn, str]) -> int:
        """How high the highest of some texts is, each in its column."""
        wraps = int(Qt.TextFlag.TextWordWrap)
        return max(
            metrics.boundingRect(
                QRect(0, 0, self.columnWidth(column) - 2 * _PAD - 2, _ENDLESS), wraps, text
            ).height()
            for column, text in texts.items()
        )
