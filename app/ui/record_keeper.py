"""Saves what a session leaves behind, and loses none of it when the log cannot be written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from app.core.errors import KnownError
from app.core.soreness import Rating, SessionRecord


class SessionLog(Protocol):
    """Where sessions and answers are kept; each call is on disk when it returns.

    Each raises a `KnownError` where it could not be saved; then nothing was changed.
    """

    def add_session(self, session: SessionRecord) -> None:
        """Keep a session."""

    def add_rating(self, rating: Rating) -> None:
        """Keep an answer."""

    def set_note(self, session_id: str, note: str) -> None:
        """Change a session's note."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a person wrote about a session."""

    session_id: str
    text: str


Kept = SessionRecord | Rating | Note


class RecordKeeper:
    """Writes to the log, in order; what fails waits, and is written before all that follows.

    Args:
        log: where to.
    """

    def __init__(self, log: SessionLog) -> None:
        self._log = log
        self._waiting: list[Kept] = []

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
        while self._waiting:
            try:
                self._write(self._waiting[0])
            except KnownError as error:
                return str(error)
            del self._waiting[0]
        return ""

    def drop(self) -> None:
        """Give up what is not saved; only the person decides that."""
        self._waiting.clear()

    def _write(self, thing: Kept) -> None:
        match thing:
            case SessionRecord():
                self._log.add_session(thing)
            case Rating():
                self._log.add_rating(thing)
            case Note(session_id=session_id, text=text):
                self._log.set_note(session_id, text)


def _replaces(new: Kept, old: Kept) -> bool:
    if isinstance(new, Note) and isinstance(old, Note):
        return new.session_id == old.session_id
    if isinstance(new, Rating) and isinstance(old, Rating):
        return _question(new) == _question(old)
    return False


def _question(rating: Rating) -> tuple[object, ...]:
    return rating.session_id, rating.kind, rating.context, rating.side, rating.region
