"""The running session on disk: what was kept is there, however the writing ended."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import StorageError
from app.storage import checkpoint as module
from app.storage.checkpoint import Checkpoint, Kept

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
BEGINNING = {"format": 1, "session_id": "a", "script_text": "title: Fuß\n"}
OTHER = {"format": 1, "session_id": "b", "script_text": "other"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "session.journal"


@pytest.fixture
def kept(path: Path) -> Iterator[Checkpoint]:
    made = Checkpoint(path)
    made.begin(BEGINNING, {"n": 0})
    yield made
    made.close()


def load(path: Path) -> Kept | None:
    return Checkpoint(path).load(NOW)


def test_without_a_file_there_is_nothing(path: Path) -> None:
    assert load(path) is None


def test_the_newest_line_holds_and_is_there_while_it_is_still_open(
    kept: Checkpoint, path: Path
) -> None:
    assert load(path) == Kept(BEGINNING, {"n": 0})
    for n in range(1, 30):
        kept.keep({"n": n})
        assert load(path) == Kept(BEGINNING, {"n": n})


@pytest.mark.usefixtures("kept")
def test_it_is_private(path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600


def names(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.iterdir())


def test_another_session_never_takes_the_place_of_what_is_kept(
    kept: Checkpoint, path: Path
) -> None:
    kept.keep({"n": 5})
    kept.begin(OTHER, {"n": 7})
    kept.begin({**OTHER, "session_id": "c"}, {"n": 8})
    assert names(path) == [path.name, "session.waiting-1.journal", "session.waiting-2.journal"]
    assert [kept.load(NOW, waits) for waits in kept.waiting()] == [
        Kept(BEGINNING, {"n": 5}),
        Kept(OTHER, {"n": 7}),
    ]
    kept.forget("a")
    kept.begin(BEGINNING, {"n": 9})
    found = [kept.load(NOW, waits) for waits in kept.waiting()]
    assert [one.standing["n"] for one in found if one is not None] == [7, 8], "the oldest first"


@pytest.mark.parametrize("content", [b"", b"rubbish", b"00000000 {}\n"])
def test_what_cannot_be_read_is_not_replaced_either(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    made = Checkpoint(path)
    made.begin(OTHER, {"n": 7})
    made.close()
    [waits] = made.waiting()
    assert waits.read_bytes() == content
    with pytest.raises(StorageError, match="damaged"):
        made.load(NOW, waits)
    assert names(path) == [path.name, "session.waiting-1.broken-20261121T090000.journal"]
    assert made.waiting() == []


def test_the_same_session_is_taken_up_in_its_own_place_and_waits_for_the_disk(
    kept: Checkpoint, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.close()
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    again = Checkpoint(path)
    again.begin(BEGINNING, {"n": 3})
    assert synced, "what stands there is only replaced by what is on the disk"
    again.close()
    assert names(path) == [path.name]
    assert load(path) == Kept(BEGINNING, {"n": 3})


@pytest.mark.parametrize("method", ["rename", "replace"])
def test_where_the_old_one_cannot_make_way_it_stays_and_the_new_one_is_not_kept(
    kept: Checkpoint, path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    def refuse(_path: Path, _target: Path) -> None:
        raise OSError(errno.EROFS, "read-only")

    before = path.read_bytes()
    monkeypatch.setattr(Path, method, refuse)
    with pytest.raises(StorageError, match="the disk is read-only"):
        kept.begin(OTHER, {"n": 7})
    with pytest.raises(StorageError, match="the disk is read-only"):
        kept.keep({"n": 8})
    assert before in [found.read_bytes() for found in path.parent.iterdir()]
    kept.forget("b")
    assert before in [found.read_bytes() for found in path.parent.iterdir()], "only its own"


def test_what_is_being_kept_is_nothing_that_was_left(kept: Checkpoint) -> None:
    assert kept.load(NOW) is None
    kept.close()
    assert kept.load(NOW) == Kept(BEGINNING, {"n": 0})


def test_after_forgetting_there_is_nothing(kept: Checkpoint, path: Path) -> None:
    kept.forget("b")
    assert load(path) is not None
    kept.forget("a")
    assert load(path) is None
    kept.forget("a")
    assert list(path.parent.iterdir()) == []


def test_what_was_forgotten_can_be_kept_again(kept: Checkpoint, path: Path) -> None:
    kept.forget("a")
    kept.keep({"n": 2})
    assert load(path) == Kept(BEGINNING, {"n": 2})


def test_a_file_that_cannot_be_removed_is_told(
    kept: Checkpoint, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, *, missing_ok: bool) -> None:
        assert missing_ok
        raise OSError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(StorageError, match="cannot be removed, because you are not allowed to"):
        kept.forget("a")
    assert load(path) is not None


def test_a_damaged_file_that_cannot_be_renamed_is_told_by_its_name(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _target: Path) -> None:
        raise OSError(errno.EROFS, "read-only")

    path.write_bytes(b"rubbish")
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(StorageError, match=r"kept as “session\.journal”; renaming it failed"):
        load(path)


def test_a_file_that_grows_is_begun_anew(
    kept: Checkpoint, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SIZE_MAX_BYTES", 500)
    for n in range(200):
        kept.keep({"n": n})
        assert load(path) == Kept(BEGINNING, {"n": n})
        assert path.stat().st_size <= 500


def test_a_torn_last_line_leaves_the_one_before(kept: Checkpoint, path: Path) -> None:
    kept.keep({"n": 1})
    kept.keep({"n": 2})
    kept.close()
    whole = path.read_bytes()
    cut = len(whole) - 2
    while whole[cut - 1 : cut] != b"\n":
        path.write_bytes(whole[:cut])
        assert load(path) == Kept(BEGINNING, {"n": 1})
        cut -= 1


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 10_000), to=st.integers(0, 255))
def test_a_damaged_byte_never_gives_what_was_not_written(
    at: int, to: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "session.journal"
    made = Checkpoint(path)
    made.begin(BEGINNING, {"n": 0})
    made.keep({"n": 1})
    made.close()
    data = bytearray(path.read_bytes())
    data[at % len(data)] = to
    path.write_bytes(data)
    try:
        found = load(path)
    except StorageError:
        assert not path.exists(), "set aside"
        return
    assert found in (Kept(BEGINNING, {"n": 0}), Kept(BEGINNING, {"n": 1}))


@pytest.mark.parametrize("content", [b"", b"\n", b"rubbish\n", b"00000000 {}\n", b"\xff\xfe\n\n"])
def test_what_cannot_be_read_is_set_aside_and_told(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    with pytest.raises(StorageError, match=r"damaged\. .* “session\.broken-20261121T090000\.jour"):
        load(path)
    assert [found.name for found in path.parent.iterdir()] == [
        "session.broken-20261121T090000.journal"
    ]
    assert load(path) is None


def test_a_line_that_is_no_mapping_is_passed_over(kept: Checkpoint, path: Path) -> None:
    kept.close()
    with path.open("ab") as file:
        file.write(module._line([1, 2]))  # type: ignore[arg-type]
    assert load(path) == Kept(BEGINNING, {"n": 0})


def test_a_folder_in_its_place_is_told(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StorageError, match="because it is a folder"):
        load(path)
    with pytest.raises(StorageError, match="runs on"):
        Checkpoint(path).begin(BEGINNING, {"n": 0})
    Checkpoint(path).forget("a")
    assert [found.name for found in path.parent.iterdir()] == [path.name]


class Disk:
    """A disk that has room for some bytes and then is full."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.room = 10**9
        self._write = os.write
        monkeypatch.setattr(os, "write", self.write)

    def write(self, handle: int, data: bytes) -> int:
        if self.room <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = self._write(handle, bytes(data[: self.room]))
        self.room -= written
        return written


