"""The small parts that every page is built of: text, buttons, chips, cards, the 0-10 row."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.plan import Foot
from app.core.soreness import SCORE_MAX
from app.ui.flow_layout import FlowLayout
from app.ui.overriding import override
from app.ui.theme import Space

TEN_WITHIN_MS = 1500
"""A 0 typed this soon after a 1 makes it ten, in milliseconds."""

Choice = TypeVar("Choice", bound=Hashable)

QUIET_MARGIN = 10
"""What stands left of the words of a quiet button: its padding and its edge."""


def label(text: str = "", role: str = "", *, wraps: bool = True) -> QLabel:
    """A text of a role of the theme; plain text, whoever wrote it."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if role:
        made.setProperty("role", role)
    return made


class Chip(QPushButton):
    """A small round button, as wide as its words are in the bold type of a chosen one."""

    @override
    def sizeHint(self) -> QSize:
        bold = self.font()
        bold.setWeight(QFont.Weight.DemiBold)
        wider = QFontMetrics(bold).horizontalAdvance(self.text())
        more = wider - self.fontMetrics().horizontalAdvance(self.text())
        size = super().sizeHint() + QSize(max(0, more), 0)
        # Qt paints round ends only where the two of them have room.
        return QSize(max(size.width(), size.height() + 2), size.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def button(text: str, role: str = "") -> QPushButton:
    """A push button of a role of the theme: primary, danger, quiet, chip, or plain."""
    made = Chip(text) if role == "chip" else QPushButton(text)
    made.setAccessibleName(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(True)
    if role:
        made.setProperty("role", role)
    return made


def lead_with(made: QPushButton, *, leads: bool) -> None:
    """Let a button be the one that leads the eye, or one among others."""
    role = "primary" if leads else ""
    if made.property("role") != role:
        made.setProperty("role", role)
        made.style().unpolish(made)
        made.style().polish(made)


def line() -> QFrame:
    """A thin horizontal line."""
    made = QFrame()
    made.setProperty("role", "line")
    return made


class Card(QFrame):
    """A raised sheet with a column of things in it."""

    def __init__(self, role: str = "card") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        self.column.setSpacing(Space.M)


class Chips(QWidget, Generic[Choice]):
    """A choice of one of a few, as a row of chips that wraps; arrows move along it."""

    chosen = Signal()

    def __init__(self, name: str, choices: Sequence[tuple[Choice, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._values: list[Choice] = []
        self._row = FlowLayout(self, Space.S)
        self.offer(choices)
        self._group.idClicked.connect(lambda _id: self.chosen.emit())

    def offer(self, choices: Sequence[tuple[Choice, str]]) -> None:
        """Replace the choices; the chosen one stays chosen if it is still there."""
        kept = self.value if self._values else None
        self._values = [value for value, _ in choices]
        for surplus in self._group.buttons()[len(choices) :]:
            self._group.removeButton(surplus)
            self._row.removeWidget(surplus)
            surplus.hide()
            surplus.deleteLater()
        there = len(self._group.buttons())
        for index, (_, text) in enumerate(choices):
            chip = self._group.button(index) if index < there else self._build_chip(index)
            chip.setText(text)
            chip.setAccessibleName(f"{self.accessibleName()}: {text}")
        self.choose(kept if kept in self._values else self._values[0])
        self._row.invalidate()

    def _build_chip(self, index: int) -> QPushButton:
        chip = button("", "chip")
        chip.setCheckable(True)
        self._group.addButton(chip, index)
        self._row.addWidget(chip)
        return chip

    @property
    def value(self) -> Choice:
        """What is chosen."""
        return self._values[max(0, self._group.checkedId())]

    def take_focus(self) -> None:
        """Let the chosen one have the focus."""
        self._group.button(max(0, self._group.checkedId())).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def choose(self, value: Choice | None) -> None:
        """Choose without telling."""
        index = self._values.index(value) if value in self._values else 0
        self._group.button(index).setChecked(True)


class ScoreButton(QPushButton):
    """A number whose arrow keys belong to its row: passing a number is not an answer."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ScoreRow.ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class ScoreRow(QWidget):
    """Eleven buttons from 0 to 10, none of them chosen at first.

    Keys: the digits while one of the buttons has the focus; 1 and 0 soon after it are ten, as X is.
    Arrows move without answering; Space answers. A digit that is held down is one digit.

    Signals:
        scored: the number, each time one is chosen.
        cleared: the chosen number was chosen again, which takes it back where `may_clear`.
    """

    scored = Signal(int)
    cleared = Signal()
    ARROWS: ClassVar = {
        Qt.Key.Key_Left: -1,
        Qt.Key.Key_Down: -1,
        Qt.Key.Key_Right: 1,
        Qt.Key.Key_Up: 1,
    }

    def __init__(self, question: str, foot: Foot | None = None) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = FlowLayout(self, Space.XS)
        for score in range(SCORE_MAX + 1):
            made = ScoreButton(str(score))
            made.setProperty("role", "score")
            made.setCursor(Qt.CursorShape.PointingHandCursor)
            made.setCheckable(True)
            made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            made.setProperty("foot", foot.value if foot else "")
            self._group.addButton(made, score)
            row.addWidget(made)
        self.ask(question)
        self.may_clear = False
        self._chosen: int | None = None
        self._group.idClicked.connect(self._on_clicked)
        self._after_one = QTimer(self)
        self._after_one.setSingleShot(True)
        self._after_one.setInterval(TEN_WITHIN_MS)

    @property
    def value(self) -> int | None:
        """The answer, None while there is none."""
        score = self._group.checkedId()
        return None if score < 0 else score

    def ask(self, question: str) -> None:
        """Take another question; it is what a screen reader hears."""
        self.setAccessibleName(question)
        for made in self._group.buttons():
            made.setAccessibleName(f"{question}: {self._group.id(made)}")

    def show_value(self, score: int | None) -> None:
        """Show an answer without telling it again."""
        self._group.setExclusive(False)
        for made in self._group.buttons():
            made.setChecked(self._group.id(made) == score)
        self._group.setExclusive(True)
        self._chosen = score

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        # No focus proxy: Qt takes what stands before one out of the tab order.
        self._group.button(max(0, self._group.checkedId())).setFocus(event.reason())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        score = SCORE_MAX if event.text().lower() == "x" else _digit(event.text())
        if score is not None and event.isAutoRepeat():
            return
        if event.key() in self.ARROWS:
            self._move_focus(self.ARROWS[Qt.Key(event.key())])
            return
        if score == 0 and self._after_one.isActive():
            score = SCORE_MAX
        self._after_one.stop()
        if score == 1:
            self._after_one.start()
        if score is None:
            super().keyPressEvent(event)
            return
        chosen = self._group.button(score)
        chosen.setFocus()
        chosen.click()

    def _on_clicked(self, score: int) -> None:
        if self.may_clear and score == self._chosen:
            self.show_value(None)
            self.cleared.emit()
        else:
            self._chosen = score
            self.scored.emit(score)

    def _move_focus(self, by: int) -> None:
        here = next((s for s in range(SCORE_MAX + 1) if self._group.button(s).hasFocus()), 0)
        self._group.button(min(max(here + by, 0), SCORE_MAX)).setFocus()


def _digit(text: str) -> int | None:
    return int(text) if len(text) == 1 and text in "0123456789" else None


def row(*widgets: QWidget, spacing: int = Space.M) -> QHBoxLayout:
    """Widgets side by side, with the rest of the width after them."""
    made = QHBoxLayout()
    made.setSpacing(spacing)
    for widget in widgets:
        made.addWidget(widget)
    made.addStretch(1)
    return made
