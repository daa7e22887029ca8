"""One script in full, with the card to start it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.library import Entry
from app.core.preferences import Preferences
from app.core.script import GivenBy, Script
from app.ui.controls import button, label
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.script_faults import FaultsCard
from app.ui.script_notes import BeforeCard, ScriptNotes
from app.ui.script_steps import StepsCard
from app.ui.script_text import origin_line
from app.ui.start_card import StartCard
from app.ui.theme import Space
from app.ui.words import condition_label, given_by_label, level_label, listed

_SIDE = 308
"""How wide the start card is beside the steps, in pixels at 100 % text."""
_TWO_COLUMNS = 540
_AREA_BESIDE = 400
"""From what width on things stand side by side."""


class Shape(Enum):
    """How much room there is."""

    WIDE = auto()
    STACKED = auto()
    ALONE = auto()


class ScriptHeader(QWidget):
    """Title, level, where it is from, summary, for whom."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "title")
        self._level = label("", "pill", wraps=False)
        self._broken = label(self.tr("Needs a fix"), "pill-attention", wraps=False)
        self._origin = label("", "pill-lead", wraps=False)
        self._summary = label("", "soft")
        self._for_whom = label("", "fine")
        pills = FlowLayout(None, Space.S)
        for pill in (self._broken, self._level, self._origin):
            pills.addWidget(pill)
        self._head = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._head.setSpacing(Space.S)
        self._head.addWidget(self._title, 1)
        self._head.addLayout(pills)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(self._head)
        column.addWidget(self._summary)
        column.addWidget(self._for_whom)

    def lie_down(self, *, flat: bool) -> None:
        """Put the pills beside the title rather than under it."""
        across = QBoxLayout.Direction.LeftToRight if flat else QBoxLayout.Direction.TopToBottom
        self._head.setDirection(across)

    def show_entry(self, entry: Entry) -> None:
        """Show the head of a script."""
        script = entry.script
        self._title.setText(entry.name)
        self._broken.setVisible(script is None)
        self._level.setVisible(script is not None)
        origin = origin_line(entry)
        self._origin.setText(origin)
        self._origin.setVisible(bool(origin))
        self._summary.setText(script.summary if script is not None else "")
        self._summary.setVisible(bool(script is not None and script.summary))
        self._for_whom.setVisible(script is not None)
        if script is not None:
            self._level.setText(level_label(script.level))
            self._for_whom.setText(self._whom(script))

    def _whom(self, script: Script) -> str:
        partner = script.given_by is GivenBy.PARTNER
        by = given_by_label(script.given_by) if partner else ""
        named = [condition_label(condition) for condition in script.conditions]
        made_for = self.tr("With these in mind: {conditions}").format(conditions=", ".join(named))
        return listed([made_for if named else "", by])


