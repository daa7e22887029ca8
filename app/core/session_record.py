"""From a session that was lived to what the log keeps of it."""

from __future__ import annotations

from datetime import datetime

from app.core.session import Session
from app.core.session_table import State
from app.core.soreness import EndReason, SessionRecord


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
        session: the session; of its hands-on time whole seconds are kept, as the player shows it.
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
    reason = EndReason.DONE if session.missing_s else None
    is_cut_off = cut_off is not None and session.state is not State.ENDED
    if session.is_early_end or is_cut_off:
        reason = session.reason or cut_off
    worked = [step for step in steps if step.is_worked]
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
        actual_hands_on_s=session.hands_on_whole_s,
        completed=reason is None,
        ended_early_reason=reason,
        steps=steps,
    )
