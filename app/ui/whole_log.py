"""What the whole window needs of the log; its parts ask for less."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Protocol

from app.core.soreness import LogEvent, LoggedSession, Rating
from app.ui.record_keeper import SessionLog

if TYPE_CHECKING:
    # What speaks of a part of the log is imported with what shows it.
    from app.core.pain_flags import Series
    from app.ui.health_keeper import HealthLog
    from app.ui.log_desk import DeskFigures
    from app.ui.log_table import EntryReader
    from app.ui.log_undo import Edits
    from app.ui.trend_view import Curves


class Log(SessionLog, Protocol):
    """The log as a whole; every call may raise a `KnownError`."""

    def add_event(self, event: LogEvent) -> None:
        """Keep something that happened, or advice that was shown."""

    def events(self, since: date | None = None) -> list[LogEvent]:
        """All that happened, or what did since a day, oldest first."""

    def sessions(self) -> list[LoggedSession]:
        """All sessions, newest first."""

    def recent_sessions(self, since: date) -> list[LoggedSession]:
        """Those since a day, newest first, or the latest one alone."""

    def ratings(self, since: date | None = None) -> list[Rating]:
        """All answers, or those since a day, oldest first."""

    def first_weeks(self, wanted: Collection[Series]) -> list[Rating]:
        """The answers of the first weeks of series of pain."""

    @property
    def entries(self) -> EntryReader:
        """What the table of the log shows. The next two: what its other views do."""

    @property
    def curves(self) -> Curves:
        """What the trend is drawn of."""

    @property
    def figures(self) -> DeskFigures:
        """What months and the tables by script are made of."""

    @property
    def edits(self) -> Edits:
        """What makes changes in it that can be undone."""

    @property
    def health(self) -> HealthLog:
        """What was asked before sessions, and clearances."""

    def mind_damage(self) -> None:
        """It was found damaged: what can be read is saved before it is used again."""

    def close(self) -> None:
        """Close it."""
