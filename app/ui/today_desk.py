"""What stands behind Today: gathers what it shows, and takes what is answered there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import BusyLogError, KnownError
from app.core.soreness import LogEvent
from app.ui.past_reader import Past, PastLog, PastReader
from app.ui.record_keeper import SessionLog

if TYPE_CHECKING:
    # What Today is made of is imported when it is first shown: the window stands sooner.
    from collections.abc import Iterable

    from app.core.advice import DueAdvice
    from app.core.check_in import CheckIn
    from app.core.cut_off import CutOff
    from app.core.health_questions import HealthQuestions
    from app.core.library import Library
    from app.core.plan import Foot
    from app.core.preferences import Preferences
    from app.core.today import TodayView
    from app.ui.check_in_room import CheckInRoom
    from app.ui.icons import Icons
    from app.ui.machine import Machine
    from app.ui.today_room import TodayRoom

LOOKS_EVERY_MS = 30_000
"""How often it is seen whether something else became due, in milliseconds."""


class TodayLog(PastLog, SessionLog, Protocol):
    """The log as Today needs it; every call may raise a `KnownError`."""

    def add_event(self, event: LogEvent) -> None:
        """Keep something that happened, or advice that was shown."""


class TodayDesk(QObject):
    """Builds Today when it is first gone to, keeps it fresh, and has check-ins answered.

    Args:
        icons: pictures, and through them the looks.
        machine: time of day and ids.
        log: sessions and answers.
        questions: reads the health questions; may raise a `KnownError`.
        library: the scripts that are there.
        preferences: as they are now.
        cut_off: the session that may be resumed, None where there is none.

    Signals:
        page_wanted: the page of a check-in, to be shown.
        left: the check-ins are answered, or left for later.
        check_ins_changed: another check-in is due, was answered, or is over; they may be asked for.
        told: what was kept, or could not be read or kept, in one sentence.
    """

    page_wanted = Signal(QWidget)
    left = Signal()
    check_ins_changed = Signal()
    told = Signal(str)

    def __init__(  # noqa: PLR0913 - all that Today hangs on
        self,
        *,
        icons: Icons,
        machine: Machine,
        log: TodayLog,
        questions: Callable[[], HealthQuestions],
        library: Callable[[], Library],
        preferences: Callable[[], Preferences],
        cut_off: Callable[[], CutOff | None],
    ) -> None:
        super().__init__()
        self.room: TodayRoom | None = None
        self._icons = icons
        self._machine = machine
        self._log = log
        self._questions = questions
        self._library = library
        self._preferences = preferences
        self._cut_off = cut_off
        self._past = PastReader(log, questions, lambda: preferences().hurts_most)
        self._asking: CheckInRoom | None = None
        self._known: tuple[CheckIn, ...] = ()
        self._next_change: datetime | None = None
        self._last: Past | None = None
        self._is_unread = False
        self._busy = ""
        self._looking = QTimer(self)
        self._looking.setInterval(LOOKS_EVERY_MS)
        self._looking.timeout.connect(self.look)

    # --- what others may do ---

    @property
    def is_asking(self) -> bool:
        """Whether a check-in is being answered."""
        return self._asking is not None and self._asking.is_open

    @property
    def check_in_room(self) -> CheckInRoom:
        """What asks at check-ins; built when the first one is answered."""
        if self._asking is None:
            from app.ui.check_in_room import CheckInRoom  # noqa: PLC0415

            made = CheckInRoom(self._icons, self._machine, self._log, self._questions)
            made.page_wanted.connect(self.page_wanted)
            made.left.connect(self._on_left)
            made.told.connect(self.told)
            self._asking = made
        return self._asking

    def build(self) -> TodayRoom:
        """Build the room."""
        from app.ui.today_room import TodayRoom  # noqa: PLC0415

        room = TodayRoom(self._icons, self._preferences(), self.view, self._cut_off)
        room.first_step_rated.connect(self._on_first_step_rated)
        room.answer_requested.connect(self.answer_due)
        room.advice_understood.connect(self._on_advice_understood)
        self.room = room
        self._looking.start()
        room.destroyed.connect(self._looking.stop)
        return room

    def refresh(self) -> None:
        """Show what is so now, if the room was built; what was done may change what is due."""
        if self.room is None:
            self.check_ins_changed.emit()
        else:
            self.room.refresh()

    def show_saving(self, done: int, whole: int) -> None:
        """Say how far it is that Footwell saves what can be read of the log."""
        if self.room is not None:
            self.room.show_saving(done, whole)

    def look(self) -> None:
        """Refresh Today where it is seen and what is due changed, or the log can be read again."""
        change, now = self._next_change, self._machine.now()
        is_over = change is not None and now >= change
        if self._is_seen and (self._can_read(now) if self._is_unread else is_over):
            self.refresh()

    def _can_read(self, now: datetime) -> bool:
        """Whether the log, which could not be read, can be now; a failure was told already."""
        try:
            self._past.read(now)
        except KnownError:
            return False
        return True

    def past(self, now: datetime) -> Past:
        """What the log tells of the last weeks; it reads the log.

        Raises:
            KnownError: the log or the questions cannot be read.
        """
        return self._past.read(now)

    def answer_due(self) -> None:
        """Ask what is due; where nothing is, or something is asked already, nothing happens."""
        from app.core.due_check_ins import due_check_ins  # noqa: PLC0415

        if self.is_asking:
            return
        try:
            past = self._past.read(self._machine.now())
        except KnownError as error:
            self.told.emit(str(error))
            return
        due = due_check_ins(past.check_ins, past.sessions, past.now)
        standing = [flag.reason for flag in past.flags]
        if due:
            self.check_in_room.ask(due, past.profile, standing)
        else:
            self.refresh()

    def may_close(self) -> bool:
        """Whether the program may end; asks where answers would be lost."""
        return self._asking is None or self._asking.may_close()

    def close(self) -> None:
        """Look no more: the log is let go of."""
        self._looking.stop()

    @property
    def _is_seen(self) -> bool:
        return self.room is not None and self.room.isVisible()

    # --- what is shown ---

    def view(self) -> TodayView:
        """The first page as it is now.

        Where the log cannot be read it is made of what was read last: what stood then still
        stands. Where nothing was read yet, it says that it knows nothing.
        """
        from app.core.advised_rest import days_of_rest_for_pain, rested_days, stopped_days  # noqa: PLC0415
        from app.core.due_check_ins import due_check_ins  # noqa: PLC0415
        from app.core.today import unread_today, view_today  # noqa: PLC0415
        from app.core.wall_clock import system_local  # noqa: PLC0415

        if self._asking is not None:
            self._asking.save_rest()
        now = self._machine.now()
        past = self._read_or_last(now)
        if past is None:
            return unread_today(now, self._preferences(), self._busy)
        return view_today(
            past.sessions,
            past.told.ratings,
            self._library(),
            now,
            self._preferences(),
            rested_days(past.checks, past.sessions, system_local, past.told.ratings),
            flags=past.flags,
            advice=past.advice,
            due=due_check_ins(past.check_ins, past.sessions, now),
            is_stopped=now.date()
            in stopped_days(past.checks) | days_of_rest_for_pain(past.told.ratings),
            knows_health=bool(past.profile),
        )

    def _read_or_last(self, now: datetime) -> Past | None:
        """What the log tells; where it cannot be read what it told last, None before any."""
        try:
            past = self._past.read(now)
        except KnownError as error:
            self._is_unread = True
            self._busy = str(error) if isinstance(error, BusyLogError) else ""
            if self._last is not None or not self._busy:  # else the page says it
                self.told.emit(str(error))
            return self._last
        self._last, self._is_unread = past, False
        self._mind(past)
        return past

    def _mind(self, past: Past) -> None:
        """Remember what is known of check-ins, and tell where that is something else."""
        self._next_change = _next_change(past.check_ins, past.now)
        if past.check_ins != self._known:
            self._known = past.check_ins
            self.check_ins_changed.emit()

    # --- what the person does ---

    def _on_left(self) -> None:
        self.left.emit()
        if not self._is_seen:  # else it was refreshed when it came into sight
            self.refresh()

    def _on_first_step_rated(self, foot: Foot, value: int) -> None:
        from app.core.first_steps import first_step_rating, morning_of  # noqa: PLC0415

        now, new_id = self._machine.now(), self._machine.new_id
        hurts_most = self._preferences().hurts_most
        if not hurts_most.is_asked_at(now.hour):
            self.refresh()  # its hour went by since the question was shown
            return
        try:
            past = self._past.read(now)
            morning = morning_of(past.check_ins, past.sessions, now)
            rating = first_step_rating(foot, value, hurts_most, morning, now, new_id)
            self._log.add_rating(rating)
        except KnownError as error:
            self.told.emit(str(error))
        self.refresh()

    def _on_advice_understood(self, said: Iterable[DueAdvice]) -> None:
        """Keep that the advice was shown, so that it is not said again for a week."""
        from app.core.advice import shown_event  # noqa: PLC0415

        try:
            for one in said:
                now = self._machine.now()
                self._log.add_event(shown_event(self._machine.new_id(), one.flag.reason, now))
        except KnownError as error:
            self.told.emit(str(error))
        self.refresh()
        if self.room is not None:
            self.room.setFocus()


def _next_change(check_ins: Iterable[CheckIn], now: datetime) -> datetime:
    """When a check-in opens, is due, becomes late or closes next, or another part of day begins."""
    from app.core.day_hours import next_day_hour  # noqa: PLC0415
    from app.core.wall_clock import system_local  # noqa: PLC0415

    at = now.astimezone(UTC)
    instants = (
        when.astimezone(UTC)
        for one in check_ins
        for when in (one.opens, one.due, one.on_time_until, one.closes)
    )
    hour = next_day_hour(now, system_local).astimezone(UTC)
    return min([hour, *(when for when in instants if when > at)])
