"""After a session: what was done, how the feet feel now, and a note."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.answer import Region
from app.core.asked_after import asked_regions
from app.core.before import Before
from app.core.session_summary import worked_feet, worked_regions
from app.core.soreness import LoggedSession, RatingKind, SessionRecord
from app.ui.after_questions_card import AfterQuestionsCard
from app.ui.aftercare import Aftercare
from app.ui.controls import Card, button, label
from app.ui.end_places import PlacesCard
from app.ui.end_question import Question
from app.ui.end_steps import SummaryCard
from app.ui.end_words import end_headline
from app.ui.icons import Icons
from app.ui.kept_banner import KeptBanner
from app.ui.overriding import override
from app.ui.score_card import AnswerRow, SavedSign, ScoreCard, whole_feet
from app.ui.sight import FOOT, bring_into_sight
from app.ui.theme import Space

NOTE_IDLE_MS = 1500
"""A note is saved this long after the last key, in milliseconds."""

DONE_KEYS = "Ctrl+Return"
"""Leaves this page from wherever the focus is: the places are many tabs long."""

_SIDE_BY_SIDE_FROM = 1040
_WIDEST = 1240


class EndRoom(QWidget):
    """Asks, and tells each answer at once; what is saved is said by who saves it.

    Args:
        record: the session that ended.
        icons: pictures, and through them the looks.
        before: what was asked before it.
        questions: asks what is answered by yes or no; None where that cannot be asked.

    Signals:
        rated: a `Question` and a score.
        told: a `ToldAfter`: a yes or no, and what it tells of.
        noted: the note.
        left: the person is done here.
        retried: save again what is not saved.
        given_up: leave, though something is not saved yet.
    """

    rated = Signal(object, int)
    told = Signal(object)
    noted = Signal(str)
    left = Signal()
    retried = Signal()
    given_up = Signal()

    def __init__(
        self,
        record: SessionRecord,
        icons: Icons,
        before: Before | None = None,
        questions: AfterQuestionsCard | None = None,
    ) -> None:
        super().__init__()
        self.record = record
        self._icons = icons
        self.questions = questions
        self._told_note = record.note
        self.setProperty("role", "page")
        self.setAccessibleName(self.tr("After the session"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        limits = () if before is None else before.limits
        self.aftercare = Aftercare(record.ended_early_reason, limits, icons)
        ratings = () if before is None else before.ratings
        rated = {Question(r.kind, r.side, r.region): r.value for r in ratings}
        scores = {of: value for of, value in rated.items() if value is not None}
        self.cards = self._build_cards(asked_regions(LoggedSession(record, ratings)), scores)
        self.places = PlacesCard(worked_regions(record), icons, before=scores)
        self._build()
        self._connect()
        icons.looks.keep(self, self._dress)

    def _build_cards(
        self, places: Sequence[Region], before: Mapping[Question, int]
    ) -> dict[RatingKind, ScoreCard]:
        """Pain of the same places as before it; soreness of the feet that were worked."""
        pain, soreness = RatingKind.PAIN, RatingKind.SORENESS
        cards = {pain: ScoreCard(pain, places, self._icons, before)}
        worked = worked_feet(self.record)
        if worked:
            cards[soreness] = ScoreCard(soreness, whole_feet(worked), self._icons, before)
        return cards

    def _build(self) -> None:
        content = QWidget()
        self._content = QVBoxLayout(content)
        self._content.setSpacing(Space.L)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(Space.L)
        self._columns.addWidget(self._build_story(), 4)
        self._columns.addWidget(self._build_scores(), 6)
        self._content.addLayout(self._columns)
        if self.questions is not None:
            self._content.addWidget(self.questions)
        self._content.addWidget(self.places)
        self.places.setVisible(not self.places.is_empty)
        self._content.addWidget(self._build_note())
        self._content.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(content)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._scroll, 1)
        page.addWidget(self._build_foot())

    def _build_story(self) -> QWidget:
        story = QWidget()
        column = QVBoxLayout(story)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        column.addWidget(label(end_headline(self.record), "title"))
        column.addWidget(self.aftercare)
        self.summary = SummaryCard(self.record, self._icons)
        column.addWidget(self.summary)
        column.addStretch(1)
        return story

    def _build_note(self) -> QWidget:
        card = Card()
        card.column.setSpacing(Space.S)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Note"), "section", wraps=False))
        self.note_sign = SavedSign(self._icons)
        head.addWidget(self.note_sign)
        head.addStretch(1)
        card.column.addLayout(head)
        self.note = QPlainTextEdit(self.record.note)
        self.note.setPlaceholderText(self.tr("Anything to remember next time"))
        self.note.setAccessibleName(self.tr("Note on this session"))
        self.note.setTabChangesFocus(True)
        card.column.addWidget(self.note)
        return card

    def _build_scores(self) -> QWidget:
        scores = QWidget()
        column = QVBoxLayout(scores)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        for card in self.cards.values():
            column.addWidget(card)
        column.addStretch(1)
        return scores

    def _build_foot(self) -> QWidget:
        foot = QWidget()
        foot.setObjectName(FOOT)
        column = QVBoxLayout(foot)
        column.setContentsMargins(Space.XXL, Space.M, Space.XXL, Space.L)
        column.setSpacing(Space.M)
        self.banner = KeptBanner()
        column.addWidget(self.banner)
        self.done = button(self.tr("Done"), "primary")
        keys = QKeySequence(DONE_KEYS)
        QShortcut(keys, self, self.done.click)
        self.done.setToolTip(keys.toString(QKeySequence.SequenceFormat.NativeText))
        line = QHBoxLayout()
        line.setSpacing(Space.XL)
        self._hint = label(self._hint_text(), "fine")
        line.addWidget(self._hint, 1)
        line.addWidget(self.done)
        column.addLayout(line)
        return foot

    def _hint_text(self) -> str:
        """What is so unless something cannot be saved."""
        return self.tr(
            "Each answer is saved at once and can be changed. You may leave any out. By keys: a "
            "digit, or X for ten; Tab goes on to the next."
        )

    def take_focus(self) -> None:
        """Let a digit answer the first question at once."""
        for row in list(self.cards[RatingKind.PAIN].rows.values())[:1]:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        for card in self.cards.values():
            card.scored.connect(self._on_scored)
        self.places.scored.connect(self._on_place_scored)
        self.places.opened.connect(self._on_opened)
        if self.questions is not None:
            self.questions.told.connect(self.told)
            self.questions.opened.connect(self._on_opened)
            self.questions.changed.connect(self._on_answers_changed)
            self.questions.passed.connect(self._on_questions_passed)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(NOTE_IDLE_MS)
        self._idle.timeout.connect(self.tell_note)
        self.note.textChanged.connect(self._on_typed)
        self.note.installEventFilter(self)
        self.done.clicked.connect(self._on_done)
        self.banner.retried.connect(self.retried)
        self.banner.given_up.connect(self.given_up)

    # --- what was saved ---

    def show_unsaved(self, unsaved: Collection[Question]) -> None:
        """Show which answers are saved: all that were given but these."""
        for answer in self._answers():
            answer.show_saved(is_saved=answer.question not in unsaved)

    def _answers(self) -> Iterator[AnswerRow]:
        for card in self.cards.values():
            yield from card.answers.values()
        yield from self.places.answers

    def show_note_saved(self, *, is_saved: bool) -> None:
        """Show whether the note is saved."""
        self.note_sign.setVisible(is_saved)

    def show_trouble(self, sentence: str, *, is_kept: bool = True) -> None:
        """Say that something is not saved yet, why, and what becomes of it; empty when all is.

        Args:
            sentence: why.
            is_kept: whether it is kept on the disk meanwhile.
        """
        self._hint.setText("" if sentence else self._hint_text())
        self.banner.show_trouble(sentence, is_on_disk=is_kept)

    def tell_note(self) -> None:
        """Tell the note now if it changed."""
        self._idle.stop()
        text = self.note.toPlainText().strip()
        if text != self._told_note:
            self._told_note = text
            self.noted.emit(text)

    def _on_typed(self) -> None:
        self.note_sign.hide()
        self._idle.start()

    def _on_scored(self, question: Question, score: int) -> None:
        """Who answers by keys, before ever scrolling, sees what was answered."""
        self._on_opened(self.cards[question.kind].answers[question])
        self.places.show_ratings({question: score})
        self.rated.emit(question, score)

    def _on_place_scored(self, question: Question, score: int) -> None:
        """A place may stand among the numbers above the map, too."""
        if question.kind in self.cards:
            self.cards[question.kind].show_value(question, score)
        self.rated.emit(question, score)

    def _on_opened(self, shown: QWidget) -> None:
        bring_into_sight(self._scroll, shown)

    def _on_answers_changed(self) -> None:
        if self.questions is not None:
            self.aftercare.add_limits(self.questions.limits)

    def _on_questions_passed(self) -> None:
        after = None if self.places.is_empty else self.places.first
        (after or self.note).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_done(self) -> None:
        self.tell_note()
        self.left.emit()

    # --- Qt ---

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.tell_note()
        return False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._dress()

    def _dress(self) -> None:
        look = self._icons.looks.current
        self.note.setFixedHeight(look.px(96))
        is_wide = self.width() >= look.px(_SIDE_BY_SIDE_FROM)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        side = max(Space.XXL, (self.width() - round(_WIDEST * look.scale)) // 2)
        self._content.setContentsMargins(side, Space.XL, side, Space.M)
        self.places.fit(
            self.width() - 2 * side - self._scroll.verticalScrollBar().sizeHint().width()
        )
