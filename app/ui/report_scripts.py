"""The report's table of scripts: how pain differed before and after their sessions."""

from __future__ import annotations

from app.core.report import Report
from app.core.script_changes import ScriptChanges
from app.ui import report_words as words
from app.ui.place_words import place_label
from app.ui.report_paper import GAP, ROW, Box, Ink, Paper, Style

_CELL = Style(8)
_BETWEEN = 7.0
"""Between two columns, in points."""
_LEAST_CELL = 76.0
_LEAST_TITLE = 90.0
"""How wide the titles are at least; figures that are wider than all else are never seen."""


def scripts_height(report: Report, most: int) -> float:
    """How high the part is with a number of rows at most, in points."""
    rows = 2 + min(most, len(report.scripts)) if report.scripts else 0
    return Ink.HEAD.leading + Ink.FINE.leading + rows * ROW + GAP + 2


def write_scripts(report: Report, paper: Paper, box: Box, most: int) -> float:
    """Write the part from the top of a box; give back how high it is."""
    top = box.top + paper.write(box, words.scripts_title(), Ink.HEAD)
    said = words.changes_legend() if report.scripts else words.no_scripts()
    top += paper.write(box.below(top), said, Ink.FINE) + 2
    if not report.scripts:
        return top - box.top + GAP
    # One row fewer where a line has to tell how many more there are.
    fits = len(report.scripts) <= most
    shown = report.scripts if fits else report.scripts[: most - 1]
    rows = [_cells(one) for one in shown]
    heads = list(words.change_heads()) * len(report.places)
    title, cells = _columns(paper, box, [heads, *rows])
    for place, part in zip(report.places, cells[::2], strict=True):
        over = Box(part.left, top, 2 * part.width + _BETWEEN)
        paper.write(over, place_label(*place), Ink.SOFT.strong)
    top += ROW
    paper.write(title.below(top), words.script_head(), Ink.FINE)
    _write_row(paper, cells, top, heads, Ink.FINE)
    top += ROW
    paper.rule(box.below(top - 1))
    for one, row in zip(shown, rows, strict=True):
        _write_title(paper, title.below(top), one)
        _write_row(paper, cells, top, row, _CELL)
        top += ROW
    if not fits:
        more = words.more_text(len(report.scripts) - len(shown))
        paper.write(box.below(top), more, Ink.SOFT)
        top += ROW
    return top - box.top + GAP


def _columns(paper: Paper, box: Box, rows: list[list[str]]) -> tuple[Box, list[Box]]:
    """The column of the titles, and those of the figures: as wide as the widest, at the right."""
    count = len(rows[0])
    if not count:
        return box, []
    widest = max(_LEAST_CELL, *(paper.width_of(cell, _CELL) + 1 for row in rows for cell in row))
    width = min(widest, (box.width - _LEAST_TITLE) / count - _BETWEEN)
    title = box.width - count * (width + _BETWEEN)
    cells = Box(box.left + title + _BETWEEN, 0, box.width - title - _BETWEEN)
    return Box(box.left, 0, title), list(cells.columns(count, _BETWEEN))


def _write_title(paper: Paper, part: Box, one: ScriptChanges) -> None:
    """The title, shortened if need be, and behind it the number of sessions, which never is."""
    count = words.sessions_text(one)
    wide = paper.width_of(count, Ink.SOFT)
    room = part.width - wide - 4
    paper.write(Box(part.left, part.top, room), one.title, Ink.BODY)
    after = min(paper.width_of(one.title, Ink.BODY), room) + 4
    paper.write(Box(part.left + after, part.top, wide + 1), count, Ink.SOFT)


def _cells(one: ScriptChanges) -> list[str]:
    return [
        words.spread_text(spread, count)
        for told in one.places
        for spread, count in (
            (told.before_after, told.before_after_count),
            (told.day_after, told.day_after_count),
        )
    ]


def _write_row(
    paper: Paper, columns: list[Box], top: float, cells: list[str], style: Style
) -> None:
    for part, cell in zip(columns, cells, strict=True):
        paper.write(part.below(top), cell, style)
