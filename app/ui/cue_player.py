"""Which sound belongs to what happens in a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import inf
from types import MappingProxyType
from typing import Protocol

from app.core import session_events as happened
from app.core.cues import Cue
from app.core.plan import SegmentKind, Side
from app.core.session import Session
from app.core.session_events import Event
from app.core.session_table import State
from app.core.soreness import EndReason
from app.core.sound_choices import SoundChoices

_TICKS_S = 3.0
_SAME_INSTANT_S = 0.001


class Chime(Protocol):
    """What makes the sounds; nothing it is told may wait or raise.

    Attributes:
        on_mended: to be set by who wants to know; called with a sentence that was told when a
            sound was missing, once it is over.
    """

    on_mended: Callable[[str], None]

    @property
    def muted(self) -> bool:
        """Whether it keeps silent."""

    @muted.setter
    def muted(self, muted: bool) -> None: ...

    def prepare(self) -> None:
        """Find a player, so that the first sound isn't late."""

    def play(self, cue: Cue) -> None:
        """Start a sound and return at once."""

    def start_pace(self, per_min: int, elapsed_s: float, duration_s: float) -> None:
        """Let a step's beat be heard from here to its end, in place of any other."""

    def stop_pace(self) -> None:
        """Let the beat end, and no other sound."""

    def stop(self) -> None:
        """Silence what is heard, the beat too."""

    def tell_again(self) -> None:
        """Tell the next trouble even if it was told before."""

    def follow(self, choices: SoundChoices) -> None:
        """Take these volumes and tones."""

    def close(self) -> None:
        """Silence all for good, and let go of what plays it."""


class CuePlayer:
    """Plays the sounds of one session, and keeps the beat of a step with a pace in phase with it.

    Args:
        session: whose events are heard.
        chime: what makes the sounds.
    """

    def __init__(self, session: Session, chime: Chime) -> None:
        self._session = session
        self._chime = chime
        self._side = Side.NONE
        self._has_beat = False
        self._ticks_to_s = -inf

    def hear(self, events: Sequence[Event]) -> None:
        """Play the sound of what happened; of several at once only the newest."""
        if any(isinstance(event, _STOPS) or self._belies_ticks(event) for event in events):
            self._chime.stop()
            self._has_beat = False
            self._ticks_to_s = -inf
        cues = [cue for cue in map(self._cue_of, events) if cue is not None]
        if cues:
            self._chime.play(cues[-1])
        for event in events:
            if isinstance(event, happened.LastThreeSeconds):
                self._ticks_to_s = event.at_s + _TICKS_S
        if any(isinstance(event, _MOVES) for event in events):
            self._keep_beat()

    def _belies_ticks(self, event: Event) -> bool:
        """Whether the last three seconds tick on toward an end that is not there any more."""
        return isinstance(event, _MOVES) and event.at_s < self._ticks_to_s - _SAME_INSTANT_S

    def _keep_beat(self) -> None:
        """Begin the beat where the session stands now, or end it."""
        per_min = self._pace_per_min()
        if per_min is not None:
            session = self._session
            self._chime.start_pace(per_min, session.elapsed_s, session.current.duration_s)
        elif self._has_beat:
            self._chime.stop_pace()
        self._has_beat = per_min is not None

    def _pace_per_min(self) -> int | None:
        if self._session.state is not State.RUNNING:
            return None
        occurrence = self._session.current.occurrence
        return None if occurrence is None else occurrence.step.pace_per_min

    def _cue_of(self, event: Event) -> Cue | None:
        if isinstance(event, happened.SegmentStarted):
            cue = self._cue_of_start(event.position)
            return cue if event.is_running else None
        if isinstance(event, happened.HoldStarted):
            return None if event.rep == 1 else Cue.HOLD
        if isinstance(event, happened.Ended):
            # After a sign of the body a cheerful tone is out of place; the voice is silent too.
            return Cue.DONE if event.reason in (None, EndReason.DONE) else None
        return _CUES.get(type(event))

    def _cue_of_start(self, position: int) -> Cue | None:
        """What announces a stretch; remembers the foot, to tell when it changes."""
        stretches = self._session.stretches
        kind = stretches[position].segment.kind
        if kind is SegmentKind.GET_READY:
            return Cue.GET_READY
        coming = next((s.occurrence for s in stretches[position:] if s.occurrence), None)
        before, after = self._side, Side.NONE if coming is None else coming.side
        if kind is SegmentKind.STEP:
            self._side = after
            return Cue.BEGIN
        changes = before is not after and Side.NONE not in (before, after)
        return Cue.SIDE_CHANGE if changes else None


_CUES: Mapping[type[Event], Cue] = MappingProxyType(
    {
        happened.Resuming: Cue.GET_READY,
        happened.Halfway: Cue.HALF,
        happened.LastThreeSeconds: Cue.LAST_THREE,
        happened.ReleaseStarted: Cue.RELEASE,
    }
)

_STOPS = (happened.Paused, happened.StopAsked, happened.Interrupted)
_MOVES = (
    happened.SegmentStarted,
    happened.Resumed,
    happened.LengthChanged,
    happened.Resuming,
    *_STOPS,
    happened.WaitingForPerson,
    happened.FellShort,
    happened.Ended,
)
"""After these another beat may be due than before, or none."""
