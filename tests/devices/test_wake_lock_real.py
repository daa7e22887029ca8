"""The screen kept on through wakepy, with a desktop of the test's own on a private bus."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from jeepney import HeaderFields, Message, new_error, new_method_return

from app.devices.wake_lock import WakeLock
from tests.devices.private_bus import Peer, member, private_bus, wait_until

pytestmark = [pytest.mark.real, pytest.mark.usefixtures("qtbot")]

SCREEN_SAVER = "org.freedesktop.ScreenSaver"
GNOME = "org.gnome.SessionManager"
COOKIE = 4711


class Desktop:
    """A desktop's service that keeps the screen on: what it was asked, and by whom."""

    def __init__(self, address: str, name: str) -> None:
        self.peer = Peer(address)
        self.peer.own(name)
        self.answers = True
        self.refuses = False
        self.asked: list[tuple[Any, ...]] = []
        self.askers: set[str] = set()

    def serve(self) -> None:
        """Answer what has come."""
        self.peer.take()
        calls, self.peer.calls = self.peer.calls, []
        for call in calls:
            self.asked.append((member(call), *call.body))
            self.askers.add(str(call.header.fields[HeaderFields.sender]))
            if self.answers:
                self.peer.send(self._reply(call))

    def _reply(self, call: Message) -> Message:
        if self.refuses:
            return new_error(call, "org.freedesktop.DBus.Error.AccessDenied", "s", ("no",))
        if member(call) == "Inhibit":
            return new_method_return(call, "u", (COOKIE,))
        return new_method_return(call)

    def serve_until(self, condition: Callable[[], object]) -> None:
        wait_until(condition, self.serve)


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with private_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def lock(said: list[str]) -> Iterator[WakeLock]:
    lock = WakeLock(said.append)
    yield lock
    lock.release()
    wait_until(lambda: not our_threads())
    # A connection that was left open warns when it is found, and a warning fails the test.
    gc.collect()


def our_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "wake-lock"]


@pytest.mark.parametrize("name", [SCREEN_SAVER, GNOME])
def test_the_desktop_is_asked_in_our_name_and_let_go_again(
    name: str, address: str, lock: WakeLock, said: list[str]
) -> None:
    desktop = Desktop(address, name)
    lock.hold()
    desktop.serve_until(lambda: lock.is_held)
    (asked,) = desktop.asked
    assert asked[:2] == ("Inhibit", "Footwell")
    assert "A foot massage is running" in asked
    assert "wakepy" not in str(asked)
    lock.release()
    desktop.serve_until(lambda: not our_threads())
    assert desktop.asked[1] in (("UnInhibit", COOKIE), ("Uninhibit", COOKIE))
    assert said == []
    (asker,) = desktop.askers
    wait_until(lambda: desktop.peer.owner_of(asker) == "")
    desktop.peer.close()


def test_a_desktop_that_refuses_is_told_of(address: str, lock: WakeLock, said: list[str]) -> None:
    desktop = Desktop(address, SCREEN_SAVER)
    desktop.refuses = True
    lock.hold()
    desktop.serve_until(lambda: said)
    assert not lock.is_held
    wait_until(lambda: not our_threads())
    (asker,) = desktop.askers
    wait_until(lambda: desktop.peer.owner_of(asker) == "")
    desktop.peer.close()


def test_a_desktop_that_hangs_makes_nobody_wait(
    address: str, lock: WakeLock, said: list[str]
) -> None:
    desktop = Desktop(address, SCREEN_SAVER)
    desktop.answers = False
    lock.hold()
    desktop.serve_until(lambda: desktop.asked)
    assert not lock.is_held
    # The bus itself answers for a service that has gone.
    desktop.peer.close()
    wait_until(lambda: said)


def test_a_desktop_that_has_gone_by_the_end_is_no_trouble(
    address: str, lock: WakeLock, said: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    desktop = Desktop(address, SCREEN_SAVER)
    lock.hold()
    desktop.serve_until(lambda: lock.is_held)
    desktop.peer.close()
    lock.release()
    wait_until(lambda: not our_threads())
    assert said == []
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_a_bus_without_a_desktop_is_told_of(address: str, lock: WakeLock, said: list[str]) -> None:
    assert address
    lock.hold()
    wait_until(lambda: said)
    assert not lock.is_held


@pytest.mark.parametrize("address", ["", "rubbish", "unix:path=/nowhere/bus", None])
def test_without_a_bus_it_is_told(
    address: str | None, lock: WakeLock, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if address is None:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    else:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    lock.hold()
    wait_until(lambda: said)
    assert not lock.is_held
