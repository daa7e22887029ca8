"""A filter of the log as the values of a query that goes by days as they were lived."""

from __future__ import annotations

from datetime import date

from app.core.log_filter import LogFilter


def asked(wanted: LogFilter) -> dict[str, str]:
    """Its span, script, foot and place; an empty one asks nothing."""
    return {
        "since": (wanted.since or date.min).isoformat(),
        "until": (wanted.until or date.max).isoformat(),
        "script_id": wanted.script_id,
        "foot": wanted.foot or "",
        "region": wanted.region or "",
    }
