"""From a session that was lived to what the log keeps of it."""

from __future__ import annotations

from datetime import datetime

from app.core.plan import FLOOR_S
from app.core.session import Session
from app.core.session_table import State
from app.core.soreness import EndReason, SessionRecord, StepOutcome


def record_of(
    session: Session,
    *,
    record_id: str,
    start: datetime,
    end: datetime,
    script_sha256: str,
    cut_off: EndReason | None = None,
) -> SessionRecord:
    """What the log keeps of a session that has ended, or was cut off.

    Args:
        session: the session; its hands-on seconds are rounded to whole ones.
        record_id: a UUID made for it.
        start: when it was started, with its UTC offset.
        end: when it ended, with its UTC offset; not before the start, whatever was done to the
            computer's clock meanwhile.
        script_sha256: of the script's file, in hexadecimal.
        cut_off: why it ended where it did not come to its end; a reason that was given stays.
    """
    plan = session.plan
    steps = session.steps_done()
    # Whoever left steps out until fifteen minutes were not reached was done before the end.
    is_enough = round(session.hands_on_s) >= FLOOR_S
    reason = None if is_enough else EndReason.DONE
    is_cut_off = cut_off is not None and session.state is not State.ENDED
    if session.is_early_end or is_cut_off:
        reason = session.reason or cut_off
    worked = [step for step in steps if step.outcome is not StepOutcome.SKIPPED]
    return SessionRecord(
        id=record_id,
        start=start,
        end=max(start, end),
        script_id=plan.script.id,
        script_title=plan.script.title,
        script_sha256=script_sha256,
        techniques=tuple(dict.fromkeys(step.technique for step in worked)),
        feet=plan.choice.feet,
        first_foot=plan.choice.first,
        planned_hands_on_s=plan.hands_on_s,
        actual_hands_on_s=round(session.hands_on_s),
        completed=reason is None,
        ended_early_reason=reason,
        steps=steps,
    )
