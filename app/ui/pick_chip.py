"""A chip that always stands at one of a few choices and opens a menu of them."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QMenu

from app.ui.icons import Icons
from app.ui.menu_chip import Choice, MenuChip
from app.ui.overriding import override
from app.ui.theme import TARGET, Type


class PickChip(MenuChip[Choice]):
    """What is set of a few choices; there is no choice of none. As wide as its longest choice."""

    def __init__(self, icons: Icons, name: str) -> None:
        """Build it with nothing to choose yet.

        Args:
            icons: for the tick and the arrow.
            name: what is set, for a screen reader.
        """
        super().__init__(icons, name, "")

    @override
    def fill(self, menu: QMenu) -> None:
        for value, text in self._choices:
            self.add_entry(menu, text, on=self.value == value, value=value)

    @override
    def _refresh(self) -> None:
        super()._refresh()
        # A press opens the menu; the chip itself is neither on nor off.
        self.setCheckable(False)
        said = self.tr("{name}: {value}").format(name=self._name, value=self.chosen_text())
        self.setAccessibleName(said)

    @override
    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        metrics = QFontMetrics(self._icons.looks.current.font(Type.FINE, QFont.Weight.DemiBold))
        own = metrics.horizontalAdvance(self.text())
        widest = max((metrics.horizontalAdvance(t) for _, t in self._choices), default=own)
        return QSize(size.width() + widest - own, max(TARGET, size.height()))
