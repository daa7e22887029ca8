"""A choice of one of a few, each with a line on what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from app.ui.overriding import override
from app.ui.theme import Looks, Space

Choice = TypeVar("Choice")

_MARK = 14
"""What of the mark grows with the text, in pixels at 100 %."""
_BESIDE_MARK = 22
"""What else stands before the names, in pixels."""


class _Meaning(QLabel):
    """The line under a name; a press on it chooses."""

    pressed = Signal()

    @override
    def mousePressEvent(self, ev: QMouseEvent) -> None:
        self.pressed.emit()


class ExplainedChoice(QWidget, Generic[Choice]):
    """Names with a round mark, one of which is chosen; arrows move along them.

    Args:
        name: what is chosen, for a screen reader.
        looks: of the app.
        choices: each with its name and its line.

    Signals:
        chosen: another one is.
    """

    chosen = Signal()

    def __init__(self, name: str, looks: Looks, choices: Sequence[tuple[Choice, str, str]]) -> None:
        super().__init__()
        self._looks = looks
        self.setAccessibleName(name)
        self._values = [value for value, _, _ in choices]
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for number, (_, title, meaning) in enumerate(choices):
            column.addWidget(self._choice(number, title, meaning))
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(lambda _id: self.chosen.emit())
        self.setFocusProxy(self._group.button(0))

    @property
    def value(self) -> Choice:
        """What is chosen."""
        return self._values[self._group.checkedId()]

    def choose(self, value: Choice) -> None:
        """Choose without telling."""
        self._group.button(self._values.index(value)).setChecked(True)

    def _choice(self, number: int, title: str, meaning: str) -> QWidget:
        made = QRadioButton(title)
        made.setAccessibleName(title)
        made.setAccessibleDescription(meaning)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        self._group.addButton(made, number)
        under = _Meaning(meaning)
        under.setTextFormat(Qt.TextFormat.PlainText)
        under.setWordWrap(True)
        under.setProperty("role", "fine")
        looks = self._looks

        def move_in() -> None:
            under.setContentsMargins(looks.current.px(_MARK) + _BESIDE_MARK, 0, 0, 0)

        looks.keep(under, move_in)
        under.pressed.connect(made.click)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(made)
        column.addWidget(under)
        return whole
