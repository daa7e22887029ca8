"""Something that happened, as it is written down or corrected."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.by_hand import Happening
from app.core.script import Area
from app.core.soreness import EventType, LogEvent
from app.ui.controls import Chips, button, label
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.theme import Space
from app.ui.where_picks import WherePicks
from app.ui.words import event_label

_NOTE_LETTERS = 500


class EventPicks(QWidget):
    """What happened, where, and a word about it."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        types = [(one, event_label(one)) for one in EventType]
        self.type: Chips[EventType] = Chips(self.tr("What happened"), types)
        self.where = WherePicks(icons, may_be_nowhere=True)
        self.note = QLineEdit()
        self.note.setAccessibleName(self.tr("Note about it"))
        self.note.setPlaceholderText(self.tr("A few words, if you like"))
        self.note.setMaxLength(_NOTE_LETTERS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(label(self.tr("What happened"), "strong"))
        column.addWidget(self.type)
        column.addWidget(label(self.tr("Where"), "strong"))
        column.addWidget(self.where)
        column.addWidget(self.note)
        self.clear()

    @property
    def told(self) -> Happening:
        """What is chosen and written."""
        note = self.note.text().strip()
        return Happening(self.type.value, self.where.foot, self.where.area, note)

    def clear(self) -> None:
        """As it was at first."""
        self.type.choose(EventType.OTHER)  # what nobody chose says as little as it can
        self.where.choose(None, None)
        self.note.clear()

    def show_event(self, event: LogEvent) -> None:
        """Show what is kept."""
        self.type.choose(event.type)
        self.where.choose(event.side, event.region)
        self.note.setText(event.note)


class EventEditor(QWidget):
    """Corrects an event, or takes a new one. Del deletes but while words are written.

    Args:
        icons: pictures, and through them the looks.
        is_new: whether there is nothing yet that could be deleted.

    Signals:
        saved: a `Happening`.
        deletion_wanted: the event is to go.
        closed: nothing is to change.
    """

    saved = Signal(object)
    deletion_wanted = Signal()
    closed = Signal()

    def __init__(self, icons: Icons, *, is_new: bool = False) -> None:
        super().__init__()
        self.picks = EventPicks(icons)
        self.save = button(self.tr("Save"), "primary")
        self.delete = button(self.tr("Delete"), "quiet")
        self.delete.setAccessibleName(self.tr("Delete this event"))
        icons.dress(self.delete, "trash-2", "lead")
        self.cancel = button(self.tr("Cancel"), "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.XS, Space.S, Space.M)
        column.setSpacing(Space.M)
        column.addWidget(self.picks)
        ways = QWidget()
        flow = FlowLayout(ways, Space.S)
        for one in (self.save, self.cancel, self.delete):
            flow.addWidget(one)
        column.addWidget(ways)
        self.delete.setVisible(not is_new)  # only now: without a parent it would be a window
        self.save.clicked.connect(self._on_saved)
        self.picks.note.returnPressed.connect(self._on_saved)
        self.delete.clicked.connect(self.deletion_wanted)
        self.cancel.clicked.connect(self.closed)
        for key in ("Ctrl+Return", "Ctrl+Enter"):  # a button would take them for a press
            made = QShortcut(QKeySequence(key), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(self._on_saved)

    def take_focus(self) -> None:
        """Begin with what happened."""
        self.picks.type.take_focus()

    def _on_saved(self) -> None:
        self.saved.emit(self.picks.told)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Delete and not self.delete.isHidden():
            self.deletion_wanted.emit()
        else:
            super().keyPressEvent(event)


def corrected(event: LogEvent, told: Happening) -> LogEvent:
    """An event as it is told now; the whole foot is no place of its own."""
    area = None if told.foot is None else told.area
    was_whole = event.region is None and area is Area.WHOLE_FOOT
    return LogEvent(
        id=event.id,
        session_id=event.session_id,
        when=event.when,
        type=told.type,
        severity=event.severity if told.type is event.type else "",
        side=told.foot,
        region=None if was_whole else area,
        advice_shown=event.advice_shown,
        note=told.note,
    )
