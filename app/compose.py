"""The composition root: builds everything and passes it by constructor.

Only `start` calls exec(), so that tests drive the built app.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import __version__
from app.core.errors import KnownError
from app.core.request import AppRequest, is_path
from app.devices.chime import PlaysoundChime
from app.devices.media_control import MediaControl
from app.devices.notifications import DesktopNotices, TrayIcon
from app.devices.single_start import StartWish, already_open, claim_or_hand_over
from app.devices.sleep_signal import SleepSignal
from app.devices.voice import SpokenVoice
from app.devices.wake_lock import WakeLock
from app.log_exchange import LogExchange
from app.storage.checkpoint import Checkpoint
from app.storage.data_folder import (
    CACHE,
    LOG,
    PREFERENCES,
    PROMPTS,
    RUNNING,
    SESSIONS,
    data_folder,
    prepare,
)
from app.storage.kept_sessions import KeptSessions
from app.storage.log_on_demand import LogOnDemand
from app.storage.preferences_file import load_preferences, save_preferences
from app.storage.prompts_file import PromptsFile
from app.storage.record_id import new_id
from app.storage.shipped import shipped_folder
from app.ui.collector import Collector
from app.ui.crash_report import CrashReport
from app.ui.foot_drawing import FootDrawings
from app.ui.footwell import Footwell
from app.ui.icons import Icons
from app.ui.log_rescue import LogRescue
from app.ui.machine import Clock, Machine
from app.ui.session_devices import ChosenVoice, SessionDevices, Sleep, Troubles
from app.ui.theme import Looks, load_fonts

CRASH_LOG = "footwell.log"
if TYPE_CHECKING:
    from app.core.health_questions import HealthQuestions
    from app.core.help_topics import HelpTopics
    from app.core.library import Library
    from app.core.preferences import Preferences
    from app.core.voice_trouble import VoiceTrouble
    from app.storage.log_copies import DailyLook
    from app.storage.log_opening import Elsewhere, LogOpening
    from app.storage.log_store import LogStore
    from app.ui.cue_player import Chime
    from app.ui.keep_awake import AwakeScreen
    from app.ui.media_link import Media
    from app.ui.reminders import Notices

LISTEN_MS = 300
"""How long after its start the window listens for a second one, in milliseconds."""

OnMissing = Callable[[str], None]


def _local_now() -> datetime:
    return datetime.now().astimezone()


def _chime(sounds: Path, cache: Path, on_missing: OnMissing) -> Chime:
    return PlaysoundChime(sounds, cache, on_missing)


def _notices(picture: Path, icons: Icons) -> Notices:
    return DesktopNotices(str(picture), lambda: TrayIcon(icons.icon("footwell", size_px=64)))


@dataclass(frozen=True, slots=True)
class Edges:
    """What touches the machine, so that tests can put their own in place."""

    machine: Machine = field(default_factory=lambda: Machine(time.monotonic, _local_now, new_id))
    chime: Callable[[Path, Path, OnMissing], Chime] = _chime
    voice: Callable[[Callable[[VoiceTrouble], None]], ChosenVoice] = SpokenVoice
    screen: Callable[[OnMissing], AwakeScreen] = WakeLock
    media: Callable[[Clock], Media] = MediaControl
    sleep: Callable[[], Sleep] = SleepSignal
    notices: Callable[[Path, Icons], Notices] = _notices


class _LogFile:
    """The file of the log; what a database needs is imported when it is first opened."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self._path = path
        self._now = now
        self._opening: LogOpening | None = None
        self.elsewhere: Elsewhere | None = None
        self.watch: Callable[[], Callable[[], bool]] = lambda: lambda: True
        self.tell: Callable[[str], object] = str  # nothing to hear it, until there is a window

    def open(self) -> LogStore:
        return self._ready().open()

    def save_what_can_be(self) -> None:
        self._ready().save_what_can_be()

    def look_after(self, go_on: Callable[[], bool]) -> DailyLook:
        """Check and copy it if that is due; of one that is replaced meanwhile nothing is told."""
        from app.storage.log_copies import DailyLook, back_up_daily  # noqa: PLC0415

        is_alone = self.watch()
        look = back_up_daily(self._path, self._now(), lambda: is_alone() and go_on())
        return look if is_alone() else DailyLook()

    def _told(self, sentence: str) -> None:
        self.tell(sentence)

    def _ready(self) -> LogOpening:
        from app.storage.log_opening import LogOpening  # noqa: PLC0415

        if self._opening is None:
            self._opening = LogOpening(self._path, self._now, self._told, self.elsewhere)
        return self._opening


