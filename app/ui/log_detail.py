"""All of one session: what was done, step by step, and how it felt; what was said is corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.core.answer import Answer
from app.core.by_hand import Desk, Felt, Happening, event_in, felt_later
from app.core.durations import clock_text
from app.core.log_edit import (
    Edit,
    event_changed,
    event_deleted,
    note_changed,
    rating_changed,
    rating_deleted,
)
from app.core.plan import Foot
from app.core.resolution import resolution
from app.core.session_summary import step_fates
from app.core.soreness import LogEvent, LoggedSession, Rating, RatingContext, SessionRecord
from app.core.told_later import answer_told, sheet_of
from app.ui.answer_adder import AnswerAdder
from app.ui.answer_corrector import AnswerCorrector
from app.ui.answer_words import noted_text, rating_text, resolution_text, verdict_text
from app.ui.controls import button, label, line
from app.ui.end_words import steps_line
from app.ui.event_lines import EventLines
from app.ui.icons import Icons
from app.ui.log_answers import (
    Asked,
    AskedOf,
    LogAnswers,
    answer_lines,
    answered_text,
    nothing_asked,
)
from app.ui.log_steps import LogSteps
from app.ui.log_words import ended_text, time_text, when_text
from app.ui.note_field import NoteField
from app.ui.overriding import override
from app.ui.rating_lines import RatingLines
from app.ui.sight import bring_into_all_sight
from app.ui.tab_order import tab_as_laid_out
from app.ui.theme import Space
from app.ui.words import feet_label, listed


class LogDetail(QWidget):
    """Shows one session at a time.

    Its answers, what happened, and its note can be corrected. What was measured cannot: it is what
    was done.

    Args:
        icons: pictures, and through them the looks.
        asked_of: finds what was asked before a session.
        desk: where something is written down; without one nothing can be corrected.

    Signals:
        edit_wanted: an `Edit`, and what it is called where it is undone.
        deletion_wanted: the person wants it gone.
        change_wanted: a session that was written down by hand is to be written anew.
        closed: back to the table, where it took its place.
    """

    edit_wanted = Signal(object, str)
    deletion_wanted = Signal()
    change_wanted = Signal()
    closed = Signal()

    def __init__(
        self,
        icons: Icons,
        asked_of: AskedOf = nothing_asked,
        desk: Callable[[], Desk] | None = None,
    ) -> None:
        super().__init__()
        self._icons = icons
        self._asked_of = asked_of
        self._desk = desk
        self._logged: LoggedSession | None = None
        self.back = button(self.tr("All sessions"), "quiet")
        icons.dress(self.back, "chevron-left", "lead")
        self.change = button(self.tr("Change"), "quiet")
        icons.dress(self.change, "pencil", "lead")
        self.delete = button(self.tr("Delete"), "quiet")
        icons.dress(self.delete, "trash-2", "lead")
        may_change = desk is not None
        self.note = NoteField(self.tr("Note"), icons.looks)
        self.note.setReadOnly(not may_change)
        self.ratings = RatingLines(icons, may_change=may_change)
        self.adder = AnswerAdder(icons)
        self.events = EventLines(icons, may_change=may_change)
        self.answers = LogAnswers()
        self.corrector = AnswerCorrector(icons)
        self._asked = Asked()
        self.steps = LogSteps(icons)
        self._build()
        self._connect()

    def _build(self) -> None:
        content = self._content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.XS)
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addStretch(1)
        head.addWidget(self.change)
        head.addWidget(self.delete)
        column.addLayout(head)
        column.addSpacing(Space.XS)
        self._build_facts(column)
        self._add_part(column, self.tr("Note"), self.note)
        self._add_part(column, self.tr("How it felt"), self.ratings)
        column.addWidget(self.adder)
        self.adder.setVisible(self._desk is not None)
        self.gone = label(role="soft")
        column.addWidget(self.gone)
        column.addWidget(self.answers)
        column.addWidget(self.corrector)
        self._add_part(column, self.tr("What happened"), self.events)
        self._add_part(column, self.tr("Steps as done"), self.steps)
        self.steps_note = label(role="fine")
        column.addWidget(self.steps_note)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        self._scroll = scroll
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _build_facts(self, column: QVBoxLayout) -> None:
        self.when, self.title = label(role="soft"), label(role="section")
        self.facts, self.ended = label(), label(role="soft")
        self.verdict, self.by_hand = label(role="soft"), label(role="soft")
        self.by_hand.setText(self.tr("Written down by hand, as you remember it."))
        for part in (
            self.when,
            self.title,
            self.facts,
            self.ended,
            self.verdict,
            self.by_hand,
        ):
            column.addWidget(part)

    def _add_part(self, column: QVBoxLayout, heading: str, part: QWidget) -> None:
        column.addSpacing(Space.M)
        column.addWidget(line())
        column.addSpacing(Space.XS)
        column.addWidget(label(heading, "strong"))
        column.addWidget(part)

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed)
        self.delete.clicked.connect(self.deletion_wanted)
        self.change.clicked.connect(self.change_wanted)
        self.note.written.connect(self._on_written)
        self.note.left.connect(self._on_note_left)
        self.ratings.changed.connect(self._on_rating_changed)
        self.ratings.deletion_wanted.connect(self._on_rating_deleted)
        self.adder.added.connect(self._on_answer_added)
        self.events.changed.connect(self._on_event_changed)
        self.events.deletion_wanted.connect(self._on_event_deleted)
        self.events.added.connect(self._on_event_added)
        self.corrector.answered.connect(self._on_answered)
        for part in (self.ratings, self.adder, self.corrector, self.events):
            part.opened.connect(self._bring_into_sight)

    # --- what is shown ---

    @property
    def logged(self) -> LoggedSession | None:
        """The session that is shown."""
        return self._logged

    def take_focus(self) -> None:
        """Begin with the first answer that can be corrected, else with the note."""
        first = next(iter(self.ratings.lines.values()), self.note)
        to = first if first.isEnabled() else self.note
        to.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_session(self, logged: LoggedSession) -> None:
        """Show all of a session; of the one that is shown, the focus and the place stay."""
        record = logged.session
        is_same = self._logged is not None and self._logged.session.id == record.id
        self.note.show_note(record.id, record.note)
        self._logged = logged
        self._show_facts(record)
        self.ratings.show_ratings(logged.ratings, is_same=is_same)
        self.events.show_events(logged.events, is_same=is_same)
        gone = [resolution_text(foot, resolution(logged, foot)) for foot in Foot]
        _say(self.gone, "\n".join(one for one in gone if one))
        asked = self._asked_of(record.id)
        said = answer_lines(replace(logged, events=()), asked)
        may_add = self._desk is not None and asked.questions is not None
        self.answers.show_lines(said, may_add=may_add)
        self.corrector.setVisible(may_add)
        self._asked = asked
        if asked.questions is not None:
            self.corrector.show_session(logged, asked, self._now, is_same=is_same)
        self.steps.show_steps(step_fates(record))
        self._keep_place(is_same=is_same)

    def _keep_place(self, *, is_same: bool) -> None:
        """Begin at the top, but with the same session again, whose parts may be shorter now."""
        if not is_same:
            self.adder.close_form()
            self._scroll.verticalScrollBar().setValue(0)
        tab_as_laid_out(self._content)
        focused = QApplication.focusWidget()
        if is_same and focused is not None and self._content.isAncestorOf(focused):
            self._bring_into_sight(focused)

    def _show_facts(self, record: SessionRecord) -> None:
        self.when.setText(_span_text(record))
        self.title.setText(record.script_title)
        self.facts.setText(_hands_on_text(record))
        steps = steps_line(record) if record.steps else feet_label(record.feet)
        ended = "" if record.by_hand else ended_text(record)
        _say(self.ended, listed((ended, steps)))
        _say(self.verdict, verdict_text(record))
        self.by_hand.setVisible(record.by_hand)
        self.change.setVisible(record.by_hand and self._desk is not None)
        _say(
            self.steps_note,
            self.tr("No steps: it was written down afterwards.")
            if record.by_hand
            else self.tr("Times and steps are as they were measured and stay so."),
        )

    def _bring_into_sight(self, part: QWidget) -> None:
        """Scroll to what has just opened, once it has its place."""
        tab_as_laid_out(self._content)
        QTimer.singleShot(0, part, lambda: self._scroll_to(part))

    def _scroll_to(self, part: QWidget) -> None:
        """Of what is taller than the page, what has the focus is seen."""
        self._scroll.ensureWidgetVisible(part, 0, Space.L)
        focused = QApplication.focusWidget()
        if focused is not None and part.isAncestorOf(focused):
            bring_into_all_sight(focused)

    # --- what is corrected ---

    def _on_written(self, session_id: str, note: str) -> None:
        if self._logged is not None and self._logged.session.id == session_id:
            title = self._logged.session.script_title
        else:
            title = ""
        name = self.tr("note of “{title}”").format(title=title) if title else self.tr("note")
        self.edit_wanted.emit(note_changed(session_id, note), name)

    def _on_note_left(self) -> None:
        self.focusNextChild()

    def _on_rating_changed(self, rating: Rating, value: int | None) -> None:
        edit = rating_changed(rating, value, self._written_at.new_id)
        self._want(edit, self.tr("change of “{what}”"), rating_text(rating))

    def _on_rating_deleted(self, rating: Rating) -> None:
        self._want(rating_deleted(rating), self.tr("delete “{what}”"), rating_text(rating))

    def _on_answer_added(self, felt: Felt) -> None:
        if self._logged is not None:
            edit = felt_later(self._logged.session, felt, self._written_at)
            [rating] = edit.added.ratings
            self._want(edit, self.tr("add “{what}”"), rating_text(rating))

    def _on_answered(self, context: RatingContext, question_id: str, answer: Answer) -> None:
        logged, questions = self._logged, self._asked.questions
        if logged is not None and questions is not None:
            sheet = sheet_of(questions, logged, context, self._asked.profile())
            edit = answer_told(sheet, logged, question_id, answer, self._written_at.now)
            what = answered_text(questions, context, question_id)
            self._want(edit, self.tr("answer to “{what}”"), what)

    def _on_event_changed(self, event: LogEvent) -> None:
        self._want(event_changed(event), self.tr("change of “{what}”"), noted_text(event))

    def _on_event_deleted(self, event: LogEvent) -> None:
        self._want(event_deleted(event), self.tr("delete “{what}”"), noted_text(event))

    def _on_event_added(self, told: Happening) -> None:
        if self._logged is not None:
            edit = event_in(self._logged.session, told, self._written_at)
            [event] = edit.added.events
            self.events.close_editor()
            self.events.add.setFocus(Qt.FocusReason.OtherFocusReason)
            self._want(edit, self.tr("add “{what}”"), noted_text(event))

    def _want(self, edit: Edit, form: str, what: str) -> None:
        self.edit_wanted.emit(edit, form.format(what=what))

    def _now(self) -> datetime:
        return self._written_at.now

    @property
    def _written_at(self) -> Desk:
        if self._desk is None:
            message = "nothing is corrected without a desk"
            raise RuntimeError(message)
        return self._desk()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _say(where: QLabel, text: str) -> None:
    """A line that is there only where it says something."""
    where.setText(text)
    where.setVisible(bool(text))


def _span_text(record: SessionRecord) -> str:
    """Its day and from when to when: “Thu 19 Nov 2026, 18:30 – 18:52”."""
    return f"{when_text(record.start)} – {time_text(record.end)}"


def _hands_on_text(record: SessionRecord) -> str:
    """The hands-on time against what was planned, and fifteen minutes without scolding."""
    translate = QCoreApplication.translate
    done, planned = clock_text(record.actual_hands_on_s), clock_text(record.planned_hands_on_s)
    form = translate("log", "{done} of {planned} hands-on")
    if record.by_hand or record.actual_hands_on_s >= record.planned_hands_on_s:
        form = translate("log", "{done} hands-on")
    words = form.format(done=done, planned=planned)
    return (
        words if record.met_15_min else translate("log", "{time}, under 15 min").format(time=words)
    )
