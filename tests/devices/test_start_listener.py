"""What is said to the socket of the first window, by second starts and by others."""

from __future__ import annotations

import json
import os
import socket
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import KnownError
from app.devices import start_listener
from app.devices.folder_lock import FILE, FolderLock, holder
from app.devices.single_start import (
    ANSWER,
    MOST_BYTES,
    Claim,
    StartWish,
    ask_first,
    claim,
    claim_or_hand_over,
)
from tests.devices.private_bus import wait_until

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="speaks to a Unix socket"),
    pytest.mark.usefixtures("qtbot"),
]


LONG_MS = 600_000


class First:
    """The first window's claim, and what was wished of it."""

    def __init__(self, data: Path) -> None:
        claimed = claim(data)
        assert claimed is not None
        self.claim: Claim = claimed
        self.wishes: list[tuple[str, str]] = []
        self.claim.start_requested.connect(lambda *wish: self.wishes.append(wish))
        self.claim.listen()
        told = holder(data)
        assert told is not None
        self.socket = told.socket

    def says(self, said: bytes) -> socket.socket:
        guest = socket.socket(socket.AF_UNIX)
        guest.connect(self.socket)
        guest.setblocking(False)
        guest.sendall(said)
        return guest

    def answers(self, said: bytes) -> bytes:
        """What it answers before it hangs up."""
        heard: list[bytes] = []
        with self.says(said) as guest:
            wait_until(lambda: received(guest, heard) == b"")
        return b"".join(heard)


def received(guest: socket.socket, heard: list[bytes]) -> bytes | None:
    try:
        heard.append(guest.recv(4096))
    except BlockingIOError:
        return None
    except ConnectionResetError:
        return b""
    return heard[-1]


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    # Not pytest's own folder: the addresses of sockets have little room.
    with tempfile.TemporaryDirectory(prefix="fw-") as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        folder = Path(runtime) / "data"
        folder.mkdir()
        yield folder


@pytest.fixture
def first(data: Path) -> Iterator[First]:
    first = First(data)
    yield first
    first.claim.close()


def line(**told: object) -> bytes:
    return json.dumps(told).encode() + b"\n"


def test_a_wish_is_answered_and_told(first: First) -> None:
    assert first.answers(line(script="arch", token="t")) == ANSWER
    assert first.wishes == [("arch", "t")]


def test_a_wish_in_pieces_is_put_together(first: First) -> None:
    said = line(script="arch", token="t")
    guest = first.says(said[:10])
    run_what_waits()
    guest.sendall(said[10:])
    wait_until(lambda: first.wishes)
    guest.close()


@pytest.mark.parametrize(
    "said",
    [
        b"\n",
        b"GET / HTTP/1.1\r\n",
        b"\xff\xfe\n",
        b"[]\n",
        b'"arch"\n',
        line(script="arch"),
        line(token="t"),
        line(script=1, token="t"),
        line(script=["arch"], token="t"),
        line(script="a\0b", token=""),
        line(script="x" * 5000, token=""),
        line(script="", token="x" * 600),
        line(script="", token="a\nb"),
        b"[" * 60_000 + b"\n",
        b"9" * 60_000 + b"\n",
        b"x" * (MOST_BYTES - 1) + b"\n",
    ],
)
def test_what_is_no_wish_is_ignored(said: bytes, first: First) -> None:
    assert first.answers(said) == b""
    assert first.wishes == []
    assert first.answers(line(script="", token="")) == ANSWER


def test_a_line_without_end_is_cut_off(first: First, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start_listener, "_GUEST_MS", LONG_MS)
    guest = first.says(b"")
    heard: list[bytes] = []
    sent = 0
    try:
        while sent < 8 * MOST_BYTES and received(guest, heard) is None:
            try:
                sent += guest.send(b"x" * 4096)
            except BlockingIOError:
                run_what_waits()
    except (BrokenPipeError, ConnectionResetError):
        pass
    assert sent < 8 * MOST_BYTES
    guest.close()
    assert first.wishes == []


