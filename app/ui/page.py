"""A page that scrolls up and down and never sideways."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.ui.overriding import override
from app.ui.theme import Looks, Space

_LEFT = Space.XXL + 4


class Page(QScrollArea):
    """A column of cards with the margins of a page, no wider than `width` at 100 % text."""

    def __init__(self, looks: Looks, width: int) -> None:
        super().__init__()
        self._looks = looks
        self._width = width
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setSpacing(Space.L)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        looks.keep(self, self._leave_margins)

    def show_from(self, part: QWidget) -> None:
        """Scroll so that a part of the page stands at the top, or as near to it as it goes."""
        inside = self.widget()
        if inside is not None:
            top = part.mapTo(inside, part.rect().topLeft()).y()
            self.verticalScrollBar().setValue(top - Space.L)

    def _leave_margins(self) -> None:
        """Margins rather than a greatest width: the layout reckons its height by its own width."""
        surplus = self.viewport().width() - _LEFT - self._looks.current.px(self._width)
        self.column.setContentsMargins(_LEFT, Space.XXL, max(Space.XXL, surplus), Space.XXL)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._leave_margins()
        super().resizeEvent(event)
