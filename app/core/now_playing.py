"""What a session shows to the desktop's own player controls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NowPlaying:
    """The step that runs, in the words of a media player.

    Attributes:
        title: the step.
        album: the script.
        artist: the foot, or empty.
        track: the step's place in the timeline, from 0.
        length_s: how long the step lasts as it is planned now.
        is_playing: whether time runs; else it is paused.
        can_go_next: whether the step can be skipped.
        can_go_previous: whether there is a way back.
        position_s: seconds into the step; asked only when somebody wants to know.
    """

    title: str
    album: str
    artist: str
    track: int
    length_s: float
    is_playing: bool
    can_go_next: bool = True
    can_go_previous: bool = True
    position_s: Callable[[], float] = field(default=lambda: 0.0, compare=False)
