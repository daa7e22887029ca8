"""Whether everything that ships is there and can be loaded; for packagers, and after an install."""

from __future__ import annotations

import os
import wave
from pathlib import Path

from app.core.cues import Cue
from app.core.errors import KnownError
from app.core.library import Source
from app.storage.script_folders import read_entry, script_files
from app.storage.shipped import shipped_folder
from app.storage.shipped_help import help_files, load_help
from app.storage.shipped_questions import QUESTIONS, load_questions

_FEET = ("sole", "top", "inner-side", "calf")


def self_check() -> int:
    """Load all that ships, from scripts and questions to icons and fonts, and print what is there.

    Returns:
        0 if all are there, 1 if anything is missing or cannot be loaded.
    """
    resources, sessions = shipped_folder("resources"), shipped_folder("sessions")
    checks = {
        "scripts": (script_files(sessions), _script_problem),
        "question files": ([resources / QUESTIONS], _questions_problem),
        "help files": (help_files(resources), _help_problem),
        "sounds": (_sound_files(resources / "sounds"), _sound_problem),
        "icons": (sorted((resources / "icons").glob("*.svg")), _icon_problem),
        "feet": ([resources / "feet" / f"{name}.svg" for name in _FEET], _foot_problem),
        "fonts": (sorted((resources / "fonts").glob("*.otf")), _font_problem),
    }
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Qt is needed here and nowhere else on the command line.
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

    application = QGuiApplication.instance() or QGuiApplication(["footwell"])
    problems: list[str] = []
    for name, (files, problem) in checks.items():
        found = [f"{file}: {told}" for file in files if (told := problem(file))]
        problems += found if files else [f"no {name} at all"]
        print(f"{len(files) - len(found)} {name}")
    del application
    for told in problems:
        print(told)
    print("Something is missing." if problems else "All there.")
    return 1 if problems else 0


def _sound_files(folder: Path) -> list[Path]:
    """Each event's own tone, there or not, and all the other tones."""
    own = {folder / f"{cue}.wav" for cue in Cue}
    return sorted(own | set(folder.glob("*.wav")))


def _script_problem(file: Path) -> str:
    entry = read_entry(file, Source.SHIPPED, file.name)
    return str(entry.faults[0]) if entry.is_broken else ""


def _questions_problem(file: Path) -> str:
    try:
        load_questions(file.parents[1])
    except KnownError as error:
        return str(error)
    return ""


def _help_problem(file: Path) -> str:
    try:
        load_help(file.parents[1])
    except KnownError as error:
        return str(error)
    return ""


def _sound_problem(file: Path) -> str:
    try:
        with wave.open(str(file), "rb") as sound:
            return "" if sound.getnframes() else "is silent"
    except (OSError, wave.Error, EOFError) as error:
        return f"cannot be played: {error}"


def _icon_problem(file: Path) -> str:
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - Qt is loaded late

    return "" if QSvgRenderer(str(file)).isValid() else "cannot be drawn"


def _foot_problem(file: Path) -> str:
    from app.ui.foot_drawing import FootView, read_drawing  # noqa: PLC0415 - Qt is loaded late

    try:
        read_drawing(file, FootView(file.stem))
    except (OSError, ValueError) as error:
        return f"cannot be drawn: {error}"
    return ""


def _font_problem(file: Path) -> str:
    from PySide6.QtGui import QFontDatabase  # noqa: PLC0415 - Qt is loaded late

    return "" if QFontDatabase.addApplicationFont(str(file)) >= 0 else "cannot be loaded"
