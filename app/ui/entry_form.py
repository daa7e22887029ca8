"""Writes something down afterwards: a session, how the feet felt, first steps, what happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.by_hand import (
    ByHandEntry,
    Desk,
    Moment,
    Problem,
    event_entry,
    felt_entry,
    moment_problems,
    morning_entry,
    morning_problems,
)
from app.core.errors import KnownError
from app.core.library import Library
from app.core.past_session import past_of, session_changed, session_entry, session_problems
from app.core.plan import Side
from app.core.soreness import LoggedSession, RatingContext, RatingKind
from app.ui.announcer import announce
from app.ui.answer_words import problem_text
from app.ui.controls import Chips, button, label
from app.ui.event_editor import EventPicks
from app.ui.felt_picks import FeltPicks
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.moment_field import MomentField
from app.ui.overriding import override
from app.ui.page import Page
from app.ui.past_session_picks import PastSessionPicks
from app.ui.question_dialog import Ask, Question, ask
from app.ui.tab_order import tab_as_laid_out
from app.ui.theme import Space

_WIDTH = 760
_LOOK_BACK = timedelta(days=3)

Around = Callable[[date], Sequence[LoggedSession]]
"""The sessions since a day; it may raise a KnownError."""


def no_sessions(_since: date) -> Sequence[LoggedSession]:
    """Where none are known."""
    return ()


LATELY = timedelta(hours=1)
"""How long ago an entry is at first: a session that began now would not be over."""


class What(StrEnum):
    """What is written down."""

    SESSION = "session"
    FELT = "felt"
    MORNING = "morning"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class _Refused:
    """Why it cannot be kept as it stands."""

    problems: tuple[Problem, ...]


class EntryForm(QWidget):
    """A page that asks for one entry; what is typed stays until it is kept or given up.

    Ctrl+Enter saves. Esc leaves, and a new entry waits as it stands; Cancel gives it up, and asks
    first where something would be lost.

    Args:
        icons: pictures, and through them the looks.
        library: the scripts that there are.
        desk: where it is written down.
        around: the sessions since a day, to which first steps may belong.
        asks: asks a true question.

    Signals:
        entry_ready: a `ByHandEntry` to be kept; call `clear` once it is.
        told: why it could not be made ready, or that it waits, in a sentence.
        cancelled: the person leaves.
    """

    entry_ready = Signal(object)
    told = Signal(str)
    cancelled = Signal()

    def __init__(
        self,
        icons: Icons,
        library: Callable[[], Library],
        desk: Callable[[], Desk],
        around: Around = no_sessions,
        asks: Ask = ask,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._around = around
        self._asks = asks
        self._changing: LoggedSession | None = None
        self._said: tuple[Problem, ...] = ()
        self.setProperty("role", "page")
        self.title = label(role="title")
        self.what: Chips[What] = Chips(self.tr("What do you add?"), _kinds())
        self.when = MomentField(icons)
        self.session = PastSessionPicks(icons, library)
        self.felt = FeltPicks(icons, _questions(What.FELT))
        self.morning = FeltPicks(icons, _questions(What.MORNING), takes_places=False)
        self.of_session = FeltPicks(icons, _questions(What.SESSION))
        self.happening = EventPicks(icons)
        self.save = button(self.tr("Save"), "primary")
        self.save.setToolTip(self.tr("Ctrl+Enter"))
        self.cancel = button(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Esc"))
        self.problem = label("", "attention")
        self._build(icons)
        self._connect()
        self.clear()

    def _build(self, icons: Icons) -> None:
        self._page = Page(icons.looks, _WIDTH)
        column = self._page.column
        self._parts = {
            What.SESSION: (self.session, self.of_session),
            What.FELT: (self.felt,),
            What.MORNING: (self.morning,),
            What.EVENT: (self.happening,),
        }
        self._when_asked = label(self.tr("When"), "strong")
        for one in (self.title, self.what, self._when_asked, self.when):
            column.addWidget(one)
        for parts in self._parts.values():
            for part in parts:
                column.addWidget(part)
        column.addWidget(self.problem)
        ways = QWidget()
        flow = FlowLayout(ways, Space.S)
        flow.addWidget(self.save)
        flow.addWidget(self.cancel)
        column.addWidget(ways)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._page)

    def _connect(self) -> None:
        self.what.chosen.connect(self._show_parts)
        self.session.feet.chosen.connect(self._show_feet)
        for picks in (self.felt, self.morning, self.of_session):
            picks.asked.connect(self._order)
            picks.changed.connect(self._judge_anew)
        for part in (self.when, self.session):
            part.changed.connect(self._judge_anew)
        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self.leave)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            made = QShortcut(QKeySequence(key), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(self._on_save)

    # --- opening and leaving ---

    def begin(self, what: What | None = None) -> None:
        """Open it for a new entry; what was typed before and not kept still stands there."""
        if self._changing is not None or not self.is_begun:
            self.clear()
            if what is not None:
                self.what.choose(what)
                self._show_parts()
        self.take_focus()

    def change(self, logged: LoggedSession) -> None:
        """Open it for a session that was written down by hand, to write it anew."""
        self.clear()
        self._changing = logged
        past = past_of(logged, self._desk().to_local)
        self.session.show_past(past)
        self._show_when(past.when)
        self._show_parts()
        self._clean = self._state

    def clear(self) -> None:
        """Empty, for a new entry: it was kept, or was given up."""
        self._changing = None
        desk = self._desk()
        lately = desk.to_local(desk.now - LATELY)
        self.session.clear()
        for picks in (self.felt, self.morning, self.of_session):
            picks.clear()
        self.happening.clear()
        self._show_when(Moment(lately.date(), lately.time().replace(second=0, microsecond=0)))
        self._say(())
        self._show_parts()
        self._show_feet()
        self._clean = self._state

    def leave(self) -> None:
        """Leave it; where something would be lost, ask first."""
        question = Question(
            self.tr("Leave without saving? What you wrote here will be gone."),
            self.tr("Leave"),
            self.tr("Go on writing"),
        )
        if self.is_begun and not self._asks(self.window(), question):
            return
        self.clear()
        self.cancelled.emit()

    def rest(self) -> None:
        """Leave a new entry as it stands, to be gone on with later; give up a change."""
        if self._changing is not None or not self.is_begun:
            self.leave()
            return
        self.cancelled.emit()
        self.told.emit(self.tr("Not saved yet. “Add past entry” goes on with it."))

    def take_focus(self) -> None:
        """Begin with what it is, or with the day."""
        if self.what.isHidden():
            self.when.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.what.take_focus()

    @property
    def is_begun(self) -> bool:
        """Whether something was typed or chosen that is not kept."""
        return self._state != self._clean

    @property
    def _state(self) -> tuple[object, ...]:
        picks = (self.felt.felt, self.morning.felt, self.of_session.felt)
        return (self.when.moment, self.session.state, *picks, self.happening.told)

    # --- what is asked ---

    def _show_parts(self) -> None:
        is_new = self._changing is None
        what = self.what.value if is_new else What.SESSION
        self.title.setText(
            self.tr("Add to your log") if is_new else self.tr("Change what you wrote down")
        )
        self.what.setVisible(is_new)
        for one, parts in self._parts.items():
            for part in parts:
                part.setVisible(one is what)
        self.of_session.setVisible(is_new and what is What.SESSION)
        self.when.ask_time(is_asked=what is not What.MORNING)
        is_session = what is What.SESSION
        self._when_asked.setText(self.tr("When it began") if is_session else self.tr("When"))
        self._say(())

    def _order(self) -> None:
        inside = self._page.widget()
        if inside is not None:
            tab_as_laid_out(inside)

    def _show_feet(self) -> None:
        self.of_session.show_feet(Side(self.session.feet.value.value).feet)

    def _show_when(self, moment: Moment) -> None:
        desk = self._desk()
        self.when.show_moment(moment, desk.to_local(desk.now).date())

    # --- keeping it ---

    def _on_save(self) -> None:
        try:
            made = self._made()
        except KnownError as error:
            self.told.emit(str(error))
            return
        if isinstance(made, _Refused):
            self._say(made.problems)
            announce(self, " ".join(problem_text(one) for one in made.problems))
            self._focus_on(made.problems[0])
        else:
            self._say(())
            self.entry_ready.emit(made)

    def _judge_anew(self) -> None:
        """Take away what was said and is right by now; what is new is said at Save."""
        if self._said:
            problems = self._problems
            still = tuple(one for one in self._said if one in problems)
            if still != self._said:
                self._say(still)

    @property
    def _what(self) -> What:
        return self.what.value if self._changing is None else What.SESSION

    @property
    def _problems(self) -> tuple[Problem, ...]:
        """What is wrong with it as it stands, in the order in which it is asked."""
        desk, when = self._desk(), self.when.moment
        if self._what is What.SESSION:
            return session_problems(self.session.past(when), desk)
        if self._what is What.EVENT:
            return moment_problems(when, desk)
        is_morning = self._what is What.MORNING
        felt = self.morning.felt if is_morning else self.felt.felt
        wrong = morning_problems(when.day, desk) if is_morning else moment_problems(when, desk)
        return wrong if felt else (*wrong, Problem.NO_ANSWER)

    def _made(self) -> ByHandEntry | _Refused:
        problems = self._problems
        if problems:
            return _Refused(problems)
        desk, when = self._desk(), self.when.moment
        if self._what is What.SESSION:
            return self._made_session(desk)
        if self._what is What.FELT:
            return felt_entry(when, self.felt.felt, desk)
        if self._what is What.MORNING:
            scores = [(one.foot, one.value) for one in self.morning.felt]
            return morning_entry(when.day, scores, self._around(when.day - _LOOK_BACK), desk)
        return event_entry(when, self.happening.told, desk)

    def _made_session(self, desk: Desk) -> ByHandEntry:
        past = self.session.past(self.when.moment)
        if self._changing is not None:
            return session_changed(self._changing, past, desk)
        return session_entry(replace(past, felt=self.of_session.felt), desk)

    def _say(self, problems: Sequence[Problem]) -> None:
        """Say each problem at its field."""
        self._said = tuple(problems)
        when = [one for one in problems if one in (Problem.FUTURE, Problem.TOO_EARLY)]
        self.when.say(problem_text(when[0]) if when else "")
        self.session.say([one for one in problems if one in (Problem.MINUTES, Problem.TITLE)])
        is_empty = Problem.NO_ANSWER in problems
        self.problem.setText(problem_text(Problem.NO_ANSWER) if is_empty else "")
        self.problem.setVisible(is_empty)

    def _focus_on(self, problem: Problem) -> None:
        fields: dict[Problem, QWidget] = {
            Problem.MINUTES: self.session.minutes,
            Problem.TITLE: self.session.title,
            Problem.NO_ANSWER: self._first_row,
        }
        field = fields.get(problem, self.when)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._page.ensureWidgetVisible(field)

    @property
    def _first_row(self) -> QWidget:
        picks = self.morning if self.what.value is What.MORNING else self.felt
        return next(iter(next(iter(picks.blocks.values())).rows.values()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.rest()
        else:
            super().keyPressEvent(event)


def _kinds() -> list[tuple[What, str]]:
    translate = QCoreApplication.translate
    return [
        (What.SESSION, translate("entry", "A past session")),
        (What.FELT, translate("entry", "How my feet felt")),
        (What.MORNING, translate("entry", "First steps of a morning")),
        (What.EVENT, translate("entry", "Something that happened")),
    ]


def _questions(what: What) -> list[tuple[tuple[RatingKind, RatingContext], str]]:
    translate = QCoreApplication.translate
    pain, sore = RatingKind.PAIN, RatingKind.SORENESS
    return {
        What.SESSION: [
            ((pain, RatingContext.BEFORE), translate("entry", "Pain before it, if you know")),
            ((pain, RatingContext.AFTER), translate("entry", "Pain right after it")),
            ((sore, RatingContext.AFTER), translate("entry", "Soreness right after it")),
        ],
        What.FELT: [
            ((pain, RatingContext.DAILY), translate("entry", "Pain")),
            ((sore, RatingContext.DAILY), translate("entry", "Soreness")),
        ],
        What.MORNING: [
            (
                (RatingKind.FIRST_STEP, RatingContext.DAILY),
                translate("entry", "Pain with the first few steps out of bed"),
            ),
        ],
        What.EVENT: [],
    }[what]
