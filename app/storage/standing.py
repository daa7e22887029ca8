"""Tells anew which answers of the log stand, where several are there to the same question."""

from __future__ import annotations

from collections.abc import Iterable
from sqlite3 import Connection

from app.core.standing_answers import Claim, standing

_CLAIMS = """
SELECT
    r.id, r.session_id, r.kind, r.context, r.day, r.side, r.region, r.answered_ms, r.changed,
    r.value IS NOT NULL, s.deleted IS NULL
FROM ratings AS r LEFT JOIN sessions AS s ON s.id = r.session_id
WHERE r.deleted IS NULL
"""

_SUPERSEDED = f"{_CLAIMS} AND r.superseded = 1"

# What stands in the way of one that does not; one statement for each index.
_OF_SESSION = f"""{_CLAIMS} AND r.superseded = 0
    AND r.session_id = ? AND r.kind = ? AND r.context = ? AND r.side = ? AND r.region = ?"""
_OF_DAY = f"""{_CLAIMS} AND r.superseded = 0 AND r.session_id IS NULL
    AND r.day = ? AND r.kind = ? AND r.context = ? AND r.side = ? AND r.region = ?"""
_FIRST_STEPS = f"""{_CLAIMS} AND r.superseded = 0 AND r.kind = 'first_step'
    AND r.day = ? AND r.side = ?"""
_RIVALS = {"session": _OF_SESSION, "day": _OF_DAY, "first steps": _FIRST_STEPS}

_SET_ASIDE = "UPDATE ratings SET superseded = 1 WHERE id = ?"
_LET_STAND = "UPDATE ratings SET superseded = 0 WHERE id = ?"
_DELETED_ONES = "UPDATE ratings SET superseded = 0 WHERE superseded = 1 AND deleted IS NOT NULL"


def tell_standing(connection: Connection) -> None:
    """Set `superseded` as the answers that are there have it, see `standing`.

    To be called within every transaction that adds, changes or deletes answers, or deletes or
    restores sessions. It costs as much as there are superseded answers, which is mostly nothing:
    those that stand have no question in common, so that only these can bring about a change.
    """
    connection.execute(_DELETED_ONES)
    set_aside = _by_id(connection.execute(_SUPERSEDED))
    if not set_aside:
        return
    rivals: dict[str, Claim] = {}
    for claim in set_aside.values():
        for kind, *words in claim.questions:
            rivals |= _by_id(connection.execute(_RIVALS[kind], words))
    stand = standing((set_aside | rivals).values())
    # In this order, since no two that stand may share a question at any time.
    connection.executemany(_SET_ASIDE, [(id_,) for id_ in rivals if id_ not in stand])
    connection.executemany(_LET_STAND, [(id_,) for id_ in set_aside if id_ in stand])


def _by_id(rows: Iterable[tuple[object, ...]]) -> dict[str, Claim]:
    return {claim.id: claim for claim in map(_claim, rows)}


def _claim(row: tuple[object, ...]) -> Claim:
    return Claim._make(row)
