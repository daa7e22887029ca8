"""The month as a grid that the keys move through."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from app.core.month_view import CalendarDay
from app.ui.calendar_cells import CalendarCellPainter
from app.ui.calendar_table import CalendarTable
from app.ui.overriding import override
from app.ui.theme import Looks

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class CalendarGrid(QTableView):
    """One day is chosen. Its weeks share the height that there is, from low ones to high ones.

    Where even low ones do not fit, what is around it scrolls.

    Signals:
        chosen: another day is chosen now.
        day_wanted: the keys move to a day, be it of another month.
        month_wanted: they move by so many months.
        today_wanted: T.
        opened: Enter or a double click.
        entered: the keys go to it now.
    """

    chosen = Signal()
    day_wanted = Signal(object)
    month_wanted = Signal(int)
    today_wanted = Signal()
    opened = Signal()
    entered = Signal()

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._looks = looks
        self.table = CalendarTable()
        self._cells = CalendarCellPainter(self.table, looks)
        self.setModel(self.table)
        self.setItemDelegate(self._cells)
        self._build()
        self.selectionModel().currentChanged.connect(lambda _now, _old: self.chosen.emit())
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        looks.keep(self, self._settle)

    def _build(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(off)
        self.setVerticalScrollBarPolicy(off)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setSectionsClickable(False)
        heading.setMinimumSectionSize(1)
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        heading.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def choose(self, day: date) -> None:
        """Make a day of the month that is shown the chosen one."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.table.index_of(day), flags)

    def settle(self) -> None:
        """Make room for the weeks of another month."""
        self._settle()

    @property
    def day(self) -> CalendarDay | None:
        """The chosen day."""
        return self.table.day_at(self.currentIndex())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, day = event.key(), self.day
        if key in _ENTER:
            self.opened.emit()
        elif key == Qt.Key.Key_T and not event.modifiers():
            self.today_wanted.emit()
        elif key in _MONTHS:
            self.month_wanted.emit(_MONTHS[Qt.Key(key)])
        elif day is not None and (moved := self._moved(event, day.day)) is not None:
            self.day_wanted.emit(moved)
        else:
            event.ignore()

    def _moved(self, event: QKeyEvent, day: date) -> date | None:
        """Where a key moves to; None of a key that moves nothing."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            return day + timedelta(days=_STEPS[key])
        if key not in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return None
        is_home = key is Qt.Key.Key_Home
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            days = self._days()
        else:
            days = [one for one in self._days() if self._row(one) == self._row(day)]
        return days[0] if is_home else days[-1]

    def _days(self) -> list[date]:
        indexes = (
            self.table.index(row, column)
            for row in range(self.table.rowCount())
            for column in range(self.table.columnCount())
        )
        return [day.day for index in indexes if (day := self.table.day_at(index)) is not None]

    def _row(self, day: date) -> int:
        return self.table.index_of(day).row()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._cells.has_focus = True
        super().focusInEvent(event)
        self.viewport().update()
        self.entered.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._cells.has_focus = False
        super().focusOutEvent(event)
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height(self._cells.least))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(7 * 40, self._height(self._cells.least))

    def _height(self, cell: int) -> int:
        return self.table.rowCount() * cell + self._beside_cells()

    def _beside_cells(self) -> int:
        """How much of the height is not of cells."""
        return self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth() + 2

    def _column(self) -> int:
        return max(1, self.viewport().width() // max(1, self.table.columnCount()))

    def _settle(self) -> None:
        """Seven columns of one width, but for the last, which takes what is left."""
        self._cells.fit((self.height() - self._beside_cells()) // max(1, self.table.rowCount()))
        column, last = self._column(), self.table.columnCount() - 1
        self.verticalHeader().setDefaultSectionSize(self._cells.height)
        for number in range(last):
            self.setColumnWidth(number, column)
        self.setColumnWidth(last, max(1, self.viewport().width() - last * column))
        self.setMaximumHeight(self._height(self._cells.most))
        self.updateGeometry()
