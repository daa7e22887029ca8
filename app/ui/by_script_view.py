"""The log by script: how pain changed around sessions, by name and never ranked."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.answer import Region
from app.core.changes import by_script, by_technique
from app.core.log_filter import LogFilter
from app.core.session_pain import most_rated
from app.ui.announcer import Announce, announce
from app.ui.by_script_grid import FigureGrid
from app.ui.by_script_table import FigureTable
from app.ui.by_script_words import script_row, technique_row
from app.ui.controls import Chips, button, label, row
from app.ui.empty_state import EmptyState
from app.ui.figures import Figures
from app.ui.first_focus import give_first_focus
from app.ui.icons import Icons
from app.ui.place_words import place_label
from app.ui.theme import Space


class FigureLog(Protocol):
    """The log as its figures are read."""

    @property
    def figures(self) -> Figures:
        """Reads figures."""


class ByScriptView(QWidget):
    """Two tables of one place on one foot: by script, and by what sessions included.

    It is as high as its tables are: what is around it scrolls.

    Signals:
        session_requested: never sent; a figure is of many sessions.
        told: what was done, in one sentence.
    """

    session_requested = Signal(str)
    told = Signal(str)

    def __init__(self, icons: Icons, log: FigureLog, say: Announce = announce) -> None:
        super().__init__()
        self._icons = icons
        self._log = log
        self._say = say
        self._wanted = LogFilter()
        self._place: Region | None = None
        self._is_taken = True
        self._scripts = FigureTable(self.tr("Script"))
        self._techniques = FigureTable(self.tr("Sessions that included …"))
        self._build()
        give_first_focus(self, self.scripts)

    def _build(self) -> None:
        looks = self._icons.looks
        self.scripts = FigureGrid(self.tr("Changes of pain by script"), self._scripts, looks)
        self.techniques = FigureGrid(
            self.tr("Changes of pain by what sessions included"), self._techniques, looks
        )
        self.copy = button(self.tr("Copy as text"))
        self._icons.dress(self.copy, "copy")
        self.copy.clicked.connect(self._copy)
        for grid in (self.scripts, self.techniques):
            grid.copy_wanted.connect(self._copy)
        self._which = label(role="section")
        self._how = label(self._how_to_read(), "soft")
        self._note = label(role="fine")
        self.places: Chips[Region | None] = Chips(self.tr("Place"), [(None, "")])
        self.places.chosen.connect(self._on_place_chosen)
        self.empty = EmptyState(self._icons, "list")
        self._tables = QWidget()
        column = QVBoxLayout(self._tables)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        for part in (self._which, self.places, self._how, self._note, self.scripts):
            column.addWidget(part)
        column.addSpacing(Space.S)
        column.addWidget(label(self._why_not(), "soft"))
        column.addWidget(self.techniques)
        column.addLayout(row(self.copy))
        column.addStretch(1)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self.empty)
        outside.addWidget(self._tables, 1)

    def _how_to_read(self) -> str:
        return self.tr(
            "By how many points pain differed from before the session: −2 is two points lower, "
            "+1 is one point higher. The middle one comes first, then the lowest and the highest. "
            "n is how many sessions have both answers; with fewer than five there is no figure "
            "yet. Sessions that you wrote down afterwards count too."
        )

    def _why_not(self) -> str:
        return self.tr(
            "These numbers cannot show what works. You choose a session by how your feet feel, "
            "a session holds several techniques, and pain goes up and down by itself."
        )

    # --- what is shown ---

    def show_log(self, wanted: LogFilter) -> None:
        """Read the figures anew and show them; span, foot, region and script are looked at.

        Raises:
            KnownError: the log cannot be read.
        """
        self._wanted = wanted
        places = most_rated(self._log.figures.places(wanted), wanted.foot, wanted.region)
        if self._is_taken or self._place not in places:
            self._place = next(iter(places), None)
            self._is_taken = len(places) > 1
        if places:
            self.places.offer([(place, place_label(*place)) for place in places])
            self.places.choose(self._place)
        self.places.setVisible(len(places) > 1)
        self._show_figures()

    def _on_place_chosen(self) -> None:
        self._place = self.places.value
        self._is_taken = False
        self._show_figures()
        self._say(self, self._which.text())

    def _show_figures(self) -> None:
        place = self._place
        past = [] if place is None else self._log.figures.pains(self._wanted, place)
        self._scripts.show_rows([script_row(one) for one in by_script(past)])
        found = by_technique(past)
        rows = [technique_row(technique, told) for technique, told in found.items()]
        self._techniques.show_rows(sorted(rows, key=lambda one: one.name.casefold()))
        if place is not None:
            form = self.tr("Change of pain: {place}")
            self._which.setText(form.format(place=place_label(*place)))
        self._note.setText(self._noted())
        self._note.setVisible(bool(self._note.text()))
        self._say_why_empty()
        self.empty.setVisible(place is None)
        self._tables.setVisible(place is not None)

    def _noted(self) -> str:
        """Which place was taken where none was chosen, and what does not count here."""
        wanted, parts = self._wanted, []
        if self._is_taken:
            parts.append(self.tr("This is the place with the most answers."))
        if wanted.kind is not None or wanted.words:
            parts.append(self.tr("Kind and search do not count here."))
        return " ".join(parts)

    def _say_why_empty(self) -> None:
        if self._wanted == LogFilter():
            self.empty.say(
                self.tr("Changes of pain will stand here"),
                self.tr("They come from your answers before and after sessions."),
            )
        else:
            self.empty.say(
                self.tr("Nothing was answered here"),
                self.tr("No pain before or after a session was rated in what you chose."),
            )

    def _copy(self) -> None:
        """Put both tables into the clipboard, with what they are of."""
        texts = (
            self._which.text(),
            self._scripts.copied(),
            self._techniques.copied(),
            self.tr("Self-reported, no comparison group. Cannot show what caused a change."),
        )
        QGuiApplication.clipboard().setText("\n\n".join(texts))
        said = self.tr("Copied both tables as text.")
        self._say(self, said)
        self.told.emit(said)
