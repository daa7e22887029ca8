"""The log's records as rows of its tables, and back."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from app.core.plan import Feet, Foot, Side
from app.core.script import Area, Pressure, Technique, Tool
from app.core.soreness import (
    EndReason,
    EventType,
    LogEvent,
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
    StepDone,
    StepOutcome,
)

Row = tuple[Any, ...]
Values = tuple[str | int | float | None, ...]

# A word's member by the word itself: ten times as fast as calling the enumeration, which
# matters where a hundred thousand answers are read.
_FEET = {word: word for word in Feet}
_FOOT = {word: word for word in Foot}
_SIDE = {word: word for word in Side}
_AREA = {word: word for word in Area}
_TOOL = {word: word for word in Tool}
_PRESSURE = {word: word for word in Pressure}
_TECHNIQUE = {word: word for word in Technique}
_OUTCOME = {word: word for word in StepOutcome}
_REASON = {word: word for word in EndReason}
_KIND = {word: word for word in RatingKind}
_CONTEXT = {word: word for word in RatingContext}
_TYPE = {word: word for word in EventType}


def session_values(session: SessionRecord) -> Values:
    """A session's values in the order of SESSION in log_queries."""
    return (
        session.id,
        instant(session.start),
        instant(session.end),
        session.script_id,
        session.script_title,
        session.script_sha256,
        json.dumps(session.techniques),
        session.feet,
        session.first_foot,
        session.planned_hands_on_s,
        session.actual_hands_on_s,
        session.completed,
        session.ended_early_reason,
        session.safety_verdict,
        session.note,
        session.by_hand,
    )


def session_of(row: Row, steps: tuple[StepDone, ...]) -> SessionRecord:
    """The session of a row."""
    (id_, start, end, script_id, title, sha256, techniques, feet, first_foot) = row[:9]
    (planned_s, actual_s, completed, reason, verdict, note, by_hand) = row[9:]
    return SessionRecord(
        id=id_,
        start=datetime.fromisoformat(start),
        end=datetime.fromisoformat(end),
        script_id=script_id,
        script_title=title,
        script_sha256=sha256,
        techniques=tuple(_TECHNIQUE[word] for word in json.loads(techniques)),
        feet=_FEET[feet],
        first_foot=_FOOT[first_foot],
        planned_hands_on_s=planned_s,
        actual_hands_on_s=actual_s,
        completed=bool(completed),
        ended_early_reason=None if reason is None else _REASON[reason],
        steps=steps,
        safety_verdict=verdict,
        note=note,
        by_hand=bool(by_hand),
    )


def step_id(session_id: str, position: int) -> str:
    """The id of a step: the same on every machine, so that merging never doubles it."""
    return str(uuid5(UUID(session_id), str(position)))


def step_values(step: StepDone, session_id: str) -> Values:
    """A step's values in the order of STEP in log_queries."""
    return (
        step_id(session_id, step.position),
        session_id,
        step.position,
        step.step_index,
        step.title,
        step.technique,
        step.area,
        step.side,
        step.tool,
        step.pressure,
        step.pass_number,
        step.planned_s,
        step.actual_s,
        step.counts,
        step.eased,
        step.outcome,
    )


def step_of(row: Row) -> StepDone:
    """The step of a row without its own id and its session's."""
    (position, index, title, technique, area, side, tool) = row[:7]
    (pressure, pass_number, planned_s, actual_s, counts, eased, outcome) = row[7:]
    return StepDone(
        position,
        index,
        title,
        _TECHNIQUE[technique],
        _AREA[area],
        _SIDE[side],
        _TOOL[tool],
        _PRESSURE[pressure],
        pass_number,
        planned_s,
        actual_s,
        bool(counts),
        eased,
        _OUTCOME[outcome],
    )


def rating_values(rating: Rating) -> Values:
    """A rating's values in the order of RATING in log_queries."""
    return (
        rating.id,
        rating.session_id,
        rating.kind,
        rating.context,
        instant(rating.answered),
        rating.side,
        rating.region,
        rating.value,
        None if rating.due is None else instant(rating.due),
        rating.hours_after_end,
        rating.late,
        rating.note,
    )


def rating_of(row: Row) -> Rating:
    """The rating of a row."""
    (id_, session_id, kind, context, answered, side) = row[:6]
    (region, value, due, hours, late, note) = row[6:]
    return Rating(
        id_,
        session_id,
        _KIND[kind],
        _CONTEXT[context],
        datetime.fromisoformat(answered),
        _FOOT[side],
        _AREA[region],
        value,
        None if due is None else datetime.fromisoformat(due),
        hours,
        bool(late),
        note,
    )


def event_values(event: LogEvent) -> Values:
    """An event's values in the order of EVENT in log_queries."""
    return (
        event.id,
        event.session_id,
        instant(event.when),
        event.type,
        event.severity,
        event.side,
        event.region,
        event.advice_shown,
        event.note,
    )


def event_of(row: Row) -> LogEvent:
    """The event of a row."""
    (id_, session_id, when, type_, severity, side, region, advice_shown, note) = row
    return LogEvent(
        id_,
        session_id,
        datetime.fromisoformat(when),
        _TYPE[type_],
        severity,
        None if side is None else _FOOT[side],
        None if region is None else _AREA[region],
        advice_shown,
        note,
    )


def instant(when: datetime) -> str:
    """An instant as the log holds it: ISO 8601 with the offset of the place where it was lived.

    Raises:
        ValueError: it has no offset.
    """
    if when.tzinfo is None:
        message = f"an instant in the log has its UTC offset, unlike {when}"
        raise ValueError(message)
    return when.isoformat()
