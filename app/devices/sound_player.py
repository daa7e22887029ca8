"""What the sound process does with each line it is told: plays, stops, makes files, reports.

A plain class that is fed with lines and given a clock, so that it is tested without a process.
"""

from __future__ import annotations

import contextlib
import json
import wave
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from app.devices.sound_files import Beat, SoundFiles, Wanted, length_s
from app.devices.sound_output import has_output

LATE_S = 0.7
"""A cue that would be this late is dropped: by then it would say something that is not so."""

HANGS_AFTER_S = 2.0
"""A player that runs this much longer than its sound hangs, and is told to end."""

OBEYS_WITHIN_S = 0.5
"""A player that was told to end and runs on is killed after this."""

GIVEN_UP_AFTER_S = 3.0
"""One that even that does not end (it waits for a broken device) is not watched any longer."""

MOST_PLAYING = 8
"""Players at once; a session needs three, so more means that they hang: the oldest is killed."""

HEARD_AFTER_S = 0.1
"""From a decision to its sound, for which the beat is rendered. Measured with gst-play and
PulseAudio: 35 to 75 ms on an idle machine, 75 to 200 ms with both cores busy."""

_UNREADABLE = (OSError, wave.Error, EOFError)
_LOOK_S = 0.1
_REAP_S = 0.25


class Handle(Protocol):
    """A sound that was started."""

    @property
    def subprocess(self) -> object:
        """Its player: a `Popen`, or what stands in for one where the system plays by itself."""

    def is_alive(self) -> bool:
        """Tell whether its player still runs; one that has ended is reaped by asking."""

    def stop(self) -> None:
        """Ask its player to end; harmless when it has."""


class Player(Protocol):
    """What starts a sound."""

    def __call__(self, sound: str, *, block: bool) -> Handle:
        """Start the sound at this absolute path."""


class _Playing:
    """A player that runs; instants in seconds."""

    def __init__(
        self, name: str, path: Path, handle: Handle, ends_s: float, *, is_heard: bool
    ) -> None:
        self.name = name
        self.path = path
        self.handle = handle
        self.ends_s = ends_s
        self.told_to_end_s: float | None = None
        self.is_heard = is_heard
        self.how = "done" if is_heard else "unheard"

    def end(self, now_s: float, how: str) -> None:
        """Ask it to end, once."""
        if self.told_to_end_s is None:
            self.told_to_end_s, self.how = now_s, how
            with contextlib.suppress(Exception):
                self.handle.stop()

    def kill(self) -> None:
        """End it for certain, where the system can."""
        kill = getattr(self.handle.subprocess, "kill", self.handle.stop)
        with contextlib.suppress(Exception):
            kill()

    @property
    def has_failed(self) -> bool:
        """Whether it ended by itself and says that it could not play."""
        code = getattr(self.handle.subprocess, "returncode", None)
        did_its_best = self.told_to_end_s is not None or not self.is_heard
        return not did_its_best and isinstance(code, int) and code != 0


