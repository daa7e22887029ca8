"""A change that somebody makes in the log, as a value: done, undone and done again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from app.core.kept_session import ToldAfter
from app.core.soreness import AfterAnswer, LogEvent, Rating, SessionRecord


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of entries of the log."""

    sessions: tuple[str, ...] = ()
    ratings: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries of the log; the answers are those with yes or no, about a session after it."""

    sessions: tuple[SessionRecord, ...] = ()
    ratings: tuple[Rating, ...] = ()
    events: tuple[LogEvent, ...] = ()
    answers: tuple[AfterAnswer, ...] = ()

    @property
    def names(self) -> Names:
        """The ids of all that have one of their own."""
        return Names(
            tuple(one.id for one in self.sessions),
            tuple(one.id for one in self.ratings),
            tuple(one.id for one in self.events),
        )


@dataclass(frozen=True, slots=True)
class Edit:
    """What is done to the log at once: all of it or nothing.

    Nothing is erased. What goes keeps a mark and can be brought back by its id.

    Attributes:
        gone: is marked as deleted.
        back: has that mark taken away.
        changed: takes these values in place of its own: a session that was written down by hand,
            with the times of its answers; an event; an answer with yes or no, and nothing else of
            what it tells.
        notes: the ids of sessions with the note that they get.
        added: is new. An answer takes the place of the one that stood to its question.
        told: answers with yes or no, each in place of the one to its question, with the events that
            it tells of in place of those that that one told of.
    """

    gone: Names = Names()
    back: Names = Names()
    changed: Entries = Entries()
    notes: tuple[tuple[str, str], ...] = ()
    added: Entries = Entries()
    told: tuple[ToldAfter, ...] = ()


def session_deleted(session_id: str) -> Edit:
    """A session goes, with all that belongs to it."""
    return Edit(gone=Names(sessions=(session_id,)))


def rating_deleted(rating: Rating) -> Edit:
    """An answer goes."""
    return Edit(gone=Names(ratings=(rating.id,)))


def ratings_deleted(ratings: Iterable[Rating]) -> Edit:
    """Several answers go at once."""
    return Edit(gone=Names(ratings=tuple(one.id for one in ratings)))


def event_deleted(event: LogEvent) -> Edit:
    """Something that happened goes."""
    return Edit(gone=Names(events=(event.id,)))


def note_changed(session_id: str, note: str) -> Edit:
    """A session gets another note."""
    return Edit(notes=((session_id, note),))


def rating_changed(rating: Rating, value: int | None, new_id: Callable[[], str]) -> Edit:
    """An answer is corrected: another takes its place, and the old one keeps its mark.

    When it was answered stays as it was: what is corrected is the number.

    Args:
        rating: the answer that stands.
        value: 0 to 10, None for not answered.
        new_id: makes a UUID.
    """
    corrected = replace(rating, id=new_id(), value=value)
    return Edit(added=Entries(ratings=(corrected,)))


def rating_added(rating: Rating) -> Edit:
    """An answer is given afterwards."""
    return Edit(added=Entries(ratings=(rating,)))


def event_added(event: LogEvent) -> Edit:
    """Something that happened is told afterwards."""
    return Edit(added=Entries(events=(event,)))


def event_changed(event: LogEvent) -> Edit:
    """Something that happened is told in another way."""
    return Edit(changed=Entries(events=(event,)))
