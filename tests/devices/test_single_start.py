"""One window for a data folder: real processes, one after the other and at the same instant."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.devices.folder_lock import holder

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(sys.platform == "win32", reason="stops and kills by Unix signals"),
]

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("one_start.py")
PATIENCE_S = 20


class Start:
    """One process that wants the window."""

    def __init__(self, data: Path, script: str, patience_s: float, environ: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(PROGRAM), str(data), script, str(patience_s)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environ,
            cwd=data.parent,
        )
        assert self.hears() == "ready"

    def tell(self) -> None:
        """Let it take its next step."""
        assert self.process.stdin is not None
        self.process.stdin.write("go\n")
        self.process.stdin.flush()

    def hears(self) -> str:
        """What it says next."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")

    def goes(self) -> str:
        """Let it claim the folder, and say what became of it."""
        self.tell()
        return self.hears()

    def listens(self) -> None:
        assert self.goes() == "first"
        assert self.goes() == "listening"

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def end(self) -> None:
        """Close its input, after which it leaves properly."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(PATIENCE_S)


Starting = Callable[..., Start]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def runtime() -> Iterator[Path]:
    """A folder for sockets, whose addresses have little room."""
    with tempfile.TemporaryDirectory(prefix="fw-") as folder:
        yield Path(folder)


@pytest.fixture
def starting(data: Path, runtime: Path) -> Iterator[Starting]:
    starts: list[Start] = []
    paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    usual = {**os.environ, "PYTHONPATH": paths, "XDG_RUNTIME_DIR": str(runtime)}

    def start(
        script: str = "", *, at: Path = data, patience_s: float = PATIENCE_S, **environ: str
    ) -> Start:
        starts.append(Start(at, script, patience_s, usual | environ))
        return starts[-1]

    yield start
    for started in starts:
        started.kill()
        assert started.process.stdin is not None
        assert started.process.stdout is not None
        started.process.stdin.close()
        started.process.stdout.close()


def test_a_second_start_hands_its_wish_to_the_first(starting: Starting, data: Path) -> None:
    first = starting()
    first.listens()
    second = starting("my/own.yaml", XDG_ACTIVATION_TOKEN="token-1")
    assert second.goes() == "second"
    assert second.process.wait(PATIENCE_S) == 0
    assert json.loads(first.hears()) == [str(data.parent / "my" / "own.yaml"), "token-1"]
    third = starting("morning-feet", XDG_ACTIVATION_TOKEN="", DESKTOP_STARTUP_ID="id-2")
    assert third.goes() == "second"
    assert json.loads(first.hears()) == ["morning-feet", "id-2"]


def test_a_path_of_any_bytes_arrives(starting: Starting) -> None:
    first = starting()
    first.listens()
    odd = "/tmp/Füße\n“soft”.yaml"
    assert starting(odd).goes() == "second"
    assert json.loads(first.hears())[0] == odd
    # What is no text at all brings at least the window to the front.
    assert starting("/tmp/\udcff.yaml").goes() == "second"
    assert json.loads(first.hears())[0].startswith("/tmp/")


def test_other_data_is_another_window(starting: Starting, tmp_path: Path) -> None:
    starting().listens()
    other = tmp_path / "other"
    other.mkdir()
    starting(at=other).listens()


def test_the_same_data_by_another_way_is_the_same_window(
    starting: Starting, data: Path, tmp_path: Path
) -> None:
    starting().listens()
    (tmp_path / "link").symlink_to(data)
    assert starting(at=tmp_path / "link").goes() == "second"


@pytest.mark.parametrize("is_listening", [True, False])
def test_after_a_kill_the_next_start_is_the_first_at_once(
    is_listening: bool,  # noqa: FBT001 - one row
    starting: Starting,
    data: Path,
    runtime: Path,
) -> None:
    killed = starting()
    if is_listening:
        killed.listens()
    else:
        assert killed.goes() == "first"
    killed.kill()
    next_one = starting(patience_s=0.0)
    next_one.listens()
    assert starting().goes() == "second"
    assert json.loads(next_one.hears()) == ["", ""]
    (left,) = runtime.iterdir()
    told = holder(data)
    assert told is not None
    assert told == (next_one.process.pid, str(left))


def test_after_a_proper_end_nothing_is_left_but_an_empty_file(
    starting: Starting, data: Path, runtime: Path
) -> None:
    first = starting()
    first.listens()
    first.end()
    assert first.process.returncode == 0
    assert [(path.name, path.stat().st_size) for path in data.iterdir()] == [("footwell.lock", 0)]
    assert list(runtime.iterdir()) == []
    starting(patience_s=0.0).listens()


@pytest.mark.parametrize("attempt", range(10))
def test_of_starts_at_the_same_instant_one_is_the_first(
    attempt: int, starting: Starting, data: Path
) -> None:
    if attempt % 2:
        # What a killed program leaves, which every one of them finds at once.
        (data / "footwell.lock").write_text('{"process": 1, "socket": "/nowhere"}')
    starts = [starting() for _ in range(3)]
    for started in starts:
        started.tell()
        started.tell()  # whoever is the first listens at once
    assert sorted(started.hears() for started in starts) == ["first", "second", "second"]


def test_a_first_one_that_is_still_starting_is_waited_for(starting: Starting) -> None:
    first = starting()
    assert first.goes() == "first"
    second = starting()
    second.tell()
    assert first.goes() == "listening"
    assert second.hears() == "second"
    assert json.loads(first.hears()) == ["", ""]


def test_a_first_one_that_never_listens_is_told_of(starting: Starting) -> None:
    killed = starting()
    killed.listens()
    killed.kill()
    first = starting()
    assert first.goes() == "first"
    said = starting(patience_s=0.1).goes()
    assert "already open but does not answer" in said
    assert str(first.process.pid) in said


def test_a_first_one_that_is_just_closing_is_followed(starting: Starting) -> None:
    first = starting()
    first.listens()
    first.process.send_signal(signal.SIGSTOP)
    second = starting()
    second.tell()
    first.kill()
    assert second.hears() == "first"


def test_a_first_one_that_hangs_is_told_of(starting: Starting) -> None:
    first = starting()
    first.listens()
    first.process.send_signal(signal.SIGSTOP)
    said = starting(patience_s=0.3).goes()
    assert "already open but does not answer" in said
    assert str(first.process.pid) in said
    first.process.send_signal(signal.SIGCONT)


@pytest.mark.parametrize("folder", ["", "/nowhere", "relative", "too-long"])
def test_without_a_usable_run_time_folder_they_find_each_other(
    folder: str, starting: Starting, runtime: Path
) -> None:
    if folder == "too-long":
        folder = str(runtime / ("x" * 100))
        Path(folder).mkdir()
    first = starting(XDG_RUNTIME_DIR=folder, TMPDIR=str(runtime))
    first.listens()
    # A second start from elsewhere, such as a remote login, has another environment.
    assert starting().goes() == "second"
    assert [path.is_socket() for path in runtime.glob("footwell-*")] == [True]
    first.end()
    assert list(runtime.glob("footwell-*")) == []
