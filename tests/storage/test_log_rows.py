from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import EndReason, RatingContext, RatingKind
from app.storage.exports.log_json import log_text

Make = Callable[..., Any]

# As interface.md, section 3, has them.
SESSIONS = (
    "schema,session_id,start,end,script_id,script_title,script_sha256,techniques,feet,first_foot,"
    "planned_hands_on_s,actual_hands_on_s,met_15_min,completed,ended_early_reason,steps_done,"
    "steps_skipped,eased_count,safety_verdict,note"
)
RATINGS = (
    "schema,rating_id,session_id,kind,context,due,answered,hours_after_end,late,side,region,value,"
    "note"
)
EVENTS = "schema,event_id,session_id,when,type,severity,side,region,advice_shown,note"


def printed(*parts: Any) -> dict[str, list[dict[str, Any]]]:
    read: dict[str, list[dict[str, Any]]] = json.loads("".join(log_text(*parts)))
    return read


def test_an_empty_log_has_its_lists() -> None:
    assert printed([], [], []) == {"sessions": [], "ratings": [], "events": []}


def test_a_session_has_the_columns_that_were_promised(session: Make) -> None:
    lived = session(completed=False, ended_early_reason=EndReason.SHARP_PAIN)
    [row] = printed([lived], [], [])["sessions"]
    assert ",".join(row) == SESSIONS
    assert row == {
        "schema": 1,
        "session_id": lived.id,
        "start": "2025-11-21T19:02:10+01:00",
        "end": "2025-11-21T19:22:10+01:00",
        "script_id": "cross-fiber-friction",
        "script_title": "Across-the-grain friction for the sole",
        "script_sha256": "ab" * 32,
        "techniques": ["kneading", "cross-fiber-friction"],
        "feet": "both",
        "first_foot": "right",
        "planned_hands_on_s": 1110,
        "actual_hands_on_s": 1071,
        "met_15_min": True,
        "completed": False,
        "ended_early_reason": "sharp_pain",
        "steps_done": 1,
        "steps_skipped": 1,
        "eased_count": 1,
        "safety_verdict": "clear",
        "note": "after a long walk",
    }


def test_a_rating_has_the_columns_that_were_promised(rating: Make) -> None:
    answer = rating(
        session_id="7d1f2f0a-94a3-4b8e-9d5c-0a3f3f6f1a11",
        kind=RatingKind.SORENESS,
        context=RatingContext.H24,
        side=Foot.RIGHT,
        region=Area.BALL_OF_FOOT,
        value=0,
        due=datetime(2025, 11, 21, 18, 0, tzinfo=UTC),
        hours_after_end=24.5,
        late=True,
        note="much better",
    )
    [row] = printed([], [answer], [])["ratings"]
    assert ",".join(row) == RATINGS
    assert row == {
        "schema": 1,
        "rating_id": answer.id,
        "session_id": "7d1f2f0a-94a3-4b8e-9d5c-0a3f3f6f1a11",
        "kind": "soreness",
        "context": "h24",
        "due": "2025-11-21T18:00:00+00:00",
        "answered": "2025-11-21T19:02:10+01:00",
        "hours_after_end": 24.5,
        "late": True,
        "side": "right",
        "region": "ball-of-foot",
        "value": 0,
        "note": "much better",
    }


def test_an_event_has_the_columns_that_were_promised(event: Make) -> None:
    happened = event()
    [row] = printed([], [], [happened])["events"]
    assert ",".join(row) == EVENTS
    assert row == {
        "schema": 1,
        "event_id": happened.id,
        "session_id": None,
        "when": "2025-11-21T19:02:10+01:00",
        "type": "bruise",
        "severity": "small",
        "side": "right",
        "region": "arch",
        "advice_shown": "Go lighter next time.",
        "note": "like a coin",
    }


def test_what_was_not_answered_is_null(session: Make, rating: Make, event: Make) -> None:
    empty = session(script_sha256="", safety_verdict="", note="", techniques=())
    rows = printed(
        [empty],
        [rating(value=None)],
        [event(severity="", side=None, region=None, advice_shown="", note="")],
    )
    nulls = {kind: {k for k, v in row.items() if v is None} for kind, [row] in rows.items()}
    assert nulls == {
        "sessions": {"script_sha256", "ended_early_reason", "safety_verdict", "note"},
        "ratings": {"session_id", "due", "hours_after_end", "value", "note"},
        "events": {"session_id", "severity", "side", "region", "advice_shown", "note"},
    }
    assert rows["sessions"][0]["techniques"] == []
