"""One session from the first sound to the saved answers: player, record, questions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import CannotPlanError
from app.core.plan import Choice, plan_session
from app.core.preferences import Preferences
from app.core.session import Command, Session, State
from app.core.session_record import record_of
from app.core.soreness import EndReason
from app.ui.icons import Icons
from app.ui.machine import Machine
from app.ui.question_dialog import Question
from app.ui.record_keeper import SessionLog

if TYPE_CHECKING:
    # The player is imported when a session starts: the window stands sooner.
    from app.core.library import Entry
    from app.ui.cue_player import Chime, CuePlayer
    from app.ui.end_room import EndRoom
    from app.ui.player_room import PlayerRoom
    from app.ui.session_driver import SessionDriver
    from app.ui.session_end import SessionEnd


@dataclass(slots=True)
class _Run:
    """A session that runs."""

    entry: Entry
    started: datetime
    driver: SessionDriver
    cues: CuePlayer
    player: PlayerRoom


class SessionRoom(QObject):
    """Starts a session, shows it, saves it and asks afterwards.

    Args:
        icons: pictures, and through them the looks.
        machine: clock, time of day, ids, questions.
        log: where sessions and answers are kept.
        chime: what makes the sounds.
        preferences: pauses and sound.

    Signals:
        page_wanted: the page to be shown: the player, later the questions.
        left: the person is done; show the rooms again.
        logged: the id of a session that is in the log now.
        trouble: why something could not be started or saved, in one sentence.
        preferences_changed: the preferences with the sound on or off.
        title_changed: remaining time and step while it runs, then empty.
    """

    page_wanted = Signal(QWidget)
    left = Signal()
    logged = Signal(str)
    trouble = Signal(str)
    preferences_changed = Signal(object)
    title_changed = Signal(str)

    def __init__(
        self,
        icons: Icons,
        machine: Machine,
        log: SessionLog,
        chime: Chime,
        preferences: Preferences,
    ) -> None:
        super().__init__()
        self._icons = icons
        self._machine = machine
        self._chime = chime
        self._preferences = preferences
        self._log = log
        self._run: _Run | None = None
        self._end: SessionEnd | None = None
        self._untold = ""
        self.follow(preferences)

    # --- what others may do ---

    @property
    def is_running(self) -> bool:
        """Whether a session is under way."""
        return self._run is not None

    @property
    def player(self) -> PlayerRoom | None:
        """The player while a session runs."""
        return None if self._run is None else self._run.player

    @property
    def driver(self) -> SessionDriver | None:
        """What moves the session while one runs."""
        return None if self._run is None else self._run.driver

    @property
    def end_room(self) -> EndRoom | None:
        """The questions after a session while they are shown."""
        return None if self._end is None else self._end.room

    def follow(self, preferences: Preferences) -> None:
        """Take the pauses and the sound of these preferences."""
        self._preferences = preferences
        self._chime.muted = not preferences.sound
        if self._run is not None:
            self._run.player.show_sound(is_on=preferences.sound)

    def tell(self, sentence: str) -> None:
        """Show a short notice in the player, at its start if none is open yet."""
        if self._run is None:
            self._untold = sentence
        else:
            self._run.player.tell(sentence)

    def start(self, entry: Entry, choice: Choice) -> None:
        """Begin a session of a script; while another is open nothing happens."""
        if self._run is not None or self._end is not None:
            return
        if entry.script is None:
            self.trouble.emit(
                self.tr("“{name}” has faults and cannot be started.").format(name=entry.name)
            )
            return
        try:
            plan = plan_session(entry.script, choice, self._preferences.pauses)
        except CannotPlanError as error:
            self.trouble.emit(str(error))
            return
        session = Session(plan, self._machine.clock)
        self._run = self._build_run(entry, session)
        self._chime.prepare()
        self._connect_run(self._run)
        self.page_wanted.emit(self._run.player)
        self._run.driver.start()
        if self._untold:
            self._run.player.tell(self._untold)
            self._untold = ""

    def may_close(self) -> bool:
        """Whether the program may end; asks where a session or something unsaved is open.

        A session that is given up for it is logged as ended early.
        """
        if self._run is not None and not self._end_for_closing(self._run):
            return False
        if self._end is None:
            return True
        self._end.settle()
        if self._end.is_saved:
            return True
        question = Question(
            self.tr("The last session is not saved yet. Close and lose it?"),
            self.tr("Close and lose it"),
            self.tr("Stay here"),
        )
        return self._machine.ask(self._window(), question)

    # --- while it runs ---

    def _build_run(self, entry: Entry, session: Session) -> _Run:
        from app.ui.cue_player import CuePlayer  # noqa: PLC0415
        from app.ui.player_room import PlayerRoom  # noqa: PLC0415
        from app.ui.session_driver import SessionDriver  # noqa: PLC0415

        driver = SessionDriver(session, self._machine.clock)
        player = PlayerRoom(driver, self._icons, self._machine.say)
        player.show_sound(is_on=self._preferences.sound)
        cues = CuePlayer(session, self._chime)
        return _Run(entry, self._machine.now(), driver, cues, player)

    def _connect_run(self, run: _Run) -> None:
        run.driver.reported.connect(run.cues.hear)
        run.driver.ended.connect(self._on_ended)
        run.player.sound_toggled.connect(self._on_sound_toggled)
        run.player.title_changed.connect(self.title_changed)

    def _on_sound_toggled(self) -> None:
        is_on = not self._preferences.sound
        self.follow(replace(self._preferences, sound=is_on))
        self.tell(self.tr("Sound on.") if is_on else self.tr("Sound off."))
        self.preferences_changed.emit(self._preferences)

    def _end_for_closing(self, run: _Run) -> bool:
        """Ask whether to end the session; True once it has ended and is saved."""
        was_running = run.driver.session.state in (State.RUNNING, State.RESUMING)
        if was_running:
            run.driver.pause()
        question = Question(
            self.tr("End the session and log what you did so far?"),
            self.tr("End and log it"),
            self.tr("Go on with it"),
        )
        if not self._machine.ask(self._window(), question):
            if was_running and Command.RESUME in run.driver.session.allowed:
                run.driver.resume()
            return False
        run.driver.stop()
        run.driver.give_reason(EndReason.OTHER)
        run.driver.finish()
        return self._end is None or self._end.is_saved

    def _window(self) -> QWidget | None:
        if self._run is not None:
            return self._run.player.window()
        return None if self._end is None else self._end.room.window()

    # --- when it is over ---

    def _on_ended(self) -> None:
        from app.ui.session_end import SessionEnd  # noqa: PLC0415

        run, self._run = self._run, None
        if run is None:
            return
        record = record_of(
            run.driver.session,
            record_id=self._machine.new_id(),
            start=run.started,
            end=self._machine.now(),
            script_sha256=run.entry.sha256,
        )
        self._end = SessionEnd(record, self._icons, self._machine, self._log)
        self._end.logged.connect(self.logged)
        self._end.trouble.connect(self.trouble)
        self._end.left.connect(self._on_left)
        self._end.save()
        self.title_changed.emit("")
        run.player.leave_full_screen()
        self.page_wanted.emit(self._end.room)
        self._end.room.take_focus()
        run.player.deleteLater()
        run.driver.deleteLater()

    def _on_left(self) -> None:
        end, self._end = self._end, None
        if end is None:
            return
        self._chime.stop()
        self.left.emit()
        end.room.deleteLater()
        end.deleteLater()
