"""The program is closed while a voice is waited for that does not answer."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

START = """
import os, sys, time
from app import __main__
__main__.spare_reading()
from app import compose
from app.core.request import AppRequest
from app.ui.rail import Room

class Application(compose.QApplication):
    def exec(self):
        made[0].window.room(Room.SETTINGS).voice_test_requested.emit()
        until_s = time.monotonic() + 1
        while time.monotonic() < until_s:
            self.processEvents()
        print("closed", flush=False)
        return 7

made, build = [], compose.build
compose.build = lambda *given: made.append(build(*given)) or made[0]
compose.QApplication = Application
sys.exit(compose.start(AppRequest(None), os.environ))
"""


def answer_at_first(server: socket.socket, asked: list[bytes]) -> None:
    """Greet a client as speech-dispatcher does, and never tell it which voices there are."""
    client, _ = server.accept()
    with client, client.makefile("rb") as lines:
        for line in lines:
            asked.append(line)
            if line.startswith(b"LIST OUTPUT_MODULES"):
                client.sendall(b"250-espeak-ng\r\n250 OK MODULE LIST SENT\r\n")
            elif line.startswith(b"GET OUTPUT_MODULE"):
                client.sendall(b"251-espeak-ng\r\n251 OK GET RETURNED\r\n")
            elif line.startswith(b"SET"):
                client.sendall(b"208 OK SET\r\n")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="speech-dispatcher's own way")
def test_it_ends_soon_and_well(tmp_path: Path) -> None:
    asked: list[bytes] = []
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "speechd"))
        server.listen()
        Thread(target=answer_at_first, args=(server, asked), daemon=True).start()
        environ = os.environ | {
            "FOOTWELL_DATA_DIR": str(tmp_path / "data"),
            "QT_QPA_PLATFORM": "offscreen",
            "SPEECHD_ADDRESS": f"unix_socket:{tmp_path / 'speechd'}",
        }
        began_s = time.monotonic()
        ran = subprocess.run(
            [sys.executable, "-c", START],
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
            env=environ,
        )
    assert any(line.startswith(b"LIST") for line in asked), asked
    assert (ran.returncode, ran.stdout) == (7, "closed\n"), ran.stderr
    assert time.monotonic() - began_s < 30
