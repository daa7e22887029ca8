"""What sound and voice lack: told once, and kept for who wants to read it in Settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from app.ui.session_devices import Troubles
from app.ui.trouble_words import no_sound_in_short, no_voice_in_short
from app.ui.voice_words import trouble_text

if TYPE_CHECKING:
    from app.core.voice_trouble import VoiceTrouble
    from app.ui.session_devices import SessionDevices


class NoticeBoard(Protocol):
    """Where it stands why there is no sound or no voice; empty where there is."""

    def show_sound_notice(self, sentence: str) -> None:
        """Of the sound."""

    def show_voice_notice(self, sentence: str) -> None:
        """Of the voice."""


class DeviceNews:
    """Hears what the devices lack and what was mended.

    Args:
        tell: says a sentence to the person, or the same in short.

    Attributes:
        board: to be set by who shows it.
    """

    def __init__(self, tell: Callable[[str, str], None]) -> None:
        self._tell = tell
        self._no_sound = ""
        self._no_voice = ""
        self._board: NoticeBoard | None = None

    def troubles(self, tell_other: Callable[[str], None]) -> Troubles:
        """Where the devices tell what is missing."""
        return Troubles(self.on_no_sound, self.on_no_voice, tell_other)

    def watch(self, devices: SessionDevices) -> None:
        """Hear from now on what was mended."""
        devices.voice.on_mended = self._on_voice_mended
        devices.chime.on_mended = self._on_sound_mended

    def stand_on(self, board: NoticeBoard) -> None:
        """Show it here from now on."""
        self._board = board
        self._show(self._no_sound, self._no_voice)

    def on_no_sound(self, sentence: str) -> None:
        """There is no sound, and why."""
        self._show(sentence, self._no_voice)
        self._tell(sentence, no_sound_in_short(sentence))

    def on_no_voice(self, trouble: VoiceTrouble) -> None:
        """There is no voice, and why."""
        sentence = trouble_text(trouble)
        self._show(self._no_sound, sentence)
        self._tell(sentence, no_voice_in_short())

    def _on_voice_mended(self, trouble: VoiceTrouble) -> None:
        if trouble_text(trouble) == self._no_voice:
            self._show(self._no_sound, "")

    def _on_sound_mended(self, sentence: str) -> None:
        if sentence == self._no_sound:
            self._show("", self._no_voice)

    def _show(self, no_sound: str, no_voice: str) -> None:
        self._no_sound, self._no_voice = no_sound, no_voice
        if self._board is not None:
            self._board.show_sound_notice(no_sound)
            self._board.show_voice_notice(no_voice)
