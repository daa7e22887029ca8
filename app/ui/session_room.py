"""One session from the first sound to the saved answers: player, record, questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.core.errors import CannotPlanError, KnownError
from app.core.kept_session import Note, ToldAfter, answer_to_json
from app.core.plan import Choice, plan_session
from app.core.soreness import EndReason, Rating, SessionRecord
from app.ui.closing_words import closing_question, unsaved_question
from app.ui.record_keeper import RecordKeeper, SessionLog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    # A session and the player are imported when one starts: the window stands sooner.
    from app.core.after_sheet import AfterSheet
    from app.core.before import Before
    from app.core.cut_off import Beginning, CutOff, Standing
    from app.core.library import Entry
    from app.core.preferences import Preferences
    from app.core.session import Session
    from app.ui.after_questions_card import AfterQuestionsCard
    from app.ui.end_room import EndRoom
    from app.ui.icons import Icons
    from app.ui.machine import Machine
    from app.ui.player_room import PlayerRoom
    from app.ui.session_devices import SessionDevices
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
        sheet_of: makes what is asked right after a session; may raise a `KnownError`.

    Signals:
        page_wanted: the page to be shown: the player, later the questions.
        left: the person is done; show the rooms again.
        beginning: a session is about to be kept on the disk, where another may be.
        logged: the id of a session that is in the log now.
        trouble: why something could not be started, kept or removed, in one sentence.
        title_changed: remaining time and step while it runs, then empty.
        raise_requested: the window is wanted at the front.
        help_wanted: the `Technique` that the player wants to be explained.
    """

    page_wanted = Signal(QWidget)
    left = Signal()
    beginning = Signal()
    logged = Signal(str)
    trouble = Signal(str)
    title_changed = Signal(str)
    raise_requested = Signal()
    help_wanted = Signal(object)

    def __init__(
        self,
        icons: Icons,
        machine: Machine,
        log: SessionLog,
        devices: SessionDevices,
        preferences: Preferences,
        sheet_of: Callable[[SessionRecord], AfterSheet],
    ) -> None:
        super().__init__()
        self._icons = icons
        self._machine = machine
        self._devices = devices
        self._preferences = preferences
        self._sheet_of = sheet_of
        self._keeper = RecordKeeper(log)
        self._unsaved: set[str] = set()
        self._only_here: set[str] = set()
        self._run: SessionRun | None = None
        self._end: SessionEnd | None = None
        self._over: Standing | None = None
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

    def make_ready(self, entry: Entry) -> None:
        """A session of this script is near: reach voice and sound, which can take a while."""
        self._devices.chime.prepare()
        if self._preferences.voice.is_on and entry.script is not None:
            self._devices.voice.prepare(entry.script.language)

    def start(self, entry: Entry, choice: Choice, before: Before | None = None) -> None:
        """Begin a session of a script; while another is open nothing happens.

        Args:
            entry: the script.
            choice: what is done of it.
            before: what was asked before it, with the id that the session gets.
        """
        if self.is_open:
            return
        if entry.script is None:
            self.trouble.emit(
                self.tr("“{name}” has faults and cannot be started.").format(name=entry.name)
            )
            return
        from app.core.cut_off import Beginning  # noqa: PLC0415
        from app.core.session import Session  # noqa: PLC0415

        try:
            plan = plan_session(entry.script, choice, self._preferences.pauses)
        except CannotPlanError as error:
            self.trouble.emit(str(error))
            return
        beginning = Beginning(
            session_id=self._machine.new_id() if before is None else before.session_id,
            start=self._machine.now(),
            script_path=entry.path,
            script_text=entry.data.decode(),
            choice=choice,
            pauses=plan.pauses,
            before=before,
        )
        self._begin(entry, Session(plan, self._machine.clock), beginning)

    def take_up(self, cut_off: CutOff) -> None:
        """Go on with a session that was cut off, after three seconds; nothing if one is open."""
        if not self.is_open:
            self._begin(cut_off.entry, cut_off.session, cut_off.beginning)

    def finish(self, cut_off: CutOff) -> None:
        """Log a session that was cut off, and ask the questions after it."""
        if self.is_open:
            return
        record, over = cut_off.finished()
        try:
            # Nobody is asked again whether to go on with it, whatever comes now.
            self._devices.checkpoint.begin(cut_off.beginning.to_json(), over.to_json())
        except KnownError as error:
            self.trouble.emit(str(error))
        self._ask_after(record, over, cut_off.beginning.before)

    def save_rest(self) -> str:
        """Save what could not be saved so far; why it still cannot be, or an empty text."""
        if self._end is not None:
            return self._end.retry()
        why = self._keeper.retry()
        self._forget_saved()
        return why

    def keep(self, ratings: Iterable[Rating]) -> None:
        """Keep numbers that belong to no session, now or as soon as that can be."""
        for rating in ratings:
            self._keeper.save(rating)
        if why := self._keeper.retry():
            self.trouble.emit(why)

    def may_close(self) -> bool:
        """Whether the program may end; asks where a session or something unsaved is open.

        A session that is running can be taken up again afterwards.
        """
        if self._run is not None and not self._put_away(self._run):
            return False
        if self._end is not None:
            self._end.settle()
        self.save_rest()
        if not self._keeper.waiting:
            return True
        is_kept = self._keep_rest()
        return self._machine.ask(self._window(), unsaved_question(is_kept=is_kept))

    # --- while it runs ---

    def _begin(self, entry: Entry, session: Session, beginning: Beginning) -> None:
        from app.ui.intake_words import reminders  # noqa: PLC0415
        from app.ui.session_run import SessionRun  # noqa: PLC0415

        run = SessionRun(entry, session, beginning, self._icons, self._machine, self._devices)
        self._run = run
        self._is_muted = False
        self._let_be_heard()
        run.ended.connect(self._on_ended)
        run.trouble.connect(self.tell)
        run.raise_requested.connect(self.raise_requested)
        run.help_wanted.connect(self.help_wanted)
        run.player.sound_toggled.connect(self._on_sound_toggled)
        run.player.title_changed.connect(self.title_changed)
        self.page_wanted.emit(run.player)
        self.beginning.emit()
        run.begin(with_voice=self._preferences.voice.is_on)
        limits = () if beginning.before is None else beginning.before.limits
        for sentence in (*reminders(limits), *self._untold):
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
        was_running = run.hold()
        is_kept = run.keeper.try_to_keep()
        reason = run.driver.session.reason
        question = closing_question(reason, is_kept=is_kept)
        if not self._machine.ask(self._window(), question):
            if was_running:
                run.go_on()
            return False
        if is_kept:
            self._run = None
            run.put_away()
        else:
            # The disk has none of it: the log must have it now.
            run.driver.stop()
            if reason is None:
                run.driver.give_reason(EndReason.OTHER)
            run.driver.finish()
        return True

    def _window(self) -> QWidget | None:
        if self._run is not None:
            return self._run.player.window()
        return QApplication.activeWindow() if self._end is None else self._end.room.window()

    # --- when it is over ---

    def _on_ended(self) -> None:
        run, self._run = self._run, None
        if run is None:
            return
        record, over = run.result(self._machine.now())
        run.player.leave_full_screen()
        self._speaker = run.speaker
        self._ask_after(record, over, run.beginning.before)
        run.take_down()

    def _ask_after(self, record: SessionRecord, over: Standing, before: Before | None) -> None:
        from app.ui.end_room import EndRoom  # noqa: PLC0415
        from app.ui.session_end import SessionEnd  # noqa: PLC0415

        self._over = over
        self._unsaved.add(record.id)
        room = EndRoom(record, self._icons, before, self._questions_about(record))
        self._end = SessionEnd(room, self._machine, self._keeper, self._keep_rest, before)
        self._end.logged.connect(self.logged)
        self._end.left.connect(self._on_left)
        self._end.save()
        self.title_changed.emit("")
        self.page_wanted.emit(self._end.room)
        self._end.room.take_focus()

    def _questions_about(self, record: SessionRecord) -> AfterQuestionsCard | None:
        """What is asked by yes or no; None where the questions cannot be read."""
        from app.ui.after_questions_card import AfterQuestionsCard  # noqa: PLC0415

        try:
            sheet = self._sheet_of(record)
        except KnownError as error:
            self.trouble.emit(str(error))
            return None
        return AfterQuestionsCard(sheet, self._icons, self._machine)

    def _keep_rest(self) -> bool:
        """Keep on the disk what the log does not have, and forget there what it has.

        Returns:
            Whether nothing hangs on this program alone.
        """
        self._forget_saved()
        if self._end is not None and not self._end.is_saved:
            self._keep_end(self._end.record.id)
        of_none = [one for one in self._keeper.waiting if isinstance(one, Rating)]
        return not self._only_here and all(one.session_id for one in of_none)

    def _keep_end(self, session_id: str) -> None:
        assert self._over is not None  # noqa: S101 - set where the end begins
        answers = [
            answer_to_json(thing)
            for thing in self._keeper.waiting
            # What went before it is kept with its beginning.
            if isinstance(thing, Rating | Note | ToldAfter) and thing.session_id == session_id
        ]
        self._unsaved.add(session_id)
        try:
            self._devices.checkpoint.keep({**self._over.to_json(), "answers": answers})
        except KnownError:
            self._only_here.add(session_id)
        else:
            self._only_here.discard(session_id)

    def _forget_saved(self) -> None:
        """Forget on the disk each session that the log has whole."""
        for session_id in [one for one in self._unsaved if not self._keeper.waits(one)]:
            self._unsaved.remove(session_id)
            self._only_here.discard(session_id)
            try:
                self._devices.checkpoint.forget(session_id)
            except KnownError as error:
                self.trouble.emit(str(error))

    def _on_left(self) -> None:
        end, self._end = self._end, None
        if end is None:
            return
        self._devices.checkpoint.close()
        self._devices.chime.stop()
        if self._speaker is not None:
            self._speaker.close()
            self._speaker.deleteLater()
            self._speaker = None
        self.left.emit()
        end.room.deleteLater()
        end.deleteLater()
