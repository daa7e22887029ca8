"""Corrects what was said with yes or no after a session, and adds what was not answered then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.after_sheet import AfterSheet
from app.core.answer import Answer, Answers
from app.core.health_questions import Question
from app.core.soreness import LoggedSession, RatingContext
from app.core.told_later import is_over, may_be_told, sheet_of, unanswered
from app.ui.controls import Chips, button, label
from app.ui.icons import Icons
from app.ui.log_answers import Asked
from app.ui.overriding import override
from app.ui.question_row import QuestionRow
from app.ui.theme import Space
from app.ui.words import rating_context_label


class AnswerCorrector(QWidget):
    """A button that opens when it was asked, and the questions of then with their answers.

    Each answer is told at once; the questions stay, so that a yes can be told more closely.

    Args:
        icons: pictures, and through them the looks.

    Signals:
        answered: when it was asked for, the question's id, and an `Answer`.
        opened: what is to be seen.
    """

    answered = Signal(object, str, object)
    opened = Signal(object)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._logged: LoggedSession | None = None
        self._asked_of = Asked()
        self._profile: Answers = {}
        self._now: Callable[[], datetime] | None = None
        self.when: Chips[RatingContext] | None = None
        self.rows: dict[str, QuestionRow] = {}
        self.open_button = button(self.tr("Add or change these answers"), "quiet-chip")
        icons.dress(self.open_button, "pencil", "lead")
        self.close_button = button(self.tr("Close"), "quiet-chip")
        self._form: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.close_button.hide()
        self.open_button.clicked.connect(self.open)
        self.close_button.clicked.connect(self._on_closed)

    def show_session(
        self,
        logged: LoggedSession,
        asked: Asked,
        now: Callable[[], datetime],
        *,
        is_same: bool,
    ) -> None:
        """Take a session; of the one that is shown, what is open stays open with its answers.

        Args:
            logged: the session with its answers.
            asked: what the questions are, and what their advice goes by.
            now: the time of day.
            is_same: it is the one that is shown.
        """
        self._logged, self._asked_of, self._now = logged, asked, now
        if not is_same:
            self.close_form()
        elif self._form is not None:
            self._refresh()

    def open(self) -> None:
        """Open it at what has no answer yet, else right after the session."""
        questions = self._asked_of.questions
        if self._logged is None or questions is None or self._now is None:
            return
        now, self._profile = self._now(), self._asked_of.profile()
        contexts = may_be_told(self._logged, now)
        self.close_form()
        made = self.when = Chips(
            self.tr("When"), [(one, rating_context_label(one)) for one in contexts]
        )
        made.choose(next(iter(unanswered(questions, self._logged, now)), contexts[0]))
        made.chosen.connect(self._show_rows)
        self._form = self._built_form(made)
        self._column.insertWidget(0, self._form)
        self.open_button.hide()
        self.close_button.show()
        self._show_rows()
        made.take_focus()

    def close_form(self) -> None:
        """Close it, as it was at first."""
        form, self._form = self._form, None
        self.when, self.rows = None, {}
        self.close_button.hide()
        self.open_button.show()
        if form is not None:
            self._column.removeWidget(form)
            form.hide()
            form.deleteLater()

    def _built_form(self, when: QWidget) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(Space.S, Space.XS, Space.S, Space.XS)
        column.setSpacing(Space.M)
        column.addWidget(when)
        self._late = label(
            self.tr("Answer as it was then. What you add is kept as told later."), "fine"
        )
        column.addWidget(self._late)
        self._asked = QVBoxLayout()
        self._asked.setSpacing(Space.M)
        column.addLayout(self._asked)
        return form

    def _show_rows(self) -> None:
        """Ask what was asked at the time that is chosen."""
        sheet = self._sheet
        if sheet is None or self._form is None:
            return
        for old in self.rows.values():
            self._asked.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = {}
        for question in sheet.may_ask:
            self._add(question)
            for follow_up in question.follow_ups:
                self._add(follow_up, is_follow_up=True)
        self._refresh()
        self.opened.emit(self._form)

    def _add(self, question: Question, *, is_follow_up: bool = False) -> None:
        made = QuestionRow(question, self._icons, is_follow_up=is_follow_up)
        made.answered.connect(lambda given, id_=question.id: self._on_answered(id_, given))
        made.done_by_key.connect(lambda id_=question.id: self._step(id_, 1))
        made.stepped.connect(lambda by, id_=question.id: self._step(id_, by))
        self.rows[question.id] = made
        self._asked.addWidget(made)

    def _on_answered(self, question_id: str, answer: Answer) -> None:
        sheet = self._sheet
        if self.when is not None and sheet is not None:
            if sheet.answers.get(question_id) == answer:
                return
            self.answered.emit(self.when.value, question_id, answer)
            self._refresh()  # a log that cannot be written has no such answer
            if question_id in self.rows and self.rows[question_id].followed_by:
                self.opened.emit(self.rows[question_id])

    def _step(self, question_id: str, by: int) -> None:
        """On to the next question, or where this one asks for more."""
        row = self.rows[question_id]
        answer = row.answer
        if by > 0 and row.places is not None and answer is not None:
            is_there = row.places.isAncestorOf(self.window().focusWidget())
            if not answer.is_whole(row.question) and not is_there:
                row.places.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        shown: list[QWidget] = [one for one in self.rows.values() if not one.isHidden()]
        stops = [*shown, self.close_button]
        to = stops[max(0, shown.index(row) + by)]
        to.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit(to)

    def _refresh(self) -> None:
        """Show the answers as the log has them now."""
        sheet = self._sheet
        if sheet is None or self.when is None or self._logged is None or self._now is None:
            return
        now = self._now()
        is_late = is_over(self._logged.session, self.when.value, now)
        self._late.setVisible(is_late)
        asked = {question.id for question in sheet.asked}
        reasons = {} if is_late else sheet.reasons(now)
        for id_, row in self.rows.items():
            answer = sheet.answers.get(id_)
            if answer is None:
                row.clear()
            elif answer != row.answer:
                row.show_answer(answer)
            row.setVisible(id_ in asked)
            row.show_reasons([reasons[id_]] if id_ in reasons else [])

    @property
    def _sheet(self) -> AfterSheet | None:
        questions = self._asked_of.questions
        if self._logged is None or questions is None or self.when is None:
            return None
        return sheet_of(questions, self._logged, self.when.value, self._profile)

    def _on_closed(self) -> None:
        self.close_form()
        self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit(self.open_button)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._form is not None:
            self._on_closed()
        else:
            super().keyPressEvent(event)
