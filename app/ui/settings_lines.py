"""The lines of a settings card: a name, what it means, and its control."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.controls import Card, label
from app.ui.icons import Icons
from app.ui.theme import Space


class Notice(QFrame):
    """A sentence that wants attention; away while it is empty."""

    def __init__(self, icons: Icons, picture: str = "volume-x") -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._text = label("")
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        line.setSpacing(Space.M)
        line.addWidget(icons.picture(picture, "strong_attention"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        self.hide()

    def show_text(self, text: str) -> None:
        """Say it, or nothing."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))


def section(icons: Icons, picture: str, title: str) -> Card:
    """A card with a heading."""
    card = Card()
    put_heading(card, icons, picture, title)
    return card


def put_heading(card: Card, icons: Icons, picture: str, title: str) -> None:
    """Give a card its heading."""
    head = QHBoxLayout()
    head.setSpacing(Space.M)
    head.addWidget(icons.picture(picture, "lead", 22), 0, Qt.AlignmentFlag.AlignVCenter)
    head.addWidget(label(title, "section"), 1)
    card.column.addLayout(head)
    card.column.setSpacing(Space.L)
    card.setAccessibleName(title)


def chips_line(card: Card, chips: QWidget, meaning: str = "") -> None:
    """Chips under their name."""
    column = QVBoxLayout()
    column.setSpacing(Space.S)
    column.addLayout(_named(chips.accessibleName(), meaning))
    column.addWidget(chips)
    card.column.addLayout(column)


def control_line(card: Card, control: QWidget, meaning: str | QLabel) -> QBoxLayout:
    """A control at the right of its name; the line is given back, to be stood on end."""
    line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    line.setSpacing(Space.S)
    line.addLayout(_named(control.accessibleName(), meaning), 1)
    line.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    card.column.addLayout(line)
    return line


def button_line(card: Card, control: QWidget) -> None:
    """A button alone."""
    card.column.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)


def text_lines(card: Card, title: str, lines: Iterable[str]) -> None:
    """Fine print under a small heading."""
    column = QVBoxLayout()
    column.setSpacing(Space.XS)
    column.addWidget(label(title, "strong"))
    for text in lines:
        column.addWidget(label(text, "fine"))
    card.column.addLayout(column)


def _named(name: str, meaning: str | QLabel) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(label(name, "strong"))
    if meaning:
        column.addWidget(label(meaning, "fine") if isinstance(meaning, str) else meaning)
    return column
