"""What somebody changes in the log: each change tells the one that undoes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from sqlite3 import Connection

from app.core.errors import OvertakenError
from app.core.kept_session import ToldAfter
from app.core.log_edit import Edit, Entries, Names
from app.core.soreness import AfterAnswer, LogEvent, Rating, SessionRecord
from app.storage import after_queries, edit_queries, log_queries
from app.storage.after_records import answer_id, answer_of, answer_values
from app.storage.health_store import Writing
from app.storage.records import (
    Row,
    Values,
    event_of,
    event_values,
    instant,
    rating_of,
    rating_values,
    session_of,
    session_values,
    step_values,
)
from app.storage.standing import tell_standing
from app.storage.told_after import keep_told, told_values

_Queries = tuple[str, str, str, str]

_DELETE = (
    edit_queries.DELETE_SESSION,
    edit_queries.DELETE_RATING,
    edit_queries.DELETE_EVENT,
    edit_queries.DELETE_ANSWER,
)
_RESTORE = (
    edit_queries.RESTORE_SESSION,
    edit_queries.RESTORE_RATING,
    edit_queries.RESTORE_EVENT,
    edit_queries.RESTORE_ANSWER,
)


class LogEdits:
    """Makes changes in the log; a part of the log store, whose promises hold.

    Args:
        writing: begins a transaction that writes.
        reading: begins one that reads.
    """

    def __init__(
        self, writing: Writing, reading: Callable[[], AbstractContextManager[Connection]]
    ) -> None:
        self._writing = writing
        self._reading = reading

    def make(self, edit: Edit) -> Edit:
        """Make a change, all of it in one transaction.

        Returns:
            The change that undoes it: once it is made, the log reads as it did before.

        Raises:
            OvertakenError: what it is about has changed since; nothing was changed.
            StorageError: it could not be saved.
            ValueError: an id is no UUID, an instant has no offset, or an answer tells of an event
                of another session.
        """
        with self._writing(*_rows(edit)) as (connection, now):
            step = _Step(connection, now)
            gone = step.delete(edit.gone)
            step.restore(edit.back)
            changed = step.change(edit.changed)
            notes = tuple((id_, step.set_note(id_, note)) for id_, note in edit.notes)
            replaced = step.add(edit.added)
            retold = [step.tell(told) for told in edit.told]
            tell_standing(connection)
        undoes = Edit(
            gone=_both(edit.back, edit.added.names),
            back=_both(gone, Names(ratings=replaced)),
            changed=changed,
            notes=notes,
        )
        for one in retold:
            undoes = replace(
                undoes,
                gone=_both(undoes.gone, one.gone),
                back=_both(undoes.back, one.back),
                changed=_all(undoes.changed, one.changed),
            )
        return undoes

    def rating(self, rating_id: str) -> Rating | None:
        """An answer that stands, None where there is none.

        Raises:
            StorageError: the log could not be read.
        """
        with self._reading() as connection:
            row = connection.execute(edit_queries.RATING, (rating_id,)).fetchone()
            return None if row is None else rating_of(row)

    def event(self, event_id: str) -> LogEvent | None:
        """Something that happened, None where it is not in the log.

        Raises:
            StorageError: the log could not be read.
        """
        with self._reading() as connection:
            row = connection.execute(edit_queries.EVENT, (event_id,)).fetchone()
            return None if row is None else event_of(row)


class _Step:
    """What is done within one transaction."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection = connection
        self._now = now

    def delete(self, names: Names) -> Names:
        """Mark entries as deleted, and with an answer those that it had overtaken.

        Returns:
            All that was marked.
        """
        ratings: list[str] = []
        for rating_id in names.ratings:
            ratings += [id_ for id_ in self._answers_like(rating_id) if id_ not in ratings]
        gone = replace(names, ratings=tuple(ratings))
        self._mark(_DELETE, gone)
        return gone

    def restore(self, names: Names) -> None:
        """Take their marks away."""
        questions = [self._question_of(rating_id) for rating_id in names.ratings]
        if any(self._answers_to(question) for question in questions):
            raise overtaken()  # meanwhile it was answered anew
        self._mark(_RESTORE, names)

    def change(self, entries: Entries) -> Entries:
        """Give entries other values.

        Returns:
            Them as they were.
        """
        return Entries(
            tuple(self._change_session(session) for session in entries.sessions),
            tuple(self._move_rating(rating) for rating in entries.ratings),
            tuple(self._change_event(event) for event in entries.events),
            tuple(self._change_answer(answer) for answer in entries.answers),
        )

    def set_note(self, session_id: str, note: str) -> str:
        """Give a session another note.

        Returns:
            The one that it had.
        """
        (old,) = self._row(edit_queries.NOTE, session_id)
        self._connection.execute(log_queries.SET_NOTE, (note, self._now, session_id))
        return str(old)

    def add(self, entries: Entries) -> tuple[str, ...]:
        """Add entries; of the answers, each to a question of its own.

        Returns:
            The answers whose place they took.
        """
        for session in entries.sessions:
            self._connection.execute(log_queries.ADD_SESSION, (*session_values(session), self._now))
            steps = [(*step_values(step, session.id), self._now) for step in session.steps]
            self._connection.executemany(log_queries.ADD_STEP, steps)
        replaced: list[str] = []
        for rating in entries.ratings:
            old = self._answers_to(_question(rating))
            self._mark(_DELETE, Names(ratings=old))
            replaced += old
            self._connection.execute(log_queries.ADD_RATING, (*rating_values(rating), self._now))
        for event in entries.events:
            self._connection.execute(log_queries.ADD_EVENT, (*event_values(event), self._now))
        return tuple(replaced)

    def tell(self, told: ToldAfter) -> Edit:
        """Keep an answer with yes or no, and the events that it tells of in place of its others.

        Returns:
            What undoes it.
        """
        id_ = answer_id(told.answer)
        row = self._connection.execute(edit_queries.ANSWER, (id_,)).fetchone()
        before = self._events_of(id_)
        keep_told(self._connection, self._now, told)
        after = self._events_of(id_)
        old = () if row is None else (answer_of(row),)
        return Edit(
            gone=Names(
                events=tuple(event for event in after if event not in before),
                answers=(id_,) if row is None else (),
            ),
            back=Names(events=tuple(event for event in before if event not in after)),
            changed=Entries(
                events=tuple(e for e in before.values() if after.get(e.id, e) != e), answers=old
            ),
        )

    def _events_of(self, answer_id: str) -> dict[str, LogEvent]:
        rows = self._connection.execute(edit_queries.EVENTS_OF_ANSWER, (answer_id,))
        return {event.id: event for event in map(event_of, rows)}

    def _change_answer(self, answer: AfterAnswer) -> AfterAnswer:
        old = answer_of(self._row(edit_queries.ANSWER, answer_id(answer)))
        self._connection.execute(after_queries.KEEP_ANSWER, (*answer_values(answer), self._now))
        return old

    def _change_session(self, session: SessionRecord) -> SessionRecord:
        old = session_of(self._row(edit_queries.BY_HAND, session.id), ())
        values = (*session_values(session)[1:], self._now, session.id)
        self._connection.execute(edit_queries.CHANGE_BY_HAND, values)
        return old

    def _move_rating(self, rating: Rating) -> Rating:
        old = rating_of(self._row(edit_queries.RATING, rating.id))
        values = (instant(rating.answered), rating.hours_after_end, self._now, rating.id)
        self._connection.execute(edit_queries.SET_RATING_TIMES, values)
        return old

    def _change_event(self, event: LogEvent) -> LogEvent:
        old = event_of(self._row(edit_queries.EVENT, event.id))
        values = (*event_values(event)[1:], self._now, event.id)
        self._connection.execute(edit_queries.CHANGE_EVENT, values)
        return old

    def _answers_like(self, rating_id: str) -> tuple[str, ...]:
        found = self._answers_to(self._question_of(rating_id))
        if rating_id not in found:
            raise overtaken()
        return found

    def _question_of(self, rating_id: str) -> dict[str, str | None]:
        row = self._row(edit_queries.QUESTION_OF_RATING, rating_id)
        names = ("session_id", "day", "kind", "context", "side", "region")
        return dict(zip(names, row, strict=True))

    def _answers_to(self, question: dict[str, str | None]) -> tuple[str, ...]:
        rows = self._connection.execute(edit_queries.ANSWERS_TO_QUESTION, question)
        return tuple(id_ for (id_,) in rows)

    def _mark(self, queries: _Queries, names: Names) -> None:
        of_each = (names.sessions, names.ratings, names.events, names.answers)
        for query, ids in zip(queries, of_each, strict=True):
            for id_ in ids:
                done = self._connection.execute(query, {"now": self._now, "id": id_})
                if not done.rowcount:
                    raise overtaken()

    def _row(self, query: str, id_: str) -> Row:
        row: Row | None = self._connection.execute(query, (id_,)).fetchone()
        if row is None:
            raise overtaken()
        return row


