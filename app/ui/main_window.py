"""The one window: the rail, the rooms, and the layer that fills it while a session runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeySequence,
    QMoveEvent,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.preferences import Preferences
from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.rail import Rail, Room
from app.ui.theme import Looks

if TYPE_CHECKING:
    from app.ui.toast import Toasts

MINIMUM = QSize(800, 600)
USUAL = QSize(1180, 780)
FRAME = QSize(16, 48)
"""What a window manager usually puts around a window."""
SETTLE_MS = 400
"""How long the window must stand still before its place is told."""

RoomFactory = Callable[[], QWidget]


class MainWindow(QWidget):
    """Shows one room at a time.

    A room is built when it is first gone to, the first one a turn of the event loop after the
    empty frame stands, so that the frame is there at once.

    Attributes:
        geometry_changed: where the window stands now, for `Preferences.window`.
        room_shown: a room was gone to.
        help_requested: the key for help was pressed.
        may_close: asked before the window closes; it stays open on False.
    """

    geometry_changed = Signal(str)
    room_shown = Signal(Room)
    help_requested = Signal()

    def __init__(
        self,
        looks: Looks,
        icons: Icons,
        rooms: Mapping[Room, RoomFactory],
        preferences: Preferences,
        first: Room = Room.TODAY,
    ) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = _yes
        self._looks = looks
        self._icons = icons
        self._factories = dict(rooms)
        self._built: dict[Room, QWidget] = {}
        self._current = self._came_from = first
        self._full: QWidget | None = None
        self._over: QWidget | None = None
        self._focus_before: QWidget | None = None
        self._focus_under: QWidget | None = None
        self._toasts: Toasts | None = None
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._build()
        self._connect()
        self._restore(preferences.window)

    @property
    def current(self) -> Room:
        """The room that is open, also behind a running session."""
        return self._current

    @property
    def came_from(self) -> Room:
        """The room that was open before this one."""
        return self._came_from

    @property
    def over(self) -> QWidget | None:
        """What lies over the page that fills the window."""
        return self._over

    @property
    def toasts(self) -> Toasts:
        """Where done things are told."""
        if self._toasts is None:
            from app.ui.toast import Toasts  # noqa: PLC0415 - the first frame needs none of it

            self._toasts = Toasts(self, self._icons)
        return self._toasts

    @property
    def is_full(self) -> bool:
        """Whether something fills the whole window."""
        return self._full is not None

    def room(self, room: Room) -> QWidget:
        """The widget of a room; built now if it was not."""
        if room not in self._built:
            self._built[room] = self._factories[room]()
            self._rooms.addWidget(self._built[room])
        return self._built[room]

    def go_to(self, room: Room) -> None:
        """Open a room and put the focus into it."""
        self._open(room)
        if not self.is_full:
            self.room(room).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_full(self, widget: QWidget) -> None:
        """Let a widget, such as the player, fill the window; the rooms wait behind it."""
        self.leave_over()
        if self._full is not None:
            self._layers.removeWidget(self._full)
            self._full.setParent(None)
        else:
            self._focus_before = self.focusWidget()
        self._full = widget
        self._layers.addWidget(widget)
        self._layers.setCurrentWidget(widget)
        self._enable_keys(on=False)
        self._settle_toasts()
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_full(self) -> None:
        """Back to the room, with the focus where it was; the widget belongs to its maker again."""
        if self._full is None:
            return
        self.leave_over()
        self._layers.setCurrentWidget(self._shell)
        self._layers.removeWidget(self._full)
        self._full.setParent(None)
        self._full = None
        self._enable_keys(on=True)
        self._settle_toasts()
        back = self._focus_before
        if back is not None and self.isAncestorOf(back):
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._rooms.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_before = None

    def show_over(self, widget: QWidget) -> None:
        """Let a widget of ours lie over all else until `leave_over`, which deletes it."""
        self.leave_over()
        self._over = widget
        self._focus_under = self.focusWidget()
        self._layers.addWidget(widget)
        self._layers.setCurrentWidget(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_over(self) -> None:
        """Back to what is under it, with the focus where it was."""
        if self._over is None:
            return
        under = self._shell if self._full is None else self._full
        self._layers.setCurrentWidget(under)
        self._layers.removeWidget(self._over)
        self._over.deleteLater()
        self._over = None
        back, self._focus_under = self._focus_under, None
        if back is not None and under.isAncestorOf(back):
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            under.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self.setWindowTitle("Footwell")
        self.setMinimumSize(MINIMUM)
        self._rail = Rail(self._icons)
        self._rail.show_room(self._current)
        self._rooms = QStackedWidget()
        self._shell = QWidget()
        beside = QHBoxLayout(self._shell)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self._rail)
        beside.addWidget(self._rooms, 1)
        self._layers = QStackedWidget()
        self._layers.addWidget(self._shell)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._layers)
        # Has the focus until the first room stands, which then gets it.
        self._shell.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._shell.setFocus()
        self._keys = [
            QShortcut(QKeySequence(f"Ctrl+{number}"), self) for number in range(1, len(Room) + 1)
        ]
        self._full_screen = QShortcut(QKeySequence("F11"), self)
        self._help = QShortcut(QKeySequence("F1"), self)

    def _connect(self) -> None:
        self._rail.chosen.connect(self.go_to)
        for key, room in zip(self._keys, Room, strict=True):
            key.activated.connect(lambda room=room: self.go_to(room))
        self._full_screen.activated.connect(self._toggle_full_screen)
        self._help.activated.connect(self.help_requested)
        self._still.timeout.connect(self._tell_geometry)

    def _settle_toasts(self) -> None:
        """Another page is shown; what it leads on by stays free."""
        if self._toasts is not None:
            self._toasts.settle()

    def _enable_keys(self, *, on: bool) -> None:
        for key in (*self._keys, self._full_screen):
            key.setEnabled(on)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _restore(self, saved: str) -> None:
        if saved and self.restoreGeometry(QByteArray.fromBase64(saved.encode())):
            # Whoever filled the screen for a session that was cut off finds a window again.
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)
            return
        room = QGuiApplication.primaryScreen().availableSize() - FRAME
        self.resize(USUAL.boundedTo(room).expandedTo(MINIMUM))

    def _tell_geometry(self) -> None:
        if self.isFullScreen():
            return
        self.geometry_changed.emit(bytes(self.saveGeometry().toBase64().data()).decode())

    def _open(self, room: Room) -> None:
        if room is not self._current:
            self._came_from = self._current
        self._current = room
        self._rail.show_room(room)
        self._rooms.setCurrentWidget(self.room(room))
        self.room_shown.emit(room)

    def _fill(self) -> None:
        self.setWindowIcon(self._icons.icon("footwell", size_px=64))
        if self._current in self._built:
            return
        self._open(self._current)
        if self.focusWidget() is self._shell:
            self.room(self._current).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._built:
            QTimer.singleShot(0, self._fill)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._still.start(SETTLE_MS)

    @override
    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._still.start(SETTLE_MS)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self._still.stop()
        self._tell_geometry()
        event.accept()


def _yes() -> bool:
    return True
