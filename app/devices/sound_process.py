"""The sound process: a small program of its own that plays what it is told on its standard input.

playsound3 starts each player by a true fork of the process it is called in. In the window's
process, which is large and holds Qt, that stands still for 13 ms in the median and up to 69 ms on a
busy machine; here it takes one or two, and the window never waits. See docs/decisions/0014.

It ends when its input ends, so it dies with the window, however that dies, and takes the players
with it. Nothing here may import Qt or anything else that is large.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import select
import signal
import sys
import threading
import time
import types
from collections.abc import Callable, Mapping
from pathlib import Path

from app.devices.sound_files import SoundFiles
from app.devices.sound_player import Player, SoundPlayer

_CHUNK = 65_536
Tell = Callable[[Mapping[str, object]], None]


class PlayerMissingError(Exception):
    """No audio player is installed that playsound3 knows."""


def load_playsound() -> Player:
    """Import playsound3, which looks for players by starting them, and return its function.

    It imports urllib.request to fetch sounds from the web, which we never do: 7 of the 17 MiB that
    this process would take, and a third of the time until the first sound. An empty module stands
    in for it; where that does not do, the true one is imported.

    Raises:
        PlayerMissingError: It found no player.
    """
    with_web = "urllib.request" in sys.modules
    if not with_web:
        sys.modules["urllib.request"] = types.ModuleType("urllib.request")
    try:
        import playsound3  # noqa: PLC0415 - starts other programs when imported
    except (ImportError, AttributeError):
        if with_web:
            raise
        del sys.modules["urllib.request"]
        import playsound3  # noqa: PLC0415
    finally:
        if not with_web:
            sys.modules.pop("urllib.request", None)
    if playsound3.DEFAULT_BACKEND is None:
        raise PlayerMissingError
    return playsound3.playsound


def serve(
    commands: int, tell: Tell, files: SoundFiles, load: Callable[[], Player] = load_playsound
) -> None:
    """Obey the lines that come in, until there are no more; then end what still plays.

    Args:
        commands: The descriptor that lines are read from.
        tell: Takes reports; may raise BrokenPipeError when nobody reads them any more.
        files: Makes the files.
        load: Finds the player; raises PlayerMissingError when there is none.
    """
    with contextlib.suppress(_Closed):
        player = _load(load, tell)
        if player is None:
            return
        lines = _WaitingLines(commands) if sys.platform == "win32" else _Lines(commands)
        playing = SoundPlayer(player, files, tell, time.monotonic)
        try:
            while True:
                came = lines.wait(playing.wait_s)
                if not came:
                    playing.look()
                for line in came:
                    playing.obey(line)
        finally:
            playing.close()


class _Closed(Exception):  # noqa: N818 - it is no error
    """No more lines will come."""


class _Lines:
    """Lines out of a pipe. Sounds die with the thread that started them, so this one waits."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._rest = b""

    def wait(self, wait_s: float | None) -> list[str]:
        """Return the lines that have come, none after `wait_s` seconds without any.

        Raises:
            _Closed: There will be no more.
        """
        if not select.select([self._pipe], [], [], wait_s)[0]:
            return []
        return self.take(os.read(self._pipe, _CHUNK))

    def take(self, chunk: bytes) -> list[str]:
        """Return the whole lines of what was read, keep the rest."""
        if not chunk:
            raise _Closed
        *whole, self._rest = (self._rest + chunk).split(b"\n")
        return [line.decode("ascii", "replace") for line in whole]


class _WaitingLines(_Lines):
    """The same where a pipe and a time cannot be waited for at once: a thread reads."""

    def __init__(self, pipe: int) -> None:
        super().__init__(pipe)
        self._chunks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def wait(self, wait_s: float | None) -> list[str]:
        """See `_Lines`."""
        try:
            return self.take(self._chunks.get(timeout=wait_s))
        except queue.Empty:
            return []

    def _read(self) -> None:
        chunk = b"-"
        while chunk:
            try:
                chunk = os.read(self._pipe, _CHUNK)
            except OSError:
                chunk = b""
            self._chunks.put(chunk)


def _load(load: Callable[[], Player], tell: Tell) -> Player | None:
    try:
        player = load()
    except PlayerMissingError:
        tell({"told": "no-player"})
        return None
    except Exception as error:  # noqa: BLE001 - the search runs foreign programs
        tell({"told": "no-player", "why": repr(error)})
        return None
    tell({"told": "ready"})
    return player


def main() -> None:
    """Run until the standard input ends."""
    # Ctrl+C in a terminal is meant for the window; it ends us by closing our input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    # playsound3 warns on standard error that it found no player: we say it better.
    logging.getLogger("playsound3").setLevel(logging.CRITICAL)
    commands, reports = _take_pipes()

    def tell(report: Mapping[str, object]) -> None:
        os.write(reports, json.dumps(report).encode() + b"\n")

    with contextlib.suppress(BrokenPipeError, SystemExit):
        serve(commands, tell, SoundFiles(Path(sys.argv[-1])))


def _take_pipes() -> tuple[int, int]:
    """Keep input and output for ourselves: a player must neither read our lines nor write any."""
    commands, reports = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return commands, reports


if __name__ == "__main__":
    main()
