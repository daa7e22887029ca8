"""The days of the week, of which several may be chosen."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.core.week_plan import Weekday
from app.ui.controls import button
from app.ui.flow_layout import FlowLayout
from app.ui.theme import Space


class DayChips(QWidget):
    """Seven chips, each on or off; Space switches it."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._chips: dict[Weekday, QPushButton] = {}
        row = FlowLayout(self, Space.S)
        for number, day in enumerate(Weekday, 1):
            locale = QLocale()
            chip = button(locale.dayName(number, QLocale.FormatType.ShortFormat), "chip")
            long_name = locale.dayName(number, QLocale.FormatType.LongFormat)
            chip.setAccessibleName(f"{name}: {long_name}")
            chip.setToolTip(long_name)
            chip.setCheckable(True)
            chip.clicked.connect(self.changed)
            self._chips[day] = chip
            row.addWidget(chip)

    @property
    def days(self) -> frozenset[Weekday]:
        """What is chosen."""
        return frozenset(day for day, chip in self._chips.items() if chip.isChecked())

    def show_days(self, days: frozenset[Weekday]) -> None:
        """Show a choice without telling it."""
        for day, chip in self._chips.items():
            chip.setChecked(day in days)
