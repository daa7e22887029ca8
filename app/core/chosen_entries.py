"""Whether an entry of the log belongs to what is looked at, by foot, region and script."""

from __future__ import annotations

from app.core.log_filter import LogFilter
from app.core.soreness import LogEvent, LoggedSession, Rating


def is_session_chosen(logged: LoggedSession, wanted: LogFilter) -> bool:
    """Whether a session is of the script, worked on the foot, and tells of the region.

    It tells of a region by an answer or an event about that place, of the foot if one is chosen.
    """
    session = logged.session
    if wanted.script_id and session.script_id != wanted.script_id:
        return False
    if wanted.foot is not None and session.feet not in ("both", wanted.foot):
        return False
    if wanted.region is None:
        return True
    about: list[Rating | LogEvent] = [*logged.ratings, *logged.events]
    return any(one.region is wanted.region and wanted.foot in (None, one.side) for one in about)


def is_single_chosen(entry: Rating | LogEvent, wanted: LogFilter) -> bool:
    """Whether an answer or an event without a session is about the foot and the region.

    None is of a script.
    """
    if wanted.script_id:
        return False
    is_foot = wanted.foot is None or entry.side is wanted.foot
    return is_foot and (wanted.region is None or entry.region is wanted.region)
