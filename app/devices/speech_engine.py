"""Qt's text-to-speech in a thread of its own, in which no Python runs.

Reaching an engine takes 1.6 s with speech-dispatcher and its voices, and for ever with a
speech-dispatcher that hangs. Made by its constructor, QTextToSpeech would keep Python's lock all
that time, in whatever thread. So it is made empty, which takes no time, moved to a thread that
runs only Qt's event loop, and everything it is told goes there as a queued signal, straight to
its C++ slots.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale, QObject, Qt, QThread, Signal
from PySide6.QtTextToSpeech import QTextToSpeech, QVoice

from app.core.voice_choices import Voice
from app.devices.voice import Reported

_MOCK = "mock"
_PLACES = {"US": "America", "GB": "Great Britain"}
"""Countries that voices call otherwise than Qt does."""


class SpeechEngine(QObject):
    """One engine. Every call returns at once.

    Args:
        on_report: called with all that it reports, first that it is opened or broken.
        in_thread: whether it gets a thread of its own; Apple's belongs to the first thread.
    """

    _engine_set = Signal(str)
    _locale_set = Signal(QLocale)
    _voice_set = Signal(QVoice)
    _rate_set = Signal(float)
    _volume_set = Signal(float)
    _said = Signal(str)
    _stopped = Signal()

    def __init__(
        self,
        on_report: Callable[[Reported], None],
        *,
        in_thread: bool = sys.platform.startswith("linux"),
    ) -> None:
        super().__init__()
        self._on_report = on_report
        self._is_opened = self._is_closed = False
        self._speech = QTextToSpeech("none")
        self._thread = QThread() if in_thread else None
        self._connect()
        if self._thread is not None:
            self._thread.setObjectName("voice")
            self._speech.moveToThread(self._thread)
            self._thread.start()

    def _connect(self) -> None:
        speech, queued = self._speech, Qt.ConnectionType.QueuedConnection
        self._engine_set.connect(speech.setEngine, queued)
        self._locale_set.connect(speech.setLocale, queued)
        self._voice_set.connect(speech.setVoice, queued)
        self._rate_set.connect(speech.setRate, queued)
        self._volume_set.connect(speech.setVolume, queued)
        self._said.connect(speech.say, queued)
        self._stopped.connect(speech.stop, queued)
        speech.stateChanged.connect(self._on_state_changed, queued)
        speech.errorOccurred.connect(self._on_error, queued)
        speech.engineChanged.connect(self._on_engine_changed, queued)

    def open(self, name: str) -> None:
        """Reach the engine of this name."""
        self._engine_set.emit(name)

    def voices(self, language: str = "") -> list[Voice]:
        """The voices, or those of one language; only to be asked once it is opened.

        With speech-dispatcher and eSpeak this takes 2 ms for one language, and 80 ms for all the
        thirteen thousand that come of a hundred timbres for each.

        Args:
            language: a BCP 47 tag; its region plays no part.
        """
        wanted = QLocale(language).language() if language else None
        found: list[Voice] = []
        for locale in self._speech.availableLocales():
            is_known = locale.language() is not QLocale.Language.C
            if is_known and wanted in (None, locale.language()):
                tag, place = locale.name().replace("_", "-"), _place(locale)
                names = (voice.name() for voice in self._speech.allVoices(locale))
                found += [Voice(name, tag, place) for name in names]
        return found

    def set_voice(self, voice: Voice) -> None:
        """Speak with one of its voices from now on."""
        locale = QLocale(voice.language)
        for made in self._speech.allVoices(locale):
            if made.name() == voice.name:
                self._locale_set.emit(locale)
                self._voice_set.emit(made)
                return

    def set_rate(self, rate: float) -> None:
        """Speak slower or faster: from -1 to 1."""
        self._rate_set.emit(rate)

    def set_volume(self, volume: float) -> None:
        """Speak softer or louder: from 0 to 1."""
        self._volume_set.emit(volume)

    def say(self, text: str) -> None:
        """Speak; what is being spoken would be cut off."""
        self._said.emit(text)

    def stop(self) -> None:
        """Be silent; reported as free once it is."""
        self._stopped.emit()

    def close(self) -> None:
        """Be silent and let go of the engine; nothing is reported any more."""
        self._is_closed = True
        if self._thread is None:
            self._speech.stop()
            self._speech.deleteLater()
            return
        self._stopped.emit()
        self._thread.finished.connect(self._speech.deleteLater)
        self._thread.quit()

    def is_gone(self, within_ms: int = 0) -> bool:
        """Wait so long for its thread after `close`; whether it has ended."""
        return self._thread is None or self._thread.wait(within_ms)

    def _on_engine_changed(self, _name: str) -> None:
        if self._is_closed:  # this was on its way, and Qt's object may be gone already
            return
        is_there = self._speech.state() is not QTextToSpeech.State.Error
        self._is_opened = is_there
        self._report(Reported.OPENED if is_there else Reported.BROKEN)

    def _on_state_changed(self, state: QTextToSpeech.State) -> None:
        self._report(_STATES.get(state, Reported.SPEAKING))

    def _on_error(self, reason: QTextToSpeech.ErrorReason, _message: str) -> None:
        # A second failure changes no state, which is an error already.
        if reason is not QTextToSpeech.ErrorReason.NoError:
            self._report(Reported.BROKEN)

    def _report(self, what: Reported) -> None:
        if not self._is_closed:
            self._on_report(what)


_STATES = {
    QTextToSpeech.State.Ready: Reported.FREE,
    QTextToSpeech.State.Error: Reported.BROKEN,
}


class QtSpeech:
    """The text-to-speech of this machine."""

    def names(self) -> Sequence[str]:
        """The engines Qt has plug-ins for, the usual one first; none is started.

        Qt's own stand-in for tests, which says nothing, is not among them.
        """
        return [name for name in QTextToSpeech.availableEngines() if name != _MOCK]

    def make(self, on_report: Callable[[Reported], None]) -> SpeechEngine:
        """Make an engine that is not opened yet."""
        return SpeechEngine(on_report)

    def full_tag(self, language: str) -> str:
        """A language tag with a region: its own, or else the person's, or else the usual one."""
        return full_tag(language)


def full_tag(language: str, home: Sequence[str] = ()) -> str:
    """A language tag with a region: its own, or else the person's, or else the usual one.

    Args:
        language: a BCP 47 tag.
        home: tags of the person's system, the preferred one first; those of Qt if empty.
    """
    locale = QLocale(language)
    if "-" in language:
        return locale.name().replace("_", "-")
    tags = home or QLocale.system().uiLanguages()
    own = [QLocale(tag) for tag in tags]
    same = [one for one in own if one.language() == locale.language()]
    return (same[0] if same else locale).name().replace("_", "-")


def _place(locale: QLocale) -> str:
    country = QLocale.territoryToCode(locale.territory())
    return _PLACES.get(country, QLocale.territoryToString(locale.territory()))
