"""What the voice says in a session, and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.core import session_events as happened
from app.core.soreness import EndReason
from app.core.speech_queue import SpeechKind, SpeechQueue, Utterance
from app.ui.spoken_words import guidance, introduction, sentences, words_for

if TYPE_CHECKING:
    from app.core.plan import Occurrence
    from app.core.session import Session
    from app.core.session_events import Event
    from app.ui.session_devices import Voice

LEAD_S = 0.6
"""Seconds of quiet before words that come with a tone: its stroke would cover the first of them."""


class Speaker(QObject):
    """Speaks one session.

    A step is introduced (foot, title) while the person moves over to it, and its cue is spoken when
    it begins; where the introduction was not heard, all of it is.

    Args:
        session: whose events are heard; its script's language is spoken.
        voice: what speaks; it is prepared by who made it.
        clock: the session's own clock, in seconds.
    """

    def __init__(self, session: Session, voice: Voice, clock: Callable[[], float]) -> None:
        super().__init__()
        self._session = session
        self._voice = voice
        self._clock = clock
        self._words = words_for(session.plan.script.language)
        self._queue = SpeechQueue()
        self._introductions: dict[Utterance, Occurrence] = {}
        self._introduced: Occurrence | None = None
        self._lead = QTimer(self)
        self._lead.setSingleShot(True)
        self._lead.timeout.connect(self._speak)
        voice.on_free = self._speak

    def hear(self, events: Sequence[Event]) -> None:
        """Let the words for what happened wait for their turn."""
        for event in events:
            if isinstance(event, happened.Paused | happened.StopAsked | happened.Interrupted):
                self._fall_silent()
            elif not self._voice.muted:
                self._put(event)
        self._speak()

    def close(self) -> None:
        """Fall silent and let go of the voice."""
        self._lead.stop()
        self._queue.clear()
        self._voice.on_free = _nothing
        self._voice.close()

    def _fall_silent(self) -> None:
        self._queue.clear()
        self._introduced = None
        self._voice.stop()

    def _speak(self) -> None:
        """Say what has its turn now, or come back when it has."""
        self._lead.stop()
        if self._voice.muted:
            self._queue.clear()
            self._introduced = None
        if not self._voice.is_free:
            return  # it says when it is
        self._queue.end()
        utterance = self._queue.take(self._clock())
        if utterance is not None:
            self._introduced = self._introductions.get(utterance, self._introduced)
            self._voice.say(utterance.text)
        elif (from_s := self._queue.next_from_s) is not None:
            self._lead.start(max(1, round((from_s - self._clock()) * 1000)))

    def _put(self, event: Event) -> None:
        match event:
            case happened.SegmentStarted(position=position, is_running=True):
                self._announce(event, position)
            case happened.WaitingForPerson():
                self._announce(event, self._session.position)
            case happened.Halfway() | happened.TenSecondsLeft():
                self._tell_time(event)
            case happened.FellShort(missing_s=missing_s):
                time = self._words.time(missing_s)
                self._say(event, self._words.short.format(time=time))
            case happened.Ended(reason=None | EndReason.DONE):
                self._say(event, self._words.done, lead_s=LEAD_S)
            case _:
                self._say(event, self._prompt(event), SpeechKind.PROMPT)

    def _prompt(self, event: Event) -> str:
        """What is said in the middle of a step; empty if nothing."""
        match event:
            case happened.PromptDue(say=say):
                return sentences(say)
            case happened.Eased() if self._session.offer is None:
                return self._words.lighter
            case happened.LeaveOutOffered():
                return self._words.leave_out
            case _:
                return ""

    def _tell_time(self, event: Event) -> None:
        half_s = self._session.current.duration_s / 2
        half = self._words.half.format(time=self._words.time(half_s))
        is_half = isinstance(event, happened.Halfway)
        lead_s = LEAD_S if is_half else 0.0
        self._say(event, half if is_half else self._words.ten_seconds, SpeechKind.TIME_LEFT, lead_s)

    def _say(
        self,
        event: Event,
        words: str,
        kind: SpeechKind = SpeechKind.ANNOUNCEMENT,
        lead_s: float = 0.0,
    ) -> None:
        if words:
            self._queue.put(Utterance(words, kind, event.at_s, lead_s))

    def _announce(self, event: Event, position: int) -> None:
        """Announce the stretch at `position`: what comes, or how what begins is done."""
        stretches = self._session.stretches
        stretch = stretches[position]
        occurrence = next((s.occurrence for s in stretches[position:] if s.occurrence), None)
        if occurrence is None:
            return
        step, is_known = occurrence.step, self._introduced is occurrence
        first = "" if is_known else introduction(step, occurrence.side, self._words)
        second = guidance(step) if stretch.is_step else ""
        if isinstance(event, happened.WaitingForPerson):
            second = self._words.ready
        utterance = Utterance(sentences(first, second), SpeechKind.ANNOUNCEMENT, event.at_s, LEAD_S)
        self._introductions = {utterance: occurrence}
        self._queue.clear()
        if utterance.text:
            self._queue.put(utterance)


def _nothing() -> None:
    """Nobody listens."""
