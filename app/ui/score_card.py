"""One question on the 0-10 scale, answered for each foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.plan import Foot
from app.core.soreness import RatingKind
from app.ui.controls import Card, ScoreRow, label
from app.ui.end_question import Question, feet_question, place_name, whole_question
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.theme import Space


class SavedSign(QWidget):
    """A quiet “Saved” with a tick."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.XS)
        line.addWidget(icons.picture("check", "lead", 16))
        line.addWidget(label(self.tr("Saved"), "fine", wraps=False))
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()


class AnswerRow(QWidget):
    """A place, its numbers, and whether the answer is saved; nothing is chosen at first.

    Signals:
        scored: the number, each time one is chosen.
    """

    scored = Signal(int)

    def __init__(self, question: Question, icons: Icons) -> None:
        super().__init__()
        self.question = question
        self.row = ScoreRow(whole_question(question), question.foot)
        self.sign = SavedSign(icons)
        self.row.scored.connect(self.scored)
        head = QWidget()
        line = FlowLayout(head, Space.M)
        role = "right" if question.foot is Foot.RIGHT else "lead"
        line.addWidget(label(place_name(question.foot, question.area), role, wraps=False))
        line.addWidget(self.sign)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(head)
        column.addWidget(self.row)

    def show_saved(self, *, is_saved: bool) -> None:
        """Show or take away the sign that the answer is saved; without an answer it is away."""
        self.sign.setVisible(is_saved and self.row.value is not None)


class ScoreCard(Card):
    """A question with a row of numbers for each foot; nothing is chosen at first.

    Signals:
        scored: the `Question` and a number, each time one is chosen.
    """

    scored = Signal(object, int)

    def __init__(self, kind: RatingKind, feet: Sequence[Foot], icons: Icons) -> None:
        super().__init__()
        self.kind = kind
        self.answers = {foot: AnswerRow(Question(kind, foot), icons) for foot in feet}
        is_pain = kind is RatingKind.PAIN
        heading = self.tr("Pain right now") if is_pain else self.tr("Soreness right now")
        self.column.setSpacing(Space.S)
        self.column.addWidget(label(heading, "section"))
        self.column.addWidget(label(feet_question(kind), "soft"))
        for answer in self.answers.values():
            self.column.addSpacing(Space.S)
            self.column.addWidget(answer)
            answer.scored.connect(lambda score, of=answer.question: self.scored.emit(of, score))

    @property
    def rows(self) -> dict[Foot, ScoreRow]:
        """The numbers of each foot."""
        return {foot: answer.row for foot, answer in self.answers.items()}

    @property
    def signs(self) -> dict[Foot, SavedSign]:
        """The sign of each foot that its answer is saved."""
        return {foot: answer.sign for foot, answer in self.answers.items()}
