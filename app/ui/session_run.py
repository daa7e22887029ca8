"""One session while it runs: the engine, the player, and all that follows what happens."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.core.clock_watch import ClockWatch
from app.core.cut_off import Beginning, Standing
from app.core.library import Entry
from app.core.session import Session
from app.core.session_record import record_of
from app.core.session_table import Command, State
from app.core.soreness import SessionRecord
from app.ui.checkpoint_keeper import CheckpointKeeper
from app.ui.cue_player import CuePlayer
from app.ui.icons import Icons
from app.ui.keep_awake import KeepAwake
from app.ui.long_pause import LongPause
from app.ui.machine import Machine
from app.ui.media_link import MediaLink
from app.ui.player_room import PlayerRoom
from app.ui.session_devices import SessionDevices
from app.ui.session_driver import SessionDriver
from app.ui.speaker import Speaker


class SessionRun(QObject):
    """Builds what a session needs, and takes it down at its end.

    What happens is kept on disk first, then heard, then shown.

    Args:
        entry: the script.
        session: it; new, or taken up again.
        beginning: what it began with.
        icons: pictures, and through them the looks.
        machine: clock, time of day.
        devices: what it uses of the machine.

    Signals:
        ended: it is over.
        trouble: it cannot be kept safe against a crash; why, in one sentence.
        raise_requested: the window is wanted at the front.
        help_wanted: the `Technique` that is to be explained.
    """

    ended = Signal()
    trouble = Signal(str)
    raise_requested = Signal()
    help_wanted = Signal(object)

    def __init__(
        self,
        entry: Entry,
        session: Session,
        beginning: Beginning,
        icons: Icons,
        machine: Machine,
        devices: SessionDevices,
    ) -> None:
        super().__init__()
        self.entry = entry
        self.beginning = beginning
        self._devices = devices
        watch = ClockWatch(machine.clock, machine.now)
        self.driver = SessionDriver(session, machine.clock, watch)
        self.player = PlayerRoom(self.driver, icons, machine.say)
        self.keeper = CheckpointKeeper(session, beginning, devices.checkpoint, machine)
        self._cues = CuePlayer(session, devices.chime)
        self.speaker = Speaker(session, devices.voice, machine.clock)
        self._awake = KeepAwake(session, devices.screen)
        self._pause = LongPause(machine.now)
        self._media = MediaLink(self.driver, devices.media)
        self._connect()

    def _connect(self) -> None:
        driver = self.driver
        for hear in (
            self.keeper.hear,
            self._cues.hear,
            self.speaker.hear,
            self._awake.hear,
            self._media.hear,
        ):
            driver.reported.connect(hear)
        driver.happened.connect(self._pause.hear)
        self._pause.told.connect(self.player.tell)
        driver.ended.connect(self._on_ended)
        self._devices.sleep.falling_asleep.connect(driver.fall_asleep)
        self._devices.sleep.woke.connect(driver.wake_up)
        self.keeper.trouble.connect(self.trouble)
        self._media.raise_requested.connect(self.raise_requested)
        self.player.help_wanted.connect(self.help_wanted)

    def begin(self, *, with_voice: bool) -> None:
        """Get ready for the first step, or go on where it was cut off.

        Args:
            with_voice: whether a voice is wanted; it is reached before the clock runs.
        """
        devices = self._devices
        devices.chime.prepare()
        if with_voice:
            devices.voice.prepare(self.driver.session.plan.script.language)
        devices.sleep.listen()
        devices.media.prepare()
        self.keeper.begin()
        if self.driver.session.state is State.IDLE:
            self.driver.start()
        elif Command.RESUME in self.driver.session.allowed:
            self.driver.resume()
        else:
            self.player.ask_about_missing()

    def hold(self) -> bool:
        """Pause it; whether it was running."""
        if self.driver.session.state not in (State.RUNNING, State.RESUMING):
            return False
        self.driver.pause()
        return True

    def go_on(self) -> None:
        """Go on after `hold`, unless it ended meanwhile."""
        if Command.RESUME in self.driver.session.allowed:
            self.driver.resume()

    def result(self, end: datetime) -> tuple[SessionRecord, Standing]:
        """Once it is over: what the log keeps of it, and how it stands on the disk.

        Args:
            end: now, with its UTC offset.
        """
        session = self.driver.session
        record = record_of(
            session,
            record_id=self.beginning.session_id,
            start=self.beginning.start,
            end=end,
            script_sha256=self.entry.sha256,
        )
        return self.beginning.told(record), Standing(end, session.snapshot())

    def put_away(self) -> None:
        """The window closes on it: it stays as it is, to be taken up again."""
        self.driver.rest()
        self.keeper.put_away()
        self.speaker.close()
        self._rest()

    def _on_ended(self) -> None:
        self.keeper.rest()
        self._rest()
        self.ended.emit()

    def _rest(self) -> None:
        self._devices.sleep.falling_asleep.disconnect(self.driver.fall_asleep)
        self._devices.sleep.woke.disconnect(self.driver.wake_up)
        self._awake.rest()
        self._media.rest()

    def take_down(self) -> None:
        """Delete everything but the speaker, whose last words may still be heard."""
        for part in (self.player, self.driver, self.keeper, self._awake):
            part.deleteLater()
        self._media.deleteLater()
        self.deleteLater()
