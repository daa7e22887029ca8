"""A connection to a D-Bus daemon that never makes the window wait.

jeepney speaks the protocol and does no input or output of its own; the socket is Qt's to watch.
Why not QtDBus: docs/decisions/0017-mpris.md.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable

from jeepney import HeaderFields, Message, MessageType, Parser
from jeepney.auth import BEGIN, Authenticator
from jeepney.bus import get_bus
from jeepney.bus_messages import message_bus
from PySide6.QtCore import QObject, QSocketNotifier, Signal

SESSION = "SESSION"
SYSTEM = "SYSTEM"
"""The buses that the environment names, beside addresses such as `unix:path=/run/bus`."""

_CHUNK = 65_536
OnReply = Callable[[Message], None]


class BusLink(QObject):
    """Talks with one bus; nothing in it raises or blocks, a bus that fails is `lost`.

    Signals:
        opened: the bus has let us in; messages may be sent.
        called: another program calls one of our methods, as a message.
        heard: a signal to all has come, as a message.
        addressed: one to us alone has come; it may be from anybody, look who sent it.
        lost: the bus is gone or did not let us in; told once.
    """

    opened = Signal()
    called = Signal(object)
    heard = Signal(object)
    addressed = Signal(object)
    lost = Signal()

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address
        self._socket: socket.socket | None = None
        self._notifiers: list[QSocketNotifier] = []
        self._auth = Authenticator()
        self._parser = Parser()
        self._to_send = bytearray()
        self._last_serial = 0
        self._waiting: dict[int, OnReply] = {}

    def open(self) -> bool:
        """Begin to connect.

        Returns:
            Whether there is a bus at all; `opened` or `lost` follows where there is.
        """
        try:
            self._socket = _connected(get_bus(self._address))
        except (OSError, RuntimeError, ValueError, KeyError) as error:
            _note("no bus", error)
            return False
        descriptor = self._socket.fileno()
        reading = QSocketNotifier(descriptor, QSocketNotifier.Type.Read, self)
        reading.activated.connect(self._on_readable)
        writing = QSocketNotifier(descriptor, QSocketNotifier.Type.Write, self)
        writing.activated.connect(self._flush)
        self._notifiers = [reading, writing]
        self._to_send += self._auth.data_to_send()
        self._flush()
        return self._socket is not None

    def close(self) -> None:
        """Leave the bus, which takes our names with it; harmless when it was left before."""
        for notifier in self._notifiers:
            notifier.setEnabled(False)
            notifier.deleteLater()
        self._notifiers = []
        self._waiting = {}
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def call(self, message: Message, on_reply: OnReply) -> None:
        """Send a method call and tell its reply, which may be an error."""
        if self._socket is not None:
            self._waiting[self._last_serial + 1] = on_reply
            self._send(message)

    def send(self, message: Message) -> None:
        """Send a reply, an error or a signal."""
        if self._socket is not None:
            self._send(message)

    def _send(self, message: Message) -> None:
        self._last_serial += 1
        self._to_send += message.serialise(self._last_serial)
        self._flush()

    def _flush(self) -> None:
        if self._socket is None:
            return
        try:
            while self._to_send:
                del self._to_send[: self._socket.send(self._to_send)]
        except BlockingIOError:
            pass
        except OSError as error:
            self._lose(error)
            return
        self._notifiers[1].setEnabled(bool(self._to_send))

    def _on_readable(self) -> None:
        if self._socket is None:
            return
        try:
            data = self._socket.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError as error:
            self._lose(error)
            return
        if not data:
            self._lose(EOFError("the bus has closed the connection"))
            return
        try:
            messages = self._messages(data)
        except Exception as error:  # noqa: BLE001 - whatever jeepney makes of bytes that are wrong
            self._lose(error)
            return
        for message in messages:
            self._take(message)

    def _messages(self, data: bytes) -> list[Message]:
        if self._auth.authenticated:
            return list(self._parser.feed(data))
        self._auth.feed(data)
        if self._auth.authenticated:
            self._to_send += BEGIN
            self.call(message_bus.Hello(), lambda _reply: self.opened.emit())
        return []

    def _take(self, message: Message) -> None:
        if self._socket is None:
            return  # closed by what an earlier message of the same bytes has caused
        kind = message.header.message_type
        if kind is MessageType.method_call:
            self.called.emit(message)
        elif kind is MessageType.signal:
            # A message to us alone passes by the match rules, so it can come from anybody.
            is_for_all = HeaderFields.destination not in message.header.fields
            (self.heard if is_for_all else self.addressed).emit(message)
        else:
            serial = message.header.fields.get(HeaderFields.reply_serial)
            on_reply = self._waiting.pop(serial, None)
            if on_reply is not None:
                on_reply(message)

    def _lose(self, error: Exception) -> None:
        _note("bus lost", error)
        self.close()
        self.lost.emit()


def _connected(place: str) -> socket.socket:
    """A socket to the bus; on the same machine it is connected at once or not at all."""
    link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        link.setblocking(False)
        link.connect(place)
    except BaseException:
        link.close()
        raise
    return link


def _note(what: str, error: Exception) -> None:
    logging.getLogger(__name__).debug(what, exc_info=error)
