"""Reads from the log what its curves are drawn of."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from sqlite3 import Connection

from app.core.daily_question import HurtsMost
from app.core.log_filter import LogFilter
from app.core.plan import Feet, Foot
from app.core.script import Area
from app.core.soreness import REGIONS, EventType
from app.core.trend_view import EventMark, SessionMark
from app.core.trends import DayValue
from app.storage import curve_queries
from app.storage.asked_log import asked

# A word's member by the word itself, as in `records`: much faster than calling the enumeration.
_FOOT = {word.value: word for word in Foot}
_FEET = {word.value: word for word in Feet}
_AREA = {word.value: word for word in Area}
_TYPE = {word.value: word for word in EventType}


class CurveStore:
    """A part of the log store, whose promises hold. It makes values of days, no ratings.

    A day is the one on the person's calendar where they were: of an answer the day on which it was
    given, of a session the one on which it began. Of a filter its span, foot, place and script are
    regarded; what kind of entry is looked for, and words, are the table's.

    Args:
        reading: begins a transaction that reads.
    """

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    def daily(self, question: HurtsMost) -> dict[Foot, tuple[DayValue, ...]]:
        """The answers to a question of the day by foot, of the whole log, the oldest first.

        Raises:
            StorageError: the log could not be read.
        """
        regions = [region for region in REGIONS if HurtsMost.of_region(region) is question]
        found: dict[Foot, list[DayValue]] = {foot: [] for foot in Foot}
        with self._reading() as connection:
            rows = connection.execute(curve_queries.DAILY, (json.dumps(regions),))
            for side, day, value in rows:
                found[_FOOT[side]].append(DayValue(date.fromisoformat(day), value))
        return {foot: tuple(values) for foot, values in found.items()}

    def session_marks(self, wanted: LogFilter) -> list[SessionMark]:
        """The sessions that worked on the foot, whatever was answered about them.

        Raises:
            StorageError: the log could not be read.
        """
        with self._reading() as connection:
            rows = connection.execute(curve_queries.SESSION_MARKS, asked(wanted))
            return [
                SessionMark(id_, date.fromisoformat(day), title, _FEET[feet])
                for id_, day, title, feet in rows
            ]

    def event_marks(self, wanted: LogFilter) -> list[EventMark]:
        """What happened at the foot and place, and what was told without one.

        Raises:
            StorageError: the log could not be read.
        """
        with self._reading() as connection:
            rows = connection.execute(curve_queries.EVENT_MARKS, asked(wanted))
            return [
                EventMark(
                    date.fromisoformat(day),
                    _TYPE[type_],
                    None if side is None else _FOOT[side],
                    None if region is None else _AREA[region],
                    session_id,
                )
                for day, type_, side, region, session_id in rows
            ]