@cache
def _load_questions(resources: Path) -> HealthQuestions:
    from app.storage.shipped_questions import load_questions  # noqa: PLC0415 - nor the parser

    return load_questions(resources)


def _load_help(resources: Path) -> HelpTopics:
    from app.storage.shipped_help import load_help  # noqa: PLC0415 - nor this

    return load_help(resources)


def start(request: AppRequest, environ: Mapping[str, str]) -> int:
    """Run the desktop app until its window is closed.

    Raises:
        KnownError: it cannot start; the message is for the person.
    """
    data = data_folder(request.data_dir, environ)
    prepare(data)
    claim = claim_or_hand_over(data, StartWish.of(request.script, environ))
    if claim is None:
        sys.stderr.write(f"footwell: {already_open()}\n")
        return 0
    application = QApplication(["footwell"])
    application.setApplicationName("Footwell")
    application.setDesktopFileName("footwell")
    collector = Collector()
    footwell = build(application, request, environ, Edges())
    footwell.crash_report.install()
    footwell.session.beginning.connect(collector.spare_old)
    footwell.session.left.connect(collector.mind_old)
    footwell.show()
    claim.start_requested.connect(footwell.be_started_again)
    QTimer.singleShot(LISTEN_MS, claim.listen)
    status = application.exec()
    claim.close()
    is_all_gone = footwell.close()
    collector.close()
    if not is_all_gone:
        _leave_at_once(status)
    return status


def _leave_at_once(status: int) -> None:
    """End the process where a thread waits in a library for ever: Python and Qt would wait too."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # as in a Windows program without a console
            stream.flush()
    os._exit(status)


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
    icons = Icons(resources / "icons", looks, FootDrawings(resources / "feet"))
    library = _Scripts(data / SESSIONS, request)
    checkpoint = Checkpoint(data / RUNNING)
    log_file = _LogFile(data / LOG, edges.machine.now)
    log = LogOnDemand(log_file.open, log_file.save_what_can_be)
    rescue = LogRescue(log)
    log_file.elsewhere = rescue.save
    log_file.watch = log.left_alone
    footwell = Footwell(
        icons=icons,
        machine=edges.machine,
        preferences=loaded.preferences,
        library=library.load,
        questions=lambda: _load_questions(resources),
        help_topics=lambda: _load_help(resources),
        log=log,
        files=LogExchange(data, log, edges.machine.now),
        look_after_log=log_file.look_after,
        rescue=rescue,
        devices=_devices(edges, resources, data, checkpoint),
        kept=KeptSessions(checkpoint, edges.machine.clock, edges.machine.now),
        save_preferences=_saver(data / PREFERENCES),
        notices=edges.notices(resources / "icons" / "footwell.svg", icons),
        prompts=PromptsFile(data / PROMPTS),
        crash_report=CrashReport(icons, _appender(data / CRASH_LOG), __version__),
        version=__version__,
        data_folder=data,
        script_folders=[data / SESSIONS, *request.folders],
        opened_at=library.opened_at,
        open_script=library.open,
    )
    log_file.tell = footwell.tell
    if loaded.notice:
        footwell.tell(loaded.notice)
    return footwell


class _Scripts:
    """Reads the library: what ships, the person's own, named folders, and a file named alone."""

    def __init__(self, own: Path, request: AppRequest) -> None:
        self._own = own
        self._folders = request.folders
        self._file = ""
        self.opened_at = self.open(request.script)

    def open(self, script: str) -> str:
        """Take a script into the library that was named alone, a file or an id; give its id."""
        if not is_path(script):
            return script
        self._file = script
        return Path(script).stem

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


def _devices(
    edges: Edges, resources: Path, data: Path, checkpoint: Checkpoint
) -> Callable[[Troubles], SessionDevices]:
    """Makes what a session uses of the machine, given where to tell what is missing."""

    def make(troubles: Troubles) -> SessionDevices:
        sounds = resources / "sounds"
        return SessionDevices(
            chime=edges.chime(sounds, data / CACHE / "sounds", troubles.no_sound),
            voice=edges.voice(troubles.no_voice),
            checkpoint=checkpoint,
            screen=edges.screen(troubles.no_screen),
            media=edges.media(edges.machine.clock),
            sleep=edges.sleep(),
        )

    return make


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
