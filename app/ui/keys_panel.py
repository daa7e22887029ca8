"""What the keys do, as a table."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.ui.controls import button, label, row
from app.ui.overriding import override
from app.ui.theme import Space


def key_rows() -> tuple[tuple[str, str], ...]:
    """Each key with what it does, in the order of the table."""
    translate = QCoreApplication.translate
    return (
        (translate("keys", "Space"), translate("keys", "pause, go on")),
        (translate("keys", "→  PgDn"), translate("keys", "next step")),
        (translate("keys", "←  PgUp"), translate("keys", "again; within 3 s the step before")),
        (translate("keys", "↓"), translate("keys", "too sore: one level lighter")),
        (translate("keys", "+ (or =)  −"), translate("keys", "15 s more or less")),
        (translate("keys", "R"), translate("keys", "repeat this step at the end")),
        (translate("keys", "M"), translate("keys", "sounds and voice off or on")),
        (translate("keys", "H"), translate("keys", "pause: what is this?")),
        (translate("keys", "Esc"), translate("keys", "STOP: pause and say why")),
        (translate("keys", "F11"), translate("keys", "full screen")),
        (translate("keys", "?  F1"), translate("keys", "these keys")),
        (translate("keys", "Tab, Enter"), translate("keys", "move, and press what is marked")),
        (
            translate("keys", "Media keys"),
            translate("keys", "play, pause, next, previous; a headset’s button too"),
        ),
    )


class KeysPanel(QScrollArea):
    """The table of keys, beside the running ring.

    Signals:
        closed: the person has read it.
    """

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._columns = 1
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, Space.M, 0)
        column.setSpacing(Space.L)
        column.addStretch(1)
        column.addWidget(label(self.tr("The keys"), "question"))
        column.addLayout(self._build_table())
        self._place()
        self.close_button = button(self.tr("Close"), "player-plain")
        self.close_button.clicked.connect(self.closed)
        column.addLayout(row(self.close_button))
        column.addStretch(1)
        self.setWidget(content)

    def _build_table(self) -> QGridLayout:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.S)
        self._lines = [
            (label(key, "key", wraps=False), label(does, "does")) for key, does in key_rows()
        ]
        return self._grid

    def _place(self) -> None:
        """Put the lines into one column or two."""
        per_column = len(self._lines) if self._columns == 1 else (len(self._lines) + 1) // 2
        for number, (key, does) in enumerate(self._lines):
            column, place = divmod(number, per_column)
            for widget, at in ((key, 2 * column), (does, 2 * column + 1)):
                self._grid.removeWidget(widget)
                self._grid.addWidget(widget, place, at)
        for column in (1, 3):
            self._grid.setColumnStretch(column, 1 if column < 2 * self._columns else 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = sum(max(w.sizeHint().width() for w in pair) for pair in self._widest())
        columns = 2 if self.viewport().width() >= needed + 4 * Space.M else 1
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _widest(self) -> list[tuple[QLabel, ...]]:
        """The labels of each of the four columns that two columns of lines would need."""
        half = (len(self._lines) + 1) // 2
        parts = (self._lines[:half], self._lines[half:])
        return [tuple(line[i] for line in part) for part in parts for i in (0, 1)]
