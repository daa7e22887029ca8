"""What is not needed for the first window is not loaded before it stands."""

from __future__ import annotations

import subprocess
import sys

LATER = (
    "_hashlib",
    "app.core.session",
    "app.core.script_reader",
    "app.devices.lit_screen",
    "app.devices.speech_engine",
    "app.storage.log_store",
    "app.ui.end_room",
    "app.ui.log_room",
    "app.ui.player_room",
    "app.ui.sessions_room",
    "app.ui.settings_room",
    "jeepney",
    "playsound3",
    "PySide6.QtNetwork",
    "PySide6.QtSvg",
    "PySide6.QtTextToSpeech",
    "sqlite3",
    "wakepy",
    "yaml",
)


def test_the_window_is_built_without_what_comes_later() -> None:
    code = (
        "import sys; from app import __main__; __main__.spare_reading(); import app.compose\n"
        f"print([name for name in {LATER} if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    )
    assert ran.stdout == "[]\n"
