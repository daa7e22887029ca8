"""What follows a session: its record is saved first, then the answers one by one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from app.core.session_summary import Region
from app.core.soreness import Rating, RatingContext, SessionRecord
from app.ui.end_question import Question
from app.ui.end_room import EndRoom
from app.ui.icons import Icons
from app.ui.machine import Machine
from app.ui.record_keeper import Note, RecordKeeper, SessionLog

RIGHT_AFTER = timedelta(minutes=30)
"""An answer that comes later than this is not one of right after the session."""


class SessionEnd(QObject):
    """Saves a session and what is answered about it; nothing is lost where that fails.

    Args:
        record: the session.
        icons: for the page.
        machine: time of day and ids.
        log: where to.
        left_out: the places that were left out in the session.

    Signals:
        logged: the session's id, once it is in the log.
        trouble: why something is not saved, in one sentence.
        left: the person is done, and all is saved or given up.
    """

    logged = Signal(str)
    trouble = Signal(str)
    left = Signal()

    def __init__(
        self,
        record: SessionRecord,
        icons: Icons,
        machine: Machine,
        log: SessionLog,
        left_out: Collection[Region] = (),
    ) -> None:
        super().__init__()
        self.record = record
        self.room = EndRoom(record, icons, left_out)
        self._machine = machine
        self._keeper = RecordKeeper(log)
        self._is_logged = False
        self._connect()

    def _connect(self) -> None:
        self.room.rated.connect(self._on_rated)
        self.room.noted.connect(self._on_noted)
        self.room.retried.connect(self.retry)
        self.room.given_up.connect(self._on_given_up)
        self.room.left.connect(self._on_left)

    @property
    def is_saved(self) -> bool:
        """Whether the log has everything."""
        return not self._keeper.waiting

    def save(self) -> None:
        """Put the session into the log."""
        self._tell(self._keeper.save(self.record))

    def retry(self) -> None:
        """Save again what is not saved."""
        self._tell(self._keeper.retry())

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

    def _on_noted(self, text: str) -> None:
        self._tell(self._keeper.save(Note(self.record.id, text)))

    def _on_left(self) -> None:
        if not self.is_saved:
            self.retry()
        if self.is_saved:
            self.left.emit()

    def _on_given_up(self) -> None:
        self._keeper.drop()
        self.left.emit()

    def _tell(self, why: str) -> None:
        """Show what is saved, and why something is not."""
        waiting = self._keeper.waiting
        self._show_signs()
        self.room.show_trouble(why)
        if not self._is_logged and self.record not in waiting:
            self._is_logged = True
            self.logged.emit(self.record.id)
        if why:
            self.trouble.emit(why)

    def _show_signs(self) -> None:
        waiting = self._keeper.waiting
        self.room.show_unsaved(
            {
                Question(thing.kind, thing.side, thing.region)
                for thing in waiting
                if isinstance(thing, Rating)
            }
        )
        has_note = bool(self.room.note.toPlainText().strip())
        is_waiting = any(isinstance(thing, Note) for thing in waiting)
        self.room.show_note_saved(is_saved=has_note and not is_waiting)
