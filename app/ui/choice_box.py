"""A choice of one of many, as a box that opens a list; typing finds."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate

from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.theme import RADIUS, TARGET, Space

_STYLE = """
QComboBox {{ combobox-popup: 0; background: {card}; color: {ink}; border: 1px solid {line};
    border-radius: {radius}px; padding: 0 {room}px 0 14px; min-height: {target}px; }}
QComboBox:hover {{ border-color: {strong_line}; }}
QComboBox:focus {{ border: 2px solid {lead}; padding: 0 {room_focused}px 0 13px;
    min-height: {target_focused}px; }}
QComboBox::drop-down {{ border: none; width: 0; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {card}; color: {ink}; border: 1px solid {strong_line};
    padding: 4px; selection-background-color: {lead_weak}; selection-color: {ink}; }}
QComboBox QAbstractItemView::item {{ min-height: {row}px; padding: 0 10px; }}
QComboBox QAbstractItemView::item:selected {{ background: {lead_weak}; color: {ink}; }}
QComboBox QAbstractItemView::item:disabled {{ color: {soft_ink}; }}
"""
_ARROW = 18
_ROWS = 10
_LETTERS = 22
_ROW = 36


class ChoiceBox(QComboBox):
    """One of many named choices, under headings.

    Attributes:
        picked: the person has chosen; `value` says what.
    """

    picked = Signal()

    def __init__(self, name: str, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._items = QStandardItemModel(self)
        self._values: list[Hashable] = []
        self.setModel(self._items)
        self.setAccessibleName(name)
        self.setItemDelegate(QStyledItemDelegate(self))  # the plain one does not know of heights
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda _index: self.picked.emit())
        icons.looks.keep(self, self._dress)
        self.view().setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    @property
    def value(self) -> Hashable:
        """What is chosen."""
        return self._values[self.currentIndex()] if self._values else None

    def empty(self) -> None:
        """Take all lines away."""
        self._items.clear()
        self._values.clear()

    def add_heading(self, text: str) -> None:
        """A line that cannot be chosen."""
        self._values.append(None)
        heading = QStandardItem(text)
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        heading.setFont(font)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        self._items.appendRow(heading)

    def add_choice(self, text: str, value: Hashable) -> None:
        """A line that can be chosen."""
        self._values.append(value)
        self._items.appendRow(QStandardItem(text))

    def choose(self, value: Hashable) -> None:
        """Show a choice without telling it; the first one if there is no such."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def _dress(self) -> None:
        look = self._icons.looks.current
        colors = {
            name: getattr(look.colors, name)
            for name in ("card", "ink", "line", "strong_line", "lead", "lead_weak", "soft_ink")
        }
        target, room = look.px(TARGET), look.px(_ARROW) + 2 * Space.M
        sizes = {
            "radius": RADIUS,
            "target": target,
            "target_focused": target - 2,
            "room": room,
            "room_focused": room - 1,
            "row": look.px(_ROW),
        }
        self.setMaxVisibleItems(round(_ROWS / look.scale))
        self.setStyleSheet(_STYLE.format(**colors, **sizes))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._icons.looks.current.px(_ARROW)
        painter = QPainter(self)
        arrow = self._icons.pixmap("chevron-down", side)
        painter.drawPixmap(self.width() - side - Space.M, (self.height() - side) // 2, arrow)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # it scrolls the page, and changes nothing by the way
