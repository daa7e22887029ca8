"""The player's buttons: large, named, and always saying what their action says."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QToolButton

from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.player_actions import ICON_NAME, SHORT_NAME
from app.ui.theme import RADIUS, Look

HOLD_MS = 1000
"""How long the lock wants to be held, in milliseconds."""

_HOLD_STEP_MS = 50
_ICON = 22
_LEAST = 64


class ActButton(QToolButton):
    """A button for an action: it takes the words, the hint, the icon and the state from it.

    Args:
        action: what it does.
        icons: where its picture comes from.
        role: how it looks: `main`, `primary`, `tool`, `change` or `stop`.
    """

    def __init__(self, action: QAction, icons: Icons, role: str) -> None:
        super().__init__()
        self._act = action
        self._icons = icons
        self._role = role
        self._look = icons.looks.current
        self._shown: tuple[object, ...] = ()
        self.setProperty("role", role)
        self.setCheckable(action.isCheckable())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        under = role == "tool"
        style = Qt.ToolButtonStyle
        beside = style.ToolButtonTextBesideIcon
        self.setToolButtonStyle(style.ToolButtonTextUnderIcon if under else beside)
        self.clicked.connect(self._act.trigger)
        self._act.changed.connect(self.follow)
        self.follow()

    def dress(self, look: Look) -> None:
        """Draw the icon anew for a look."""
        self._look = look
        self._shown = ()
        self.follow()

    def show_words(self, *, are_shown: bool) -> None:
        """Show the name beside the icon, or the icon alone; its accessible name stays."""
        style = Qt.ToolButtonStyle
        beside, alone = style.ToolButtonTextBesideIcon, style.ToolButtonIconOnly
        self.setToolButtonStyle(beside if are_shown else alone)

    @override
    def minimumSizeHint(self) -> QSize:
        """A main button may lose its words, but never its icon."""
        least = super().minimumSizeHint()
        return QSize(_LEAST, least.height()) if self._role == "main" else least

    def follow(self) -> None:
        """Take over what the action says now."""
        icon_name = str(self._act.property(ICON_NAME))
        is_short = self._role == "tool"
        text = str(self._act.property(SHORT_NAME)) if is_short else self._act.text()
        now = (icon_name, text, self._act.isEnabled(), self._act.isChecked(), self._act.toolTip())
        if now == self._shown:
            return
        self._shown = now
        role = {"primary": "on_color", "stop": "strong_attention"}.get(self._role, "ink")
        side_px = self._look.px(_ICON)
        if icon_name:
            self.setIcon(self._icons.icon(icon_name, role, size_px=side_px))
            self.setIconSize(QSize(side_px, side_px))
        self.setText(f" {text}" if icon_name and not is_short else text)
        self.setAccessibleName(self._act.text())
        self.setAccessibleDescription(self._act.toolTip())
        self.setToolTip(self._act.toolTip())
        self.setEnabled(self._act.isEnabled())
        self.setChecked(self._act.isChecked())


class HoldButton(QToolButton):
    """A button that acts only after it was held down for a second, so that no stray touch does.

    From the keyboard, which no stray touch reaches, one press is enough.
    """

    held = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._held_ms = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_HOLD_STEP_MS)
        self._timer.timeout.connect(self._on_held)
        self.clicked.connect(self.unlock)
        self.setProperty("role", "main")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setText(f" {self.tr('Hold to unlock')}")
        self.setAccessibleName(self.tr("Unlock: hold for one second, or press Enter"))
        self.dress(icons.looks.current)

    def dress(self, look: Look) -> None:
        """Draw the icon anew for a look."""
        side_px = look.px(_ICON)
        self.setIcon(self._icons.icon("lock-open", size_px=side_px))
        self.setIconSize(QSize(side_px, side_px))

    def unlock(self) -> None:
        """Act as if it had been held."""
        self._let_go()
        self.held.emit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held_ms = 0
        self._timer.start()
        event.accept()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._let_go()
        event.accept()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._held_ms:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.setClipPath(shape)
        bar = QRectF(0, self.height() - 8, self.width() * self._held_ms / HOLD_MS, 8)
        painter.fillRect(bar, self._icons.looks.current.color("strong_lead"))

    def _on_held(self) -> None:
        self._held_ms += _HOLD_STEP_MS
        self.update()
        if self._held_ms >= HOLD_MS:
            self.unlock()

    def _let_go(self) -> None:
        self._timer.stop()
        self._held_ms = 0
        self.update()
