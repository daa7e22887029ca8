"""The table of sessions: sorted and searched in Python at once, drawn cell by cell.

A QSortFilterProxyModel asks this model for two values at each comparison, which took two seconds
for 25,000 sessions; sorting the rows by a key takes some hundredths of one.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from app.core.plan import Feet
from app.core.script import Technique
from app.core.soreness import EndReason, LoggedSession, RatingContext, RatingKind
from app.ui.log_words import (
    ended_text,
    hands_on_text,
    scores,
    scores_spoken,
    scores_text,
    when_text,
)
from app.ui.overriding import override
from app.ui.words import feet_label, technique_label

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_AFTER = RatingContext.AFTER


class LogColumn(IntEnum):
    """The columns, from the left."""

    WHEN = 0
    SCRIPT = 1
    HANDS_ON = 2
    FEET = 3
    PAIN = 4
    SORENESS = 5
    ENDED = 6


class LogTable(QAbstractTableModel):
    """Sessions in the order and the selection that is wanted; newest first at the beginning."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[LoggedSession] = []
        self._texts: list[str] = []
        self._shown: list[int] = []
        self._words: tuple[str, ...] = ()
        self._column = LogColumn.WHEN
        self._order = Qt.SortOrder.DescendingOrder

    @property
    def sessions(self) -> tuple[LoggedSession, ...]:
        """All sessions, found or not."""
        return tuple(self._all)

    def show_sessions(self, sessions: Iterable[LoggedSession]) -> None:
        """Show these, with the search and the order that are set."""
        self.beginResetModel()
        self._all = list(sessions)
        self._texts = []
        self._arrange()
        self.endResetModel()

    def search(self, words: str) -> None:
        """Show only sessions in which every one of these words is found."""
        self.beginResetModel()
        self._words = tuple(words.casefold().split())
        self._arrange()
        self.endResetModel()

    def session_at(self, row: int) -> LoggedSession:
        """The session in a row."""
        return self._all[self._shown[row]]

    def row_of(self, session_id: str) -> int | None:
        """Where a session stands, None where it is not shown."""
        rows = enumerate(self._shown)
        return next((row for row, i in rows if self._all[i].session.id == session_id), None)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(LogColumn)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        logged = self.session_at(index.row())
        column = LogColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(logged, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _spoken(logged, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._heading(column)}: {_spoken(logged, column)}"
        if role == Qt.ItemDataRole.UserRole:
            return logged
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        is_heading = orientation == Qt.Orientation.Horizontal
        if not is_heading or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._heading(LogColumn(section))

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column < 0:
            return
        self.layoutAboutToBeChanged.emit()
        kept = [(old, self._shown[old.row()]) for old in self.persistentIndexList()]
        self._column, self._order = LogColumn(column), order
        self._arrange()
        places = {i: row for row, i in enumerate(self._shown)}
        for old, i in kept:
            self.changePersistentIndex(old, self.index(places[i], old.column()))
        self.layoutChanged.emit()

    def _heading(self, column: LogColumn) -> str:
        return {
            LogColumn.WHEN: self.tr("Date"),
            LogColumn.SCRIPT: self.tr("Session"),
            LogColumn.HANDS_ON: self.tr("Hands-on"),
            LogColumn.FEET: self.tr("Feet"),
            LogColumn.PAIN: self.tr("Pain after"),
            LogColumn.SORENESS: self.tr("Sore after"),
            LogColumn.ENDED: self.tr("Ended"),
        }[column]

    def _arrange(self) -> None:
        """Work out which sessions are shown, and in which order."""
        found = range(len(self._all))
        if self._words:
            if not self._texts:
                self._texts = _search_texts(self._all)
            found_ones = [i for i in found if all(w in self._texts[i] for w in self._words)]
        else:
            found_ones = list(found)
        is_reversed = self._order == Qt.SortOrder.DescendingOrder
        keys = {i: _key(self._all[i], self._column) for i in found_ones}
        found_ones.sort(key=lambda i: keys[i], reverse=is_reversed)
        if self._column in _SCORED:
            found_ones.sort(key=lambda i: keys[i] == _UNANSWERED)
        self._shown = found_ones


def _cell(logged: LoggedSession, column: LogColumn) -> str:
    record = logged.session
    scored = _SCORED.get(column)
    if scored is not None:
        return scores_text(logged, scored, _AFTER)
    if column is LogColumn.WHEN:
        return when_text(record.start)
    return {
        LogColumn.SCRIPT: record.script_title,
        LogColumn.HANDS_ON: hands_on_text(record),
        LogColumn.FEET: feet_label(record.feet),
        LogColumn.ENDED: ended_text(record),
    }[column]


def _spoken(logged: LoggedSession, column: LogColumn) -> str:
    scored = _SCORED.get(column)
    return _cell(logged, column) if scored is None else scores_spoken(logged, scored, _AFTER)


def _highest(logged: LoggedSession, kind: RatingKind) -> int:
    return max((s for s in scores(logged, kind, _AFTER) if s is not None), default=-1)


_SCORED = {LogColumn.PAIN: RatingKind.PAIN, LogColumn.SORENESS: RatingKind.SORENESS}
_UNANSWERED = (-1.0, "")
"""The key of a session without an answer; such stand last in either order."""


def _key(logged: LoggedSession, column: LogColumn) -> tuple[float, str]:
    """What a column is sorted by."""
    record = logged.session
    if column in _SCORED:
        return _highest(logged, _SCORED[column]), ""
    if column is LogColumn.WHEN:
        return record.start.timestamp(), ""
    if column is LogColumn.HANDS_ON:
        return record.actual_hands_on_s, ""
    if column is LogColumn.ENDED:
        return 0 if record.completed else 1, ended_text(record)
    text = record.feet.value if column is LogColumn.FEET else record.script_title.casefold()
    return 0, text


def _search_texts(sessions: Iterable[LoggedSession]) -> list[str]:
    """All that is searched in, casefolded; what many sessions share is worked out once."""
    labels: dict[Technique, str] = {}
    feet: dict[Feet, str] = {}
    locale, short = QLocale(), QLocale.FormatType.ShortFormat
    weekdays = [locale.dayName(number, short) for number in range(1, 8)]
    months = [locale.monthName(number, short) for number in range(1, 13)]
    ends: dict[EndReason | None, str] = {}
    under = QCoreApplication.translate("log", "under 15 min")
    texts = []
    for logged in sessions:
        record = logged.session
        day = record.start.date()
        if record.feet not in feet:
            feet[record.feet] = feet_label(record.feet)
        labels |= {t: technique_label(t) for t in record.techniques if t not in labels}
        named = f"{weekdays[day.weekday()]} {day.day} {months[day.month - 1]} {day.year}"
        parts = [named, day.isoformat(), record.script_title, record.script_id]
        parts += [feet[record.feet], record.note, *(labels[t] for t in record.techniques)]
        reason = record.ended_early_reason
        if not record.completed and reason not in ends:
            ends[reason] = ended_text(record)
        parts += [] if record.completed else [ends[reason]]
        parts += [] if record.met_15_min else [under]
        texts.append("\n".join(parts).casefold())
    return texts
