"""The session that was cut off the last time: offered for six hours, then put into the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.core.cut_off import CutOff
from app.core.errors import KnownError
from app.core.soreness import SessionRecord
from app.ui.words import duration_text


class LeftOverLog(Protocol):
    """Where sessions are kept; each call may raise a `KnownError`."""

    def add_session(self, session: SessionRecord) -> None:
        """Keep a session."""

    def has_session(self, session_id: str) -> bool:
        """Whether it is kept already, deleted ones included."""


class KeptSession(Protocol):
    """Where a session that was cut off is kept; each call may raise a `KnownError`."""

    def forget(self) -> None:
        """Nothing is left to be taken up."""

    def set_aside(self, now: datetime) -> None:
        """Put what is kept out of the way, under a name that says so."""


class LeftOver(QObject):
    """Looks once, when it is first asked, whether a session was cut off.

    Args:
        load: reads it, None where there is none; may raise a `KnownError`.
        kept: where it is kept.
        log: where sessions go.
        now: the time of day, with its UTC offset.

    Signals:
        told: what became of it, in one sentence.
    """

    told = Signal(str)

    def __init__(
        self,
        load: Callable[[], CutOff | None],
        kept: KeptSession,
        log: LeftOverLog,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._load = load
        self._kept = kept
        self._log = log
        self._now = now
        self._has_looked = False
        self._found: CutOff | None = None

    def to_resume(self) -> CutOff | None:
        """What may be resumed now; what may not be any more is put into the log."""
        self._look()
        found = self._found
        if found is not None and not found.may_be_resumed(self._now()):
            self._put_into_log(found)
            return None
        return found

    def take(self) -> CutOff | None:
        """Hand it over to be resumed or finished; from now on it is somebody else's."""
        found, self._found = self.to_resume(), None
        return found

    def make_way(self) -> None:
        """Another session begins: put this one into the log; where that fails it is set aside."""
        self._look()
        found = self._found
        if found is not None and not self._put_into_log(found):
            self._found = None
            self._kept.set_aside(self._now())

    def _look(self) -> None:
        if self._has_looked:
            return
        self._has_looked = True
        try:
            found = self._load()
            if found is not None and self._log.has_session(found.beginning.session_id):
                # The crash came between the log and forgetting.
                self._kept.forget()
                found = None
        except KnownError as error:
            self.told.emit(str(error))
        else:
            self._found = found

    def _put_into_log(self, found: CutOff) -> bool:
        """Log it with its real seconds; False where the log cannot be written now."""
        record = found.record()
        try:
            self._log.add_session(record)
            self._tell(record)
            self._found = None
            self._kept.forget()
        except KnownError as error:
            self.told.emit(str(error))
            return self._found is None
        return True

    def _tell(self, record: SessionRecord) -> None:
        time = duration_text(record.actual_hands_on_s)
        said = self.tr("The session that was cut off is in the log: {time} of hands-on massage.")
        if record.ended_early_reason is None:
            said = self.tr("The last session is in the log: {time} of hands-on massage.")
        self.told.emit(said.format(time=time))
