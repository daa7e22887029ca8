"""Which days: a few spans that end today, or days of one's own."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, Signal
from PySide6.QtWidgets import QDateEdit, QVBoxLayout, QWidget

from app.core.export_wish import ExportSpan
from app.ui.controls import Chips, label
from app.ui.flow_layout import FlowLayout
from app.ui.theme import Space


class SpanChoice(QWidget):
    """Chips, and two days for those who want others.

    Args:
        today: the last day of the spans.

    Signals:
        changed: other days are chosen.
    """

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        spans = [
            (ExportSpan.ALL, self.tr("All")),
            (ExportSpan.MONTH, self.tr("Last 30 days")),
            (ExportSpan.QUARTER, self.tr("Last 3 months")),
            (ExportSpan.YEAR, self.tr("Last year")),
            (ExportSpan.OWN, self.tr("Other days")),
        ]
        self.chips: Chips[ExportSpan] = Chips(self.tr("Which days"), spans)
        first = ExportSpan.QUARTER.first_day(today) or today
        self.first = self._day(self.tr("First day"), first)
        self.last = self._day(self.tr("Last day"), today)
        self._own = QWidget()
        self._build()
        self._own.hide()
        self.chips.chosen.connect(self._on_chosen)
        self.first.dateChanged.connect(self._on_first_changed)
        self.last.dateChanged.connect(self._on_last_changed)

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day; None for no bound."""
        span = self.chips.value
        if span is ExportSpan.OWN:
            return _as_date(self.first.date()), _as_date(self.last.date())
        return span.first_day(self._today), None

    def choose(self, span: ExportSpan) -> None:
        """Choose without telling."""
        self.chips.choose(span)
        self._own.setVisible(span is ExportSpan.OWN)

    def _build(self) -> None:
        flow = FlowLayout(self._own, Space.M)
        for edit in (self.first, self.last):
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(Space.XS)
            column.addWidget(label(edit.accessibleName(), "fine", wraps=False))
            column.addWidget(edit)
            flow.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.M)
        whole.addWidget(self.chips)
        whole.addWidget(self._own)

    def _day(self, name: str, day: date) -> QDateEdit:
        made = QDateEdit(QDate(day.year, day.month, day.day))
        made.setAccessibleName(name)
        made.setDisplayFormat(QCoreApplication.translate("times", "d MMMM yyyy"))
        made.setMaximumDate(QDate(self._today.year, self._today.month, self._today.day))
        return made

    def _on_chosen(self) -> None:
        self._own.setVisible(self.chips.value is ExportSpan.OWN)
        self.changed.emit()

    def _on_first_changed(self, day: QDate) -> None:
        """No span ends before it begins: the other day follows."""
        if self.last.date() < day:
            self.last.setDate(day)
        self.changed.emit()

    def _on_last_changed(self, day: QDate) -> None:
        if self.first.date() > day:
            self.first.setDate(day)
        self.changed.emit()


def _as_date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
