"""What waits to be spoken: one after the other, nothing cut off, nothing late.

The rules of the voice stand here, without a voice: what is being spoken is let finish; a new
step's announcement takes the place of all that still waits; what comes too late is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SpeechKind(StrEnum):
    """What is said."""

    ANNOUNCEMENT = "announcement"
    PROMPT = "prompt"
    TIME_LEFT = "time-left"

    @property
    def late_after_s(self) -> float:
        """How long after its instant it may still begin, in seconds.

        A time must be true when it is heard: “ten seconds” with seven left is not. A prompt belongs
        to a moment of the stroke. An announcement helps for as long as its step is young, and must
        outlast a speech engine that takes three seconds to wake.
        """
        return {"announcement": 8.0, "prompt": 5.0, "time-left": 2.5}[self.value]


@dataclass(frozen=True, slots=True)
class Utterance:
    """Some words, and when.

    Attributes:
        text: what is spoken.
        kind: what it is.
        due_s: the clock's instant it belongs to.
        lead_s: seconds of quiet before it, for a tone that sounds at the same instant.
    """

    text: str
    kind: SpeechKind
    due_s: float
    lead_s: float = 0.0

    @property
    def from_s(self) -> float:
        """The clock's instant from which it may begin."""
        return self.due_s + self.lead_s

    def is_late(self, now_s: float) -> bool:
        """Whether it is too late to begin it."""
        return now_s - self.due_s > self.kind.late_after_s


class SpeechQueue:
    """Holds utterances until the voice is free. All instants are of one clock, in seconds."""

    def __init__(self) -> None:
        self._waiting: list[Utterance] = []
        self._is_speaking = False

    @property
    def is_speaking(self) -> bool:
        """Whether something was taken that is not over yet; tests compare it with the voice."""
        return self._is_speaking

    @property
    def waiting(self) -> tuple[Utterance, ...]:
        """What still waits, in the order in which it will be spoken."""
        return tuple(self._waiting)

    @property
    def next_from_s(self) -> float | None:
        """From when on the next may begin, None if nothing waits."""
        return self._waiting[0].from_s if self._waiting else None

    def put(self, utterance: Utterance) -> None:
        """Let it wait; an announcement takes the place of all that waits."""
        if utterance.kind is SpeechKind.ANNOUNCEMENT:
            self._waiting.clear()
        self._waiting.append(utterance)

    def take(self, now_s: float) -> Utterance | None:
        """The next to be spoken now, if the voice is free and it is its turn; late ones go."""
        if self._is_speaking:
            return None
        self._waiting = [waits for waits in self._waiting if not waits.is_late(now_s)]
        if not self._waiting or now_s < self._waiting[0].from_s:
            return None
        self._is_speaking = True
        return self._waiting.pop(0)

    def end(self) -> None:
        """What was taken is over, or given up."""
        self._is_speaking = False

    def clear(self) -> None:
        """Forget what waits; what was taken is over when the voice says so."""
        self._waiting.clear()
