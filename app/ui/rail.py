"""The slim rail at the left: from room to room."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout

from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.theme import Space, Type

ICON_SIDE = 24
WIDTH = 76
"""The least width of a button."""


class Room(StrEnum):
    """A room of the window, in the order of Ctrl+1 … Ctrl+5."""

    TODAY = "today"
    SESSIONS = "sessions"
    LOG = "log"
    SETTINGS = "settings"
    HELP = "help"


_ICONS = {
    Room.TODAY: "sun",
    Room.SESSIONS: "list",
    Room.LOG: "chart-line",
    Room.SETTINGS: "settings",
    Room.HELP: "circle-help",
}


def room_word(room: Room) -> str:
    """What a room is called."""
    translate = QCoreApplication.translate
    return {
        Room.TODAY: translate("Rail", "Today"),
        Room.SESSIONS: translate("Rail", "Sessions"),
        Room.LOG: translate("Rail", "Log"),
        Room.SETTINGS: translate("Rail", "Settings"),
        Room.HELP: translate("Rail", "Help"),
    }[room]


class Rail(QFrame):
    """One button a room, with a picture and a word; Settings and Help stand at the bottom."""

    chosen = Signal(Room)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.setProperty("role", "rail")
        self.setAccessibleName(self.tr("Rooms"))
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.S, Space.XL - 2, Space.S, Space.XL - 2)
        self._column.setSpacing(Space.XS + 2)
        for number, room in enumerate(Room, start=1):
            if room is Room.SETTINGS:
                self._column.addStretch(1)
            self._build_button(number, room)
        self._group.idClicked.connect(lambda index: self.chosen.emit(list(Room)[index]))

    def show_room(self, room: Room) -> None:
        """Mark the room that is open."""
        self._group.button(list(Room).index(room)).setChecked(True)

    def _build_button(self, number: int, room: Room) -> None:
        word = room_word(room)
        made = QToolButton()
        made.setProperty("role", "rail")
        made.setText(word)
        made.setCheckable(True)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setAccessibleName(word)
        made.setToolTip(self._hint(room, number))
        self._group.addButton(made, number - 1)
        self._column.addWidget(made)

        def dress() -> None:
            look = self._icons.looks.current
            side_px = look.px(ICON_SIDE)
            made.setIconSize(QSize(side_px, side_px))
            name = _ICONS[room]
            picture = self._icons.icon(name, "soft_ink", size_px=side_px, checked="strong_lead")
            made.setIcon(picture)
            bold = QFontMetrics(look.font(Type.FINE, QFont.Weight.DemiBold))
            made.setMinimumWidth(max(WIDTH, bold.horizontalAdvance(word) + Space.M))

        self._icons.looks.keep(made, dress)

    def _hint(self, room: Room, number: int) -> str:
        if room is Room.HELP:
            return self.tr("About my feet (F1 or Ctrl+{number})").format(number=number)
        return self.tr("{room} (Ctrl+{number})").format(room=room_word(room), number=number)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()
