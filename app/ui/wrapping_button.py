"""A push button whose words wrap instead of making it wider than its place."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

from app.ui.fitting_text import laid_out
from app.ui.overriding import override

_PAD_X, _PAD_Y = 18, 14


class WrappingButton(QPushButton):
    """Looks as its role says; a mark such as a number may stand before the words."""

    def __init__(self, mark: str, text: str, role: str) -> None:
        super().__init__(text)
        self._mark = mark
        self.setProperty("role", role)
        self.setAccessibleName(f"{mark}: {text}" if mark else text)
        self.setAutoDefault(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def mark(self) -> str:
        """What stands before the words."""
        return self._mark

    @property
    def one_line_width(self) -> int:
        """How wide it would have to be for one line, in pixels."""
        self.ensurePolished()
        words = self.fontMetrics().horizontalAdvance(self.text())
        return words + self._mark_width() + 2 * _PAD_X + 4

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        self.ensurePolished()
        room = max(40, width - 2 * _PAD_X - self._mark_width())
        words = laid_out(self.text(), self.font(), room, 1.0)[1]
        return max(self.minimumHeight(), round(words) + 2 * _PAD_Y)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.one_line_width, self.heightForWidth(self.one_line_width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(120, self.width())))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(self.font())
        room = self.width() - 2 * _PAD_X - self._mark_width()
        layout, height = laid_out(self.text(), self.font(), room, 1.0)
        top = (self.height() - height) / 2
        layout.draw(painter, QPointF(_PAD_X + self._mark_width(), top))
        line_height = self.fontMetrics().height()
        where = QRect(_PAD_X, round(top), self._mark_width(), line_height)
        painter.drawText(where, 0, self._mark)

    def _mark_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(f"{self._mark}   ") if self._mark else 0
