"""Finds out that a session goes on after a long pause, in which much may have happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, Signal

from app.core import session_events as happened
from app.core.health_answers import TODAY_HOLDS
from app.core.session_events import Event
from app.ui.words import minutes_text

_STANDS = happened.Paused | happened.Interrupted | happened.StopAsked | happened.WaitingForPerson


class LongPause(QObject):
    """Counts by the time of day, which goes on while the computer sleeps.

    Args:
        now: the time of day, with its UTC offset.

    Signals:
        told: that it was long, and what to look out for, where the session goes on.
    """

    told = Signal(str)

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._since: datetime | None = None

    def hear(self, event: Event) -> None:
        """Take what happened in the session."""
        if isinstance(event, _STANDS):
            slept_s = event.away_s if isinstance(event, happened.Interrupted) else 0.0
            since = self._now().astimezone(UTC) - timedelta(seconds=slept_s)
            self._since = since if self._since is None else min(self._since, since)
        elif isinstance(event, happened.Resuming):
            self._end()
        elif isinstance(event, happened.SegmentStarted) and event.is_running:
            self._end()  # one that waited for a word goes on without a countdown

    def _end(self) -> None:
        since, self._since = self._since, None
        if since is None:
            return
        paused = self._now().astimezone(UTC) - since
        if paused >= TODAY_HOLDS:
            told = self.tr(
                "You paused for {time}. Is there any pain, illness or injury that is new? Then "
                "press Esc to stop."
            )
            minutes = int(paused / timedelta(minutes=1))
            self.told.emit(told.format(time=minutes_text(minutes)))
