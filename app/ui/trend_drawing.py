"""Draws a trend into a plot in the colours of a look; colour is never the only sign of a foot."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from app.core.day_window import DayWindow
from app.core.pain_scale import MILD, STRONG
from app.core.paired_pain import FootPairs
from app.core.plan import Foot
from app.core.soreness import SCORE_MAX
from app.core.trend_stops import Stops
from app.core.trend_view import DayTrend, FootTrend, TrendKind, thinned
from app.core.trends import WINDOW_DAYS, DayValue, TrendPoint
from app.ui.plot import Mark, Plot
from app.ui.theme import Look

_Dated = TypeVar("_Dated", DayValue, TrendPoint)

SESSION_Y = -0.75
"""The height at which sessions stand: below 0, where nobody takes them for a rating."""

EVENT_Y = -1.55
_LOWEST_Y = -2.1
_BEYOND_DAYS = 7
_WIDTH = 2.5
_THIN = 1.4
"""How wide a line is, in pixels; thin where it goes up and down within a few of them."""

_STRETCH_PX = 5
"""In a stretch of so many pixels a line cannot be followed day by day."""

_HIGHEST_Y = 10.5
_BESIDE_DAYS = 0.16
"""How far from the middle of the day the two feet stand where both have a line of their own."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a chart shows.

    Attributes:
        kind: what is looked at.
        trend: of a question of the day; None where answers around sessions are looked at.
        pairs: the answers around sessions.
        stops: the days with something on them, the oldest first.
        span: all of it.
    """

    kind: TrendKind
    trend: DayTrend | None
    pairs: tuple[FootPairs, ...]
    stops: Stops
    span: DayWindow


def heights() -> tuple[float, float]:
    """From which height to which a chart goes."""
    return _LOWEST_Y, _HIGHEST_Y


def foot_pen(look: Look, foot: Foot, width: float = _WIDTH) -> QPen:
    """The line of a foot: solid for the left one, dashed for the right one."""
    pen = QPen(foot_color(look, foot), width * look.scale**0.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if foot is Foot.LEFT else Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if foot is Foot.RIGHT:
        pen.setDashPattern([3.2, 1.8])
    return pen


def baseline_pen(look: Look, foot: Foot) -> QPen:
    """The line of a first week: thin, with long dashes."""
    pen = QPen(foot_color(look, foot), 1.2 * look.scale**0.5)
    pen.setDashPattern([9, 6])
    return pen


def foot_color(look: Look, foot: Foot) -> QColor:
    """The colour of a foot."""
    return look.color("lead" if foot is Foot.LEFT else "right")


def foot_mark(look: Look, foot: Foot, *, is_open: bool = False, is_strong: bool = False) -> Mark:
    """The dots of a foot: round for the left one, square for the right one.

    The left ones lie on the right ones; the corners of a square come out from under them.

    Args:
        look: the colours.
        foot: which.
        is_open: a ring, for what was before.
        is_strong: in full colour, where no line is drawn over them.
    """
    symbol, size = ("o", 7.5) if foot is Foot.LEFT else ("s", 8.5)
    color = foot_color(look, foot)
    size_px = size * look.scale**0.5
    if is_open:
        return Mark(symbol, size_px, look.color("card"), QPen(color, 1.4))
    fill = QColor(color)
    fill.setAlphaF(1.0 if is_strong else 0.45)
    return Mark(symbol, size_px, fill, QPen(Qt.PenStyle.NoPen))


def session_mark(look: Look) -> Mark:
    """A session."""
    return Mark("t1", 10 * look.scale**0.5, look.color("soft_ink"), QPen(Qt.PenStyle.NoPen))


def event_mark(look: Look) -> Mark:
    """Something that happened."""
    return Mark("d", 12 * look.scale**0.5, look.color("attention"), QPen(Qt.PenStyle.NoPen))


def draw(plot: Plot, shown: Shown, look: Look, window: DayWindow, width_px: float) -> None:
    """Draw what is in sight; what was there is gone.

    Args:
        plot: where.
        shown: what.
        look: in which colours.
        window: the part of the span that is in sight.
        width_px: how wide the chart is, which tells how much can be told apart in it.
    """
    plot.begin((window.first, window.last), heights())
    _draw_levels(plot, shown.span, look)
    if shown.trend is not None:
        days = _STRETCH_PX * window.days / max(width_px, 1)
        for foot in reversed(shown.trend.feet):
            _draw_days(plot, foot, window, (days, look))
    for pairs in shown.pairs:
        _draw_pairs(plot, pairs, look, offset=len(shown.pairs) > 1)
    _draw_marks(plot, shown.stops, window, look)


def _seen(days: Sequence[_Dated], window: DayWindow) -> Sequence[_Dated]:
    """Those in sight, and those so near to it that a line may come from them.

    Args:
        days: with a day each, the oldest first.
        window: what is in sight.
    """
    first = bisect_left(days, window.first - _BEYOND_DAYS, key=_number)
    after = bisect_right(days, window.last + _BEYOND_DAYS, key=_number)
    return days[first:after]


def _number(one: DayValue | TrendPoint) -> int:
    return one.day.toordinal()


def _draw_levels(plot: Plot, span: DayWindow, look: Look) -> None:
    """The lines across: the bottom and the top, and where moderate and strong pain begins."""
    hair = QPen(look.color("line"), 1)
    threshold = QPen(look.color("strong_line"), 1)
    threshold.setDashPattern([1, 3])
    for y, pen in ((0, hair), (SCORE_MAX, hair), (MILD + 1, threshold), (STRONG, threshold)):
        plot.add_line("levels", (span.low, span.high), (y, y), pen)


def _draw_days(plot: Plot, foot: FootTrend, window: DayWindow, dense: tuple[float, Look]) -> None:
    if not foot.values:
        return
    (days, look), name = dense, foot.foot.value
    if foot.baseline is not None:
        level = foot.baseline.median
        pen = baseline_pen(look, foot.foot)
        plot.add_line(f"{name} baseline", (window.first, window.last), (level, level), pen)
    mark = foot_mark(look, foot.foot, is_strong=not foot.has_line)
    values = _seen(foot.values, window)
    xs = [one.day.toordinal() for one in values]
    plot.add_dots(f"{name} dots", xs, [one.value for one in values], mark)
    pieces = [thinned(piece, days) for piece in _seen_pieces(foot, window)]
    points = list(chain.from_iterable(pieces))
    if points:
        joined = [place < len(piece) - 1 for piece in pieces for place in range(len(piece))]
        where = [one.day.toordinal() for one in points]
        medians = [one.median for one in points]
        plot.add_line(
            f"{name} median",
            where,
            medians,
            foot_pen(look, foot.foot, _WIDTH if days <= WINDOW_DAYS else _THIN),
            joined,
        )


def _seen_pieces(foot: FootTrend, window: DayWindow) -> list[Sequence[TrendPoint]]:
    pieces = [_seen(piece, window) for piece in foot.lines]
    return [piece for piece in pieces if len(piece) > 1]


def _draw_pairs(plot: Plot, foot: FootPairs, look: Look, *, offset: bool) -> None:
    if not foot.pairs:
        return
    name = foot.foot.value
    beside = _BESIDE_DAYS * (-1 if foot.foot is Foot.LEFT else 1) if offset else 0
    xs = [pair.day.toordinal() + beside for pair in foot.pairs]
    before = [pair.change.before for pair in foot.pairs]
    after = [pair.change.after for pair in foot.pairs]
    twice = [x for x in xs for _ in range(2)]
    both = [y for pair in zip(before, after, strict=True) for y in pair]
    joined = [place % 2 == 0 for place in range(len(twice))]
    pen = QPen(foot_color(look, foot.foot), 1.4)
    plot.add_line(f"{name} pairs", twice, both, pen, joined)
    plot.add_dots(f"{name} before", xs, before, foot_mark(look, foot.foot, is_open=True))
    plot.add_dots(f"{name} later", xs, after, foot_mark(look, foot.foot, is_strong=True))


def _draw_marks(plot: Plot, stops: Stops, window: DayWindow, look: Look) -> None:
    kinds = (
        ("sessions", stops.sessions, SESSION_Y, session_mark(look)),
        ("events", stops.events, EVENT_Y, event_mark(look)),
    )
    for name, days, y, mark in kinds:
        first, last = window.first - _BEYOND_DAYS, window.last + _BEYOND_DAYS
        seen = [number for day in days if first <= (number := day.toordinal()) <= last]
        if seen:
            plot.add_dots(name, seen, [y] * len(seen), mark)
