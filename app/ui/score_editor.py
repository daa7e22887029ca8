"""Corrects one answer: the row of numbers, “not answered”, and delete."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.controls import TEN_WITHIN_MS, ScoreRow, button
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.theme import Space


class ScoreEditor(QWidget):
    """Tells the answer that is chosen; a 1 waits a moment, for the 0 that makes it ten.

    Args:
        question: what the number is about, for a screen reader.
        icons: pictures, and through them the looks.

    Signals:
        scored: 0 to 10, or None for not answered.
        deletion_wanted: the answer is to go.
        closed: Esc or Close: nothing is to change.
    """

    scored = Signal(object)
    deletion_wanted = Signal()
    closed = Signal()

    def __init__(self, question: str, icons: Icons) -> None:
        super().__init__()
        self.row = ScoreRow(question)
        self.skip = button(self.tr("Not answered"), "quiet-chip")
        self.delete = button(self.tr("Delete"), "quiet-chip")
        self.delete.setAccessibleName(self.tr("Delete this answer"))
        self.close_button = button(self.tr("Close"), "quiet-chip")
        icons.dress(self.delete, "trash-2", "lead")
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(TEN_WITHIN_MS)
        self._build()
        self.row.scored.connect(self._on_scored)
        self.skip.clicked.connect(lambda: self._tell(None))
        self.delete.clicked.connect(self._on_deletion)
        self.close_button.clicked.connect(self._on_closed)
        self._waiting.timeout.connect(self._on_waited)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.XS, Space.S, Space.S)
        column.setSpacing(Space.XS)
        column.addWidget(self.row)
        ways = QWidget()
        flow = FlowLayout(ways, Space.XS)
        for one in (self.skip, self.delete, self.close_button):
            flow.addWidget(one)
        column.addWidget(ways)

    def show_value(self, value: int | None) -> None:
        """Show the answer that stands, without telling it."""
        self.row.show_value(value)

    def take_focus(self) -> None:
        """Let a digit answer at once."""
        self.row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_scored(self, score: int) -> None:
        self._waiting.stop()
        if score == 1:
            self._waiting.start()
        else:
            self._tell(score)

    def _on_waited(self) -> None:
        self._tell(self.row.value)

    def _on_deletion(self) -> None:
        self._waiting.stop()
        self.deletion_wanted.emit()

    def _on_closed(self) -> None:
        if not self._flush():
            self.closed.emit()

    def _tell(self, value: int | None) -> None:
        self._waiting.stop()
        self.scored.emit(value)

    def _flush(self) -> bool:
        """Tell the 1 that still waits; whether there was one."""
        is_waiting = self._waiting.isActive()
        if is_waiting:
            self._on_waited()
        return is_waiting

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._waiting.stop()
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self._on_deletion()
        else:
            super().keyPressEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._flush()
        super().hideEvent(event)
