"""The last choices before a session: which feet, which first, how long; and Start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.core.errors import CannotPlanError
from app.core.plan import MINUTES_MIN, Choice, Feet, Foot, Plan, as_written_s, plan_session
from app.core.preferences import Preferences
from app.core.script import Script
from app.ui.controls import Card, Chips, button, label, line
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.theme import Space
from app.ui.times import clock_time
from app.ui.words import duration_text, minutes_text

LENGTHS_MIN = (20, 30, 45)
"""What is offered besides the length as written, where it is longer."""

_CLOCK_MS = 15_000


class StartCard(Card):
    """Chooses for one script and says what comes of it.

    Attributes:
        start_requested: with the `Choice`.
        preferences_changed: the first foot or the usual length was changed, with all Preferences.
    """

    start_requested = Signal(object)
    preferences_changed = Signal(object)

    def __init__(self, icons: Icons, preferences: Preferences, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._preferences = preferences
        self._now = now
        self._script: Script | None = None
        self._plan: Plan | None = None
        self._minutes = preferences.minutes
        self._clock = QTimer(self)
        self._clock.setInterval(_CLOCK_MS)
        self.outcome = Outcome(icons)
        self._build_choices()
        self._line = line()
        self.column.addWidget(self._line)
        self.column.addWidget(self.outcome)
        self._connect()

    @property
    def choice(self) -> Choice:
        """What is chosen now."""
        return Choice(self._feet.value, self._first.value, self._length.value)

    def show_script(self, script: Script) -> None:
        """Choose for this script; the choices stay, as far as they fit it."""
        self._script = script
        self._offer_lengths()
        self._refresh()

    def follow(self, preferences: Preferences) -> None:
        """Take the first foot, the usual length and the pauses from the settings."""
        self._preferences = preferences
        self._minutes = preferences.minutes
        self._first.choose(preferences.first)
        if self._script is not None:
            self.show_script(self._script)

    def start(self) -> None:
        """Start as chosen, if that can be planned."""
        if self._plan is not None:
            self.start_requested.emit(self.choice)

    def focus_start(self) -> None:
        """Put the focus on Start."""
        self.outcome.start.setFocus(Qt.FocusReason.TabFocusReason)

    def hand_out(self, *, outcome: bool) -> None:
        """Keep the outcome with Start in the card, or lay it flat for a place of its own.

        Args:
            outcome: whether the caller takes `outcome` elsewhere.
        """
        self._line.setHidden(outcome)
        self.outcome.lie_down(flat=outcome)
        if outcome:
            self.column.removeWidget(self.outcome)
        else:
            self.column.addWidget(self.outcome)

    def _build_choices(self) -> None:
        both = (Feet.BOTH, self.tr("Both"))
        left, right = self.tr("Left"), self.tr("Right")
        feet = [both, (Feet.LEFT, left), (Feet.RIGHT, right)]
        first = [(Foot.LEFT, left), (Foot.RIGHT, right)]
        self._feet: Chips[Feet] = Chips(self.tr("Feet"), feet)
        self._first: Chips[Foot] = Chips(self.tr("First, the less sore one"), first)
        self._length: Chips[int] = Chips(self.tr("Length"), [(MINUTES_MIN, "")])
        self._first.choose(self._preferences.first)
        choices = FlowLayout(None, Space.L, at_top=True)
        self._first_block = _block(self._first)
        for block in (_block(self._feet), self._first_block, _block(self._length)):
            choices.addWidget(block)
        self.column.addLayout(choices)

    def _connect(self) -> None:
        self._feet.chosen.connect(self._on_feet_chosen)
        self._first.chosen.connect(self._on_first_chosen)
        self._length.chosen.connect(self._on_length_chosen)
        self.outcome.start.clicked.connect(self.start)
        self._clock.timeout.connect(self._tell)
        self._clock.start()

    def _on_feet_chosen(self) -> None:
        self._offer_lengths()
        self._refresh()

    def _on_first_chosen(self) -> None:
        self._remember(replace(self._preferences, first=self._first.value))

    def _on_length_chosen(self) -> None:
        self._minutes = self._length.value
        self._refresh()

    def _remember(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._refresh()
        self.preferences_changed.emit(preferences)

    def _offer_lengths(self) -> None:
        """Offer the length as written and the longer ones; choose the usual one if it is there."""
        if self._script is None:
            return
        feet = Choice(self._feet.value)
        written_s = as_written_s(self._script, feet)
        is_enough = written_s >= 60 * MINUTES_MIN
        as_written = self.tr("As written {time}").format(time=duration_text(written_s))
        least = as_written if is_enough else minutes_text(MINUTES_MIN)
        longer = [(m, minutes_text(m)) for m in LENGTHS_MIN if 60 * m > written_s]
        self._length.offer([(MINUTES_MIN, least), *longer])
        self._length.choose(self._minutes)

    def _refresh(self) -> None:
        self._first_block.setVisible(self._feet.value is Feet.BOTH)
        refusal = ""
        self._plan = None
        if self._script is not None:
            try:
                self._plan = plan_session(self._script, self.choice, self._preferences.pauses)
            except CannotPlanError as error:
                refusal = str(error)
        if self._plan is None:
            self.outcome.refuse(refusal)
        self._tell()

    def _tell(self) -> None:
        if self._plan is not None:
            end = self._now() + timedelta(seconds=self._plan.total_s)
            self.outcome.show_plan(self._plan, end)


class Outcome(QWidget):
    """What comes of the choices, and the button that starts it."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._hands_on, self._total, self._end = (label("", "figure", wraps=False) for _ in "123")
        self._short = label("", "strong")
        self._rest = label("", "fine")
        self._passes = label("", "fine")
        self._refusal = label("", "attention")
        self.start = button(self.tr("Start"), "primary")
        icons.dress(self.start, "play", "on_color")
        self._build()
        self.lie_down(flat=False)

    def show_plan(self, plan: Plan, end: datetime) -> None:
        """Say how long it takes and until when; let it be started."""
        hands_on, total = duration_text(plan.hands_on_s), duration_text(plan.total_s)
        self._hands_on.setText(hands_on)
        self._total.setText(total)
        self._end.setText(clock_time(end))
        self._short.setText(self.tr("{time} hands-on").format(time=hands_on))
        rest = self.tr("{total} in all, ends about {end}")
        self._rest.setText(rest.format(total=total, end=clock_time(end)))
        once = duration_text(as_written_s(plan.script, plan.choice))
        text = self.tr("{time} once through, then the milder steps again.")
        self._passes.setText(text.format(time=once))
        self._passes.setVisible(plan.passes > 1)
        self._refusal.hide()
        self._words.show()
        self.start.setEnabled(True)

    def refuse(self, reason: str) -> None:
        """Say why it cannot be started."""
        self._refusal.setText(reason)
        self._refusal.setVisible(bool(reason))
        self._passes.hide()
        self._words.hide()
        self.start.setEnabled(False)

    def lie_down(self, *, flat: bool) -> None:
        """Be one row of few words, with Start at its end, or a column of figures."""
        across = QBoxLayout.Direction.LeftToRight if flat else QBoxLayout.Direction.TopToBottom
        self._ends.setDirection(across)
        self._figures.setHidden(flat)
        self._short.setVisible(flat)
        self._rest.setVisible(flat)

    def _build(self) -> None:
        self._figures = QWidget()
        grid = QGridLayout(self._figures)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(0, 1)
        names = (self.tr("Hands-on"), self.tr("In all"), self.tr("Ends about"))
        figures = (self._hands_on, self._total, self._end)
        for number, (name, figure) in enumerate(zip(names, figures, strict=True)):
            grid.addWidget(label(name, "soft"), number, 0)
            grid.addWidget(figure, number, 1, Qt.AlignmentFlag.AlignRight)
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        for part in (self._figures, self._short, self._rest):
            words.addWidget(part)
        said = QVBoxLayout()
        said.setSpacing(Space.XS)
        for part in (self._words, self._passes, self._refusal):
            said.addWidget(part)
        self._ends = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._ends.setContentsMargins(0, 0, 0, 0)
        self._ends.setSpacing(Space.L)
        self._ends.addLayout(said, 1)
        self._ends.addWidget(self.start, 0, Qt.AlignmentFlag(0))


def _block(chips: QWidget) -> QWidget:
    """Chips under their name."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.S)
    name: QLabel = label(chips.accessibleName(), "soft", wraps=False)
    column.addWidget(name)
    column.addWidget(chips)
    return made
