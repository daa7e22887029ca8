"""The one-page report as it is laid out: what does not fit is shortened and counted, never cut."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from app.core.report import Report
from app.ui import report_words as words
from app.ui.report_columns import Listed, write_lists
from app.ui.report_paper import GAP, Box, Ink, Paper
from app.ui.report_scripts import scripts_height, write_scripts
from app.ui.report_trends import trends_height, write_trends
from app.ui.times import brief_date

_MARGIN = 42.0
"""Around the page, in points; no printer wants as much."""
_LEAST_BELOW = 112.0
"""What the two columns at the end of the page want at least, in points."""
_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Room:
    """How much is shown of the parts that may be long.

    Attributes:
        chart: how high a chart is, in points.
        weeks: how many weeks the table has at most.
        scripts: how many scripts.
    """

    chart: float
    weeks: int
    scripts: int


_ROOMS = (
    Room(124, 8, 14),
    Room(116, 8, 14),
    Room(108, 7, 12),
    Room(100, 6, 12),
    Room(96, 5, 12),
    Room(92, 4, 12),
    Room(88, 4, 10),
    Room(84, 4, 8),
    Room(80, 3, 6),
)
"""Best first."""


def lay_out(report: Report, paper: Paper, width: float, height: float) -> None:
    """Write the whole report on a sheet of a width and height in points."""
    sheet = Box(_MARGIN, _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN)
    end = sheet.bottom - _write_foot(report, paper, sheet)
    top = _write_head(report, paper, sheet)
    top += _write_figures(report, paper, sheet.below(top)) + GAP
    room = _room(report, end - top)
    top += write_trends(report, paper, sheet.below(top), room.chart, room.weeks)
    top += write_scripts(report, paper, sheet.below(top), room.scripts)
    left, right = Box(sheet.left, top, sheet.width, end - top).columns(2, 22)
    write_lists(paper, left, _what_happened(report))
    write_lists(paper, right, _what_was_said(report))


def _room(report: Report, free: float) -> Room:
    for room in _ROOMS:
        needs = trends_height(report, room.chart, room.weeks)
        if free - needs - scripts_height(report, room.scripts) >= _LEAST_BELOW:
            return room
    return _ROOMS[-1]


def _write_head(report: Report, paper: Paper, sheet: Box) -> float:
    made = words.made_text(report)
    width = paper.width_of(made, Ink.FINE) + 1
    title = Box(sheet.left, sheet.top, sheet.width - width - 12)
    top = sheet.top + paper.write(title, words.title(), Ink.TITLE)
    paper.write(Box(sheet.right - width, sheet.top + 7, width), made, Ink.FINE, _RIGHT)
    if report.name:
        top += paper.write(sheet.below(top), report.name, Ink.PERIOD)
    top += paper.write(sheet.below(top), words.period_text(report), Ink.PERIOD)
    if report.condition:
        said = words.condition_text(report)
        top += 1 + paper.write_lines(sheet.below(top + 1), said, Ink.BODY, 2)
    paper.rule(sheet.below(top + 4), "strong_line")
    return top + 10


def _write_figures(report: Report, paper: Paper, box: Box) -> float:
    found = words.figures(report)
    most = 0.0
    for part, (number, meaning) in zip(box.columns(len(found), 14), found, strict=True):
        high = paper.write(part, number, Ink.FIGURE)
        high += paper.write_lines(part.below(part.top + high), meaning, Ink.FINE, 4)
        most = max(most, high)
    return most


def _what_happened(report: Report) -> list[Listed]:
    back = tuple(
        words.back_text(share, hours)
        for share, hours in ((report.back_24h, 24), (report.back_48h, 48))
    )
    found = [Listed(words.back_title(), back)]
    if report.stopped:
        count = sum(number for _, number in report.stopped)
        others = report.adherence.others
        why = (words.stopped_text(report.stopped), *([words.others_text(others)] if others else []))
        found.append(Listed(words.stopped_title(count), why))
    events = tuple(map(words.event_text, report.events)) or (words.none_kept(),)
    return [*found, Listed(words.events_title(), events)]


def _what_was_said(report: Report) -> list[Listed]:
    limits = (words.checks_text(report.checks), *map(words.limit_text, report.limits))
    found = [Listed(words.checks_title(), limits)]
    if report.notes:
        notes = tuple(f"{brief_date(note.day)}: {note.text}" for note in report.notes)
        found.append(Listed(words.notes_title(), notes))
    return found


def _write_foot(report: Report, paper: Paper, sheet: Box) -> float:
    """Write it at the end of the sheet; give back how high it is, with the room over it."""
    missing = words.missing_text(report)
    lines = len(paper.lines_of(missing, Ink.BODY, sheet.width, 2))
    height = lines * Ink.BODY.leading + Ink.BODY.leading + Ink.FINE.leading + 8
    top = sheet.bottom - height
    paper.rule(sheet.below(top), "strong_line")
    top += 5
    top += paper.write_lines(sheet.below(top), missing, Ink.BODY, 2)
    top += paper.write(sheet.below(top), words.self_reported(), Ink.BODY.strong)
    paper.write(sheet.below(top), words.standing(), Ink.FINE)
    return height + 6
