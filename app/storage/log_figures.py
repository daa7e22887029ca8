"""How much a log holds, for what is told of restoring and saving it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LogFigures:
    """Sessions and answers that are not deleted; answers are numbers, and yes or no after one."""

    sessions: int
    answers: int

    @property
    def words(self) -> str:
        """Such as “1 session and 12 answers”."""
        sessions = "1 session" if self.sessions == 1 else f"{self.sessions:,} sessions"
        answers = "1 answer" if self.answers == 1 else f"{self.answers:,} answers"
        return f"{sessions} and {answers}"


def figures_of(connection: sqlite3.Connection) -> LogFigures:
    """Count them.

    Raises:
        sqlite3.Error: the log cannot be read.
    """
    sessions, answers = connection.execute(_COUNTS).fetchone()
    return LogFigures(sessions, answers)


_COUNTS = """
SELECT
    (SELECT count(*) FROM sessions WHERE deleted IS NULL),
    (SELECT count(*) FROM ratings WHERE deleted IS NULL AND superseded = 0)
        + (SELECT count(*) FROM after_answers WHERE deleted IS NULL)
"""
