"""A page with a question: a column in the middle that scrolls where there is too little room."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.ui.overriding import override
from app.ui.theme import Space

WIDEST = 1000
"""How wide the column gets, in pixels."""


class QuestionPage(QScrollArea):
    """Holds parts one below the other, a little above the middle."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setSpacing(Space.L)
        self._column.addStretch(2)
        self._column.addStretch(3)
        self.setWidget(content)

    def add(self, part: QWidget) -> None:
        """Put a part below the others."""
        self._column.insertWidget(self._column.count() - 1, part)

    def to_top(self) -> None:
        """Show the beginning, also after the focus went to a button further down."""
        QTimer.singleShot(0, self, self._scroll_up)

    def _scroll_up(self) -> None:
        self.verticalScrollBar().setValue(0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        side = max(Space.XS, (self.width() - WIDEST) // 2)
        self._column.setContentsMargins(side, Space.XS, max(side, Space.M), Space.XS)
        super().resizeEvent(event)
