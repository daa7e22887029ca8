"""The list of all steps of a running session; a click or Enter jumps to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.core.plan import Side
from app.core.session import Session
from app.core.session_table import State
from app.core.soreness import StepOutcome
from app.core.timeline import step_numbers
from app.ui.controls import label
from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.theme import Space, Type
from app.ui.words import duration_text, listed, side_label

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_FOCUS_WIDTH = 3


class StepMark(StrEnum):
    """What is to be said of a step in the list."""

    CURRENT = "current"
    DONE = "done"
    PARTLY = "partly"
    SKIPPED = "skipped"
    LEFT_OUT = "left-out"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step in the list; `position` is its place in the session's timeline.

    `number` is what the player's head calls it, None where it is left out.
    """

    position: int
    number: int | None
    title: str
    side: Side
    time: str
    mark: StepMark
    is_added: bool


def step_rows(session: Session) -> tuple[StepRow, ...]:
    """All steps of a session as they stand now."""
    numbers = step_numbers(session.stretches)
    rows = []
    for position, stretch in enumerate(session.stretches):
        if stretch.occurrence is None:
            continue
        title, side = stretch.segment.title, stretch.occurrence.side
        number, mark = numbers.get(position), _mark_of(session, position)
        time = duration_text(stretch.duration_s)
        rows.append(StepRow(position, number, title, side, time, mark, stretch.is_added))
    return tuple(rows)


def _mark_of(session: Session, position: int) -> StepMark:
    stretch = session.stretches[position]
    if stretch is session.coming and session.state is not State.ENDED:
        return StepMark.CURRENT
    if stretch.outcome is StepOutcome.DONE:
        return StepMark.DONE
    if stretch.outcome is StepOutcome.PARTLY:
        return StepMark.PARTLY
    if stretch.is_left_out:
        return StepMark.LEFT_OUT
    is_behind = stretch.is_bygone or position < session.position
    return StepMark.SKIPPED if is_behind else StepMark.COMING


