"""A session as a state machine: commands and ticks in, events out.

Which command leads where stands in `session_table`, what time does in `session_course`, and what is
refused in `session_refusals`; what the commands do is here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import ceil, inf

from app.core import session_events as happened
from app.core.plan import Plan
from app.core.script_keys import DURATION_MAX_S
from app.core.session_course import Course
from app.core.session_easing import Easing
from app.core.session_events import Event, Refusal
from app.core.session_passage import Passage
from app.core.session_refusals import refusal
from app.core.session_snapshot import (
    SessionSnapshot,
    occurrence_of,
    snapshot_of_occurrence,
    snapshot_of_stretch,
    stretch_again,
)
from app.core.session_table import TRANSITIONS, Command, State
from app.core.soreness import EndReason
from app.core.timeline import Timeline

RESUME_S = 3.0
"""Seconds to get ready again after a pause."""

BACK_S = 3.0
"""Within these seconds of a step, going back means the step before."""

EXTENSION_S = 15
"""What one press adds to a step or takes from it, in seconds."""


class Session(Course):
    """One session from get-ready to its end.

    Every command returns the events it caused, those that were due before it included.
    """

    @property
    def allowed(self) -> frozenset[Command]:
        """The commands that would do something now."""
        return frozenset(c for c in TRANSITIONS[self._state] if refusal(self, c) is None)

    # --- to be taken up again ---

    def snapshot(self) -> SessionSnapshot:
        """All of it at this moment, for `taken_up`."""
        running_s = self._running_s()
        return SessionSnapshot(
            position=self._position,
            base_s=self._passage.base_s + running_s,
            entered_s=self._passage.entered_s,
            is_short=self._state is State.SHORT
            or (self._state is State.ASKING and self._is_over_and_short()),
            has_ended=self._state is State.ENDED,
            half_is_told=self._passage.half_is_told,
            ended_early=self._ended_early,
            accepts_short=self._accepts_short,
            reason=self._reason,
            last_step=snapshot_of_occurrence(self._last_step),
            eased=dict(self._easing.eased),
            left_out=self._choice.left_out,
            steps_out=self._choice.steps_out,
            stretches=tuple(
                snapshot_of_stretch(stretch, running_s if i == self._position else 0.0)
                for i, stretch in enumerate(self._timeline.stretches)
            ),
        )

    @classmethod
    def taken_up(cls, plan: Plan, snapshot: SessionSnapshot, clock: Callable[[], float]) -> Session:
        """A session that was cut off, where it stood: paused, or over.

        Args:
            plan: the plan it was made of.
            snapshot: where it stood.
            clock: seconds of a clock that never goes back.

        Raises:
            SnapshotError: the snapshot does not belong to the plan.
        """
        session = cls(plan, clock)
        steps = plan.script.steps
        stretches = [stretch_again(s, i, steps) for i, s in enumerate(snapshot.stretches)]
        session._timeline = Timeline(stretches, plan.pauses)
        session._choice = replace(
            plan.choice, left_out=snapshot.left_out, steps_out=snapshot.steps_out
        )
        session._position = snapshot.position
        session._passage = Passage(
            session._here,
            snapshot.entered_s,
            snapshot.base_s,
            half_is_told=snapshot.half_is_told,
        )
        session._ended_early = snapshot.ended_early
        session._accepts_short = snapshot.accepts_short
        session._reason = snapshot.reason
        session._last_step = occurrence_of(snapshot.last_step, steps)
        session._easing = Easing(snapshot.eased)
        is_over = snapshot.position >= len(stretches)
        if snapshot.has_ended or (is_over and not snapshot.is_short):
            session._state = State.ENDED
        else:
            session._state = State.SHORT if snapshot.is_short else State.PAUSED
        return session

    # --- what can be said to it ---

    def start(self) -> tuple[Event, ...]:
        """Begin with get-ready."""
        return self._obey(Command.START, lambda now: self._enter(0, now))

    def pause(self) -> tuple[Event, ...]:
        """Stand still."""
        return self._obey(Command.PAUSE, lambda now: self._tell(happened.Paused(now)))

    def resume(self) -> tuple[Event, ...]:
        """Go on after three seconds; also the word “ready” where a step waits."""
        return self._obey(Command.RESUME, self._resume)

    def next(self) -> tuple[Event, ...]:
        """Leave the rest of this stretch out."""
        return self._obey(Command.NEXT, lambda now: self._enter(self._position + 1, now))

    def back(self) -> tuple[Event, ...]:
        """Take the step from its start again; within three seconds, the step before.

        A limited step is never started again: it goes on with what was left of it.
        """
        return self._obey(Command.BACK, self._back)

    def jump(self, position: int) -> tuple[Event, ...]:
        """Go to the step at `position`, with a changeover before it.

        A limited step that is used up is refused.

        Raises:
            IndexError: there is no stretch at that position.
        """
        if not 0 <= position < len(self._timeline):
            message = f"there is no stretch {position}"
            raise IndexError(message)
        return self._obey(Command.JUMP, lambda now: self._jump(position, now), position)

    def extend(self) -> tuple[Event, ...]:
        """Fifteen seconds more of this step, up to fifteen minutes.

        A limited step that was made shorter goes up to its own time again.
        """
        return self._obey(Command.EXTEND, lambda now: self._change_length(EXTENSION_S, now))

    def shorten(self) -> tuple[Event, ...]:
        """Fifteen seconds less of this step, down to where it stands."""
        return self._obey(Command.SHORTEN, lambda now: self._change_length(-EXTENSION_S, now))

    def repeat(self) -> tuple[Event, ...]:
        """Do this step once more at the end, before the closing."""
        return self._obey(Command.REPEAT, self._repeat)

    def ease(self) -> tuple[Event, ...]:
        """Too sore: one level lighter, and noted; after two on a foot, leaving out is offered."""
        return self._obey(Command.EASE, self._ease)

    def leave_out(self) -> tuple[Event, ...]:
        """Leave out what is offered, and fill the time that is missing then with gentle steps.

        A step for both feet goes on where it stands, with the other foot.
        """
        return self._obey(Command.LEAVE_OUT, self._leave_out)

    def interrupt(self, at_s: float, away_s: float) -> tuple[Event, ...]:
        """Stand still because the computer slept; nothing after `at_s` is credited.

        Args:
            at_s: when it was last known to be awake, by the session's clock.
            away_s: about how long it slept, in seconds.
        """
        told = happened.Interrupted
        return self._obey(
            Command.INTERRUPT, lambda now: self._tell(told(now, away_s)), until_s=at_s
        )

    def stop(self) -> tuple[Event, ...]:
        """Stand still at once and ask why."""
        return self._obey(Command.STOP, self._ask)

    def give_reason(self, reason: EndReason) -> tuple[Event, ...]:
        """Say why it was stopped."""
        return self._obey(Command.REASON, lambda now: self._give_reason(reason, now))

    def top_up(self) -> tuple[Event, ...]:
        """Add gentle steps for what is missing to fifteen minutes."""
        return self._obey(Command.TOP_UP, self._top_up)

    def finish(self) -> tuple[Event, ...]:
        """End it: at once after STOP, by the closing where it is short of fifteen minutes."""
        return self._obey(Command.FINISH, self._finish)

    # --- what it does then ---

    def _obey(
        self,
        command: Command,
        act: Callable[[float], None],
        target: int | None = None,
        until_s: float = inf,
    ) -> tuple[Event, ...]:
        now = min(self._clock(), until_s)
        self._catch_up(now)
        why = refusal(self, command)
        if why is None and target is not None and self._timeline[target].is_used_up:
            why = Refusal.USED_UP
        if why is not None:
            self._tell(happened.Refused(now, why))
            return self._told()
        self._bank(now)
        self._state = TRANSITIONS[self._state][command]
        self._since_s = now
        act(now)
        return self._told()

    def _resume(self, now: float) -> None:
        self._reason = None
        if self._is_over_and_short():
            self._enter(self._position, now)
            return
        self._resume_at_s = now + RESUME_S
        self._tell(happened.Resuming(now))

    def _back(self, now: float) -> None:
        stretch = self.current
        if stretch.is_step and self._passage.run_s > BACK_S:
            self._enter(self._position, now)
            return
        before = self._timeline.step_before(self._position)
        self._enter(self._position if before is None else before, now)

    def _jump(self, position: int, now: float) -> None:
        # Whoever goes to a step that was left out wants it after all.
        self._timeline.take_in(position)
        is_step = self._timeline[position].is_step
        self._enter(position - 1 if position > 0 and is_step else position, now)

    def _change_length(self, by_s: int, now: float) -> None:
        stretch = self.current
        own_s = float(stretch.segment.duration_s)
        longest_s = own_s if stretch.is_limited else max(DURATION_MAX_S, stretch.duration_s)
        stretch.duration_s = max(self._passage.base_s, min(stretch.duration_s + by_s, longest_s))
        self._passage.measure(stretch)
        self._tell(happened.LengthChanged(now, stretch.duration_s))
        self._catch_up(now)

    def _repeat(self, now: float) -> None:
        occurrence = self.current.occurrence
        assert occurrence is not None  # noqa: S101 - all but steps is refused
        self._timeline.insert_before_closing([occurrence])
        self._tell(happened.RepeatQueued(now, self._timeline.closing_at - 1))

    def _ease(self, now: float) -> None:
        stretch = self.coming
        stretch.eased += 1
        stretch.pressure = stretch.pressure.lighter
        self._tell(happened.Eased(now, stretch.pressure))
        sore = stretch.occurrence
        assert sore is not None  # noqa: S101 - what is coming is a step
        offer = self._easing.count(sore)
        if offer is not None:
            self._tell(happened.LeaveOutOffered(now, offer))

    def _leave_out(self, now: float) -> None:
        part, self._easing.offer = self._easing.offer, None
        assert part is not None  # noqa: S101 - it is refused where nothing is offered
        self._choice = self._choice.without(part)
        self._timeline.leave_out(part, self._position)
        self._tell(happened.LeftOut(now, part))
        if self._position < self._timeline.closing_at:
            self._fill_up()
        stays = self.current.is_step and not self.current.is_passed_over
        if not stays or self._passage.is_fresh:
            self._enter(self._position, now)

    def _fill_up(self) -> None:
        """Add gentle steps for what is missing to the length that was chosen."""
        counts = self.current.segment.counts and not self.current.is_passed_over
        left_s = self.remaining_s if counts else 0.0
        there_s = self._timeline.hands_on_s + left_s + self._timeline.hands_on_after(self._position)
        self._timeline.insert_before_closing(
            self._fillers(ceil(60 * self._choice.minutes - there_s))
        )

    def _ask(self, now: float) -> None:
        self._tell(happened.StopAsked(now))

    def _give_reason(self, reason: EndReason, now: float) -> None:
        self._reason = reason
        self._tell(happened.ReasonGiven(now, reason))

    def _top_up(self, now: float) -> None:
        at = self._timeline.closing_at
        self._timeline.insert_before_closing(self._fillers(self.missing_s))
        self._enter(at, now)

    def _finish(self, now: float) -> None:
        if self._state is State.ENDED:
            self._ended_early = True
            self._tell(happened.Ended(now, self._reason))
            return
        self._accepts_short = True
        self._enter(self._position, now)
