"""The questions on health before a session, all on one page: the profile, or the today check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.core.answer import Answer
from app.core.health_answers import Cleared
from app.core.health_check import Reason
from app.core.health_questions import HealthQuestions, Question, Questionnaire
from app.ui.controls import Card, button, line
from app.ui.icons import Icons
from app.ui.intake_page import IntakePage
from app.ui.overriding import override
from app.ui.question_row import QuestionRow
from app.ui.theme import Space


class Asking(Protocol):
    """What is asked, and where the answers go."""

    questions: HealthQuestions

    @property
    def clearances(self) -> tuple[Cleared, ...]:
        """What professionals agreed to, as far as it stands."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What the answers that are there lead to; the most urgent first."""

    def answers(self, questionnaire: Questionnaire, /) -> Mapping[str, Answer]:
        """What was answered so far."""

    def may_ask(self, questionnaire: Questionnaire, /) -> tuple[Question, ...]:
        """What a questionnaire asks, each with all its follow-ups."""

    def asked(self, questionnaire: Questionnaire, /) -> tuple[Question, ...]:
        """What is asked so far, follow-ups too."""

    def unanswered(self, questionnaire: Questionnaire, /) -> tuple[str, ...]:
        """The ids of what is still to be answered, in order."""

    def answer(self, questionnaire: Questionnaire, question_id: str, answer: Answer, /) -> None:
        """Take an answer."""


