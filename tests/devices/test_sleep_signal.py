"""Whether the computer is about to sleep, told by a login manager of the test's own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import DBusAddress, HeaderFields, Message, new_signal

from app.devices.sleep_signal import SleepSignal
from tests.devices.private_bus import Peer, private_bus, wait_until

pytestmark = pytest.mark.usefixtures("qtbot")

ROOT = Path(__file__).parents[2]
MANAGER = DBusAddress("/org/freedesktop/login1", interface="org.freedesktop.login1.Manager")


class Login:
    """What tells of sleep, and what was heard of it."""

    def __init__(self, address: str) -> None:
        self.peer = Peer(address)
        self.peer.own("org.freedesktop.login1")
        self.heard: list[str] = []
        self.sleep = SleepSignal(address)
        self.sleep.falling_asleep.connect(lambda: self.heard.append("falling asleep"))
        self.sleep.woke.connect(lambda: self.heard.append("woke"))
        self.sleep.listen()
        wait_until(lambda: self.sleep.is_listening)

    def tell(self, *, asleep: bool) -> None:
        self.peer.send(prepare_for_sleep(asleep=asleep))


def prepare_for_sleep(*, asleep: bool) -> Message:
    return new_signal(MANAGER, "PrepareForSleep", "b", (asleep,))


@pytest.fixture
def address() -> Iterator[str]:
    with private_bus() as address:
        yield address


@pytest.fixture
def login(address: str) -> Iterator[Login]:
    login = Login(address)
    yield login
    login.sleep.close()
    login.peer.close()


def test_sleep_and_waking_are_told(login: Login) -> None:
    login.tell(asleep=True)
    wait_until(lambda: login.heard == ["falling asleep"])
    login.tell(asleep=False)
    wait_until(lambda: login.heard == ["falling asleep", "woke"])


def test_it_is_told_once_however_often_one_listens(login: Login) -> None:
    login.sleep.listen()
    login.tell(asleep=True)
    login.tell(asleep=False)
    wait_until(lambda: "woke" in login.heard)
    assert login.heard == ["falling asleep", "woke"]


@pytest.mark.parametrize(
    "signal",
    [
        new_signal(MANAGER, "PrepareForShutdown", "b", (True,)),
        new_signal(MANAGER, "PrepareForSleep", "s", ("yes",)),
        new_signal(MANAGER, "PrepareForSleep"),
        new_signal(DBusAddress("/x", interface="a.b"), "PrepareForSleep", "b", (True,)),
    ],
)
def test_what_only_looks_like_it_is_not_told(login: Login, signal: Message) -> None:
    login.peer.send(signal)
    login.tell(asleep=False)
    wait_until(lambda: login.heard)
    assert login.heard == ["woke"]


def test_only_the_login_manager_is_believed(login: Login, address: str) -> None:
    somebody = Peer(address)
    somebody.send(prepare_for_sleep(asleep=True))
    names = somebody.ask(_list_names()).body[0]
    to_us_alone = prepare_for_sleep(asleep=True)
    for name in names:
        if name.startswith(":"):
            to_us_alone.header.fields[HeaderFields.destination] = name
            somebody.send(to_us_alone)
    somebody.ask(_list_names())
    login.tell(asleep=False)
    wait_until(lambda: login.heard)
    assert login.heard == ["woke"]
    somebody.close()


def test_after_closing_nothing_is_told(login: Login) -> None:
    login.sleep.close()
    login.tell(asleep=True)
    login.peer.ask(_list_names())
    assert login.heard == []
    assert not login.sleep.is_listening


def test_the_system_bus_is_listened_to(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
    sleep = SleepSignal()
    sleep.listen()
    wait_until(lambda: sleep.is_listening)
    sleep.close()


def test_without_a_bus_it_is_silent() -> None:
    sleep = SleepSignal("unix:path=/nowhere/bus")
    sleep.listen()
    assert not sleep.is_listening
    sleep.close()


def test_a_bus_that_ends_is_no_sleep_and_can_be_listened_to_again() -> None:
    with private_bus() as address:
        login = Login(address)
    wait_until(lambda: not login.sleep.is_listening)
    assert login.heard == []
    login.sleep.listen()
    login.peer.close()


def test_without_jeepney_it_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "app.devices.bus_link", raising=False)
    monkeypatch.setitem(sys.modules, "jeepney", None)
    sleep = SleepSignal()
    sleep.listen()
    assert not sleep.is_listening


def test_nothing_of_d_bus_is_loaded_before_it_is_needed() -> None:
    program = """
import sys
import app.devices.media_control, app.devices.sleep_signal, app.devices.wake_lock
app.devices.media_control.MediaControl(float)
app.devices.sleep_signal.SleepSignal()
app.devices.wake_lock.WakeLock(print).release()
sys.exit(bool({"jeepney", "wakepy", "socket", "PySide6.QtDBus"} & set(sys.modules)))
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def _list_names() -> Message:
    from jeepney.bus_messages import message_bus  # noqa: PLC0415

    return message_bus.ListNames()
