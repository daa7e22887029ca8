"""Moves a session along: one precise timer for what is due, a coarse one for what is shown."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.core.clock_watch import ClockWatch
from app.core.session import Session
from app.core.session_events import Ended, Event, SegmentStarted
from app.core.session_table import Command, State
from app.core.soreness import EndReason

DISPLAY_MS = 100
"""How often the display is refreshed while time runs, in milliseconds."""

_RUNS = (State.RUNNING, State.RESUMING)
_LONGEST_WAIT_MS = 60_000


class SessionDriver(QObject):
    """Turns a session's events into signals, at the instants they are due.

    Before anything else it looks whether the computer slept since it looked last; then the session
    stands still since the moment before, and nothing is credited.

    Args:
        session: what is driven.
        clock: the session's own clock, in seconds; it never goes back.
        watch: finds out that the computer slept; None where nobody looks.

    Signals:
        reported: all events of one tick or command as a tuple, before each of them is told.
        happened: every event, in order.
        shown: something happened or was asked for; refresh the display.
        passed: time has passed, and nothing else.
        woke: the computer is awake again after a sleep that made the session stand still; about
            how long it was away, in seconds, 0 where no clock tells.
        ended: the session is over.
    """

    reported = Signal(object)
    happened = Signal(object)
    shown = Signal()
    passed = Signal()
    woke = Signal(float)
    ended = Signal()

    def __init__(
        self, session: Session, clock: Callable[[], float], watch: ClockWatch | None = None
    ) -> None:
        super().__init__()
        self.session = session
        self._watch = watch
        self.boundary_lateness_s: list[float] = []
        self._clock = clock
        self._has_ended = False
        self._is_asleep = False
        self._aimed_s: float | None = None
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setTimerType(Qt.TimerType.PreciseTimer)
        self._due.timeout.connect(self.tick)
        self._display = QTimer(self)
        self._display.setInterval(DISPLAY_MS)
        self._display.timeout.connect(self.tick)

    def tick(self) -> None:
        """Report what has become due. May be called at any time."""
        if self._was_asleep():
            return
        events = self.session.tick()
        if not events:
            self._aim()
            self.passed.emit()
            return
        now = self._clock()
        self.boundary_lateness_s += [
            now - event.at_s for event in events if isinstance(event, SegmentStarted | Ended)
        ]
        self._tell(events)

    def start(self) -> None:
        """Begin with get-ready."""
        self._tell(self.session.start())

    def toggle(self) -> None:
        """Pause, or go on; also the word “ready” where a step waits."""
        self._was_asleep()
        if Command.PAUSE in self.session.allowed:
            self._tell(self.session.pause())
        elif Command.RESUME in self.session.allowed:
            self._tell(self.session.resume())

    def pause(self) -> None:
        """Stand still."""
        self._do(self.session.pause)

    def resume(self) -> None:
        """Go on after three seconds."""
        self._do(self.session.resume)

    def next(self) -> None:
        """Leave the rest of this stretch out."""
        self._do(self.session.next)

    def back(self) -> None:
        """Take the step from its start again, or the step before."""
        self._do(self.session.back)

    def jump(self, position: int) -> None:
        """Go to the step at `position` of the timeline."""
        self._do(lambda: self.session.jump(position))

    def extend(self) -> None:
        """Fifteen seconds more of this step."""
        self._do(self.session.extend)

    def shorten(self) -> None:
        """Fifteen seconds less of this step."""
        self._do(self.session.shorten)

    def repeat(self) -> None:
        """This step once more at the end."""
        self._do(self.session.repeat)

    def ease(self) -> None:
        """Too sore: one level lighter."""
        self._do(self.session.ease)

    def leave_out(self) -> None:
        """Leave the sore area out from here on."""
        self._do(self.session.leave_out)

    def fall_asleep(self) -> None:
        """Stand still: the computer is about to sleep."""
        if self.session.state not in _RUNS:
            return
        self._tell(self.session.interrupt(self._clock(), 0.0))
        self._is_asleep = True
        self._watch_anew()

    def wake_up(self) -> None:
        """Tell how long the computer was away, if it fell asleep on the session."""
        if not self._is_asleep or self.session.state is not State.PAUSED:
            return
        self._is_asleep = False
        gap = None if self._watch is None else self._watch.look()
        self.woke.emit(0.0 if gap is None else gap.away_s)

    def stop(self) -> None:
        """Stand still at once and ask why."""
        self._do(self.session.stop)

    def give_reason(self, reason: EndReason) -> None:
        """Say why it was stopped."""
        self._do(lambda: self.session.give_reason(reason))

    def top_up(self) -> None:
        """Gentle steps for what is missing to fifteen minutes."""
        self._do(self.session.top_up)

    def finish(self) -> None:
        """End it, or accept that it is under fifteen minutes."""
        self._do(self.session.finish)

    def rest(self) -> None:
        """Stop both timers for good; the session stays as it is."""
        self._due.stop()
        self._display.stop()

    def _do(self, command: Callable[[], tuple[Event, ...]]) -> None:
        self._was_asleep()
        self._tell(command())

    def _was_asleep(self) -> bool:
        """Whether the computer slept while time ran; then the session stands still since."""
        if self._watch is None or self.session.state not in _RUNS:
            return False
        gap = self._watch.look()
        if gap is None:
            return False
        self._tell(self.session.interrupt(gap.awake_s, gap.away_s))
        return True

    def _tell(self, events: tuple[Event, ...]) -> None:
        self._aim()
        if events:
            self.reported.emit(events)
        for event in events:
            self.happened.emit(event)
        self.shown.emit()
        if self.session.state is State.ENDED and not self._has_ended:
            self._has_ended = True
            self.rest()
            self.ended.emit()

    def _aim(self) -> None:
        """Set both timers for the state the session is in now."""
        due_s = self.session.next_due_s
        if due_s is None:
            self._due.stop()
        elif due_s != self._aimed_s or not self._due.isActive():
            wait_ms = ceil((due_s - self._clock()) * 1000)
            self._due.start(min(max(0, wait_ms), _LONGEST_WAIT_MS))
        self._aimed_s = due_s
        runs = self.session.state in _RUNS
        if runs and not self._display.isActive():
            self._display.start()
            self._is_asleep = False
            self._watch_anew()
        elif not runs:
            self._display.stop()

    def _watch_anew(self) -> None:
        """Compare the clocks from here on."""
        if self._watch is not None:
            self._watch.forget()
            self._watch.look()
