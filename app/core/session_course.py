"""The course of a session: where it stands, and how time moves it on from stretch to stretch.

Time is only ever read from the clock that is passed in; what remains is computed from it, never
counted down, so that nothing drifts and a late tick loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from app.core import session_events as happened
from app.core.plan import Occurrence, Plan, Side, SorePart, changeover_s
from app.core.session_easing import Easing
from app.core.session_events import Event
from app.core.session_floor import fillers, missing_to_floor_s, whole_hands_on_s
from app.core.session_passage import Passage
from app.core.session_table import State
from app.core.soreness import EndReason, StepDone
from app.core.timeline import WORKED_FROM_S, Stretch, Timeline, stretch_of


class Course:
    """A session as it runs by itself; what can be said to it has `Session`.

    Args:
        plan: the timeline to be walked.
        clock: seconds of a clock that never goes back.
    """

    def __init__(self, plan: Plan, clock: Callable[[], float]) -> None:
        self.plan = plan
        self._choice = plan.choice
        self._clock = clock
        self._timeline = Timeline(map(stretch_of, plan.segments), plan.pauses)
        self._state = State.IDLE
        self._position = 0
        self._passage = Passage(None)
        self._since_s = 0.0
        self._resume_at_s = 0.0
        self._reason: EndReason | None = None
        self._ended_early = False
        self._accepts_short = False
        self._last_step: Occurrence | None = None
        self._easing = Easing()
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
        return min(self._passage.base_s + self._running_s(), self.current.duration_s)

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
        """`hands_on_s` as it is shown and logged: the whole seconds that are over."""
        return whole_hands_on_s(self.hands_on_s)

    @property
    def next_due_s(self) -> float | None:
        """The clock's instant of the next event, None while the timer stands still."""
        if self._state is State.RESUMING:
            return self._resume_at_s
        if self._state is not State.RUNNING:
            return None
        due_s = self._passage.next_due_s(self.current.duration_s)
        return self._since_s + due_s - self._passage.base_s

    @property
    def missing_s(self) -> int:
        """Whole seconds of hands-on time that are missing to fifteen minutes, as run so far."""
        return missing_to_floor_s(self._timeline.hands_on_s)

    @property
    def is_early_end(self) -> bool:
        """Whether it was stopped before its last step."""
        return self._ended_early

    @property
    def offer(self) -> SorePart | None:
        """What may be left out now, because it was too sore."""
        return self._easing.offer

    @property
    def is_queued(self) -> bool:
        """Whether this step was already added once more."""
        return self._timeline.is_queued_after(self._position, self.current.occurrence)

    def steps_done(self) -> tuple[StepDone, ...]:
        """Every planned and added step, as it was done so far."""
        return self._timeline.steps_done()

    # --- how time moves it ---

    def tick(self) -> tuple[Event, ...]:
        """Report what has become due by now, in order."""
        self._catch_up(self._clock())
        return self._told()

    def _catch_up(self, now: float) -> None:
        if self._state is State.RESUMING and now >= self._resume_at_s:
            self._state = State.RUNNING
            self._since_s = self._resume_at_s
            self._tell(happened.Resumed(self._resume_at_s))
            if self._passage.is_fresh:
                self._tell(happened.SegmentStarted(self._resume_at_s, self._position))
        while self._state is State.RUNNING:
            end_s = self._since_s + self.current.duration_s - self._passage.base_s
            self._tell_due(min(now, end_s))
            if now < end_s:
                break
            self._bank(end_s)
            self._since_s = end_s
            self.current.is_finished = True
            self._enter(self._position + 1, end_s)

    def _tell_due(self, until_s: float) -> None:
        for event in self._passage.due(self._since_s - self._passage.base_s, until_s):
            self._tell(event)

    def _enter(self, position: int, at_s: float) -> None:
        """Arrive at a stretch, or at the end."""
        if self.current.is_step and self._passage.run_s >= WORKED_FROM_S:
            self._last_step = self.current.occurrence
        self._position = position = self._timeline.next_to_do(position)
        if self._is_over_and_short():
            self._place(0.0)
            self._state = State.SHORT
            self._tell(happened.FellShort(at_s, self.missing_s))
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
            self._tell_due(at_s)

    def _place(self, base_s: float) -> None:
        """Stand `base_s` seconds into the stretch."""
        self._passage = Passage(self._here, base_s)
        self._easing.offer = None

    @property
    def _here(self) -> Stretch | None:
        """The stretch it is in, None behind the last one."""
        return self.current if self._position < len(self._timeline) else None

    def _is_over_and_short(self) -> bool:
        if self._accepts_short or self._position < self._timeline.closing_at:
            return False
        return self.missing_s > 0 and bool(self._fillers(self.missing_s))

    def _fillers(self, missing_s: int) -> list[Occurrence]:
        return fillers(self.plan.script, self._choice, self._timeline, missing_s)

    # --- bookkeeping ---

    def _running_s(self) -> float:
        if self._state is not State.RUNNING or self._position >= len(self._timeline):
            return 0.0
        left_s = self.current.duration_s - self._passage.base_s
        return min(max(0.0, self._clock() - self._since_s), left_s)

    def _bank(self, until_s: float) -> None:
        """Credit what was run since the last time."""
        if self._state is not State.RUNNING or self._position >= len(self._timeline):
            return
        ran_s = max(0.0, until_s - self._since_s)
        self.current.credited_s += ran_s
        self._passage.base_s += ran_s

    def _tell(self, event: Event) -> None:
        self._events.append(event)

    def _told(self) -> tuple[Event, ...]:
        events, self._events = tuple(self._events), []
        return events
