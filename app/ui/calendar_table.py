"""A month as a table of weeks: what each cell is and says."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QPersistentModelIndex, Qt

from app.core.month_view import CalendarDay, MonthView
from app.ui.calendar_words import day_sentence
from app.ui.overriding import override

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_WEEK = 7


class CalendarTable(QAbstractTableModel):
    """The weeks of a month from the locale's first day on; cells of other months are empty."""

    def __init__(self) -> None:
        super().__init__()
        self._view: MonthView | None = None
        self._begins_on = QLocale().firstDayOfWeek().value
        self._weeks: tuple[tuple[date | None, ...], ...] = ()

    def show_month(self, view: MonthView) -> None:
        """Show another month, or this one anew."""
        self.beginResetModel()
        self._view = view
        self._begins_on = QLocale().firstDayOfWeek().value
        self._weeks = view.month.weeks(self._begins_on)
        self.endResetModel()

    def day_at(self, index: Index) -> CalendarDay | None:
        """The day of a cell; None where there is none."""
        if not index.isValid() or self._view is None:
            return None
        day = self._weeks[index.row()][index.column()]
        return None if day is None else self._view.on(day)

    def index_of(self, day: date) -> QModelIndex:
        """The cell of a day of this month."""
        for row, week in enumerate(self._weeks):
            if day in week:
                return self.index(row, week.index(day))
        return QModelIndex()

    @property
    def today(self) -> date | None:
        """The day of now; None before anything is shown."""
        return None if self._view is None else self._view.today

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._weeks)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else _WEEK

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.day_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        day = self.day_at(index)
        if day is None or self._view is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day.day)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return day_sentence(day, self._view.today)
        return day if role == Qt.ItemDataRole.UserRole else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        number = (self._begins_on + section - 1) % _WEEK + 1
        formats = {
            int(Qt.ItemDataRole.DisplayRole): QLocale.FormatType.ShortFormat,
            int(Qt.ItemDataRole.AccessibleTextRole): QLocale.FormatType.LongFormat,
        }
        return QLocale().dayName(number, formats[role]) if role in formats else None
