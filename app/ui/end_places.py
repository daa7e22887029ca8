"""The foot map after a session: point to a place, and say in a number how it feels there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from app.core.answer import Region
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import RatingKind
from app.ui.controls import Card, Chips, ScoreButton, label
from app.ui.end_question import Question, place_question
from app.ui.foot_map import FootMap
from app.ui.foot_region import RegionButton
from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.score_card import AnswerRow
from app.ui.theme import Look, Space
from app.ui.words import rating_kind_label

_TALLEST = 400
_STEP = 8
_NAMES_SHARE = 0.9


class FootPlaces(QWidget):
    """One foot with a button on each of its places, and below it the numbers of the chosen one.

    Args:
        foot: which.
        areas: its places.
        icons: pictures, the drawings of the feet, and the looks.
        kind: what is asked of a place at first.
        before: what was answered before the session.

    Signals:
        scored: the `Question` and a number, each time one is chosen.
        cleared: the `Question` whose number was taken back, where `may_clear`.
        opened: the numbers that were opened.
    """

    scored = Signal(object, int)
    cleared = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        foot: Foot,
        areas: Sequence[Area],
        icons: Icons,
        kind: RatingKind = RatingKind.SORENESS,
        before: Mapping[Question, int] | None = None,
    ) -> None:
        super().__init__()
        self.foot, self.areas = foot, tuple(areas)
        self.answers: dict[Question, AnswerRow] = {}
        self.may_clear = False
        self._icons = icons
        self._kind = kind
        self._before = before or {}
        self._area: Area | None = None
        self.map = FootMap(icons.feet, icons.looks.current, background="card")
        self.map.ask([(foot, area) for area in areas])
        # It is made as small as the room is, and never makes the page wider.
        self.map.setMinimumWidth(1)
        self.map.region_chosen.connect(lambda _foot, area: self._on_chosen(area))
        self.hint = label(self.tr("Choose a place on this foot."), "fine")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self._column.addWidget(self.map)
        self._column.addWidget(self.hint)
        self._column.addStretch(1)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to point at, since its drawings are missing."""
        return self.map.is_empty

    @property
    def least_width(self) -> int:
        """How wide it is where its places are just far enough from each other, in pixels."""
        return self.map.minimumSizeHint().width()

    def fit(self, width: int, look: Look) -> None:
        """Take a look, and as much height as goes with a width in pixels."""
        # Where room is scarce the names below the views of a foot do not touch each other.
        growth = min(1.0, _NAMES_SHARE * width / (look.scale * self.least_width))
        self.map.dress(look, growth)
        least = self.map.minimumSizeHint().height()
        height = max(least, _TALLEST)
        while height > least and self.map.width_for(height) > width:
            height -= _STEP
        self.map.setFixedHeight(max(least, height))

    def show_kind(self, kind: RatingKind) -> None:
        """Ask this of the places from now on; the chosen place stays chosen."""
        self._kind = kind
        if self._area is not None:
            self._show_answer(Question(kind, self.foot, self._area))
        self._show_scores()

    def show_ratings(self, ratings: Mapping[Question, int]) -> None:
        """Show what was answered for these places before, without telling it."""
        for question, value in ratings.items():
            if question.foot is self.foot and question.area in self.areas:
                answer = self.answers.get(question)
                if answer is None:
                    answer = self._made(question)
                    answer.hide()
                answer.show_value(value)
        self._show_scores()

    def score_by_key(self, area: Area, event: QKeyEvent) -> None:
        """A number that was typed while the focus is on a place is the answer for it."""
        answer = self._open(area)
        answer.row.keyPressEvent(event)

    def _on_chosen(self, area: Area) -> None:
        self._open(area).row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, area: Area) -> AnswerRow:
        self._area = area
        answer = self._show_answer(Question(self._kind, self.foot, area))
        self.opened.emit(answer)
        return answer

    def _show_answer(self, question: Question) -> AnswerRow:
        """Show the numbers of a question in the place of those before."""
        answer = self.answers.get(question) or self._made(question)
        for one in self.answers.values():
            one.setVisible(one is answer)
        self.hint.hide()
        return answer

    def _made(self, question: Question) -> AnswerRow:
        answer = self.answers[question] = AnswerRow(
            question, self._icons, self._before.get(question)
        )
        answer.row.may_clear = self.may_clear
        answer.scored.connect(lambda score: self._on_scored(question, score))
        answer.cleared.connect(lambda: self._on_cleared(question))
        self._column.insertWidget(self._column.count() - 1, answer)
        # Tab leads from a place to its numbers, and from them to the next place.
        before: QWidget | None = self.map.region(self.foot, question.area)
        for number in answer.row.findChildren(ScoreButton):
            if before is not None:
                self.setTabOrder(before, number)
            before = number
        return answer

    def _on_scored(self, question: Question, score: int) -> None:
        self._show_scores()
        self.scored.emit(question, score)

    def _on_cleared(self, question: Question) -> None:
        self._show_scores()
        self.cleared.emit(question)

    def _show_scores(self) -> None:
        self.map.show_scores(
            {
                (self.foot, question.area): answer.row.value
                for question, answer in self.answers.items()
                if question.kind is self._kind
            }
        )


