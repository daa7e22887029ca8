"""What was asked before sessions and what professionals agreed to, in the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from sqlite3 import Connection
from typing import Protocol

from app.core.answer import Answer
from app.core.health_answers import Check, Cleared
from app.core.health_questions import Questionnaire
from app.storage import health_queries
from app.storage.database_errors import refuse_none
from app.storage.health_records import (
    answer_values,
    check_of,
    check_values,
    clearance_of,
    clearance_values,
)
from app.storage.records import Values
from app.storage.span import Span

_EVER_MS = 2**62


class Writing(Protocol):
    """Begins a transaction for rows whose texts can be kept; gives its instant as a mark."""

    def __call__(self, *rows: Values) -> AbstractContextManager[tuple[Connection, str]]:
        """A transaction that has checked the rows' texts."""


class HealthStore:
    """Reads and writes checks and clearances; a part of the log store, whose promises hold.

    Nothing is overwritten: other answers are another check, and what is deleted or withdrawn keeps
    a mark. A check goes and comes back with its session.

    Args:
        writing: begins a transaction that writes.
        reading: begins one that reads.
    """

    def __init__(
        self, writing: Writing, reading: Callable[[], AbstractContextManager[Connection]]
    ) -> None:
        self._writing = writing
        self._reading = reading

    def add_check(self, check: Check) -> None:
        """Keep a questionnaire as it was answered.

        Raises:
            StorageError: it could not be saved.
            ValueError: its id is no UUID, or its instant has no offset.
        """
        values = check_values(check)
        answers = [answer_values(check, question) for question in check.answers]
        with self._writing(values, *answers) as (connection, now):
            connection.execute(health_queries.ADD_CHECK, (*values, now))
            rows = [(*answer, now) for answer in answers]
            connection.executemany(health_queries.ADD_ANSWER, rows)

    def keep(self, check: Check) -> None:
        """Keep a check with its session: added if it is not there, and named to it if it is.

        Raises:
            StorageError: it could not be saved.
            ValueError: its id is no UUID, or its instant has no offset.
        """
        with self._reading() as connection:
            is_there = connection.execute(health_queries.HAS_CHECK, (check.id,)).fetchone()
        if is_there is None:
            self.add_check(check)
        elif check.session_id is not None:
            self.begin_session(check.id, check.session_id)

    def begin_session(self, check_id: str, session_id: str) -> None:
        """Keep for which session a check was; the session's own row may come later.

        Raises:
            StorageError: it could not be saved, or there is no such check.
        """
        with self._writing((check_id, session_id)) as (connection, _now):
            values = (session_id, check_id)
            changed = connection.execute(health_queries.SET_SESSION, values)
            refuse_none(changed.rowcount, "check")

    def delete_check(self, check_id: str) -> None:
        """Mark a check as deleted.

        Raises:
            StorageError: it could not be saved, or there is no such check.
        """
        self._mark(health_queries.DELETE_CHECK, check_id, "check", is_gone=True)

    def restore_check(self, check_id: str) -> None:
        """Take the mark of a deleted check away.

        Raises:
            StorageError: it could not be saved, or there is no such check.
        """
        self._mark(health_queries.DELETE_CHECK, check_id, "check", is_gone=False)

    def checks(self, questionnaire: Questionnaire, since: datetime | None = None) -> list[Check]:
        """The checks of a questionnaire, in the order in which they were written.

        Those of deleted sessions are not read.

        Args:
            questionnaire: which.
            since: the first instant, with its UTC offset, or None for no bound.

        Raises:
            StorageError: the log could not be read.
        """
        since_ms = -_EVER_MS if since is None else round(since.timestamp() * 1000)
        return self._checks(
            health_queries.CHECKS, health_queries.ANSWERS_OF_CHECKS, (questionnaire, since_ms)
        )

    def checks_in(self, span: Span) -> list[Check]:
        """The checks of a span, of whatever questionnaire, in the order in which they were written.

        Those of deleted sessions are not read.

        Raises:
            StorageError: the log could not be read.
        """
        return self._checks(health_queries.CHECKS_OF_SPAN, health_queries.ANSWERS_OF_SPAN, span.ms)

    def checks_of(self, session_id: str) -> list[Check]:
        """The checks that were for a session, in the order in which they were written.

        Raises:
            StorageError: the log could not be read.
        """
        return self._checks(
            health_queries.CHECKS_OF_SESSION, health_queries.ANSWERS_OF_SESSION, (session_id,)
        )

    def add_clearance(self, cleared: Cleared) -> None:
        """Keep that a professional agreed; what was kept before stays.

        Raises:
            StorageError: it could not be saved.
            ValueError: its instant has no offset.
        """
        values = clearance_values(cleared)
        with self._writing(values) as (connection, now):
            connection.execute(health_queries.ADD_CLEARANCE, (*values, now))

    def withdraw_clearance(self, clearance_id: str) -> None:
        """Mark a clearance as withdrawn; it lifts nothing any more.

        Raises:
            StorageError: it could not be saved, or there is no such clearance.
        """
        self._mark(health_queries.WITHDRAW_CLEARANCE, clearance_id, "clearance", is_gone=True)

    def restore_clearance(self, clearance_id: str) -> None:
        """Take the mark of a withdrawn clearance away.

        Raises:
            StorageError: it could not be saved, or there is no such clearance.
        """
        self._mark(health_queries.WITHDRAW_CLEARANCE, clearance_id, "clearance", is_gone=False)

    def clearances(self) -> list[Cleared]:
        """The clearances that were not withdrawn, in the order in which they were written.

        Raises:
            StorageError: the log could not be read.
        """
        with self._reading() as connection:
            return [clearance_of(row) for row in connection.execute(health_queries.CLEARANCES)]

    def _mark(self, query: str, id_: str, what: str, *, is_gone: bool) -> None:
        with self._writing((id_,)) as (connection, now):
            changed = connection.execute(query, (now if is_gone else None, now, id_))
            refuse_none(changed.rowcount, what)

    def _checks(self, checks: str, answers: str, which: Values) -> list[Check]:
        found: defaultdict[str, dict[str, Answer]] = defaultdict(dict)
        with self._reading() as connection:
            for check_id, question, answer in connection.execute(answers, which):
                found[check_id][question] = Answer.from_text(answer)
            return [check_of(row, found[row[0]]) for row in connection.execute(checks, which)]
