"""The app as one thing: the window with its rooms, a session now and then, and what binds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.core.errors import KnownError
from app.ui.announcer import announce
from app.ui.device_news import DeviceNews
from app.ui.due_reader import DueReader
from app.ui.front import bring_to_front
from app.ui.health_desk import HealthDesk
from app.ui.left_over import KeptSessions
from app.ui.live_library import LiveLibrary
from app.ui.log_care import LogCare, Look
from app.ui.log_desk import LogDesk, Readers
from app.ui.log_papers import LogPapers
from app.ui.main_window import MainWindow
from app.ui.rail import Room
from app.ui.reminders import Attention, Notices, PromptStore, Reminders
from app.ui.session_desk import SessionDesk, SessionSources
from app.ui.session_devices import SessionDevices, Troubles
from app.ui.today_desk import TodayDesk

if TYPE_CHECKING:
    # A room is imported when it is first gone to: the window stands sooner.
    from app.core.health_questions import HealthQuestions
    from app.core.help_topics import HelpTopics
    from app.core.library import Library
    from app.core.log_filter import LogViewKind
    from app.core.preferences import Preferences
    from app.core.script import Technique
    from app.ui.crash_report import CrashReport
    from app.ui.help_desk import HelpDesk
    from app.ui.icons import Icons
    from app.ui.log_papers import LogFiles
    from app.ui.log_rescue import LogRescue
    from app.ui.log_room import LogRoom
    from app.ui.machine import Machine
    from app.ui.sessions_room import SessionsRoom
    from app.ui.settings_room import SettingsRoom
    from app.ui.today_room import TodayRoom
    from app.ui.whole_log import Log


@dataclass(slots=True)
class _Rooms:
    """The rooms that were built so far."""

    sessions: SessionsRoom | None = None
    settings: SettingsRoom | None = None


class Footwell(QObject):
    """Builds the rooms when they are first gone to, and carries what one says to the others.

    Args:
        icons: pictures, and through them the looks.
        machine: clock, time of day, ids, questions.
        preferences: as they were saved.
        library: reads the scripts; may raise a `KnownError`.
        log: where sessions and answers are kept.
        files: exports, backups and imports.
        look_after_log: checks and copies it if that is due, in a thread of its own.
        rescue: saves what can be read of the log where it is damaged.
        questions: reads the health questions; may raise a `KnownError`.
        help_topics: reads the help; may raise a `KnownError`.
        devices: makes what a session uses of the machine; is given where to tell what is missing.
        kept: the sessions on disk that the log may not have.
        save_preferences: saves settings; gives back why it could not, or an empty text.
        notices: the desktop's.
        prompts: keeps what the desktop was told.
        crash_report: for our own mistakes.
        version: of Footwell.
        data_folder: where the person's files are.
        script_folders: the folders of the person's scripts, which are watched.
        opened_at: the id of a script to open at, or empty.
        open_script: takes a script that a second start names (a file or an id) into the library;
            gives back its id.
    """

    def __init__(  # noqa: PLR0913 - it binds the whole app
        self,
        *,
        icons: Icons,
        machine: Machine,
        preferences: Preferences,
        library: Callable[[], Library],
        log: Log,
        files: LogFiles,
        look_after_log: Callable[[Callable[[], bool]], Look],
        rescue: LogRescue,
        questions: Callable[[], HealthQuestions],
        help_topics: Callable[[], HelpTopics],
        devices: Callable[[Troubles], SessionDevices],
        kept: KeptSessions,
        save_preferences: Callable[[Preferences], str],
        notices: Notices,
        prompts: PromptStore,
        crash_report: CrashReport,
        version: str,
        data_folder: Path,
        script_folders: Sequence[Path] = (),
        opened_at: str = "",
        open_script: Callable[[str], str] = str,
    ) -> None:
        super().__init__()
        self.crash_report = crash_report
        self.preferences = preferences
        self._icons = icons
        self._machine = machine
        self.scripts = LiveLibrary(library, script_folders)
        self._log = log
        self._questions = questions
        self._help_topics = help_topics
        self._help_desk: HelpDesk | None = None
        self.health = HealthDesk(
            icons, machine, lambda: log.health, questions, self._may_ask_profile
        )
        self.device_news = DeviceNews(self._tell_device)
        self._devices = devices(self.device_news.troubles(self.tell))
        self.device_news.watch(self._devices)
        self._save = save_preferences
        self._version = version
        self._data_folder = data_folder
        self._opened_at = opened_at
        self._open_script = open_script
        self._rooms = _Rooms()
        self.session_desk = self._make_session_desk(kept)
        self.session = self.session_desk.room
        self.today = self._make_today_desk()
        self.log = self._make_log_desk()
        self.papers = LogPapers(icons, machine, files)
        reader = DueReader(self.today.past, lambda: self.preferences)
        self.reminders = Reminders(reader, prompts, notices, machine.now, lambda: self._attention)
        self.rescue = rescue
        self.log_care = LogCare(look_after_log, self._may_look_after_log)
        self.window = self._build_window()
        self._connect()

    def _make_session_desk(self, kept: KeptSessions) -> SessionDesk:
        sources = SessionSources(
            lambda: self.health.keeper,
            self._questions,
            lambda: self.scripts.library.entries,
            lambda: self.preferences,
        )
        return SessionDesk(self._icons, self._machine, self._log, self._devices, kept, sources)

    def _make_today_desk(self) -> TodayDesk:
        return TodayDesk(
            icons=self._icons,
            machine=self._machine,
            log=self._log,
            questions=self._questions,
            library=lambda: self.scripts.library,
            preferences=lambda: self.preferences,
            cut_off=self.session_desk.to_resume,
        )

    def _make_log_desk(self) -> LogDesk:
        readers = Readers(
            self._questions,
            lambda session_id: self.health.keeper.checks_of(session_id),  # noqa: PLW0108 - built late
            lambda: self.health.keeper.profile_answers(),  # noqa: PLW0108 - built late
            lambda: self.preferences,
            lambda: self.scripts.library,
        )
        return LogDesk(self._icons, self._machine, self._log, readers)

    def show(self) -> None:
        """Show the window."""
        self.window.show()
        self.reminders.begin()
        self.log_care.begin()

    def close(self) -> bool:
        """Let go of the log and of the machine.

        Returns:
            Whether all is let go; else a thread waits for ever for a voice that does not answer.
        """
        devices = self._devices
        self.reminders.close()
        self.log_care.close()
        self.rescue.close()
        self.papers.close()
        self.today.close()
        devices.screen.release()
        devices.media.show(None)
        devices.sleep.close()
        devices.chime.close()
        devices.checkpoint.close()
        self._log.close()
        return devices.voice.end()

    def be_started_again(self, script: str = "", token: str = "") -> None:
        """A second start: bring the window to the front, and open the script that it names.

        Args:
            script: a file or an id; empty for none. While a session runs it is not opened.
            token: the desktop's leave to come to the front; empty where it gave none.
        """
        bring_to_front(self.window, token)
        if not script:
            return
        if self.session.is_open or self.is_asking:
            told = self.session.player or self  # an answer, which does not wait as news do
            over = self.tr("The script can be opened when this session is over.")
            answered = self.tr("The script can be opened when these questions are answered.")
            told.tell(over if self.session.is_open else answered)
            return
        if self.papers.is_open:
            self.tell(self.tr("The script can be opened when you are done with the export."))
            return
        script_id = self._open_script(script)
        self.scripts.read_again()
        try:
            self._on_script_requested(script_id)
        except KnownError as error:
            self.tell(str(error))

    def tell(self, sentence: str, in_short: str = "", *, stays: bool = False) -> None:
        """Say something in a toast, or, in short if it is long, in the player of a session."""
        if self.session.is_running:
            self.session.tell(in_short or sentence)
        else:
            self.window.toasts.say(sentence, stays=stays)

    def _on_scripts_changed(self) -> None:
        if self._rooms.sessions is not None:
            self._rooms.sessions.show_library(self.scripts.library)
        self.today.refresh()

    def _build_window(self) -> MainWindow:
        rooms: dict[Room, Callable[[], QWidget]] = {
            Room.TODAY: self._build_today,
            Room.SESSIONS: self._build_sessions,
            Room.LOG: self._build_log,
            Room.SETTINGS: self._build_settings,
            Room.HELP: lambda: self.help_desk.build_room(),  # noqa: PLW0108 - imported late
        }
        first = Room.SESSIONS if self._opened_at else Room.TODAY
        return MainWindow(self._icons.looks, self._icons, rooms, self.preferences, first)

    def _connect(self) -> None:
        self.window.may_close = self._may_close
        self.window.geometry_changed.connect(self._on_geometry_changed)
        self.window.room_shown.connect(self._on_room_shown)
        self.window.help_requested.connect(self._on_help_requested)
        self.scripts.changed.connect(self._on_scripts_changed)
        self.scripts.trouble.connect(self.tell)
        self.log_care.told.connect(self.tell)
        self.log_care.damaged.connect(self._on_log_damaged)
        self.rescue.told.connect(self._on_saved)
        self.rescue.progressed.connect(self.today.show_saving)
        self.rescue.ended.connect(self._on_log_replaced)
        self.health.page_wanted.connect(self.window.show_full)
        self.health.left.connect(self.window.leave_full)
        self.health.told.connect(self.tell)
        self.health.undo_offered.connect(self._on_undo_offered)
        self._connect_session()
        self.today.told.connect(self.tell)
        self.today.page_wanted.connect(self.window.show_full)
        self.today.left.connect(self._on_check_ins_left)
        self._connect_log()
        self._connect_reminders()

    def _connect_log(self) -> None:
        self.papers.page_wanted.connect(self.window.show_full)
        self.papers.left.connect(self.window.leave_full)
        self.papers.log_replaced.connect(self._on_log_replaced)
        self.log.export_requested.connect(self.papers.open_export)
        self.log.told.connect(self.tell)
        self.log.undo_offered.connect(self._on_undo_offered)
        self.log.undo_withdrawn.connect(self.window.toasts.withdraw)
        self.log.changed.connect(self.today.refresh)
        self.log.changed.connect(self.reminders.look_soon)
        self.log.sessions_requested.connect(lambda: self.window.go_to(Room.SESSIONS))
        self.log.view_chosen.connect(self._on_log_view_chosen)

    def _connect_session(self) -> None:
        self.session.help_wanted.connect(self._on_technique_asked)
        self.session.raise_requested.connect(lambda: bring_to_front(self.window))
        self.session.title_changed.connect(self._on_title_changed)
        self.session_desk.page_wanted.connect(self.window.show_full)
        self.session_desk.given_up.connect(self.window.leave_full)
        self.session_desk.left.connect(self._on_session_left)
        self.session_desk.changed.connect(self.today.refresh)
        self.session_desk.told.connect(self.tell)
        self.session_desk.help_wanted.connect(self._open_help)

    def _connect_reminders(self) -> None:
        self.reminders.raise_requested.connect(lambda token: bring_to_front(self.window, token))
        self.reminders.today_wanted.connect(lambda: self.window.go_to(Room.TODAY))
        self.reminders.check_in_wanted.connect(self._on_check_in_wanted)
        for changed in (
            self.session.beginning,
            self.session.left,
            self.today.check_ins_changed,
            self.today.left,
        ):
            changed.connect(self.reminders.look_soon)
        self.window.room_shown.connect(self.reminders.look_later)
        self._devices.sleep.woke.connect(self.reminders.look_soon)

    # --- rooms ---

    def _build_today(self) -> TodayRoom:
        room = self.today.build()
        room.start_requested.connect(self.session_desk.start)
        room.resume_requested.connect(self.session_desk.resume)
        room.finish_requested.connect(self.session_desk.finish)
        room.sessions_requested.connect(lambda: self.window.go_to(Room.SESSIONS))
        room.script_requested.connect(self._on_script_requested)
        room.log_requested.connect(self._on_last_session_requested)
        room.plan_requested.connect(self._on_plan_requested)
        room.help_wanted.connect(self._open_help)
        return room

    def _build_sessions(self) -> SessionsRoom:
        from app.ui.sessions_room import SessionsRoom  # noqa: PLC0415

        room = SessionsRoom(self._icons, self.scripts.library, self.preferences, self._machine.now)
        room.start_requested.connect(self.session_desk.start)
        room.preferences_changed.connect(self._on_preferences_changed)
        room.told.connect(self.tell)
        room.help_wanted.connect(self._open_help)
        if self._opened_at:
            room.open_at(self._opened_at)
        self._rooms.sessions = room
        return room

    def _build_log(self) -> LogRoom:
        return self.log.build()

    def _build_settings(self) -> SettingsRoom:
        from app.ui.device_tests import DeviceTests  # noqa: PLC0415
        from app.ui.settings_room import SettingsRoom  # noqa: PLC0415

        room = SettingsRoom(
            self._icons,
            self.preferences,
            self._version,
            self._data_folder,
            self._machine.now,
        )
        room.preferences_changed.connect(self._on_preferences_changed)
        room.told.connect(self.tell)
        room.help_wanted.connect(self._open_help)
        self.health.stand_in(room.health)
        self.papers.stand_in(room.data)
        DeviceTests(self.device_news, self._devices, lambda: self.preferences, room, self.tell)
        self.reminders.stand_on(room)
        self._rooms.settings = room
        return room

    @property
    def _attention(self) -> Attention:
        """Where the person is, for what the desktop may tell."""
        if self.session.is_open or self.window.is_full:
            return Attention.TAKEN
        is_on_today = self.window.isActiveWindow() and self.window.current is Room.TODAY
        return Attention.ON_TODAY if is_on_today else Attention.ELSEWHERE

    def _on_room_shown(self, room: Room) -> None:
        self.session_desk.to_resume()  # one that is too old goes into the log now
        if room is Room.LOG:
            self.log.refresh()
        if room is Room.SETTINGS:
            self.health.show_standing()
            self.papers.show_backups()

    def _on_script_requested(self, script_id: str) -> None:
        self.window.go_to(Room.SESSIONS)
        if self._rooms.sessions is not None:
            self._rooms.sessions.open_at(script_id)

    def _on_last_session_requested(self) -> None:
        self.window.go_to(Room.LOG)
        view = self.today.room.view if self.today.room is not None else None
        if view is not None and view.last is not None:
            self.log.select(view.last.session.id)

    def _on_plan_requested(self) -> None:
        self.window.go_to(Room.SETTINGS)
        if self._rooms.settings is not None:
            self._rooms.settings.show_plan()

    # --- help ---

    @property
    def help_desk(self) -> HelpDesk:
        """What opens the help; built when it is first asked for."""
        if self._help_desk is None:
            from app.ui.help_desk import HelpDesk  # noqa: PLC0415

            made = self._help_desk = HelpDesk(self._icons, self.window, self._help_topics)
            made.trouble.connect(self.tell)
        return self._help_desk

    def _open_help(self, topic_id: str) -> None:
        self.help_desk.open(topic_id)

    def _on_help_requested(self) -> None:
        if not self.session.is_running:  # the player has a page of its own
            self.help_desk.open(self._topic_at_hand())

    def _topic_at_hand(self) -> str:
        """What the page that fills the window is about."""
        from app.core.help_topics import Lead  # noqa: PLC0415

        if self.session.is_open or self.today.is_asking:
            return Lead.AFTERWARDS
        return self.session_desk.topic_id

    def _on_technique_asked(self, technique: Technique) -> None:
        if self.session.player is not None:
            self.help_desk.explain(technique, self.session.player)

    # --- a session ---

    @property
    def is_asking(self) -> bool:
        """Whether questions fill the window just now."""
        return self.session_desk.is_asking or self.health.is_asking or self.today.is_asking

    def _may_ask_profile(self) -> bool:
        return not self.session.is_open and not self.is_asking

    def _on_session_left(self) -> None:
        self.window.leave_full()
        self.today.refresh()
        if self.window.current is Room.LOG:
            self.log.refresh()

    def _on_check_ins_left(self) -> None:
        self.window.leave_full()
        if self.today.room is not None and self.today.room.isVisible():
            self.today.room.setFocus()

    def _on_check_in_wanted(self) -> None:
        """Who presses the notice wants to answer, unless something fills the window by now."""
        if not self.window.is_full:
            self.today.answer_due()

    def _may_close(self) -> bool:
        return self.session.may_close() and self.today.may_close()

    def _may_look_after_log(self) -> bool:
        return not (self.session.is_open or self.papers.is_busy or self.rescue.is_saving)

    def _on_title_changed(self, title: str) -> None:
        self.window.setWindowTitle(f"{title} · Footwell" if title else "Footwell")

    def _on_log_replaced(self) -> None:
        """It was restored, or something was imported: show what is there now."""
        self.log.forget_changes()
        self.today.refresh()
        self.log.refresh()
        self.health.show_standing()
        self.reminders.look_soon()

    def _on_log_damaged(self) -> None:
        """Have what can be read saved, which is told, and show what is there now."""
        if self.papers.is_busy or self.rescue.is_saving:
            return  # another file takes its place, and is looked at when its turn comes
        self._log.mind_damage()
        self.log.forget_changes()
        self.today.refresh()
        self.log.refresh()

    def _on_saved(self, sentence: str) -> None:
        """What was lost of a diary is read by whoever looks up in ten minutes, too."""
        self.tell(sentence, stays=True)

    def _on_undo_offered(self, message: str, undo: Callable[[], None]) -> None:
        self.window.toasts.say(message, self.tr("Undo"), undo)

    # --- settings ---

    def _on_preferences_changed(self, preferences: Preferences) -> None:
        window = self.preferences.window
        self._keep(replace(preferences, window=window))
        self._icons.looks.follow(self.preferences)
        self.session.follow(self.preferences)
        for room in (self.today.room, self._rooms.sessions, self._rooms.settings):
            if room is not None:
                room.follow(self.preferences)
        self.reminders.look_soon()

    def _on_log_view_chosen(self, view: LogViewKind) -> None:
        self._keep(replace(self.preferences, log_view=view))

    def _on_geometry_changed(self, geometry: str) -> None:
        self._keep(replace(self.preferences, window=geometry))

    def _keep(self, preferences: Preferences) -> None:
        if preferences == self.preferences:
            return
        self.preferences = preferences
        trouble = self._save(preferences)
        if trouble:
            self.tell(trouble)

    def _tell_device(self, sentence: str, in_short: str) -> None:
        """Say what a device lacks; in Settings it stands beside the button that was pressed."""
        if self.window.current is Room.SETTINGS and not self.session.is_open:
            announce(self.window, sentence)
        else:
            self.tell(sentence, in_short)