class PlacesCard(Card):
    """“Point to a place”: the worked places of the feet, for soreness or for pain.

    Nothing has to be answered, and nothing is chosen at first. A digit that is typed while the
    focus is on a place is the answer for it; Enter opens its numbers.

    Args:
        regions: the places.
        icons: pictures, the drawings of the feet, and the looks.
        kinds: what may be answered of a place; the first is asked at first.
        before: what was answered before the session.

    Signals:
        scored: the `Question` and a number, each time one is chosen.
        cleared: the `Question` whose number was taken back; see `let_clear`.
        opened: the numbers of a place that were opened; they should be seen.
    """

    scored = Signal(object, int)
    cleared = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        regions: Sequence[Region],
        icons: Icons,
        kinds: Sequence[RatingKind] = (RatingKind.SORENESS, RatingKind.PAIN),
        before: Mapping[Question, int] | None = None,
    ) -> None:
        super().__init__()
        self._icons = icons
        self.feet = {
            foot: FootPlaces(foot, areas, icons, kinds[0], before)
            for foot in Foot
            if (areas := [area for side, area in regions if side is foot])
        }
        labels = [(kind, rating_kind_label(kind)) for kind in kinds]
        self.kinds = Chips(self.tr("What you point at"), labels)
        if len(kinds) == 1:
            self.kinds.hide()
        self.kinds.chosen.connect(self._on_kind)
        self._question = label(place_question(kinds[0]), "soft")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(Space.XL)
        self._build()

    def _build(self) -> None:
        self.column.setSpacing(Space.S)
        self.column.addWidget(label(self.tr("Point to a place"), "section"))
        words = self.tr(
            "Only if you like: is one place more tender than the rest? Choose it, then a number."
        )
        self.column.addWidget(label(words, "soft"))
        self.column.addWidget(self.kinds)
        self.column.addWidget(self._question)
        self.column.addLayout(self._row)
        for places in self.feet.values():
            self._row.addWidget(places, 1)
            places.scored.connect(self.scored)
            places.cleared.connect(self.cleared)
            places.opened.connect(self._on_opened)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to point at."""
        return all(places.is_empty for places in self.feet.values())

    @property
    def first(self) -> QWidget | None:
        """The first place that may be pointed at."""
        for foot, places in self.feet.items():
            return places.map.region(foot, places.areas[0])
        return None

    @property
    def answers(self) -> Iterable[AnswerRow]:
        """The numbers of every place that was opened, of both questions."""
        for places in self.feet.values():
            yield from places.answers.values()

    def let_clear(self) -> None:
        """Let a number be taken back by choosing it again; told before one is shown."""
        for places in self.feet.values():
            places.may_clear = True

    def show_ratings(self, ratings: Mapping[Question, int]) -> None:
        """Show what was answered before, without telling it."""
        for places in self.feet.values():
            places.show_ratings(ratings)

    def fit(self, width: int) -> None:
        """Put the feet side by side where a width in pixels has room, else below each other."""
        look = self._icons.looks.current
        edges = self.column.contentsMargins()
        room = width - edges.left() - edges.right() - 2
        count = max(1, len(self.feet))
        each = (room - Space.XL * (count - 1)) // count
        # Larger words want more room below each view of a foot.
        is_wide = all(each >= look.scale * p.least_width for p in self.feet.values())
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        for places in self.feet.values():
            places.fit(each if is_wide else room, look)

    def _on_kind(self) -> None:
        kind = self.kinds.value
        self._question.setText(place_question(kind))
        for places in self.feet.values():
            places.show_kind(kind)

    def _on_opened(self, answer: AnswerRow) -> None:
        # It has no place yet when it was made just now.
        QTimer.singleShot(0, answer, lambda: self.opened.emit(answer))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = QApplication.focusWidget()
        is_number = event.text() in (*"0123456789xX",) and bool(event.text())
        if isinstance(focused, RegionButton) and self.isAncestorOf(focused) and is_number:
            self.feet[focused.foot].score_by_key(focused.area, event)
        else:
            super().keyPressEvent(event)
