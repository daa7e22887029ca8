"""Saves what a session leaves behind, and loses none of it when the log cannot be written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

from app.core.errors import KnownError
from app.core.kept_session import Answer, Note, ToldAfter
from app.core.soreness import AfterAnswer, LogEvent, Rating, SessionRecord

if TYPE_CHECKING:
    from app.core.health_answers import Check


class SessionLog(Protocol):
    """Where sessions and answers are kept; each call is on disk when it returns.

    Each raises a `KnownError` where it could not be saved; then nothing was changed.
    """

    def has_session(self, session_id: str) -> bool:
        """Whether a session is kept, deleted ones included."""

    def add_session(self, session: SessionRecord) -> None:
        """Keep a session."""

    def add_rating(self, rating: Rating) -> None:
        """Keep an answer."""

    def keep_after_answer(self, answer: AfterAnswer, events: Sequence[LogEvent] = ()) -> None:
        """Keep a yes or no after a session, and the events that it tells of."""

    def set_note(self, session_id: str, note: str) -> None:
        """Change a session's note."""

    def keep_check(self, check: Check) -> None:
        """Keep a check with its session; one that is there is named to it."""


Kept: TypeAlias = "SessionRecord | Answer | Check"


class RecordKeeper:
    """Writes to the log; what fails waits, and is written before what follows of its session.

    Args:
        log: where to.
    """

    def __init__(self, log: SessionLog) -> None:
        self._log = log
        self._waiting: list[Kept] = []

    def waits(self, session_id: str) -> bool:
        """Whether something of a session is not saved yet."""
        return any(_session_of(thing) == session_id for thing in self._waiting)

    @property
    def waiting(self) -> tuple[Kept, ...]:
        """What is not saved yet, the oldest first."""
        return tuple(self._waiting)

    def save(self, thing: Kept) -> str:
        """Save something after what still waits; a newer answer takes an unsaved one's place.

        Returns:
            Empty, or why it is not saved, in one sentence.
        """
        self._waiting = [old for old in self._waiting if not _replaces(thing, old)]
        self._waiting.append(thing)
        return self.retry()

    def retry(self) -> str:
        """Save what waits.

        Returns:
            Empty, or why something is still not saved, in one sentence.
        """
        troubles: dict[str | None, str] = {}
        waiting, self._waiting = self._waiting, []
        for thing in waiting:
            session_id = _session_of(thing)
            if session_id not in troubles:
                try:
                    self._write(thing)
                    continue
                except KnownError as error:
                    troubles[session_id] = str(error)
            self._waiting.append(thing)
        return next(iter(troubles.values()), "")

    def _write(self, thing: Kept) -> None:
        match thing:
            case SessionRecord():
                # A disk that refuses may yet have kept it the last time.
                if not self._log.has_session(thing.id):
                    self._log.add_session(thing)
            case Rating():
                self._log.add_rating(thing)
            case ToldAfter(answer=answer, events=events):
                self._log.keep_after_answer(answer, events)
            case Note(session_id=session_id, text=text):
                self._log.set_note(session_id, text)
            case check:
                self._log.keep_check(check)


def _session_of(thing: Kept) -> str | None:
    return thing.id if isinstance(thing, SessionRecord) else thing.session_id


def _replaces(new: Kept, old: Kept) -> bool:
    if isinstance(new, Note) and isinstance(old, Note):
        return new.session_id == old.session_id
    if isinstance(new, Rating | ToldAfter) and isinstance(old, Rating | ToldAfter):
        return _question(new) == _question(old)
    return False


def _question(thing: Rating | ToldAfter) -> tuple[object, ...]:
    if isinstance(thing, ToldAfter):
        return thing.session_id, thing.answer.context, thing.answer.question
    return thing.session_id, thing.kind, thing.context, thing.side, thing.region
