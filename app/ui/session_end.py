"""What follows a session: its record is saved first, then the answers one by one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from app.core.before import Before
from app.core.kept_session import Note, ToldAfter
from app.core.soreness import Rating, RatingContext
from app.ui.end_question import Question
from app.ui.end_room import EndRoom
from app.ui.machine import Machine
from app.ui.record_keeper import Kept, RecordKeeper

RIGHT_AFTER = timedelta(minutes=30)
"""An answer that comes later than this is not one of right after the session."""


class SessionEnd(QObject):
    """Saves a session and what is answered about it; nothing is lost where that fails.

    What the log refuses is kept, on the disk too, and may be left: it goes into the log as soon as
    that can be written.

    Args:
        room: the page that asks about it.
        machine: time of day and ids.
        keeper: writes to the log, and holds what it could not write.
        keep: keeps on the disk what is not saved yet, and forgets it once all is; whether it could.
        before: what was asked before it, to be saved with it.

    Signals:
        logged: the session's id, once it is in the log.
        left: the person is done, and all is saved or kept.
    """

    logged = Signal(str)
    left = Signal()

    def __init__(
        self,
        room: EndRoom,
        machine: Machine,
        keeper: RecordKeeper,
        keep: Callable[[], bool],
        before: Before | None = None,
    ) -> None:
        super().__init__()
        self.record = room.record
        self.room = room
        self._before = before
        self.is_kept = True
        self._machine = machine
        self._keeper = keeper
        self._keep = keep
        self._is_logged = False
        self._connect()

    def _connect(self) -> None:
        self.room.rated.connect(self._on_rated)
        self.room.told.connect(self._on_told)
        self.room.noted.connect(self._on_noted)
        self.room.retried.connect(self.retry)
        self.room.given_up.connect(self._on_given_up)
        self.room.left.connect(self._on_left)

    @property
    def is_saved(self) -> bool:
        """Whether the log has all of this session."""
        return not self._keeper.waits(self.record.id)

    def save(self) -> None:
        """Put the session into the log, and what was asked before it."""
        why, before = self._keeper.save(self.record), self._before
        if before is not None:
            why = self._keeper.save(before.check)
            for rating in before.ratings:
                why = self._keeper.save(rating)
        self._tell(why)

    def retry(self) -> str:
        """Save again what is not saved; why it still cannot be, or an empty text."""
        why = self._keeper.retry()
        self._tell(why)
        return why

    def settle(self) -> None:
        """Save what was typed but not told yet."""
        self.room.tell_note()

    def _on_rated(self, question: Question, score: int) -> None:
        answered = self._machine.now()
        since_end = max(timedelta(0), answered - self.record.end)
        rating = Rating(
            id=self._machine.new_id(),
            session_id=self.record.id,
            kind=question.kind,
            context=RatingContext.AFTER,
            answered=answered,
            side=question.foot,
            region=question.area,
            value=score,
            hours_after_end=since_end / timedelta(hours=1),
            late=since_end > RIGHT_AFTER,
        )
        self._tell(self._keeper.save(rating))

    def _on_told(self, told: ToldAfter) -> None:
        self._tell(self._keeper.save(told))

    def _on_noted(self, text: str) -> None:
        self._tell(self._keeper.save(Note(self.record.id, text)))

    def _on_left(self) -> None:
        if not self.is_saved:
            self.retry()
        if self.is_saved:
            self.left.emit()

    def _on_given_up(self) -> None:
        self.settle()
        self.left.emit()

    def _tell(self, why: str) -> None:
        """Keep what is not saved, show what is, and why something is not."""
        self.is_kept = self._keep()
        self._show_signs()
        self.room.show_trouble(why, is_kept=self.is_kept)
        if not self._is_logged and self.record not in self._keeper.waiting:
            self._is_logged = True
            self.logged.emit(self.record.id)

    def _show_signs(self) -> None:
        waiting = [one for one in self._keeper.waiting if self._is_of_this(one)]
        ratings = [one for one in waiting if isinstance(one, Rating)]
        self.room.show_unsaved({Question(one.kind, one.side, one.region) for one in ratings})
        told = [one for one in waiting if isinstance(one, ToldAfter)]
        if self.room.questions is not None:
            self.room.questions.show_unsaved({one.answer.question for one in told})
        has_note = bool(self.room.note.toPlainText().strip())
        is_waiting = any(isinstance(thing, Note) for thing in waiting)
        self.room.show_note_saved(is_saved=has_note and not is_waiting)

    def _is_of_this(self, kept: Kept) -> bool:
        """Whether it was given on this page."""
        if not isinstance(kept, Rating | Note | ToldAfter):
            return False
        is_before = isinstance(kept, Rating) and kept.context is not RatingContext.AFTER
        return kept.session_id == self.record.id and not is_before
