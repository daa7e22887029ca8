"""A machine without a screen is told in one sentence, before Qt aborts."""

from __future__ import annotations

import socket

import pytest

from app.core.errors import KnownError
from app.devices.screen import require_screen


def yes(_: str) -> bool:
    return True


def no(_: str) -> bool:
    return False


def test_no_display_is_one_sentence() -> None:
    with pytest.raises(KnownError, match=r"needs a screen.*work without"):
        require_screen({}, "linux")


def test_a_display_that_does_not_answer_is_named() -> None:
    with pytest.raises(KnownError, match=":99 does not answer"):
        require_screen({"DISPLAY": ":99"}, "linux", answers=no)


def test_missing_libraries_are_named_as_packages() -> None:
    with pytest.raises(KnownError, match=r"apt-get install libxcb-cursor0$"):
        require_screen(
            {"DISPLAY": ":1"}, "linux", answers=yes, loads=lambda name: "cursor" not in name
        )


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_always_have_one(platform: str) -> None:
    require_screen({}, platform)


@pytest.mark.parametrize(
    "environ",
    [
        {"QT_QPA_PLATFORM": "offscreen"},
        {"WAYLAND_DISPLAY": "wayland-0"},
        {"QT_QPA_PLATFORM": "vnc:size=1x1"},
    ],
)
def test_another_way_to_draw_is_enough(environ: dict[str, str]) -> None:
    require_screen(environ, "linux", answers=no, loads=no)


def test_a_listening_server_answers() -> None:
    number = 7300
    path = f"\0/tmp/.X11-unix/X{number}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(path)
        server.listen()
        require_screen({"DISPLAY": f":{number}.0"}, "linux", loads=yes)
    with pytest.raises(KnownError, match="does not answer"):
        require_screen({"DISPLAY": f":{number}.0"}, "linux", loads=yes)


def test_a_display_elsewhere_is_believed() -> None:
    require_screen({"DISPLAY": "host.example:0"}, "linux", loads=yes)
