"""How a table of figures looks: as high as its lines, with its words wrapped."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from app.ui.by_script_table import FigureColumn, FigureTable
from app.ui.overriding import override
from app.ui.theme import Looks, Space, Type

_NAME_AT_LEAST = 150
_PAD = 13
_ENDLESS = 100_000
_LONGEST = "−1.5 (from −10 to +10), n = 1000"


class FigureGrid(QTableView):
    """The arrows move from cell to cell; what is around it scrolls.

    Signals:
        copy_wanted: Ctrl+C.
    """

    copy_wanted = Signal()

    def __init__(self, name: str, table: FigureTable, looks: Looks) -> None:
        super().__init__()
        self._table = table
        self._looks = looks
        self.setModel(table)
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
        texts = {column: self._heading(column) for column in FigureColumn}
        heading.setFixedHeight(self._height_of(fine, texts) + 2 * Space.S + 2)
        total = heading.height() + 2 * self.frameWidth()
        for row in range(self._table.rowCount()):
            texts = {c: str(self._table.index(row, c).data()) for c in FigureColumn}
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
