"""Hears second starts at a local socket; what anybody else says there is ignored."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.devices.single_start import ANSWER, MOST_BYTES, StartWish

_MOST_GUESTS = 8
_GUEST_MS = 2000


class StartListener(QObject):
    """Listens for wishes and answers each that is one.

    Signals:
        wished: a `StartWish` has come; it was answered already.
    """

    wished = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._guests: list[_Guest] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_new_connection)

    def listen(self, name: str) -> str:
        """Listen under a name that only the holder of the data folder's lock may use.

        Returns:
            The whole address; empty where it could not be, which is only noted in the log.
        """
        for place in _places(name):
            # Takes the place of what a program that was killed has left there.
            if self._server.listen(place):
                return self._server.fullServerName()
            logging.getLogger(__name__).debug("%s: %s", place, self._server.errorString())
        return ""

    def close(self) -> None:
        """Hear nothing more."""
        self._server.close()
        for guest in tuple(self._guests):
            guest.leave()

    def _on_new_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if len(self._guests) >= _MOST_GUESTS:
                socket.abort()
                socket.deleteLater()
                continue
            guest = _Guest(socket, self)
            guest.wished.connect(self.wished)
            guest.left.connect(self._on_left)
            self._guests.append(guest)
            guest.read()

    def _on_left(self, guest: _Guest) -> None:
        self._guests.remove(guest)
        guest.deleteLater()


class _Guest(QObject):
    """One connection: a line is read, answered, and that was it."""

    wished = Signal(object)
    left = Signal(object)

    def __init__(self, socket: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._has_left = False
        self._socket = socket
        socket.readyRead.connect(self.read)
        socket.disconnected.connect(self.leave)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.leave)
        self._clock.start(_GUEST_MS)

    def read(self) -> None:
        """Take the line if it is whole; leave if it never will be."""
        if self._has_left:
            return
        if not self._socket.canReadLine():
            if self._socket.bytesAvailable() >= MOST_BYTES:
                self.leave()
            return
        wish = StartWish.from_bytes(bytes(self._socket.readLine(MOST_BYTES).data()))
        if wish is None:
            self.leave()
            return
        self._socket.write(ANSWER)
        self._socket.flush()
        self.leave()
        self.wished.emit(wish)

    def leave(self) -> None:
        """End the connection; what was written still goes out."""
        if self._has_left:
            return
        self._has_left = True
        self._clock.stop()
        self._socket.disconnectFromServer()
        self._socket.deleteLater()
        self.left.emit(self)


def _places(name: str) -> list[str]:
    """Where to listen: the person's own run-time folder, else where Qt puts sockets."""
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    own = Path(folder)
    return [str(own / name), name] if own.is_absolute() and own.is_dir() else [name]
