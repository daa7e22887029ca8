"""The sounds of a session: what the window asks for, and what it tells people when there is none.

The work is done by a process of its own (`sound_process`), so that the window never waits for a
player that starts, hangs or dies.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from app.core.cues import Cue
from app.core.sound_choices import SoundChoices
from app.devices.sound_link import Report, SoundLink

_ALL_IS_SHOWN = "Sessions run without sound; everything is shown on the screen."
NO_PLAYER = (
    "No sound: no audio player was found. Install gstreamer1.0-plugins-base-apps, or alsa-utils "
    f"and mpg123, then start Footwell again. {_ALL_IS_SHOWN}"
)
NO_START = f"No sound: the audio player could not be started. {_ALL_IS_SHOWN}"
NO_OUTPUT = (
    "No sound: the audio player ended with an error. See that a speaker or headphones are "
    f"connected. {_ALL_IS_SHOWN}"
)
NO_DEVICE = (
    "No sound: this computer has no sound output. See that a speaker or headphones are connected, "
    f"and that its sound server (PipeWire or PulseAudio) runs. {_ALL_IS_SHOWN}"
)
NO_FILE = (
    "A sound file of Footwell is missing ({name}), so this sound is left out. Everything is shown "
    "on the screen."
)
NO_ROOM = (
    "No beat: there is no room to write its sound file. Sessions run without it; the pace is shown "
    "on the screen."
)


class Link(Protocol):
    """What speaks with the sound process."""

    def start(self) -> None:
        """Start it, without waiting."""

    def send(self, command: Mapping[str, object]) -> None:
        """Tell it something, without waiting."""

    def close(self) -> None:
        """End it."""


class MakeLink(Protocol):
    """What makes a link; see `SoundLink`."""

    def __call__(
        self,
        cache: Path,
        *,
        on_report: Callable[[Report], None],
        on_started: Callable[[], None],
        on_lost: Callable[[str], None],
        clock: Callable[[], float],
    ) -> Link:
        """Make it; nothing is started yet."""


class _Pace(NamedTuple):
    """A beat that is to be heard: its step began at `began_s` of the clock, in seconds."""

    per_min: int
    began_s: float
    duration_s: float


class PlaysoundChime:
    """Plays the session's cues, or says once why it can't; a session never ends for want of sound.

    Everything is to be called from the GUI thread, and nothing here waits, raises, or reads a
    disk. A cue that comes while the sound process still starts (about a fifth of a second, once)
    is played when it is ready; one that would be over 0.7 s late is dropped, since by then it
    would say something that is no longer so. A process that dies or hangs is started again, three
    times in a row at most.

    Attributes:
        on_mended: called with a sentence that was told, once it is over: a sound was heard.
    """

    def __init__(
        self,
        folder: Path,
        cache: Path,
        on_missing: Callable[[str], None],
        make_link: MakeLink = SoundLink,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Remember where things are; nothing is started yet.

        Args:
            folder: Holds a WAV file for each cue and each kind of tone, named after their values.
            cache: Where scaled copies are kept; made when needed, may be emptied at any time.
            on_missing: Told in a sentence for people why there is no sound, each reason once.
            make_link: Makes what speaks with the sound process.
            clock: Seconds of the system's monotonic clock, which the sound process reads too.
        """
        self._folder = folder.absolute()
        self._on_missing = on_missing
        self._clock = clock
        self._link: Link = make_link(
            cache.absolute(),
            on_report=self._on_report,
            on_started=self._on_started,
            on_lost=self._on_lost,
            clock=clock,
        )
        self._is_prepared = False
        self._available: bool | None = None
        self._choices = SoundChoices()
        self._muted = False
        self._pace: _Pace | None = None
        self.on_mended: Callable[[str], None] = _nobody
        self._told: set[str] = set()
        self._lost = ""
        self._tells_again = False
        self._playing = 0

    @property
    def available(self) -> bool | None:
        """Whether sounds can be played; None as long as it is not known."""
        return self._available

    @property
    def playing(self) -> bool:
        """Whether the player of any sound still runs, as far as was reported.

        Nothing in the app asks: it is for tests.
        """
        return self._playing > 0

    @property
    def muted(self) -> bool:
        """Whether all is kept silent; setting it stops what is heard, a beat comes back after."""
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        if muted == self._muted:
            return
        self._muted = muted
        if muted:
            self._send({"do": "stop"})
        else:
            self._send_pace()

    def prepare(self) -> None:
        """Start the sound process, so that the first cue isn't late; does it only once."""
        if not self._is_prepared:
            self._is_prepared = True
            self._link.start()

    def tell_again(self) -> None:
        """Tell the next trouble even if it was told before: the person tries whether it is over.

        One that is never over, as long as Footwell runs, is told at once.
        """
        if self._lost:
            self._on_missing(self._lost)
        else:
            self._tells_again = True

    def follow(self, choices: SoundChoices) -> None:
        """Take these volumes and tones from now on."""
        if choices == self._choices:
            return
        before, self._choices = self._choices, choices
        self._send_kept()
        if self._pace is not None and _as_heard(choices) != _as_heard(before):
            self._send({"do": "stop-pace"})
            self._send_pace()

    def play(self, cue: Cue) -> None:
        """Start a cue's sound and return at once."""
        if self._muted or not self._choices.is_heard(cue):
            return
        self.prepare()
        at_s = self._clock()
        self._send({"do": "play", "name": cue.value, "at_s": at_s, **self._sound(cue)})

    def start_pace(self, per_min: int, elapsed_s: float, duration_s: float) -> None:
        """Let the beat of a step be heard to its end, in place of any other.

        Args:
            per_min: Strokes in a minute.
            elapsed_s: Seconds into the step now; the beats lie as if heard from its beginning.
            duration_s: The step's length in seconds.
        """
        self._pace = _Pace(per_min, self._clock() - elapsed_s, duration_s)
        self._send_pace()

    def stop_pace(self) -> None:
        """Let the beat end and all else be heard."""
        self._pace = None
        self._send({"do": "stop-pace"})

    def stop(self) -> None:
        """Stop all that is heard, the beat too."""
        self._pace = None
        self._send({"do": "stop"})

    def close(self) -> None:
        """End the sound process and what it plays; nothing is heard from now on."""
        self._is_prepared = True
        self._available = False
        self._link.close()

    def _send(self, command: Mapping[str, object]) -> None:
        if self._is_prepared and self._available is not False:
            self._link.send(command)

    def _send_pace(self) -> None:
        pace = self._pace
        if pace is None or self._muted or not self._choices.is_heard(Cue.PACE):
            return
        if not self._is_prepared:
            self.prepare()  # which sends it
            return
        now_s = self._clock()
        self._send(
            {
                "do": "pace",
                "name": Cue.PACE.value,
                "at_s": now_s,
                "per_min": pace.per_min,
                "elapsed_s": now_s - pace.began_s,
                "duration_s": pace.duration_s,
                **self._sound(Cue.PACE),
            }
        )

    def _send_kept(self) -> None:
        sounds = [self._sound(cue) for cue in Cue if self._choices.is_heard(cue)]
        kept = [[sound["path"], sound["gain_db"]] for sound in sounds]
        self._send({"do": "keep", "sounds": kept})

    def _sound(self, cue: Cue) -> dict[str, object]:
        path = self._folder / f"{self._choices.stem(cue)}.wav"
        return {"path": str(path), "gain_db": self._choices.gain_db(cue)}

    def _on_started(self) -> None:
        self._playing = 0
        self._send_kept()
        self._send_pace()

    def _on_report(self, report: Report) -> None:
        told = report.get("told")
        if told == "ready":
            self._available = True
        elif told == "no-player":
            self._on_no_player(report.get("why"))
        elif told == "started":
            self._playing += 1
            if report.get("is_heard") is False:
                self._say(NO_DEVICE, report)
        elif told == "ended":
            self._on_ended(report)
        elif told == "no-file":
            self._say(NO_FILE.format(name=report.get("name")), report)
        elif told == "no-start":
            self._say(NO_START, report)
        elif told == "no-room":
            self._say(NO_ROOM, report)

    def _on_ended(self, report: Report) -> None:
        self._playing = max(0, self._playing - 1)
        if report.get("how") == "failed":
            self._say(NO_OUTPUT, report)
        elif report.get("how") == "done":
            self._mend()

    def _on_no_player(self, why: object) -> None:
        self._available = False
        self._link.close()
        self._lose(NO_START if why else NO_PLAYER, why)

    def _on_lost(self, why: str) -> None:
        self._available = False
        self._lose(NO_START, why)

    def _lose(self, sentence: str, why: object) -> None:
        self._lost = sentence
        self._say(sentence, why)

    def _mend(self) -> None:
        """A sound was played to its end, with an output: what is told where none is, is over."""
        self._tells_again = False
        for sentence in (NO_OUTPUT, NO_DEVICE, NO_START):
            if sentence in self._told:
                self._told.remove(sentence)
                self.on_mended(sentence)

    def _say(self, sentence: str, why: object) -> None:
        logging.getLogger(__name__).debug("%s (%s)", sentence, why)
        if sentence not in self._told or self._tells_again:
            self._tells_again = False
            self._told.add(sentence)
            self._on_missing(sentence)


def _nobody(_sentence: str) -> None:
    """Nobody listens."""


def _as_heard(choices: SoundChoices) -> tuple[bool, str, float]:
    """What a beat that is heard depends on."""
    return choices.is_heard(Cue.PACE), choices.stem(Cue.PACE), choices.gain_db(Cue.PACE)
