"""The answers of a session by when they were asked for; each opens to be corrected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import Rating, RatingContext, RatingKind
from app.ui.answer_words import asked_text, rating_text, value_text, when_asked_text
from app.ui.controls import label
from app.ui.entry_line import EntryLine
from app.ui.icons import Icons
from app.ui.score_editor import ScoreEditor
from app.ui.theme import Space

Question = tuple[RatingContext, RatingKind, Foot, Area]
"""What one answer of a session is to."""


def question_of(rating: Rating) -> Question:
    """The question that an answer is to."""
    return rating.context, rating.kind, rating.side, rating.region


class RatingLines(QWidget):
    """A heading for each time, a line for each answer.

    Args:
        icons: pictures, and through them the looks.
        may_change: whether the lines open.
        tells_when: whether each group has a heading that tells when it was asked for.

    Signals:
        changed: a `Rating` and its new value, None for not answered.
        deletion_wanted: a `Rating`.
        opened: the numbers that are to be seen.
    """

    changed = Signal(object, object)
    deletion_wanted = Signal(object)
    opened = Signal(object)

    def __init__(self, icons: Icons, *, may_change: bool, tells_when: bool = True) -> None:
        super().__init__()
        self._icons = icons
        self._may_change = may_change
        self._tells_when = tells_when
        self._ratings: tuple[Rating, ...] = ()
        self.lines: dict[Question, EntryLine] = {}
        self.editor: ScoreEditor | None = None
        self._open: Question | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_ratings(self, ratings: Sequence[Rating], *, is_same: bool = False) -> None:
        """Show these.

        Args:
            ratings: all of one session.
            is_same: they are of the session that is shown: the focus stays where it is.
        """
        found = tuple(sorted(ratings, key=_order))
        if is_same and found == self._ratings:
            return
        at = self._focused() if is_same else None
        self._ratings = found
        self._clear()
        contexts = list(dict.fromkeys(one.context for one in found))
        for context in contexts:
            self._add_group([one for one in found if one.context is context])
        if not found:
            nothing = label(self.tr("No pain or soreness noted."), "soft")
            self._column.addWidget(nothing)
        if at is not None:
            self._focus_near(*at)

    def open(self, question: Question) -> None:
        """Open the answer to a question; the one that was open closes."""
        rating = next(one for one in self._ratings if question_of(one) == question)
        self.close_editor()
        made = self.editor = ScoreEditor(
            asked_text(rating.kind, rating.side, rating.region), self._icons
        )
        self._open = question
        made.show_value(rating.value)
        made.scored.connect(lambda value: self._on_scored(rating, value))
        made.deletion_wanted.connect(lambda: self.deletion_wanted.emit(rating))
        made.closed.connect(self._on_closed)
        place = self._column.indexOf(self.lines[question])
        self._column.insertWidget(place + 1, made)
        made.show()
        made.take_focus()
        self.opened.emit(made)

    def close_editor(self) -> None:
        """Close what is open."""
        old, self.editor, self._open = self.editor, None, None
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()

    def _on_scored(self, rating: Rating, value: int | None) -> None:
        if value == rating.value:
            self._on_closed()
        else:
            self.changed.emit(rating, value)

    def _on_closed(self) -> None:
        question = self._open
        if question is not None:
            self.lines[question].setFocus(Qt.FocusReason.OtherFocusReason)
        self.close_editor()

    def _add_group(self, ratings: Sequence[Rating]) -> None:
        if self._tells_when:
            heading = label(when_asked_text(max(ratings, key=_hours)), "soft")
            heading.setContentsMargins(Space.S, Space.S, Space.S, 2)
            self._column.addWidget(heading)
        for rating in ratings:
            name, value = rating_text(rating), value_text(rating.value)
            line = EntryLine(name, value, self._icons, may_change=self._may_change)
            when = when_asked_text(rating)
            line.setAccessibleName(
                f"{when}. {name}: {value}" if self._tells_when else f"{name}: {value}"
            )
            question = question_of(rating)
            line.clicked.connect(lambda _checked=False, of=question: self.open(of))
            self.lines[question] = line
            self._column.addWidget(line)
            line.show()  # now, so that it may have the focus

    def _focused(self) -> tuple[Question, int] | None:
        """The question whose line or numbers have the focus, and which of the lines it is."""
        focus: QWidget | None = self.window().focusWidget()
        for place, (question, line) in enumerate(self.lines.items()):
            is_inside = (
                focus is not None
                and self._open == question
                and self.editor is not None
                and self.editor.isAncestorOf(focus)
            )
            if focus is line or is_inside:
                return question, place
        return None

    def _focus_near(self, question: Question, place: int) -> None:
        lines = list(self.lines.values())
        if not lines:
            self.focusNextChild()
            return
        line = self.lines.get(question) or lines[min(place, len(lines) - 1)]
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self.close_editor()
        self.lines = {}
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()


def _order(rating: Rating) -> tuple[int, ...]:
    return (
        list(RatingContext).index(rating.context),
        list(RatingKind).index(rating.kind),
        list(Foot).index(rating.side),
        rating.region is not Area.WHOLE_FOOT,
        list(Area).index(rating.region),
    )


def _hours(rating: Rating) -> float:
    return rating.hours_after_end or 0.0