def test_a_full_disk_is_told_and_what_was_kept_stays(
    kept: Checkpoint, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch)
    disk.room = 0
    with pytest.raises(StorageError, match="because the disk is full"):
        kept.keep({"n": 1})
    assert load(path) == Kept(BEGINNING, {"n": 0})
    disk.room = 10**9
    kept.keep({"n": 2})
    assert load(path) == Kept(BEGINNING, {"n": 2})


def test_a_line_that_only_half_fits_does_not_spoil_the_next(
    kept: Checkpoint, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch)
    disk.room = 5
    with pytest.raises(StorageError, match="full"):
        kept.keep({"n": 1})
    assert load(path) == Kept(BEGINNING, {"n": 0})
    disk.room = 10**9
    kept.keep({"n": 2})
    assert load(path) == Kept(BEGINNING, {"n": 2})


def test_a_disk_that_cannot_sync_stops_nothing(
    kept: Checkpoint, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(os, "fsync", refuse)
    kept.keep({"n": 1})
    kept.settle()
    kept.close()
    assert load(path) == Kept(BEGINNING, {"n": 1})


class SlowDisk:
    """Waits with each `fsync` until it may go on."""

    def __init__(self) -> None:
        self.may_go_on = Event()
        self.synced: list[str] = []

    def fsync(self, handle: int) -> None:
        assert self.may_go_on.wait(10)
        self.synced.append(Path(f"/proc/self/fd/{handle}").readlink().name)


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> SlowDisk:
    disk = SlowDisk()
    monkeypatch.setattr(os, "fsync", disk.fsync)
    return disk


def test_a_slow_disk_holds_nobody_up(tmp_path: Path, slow_disk: SlowDisk) -> None:
    path = tmp_path / "session.journal"
    kept = Checkpoint(path)
    kept.begin(BEGINNING, {"n": 0})
    kept.settle()
    kept.keep({"n": 1})
    assert load(path) == Kept(BEGINNING, {"n": 1})
    assert slow_disk.synced == []
    slow_disk.may_go_on.set()
    kept.close()
    assert slow_disk.synced == [path.name, tmp_path.name, path.name]


def test_what_is_asked_for_while_the_disk_works_is_done_the_next_time(
    kept: Checkpoint, path: Path, slow_disk: SlowDisk
) -> None:
    kept.keep({"n": 1})
    kept.settle()
    kept.keep({"n": 2})
    kept.settle()
    slow_disk.may_go_on.set()
    kept.close()
    assert slow_disk.synced == [path.name, path.parent.name, path.name]


def test_the_disk_is_waited_for_once_for_all_that_was_kept(
    kept: Checkpoint, path: Path, slow_disk: SlowDisk
) -> None:
    slow_disk.may_go_on.set()
    kept.keep({"n": 1})
    kept.keep({"n": 2})
    kept.settle()
    kept.close()
    assert slow_disk.synced == [path.name, path.parent.name]


WRITER = """
import sys
from pathlib import Path
from app.storage.checkpoint import Checkpoint
kept = Checkpoint(Path(sys.argv[1]))
kept.begin({"session_id": "b"}, {"n": 0})
n = 0
while True:
    n += 1
    kept.keep({"n": n, "pad": "x" * 3000})
    print(n, flush=True)
"""


def test_killed_at_any_moment_every_line_that_was_kept_is_there(path: Path) -> None:
    for told in range(1, 80, 8):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        newest = 0
        while newest < told:
            newest = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().split("\n")
        newest = max([newest, *(int(n) for n in rest[:-1])])
        writer.stdout.close()
        writer.wait()
        found = load(path)
        assert found is not None
        n = found.standing["n"]
        assert isinstance(n, int)
        assert newest <= n <= newest + 1