class CheckPage(IntakePage):
    """Asks what is to be asked, and takes nothing unanswered for a no.

    Args:
        icons: pictures, and through them the looks.
        intake: what is asked; it gets the answers.
        questionnaire: which questions.

    Signals:
        changed_health: the person wants to correct the health profile.
        withdrawn: a `Cleared` that holds no more.
    """

    changed_health = Signal()
    withdrawn = Signal(object)

    def __init__(self, icons: Icons, intake: Asking, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self._intake = intake
        is_profile = questionnaire is Questionnaire.PROFILE
        title = self.tr("About your health") if is_profile else self.tr("How is it today?")
        super().__init__(icons, title, self._intro())
        self.rows: dict[str, QuestionRow] = {}
        self._answered: QuestionRow | None = None
        # One timer of its own: a page that is gone before it ends takes it along.
        self._sight = QTimer(self)
        self._sight.setSingleShot(True)
        self._sight.setInterval(0)
        self._sight.timeout.connect(self._bring_answered)
        self._build_card()
        self.change = button(self.tr("My health has changed"), "quiet")
        self.change.clicked.connect(self.changed_health)
        if not is_profile:
            self.add_way(self.change)
        self._refresh()

    def _intro(self) -> str:
        if self.questionnaire is Questionnaire.PROFILE:
            return self.tr(
                "Asked once, and again every 30 days. Y and N answer too. Your answers stay on "
                "this computer. Footwell is a timer and diary for self-massage, alongside the care "
                "of your clinician."
            )
        usual = self._intake.questions.of(self.questionnaire)
        if len(self._intake.may_ask(self.questionnaire)) > len(usual):
            return self.tr(
                "Seven questions before every session, and whether what you told after one is "
                "still there. Y and N answer too."
            )
        return self.tr("Seven questions before every session. Y and N answer too.")

    def _build_card(self) -> None:
        is_profile = self.questionnaire is Questionnaire.PROFILE
        self._card = Card()
        # Seven questions stand on one screen, also in the smallest window.
        edges = Space.XL if is_profile else Space.M
        self._card.column.setContentsMargins(Space.XL, edges, Space.XL, edges)
        self._card.column.setSpacing(Space.M if is_profile else Space.XS)
        self.column.addWidget(self._card)
        for number, question in enumerate(self._intake.may_ask(self.questionnaire)):
            if number:
                self._card.column.addWidget(line())
            self._add(question)
            for follow_up in question.follow_ups:
                self._add(follow_up, is_follow_up=True)

    @override
    def take_focus(self) -> None:
        """The first question that is not answered, or the way on."""
        lacking = self._lacking()
        if lacking:
            self._go_to(lacking[0])
        else:
            super().take_focus()

    def _add(self, question: Question, *, is_follow_up: bool = False) -> None:
        made = QuestionRow(question, self._icons, is_follow_up=is_follow_up)
        answer = self._intake.answers(self.questionnaire).get(question.id)
        if answer is not None:
            made.show_answer(answer)
        made.answered.connect(lambda given, id_=question.id: self._on_answered(id_, given))
        made.done_by_key.connect(lambda id_=question.id: self._on_done_by_key(id_))
        made.withdrawn.connect(lambda id_=question.id: self._on_withdrawn(id_))
        made.stepped.connect(lambda by, id_=question.id: self._on_stepped(id_, by))
        self.rows[question.id] = made
        self._card.column.addWidget(made)

    def try_to_go_on(self) -> bool:
        """Whether all is answered; else say what lacks, and go there."""
        lacking = self._lacking()
        if not lacking:
            return True
        self._refresh()
        one = self.tr("One question is still to be answered.")
        more = self.tr("{count} questions are still to be answered.").format(count=len(lacking))
        self.say(one if len(lacking) == 1 else more)
        self._go_to(lacking[0])
        return False

    def _lacking(self) -> tuple[str, ...]:
        return self._intake.unanswered(self.questionnaire)

    def _go_to(self, question_id: str) -> None:
        found = self.rows[question_id]
        answer = found.answer
        if found.places is not None and answer is not None and not answer.is_whole(found.question):
            found.places.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_whole(found)

    def _on_answered(self, question_id: str, answer: Answer) -> None:
        self._intake.answer(self.questionnaire, question_id, answer)
        if self.hint.text() and not self._lacking():
            self.say("")
        self._refresh()
        self._show_whole(self.rows[question_id])

    def _show_whole(self, row: QuestionRow) -> None:
        """Bring an answered row into sight once what was shown just now has its place."""
        self._answered = row
        self._sight.start()

    def _bring_answered(self) -> None:
        """What follows from an answer before its question, and what has the focus before all."""
        row = self._answered
        if row is None:
            return
        for part in (row, *row.followed_by, QApplication.focusWidget()):
            if part is not None and self.isAncestorOf(part):
                self.bring_into_sight(part)

    def _on_withdrawn(self, question_id: str) -> None:
        for cleared in self._intake.clearances:
            if cleared.question == question_id:
                self.withdrawn.emit(cleared)
        self._go_to(question_id)
        self._refresh()

    def _on_done_by_key(self, question_id: str) -> None:
        """On to the next one that is not answered, from here on, then from the top."""
        lacking = self._lacking()
        order = list(self.rows)
        after = [id_ for id_ in lacking if order.index(id_) >= order.index(question_id)]
        if lacking:
            self._go_to((after or list(lacking))[0])
        else:
            self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_stepped(self, question_id: str, by: int) -> None:
        shown = [id_ for id_, made in self.rows.items() if not made.isHidden()]
        place = shown.index(question_id) + by
        if 0 <= place < len(shown):
            self._go_to(shown[place])
        elif by > 0:
            self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refresh(self) -> None:
        """Show the follow-ups that are asked, and what follows from the answers."""
        asked = {question.id for question in self._intake.asked(self.questionnaire)}
        cleared = {one.question: one for one in self._intake.clearances}
        reasons: dict[str, list[Reason]] = {}
        for reason in self._intake.reasons:
            reasons.setdefault(reason.question, []).append(reason)
        for id_, made in self.rows.items():
            if id_ not in asked and made.answer is not None:
                made.clear()
            made.setVisible(id_ in asked)
            made.show_reasons(reasons.get(id_, []))
            made.show_clearance(cleared.get(id_) if id_ in reasons else None)
