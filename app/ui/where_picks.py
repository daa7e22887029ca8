"""A foot and a place on it, chosen from a few words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import REGIONS
from app.ui.choice_box import ChoiceBox
from app.ui.controls import Chips
from app.ui.icons import Icons
from app.ui.theme import Space
from app.ui.words import area_label, foot_label


class WherePicks(QWidget):
    """Chips for the feet, a box for the place; without a foot there is no place.

    Args:
        icons: pictures, and through them the looks.
        may_be_nowhere: whether it may be about no foot.

    Signals:
        changed: another foot or place is chosen.
    """

    changed = Signal()

    def __init__(self, icons: Icons, *, may_be_nowhere: bool = False) -> None:
        super().__init__()
        feet: list[tuple[Foot | None, str]] = [(foot, foot_label(foot)) for foot in Foot]
        if may_be_nowhere:
            feet.insert(0, (None, self.tr("No foot")))
        self.feet: Chips[Foot | None] = Chips(self.tr("Which foot"), feet)
        self.place = ChoiceBox(self.tr("Which place"), icons)
        self.place.setMinimumWidth(1)  # a page that is narrow must not be widened by it
        for area in (Area.WHOLE_FOOT, *(one for one in REGIONS if one is not Area.WHOLE_FOOT)):
            self.place.add_choice(area_label(area), area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.feet)
        column.addWidget(self.place)
        self.feet.chosen.connect(self._on_changed)
        self.place.picked.connect(self.changed)
        self._show_place()

    @property
    def foot(self) -> Foot | None:
        """The foot that is chosen."""
        return self.feet.value

    @property
    def area(self) -> Area:
        """The place on it; all of it at first."""
        return Area(str(self.place.value))

    def choose(self, foot: Foot | None, area: Area | None) -> None:
        """Show a foot and a place, without telling it."""
        self.feet.choose(foot)
        self.place.choose(area or Area.WHOLE_FOOT)
        self._show_place()

    def _on_changed(self) -> None:
        self._show_place()
        self.changed.emit()

    def _show_place(self) -> None:
        self.place.setVisible(self.foot is not None)
