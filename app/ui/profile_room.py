"""The health profile from Settings: answered again without a session, and what stands of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import KnownError
from app.core.health_answers import Cleared
from app.core.health_check import Reason
from app.core.health_profile import HealthProfile, ProfileStanding, profile_standing
from app.core.health_questions import HealthQuestions, Questionnaire
from app.ui.check_page import CheckPage
from app.ui.health_keeper import HealthKeeper
from app.ui.icons import Icons
from app.ui.machine import Machine


class ProfileRoom(QObject):
    """Asks the profile alone, keeps what is answered, and tells how it stands.

    Args:
        icons: pictures, and through them the looks.
        machine: time of day and ids.
        health: what was answered before, and where answers are kept.
        questions: reads the health questions; may raise a `KnownError`.

    Signals:
        page_wanted: the page to be shown.
        left: it is answered, or the person does not want to; show the rooms again.
        told: what was done, or could not be read, in one sentence.
    """

    page_wanted = Signal(QWidget)
    left = Signal()
    told = Signal(str)

    def __init__(
        self,
        icons: Icons,
        machine: Machine,
        health: HealthKeeper,
        questions: Callable[[], HealthQuestions],
    ) -> None:
        super().__init__()
        self._icons = icons
        self._machine = machine
        self._health = health
        self._questions = questions
        self._profile: HealthProfile | None = None
        self.page: CheckPage | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is being asked."""
        return self.page is not None

    def standing(self) -> ProfileStanding:
        """How the profile stands.

        Raises:
            KnownError: the log or the questions cannot be read.
        """
        self._health.keep_rest()
        profiles, cleared = self._health.read()
        return profile_standing(self._questions(), profiles, cleared, self._machine.now())

    def ask(self) -> None:
        """Show the questions with what was answered; while they are shown nothing happens."""
        if self.is_open:
            return
        try:
            questions = self._questions()
            self._health.keep_rest()
            profiles, cleared = self._health.read()
        except KnownError as error:
            self.told.emit(str(error))
            return
        now, new_id = self._machine.now, self._machine.new_id
        self._profile = HealthProfile(questions, profiles, cleared, self._health.draft, now, new_id)
        self.page = page = CheckPage(self._icons, self._profile, Questionnaire.PROFILE)
        page.on.setText(self.tr("Keep the answers"))
        page.on.setAccessibleName(page.on.text())
        page.went_on.connect(self._on_went_on)
        page.went_back.connect(self._on_went_back)
        page.withdrawn.connect(self._on_withdrawn)
        self.page_wanted.emit(page)
        page.take_focus()

    def record(self, reason: Reason, who: str, day: date) -> None:
        """A professional agreed to what a reason is about."""
        self._health.keep(
            Cleared(
                id=self._machine.new_id(),
                question=reason.question,
                by=who,
                granted=day,
                recorded=self._machine.now(),
                feet=reason.feet,
                regions=reason.regions,
            )
        )

    def _on_withdrawn(self, cleared: Cleared) -> None:
        if self._profile is not None:
            self._profile.withdraw(cleared)
            self._health.withdraw(cleared)

    def _on_went_on(self) -> None:
        if self._profile is None or self.page is None or not self.page.try_to_go_on():
            return
        self._health.keep(self._profile.confirm())
        self._close()
        self.told.emit(self.tr("Your health answers are kept."))

    def _on_went_back(self) -> None:
        if self._profile is not None:
            self._health.keep_draft(self._profile.answers())
        self._close()

    def _close(self) -> None:
        page, self.page, self._profile = self.page, None, None
        self.left.emit()
        if page is not None:
            page.deleteLater()