def test_who_says_nothing_is_shown_the_door(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start_listener, "_GUEST_MS", 20)
    first = First(data)
    assert first.answers(b"") == b""
    assert first.answers(b'{"script": ') == b""
    first.claim.close()


def test_a_crowd_that_says_nothing_cannot_fill_the_house(
    first: First, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start_listener, "_GUEST_MS", LONG_MS)
    crowd = [first.says(b"") for _ in range(20)]
    heard: list[list[bytes]] = [[] for _ in crowd]
    wait_until(lambda: sum(received(*each) == b"" for each in zip(crowd, heard, strict=True)) >= 12)
    for guest in crowd:
        guest.close()
    run_what_waits()
    assert first.answers(line(script="arch", token="")) == ANSWER


def test_who_leaves_at_once_leaves_nothing(first: First) -> None:
    for said in (b"", b"half", line(script="arch", token="")):
        first.says(said).close()
    wait_until(lambda: first.wishes)
    assert first.answers(line(script="", token="")) == ANSWER


def test_only_the_person_may_speak_to_it(first: First) -> None:
    mode = Path(first.socket).stat().st_mode
    assert stat.S_ISSOCK(mode)
    assert mode & 0o077 == 0
    assert Path(first.socket).parent == Path(os.environ["XDG_RUNTIME_DIR"])


def test_listening_twice_is_listening_once(first: First, data: Path) -> None:
    first.claim.listen()
    told = holder(data)
    assert told is not None
    assert told.socket == first.socket


def test_a_closed_claim_hears_nothing_and_is_free(first: First, data: Path) -> None:
    guest = first.says(b"")
    run_what_waits()
    first.claim.close()
    first.claim.close()
    guest.close()
    assert not Path(first.socket).exists()
    again = claim(data)
    assert again is not None
    again.close()


def test_a_listener_may_close_the_claim(first: First) -> None:
    first.claim.start_requested.connect(lambda *_wish: first.claim.close())
    assert first.answers(line(script="arch", token="")) == ANSWER
    assert first.wishes == [("arch", "")]


def test_what_a_second_start_meets_at_a_false_first(data: Path) -> None:
    lock = FolderLock.take(data)
    assert lock is not None
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(data / "false"))
        server.listen()
        lock.announce(str(data / "false"))
        assert not ask_first(data, StartWish("arch"), patience_s=0.05)
        with pytest.raises(KnownError, match="does not answer"):
            claim_or_hand_over(data, StartWish("arch"), patience_s=0.05)
    lock.close()


@pytest.mark.parametrize(
    "told", [b"", b"rubbish", b"[]", b"\xff", b"[" * 9000, b'{"process": 1}', b'{"socket": 1}']
)
def test_a_lock_file_that_says_nothing_names_nobody(told: bytes, data: Path) -> None:
    lock = FolderLock.take(data)
    assert lock is not None
    (data / FILE).write_bytes(told)
    assert holder(data) is None
    assert not ask_first(data, StartWish())
    with pytest.raises(KnownError, match="already open"):
        claim_or_hand_over(data, StartWish(), patience_s=0.0)
    lock.close()


def test_a_folder_that_can_hold_no_lock_keeps_nobody_out(data: Path) -> None:
    (data / FILE).mkdir()
    one, two = claim(data), claim(data)
    assert one is not None
    assert two is not None
    assert not one.is_exclusive
    one.listen()
    one.close()
    two.close()


def test_a_lock_is_not_followed_out_of_the_folder(data: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("keep")
    (data / FILE).symlink_to(precious)
    claimed = claim(data)
    assert claimed is not None
    claimed.close()
    assert precious.read_text() == "keep"


def test_a_lock_file_is_the_persons_own(first: First, data: Path) -> None:
    assert first.claim.is_exclusive
    assert (data / FILE).stat().st_mode & 0o077 == 0


def run_what_waits() -> None:
    """Some turns of the loop, for what has come to be taken."""
    turns = iter((False, False, True))
    wait_until(lambda: next(turns))
