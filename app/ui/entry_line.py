"""A line of the log that may be chosen: what it is at the left, its figure at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy

from app.ui.controls import label
from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.theme import Looks, Space

_STYLE = """
QPushButton {{ background: transparent; border: 2px solid transparent; border-radius: 8px;
    padding: 0; min-height: {height}px; text-align: left; }}
QPushButton:enabled:hover {{ background: {lead_weak}; }}
QPushButton:focus {{ border: 2px solid {lead}; padding: 0; min-height: {height}px; }}
"""
_HEIGHT = 34


class EntryLine(QPushButton):
    """Enter, Space or a click choose it; one that cannot be changed is only read.

    Args:
        name: what it is, as in “Pain, left foot”.
        value: its figure.
        icons: for the sign that it can be changed, and the looks.
        may_change: whether it can.
    """

    def __init__(self, name: str, value: str, icons: Icons, *, may_change: bool = True) -> None:
        super().__init__()
        self._looks: Looks = icons.looks
        self.name = label(name)
        self.value = label(value, "strong", wraps=False)
        self.setAccessibleName(f"{name}: {value}" if value else name)
        self.setAutoDefault(True)
        self.setEnabled(may_change)
        if may_change:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(self.tr("Change or delete"))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.S, 2, Space.S, 2)
        line.setSpacing(Space.M)
        line.addWidget(self.name, 1)
        line.addWidget(self.value, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.sign = icons.picture("pencil", "soft_ink", 15)
        line.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignVCenter)
        self.sign.setVisible(may_change)
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        icons.looks.keep(self, self._dress)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        needed = 0 if layout is None else layout.heightForWidth(width)
        return max(self._looks.current.px(_HEIGHT), needed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.heightForWidth(max(80, self.width())))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def _dress(self) -> None:
        look = self._looks.current
        colors = {"lead": look.colors.lead, "lead_weak": look.colors.lead_weak}
        self.setStyleSheet(_STYLE.format(**colors, height=look.px(_HEIGHT) - 4))
