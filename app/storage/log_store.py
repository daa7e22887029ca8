"""The soreness log: what was done and answered, kept for good."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from sqlite3 import Connection

from app.core.errors import StorageError
from app.core.health_answers import Check
from app.core.kept_session import ToldAfter
from app.core.pain_flags import Series, first_weeks
from app.core.soreness import (
    AfterAnswer,
    LogEvent,
    LoggedSession,
    Rating,
    SessionRecord,
    StepDone,
)
from app.storage import after_queries, log_queries
from app.storage.after_records import answer_of, answer_values
from app.storage.curve_store import CurveStore
from app.storage.database import BUSY_TIMEOUT_S, Database, open_database, open_read_only
from app.storage.database_errors import damaged, refuse_none
from app.storage.entry_store import EntryStore
from app.storage.figure_store import FigureStore
from app.storage.health_store import HealthStore
from app.storage.log_edits import LogEdits
from app.storage.marks import mark
from app.storage.records import (
    Values,
    event_of,
    event_values,
    rating_of,
    rating_values,
    session_of,
    session_values,
    step_of,
    step_values,
)
from app.storage.span import Span
from app.storage.standing import tell_standing
from app.storage.told_after import keep_told, told_values


class LogStore:
    """Reads and writes the log.

    Each command is one transaction: when it returns, its change is on the disk and survives a
    crash or a power cut; when it raises a StorageError, nothing was changed. Nothing is erased:
    what is deleted or replaced is kept with a mark and no longer read. Only a note, and a yes or no
    after a session, are written over when they are corrected.

    Days are days of this machine's time zone as it is now: an instant belongs to the date that a
    calendar on this desk showed then, wherever it was written, so that a range has no gap and no
    overlap.

    What was asked before sessions is in `health`, what the table of the log shows in `entries`,
    what the trend is drawn of in `curves`, what figures and months need in `figures`;
    what somebody changes goes by `edits`.
    """

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        *,
        busy_timeout_s: float = BUSY_TIMEOUT_S,
        database: Database | None = None,
    ) -> None:
        """Open a log, made new or brought up to date if need be.

        Args:
            path: the file, in a folder that exists.
            now: the time, with its UTC offset.
            busy_timeout_s: how long a command waits while another program has the log locked.
            database: the log, where it is open already.

        Raises:
            NewerSchemaError: a newer Footwell wrote it; it was not touched.
            StorageError: it cannot be opened; the message says why.
        """
        self._now = now
        self.database = database or open_database(path, now, busy_timeout_s=busy_timeout_s)
        self.health = HealthStore(self._writing, self._reading)
        self.entries = EntryStore(self._reading)
        self.curves = CurveStore(self._reading)
        self.figures = FigureStore(self._reading, self)
        self.edits = LogEdits(self._writing, self._reading)

    def close(self) -> None:
        """Close the log; may be called twice."""
        self.database.close()

    def add_session(self, session: SessionRecord) -> None:
        """Keep a session with its steps.

        Raises:
            StorageError: it could not be saved.
            ValueError: its id is no UUID, or an instant has no offset.
        """
        values = session_values(session)
        steps = [step_values(step, session.id) for step in session.steps]
        with self._writing(values, *steps) as (connection, now):
            connection.execute(log_queries.ADD_SESSION, (*values, now))
            connection.executemany(log_queries.ADD_STEP, [(*step, now) for step in steps])

    def has_session(self, session_id: str) -> bool:
        """Whether a session is kept; one that is marked as deleted is too.

        Raises:
            StorageError: the log cannot be read.
        """
        with self._reading() as connection:
            row = connection.execute(log_queries.HAS_SESSION, (session_id,)).fetchone()
        return row is not None

    def keep_check(self, check: Check) -> None:
        """Keep a check with its session; see `HealthStore.keep`.

        Raises:
            StorageError: it could not be saved.
        """
        self.health.keep(check)

    def set_note(self, session_id: str, note: str) -> None:
        """Change a session's note.

        Raises:
            StorageError: it could not be saved, or there is no such session.
        """
        with self._writing((session_id, note)) as (connection, now):
            changed = connection.execute(log_queries.SET_NOTE, (note, now, session_id))
            refuse_none(changed.rowcount)

    def add_rating(self, rating: Rating) -> None:
        """Keep an answer; the answer that stood to the same question is marked as replaced.

        A question is one of a session (kind, context, side, region), or without one of a day.
        First steps are asked once a day and foot, whatever the session and region.

        Raises:
            StorageError: it could not be saved, or its session is not in the log.
            ValueError: an instant has no offset.
        """
        values = rating_values(rating)
        with self._writing(values) as (connection, now):
            question = {
                "now": now,
                "session_id": rating.session_id,
                "day": rating.answered.date().isoformat(),
                "kind": rating.kind,
                "context": rating.context,
                "side": rating.side,
                "region": rating.region,
            }
            for replaced in log_queries.REPLACED_BY_RATING:
                connection.execute(replaced, question)
            connection.execute(log_queries.ADD_RATING, (*values, now))
            tell_standing(connection)

    def add_event(self, event: LogEvent) -> None:
        """Keep something that happened.

        Raises:
            StorageError: it could not be saved, or its session is not in the log.
            ValueError: its instant has no offset.
        """
        values = event_values(event)
        with self._writing(values) as (connection, now):
            connection.execute(log_queries.ADD_EVENT, (*values, now))

    def keep_after_answer(self, answer: AfterAnswer, events: Sequence[LogEvent] = ()) -> None:
        """Keep what was answered after a session, and the events that the answer tells of.

        The answer that stood to the same question of the same context is written over, and its
        events are marked as deleted but for those that are told again.

        Args:
            answer: what was answered.
            events: what it tells happened to its session, each type once a place. They are kept
                under ids that are made from the answer's.

        Raises:
            StorageError: it could not be saved, or its session is not in the log.
            ValueError: an id is no UUID, an instant has no offset, or an event is of another
                session.
        """
        told = ToldAfter(answer, tuple(events))
        with self._writing(answer_values(answer), *told_values(told)) as (connection, now):
            keep_told(connection, now, told)

    def sessions(self, since: date | None = None, until: date | None = None) -> list[LoggedSession]:
        """The sessions that started in a span of days, with all that belongs to them.

        Args:
            since: the first day, or None for no bound.
            until: the last day, which is included, or None for no bound.

        Returns:
            Newest first; in each the ratings, events and answers oldest first, the steps in order.

        Raises:
            StorageError: the log could not be read.
        """
        return self._sessions(Span(since, until).ms)

    def recent_sessions(self, since: date) -> list[LoggedSession]:
        """The sessions since a day, newest first; where none is so young, the latest one alone.

        Raises:
            StorageError: the log could not be read.
        """
        young = self.sessions(since)
        if young:
            return young
        with self._reading() as connection:
            ((start_ms,),) = connection.execute(log_queries.LATEST_START)
        return [] if start_ms is None else self._sessions((start_ms, start_ms + 1))[:1]

    def _sessions(self, span_ms: tuple[int, int]) -> list[LoggedSession]:
        """Those that started in a span of milliseconds, whose end is not in it."""
        steps: defaultdict[str, list[StepDone]] = defaultdict(list)
        ratings: defaultdict[str, list[Rating]] = defaultdict(list)
        events: defaultdict[str, list[LogEvent]] = defaultdict(list)
        answers: defaultdict[str, list[AfterAnswer]] = defaultdict(list)
        with self._reading() as connection:
            for row in connection.execute(log_queries.STEPS_OF_SESSIONS, span_ms):
                steps[row[0]].append(step_of(row[1:]))
            for row in connection.execute(log_queries.RATINGS_OF_SESSIONS, span_ms):
                ratings[row[1]].append(rating_of(row))
            for row in connection.execute(log_queries.EVENTS_OF_SESSIONS, span_ms):
                events[row[1]].append(event_of(row))
            for row in connection.execute(after_queries.ANSWERS_OF_SESSIONS, span_ms):
                answers[row[0]].append(answer_of(row))
            return [
                LoggedSession(
                    session_of(row, tuple(steps[row[0]])),
                    tuple(ratings[row[0]]),
                    tuple(events[row[0]]),
                    tuple(answers[row[0]]),
                )
                for row in connection.execute(log_queries.SESSIONS, span_ms)
            ]

    def ratings(self, since: date | None = None, until: date | None = None) -> list[Rating]:
        """The answers given in a span of days, of sessions and without one, oldest first.

        Args:
            since: the first day, or None for no bound.
            until: the last day, which is included, or None for no bound.

        Raises:
            StorageError: the log could not be read.
        """
        with self._reading() as connection:
            rows = connection.execute(log_queries.RATINGS, Span(since, until).ms)
            return [rating_of(row) for row in rows]

    def first_weeks(self, wanted: Collection[Series]) -> list[Rating]:
        """The answers of the first weeks of series of pain, see `pain_flags.first_weeks`.

        Raises:
            StorageError: the log could not be read.
        """
        with self._reading() as connection:
            rows = connection.execute(log_queries.PAINS)
            return first_weeks((rating_of(row) for row in rows), wanted)

    def events(self, since: date | None = None, until: date | None = None) -> list[LogEvent]:
        """What happened in a span of days, in sessions and without one, oldest first.

        Args:
            since: the first day, or None for no bound.
            until: the last day, which is included, or None for no bound.

        Raises:
            StorageError: the log could not be read.
        """
        with self._reading() as connection:
            rows = connection.execute(log_queries.EVENTS, Span(since, until).ms)
            return [event_of(row) for row in rows]

    @contextmanager
    def _writing(self, *rows: Values) -> Iterator[tuple[Connection, str]]:
        """A transaction, and its instant as a mark, for rows whose texts can be kept."""
        for row in rows:
            _refuse_unstorable(row)
        with self.database.writing() as connection:
            yield connection, mark(self._now())

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self.database.reading() as connection:
            try:
                yield connection
            except (KeyError, TypeError, ValueError) as error:
                # Every row was checked when it was written; the file has changed since.
                raise damaged(self.database.path) from error


def open_log_read_only(path: Path, *, busy_timeout_s: float = BUSY_TIMEOUT_S) -> LogStore | None:
    """Open the log for a command that only reads; makes nothing.

    Returns:
        The log, whose commands that write raise; None where there is none yet.

    Raises:
        NewerSchemaError: a newer Footwell wrote it.
        StorageError: it cannot be read; the message says why.
    """
    database = open_read_only(path, busy_timeout_s=busy_timeout_s)
    return None if database is None else LogStore(path, _utc_now, database=database)


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _refuse_unstorable(row: Values) -> None:
    """NUL ends a text for most programs that will read the log, and half a character is none."""
    texts = "".join(value for value in row if isinstance(value, str))
    try:
        texts.encode()
    except UnicodeEncodeError:
        is_storable = False
    else:
        is_storable = "\0" not in texts
    if not is_storable:
        message = (
            "This text holds a character that cannot be kept in the log, so it was not saved; "
            "type it anew and try again."
        )
        raise StorageError(message)
