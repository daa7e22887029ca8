"""Sessions that are kept on disk and not in the log: offered for six hours, or put into the log.

Whatever goes wrong on the way, what is kept stays, and is asked about again: a session is forgotten
only once the log has all of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.core.errors import KnownError
from app.core.kept_session import KeptSession, Note, ToldAfter
from app.core.soreness import EndReason, Rating, SessionRecord
from app.ui.record_keeper import SessionLog
from app.ui.words import duration_text

if TYPE_CHECKING:
    from app.core.cut_off import CutOff

TRY_AGAIN_AFTER = timedelta(seconds=10)
"""A log that refused is not asked again before this: one that is locked holds the window up."""


class LeftOverLog(SessionLog, Protocol):
    """Where sessions go; each call may raise a `KnownError`."""

    def ratings(self) -> list[Rating]:
        """All answers, oldest first."""


class KeptSessions(Protocol):
    """Where sessions are kept that the log may not have; each call may raise a `KnownError`."""

    def waiting(self) -> list[str]:
        """The names of the older ones that wait for the log, the oldest first."""

    def read(self, name: str = "") -> KeptSession | None:
        """Read one that waits, or without a name the one that was under way last, if any."""

    def forget(self, session_id: str) -> None:
        """The log has all of it."""


def _nothing() -> str:
    """Nothing else waits."""
    return ""


class LeftOver(QObject):
    """Looks whether sessions were left, until all of them are offered or in the log.

    Args:
        kept: where they are kept.
        log: where they go.
        now: the time of day, with its UTC offset.
        save_rest: saves first what this run of the program could not save; why it still cannot,
            or an empty text.

    Signals:
        told: what became of one, or why it still waits, in one sentence; each once.
    """

    told = Signal(str)

    def __init__(
        self,
        kept: KeptSessions,
        log: LeftOverLog,
        now: Callable[[], datetime],
        save_rest: Callable[[], str] = _nothing,
    ) -> None:
        super().__init__()
        self._kept = kept
        self._log = log
        self._now = now
        self._save_rest = save_rest
        self._is_all_seen = False
        self._found: KeptSession | None = None
        self._refused_at: datetime | None = None
        self._troubles: set[str] = set()

    def to_resume(self) -> CutOff | None:
        """What may be resumed now; what may not be any more is put into the log."""
        self._look()
        found = self._found
        if found is not None and not found.cut_off.may_be_resumed(self._now()):
            self._log_found()
            return None
        return None if found is None else found.cut_off

    def take(self) -> CutOff | None:
        """Hand it over to be resumed or finished; from now on it is somebody else's."""
        found, self._found = self.to_resume(), None
        return found

    def make_way(self) -> None:
        """Another session begins: put this one into the log, now or as soon as that can be."""
        self._look()
        if self._found is not None and not self._log_found():
            self._found = None
            self.look_again()

    def look_again(self) -> None:
        """A session was left that is not in the log; it is asked about at the next look."""
        self._is_all_seen = False

    def try_now(self) -> None:
        """The log could be written just now: put into it what waits."""
        self._refused_at = None
        self._look()

    def _look(self) -> None:
        if self._is_all_seen or self._is_too_soon:
            return
        if why := self._save_rest():
            self._refuse(why)
            return
        names = self._kept.waiting()
        read = [self._log_waiting(name) for name in names]
        self._is_all_seen = self._look_for_last() and all(read)
        if self._is_all_seen:
            self._troubles.clear()

    @property
    def _is_too_soon(self) -> bool:
        refused_at = self._refused_at
        return refused_at is not None and abs(self._now() - refused_at) < TRY_AGAIN_AFTER

    def _log_waiting(self, name: str) -> bool:
        """Put one that waits into the log; whether it is done with."""
        if self._is_too_soon:
            return False
        try:
            kept = self._kept.read(name)
        except KnownError as error:
            self._tell_trouble(str(error))
            return False
        return kept is None or self._put_into_log(kept)

    def _look_for_last(self) -> bool:
        """Find the one that was under way last; whether it is known what becomes of it."""
        if self._is_too_soon:
            return False
        try:
            kept = self._kept.read()
        except KnownError as error:
            self._tell_trouble(str(error))
            return False
        if kept is None:
            return True
        try:
            is_logged = self._log.has_session(kept.session_id)
        except KnownError as error:
            self._refuse(str(error))
            return False
        if is_logged:
            # It was cut off between the log and forgetting.
            return self._put_into_log(kept)
        self._found = kept
        return True

    def _log_found(self) -> bool:
        """Put what would be offered into the log; False where that cannot be now."""
        if self._found is None or self._is_too_soon or not self._put_into_log(self._found):
            return False
        self._found = None
        return True

    def _put_into_log(self, kept: KeptSession) -> bool:
        """Log it with its real seconds and its answers, what the log has already left out."""
        try:
            record = kept.cut_off.record()
            if not self._log.has_session(record.id):
                self._log.add_session(record)
                self._tell(record)
            self._log_answers(kept)
        except KnownError as error:
            self._refuse(str(error))
            return False
        try:
            self._kept.forget(record.id)
        except KnownError as error:
            self._tell_trouble(str(error))
        return True

    def _log_answers(self, kept: KeptSession) -> None:
        before = kept.cut_off.beginning.before
        if before is not None:
            self._log.keep_check(before.check)
        answers = kept.answers if before is None else (*before.ratings, *kept.answers)
        if not answers:
            return
        there = {rating.id for rating in self._log.ratings()}
        for answer in answers:
            if isinstance(answer, Note):
                self._log.set_note(answer.session_id, answer.text)
            elif isinstance(answer, ToldAfter):
                self._log.keep_after_answer(answer.answer, answer.events)
            elif answer.id not in there:
                self._log.add_rating(answer)

    def _refuse(self, why: str) -> None:
        self._refused_at = self._now()
        kept = self.tr("A session waits for the log, and is kept until then. {why}")
        self._tell_trouble(kept.format(why=why))

    def _tell_trouble(self, sentence: str) -> None:
        if sentence not in self._troubles:
            self._troubles.add(sentence)
            self.told.emit(sentence)

    def _tell(self, record: SessionRecord) -> None:
        said = self.tr("The last session is in the log: {time} of hands-on massage.")
        if record.ended_early_reason is EndReason.CRASH:
            said = self.tr(
                "The session that was cut off is in the log: {time} of hands-on massage."
            )
        self.told.emit(said.format(time=duration_text(record.actual_hands_on_s)))
