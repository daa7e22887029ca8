"""The figures by script in words: changes with their n, and never what they come from."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.core.changes import LEAST_SESSIONS, Figures, ScriptFigures, Spread
from app.core.script import Technique
from app.ui.figure_words import number_text, signed_text
from app.ui.words import technique_label

_HELD = "\u00a0"
"""A space at which no line ends."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A line of a table: what it is about, and its figures."""

    name: str
    figures: Figures


def script_row(told: ScriptFigures) -> FigureRow:
    """The line of a script."""
    return FigureRow(told.title, told.figures)


def technique_row(technique: Technique, figures: Figures) -> FigureRow:
    """The line of the sessions that included a technique: “… kneading”."""
    form = QCoreApplication.translate("by_script", "… {technique}")
    return FigureRow(form.format(technique=technique_label(technique).lower()), figures)


def spread_text(spread: Spread | None, count: int) -> str:
    """Changes in short: “−1 (from −3 to +1), n = 6”, or that there are too few."""
    translate = QCoreApplication.translate
    if spread is None:
        form = translate("by_script", "not enough yet ({count} of {least})")
        return form.format(count=count, least=LEAST_SESSIONS)
    form = translate("by_script", "{median} (from {lowest} to {highest}), n = {count}")
    # What belongs together is not torn apart where a line ends.
    form = form.replace(" ", _HELD).replace(f"{_HELD}(", " (").replace(f",{_HELD}", ", ")
    return form.format(
        median=signed_text(spread.median),
        lowest=signed_text(spread.lowest),
        highest=signed_text(spread.highest),
        count=spread.count,
    )


def spread_spoken(spread: Spread | None, count: int) -> str:
    """The same in full: “median change minus 1, from minus 3 to plus 1, of 6 sessions”."""
    translate = QCoreApplication.translate
    if spread is None:
        form = translate("by_script", "not enough yet, {count} of {least} sessions")
        return form.format(count=count, least=LEAST_SESSIONS)
    form = translate(
        "by_script", "median change {median}, from {lowest} to {highest}, of {count} sessions"
    )
    return form.format(
        median=_spoken(spread.median),
        lowest=_spoken(spread.lowest),
        highest=_spoken(spread.highest),
        count=spread.count,
    )


def _spoken(change: float) -> str:
    translate = QCoreApplication.translate
    text = number_text(abs(change))
    if change == 0:
        return text
    form = translate("by_script", "minus {n}") if change < 0 else translate("by_script", "plus {n}")
    return form.format(n=text)
