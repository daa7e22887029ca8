"""One sentence to try the voice with, outside a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.voice_choices import VoiceChoices, primary
from app.ui.spoken_words import words_for

if TYPE_CHECKING:
    from app.ui.session_devices import Voice


class VoiceTrial:
    """Speaks a sentence as soon as the voice can.

    Args:
        voice: what speaks; while a session runs it belongs to that.
    """

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._waiting = ""

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
        if self._waiting and self._voice.is_free:
            waiting, self._waiting = self._waiting, ""
            self._voice.say(waiting)
