"""The sound process: its loop, what it imports, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import types
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from app.devices.sound_files import SoundFiles, Wanted
from app.devices.sound_link import sound_program
from app.devices.sound_player import Player
from app.devices.sound_process import (
    PlayerMissingError,
    _Closed,
    _Lines,
    _WaitingLines,
    load_playsound,
    serve,
)

ROOT = Path(__file__).parents[2]
HOLD = ROOT / "resources" / "sounds" / "hold.wav"
FAKE_PLAYER = """#!/bin/sh
[ "$1" = --version ] && exit 0
for last; do :; done
echo "$$ $last" >> "$PLAYED"
exec sleep 60
"""


class FakeSound:
    def __init__(self) -> None:
        self.subprocess = self
        self.returncode: int | None = None

    def is_alive(self) -> bool:
        return self.returncode is None

    def stop(self) -> None:
        self.returncode = -15

    def kill(self) -> None:
        self.returncode = -9


class FakePlayer:
    def __init__(self) -> None:
        self.sounds: list[FakeSound] = []
        self.threads: set[threading.Thread] = set()

    def __call__(self, sound: str, *, block: bool) -> FakeSound:
        assert Path(sound).exists()
        assert not block
        self.threads.add(threading.current_thread())
        self.sounds.append(FakeSound())
        return self.sounds[-1]


class Line:
    """A pipe into `serve`, which runs in this thread and ends when the pipe is closed."""

    def __init__(self, folder: Path) -> None:
        self.out, self._in = os.pipe()
        self.files = SoundFiles(folder)
        self.told: list[dict[str, object]] = []

    def send(self, *commands: object) -> None:
        for command in commands:
            os.write(self._in, json.dumps(command).encode() + b"\n")

    def write(self, *commands: object, end: bytes = b"") -> None:
        """Send all there will ever be."""
        self.send(*commands)
        os.write(self._in, end)
        self.close()

    def close(self) -> None:
        os.close(self._in)

    def serve(self, load: Callable[[], Player]) -> list[dict[str, object]]:
        serve(self.out, lambda report: self.told.append(dict(report)), self.files, load)
        return self.told


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    made = Line(tmp_path)
    yield made
    os.close(made.out)


def play(path: Path = HOLD) -> dict[str, object]:
    return {"do": "play", "name": "hold", "path": str(path), "gain_db": 0, "at_s": 1e12}


def test_it_obeys_line_by_line_and_ends_what_plays_when_there_are_no_more(line: Line) -> None:
    player = FakePlayer()
    line.write(play(), {"do": "keep", "sounds": []}, play(), end=b'{"do": "st')
    told = line.serve(lambda: player)
    assert [report["told"] for report in told] == ["ready", "started", "obeyed", "started"]
    assert [sound.returncode for sound in player.sounds] == [-9, -9]


def test_sounds_are_started_from_the_main_thread(line: Line) -> None:
    player = FakePlayer()
    line.write(play())
    line.serve(lambda: player)
    assert player.threads == {threading.main_thread()}


@pytest.mark.parametrize("kind", [_Lines, _WaitingLines])
def test_lines_come_whole_and_waiting_ends_without_any(line: Line, kind: type[_Lines]) -> None:
    lines = kind(line.out)
    assert lines.wait(0.01) == []
    line.write({"a": 1}, {"b": 2}, end=b'{"c"')
    came: list[str] = []

    def read_all() -> None:
        while True:
            came.extend(lines.wait(None))

    with pytest.raises(_Closed):
        read_all()
    assert came == ['{"a": 1}', '{"b": 2}']


def test_a_pipe_that_breaks_ends_the_reading_thread(tmp_path: Path) -> None:
    with (tmp_path / "write-only").open("wb") as file, pytest.raises(_Closed):
        _WaitingLines(file.fileno()).wait(None)


def test_between_lines_it_looks_after_its_players(line: Line, tmp_path: Path) -> None:
    class Files(SoundFiles):
        """Ends the input when it is asked for the first file, which nobody asked for by a line."""

        def file_of(self, wanted: Wanted) -> Path:
            made.append(wanted)
            line.close()
            return HOLD

    made: list[Wanted] = []
    line.files = Files(tmp_path)
    line.send({"do": "keep", "sounds": [[str(HOLD), -10.0], ["/x.wav", -1.0]]})
    line.serve(FakePlayer)
    assert made == [Wanted(HOLD, -10.0)]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PlayerMissingError(), {"told": "no-player"}),
        (ImportError("x"), {"told": "no-player", "why": "ImportError('x')"}),
        (PermissionError(1, "y"), {"told": "no-player", "why": "PermissionError(1, 'y')"}),
    ],
)
def test_without_a_player_it_says_so_and_ends(
    line: Line, error: Exception, told: Mapping[str, object]
) -> None:
    def load() -> Player:
        raise error

    line.write(play())
    assert line.serve(load) == [told]


def test_playsound3_is_imported_late_and_without_what_fetches_from_the_web() -> None:
    program = (
        "import sys, app.devices.sound_process as p\n"
        "assert 'playsound3' not in sys.modules\n"
        "p.load_playsound()\n"
        "import playsound3\n"
        "assert 'urllib.request' not in sys.modules and 'ssl' not in sys.modules\n"
        "import urllib.request; urllib.request.urlopen\n"
        "large = {'PySide6', 'shiboken6', 'yaml', 'sqlite3', 'dataclasses', 'inspect', 'asyncio'}\n"
        "print(sorted(large & set(sys.modules)))"
    )
    if not any((Path(p) / "gst-play-1.0").exists() for p in os.environ["PATH"].split(":")):
        pytest.skip("no player is installed")
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert ran.stdout == "[]\n"


def test_its_function_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    player = FakePlayer()
    module = types.ModuleType("playsound3")
    vars(module).update(DEFAULT_BACKEND="gstreamer", playsound=player)
    monkeypatch.setitem(sys.modules, "playsound3", module)
    assert load_playsound() is player


def test_without_a_backend_a_player_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("playsound3")
    vars(module).update(DEFAULT_BACKEND=None, playsound=None)
    monkeypatch.setitem(sys.modules, "playsound3", module)
    with pytest.raises(PlayerMissingError):
        load_playsound()


@pytest.mark.parametrize("is_loaded", [True, False])
def test_a_playsound3_that_takes_something_from_the_web_is_given_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_loaded: bool
) -> None:
    source = "from urllib.request import urlopen\nDEFAULT_BACKEND = 'x'\nplaysound = urlopen\n"
    (tmp_path / "playsound3.py").write_text(source)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "playsound3", raising=False)
    import urllib.request  # noqa: PLC0415

    if not is_loaded:
        monkeypatch.delitem(sys.modules, "urllib.request")
    try:
        assert callable(load_playsound())
    finally:
        sys.modules.pop("playsound3", None)
        sys.modules["urllib.request"] = urllib.request


def test_a_playsound3_that_is_missing_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "playsound3", None)
    with pytest.raises(ImportError):
        load_playsound()


class Process:
    """The real sound process with a player that is a shell script."""

    def __init__(self, folder: Path) -> None:
        self.played = folder / "played"
        self.played.touch()
        binaries = folder / "bin"
        binaries.mkdir()
        (binaries / "gst-play-1.0").write_text(FAKE_PLAYER)
        (binaries / "gst-play-1.0").chmod(0o755)
        path = f"{binaries}:{os.environ['PATH']}"
        self.process = subprocess.Popen(
            sound_program(folder / "cache"),
            env=os.environ | {"PATH": path, "PLAYED": str(self.played)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd="/",
        )

    def ask(self, command: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(command).encode() + b"\n")
        self.process.stdin.flush()

    def hear(self) -> dict[str, object]:
        assert self.process.stdout is not None
        report = json.loads(self.process.stdout.readline())
        assert isinstance(report, dict)
        return report

    def player_pid(self) -> int:
        """Of the last sound that was started; its script writes it down a moment later."""
        for _ in range(100_000):
            if text := self.played.read_text():
                return int(text.split("\n")[-2].split()[0])
        raise AssertionError

    def end(self) -> tuple[int, bytes]:
        _, complaints = self.process.communicate(timeout=10)
        return self.process.returncode, complaints


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    made = Process(tmp_path)
    assert made.hear() == {"told": "ready"}
    yield made
    made.process.kill()
    made.process.communicate()


@pytest.mark.real
@pytest.mark.parametrize("ends", ["input", "term"])
def test_the_real_process_takes_its_players_with_it(process: Process, ends: str) -> None:
    process.ask(play())
    assert process.hear()["told"] == "started"
    pid = process.player_pid()
    assert is_running(pid)
    if ends == "term":
        process.process.send_signal(signal.SIGTERM)
    assert process.end() == (0, b"")
    assert not is_running(pid)


@pytest.mark.real
def test_ctrl_c_in_the_terminal_is_not_for_it(process: Process) -> None:
    process.process.send_signal(signal.SIGINT)
    process.ask(play())
    assert process.hear()["told"] == "started"


@pytest.mark.real
def test_players_do_not_get_its_input(process: Process) -> None:
    process.ask(play())
    assert process.hear()["told"] == "started"
    pid = process.player_pid()
    if Path("/proc/self/fd").exists():
        assert Path(f"/proc/{pid}/fd/0").readlink() == Path(os.devnull)
