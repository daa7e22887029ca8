"""One check-in after a session, as a page that fills the window."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.core.after_sheet import AfterSheet
from app.core.asked_after import AskedRating
from app.core.script import Area
from app.core.soreness import RatingKind
from app.ui.after_questions_card import AfterQuestionsCard
from app.ui.controls import Card, label
from app.ui.end_question import Question, feet_question, place_question
from app.ui.icons import Icons
from app.ui.intake_page import IntakePage
from app.ui.kept_banner import KeptBanner
from app.ui.machine import Machine
from app.ui.overriding import override
from app.ui.score_card import AnswerRow
from app.ui.theme import Space


class AskedCard(Card):
    """What is asked of one kind: a row of numbers for each foot, or place of a foot.

    Signals:
        scored: the `AskedRating` and a number, each time one is chosen.
    """

    scored = Signal(object, int)

    def __init__(self, kind: RatingKind, asked: Sequence[AskedRating], icons: Icons) -> None:
        super().__init__()
        self.answers = {one: AnswerRow(Question(kind, one.foot, one.area), icons) for one in asked}
        is_pain = kind is RatingKind.PAIN
        heading = self.tr("Pain right now") if is_pain else self.tr("Soreness right now")
        is_whole = all(one.area is Area.WHOLE_FOOT for one in asked)
        question = feet_question(kind) if is_whole else place_question(kind)
        self.column.setSpacing(Space.S)
        self.column.addWidget(label(heading, "section"))
        self.column.addWidget(label(question, "soft"))
        for one, answer in self.answers.items():
            self.column.addSpacing(Space.S)
            self.column.addWidget(answer)
            answer.scored.connect(lambda score, of=one: self.scored.emit(of, score))


class CheckInPage(IntakePage):
    """Asks for numbers and a few yes or no, and tells each answer at once; none has to be given.

    Enter leads from question to question and at last to Done, Ctrl+Enter is Done from anywhere,
    Escape leaves it for later.

    Args:
        icons: pictures, and through them the looks.
        machine: the time of day.
        title: which check-in it is.
        intro: of which session.
        asked: the numbers that are asked for, in order.
        sheet: the yes-or-no questions, and where their answers go.

    Signals:
        rated: an `AskedRating` and a number, each time one is chosen.
        told: a `ToldAfter` that is to be kept.
        retried: save again what is not saved.
        given_up: leave, though something is not saved yet.
    """

    rated = Signal(object, int)
    told = Signal(object)
    retried = Signal()
    given_up = Signal()

    def __init__(
        self,
        icons: Icons,
        machine: Machine,
        title: str,
        intro: str,
        *,
        asked: Sequence[AskedRating],
        sheet: AfterSheet,
    ) -> None:
        super().__init__(icons, title, intro)
        kinds = dict.fromkeys(one.kind for one in asked)
        self.cards = {
            kind: AskedCard(kind, [one for one in asked if one.kind is kind], icons)
            for kind in kinds
        }
        self.questions = AfterQuestionsCard(sheet, icons, machine)
        self.banner = KeptBanner()
        self._foot.insertWidget(0, self.banner)
        for card in (*self.cards.values(), self.questions):
            self.column.addWidget(card)
        self._name_buttons()
        self._connect()

    @property
    def answers(self) -> Mapping[AskedRating, AnswerRow]:
        """The rows of numbers, in order."""
        return {one: row for card in self.cards.values() for one, row in card.answers.items()}

    @override
    def take_focus(self) -> None:
        """Let a digit answer the first question that is not answered at once."""
        rows = list(self.answers.values())
        first = next((one for one in rows if one.row.value is None), rows[0])
        first.row.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_values(self, values: Mapping[AskedRating, int | None]) -> None:
        """Show what was answered before, without telling it."""
        for asked, value in values.items():
            if asked in self.answers:
                self.answers[asked].row.show_value(value)

    def show_unsaved(self, asked: Collection[AskedRating], questions: Collection[str]) -> None:
        """Show which answers are saved: all that were given but these."""
        for one, answer in self.answers.items():
            answer.show_saved(is_saved=one not in asked)
        self.questions.show_unsaved(questions)

    def show_trouble(self, why: str) -> None:
        """Say why something is not saved; nothing where the text is empty."""
        self.banner.show_trouble(why)

    def show_way_back(self, *, is_whole: bool) -> None:
        """Name the way back: what is answered whole is not asked again later."""
        self.back.setText(self.tr("Close") if is_whole else self.tr("Later"))
        self.back.setAccessibleName(self.back.text())

    def _name_buttons(self) -> None:
        self.on.setText(self.tr("Done"))
        self.on.setAccessibleName(self.on.text())
        self.show_way_back(is_whole=False)

    def _connect(self) -> None:
        for card in self.cards.values():
            card.scored.connect(self._on_scored)
        self.questions.told.connect(self.told)
        self.questions.opened.connect(self.bring_into_sight)
        self.questions.passed.connect(self.on.setFocus)
        self.banner.retried.connect(self.retried)
        self.banner.given_up.connect(self.given_up)

    def _on_scored(self, asked: AskedRating, score: int) -> None:
        """Who answers by keys, before ever scrolling, sees what was answered."""
        self.bring_into_sight(self.answers[asked])
        self.rated.emit(asked, score)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        """On to the question after the one that has the focus, and after the last one to Done."""
        questions = [one for one in self.questions.rows.values() if not one.isHidden()]
        parts: list[QWidget] = [*(one.row for one in self.answers.values()), *questions]
        here = QApplication.focusWidget()
        places = [i for i, part in enumerate(parts) if here is not None and part.isAncestorOf(here)]
        following = parts[places[0] + 1 :] if places else parts
        to = following[0] if following else self.on
        to.setFocus(Qt.FocusReason.OtherFocusReason)
        if to is not self.on:
            self.bring_into_sight(to)
