"""An entry of the log that belongs to no session: a day's answers, or something that happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.by_hand import Desk
from app.core.log_edit import Edit, event_changed, rating_changed, rating_deleted
from app.core.log_entries import AnswersEntry, EntryKey, EventEntry, LogEntry
from app.core.soreness import LogEvent, Rating
from app.ui.answer_words import noted_text, rating_text
from app.ui.controls import button, label
from app.ui.event_lines import EventLines
from app.ui.icons import Icons
from app.ui.intake_words import told
from app.ui.log_words import when_text
from app.ui.overriding import override
from app.ui.rating_lines import RatingLines
from app.ui.tab_order import tab_as_laid_out
from app.ui.theme import Space
from app.ui.words import rating_kind_label


class SingleDetail(QWidget):
    """Shows one such entry at a time; what the person said can be corrected.

    That advice was shown is no word of theirs, and stays as it is.

    Args:
        icons: pictures, and through them the looks.
        desk: where something is written down; without one nothing can be corrected.

    Signals:
        edit_wanted: an `Edit`, and what it is called where it is undone.
        deletion_wanted: the person wants all of it gone.
        closed: back to the table, where it took its place.
    """

    edit_wanted = Signal(object, str)
    deletion_wanted = Signal()
    closed = Signal()

    def __init__(self, icons: Icons, desk: Callable[[], Desk] | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._key: EntryKey | None = None
        self._answers = 0
        self.back = button(self.tr("All entries"), "quiet")
        icons.dress(self.back, "chevron-left", "lead")
        self.delete = button(self.tr("Delete"), "quiet")
        icons.dress(self.delete, "trash-2", "lead")
        may_change = desk is not None
        self.when, self.title = label(role="soft"), label(role="section")
        self.ratings = RatingLines(icons, may_change=may_change, tells_when=False)
        self.events = EventLines(icons, may_change=may_change, may_add=False)
        self.advice, self.note = label(), label()
        self.belongs = label(self.tr("This belongs to no session."), "fine")
        self._build()
        self._connect()

    def _build(self) -> None:
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.XS)
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addStretch(1)
        head.addWidget(self.delete)
        column.addLayout(head)
        column.addSpacing(Space.XS)
        for part in (self.when, self.title, self.ratings, self.events, self.advice, self.note):
            column.addWidget(part)
        column.addSpacing(Space.S)
        column.addWidget(self.belongs)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed)
        self.delete.clicked.connect(self.deletion_wanted)
        self.ratings.changed.connect(self._on_rating_changed)
        self.ratings.deletion_wanted.connect(self._on_rating_deleted)
        self.events.changed.connect(self._on_event_changed)
        self.events.deletion_wanted.connect(lambda _event: self.deletion_wanted.emit())
        for part in (self.ratings, self.events):
            part.opened.connect(self._bring_into_sight)

    # --- what is shown ---

    def take_focus(self) -> None:
        """Begin with the first line that can be corrected, else with Delete, if anything."""
        lines = [*self.ratings.lines.values(), *self.events.lines.values()]
        there = [one for one in (*lines, self.delete) if one.isEnabled() and one.isVisible()]
        if there:
            there[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_answers(self, entry: LogEntry, about: AnswersEntry, ratings: Sequence[Rating]) -> None:
        """Show the answers of a day; of those that are shown, the focus and the place stay."""
        is_same = self._begin(entry)
        self.title.setText(rating_kind_label(about.kind))
        self._answers = len(ratings)
        self.ratings.show_ratings(ratings, is_same=is_same)
        self._show_parts(self.ratings)
        notes = dict.fromkeys(one.note for one in ratings if one.note)
        self._say_note("\n".join(notes))

    def show_event(self, entry: LogEntry, about: EventEntry, event: LogEvent) -> None:
        """Show something that happened, or the advice that was shown."""
        is_same = self._begin(entry)
        self._say_note("")
        if about.is_advice:
            self.title.setText(self.tr("Advice shown"))
            self.advice.setText(told(event.advice_shown))
            self._show_parts(self.advice)
            return
        self.title.setText(self.tr("What happened"))
        self.events.show_events([event], is_same=is_same)
        self._show_parts(self.events)

    def _begin(self, entry: LogEntry) -> bool:
        """Say when; whether it is the one that is shown already."""
        is_same, self._key = entry.key == self._key, entry.key
        self.when.setText(when_text(entry.when))
        if not is_same:
            self._scroll.verticalScrollBar().setValue(0)
        return is_same

    def _show_parts(self, shown: QWidget) -> None:
        for part in (self.ratings, self.events, self.advice):
            part.setVisible(part is shown)
        self.delete.setVisible(self._desk is not None and shown is not self.advice)
        tab_as_laid_out(self._content)

    def _say_note(self, note: str) -> None:
        self.note.setText(self.tr("Note: {note}").format(note=note) if note else "")
        self.note.setVisible(bool(note))

    def _bring_into_sight(self, part: QWidget) -> None:
        """Scroll to what has just opened, once it has its place."""
        tab_as_laid_out(self._content)
        QTimer.singleShot(0, part, lambda: self._scroll.ensureWidgetVisible(part, 0, Space.L))

    # --- what is corrected ---

    def _on_rating_changed(self, rating: Rating, value: int | None) -> None:
        if self._desk is not None:
            edit = rating_changed(rating, value, self._desk().new_id)
            self._want(edit, self.tr("change of “{what}”"), rating_text(rating))

    def _on_rating_deleted(self, rating: Rating) -> None:
        if self._answers == 1:
            self.deletion_wanted.emit()
        else:
            self._want(rating_deleted(rating), self.tr("delete “{what}”"), rating_text(rating))

    def _on_event_changed(self, event: LogEvent) -> None:
        self._want(event_changed(event), self.tr("change of “{what}”"), noted_text(event))

    def _want(self, edit: Edit, form: str, what: str) -> None:
        self.edit_wanted.emit(edit, form.format(what=what))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
