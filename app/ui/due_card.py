"""The card of Today that says which check-ins can be answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.due_check_ins import DueCheckIn
from app.ui.check_in_words import check_in_title, due_text, due_title, late_text
from app.ui.controls import Card, button, label, lead_with
from app.ui.flow_layout import FlowLayout
from app.ui.theme import Space


class DueCard(Card):
    """What can be answered, and one button to do it; away where nothing can.

    Attributes:
        is_due: whether any of it is due, so that it comes before other things.

    Signals:
        answer_pressed: the person wants to answer now.
    """

    answer_pressed = Signal()

    def __init__(self) -> None:
        super().__init__("notice")
        self.is_due = False
        self._title = label("", "section")
        self._text = label("")
        self._late = label("", "fine")
        self._others = label("", "fine")
        self._answer = button(self.tr("Answer now"))
        self._answer.clicked.connect(self.answer_pressed)
        texts = QVBoxLayout()
        texts.setSpacing(Space.S)
        for part in (self._title, self._text, self._late, self._others):
            texts.addWidget(part)
        ways = QWidget()
        flow = FlowLayout(ways, Space.M)
        flow.addWidget(self._answer)
        self._time = label(self.tr("under a minute"), "fine", wraps=False)
        self._time.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._time.setMinimumHeight(self._answer.sizeHint().height())
        flow.addWidget(self._time)
        self.column.setSpacing(Space.L)
        self.column.addLayout(texts)
        self.column.addWidget(ways)
        self.hide()

    @property
    def first(self) -> QWidget:
        """What takes the focus."""
        return self._answer

    def lead(self, *, leads: bool) -> None:
        """Let its button be the one that leads the eye, or one among others."""
        lead_with(self._answer, leads=leads)

    def show_due(self, due: Sequence[DueCheckIn], today: date) -> None:
        """Show what can be answered: what is due first, the newest session's before others."""
        self.setVisible(bool(due))
        self.is_due = any(not one.is_early for one in due)
        if not due:
            return
        first, *others = due
        self._title.setText(due_title(first, today))
        self._text.setText(due_text(first, today))
        self._late.setText(late_text() if first.is_late else "")
        self._late.setVisible(first.is_late)
        also = self.tr("Also: {check_in}")
        self._others.setText(
            "\n".join(also.format(check_in=check_in_title(one, today)) for one in others)
        )
        self._others.setVisible(bool(others))
        self._time.setVisible(not others)  # each takes that long
        self._answer.setAccessibleDescription(f"{self._title.text()}. {self._text.text()}")
