"""Records as rows under the column names that other programs rely on (interface.md, section 3).

CSV and JSON share these names; what differs between them (lists, empty values) is theirs.
"""

from __future__ import annotations

from datetime import datetime

from app.core.soreness import LogEvent, Rating, SessionRecord

SCHEMA = 1
"""The version of these columns; the first column of every row."""

Row = dict[str, object]
"""Column name to value: text, number, boolean, list of texts, or None for empty."""


def session_row(session: SessionRecord) -> Row:
    """A session under its column names; seconds are whole, instants ISO 8601 with offset."""
    return {
        "schema": SCHEMA,
        "session_id": session.id,
        "start": _instant(session.start),
        "end": _instant(session.end),
        "script_id": _text(session.script_id),
        "script_title": _text(session.script_title),
        "script_sha256": _text(session.script_sha256),
        "techniques": [technique.value for technique in session.techniques],
        "feet": session.feet.value,
        "first_foot": session.first_foot.value,
        "planned_hands_on_s": session.planned_hands_on_s,
        "actual_hands_on_s": session.actual_hands_on_s,
        "met_15_min": session.met_15_min,
        "completed": session.completed,
        "ended_early_reason": _text(session.ended_early_reason),
        "steps_done": session.steps_done,
        "steps_skipped": session.steps_skipped,
        "eased_count": session.eased_count,
        "safety_verdict": _text(session.safety_verdict),
        "note": _text(session.note),
    }


def rating_row(rating: Rating) -> Row:
    """A rating under its column names; `value` None means shown and skipped."""
    return {
        "schema": SCHEMA,
        "rating_id": rating.id,
        "session_id": rating.session_id,
        "kind": rating.kind.value,
        "context": rating.context.value,
        "due": _instant(rating.due),
        "answered": _instant(rating.answered),
        "hours_after_end": rating.hours_after_end,
        "late": rating.late,
        "side": rating.side.value,
        "region": rating.region.value,
        "value": rating.value,
        "note": _text(rating.note),
    }


def event_row(event: LogEvent) -> Row:
    """An event under its column names."""
    return {
        "schema": SCHEMA,
        "event_id": event.id,
        "session_id": event.session_id,
        "when": _instant(event.when),
        "type": event.type.value,
        "severity": _text(event.severity),
        "side": _text(event.side),
        "region": _text(event.region),
        "advice_shown": _text(event.advice_shown),
        "note": _text(event.note),
    }


def _instant(when: datetime | None) -> str | None:
    return None if when is None else when.isoformat()


def _text(text: str | None) -> str | None:
    """A text or a word as it is; empty is not answered. A word of an enumeration is a text."""
    return str(text) if text else None
