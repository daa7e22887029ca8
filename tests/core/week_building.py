"""Sessions and checks of a week, for tests."""

from __future__ import annotations

from datetime import datetime

from app.core.health_answers import Check
from app.core.health_questions import Questionnaire
from app.core.script import Technique
from app.core.soreness import EndReason, LoggedSession
from tests.sessions import a_session


def session(
    start: datetime, hands_on_s: int = 900, reason: EndReason | None = None
) -> LoggedSession:
    """A session of twenty minutes."""
    record = a_session(
        start,
        id=f"{start}",
        script_id="stretching",
        script_title="Stretching",
        techniques=(Technique.KNEADING,),
        actual_hands_on_s=hands_on_s,
        completed=reason is None,
        ended_early_reason=reason,
    )
    return LoggedSession(record)


def check(when: datetime, level: str) -> Check:
    """A today check with its verdict."""
    return Check(f"{when}", Questionnaire.TODAY, 1, when, {}, level)
