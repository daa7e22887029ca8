"""Opens the help wherever it is asked for, and leads back from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.core.errors import KnownError
from app.core.help_topics import HelpTopics
from app.core.script import Technique
from app.ui.empty_state import EmptyState
from app.ui.help_room import HelpRoom
from app.ui.icons import Icons
from app.ui.main_window import MainWindow
from app.ui.rail import Room, room_word

if TYPE_CHECKING:
    from app.ui.player_room import PlayerRoom


class HelpDesk(QObject):
    """The help as a room; over a page that fills the window; and for a technique, in the player.

    Args:
        icons: pictures, and through them the looks.
        window: what it is shown in.
        load: reads the help; may raise a `KnownError`.

    Signals:
        trouble: why it cannot be shown, in one sentence.
    """

    trouble = Signal(str)

    def __init__(self, icons: Icons, window: MainWindow, load: Callable[[], HelpTopics]) -> None:
        super().__init__()
        self._icons = icons
        self._window = window
        self._load = load
        self._topics: HelpTopics | None = None
        self._room: HelpRoom | None = None
        self._focus_before: QWidget | None = None
        window.room_shown.connect(self._on_room_shown)

    def build_room(self) -> QWidget:
        """The help as a room of the window; what stands there where it cannot be read."""
        try:
            self._room = room = HelpRoom(self._icons, self._read())
        except KnownError as error:
            nothing = EmptyState(self._icons, "file-warning")
            nothing.say(self.tr("About my feet"), str(error))
            return nothing
        room.left.connect(self._on_room_left)
        return room

    def open(self, topic_id: str = "") -> None:
        """Show the help, at a topic if one is named; over whatever fills the window."""
        if self._window.is_full:
            self._open_over(topic_id)
            return
        if self._window.current is Room.HELP and not topic_id:
            if self._room is not None:
                self._room.look_for()
            return
        self._focus_before = self._window.focusWidget()
        self._window.go_to(Room.HELP)
        if self._room is not None and topic_id:
            self._room.open_at(topic_id)

    def explain(self, technique: Technique, player: PlayerRoom) -> None:
        """Show in the player what a technique is."""
        try:
            topics = self._read()
        except KnownError as error:
            self.trouble.emit(str(error))
            return
        player.explain(topics.of_technique(technique), topics)

    def _open_over(self, topic_id: str) -> None:
        over = self._window.over
        if isinstance(over, HelpRoom):
            over.look_for()
            return
        try:
            room = HelpRoom(self._icons, self._read())
        except KnownError as error:
            self.trouble.emit(str(error))
            return
        room.left.connect(self._window.leave_over)
        self._window.show_over(room)
        if topic_id:
            room.open_at(topic_id)

    def _read(self) -> HelpTopics:
        if self._topics is None:
            self._topics = self._load().said(lambda text: QCoreApplication.translate("help", text))
        return self._topics

    def _on_room_shown(self, room: Room) -> None:
        if room is Room.HELP:
            self._name_way_back()
        else:
            self._focus_before = None

    def _name_way_back(self) -> None:
        if self._room is not None:
            text = self.tr("Back to {room}").format(room=room_word(self._window.came_from))
            self._room.name_way_back(text)

    def _on_room_left(self) -> None:
        before = self._focus_before
        self._window.go_to(self._window.came_from)
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
