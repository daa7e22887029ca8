"""Settings of health: when the profile was answered, and what professionals agreed to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.core.health_answers import Cleared
from app.core.health_check import Reason, clearable_by
from app.core.health_profile import ProfileStanding
from app.core.health_questions import HealthQuestions, Question
from app.ui.clearance_form import ClearanceForm
from app.ui.controls import Card, button, label
from app.ui.icons import Icons
from app.ui.intake_words import places_text, reason_heading, reasons_to_tell, told
from app.ui.script_notes import empty_layout
from app.ui.settings_lines import button_line, put_heading
from app.ui.theme import Space
from app.ui.times import full_date


class HealthSection(Card):
    """When the health profile was answered, what follows from it, and who agreed to massage.

    Attributes:
        answer_requested: show the questions.
        withdrawn: a `Cleared` that holds no more.
        cleared: the `Reason`, who agreed, and the day.
    """

    answer_requested = Signal()
    withdrawn = Signal(object)
    cleared = Signal(object, str, object)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        put_heading(self, icons, "heart-pulse", self.tr("Your health"))
        self._said = label("")
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(Space.L)
        self.answer = button(self.tr("Answer now"))
        icons.dress(self.answer, "list-checks")
        self.answer.clicked.connect(self.answer_requested)
        self.column.addWidget(self._said)
        button_line(self, self.answer)
        self.column.addWidget(self._list)
        self._list.hide()

    def show_trouble(self, why: str) -> None:
        """Say why nothing can be told."""
        self._said.setText(why)
        self._show_lines([])

    def show_standing(
        self, standing: ProfileStanding, questions: HealthQuestions, today: date
    ) -> None:
        """Show how the profile stands."""
        self._said.setText(self._when(standing))
        again = self.tr("Answer it again") if standing.answered else self.tr("Answer now")
        self.answer.setText(again)
        self.answer.setAccessibleName(again)
        asked = {question.id: question for question in questions.profile}
        reasons = [] if standing.verdict is None else reasons_to_tell(standing.verdict)
        self._show_lines(
            [
                *(self._reason_line(reason, questions, today) for reason in reasons),
                *(self._cleared_line(one, asked) for one in standing.clearances),
            ]
        )

    def _when(self, standing: ProfileStanding) -> str:
        if standing.answered is None:
            return self.tr(
                "You have not answered the questions on your health yet. Footwell asks before "
                "your first session."
            )
        day = full_date(standing.answered.date())
        if standing.asked_again is None:
            due = self.tr("Answered on {day}. Footwell asks again before your next session.")
            return due.format(day=day)
        said = self.tr("Answered on {day}. Footwell asks again from {again} on.")
        return said.format(day=day, again=full_date(standing.asked_again.date()))

    def _show_lines(self, lines: list[QWidget]) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self._list.isAncestorOf(focused):
            self.answer.setFocus(Qt.FocusReason.OtherFocusReason)
        empty_layout(self._lines)
        before: QWidget = self.answer
        for made in lines:
            self._lines.addWidget(made)
            # What is made later would come after all of Settings.
            for part in made.findChildren(QWidget):
                if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    self.setTabOrder(before, part)
                    before = part
        self._list.setVisible(bool(lines))

    def _reason_line(self, reason: Reason, questions: HealthQuestions, today: date) -> QWidget:
        made, column = _block()
        heading = reason_heading(questions, reason)
        if heading:
            column.addWidget(label(heading, "fine"))
        column.addWidget(label(told(reason.say), "strong"))
        by = clearable_by(questions, reason)
        if by:
            form = ClearanceForm(self._icons, told(by), today)
            form.recorded.connect(lambda who, day: self.cleared.emit(reason, who, day))
            column.addWidget(form)
        return made

    def _cleared_line(self, cleared: Cleared, asked: Mapping[str, Question]) -> QWidget:
        made, column = _block()
        question = asked[cleared.question]
        where = places_text(cleared.feet, cleared.regions, question.ask_where)
        column.addWidget(label(f"{told(question.ask)} {where}".strip(), "fine"))
        said = self.tr("{who} agreed, {day}.")
        said = said.format(who=cleared.by, day=full_date(cleared.granted))
        column.addWidget(label(said, "strong"))
        ends = button(self.tr("This holds no more"), "quiet")
        ends.setAccessibleDescription(said)
        ends.clicked.connect(lambda: self.withdrawn.emit(cleared))
        column.addWidget(ends, 0, Qt.AlignmentFlag.AlignLeft)
        return made


def _block() -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.S)
    return made, column
