"""The composition root: builds everything and passes it by constructor.

Only `start` calls exec(), so that tests drive the built app.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app import __version__
from app.core.errors import KnownError
from app.core.preferences import Preferences
from app.core.request import AppRequest, is_path
from app.devices.chime import PlaysoundChime
from app.storage.data_folder import LOG, PREFERENCES, SESSIONS, data_folder, prepare
from app.storage.log_on_demand import LogOnDemand
from app.storage.log_store import LogStore, new_id
from app.storage.preferences_file import load_preferences, save_preferences
from app.storage.shipped import shipped_folder
from app.ui.crash_report import CrashReport
from app.ui.cue_player import Chime
from app.ui.footwell import Footwell
from app.ui.icons import Icons
from app.ui.machine import Machine
from app.ui.theme import Looks, load_fonts

CRASH_LOG = "footwell.log"
if TYPE_CHECKING:
    from app.core.library import Library

OnMissing = Callable[[str], None]


def _local_now() -> datetime:
    return datetime.now().astimezone()


def _chime(folder: Path, on_missing: OnMissing) -> Chime:
    return PlaysoundChime(folder, on_missing)


@dataclass(frozen=True, slots=True)
class Edges:
    """What touches the machine, so that tests can put their own in place."""

    machine: Machine = field(default_factory=lambda: Machine(time.monotonic, _local_now, new_id))
    chime: Callable[[Path, OnMissing], Chime] = _chime


def start(request: AppRequest, environ: Mapping[str, str]) -> int:
    """Run the desktop app until its window is closed.

    Raises:
        KnownError: it cannot start; the message is for the person.
    """
    application = QApplication(["footwell"])
    application.setApplicationName("Footwell")
    application.setDesktopFileName("footwell")
    footwell = build(application, request, environ, Edges())
    footwell.crash_report.install()
    footwell.show()
    status = application.exec()
    footwell.close()
    return status


def build(
    application: QApplication, request: AppRequest, environ: Mapping[str, str], edges: Edges
) -> Footwell:
    """Build the whole app without showing or running it.

    Raises:
        KnownError: the data folder cannot be used, or a named folder of scripts is not there.
    """
    data = data_folder(request.data_dir, environ)
    prepare(data)
    prepare(data / SESSIONS)
    loaded = load_preferences(data / PREFERENCES, edges.machine.now())
    resources = shipped_folder("resources")
    load_fonts(resources / "fonts")
    looks = Looks(application, loaded.preferences)
    icons = Icons(resources / "icons", looks)
    library = _Scripts(data / SESSIONS, request)
    footwell = Footwell(
        icons=icons,
        machine=edges.machine,
        preferences=loaded.preferences,
        library=library.load,
        log=LogOnDemand(lambda: LogStore(data / LOG, edges.machine.now)),
        chime=lambda on_missing: edges.chime(resources / "sounds", on_missing),
        save_preferences=_saver(data / PREFERENCES),
        crash_report=CrashReport(icons, _appender(data / CRASH_LOG), __version__),
        version=__version__,
        data_folder=data,
        script_folders=[data / SESSIONS, *request.folders],
        opened_at=library.opened_at,
    )
    if loaded.notice:
        footwell.tell(loaded.notice)
    return footwell


class _Scripts:
    """Reads the library: what ships, the person's own, named folders, and a file named alone."""

    def __init__(self, own: Path, request: AppRequest) -> None:
        self._own = own
        self._folders = request.folders
        self._file = request.script if is_path(request.script) else ""
        self.opened_at = Path(self._file).stem if self._file else request.script

    def load(self) -> Library:
        """Read every script.

        Raises:
            StorageError: a folder cannot be read.
        """
        # The reader and its YAML parser are loaded when the first room is filled, not before.
        from app.core.library import Library, Source  # noqa: PLC0415
        from app.storage.script_folders import load_library, read_entry  # noqa: PLC0415

        library = load_library(shipped_folder("sessions"), self._own, self._folders)
        if not self._file:
            return library
        named = read_entry(Path(self._file), Source.FOLDER, self._file)
        return Library([*library.entries, named])


def _saver(path: Path) -> Callable[[Preferences], str]:
    """Saves settings; gives back why it could not, in a sentence, or an empty text."""

    def save(preferences: Preferences) -> str:
        try:
            save_preferences(path, preferences)
        except KnownError as error:
            return str(error)
        return ""

    return save


def _appender(path: Path) -> Callable[[str], None]:
    """Appends to the program's own log; a disk that refuses must not hide the first mistake."""

    def append(text: str) -> None:
        try:
            with path.open("a", encoding="utf-8") as file:
                file.write(text)
        except OSError:
            return

    return append
