"""Whether there is a sound output: in made-up file systems, whatever this machine has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.devices.sound_output import has_output

NO_CARDS = "--- no soundcards ---\n"
ONE_CARD = " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n"
RUNTIME = f"run/user/{os.getuid()}"


def put(root: Path, place: str, text: str = "") -> None:
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A Linux without any output, with the settings files that come along with every one."""
    put(tmp_path, "proc/self/status")
    put(tmp_path, "etc/pulse/client.conf", "# This file\n\n; default-server =\nautospawn = no\n")
    put(tmp_path, "etc/asound.conf", "# nothing\n")
    put(tmp_path, "home/anna/.config/pulse/cookie")
    put(tmp_path, "dev/shm/jack_db-0/log")
    put(tmp_path, "dev/snd/seq")
    return tmp_path


def heard(root: Path, platform: str = "linux", **environ: str) -> bool:
    return has_output({"HOME": "/home/anna", "PATH": "/nowhere"} | environ, root, platform)


def test_without_server_and_card_there_is_none(bare: Path) -> None:
    assert not heard(bare)
    put(bare, "proc/asound/cards", NO_CARDS)
    assert not heard(bare, XDG_RUNTIME_DIR="/run/anna", DISPLAY=":0")


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_only_linux_is_looked_at(bare: Path, platform: str) -> None:
    assert heard(bare, platform)


@pytest.mark.parametrize(
    "place",
    [
        f"{RUNTIME}/pulse/native",
        f"{RUNTIME}/pipewire-0",
        "run/anna/pulse/native",
        "run/anna/pipewire-1",
        "run/pulse/native",
        "home/anna/.config/pulse/0123-runtime/native",
        "home/anna/.asoundrc",
        "dev/shm/jack_default_1000_0",
        "dev/snd/pcmC0D0p",
        "dev/dsp",
        "mnt/wslg/PulseServer",
    ],
)
def test_a_socket_or_a_device_is_one(bare: Path, place: str) -> None:
    assert not heard(bare, XDG_RUNTIME_DIR="/run/anna")
    put(bare, place)
    assert heard(bare, XDG_RUNTIME_DIR="/run/anna")


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("proc/asound/cards", ONE_CARD),
        ("etc/asound.conf", "pcm.!default { type pulse }\n"),
        ("etc/pulse/client.conf.d/01.conf", "default-server = tcp:music\n"),
        ("home/anna/.config/pulse/client.conf", " default-server = tcp:music\n"),
        ("home/anna/.pulse/client.conf", "default-server=tcp:music\n"),
    ],
)
def test_a_card_or_a_setting_is_one(bare: Path, place: str, text: str) -> None:
    put(bare, place, text)
    assert heard(bare)


@pytest.mark.parametrize(
    ("server", "is_one"),
    [
        ("unix:/run/anna/native", True),
        ("/run/anna/native", True),
        ("{0123}unix:/nowhere unix:/run/anna/native", True),
        ("tcp:music", True),
        ("music", True),
        ("unix:/nowhere/pulse", False),
    ],
)
def test_a_named_server_counts_unless_its_socket_is_missing(
    bare: Path, server: str, *, is_one: bool
) -> None:
    put(bare, "run/anna/native")
    assert heard(bare, PULSE_SERVER=server) is is_one


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PIPEWIRE_REMOTE", "other"),
        ("AUDIODEV", "hw:1"),
        ("PLAYSOUND3_BACKEND", "ffplay"),
        ("DISPLAY", "localhost:10.0"),
    ],
)
def test_a_set_up_of_ones_own_counts(bare: Path, name: str, text: str) -> None:
    assert heard(bare, **{name: text})


def test_a_pulseaudio_that_would_be_started_counts_but_not_for_root(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(bare, "usr/bin/pulseaudio")
    (bare / "usr/bin/pulseaudio").chmod(0o755)
    path = str(bare / "usr/bin")
    monkeypatch.setattr(os, "getuid", lambda: 1000)
    assert heard(bare, PATH=path)
    assert not heard(bare, PATH=path, PULSE_SERVER="unix:/nowhere/pulse")
    monkeypatch.setattr(os, "getuid", lambda: 0)
    assert not heard(bare, PATH=path)


def test_what_cannot_be_looked_at_counts(bare: Path, tmp_path: Path) -> None:
    (bare / "proc/asound/cards").mkdir(parents=True)  # reading it fails
    assert heard(bare)
    assert heard(tmp_path / "no-proc")
