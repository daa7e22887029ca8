"""After STOP: why, what helps now, and how it goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from app.core.soreness import EndReason
from app.ui.controls import button, label
from app.ui.flow_layout import FlowLayout
from app.ui.overriding import override
from app.ui.question_page import WIDEST, QuestionPage
from app.ui.stop_words import REASONS, advice, reason_choice
from app.ui.theme import Space
from app.ui.wrapping_button import WrappingButton

_LEAST_SHARE = 0.66
"""Two columns where the longest reason then needs no more than two lines."""


class StopPanel(QuestionPage):
    """First the eight reasons, then the advice for the chosen one.

    Signals:
        reason_chosen: an `EndReason`.
        resumed: the person goes on.
        finished: the person ends the session.
    """

    reason_chosen = Signal(object)
    resumed = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._reasons: dict[EndReason, WrappingButton] = {}
        self._columns = 2
        self.add(self._build_question())
        self.add(self._build_advice())
        self._connect()

    def _build_question(self) -> QWidget:
        self._question = QWidget()
        column = QVBoxLayout(self._question)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(label(self.tr("The timer stands still. What is it?"), "question"))
        hint = self.tr("Press a number, or choose with Tab and Enter.")
        column.addWidget(label(hint, "hint"))
        self._grid = QGridLayout()
        self._grid.setSpacing(Space.M)
        for number, reason in enumerate(REASONS, start=1):
            made = WrappingButton(str(number), reason_choice(reason), "reason")
            made.clicked.connect(lambda _checked, chosen=reason: self.reason_chosen.emit(chosen))
            self._reasons[reason] = made
        column.addLayout(self._grid)
        self._place_reasons()
        return self._question

    def _build_advice(self) -> QWidget:
        self._advice = QWidget()
        self._advice.hide()
        column = QVBoxLayout(self._advice)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        self.heading = label(role="question")
        column.addWidget(self.heading)
        self.lines = [label(role="advice") for _ in range(3)]
        for line in self.lines:
            column.addWidget(line)
        column.addSpacing(Space.M)
        buttons = QWidget()
        self._ways = FlowLayout(buttons, Space.M)
        self.resume = button(self.tr("Go on"), "player-primary")
        self.finish = button(self.tr("End the session"), "player-plain")
        self.change = button(self.tr("Another reason"), "player-quiet")
        self._leads = self.finish
        for way in (self.resume, self.finish, self.change):
            self._ways.addWidget(way)
        column.addWidget(buttons)
        return self._advice

    def _connect(self) -> None:
        self.resume.clicked.connect(self.resumed)
        self.finish.clicked.connect(self.finished)
        self.change.clicked.connect(self.ask)

    def ask(self) -> None:
        """Show the reasons."""
        self._question.show()
        self._advice.hide()
        self.take_focus()

    def show_advice(self, reason: EndReason) -> None:
        """Show what helps; only `done` and `other` offer to go on, and what was said leads."""
        self.heading.setText(reason_choice(reason))
        for line, text in zip(self.lines, (*advice(reason), "", "", ""), strict=False):
            line.setText(text)
            line.setVisible(bool(text))
        ways = [self.finish, self.resume] if reason.may_be_resumed else [self.finish]
        if reason is EndReason.OTHER:
            ways.reverse()
        self._offer(*ways, self.change)
        for way in ways:
            way.setProperty("role", "player-primary" if way is ways[0] else "player-plain")
            way.style().unpolish(way)
            way.style().polish(way)
        self._leads = ways[0]
        self._question.hide()
        self._advice.show()
        self.take_focus()

    def take_focus(self) -> None:
        """Let Enter and Tab work here, once the page is shown."""
        first = self._leads if self._question.isHidden() else self._reasons[EndReason.DONE]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.to_top()

    @property
    def advice_text(self) -> str:
        """The advice that is shown, empty while it asks."""
        if self._advice.isHidden():
            return ""
        return "\n".join(line.text() for line in self.lines if line.text())

    def choose(self, number: int) -> None:
        """Choose the reason with this number, from 1."""
        if 1 <= number <= len(REASONS):
            self.reason_chosen.emit(REASONS[number - 1])

    def reason_button(self, reason: EndReason) -> QPushButton:
        """The button of a reason."""
        return self._reasons[reason]

    def _offer(self, *ways: QPushButton) -> None:
        """Put these buttons side by side, and no others."""
        for made in (self.resume, self.finish, self.change):
            self._ways.removeWidget(made)
            made.setVisible(made in ways)
        for made in ways:
            self._ways.addWidget(made)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widest = max(made.one_line_width for made in self._reasons.values())
        half = (min(self.width(), WIDEST) - 3 * Space.M) / 2
        columns = 2 if half >= _LEAST_SHARE * widest else 1
        if columns != self._columns:
            self._columns = columns
            self._place_reasons()

    def _place_reasons(self) -> None:
        half = len(REASONS) // self._columns
        for index, made in enumerate(self._reasons.values()):
            self._grid.removeWidget(made)
            self._grid.addWidget(made, index % half, index // half)
