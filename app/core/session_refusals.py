"""Which commands a session refuses, and why."""

from __future__ import annotations

from app.core.session_course import Course
from app.core.session_events import Refusal
from app.core.session_table import TRANSITIONS, Command, State, answers
from app.core.timeline import Stretch


def refusal(session: Course, command: Command) -> Refusal | None:
    """Why a command would do nothing now; None where it would do something."""
    if command not in TRANSITIONS[session.state]:
        return Refusal.NOT_NOW
    if session.state is State.ASKING:
        return None if command in answers(session.reason) else Refusal.NOT_NOW
    if command in (Command.NEXT, Command.SHORTEN) and _is_rising(session):
        return Refusal.RISES_SLOWLY
    return _step_refusal(session, command, session.current)


def _step_refusal(session: Course, command: Command, stretch: Stretch) -> Refusal | None:
    """What a stretch does not let be done with it."""
    if command is Command.LEAVE_OUT:
        return Refusal.NOT_NOW if session.offer is None else None
    if command is Command.EASE:
        sore = session.coming.occurrence
        return Refusal.NO_FOOT if sore is None or not sore.side.feet else None
    if command not in (Command.EXTEND, Command.SHORTEN, Command.REPEAT):
        return None
    if not stretch.is_step or (command is Command.REPEAT and stretch.is_closing):
        return Refusal.NOT_NOW
    if command is not Command.SHORTEN and stretch.is_limited:
        may_grow = stretch.duration_s < stretch.segment.duration_s
        return None if may_grow and command is Command.EXTEND else Refusal.LIMITED
    is_again = command is Command.REPEAT and session.is_queued
    return Refusal.ALREADY_QUEUED if is_again else None


def _is_rising(session: Course) -> bool:
    """Whether it is in a last step that cannot be passed over."""
    is_last = session.position >= len(session.stretches) - 1
    return session.plan.choice.rises_slowly and is_last and session.current.is_closing
