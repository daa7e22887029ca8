"""A session as it is remembered: which, how long, which feet, and a note."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.core.by_hand import Moment, Problem
from app.core.library import Entry, Library
from app.core.past_session import PastSession
from app.core.plan import Feet
from app.core.script import Technique
from app.ui.answer_words import problem_text
from app.ui.choice_box import ChoiceBox
from app.ui.controls import Chips, label
from app.ui.icons import Icons
from app.ui.theme import Space
from app.ui.words import feet_label

_TITLE_LETTERS = 120


class PastSessionPicks(QWidget):
    """A script of the library or something else, minutes, feet, and a note.

    Args:
        icons: pictures, and through them the looks.
        library: the scripts that there are.

    Signals:
        changed: something else is chosen or typed.
    """

    changed = Signal()

    def __init__(self, icons: Icons, library: Callable[[], Library]) -> None:
        super().__init__()
        self._library = library
        self._kept: PastSession | None = None
        self.script = ChoiceBox(self.tr("Which session"), icons)
        self.title = _line(self.tr("What you did"), self.tr("What did you do?"))
        self.title.setMaxLength(_TITLE_LETTERS)
        self.minutes = _line(self.tr("Minutes hands-on"), self.tr("1 to 180"))
        self.minutes.setMaxLength(4)
        feet = [(one, feet_label(one)) for one in Feet]
        self.feet: Chips[Feet] = Chips(self.tr("Which feet"), feet)
        self.note = QPlainTextEdit()
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setPlaceholderText(self.tr("Note, if you like"))
        self.note.setTabChangesFocus(True)
        self.title_problem, self.minutes_problem = label("", "attention"), label("", "attention")
        self._build(icons)
        self.script.picked.connect(self._show_title)
        for edited in (
            self.script.picked,
            self.feet.chosen,
            self.title.textChanged,
            self.minutes.textChanged,
        ):
            edited.connect(self._on_edited)
        self.clear()

    def _build(self, icons: Icons) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        groups: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            (self.tr("Which session"), (self.script, self.title, self.title_problem)),
            (self.tr("Minutes hands-on"), (self.minutes, self.minutes_problem)),
            (self.tr("Which feet"), (self.feet,)),
            (self.tr("Note"), (self.note,)),
        )
        for heading, parts in groups:
            column.addSpacing(Space.S)
            column.addWidget(label(heading, "strong"))
            for part in parts:
                column.addWidget(part)

        def fit() -> None:
            look = icons.looks.current
            self.minutes.setFixedWidth(look.px(110))
            self.note.setFixedHeight(3 * self.note.fontMetrics().lineSpacing() + 2 * Space.L)

        icons.looks.keep(self.note, fit)

    @property
    def state(self) -> tuple[object, ...]:
        """All that is chosen and typed."""
        typed = (self.title.text(), self.minutes.text(), self.note.toPlainText())
        return (self.script.value, self.feet.value, *typed)

    def past(self, when: Moment) -> PastSession:
        """What is chosen and typed; what are no minutes are none."""
        script_id = str(self.script.value)
        typed = self.minutes.text().strip()
        entry = self._entry(script_id)
        return PastSession(
            when=when,
            minutes=int(typed) if typed.isascii() and typed.isdigit() else 0,
            feet=self.feet.value,
            script_id=script_id,
            title=self.script.currentText() if script_id else self.title.text(),
            techniques=_techniques(entry)
            if entry is not None
            else self._kept_techniques(script_id),
            note=self.note.toPlainText().replace("\0", "").strip(),
        )

    def show_past(self, past: PastSession) -> None:
        """Show a session that was written down."""
        self._kept = past
        self._offer()
        self.script.choose(past.script_id)
        self.title.setText("" if past.script_id else past.title)
        self.minutes.setText(str(past.minutes))
        self.feet.choose(past.feet)
        self.note.setPlainText(past.note)
        self._show_title()

    def clear(self) -> None:
        """As it was at first."""
        self._kept = None
        self._offer()
        self.title.clear()
        self.minutes.clear()
        self.feet.choose(Feet.BOTH)
        self.note.clear()
        self._show_title()
        self.say(())

    def say(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong, each at its field."""
        for problem, where, field in (
            (Problem.TITLE, self.title_problem, self.title),
            (Problem.MINUTES, self.minutes_problem, self.minutes),
        ):
            text = problem_text(problem) if problem in problems else ""
            where.setText(text)
            where.setVisible(bool(text))
            field.setAccessibleDescription(text)

    def _on_edited(self) -> None:
        self.changed.emit()

    def _offer(self) -> None:
        self.script.empty()
        self.script.add_choice(self.tr("Something else"), "")
        known = [entry for entry in self._library().entries if entry.script is not None]
        for entry in known:
            self.script.add_choice(entry.name, entry.id)
        kept = self._kept
        if kept is not None and kept.script_id and kept.script_id not in {e.id for e in known}:
            self.script.add_choice(kept.title, kept.script_id)
        self.script.choose("")

    def _show_title(self) -> None:
        self.title.setVisible(self.script.value == "")
        if self.script.value != "":
            self.title_problem.hide()

    def _entry(self, script_id: str) -> Entry | None:
        return next((one for one in self._library().entries if one.id == script_id), None)

    def _kept_techniques(self, script_id: str) -> tuple[Technique, ...]:
        kept = self._kept
        return kept.techniques if kept is not None and kept.script_id == script_id else ()


def _line(name: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made


def _techniques(entry: Entry) -> tuple[Technique, ...]:
    return () if entry.script is None else entry.script.techniques
