"""The log as a calendar: a month at a time, and the list of a day beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.log_filter import LogFilter
from app.core.month import Month
from app.core.month_view import MonthView
from app.ui.announcer import Announce, announce
from app.ui.calendar_day import CalendarDayCard
from app.ui.calendar_grid import CalendarGrid
from app.ui.calendar_legend import CalendarLegend
from app.ui.calendar_signs import signs_of
from app.ui.calendar_words import minutes_spoken, month_text, sessions_text
from app.ui.controls import button, label
from app.ui.empty_state import EmptyState
from app.ui.first_focus import give_first_focus
from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.sight import bring_into_all_sight, bring_place_into_sight
from app.ui.theme import Space

ReadMonth = Callable[[Month | None, LogFilter], MonthView]
"""Reads a month, that of today if None; may raise a `KnownError`."""

_WIDE = 900
_CARD_WIDTH = 320
_ALL = 1000
"""As a stretch: the month takes what room there is, and what it does not take stands below it."""


class CalendarView(QWidget):
    """A month of the log. The keys: arrows, Page Up and Down, Home, End, T and Enter.

    Where there is too little room, what is around it scrolls.

    Signals:
        session_requested: the id of the session whose page is wanted.
    """

    session_requested = Signal(str)

    def __init__(self, icons: Icons, read: ReadMonth, say: Announce = announce) -> None:
        super().__init__()
        self._icons = icons
        self._read = read
        self._say = say
        self._wanted = LogFilter()
        self._view: MonthView | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.grid = CalendarGrid(self._icons.looks)
        self.card = CalendarDayCard(self._icons.looks)
        self.legend = CalendarLegend(self._icons.looks)
        self.empty = EmptyState(self._icons, "calendar")
        self.empty.say(
            self.tr("Your days will stand here"),
            self.tr("Each one with its sessions, its check-ins and how your feet felt."),
        )
        self._note = label(role="fine")
        self._month_part = QWidget()
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addWidget(self.grid, _ALL)
        left.addWidget(self.legend)
        left.addStretch(1)
        self._both = QHBoxLayout()
        self._both.setSpacing(Space.L)
        self._both.addLayout(left, 1)
        self._both.addWidget(self.card)
        self._column = QVBoxLayout(self._month_part)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        self._column.addLayout(self._build_head())
        self._column.addWidget(self._note)
        self._column.addLayout(self._both, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty)
        column.addWidget(self._month_part, 1)
        give_first_focus(self, self.grid)

    def _build_head(self) -> QHBoxLayout:
        self.previous = self._build_arrow("chevron-left", self.tr("Previous month"))
        self.next = self._build_arrow("chevron-right", self.tr("Next month"))
        self.to_today = button(self.tr("Today"))
        self.title = label(role="section")
        self._sum = label(role="soft")
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        self._words.addWidget(self.title)
        self._words.addWidget(self._sum)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.previous)
        head.addWidget(self.next)
        head.addSpacing(Space.S)
        head.addLayout(self._words, 1)
        head.addWidget(self.to_today)
        return head

    def _build_arrow(self, icon: str, name: str) -> QPushButton:
        made = button("", "step")
        made.setAccessibleName(name)
        made.setToolTip(name)
        self._icons.dress(made, icon)
        return made

    def _connect(self) -> None:
        self.previous.clicked.connect(lambda: self._turn(-1))
        self.next.clicked.connect(lambda: self._turn(1))
        self.to_today.clicked.connect(self._go_to_today)
        self.grid.chosen.connect(self._on_chosen)
        self.grid.day_wanted.connect(self._go_to)
        self.grid.month_wanted.connect(self._turn)
        self.grid.today_wanted.connect(self._go_to_today)
        self.grid.opened.connect(self._open_day)
        self.grid.entered.connect(self._bring_into_sight)
        self.card.session_requested.connect(self.session_requested)
        self.card.left.connect(self.grid.setFocus)
        self._icons.looks.keep(self, self._settle)

    # --- what is shown ---

    def show_log(self, wanted: LogFilter) -> None:
        """Read the month anew and show it; its foot, region and script are looked at.

        Raises:
            KnownError: the log cannot be read.
        """
        self._wanted = wanted
        day = self.grid.day
        month = None if self._view is None else self._view.month
        self._show(month, None if day is None else day.day)

    def _show(self, month: Month | None, day: date | None) -> None:
        """Show a month with a day of it chosen: the nearest one to the day that is wanted."""
        view = self._read(month, self._wanted)
        self._view = view
        self.grid.table.show_month(view)
        self.grid.settle()
        self.grid.choose(min(max(day or view.today, view.month.first), view.month.last))
        self.title.setText(month_text(view.month))
        self._sum.setText(self._summed(view))
        self._note.setText(self._noted())
        self._note.setVisible(bool(self._note.text()))
        self._enable(view)
        signs = frozenset(sign for one in view.days for sign in signs_of(one))
        self.legend.show_signs(signs, has_steps=any(one.first_steps for one in view.days))
        self.empty.setVisible(not view.has_entries)
        self._month_part.setVisible(view.has_entries)

    def _enable(self, view: MonthView) -> None:
        """One may turn back to the first entry and on to today, and not beyond."""
        for arrow, may in (
            (self.previous, view.month > view.earliest),
            (self.next, view.month < view.latest),
        ):
            if not may and arrow.hasFocus():
                self.grid.setFocus()
            arrow.setEnabled(may)

    def _summed(self, view: MonthView) -> str:
        if not view.sessions:
            return self.tr("No session")
        told = sessions_text(view.sessions)
        return self.tr("{sessions}, {minutes} hands-on").format(
            sessions=told[:1].upper() + told[1:], minutes=minutes_spoken(view.hands_on_s)
        )

    def _noted(self) -> str:
        """What was chosen of the log and does not count here."""
        wanted = self._wanted
        parts = []
        if wanted.since is not None or wanted.until is not None:
            parts.append(self.tr("The calendar shows whole months, whatever time was chosen."))
        if wanted.kind is not None or wanted.words:
            parts.append(self.tr("Kind and search do not count here."))
        return " ".join(parts)

    # --- moving ---

    def _turn(self, months: int) -> None:
        day = self.grid.day
        if self._view is None or day is None:
            return
        month = self._view.month.moved(months)
        number = min(day.day.day, month.last.day)
        self._go_to(date(month.year, month.month, number))

    def _go_to_today(self) -> None:
        if self._view is not None:
            self._go_to(self._view.today)
            self.grid.setFocus()

    def _go_to(self, day: date) -> None:
        """Choose a day, and turn the page for it where one may."""
        if self._view is None:
            return
        month = Month.of(day)
        if month == self._view.month:
            self.grid.choose(day)
        elif self._view.earliest <= month <= self._view.latest:
            self._show(month, day)
            self._say(self, self.title.text())

    def _on_chosen(self) -> None:
        day = self.grid.day
        if day is None or self._view is None:
            return
        self.card.show_day(day, self._view.today)
        if self.grid.hasFocus():
            # Once what was laid out anew has its place.
            QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        """Scroll to the month; where it does not fit, to the day that is chosen."""
        bring_place_into_sight(self.grid, self.grid.rect(), if_it_fits=True)
        cell = self.grid.visualRect(self.grid.currentIndex())
        bring_place_into_sight(self.grid.viewport(), cell)

    def _open_day(self) -> None:
        self.card.enter()
        bring_into_all_sight(self.card.first)

    # --- room ---

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        """The list beside the month, or below it, and what was done below its name."""
        look = self._icons.looks.current
        is_wide = self.width() >= look.px(_WIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(across if is_wide else down)
        if is_wide:
            self._words.addWidget(self._sum)
        else:
            self._column.insertWidget(1, self._sum)
        width = look.px(_CARD_WIDTH) if is_wide else 0
        self.card.setMinimumWidth(width)
        self.card.setMaximumWidth(width or 16_777_215)
        self._both.setAlignment(self.card, Qt.AlignmentFlag.AlignTop)
