"""Whether Qt can open a window here, asked before Qt would abort without a screen."""

from __future__ import annotations

import ctypes
import re
import socket
import sys
from collections.abc import Callable, Mapping

from app.core.errors import KnownError

_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
}
"""What Qt's X11 plugin loads, with the Debian packages that hold it."""

_WITHOUT = "The commands (footwell --help) work without a screen."


def require_screen(
    environ: Mapping[str, str],
    platform: str = sys.platform,
    answers: Callable[[str], bool] | None = None,
    loads: Callable[[str], bool] | None = None,
) -> None:
    """See that a window can be opened.

    Args:
        environ: the environment.
        platform: as `sys.platform` has it; only Linux and its relatives can lack a screen.
        answers: whether the X server of a DISPLAY answers.
        loads: whether a shared library can be loaded.

    Raises:
        KnownError: there is no screen, it does not answer, or a library of Qt's is missing.
    """
    if platform in ("win32", "darwin") or _is_chosen(environ):
        return
    display = environ.get("DISPLAY", "")
    if environ.get("WAYLAND_DISPLAY"):
        return
    if not display:
        message = (
            f"Footwell needs a screen, and there is none here (DISPLAY is not set). {_WITHOUT}"
        )
        raise KnownError(message)
    if not (answers or _answers)(display):
        message = (
            f"Footwell needs a screen, and the one named {display} does not answer. {_WITHOUT}"
        )
        raise KnownError(message)
    loads = loads or _loads
    missing = [package for library, package in _LIBRARIES.items() if not loads(library)]
    if missing:
        message = (
            "Qt cannot open a window here, because parts of the system are missing. "
            f"On Debian: apt-get install {' '.join(missing)}"
        )
        raise KnownError(message)


def _is_chosen(environ: Mapping[str, str]) -> bool:
    """Whether a platform was named for Qt that draws into memory or over a network."""
    return environ.get("QT_QPA_PLATFORM", "").split(":")[0] not in ("", "xcb")


def _answers(display: str) -> bool:
    """Whether somebody listens at a display of this machine; one of another machine is believed."""
    match = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if match is None:
        return True
    path = f"/tmp/.X11-unix/X{match[1]}"  # noqa: S108 - X's own place, nothing is written
    for address in (path, f"\0{path}"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
            client.settimeout(2)
            try:
                client.connect(address)
            except OSError:
                continue
            return True
    return False


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
