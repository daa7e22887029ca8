"""How the feet felt at a time that is over: a row of numbers for each question and foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.answer import Region
from app.core.by_hand import Felt
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import RatingContext, RatingKind
from app.ui.answer_words import asked_text
from app.ui.controls import ScoreRow, button, label
from app.ui.end_question import place_name
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.place_words import place_text
from app.ui.theme import Space
from app.ui.where_picks import WherePicks

Asked = tuple[RatingKind, RatingContext]


class FeltBlock(QWidget):
    """One question with a row of numbers for each place; the same number again takes it back.

    Args:
        asked: what is asked.
        heading: the same in words.

    Signals:
        changed: a number was chosen or taken back.
    """

    changed = Signal()

    def __init__(self, asked: Asked, heading: str) -> None:
        super().__init__()
        self._asked = asked
        self._heading = heading
        self.rows: dict[Region, ScoreRow] = {}
        self._holders: dict[Region, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, Space.S, 0, 0)
        self._column.setSpacing(Space.S)
        self._column.addWidget(label(heading, "strong"))

    def ask(self, places: Sequence[Region]) -> None:
        """Ask about these places; what is hidden counts no more, and is there again later."""
        for place in places:
            if place not in self.rows:
                self._add(place)
        for place, holder in self._holders.items():
            holder.setVisible(place in places)
        self._asked_places = tuple(places)

    @property
    def felt(self) -> tuple[Felt, ...]:
        """What was answered."""
        kind, context = self._asked
        return tuple(
            Felt(kind, context, foot, area, value)
            for foot, area in self._asked_places
            if (value := self.rows[foot, area].value) is not None
        )

    def clear(self) -> None:
        """Take all numbers back."""
        for row in self.rows.values():
            row.show_value(None)

    def _add(self, place: Region) -> None:
        foot, area = place
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.XS)
        role = "right" if foot is Foot.RIGHT else "lead"
        inside.addWidget(label(place_name(foot, area), role))
        row = self.rows[place] = ScoreRow(
            f"{self._heading}. {asked_text(self._asked[0], foot, area)}", foot
        )
        row.may_clear = True
        row.scored.connect(lambda _score: self.changed.emit())
        row.cleared.connect(self.changed)
        inside.addWidget(row)
        self._holders[place] = holder
        self._column.addWidget(holder)


class FeltPicks(QWidget):
    """Several questions about whole feet, and about places that are added.

    Args:
        icons: pictures, and through them the looks.
        asked: each question with its heading.
        takes_places: whether places can be added.

    Signals:
        changed: a number was chosen or taken back.
        asked: there are rows of numbers that were not there before.
    """

    changed = Signal()
    asked = Signal()

    def __init__(
        self, icons: Icons, asked: Sequence[tuple[Asked, str]], *, takes_places: bool = True
    ) -> None:
        super().__init__()
        self.blocks = {question: FeltBlock(question, heading) for question, heading in asked}
        self._feet: tuple[Foot, ...] = tuple(Foot)
        self._places: list[Region] = []
        self.add = button(self.tr("Add a place"), "quiet-chip")
        icons.dress(self.add, "plus", "lead")
        self.where = WherePicks(icons)
        self.take = button(self.tr("Ask about it"))
        self._form = QWidget()
        inside = QVBoxLayout(self._form)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addWidget(self.where)
        ways = QWidget()
        FlowLayout(ways, Space.S).addWidget(self.take)
        inside.addWidget(ways)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        for block in self.blocks.values():
            column.addWidget(block)
            block.changed.connect(self.changed)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._form)
        self._form.hide()
        self.add.setVisible(takes_places)
        self.add.clicked.connect(self._on_opened)
        self.take.clicked.connect(self._on_taken)
        self._ask()

    def show_feet(self, feet: Sequence[Foot]) -> None:
        """Ask about these feet."""
        self._feet = tuple(feet)
        self._ask()

    @property
    def felt(self) -> tuple[Felt, ...]:
        """What was answered."""
        return tuple(one for block in self.blocks.values() for one in block.felt)

    def clear(self) -> None:
        """As it was at first."""
        self._places = []
        self._form.hide()
        for block in self.blocks.values():
            block.clear()
        self._ask()

    def _on_opened(self) -> None:
        self._form.show()
        self.where.feet.take_focus()

    def _on_taken(self) -> None:
        foot = self.where.foot or Foot.LEFT
        place = foot, self.where.area
        if place not in self._places and self.where.area is not Area.WHOLE_FOOT:
            self._places.append(place)
        self._form.hide()
        self._ask()
        first = next(iter(self.blocks.values()))
        if place in first.rows:
            first.rows[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        whole = [(foot, Area.WHOLE_FOOT) for foot in self._feet]
        places = [*whole, *(place for place in self._places if place[0] in self._feet)]
        for block in self.blocks.values():
            block.ask(places)
        self.asked.emit()
        self.add.setAccessibleName(
            self.tr("Add a place, asked about now: {places}").format(
                places="; ".join(place_text(*place) for place in places)
            )
        )
