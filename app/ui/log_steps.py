"""The steps of a logged session as they were done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.core.session_summary import StepFate
from app.ui.fate_words import FATE_ICONS, fate_line, fate_time
from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.theme import Space, Type
from app.ui.words import listed

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROW = 52


class LogStepsModel(QAbstractListModel):
    """Steps in order; `UserRole` gives the step and what became of it."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[StepFate, ...] = ()

    def show_steps(self, steps: Sequence[StepFate]) -> None:
        """List these."""
        self.beginResetModel()
        self._steps = tuple(steps)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._steps)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self._steps[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return one
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return listed((one.step.title, fate_line(one), fate_time(one)))
        return None


class LogStepPainter(QStyledItemDelegate):
    """Draws a step: outcome, title, foot, and the seconds that were run."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._icons.looks.current.px(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(one, StepFate):
            return
        look = self._icons.looks.current
        where = QRectF(option.rect).adjusted(0, 3, 0, -3)
        side_px = look.px(18)
        name, role = FATE_ICONS[one.fate]
        top = round(where.center().y() - side_px / 2)
        painter.drawPixmap(round(where.x()), top, self._icons.pixmap(name, side_px, role))
        painter.setFont(look.font(Type.BODY))
        painter.setPen(look.color("ink"))
        time = fate_time(one)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(where, middle | Qt.AlignmentFlag.AlignRight, time)
        taken = QFontMetrics(painter.font()).horizontalAdvance(time) + Space.M
        words = where.adjusted(side_px + Space.M, 0, -taken, -where.height() / 2)
        self._paint_line(painter, words, one.step.title, look.font(Type.BODY))
        painter.setPen(look.color("soft_ink"))
        below = words.translated(0, words.height())
        self._paint_line(painter, below, fate_line(one), look.font(Type.FINE))

    def _paint_line(self, painter: QPainter, where: QRectF, text: str, font: QFont) -> None:
        painter.setFont(font)
        mode = Qt.TextElideMode.ElideRight
        shown = QFontMetrics(font).elidedText(text, mode, int(where.width()))
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)


class LogSteps(QListView):
    """As high as its steps; what it stands in scrolls."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._list = LogStepsModel()
        self._painter = LogStepPainter(icons)
        self.setModel(self._list)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(self.tr("Steps as done"))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        icons.looks.keep(self, self._settle)

    def show_steps(self, steps: Sequence[StepFate]) -> None:
        """List these."""
        self._list.show_steps(steps)
        self._settle()

    def _settle(self) -> None:
        self.setFixedHeight(self._list.rowCount() * self._icons.looks.current.px(_ROW) + 4)
        self.scheduleDelayedItemsLayout()
