"""Trying sound and voice from Settings, outside a session."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.voice_trial import VoiceTrial

if TYPE_CHECKING:
    from app.core.cues import Cue
    from app.core.preferences import Preferences
    from app.ui.device_news import DeviceNews
    from app.ui.session_devices import SessionDevices
    from app.ui.settings_room import SettingsRoom


class DeviceTests(QObject):
    """Lets Settings play a sound, speak a sentence and list the voices.

    Args:
        news: what the devices lack; Settings shows it from now on.
        devices: sound and voice.
        preferences: as they are now.
        room: Settings, which it lives as long as.
        tell: says a sentence to the person.
    """

    def __init__(
        self,
        news: DeviceNews,
        devices: SessionDevices,
        preferences: Callable[[], Preferences],
        room: SettingsRoom,
        tell: Callable[[str], None],
    ) -> None:
        super().__init__(room)
        self._devices = devices
        self._preferences = preferences
        self._room = room
        self._tell = tell
        self._trial = VoiceTrial(devices.voice)
        self._trial.view = room.trial_view
        news.stand_on(room)
        room.sound_test_requested.connect(self._on_sound_test_requested)
        room.voice_test_requested.connect(self._on_voice_test_requested)
        room.voices_wanted.connect(self._on_voices_wanted)

    def _on_sound_test_requested(self, cue: Cue) -> None:
        if not self._preferences().sound:
            self._tell(self.tr("Sound is off. Switch it on to hear it."))
            return
        chime = self._devices.chime
        chime.muted = False  # the key of the last session may have muted it
        chime.tell_again()
        chime.prepare()
        chime.play(cue)

    def _on_voice_test_requested(self) -> None:
        choices = self._preferences().voice
        if not choices.is_on:
            self._tell(self.tr("The voice is off. Switch it on to hear it."))
            return
        self._devices.voice.muted = False
        self._devices.voice.tell_again()
        self._trial.run(choices)

    def _on_voices_wanted(self) -> None:
        voice = self._devices.voice
        voice.on_listed = self._on_voices_listed
        voice.prepare("en")
        if not voice.is_opening:
            self._on_voices_listed()

    def _on_voices_listed(self) -> None:
        self._room.show_voices(self._devices.voice.voices)
