"""A field to search with: a lens, a cross to clear it, Esc to clear it, Down to what was found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from app.ui.icons import ICON, Icons
from app.ui.overriding import override
from app.ui.theme import Space


class SearchField(QLineEdit):
    """Tells what is looked for with each key, and when Down leaves it."""

    left_downward = Signal()

    def __init__(self, icons: Icons, name: str, hint: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._icons = icons
        self._lens = icons.picture("search", "soft_ink")
        self._lens.setParent(self)
        self._lens.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._cross = QToolButton(self)
        self._cross.setAccessibleName(self.tr("Clear the search"))
        self._cross.setCursor(Qt.CursorShape.ArrowCursor)
        icons.dress(self._cross, "x", "soft_ink")
        self._cross.hide()
        self._cross.clicked.connect(self._on_cross)
        self.textChanged.connect(lambda text: self._cross.setVisible(bool(text)))
        icons.looks.keep(self, self._settle)

    def _on_cross(self) -> None:
        self.clear()
        self.setFocus()

    def _settle(self) -> None:
        """Put lens and cross into the ends, and the words between them."""
        side_px = self._icons.looks.current.px(ICON)
        room = side_px + Space.S - 2
        self.setTextMargins(room, 0, room + Space.S, 0)
        self._lens.resize(side_px, side_px)
        self._lens.move(Space.M + 2, (self.height() - side_px) // 2)
        self._cross.resize(self._cross.sizeHint())
        right = self.width() - self._cross.width() - Space.S
        self._cross.move(right, (self.height() - self._cross.height()) // 2)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downward.emit()
        else:
            super().keyPressEvent(event)
