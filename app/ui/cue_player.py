"""Which sound belongs to what happens in a session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from app.core import session_events as happened
from app.core.cues import Cue
from app.core.plan import SegmentKind, Side
from app.core.session import Session
from app.core.session_events import Event


class Chime(Protocol):
    """What makes the sounds."""

    @property
    def muted(self) -> bool:
        """Whether it keeps silent."""

    @muted.setter
    def muted(self, muted: bool) -> None: ...

    def prepare(self) -> None:
        """Find a player, so that the first sound isn't late."""

    def play(self, cue: Cue) -> None:
        """Start a sound and return at once."""

    def stop(self) -> None:
        """Silence what is heard."""


class CuePlayer:
    """Plays the sounds of one session.

    Args:
        session: whose events are heard.
        chime: what makes the sounds.
    """

    def __init__(self, session: Session, chime: Chime) -> None:
        self._session = session
        self._chime = chime
        self._side = Side.NONE

    def hear(self, events: Sequence[Event]) -> None:
        """Play the sound of what happened; of several at once only the newest."""
        if any(isinstance(event, happened.Paused | happened.StopAsked) for event in events):
            self._chime.stop()
        cues = [cue for cue in map(self._cue_of, events) if cue is not None]
        if cues:
            self._chime.play(cues[-1])

    def _cue_of(self, event: Event) -> Cue | None:
        if isinstance(event, happened.SegmentStarted):
            cue = self._cue_of_start(event.position)
            return cue if event.is_running else None
        if isinstance(event, happened.HoldStarted):
            return None if event.rep == 1 else Cue.HOLD
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
        happened.Ended: Cue.DONE,
    }
)
