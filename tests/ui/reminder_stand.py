"""A desk with the desktop's notices, whose clock goes as fast as a test wants."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer

from app.core.errors import StorageError
from app.core.flag import Flag, Told
from app.core.flags import LOOKS_BACK
from app.core.followups import check_ins
from app.core.health_answers import Check
from app.core.health_questions import Questionnaire
from app.core.lasting_soreness import sore_feet_at_48h
from app.core.notice import Notice
from app.core.preferences import Preferences
from app.core.soreness import LoggedSession
from app.core.week_plan import WeekPlan
from app.storage.prompts_file import PromptsFile
from app.ui.due_reader import DueReader
from app.ui.past_reader import Past
from app.ui.reminders import Attention, Reminders
from tests.core.followup_building import BERLIN, place
from tests.fake_devices import FakeNotices

NINE = time(9)


class DueLog:
    """A log in memory that can be made to fail."""

    def __init__(self, *sessions: LoggedSession) -> None:
        self.sessions = list(sessions)
        self.fails = False
        self.reads = 0

    def recent_sessions(self, since: date) -> list[LoggedSession]:
        self.reads += 1
        if self.fails:
            message = "The log is locked."
            raise StorageError(message)
        return [one for one in self.sessions if one.session.start.date() >= since]


class Desk:
    """The program on a computer, with a person who may be before it."""

    def __init__(self, folder: Path, now: datetime, *sessions: LoggedSession) -> None:
        self.at = now.astimezone(UTC)
        self.zone: ZoneInfo = BERLIN
        self.log = DueLog(*sessions)
        self.store = PromptsFile(folder / "prompts.json")
        self.preferences = Preferences()
        self.rested: frozenset[date] = frozenset()
        self.flags: tuple[Flag, ...] = ()
        self.attention = Attention.ELSEWHERE
        self.told: list[tuple[str, str]] = []
        self.told_at: list[datetime] = []
        self.heard: list[str] = []
        self.start()

    def start(self) -> None:
        """Start the program, perhaps again."""
        self.notices = FakeNotices()
        self.notices.shown.connect(self._on_shown)
        reader = DueReader(self._past, lambda: self.preferences, self._to_local)
        made = self.reminders = Reminders(
            reader, self.store, self.notices, self.now, lambda: self.attention, self._to_local
        )
        made.raise_requested.connect(lambda token: self.heard.append(f"raise {token}".strip()))
        made.today_wanted.connect(lambda: self.heard.append("today"))
        made.check_in_wanted.connect(lambda: self.heard.append("check-in"))
        made.begin()

    def now(self) -> datetime:
        return self.at.astimezone(self.zone)

    @property
    def stands(self) -> Notice | None:
        return self.notices.stands

    def plan(self, plan: WeekPlan) -> None:
        self.preferences = replace(self.preferences, plan=plan)
        self.reminders.look_soon()

    def answer(self, logged: LoggedSession) -> None:
        """Put a session with its answers into the place of the same."""
        others = [one for one in self.log.sessions if one.session.id != logged.session.id]
        self.log.sessions = [logged, *others]
        self.change()

    def change(self) -> None:
        """Something changed in the log; the loop turns."""
        self.reminders.look_soon()
        self.turn()

    def turn(self) -> None:
        """What the timer waits for happens, if that is now."""
        if self._timer.interval() == 0:
            self._timer.timeout.emit()

    def wait(self, until: datetime) -> None:
        """Let the time pass as on a computer that is awake."""
        while self.at < until:
            step = timedelta(milliseconds=self._timer.interval())
            if self.at + step > until:
                self.at = until.astimezone(UTC)
                return
            self.at += step
            self._timer.timeout.emit()

    def sleep(self, until: datetime) -> None:
        """The computer sleeps: timers stand still, the clock goes on."""
        self.at = until.astimezone(UTC)

    @property
    def _timer(self) -> QTimer:
        return self.reminders._timer

    def _on_shown(self) -> None:
        assert self.stands is not None
        self.told_at.append(self.now())
        self.told.append((f"{self.now():%d %H:%M}", self.stands.title))

    def _to_local(self, when: datetime) -> datetime:
        return place(self.zone)(when)

    def _past(self, now: datetime) -> Past:
        """What the log tells, with what the test says of rest and flags."""
        sessions = tuple(self.log.recent_sessions((now - LOOKS_BACK).date()))
        again = {one.session.id for one in sessions if sore_feet_at_48h(one)}
        checks = tuple(
            Check(
                str(day), Questionnaire.TODAY, 1, datetime.combine(day, NINE, self.zone), {}, "stop"
            )
            for day in self.rested
        )
        found = check_ins(sessions, now, self._to_local, again)
        return Past(now, Told(sessions), checks, self.flags, check_ins=found)
