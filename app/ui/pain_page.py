"""How the feet feel before a session: numbers for each foot, and for places on the foot map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent

from app.core.answer import Region
from app.core.plan import Foot
from app.core.soreness import RatingKind
from app.ui.end_places import PlacesCard
from app.ui.end_question import Question
from app.ui.icons import Icons
from app.ui.intake_page import IntakePage
from app.ui.overriding import override
from app.ui.score_card import AnswerRow, ScoreCard, whole_feet


class PainPage(IntakePage):
    """Asks; nothing has to be answered, and nothing is chosen at first.

    Args:
        icons: pictures, the drawings of the feet, and the looks.
        feet: the feet that are worked.
        regions: the places that are worked.
        is_still_sore: whether soreness from the last session is asked about, too.

    Signals:
        rated: a `Question` and a number, each time one is chosen.
        cleared: a `Question` whose number was taken back.
    """

    rated = Signal(object, int)
    cleared = Signal(object)

    def __init__(
        self,
        icons: Icons,
        feet: Sequence[Foot],
        regions: Sequence[Region],
        *,
        is_still_sore: bool,
    ) -> None:
        super().__init__(
            icons,
            self.tr("How do your feet feel now?"),
            self.tr(
                "Only if you like: it lets you compare before and after. By keys: a digit, or X "
                "for ten; Tab goes on to the next. The same number again takes it back. Enter "
                "starts."
            ),
        )
        kinds = (RatingKind.PAIN, RatingKind.SORENESS) if is_still_sore else (RatingKind.PAIN,)
        self._build_whole_feet(kinds, feet)
        self._build_places(kinds, regions)
        self.on.setText(self.tr("Start"))
        self.on.setAccessibleName(self.on.text())
        icons.dress(self.on, "play", "on_color")
        self.back.setText(self.tr("Back"))
        self.back.setAccessibleName(self.back.text())
        icons.looks.keep(self, self._fit)

    def _build_whole_feet(self, kinds: Sequence[RatingKind], feet: Sequence[Foot]) -> None:
        icons = self._icons
        self.cards = {kind: ScoreCard(kind, whole_feet(feet), icons) for kind in kinds}
        for card in self.cards.values():
            self.column.addWidget(card)
            card.let_clear()
            card.scored.connect(self.rated)
            card.cleared.connect(self.cleared)

    def _build_places(self, kinds: Sequence[RatingKind], regions: Sequence[Region]) -> None:
        self.places = PlacesCard(regions, self._icons, kinds)
        self.places.let_clear()
        self.places.scored.connect(self.rated)
        self.places.cleared.connect(self.cleared)
        self.places.opened.connect(self._on_opened)
        self.column.addWidget(self.places)
        self.places.setHidden(self.places.is_empty)

    @override
    def take_focus(self) -> None:
        """Let a digit answer the first question at once."""
        rows = list(self.cards[RatingKind.PAIN].rows.values())
        rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_ratings(self, ratings: Mapping[Question, int]) -> None:
        """Show what was answered before, without telling it."""
        for card in self.cards.values():
            for answer in card.answers.values():
                answer.show_value(ratings.get(answer.question))
        self.places.show_ratings(ratings)

    def _on_opened(self, answer: AnswerRow) -> None:
        self.bring_into_sight(answer)

    def _fit(self) -> None:
        self.places.fit(self.inner_width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
