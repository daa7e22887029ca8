"""What is asked before a session, as pages that fill the window one after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import KnownError
from app.core.flag import Flag, Told
from app.core.flags import LOOKS_BACK, standing_flags
from app.core.health_answers import Cleared, current_profile
from app.core.health_questions import HealthQuestions, Questionnaire
from app.core.intake import Intake, Past, Screen
from app.core.library import Entry
from app.core.soreness import LoggedSession, SessionRecord
from app.core.wanted import Instead, Wanted
from app.ui.check_page import CheckPage
from app.ui.end_question import Question
from app.ui.health_keeper import HealthKeeper
from app.ui.icons import Icons
from app.ui.intake_page import IntakePage
from app.ui.machine import Machine
from app.ui.pain_page import PainPage
from app.ui.prepare_page import PreparePage
from app.ui.verdict_page import VerdictPage


class IntakeLog(Protocol):
    """The log as it is needed before a session; every call may raise a `KnownError`."""

    def recent_sessions(self, since: date) -> list[LoggedSession]:
        """Those since a day, newest first, or the latest one alone."""


class IntakeRoom(QObject):
    """Asks, and lets a session begin only where the answers allow it.

    Args:
        icons: pictures, and through them the looks.
        machine: time of day and ids.
        log: the sessions that were done.
        health: what was answered before, and where answers are kept.
        questions: reads the health questions; may raise a `KnownError`.
        entries: the scripts that are there; may raise a `KnownError`.

    Signals:
        page_wanted: the page to be shown.
        preparing: the `Entry` whose session is being prepared; voice and sound may be made ready.
        admitted: the session may begin: its `Entry`, `Choice` and `Before`.
        resumed: the session that was cut off may be gone on with: its `CutOff`.
        finish_wanted: the one that was cut off is to be logged as it is.
        rested: the `Rating`s of strong pain for which the person rests.
        left: the person does not want to begin; show the rooms again.
        trouble: what could not be read or kept, in one sentence.
        help_wanted: the id of a topic of the help.
    """

    page_wanted = Signal(QWidget)
    preparing = Signal(object)
    admitted = Signal(object, object, object)
    resumed = Signal(object)
    finish_wanted = Signal()
    rested = Signal(object)
    left = Signal()
    trouble = Signal(str)
    help_wanted = Signal(str)

    def __init__(
        self,
        icons: Icons,
        machine: Machine,
        log: IntakeLog,
        health: HealthKeeper,
        questions: Callable[[], HealthQuestions],
        entries: Callable[[], Sequence[Entry]],
    ) -> None:
        super().__init__()
        self._icons = icons
        self._machine = machine
        self._log = log
        self._health = health
        self._questions = questions
        self._entries = entries
        self._intake: Intake | None = None
        self._standing: tuple[Flag, ...] = ()
        self.page: IntakePage | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is being asked."""
        return self._intake is not None

    @property
    def intake(self) -> Intake | None:
        """What is asked, while something is."""
        return self._intake

    def ask(self, wanted: Wanted, waiting: SessionRecord | None = None) -> None:
        """Begin to ask before a session; while something is asked nothing happens.

        Args:
            wanted: what is to begin.
            waiting: a session that was done and is not in the log yet.
        """
        if self.is_open:
            return
        try:
            questions = self._questions()
        except KnownError as error:
            self.trouble.emit(str(error))
            return
        self._health.keep_rest()
        now, new_id = self._machine.now, self._machine.new_id
        past = self._past(questions)
        if waiting is not None:
            past = replace(past, sessions=(*past.sessions, waiting))
        self._intake = Intake(questions, past, wanted, now, new_id)
        self._show()

    # --- the log ---

    def _past(self, questions: HealthQuestions) -> Past:
        """What the log tells.

        Where it cannot be read all is asked, and what stood when it was read last too; only gentle
        ones may be done.
        """
        now = self._machine.now()
        since, draft = now - LOOKS_BACK, self._health.draft
        try:
            profiles, cleared = self._health.read()
            profile = current_profile(profiles, now)
            told = Told(
                sessions=tuple(self._log.recent_sessions(since.date())),
                checks=self._health.today_checks(since),
                profile=profile.answers if profile is not None else {},
            )
            self._standing = standing_flags(questions, told, now)
            return Past(
                profiles,
                cleared,
                tuple(one.session for one in told.sessions),
                draft,
                self._standing,
                told.checks,
            )
        except KnownError as error:
            self.trouble.emit(str(error))
            return Past(*self._health.waiting, draft=draft, flags=self._standing, is_read=False)

    # --- pages ---

    def _show(self) -> None:
        """Show the page that is due, or let the session begin."""
        intake = self._intake
        if intake is None:
            return
        before = self.page
        if intake.screen is Screen.BEGIN:
            self._begin(intake)
        else:
            self.page = page = self._build(intake)
            page.went_on.connect(self._on_went_on)
            page.went_back.connect(self._on_went_back)
            page.help_wanted.connect(self.help_wanted)
            self.page_wanted.emit(page)
            page.take_focus()
            if isinstance(page, VerdictPage):
                self._machine.say(page, page.told)
            elif isinstance(page, CheckPage) and intake.asks_anew:
                page.say(self.tr("You answered this a while ago. Please answer it again."))
                self._machine.say(page, page.hint.text())
        if before is not None:
            before.deleteLater()

    def _build(self, intake: Intake) -> IntakePage:
        if intake.screen in (Screen.PROFILE, Screen.TODAY):
            return self._build_check(intake)
        if intake.screen is Screen.VERDICT:
            return self._build_verdict(intake)
        plan = intake.offer.plan
        assert plan is not None  # noqa: S101 - without one the verdict is due
        if intake.screen is Screen.PREPARE:
            self.preparing.emit(intake.wanted.entry)
            return PreparePage(self._icons, intake, plan)
        page = PainPage(
            self._icons, plan.choice.chosen, intake.regions, is_still_sore=intake.is_still_sore
        )
        page.show_ratings(
            {Question(kind, *place): value for (kind, place), value in intake.ratings.items()}
        )
        page.rated.connect(self._on_rated)
        page.cleared.connect(lambda question: self._on_rated(question, None))
        return page

    def _build_check(self, intake: Intake) -> CheckPage:
        is_profile = intake.screen is Screen.PROFILE
        which = Questionnaire.PROFILE if is_profile else Questionnaire.TODAY
        page = CheckPage(self._icons, intake, which)
        page.withdrawn.connect(self._on_withdrawn)
        page.changed_health.connect(lambda: self._on_corrected(Questionnaire.PROFILE))
        return page

    def _build_verdict(self, intake: Intake) -> VerdictPage:
        try:
            entries = self._entries()
        except KnownError as error:
            self.trouble.emit(str(error))
            entries = ()
        today = self._machine.now().date()
        page = VerdictPage(self._icons, intake, intake.instead(entries), today)
        page.taken.connect(self._on_taken)
        page.finished.connect(self._on_finished)
        page.corrected.connect(self._on_corrected)
        page.cleared.connect(self._on_cleared)
        page.pain_changed.connect(self._on_pain_changed)
        return page

    def _begin(self, intake: Intake) -> None:
        wanted, plan = intake.wanted, intake.offer.plan
        assert plan is not None  # noqa: S101 - without one the verdict is due
        self._intake = None
        self.page = None
        if wanted.cut_off is not None:
            began = wanted.cut_off.beginning
            before = intake.before(began.session_id)
            self._health.keep(before.check)
            known = replace(began.before or before, limits=before.limits)
            began = replace(began, before=known)
            self.resumed.emit(replace(wanted.cut_off, beginning=began))
            return
        before = intake.before(self._machine.new_id())
        self._health.keep(before.check)
        self.admitted.emit(wanted.entry, plan.choice, before)

    # --- what the person does ---

    def _on_went_on(self) -> None:
        intake, page = self._intake, self.page
        if intake is None or (isinstance(page, CheckPage) and not page.try_to_go_on()):
            return
        check = intake.confirm()
        if check is not None:
            self._health.keep(check)
        self._show()

    def _on_went_back(self) -> None:
        if self._intake is not None and self._intake.go_back():
            self._show()
            return
        page, self.page = self.page, None
        if self._intake is not None and self._intake.screen is Screen.PROFILE:
            self._health.keep_draft(self._intake.answers(Questionnaire.PROFILE))
        rested = () if self._intake is None else self._intake.rested()
        self._intake = None
        if rested:
            self.rested.emit(rested)
        self.left.emit()
        if page is not None:
            page.deleteLater()

    def _on_taken(self, instead: Instead) -> None:
        if self._intake is not None:
            self._intake.take(instead)
            self._show()

    def _on_finished(self) -> None:
        page, self.page, self._intake = self.page, None, None
        self.finish_wanted.emit()
        if page is not None:
            page.deleteLater()

    def _on_corrected(self, questionnaire: Questionnaire) -> None:
        if self._intake is not None:
            self._intake.correct(questionnaire)
            self._show()

    def _on_cleared(self, question_id: str, who: str, day: date) -> None:
        if self._intake is not None:
            self._health.keep(self._intake.clear(question_id, who, day))
            self._show()

    def _on_withdrawn(self, cleared: Cleared) -> None:
        if self._intake is not None:
            self._intake.withdraw(cleared)
            self._health.withdraw(cleared)

    def _on_pain_changed(self) -> None:
        if self._intake is not None:
            self._intake.change_pain()
            self._show()

    def _on_rated(self, question: Question, value: int | None) -> None:
        if self._intake is not None:
            self._intake.rate(question.kind, question.foot, question.area, value)
