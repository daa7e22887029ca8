"""Sessions and checks of a week, for tests."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.core.health_answers import Check
from app.core.health_questions import Questionnaire
from app.core.plan import Feet, Foot
from app.core.script import Technique
from app.core.soreness import EndReason, LoggedSession, SessionRecord


def session(
    start: datetime, hands_on_s: int = 900, reason: EndReason | None = None
) -> LoggedSession:
    """A session of twenty minutes."""
    record = SessionRecord(
        id=f"{start}",
        start=start,
        end=start + timedelta(minutes=20),
        script_id="stretching",
        script_title="Stretching",
        script_sha256="",
        techniques=(Technique.KNEADING,),
        feet=Feet.BOTH,
        first_foot=Foot.LEFT,
        planned_hands_on_s=900,
        actual_hands_on_s=hands_on_s,
        completed=reason is None,
        ended_early_reason=reason,
        steps=(),
    )
    return LoggedSession(record)


def check(when: datetime, level: str) -> Check:
    """A today check with its verdict."""
    return Check(f"{when}", Questionnaire.TODAY, 1, when, {}, level)
