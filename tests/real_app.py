"""The real program in a real window: processes on an X server of their own, pressed by xdotool.

Set FOOTWELL_REAL=1 to make the absence of a needed program a failure.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

ROOT = Path(__file__).parents[1]
PROGRAMS = ("Xvfb", "openbox", "xdotool", "xprop")
PATIENCE_S = 45.0
LOOK_S = 0.02
NO_BUS = "unix:path=/nowhere/bus"
ANSWERS = {"profile": ("y", *"n" * 14, "y", "n"), "today": tuple("n" * 7)}
"""The keys that say that all is fine."""
KEPT = ("PATH", "LANG", "TMPDIR", "VIRTUAL_ENV")
"""Of our own environment; the rest would let a desktop, a sound server or a home shine in."""

Line = dict[str, Any]
_Found = TypeVar("_Found")


def need(*programs: str) -> None:
    """Skip without these programs, or fail where all must be there."""
    absent = [program for program in programs if shutil.which(program) is None]
    if absent and os.environ.get("FOOTWELL_REAL") == "1":
        pytest.fail(f"not installed: {', '.join(absent)}")
    if absent:
        pytest.skip(f"not installed: {', '.join(absent)}")


def until(look: Callable[[], _Found], what: str, within_s: float = PATIENCE_S) -> _Found:
    """Look again and again until there is something, and give it."""
    deadline_s = time.monotonic() + within_s
    while not (found := look()):
        if time.monotonic() > deadline_s:
            message = f"not within {within_s:.0f} s: {what}"
            raise TimeoutError(message)
        time.sleep(LOOK_S)
    return found


@dataclass(frozen=True)
class Screen:
    """An X server with a window manager, and the folders of a person who sits there."""

    display: str
    home: Path

    @property
    def environ(self) -> dict[str, str]:
        """Of a program that is started there: no sound, no voice and no bus but what is added."""
        ours = {name: os.environ[name] for name in KEPT if name in os.environ}
        home = str(self.home)
        folders = dict.fromkeys(("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"), home)
        return (
            ours
            | folders
            | {
                "DISPLAY": self.display,
                "QT_QPA_PLATFORM": "xcb",
                "LC_ALL": "C.UTF-8",
                "DBUS_SESSION_BUS_ADDRESS": NO_BUS,
                "PULSE_SERVER": "unix:/nowhere/pulse",
                "SPEECHD_CMD": "/nowhere/speech-dispatcher",
            }
        )

    def xdotool(self, *arguments: str) -> str:
        """Run it and give what it says; empty where it finds nothing."""
        done = subprocess.run(
            ["xdotool", *arguments], env=self.environ, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    def key(self, *keys: str) -> None:
        """Press keys where the focus is, far enough apart not to look like one held down."""
        self.xdotool("key", "--delay", "20", *keys)

    @property
    def active(self) -> str:
        """The number of the active window."""
        return self.xdotool("getactivewindow")


@contextmanager
def screen() -> Iterator[Screen]:
    """Run an X server and a window manager under a number that is free."""
    with ExitStack() as stack:
        # The address of a socket has little room, less than many a temporary folder's path.
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fw-")))
        number = stack.enter_context(_x_server())
        made = Screen(f":{number}", home)
        quiet = subprocess.DEVNULL
        manager = subprocess.Popen(["openbox"], env=made.environ, stdout=quiet, stderr=quiet)
        stack.callback(_end, manager)
        until(lambda: _is_managed(made), "a window manager")
        yield made


@contextmanager
def _x_server() -> Iterator[str]:
    told, tell = os.pipe()
    size = "1280x800x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(tell), "-screen", "0", size, "-nolisten", "tcp", "-noreset"],
        pass_fds=(tell,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(tell)
    try:
        with os.fdopen(told) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb does not start"
        yield number
    finally:
        _end(server)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _is_managed(on: Screen) -> bool:
    done = subprocess.run(
        ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"],
        env=on.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    return "window id" in done.stdout


class RealApp:
    """One start of the program, in a process group of its own.

    Args:
        on: where its window is.
        data: its data folder.
        arguments: of its command line.
        is_traced: by `tests/traced_app.py`, which tells in `trace` what happens.
        environ: what differs from the screen's; None takes a name away.
    """

    def __init__(
        self,
        on: Screen,
        data: Path,
        arguments: Sequence[str] = (),
        *,
        is_traced: bool = True,
        environ: dict[str, str | None] | None = None,
    ) -> None:
        self.screen = on
        self.data = data
        handle, name = tempfile.mkstemp(suffix=".trace", dir=on.home)
        os.close(handle)
        self._trace = Path(name)
        self.complaints = self._trace.with_suffix(".stderr")
        wanted = {**on.environ, "FOOTWELL_DATA_DIR": str(data), "FOOTWELL_TRACE": name}
        module = "tests.traced_app" if is_traced else "app"
        with self.complaints.open("wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                env={k: v for k, v in (wanted | (environ or {})).items() if v is not None},
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
            )

    # --- what it does ---

    @property
    def trace(self) -> list[Line]:
        """All it told so far, a line that is torn left out."""
        *whole, _torn = self._trace.read_bytes().split(b"\n")
        return [json.loads(line) for line in whole]

    def told(self, what: str) -> list[Line]:
        """The lines of one kind."""
        return [line for line in self.trace if line["what"] == what]

    def happened(self, event: str) -> list[Line]:
        """The events of one kind, in order."""
        return [line for line in self.told("happened") if line["event"] == event]

    def until_told(self, what: str, wanted: Callable[[Line], object] = bool) -> Line:
        """Wait for a line, and give the first."""
        said = f"the program tells “{what}”"
        return until(lambda: [x for x in self.told(what) if wanted(x)], said)[0]

    def until_happened(self, event: str, wanted: Callable[[Line], object] = bool) -> Line:
        """Wait for an event of the session, and give the first."""
        return self.until_told("happened", lambda x: x["event"] == event and wanted(x))

    @property
    def stderr(self) -> str:
        """All it complained of so far."""
        return self.complaints.read_text()

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.process.poll() is None

    # --- its window ---

    def window(self) -> str:
        """The number of its window once it is shown, has the focus and stands still."""
        number = until(self._find_window, "a window")
        until(lambda: self.screen.active == number, "the window is active")
        return number

    def _find_window(self) -> str:
        assert self.is_running, self.stderr
        pid, name = str(self.process.pid), "^Footwell$"
        found = self.screen.xdotool(
            *("search", "--all", "--onlyvisible", "--pid", pid, "--name", name)
        )
        return found.split("\n")[-1]

    def start_session(self) -> None:
        """Start the script that it was opened at, as a person does, and wait for its first line."""
        self.screen.key("ctrl+2", "ctrl+Return")
        self.answer_checks()
        self.until_happened("SegmentStarted")

    def answer_checks(self) -> None:
        """Answer by keys what is asked before a session, so that nothing is found; skip ratings."""
        answered: list[Line] = []
        while not self.told("began"):
            until(lambda: self.told("began") or len(self.told("asked")) > len(answered), "a screen")
            for asked in self.told("asked")[len(answered) :]:
                answered.append(asked)
                self.screen.key(*ANSWERS.get(asked["screen"], ()), "ctrl+Return")

    # --- its end ---

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal, and not to its children."""
        self.process.send_signal(number)

    def kill(self) -> float:
        """End it by SIGKILL; when that was, by the monotonic clock."""
        self.process.kill()
        at_s = time.monotonic()
        self.process.wait()
        return at_s

    def wait(self, within_s: float = PATIENCE_S) -> int:
        """Wait for its end, and give its status."""
        return self.process.wait(within_s)

    @property
    def left_behind(self) -> list[str]:
        """The processes of its group that still run, by their command line."""
        return [command for group, command in _processes() if group == self.process.pid]

    def end(self) -> None:
        """Leave nothing of it."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def _processes() -> Iterator[tuple[int, str]]:
    """The process group and the command line of every process that runs."""
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        with suppress(OSError):
            state, _parent, group = (folder / "stat").read_text().rsplit(")", 1)[1].split()[:3]
            if state not in "ZX":
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
                yield int(group), command.decode(errors="replace").strip()


Starting = Callable[..., RealApp]


@contextmanager
def starting(on: Screen, data: Path) -> Iterator[Starting]:
    """Start the program as often as wanted; all of it is gone at the end."""
    apps: list[RealApp] = []

    def start(*arguments: str, **more: Any) -> RealApp:
        apps.append(RealApp(on, more.pop("data", data), arguments, **more))
        return apps[-1]

    try:
        yield start
    finally:
        for app in apps:
            app.end()
