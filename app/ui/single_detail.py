"""An entry of the log that belongs to no session: a day's answers, or something that happened."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.log_entries import AnswersEntry, EventEntry, LogEntry
from app.core.plan import Foot
from app.ui.controls import button, label
from app.ui.entry_words import event_place, event_title
from app.ui.icons import Icons
from app.ui.log_words import when_text
from app.ui.theme import Space
from app.ui.words import foot_label, listed, rating_kind_label


class SingleDetail(QWidget):
    """Shows one such entry at a time.

    Signals:
        closed: back to the table, where it took its place.
    """

    closed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.back = button(self.tr("All entries"), "quiet")
        icons.dress(self.back, "chevron-left", "lead")
        self.when, self.title = label(role="soft"), label(role="section")
        self.values, self.note = label(), label()
        self.belongs = label(self.tr("This belongs to no session."), "fine")
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(self.when, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.S)
        column.addLayout(head)
        for part in (self.title, self.values, self.note, self.belongs):
            column.addWidget(part)
        column.addStretch(1)
        self.back.clicked.connect(self.closed)

    def show_entry(self, entry: LogEntry) -> None:
        """Show what it was, when, its values and the beginning of its note."""
        about = entry.about
        self.when.setText(when_text(entry.when))
        if isinstance(about, AnswersEntry):
            self.title.setText(rating_kind_label(about.kind))
            self.values.setText("\n".join(self._answers(about)))
        elif isinstance(about, EventEntry):
            self.title.setText(event_title(about))
            self.values.setText(listed((event_place(about), about.severity)))
        self.values.setVisible(bool(self.values.text()))
        self.note.setText(self.tr("Note: {note}").format(note=entry.note) if entry.note else "")
        self.note.setVisible(bool(entry.note))

    def _answers(self, about: AnswersEntry) -> list[str]:
        given = [
            self.tr("{foot}: {score} of 10").format(foot=foot_label(foot), score=score)
            for foot in Foot
            if (score := about.scores.of(foot)) is not None
        ]
        return given or [self.tr("Not answered.")]
