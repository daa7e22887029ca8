"""What the keys do in the player, wherever the focus is."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.ui.overriding import override


class PlayerKey(StrEnum):
    """What a key asks for."""

    TOGGLE = "toggle"
    NEXT = "next"
    BACK = "back"
    REPEAT = "repeat"
    EASE = "ease"
    EXTEND = "extend"
    SHORTEN = "shorten"
    SOUND = "sound"
    FULL_SCREEN = "full-screen"
    KEYS = "keys"
    HELP = "help"
    STOP = "stop"
    PRESS = "press"


_BY_KEY = {
    Qt.Key.Key_Space: PlayerKey.TOGGLE,
    Qt.Key.Key_MediaPlay: PlayerKey.TOGGLE,
    Qt.Key.Key_MediaPause: PlayerKey.TOGGLE,
    Qt.Key.Key_MediaTogglePlayPause: PlayerKey.TOGGLE,
    Qt.Key.Key_Right: PlayerKey.NEXT,
    Qt.Key.Key_PageDown: PlayerKey.NEXT,
    Qt.Key.Key_MediaNext: PlayerKey.NEXT,
    Qt.Key.Key_Left: PlayerKey.BACK,
    Qt.Key.Key_PageUp: PlayerKey.BACK,
    Qt.Key.Key_MediaPrevious: PlayerKey.BACK,
    Qt.Key.Key_R: PlayerKey.REPEAT,
    Qt.Key.Key_Down: PlayerKey.EASE,
    Qt.Key.Key_Plus: PlayerKey.EXTEND,
    Qt.Key.Key_Equal: PlayerKey.EXTEND,
    Qt.Key.Key_Minus: PlayerKey.SHORTEN,
    Qt.Key.Key_M: PlayerKey.SOUND,
    Qt.Key.Key_F11: PlayerKey.FULL_SCREEN,
    Qt.Key.Key_Question: PlayerKey.KEYS,
    Qt.Key.Key_F1: PlayerKey.KEYS,
    Qt.Key.Key_H: PlayerKey.HELP,
    Qt.Key.Key_Escape: PlayerKey.STOP,
    Qt.Key.Key_Return: PlayerKey.PRESS,
    Qt.Key.Key_Enter: PlayerKey.PRESS,
}
_BY_TEXT = {
    "+": PlayerKey.EXTEND,
    "=": PlayerKey.EXTEND,
    "-": PlayerKey.SHORTEN,
    "−": PlayerKey.SHORTEN,
    "?": PlayerKey.KEYS,
}
_WITH_OTHERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def key_of(event: QKeyEvent) -> PlayerKey | None:
    """What a key asks for, None for keys that mean nothing here or are held with Ctrl or Alt."""
    if event.modifiers() & _WITH_OTHERS:
        return None
    return _BY_TEXT.get(event.text()) or _BY_KEY.get(Qt.Key(event.key()))


class PlayerKeys(QObject):
    """Reads the keys before the focused control does, while the focus is inside `room`.

    A key that is held down counts once. Enter presses the focused button. Tab moves the focus; that
    it was pressed is remembered, since whoever chooses by keys begins with it.

    Signals:
        pressed: a `PlayerKey`.
        typed: a digit from 1 to 9.
    """

    pressed = Signal(object)
    typed = Signal(int)

    def __init__(self, room: QWidget) -> None:
        super().__init__(room)
        self._room = room
        self._watched: QWidget | None = None
        self._has_tabbed = False
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        room.installEventFilter(self)

    @property
    def has_tabbed(self) -> bool:
        """Whether Tab was pressed since `forget_tab`."""
        return self._has_tabbed

    def forget_tab(self) -> None:
        """Something new is asked, to which no Tab was pressed yet."""
        self._has_tabbed = False

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and self._watched is not self._room:
            self._watched.removeEventFilter(self)
        self._watched = new if new is not None and self._room.isAncestorOf(new) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        if not isinstance(event, QKeyEvent):
            return False
        self._has_tabbed |= event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        key = key_of(event)
        digit = event.text() if event.text() in tuple("123456789") else ""
        if key is PlayerKey.PRESS and not isinstance(watched, QAbstractButton):
            return False  # a list knows what Enter means in it
        if key is None and not digit:
            return False
        event.accept()
        if kind == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._act(watched, key, digit)
        return True

    def _act(self, watched: QObject, key: PlayerKey | None, digit: str) -> None:
        if key is None:
            self.typed.emit(int(digit))
        elif key is PlayerKey.PRESS and isinstance(watched, QAbstractButton):
            watched.click()
        else:
            self.pressed.emit(key)
