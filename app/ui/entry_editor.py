"""Corrects one answer or one event that belongs to no session."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.by_hand import Happening
from app.core.log_edit import (
    Edit,
    event_changed,
    event_deleted,
    rating_changed,
    rating_deleted,
)
from app.core.soreness import LogEvent, Rating
from app.ui.answer_words import asked_text, noted_text, rating_text
from app.ui.event_editor import EventEditor, corrected
from app.ui.icons import Icons
from app.ui.score_editor import ScoreEditor


class EntryEditor(QWidget):
    """Holds the numbers of an answer, or the fields of an event.

    Args:
        icons: pictures, and through them the looks.
        new_id: makes a UUID.

    Signals:
        edit_wanted: an `Edit`, and what it is called where it is undone.
        replaced: the id under which the entry stands once that edit is made, empty if it goes;
            told before it is wanted.
        closed: nothing is to change.
    """

    edit_wanted = Signal(object, str)
    replaced = Signal(str)
    closed = Signal()

    def __init__(self, icons: Icons, new_id: Callable[[], str]) -> None:
        super().__init__()
        self._icons = icons
        self._new_id = new_id
        self.editor: ScoreEditor | EventEditor | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_rating(self, rating: Rating) -> None:
        """Show the numbers of an answer."""
        asks = asked_text(rating.kind, rating.side, rating.region)
        made = ScoreEditor(asks, self._icons)
        self._put(made)
        made.show_value(rating.value)
        made.scored.connect(lambda value: self._on_scored(rating, value))
        made.deletion_wanted.connect(
            lambda: self._want(rating_deleted(rating), self.tr("delete “{what}”"), "", rating)
        )

    def show_event(self, event: LogEvent) -> None:
        """Show the fields of an event."""
        made = EventEditor(self._icons)
        self._put(made)
        made.picks.show_event(event)
        made.saved.connect(lambda told: self._on_saved(event, told))
        made.deletion_wanted.connect(
            lambda: self._want(event_deleted(event), self.tr("delete “{what}”"), "", event)
        )

    def take_focus(self) -> None:
        """Begin with the first field."""
        if self.editor is not None:
            self.editor.take_focus()

    def _put(self, made: ScoreEditor | EventEditor) -> None:
        old, self.editor = self.editor, made
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._column.addWidget(made)
        made.closed.connect(self.closed)

    def _on_scored(self, rating: Rating, value: int | None) -> None:
        if value == rating.value:
            self.closed.emit()
            return
        edit = rating_changed(rating, value, self._new_id)
        [new] = edit.added.ratings
        self._want(edit, self.tr("change of “{what}”"), new.id, rating)

    def _on_saved(self, event: LogEvent, told: Happening) -> None:
        new = corrected(event, told)
        if new == event:
            self.closed.emit()
            return
        self._want(event_changed(new), self.tr("change of “{what}”"), event.id, new)

    def _want(self, edit: Edit, form: str, id_: str, what: Rating | LogEvent) -> None:
        name = rating_text(what) if isinstance(what, Rating) else noted_text(what)
        self.replaced.emit(id_)
        self.edit_wanted.emit(edit, form.format(what=name))
