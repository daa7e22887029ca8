"""One window for a data folder: a second start hands over what it was asked for and ends."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.core.checksum import sha256_hex
from app.core.errors import KnownError
from app.core.request import is_path
from app.devices.folder_lock import FolderLock, holder

if TYPE_CHECKING:
    from app.devices.start_listener import StartListener

ANSWER = b"ok\n"
MOST_BYTES = 65_536
_MOST_SCRIPT = 4096
_MOST_TOKEN = 512
_PATIENCE_S = 3.0
_ANSWER_S = 2.0
_PAUSE_S = 0.05


@dataclass(frozen=True, slots=True)
class StartWish:
    """What a second start was asked for.

    Attributes:
        script: the absolute path of a script or its id; empty for none.
        token: the desktop's leave to bring a window to the front; empty where it gave none.
    """

    script: str = ""
    token: str = ""

    @classmethod
    def of(cls, script: str, environ: Mapping[str, str]) -> StartWish:
        """The wish of this process, whose working folder the first one does not know."""
        token = environ.get("XDG_ACTIVATION_TOKEN") or environ.get("DESKTOP_STARTUP_ID") or ""
        return cls(str(Path(script).absolute()) if is_path(script) else script, token)

    def to_bytes(self) -> bytes:
        """As it goes over the socket: one line of JSON."""
        return json.dumps({"script": self.script, "token": self.token}).encode() + b"\n"

    @classmethod
    def from_bytes(cls, line: bytes) -> StartWish | None:
        """Read it from a line that anybody may have written; None unless it is one of ours."""
        try:
            told = json.loads(line.decode())
        except (ValueError, RecursionError):
            return None
        match told:
            case {"script": str(script), "token": str(token)} if (
                len(script) <= _MOST_SCRIPT
                and len(token) <= _MOST_TOKEN
                and "\0" not in script
                and token.isprintable()
            ):
                return cls(script, token)
        return None


class Claim(QObject):
    """This process is the one with the window; made by `claim`.

    Signals:
        start_requested: a second start has ended for us; the script it was given, an absolute
            path, an id or empty, and its activation token or an empty text.
    """

    start_requested = Signal(str, str)

    def __init__(self, data: Path, lock: FolderLock) -> None:
        super().__init__()
        self._data = data
        self._lock = lock
        self._listener: StartListener | None = None

    @property
    def is_exclusive(self) -> bool:
        """Whether a second start can know of us; not where the folder can hold no lock.

        Nothing in the app asks: it is for tests.
        """
        return self._lock.is_real

    def listen(self) -> None:
        """Listen for second starts; late, since it loads QtNetwork. A second time does nothing."""
        if self._listener is not None or not self._lock.is_real:
            return
        from app.devices.start_listener import StartListener  # noqa: PLC0415

        self._listener = StartListener(self)
        self._listener.wished.connect(self._on_wished)
        self._lock.announce(self._listener.listen(_socket_name(self._data)))

    def close(self) -> None:
        """Let the next start be the first."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        self._lock.close()

    def _on_wished(self, wish: StartWish) -> None:
        self.start_requested.emit(wish.script, wish.token)


def claim(data: Path) -> Claim | None:
    """Be the one for this data folder, which must exist; None if another process is."""
    lock = FolderLock.take(data)
    return None if lock is None else Claim(data, lock)


def claim_or_hand_over(
    data: Path, wish: StartWish, patience_s: float = _PATIENCE_S
) -> Claim | None:
    """Be the one for this data folder, or let the one that is do what was wished.

    Waits for a first one that is only starting or only closing.

    Args:
        data: the data folder, which must exist.
        wish: what this start was asked for.
        patience_s: how long to try.

    Returns:
        The claim, or None if the first one has taken the wish.

    Raises:
        KnownError: there is a first one, and it does not answer.
    """
    until_s = time.monotonic() + patience_s
    while True:
        claimed = claim(data)
        if claimed is not None:
            return claimed
        left_s = until_s - time.monotonic()
        if ask_first(data, wish, min(max(left_s, _PAUSE_S), _ANSWER_S)):
            return None
        if time.monotonic() >= until_s:
            raise KnownError(_no_answer(data))
        time.sleep(_PAUSE_S)


def ask_first(data: Path, wish: StartWish, patience_s: float = _ANSWER_S) -> bool:
    """Hand a wish to the process that holds the data folder.

    Returns:
        Whether it has taken it.
    """
    first = holder(data)
    if first is None or not first.socket:
        return False
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - only a second start needs it

    patience_ms = round(patience_s * 1000)
    socket = QLocalSocket()
    socket.connectToServer(first.socket)
    if not socket.waitForConnected(patience_ms):
        return False
    socket.write(wish.to_bytes())
    socket.waitForBytesWritten(patience_ms)
    until_s = time.monotonic() + patience_s
    while not socket.canReadLine() and (left_s := until_s - time.monotonic()) > 0:
        if not socket.waitForReadyRead(round(left_s * 1000)):
            break
    answer = bytes(socket.readAll().data())
    socket.abort()
    return answer == ANSWER


def already_open() -> str:
    """What a second start says when the first has taken its wish."""
    return QCoreApplication.translate(
        "SingleStart", "Footwell is already open; its window was brought to the front."
    )


def _no_answer(data: Path) -> str:
    first = holder(data)
    number = f" ({first.process})" if first is not None else ""
    return QCoreApplication.translate(
        "SingleStart",
        "Footwell is already open but does not answer. Wait a moment and start it again; if its "
        "window does not move, end its process{number} first. With --data-dir and another folder "
        "a second window can be open.",
    ).format(number=number)


def _socket_name(data: Path) -> str:
    """A name of our own for each data folder; the address of a socket has room for a hundred."""
    return f"footwell-{sha256_hex(os.fsencode(data.resolve()))[:16]}"