class SoundPlayer:
    """Obeys one line after the other; nothing it is told makes it raise.

    A line is a JSON object. `do` says what: `play` a sound (`name`, `path`, `gain_db`, `at_s`, when
    it was decided), `pace` (those, `per_min`, `elapsed_s` at `at_s`, `duration_s`), `stop` all,
    `stop-pace`, `keep` copies of these and no others (`sounds`: pairs of path and gain).

    Each line is answered by one report, an object with `told` and, for a sound, its `name`:
    `started` (with `began_ns`, when its player ran, and `is_heard`, false where there is nothing
    to hear it from: it is started all the same), `late`, `no-file`, `no-start`, `no-room` for a
    beat that could not be written, else `obeyed`. When a player has ended, `ended` tells `how`:
    `done`, `stopped`, `hung`, `failed`, or `unheard` where there was nothing to hear it from.

    Args:
        player: Starts a sound; playsound3's own function.
        files: Makes the files.
        tell: Takes a report.
        clock: Seconds of the system's monotonic clock, the same one in every process.
        has_output: Whether there is anything to hear a sound from; asked at each.
    """

    def __init__(
        self,
        player: Player,
        files: SoundFiles,
        tell: Callable[[Mapping[str, object]], None],
        clock: Callable[[], float],
        has_output: Callable[[], bool] = has_output,
    ) -> None:
        self._player = player
        self._files = files
        self._tell = tell
        self._clock = clock
        self._has_output = has_output
        self._playing: list[_Playing] = []
        self._pace: _Playing | None = None
        self._to_make: list[Wanted] = []

    def obey(self, line: str) -> None:
        """Do what a line says and answer it."""
        try:
            asked = json.loads(line)
            report = self._do(asked)
        except (ValueError, LookupError, TypeError, ArithmeticError):
            report = {"told": "unknown"}
        self._tell(report)

    @property
    def wait_s(self) -> float | None:
        """Seconds until `look` has something to do; None while it has not."""
        if self._to_make:
            return 0.0
        if not self._playing:
            return None
        now_s = self._clock()
        return min(self._look_in_s(one, now_s) for one in self._playing)

    def look(self) -> None:
        """Forget players that have ended, end those that hang, make a file that is still due."""
        if self._to_make:
            with contextlib.suppress(*_UNREADABLE):
                self._files.file_of(self._to_make.pop(0))
        now_s = self._clock()
        for one in list(self._playing):
            self._look_at(one, now_s)

    def close(self) -> None:
        """End all players at once, for nobody will look after them."""
        for one in self._playing:
            one.kill()
        if self._pace is not None:
            self._files.forget(self._pace.path)
        self._playing, self._pace = [], None

    def _do(self, asked: Mapping[str, object]) -> Mapping[str, object]:
        do = asked["do"]
        if do == "play":
            return self._play(asked)
        if do == "pace":
            return self._start_pace(asked)
        if do == "keep":
            self._keep(asked["sounds"])
        elif do == "stop":
            self._stop()
        elif do == "stop-pace":
            self._stop_pace()
        else:
            raise ValueError(do)
        return {"told": "obeyed"}

    def _play(self, asked: Mapping[str, object]) -> Mapping[str, object]:
        name = str(asked["name"])
        if self._clock() - _number(asked["at_s"]) > LATE_S:
            return {"told": "late", "name": name}
        try:
            path = self._files.file_of(_wanted(asked))
            lasts_s = length_s(path)
        except _UNREADABLE:
            return {"told": "no-file", "name": Path(str(asked["path"])).name}
        return self._start(name, path, lasts_s)

    def _start_pace(self, asked: Mapping[str, object]) -> Mapping[str, object]:
        self._stop_pace()
        ago_s = self._clock() - _number(asked["at_s"])
        from_s = _number(asked["elapsed_s"]) + ago_s + HEARD_AFTER_S
        per_min, until_s = round(_number(asked["per_min"])), _number(asked["duration_s"])
        beat = Beat(_wanted(asked), per_min, from_s, until_s)
        try:
            length_s(beat.stroke.path)
        except _UNREADABLE:
            return {"told": "no-file", "name": beat.stroke.path.name}
        try:
            path = self._files.beat(beat)
        except OSError as error:
            return {"told": "no-room", "name": str(asked["name"]), "why": str(error)}
        if path is None:
            return {"told": "obeyed"}
        report = self._start(str(asked["name"]), path, length_s(path))
        if report["told"] == "started":
            self._pace = self._playing[-1]
        return report

    def _start(self, name: str, path: Path, lasts_s: float) -> Mapping[str, object]:
        if len(self._playing) >= MOST_PLAYING:
            self._playing.pop(0).kill()
        try:
            handle = self._player(str(path), block=False)
        except Exception as error:  # noqa: BLE001 - a foreign program's start
            return {"told": "no-start", "name": name, "why": str(error)}
        began_s = self._clock()
        is_heard = self._has_output()
        ends_s = began_s + lasts_s
        self._playing.append(_Playing(name, path, handle, ends_s, is_heard=is_heard))
        began_ns = round(began_s * 1e9)
        return {"told": "started", "name": name, "began_ns": began_ns, "is_heard": is_heard}

    def _keep(self, sounds: object) -> None:
        if not isinstance(sounds, list):
            raise TypeError
        wanted = [Wanted(Path(path), float(gain_db)) for path, gain_db in sounds]
        self._files.keep_only(wanted)
        self._to_make = wanted

    def _stop(self) -> None:
        now_s = self._clock()
        for one in self._playing:
            one.end(now_s, "stopped")
        self._pace = None

    def _stop_pace(self) -> None:
        if self._pace is not None:
            self._pace.end(self._clock(), "stopped")
            self._pace = None

    def _look_in_s(self, one: _Playing, now_s: float) -> float:
        if one.told_to_end_s is not None:
            return _LOOK_S
        return max(_REAP_S, one.ends_s + _REAP_S - now_s)

    def _look_at(self, one: _Playing, now_s: float) -> None:
        if not one.handle.is_alive():
            self._let_go(one, "failed" if one.has_failed else one.how)
        elif one.told_to_end_s is None:
            if now_s >= one.ends_s + HANGS_AFTER_S:
                one.end(now_s, "hung")
        elif now_s >= one.told_to_end_s + GIVEN_UP_AFTER_S:
            self._let_go(one, one.how)
        elif now_s >= one.told_to_end_s + OBEYS_WITHIN_S:
            one.kill()

    def _let_go(self, one: _Playing, how: str) -> None:
        self._playing.remove(one)
        if one is self._pace:
            self._pace = None
        if one.path.stem.startswith("beat-") and all(one.path != o.path for o in self._playing):
            self._files.forget(one.path)
        self._tell({"told": "ended", "name": one.name, "how": how})


def _wanted(asked: Mapping[str, object]) -> Wanted:
    return Wanted(Path(str(asked["path"])), _number(asked["gain_db"]))


def _number(value: object) -> float:
    if isinstance(value, int | float):
        return float(value)
    raise TypeError
