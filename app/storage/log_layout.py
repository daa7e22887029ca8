"""The tables of the log and their columns, as other machines read and write them.

One table of them drives the export, the checks of an import and its merging. Left out is what
follows from the rest: instants in milliseconds, days, and which answers stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from types import MappingProxyType

from app.core.health_questions import Outcome, Questionnaire
from app.core.plan import Feet, Foot, Side
from app.core.script import Area, Pressure, Technique, Tool
from app.core.soreness import (
    REGIONS,
    EndReason,
    EventType,
    RatingContext,
    RatingKind,
    StepOutcome,
)

SCHEMA = 5
"""The version of the log's layout that is written down here."""


class Kind(StrEnum):
    """What a column holds."""

    ID = auto()
    """A UUID in lower case."""
    INSTANT = auto()
    """ISO 8601 with seconds and offset, as Python writes it."""
    MARK = auto()
    """An instant in UTC with six digits behind the seconds."""
    DATE = auto()
    WORD = auto()
    """One of the column's words."""
    WORDS = auto()
    """A list of them."""
    TEXT = auto()
    NAME = auto()
    """A text that is not blank."""
    SHA256 = auto()
    """64 hexadecimal digits, or empty."""
    COUNT = auto()
    """A whole number from 0."""
    NUMBER = auto()
    """A whole number from 1."""
    SCORE = auto()
    """A whole number from 0 to 10."""
    SECONDS = auto()
    """From 0, with a fraction."""
    HOURS = auto()
    """With a fraction; before something, less than 0."""
    YES_NO = auto()
    ANSWER = auto()
    """Yes or no, and where: `yes left/heel`."""
    PLACES = auto()
    """Where: `left right/heel`."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: as in the log and in the file.
        kind: what it holds.
        words: what a word may be.
        may_be_none: whether it may be empty (null).
        refers_to: the table in which a row of this id has to be.
    """

    name: str
    kind: Kind
    words: tuple[str, ...] = ()
    may_be_none: bool = False
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the log.

    Attributes:
        name: as in the log and in the file.
        columns: all of them but those that follow from others; the first one is `id`.
        order: by what its rows are sorted in a file.
        is_part: whether a row is a part of one elsewhere, and not told of by itself.
    """

    name: str
    columns: tuple[Column, ...]
    order: str
    is_part: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Of its columns."""
        return tuple(column.name for column in self.columns)

    @property
    def quoted(self) -> str:
        """The names of its columns for SQL, of which some are words of that language."""
        return ", ".join(f'"{name}"' for name in self.names)


_ID = Column("id", Kind.ID)
_MARKS = (Column("changed", Kind.MARK), Column("deleted", Kind.MARK, may_be_none=True))
_OF_SESSION = Column("session_id", Kind.ID, refers_to="sessions")
_OF_ANY_SESSION = Column("session_id", Kind.ID, may_be_none=True, refers_to="sessions")
_SIDE = Column("side", Kind.WORD, tuple(Foot))
_REGION = Column("region", Kind.WORD, REGIONS)

_SESSIONS = Table(
    "sessions",
    (
        _ID,
        Column("start", Kind.INSTANT),
        Column("end", Kind.INSTANT),
        Column("script_id", Kind.TEXT),
        Column("script_title", Kind.TEXT),
        Column("script_sha256", Kind.SHA256),
        Column("techniques", Kind.WORDS, tuple(Technique)),
        Column("feet", Kind.WORD, tuple(Feet)),
        Column("first_foot", Kind.WORD, tuple(Foot)),
        Column("planned_hands_on_s", Kind.COUNT),
        Column("actual_hands_on_s", Kind.COUNT),
        Column("completed", Kind.YES_NO),
        Column("ended_early_reason", Kind.WORD, tuple(EndReason), may_be_none=True),
        Column("safety_verdict", Kind.TEXT),
        Column("note", Kind.TEXT),
        Column("by_hand", Kind.YES_NO),
        *_MARKS,
    ),
    order="start_ms, id",
)

