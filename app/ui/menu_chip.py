"""Chips that open a menu: a filter that is off, or set to something."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFont,
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMenu

from app.ui.controls import Chip
from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.theme import Space, Type

Choice = TypeVar("Choice", bound=Hashable)

_ARROW = 16
_AIR = 2


class _StayingMenu(QMenu):
    """A menu that stays open while entries that can be ticked are."""

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() not in keys or not self._tick(self.activeAction()):
            super().keyPressEvent(event)

    def _tick(self, action: QAction | None) -> bool:
        if action is None or not action.isEnabled() or not action.property("stays"):
            return False
        action.trigger()
        return True


class MenuChip(Chip, Generic[Choice]):
    """One choice of a menu, or none: then the chip says what it would filter by."""

    changed = Signal()

    def __init__(self, icons: Icons, name: str, any_text: str) -> None:
        """Build it with nothing to choose yet.

        Args:
            icons: for the tick and the arrow.
            name: what is filtered by, as the chip says while it is off.
            any_text: the menu's first entry, which switches it off.
        """
        super().__init__(name)
        self._icons = icons
        self._name = name
        self._any_text = any_text
        self._choices: Sequence[tuple[Choice, str]] = ()
        self._value: Choice | None = None
        self.setProperty("role", "chip")
        self.setProperty("small", "true")
        self.setProperty("menu", "true")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        menu = _StayingMenu(self)
        menu.aboutToShow.connect(self._fill_menu)
        self.setMenu(menu)
        self._refresh()

    @property
    def value(self) -> Choice | None:
        """What is chosen; None while it is off."""
        return self._value

    def offer(self, choices: Sequence[tuple[Choice, str]]) -> None:
        """Replace the choices; the chosen one stays even if it is no longer among them."""
        self._choices = choices
        self._refresh()

    def choose(self, value: Choice | None) -> None:
        """Choose without telling."""
        self._value = value
        self._refresh()

    def chosen_text(self) -> str:
        """What the chip says while it is set."""
        return next((text for value, text in self._choices if value == self._value), self._name)

    def add_heading(self, menu: QMenu, text: str) -> None:
        """Add a line that says what follows."""
        heading = QAction(menu)
        heading.setText(text)
        heading.setEnabled(False)
        menu.addAction(heading)

    def fill(self, menu: QMenu) -> None:
        """Put the entries into the menu."""
        self.add_entry(menu, self._any_text, on=self._value is None, value=None)
        menu.addSeparator()
        for value, text in self._choices:
            self.add_entry(menu, text, on=self._value == value, value=value)

    def add_entry(
        self, menu: QMenu, text: str, *, on: bool, value: Choice | None, stays: bool = False
    ) -> QAction:
        """Add an entry that sets the chip to a value.

        Args:
            menu: where to.
            text: what it says.
            on: whether it has the tick.
            value: what it sets.
            stays: whether the menu stays open.
        """
        action = QAction(menu)
        action.setText(text.replace("&", "&&"))
        action.setProperty("stays", stays)
        action.setIcon(self.tick(on=on))
        action.triggered.connect(lambda: self._on_picked(value))
        menu.addAction(action)
        return action

    def tick(self, *, on: bool) -> QIcon:
        """A tick, or the room for one."""
        return self._icons.icon("check" if on else "", "lead")

    def _on_picked(self, value: Choice | None) -> None:
        self.choose(value)
        self.changed.emit()
        if self.menu().isVisible():
            self._refill()

    def _refill(self) -> None:
        """Tick anew what is shown, keeping the place."""
        menu = self.menu()
        before = menu.activeAction()
        place = menu.actions().index(before) if before in menu.actions() else 0
        self._fill_menu()
        menu.setActiveAction(menu.actions()[place])

    def _fill_menu(self) -> None:
        menu = self.menu()
        for old in menu.actions():
            menu.removeAction(old)
            old.deleteLater()
        self.fill(menu)

    def _refresh(self) -> None:
        is_set = self._value is not None
        said = self.chosen_text() if is_set else self._name
        self.setText(said)
        self.setChecked(is_set)
        any_or_chosen = said if is_set else self._any_text
        self.setAccessibleName(
            self.tr("Filter by {name}: {value}").format(name=self._name, value=any_or_chosen)
        )

    @override
    def sizeHint(self) -> QSize:
        font = self._font(bold=True)
        words = QFontMetrics(font).horizontalAdvance(self.text())
        arrow = self._icons.looks.current.px(_ARROW)
        return QSize(words + arrow + 2 * Space.M + _AIR, super().sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        # The style would centre the words without regard to the arrow: the theme hides its words.
        super().paintEvent(event)
        painter = QPainter(self)
        look = self._icons.looks.current
        side_px = look.px(_ARROW)
        painter.setFont(self._font(bold=self.isChecked()))
        painter.setPen(look.color("strong_lead" if self.isChecked() else "ink"))
        words = self.rect().adjusted(Space.M, 0, -side_px - Space.S, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, flags, self.text())
        role = "strong_lead" if self.isChecked() else "soft_ink"
        arrow = self._icons.pixmap("chevron-down", side_px, role)
        right = self.width() - side_px - Space.S
        painter.drawPixmap(right, (self.height() - side_px) // 2 + 1, arrow)

    def _font(self, *, bold: bool) -> QFont:
        weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
        return self._icons.looks.current.font(Type.FINE, weight)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.showMenu()
        else:
            super().keyPressEvent(event)
