"""The sound files that are played: scaled copies of those that ship, and the beat of a step.

playsound3 has no volume, so a quieter sound is a quieter file. Copies are kept in a folder that
may be emptied at any time. Runs in the sound process: no Qt, and nothing that is heavy to import.
"""

from __future__ import annotations

import array
import contextlib
import os
import re
import sys
import wave
import zlib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from app.core.pace import beat_samples

WHOLE = 1.0
_OURS = re.compile(r"(?:[a-z-]+_\d+_[0-9a-f]{8}|beat-[01])\.(?:wav|part)")


class Wanted(NamedTuple):
    """A sound to be played: a shipped file, and its gain in decibels, 0 or less."""

    path: Path
    gain_db: float = 0.0


class Beat(NamedTuple):
    """The beat of a step from one instant on.

    Attributes:
        stroke: The sound of one stroke.
        per_min: Strokes in a minute.
        from_s: Seconds into the step at which it begins to be heard.
        until_s: The length of the step in seconds.
    """

    stroke: Wanted
    per_min: int
    from_s: float
    until_s: float


class _Sound(NamedTuple):
    """A mono 16-bit sound."""

    rate_hz: int
    samples: array.array[int]


class SoundFiles:
    """Makes the files and finds them again.

    A file that could not be made because the folder is full or cannot be written is played as it
    ships, too loud rather than not at all: the eyes are on a foot, the shipped tones are gentle,
    and a cue that is missed costs more than one that is louder than asked for. The beat cannot
    fall back on anything; without a place for its file there is none.

    Args:
        folder: Where copies are kept; made when it is first needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._marks: dict[Path, str] = {}
        self._beats = 0

    def file_of(self, wanted: Wanted) -> Path:
        """Return a file that sounds as is wanted, made now if need be.

        Raises:
            OSError: The shipped file cannot be read.
            wave.Error: It is no sound.
        """
        if wanted.gain_db >= 0:
            with wanted.path.open("rb"):
                return wanted.path
        copy = self._copy_of(wanted)
        if not _is_whole(copy, wanted.path):
            sound = _scaled(wanted)
            try:
                _write(copy, sound.rate_hz, [sound.samples.tobytes()])
            except OSError:
                return wanted.path
        return copy

    def beat(self, beat: Beat) -> Path | None:
        """Return a new file with the beat of a step from an instant to its end.

        None where no beat is left. Two files take turns, so that one that is still being let go of
        is not written over.

        Raises:
            OSError: It cannot be written, or the shipped stroke cannot be read.
            wave.Error: The stroke is no sound.
        """
        stroke = _scaled(beat.stroke)
        last_s = beat.until_s - len(stroke.samples) / stroke.rate_hz
        at = beat_samples(beat.per_min, beat.from_s, last_s, stroke.rate_hz)
        if not at:
            return None
        self._beats += 1
        path = self._folder / f"beat-{self._beats % 2}.wav"
        _write(path, stroke.rate_hz, _strokes(stroke.samples, at))
        return path

    def forget(self, path: Path) -> None:
        """Delete the file of a beat that is over."""
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)

    def keep_only(self, wanted: Collection[Wanted]) -> None:
        """Delete the copies that are not wanted any more; nothing else in the folder is touched."""
        with contextlib.suppress(OSError):
            kept = {self._copy_of(one).name for one in wanted if one.gain_db < 0}
            for path in list(self._folder.iterdir()):
                if path.name not in kept and _OURS.fullmatch(path.name):
                    self.forget(path)

    def _copy_of(self, wanted: Wanted) -> Path:
        # The mark is of the bytes, since a tone that was rendered anew may have the old size.
        if wanted.path not in self._marks:
            self._marks[wanted.path] = f"{zlib.crc32(wanted.path.read_bytes()):08x}"
        softer = round(-10 * wanted.gain_db)
        return self._folder / f"{wanted.path.stem}_{softer}_{self._marks[wanted.path]}.wav"


def length_s(path: Path) -> float:
    """Return how long a sound lasts, in seconds.

    Raises:
        OSError: It cannot be read.
        wave.Error: It is no sound.
    """
    with wave.open(str(path), "rb") as file:
        return file.getnframes() / file.getframerate()


def _scaled(wanted: Wanted) -> _Sound:
    with wave.open(str(wanted.path), "rb") as file:
        if (file.getnchannels(), file.getsampwidth()) != (1, 2):
            message = "not a mono sound of 16 bits"
            raise wave.Error(message)
        samples = array.array("h", file.readframes(file.getnframes()))
        rate_hz = file.getframerate()
    if sys.byteorder == "big":
        samples.byteswap()
    gain = 10.0 ** (wanted.gain_db / 20)
    if gain < WHOLE:
        samples = array.array("h", [round(sample * gain) for sample in samples])
    if sys.byteorder == "big":
        samples.byteswap()
    return _Sound(rate_hz, samples)


def _strokes(samples: array.array[int], at: list[int]) -> Iterator[bytes]:
    """Yield silence up to the first stroke, then each stroke with the silence after it."""
    yield bytes(2 * at[0])
    stroke = samples.tobytes()
    for here, after in zip(at, [*at[1:], at[-1] + len(samples)], strict=True):
        room = 2 * (after - here)
        yield stroke[:room].ljust(room, b"\0")


def _write(path: Path, rate_hz: int, chunks: Iterable[bytes]) -> None:
    """Write a mono 16-bit file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    try:
        with part.open("wb") as raw, wave.open(raw, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate_hz)
            for chunk in chunks:
                file.writeframesraw(chunk)
        os.replace(part, path)  # noqa: PTH105 - Path.replace is the same, and imports no more
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _is_whole(copy: Path, source: Path) -> bool:
    """Whether a copy is there and was not cut off, as by a power cut."""
    try:
        return copy.stat().st_size == source.stat().st_size
    except OSError:
        return False
