"""Adds an answer from before or after a session that was not given then."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.by_hand import Felt
from app.core.plan import Foot
from app.core.soreness import RatingContext, RatingKind
from app.ui.answer_words import asked_text
from app.ui.controls import Chips, button, label
from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.score_editor import ScoreEditor
from app.ui.theme import Space
from app.ui.where_picks import WherePicks
from app.ui.words import rating_context_label, rating_kind_label


class AnswerAdder(QWidget):
    """A button that opens what it is about and a row of numbers; a number adds it.

    Args:
        icons: pictures, and through them the looks.

    Signals:
        added: a `Felt`.
        opened: what is to be seen.
    """

    added = Signal(object)
    opened = Signal(object)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.open_button = button(self.tr("Add an answer"), "quiet-chip")
        icons.dress(self.open_button, "plus", "lead")
        when = [
            (one, rating_context_label(one)) for one in (RatingContext.BEFORE, RatingContext.AFTER)
        ]
        kinds = [(one, rating_kind_label(one)) for one in (RatingKind.PAIN, RatingKind.SORENESS)]
        self.kind: Chips[RatingKind] = Chips(self.tr("What"), kinds)
        self.when: Chips[RatingContext] = Chips(self.tr("When"), when)
        self.where = WherePicks(icons)
        self.editor = ScoreEditor("", icons)
        self.editor.skip.hide()
        self.editor.delete.hide()
        self._form = QWidget()
        self._build()
        self.open_button.clicked.connect(self._on_opened)
        self.editor.scored.connect(self._on_scored)
        self.editor.closed.connect(self._on_closed)
        for changed in (self.kind.chosen, self.when.chosen, self.where.changed):
            changed.connect(self._ask)

    def _build(self) -> None:
        inside = QVBoxLayout(self._form)
        inside.setContentsMargins(Space.S, Space.XS, Space.S, Space.S)
        inside.setSpacing(Space.S)
        for part in (self.kind, self.when, self.where):
            inside.addWidget(part)
        says = self.tr("How strong was it, as far as you remember? A number adds it.")
        inside.addWidget(label(says, "fine"))
        inside.addWidget(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._form)
        self._form.hide()
        self._ask()

    def close_form(self) -> None:
        """Close it, as it was at first."""
        self._form.hide()
        self.open_button.show()
        self.editor.show_value(None)

    def _ask(self) -> None:
        foot = self.where.foot or Foot.LEFT
        asks = asked_text(self.kind.value, foot, self.where.area)
        self.editor.row.ask(f"{rating_context_label(self.when.value)}. {asks}")

    def _on_opened(self) -> None:
        self._form.show()
        self.open_button.hide()
        self.kind.take_focus()
        self.opened.emit(self._form)

    def _on_scored(self, value: object) -> None:
        foot = self.where.foot
        if isinstance(value, int) and foot is not None:
            felt = Felt(self.kind.value, self.when.value, foot, self.where.area, value)
            self._on_closed()
            self.added.emit(felt)

    def _on_closed(self) -> None:
        self.close_form()
        self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit(self.open_button)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._form.isHidden():
            self._on_closed()
        else:
            super().keyPressEvent(event)
