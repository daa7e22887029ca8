"""What stands behind “Your health” in Settings: the profile by itself, and what was agreed to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import KnownError

if TYPE_CHECKING:
    # What asks about health is imported when it is first wanted: the window stands sooner.
    from datetime import date

    from app.core.health_answers import Cleared
    from app.core.health_check import Reason
    from app.core.health_questions import HealthQuestions
    from app.ui.health_keeper import HealthKeeper, HealthLog
    from app.ui.icons import Icons
    from app.ui.machine import Machine
    from app.ui.profile_room import ProfileRoom
    from app.ui.settings_health import HealthSection


class HealthDesk(QObject):
    """Keeps answers about health, asks the profile without a session, and shows how both stand.

    Args:
        icons: pictures, and through them the looks.
        machine: time of day and ids.
        log: where answers and clearances are kept; not held beyond one call.
        questions: reads the health questions; may raise a `KnownError`.
        may_ask: whether nothing else fills the window.

    Signals:
        page_wanted: the page of the profile, to be shown.
        left: the profile is answered, or was left; show the rooms again.
        told: a sentence to the person.
        undo_offered: what was done, in a sentence, and what takes it back.
    """

    page_wanted = Signal(QWidget)
    left = Signal()
    told = Signal(str)
    undo_offered = Signal(str, object)

    def __init__(
        self,
        icons: Icons,
        machine: Machine,
        log: Callable[[], HealthLog],
        questions: Callable[[], HealthQuestions],
        may_ask: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._icons = icons
        self._machine = machine
        self._log = log
        self._questions = questions
        self._may_ask = may_ask
        self._keeper: HealthKeeper | None = None
        self._profile: ProfileRoom | None = None
        self._section: HealthSection | None = None

    @property
    def keeper(self) -> HealthKeeper:
        """What keeps answers and clearances; built when it is first wanted."""
        if self._keeper is None:
            from app.ui.health_keeper import HealthKeeper  # noqa: PLC0415

            self._keeper = HealthKeeper(self._log, self._machine.now)
            self._keeper.trouble.connect(self.told)
        return self._keeper

    @property
    def is_asking(self) -> bool:
        """Whether the profile is being asked."""
        return self._profile is not None and self._profile.is_open

    @property
    def profile(self) -> ProfileRoom:
        """What asks the health profile without a session; built when it is first wanted."""
        if self._profile is None:
            from app.ui.profile_room import ProfileRoom  # noqa: PLC0415

            made = ProfileRoom(self._icons, self._machine, self.keeper, self._questions)
            made.page_wanted.connect(self.page_wanted)
            made.left.connect(self._on_left)
            made.told.connect(self.told)
            self._profile = made
        return self._profile

    def stand_in(self, section: HealthSection) -> None:
        """Show in a section of Settings how health stands, and do what is asked for there."""
        self._section = section
        section.answer_requested.connect(self._on_answer_requested)
        section.withdrawn.connect(self._on_withdrawn)
        section.cleared.connect(self._on_cleared)

    def show_standing(self) -> None:
        """Show how the profile and the clearances stand now."""
        if self._section is None:
            return
        try:
            standing = self.profile.standing()
            self._section.show_standing(standing, self._questions(), self._machine.now().date())
        except KnownError as error:
            self._section.show_trouble(str(error))

    def _on_answer_requested(self) -> None:
        if self._may_ask():
            self.profile.ask()

    def _on_left(self) -> None:
        self.left.emit()
        self.show_standing()
        if self._section is not None:
            self._section.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_withdrawn(self, cleared: Cleared) -> None:
        if self.keeper.withdraw(cleared):
            said = self.tr("What {who} agreed to holds no more").format(who=cleared.by)
            self.undo_offered.emit(said, lambda: self._restore(cleared))
        self.show_standing()

    def _restore(self, cleared: Cleared) -> None:
        self.keeper.restore(cleared)
        self.show_standing()

    def _on_cleared(self, reason: Reason, who: str, day: date) -> None:
        self.profile.record(reason, who, day)
        self.show_standing()
