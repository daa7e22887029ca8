"""What was done in a session, in a few lines, and every step below them for who wants to see it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from app.core.plan import FLOOR_S
from app.core.session_summary import StepFate, step_fates
from app.core.soreness import SessionRecord
from app.ui.controls import QUIET_MARGIN, Card, button, label, row
from app.ui.end_words import hands_on_line, summary_lines
from app.ui.fate_words import FATE_ICONS, fate_line, fate_time
from app.ui.icons import Icons
from app.ui.share_bar import ShareBar
from app.ui.theme import Space
from app.ui.words import feet_label, listed

_ICON = 18


class EndSteps(QWidget):
    """Every step in order with its foot, what became of it and its time."""

    def __init__(self, fates: Sequence[StepFate], icons: Icons) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Steps as done"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.M)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for place, one in enumerate(fates):
            name, role = FATE_ICONS[one.fate]
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(label(one.step.title))
            words.addWidget(label(fate_line(one), "fine"))
            grid.addWidget(icons.picture(name, role, _ICON), place, 0, top)
            grid.addLayout(words, place, 1)
            time = label(fate_time(one), "soft", wraps=False)
            grid.addWidget(time, place, 2, top | Qt.AlignmentFlag.AlignRight)


class SummaryCard(Card):
    """The session in a few lines; a button unfolds its steps.

    Args:
        record: the session.
        icons: pictures, and through them the looks.
    """

    def __init__(self, record: SessionRecord, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._fates = step_fates(record)
        self.steps: EndSteps | None = None
        self.column.setSpacing(Space.S)
        facts = listed((record.script_title, feet_label(record.feet)))
        self.column.addWidget(label(facts, "soft"))
        self.column.addWidget(label(hands_on_line(record), "section"))
        self._bar = ShareBar(icons.looks.current, "lead")
        self._bar.setAccessibleName(self.tr("Hands-on time against fifteen minutes"))
        self._bar.show_share(record.actual_hands_on_s / FLOOR_S)
        self.column.addWidget(self._bar)
        self.column.addSpacing(Space.XS)
        self._build_lines()
        self.fold = self._build_fold()
        icons.looks.keep(self, self._dress)

    def _build_lines(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        for place, line in enumerate(summary_lines(self._fates)):
            role = "lead" if line.icon == "check" else "soft_ink"
            picture = self._icons.picture(line.icon, role, _ICON)
            grid.addWidget(picture, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(line.text), place, 1)
        self.column.addLayout(grid)

    def _build_fold(self) -> QPushButton:
        made = button("", "quiet")
        self._icons.dress(made, "list", "lead")
        made.clicked.connect(self._on_folded)
        line = row(made)
        line.insertSpacing(0, -QUIET_MARGIN)
        self.column.addLayout(line)
        made.setVisible(bool(self._fates))
        self._name(made, is_open=False)
        return made

    def _name(self, fold: QPushButton, *, is_open: bool) -> None:
        shown = self.tr("Hide the steps") if is_open else self.tr("Show all steps")
        fold.setText(shown)
        fold.setAccessibleName(shown)

    def _on_folded(self) -> None:
        """Show the steps or put them away; they are made when they are first wanted."""
        if self.steps is None:
            self.steps = EndSteps(self._fates, self._icons)
            self.steps.hide()
            self.column.addWidget(self.steps)
        is_open = self.steps.isHidden()
        self.steps.setVisible(is_open)
        self._name(self.fold, is_open=is_open)

    def _dress(self) -> None:
        self._bar.dress(self._icons.looks.current)
