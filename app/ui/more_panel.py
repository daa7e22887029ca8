"""The buttons that have no room of their own in a small window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.player_buttons import ActButton
from app.ui.theme import Look, Space


class MorePanel(QScrollArea):
    """All of them, large, beside the running ring."""

    def __init__(self, actions: Sequence[QAction], icons: Icons) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        grid = QWidget()
        flow = FlowLayout(grid, Space.M)
        column.addStretch(1)
        column.addWidget(grid)
        column.addStretch(1)
        self.buttons = [ActButton(action, icons, "change") for action in actions]
        for made in self.buttons:
            flow.addWidget(made)
        self.setWidget(content)

    def dress(self, look: Look) -> None:
        """Draw the icons anew for a look."""
        for made in self.buttons:
            made.dress(look)
