"""One health question: yes or no, nothing chosen at first, and where, if that matters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QButtonGroup, QVBoxLayout, QWidget

from app.core.answer import Answer
from app.core.health_answers import Cleared
from app.core.health_check import Reason
from app.core.health_questions import Question, Urgency, Where
from app.ui.controls import button, label
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.intake_words import placed_text, told
from app.ui.overriding import override
from app.ui.place_picks import PlacePicks, answer_button
from app.ui.theme import Space
from app.ui.times import full_date

_BESIDE_FROM = 560
"""From how many pixels on, at 100 % text, the answers stand beside the question."""

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuestionRow(QWidget):
    """A question with its two answers; what follows from the given one is told below it.

    Keys: on its answers the first letters of Yes and No answer; where places are named they do
    nothing, and Enter leads on: a letter that is meant for the next question must not take an
    answer back. Arrows move without answering. A key that is held down answers once.

    Args:
        question: what is asked.
        icons: the drawings of the feet, and the looks.

    Signals:
        answered: an `Answer`, each time it is another one.
        done_by_key: it was answered by a key; the next question may have the focus.
        stepped: one question further, 1, or back, -1.
        withdrawn: what a professional agreed to holds no more.
    """

    answered = Signal(object)
    done_by_key = Signal()
    stepped = Signal(int)
    withdrawn = Signal()

    def __init__(self, question: Question, icons: Icons, *, is_follow_up: bool = False) -> None:
        super().__init__()
        self.question = question
        self._looks = icons.looks
        asks = told(question.ask)
        self.setAccessibleName(asks)
        self.yes = answer_button(self.tr("Yes"), f"{asks} {self.tr('Yes')}")
        self.no = answer_button(self.tr("No"), f"{asks} {self.tr('No')}")
        self._group = QButtonGroup(self)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.advice = label("", "soft")
        self.advice.hide()
        self._cleared = QWidget()
        self._cleared_by = label("", "soft")
        self.withdraw = button(self.tr("This holds no more"), "quiet")
        self.withdraw.clicked.connect(self.withdrawn)
        self._cleared.hide()
        self.places: PlacePicks | None = None
        if question.where is not Where.NOWHERE:
            self.places = PlacePicks(question, icons)
            self.places.changed.connect(self._tell)
            self.places.hide()
        self._build(asks, is_follow_up=is_follow_up)
        self.setFocusProxy(self.yes)
        self._group.buttonClicked.connect(self._on_clicked)
        icons.looks.keep(self, self._arrange)

    def _build(self, asks: str, *, is_follow_up: bool) -> None:
        words = QVBoxLayout()
        words.setSpacing(Space.XS)
        words.addWidget(label(asks, "" if is_follow_up else "strong"))
        if self.question.help:
            words.addWidget(label(told(self.question.help), "fine"))
        buttons = QWidget()
        pair = FlowLayout(buttons, Space.S)
        for made in (self.yes, self.no):
            self._group.addButton(made)
            pair.addWidget(made)
        self._line.setSpacing(Space.M)
        self._line.addLayout(words, 1)
        self._line.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL if is_follow_up else 0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(self._line)
        if self.places is not None:
            column.addWidget(self.places)
        column.addWidget(self.advice)
        cleared = QVBoxLayout(self._cleared)
        cleared.setContentsMargins(0, 0, 0, 0)
        cleared.setSpacing(0)
        cleared.addWidget(self._cleared_by)
        cleared.addWidget(self.withdraw, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._cleared)

    @property
    def answer(self) -> Answer | None:
        """What is answered, None while nothing is."""
        if self._group.checkedButton() is None:
            return None
        plain = Answer(is_yes=self.yes.isChecked())
        if self.places is None or not plain.leads(self.question):
            return plain
        return Answer(plain.is_yes, self.places.feet, self.places.regions)

    def show_answer(self, answer: Answer) -> None:
        """Show an answer without telling it."""
        (self.yes if answer.is_yes else self.no).setChecked(True)
        if self.places is not None:
            self.places.show_answer(answer)
        self._show_places()

    def clear(self) -> None:
        """Show that nothing is answered."""
        self._group.setExclusive(False)
        self.yes.setChecked(False)
        self.no.setChecked(False)
        self._group.setExclusive(True)
        self._show_places()

    def show_reasons(self, reasons: Sequence[Reason]) -> None:
        """Say what follows from the answer; nothing where nothing does.

        Args:
            reasons: the gravest first; of several each is said with the places that it is about.
        """
        self.advice.setVisible(bool(reasons))
        if not reasons:
            return
        is_urgent = any(reason.urgency.rank >= Urgency.TODAY.rank for reason in reasons)
        self.advice.setProperty("role", "attention" if is_urgent else "soft")
        self.advice.style().unpolish(self.advice)
        self.advice.style().polish(self.advice)
        where = self.question.ask_where
        said = [placed_text(one, where) if len(reasons) > 1 else told(one.say) for one in reasons]
        self.advice.setText("\n".join(dict.fromkeys(said)))

    def show_clearance(self, cleared: Cleared | None) -> None:
        """Say who agreed to massage, and when; nothing where nobody did."""
        self._cleared.setVisible(cleared is not None)
        if cleared is not None:
            says = self.tr("Recorded: {who} agreed, {day}.")
            self._cleared_by.setText(says.format(who=cleared.by, day=full_date(cleared.granted)))

    @property
    def said(self) -> str:
        """What is said to follow, empty where nothing is."""
        return "" if self.advice.isHidden() else self.advice.text()

    @property
    def followed_by(self) -> list[QWidget]:
        """What is shown below the question because of its answer."""
        below = (self.places, self.advice)
        return [part for part in below if part is not None and not part.isHidden()]

    def _on_clicked(self) -> None:
        self._show_places()
        self._tell()

    def _show_places(self) -> None:
        answer = self.answer
        if self.places is not None:
            self.places.setVisible(answer is not None and answer.leads(self.question))

    def _tell(self) -> None:
        self.answered.emit(self.answer)

    def _arrange(self) -> None:
        is_wide = self.width() >= self._looks.current.px(_BESIDE_FROM)
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, typed = Qt.Key(event.key()), event.text().casefold()
        first = {made.text()[:1].casefold(): made for made in (self.yes, self.no)}
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.isAutoRepeat() and (key in _ENTER or typed in first):
            return  # a key that is held down answers once, whatever has the focus by then
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif self._is_naming_places and key in _ENTER and is_plain:
            self.done_by_key.emit()
        elif self._is_on_answers and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            (self.yes if key == Qt.Key.Key_Left else self.no).setFocus()
        elif self._is_on_answers and typed in first and is_plain:
            first[typed].setFocus()
            first[typed].click()
            self.done_by_key.emit()
        else:
            super().keyPressEvent(event)

    @property
    def _is_on_answers(self) -> bool:
        return self.yes.hasFocus() or self.no.hasFocus()

    @property
    def _is_naming_places(self) -> bool:
        focused = QApplication.focusWidget()
        if self.places is None or focused is None:
            return False
        return self.places.isAncestorOf(focused)
