"""Today: what to do now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.core.daily_question import HurtsMost
from app.core.errors import CannotPlanError
from app.core.help_topics import Lead
from app.core.plan import Choice, Foot, Plan, plan_session
from app.core.today import DayPart, TodayView
from app.ui.advice_card import AdviceCard, StandingLines
from app.ui.controls import QUIET_MARGIN, button, label, row
from app.ui.due_card import DueCard
from app.ui.overriding import override
from app.ui.page import Page
from app.ui.sight import bring_into_sight
from app.ui.theme import Space
from app.ui.times import date_text
from app.ui.today_cards import (
    FirstStepsCard,
    LastSessionCard,
    ResumeCard,
    SuggestionCard,
)
from app.ui.unread_card import UnreadCard
from app.ui.week_card import WeekCard

if TYPE_CHECKING:
    from app.core.cut_off import CutOff
    from app.core.preferences import Preferences
    from app.core.script import Script
    from app.ui.icons import Icons

WIDTH = 1240
"""The most the cards are wide, in pixels at 100 % text."""
WHEN_TO_SEE = "when-to-see-someone"
"""The topic that tells when to see a professional."""
TWO_COLUMNS = 820
"""From how many pixels on, at 100 % text, the cards stand in two columns."""


def _none() -> None:
    """Nothing was cut off."""


class TodayRoom(QWidget):
    """Greets, asks the question of the day, and offers one clear next thing.

    It asks for its view whenever it comes into sight or the window is come back to.

    Attributes:
        start_requested: an `Entry` and a `Choice`.
        sessions_requested: the person wants another one.
        script_requested: the person wants to read the suggested one; its id.
        log_requested: to the log.
        plan_requested: to the settings of the week.
        first_step_rated: a `Foot` and 0 to 10.
        resume_requested: go on with the session that was cut off.
        finish_requested: log it as it is.
        help_wanted: the id of a topic of the help.
        answer_requested: the person wants to answer what is due.
        advice_understood: the person has read advice that is shown: a tuple of `DueAdvice`.
    """

    start_requested = Signal(object, object)
    sessions_requested = Signal()
    script_requested = Signal(str)
    log_requested = Signal()
    plan_requested = Signal()
    first_step_rated = Signal(Foot, int)
    resume_requested = Signal()
    finish_requested = Signal()
    help_wanted = Signal(str)
    answer_requested = Signal()
    advice_understood = Signal(object)

    def __init__(
        self,
        icons: Icons,
        preferences: Preferences,
        view: Callable[[], TodayView],
        cut_off: Callable[[], CutOff | None] = _none,
    ) -> None:
        super().__init__()
        self._ask_cut_off = cut_off
        self._icons = icons
        self._preferences = preferences
        self._ask_view = view
        self._view: TodayView | None = None
        self._build()
        self._connect()
        self.refresh()

    @property
    def view(self) -> TodayView | None:
        """What is shown."""
        return self._view

    def show_saving(self, done: int, whole: int) -> None:
        """Say how far it is that Footwell saves what can be read of the log."""
        self._unread.show_progress(done, whole)

    def refresh(self) -> None:
        """Ask for the view and show it."""
        cut_off = self._ask_cut_off()  # which may put one into the log
        view = self._ask_view()
        self._view = view
        today = view.now.date()
        self._advice.show_advice(view.said, today)
        self._resume.show_cut_off(cut_off, today)
        self._due.show_due(view.due, today)
        self._standing.show_flags(view.standing, today)
        self._date.setText(date_text(today))
        self._title.setText(self._greeting(view))
        self._first_steps.setVisible(view.asks_first_steps)
        self._first_steps.show_answers(view.hurts_most, view.first_steps)
        script = view.suggestion.entry.script if view.suggestion is not None else None
        plan = None if script is None else self._plan(script)
        self._suggestion.show_suggestion(view, plan)
        self._last.show_last(view.last)
        self._unread.setVisible(not view.is_read)
        self._unread.show_busy(view.busy)
        for part in (self._suggestion, self._last, self._week):
            part.setVisible(view.is_read)
        self._week.show_week(view.week)
        for card in self._leaders:
            card.lead(leads=card is self._leader)
        self._arrange()

    def follow(self, preferences: Preferences) -> None:
        """Take settings that were changed elsewhere."""
        self._preferences = preferences
        self.refresh()

    def _build(self) -> None:
        self._date = label("", "soft")
        self._title = label("", "title")
        self._right_for_me = button(self.tr("Is massage right for me?"), "quiet")
        self._icons.dress(self._right_for_me, "circle-help", "lead")
        self._page = page = Page(self._icons.looks, WIDTH)
        head = QVBoxLayout()
        head.setSpacing(Space.XS)
        head.addWidget(self._date)
        head.addWidget(self._title)
        page.column.addLayout(head)
        page.column.addSpacing(Space.S)
        self._build_cards(page)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(Space.L)
        self._above, self._left, self._right = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for column in (self._above, self._left, self._right):
            column.setSpacing(Space.L)
            column.addStretch(1)
        self._columns.addLayout(self._left)
        self._columns.addLayout(self._right)
        page.column.addLayout(self._above)
        page.column.addLayout(self._columns)
        page.column.addStretch(1)
        line = row(self._right_for_me)
        line.insertSpacing(0, -QUIET_MARGIN)
        page.column.addLayout(line)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)

    def _build_cards(self, page: Page) -> None:
        """The cards in the order in which Tab leads through them, wherever they stand."""
        self._advice = AdviceCard(self._icons)
        self._unread = UnreadCard()
        self._resume = ResumeCard(self._icons)
        self._due = DueCard()
        self._first_steps = FirstStepsCard()
        self._suggestion = SuggestionCard(self._icons)
        self._standing = StandingLines(self._icons)
        self._week = WeekCard(self._icons)
        self._last = LastSessionCard()
        self._leaders = (
            self._advice,
            self._unread,
            self._resume,
            self._due,
            self._suggestion,
        )
        self._placed: tuple[bool, bool] | None = None
        today: tuple[QWidget, ...] = (self._first_steps, self._suggestion, self._standing)
        for card in (*self._leaders[:4], *today, self._week, self._last):
            card.setParent(page.widget())

    @property
    def _leader(self) -> AdviceCard | ResumeCard | UnreadCard | DueCard | SuggestionCard:
        """The card with the one clear next thing; advice is that only where it is urgent."""
        if self._advice.is_urgent:
            return self._advice
        later = (self._unread, self._resume, *((self._due,) if self._due.is_due else ()))
        return next((card for card in later if not card.isHidden()), self._suggestion)

    def _connect(self) -> None:
        self._unread.again_pressed.connect(self._on_again)
        self._resume.resume_pressed.connect(self.resume_requested)
        self._resume.finish_pressed.connect(self.finish_requested)
        self._first_steps.rated.connect(self.first_step_rated)
        self._advice.understood.connect(self.advice_understood)
        self._advice.help_pressed.connect(lambda: self.help_wanted.emit(WHEN_TO_SEE))
        self._due.answer_pressed.connect(self.answer_requested)
        self._suggestion.start_pressed.connect(self._on_start)
        self._suggestion.another_pressed.connect(self.sessions_requested)
        self._suggestion.steps_pressed.connect(self._on_steps)
        self._last.log_pressed.connect(self.log_requested)
        self._week.plan_pressed.connect(self.plan_requested)
        self._right_for_me.clicked.connect(lambda: self.help_wanted.emit(Lead.RIGHT_FOR_ME))
        self._icons.looks.changed.connect(self._arrange)

    def _on_again(self) -> None:
        self.refresh()
        self.setFocus()

    def _on_start(self) -> None:
        suggestion = self._view.suggestion if self._view is not None else None
        if suggestion is not None and suggestion.entry.script is not None:
            choice = self._plan(suggestion.entry.script).choice
            self.start_requested.emit(suggestion.entry, choice)

    def _on_steps(self) -> None:
        if self._view is not None and self._view.suggestion is not None:
            self.script_requested.emit(self._view.suggestion.entry.id)

    def _plan(self, script: Script) -> Plan:
        """Both feet, as usual; as written where the usual length cannot be reached."""
        pauses = self._preferences.pauses
        usual = Choice(first=self._preferences.first, minutes=self._preferences.minutes)
        try:
            return plan_session(script, usual, pauses)
        except CannotPlanError:
            return plan_session(script, Choice(first=self._preferences.first), pauses)

    def _greeting(self, view: TodayView) -> str:
        if any(one.is_urgent for one in view.said):
            return self.tr("Please read this first")
        if not view.is_read:
            return self._greeting_alone(view.part)
        is_open = view.asks_first_steps and not view.first_steps.is_complete
        if is_open and view.hurts_most is HurtsMost.HEEL_OR_ARCH:
            return self.tr("Good morning. How were the first steps?")
        if view.part is DayPart.MORNING:
            return self.tr("Good morning. Time for your feet?")
        if view.part is DayPart.AFTERNOON:
            return self.tr("Good afternoon. Time for your feet?")
        return self.tr("Good evening. Time for your feet?")

    def _greeting_alone(self, part: DayPart) -> str:
        return {
            DayPart.MORNING: self.tr("Good morning."),
            DayPart.AFTERNOON: self.tr("Good afternoon."),
            DayPart.EVENING: self.tr("Good evening."),
        }[part]

    def _arrange(self) -> None:
        units = self.width() / self._icons.looks.current.scale
        beside = units >= TWO_COLUMNS
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._columns.setStretch(0, 8 if beside else 0)
        self._columns.setStretch(1, 5 if beside else 0)
        self._place(beside=beside, is_urgent=self._advice.is_urgent)

    def _place(self, *, beside: bool, is_urgent: bool) -> None:
        """Put the cards where they belong: what is urgent above all, what is due at the top."""
        if self._placed == (beside, is_urgent):
            return
        self._placed = beside, is_urgent
        soon: tuple[QWidget, ...] = (self._due,) if is_urgent else (self._due, self._advice)
        head: tuple[QWidget, ...] = (self._unread, self._resume)
        rest = (self._first_steps, self._suggestion, self._standing)
        past = (self._week, self._last)
        left = (*head, *rest) if beside else (*head, *soon, *rest)
        right = (*soon, *past) if beside else past
        above = (self._advice,) if is_urgent else ()
        for column, cards in ((self._above, above), (self._left, left), (self._right, right)):
            # Taken out first, so that they stand in this order before the room that is left.
            for card in cards:
                column.removeWidget(card)
            for card in cards:
                column.insertWidget(column.count() - 1, card)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        # No focus proxy: Qt takes what stands before one out of the tab order.
        self._leader.first.setFocus(event.reason())
        if self._leader is self._advice:
            self._show_advice(event.reason())

    def _show_advice(self, reason: Qt.FocusReason) -> None:
        """Bring what is urgent into sight with its button; where both do not fit the text alone.

        The focus is then on the text, so that no key puts away what was not read.
        """
        self._page.verticalScrollBar().setValue(0)
        bring_into_sight(self._page, self._advice.first)
        if self._advice.first_height > self._page.viewport().height() - Space.XL:
            self._page.show_from(self._advice)
            self._advice.text.setFocus(reason)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    @override
    def event(self, event: QEvent) -> bool:
        # Come back to, perhaps on another day.
        if event.type() is QEvent.Type.WindowActivate and self.isVisible():
            self.refresh()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
