"""The card of Today that shows the week and its plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.core.week_view import WeekView
from app.ui.controls import QUIET_MARGIN, Card, button, label
from app.ui.theme import Space
from app.ui.times import clock_time, coming_day, weekday_name
from app.ui.week_dots import WeekDots, WeekLegend
from app.ui.words import duration_text

if TYPE_CHECKING:
    from app.ui.icons import Icons


class WeekCard(Card):
    """What was done, what comes next, and where rest was advised; nothing that was not done."""

    plan_pressed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._dots = WeekDots(icons.looks)
        self._legend = WeekLegend(icons.looks)
        self._done = label("", "strong")
        self._next = label("", "soft")
        self._rested = label("", "soft")
        self._plan = button(self.tr("Change the plan"), "quiet")
        self._plan.clicked.connect(self.plan_pressed)
        self._build()

    def show_week(self, week: WeekView) -> None:
        """Show the seven days."""
        self._dots.show_days(week.days, week.today)
        self._legend.show_days(week.days)
        self._done.setText(self._done_text(week))
        self._next.setText(self._next_text(week))
        self._rested.setText(self._rested_text(week))
        self._rested.setVisible(bool(week.rested))

    def _build(self) -> None:
        self.column.setContentsMargins(Space.XL - QUIET_MARGIN, Space.XL, Space.XL, Space.L)
        texts = QVBoxLayout()
        texts.setContentsMargins(QUIET_MARGIN, 0, 0, 0)
        texts.setSpacing(Space.S)
        head = label(self.tr("This week"), "section")
        for part in (head, self._dots, self._legend):
            texts.addWidget(part)
        texts.addSpacing(Space.S)
        for part in (self._done, self._next, self._rested):
            texts.addWidget(part)
        self.column.addLayout(texts)
        self.column.addWidget(self._plan, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def _done_text(self, week: WeekView) -> str:
        if not week.sessions:
            return self.tr("No session yet this week. Resting is fine.")
        time = duration_text(week.hands_on_s)
        if week.sessions > week.wanted:
            text = self.tr("{done} sessions, {time} hands-on")
        elif week.wanted == 1:
            text = self.tr("1 of 1 session, {time} hands-on")
        else:
            text = self.tr("{done} of {wanted} sessions, {time} hands-on")
        return text.format(done=week.sessions, wanted=week.wanted, time=time)

    def _next_text(self, week: WeekView) -> str:
        coming = week.next
        if coming is None and week.remaining == 0:
            return self.tr("That is what you planned for this week.")
        if coming is None and week.remaining > week.days_left:
            return self.tr("Next: any day you like.")
        if coming is None and week.remaining == 1:
            return self.tr("One more this week, on any day you like.")
        if coming is None:
            text = self.tr("{count} more this week, on any day you like.")
            return text.format(count=week.remaining)
        day = coming_day(coming.day, week.today)
        if coming.at is None:
            return self.tr("Next: {day}").format(day=day)
        return self.tr("Next: {day} at {time}").format(day=day, time=clock_time(coming.at))

    def _rested_text(self, week: WeekView) -> str:
        days = ", ".join(weekday_name(day) for day in week.rested)
        return self.tr("Rested on advice: {days}. Resting is fine.").format(days=days)
