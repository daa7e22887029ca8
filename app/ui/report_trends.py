"""The report's part on the question of the day: a chart of each foot, and its last weeks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from app.core.plan import Foot
from app.core.report import FootTrend, Report
from app.ui import report_words as words
from app.ui.report_chart import draw_trend
from app.ui.report_paper import GAP, ROW, Box, Ink, Paper, Style
from app.ui.times import brief_date
from app.ui.words import foot_label

_RIGHT = Qt.AlignmentFlag.AlignRight
_BETWEEN = 22.0
_FIRST = 92.0
"""How wide the column of the weeks is, in points."""


def trends_height(report: Report, chart: float, weeks: int) -> float:
    """How high the part is with charts of a height and a number of weeks at most, in points."""
    found = Ink.HEAD.leading + Ink.FINE.leading + GAP
    if report.trends:
        found += 2 * Ink.SOFT.leading + chart + 6
        found += (2 + min(weeks, _week_count(report))) * ROW
    return found


def write_trends(report: Report, paper: Paper, box: Box, chart: float, weeks: int) -> float:
    """Write the part from the top of a box; give back how high it is."""
    top = box.top + paper.write(box, words.trend_title(report.hurts_most), Ink.HEAD)
    said = words.trend_legend() if report.trends else words.no_trend()
    top += paper.write(box.below(top), said, Ink.FINE)
    if not report.trends:
        return top - box.top + GAP
    columns = box.below(top + 2).columns(2, _BETWEEN)
    for part, trend in zip(columns, report.trends, strict=False):
        _write_trend(report, paper, part, trend, chart)
    top += 2 * Ink.SOFT.leading + chart + 6
    top += _write_weeks(report, paper, box.below(top), weeks)
    return top - box.top + GAP


def _write_trend(report: Report, paper: Paper, part: Box, trend: FootTrend, height: float) -> None:
    color = "lead" if trend.foot is Foot.LEFT else "right"
    paper.write(part, foot_label(trend.foot), Style(Ink.SOFT.points, QFont.Weight.DemiBold, color))
    top = part.top + paper.write(part, words.answered_text(trend), Ink.SOFT, _RIGHT) + 1
    draw_trend(paper, Box(part.left, top, part.width, height), trend, report.period)
    paper.write(part.below(top + height + 1), words.compared_text(trend.compared), Ink.SOFT)


def _write_weeks(report: Report, paper: Paper, box: Box, most: int) -> float:
    """The last weeks, the newest first."""
    told = [{week.monday: week for week in trend.weeks} for trend in report.trends]
    mondays = sorted({monday for weeks in told for monday in weeks}, reverse=True)
    name = Box(box.left, 0, _FIRST - 6)
    half = Box(box.left + _FIRST, 0, box.width - _FIRST).columns(2, 12)[: len(told)]
    columns = [name, *(column for part in half for column in part.columns(3, 6))]
    top = box.top
    paper.write(name.below(top), words.weeks_said(len(mondays), most), Ink.SOFT.strong)
    for part, trend in zip(half, report.trends, strict=True):
        paper.write(part.below(top), foot_label(trend.foot), Ink.SOFT.strong)
    top += ROW
    _write_row(paper, columns, top, (words.week_head(), *words.week_heads() * len(told)), Ink.FINE)
    top += ROW
    paper.rule(box.below(top - 1))
    for monday in mondays[:most]:
        cells = [cell for weeks in told for cell in words.week_cells(weeks.get(monday))]
        _write_row(paper, columns, top, (brief_date(monday), *cells), Ink.BODY)
        top += ROW
    return top - box.top


def _write_row(
    paper: Paper, columns: list[Box], top: float, cells: tuple[str, ...], style: Style
) -> None:
    for part, cell in zip(columns, cells, strict=True):
        paper.write(part.below(top), cell, style)


def _week_count(report: Report) -> int:
    return len({week.monday for trend in report.trends for week in trend.weeks})
