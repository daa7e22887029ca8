"""One health question: yes or no, nothing chosen at first, and where, if that matters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QPushButton, QVBoxLayout, QWidget

from app.core.answer import Answer, Region
from app.core.health_answers import Cleared
from app.core.health_check import Reason
from app.core.health_questions import Question, Urgency, Where
from app.core.plan import Foot
from app.core.soreness import REGIONS
from app.ui.controls import button, label
from app.ui.flow_layout import FlowLayout
from app.ui.intake_words import foot_name, told
from app.ui.overriding import override
from app.ui.theme import Looks, Space
from app.ui.times import full_date
from app.ui.words import area_label

_BESIDE_FROM = 560
"""From how many pixels on, at 100 % text, the answers stand beside the question."""

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
}


class AnswerButton(QPushButton):
    """A button whose arrows belong to its row: passing it is not an answer."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*_STEPS, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _answer_button(text: str, name: str) -> QPushButton:
    made = AnswerButton(text)
    made.setProperty("role", "answer")
    made.setCheckable(True)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAccessibleName(name)
    return made


class PlacesRow(QWidget):
    """Feet, or places of the feet, any of which may be named.

    Signals:
        changed: another one was named, or one not any more.
    """

    changed = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._feet: dict[Foot, QPushButton] = {}
        self._regions: dict[Region, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        asks = told(question.ask_where)
        column.addWidget(label(asks, "strong"))
        if question.where is Where.FOOT:
            column.addWidget(self._row([(foot, foot_name(foot)) for foot in Foot], asks))
            return
        for foot in Foot:
            role = "right" if foot is Foot.RIGHT else "lead"
            column.addWidget(label(foot_name(foot), role))
            places = [((foot, area), area_label(area)) for area in REGIONS]
            column.addWidget(self._row(places, f"{asks} {foot_name(foot)}"))

    @property
    def feet(self) -> frozenset[Foot]:
        """The feet that are named."""
        return frozenset(foot for foot, made in self._feet.items() if made.isChecked())

    @property
    def regions(self) -> frozenset[Region]:
        """The places that are named."""
        return frozenset(place for place, made in self._regions.items() if made.isChecked())

    def show_answer(self, answer: Answer) -> None:
        """Show which are named, without telling it."""
        for foot, made in self._feet.items():
            made.setChecked(foot in answer.feet)
        for place, made in self._regions.items():
            made.setChecked(place in answer.regions)

    def place(self, where: Foot | Region) -> QPushButton:
        """The button of a foot or of a place."""
        return self._feet[where] if isinstance(where, Foot) else self._regions[where]

    def _row(self, choices: Sequence[tuple[Foot | Region, str]], asks: str) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, Space.S)
        for value, text in choices:
            made = _answer_button(text, f"{asks}: {text}")
            made.toggled.connect(self._on_toggled)
            if isinstance(value, Foot):
                self._feet[value] = made
            else:
                self._regions[value] = made
            flow.addWidget(made)
            if self.focusProxy() is None:
                self.setFocusProxy(made)
        return holder

    def _on_toggled(self) -> None:
        if self.isEnabled():
            self.changed.emit()


class QuestionRow(QWidget):
    """A question with its two answers; what follows from the given one is told below it.

    Keys: the first letters of Yes and No answer; arrows move without answering.

    Args:
        question: what is asked.
        looks: for the width from which the answers stand beside it.

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

    def __init__(self, question: Question, looks: Looks, *, is_follow_up: bool = False) -> None:
        super().__init__()
        self.question = question
        self._looks = looks
        asks = told(question.ask)
        self.setAccessibleName(asks)
        self.yes = _answer_button(self.tr("Yes"), f"{asks} {self.tr('Yes')}")
        self.no = _answer_button(self.tr("No"), f"{asks} {self.tr('No')}")
        self._group = QButtonGroup(self)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._said = label("", "soft")
        self._said.hide()
        self._cleared = QWidget()
        self._cleared_by = label("", "soft")
        self.withdraw = button(self.tr("This holds no more"), "quiet")
        self.withdraw.clicked.connect(self.withdrawn)
        self._cleared.hide()
        self.places: PlacesRow | None = None
        if question.where is not Where.NOWHERE:
            self.places = PlacesRow(question)
            self.places.changed.connect(self._tell)
            self.places.hide()
        self._build(asks, is_follow_up=is_follow_up)
        self.setFocusProxy(self.yes)
        self._group.buttonClicked.connect(self._on_clicked)
        looks.keep(self, self._arrange)

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
        column.addWidget(self._said)
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
            self.places.blockSignals(True)
            self.places.show_answer(answer)
            self.places.blockSignals(False)
        self._show_places()

    def clear(self) -> None:
        """Show that nothing is answered."""
        self._group.setExclusive(False)
        self.yes.setChecked(False)
        self.no.setChecked(False)
        self._group.setExclusive(True)
        self._show_places()

    def show_reason(self, reason: Reason | None) -> None:
        """Say what follows from the answer; nothing where nothing does."""
        self._said.setVisible(reason is not None)
        if reason is None:
            return
        is_urgent = reason.urgency.rank >= Urgency.TODAY.rank
        self._said.setProperty("role", "attention" if is_urgent else "soft")
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        self._said.setText(told(reason.say))

    def show_clearance(self, cleared: Cleared | None) -> None:
        """Say who agreed to massage, and when; nothing where nobody did."""
        self._cleared.setVisible(cleared is not None)
        if cleared is not None:
            says = self.tr("Recorded: {who} agreed, {day}.")
            self._cleared_by.setText(says.format(who=cleared.by, day=full_date(cleared.granted)))

    @property
    def said(self) -> str:
        """What is said to follow, empty where nothing is."""
        return "" if self._said.isHidden() else self._said.text()

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
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            (self.yes if key == Qt.Key.Key_Left else self.no).setFocus()
        elif typed in first and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            first[typed].setFocus()
            first[typed].click()
            self.done_by_key.emit()
        else:
            super().keyPressEvent(event)
