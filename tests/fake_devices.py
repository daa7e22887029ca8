"""Hand-written stand-ins for what a session uses of the machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from app.core.cues import Cue
from app.core.errors import StorageError
from app.core.notice import Notice
from app.core.now_playing import NowPlaying
from app.core.sound_choices import SoundChoices
from app.core.voice_choices import VoiceChoices, VoiceList
from app.core.voice_trouble import VoiceTrouble
from app.ui.session_devices import SessionDevices
from app.ui.session_driver import SessionDriver
from tests.core.fake_clock import FakeClock

LOOK_S = 2.5
"""The most that goes by between two looks at the clocks; much more would be a sleep."""


def stay_awake(
    driver: SessionDriver, clock: FakeClock, until_s: float, is_there: Callable[[], bool]
) -> None:
    """Let time go by up to an instant as on a computer that is awake, for the next tick.

    The clocks are looked at now and then, or it would seem to have slept; what is shown is drawn
    once and not at each look, which would be most of what a test does.

    Args:
        driver: of the session.
        clock: its clock.
        until_s: the instant; nothing may be due before it.
        is_there: whether that is far enough.
    """
    if until_s - clock.now_s > LOOK_S:
        clock.advance(LOOK_S)
        driver.tick()
    while until_s - clock.now_s > LOOK_S and not is_there():
        clock.advance(LOOK_S)
        assert not driver._was_asleep()
    if not is_there():
        clock.now_s = max(clock.now_s, until_s)


class FakeChime:
    """Remembers what it was told to play, and what of it was heard."""

    def __init__(self) -> None:
        self.played: list[Cue] = []
        self.heard: list[Cue] = []
        self.stops = 0
        self.is_prepared = False
        self.is_closed = False
        self.tells_again = False
        self.choices = SoundChoices()
        self.beat: tuple[int, float, float] | None = None
        self.on_mended: Callable[[str], None] = _no_one
        self._muted = False

    @property
    def muted(self) -> bool:
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._muted = muted

    def prepare(self) -> None:
        self.is_prepared = True

    def play(self, cue: Cue) -> None:
        self.played.append(cue)
        if not self._muted:
            self.heard.append(cue)

    def start_pace(self, per_min: int, elapsed_s: float, duration_s: float) -> None:
        self.beat = (per_min, elapsed_s, duration_s)

    def stop_pace(self) -> None:
        self.beat = None

    def stop(self) -> None:
        self.stops += 1
        self.beat = None

    def tell_again(self) -> None:
        self.tells_again = True

    def follow(self, choices: SoundChoices) -> None:
        self.choices = choices

    def close(self) -> None:
        self.is_closed = True


def _nothing() -> None:
    """Nobody listens."""


def _no_one(_trouble: object) -> None:
    """Nobody listens."""


class FakeVoice:
    """Says everything at once, and remembers it."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.language = ""
        self.choices = VoiceChoices()
        self.muted = False
        self.is_free = True
        self.is_opening = False
        self.is_ended = False
        self.voices = VoiceList()
        self.on_free: Callable[[], None] = _nothing
        self.on_listed: Callable[[], None] = _nothing
        self.on_mended: Callable[[VoiceTrouble], None] = _no_one
        self.tells_again = False

    def prepare(self, language: str) -> None:
        self.language = language

    def say(self, text: str) -> None:
        self.said.append(text)

    def stop(self) -> None:
        """Is silent at once."""

    def close(self) -> None:
        """Has no engine."""

    def tell_again(self) -> None:
        self.tells_again = True

    def follow(self, choices: VoiceChoices) -> None:
        self.choices = choices

    def end(self) -> bool:
        self.is_ended = True
        return True


@dataclass
class FakeCheckpoint:
    """Keeps a session in memory as JSON; can be made to fail."""

    beginning: str = ""
    standing: str = ""
    writes: int = 0
    fails: bool = False

    def begin(self, beginning: dict[str, object], standing: dict[str, object]) -> None:
        self._check()
        self.beginning = json.dumps(beginning)
        self.keep(standing)

    def keep(self, standing: dict[str, object]) -> None:
        self._check()
        self.standing = json.dumps(standing)
        self.writes += 1

    def settle(self) -> None:
        """Is there at once."""

    def forget(self, session_id: str) -> None:
        self._check()
        if self.beginning and json.loads(self.beginning)["session_id"] == session_id:
            self.beginning = self.standing = ""

    def close(self) -> None:
        """Has nothing open."""

    def _check(self) -> None:
        if self.fails:
            message = "It cannot be kept."
            raise StorageError(message)


@dataclass
class FakeScreen:
    """A screen that is on or may go dark."""

    is_held: bool = False

    def hold(self) -> None:
        self.is_held = True

    def release(self) -> None:
        self.is_held = False


class FakeMedia(QObject):
    """The desktop's media controls, with a person who presses their buttons."""

    play_requested = Signal()
    pause_requested = Signal()
    toggle_requested = Signal()
    next_requested = Signal()
    previous_requested = Signal()
    stop_requested = Signal()
    raise_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown: NowPlaying | None = None

    def prepare(self) -> None:
        """Is ready."""

    def show(self, now: NowPlaying | None) -> None:
        self.shown = now


class FakeSleep(QObject):
    """A computer that can be put to sleep."""

    falling_asleep = Signal()
    woke = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_listening = False

    def listen(self) -> None:
        self.is_listening = True

    def close(self) -> None:
        self.is_listening = False


class FakeNotices(QObject):
    """The desktop's notices, with a person who presses them."""

    pressed = Signal(str)
    shown = Signal()
    missing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_there = True
        self.told: list[Notice] = []
        self.stands: Notice | None = None
        self.is_closed = False

    def show(self, notice: Notice) -> None:
        if self.is_there:
            self.told.append(notice)
            self.stands = notice
            self.shown.emit()
        else:
            self.missing.emit()

    def withdraw(self) -> None:
        self.stands = None

    def close(self) -> None:
        self.stands = None
        self.is_closed = True

    def press(self, token: str = "") -> None:
        assert self.stands is not None
        self.stands = None
        self.pressed.emit(token)


@dataclass
class FakeDevices:
    """All of them."""

    chime: FakeChime = field(default_factory=FakeChime)
    voice: FakeVoice = field(default_factory=FakeVoice)
    checkpoint: FakeCheckpoint = field(default_factory=FakeCheckpoint)
    screen: FakeScreen = field(default_factory=FakeScreen)
    media: FakeMedia = field(default_factory=FakeMedia)
    sleep: FakeSleep = field(default_factory=FakeSleep)
    notices: FakeNotices = field(default_factory=FakeNotices)

    def for_session(self) -> SessionDevices:
        """As a session takes them."""
        return SessionDevices(
            self.chime, self.voice, self.checkpoint, self.screen, self.media, self.sleep
        )
