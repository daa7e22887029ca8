"""What stands in a cell of the log's table: a line, and a finer one below where there is more."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.core.durations import clock_text
from app.core.soreness import LoggedSession
from app.ui.icons import Icons
from app.ui.log_table import LogColumn
from app.ui.log_words import day_text, ended_text, time_text
from app.ui.overriding import override
from app.ui.theme import Space, Type
from app.ui.words import feet_label, listed

Index = QModelIndex | QPersistentModelIndex
_GAP = 2


class LogCellPainter(QStyledItemDelegate):
    """Draws the cells; what a hidden column would say moves below the title."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.hidden: frozenset[LogColumn] = frozenset()

    def lines(self, index: Index) -> tuple[str, str]:
        """The main line of a cell and the finer one, which may be empty."""
        logged = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(logged, LoggedSession):
            return "", ""
        record, column = logged.session, LogColumn(index.column())
        if column is LogColumn.WHEN:
            return day_text(record.start), time_text(record.start)
        if column is LogColumn.HANDS_ON:
            under = "" if record.met_15_min else self.tr("under 15 min")
            return clock_text(record.actual_hands_on_s), under
        shown = str(index.data(Qt.ItemDataRole.DisplayRole))
        if column is not LogColumn.SCRIPT:
            return shown, ""
        is_long = LogColumn.HANDS_ON in self.hidden
        time = clock_text(record.actual_hands_on_s) if is_long else ""
        feet = feet_label(record.feet) if LogColumn.FEET in self.hidden else ""
        ended = ended_text(record) if LogColumn.ENDED in self.hidden else ""
        return shown, listed((time, feet, ended))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._icons.looks.current
        where = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(where, look.color("lead_weak"))
        painter.fillRect(
            QRectF(where.x(), where.bottom() - 1, where.width(), 1), look.color("line")
        )
        main, fine = self.lines(index)
        words = where.adjusted(Space.M, 0, -Space.S, -1)
        is_title = index.column() == LogColumn.SCRIPT
        weight = QFont.Weight.DemiBold if is_title else QFont.Weight.Normal
        self._paint_lines(painter, words, (main, look.font(Type.BODY, weight)), fine)
        painter.restore()

    def _paint_lines(
        self, painter: QPainter, where: QRectF, main: tuple[str, QFont], fine: str
    ) -> None:
        look = self._icons.looks.current
        text, font = main
        small = look.font(Type.FINE)
        above, below = QFontMetrics(font).height(), QFontMetrics(small).height()
        total = above + (below + _GAP if fine else 0)
        line = QRectF(where.x(), where.center().y() - total / 2, where.width(), above)
        painter.setPen(look.color("ink"))
        _paint_elided(painter, line, text, font)
        line = QRectF(where.x(), line.bottom() + _GAP, where.width(), below)
        painter.setPen(look.color("soft_ink"))
        _paint_elided(painter, line, fine, small)


def _paint_elided(painter: QPainter, where: QRectF, text: str, font: QFont) -> None:
    painter.setFont(font)
    mode = Qt.TextElideMode.ElideRight
    shown = QFontMetrics(font).elidedText(text, mode, int(where.width()))
    painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)
