"""The voice of a session: Qt's text-to-speech with one voice, one utterance at a time.

Everything is called in the GUI thread and returns at once. Nothing here raises for a missing
module, engine or voice, nor for an engine that dies or never answers: no voice is a worse session,
never an ended one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Protocol

from PySide6.QtCore import QLoggingCategory, QTimer

from app.core.voice_choices import Voice, VoiceChoices, VoiceList, primary, voice_for
from app.core.voice_trouble import VoiceFault, VoiceTrouble

OPEN_S = 12.0
"""An engine that is not there after so many seconds is given up; 1.6 are usual on Linux."""
RETRY_S = 1.5
"""A speech-dispatcher that is just going home refuses; the next one comes after so many seconds."""
BEGIN_S = 4.0
"""An utterance that has not begun after so many seconds counts as over."""
SETTLE_S = 1.5
"""After a stop, so many seconds are enough to be silent, also where nothing reports it."""
SILENCES_MAX = 3
"""So many utterances in a row that never begin mean that the engine has died."""
GONE_MS = 500
"""At the end of the program an engine gets so many milliseconds to let go by itself."""

_SLOWEST_PER_S = 5
"""Characters a second that even a slow voice speaks; 12 to 18 are usual."""
_PERCENT = 100


def longest_s(text: str) -> float:
    """How long an utterance may last before the voice counts as free again, in seconds."""
    return BEGIN_S + len(text) / _SLOWEST_PER_S


class Engine(Protocol):
    """A speech engine; every call returns at once."""

    def open(self, name: str) -> None:
        """Reach the engine of this name."""

    def voices(self, language: str = "") -> list[Voice]:
        """The voices, or those of one language."""

    def set_voice(self, voice: Voice) -> None:
        """Speak with this voice from now on."""

    def set_rate(self, rate: float) -> None:
        """Speak slower or faster: from -1 to 1."""

    def set_volume(self, volume: float) -> None:
        """Speak softer or louder: from 0 to 1."""

    def say(self, text: str) -> None:
        """Speak; what is being spoken would be cut off."""

    def stop(self) -> None:
        """Be silent."""

    def close(self) -> None:
        """Be silent and let go of everything, in the background."""

    def is_gone(self, within_ms: int = 0) -> bool:
        """Whether it has let go of everything, at the latest after so many milliseconds."""


class Reported(Enum):
    """What an engine reports."""

    OPENED = "opened"
    FREE = "free"
    SPEAKING = "speaking"
    BROKEN = "broken"


class Speech(Protocol):
    """Text-to-speech of the machine, once its module is loaded."""

    def names(self) -> Sequence[str]:
        """The engines there are, the usual one first."""

    def make(self, on_report: Callable[[Reported], None]) -> Engine:
        """Make an engine that is not opened yet."""

    def full_tag(self, language: str) -> str:
        """A language tag with a region."""


def load_speech() -> Speech:
    """Import Qt's text-to-speech: 15 ms and 3 MiB.

    Raises:
        ImportError: it did not come with this Qt, or a library that it needs is missing.
    """
    # Qt Multimedia comes along, and would write two lines where there is no PipeWire.
    QLoggingCategory.setFilterRules("qt.multimedia.symbolsresolver=false")
    from app.devices.speech_engine import QtSpeech  # noqa: PLC0415

    return QtSpeech()


class _Stage(Enum):
    """Where the voice stands."""

    CLOSED = "closed"
    OPENING = "opening"
    RETRYING = "retrying"
    FREE = "free"
    ASKED = "asked"
    SPEAKING = "speaking"
    STOPPING = "stopping"


class SpokenVoice:
    """Speaks one utterance at a time, or says once why it can't and keeps silent.

    Attributes:
        muted: whether `say` does nothing.
        on_free: called whenever something may be said: the engine is there, or an utterance is
            over.
        on_listed: called once, as soon as the voices can be listed or it is known that there are
            none; then it is to be set again.
        on_mended: called with a trouble that was told, once it is over: something was spoken.
    """

    def __init__(
        self,
        on_trouble: Callable[[VoiceTrouble], None],
        load: Callable[[], Speech] = load_speech,
    ) -> None:
        """Remember where to tell trouble; nothing is imported or started yet.

        Args:
            on_trouble: told why nothing is spoken, each reason once.
            load: loads text-to-speech; raises ImportError where there is none.
        """
        self.on_free: Callable[[], None] = _nothing
        self.on_listed: Callable[[], None] = _nothing
        self.on_mended: Callable[[VoiceTrouble], None] = _no_one
        self._on_trouble = on_trouble
        self._load = load
        self._told: set[VoiceTrouble] = set()
        self._tells_again = False
        self._speech: Speech | None = None
        self._engine: Engine | None = None
        self._leaving: list[Engine] = []
        self._engine_name = ""
        self._choices = VoiceChoices()
        self._language = "en"
        self._can_speak = False
        self._longest_s = 0.0
        self._muted = False
        self._silences = 0
        self._has_retried = False
        self._stage = _Stage.CLOSED
        self._watchdog = QTimer()
        self._watchdog.setSingleShot(True)
        self._watchdog.timeout.connect(self._on_watchdog)

    @property
    def muted(self) -> bool:
        """Whether it keeps silent; setting it stops what is heard now."""
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._muted = muted
        if muted:
            self.stop()

    @property
    def is_free(self) -> bool:
        """Whether something said now would be spoken at once."""
        return self._stage is _Stage.FREE and self._can_speak

    @property
    def is_opening(self) -> bool:
        """Whether an engine is being reached just now."""
        return self._stage in (_Stage.OPENING, _Stage.RETRYING)

    @property
    def voices(self) -> VoiceList:
        """What can be chosen, while an engine is there; takes up to a tenth of a second."""
        if self._speech is None or self._engine is None or self.is_opening:
            return VoiceList()
        names = tuple(self._speech.names())
        return VoiceList(names, self._engine_name, tuple(self._engine.voices()))

    def follow(self, choices: VoiceChoices) -> None:
        """Speak as these choices say, from the next utterance on."""
        before, self._choices = self._choices, choices
        if self._stage is _Stage.CLOSED or choices == before:
            return
        if choices.engine != before.engine:
            self.close()
            self.prepare(self._language)
        elif self._engine is not None and not self.is_opening:
            self._dress(self._engine)

    def prepare(self, language: str) -> None:
        """Get ready to speak a language; `on_free` is called once it can.

        The engine is reached in the background. What failed before is tried again.

        Args:
            language: a BCP 47 tag.
        """
        self._language = language
        if self._stage is _Stage.CLOSED:
            self._open()
        elif self._engine is not None and not self.is_opening:
            self._dress(self._engine)

    def tell_again(self) -> None:
        """Tell the next trouble even if it was told before: the person tries whether it is over."""
        self._tells_again = True

    def say(self, text: str) -> None:
        """Speak, if it is free; while it is not, the words are lost."""
        if self._muted or not self.is_free or self._engine is None:
            return
        self._enter(_Stage.ASKED, BEGIN_S)
        self._longest_s = longest_s(text)
        self._engine.say(text)

    def stop(self) -> None:
        """Be silent at once."""
        if self._engine is not None and self._stage in (_Stage.ASKED, _Stage.SPEAKING):
            self._enter(_Stage.STOPPING, SETTLE_S)
            self._engine.stop()

    def close(self) -> None:
        """Be silent and let go of the engine; `prepare` brings it back."""
        self._watchdog.stop()
        self._stage = _Stage.CLOSED
        self._can_speak = False
        self._let_go()

    def _let_go(self) -> None:
        self._leaving = [engine for engine in self._leaving if not engine.is_gone()]
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.close()
            self._leaving.append(engine)

    def end(self) -> bool:
        """Let go of everything before the program ends; waits half a second if it must.

        Returns:
            Whether all is let go. An engine that does not answer keeps its thread, which nothing
            can end but the end of the process: see docs/decisions/0015.
        """
        self.close()
        self._leaving = [engine for engine in self._leaving if not engine.is_gone(GONE_MS)]
        return not self._leaving

    # --- the engine ---

    def _open(self) -> None:
        try:
            self._speech = self._speech or self._load()
        except ImportError:
            self._tell(VoiceTrouble(VoiceFault.NO_MODULE))
            return
        names = self._speech.names()
        if not names:
            self._tell(VoiceTrouble(VoiceFault.NO_ENGINE))
            return
        chosen = self._choices.engine
        self._engine_name = chosen if chosen in names else names[0]
        self._silences = 0
        self._has_retried = False
        self._reach(self._speech)

    def _reach(self, speech: Speech) -> None:
        self._engine = speech.make(self._on_report)
        self._enter(_Stage.OPENING, OPEN_S)
        self._engine.open(self._engine_name)

    def _dress(self, engine: Engine) -> None:
        """Put on the voice for the language, or find that there is none."""
        tag = self._speech.full_tag(self._language) if self._speech else self._language
        voice = voice_for(engine.voices(self._language), tag, self._choices)
        self._can_speak = voice is not None
        if voice is not None:
            engine.set_voice(voice)
            engine.set_rate(self._choices.rate_percent / _PERCENT)
            engine.set_volume(self._choices.volume_percent / _PERCENT)
        elif engine.voices():
            self._tell(VoiceTrouble(VoiceFault.NO_LANGUAGE, primary(self._language)))
        else:
            self._tell(VoiceTrouble(VoiceFault.NO_VOICES))

    def _on_report(self, reported: Reported) -> None:
        if self._stage is _Stage.OPENING:
            self._on_opened(reported)
        elif reported is Reported.BROKEN:
            self._lose(VoiceFault.DIED)
        elif reported is Reported.SPEAKING and self._stage is _Stage.ASKED:
            self._silences = 0
            self._enter(_Stage.SPEAKING, self._longest_s)
            self._mend()
        elif reported is Reported.FREE and self._stage in (_Stage.SPEAKING, _Stage.STOPPING):
            # Free while it is only asked is the end of what came before.
            self._become_free()

    def _on_opened(self, reported: Reported) -> None:
        if reported is Reported.BROKEN and self._has_retried:
            self._lose(VoiceFault.NO_ANSWER)
        elif reported is Reported.BROKEN:
            self._let_go()
            self._enter(_Stage.RETRYING, RETRY_S)
        elif reported is Reported.OPENED and self._engine is not None:
            self._stage = _Stage.FREE
            self._dress(self._engine)
            self._answer()
            self._become_free()

    def _on_watchdog(self) -> None:
        if self._stage is _Stage.RETRYING and self._speech is not None:
            self._has_retried = True
            self._reach(self._speech)
            return
        if self._stage is _Stage.OPENING:
            self._lose(VoiceFault.NO_ANSWER)
            return
        if self._stage is _Stage.ASKED:
            self._silences += 1
        if self._silences >= SILENCES_MAX:
            self._lose(VoiceFault.DIED)
        else:
            self._become_free()

    def _answer(self) -> None:
        """Tell who waits for the voices that it is known which there are."""
        on_listed, self.on_listed = self.on_listed, _nothing
        on_listed()

    def _become_free(self) -> None:
        self._watchdog.stop()
        self._stage = _Stage.FREE
        if self._can_speak:
            self.on_free()

    def _lose(self, fault: VoiceFault) -> None:
        self.close()
        self._tell(VoiceTrouble(fault))

    def _enter(self, stage: _Stage, at_most_s: float) -> None:
        self._stage = stage
        self._watchdog.start(round(at_most_s * 1000))

    def _mend(self) -> None:
        """It speaks: what was told of it is over, and would be told anew."""
        self._tells_again = False
        language = primary(self._language)
        for trouble in [told for told in self._told if told.is_over_with(language)]:
            self._told.remove(trouble)
            self.on_mended(trouble)

    def _tell(self, trouble: VoiceTrouble) -> None:
        is_new = trouble not in self._told or self._tells_again
        self._tells_again = False
        if is_new:
            self._told.add(trouble)
            self._on_trouble(trouble)
        self._answer()


def _nothing() -> None:
    """Nobody listens."""


def _no_one(_trouble: VoiceTrouble) -> None:
    """Nobody listens."""
