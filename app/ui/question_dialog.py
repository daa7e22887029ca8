"""A true question, which waits for its answer: only where going on without one would lose work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.ui.controls import button, label
from app.ui.flow_layout import FlowLayout
from app.ui.theme import Space


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the words of both answers."""

    text: str
    yes: str
    no: str


Ask = Callable[[QWidget | None, Question], bool]
"""Asks a question over a window and waits; whether the answer was yes."""


class QuestionDialog(QDialog):
    """The question over its window; Esc and closing it mean no."""

    def __init__(self, parent: QWidget | None, question: Question) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setWindowTitle("Footwell")
        self.setAccessibleName(question.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XXL, Space.XXL, Space.XXL, Space.XL)
        column.setSpacing(Space.XL)
        text = label(question.text, "section")
        text.setMinimumWidth(420)
        column.addWidget(text)
        # What loses nothing leads, and is what Enter means.
        self.yes = button(question.yes)
        self.no = button(question.no, "primary")
        answers = QWidget()
        flow = FlowLayout(answers, Space.M)
        flow.addWidget(self.yes)
        flow.addWidget(self.no)
        column.addWidget(answers)
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        self.no.setDefault(True)
        self.no.setFocus()


def ask(parent: QWidget | None, question: Question) -> bool:
    """Ask with a dialog and wait for the answer."""
    dialog = QuestionDialog(parent, question)
    answer = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return answer
