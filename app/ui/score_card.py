"""One question on the 0-10 scale, answered for each foot, or for places of the feet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.answer import Region
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import RatingKind
from app.ui.controls import Card, ScoreRow, label
from app.ui.end_question import (
    Question,
    each_place_question,
    feet_question,
    place_name,
    whole_question,
)
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
        line.addWidget(icons.picture("check", "lead", 16), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(label(self.tr("Saved"), "fine", wraps=False))
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()


class AnswerRow(QWidget):
    """A place, its numbers, and whether the answer is saved; nothing is chosen at first.

    What was answered before the session is shown once there is an answer: known before, it would
    lead to the same number.

    Args:
        question: what the numbers are about.
        icons: pictures, and through them the looks.
        before: what was answered before the session, None where nothing was.

    Signals:
        scored: the number, each time one is chosen.
        cleared: it was taken back, where its row lets that be.
    """

    scored = Signal(int)
    cleared = Signal()

    def __init__(self, question: Question, icons: Icons, before: int | None = None) -> None:
        super().__init__()
        self.question = question
        self.row = ScoreRow(whole_question(question), question.foot)
        self.sign = SavedSign(icons)
        self._before = before
        words = "" if before is None else self.tr("Before the session: {score}")
        self.before = label(words.format(score=before), "fine", wraps=False)
        self.before.hide()
        self._build()
        self.row.scored.connect(self._on_scored)
        self.row.cleared.connect(self._show_before)
        self.row.cleared.connect(self.cleared)

    def _build(self) -> None:
        head = QWidget()
        line = FlowLayout(head, Space.M)
        role = "right" if self.question.foot is Foot.RIGHT else "lead"
        name = place_name(self.question.foot, self.question.area)
        line.addWidget(label(name, role, wraps=False))
        line.addWidget(self.sign)
        line.addWidget(self.before)
        policy = self.before.sizePolicy()
        policy.setRetainSizeWhenHidden(self._before is not None)  # nothing moves when it comes
        self.before.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(head)
        column.addWidget(self.row)

    def show_value(self, value: int | None) -> None:
        """Show an answer without telling it."""
        self.row.show_value(value)
        self._show_before()

    def show_saved(self, *, is_saved: bool) -> None:
        """Show or take away the sign that the answer is saved; without an answer it is away."""
        self.sign.setVisible(is_saved and self.row.value is not None)

    def _on_scored(self, score: int) -> None:
        self._show_before()
        self.scored.emit(score)

    def _show_before(self) -> None:
        is_shown = self._before is not None and self.row.value is not None
        self.before.setVisible(is_shown)
        self.row.setAccessibleDescription(self.before.text() if is_shown else "")


class ScoreCard(Card):
    """A question with a row of numbers for each place; nothing is chosen at first.

    Args:
        kind: what is asked.
        places: of what; a foot's `Area.WHOLE_FOOT` for all of it.
        icons: pictures, and through them the looks.
        before: what was answered before the session.

    Signals:
        scored: the `Question` and a number, each time one is chosen.
        cleared: the `Question` whose number was taken back; see `let_clear`.
    """

    scored = Signal(object, int)
    cleared = Signal(object)

    def __init__(
        self,
        kind: RatingKind,
        places: Sequence[Region],
        icons: Icons,
        before: Mapping[Question, int] | None = None,
    ) -> None:
        super().__init__()
        self.kind = kind
        questions = [Question(kind, *place) for place in places]
        self.answers = {one: AnswerRow(one, icons, (before or {}).get(one)) for one in questions}
        is_pain = kind is RatingKind.PAIN
        heading = self.tr("Pain right now") if is_pain else self.tr("Soreness right now")
        is_of_feet = all(area is Area.WHOLE_FOOT for _, area in places)
        self.column.setSpacing(Space.S)
        self.column.addWidget(label(heading, "section"))
        asks = feet_question(kind) if is_of_feet else each_place_question(kind)
        self.column.addWidget(label(asks, "soft"))
        for answer in self.answers.values():
            self.column.addSpacing(Space.S)
            self.column.addWidget(answer)
            answer.scored.connect(lambda score, of=answer.question: self.scored.emit(of, score))
            answer.cleared.connect(lambda of=answer.question: self.cleared.emit(of))

    @property
    def rows(self) -> dict[Region, ScoreRow]:
        """The numbers of each place."""
        return {(of.foot, of.area): answer.row for of, answer in self.answers.items()}

    @property
    def signs(self) -> dict[Region, SavedSign]:
        """The sign of each place that its answer is saved."""
        return {(of.foot, of.area): answer.sign for of, answer in self.answers.items()}

    def let_clear(self) -> None:
        """Let the chosen number be taken back by choosing it again."""
        for row in self.rows.values():
            row.may_clear = True

    def show_value(self, question: Question, value: int) -> None:
        """Show what was answered elsewhere, without telling it."""
        if question in self.answers:
            self.answers[question].show_value(value)


def whole_feet(feet: Sequence[Foot]) -> tuple[Region, ...]:
    """All of each foot."""
    return tuple((foot, Area.WHOLE_FOOT) for foot in feet)
