"""What happened during or after a session; each line opens to be corrected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.soreness import LogEvent
from app.ui.answer_words import noted_text
from app.ui.controls import button, label
from app.ui.entry_line import EntryLine
from app.ui.event_editor import EventEditor, corrected
from app.ui.icons import Icons
from app.ui.intake_words import told
from app.ui.log_words import when_text
from app.ui.theme import Space
from app.ui.words import listed


class EventLines(QWidget):
    """A line for each, with what was said to it below, and a button that adds one.

    Args:
        icons: pictures, and through them the looks.
        may_change: whether the lines open.
        may_add: whether there is the button, if not the same.

    Signals:
        changed: a `LogEvent` as it is to be.
        deletion_wanted: a `LogEvent`.
        added: a `Happening`.
        opened: what is to be seen.
    """

    changed = Signal(object)
    deletion_wanted = Signal(object)
    added = Signal(object)
    opened = Signal(object)

    def __init__(self, icons: Icons, *, may_change: bool, may_add: bool | None = None) -> None:
        super().__init__()
        self._icons = icons
        self._may_change = may_change
        self._may_add = may_change if may_add is None else may_add
        self._events: tuple[LogEvent, ...] = ()
        self.lines: dict[str, EntryLine] = {}
        self.editor: EventEditor | None = None
        self.add = button(self.tr("Add something that happened"), "quiet-chip")
        icons.dress(self.add, "plus", "lead")
        self.add.clicked.connect(self._on_add)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.XS)
        whole.addLayout(self._column)
        whole.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.add.setVisible(self._may_add)  # only now: without a parent it would be a window

    def show_events(self, events: Sequence[LogEvent], *, is_same: bool = False) -> None:
        """Show these; see `RatingLines.show_ratings`."""
        found = tuple(events)
        if is_same and found == self._events:
            return
        at = self._focused() if is_same else None
        self._events = found
        self._clear()
        for event in found:
            self._add_line(event)
        if at is not None:
            near = list(self.lines.values())[at : at + 1] or list(self.lines.values())[-1:]
            (near[0] if near else self.add).setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self, event: LogEvent) -> None:
        """Open one to be corrected."""
        made = self._show_editor(self._column.indexOf(self.lines[event.id]) + 1)
        made.picks.show_event(event)
        made.take_focus()  # anew: by now it is another that is chosen
        made.saved.connect(lambda told_now: self._on_saved(event, corrected(event, told_now)))
        made.deletion_wanted.connect(lambda: self.deletion_wanted.emit(event))
        made.closed.connect(lambda: self._on_closed(self.lines[event.id]))

    def close_editor(self) -> None:
        """Close what is open."""
        old, self.editor = self.editor, None
        self.add.setVisible(self._may_add)
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()

    def _on_add(self) -> None:
        made = self._show_editor(self._column.count(), is_new=True)
        made.saved.connect(self.added)
        made.closed.connect(lambda: self._on_closed(self.add))
        self.add.hide()

    def _on_saved(self, event: LogEvent, changed: LogEvent) -> None:
        if changed == event:
            self._on_closed(self.lines[event.id])
        else:
            self.changed.emit(changed)

    def _on_closed(self, back_to: QWidget) -> None:
        self.close_editor()
        back_to.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit(back_to)

    def _show_editor(self, place: int, *, is_new: bool = False) -> EventEditor:
        open_at = -1 if self.editor is None else self._column.indexOf(self.editor)
        self.close_editor()
        made = self.editor = EventEditor(self._icons, is_new=is_new)
        self._column.insertWidget(place - (0 <= open_at < place), made)
        made.show()
        made.take_focus()
        self.opened.emit(made)
        return made

    def _add_line(self, event: LogEvent) -> None:
        name, when = noted_text(event), when_text(event.when)
        line = EntryLine(name, "", self._icons, may_change=self._may_change)
        line.setAccessibleName(f"{name}. {when}")
        line.clicked.connect(lambda: self.open(event))
        self.lines[event.id] = line
        self._column.addWidget(line)
        line.show()  # now, so that it may have the focus
        advice = self.tr("Advice shown: {advice}").format(advice=told(event.advice_shown))
        below = (listed((when, event.severity)), event.note, advice if event.advice_shown else "")
        words = label("\n".join(one for one in below if one), "fine")
        words.setContentsMargins(Space.S + 2, 0, Space.S, Space.S)
        self._column.addWidget(words)

    def _focused(self) -> int | None:
        """Which of the lines has the focus, or its editor."""
        focus: QWidget | None = self.window().focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return None
        top = focus.mapTo(self, QPoint(0, 0)).y()
        above = [place for place, line in enumerate(self.lines.values()) if line.y() <= top]
        return above[-1] if above else 0

    def _clear(self) -> None:
        self.close_editor()
        self.lines = {}
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
