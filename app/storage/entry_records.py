"""Rows of the log's tables as entries of its table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from app.core.log_entries import (
    AnswersEntry,
    EntryKey,
    EntryType,
    EventEntry,
    FeetScores,
    LogEntry,
    SessionEntry,
    excerpt,
    foot_score,
)
from app.core.plan import Feet, Foot
from app.core.script import Area
from app.core.soreness import EndReason, EventType, RatingContext, RatingKind
from app.storage.records import Row

_Scored = dict[Foot, list[tuple[Area, int]]]
_Question = tuple[RatingKind, RatingContext]


def day_id(day: str, kind: str) -> str:
    """The id of a day's answers of a kind; the day comes first, up to the blank."""
    return f"{day} {kind}"


def session_entries(
    sessions: Iterable[Row], answers: Iterable[Row], events: Iterable[Row]
) -> Iterator[LogEntry]:
    """The entries of a page's sessions, from rows as their queries give them."""
    scored: defaultdict[str, defaultdict[_Question, _Scored]] = defaultdict(_asked)
    notes: defaultdict[str, list[str]] = defaultdict(list)
    happened: defaultdict[str, int] = defaultdict(int)
    for session_id, kind, context, side, region, value, note in answers:
        if value is not None:
            question = RatingKind(kind), RatingContext(context)
            scored[session_id][question][Foot(side)].append((Area(region), value))
        notes[session_id].append(note)
    for session_id, note, has_happened in events:
        happened[session_id] += has_happened
        notes[session_id].append(note)
    for row in sessions:
        id_ = row[0]
        about = _session(row, scored[id_], happened[id_])
        note = excerpt([row[-1], *notes[id_]])
        key = EntryKey(EntryType.SESSION, id_)
        yield LogEntry(key, datetime.fromisoformat(row[1]), about, note)


def _session(row: Row, scored: defaultdict[_Question, _Scored], happened: int) -> SessionEntry:
    (title, hands_on_s, planned_s, feet, completed, reason, by_hand) = row[2:9]
    return SessionEntry(
        title,
        hands_on_s,
        planned_s,
        Feet(feet),
        bool(completed),
        None if reason is None else EndReason(reason),
        bool(by_hand),
        happened,
        _feet_scores(scored[RatingKind.PAIN, RatingContext.BEFORE]),
        _feet_scores(scored[RatingKind.PAIN, RatingContext.AFTER]),
        _feet_scores(scored[RatingKind.SORENESS, RatingContext.AFTER]),
    )


def answers_entries(answers: Iterable[Row]) -> Iterator[LogEntry]:
    """The entries of days without a session, from answers in the order of their instants."""
    scored: defaultdict[tuple[str, str], _Scored] = defaultdict(_places)
    notes: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    latest: dict[tuple[str, str], str] = {}
    for day, kind, answered, side, region, value, note in answers:
        one = day, kind
        if value is not None:
            scored[one][Foot(side)].append((Area(region), value))
        notes[one].append(note)
        latest[one] = answered
    for (day, kind), answered in latest.items():
        about = AnswersEntry(RatingKind(kind), _feet_scores(scored[day, kind]))
        key = EntryKey(EntryType.ANSWERS, day_id(day, kind))
        yield LogEntry(key, datetime.fromisoformat(answered), about, excerpt(notes[day, kind]))


def event_entry(row: Row) -> LogEntry:
    """The entry of an event without a session."""
    (id_, when, type_, severity, side, region, note, is_advice) = row
    about = EventEntry(
        EventType(type_),
        severity,
        None if side is None else Foot(side),
        None if region is None else Area(region),
        bool(is_advice),
    )
    key = EntryKey(EntryType.EVENT, id_)
    return LogEntry(key, datetime.fromisoformat(when), about, excerpt([note]))


def _places() -> _Scored:
    return {foot: [] for foot in Foot}


def _asked() -> defaultdict[_Question, _Scored]:
    return defaultdict(_places)


def _feet_scores(scored: _Scored) -> FeetScores:
    return FeetScores(*(foot_score(scored[foot]) for foot in Foot))
