"""Which days: a few spans that end today, or days of one's own."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.log_span import LogSpan
from app.ui.controls import Chips
from app.ui.date_span import DateSpan
from app.ui.span_words import span_label
from app.ui.theme import Space

_SPANS = (LogSpan.ALL, LogSpan.MONTH, LogSpan.QUARTER, LogSpan.YEAR, LogSpan.OWN)


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
        spans = [(span, span_label(span)) for span in _SPANS]
        self.chips: Chips[LogSpan] = Chips(self.tr("Which days"), spans)
        self.own = DateSpan(today)
        self.own.show_days(LogSpan.QUARTER.since(today) or today, today)
        self.own.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.M)
        whole.addWidget(self.chips)
        whole.addWidget(self.own)
        self.chips.chosen.connect(self._on_chosen)
        self.own.changed.connect(self.changed)

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day; None for no bound."""
        span = self.chips.value
        return self.own.days if span is LogSpan.OWN else (span.since(self._today), None)

    def choose(self, span: LogSpan) -> None:
        """Choose without telling."""
        self.chips.choose(span)
        self.own.setVisible(span is LogSpan.OWN)

    def _on_chosen(self) -> None:
        self.own.setVisible(self.chips.value is LogSpan.OWN)
        self.changed.emit()
