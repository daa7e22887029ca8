"""Whether this computer has anything that could make a sound audible.

A player does not tell: gst-play plays into nothing where it finds no output, and ends well.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

_SET_UP = (
    "AUDIODEV",
    "ALSA_CARD",
    "ALSA_CONFIG_PATH",
    "JACK_DEFAULT_SERVER",
    "PIPEWIRE_REMOTE",
    "PIPEWIRE_RUNTIME_DIR",
    "PLAYSOUND3_BACKEND",
    "PULSE_CLIENTCONFIG",
    "PULSE_RUNTIME_PATH",
)
"""Who sets one of these has a set-up of their own."""

_SOCKETS = (
    "run/pulse/native",
    "run/pipewire/pipewire-[0-9]",
    "mnt/wslg/PulseServer",
    "dev/shm/jack_*_[0-9]*_[0-9]*",
    "dev/snd/pcm*p",
    "dev/dsp*",
)
_ALSA_FILES = (".asoundrc", ".config/alsa/asoundrc")
_PULSE_FILES = ("client.conf", "client.conf.d/*.conf")


def has_output(
    environ: Mapping[str, str] = os.environ,
    root: Path = Path("/"),
    platform: str = sys.platform,
) -> bool:
    """Tell whether there is an output, or may be one: only what is certain is denied.

    Looks at sockets, cards and settings, which takes a few hundredths of a millisecond where there
    is a sound server; starts and asks nothing.

    Args:
        environ: the environment of the players.
        root: of the file system.
        platform: as `sys.platform` has it; on others than Linux there is always one.
    """
    if not platform.startswith("linux"):
        return True
    try:
        return _may_have_output(environ, root)
    except OSError:
        return True


def _may_have_output(environ: Mapping[str, str], root: Path) -> bool:
    home = _under(root, environ.get("HOME") or os.path.expanduser("~"))  # noqa: PTH111 - a text
    named = environ.get("XDG_CONFIG_HOME")
    config = _under(root, named) if named else home / ".config"
    return (
        _has_server_by_name(environ, root)
        or _has_socket(environ, root, config)
        or _has_card(root)
        or any(environ.get(name) for name in _SET_UP)
        or _is_set_up(root, home, config)
        or _starts_by_itself(environ)
    )


def _has_server_by_name(environ: Mapping[str, str], root: Path) -> bool:
    """Whether PulseAudio's variable names a server that is there, or that is not seen from here."""
    for word in environ.get("PULSE_SERVER", "").split():
        name = word.rpartition("}")[2].removeprefix("unix:")
        if not name.startswith("/") or _under(root, name).exists():
            return True
    return False


def _has_socket(environ: Mapping[str, str], root: Path, config: Path) -> bool:
    places = [f"run/user/{os.getuid()}"] if sys.platform != "win32" else []
    if environ.get("XDG_RUNTIME_DIR"):
        places.insert(0, environ["XDG_RUNTIME_DIR"])
    for place in places:
        folder = _under(root, place)
        if (folder / "pulse" / "native").exists() or any(folder.glob("pipewire-[0-9]")):
            return True
    if any(config.glob("pulse/*-runtime/native")):
        return True
    return any(any(root.glob(pattern)) for pattern in _SOCKETS)


def _has_card(root: Path) -> bool:
    """Whether the kernel knows a sound card; where it can't be asked there may be one."""
    if not (root / "proc" / "self").exists():
        return True
    cards = root / "proc" / "asound" / "cards"
    if not cards.exists():
        return False
    lines = cards.read_text("utf-8", "replace").splitlines()
    return any(line.strip() and "no soundcards" not in line for line in lines)


def _is_set_up(root: Path, home: Path, config: Path) -> bool:
    """Whether a file says where sound goes to."""
    if any((home / name).exists() for name in _ALSA_FILES):
        return True
    if _says(root / "etc" / "asound.conf", ""):
        return True
    folders = (root / "etc" / "pulse", config / "pulse", home / ".pulse")
    files = [file for folder in folders for name in _PULSE_FILES for file in folder.glob(name)]
    return any(_says(file, "default-server") for file in files)


def _says(file: Path, word: str) -> bool:
    """Whether a file has a line that begins with a word and is no comment."""
    if not file.exists():
        return False
    lines = (line.strip() for line in file.read_text("utf-8", "replace").splitlines())
    return any(line.startswith(word) and line[0] not in "#;" for line in lines if line)


def _starts_by_itself(environ: Mapping[str, str]) -> bool:
    """Whether a player may start the server: PulseAudio's do, but not for root.

    A window on another computer's screen may be heard there.
    """
    if environ.get("DISPLAY", ":")[:1] != ":":
        return True
    if environ.get("PULSE_SERVER") or (sys.platform != "win32" and os.getuid() == 0):
        return False
    return shutil.which("pulseaudio", path=environ.get("PATH")) is not None


def _under(root: Path, place: str) -> Path:
    """A place of a file system that begins at this root."""
    return root / place.lstrip("/")
