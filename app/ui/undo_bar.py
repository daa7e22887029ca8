"""Two buttons, Undo and Redo, and their keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.ui.controls import button
from app.ui.icons import Icons
from app.ui.log_undo import LogUndo
from app.ui.theme import Space

UNDO_KEYS = ("Ctrl+Z",)
REDO_KEYS = ("Ctrl+Shift+Z", "Ctrl+Y")


class UndoBar(QWidget):
    """Two small pictures; each says what it would undo or redo, and is off where there is nothing.

    Ctrl+Z undoes and Ctrl+Shift+Z or Ctrl+Y makes again, wherever the focus is in a room. A field
    that is being written in undoes its own words first.

    Args:
        icons: pictures, and through them the looks.
        undo: what undoes.
        room: where the keys work.
    """

    def __init__(self, icons: Icons, undo: LogUndo, room: QWidget) -> None:
        super().__init__()
        self._undo = undo
        self.undo, self.redo = button("", "quiet"), button("", "quiet")
        icons.dress(self.undo, "undo-2", "lead")
        icons.dress(self.redo, "redo-2", "lead")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.XS)
        line.addWidget(self.undo)
        line.addWidget(self.redo)
        self.undo.clicked.connect(undo.undo)
        self.redo.clicked.connect(undo.redo)
        for keys, does in ((UNDO_KEYS, undo.undo), (REDO_KEYS, undo.redo)):
            for key in keys:
                made = QShortcut(QKeySequence(key), room)
                made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                made.activated.connect(does)
                # A toast undoes the same by the same key: either of them may have it.
                made.activatedAmbiguously.connect(does)
        undo.moved.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        undoes, redoes = self._undo.undo_name, self._undo.redo_name
        form = self.tr("Undo: {what}").format(what=undoes)
        _say(self.undo, form if undoes else self.tr("Undo"), " (Ctrl+Z)")
        form = self.tr("Redo: {what}").format(what=redoes)
        _say(self.redo, form if redoes else self.tr("Redo"), " (Ctrl+Shift+Z)")
        had_focus = self.undo.hasFocus() or self.redo.hasFocus()
        self.undo.setEnabled(bool(undoes))
        self.redo.setEnabled(bool(redoes))
        if had_focus and (undoes or redoes):
            (self.undo if undoes else self.redo).setFocus()


def _say(made: QPushButton, text: str, key: str) -> None:
    made.setAccessibleName(text)
    made.setToolTip(text + key)
