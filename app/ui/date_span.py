"""From one day to another: two fields for dates."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from app.ui.controls import label
from app.ui.flow_layout import FlowLayout
from app.ui.theme import Space


class DateSpan(QWidget):
    """Two days; the other one follows where they would be the wrong way round.

    Args:
        latest: the last day that may be chosen; None where it does not matter.

    Signals:
        changed: another span is meant.
    """

    changed = Signal()

    def __init__(self, latest: date | None = None) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("From one day to another"))
        self.since = _field(self.tr("First day"))
        self.until = _field(self.tr("Last day"))
        if latest is not None:
            for field in (self.since, self.until):
                field.setMaximumDate(QDate(latest.year, latest.month, latest.day))
        row = FlowLayout(self, Space.S)
        row.addWidget(_with_word(self.tr("From"), self.since))
        row.addWidget(_with_word(self.tr("to"), self.until))
        self.since.dateChanged.connect(self._on_since)
        self.until.dateChanged.connect(self._on_until)

    @property
    def days(self) -> tuple[date, date]:
        """The first day and the last."""
        return _day(self.since), _day(self.until)

    def show_days(self, since: date, until: date) -> None:
        """Show a span without telling it."""
        for field, day in ((self.since, since), (self.until, until)):
            field.blockSignals(True)
            field.setDate(QDate(day.year, day.month, day.day))
            field.blockSignals(False)

    def _on_since(self, since: QDate) -> None:
        self._follow(self.until, max(since, self.until.date()))

    def _on_until(self, until: QDate) -> None:
        self._follow(self.since, min(until, self.since.date()))

    def _follow(self, other: QDateEdit, day: QDate) -> None:
        other.blockSignals(True)
        other.setDate(day)
        other.blockSignals(False)
        self.changed.emit()


def _field(name: str) -> QDateEdit:
    made = QDateEdit()
    made.setAccessibleName(name)
    made.lineEdit().setTextMargins(Space.M, 0, Space.S, 0)
    made.setDisplayFormat(QCoreApplication.translate("times", "d MMM yyyy"))
    made.setDateRange(QDate(1970, 1, 2), QDate(2199, 12, 30))
    made.setToolTip(QCoreApplication.translate("times", "Type it, or press Up and Down"))
    return made


def _with_word(word: str, field: QDateEdit) -> QWidget:
    """A word that stays beside its field."""
    both = QWidget()
    line = QHBoxLayout(both)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(Space.S)
    line.addWidget(label(word, "soft", wraps=False))
    line.addWidget(field)
    return both


def _day(field: QDateEdit) -> date:
    shown = field.date()
    return date(shown.year(), shown.month(), shown.day())
