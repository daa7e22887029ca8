"""A note that is kept as soon as it is left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit

from app.ui.overriding import override
from app.ui.theme import Looks, Space

_LINES_LEAST, _LINES_MOST = 2, 8
_LETTERS = 20_000


class NoteField(QPlainTextEdit):
    """Tells what was written when the focus leaves it, or at Ctrl+Enter. Esc takes it back.

    Signals:
        written: the note's owner and its text, where it is another one than is kept.
        left: by Ctrl+Enter or Esc.
    """

    written = Signal(str, str)
    left = Signal()

    def __init__(self, name: str, looks: Looks) -> None:
        super().__init__()
        self._looks = looks
        self._owner = ""
        self._kept = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(self.tr("Add a note"))
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._settle)
        looks.keep(self, self._settle)

    def show_note(self, owner: str, note: str) -> None:
        """Show the note of a session; what is being written about the same one stays."""
        if owner != self._owner:
            self.keep()
        is_writing = owner == self._owner and self.toPlainText() != self._kept
        self._owner, self._kept = owner, note
        if not is_writing and self.toPlainText() != note:
            self.setPlainText(note)

    def keep(self) -> None:
        """Tell what was written, if it is not kept yet."""
        text = self.toPlainText()[:_LETTERS].replace("\0", "").rstrip()
        if self._owner and text != self._kept.rstrip():
            self._kept = self.toPlainText()
            self.written.emit(self._owner, text)

    def take_back(self) -> None:
        """Show what is kept, in place of what was written."""
        self.setPlainText(self._kept)

    def _settle(self) -> None:
        line = self.fontMetrics().lineSpacing()
        lines = min(max(_LINES_LEAST, self.document().size().height()), _LINES_MOST)
        self.setFixedHeight(round(lines * line) + 3 * Space.M)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.keep()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_control:
            self.keep()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.take_back()
            self.left.emit()
        else:
            super().keyPressEvent(event)
