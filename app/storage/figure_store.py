"""Reads of the log what figures and months need, and no more."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from functools import cache
from sqlite3 import Connection
from typing import Protocol

from app.core.answer import Region
from app.core.log_filter import LogFilter
from app.core.month_records import BESIDE_DAYS, MonthRecords
from app.core.plan import Foot
from app.core.script import Area, Technique
from app.core.session_pain import RatedPlace, SessionPain
from app.core.soreness import LogEvent, LoggedSession, Rating
from app.storage import figure_queries
from app.storage.asked_log import asked
from app.storage.health_records import check_of
from app.storage.span import Span


class SpanReader(Protocol):
    """The log by spans of days; every call may raise a `StorageError`."""

    def sessions(self, since: date | None = None, until: date | None = None) -> list[LoggedSession]:
        """The sessions that started in a span, newest first."""

    def ratings(self, since: date | None = None, until: date | None = None) -> list[Rating]:
        """The answers given in a span, oldest first."""

    def events(self, since: date | None = None, until: date | None = None) -> list[LogEvent]:
        """What happened in a span, oldest first."""


class FigureStore:
    """Reads figures and months; a part of the log store, whose promises hold.

    Figures are of sessions by the day on which each began, as it was lived then.

    Args:
        reading: begins a transaction that reads.
        log: reads whole records; only those of a month are asked for.
    """

    def __init__(
        self, reading: Callable[[], AbstractContextManager[Connection]], log: SpanReader
    ) -> None:
        self._reading = reading
        self._log = log

    def places(self, wanted: LogFilter) -> list[RatedPlace]:
        """The places whose pain was rated around sessions, as `session_pain.rated_places` has them.

        Args:
            wanted: of which sessions: its span, its foot and its script count.

        Raises:
            StorageError: the log could not be read.
        """
        with self._reading() as connection:
            rows = connection.execute(figure_queries.PLACES, asked(wanted))
            return [RatedPlace((Foot(side), Area(region)), count) for side, region, count in rows]

    def pains(self, wanted: LogFilter, place: Region) -> list[SessionPain]:
        """The pain at a place around each session, answered or not, oldest first.

        It is what `session_pain.pain_of` tells of whole sessions.

        Args:
            wanted: of which sessions: its span, its foot and its script count.
            place: a region of a foot.

        Raises:
            StorageError: the log could not be read.
        """
        values = {**asked(wanted), "side": place[0], "region": place[1]}
        # Sessions of a script hold the same techniques, mostly: the text is read once for each.
        techniques = cache(_techniques)
        with self._reading() as connection:
            return [
                SessionPain(
                    id_,
                    datetime.fromisoformat(start),
                    script_id,
                    title,
                    techniques(held),
                    place,
                    *pain,
                )
                for id_, start, script_id, title, held, *pain in connection.execute(
                    figure_queries.PAINS, values
                )
            ]

    def month(self, first: date, last: date) -> MonthRecords:
        """What a month's days are told from: its records, and those of some days beside it.

        Args:
            first: its first day.
            last: its last day.

        Raises:
            StorageError: the log could not be read.
        """
        span = Span(first, last).widened(BESIDE_DAYS)
        with self._reading() as connection:
            rows = connection.execute(figure_queries.CHECKS_OF_SPAN, span.ms)
            checks = tuple(check_of(row, {}) for row in rows)
        return MonthRecords(
            sessions=tuple(self._log.sessions(span.since, span.until)),
            ratings=tuple(self._log.ratings(span.since, span.until)),
            events=tuple(self._log.events(span.since, span.until)),
            checks=checks,
        )

    def first_day(self) -> date | None:
        """The day of the first entry, as it was lived; None of an empty log.

        Raises:
            StorageError: the log could not be read.
        """
        with self._reading() as connection:
            found = [
                datetime.fromisoformat(instant).date()
                for query in figure_queries.FIRST_INSTANTS
                for (instant,) in connection.execute(query)
            ]
        return min(found, default=None)


def _techniques(held: str) -> tuple[Technique, ...]:
    return tuple(Technique(word) for word in json.loads(held))
