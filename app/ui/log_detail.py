"""All of one session: what was done, step by step, and how it felt."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.core.session_summary import step_fates
from app.core.soreness import LoggedSession, RatingContext, RatingKind
from app.ui.controls import button, label, line
from app.ui.end_words import steps_line
from app.ui.icons import Icons
from app.ui.log_answers import AskedOf, LogAnswers, answer_lines, nothing_asked
from app.ui.log_steps import LogSteps
from app.ui.log_words import (
    MISSING,
    ended_text,
    hands_on_text,
    places_text,
    when_text,
    whole_foot_text,
)
from app.ui.theme import Space
from app.ui.words import listed, rating_context_label, rating_kind_label


class LogDetail(QWidget):
    """Shows one session at a time.

    Args:
        icons: pictures, and through them the looks.
        asked_of: finds what was asked before a session.

    Signals:
        deletion_wanted: the person wants it gone.
        closed: back to the table, where it took its place.
    """

    deletion_wanted = Signal()
    closed = Signal()

    def __init__(self, icons: Icons, asked_of: AskedOf = nothing_asked) -> None:
        super().__init__()
        self._icons = icons
        self._asked_of = asked_of
        self.back = button(self.tr("All sessions"), "quiet")
        icons.dress(self.back, "chevron-left", "lead")
        self.delete = button(self.tr("Delete"), "quiet")
        icons.dress(self.delete, "trash-2", "lead")
        self.steps = LogSteps(icons)
        self.answers = LogAnswers()
        self._build()
        self.back.clicked.connect(self.closed)
        self.delete.clicked.connect(self.deletion_wanted)

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.S)
        self.when, self.title = label(role="soft"), label(role="section")
        self.facts, self.ended = label(), label(role="soft")
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(self.when, 1)
        head.addWidget(self.delete)
        column.addLayout(head)
        for part in (self.title, self.facts, self.ended):
            column.addWidget(part)
        column.addSpacing(Space.S)
        self._scores = QGridLayout()
        self._scores.setHorizontalSpacing(Space.L)
        self._scores.setVerticalSpacing(Space.XS)
        self._scores.setColumnStretch(2, 1)
        column.addLayout(self._scores)
        column.addWidget(self.answers)
        self.note = label()
        column.addWidget(self.note)
        column.addSpacing(Space.S)
        column.addWidget(line())
        column.addWidget(self.steps)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        self._scroll = scroll
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def show_session(self, logged: LoggedSession) -> None:
        """Show all of a session."""
        record = logged.session
        self.when.setText(when_text(record.start))
        self.title.setText(record.script_title)
        hands_on = self.tr("{time} hands-on").format(time=hands_on_text(record))
        self.facts.setText(hands_on)
        self.ended.setText(listed((ended_text(record), steps_line(record))))
        self._show_scores(logged)
        self.answers.show_lines(answer_lines(logged, self._asked_of(record.id)))
        self.note.setText(self.tr("Note: {note}").format(note=record.note) if record.note else "")
        self.note.setVisible(bool(record.note))
        self.steps.show_steps(step_fates(record))
        self._scroll.verticalScrollBar().setValue(0)

    def _show_scores(self, logged: LoggedSession) -> None:
        while (item := self._scores.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        answered = {(rating.context, rating.kind) for rating in logged.ratings}
        questions = [
            (context, kind)
            for context in RatingContext
            for kind in RatingKind
            if (context, kind) in answered
        ]
        lines = [line for question in questions for line in _score_lines(logged, *question)]
        for place, cells in enumerate(lines):
            for at, cell in enumerate(cells):
                self._scores.addWidget(cell, place, at)
        if not questions:
            self._scores.addWidget(label(self.tr("No pain or soreness noted."), "soft"), 0, 0, 1, 3)


def _score_lines(
    logged: LoggedSession, context: RatingContext, kind: RatingKind
) -> Iterator[tuple[QLabel, QLabel, QLabel]]:
    """What was answered for the whole feet, then a line for each place."""
    whole = whole_foot_text(logged, kind, context)
    texts = ([] if whole == MISSING else [whole]) + places_text(logged, kind, context)
    asked, when = rating_kind_label(kind), rating_context_label(context)
    for text in texts or [MISSING]:
        yield (
            label(asked, "soft", wraps=False),
            label(when, "soft", wraps=False),
            label(text, "strong"),
        )
        asked = when = ""
