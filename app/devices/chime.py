"""The sounds of a session, played by playsound3.

playsound3 starts a player of the system (gst-play-1.0, aplay, afplay …) for each sound. It looks
for these players by starting them when it is imported, about a tenth of a second, so it is
imported late; and its sounds die with the thread that started them, so all of this belongs to the
thread that lives longest, the GUI's.
"""

import contextlib
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from app.core.cues import Cue

# Sounds that may be heard at once, and those told to stop that may linger. A session needs two:
# more means that the player hangs.
MOST_PLAYING = 4
MOST_ENDING = 4

_ALL_IS_SHOWN = "The session runs on without sound; everything is shown on the screen."
NO_PLAYER = (
    "No sound: no audio player was found. Install gstreamer1.0-plugins-base-apps, or alsa-utils "
    f"and mpg123, then start Footwell again. {_ALL_IS_SHOWN}"
)
NO_START = f"No sound: the audio player could not be started. {_ALL_IS_SHOWN}"
NO_FILE = f"No sound: a sound file of Footwell is missing ({{name}}). {_ALL_IS_SHOWN}"


class Handle(Protocol):
    """A sound that was started."""

    def is_alive(self) -> bool:
        """Tell whether its player still runs; one that has ended is reaped by asking."""

    def stop(self) -> None:
        """Ask its player to end; harmless when it has."""


class Player(Protocol):
    """What starts a sound."""

    def __call__(self, sound: str, *, block: bool) -> Handle:
        """Start the sound at this absolute path."""


class PlayerMissingError(Exception):
    """No audio player is installed that playsound3 knows."""


def load_playsound() -> Player:
    """Import playsound3, which looks for players, and return its function.

    Raises:
        PlayerMissingError: It found none.
    """
    import playsound3  # noqa: PLC0415  # starts subprocesses when imported

    if playsound3.DEFAULT_BACKEND is None:
        raise PlayerMissingError
    return playsound3.playsound


class PlaysoundChime:
    """Plays the session's cues, or says once why it can't and stays silent from then on.

    Everything is to be called from the GUI thread. Nothing here raises for a missing file or
    player: no sound is a worse session, never an ended one.
    """

    def __init__(
        self,
        folder: Path,
        on_missing: Callable[[str], None],
        load_player: Callable[[], Player] = load_playsound,
    ) -> None:
        """Remember where things are; nothing is imported or started yet.

        Args:
            folder: Holds a WAV file for each cue, named after the cue's value.
            on_missing: Told once, in a sentence for people, why there is no sound.
            load_player: Finds the player; raises PlayerMissingError when there is none.
        """
        self._folder = folder.absolute()
        self._on_missing = on_missing
        self._load_player = load_player
        self._player: Player | None = None
        self._available: bool | None = None
        self._muted = False
        self._playing: list[Handle] = []
        self._ending: list[Handle] = []

    @property
    def available(self) -> bool | None:
        """Whether sounds can be played; None as long as nobody has tried."""
        return self._available

    @property
    def playing(self) -> bool:
        """Whether the player of any sound still runs."""
        self._forget_ended()
        return bool(self._playing or self._ending)

    @property
    def muted(self) -> bool:
        """Whether cues are kept silent; setting it stops what is heard now."""
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._muted = muted
        if muted:
            self.stop()

    def prepare(self) -> None:
        """Find the player, so that the first cue isn't late; does it only once."""
        if self._available is not None:
            return
        try:
            self._player = self._load_player()
        except PlayerMissingError as error:
            self._fail(NO_PLAYER, error)
        except Exception as error:  # noqa: BLE001  # the search runs foreign programs
            self._fail(NO_START, error)
        else:
            self._available = True

    def play(self, cue: Cue) -> None:
        """Start a cue's sound and return at once."""
        if self._muted:
            return
        self.prepare()
        if self._player is None:
            return
        path = self._folder / f"{cue.value}.wav"
        if not path.is_file():
            self._fail(NO_FILE.format(name=path.name))
            return
        try:
            self._start(self._player, path)
        except Exception as error:  # noqa: BLE001  # a foreign program's start
            self._fail(NO_START, error)

    def stop(self) -> None:
        """Stop what is heard."""
        self._forget_ended()
        while self._playing:
            self._end_oldest()

    def _start(self, player: Player, path: Path) -> None:
        self._forget_ended()
        if len(self._playing) >= MOST_PLAYING:
            if len(self._ending) >= MOST_ENDING:
                return
            self._end_oldest()
        self._playing.append(player(str(path), block=False))

    def _end_oldest(self) -> None:
        handle = self._playing.pop(0)
        self._ending.append(handle)
        with contextlib.suppress(OSError):
            handle.stop()

    def _forget_ended(self) -> None:
        self._playing = [handle for handle in self._playing if handle.is_alive()]
        self._ending = [handle for handle in self._ending if handle.is_alive()]

    def _fail(self, sentence: str, error: Exception | None = None) -> None:
        logging.getLogger(__name__).debug(sentence, exc_info=error)
        self._player = None
        self._available = False
        self._on_missing(sentence)
