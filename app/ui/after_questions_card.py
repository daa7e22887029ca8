"""The yes-or-no questions about a session after it, with what follows from each answer."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.core.after_sheet import AfterSheet
from app.core.answer import Answer
from app.core.health_questions import Limit, Question
from app.core.soreness import RatingContext
from app.ui.controls import Card, label, line, row
from app.ui.icons import Icons
from app.ui.machine import Machine
from app.ui.question_row import QuestionRow
from app.ui.score_card import SavedSign
from app.ui.theme import Space


class AfterQuestionsCard(Card):
    """Asks, tells each answer at once, and says what follows from it; nothing has to be answered.

    Args:
        sheet: what is asked, and where the answers go.
        icons: pictures, and through them the looks.
        machine: the time of day.

    Signals:
        told: a `ToldAfter` that is to be kept.
        changed: what follows from the answers may be something else now.
        opened: what should be seen: a row, or what follows from its answer.
        passed: the last question was answered by its key; what follows may have the focus.
    """

    told = Signal(object)
    changed = Signal()
    opened = Signal(object)
    passed = Signal()

    def __init__(self, sheet: AfterSheet, icons: Icons, machine: Machine) -> None:
        super().__init__()
        self.rows: dict[str, QuestionRow] = {}
        self._sheet = sheet
        self._icons = icons
        self._machine = machine
        self.column.setSpacing(Space.M)
        self.sign = SavedSign(icons)
        self.column.addLayout(row(label(self._title(), "section", wraps=False), self.sign))
        for number, question in enumerate(sheet.may_ask):
            if number:
                self.column.addWidget(line())
            self._add(question)
            for follow_up in question.follow_ups:
                self._add(follow_up, is_follow_up=True)
        if not self.rows:
            self.hide()  # to show it, before it has a place, would make it a window
        self._refresh()

    @property
    def first(self) -> QWidget | None:
        """The first question, None where none is asked."""
        return next(iter(self.rows.values()), None)

    @property
    def limits(self) -> frozenset[Limit]:
        """What the answers ask for besides what is said to them."""
        found = self._sheet.reasons(self._machine.now()).values()
        return frozenset(limit for reason in found for limit in reason.limits)

    def show_unsaved(self, unsaved: Collection[str]) -> None:
        """Show whether the answers are saved; who hears the page is told which are not."""
        self.sign.setVisible(bool(self._sheet.answers) and not unsaved)
        for question_id, made in self.rows.items():
            is_unsaved = question_id in unsaved
            made.setAccessibleDescription(self.tr("Not saved yet.") if is_unsaved else "")

    def _title(self) -> str:
        is_now = self._sheet.context is RatingContext.AFTER
        return self.tr("Are you all right?") if is_now else self.tr("Since the session")

    def _add(self, question: Question, *, is_follow_up: bool = False) -> None:
        made = QuestionRow(question, self._icons, is_follow_up=is_follow_up)
        answer = self._sheet.answers.get(question.id)
        if answer is not None:
            made.show_answer(answer)
        made.answered.connect(lambda given, id_=question.id: self._on_answered(id_, given))
        made.done_by_key.connect(lambda id_=question.id: self._on_done_by_key(id_))
        made.stepped.connect(lambda by, id_=question.id: self._on_stepped(id_, by))
        self.rows[question.id] = made
        self.column.addWidget(made)

    def _on_answered(self, question_id: str, answer: Answer) -> None:
        for told in self._sheet.answer(question_id, answer, self._machine.now()):
            self.told.emit(told)
        before = {id_: made.said for id_, made in self.rows.items()}
        self._refresh()
        self._open(self.rows[question_id])
        for id_, made in self.rows.items():
            if made.said and made.said != before[id_]:
                self._machine.say(made, made.said)
        self.changed.emit()

    def _on_done_by_key(self, question_id: str) -> None:
        """On to the next one that is not answered, from here on."""
        order = list(self.rows)
        after = [
            id_ for id_ in self._sheet.unanswered if order.index(id_) >= order.index(question_id)
        ]
        if after:
            self._go_to(after[0])
        else:
            self.passed.emit()

    def _on_stepped(self, question_id: str, by: int) -> None:
        shown = [id_ for id_, made in self.rows.items() if not made.isHidden()]
        place = shown.index(question_id) + by
        if 0 <= place < len(shown):
            self._go_to(shown[place])
        elif by > 0:
            self.passed.emit()

    def _go_to(self, question_id: str) -> None:
        made = self.rows[question_id]
        answer = made.answer
        has_to_tell_where = answer is not None and not answer.is_whole(made.question)
        found = made.places if made.places is not None and has_to_tell_where else made
        found.setFocus(Qt.FocusReason.OtherFocusReason)
        self._open(made)

    def _open(self, made: QuestionRow) -> None:
        # What was shown just now has its place only later.
        QTimer.singleShot(0, made, lambda: self._tell_opened(made))

    def _tell_opened(self, made: QuestionRow) -> None:
        """Where a row is taller than the window, what follows is seen before its question."""
        focused = QApplication.focusWidget()
        for part in (made, *made.followed_by):
            self.opened.emit(part)
        if focused is not None and made.isAncestorOf(focused):
            self.opened.emit(focused)

    def _refresh(self) -> None:
        """Show the follow-ups that are asked, and what follows from the answers."""
        asked = {question.id for question in self._sheet.asked}
        reasons = self._sheet.reasons(self._machine.now())
        for question_id, made in self.rows.items():
            made.setVisible(question_id in asked)
            reason = reasons.get(question_id)
            made.show_reasons([] if reason is None else [reason])
