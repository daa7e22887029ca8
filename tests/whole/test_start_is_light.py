"""What the start leaves for later, and what it binds that a built app does not show."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

LATER = (
    "_hashlib",
    "app.core.flags",
    "app.core.followups",
    "app.core.health_check",
    "app.core.health_reader",
    "app.core.help_reader",
    "app.core.help_search",
    "app.core.help_topics",
    "app.core.intake",
    "app.core.prompts",
    "app.core.session",
    "app.core.script_reader",
    "app.devices.lit_screen",
    "app.devices.speech_engine",
    "app.storage.log_store",
    "app.storage.shipped_help",
    "app.storage.shipped_questions",
    "app.ui.check_in_room",
    "app.ui.end_room",
    "app.ui.help_desk",
    "app.ui.help_room",
    "app.ui.intake_room",
    "app.ui.log_room",
    "app.ui.player_room",
    "app.ui.sessions_room",
    "app.ui.settings_room",
    "app.ui.today_room",
    "app.ui.trend_view",
    "jeepney",
    "numpy",
    "playsound3",
    "pyqtgraph",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
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


START = """
import gc, os
from app import __main__
__main__.spare_reading()
from app import compose
from app.core.request import AppRequest

class Application(compose.QApplication):
    def exec(self):
        for told in (made[0].session.beginning, made[0].session.left):
            told.emit()
            print(gc.isenabled(), gc.get_freeze_count() > 0)
        return 0

made, build = [], compose.build
compose.build = lambda *given: made.append(build(*given)) or made[0]
compose.QApplication = Application
compose.start(AppRequest(None), os.environ)
"""


def test_in_a_session_what_is_old_is_left_alone_by_the_collector(tmp_path: Path) -> None:
    environ = os.environ | {"FOOTWELL_DATA_DIR": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run(
        [sys.executable, "-c", START],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        env=environ,
    )
    assert ran.stdout.splitlines() == ["False True", "False False"]
