"""One sentence to try the voice with, outside a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from app.core.voice_choices import VoiceChoices, primary
from app.ui.spoken_words import words_for

if TYPE_CHECKING:
    from app.ui.session_devices import Voice


class TrialView(Protocol):
    """Where it is shown how far a trial is."""

    def show_speaking(self) -> None:
        """The sentence is being spoken."""

    def end_test(self) -> None:
        """The sentence was spoken; what is in the way is told elsewhere."""


class VoiceTrial:
    """Speaks a sentence as soon as the voice can.

    Args:
        voice: what speaks; while a session runs it belongs to that.

    Attributes:
        view: to be set by who shows how far it is.
    """

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._waiting = ""
        self.view: TrialView | None = None

    def run(self, choices: VoiceChoices, language: str = "en") -> None:
        """Say a sentence in the language of the chosen voice.

        Where there are no words of ours in that language it counts to three, which every voice
        reads in its own.

        Args:
            choices: of the person.
            language: a BCP 47 tag, for when no voice is chosen.
        """
        language = choices.voice_language or language
        self._waiting = words_for(primary(language)).sample or "1, 2, 3."
        self._voice.on_free = self._speak
        self._voice.stop()
        self._voice.prepare(language)
        self._speak()

    def _speak(self) -> None:
        if not self._voice.is_free:
            return
        waiting, self._waiting = self._waiting, ""
        if waiting:
            self._voice.say(waiting)
        self._show_how_far()

    def _show_how_far(self) -> None:
        if self.view is None:
            return
        if self._voice.is_free:  # it has said it, or has nothing to say
            self.view.end_test()
        else:
            self.view.show_speaking()
