"""What a session uses of the machine; each may be missing, and says so by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance

if TYPE_CHECKING:
    from app.core.voice_choices import VoiceChoices, VoiceList
    from app.core.voice_trouble import VoiceTrouble
    from app.ui.checkpoint_keeper import SafeKeeping
    from app.ui.cue_player import Chime
    from app.ui.keep_awake import AwakeScreen
    from app.ui.media_link import Media


class Voice(Protocol):
    """What speaks.

    Attributes:
        muted: whether it keeps silent; setting it stops what is heard.
        on_free: to be set by who uses it; called whenever something may be said.
    """

    muted: bool
    on_free: Callable[[], None]

    @property
    def is_free(self) -> bool:
        """Whether something said now would be spoken at once."""

    def prepare(self, language: str) -> None:
        """Get ready to speak a language, in the background."""

    def say(self, text: str) -> None:
        """Speak, if it is free."""

    def stop(self) -> None:
        """Be silent at once."""

    def close(self) -> None:
        """Let go of the engine."""


class ChosenVoice(Voice, Protocol):
    """A voice that speaks as the person has chosen.

    Attributes:
        on_listed: to be set by who wants to know; called once the voices can be listed.
        on_mended: to be set by who wants to know; called with a trouble that was told and is over.
    """

    on_listed: Callable[[], None]
    on_mended: Callable[[VoiceTrouble], None]

    @property
    def is_opening(self) -> bool:
        """Whether an engine is being reached just now."""

    @property
    def voices(self) -> VoiceList:
        """What can be chosen; empty until `on_listed` was called."""

    def tell_again(self) -> None:
        """Tell the next trouble even if it was told before."""

    def follow(self, choices: VoiceChoices) -> None:
        """Speak as these choices say."""

    def end(self) -> bool:
        """Let go of everything before the program ends; whether all of it could be."""


class Sleep(Protocol):
    """Tells that the computer is about to sleep and has woken up, where the system says so."""

    @property
    def falling_asleep(self) -> SignalInstance:
        """The computer is about to sleep."""

    @property
    def woke(self) -> SignalInstance:
        """The computer has woken up."""

    def listen(self) -> None:
        """Begin to listen; a second time changes nothing."""

    def close(self) -> None:
        """Listen no more."""


@dataclass(frozen=True, slots=True)
class Troubles:
    """Where devices tell that something is missing; each reason once.

    Attributes:
        no_sound: in a sentence for people.
        no_voice: what is missing.
        no_screen: in a sentence for people.
    """

    no_sound: Callable[[str], None]
    no_voice: Callable[[VoiceTrouble], None]
    no_screen: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class SessionDevices:
    """What a session uses of the machine.

    Attributes:
        chime: makes the sounds.
        voice: speaks, as it was chosen.
        checkpoint: keeps the session safe against a crash.
        screen: keeps the screen on.
        media: the desktop's media controls.
        sleep: tells that the computer is about to sleep, and that it woke up.
    """

    chime: Chime
    voice: ChosenVoice
    checkpoint: SafeKeeping
    screen: AwakeScreen
    media: Media
    sleep: Sleep
