"""A session as a state machine: commands and ticks in, events out.

Which command leads where stands in `session_table`; all else that moves it is here.

Time is only ever read from the clock that is passed in; what remains is computed from it, never
counted down, so that nothing drifts and a late tick loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import ceil, inf

from app.core import session_events as happened
from app.core.durations import whole_s
from app.core.plan import (
    FLOOR_S,
    Foot,
    Occurrence,
    Plan,
    Side,
    SorePart,
    changeover_s,
    fill_occurrences,
)
from app.core.script import Area
from app.core.script_keys import DURATION_MAX_S
from app.core.session_events import Event, Refusal
from app.core.session_marks import Mark, marks_from
from app.core.session_snapshot import (
    SessionSnapshot,
    occurrence_of,
    snapshot_of_occurrence,
    snapshot_of_stretch,
    stretch_again,
)
from app.core.session_table import TRANSITIONS, Command, State, answers
from app.core.soreness import EndReason, StepDone
from app.core.timeline import DONE_WITHIN_S, WORKED_FROM_S, Stretch, Timeline, stretch_of

RESUME_S = 3.0
"""Seconds to get ready again after a pause."""

BACK_S = 3.0
"""Within these seconds of a step, going back means the step before."""

EASED_TO_OFFER = 2
"""After so many times too sore on a foot, leaving the area out is offered."""

EXTENSION_S = 15
"""What one press adds to a step or takes from it, in seconds."""


class Session:
    """One session from get-ready to its end.

    Args:
        plan: the timeline to be walked.
        clock: seconds of a clock that never goes back.

    Every command returns the events it caused, those that were due before it included.
    """

    def __init__(self, plan: Plan, clock: Callable[[], float]) -> None:
        self.plan = plan
        self._choice = plan.choice
        self._clock = clock
        self._timeline = Timeline(map(stretch_of, plan.segments), plan.pauses)
        self._state = State.IDLE
        self._position = 0
        self._base_s = 0.0
        self._entered_s = 0.0
        self._since_s = 0.0
        self._marks: list[Mark] = []
        self._half_is_told = False
        self._resume_at_s = 0.0
        self._reason: EndReason | None = None
        self._ended_early = False
        self._accepts_short = False
        self._last_step: Occurrence | None = None
        self._eased = dict.fromkeys(Foot, 0)
        self._offer: SorePart | None = None
        self._events: list[Event] = []

    # --- what is ---

    @property
    def state(self) -> State:
        """Where it stands."""
        return self._state

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The whole timeline with what was added to it; to be read only."""
        return self._timeline.stretches

    @property
    def position(self) -> int:
        """The index of the stretch it is in; the last one once it has ended."""
        return min(self._position, len(self._timeline) - 1)

    @property
    def current(self) -> Stretch:
        """The stretch it is in."""
        return self._timeline[self.position]

    @property
    def coming(self) -> Stretch:
        """The step that is running, or the one that a changeover leads to."""
        return self._timeline.step_from(self.position) or self.current

    @property
    def back_to(self) -> Stretch | None:
        """The last step before this stretch of which something may still be done."""
        before = self._timeline.step_before(self._position)
        return None if before is None else self._timeline[before]

    @property
    def came_from(self) -> Side:
        """The side that was worked on last before this stretch, wherever it stands in the plan."""
        return Side.NONE if self._last_step is None else self._last_step.side

    @property
    def reason(self) -> EndReason | None:
        """Why it was stopped, None while nobody said."""
        return self._reason

    @property
    def elapsed_s(self) -> float:
        """Seconds into the stretch; all of the last one once it is over."""
        if self._position >= len(self._timeline):
            return self.current.duration_s
        return min(self._base_s + self._running_s(), self.current.duration_s)

    @property
    def remaining_s(self) -> float:
        """Seconds of the stretch that are left; 0 once the last one is over."""
        if self._position >= len(self._timeline):
            return 0.0
        return max(0.0, self.current.duration_s - self.elapsed_s)

    @property
    def resumes_in_s(self) -> float:
        """Seconds until it goes on after a pause; 0 unless it is resuming."""
        if self._state is not State.RESUMING:
            return 0.0
        return max(0.0, self._resume_at_s - self._clock())

    @property
    def total_left_s(self) -> float:
        """Seconds until the end if nothing is skipped and nobody pauses."""
        return self.remaining_s + self._timeline.left_after(self.position)

    @property
    def hands_on_s(self) -> float:
        """Seconds of hands-on time so far: what was really run, a repeated part included."""
        return self._timeline.hands_on_s + (
            self._running_s() if self.current.segment.counts else 0.0
        )

    @property
    def hands_on_whole_s(self) -> int:
        """`hands_on_s` as it is shown and logged: the whole seconds that are over.

        Fifteen minutes once none are missing, so that what is not asked for is not denied either.
        """
        done_s = whole_s(self.hands_on_s)
        return done_s if self.hands_on_s < FLOOR_S - DONE_WITHIN_S else max(done_s, FLOOR_S)

    @property
    def next_due_s(self) -> float | None:
        """The clock's instant of the next event, None while the timer stands still."""
        if self._state is State.RESUMING:
            return self._resume_at_s
        if self._state is not State.RUNNING:
            return None
        offset_s = self._marks[0].offset_s if self._marks else self.current.duration_s
        return self._since_s + min(offset_s, self.current.duration_s) - self._base_s

    @property
    def allowed(self) -> frozenset[Command]:
        """The commands that would do something now."""
        return frozenset(c for c in TRANSITIONS[self._state] if self._refusal(c) is None)

    @property
    def missing_s(self) -> int:
        """Whole seconds of hands-on time that are missing to fifteen minutes, as run so far."""
        return self._missing_s()

    @property
    def is_early_end(self) -> bool:
        """Whether it was stopped before its last step."""
        return self._ended_early

    @property
    def offer(self) -> SorePart | None:
        """What may be left out now, because it was too sore."""
        return self._offer

    def steps_done(self) -> tuple[StepDone, ...]:
        """Every planned and added step, as it was done so far."""
        return self._timeline.steps_done()

    # --- to be taken up again ---

    def snapshot(self) -> SessionSnapshot:
        """All of it at this moment, for `taken_up`."""
        running_s = self._running_s()
        return SessionSnapshot(
            position=self._position,
            base_s=self._base_s + running_s,
            entered_s=self._entered_s,
            is_short=self._state is State.SHORT
            or (self._state is State.ASKING and self._is_over_and_short()),
            has_ended=self._state is State.ENDED,
            half_is_told=self._half_is_told,
            ended_early=self._ended_early,
            accepts_short=self._accepts_short,
            reason=self._reason,
            last_step=snapshot_of_occurrence(self._last_step),
            eased=dict(self._eased),
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
        session._place(snapshot.entered_s)
        session._base_s = snapshot.base_s
        session._half_is_told = snapshot.half_is_told
        session._marks = session._marks_left()
        session._ended_early = snapshot.ended_early
        session._accepts_short = snapshot.accepts_short
        session._reason = snapshot.reason
        session._last_step = occurrence_of(snapshot.last_step, steps)
        session._eased = dict(snapshot.eased)
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

    def tick(self) -> tuple[Event, ...]:
        """Report what has become due by now, in order."""
        self._catch_up(self._clock())
        return self._told()

    # --- how it moves ---

    def _obey(
        self,
        command: Command,
        act: Callable[[float], None],
        target: int | None = None,
        until_s: float = inf,
    ) -> tuple[Event, ...]:
        now = min(self._clock(), until_s)
        self._catch_up(now)
        why = self._refusal(command)
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

    def _refusal(self, command: Command) -> Refusal | None:
        if command not in TRANSITIONS[self._state]:
            return Refusal.NOT_NOW
        if self._state is State.ASKING:
            return None if command in answers(self._reason) else Refusal.NOT_NOW
        if command in (Command.NEXT, Command.SHORTEN) and self._is_rising:
            return Refusal.RISES_SLOWLY
        return self._step_refusal(command, self.current)

    def _step_refusal(self, command: Command, stretch: Stretch) -> Refusal | None:
        """What a stretch does not let be done with it."""
        if command is Command.LEAVE_OUT:
            return Refusal.NOT_NOW if self._offer is None else None
        if command is Command.EASE:
            sore = self.coming.occurrence
            return Refusal.NO_FOOT if sore is None or not sore.side.feet else None
        if command not in (Command.EXTEND, Command.SHORTEN, Command.REPEAT):
            return None
        if not stretch.is_step or (command is Command.REPEAT and stretch.is_closing):
            return Refusal.NOT_NOW
        if command is not Command.SHORTEN and stretch.is_limited:
            may_grow = stretch.duration_s < stretch.segment.duration_s
            return None if may_grow and command is Command.EXTEND else Refusal.LIMITED
        queued = self._timeline.is_queued_after(self._position, stretch.occurrence)
        return Refusal.ALREADY_QUEUED if command is Command.REPEAT and queued else None

    @property
    def _is_rising(self) -> bool:
        """Whether it is in a last step that cannot be passed over."""
        is_last = self._position >= len(self._timeline) - 1
        return self.plan.choice.rises_slowly and is_last and self.current.is_closing

    def _catch_up(self, now: float) -> None:
        if self._state is State.RESUMING and now >= self._resume_at_s:
            self._state = State.RUNNING
            self._since_s = self._resume_at_s
            self._tell(happened.Resumed(self._resume_at_s))
            if self._base_s == self._entered_s:
                self._tell(happened.SegmentStarted(self._resume_at_s, self._position))
        while self._state is State.RUNNING:
            end_s = self._since_s + self.current.duration_s - self._base_s
            self._tell_marks(min(now, end_s))
            if now < end_s:
                break
            self._bank(end_s)
            self._since_s = end_s
            self.current.is_finished = True
            self._enter(self._position + 1, end_s)

    def _tell_marks(self, until_s: float) -> None:
        start_s = self._since_s - self._base_s
        while self._marks and start_s + self._marks[0].offset_s <= until_s:
            mark = self._marks.pop(0)
            self._half_is_told |= mark.event is happened.Halfway
            self._tell(mark.event(start_s + mark.offset_s))

    def _enter(self, position: int, at_s: float) -> None:
        """Arrive at a stretch, or at the end."""
        if self.current.is_step and self._base_s - self._entered_s >= WORKED_FROM_S:
            self._last_step = self.current.occurrence
        self._position = position = self._timeline.next_to_do(position)
        if self._is_over_and_short():
            self._place(0.0)
            self._state = State.SHORT
            self._tell(happened.FellShort(at_s, self._missing_s()))
        elif position >= len(self._timeline):
            self._place(0.0)
            self._state = State.ENDED
            self._tell(happened.Ended(at_s, None))
        else:
            self._begin(at_s)

    def _begin(self, at_s: float) -> None:
        self._timeline.keep_to(self._choice, self._position)
        stretch, coming = self.current, self.coming.occurrence
        if stretch.is_changeover and self._last_step is not None and coming is not None:
            # Where the person comes from may differ from what was planned.
            between_s = changeover_s(self._last_step, coming, self.plan.pauses)
            stretch.duration_s = float(between_s)
        self._place(stretch.credited_s if stretch.is_limited else 0.0)
        must_wait = stretch.occurrence is not None and stretch.occurrence.step.wait
        if must_wait and self._state is State.RUNNING:
            self._state = State.WAITING
            self._tell(happened.WaitingForPerson(at_s))
            return
        is_running = self._state is State.RUNNING
        self._tell(happened.SegmentStarted(at_s, self._position, is_running))
        if is_running:
            self._tell_marks(at_s)

    def _place(self, base_s: float) -> None:
        """Stand `base_s` seconds into the stretch."""
        self._base_s = self._entered_s = base_s
        self._offer = None
        self._half_is_told = False
        is_there = self._position < len(self._timeline)
        current = self.current
        self._marks = marks_from(current.segment, current.duration_s, base_s) if is_there else []

    def _marks_left(self) -> list[Mark]:
        """What is still due in the stretch; half-way is told once, however long it is made."""
        if self._position >= len(self._timeline):
            return []
        again = {happened.Halfway} if self._half_is_told else set()
        left = marks_from(self.current.segment, self.current.duration_s, self._base_s)
        return [mark for mark in left if mark.event not in again]

    def _resume(self, now: float) -> None:
        self._reason = None
        if self._is_over_and_short():
            self._enter(self._position, now)
            return
        self._resume_at_s = now + RESUME_S
        self._tell(happened.Resuming(now))

    def _back(self, now: float) -> None:
        stretch = self.current
        if stretch.is_step and self._base_s - self._entered_s > BACK_S:
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
        stretch.duration_s = max(self._base_s, min(stretch.duration_s + by_s, longest_s))
        self._marks = self._marks_left()
        self._tell(happened.LengthChanged(now, stretch.duration_s))
        self._catch_up(now)

    def _repeat(self, now: float) -> None:
        occurrence = self.current.occurrence
        assert occurrence is not None  # noqa: S101 - _refusal lets steps through only
        self._timeline.insert_before_closing([occurrence])
        self._tell(happened.RepeatQueued(now, self._timeline.closing_at - 1))

    def _ease(self, now: float) -> None:
        stretch = self.coming
        stretch.eased += 1
        stretch.pressure = stretch.pressure.lighter
        self._tell(happened.Eased(now, stretch.pressure))
        self._offer_to_leave_out(now)

    def _offer_to_leave_out(self, now: float) -> None:
        sore = self.coming.occurrence
        assert sore is not None  # noqa: S101 - what is coming is a step
        for foot in sore.side.feet:
            self._eased[foot] += 1
        feet = tuple(foot for foot in sore.side.feet if self._eased[foot] >= EASED_TO_OFFER)
        if feet and sore.step.area is not Area.GENERAL:
            self._offer = SorePart.of(feet, sore.step)
            self._tell(happened.LeaveOutOffered(now, self._offer))

    def _leave_out(self, now: float) -> None:
        assert self._offer is not None  # noqa: S101 - _refusal sees to it
        part, self._offer = self._offer, None
        self._choice = self._choice.without(part)
        self._timeline.leave_out(part, self._position)
        self._tell(happened.LeftOut(now, part))
        if self._position < self._timeline.closing_at:
            self._fill_up()
        stays = self.current.is_step and not self.current.is_passed_over
        if not stays or self._base_s == self._entered_s:
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

    def _is_over_and_short(self) -> bool:
        if self._accepts_short or self._position < self._timeline.closing_at:
            return False
        return self._missing_s() > 0 and bool(self._fillers(self._missing_s()))

    def _missing_s(self) -> int:
        missing_s = FLOOR_S - self._timeline.hands_on_s
        return ceil(missing_s) if missing_s > DONE_WITHIN_S else 0

    def _fillers(self, missing_s: int) -> list[Occurrence]:
        last_pass = max((step.pass_number for step in self.steps_done()), default=1)
        return fill_occurrences(self.plan.script, self._choice, missing_s, last_pass + 1)

    def _top_up(self, now: float) -> None:
        at = self._timeline.closing_at
        self._timeline.insert_before_closing(self._fillers(self._missing_s()))
        self._enter(at, now)

    def _finish(self, now: float) -> None:
        if self._state is State.ENDED:
            self._ended_early = True
            self._tell(happened.Ended(now, self._reason))
            return
        self._accepts_short = True
        self._enter(self._position, now)

    # --- bookkeeping ---

    def _running_s(self) -> float:
        if self._state is not State.RUNNING or self._position >= len(self._timeline):
            return 0.0
        left_s = self.current.duration_s - self._base_s
        return min(max(0.0, self._clock() - self._since_s), left_s)

    def _bank(self, until_s: float) -> None:
        """Credit what was run since the last time."""
        if self._state is not State.RUNNING or self._position >= len(self._timeline):
            return
        ran_s = max(0.0, until_s - self._since_s)
        self.current.credited_s += ran_s
        self._base_s += ran_s

    def _tell(self, event: Event) -> None:
        self._events.append(event)

    def _told(self) -> tuple[Event, ...]:
        events, self._events = tuple(self._events), []
        return events
