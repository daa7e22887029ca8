"""The report's small chart of a foot: a dot for each day, the weekly medians, gaps not bridged."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont

from app.core.pain_scale import STRONG
from app.core.period import Period
from app.core.plan import Foot
from app.core.report import FootTrend
from app.core.soreness import SCORE_MAX
from app.core.trends import Week
from app.ui.report_paper import Box, Paper, Style
from app.ui.times import brief_date

_FINE = Style(7, color="soft_ink")
_SIDE = 14.0
"""What stands left of the axis, in points."""
_FOOT = 11.0
"""What stands under it."""
_MANY_DAYS = 200
_MANY_WEEKS = 30
_THURSDAY = 3
_COLORS = {Foot.LEFT: "lead", Foot.RIGHT: "right"}


def draw_trend(paper: Paper, box: Box, trend: FootTrend, period: Period) -> None:
    """Draw the chart of a foot over a period into a box."""
    plot = Box(box.left + _SIDE, box.top + 3, box.width - _SIDE - 3, box.height - _FOOT - 3)
    _draw_axes(paper, plot, period)
    radius = 0.8 if period.days > _MANY_DAYS else 1.5
    for one in trend.values:
        paper.draw_dot(_place(plot, period, one.day, one.value), radius, "strong_line")
    if trend.compared is not None:
        level = trend.compared.baseline.median
        start, end = (_place(plot, period, day, level) for day in (period.first, period.last))
        paper.draw_line(start, end, "soft_ink", 0.7, Qt.PenStyle.DashLine)
    color = _COLORS[trend.foot]
    for run in week_runs(trend.weeks):
        places = [_place(plot, period, _middle(week, period), week.median or 0) for week in run]
        if len(places) > 1:
            paper.draw_path(places, color, 1.5)
        is_long = len(trend.weeks) > _MANY_WEEKS
        if not is_long or len(places) == 1:
            for place in places:
                paper.draw_dot(place, 1.3 if is_long else 2.1, color)


def week_runs(weeks: tuple[Week, ...]) -> list[list[Week]]:
    """The weeks with a median, in runs that no week without one is in."""
    runs: list[list[Week]] = [[]]
    for week in weeks:
        if week.median is None:
            runs.append([])
        else:
            runs[-1].append(week)
    return [run for run in runs if run]


def _draw_axes(paper: Paper, plot: Box, period: Period) -> None:
    for level in (0, 5, SCORE_MAX):
        at = _height(plot, level)
        paper.rule(Box(plot.left, at, plot.width), "line")
        number = Box(plot.left - _SIDE, at - _FINE.leading / 2, _SIDE - 4)
        paper.write(number, f"{level}", _FINE, Qt.AlignmentFlag.AlignRight)
    strong = _height(plot, STRONG)
    ends = QPointF(plot.left, strong), QPointF(plot.right, strong)
    paper.draw_line(*ends, "attention", 0.5, Qt.PenStyle.DotLine)
    number = Box(plot.left - _SIDE, strong - _FINE.leading / 2, _SIDE - 4)
    style = Style(_FINE.points, QFont.Weight.Normal, "attention")
    paper.write(number, f"{STRONG}", style, Qt.AlignmentFlag.AlignRight)
    under = Box(plot.left, plot.bottom + 1.5, plot.width)
    paper.write(under, brief_date(period.first), _FINE)
    if period.days > 1:
        paper.write(under, brief_date(period.last), _FINE, Qt.AlignmentFlag.AlignRight)


def _middle(week: Week, period: Period) -> date:
    """The middle of a week, or the day of the period that is nearest to it."""
    thursday = week.monday + timedelta(days=_THURSDAY)
    return min(max(thursday, period.first), period.last)


def _place(plot: Box, period: Period, day: date, level: float) -> QPointF:
    passed = (day - period.first).days
    share = passed / (period.days - 1) if period.days > 1 else 0.5
    return QPointF(plot.left + share * plot.width, _height(plot, level))


def _height(plot: Box, level: float) -> float:
    return plot.bottom - level / SCORE_MAX * plot.height
