"""The parts of Today that say when to see somebody, and what stands from the sessions before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.advice import DueAdvice
from app.core.flag import Flag
from app.core.health_questions import Urgency
from app.ui.controls import Card, button, label, lead_with
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.intake_words import places_text, told
from app.ui.standing_words import gone_text, standing_text
from app.ui.theme import Space
from app.ui.times import day_text
from app.ui.words import listed


class AdviceCard(Card):
    """What is to be said now, urgent or not; away where nothing is.

    Signals:
        understood: the person has read it.
        help_pressed: the person wants to read when to see somebody.
    """

    understood = Signal()
    help_pressed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.is_urgent = False
        self._title = label("", "section")
        self._said = label("")
        self._when = label("", "fine")
        self._understood = button(self.tr("Understood"))
        self._help = button(self.tr("When to see someone"), "quiet")
        self._understood.clicked.connect(self.understood)
        self._help.clicked.connect(self.help_pressed)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        picture = icons.picture("heart-pulse", "attention", 24)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        ways = QWidget()
        flow = FlowLayout(ways, Space.M)
        flow.addWidget(self._understood)
        flow.addWidget(self._help)
        self.column.setSpacing(Space.M)
        self.column.addLayout(head)
        self.column.addWidget(self._said)
        self.column.addWidget(self._when)
        self.column.addSpacing(Space.XS)
        self.column.addWidget(ways)
        self.hide()

    @property
    def first(self) -> QWidget:
        """What takes the focus."""
        return self._understood

    def lead(self, *, leads: bool) -> None:
        """Let its button be the one that leads the eye, or one among others."""
        lead_with(self._understood, leads=leads)

    def show_advice(self, advice: Sequence[DueAdvice], today: date) -> None:
        """Show what is to be said, in this order."""
        self.setVisible(bool(advice))
        self.is_urgent = any(one.is_urgent for one in advice)
        if not advice:
            return
        self._show_ground("notice" if self.is_urgent else "card")
        self._title.setText(self._title_of(max(one.urgency.rank for one in advice)))
        texts = [_text_of(one) for one in advice]
        times = [self._when_of(one, today) for one in advice]
        is_one = len(advice) == 1
        pairs = (f"{text}\n{time}" for text, time in zip(texts, times, strict=True))
        self._said.setText(texts[0] if is_one else "\n\n".join(pairs))
        self._when.setText(times[0])
        self._when.setVisible(is_one)
        self._understood.setAccessibleDescription(f"{self._title.text()}. {' '.join(texts)}")

    def _show_ground(self, role: str) -> None:
        """Let the colour of attention be for what is urgent."""
        self.setProperty("role", role)
        self._said.setProperty("role", "strong" if self.is_urgent else "")
        for part in (self, self._title, self._said, self._when):
            part.style().unpolish(part)
            part.style().polish(part)

    def _title_of(self, rank: int) -> str:
        if rank >= Urgency.EMERGENCY.rank:
            return self.tr("Get help now")
        if rank >= Urgency.TODAY.rank:
            return self.tr("This needs a professional today")
        return self.tr("Ask a professional soon")

    def _when_of(self, one: DueAdvice, today: date) -> str:
        """How soon, and when it was told: “Soon · told on Thursday”."""
        soon = {
            Urgency.EMERGENCY: self.tr("Now"),
            Urgency.TODAY: self.tr("Today"),
        }.get(one.urgency, self.tr("Soon"))
        day = day_text(one.flag.told.date(), today)
        return listed((soon, self.tr("told {day}").format(day=day)))


class StandingLines(QWidget):
    """A quiet line for each thing that stands; away where nothing does."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._lines = label("", "fine")
        beside = QHBoxLayout(self)
        beside.setContentsMargins(Space.XL, 0, Space.XL, 0)
        beside.setSpacing(Space.S)
        beside.addWidget(icons.picture("info", "soft_ink", 18), 0, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(self._lines, 1)
        self.hide()

    def show_flags(self, flags: Sequence[Flag], today: date) -> None:
        """Show what stands, and that the next session asks about it."""
        self.setVisible(bool(flags))
        lines = [standing_text(flag, today) for flag in flags]
        asked = sum(bool(flag.asked_by) for flag in flags)
        if asked:
            lines.append(gone_text(asked))
        self._lines.setText("\n".join(lines))


def _text_of(one: DueAdvice) -> str:
    """What is said, with the foot that it is about before it."""
    where = places_text(one.flag.feet, ()) if len(one.flag.feet) == 1 else ""
    return f"{where}. {told(one.say)}" if where else told(one.say)
