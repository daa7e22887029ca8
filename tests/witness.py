"""Watches the built app from inside while it really runs: what it asked for, when, at what cost.

The devices are the app's own; each only notes what it is told before it does it. Instants are
seconds of the system's monotonic clock.
"""

from __future__ import annotations

import time
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer

from app.compose import Edges
from app.core.cues import Cue
from app.core.voice_trouble import VoiceTrouble
from app.devices.chime import PlaysoundChime
from app.devices.sound_link import Report, SoundLink
from app.devices.voice import Reported, SpokenVoice
from app.storage.checkpoint import Checkpoint

BEAT_MS = 5


@dataclass
class Asked:
    """One order to the sound process: what (`play` or `pace`), which sound, when it was decided.

    `took_s` is how long the window was held up by giving it; `started_s` is when the player's
    process was started, None where it was not; `told` is what was reported of it. A beat has a
    pace, and the second of its step at which it was asked for.
    """

    what: str
    name: str
    at_s: float
    per_min: float = 0.0
    elapsed_s: float = 0.0
    duration_s: float = 0.0
    took_s: float = 0.0
    told: str = ""
    started_s: float | None = None


@dataclass
class Said:
    """One utterance: what the voice was asked to say and when; `over_s` is when it was free."""

    text: str
    at_s: float
    begun_s: float | None = None
    over_s: float | None = None


@dataclass
class Seen:
    """What was noted so far."""

    asked: list[Asked] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    stops_s: list[float] = field(default_factory=list)
    reports: list[tuple[str, float]] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    keep_ms: list[float] = field(default_factory=list)
    settle_ms: list[float] = field(default_factory=list)

    def plain(self) -> dict[str, object]:
        """As JSON takes it."""
        return asdict(self)

    def edges(self) -> Edges:
        """The app's own chime and voice, watched; all else as it ships."""
        return Edges(
            chime=lambda sounds, cache, missing: WitnessChime(sounds, cache, missing, self),
            voice=lambda trouble: WitnessVoice(trouble, self),
        )


class _WitnessLink(SoundLink):
    """Each order is answered by one report, in their order; after a new start all are new."""

    def __init__(self, cache: Path, seen: Seen, **told: Any) -> None:
        super().__init__(cache, **told)
        self._seen = seen
        self._orders: deque[Asked | None] = deque()

    def start(self) -> None:
        self._orders = deque([None])  # that it is ready
        super().start()

    def send(self, command: Mapping[str, object]) -> None:
        asked = None
        if command["do"] in ("play", "pace"):
            asked = _asked(command)
            self._seen.asked.append(asked)
        elif command["do"] in ("stop", "stop-pace"):
            self._seen.stops_s.append(time.monotonic())
        self._orders.append(asked)
        super().send(command)

    def _take(self, report: Report) -> None:
        if report.get("told") != "ended":
            asked = self._orders.popleft() if self._orders else None
            if asked is not None:
                asked.told = str(report["told"])
                if asked.told == "started":
                    asked.started_s = int(str(report["began_ns"])) / 1e9
        super()._take(report)


def _asked(command: Mapping[str, object]) -> Asked:
    def number(name: str) -> float:
        return float(str(command.get(name, 0)))

    return Asked(
        what=str(command["do"]),
        name=str(command["name"]),
        at_s=number("at_s"),
        per_min=number("per_min"),
        elapsed_s=number("elapsed_s"),
        duration_s=number("duration_s"),
    )


class WitnessChime(PlaysoundChime):
    """The real chime, noting what is asked of it and how long that takes."""

    def __init__(
        self, sounds: Path, cache: Path, missing: Callable[[str], None], seen: Seen
    ) -> None:
        self._seen = seen
        super().__init__(
            sounds,
            cache,
            self._tell(missing),
            lambda cache, **told: _WitnessLink(cache, seen, **told),
        )

    def play(self, cue: Cue) -> None:
        with self._timed():
            super().play(cue)

    def start_pace(self, per_min: int, elapsed_s: float, duration_s: float) -> None:
        with self._timed():
            super().start_pace(per_min, elapsed_s, duration_s)

    @contextmanager
    def _timed(self) -> Iterator[None]:
        asked, before_s = len(self._seen.asked), time.monotonic()
        yield
        for one in self._seen.asked[asked:]:
            one.took_s = time.monotonic() - before_s

    def _tell(self, missing: Callable[[str], None]) -> Callable[[str], None]:
        def tell(sentence: str) -> None:
            self._seen.troubles.append(sentence)
            missing(sentence)

        return tell


class WitnessVoice(SpokenVoice):
    """The real voice, noting what it is asked to say, when it begins and when it is over."""

    def __init__(self, on_trouble: Callable[[VoiceTrouble], None], seen: Seen) -> None:
        def tell(trouble: VoiceTrouble) -> None:
            seen.troubles.append(str(trouble))
            on_trouble(trouble)

        super().__init__(tell)
        self._seen = seen

    def say(self, text: str) -> None:
        if not self.muted and self.is_free:
            self._seen.said.append(Said(text, time.monotonic()))
        super().say(text)

    def stop(self) -> None:
        self._seen.stops_s.append(time.monotonic())
        super().stop()

    def _on_report(self, reported: Reported) -> None:
        self._seen.reports.append((reported.value, time.monotonic()))
        said = self._seen.said[-1] if self._seen.said else None
        if said is not None and said.over_s is None:
            if reported is Reported.SPEAKING:
                said.begun_s = time.monotonic()
            elif said.begun_s is not None:
                said.over_s = time.monotonic()
        super()._on_report(reported)


class Heartbeat(QObject):
    """A timer of 5 ms in the GUI thread, which tells how long that was held up.

    `late_ms` is by how much each beat came later than it should, `used_ms` how much of the
    processor the thread used since the beat before: what of a delay is not its own work is the
    other programs'.
    """

    def __init__(self) -> None:
        super().__init__()
        self.late_ms = array("d")
        self.used_ms = array("d")
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._on_beat)

    def start(self) -> None:
        """Begin to beat."""
        self._last_s, self._used_s = time.monotonic(), time.thread_time()
        self._timer.start()

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def _on_beat(self) -> None:
        now_s, used_s = time.monotonic(), time.thread_time()
        self.late_ms.append(max(0.0, 1000 * (now_s - self._last_s) - BEAT_MS))
        self.used_ms.append(1000 * (used_s - self._used_s))
        self._last_s, self._used_s = now_s, used_s


def time_checkpoint(seen: Seen) -> None:
    """Note from now on how long keeping a session and waiting for the disk take."""
    for name, into in (("keep", seen.keep_ms), ("settle", seen.settle_ms)):
        setattr(Checkpoint, name, _timed(getattr(Checkpoint, name), into))


def _timed(call: Callable[..., None], into: list[float]) -> Callable[..., None]:
    def timed(*given: Any) -> None:
        before_s = time.monotonic()
        call(*given)
        into.append(1000 * (time.monotonic() - before_s))

    return timed
