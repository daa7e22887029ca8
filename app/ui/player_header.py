"""The player's upper edge: which foot, which step, the tools, and STOP."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.plan import Side
from app.ui.fitting_text import ElidedLabel
from app.ui.icons import Icons
from app.ui.player_actions import PlayerActions
from app.ui.player_buttons import ActButton
from app.ui.player_fit import Fit
from app.ui.side_badge import SideBadge
from app.ui.theme import Look, Space


class PlayerHeader(QWidget):
    """The sign of the left foot stands at the left, that of the right foot at the right."""

    def __init__(self, actions: PlayerActions, icons: Icons) -> None:
        super().__init__()
        look = icons.looks.current
        self.left_badge, self.right_badge = SideBadge(look), SideBadge(look)
        self.title = ElidedLabel("course")
        self.place = ElidedLabel("course")
        self.tools = QWidget()
        self._tool_buttons = [ActButton(action, icons, "tool") for action in actions.tools]
        self.stop = ActButton(actions.stop, icons, "stop")
        self._build()

    def _build(self) -> None:
        tools = QHBoxLayout(self.tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(Space.XS)
        for made in self._tool_buttons:
            tools.addWidget(made)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.place)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.L)
        line.addWidget(self.left_badge)
        line.addLayout(words, 1)
        line.addWidget(self.tools)
        line.addWidget(self.right_badge)
        line.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_place(self, title: str, place: str) -> None:
        """Name the script and the step's number."""
        if self.title.text() != title:
            self.title.setText(title)
        if self.place.text() != place:
            self.place.setText(place)

    def show_side(self, side: Side) -> None:
        """Name the foot, on its own side."""
        is_right = side is Side.RIGHT
        for badge, is_shown in (
            (self.left_badge, not is_right and side is not Side.NONE),
            (self.right_badge, is_right),
        ):
            badge.show_side(side)
            badge.setVisible(is_shown)

    def dress(self, fit: Fit, look: Look) -> None:
        """Take a look and the room there is."""
        for badge in (self.left_badge, self.right_badge):
            badge.dress(look, is_small=fit is Fit.TINY)
        self.title.setVisible(fit is not Fit.TINY)
        self.tools.setVisible(fit is Fit.ROOMY)
        for made in (*self._tool_buttons, self.stop):
            made.dress(look)

    def ask(self, *, asks: bool, fit: Fit) -> None:
        """Leave out the tools while a question is open."""
        self.tools.setVisible(fit is Fit.ROOMY and not asks)

    def guard(self, *, is_locked: bool) -> None:
        """Take the tools away from stray touches; STOP stays."""
        self.tools.setDisabled(is_locked)
        self.tools.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, is_locked)
