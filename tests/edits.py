"""Edits of the log that only tests begin with."""

from __future__ import annotations

from app.core.log_edit import Edit, Names


def session_back(session_id: str) -> Edit:
    """A session that was deleted comes back, with all that belongs to it."""
    return Edit(back=Names(sessions=(session_id,)))