class ScriptDetail(QWidget):
    """The right-hand side of the picker.

    Attributes:
        start_requested: with the `Choice` for the shown script.
        preferences_changed: with all Preferences.
        help_wanted: the id of a topic of the help.
        left: back to the list, where the list has no room beside it.
    """

    start_requested = Signal(object)
    preferences_changed = Signal(object)
    help_wanted = Signal(str)
    left = Signal()

    def __init__(self, icons: Icons, preferences: Preferences, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._icons = icons
        self._shape = Shape.STACKED
        self.entry: Entry | None = None
        self.start_card = StartCard(icons, preferences, now)
        self.faults = FaultsCard(icons)
        self._build()
        self._place(Shape.STACKED)
        self._connect()

    def show_entry(self, entry: Entry) -> None:
        """Show a script, from its top."""
        self.entry = entry
        script = entry.script
        self._header.show_entry(entry)
        for part in (self._before, self._steps, self._notes, self.start_card):
            part.setVisible(script is not None)
        self._show_places()
        self.faults.setVisible(script is None)
        if script is None:
            self.faults.show_entry(entry)
        else:
            self._before.show_script(script)
            self._steps.show_script(script)
            path = "" if not origin_line(entry) else entry.path
            self._notes.show_script(script, entry.faults, path)
            self.start_card.show_script(script)
        self._scroll.verticalScrollBar().setValue(0)

    def take_shape(self, shape: Shape) -> None:
        """Lay itself out for the room there is."""
        if shape is not self._shape:
            self._place(shape)

    def fit(self, units: float) -> None:
        """Put things under one another that have no room side by side.

        Args:
            units: the width of the steps, in pixels at 100 % text.
        """
        self._before.be_narrow(narrow=units < _TWO_COLUMNS)
        self._steps.be_narrow(narrow=units < _AREA_BESIDE)

    def start(self) -> None:
        """Start the shown script, if it can be."""
        if self.entry is not None and self.entry.script is not None:
            self.start_card.start()

    def focus_start(self) -> None:
        """Put the focus where the next thing is done."""
        if self.entry is not None and self.entry.script is not None:
            self.start_card.focus_start()
        else:
            self.faults.focus_open()

    def _build(self) -> None:
        self._header = ScriptHeader()
        self._before = BeforeCard(self._icons)
        self._steps = StepsCard(self._icons.looks)
        self._notes = ScriptNotes(self._icons)
        self._back = button(self.tr("All sessions"), "quiet")
        self._icons.dress(self._back, "chevron-left", "lead")
        page = QWidget()
        self._page = QVBoxLayout(page)
        self._page.setSpacing(Space.L)
        self._page.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.faults, self._before, self._steps, self._notes):
            self._page.addWidget(part)
        self._page.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(page)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side = QFrame()
        self._side_column = QVBoxLayout(self._side)
        self._side_column.setContentsMargins(0, 0, Space.XXL, Space.L)
        self._side_column.addStretch(1)
        self._footer = QFrame()
        self._footer.setProperty("role", "footer")
        self._footer_line = QVBoxLayout(self._footer)
        self._footer_line.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
        self._top = QVBoxLayout()
        self._top.setContentsMargins(Space.XXL + Space.S, Space.XXL, Space.XXL, Space.L)
        beside = QHBoxLayout()
        beside.setSpacing(Space.S)
        beside.addWidget(self._scroll, 1)
        beside.addWidget(self._side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._top)
        whole.addLayout(beside, 1)
        whole.addWidget(self._footer)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._steps.help_wanted.connect(self.help_wanted)
        self.start_card.start_requested.connect(self.start_requested)
        self.start_card.preferences_changed.connect(self.preferences_changed)
        self._icons.looks.keep(self._side, self._widen_side)

    def _widen_side(self) -> None:
        self._side.setFixedWidth(self._icons.looks.current.px(_SIDE) + Space.XXL)

    def _place(self, shape: Shape) -> None:
        self._shape = shape
        wide = shape is Shape.WIDE
        for layout in (self._top, self._side_column, self._page):
            layout.removeWidget(self._header)
            layout.removeWidget(self.start_card)
        if wide:
            self._top.addWidget(self._header)
            self._side_column.insertWidget(0, self.start_card)
            self._footer_line.removeWidget(self.start_card.outcome)
            self.start_card.hand_out(outcome=False)
        else:
            self._page.insertWidget(1, self._header)
            self._page.insertWidget(2, self.start_card)
            self.start_card.hand_out(outcome=True)
            self._footer_line.addWidget(self.start_card.outcome)
        margins = (Space.XXL + Space.S, Space.XXL, Space.XXL, Space.L) if wide else (0, 0, 0, 0)
        self._top.setContentsMargins(*margins)
        self._back.setVisible(shape is Shape.ALONE)
        self._header.lie_down(flat=wide)
        self._show_places()

    def _show_places(self) -> None:
        startable = self.entry is not None and self.entry.script is not None
        wide = self._shape is Shape.WIDE
        left = Space.XXL + Space.S if wide else Space.XL
        right = Space.XXL if wide and not startable else Space.M
        self._page.setContentsMargins(left, 0 if wide else Space.XL, right, Space.XXL)
        self._side.setVisible(startable and wide)
        self._footer.setVisible(startable and self._shape is not Shape.WIDE)
