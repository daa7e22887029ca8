"""A session from the wish for it to the log: what asks before it, the session, and one cut off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.soreness import RatingContext
from app.ui.left_over import KeptSessions, LeftOver
from app.ui.session_room import SessionRoom

if TYPE_CHECKING:
    # What asks before a session is imported when the first one is wanted.
    from app.core.after_sheet import AfterSheet
    from app.core.before import Before
    from app.core.cut_off import CutOff
    from app.core.health_questions import HealthQuestions
    from app.core.library import Entry
    from app.core.plan import Choice
    from app.core.preferences import Preferences
    from app.core.soreness import SessionRecord
    from app.ui.health_keeper import HealthKeeper
    from app.ui.icons import Icons
    from app.ui.intake_room import IntakeRoom
    from app.ui.machine import Machine
    from app.ui.session_devices import SessionDevices
    from app.ui.whole_log import Log


@dataclass(frozen=True, slots=True)
class SessionSources:
    """What a session is begun with; each is read when it is needed.

    Attributes:
        health: keeps answers and clearances.
        questions: reads the health questions; may raise a `KnownError`.
        entries: the scripts that there are.
        preferences: as they are now.
    """

    health: Callable[[], HealthKeeper]
    questions: Callable[[], HealthQuestions]
    entries: Callable[[], Sequence[Entry]]
    preferences: Callable[[], Preferences]


class SessionDesk(QObject):
    """Has a session asked before, begun, taken up again and put into the log.

    Args:
        icons: pictures, and through them the looks.
        machine: clock, time of day, ids.
        log: where sessions and answers are kept.
        devices: what a session uses of the machine.
        kept: the sessions on disk that the log may not have.
        sources: what a session is begun with.

    Signals:
        page_wanted: a page that fills the window.
        given_up: nothing fills the window any more; no session was begun.
        left: a session, or what asks before it, is over; show the rooms again.
        changed: another session may be taken up, or none.
        told: a sentence to the person.
        help_wanted: the id of a topic of the help.
    """

    page_wanted = Signal(QWidget)
    given_up = Signal()
    left = Signal()
    changed = Signal()
    told = Signal(str)
    help_wanted = Signal(str)

    def __init__(
        self,
        icons: Icons,
        machine: Machine,
        log: Log,
        devices: SessionDevices,
        kept: KeptSessions,
        sources: SessionSources,
    ) -> None:
        super().__init__()
        self._icons = icons
        self._machine = machine
        self._log = log
        self._sources = sources
        self._intake: IntakeRoom | None = None
        self.room = SessionRoom(
            icons, machine, log, devices, sources.preferences(), self._sheet_right_after
        )
        self.left_over = LeftOver(kept, log, machine.now, self.room.save_rest)
        self._connect()

    def _connect(self) -> None:
        self.left_over.told.connect(self.told)
        self.room.page_wanted.connect(self.page_wanted)
        self.room.beginning.connect(self.left_over.make_way)
        self.room.logged.connect(self.left_over.try_now)
        self.room.left.connect(self._on_left)
        self.room.trouble.connect(self.told)

    # --- what asks before it ---

    @property
    def intake(self) -> IntakeRoom:
        """What asks before a session; built when the first one is wanted."""
        if self._intake is None:
            self._intake = self._build_intake()
        return self._intake

    def _build_intake(self) -> IntakeRoom:
        from app.ui.intake_room import IntakeRoom  # noqa: PLC0415

        sources = self._sources
        made = IntakeRoom(
            self._icons,
            self._machine,
            self._log,
            sources.health(),
            sources.questions,
            sources.entries,
        )
        made.page_wanted.connect(self.page_wanted)
        made.preparing.connect(self.room.make_ready)
        made.admitted.connect(self._on_admitted)
        made.resumed.connect(self._take_up)
        made.finish_wanted.connect(self.finish)
        made.rested.connect(self.room.keep)
        made.left.connect(self._on_left)
        made.trouble.connect(self.told)
        made.help_wanted.connect(self.help_wanted)
        return made

    @property
    def is_asking(self) -> bool:
        """Whether questions before a session fill the window just now."""
        return self._intake is not None and self._intake.is_open

    @property
    def topic_id(self) -> str:
        """The topic of the help that the page before a session is about; empty for none."""
        page = self.intake.page if self.is_asking else None
        return "" if page is None else page.topic_id

    # --- what the person wants ---

    def start(self, entry: Entry, choice: Choice) -> None:
        """Ask before a session of a script, and begin it then."""
        if entry.script is None:
            self.room.start(entry, choice)  # which says why not
        elif not self.room.is_open:
            from app.core.wanted import Wanted  # noqa: PLC0415

            cut_off = self.left_over.to_resume()
            waiting = None if cut_off is None else cut_off.record()
            pauses = self._sources.preferences().pauses
            self.intake.ask(Wanted(entry, choice, pauses), waiting)

    def to_resume(self) -> CutOff | None:
        """What may be resumed; while a session runs nobody asks the log, which may hold it up."""
        return None if self.room.is_running else self.left_over.to_resume()

    def resume(self) -> None:
        """Ask before going on with what was cut off."""
        cut_off = self.left_over.to_resume()
        if cut_off is None:
            self.changed.emit()
            return
        from app.core.wanted import Wanted  # noqa: PLC0415

        began = cut_off.beginning
        self.intake.ask(Wanted(cut_off.entry, began.choice, began.pauses, cut_off))

    def finish(self) -> None:
        """Be done with what was cut off, as far as it came."""
        cut_off = self.left_over.take()
        if cut_off is not None:
            self.room.finish(cut_off)
        self._mind_window()
        self.changed.emit()

    # --- how it goes on ---

    def _on_admitted(self, entry: Entry, choice: Choice, before: Before) -> None:
        self.room.start(entry, choice, before)
        self._mind_window()

    def _take_up(self, checked: CutOff | None = None) -> None:
        """Go on with what was cut off, as the checks say where they were asked anew."""
        cut_off = self.left_over.take()
        if cut_off is not None:
            self.room.take_up(checked or cut_off)
        self._mind_window()
        self.changed.emit()

    def _mind_window(self) -> None:
        if not self.room.is_open:
            self.given_up.emit()

    def _sheet_right_after(self, session: SessionRecord) -> AfterSheet:
        from app.core.after_sheet import AfterSheet  # noqa: PLC0415

        profile = self._sources.health().profile_answers()
        return AfterSheet(self._sources.questions(), session, RatingContext.AFTER, profile=profile)

    def _on_left(self) -> None:
        self.left_over.look_again()
        self.left.emit()
