"""What the log's views ask of its figures."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from app.core.answer import Region
from app.core.log_filter import LogFilter
from app.core.month_records import MonthRecords
from app.core.session_pain import RatedPlace, SessionPain


class Figures(Protocol):
    """Figures of the log; every call may raise a `KnownError`."""

    def places(self, wanted: LogFilter) -> list[RatedPlace]:
        """The places whose pain was rated around sessions."""

    def pains(self, wanted: LogFilter, place: Region) -> list[SessionPain]:
        """The pain at a place around each session."""


class MonthFigures(Protocol):
    """Months of the log; every call may raise a `KnownError`."""

    def month(self, first: date, last: date) -> MonthRecords:
        """The records of a month and of some days beside it."""

    def first_day(self) -> date | None:
        """The day of the first entry; None of an empty log."""
