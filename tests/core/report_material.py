"""What a report is made of, as the whole log has it."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.daily_question import HurtsMost
from app.core.health_answers import Check
from app.core.plan import Foot
from app.core.report import Material
from app.core.soreness import LogEvent, LoggedSession, Rating
from app.core.trends import daily_values
from tests.core.health_building import QUESTIONS


def material_of(
    sessions: Sequence[LoggedSession] = (),
    ratings: Sequence[Rating] = (),
    events: Sequence[LogEvent] = (),
    checks: Sequence[Check] = (),
    hurts_most: HurtsMost = HurtsMost.HEEL_OR_ARCH,
) -> Material:
    """Of a log that holds these."""
    days = [
        *(one.session.start.date() for one in sessions),
        *(one.answered.date() for one in ratings),
        *(one.when.date() for one in events),
    ]
    return Material(
        sessions,
        ratings,
        events,
        checks,
        QUESTIONS,
        {foot: daily_values(ratings, foot, question=hurts_most) for foot in Foot},
        min(days, default=None),
        hurts_most=hurts_most,
    )