class StepListModel(QAbstractListModel):
    """The rows of the list; `UserRole` gives the whole row."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[StepRow, ...] = ()

    @property
    def rows(self) -> tuple[StepRow, ...]:
        """What is listed."""
        return self._rows

    def show_rows(self, rows: Sequence[StepRow]) -> None:
        """List these; a list of the same length only changes."""
        new = tuple(rows)
        if new == self._rows:
            return
        if len(new) != len(self._rows):
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
            return
        self._rows = new
        self.dataChanged.emit(self.index(0), self.index(len(new) - 1))

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            number = "" if row.number is None else f"{row.number}"
            words = (number, row.title, side_label(row.side), row.time)
            return listed((*words, self.mark_text(row)))
        return None

    def mark_text(self, row: StepRow) -> str:
        """What became of a step, in a word; nothing for one that is still to come."""
        return {
            StepMark.CURRENT: self.tr("now"),
            StepMark.DONE: self.tr("done"),
            StepMark.PARTLY: self.tr("in part"),
            StepMark.SKIPPED: self.tr("skipped"),
            StepMark.LEFT_OUT: self.tr("left out"),
            StepMark.COMING: self.tr("added") if row.is_added else "",
        }[row.mark]


class StepRowPainter(QStyledItemDelegate):
    """Draws a row: its mark or number, title, foot and time."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, max(56, self._icons.looks.current.px(56)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        model = index.model()
        if not isinstance(row, StepRow) or not isinstance(model, StepListModel):
            return
        where = QRectF(option.rect).adjusted(4, 2, -4, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, where, option, row)
        inside = where.adjusted(Space.M, 0, -Space.M, 0)
        inside.setLeft(self._paint_mark(painter, inside, row))
        self._paint_words(painter, inside, row, model.mark_text(row))
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, where: QRectF, option: QStyleOptionViewItem, row: StepRow
    ) -> None:
        look = self._icons.looks.current
        state = option.state
        hovers = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(Qt.PenStyle.NoPen)
        if row.mark is StepMark.CURRENT:
            role = "right_weak" if row.side is Side.RIGHT else "lead_weak"
            painter.setBrush(look.color(role))
            painter.drawRoundedRect(where, 10, 10)
        elif hovers:
            painter.setBrush(look.color("card"))
            painter.drawRoundedRect(where, 10, 10)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        if has_focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("strong_lead"), _FOCUS_WIDTH))
            painter.drawRoundedRect(where.adjusted(1, 1, -1, -1), 10, 10)

    def _paint_mark(self, painter: QPainter, where: QRectF, row: StepRow) -> float:
        """Draw the mark or the number; return where the words begin."""
        look = self._icons.looks.current
        side_px = look.px(20)
        name = {
            StepMark.DONE: "check",
            StepMark.CURRENT: "play",
            StepMark.SKIPPED: "x",
            StepMark.LEFT_OUT: "x",
        }
        if row.mark in name:
            pixmap = self._icons.pixmap(name[row.mark], side_px, "ink")
            top = where.center().y() - side_px / 2
            painter.drawPixmap(round(where.left()), round(top), pixmap)
        else:
            painter.setFont(look.font(Type.BODY))
            painter.setPen(look.color("strong_soft_ink"))
            number = QRectF(where.left(), where.top(), side_px + 6, where.height())
            painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, str(row.number))
        return where.left() + side_px + Space.M

    def _paint_words(self, painter: QPainter, where: QRectF, row: StepRow, mark: str) -> None:
        look = self._icons.looks.current
        is_now = row.mark is StepMark.CURRENT
        title_font = look.font(Type.BODY, QFont.Weight.Bold if is_now else QFont.Weight.Normal)
        small = look.font(Type.FINE)
        painter.setFont(look.font(Type.BODY))
        time_width = QFontMetrics(painter.font()).horizontalAdvance(row.time)
        painter.setPen(look.color("ink"))
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(where, centre | Qt.AlignmentFlag.AlignRight, row.time)
        words = where.adjusted(0, 4, -time_width - Space.M, -4)
        painter.setFont(title_font)
        half = words.height() / 2
        fine = listed((side_label(row.side), mark))
        upper = QRectF(words.left(), words.top(), words.width(), half if fine else words.height())
        title = QFontMetrics(title_font).elidedText(
            row.title, Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(upper, centre, title)
        painter.setFont(small)
        is_sided = row.side in (Side.LEFT, Side.RIGHT)
        painter.setPen(look.side_color(row.side) if is_sided else look.color("strong_soft_ink"))
        if is_now:
            painter.setPen(look.color("ink"))
        painter.drawText(upper.translated(0, half), centre, fine)


class StepList(QListView):
    """The list. Ctrl and the arrows move in it, since the arrows alone steer the session.

    Signals:
        jumped: the timeline's position of the step that was chosen.
        closed: Enter on the step that runs: there is nothing to jump to.
    """

    jumped = Signal(int)
    closed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._rows = StepListModel()
        self._painter = StepRowPainter(icons)
        self.setModel(self._rows)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(self.tr("All steps"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._on_chosen)
        self._hint = label(self.tr("Ctrl+↑ ↓ move, Enter jumps, Tab leaves."), "hint")
        self._hint.setParent(self)
        self._hint.hide()
        self.setAccessibleDescription(self._hint.text())

    @property
    def rows(self) -> tuple[StepRow, ...]:
        """What is listed."""
        return self._rows.rows

    def show_session(self, session: Session) -> None:
        """List the steps as they stand now, the current one in sight.

        Whoever moved in the list meanwhile stays where they are.
        """
        before, marked = self._current_row(), self.currentIndex().row()
        self._rows.show_rows(step_rows(session))
        now = self._current_row()
        has_moved = self.hasFocus() and marked not in (before, -1)
        if now is not None and now != before and not has_moved:
            self.reveal()
        elif not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(marked))

    def reveal(self) -> None:
        """Scroll to the current step."""
        now = self._current_row()
        if now is not None:
            self.setCurrentIndex(self._rows.index(now))
            self.scrollTo(self._rows.index(now), QAbstractItemView.ScrollHint.PositionAtCenter)

    def dress(self) -> None:
        """Lay the rows out anew for the current look."""
        self.scheduleDelayedItemsLayout()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        here, key = self.currentIndex(), event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The Enter that opened the list, held down, chooses nothing in it.
            if here.isValid() and not event.isAutoRepeat():
                self._on_entered(here)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            # An arrow alone moves nothing: its counterpart means “too sore”.
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._move_by(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._place_hint()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._place_hint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_hint()

    def _place_hint(self) -> None:
        """Say below the rows which keys move, to those who work with keys."""
        is_shown = self.hasFocus()
        height = self._hint.heightForWidth(self.width()) if is_shown else 0
        self.setViewportMargins(0, 0, 0, height + Space.S if is_shown else 0)
        self._hint.setGeometry(0, self.height() - height, self.width(), height)
        self._hint.setVisible(is_shown)

    def _move_by(self, rows: int) -> None:
        row = self.currentIndex().row() + rows
        if 0 <= row < len(self._rows.rows):
            self.setCurrentIndex(self._rows.index(row))

    def _current_row(self) -> int | None:
        rows = enumerate(self._rows.rows)
        return next((i for i, row in rows if row.mark is StepMark.CURRENT), None)

    def _on_chosen(self, index: QModelIndex) -> None:
        self.jumped.emit(self._rows.rows[index.row()].position)

    def _on_entered(self, index: QModelIndex) -> None:
        if index.row() == self._current_row():
            self.closed.emit()
        else:
            self._on_chosen(index)
