"""Where something is: feet by buttons, places of the feet on the foot map."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.answer import Answer, Region
from app.core.health_questions import Question, Where
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import REGIONS
from app.ui.controls import label
from app.ui.flow_layout import FlowLayout
from app.ui.foot_map import FootMap
from app.ui.icons import Icons
from app.ui.intake_words import foot_name, places_text, side_name, told
from app.ui.overriding import override
from app.ui.theme import Space
from app.ui.words import area_label

ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)

_TALLEST = 300
_STEP = 8
_NAMES_SHARE = 0.9
_ON_MAP = tuple(area for area in REGIONS if area is not Area.WHOLE_FOOT)


class AnswerButton(QPushButton):
    """A button whose arrows belong to its row: passing it is not an answer.

    It has room beside its words by itself: within padding, the ring of the focus would be too.
    """

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(2 * Space.M, 0)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


def answer_button(text: str, name: str) -> QPushButton:
    """A button that stays pressed while it is the answer."""
    made = AnswerButton(text)
    made.setProperty("role", "answer")
    made.setCheckable(True)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAccessibleName(name)
    return made


class FootPicks(QWidget):
    """One foot whose places are chosen on the map, or the whole of it by a button.

    Without a drawing every place is a button.

    Args:
        foot: which.
        asks: the question, for a screen reader.
        icons: the drawings of the feet, and the looks.

    Signals:
        changed: another place is chosen, or one not any more.
    """

    changed = Signal()

    def __init__(self, foot: Foot, asks: str, icons: Icons) -> None:
        super().__init__()
        self.foot = foot
        self._icons = icons
        self.map = FootMap(icons.feet, icons.looks.current, background="card")
        self.map.ask([(foot, area) for area in _ON_MAP])
        self.map.setMinimumWidth(1)
        self.places: dict[Area, QAbstractButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        if self.map.is_empty:
            column.addWidget(label(foot_name(foot), "right" if foot is Foot.RIGHT else "lead"))
        column.addWidget(self.map)
        named = QWidget()
        flow = FlowLayout(named, Space.S)
        for area in REGIONS:
            text = area_label(area)
            on_map = None if self.map.is_empty else self.map.region(foot, area)
            made: QAbstractButton = on_map or answer_button(text, f"{asks}: {text}")
            if on_map is None:
                flow.addWidget(made)
            else:
                on_map.be_chosen_or_not()
            made.toggled.connect(self._on_toggled)
            self.places[area] = made
        column.addWidget(named)
        self.map.setHidden(self.map.is_empty)

    @property
    def chosen(self) -> frozenset[Region]:
        """The places that are chosen."""
        return frozenset(
            (self.foot, area) for area, made in self.places.items() if made.isChecked()
        )

    @property
    def least_width(self) -> int:
        """How wide the map is where its places are just far enough from each other, in pixels."""
        return self.map.minimumSizeHint().width()

    def fit(self, width: int) -> None:
        """Take as much height as goes with a width in pixels."""
        look = self._icons.looks.current
        growth = min(1.0, _NAMES_SHARE * width / (look.scale * max(1, self.least_width)))
        self.map.dress(look, growth)
        least = self.map.minimumSizeHint().height()
        height = max(least, _TALLEST)
        while height > least and self.map.width_for(height) > width:
            height -= _STEP
        self.map.setFixedHeight(max(least, height))

    def _on_toggled(self) -> None:
        self.changed.emit()


class PlacePicks(QWidget):
    """Feet, or places of the feet, any of which may be named; those that are stand in a line.

    Keys: Space names one or not; Left and Right move between the feet; Enter is left to the row.

    Args:
        question: it says which, and how they are asked for.
        icons: the drawings of the feet, and the looks.

    Signals:
        changed: another one was named, or one not any more.
    """

    changed = Signal()

    def __init__(self, question: Question, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._question = question
        self._feet: dict[Foot, QPushButton] = {}
        self.maps: dict[Foot, FootPicks] = {}
        self._named = label("", "fine")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(Space.XL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        asks = told(question.ask_where)
        column.addWidget(label(asks, "strong"))
        if question.where is Where.FOOT:
            column.addWidget(self._build_feet(asks))
        else:
            column.addWidget(self._named)
            column.addLayout(self._row)
            self._build_maps(asks)
            icons.looks.keep(self, self._fit)
        self._tell()

    @property
    def feet(self) -> frozenset[Foot]:
        """The feet that are named."""
        return frozenset(foot for foot, made in self._feet.items() if made.isChecked())

    @property
    def regions(self) -> frozenset[Region]:
        """The places that are named."""
        return frozenset[Region]().union(*(one.chosen for one in self.maps.values()))

    def show_answer(self, answer: Answer) -> None:
        """Show which are named, without telling it."""
        self.blockSignals(True)
        for foot, made in self._feet.items():
            made.setChecked(foot in answer.feet)
        for foot, places in self.maps.items():
            for area, place in places.places.items():
                place.setChecked((foot, area) in answer.regions)
        self.blockSignals(False)

    def place(self, where: Foot | Region) -> QAbstractButton:
        """The button of a foot or of a place."""
        if isinstance(where, Foot):
            return self._feet[where]
        foot, area = where
        return self.maps[foot].places[area]

    def _build_feet(self, asks: str) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, Space.S)
        for foot in Foot:
            name = side_name(foot, self._question.ask_where)
            made = self._feet[foot] = answer_button(name, f"{asks}: {name}")
            made.toggled.connect(self._on_changed)
            flow.addWidget(made)
        flow.addWidget(label(self.tr("Space chooses, Enter leads on."), "fine", wraps=False))
        self.setFocusProxy(self._feet[Foot.LEFT])
        return holder

    def _build_maps(self, asks: str) -> None:
        for foot in Foot:
            made = self.maps[foot] = FootPicks(foot, f"{asks}: {foot_name(foot)}", self._icons)
            made.changed.connect(self._on_changed)
            self._row.addWidget(made, 1)
        self.setFocusProxy(next(iter(self.maps[Foot.LEFT].places.values())))

    def _on_changed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        named = places_text((), self.regions)
        self._named.setText(
            named or self.tr("Choose every place on the foot map: Space chooses, Enter leads on.")
        )

    def _fit(self) -> None:
        """Put the feet side by side where there is room, else below each other."""
        if not self.maps:
            return
        scale = self._icons.looks.current.scale
        each = (self.width() - Space.XL) // len(self.maps)
        is_wide = all(each >= scale * one.least_width for one in self.maps.values())
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        for one in self.maps.values():
            one.fit(each if is_wide else self.width())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        ends = {Qt.Key.Key_Left: Foot.LEFT, Qt.Key.Key_Right: Foot.RIGHT}
        foot = ends.get(Qt.Key(event.key()))
        if foot in self._feet:
            self._feet[foot].setFocus()
        else:
            super().keyPressEvent(event)