_STEPS = Table(
    "session_steps",
    (
        _ID,
        _OF_SESSION,
        Column("position", Kind.COUNT),
        Column("step_index", Kind.COUNT),
        Column("title", Kind.TEXT),
        Column("technique", Kind.WORD, tuple(Technique)),
        Column("area", Kind.WORD, tuple(Area)),
        Column("side", Kind.WORD, tuple(Side)),
        Column("tool", Kind.WORD, tuple(Tool)),
        Column("pressure", Kind.WORD, tuple(Pressure)),
        Column("pass_number", Kind.NUMBER),
        Column("planned_s", Kind.COUNT),
        Column("actual_s", Kind.SECONDS),
        Column("counts", Kind.YES_NO),
        Column("eased", Kind.COUNT),
        Column("outcome", Kind.WORD, tuple(StepOutcome)),
        *_MARKS,
    ),
    order="session_id, position",
    is_part=True,
)

_RATINGS = Table(
    "ratings",
    (
        _ID,
        _OF_ANY_SESSION,
        Column("kind", Kind.WORD, tuple(RatingKind)),
        Column("context", Kind.WORD, tuple(RatingContext)),
        Column("due", Kind.INSTANT, may_be_none=True),
        Column("answered", Kind.INSTANT),
        Column("hours_after_end", Kind.HOURS, may_be_none=True),
        Column("late", Kind.YES_NO),
        _SIDE,
        _REGION,
        Column("value", Kind.SCORE, may_be_none=True),
        Column("note", Kind.TEXT),
        *_MARKS,
    ),
    order="answered_ms, id",
)

_EVENTS = Table(
    "events",
    (
        _ID,
        _OF_ANY_SESSION,
        Column("answer_id", Kind.ID, may_be_none=True, refers_to="after_answers"),
        Column("when", Kind.INSTANT),
        Column("type", Kind.WORD, tuple(EventType)),
        Column("severity", Kind.TEXT),
        Column("side", Kind.WORD, tuple(Foot), may_be_none=True),
        Column("region", Kind.WORD, REGIONS, may_be_none=True),
        Column("advice_shown", Kind.TEXT),
        Column("note", Kind.TEXT),
        *_MARKS,
    ),
    order="when_ms, id",
)

_AFTER_ANSWERS = Table(
    "after_answers",
    (
        _ID,
        _OF_SESSION,
        Column(
            "context",
            Kind.WORD,
            tuple(c for c in RatingContext if c not in (RatingContext.BEFORE, RatingContext.DAILY)),
        ),
        Column("question", Kind.NAME),
        Column("version", Kind.NUMBER),
        Column("answer", Kind.ANSWER),
        Column("when", Kind.INSTANT),
        *_MARKS,
    ),
    order="session_id, context, question",
)

_CHECKS = Table(
    "checks",
    (
        _ID,
        Column("questionnaire", Kind.WORD, tuple(Questionnaire)),
        Column("version", Kind.NUMBER),
        Column("when", Kind.INSTANT),
        Column("level", Kind.WORD, ("", *Outcome)),
        # Its session's row may come later, or never, where a crash took it.
        Column("session_id", Kind.ID, may_be_none=True),
        *_MARKS,
    ),
    order="when_ms, id",
)

_ANSWERS = Table(
    "answers",
    (
        _ID,
        _OF_ANY_SESSION,
        Column("check_id", Kind.ID, may_be_none=True, refers_to="checks"),
        Column("questionnaire", Kind.NAME),
        Column("version", Kind.NUMBER),
        Column("question", Kind.NAME),
        # That of a check is one as in `after_answers`; before there were checks it was any text.
        Column("answer", Kind.TEXT),
        Column("when", Kind.INSTANT),
        *_MARKS,
    ),
    order="check_id, question, id",
    is_part=True,
)

_CLEARANCES = Table(
    "clearances",
    (
        _ID,
        Column("question", Kind.NAME),
        Column("by", Kind.NAME),
        Column("granted", Kind.DATE),
        Column("recorded", Kind.INSTANT),
        Column("places", Kind.PLACES),
        *_MARKS,
    ),
    order="recorded_ms, id",
)

TABLES = MappingProxyType(
    {
        table.name: table
        for table in (
            _SESSIONS,
            _STEPS,
            _RATINGS,
            _EVENTS,
            _AFTER_ANSWERS,
            _CHECKS,
            _ANSWERS,
            _CLEARANCES,
        )
    }
)
"""All of them by name, each after those that its rows refer to but for events' answers."""
