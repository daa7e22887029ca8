"""The parts of Today that say when to see somebody, and what stands from the sessions before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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

    What is urgent is understood one by one, so that no key puts away what was not read.

    Signals:
        understood: the person has read some of it: a tuple of `DueAdvice`.
        help_pressed: the person wants to read when to see somebody.
    """

    understood = Signal(object)
    help_pressed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.is_urgent = False
        self._parts: list[_AdvicePart] = []
        self._title = label("", "section")
        self._help = button(self.tr("When to see someone"), "quiet")
        self._help.clicked.connect(self.help_pressed)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        picture = icons.picture("heart-pulse", "attention", 24)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.L)
        self.column.setSpacing(Space.M)
        self.column.addLayout(head)
        self.column.addLayout(self._column)
        self.hide()

    @property
    def first(self) -> QWidget:
        """What takes the focus."""
        return self._parts[0].understood

    @property
    def text(self) -> QWidget:
        """What is said first; it takes the focus where it does not fit with its button."""
        return self._parts[0].said

    @property
    def first_height(self) -> int:
        """From the top of the card to the end of its first button, in pixels."""
        button_at = self.first.mapTo(self, self.first.rect().bottomLeft())
        return button_at.y()

    def lead(self, *, leads: bool) -> None:
        """Let its first button be the one that leads the eye, or one among others."""
        for part in self._parts[:1]:
            lead_with(part.understood, leads=leads)

    def show_advice(self, advice: Sequence[DueAdvice], today: date) -> None:
        """Show what is to be said, in this order."""
        self.setVisible(bool(advice))
        self.is_urgent = any(one.is_urgent for one in advice)
        if not advice:
            return
        self._show_ground("notice" if self.is_urgent else "card")
        self._title.setText(self._title_of(max(one.urgency.rank for one in advice)))
        together = [(one,) for one in advice] if self.is_urgent else [tuple(advice)]
        self._make_parts(len(together))
        for part, some in zip(self._parts, together, strict=True):
            part.show_advice(some, today, self._title_of(max(one.urgency.rank for one in some)))

    def _make_parts(self, count: int) -> None:
        """Keep those that are there, so that the focus stays where it is."""
        while len(self._parts) > count:
            gone = self._parts.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._parts) < count:
            made = _AdvicePart(self)
            made.understood_one.connect(self.understood)
            self._column.addWidget(made)
            self._parts.append(made)
            if len(self._parts) == 1:
                made.ways.addWidget(self._help)
            made.show()

    def _show_ground(self, role: str) -> None:
        """Let the colour of attention be for what is urgent."""
        self.setProperty("role", role)
        for part in (self, self._title):
            part.style().unpolish(part)
            part.style().polish(part)

    def _title_of(self, rank: int) -> str:
        if rank >= Urgency.EMERGENCY.rank:
            return self.tr("Get help now")
        if rank >= Urgency.TODAY.rank:
            return self.tr("This needs a professional today")
        return self.tr("Ask a professional soon")


class _AdvicePart(QWidget):
    """What is understood by one button: a reason that is urgent, or all that are not."""

    understood_one = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._advice: tuple[DueAdvice, ...] = ()
        self.said = label("")
        self.said.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._when = label("", "fine")
        self.understood = button(self.tr("Understood"))
        self.understood.clicked.connect(lambda: self.understood_one.emit(self._advice))
        ways = QWidget()
        self.ways = FlowLayout(ways, Space.M)
        self.ways.addWidget(self.understood)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.said)
        column.addWidget(self._when)
        column.addSpacing(Space.XS)
        column.addWidget(ways)

    def show_advice(self, advice: tuple[DueAdvice, ...], today: date, title: str) -> None:
        """Show what is to be said, and when it was told."""
        self._advice = advice
        is_one = len(advice) == 1
        texts = [_text_of(one) for one in advice]
        times = [self._when_of(one, today) for one in advice]
        pairs = (f"{text}\n{time}" for text, time in zip(texts, times, strict=True))
        self.said.setText(texts[0] if is_one else "\n\n".join(pairs))
        self._when.setText(times[0])
        self._when.setVisible(is_one)
        self.understood.setAccessibleDescription(f"{title}. {' '.join(texts)}")
        self.said.setProperty("role", "strong" if advice[0].is_urgent else "")
        for part in (self.said, self._when):
            part.style().unpolish(part)
            part.style().polish(part)

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