def overtaken() -> OvertakenError:
    """The error where an entry is not any more what it was when a change was thought of."""
    message = (
        "The log has changed since, so this could not be done; what is in the log now stays as "
        "it is."
    )
    return OvertakenError(message)


def _question(rating: Rating) -> dict[str, str | None]:
    return {
        "session_id": rating.session_id,
        "day": rating.answered.date().isoformat(),
        "kind": rating.kind,
        "context": rating.context,
        "side": rating.side,
        "region": rating.region,
    }


def _rows(edit: Edit) -> Iterable[Values]:
    """All that is to be kept, as rows whose texts are looked at before anything is done."""
    for entries in (edit.added, edit.changed):
        yield from (session_values(session) for session in entries.sessions)
        yield from (step_values(s, one.id) for one in entries.sessions for s in one.steps)
        yield from (rating_values(rating) for rating in entries.ratings)
        yield from (event_values(event) for event in entries.events)
        yield from (answer_values(answer) for answer in entries.answers)
    for told in edit.told:
        yield answer_values(told.answer)
        yield from told_values(told)
    yield from edit.notes


def _both(one: Names, other: Names) -> Names:
    return Names(
        one.sessions + other.sessions,
        one.ratings + other.ratings,
        one.events + other.events,
        one.answers + other.answers,
    )


def _all(one: Entries, other: Entries) -> Entries:
    return replace(one, events=one.events + other.events, answers=one.answers + other.answers)
