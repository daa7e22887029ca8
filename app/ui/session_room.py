"""One session from the first sound to the saved answers: player, record, questions."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.cut_off import Beginning, CutOff
from app.core.errors import CannotPlanError, KnownError
from app.core.plan import Choice, plan_session
from app.core.preferences import Preferences
from app.core.session import Session
from app.core.session_record import record_of
from app.core.session_summary import Region
from app.core.session_table import Command, State
from app.core.soreness import EndReason, SessionRecord
from app.ui.icons import Icons
from app.ui.machine import Machine
from app.ui.question_dialog import Question
from app.ui.record_keeper import SessionLog
from app.ui.session_devices import SessionDevices

if TYPE_CHECKING:
    # The player is imported when a session starts: the window stands sooner.
    from app.core.library import Entry
    from app.ui.end_room import EndRoom
    from app.ui.player_room import PlayerRoom
    from app.ui.session_driver import SessionDriver
    from app.ui.session_end import SessionEnd
    from app.ui.session_run import SessionRun
    from app.ui.speaker import Speaker


class SessionRoom(QObject):
    """Starts a session, shows it, saves it and asks afterwards.

    Args:
        icons: pictures, and through them the looks.
        machine: clock, time of day, ids, questions.
        log: where sessions and answers are kept.
        devices: what a session uses of the machine.
        preferences: pauses, sound and voice.

    Signals:
        page_wanted: the page to be shown: the player, later the questions.
        left: the person is done; show the rooms again.
        logged: the id of a session that is in the log now.
        trouble: why something could not be started or saved, in one sentence.
        title_changed: remaining time and step while it runs, then empty.
        raise_requested: the window is wanted at the front.
    """

    page_wanted = Signal(QWidget)
    left = Signal()
    logged = Signal(str)
    trouble = Signal(str)
    title_changed = Signal(str)
    raise_requested = Signal()

    def __init__(
        self,
        icons: Icons,
        machine: Machine,
        log: SessionLog,
        devices: SessionDevices,
        preferences: Preferences,
    ) -> None:
        super().__init__()
        self._icons = icons
        self._machine = machine
        self._devices = devices
        self._preferences = preferences
        self._log = log
        self._run: SessionRun | None = None
        self._end: SessionEnd | None = None
        self._speaker: Speaker | None = None
        self._untold: list[str] = []
        self._is_muted = False
        self.follow(preferences)

    # --- what others may do ---

    @property
    def is_running(self) -> bool:
        """Whether a session is under way."""
        return self._run is not None

    @property
    def is_open(self) -> bool:
        """Whether a session is under way, or its questions are shown."""
        return self._run is not None or self._end is not None

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
        """Take the pauses, the sound and the voice of these preferences."""
        self._preferences = preferences
        self._devices.chime.follow(preferences.sounds)
        self._devices.voice.follow(preferences.voice)
        self._let_be_heard()

    def tell(self, sentence: str) -> None:
        """Show a short notice in the player, at its start if none is open yet."""
        if self._run is None:
            self._untold.append(sentence)
        else:
            self._run.player.tell_in_turn(sentence)

    def start(self, entry: Entry, choice: Choice) -> None:
        """Begin a session of a script; while another is open nothing happens."""
        if self.is_open:
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
        beginning = Beginning(
            session_id=self._machine.new_id(),
            start=self._machine.now(),
            script_path=entry.path,
            script_text=entry.data.decode(),
            choice=choice,
            pauses=plan.pauses,
        )
        self._begin(entry, Session(plan, self._machine.clock), beginning)

    def take_up(self, cut_off: CutOff) -> None:
        """Go on with a session that was cut off, after three seconds; nothing if one is open."""
        if not self.is_open:
            self._begin(cut_off.entry, cut_off.session, cut_off.beginning)

    def finish(self, cut_off: CutOff) -> None:
        """Log a session that was cut off, and ask the questions after it."""
        if not self.is_open:
            left_out = cut_off.session.snapshot().left_out
            self._ask_after(cut_off.record(EndReason.DONE), left_out)

    def may_close(self) -> bool:
        """Whether the program may end; asks where a session or something unsaved is open.

        A session that is running can be taken up again afterwards.
        """
        if self._run is not None and not self._put_away(self._run):
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

    def _begin(self, entry: Entry, session: Session, beginning: Beginning) -> None:
        from app.ui.session_run import SessionRun  # noqa: PLC0415

        run = SessionRun(entry, session, beginning, self._icons, self._machine, self._devices)
        self._run = run
        self._is_muted = False
        self._let_be_heard()
        run.ended.connect(self._on_ended)
        run.trouble.connect(self.tell)
        run.raise_requested.connect(self.raise_requested)
        run.player.sound_toggled.connect(self._on_sound_toggled)
        run.player.title_changed.connect(self.title_changed)
        self.page_wanted.emit(run.player)
        run.begin(with_voice=self._preferences.voice.is_on)
        for sentence in self._untold:
            run.player.tell_in_turn(sentence)
        self._untold.clear()

    def _let_be_heard(self) -> None:
        """Let sounds and voice be heard, each where it is wanted and not muted by the key."""
        wanted = self._preferences
        self._devices.chime.muted = self._is_muted or not wanted.sound
        self._devices.voice.muted = self._is_muted or not wanted.voice.is_on
        if self._run is not None:
            is_heard = not self._is_muted and (wanted.sound or wanted.voice.is_on)
            self._run.player.show_sound(is_on=is_heard)

    def _on_sound_toggled(self) -> None:
        """Off or on for this session: whoever mutes one does not want the next to be silent."""
        wanted = self._preferences
        told = self.tr("Sounds and voice are off in the settings.")
        if wanted.sound or wanted.voice.is_on:
            self._is_muted = not self._is_muted
            off, on = self.tr("Sounds and voice off."), self.tr("Sounds and voice on.")
            told = off if self._is_muted else on
        self._let_be_heard()
        if self._run is not None:
            self._run.player.tell(told)

    def _put_away(self, run: SessionRun) -> bool:
        """Ask whether to close on a session; True once it may be."""
        was_running = run.driver.session.state in (State.RUNNING, State.RESUMING)
        if was_running:
            run.driver.pause()
        question = Question(
            self.tr(
                "The session is not over. Close Footwell? For six hours you can go on with it "
                "where you are; after that it is logged as it is."
            ),
            self.tr("Close"),
            self.tr("Go on with it"),
        )
        if not self._machine.ask(self._window(), question):
            if was_running and Command.RESUME in run.driver.session.allowed:
                run.driver.resume()
            return False
        self._run = None
        run.put_away()
        return True

    def _window(self) -> QWidget | None:
        if self._run is not None:
            return self._run.player.window()
        return None if self._end is None else self._end.room.window()

    # --- when it is over ---

    def _on_ended(self) -> None:
        run, self._run = self._run, None
        if run is None:
            return
        record = record_of(
            run.driver.session,
            record_id=run.beginning.session_id,
            start=run.beginning.start,
            end=self._machine.now(),
            script_sha256=run.entry.sha256,
        )
        run.player.leave_full_screen()
        self._speaker = run.speaker
        self._ask_after(record, run.driver.session.snapshot().left_out)
        run.take_down()

    def _ask_after(self, record: SessionRecord, left_out: Collection[Region]) -> None:
        from app.ui.session_end import SessionEnd  # noqa: PLC0415

        self._end = SessionEnd(record, self._icons, self._machine, self._log, left_out)
        self._end.logged.connect(self._on_logged)
        self._end.trouble.connect(self.trouble)
        self._end.left.connect(self._on_left)
        self._end.save()
        self.title_changed.emit("")
        self.page_wanted.emit(self._end.room)
        self._end.room.take_focus()

    def _on_logged(self, session_id: str) -> None:
        """The log has it, so that nothing of it is to be taken up any more."""
        try:
            self._devices.checkpoint.forget()
        except KnownError as error:
            self.trouble.emit(str(error))
        self.logged.emit(session_id)

    def _on_left(self) -> None:
        end, self._end = self._end, None
        if end is None:
            return
        self._devices.chime.stop()
        if self._speaker is not None:
            self._speaker.close()
            self._speaker.deleteLater()
            self._speaker = None
        self.left.emit()
        end.room.deleteLater()
        end.deleteLater()
