"""All that stands on a day of the calendar, as a list beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.month_view import CalendarDay
from app.core.soreness import SessionRecord
from app.ui.calendar_words import (
    answer_texts,
    check_in_line,
    day_sentence,
    day_title,
    noted_text,
    nothing_text,
    session_text,
    session_time,
    steps_spoken,
)
from app.ui.controls import Card, label
from app.ui.overriding import override
from app.ui.theme import Looks, Space
from app.ui.wrapping_button import WrappingButton


class CalendarDayCard(Card):
    """The sessions of a day as buttons, and what was answered and noted.

    Signals:
        session_requested: the id of the session whose page is wanted.
        left: Esc.
    """

    session_requested = Signal(str)
    left = Signal()

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._looks = looks
        self._sessions: list[WrappingButton] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column.setSpacing(Space.S)
        self._title = label(role="section")
        self.column.addWidget(self._title)
        self._inside = QWidget()
        self.column.addWidget(self._inside)
        self.column.addStretch(1)

    def show_day(self, day: CalendarDay, today: date) -> None:
        """Show another day, or this one anew."""
        self._title.setText(day_title(day.day, today))
        self.setAccessibleName(day_sentence(day, today))
        had_focus = any(one.hasFocus() for one in self._sessions)
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        self._sessions.clear()
        self._fill(column, day, today)
        old = self._inside
        self.column.replaceWidget(old, fresh)
        fresh.show()  # a layout would do it later, and what is not shown cannot take the focus
        self._inside = fresh
        old.hide()
        old.deleteLater()
        if had_focus:
            self.enter()

    def enter(self) -> None:
        """Take the focus."""
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def first(self) -> QWidget:
        """What takes the focus: the first session, or the list itself."""
        return next(iter(self._sessions), self)

    def _fill(self, column: QVBoxLayout, day: CalendarDay, today: date) -> None:
        for session in day.sessions:
            column.addWidget(self._build_session(session))
        if day.is_rested:
            column.addWidget(label(self.tr("Rest on advice. Resting is fine.")))
        if day.is_planned:
            column.addWidget(label(self.tr("A session is planned.")))
        steps = steps_spoken(day)
        answers = [steps[:1].upper() + steps[1:]] if steps else []
        self._add(column, self.tr("Answers"), [*answers, *answer_texts(day.answers)])
        self._add(column, self.tr("Noted"), (noted_text(one) for one in day.events))
        self._add(
            column,
            self.tr("Check-ins after sessions"),
            (check_in_line(one) for one in day.check_ins),
        )
        if day.is_empty:
            column.addWidget(label(nothing_text(day.day, today), "soft"))

    def _add(self, column: QVBoxLayout, heading: str, texts: Iterable[str]) -> None:
        found = list(texts)
        if found:
            column.addSpacing(Space.S)
            column.addWidget(label(heading, "strong"))
        for text in found:
            column.addWidget(label(text))

    def _build_session(self, session: SessionRecord) -> WrappingButton:
        made = WrappingButton(session_time(session), session_text(session), "")
        made.setMinimumHeight(self._looks.current.px(46))
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setToolTip(self.tr("Open this session"))
        made.clicked.connect(lambda: self.session_requested.emit(session.id))
        self._sessions.append(made)
        return made

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
