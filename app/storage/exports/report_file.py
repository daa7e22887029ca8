"""The one-page report between the log and a file: what it is made of, and how it is kept."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from app.core.health_questions import HealthQuestions
from app.core.preferences import Preferences
from app.core.report import BESIDE_DAYS, Material, Wish
from app.storage.exports.exporting import whole_file
from app.storage.log_store import open_log_read_only
from app.storage.span import Span


def read_material(
    log: Path, questions: HealthQuestions, preferences: Preferences, wish: Wish
) -> Material | None:
    """Read what the report is made of and no more, through a connection of its own.

    Args:
        log: the file of the log.
        questions: the health questions.
        preferences: they hold the plan of the week, and which question of the day is asked.
        wish: which days it is about.

    Returns:
        It; None where there is no log yet.

    Raises:
        StorageError: the log cannot be read.
    """
    store = open_log_read_only(log)
    if store is None:
        return None
    span = Span(wish.since, wish.until).widened(BESIDE_DAYS)
    with closing(store):
        return Material(
            sessions=store.sessions(span.since, span.until),
            ratings=store.ratings(span.since, span.until),
            events=store.events(span.since, span.until),
            checks=store.health.checks_in(span),
            questions=questions,
            daily=store.curves.daily(preferences.hurts_most),
            first_day=store.figures.first_day(),
            plan=preferences.plan,
            hurts_most=preferences.hurts_most,
        )


def write_report(path: Path, page: bytes, log: Path, *, force: bool = False) -> None:
    """Write a report whole or not at all.

    Args:
        path: the file.
        page: its content.
        log: the file of the log, which is never overwritten.
        force: whether to write over a file that is there.

    Raises:
        ExportRefusedError: something is in the way; it was left as it is.
        StorageError: it cannot be written.
    """
    with whole_file(path, log, force=force) as file:
        file.write(page)
