"""The log, opened when it is first needed and again after it could not be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.core.errors import BusyLogError
from app.core.soreness import AfterAnswer, LogEvent, LoggedSession, Rating, SessionRecord

if TYPE_CHECKING:
    from app.core.health_answers import Check
    from app.core.pain_flags import Series
    from app.storage.curve_store import CurveStore
    from app.storage.entry_store import EntryStore
    from app.storage.figure_store import FigureStore
    from app.storage.health_store import HealthStore
    from app.storage.log_edits import LogEdits
    from app.storage.log_store import LogStore


class LogOnDemand:
    """A log that may not be there yet: the window stands before a database is opened.

    Every call opens the log if it is not open, so that what failed can simply be tried again once
    the disk has room or the folder may be written.

    Args:
        open_log: opens the log; raises StorageError with a sentence for the person.
        save_what_can_be: is called before it is opened again after something in it could not be
            read; may raise StorageError too.

    Raises:
        StorageError: from every call, where the log cannot be opened, read or written.
    """

    def __init__(
        self,
        open_log: Callable[[], LogStore],
        save_what_can_be: Callable[[], None] | None = None,
    ) -> None:
        self._open_log = open_log
        self._save_what_can_be = save_what_can_be
        self._store: LogStore | None = None
        self._is_damaged = False
        self._held = ""
        self._holds = 0

    def add_session(self, session: SessionRecord) -> None:
        """Keep a session."""
        self._opened().add_session(session)

    def has_session(self, session_id: str) -> bool:
        """Whether a session is kept; one that is marked as deleted is too."""
        return self._opened().has_session(session_id)

    def add_rating(self, rating: Rating) -> None:
        """Keep an answer; a second one to the same question takes its place."""
        self._opened().add_rating(rating)

    def add_event(self, event: LogEvent) -> None:
        """Keep something that happened, or advice that was shown."""
        self._opened().add_event(event)

    def events(self, since: date | None = None) -> list[LogEvent]:
        """All that happened, or what did since a day, oldest first."""
        return self._opened().events(since)

    def keep_after_answer(self, answer: AfterAnswer, events: Sequence[LogEvent] = ()) -> None:
        """Keep what was answered after a session, and what it tells happened."""
        self._opened().keep_after_answer(answer, events)

    def set_note(self, session_id: str, note: str) -> None:
        """Keep a note with a session."""
        self._opened().set_note(session_id, note)

    def keep_check(self, check: Check) -> None:
        """Keep a check with its session."""
        self._opened().keep_check(check)

    def sessions(self) -> list[LoggedSession]:
        """All sessions, newest first."""
        return self._opened().sessions()

    def recent_sessions(self, since: date) -> list[LoggedSession]:
        """Those since a day, newest first, or the latest one alone."""
        return self._opened().recent_sessions(since)

    def ratings(self, since: date | None = None) -> list[Rating]:
        """All answers, or those since a day, oldest first."""
        return self._opened().ratings(since)

    def first_weeks(self, wanted: Collection[Series]) -> list[Rating]:
        """The answers of the first weeks of series of pain."""
        return self._opened().first_weeks(wanted)

    @property
    def health(self) -> HealthStore:
        """What was asked before sessions, and clearances; not to be held beyond one call."""
        return self._opened().health

    @property
    def entries(self) -> EntryStore:
        """What the table of the log shows; not to be held beyond one call."""
        return self._opened().entries

    @property
    def curves(self) -> CurveStore:
        """What the trend is drawn of; not to be held beyond one call."""
        return self._opened().curves

    @property
    def figures(self) -> FigureStore:
        """Reads figures and months; not to be held beyond one call."""
        return self._opened().figures

    @property
    def edits(self) -> LogEdits:
        """What makes changes that can be undone; not to be held beyond one call."""
        return self._opened().edits

    def close(self) -> None:
        """Close the log if it is open."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def mind_damage(self) -> None:
        """The log was found damaged: save what can be before it is used again."""
        self._is_damaged = True

    def hold(self, why: str) -> None:
        """Close it, and let every call say why until it is freed: its file is worked on.

        Raises:
            BusyLogError: somebody holds it already; who does not hold it must not free it.
        """
        self.refuse_held()
        self.close()
        self._held = why
        self._holds += 1

    def free(self) -> None:
        """It can be used again."""
        self._held = ""

    def left_alone(self) -> Callable[[], bool]:
        """Says, in any thread, whether its file has been nobody else's to work on since now."""
        begun, is_held = self._holds, bool(self._held)
        return lambda: not is_held and self._holds == begun

    def refuse_held(self) -> None:
        """See that nobody works on its file: what is written into it meanwhile would be lost.

        Raises:
            BusyLogError: somebody does; the message says who.
        """
        if self._held:
            raise BusyLogError(self._held)

    def _opened(self) -> LogStore:
        self.refuse_held()
        if self._is_damaged or (self._store is not None and self._store.database.is_damaged):
            self._is_damaged = False
            self.close()
            if self._save_what_can_be is not None:
                self._save_what_can_be()
        if self._store is None:
            self._store = self._open_log()
        return self._store
