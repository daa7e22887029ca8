"""Tells that something was done, without a question; often with Undo."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from app.ui.announcer import announce
from app.ui.controls import button, label
from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.sight import FOOT
from app.ui.theme import Space

SHOWN_MS = 6000
_MAKES_ROOM_MS = SHOWN_MS // 3
_READ_AT_ONCE = 120
"""How many characters are read in that time."""

_MOVED = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)
WIDTH = 560
"""The most a toast is wide, in pixels at 100 % text."""


@dataclass(frozen=True, slots=True)
class Toast:
    """A message, what its button does if it has one, and whether it is sent away by nobody else."""

    message: str
    action: str = ""
    on_action: Callable[[], None] | None = None
    stays: bool = False


class Toasts(QFrame):
    """Shows toasts one after another at the bottom of its window, above the ways on of a page.

    Each stands for six seconds, longer where there is more to read and while the mouse or the focus
    is on it. One that stays makes room for others and comes back. Ctrl+Z presses its button, Esc
    sends it away, Tab reaches it.
    """

    def __init__(self, window: QWidget, icons: Icons) -> None:
        super().__init__(window)
        self.setProperty("role", "toast")
        self._window = window
        self._icons = icons
        self._waiting: deque[Toast] = deque()
        self._current: Toast | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._build()
        self._connect()
        self.hide()

    @property
    def current(self) -> Toast | None:
        """What is shown now."""
        return self._current

    def say(
        self,
        message: str,
        action: str = "",
        on_action: Callable[[], None] | None = None,
        *,
        stays: bool = False,
    ) -> None:
        """Show a message, after those that still wait; what is still to be read is not said twice.

        Args:
            message: one plain sentence.
            action: the word on its button, such as Undo; none if empty.
            on_action: what the button does.
            stays: until the person sends it away, since it has to be read.
        """
        toast = Toast(message, action, on_action, stays)
        if on_action is None and toast in (self._current, *self._waiting):
            return
        self._waiting.append(toast)
        if self._current is None:
            self._show_next()
        elif not self._is_held():
            left_ms = self._timer.remainingTime()  # below 0 where it does not run
            self._timer.start(min(left_ms, _MAKES_ROOM_MS) if left_ms >= 0 else _MAKES_ROOM_MS)

    def dismiss(self) -> None:
        """Send the shown one away."""
        self._timer.stop()
        self._show_next()

    def withdraw(self, on_action: Callable[[], None]) -> None:
        """Send away what offers this, since there is nothing any more that it could do."""
        kept = [one for one in self._waiting if one.on_action is not on_action]
        self._waiting = deque(kept)
        if self._current is not None and self._current.on_action is on_action:
            self.dismiss()

    def clear(self) -> None:
        """Send all away, those that wait too."""
        self._waiting.clear()
        self.dismiss()

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.XL - 4, Space.S, Space.S, Space.S)
        line.setSpacing(Space.S)
        self._message = label()
        self._action = button("")
        self._close = button("")
        self._close.setAccessibleName(self.tr("Close this message"))
        self._icons.dress(self._close, "x", "paper")
        line.addWidget(self._message, 1)
        line.addWidget(self._action)
        line.addWidget(self._close)
        self._undo_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self._window)
        self._undo_key.setEnabled(False)  # with no toast the key is a room's alone
        self._close_key = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._close_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._on_over)
        self._close.clicked.connect(self.dismiss)
        self._action.clicked.connect(self._on_action)
        self._undo_key.activated.connect(self._on_action)
        # A room may have the same key for the same; either of them may get it.
        self._undo_key.activatedAmbiguously.connect(self._on_action)
        self._close_key.activated.connect(self.dismiss)
        for watched in (self._window, self._action, self._close):
            watched.installEventFilter(self)
        self._icons.looks.changed.connect(self.settle)

    def _on_over(self) -> None:
        """Its time is over; one that stays comes again after the others."""
        if self._current is not None and self._current.stays:
            self._waiting.append(self._current)
        self.dismiss()

    def _begin_time(self, shown: Toast) -> None:
        if not shown.stays or self._waiting:
            self._timer.start(_shown_ms(shown))

    def _on_action(self) -> None:
        done = self._current
        self.dismiss()
        if done is not None and done.on_action is not None:
            done.on_action()

    def _show_next(self) -> None:
        had_focus = self._has_focus()
        self._current = self._waiting.popleft() if self._waiting else None
        shown = self._current
        self._undo_key.setEnabled(shown is not None and shown.on_action is not None)
        if shown is None:
            self.hide()
            if had_focus:
                self._window.focusNextChild()
            return
        self._message.setText(shown.message)
        self._action.setText(shown.action)
        self._action.setAccessibleName(shown.action)
        self._action.setVisible(bool(shown.action))
        self.show()
        self.raise_()
        self.settle()
        self._begin_time(shown)
        announce(self, f"{shown.message} {shown.action}".strip())

    def settle(self) -> None:
        """Take the place at the bottom, or above the foot of what is shown, as wide as needed."""
        room = self._window.width() - 2 * Space.XXL
        wanted = self._message.fontMetrics().horizontalAdvance(self._message.text())
        buttons = self._close.sizeHint().width() + Space.XXL * 2
        if not self._action.isHidden():
            buttons += self._action.sizeHint().width() + Space.S
        width = min(room, self._icons.looks.current.px(WIDTH), wanted + buttons)
        layout = self.layout()
        height = layout.heightForWidth(width) if layout is not None else 0
        height = max(height, self.sizeHint().height())
        left = (self._window.width() - width) // 2
        self.setGeometry(left, self._bottom() - height, width, height)

    def _bottom(self) -> int:
        for foot in self._window.findChildren(QWidget, FOOT):
            if foot.isVisible():
                foot.installEventFilter(self)  # it may grow, and has its place only later
                return foot.mapTo(self._window, foot.rect().topLeft()).y() - Space.XS
        return self._window.height() - Space.XL

    def _is_held(self) -> bool:
        return self.underMouse() or self._has_focus()

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        is_own = watched in (self._action, self._close)
        if kind in _MOVED and not is_own and self.isVisible():
            self.settle()
        elif is_own and kind is QEvent.Type.FocusIn:
            self._timer.stop()
        elif is_own and kind is QEvent.Type.FocusOut and self._current:
            self._begin_time(self._current)
        return super().eventFilter(watched, event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        if self._current is not None and not self._has_focus():
            self._begin_time(self._current)
        super().leaveEvent(event)


def _shown_ms(toast: Toast) -> int:
    return round(SHOWN_MS * max(1.0, len(toast.message) / _READ_AT_ONCE))
