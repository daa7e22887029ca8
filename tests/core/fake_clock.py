"""A clock that stands still until a test moves it, and a session that walks by it."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from app.core.plan import Plan
from app.core.session import Session
from app.core.session_events import Event
from app.core.session_table import Command, State
from app.core.soreness import EndReason

START_S = 1000.0
"""A monotonic clock does not begin at nought."""


class FakeClock:
    """Seconds of a clock that never goes back."""

    def __init__(self, now_s: float = START_S) -> None:
        self.now_s = now_s

    def __call__(self) -> float:
        return self.now_s

    def advance(self, by_s: float) -> None:
        assert by_s >= 0
        self.now_s += by_s


Told = list[tuple[Any, ...]]


class Walk:
    """A session with its clock; instants are seconds since it was made."""

    def __init__(self, plan: Plan, *, is_started: bool = True) -> None:
        self.clock = FakeClock()
        self.session = Session(plan, self.clock)
        if is_started:
            self.session.start()

    @property
    def now_s(self) -> float:
        return self.clock.now_s - START_S

    def forward(self, by_s: float) -> Told:
        """Let time go by, then tick."""
        self.clock.advance(by_s)
        return told(self.session.tick())

    def to(self, at_s: float) -> Told:
        """Go on to an instant, then tick."""
        return self.forward(at_s - self.now_s)

    def at(self, position: int, into_s: float = 0) -> Walk:
        """Run on until `into_s` seconds into the stretch at `position`."""
        while self.session.position < position:
            due_s = self.session.next_due_s
            assert due_s is not None
            self.clock.now_s = due_s
            self.session.tick()
        self.forward(into_s)
        return self


def told(events: tuple[Event, ...]) -> Told:
    """Events as (instant since the start, name, what it says …)."""
    return [
        (
            event.at_s - START_S,
            type(event).__name__,
            *(getattr(event, f.name) for f in fields(event) if f.name != "at_s"),
        )
        for event in events
    ]


def state_of(walk: Walk) -> State:
    """Where its session stands; a function, so that mypy does not believe that it stays there."""
    return walk.session.state


def names(events: tuple[Event, ...]) -> list[str]:
    return [type(event).__name__ for event in events]


def command(session: Session, which: Command, jump_to: int = 1) -> tuple[Event, ...]:
    """Tell a session any command."""
    if which is Command.JUMP:
        return session.jump(jump_to)
    if which is Command.REASON:
        return session.give_reason(EndReason.DONE)
    commands = {
        Command.START: session.start,
        Command.PAUSE: session.pause,
        Command.RESUME: session.resume,
        Command.NEXT: session.next,
        Command.BACK: session.back,
        Command.EXTEND: session.extend,
        Command.SHORTEN: session.shorten,
        Command.REPEAT: session.repeat,
        Command.EASE: session.ease,
        Command.LEAVE_OUT: session.leave_out,
        Command.INTERRUPT: lambda: session.interrupt(session._clock(), 60.0),
        Command.STOP: session.stop,
        Command.TOP_UP: session.top_up,
        Command.FINISH: session.finish,
    }
    return commands[which]()
