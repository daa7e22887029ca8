"""The connection to D-Bus where the bus is slow, hostile, or not there at all."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import DBusAddress, Message, new_method_call, new_signal
from jeepney.bus_messages import MatchRule, message_bus

from app.devices.bus_link import BusLink
from tests.devices.private_bus import Peer, private_bus, wait_until

pytestmark = pytest.mark.usefixtures("qtbot")

OK = b"OK 0123456789abcdef0123456789abcdef\r\n"


class Told:
    """What a link has told."""

    def __init__(self, link: BusLink) -> None:
        self.opened = 0
        self.lost = 0
        self.called: list[Message] = []
        link.opened.connect(self._on_opened)
        link.lost.connect(self._on_lost)
        link.called.connect(self.called.append)

    def _on_opened(self) -> None:
        self.opened += 1

    def _on_lost(self) -> None:
        self.lost += 1


@pytest.fixture
def address() -> Iterator[str]:
    with private_bus() as address:
        yield address


@pytest.fixture
def link(address: str) -> Iterator[BusLink]:
    link = BusLink(address)
    told = Told(link)
    assert link.open()
    wait_until(lambda: told.opened)
    yield link
    link.close()


@pytest.fixture
def peer(address: str) -> Iterator[Peer]:
    peer = Peer(address)
    yield peer
    peer.close()


@contextlib.contextmanager
def false_bus(tmp_path: Path) -> Iterator[tuple[str, socket.socket]]:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "bus"))
        server.listen()
        yield f"unix:path={tmp_path / 'bus'}", server


def peeked(guest: socket.socket) -> bytes:
    try:
        return guest.recv(4096, socket.MSG_DONTWAIT | socket.MSG_PEEK)
    except BlockingIOError:
        return b""


@pytest.mark.parametrize(
    "said",
    [
        b"REJECTED EXTERNAL\r\n",
        b"OK",
        b"x" * 10_000,
        b"\r\n\r\n",
        OK + b"too early",
        b"\xff\xfe\r\n",
        b"",
    ],
)
def test_a_bus_that_does_not_let_us_in_is_lost_once(said: bytes, tmp_path: Path) -> None:
    with false_bus(tmp_path) as (address, server):
        link = BusLink(address)
        told = Told(link)
        assert link.open()
        guest, _ = server.accept()
        with guest:
            guest.sendall(said)
        wait_until(lambda: told.lost)
        link.send(new_signal(DBusAddress("/a", interface="a.b"), "C"))
        link.close()
    assert (told.opened, told.lost) == (0, 1)


@pytest.mark.parametrize("rubbish", [b"\0" * 64, b"rubbish that is no message at all", b"l" * 99])
def test_a_bus_that_talks_rubbish_is_lost_once(rubbish: bytes, tmp_path: Path) -> None:
    with false_bus(tmp_path) as (address, server):
        link = BusLink(address)
        told = Told(link)
        assert link.open()
        guest, _ = server.accept()
        with guest:
            guest.sendall(OK)
            wait_until(lambda: b"BEGIN\r\n" in peeked(guest))
            guest.sendall(rubbish)
        wait_until(lambda: told.lost)
    assert (told.opened, told.lost) == (0, 1)


@pytest.mark.parametrize(
    "address",
    ["unix:path=/nowhere/bus", "tcp:host=localhost,port=1", "rubbish", "", "unix:path=", ";;"],
)
def test_an_address_where_nobody_is_is_no_bus(address: str) -> None:
    link = BusLink(address)
    told = Told(link)
    assert not link.open()
    link.close()
    assert (told.opened, told.lost) == (0, 0)


def test_a_session_without_a_bus_is_no_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert not BusLink("SESSION").open()


def test_more_than_a_socket_takes_at_once_arrives_whole(peer: Peer, link: BusLink) -> None:
    peer.ask(message_bus.AddMatch(MatchRule(type="signal", interface="a.b")))
    emitter = DBusAddress("/a", interface="a.b")
    texts = [str(number) * 300_000 for number in range(8)]
    for text in texts:
        link.send(new_signal(emitter, "C", "s", (text,)))
    wait_until(lambda: len(peer.signals) == len(texts), peer.take)
    assert [message.body[0] for message in peer.signals] == texts


def test_a_bus_that_ends_is_lost() -> None:
    with private_bus() as address:
        link = BusLink(address)
        told = Told(link)
        assert link.open()
        wait_until(lambda: told.opened)
    wait_until(lambda: told.lost)
    link.close()
    assert told.lost == 1


def test_a_listener_may_close_the_link_while_more_waits(peer: Peer, link: BusLink) -> None:
    told = Told(link)
    link.called.connect(lambda _message: link.close())
    names_there = peer.ask(message_bus.ListNames()).body[0]
    ours = next(n for n in names_there if n.startswith(":") and n != peer.unique_name)
    call = new_method_call(DBusAddress("/a", bus_name=ours, interface="a.b"), "C")
    for _ in range(3):
        peer.send(call)
    wait_until(lambda: told.called)
    wait_until(lambda: ours not in peer.ask(message_bus.ListNames()).body[0])
    assert len(told.called) == 1
