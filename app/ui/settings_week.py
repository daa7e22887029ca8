"""Settings of the feet and of the week: the daily question, the plan, its reminders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.core.daily_question import HurtsMost
from app.core.preferences import Preferences
from app.core.quiet_hours import QUIET_FROM_H, QUIET_TO_H
from app.core.week_plan import OPEN_END, SESSIONS_A_WEEK, WeekPlan
from app.ui.announcer import announce
from app.ui.choice_box import ChoiceBox
from app.ui.controls import Card, Chips, button, label
from app.ui.daily_words import hurts_most_label
from app.ui.day_chips import DayChips
from app.ui.icons import Icons
from app.ui.inputs import Stepper, Switch
from app.ui.overriding import override
from app.ui.settings_lines import Notice, button_line, chips_line, control_line, put_heading
from app.ui.times import clock_time, short_date

_STEP_MIN = 15
_PARTS = (time(5), time(12), time(18), time(22))
"""When morning, afternoon, evening and night begin."""
_PAUSES = (timedelta(weeks=1), timedelta(weeks=2))

_TIME_LETTERS = 12
"""So many letters of a time have room at least: a small window with large text holds no more."""


class WeekSection(Card):
    """Where it hurts most, and what is wanted of a week.

    Attributes:
        changed: fields of `Preferences` that are to be replaced, by name.
        notice_test_requested: show a notice on the desktop now.
        told: the part that says what came of it, to be brought into sight.
        lines: what is stood on end where name and control have no room side by side.
    """

    changed = Signal(object)
    notice_test_requested = Signal()
    told = Signal(QWidget)

    def __init__(self, icons: Icons, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._icons = icons
        self._now = now
        self._plan = WeekPlan()
        self._times: list[time] = []
        self._is_testing = False
        self.lines: list[QBoxLayout] = []
        self._build()
        self._connect()

    def follow(self, preferences: Preferences) -> None:
        """Show settings that were changed elsewhere."""
        plan = self._plan = preferences.plan
        self._hurts_most.choose(preferences.hurts_most)
        self._sessions.show_value(plan.sessions)
        self._days.show_days(plan.days)
        self._show_fit(plan)
        self._offer_times(plan.at)
        self._reminds.setChecked(plan.reminds)
        self._reminds_when.setText(self._when_reminded(plan.at))
        self._tells.setChecked(preferences.check_in_notices)
        self._offer_pauses(plan)

    def show_notices(self, *, can_be_shown: bool) -> None:
        """Say whether the desktop takes notices; what to do if none is seen, once one was tried."""
        lacks = self.tr("This desktop shows no notifications; what is due stands on Today.")
        self._lacks.show_text("" if can_be_shown else lacks)
        was_tried, self._is_testing = self._is_testing, False
        self._hint.setVisible(can_be_shown and (was_tried or self._hint.isVisibleTo(self)))
        if was_tried:
            announce(self._test, self._hint.text() if can_be_shown else lacks)
            self.told.emit(self._hint if can_be_shown else self._lacks)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._sessions.setFocus(event.reason())

    def _build(self) -> None:
        put_heading(self, self._icons, "calendar", self.tr("Your feet and your week"))
        places = [(one, hurts_most_label(one)) for one in HurtsMost]
        self._hurts_most: Chips[HurtsMost] = Chips(self.tr("Where it hurts most"), places)
        self._sessions = Stepper(self.tr("Sessions a week"), SESSIONS_A_WEEK, str, self._icons)
        self._days = DayChips(self.tr("Days"))
        self._time = ChoiceBox(self.tr("Time"), self._icons)
        self._time.setMinimumContentsLength(_TIME_LETTERS)
        self._reminds = Switch(self.tr("Reminders"), self._icons.looks)
        self._pause: Chips[date | None] = Chips(self.tr("Pause all reminders"), [(None, "")])
        self._build_notices()
        chips_line(self, self._hurts_most, self.tr("This sets what Today asks you each day."))
        said = self.tr(
            "Footwell begins with three; one or two when pain has been low for some weeks. A plan "
            "from your therapist comes first: set that one."
        )
        self.lines.append(control_line(self, self._sessions, said))
        chips_line(self, self._days, self.tr("Choose none for any day."))
        self._fits = label("", "attention")
        self._fits.hide()
        self.column.addWidget(self._fits)
        self.lines.append(control_line(self, self._time, ""))
        self._reminds_when = label("", "fine")
        self.lines.append(control_line(self, self._reminds, self._reminds_when))
        said = self.tr(
            "Some hours and days after a session, while Footwell runs. At most two notices a day "
            "in all, and none from 22 to 7."
        )
        self.lines.append(control_line(self, self._tells, said))
        button_line(self, self._test)
        self.column.addWidget(self._lacks)
        self.column.addWidget(self._hint)
        chips_line(self, self._pause, self.tr("Today still shows what is next."))

    def _build_notices(self) -> None:
        tells = self.tr("Tell me on the desktop when questions are due")
        self._tells = Switch(tells, self._icons.looks)
        self._lacks = Notice(self._icons, "monitor")
        self._test = button(self.tr("Show one now"))
        self._test.setAccessibleName(self.tr("Show one now: a notice on the desktop"))
        self._icons.dress(self._test, "bell")
        said = self.tr(
            "Nothing seen? Your desktop may hold notices back, as with “Do not disturb”, or keep "
            "them in a list."
        )
        self._hint = label(said, "fine")
        self._hint.hide()

    def _connect(self) -> None:
        self._hurts_most.chosen.connect(
            lambda: self.changed.emit({"hurts_most": self._hurts_most.value})
        )
        self._sessions.stepped.connect(lambda count: self._set(sessions=count))
        self._days.changed.connect(lambda: self._set(days=self._days.days))
        self._time.picked.connect(lambda: self._set(at=self._time.value))
        self._reminds.clicked.connect(lambda: self._set(reminds=self._reminds.isChecked()))
        self._pause.chosen.connect(lambda: self._set(paused_until=self._pause.value))
        self._tells.clicked.connect(
            lambda: self.changed.emit({"check_in_notices": self._tells.isChecked()})
        )
        self._test.clicked.connect(self._on_test)

    def _on_test(self) -> None:
        self._is_testing = True
        self.notice_test_requested.emit()

    def _set(self, **changed: object) -> None:
        self._plan = replace(self._plan, **changed)  # type: ignore[arg-type]
        self.changed.emit({"plan": self._plan})

    def _show_fit(self, plan: WeekPlan) -> None:
        """Say where so many sessions do not fit on the days; both stay as the person set them."""
        lacks = not plan.has_room
        is_new = lacks and self._fits.isHidden() and self.isVisible()
        said = self.tr(
            "{count} sessions are more than the days you chose. Choose more days or fewer sessions "
            "when you like; rest days are part of it."
        )
        self._fits.setText(said.format(count=plan.sessions) if lacks else "")
        self._fits.setVisible(lacks)
        if is_new:
            announce(self._days, self._fits.text())

    def _when_reminded(self, at: time | None) -> str:
        if at is None:
            return self.tr("They need a time. Choose one above.")
        if at.hour >= QUIET_FROM_H:
            return self.tr("None comes from 22 to 7. Choose an earlier time.")
        if at.hour < QUIET_TO_H:
            return self.tr(
                "At 7, since none comes from 22 to 7; on your days, while Footwell runs."
            )
        return self.tr("At this time on your days, while Footwell runs.")

    def _offer_times(self, at: time | None) -> None:
        """Offer every quarter of an hour from the morning on, and the one that is set."""
        times = _quarters() if at is None else sorted({*_quarters(), at}, key=_from_morning)
        if times != self._times:
            self._times = times
            self._time.empty()
            self._time.add_choice(self.tr("Any time"), None)
            for part, begins in self._parts():
                self._time.add_heading(part)
                for one in times:
                    if _begins(one) == begins:
                        self._time.add_choice(clock_time(one), one)
        self._time.choose(at)

    def _parts(self) -> list[tuple[str, time]]:
        names = (self.tr("Morning"), self.tr("Afternoon"), self.tr("Evening"), self.tr("Night"))
        return list(zip(names, _PARTS, strict=True))

    def _offer_pauses(self, plan: WeekPlan) -> None:
        """Offer two lengths from today on, and the day until which it is paused now."""
        today = self._now().date()
        days = {today + length for length in _PAUSES}
        if plan.paused_until is not None and plan.is_paused(today):
            days.add(plan.paused_until)
        until = self.tr("Until {day}")
        offered: list[tuple[date | None, str]] = [(None, self.tr("No"))]
        offered += [(d, until.format(day=short_date(d))) for d in sorted(days - {OPEN_END})]
        self._pause.offer([*offered, (OPEN_END, self.tr("Until I go on"))])
        self._pause.choose(plan.paused_until if plan.is_paused(today) else None)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._offer_pauses(self._plan)  # perhaps on another day


def _quarters() -> list[time]:
    minutes = range(0, 24 * 60, _STEP_MIN)
    return sorted((time(*divmod(minute, 60)) for minute in minutes), key=_from_morning)


def _from_morning(at: time) -> tuple[bool, time]:
    return at < _PARTS[0], at


def _begins(at: time) -> time:
    """When the part of the day begins that a time is in; the night goes over midnight."""
    return max((part for part in _PARTS[:-1] if part <= at < _PARTS[-1]), default=_PARTS[-1])
