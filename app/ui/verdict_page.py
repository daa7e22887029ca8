"""What the answers mean where they change what can be done: the next step, and other sessions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.core.checked_plan import Refusal, Why
from app.core.health_check import PAIN, Reason, clearable_by
from app.core.health_questions import Questionnaire, Urgency
from app.core.intake import Intake
from app.core.plan import MINUTES_MIN
from app.core.wanted import Instead
from app.ui.clearance_form import ClearanceForm
from app.ui.controls import Card, button, label
from app.ui.icons import Icons
from app.ui.intake_page import IntakePage
from app.ui.intake_words import reason_heading, reason_text, reasons_to_tell, told
from app.ui.overriding import override
from app.ui.theme import Space
from app.ui.words import duration_text, feet_label, listed
from app.ui.wrapping_button import WrappingButton

MOST_OFFERED = 5
"""How many other sessions are offered; all of them are in Sessions."""


class VerdictPage(IntakePage):
    """Says what to do next in plain words. After a STOP there is no way on but other answers.

    Args:
        icons: pictures, and through them the looks.
        intake: the answers and what follows from them.
        instead: what may be done instead.
        today: the day.

    Signals:
        taken: an `Instead` that the person wants to do.
        corrected: a `Questionnaire` that the person wants to answer otherwise.
        pain_changed: the person wants to give another number for the pain.
        cleared: the id of a question, who agreed, and the day.
        finished: what was done of the session that was cut off is to be logged.
    """

    taken = Signal(object)
    finished = Signal()
    corrected = Signal(object)
    cleared = Signal(str, str, object)
    pain_changed = Signal()

    def __init__(
        self, icons: Icons, intake: Intake, instead: Sequence[Instead], today: date
    ) -> None:
        self._intake = intake
        self._refusal = intake.offer.refusal
        super().__init__(icons, self._title(), self._intro())
        self.forms: dict[str, ClearanceForm] = {}
        self.others: list[WrappingButton] = []
        reasons = reasons_to_tell(intake.so_far)
        if self._refusal is None:
            reasons = [one for one in reasons if one.question == PAIN]
        self.told = " ".join(
            [_as_sentence(self.title.text()), *(self._spoken_of(one) for one in reasons)]
        )
        self.back.setAccessibleDescription(self.told)
        for reason in reasons:
            self.column.addWidget(self._build_reason(reason, today))
        if instead:
            self._build_instead(instead[:MOST_OFFERED])
        if self._refusal is not None:
            self._offer_to_finish()
            self._offer_corrections()
        if PAIN in [reason.question for reason in reasons]:
            change = button(self.tr("Change the number"))
            change.clicked.connect(self.pain_changed)
            self.add_way(change)
        self._name_ways()

    def _name_ways(self) -> None:
        is_allowed = self._refusal is None
        self.on.setText(self.tr("Go on gently"))
        self.on.setAccessibleName(self.on.text())
        self.on.setVisible(is_allowed)
        self.on.setEnabled(is_allowed)
        self.back.setText(self.tr("Rest now") if is_allowed else self.tr("Close"))
        self.back.setAccessibleName(self.back.text())
        if self._is_stop:
            self.back.setProperty("role", "primary")

    @property
    def _is_stop(self) -> bool:
        return self._refusal is not None and self._refusal.why is Why.STOP

    @override
    def take_focus(self) -> None:
        """On what may be done instead, else on the way back."""
        first = self.others[0] if self.others and self._refusal is not None else self.back
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        numbered = {made.mark: made for made in self.others}
        if event.text() in numbered:
            numbered[event.text()].click()
        else:
            super().keyPressEvent(event)

    def _title(self) -> str:
        if self._refusal is None:
            return self.tr("Rest now, or go on gently?")
        if self._refusal.why is not Why.STOP:
            return self.tr("Not this session now")
        urgency = self._intake.so_far.urgency
        if urgency is Urgency.EMERGENCY:
            return self.tr("Get help now")
        if urgency is Urgency.TODAY:
            return self.tr("No massage now. This needs a professional today.")
        return self.tr("No massage now")

    def _intro(self) -> str:
        if self._refusal is None:
            return ""
        why = "" if self._is_stop else self._why(self._refusal)
        if self._intake.wanted.cut_off is None:
            return why
        log_it = self.tr("What you did before it was cut off is kept: finish it, and it is logged.")
        return " ".join(text for text in (why, log_it) if text)

    def _why(self, refusal: Refusal) -> str:
        if refusal.why is not Why.TOO_SHORT:
            return told(refusal.sentence)
        wanted = self._intake.wanted
        words = {"title": wanted.entry.name, "minutes": wanted.choice.minutes}
        if wanted.choice.minutes > MINUTES_MIN:
            said = self.tr(
                "With what your answers leave out, “{title}” does not come to {minutes} minutes. "
                "Choose a shorter time, or another session."
            )
        else:
            said = self.tr(
                "With what your answers leave out, too little of “{title}” remains: less than "
                "{minutes} minutes. Choose another session, or rest."
            )
        return said.format(**words)

    def _spoken_of(self, reason: Reason) -> str:
        """What a screen reader says; in an emergency what to do, before all else."""
        if reason.urgency is Urgency.EMERGENCY:
            return told(reason.say)
        return reason_text(self._intake.questions, reason)

    def _build_reason(self, reason: Reason, today: date) -> QFrame:
        is_urgent = reason.urgency.rank >= Urgency.TODAY.rank
        made = Card("notice" if is_urgent else "card")
        heading = reason_heading(self._intake.questions, reason)
        if heading:
            made.column.addWidget(label(heading, "attention" if is_urgent else "soft"))
            made.column.setSpacing(Space.XS)
        made.column.addWidget(label(told(reason.say), "section" if is_urgent else "strong"))
        by = clearable_by(self._intake.questions, reason)
        if by:
            form = ClearanceForm(self._icons, told(by), today)
            form.recorded.connect(
                lambda who, day, id_=reason.question: self.cleared.emit(id_, who, day)
            )
            self.forms[reason.question] = form
            made.column.addWidget(form)
        return made

    def _build_instead(self, instead: Sequence[Instead]) -> None:
        card = Card()
        heading = self.tr("What you can do instead")
        if self._intake.wanted.cut_off is not None:
            heading = self.tr("Or begin a new one; what you did is logged then")
        card.column.addWidget(label(heading, "section"))
        column = QVBoxLayout()
        column.setSpacing(Space.S)
        for number, one in enumerate(instead, start=1):
            made = WrappingButton(str(number), self._said_of(one), "")
            made.clicked.connect(lambda _checked, one=one: self.taken.emit(one))
            self.others.append(made)
            column.addWidget(made)
        card.column.addLayout(column)
        self.column.addWidget(card)

    def _said_of(self, one: Instead) -> str:
        hands_on = self.tr("{time} hands-on").format(time=duration_text(one.plan.hands_on_s))
        return listed((one.entry.name, feet_label(one.plan.choice.feet), hands_on))

    def _offer_to_finish(self) -> None:
        if self._intake.wanted.cut_off is not None:
            made = button(self.tr("Finish and log it"))
            made.clicked.connect(self.finished)
            self.add_way(made)

    def _offer_corrections(self) -> None:
        given = self._intake.answers
        words = {
            Questionnaire.TODAY: self.tr("Change today's answers"),
            Questionnaire.PROFILE: self.tr("Change my health answers"),
        }
        ids = {reason.question for reason in reasons_to_tell(self._intake.so_far)}
        for questionnaire, text in words.items():
            of = {question.id for question in self._intake.asked(questionnaire)}
            if ids & of and given(questionnaire):
                made = button(text)
                made.clicked.connect(lambda _c, which=questionnaire: self.corrected.emit(which))
                self.add_way(made)


def _as_sentence(title: str) -> str:
    return title if title.endswith((".", "?")) else f"{title}."
