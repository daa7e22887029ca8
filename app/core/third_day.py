"""Which sessions are asked about once more after 72 hours: those of which something stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC

from app.core.lasting_soreness import sore_feet_at_48h
from app.core.soreness import LoggedSession


def looked_at_again(sessions: Iterable[LoggedSession]) -> frozenset[str]:
    """The ids of sessions after which something was told that was not told to be gone.

    It is soreness of more than before from 48 hours on, or a yes when something was last asked.
    """
    return frozenset(
        one.session.id for one in sessions if sore_feet_at_48h(one) or _is_told_last(one)
    )


def _is_told_last(logged: LoggedSession) -> bool:
    newest = max((one.when.astimezone(UTC) for one in logged.answers), default=None)
    last = next((one for one in logged.answers if one.when.astimezone(UTC) == newest), None)
    if last is None:
        return False
    return any(one.answer.is_yes for one in logged.answers if one.context is last.context)
