"""The player's upper edge: which foot, which step, the tools, and STOP."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.plan import Side
from app.ui.fitting_text import ElidedLabel
from app.ui.icons import Icons
from app.ui.player_actions import PlayerActions
from app.ui.player_buttons import ActButton
from app.ui.player_fit import Fit
from app.ui.side_badge import SideBadge
from app.ui.theme import Look, Space


class _Course(QWidget):
    """The script's title over the step's number."""

    def __init__(self, alignment: Qt.AlignmentFlag) -> None:
        super().__init__()
        self.title, self.place = ElidedLabel("course"), ElidedLabel("course")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for line in (self.title, self.place):
            line.setAlignment(alignment | Qt.AlignmentFlag.AlignVCenter)
            column.addWidget(line)

    def show_place(self, title: str, place: str) -> None:
        for line, text in ((self.title, title), (self.place, place)):
            if line.text() != text:
                line.setText(text)


class PlayerHeader(QWidget):
    """The sign of the left foot stands at the left, that of the right foot at the right.

    The words stand where the sign does not; both places are as wide as each other, so that the
    tools between them stay where they are.
    """

    def __init__(self, actions: PlayerActions, icons: Icons) -> None:
        super().__init__()
        look = icons.looks.current
        self.left_badge, self.right_badge = SideBadge(look), SideBadge(look)
        self.left_course = _Course(Qt.AlignmentFlag.AlignLeft)
        self.right_course = _Course(Qt.AlignmentFlag.AlignRight)
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
        self._left_place = _place(self.left_badge, self.left_course)
        self._right_place = _place(self.right_course, self.right_badge)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.L)
        line.addWidget(self._left_place, 1)
        line.addWidget(self.tools)
        line.addWidget(self._right_place, 1)
        line.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_place(self, title: str, place: str) -> None:
        """Name the script and the step's number."""
        for course in (self.left_course, self.right_course):
            course.show_place(title, place)

    def show_side(self, side: Side) -> None:
        """Name the foot, on its own side."""
        is_right = side is Side.RIGHT
        has_left = not is_right and side is not Side.NONE
        for badge, course, is_shown in (
            (self.left_badge, self.left_course, has_left),
            (self.right_badge, self.right_course, is_right),
        ):
            badge.show_side(side)
            badge.setVisible(is_shown)
            course.setVisible(not is_shown and (has_left or is_right or badge is self.left_badge))

    def dress(self, fit: Fit, look: Look) -> None:
        """Take a look and the room there is."""
        for badge in (self.left_badge, self.right_badge):
            badge.dress(look, is_small=fit is Fit.TINY)
        for course in (self.left_course, self.right_course):
            course.title.setVisible(fit is not Fit.TINY)
        # Without the tools there is nothing to hold still, and no room to give away.
        least = self.right_badge.sizeHint().width() if fit is Fit.ROOMY else 0
        for place in (self._left_place, self._right_place):
            place.setMinimumWidth(least)
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


def _place(first: QWidget, second: QWidget) -> QWidget:
    """A place for a sign or for words, whose width does not follow what stands in it."""
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    for part, edge in ((first, Qt.AlignmentFlag.AlignLeft), (second, Qt.AlignmentFlag.AlignRight)):
        if isinstance(part, _Course):
            line.addWidget(part, 1)
        else:
            line.addWidget(part, 0, edge | Qt.AlignmentFlag.AlignVCenter)
    return made
