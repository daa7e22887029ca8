"""Why nothing is spoken; the sentences for people are made where they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class VoiceFault(StrEnum):
    """What is missing."""

    # This Qt came without text-to-speech.
    NO_MODULE = "no-module"
    # No speech engine.
    NO_ENGINE = "no-engine"
    # There is an engine by its name, and it could not be reached.
    NO_ANSWER = "no-answer"
    # There is an engine, and it has no voice at all.
    NO_VOICES = "no-voices"
    # No voice speaks the language of the script.
    NO_LANGUAGE = "no-language"
    # The engine has spoken, and has died since or says nothing any more.
    DIED = "died"


@dataclass(frozen=True, slots=True)
class VoiceTrouble:
    """Why nothing is spoken; `language` is the BCP 47 tag for which there is no voice."""

    fault: VoiceFault
    language: str = ""

    def is_over_with(self, language: str) -> bool:
        """Whether words that were spoken in a language prove that it is over."""
        return self.language in ("", language)
