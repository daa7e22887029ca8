"""The states of a session, the commands, and the one table of which leads where."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from app.core.soreness import EndReason


class State(StrEnum):
    """Where a session stands."""

    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"
    RESUMING = "resuming"
    WAITING = "waiting"
    ASKING = "asking"
    SHORT = "short"
    ENDED = "ended"


class Command(StrEnum):
    """What a person can tell a session."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    BACK = "back"
    JUMP = "jump"
    EXTEND = "extend"
    SHORTEN = "shorten"
    REPEAT = "repeat"
    EASE = "ease"
    LEAVE_OUT = "leave-out"
    INTERRUPT = "interrupt"
    STOP = "stop"
    REASON = "reason"
    TOP_UP = "top-up"
    FINISH = "finish"


_MOVES = (
    Command.NEXT,
    Command.BACK,
    Command.JUMP,
    Command.EXTEND,
    Command.SHORTEN,
    Command.REPEAT,
    Command.EASE,
    Command.LEAVE_OUT,
)

TRANSITIONS: Mapping[State, Mapping[Command, State]] = MappingProxyType(
    {
        State.IDLE: {Command.START: State.RUNNING},
        State.RUNNING: {
            **dict.fromkeys((Command.PAUSE, Command.INTERRUPT), State.PAUSED),
            **dict.fromkeys(_MOVES, State.RUNNING),
            Command.STOP: State.ASKING,
        },
        State.PAUSED: {
            Command.RESUME: State.RESUMING,
            **dict.fromkeys(_MOVES, State.PAUSED),
            Command.STOP: State.ASKING,
        },
        State.RESUMING: {
            **dict.fromkeys((Command.PAUSE, Command.INTERRUPT), State.PAUSED),
            **dict.fromkeys(_MOVES, State.RESUMING),
            Command.STOP: State.ASKING,
        },
        State.WAITING: {
            Command.RESUME: State.RESUMING,
            **dict.fromkeys(_MOVES, State.RUNNING),
            **dict.fromkeys(
                (Command.EXTEND, Command.SHORTEN, Command.REPEAT, Command.EASE), State.WAITING
            ),
            Command.STOP: State.ASKING,
        },
        State.ASKING: {
            Command.REASON: State.ASKING,
            Command.RESUME: State.RESUMING,
            Command.FINISH: State.ENDED,
        },
        State.SHORT: {
            **dict.fromkeys(
                (Command.TOP_UP, Command.FINISH, Command.BACK, Command.JUMP), State.RUNNING
            ),
            Command.STOP: State.ASKING,
        },
        State.ENDED: {},
    }
)
"""The state a command leads to. On arrival two rules may change it: a step that waits makes it
WAITING, and the end of the massage makes it SHORT (under fifteen minutes) or ENDED."""


def answers(reason: EndReason | None) -> frozenset[Command]:
    """What may be said while it asks why it was stopped; `reason` is None while nobody said."""
    if reason is None:
        return frozenset({Command.REASON})
    if reason.may_be_resumed:
        return frozenset(TRANSITIONS[State.ASKING])
    return frozenset({Command.REASON, Command.FINISH})
