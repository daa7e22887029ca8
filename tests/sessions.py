"""A session as a test needs it: usual values, but for those that it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from app.core.plan import Feet, Foot, Occurrence
from app.core.soreness import SessionRecord, StepDone, StepOutcome


def a_session(start: datetime, **more: Any) -> SessionRecord:
    """Twenty minutes on both feet, fifteen of them hands-on; `more` takes other values' place."""
    usual = SessionRecord(
        id="s",
        start=start,
        end=start + timedelta(minutes=20),
        script_id="heel",
        script_title="Heel",
        script_sha256="",
        techniques=(),
        feet=Feet.BOTH,
        first_foot=Foot.LEFT,
        planned_hands_on_s=900,
        actual_hands_on_s=900,
        completed=True,
        ended_early_reason=None,
        steps=(),
    )
    return replace(usual, **more)


def step_done(position: int, planned: Occurrence, **more: Any) -> StepDone:
    """A step of a plan, done to its end; `more` takes other values' place."""
    step = planned.step
    usual = StepDone(
        position=position,
        step_index=planned.step_index,
        title=step.title,
        technique=step.technique,
        area=step.area,
        side=planned.side,
        tool=step.tool,
        pressure=step.pressure,
        pass_number=planned.pass_number,
        planned_s=step.duration_s,
        actual_s=float(step.duration_s),
        counts=step.counts,
        eased=0,
        outcome=StepOutcome.DONE,
    )
    return replace(usual, **more)
