"""A D-Bus daemon of the test's own, and a peer on it that speaks while the window's loop runs."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from jeepney import HeaderFields, Message, MessageType
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop

PATIENCE_MS = 10_000
NAME_IS_OURS = 1


@contextlib.contextmanager
def private_bus() -> Iterator[str]:
    """Run a daemon and give its address; FOOTWELL_REAL=1 makes its absence a failure."""
    if shutil.which("dbus-daemon") is None:
        if os.environ.get("FOOTWELL_REAL"):
            pytest.fail("dbus-daemon is not installed")
        pytest.skip("dbus-daemon is not installed")
    with tempfile.TemporaryDirectory(prefix="fw-bus-") as folder:
        command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
        command += [f"--address=unix:path={folder}/bus"]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as daemon:
            assert daemon.stdout is not None
            try:
                yield daemon.stdout.readline().strip()
            finally:
                daemon.kill()


def _nothing() -> None:
    """What is to be done meanwhile, mostly."""


def wait_until(condition: Callable[[], object], meanwhile: Callable[[], None] = _nothing) -> None:
    """Let the loop run until something holds."""
    deadline = QDeadlineTimer(PATIENCE_MS)
    meanwhile()
    while not condition():
        meanwhile()
        assert not deadline.hasExpired(), "it did not happen in time"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)


class Peer:
    """Another program on the bus."""

    def __init__(self, address: str) -> None:
        self._connection: DBusConnection = open_dbus_connection(bus=address)
        self._replies: dict[int, Message] = {}
        self._serial = 1000
        self.calls: list[Message] = []
        self.signals: list[Message] = []

    @property
    def unique_name(self) -> str:
        return str(self._connection.unique_name)

    def close(self) -> None:
        self._connection.close()

    def own(self, name: str) -> None:
        assert self.ask(message_bus.RequestName(name)).body == (NAME_IS_OURS,)

    def owner_of(self, name: str) -> str:
        reply = self.ask(message_bus.GetNameOwner(name))
        return "" if reply.header.message_type is MessageType.error else str(reply.body[0])

    def send(self, message: Message) -> int:
        self._serial += 1
        self._connection.send(message, serial=self._serial)
        return self._serial

    def ask(self, message: Message) -> Message:
        """Call a method while the loop runs, and give the reply."""
        serial = self.send(message)
        wait_until(lambda: serial in self._replies, self.take)
        return self._replies.pop(serial)

    def take(self) -> None:
        """Sort what has come."""
        with contextlib.suppress(TimeoutError):
            while True:
                message = self._connection.receive(timeout=0)
                kind = message.header.message_type
                if kind is MessageType.method_call:
                    self.calls.append(message)
                elif kind is MessageType.signal:
                    if message.header.fields[HeaderFields.interface] != message_bus.interface:
                        self.signals.append(message)
                else:
                    self._replies[message.header.fields[HeaderFields.reply_serial]] = message


def member(message: Message) -> str:
    return str(message.header.fields[HeaderFields.member])


def error_name(message: Message) -> str:
    return str(message.header.fields.get(HeaderFields.error_name, ""))


def types_in(values: dict[str, tuple[str, Any]]) -> dict[str, str]:
    return {name: signature for name, (signature, _value) in values.items()}
