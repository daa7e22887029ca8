"""What stands in a cell of the log's table: a line, and a finer one below where there is more."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.core.log_entries import LogEntry, SessionEntry
from app.ui.entry_words import entry_ended, entry_feet, entry_hands_on, entry_marks
from app.ui.icons import Icons
from app.ui.log_table import LogColumn
from app.ui.log_words import day_text, short_day_text, time_text, year_and_time_text
from app.ui.overriding import override
from app.ui.theme import Look, Space, Type
from app.ui.words import listed

Index = QModelIndex | QPersistentModelIndex
_GAP = 2
_LEFT = 10
"""Where the words of the headings begin too."""


class LogCellPainter(QStyledItemDelegate):
    """Draws the cells; what a hidden column would say moves below the title."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.hidden: frozenset[LogColumn] = frozenset()
        self.has_short_days = False
        self._faces: _Faces | None = None

    def lines(self, index: Index) -> tuple[str, str]:
        """The main line of a cell and the finer one, which may be empty."""
        entry = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(entry, LogEntry):
            return "", ""
        column, about = LogColumn(index.column()), entry.about
        if column is LogColumn.WHEN and self.has_short_days:
            return short_day_text(entry.when), year_and_time_text(entry.when)
        if column is LogColumn.WHEN:
            return day_text(entry.when), time_text(entry.when)
        shown = str(index.data(Qt.ItemDataRole.DisplayRole))
        is_session = isinstance(about, SessionEntry)
        if column is LogColumn.HANDS_ON:
            is_short = isinstance(about, SessionEntry) and not about.met_15_min
            return shown, self.tr("under 15 min") if is_short else ""
        if column is not LogColumn.SCRIPT:
            return shown, ""
        time = entry_hands_on(entry) if LogColumn.HANDS_ON in self.hidden else ""
        feet = entry_feet(entry) if LogColumn.FEET in self.hidden and is_session else ""
        is_early = isinstance(about, SessionEntry) and not about.completed
        ended = entry_ended(entry) if LogColumn.ENDED in self.hidden and is_early else ""
        return shown, listed((self._pain(index, entry), time, feet, ended, *entry_marks(entry)))

    def _pain(self, index: Index, entry: LogEntry) -> str:
        """Pain before and after a session, where its column is hidden."""
        if LogColumn.PAIN not in self.hidden or not isinstance(entry.about, SessionEntry):
            return ""
        return str(index.sibling(index.row(), LogColumn.PAIN).data())

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
        words = where.adjusted(_LEFT, 0, -Space.S, -1)
        is_title = index.column() == LogColumn.SCRIPT
        self._paint_lines(painter, words, (main, is_title), fine)
        painter.restore()

    def _paint_lines(
        self, painter: QPainter, where: QRectF, main: tuple[str, bool], fine: str
    ) -> None:
        look = self._icons.looks.current
        text, is_title = main
        faces = self._faces_of(look)
        face, small = faces.title if is_title else faces.body, faces.fine
        above, below = face.metrics.height(), small.metrics.height()
        total = above + (below + _GAP if fine else 0)
        line = QRectF(where.x(), where.center().y() - total / 2, where.width(), above)
        painter.setPen(look.color("ink"))
        _paint_elided(painter, line, text, face)
        line = QRectF(where.x(), line.bottom() + _GAP, where.width(), below)
        painter.setPen(look.color("soft_ink"))
        _paint_elided(painter, line, fine, small)

    def _faces_of(self, look: Look) -> _Faces:
        """What is written in; made once for a look, since each takes as long as a cell."""
        if self._faces is None or self._faces.look is not look:
            self._faces = _Faces(
                look,
                _face(look.font(Type.BODY)),
                _face(look.font(Type.BODY, QFont.Weight.DemiBold)),
                _face(look.font(Type.FINE)),
            )
        return self._faces


@dataclass(frozen=True, slots=True)
class _Face:
    font: QFont
    metrics: QFontMetrics


@dataclass(frozen=True, slots=True)
class _Faces:
    look: Look
    body: _Face
    title: _Face
    fine: _Face


def _face(font: QFont) -> _Face:
    return _Face(font, QFontMetrics(font))


def _paint_elided(painter: QPainter, where: QRectF, text: str, face: _Face) -> None:
    if not text:
        return
    painter.setFont(face.font)
    shown = face.metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(where.width()))
    painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)
