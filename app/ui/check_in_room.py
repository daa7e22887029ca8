"""The check-ins that are answered, one page after another; nothing that was answered is lost."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.core.after_questions import FlagReason
from app.core.after_sheet import AfterSheet
from app.core.answer import Answers
from app.core.asked_after import AskedRating, asked_ratings, rating_of
from app.core.due_check_ins import DueCheckIn
from app.core.errors import KnownError
from app.core.health_questions import HealthQuestions, Urgency
from app.core.kept_session import ToldAfter
from app.core.soreness import Rating
from app.ui.check_in_page import CheckInPage
from app.ui.check_in_words import check_in_title, late_text
from app.ui.closing_words import unsaved_answers_question
from app.ui.icons import Icons
from app.ui.machine import Machine
from app.ui.record_keeper import RecordKeeper, SessionLog
from app.ui.words import feet_label, listed


class CheckInRoom(QObject):
    """Asks, and saves the answers one by one; what the log refuses waits here and is tried again.

    Args:
        icons: pictures, and through them the looks.
        machine: time of day and ids.
        log: where answers are kept.
        questions: reads the health questions; may raise a `KnownError`.

    Signals:
        page_wanted: the page to be shown.
        left: the person is done; show the rooms again.
        told: what became of the answers, or what could not be read, in one sentence.
    """

    page_wanted = Signal(QWidget)
    left = Signal()
    told = Signal(str)

    def __init__(
        self,
        icons: Icons,
        machine: Machine,
        log: SessionLog,
        questions: Callable[[], HealthQuestions],
    ) -> None:
        super().__init__()
        self.page: CheckInPage | None = None
        self._icons = icons
        self._machine = machine
        self._questions = questions
        self._keeper = RecordKeeper(log)
        self._asked: list[DueCheckIn] = []
        self._place = 0
        self._given: dict[AskedRating, int | None] = {}
        self._is_answered = False
        self._sheet: AfterSheet | None = None
        self._profile: Answers = {}
        self._standing: tuple[FlagReason, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether a check-in is being answered."""
        return self.page is not None

    def ask(
        self, due: Sequence[DueCheckIn], profile: Answers, standing: Collection[FlagReason] = ()
    ) -> None:
        """Ask one check-in after another; while something is asked nothing happens.

        Args:
            due: those that can be answered.
            profile: the answers to the health profile that holds.
            standing: the flags that stand; what raised them is asked again.
        """
        if self.is_open or not due:
            return
        self._asked, self._place = list(due), 0
        self._profile, self._standing = profile, tuple(standing)
        self._show()

    def save_rest(self) -> str:
        """Save what could not be saved so far; why it still cannot be, or an empty text."""
        return self._keeper.retry()

    def may_close(self) -> bool:
        """Whether the program may end; asks where answers would be lost."""
        self.save_rest()
        if not self._keeper.waiting:
            return True
        over = QApplication.activeWindow() if self.page is None else self.page.window()
        return self._machine.ask(over, unsaved_answers_question())

    # --- pages ---

    @property
    def _now_asked(self) -> DueCheckIn:
        return self._asked[self._place]

    def _show(self) -> None:
        try:
            questions = self._questions()
        except KnownError as error:
            self.told.emit(str(error))
            self._leave()
            return
        before = self.page
        self.page = self._build_page(self._now_asked, questions)
        self._connect(self.page)
        self.page.show_values(self._given)
        self._show_signs()
        self.page_wanted.emit(self.page)
        self.page.take_focus()
        if before is not None:
            before.deleteLater()

    def _build_page(self, one: DueCheckIn, questions: HealthQuestions) -> CheckInPage:
        context = one.check_in.context
        self._given = {
            AskedRating(rating.kind, rating.side, rating.region): rating.value
            for rating in one.logged.ratings
            if rating.context is context
        }
        self._is_answered = one.is_answered
        session, given = one.logged.session, one.logged.answers
        self._sheet = AfterSheet(questions, session, context, given, self._profile, self._standing)
        return CheckInPage(
            self._icons,
            self._machine,
            check_in_title(one, self._today),
            self._intro(one),
            asked=asked_ratings(one.logged, context),
            sheet=self._sheet,
        )

    @property
    def _today(self) -> date:
        return self._machine.now().date()

    def _intro(self, one: DueCheckIn) -> str:
        count = len(self._asked)
        of = self.tr("{place} of {count}").format(place=self._place + 1, count=count)
        session = one.logged.session
        facts = (of if count > 1 else "", session.script_title, feet_label(session.feet))
        saved = self.tr(
            "Each answer is saved at once and can be changed. You may leave any out. By keys: a "
            "digit, or X for ten; Tab goes on to the next."
        )
        lines = (listed(facts), late_text() if one.is_late else "", saved)
        return "\n".join(line for line in lines if line)

    def _connect(self, page: CheckInPage) -> None:
        page.rated.connect(self._on_rated)
        page.told.connect(self._on_told)
        page.went_on.connect(self._on_done)
        page.went_back.connect(self._leave)
        page.retried.connect(self._on_retried)
        page.given_up.connect(self._leave)

    # --- answers ---

    def _on_rated(self, asked: AskedRating, value: int) -> None:
        self._save_rating(asked, value)
        self._tell(self._save_end(is_done=self._is_whole))

    def _on_told(self, told: ToldAfter) -> None:
        self._is_answered = True
        self._keeper.save(told)
        self._tell(self._save_end(is_done=self._is_whole))

    def _on_retried(self) -> None:
        self._tell(self._keeper.retry())

    def _on_done(self) -> None:
        """Keep what was left out as passed over; nothing answered leaves it for later."""
        if not self._is_answered:
            self._leave()
            return
        for asked in self._lacking:
            self._save_rating(asked, None)
        self._tell(self._save_end(is_done=True))
        if self._keeper.waiting:
            return
        if self._place + 1 < len(self._asked):
            self._place += 1
            self._show()
            return
        if not self._is_urgent:  # then Today has to be read, and nothing covers it
            self.told.emit(self.tr("Thank you. Your answers are in the log."))
        self._leave()

    @property
    def _lacking(self) -> tuple[AskedRating, ...]:
        one = self._now_asked
        asked = asked_ratings(one.logged, one.check_in.context)
        return tuple(each for each in asked if each not in self._given)

    @property
    def _is_whole(self) -> bool:
        """Whether nothing is left that could be answered, the yes-or-no questions included."""
        return not self._lacking and self._sheet is not None and not self._sheet.unanswered

    @property
    def _is_urgent(self) -> bool:
        """Whether somebody has to look today at what was told here."""
        if self._sheet is None:
            return False
        reasons = self._sheet.reasons(self._machine.now()).values()
        return any(one.urgency.rank >= Urgency.TODAY.rank for one in reasons)

    def _save_end(self, *, is_done: bool) -> str:
        """Keep whether it was answered to its end; until then it stays due, whatever happens."""
        if self._sheet is not None:
            for told in self._sheet.done(self._machine.now(), is_done=is_done):
                self._keeper.save(told)
        return self._keeper.retry()

    def _save_rating(self, asked: AskedRating, value: int | None) -> None:
        one = self._now_asked
        now, new_id = self._machine.now(), self._machine.new_id
        rating = rating_of(one.check_in, one.logged.session, asked, value, now, new_id)
        self._given[asked] = value
        self._is_answered = True
        self._keeper.save(rating)

    def _tell(self, why: str) -> None:
        """Show what is saved, and why something is not."""
        self._show_signs()
        if self.page is not None:
            self.page.show_trouble(why)

    def _show_signs(self) -> None:
        if self.page is None:
            return
        waiting = self._keeper.waiting
        ratings = {AskedRating(r.kind, r.side, r.region) for r in waiting if isinstance(r, Rating)}
        words = {told.answer.question for told in waiting if isinstance(told, ToldAfter)}
        self.page.show_unsaved(ratings, words)
        self.page.show_way_back(is_whole=self._is_whole)

    def _leave(self) -> None:
        page, self.page = self.page, None
        if self._keeper.waiting:
            self.told.emit(
                self.tr(
                    "Your answers are not in the log yet. Keep Footwell open: they go there as "
                    "soon as it can be written."
                )
            )
        self.left.emit()
        if page is not None:
            page.deleteLater()
