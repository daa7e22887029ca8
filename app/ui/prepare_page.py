"""Prepare: what to wear, drink and have at hand, and what the answers change about the session."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout

from app.core.health_questions import Limit
from app.core.help_topics import Lead
from app.core.intake import Intake
from app.core.plan import Plan
from app.core.script import Script
from app.ui.controls import Card
from app.ui.help_links import HelpLinks, technique_links
from app.ui.icons import Icons
from app.ui.intake_page import IntakePage
from app.ui.intake_words import (
    body_lines,
    left_out_lines,
    limits_untold,
    reason_text,
    reasons_to_tell,
    talk_lines,
)
from app.ui.overriding import override
from app.ui.script_notes import Section, at_hand_lines
from app.ui.theme import Space
from app.ui.words import about_text, duration_text, feet_label, listed

_TWO_COLUMNS_FROM = 720


class PreparePage(IntakePage):
    """What to do before the first step, from the script and for every massage.

    Args:
        icons: pictures, and through them the looks.
        intake: the answers, and the plan that comes of them.
        plan: what will be done.
    """

    topic_id = Lead.PREPARING.value

    def __init__(self, icons: Icons, intake: Intake, plan: Plan) -> None:
        script = plan.script
        hands_on = self.tr("{time} hands-on").format(time=duration_text(plan.hands_on_s))
        in_all = self.tr("{time} in all").format(time=about_text(plan.total_s))
        said = listed((feet_label(plan.choice.feet), hands_on, in_all))
        super().__init__(icons, self.tr("Prepare: {title}").format(title=script.title), said)
        self.back.setText(self.tr("Back"))
        self.back.setAccessibleName(self.back.text())
        self._build_changes(self._changes(intake) + left_out_lines(plan))
        self._build_grid()
        self._build_links(script)
        self._sections = [self._build_section(*one) for one in self._told(intake, plan)]
        self._columns = 0
        icons.looks.keep(self, self._arrange)

    def _build_changes(self, lines: list[str]) -> None:
        if not lines:
            return
        card = Card()
        changes = Section(self._icons, "info", self.tr("Because of your answers"), "attention")
        card.column.addWidget(changes)
        self.column.addWidget(card)
        changes.show_lines(lines)

    def _build_grid(self) -> None:
        card = Card()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.XXL)
        self._grid.setVerticalSpacing(Space.XL)
        card.column.addLayout(self._grid)
        self.column.addWidget(card)

    def _build_links(self, script: Script) -> None:
        links = HelpLinks(self.tr("Read more:"))
        about = (Lead.PREPARING.value, self.tr("How to prepare"))
        links.show_links([about, *technique_links(script)])
        links.wanted.connect(self.help_wanted)
        self.column.addWidget(links)

    def _told(self, intake: Intake, plan: Plan) -> list[tuple[str, str, list[str]]]:
        """Sections with a picture, a title and lines; those that have something to say."""
        script = plan.script
        reach = script.alternative if Limit.EASY_REACH in intake.verdict.limits else ""
        told = [
            ("feather", self.tr("For this session"), [*script.prepare, reach]),
            ("list-checks", self.tr("Have at hand"), at_hand_lines(script)),
            ("droplets", self.tr("For your body"), body_lines(plan, intake.verdict.limits)),
            ("users", self.tr("Speak up"), talk_lines(script)),
        ]
        return [one for one in told if any(one[2])]

    def _changes(self, intake: Intake) -> list[str]:
        """What the answers change about the session, a line each."""
        verdict = intake.verdict
        reasons = (reason_text(intake.questions, one) for one in reasons_to_tell(verdict))
        return [*reasons, *limits_untold(verdict)]

    def _build_section(self, picture: str, title: str, lines: list[str]) -> Section:
        made = Section(self._icons, picture, title)
        self._grid.addWidget(made)  # first, else it is a window of its own for a moment
        made.show_lines(lines)
        return made

    def _arrange(self) -> None:
        is_wide = self.width() >= self._icons.looks.current.px(_TWO_COLUMNS_FROM)
        columns = 2 if is_wide else 1
        if columns == self._columns:
            return
        self._columns = columns
        for index, section in enumerate(self._sections):
            self._grid.addWidget(section, index // columns, index % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
