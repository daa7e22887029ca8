"""The strokes of the foot map as shapes: where the hands go at one moment of a movement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from app.ui.foot_drawing import FootDrawing
from app.ui.foot_work import LET_GO, FootWork, Stroke

_HEAD = 3.0
"""Length of an arrow's head, in widths of its line."""
_FAINT = 0.38
_FIBER = 0.28
_STEP = 2.0
_SAMPLES = 24
_TRIED = 36
_FARTHEST = 200


@dataclass(frozen=True, slots=True)
class Mark:
    """One shape of a stroke: a line unless it is filled.

    `strength` is from 0 to 1; `width` is in widths of the stroke's lines. What `is_fixed` is the
    same at every moment of the movement.
    """

    path: QPainterPath
    strength: float = 1.0
    is_filled: bool = False
    width: float = 1.0
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """The area a stroke is drawn on, in the units of its drawing.

    Args:
        way: places on the way through the area, evenly spaced in the direction of the stroke,
            each with one unit across it, to the right of who walks there.
        length: of that way.
        half: from that way to the nearer edge, at its middle.
        line: how thick the stroke's lines are.
        toes_back: the way of the toes when they are drawn up.
    """

    way: tuple[tuple[float, float, float, float], ...]
    length: float
    half: float
    line: float
    toes_back: QPainterPath

    def at(self, share: float, beside: float = 0.0) -> QPointF:
        """A place on the way, `share` of it from its start; `beside` it in halves of the area."""
        # Sampled once: Qt measures the whole curve anew for each place it is asked for.
        where = min(1.0, max(0.0, share)) * (len(self.way) - 1)
        index = min(int(where), len(self.way) - 2)
        part, away = where - index, beside * self.half
        x1, y1, across_x, across_y = self.way[index]
        x2, y2, _, _ = self.way[index + 1]
        return QPointF(
            x1 + (x2 - x1) * part + across_x * away, y1 + (y2 - y1) * part + across_y * away
        )


def ground_of(drawing: FootDrawing, work: FootWork, line: float) -> Ground | None:
    """What a step's stroke is drawn on; None where the drawing does not show its area."""
    area = drawing.areas.get(work.area)
    if area is None:
        return None
    along = drawing.along[work.area]
    if work.is_backwards:
        along = along.toReversed()
    way = tuple(_sample(along, i / _SAMPLES) for i in range(_SAMPLES + 1))
    x, y, across_x, across_y = way[_SAMPLES // 2]
    shape = area.intersected(drawing.outline)
    half = min(
        _way_out(shape, QPointF(x, y), (across_x, across_y)),
        _way_out(shape, QPointF(x, y), (-across_x, -across_y)),
    )
    return Ground(way, along.length(), half, line, drawing.toes_back)


def _sample(along: QPainterPath, share: float) -> tuple[float, float, float, float]:
    point, angle = along.pointAtPercent(share), along.angleAtPercent(share) * pi / 180
    return point.x(), point.y(), sin(angle), cos(angle)


def _way_out(shape: QPainterPath, start: QPointF, towards: tuple[float, float]) -> float:
    """How far it is to the edge of a shape."""
    away = _STEP
    while away < _FARTHEST and shape.contains(
        QPointF(start.x() + towards[0] * away, start.y() + towards[1] * away)
    ):
        away += _STEP
    return away


def marks_of(stroke: Stroke, ground: Ground, phase: float | None) -> list[Mark]:
    """What is drawn at a moment of a movement.

    Args:
        stroke: the movement.
        ground: where.
        phase: how much of it is over, 0 to 1; None draws it whole and standing still.
    """
    draw = _DRAWN.get(stroke)
    return [] if draw is None else draw(ground, phase)


def reach_of(stroke: Stroke, ground: Ground) -> QRectF:
    """All that the moving marks of a stroke ever cover."""
    reach = QRectF()
    for phase in (None, *(i / _TRIED for i in range(_TRIED))):
        for mark in marks_of(stroke, ground, phase):
            if not mark.is_fixed:
                reach = reach.united(mark.path.boundingRect())
    edge = ground.line * 2
    return reach.adjusted(-edge, -edge, edge, edge)


# --- the movements ---


def _feel(ground: Ground, phase: float | None) -> list[Mark]:
    """Fingertips that press softly here and there."""
    places = [(0.12, 0.1), (0.3, -0.4), (0.5, 0.35), (0.7, -0.3), (0.9, 0.15)]
    return _dots(ground, places, phase, ground.line * 1.5)


def _tap(ground: Ground, phase: float | None) -> list[Mark]:
    places = [(0.1, -0.35), (0.62, 0.3), (0.34, 0.35), (0.88, -0.25), (0.5, -0.1)]
    return _dots(ground, places, phase, ground.line * 1.2)


def _dots(
    ground: Ground, places: list[tuple[float, float]], phase: float | None, radius: float
) -> list[Mark]:
    marks = []
    for number, (share, beside) in enumerate(places):
        middle = ground.at(share, beside)
        is_down = phase is None or int(phase * len(places)) == number
        marks.append(Mark(_circle(middle, radius * 1.5), 1.0 if is_down else _FAINT))
        if is_down:
            marks.append(Mark(_circle(middle, radius * 0.8), is_filled=True))
    return marks


def _along(ground: Ground, phase: float | None) -> list[Mark]:
    """One long way, then from its start again."""
    if phase is None:
        return [Mark(_arrow(ground, 0.06, 0.94))]
    head = 0.2 + 0.74 * _eased(min(1.0, phase / 0.85))
    return [
        Mark(_arrow(ground, 0.06, 0.94, heads=False), _FAINT, is_fixed=True),
        Mark(_arrow(ground, max(0.06, head - 0.3), head)),
    ]


def _lanes(ground: Ground, phase: float | None) -> list[Mark]:
    """An inner, a middle and an outer lane, one after the other."""
    marks = []
    for number, beside in enumerate((-0.55, 0.0, 0.55)):
        inside = None if phase is None else phase * 3 - number
        if inside is None or not 0 <= inside < 1:
            strength = 1.0 if inside is None else _FAINT
            marks.append(Mark(_arrow(ground, 0.08, 0.92, beside), strength))
            continue
        head = 0.24 + 0.68 * inside
        marks.append(Mark(_arrow(ground, 0.08, 0.92, beside, heads=False), _FAINT))
        marks.append(Mark(_arrow(ground, 0.08, head, beside)))
    return marks


def _to_and_fro(ground: Ground, phase: float | None) -> list[Mark]:
    way = _arrow(ground, 0.06, 0.94, both=True)
    if phase is None:
        return [Mark(way)]
    share = 0.5 - 0.28 * cos(phase * 2 * pi)
    return [
        Mark(way, 0.6, is_fixed=True),
        Mark(_circle(ground.at(share), ground.line * 2), is_filled=True),
    ]


def _across(ground: Ground, phase: float | None) -> list[Mark]:
    """Straight across the fibers, which run the other way."""
    shift = 0.0 if phase is None else 0.14 * sin(phase * 2 * pi)
    marks = [
        Mark(_arrow(ground, 0.04, 0.96, beside, heads=False), 0.4, width=_FIBER, is_fixed=True)
        for beside in (-0.7, -0.35, 0.0, 0.35, 0.7)
    ]
    for share in (0.34, 0.68):
        start, end = ground.at(share, shift - 0.7), ground.at(share, shift + 0.7)
        marks.append(Mark(_straight(start, end, ground.line, both=True)))
    return marks


def _circles(ground: Ground, phase: float | None) -> list[Mark]:
    """Two thumbs that circle against each other."""
    radius = min(ground.half * 0.37, max(ground.line * 2.4, ground.length * 0.3))
    if ground.half < ground.line * 5:
        return [Mark(_turning(ground.at(0.5), max(radius, ground.line * 2.2), phase or 0.0))]
    return [
        Mark(_turning(ground.at(0.56, -0.48), radius, phase or 0.0)),
        Mark(_turning(ground.at(0.44, 0.48), radius, phase or 0.0, is_back=True)),
    ]


def _squeeze(ground: Ground, phase: float | None) -> list[Mark]:
    """From both sides, and let go."""
    pressed = 0.5 if phase is None else (1 - cos(phase * 2 * pi)) / 2
    shares = (0.5,) if ground.length < ground.half * 2 else (0.26, 0.52, 0.78)
    outer, inner = 0.92 - 0.12 * pressed, 0.5 - 0.3 * pressed
    return [
        Mark(
            _straight(ground.at(share, side * outer), ground.at(share, side * inner), ground.line),
            0.6 + 0.4 * pressed,
        )
        for share in shares
        for side in (-1, 1)
    ]


def _hold(ground: Ground, phase: float | None) -> list[Mark]:
    """Press and stay: a point with a ring that breathes."""
    breath = 0.5 if phase is None else (1 - cos(phase * 2 * pi)) / 2
    middle = ground.at(0.5)
    widest = min(max(ground.half * 0.9, ground.line * 3), ground.line * 8)
    return [
        Mark(_circle(middle, ground.line * 1.5), is_filled=True, is_fixed=True),
        Mark(_circle(middle, widest * (0.62 + 0.3 * breath)), 1.0 - 0.5 * breath),
    ]


def _spread(ground: Ground, phase: float | None) -> list[Mark]:
    """Slowly apart along the way, and stay."""
    apart = _apart(phase)
    return [
        Mark(_arrow(ground, 0.5 + 0.06, 0.72 + 0.22 * apart)),
        Mark(_arrow(ground, 0.5 - 0.06, 0.28 - 0.22 * apart)),
    ]


def _fan(ground: Ground, phase: float | None) -> list[Mark]:
    """Apart to both sides, like a fan."""
    apart = _apart(phase)
    return [
        Mark(
            _straight(
                ground.at(share, side * 0.14),
                ground.at(share, side * (0.5 + 0.35 * apart)),
                ground.line,
            )
        )
        for share in (0.3, 0.7)
        for side in (-1, 1)
    ]


def _apart(phase: float | None) -> float:
    """Slowly out, held, and let go at the end."""
    if phase is None:
        return 1.0
    if phase > LET_GO:
        return 1 - (phase - LET_GO) / (1 - LET_GO)
    return _eased(min(1.0, phase * 3))


def _turn(ground: Ground, phase: float | None) -> list[Mark]:
    """A whole joint led round in a circle."""
    radius = max(ground.half * 0.72, ground.line * 4)
    return [Mark(_turning(ground.at(0.5), radius, phase or 0.0))]


def _toes_back(ground: Ground, phase: float | None) -> list[Mark]:
    """The toes drawn towards the shin, held, and let go."""
    apart = _apart(phase)
    way = ground.toes_back
    if way.isEmpty():
        return _spread(ground, phase)
    return [
        Mark(_walk(way, 0.0, 1.0), _FAINT, is_fixed=True),
        Mark(_walk(way, 0.0, 0.3 + 0.7 * apart, ground.line)),
    ]


def _toes_both_ways(ground: Ground, phase: float | None) -> list[Mark]:
    way = ground.toes_back
    if way.isEmpty():
        return _to_and_fro(ground, phase)
    whole = _walk(way, 0.0, 1.0, ground.line)
    whole.addPath(_walk(way, 1.0, 0.0, ground.line))
    if phase is None:
        return [Mark(whole)]
    share = 0.5 - 0.28 * cos(phase * 2 * pi)
    ball = _circle(way.pointAtPercent(share), ground.line * 2)
    return [Mark(whole, 0.6, is_fixed=True), Mark(ball, is_filled=True)]


_Draw = Callable[[Ground, "float | None"], list[Mark]]
_DRAWN: Mapping[Stroke, _Draw] = {
    Stroke.FEEL: _feel,
    Stroke.ALONG: _along,
    Stroke.LANES: _lanes,
    Stroke.TO_AND_FRO: _to_and_fro,
    Stroke.ACROSS: _across,
    Stroke.CIRCLES: _circles,
    Stroke.SQUEEZE: _squeeze,
    Stroke.TAP: _tap,
    Stroke.HOLD: _hold,
    Stroke.SPREAD: _spread,
    Stroke.FAN: _fan,
    Stroke.TURN: _turn,
    Stroke.TOES_BACK: _toes_back,
    Stroke.TOES_BOTH_WAYS: _toes_both_ways,
}


# --- shapes ---


def _eased(share: float) -> float:
    """Slow at both ends."""
    return (1 - cos(share * pi)) / 2


def _circle(middle: QPointF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(middle, radius, radius)
    return path


def _arrow(
    ground: Ground,
    start: float,
    end: float,
    beside: float = 0.0,
    *,
    heads: bool = True,
    both: bool = False,
) -> QPainterPath:
    """A line on the way, or beside it, with a head at its end, at both ends, or at none."""
    points = [ground.at(start + (end - start) * i / 10, beside) for i in range(11)]
    return _line_of(points, ground.line if heads else 0.0, both=both)


def _walk(way: QPainterPath, start: float, end: float, line: float = 0.0) -> QPainterPath:
    """A part of a way, with a head of an arrow `line` thick at its end."""
    shares = (min(1.0, max(0.0, start + (end - start) * i / 12)) for i in range(13))
    return _line_of([way.pointAtPercent(share) for share in shares], line)


def _straight(start: QPointF, end: QPointF, line: float, *, both: bool = False) -> QPainterPath:
    return _line_of([start, end], line, both=both)


def _line_of(points: list[QPointF], line: float, *, both: bool = False) -> QPainterPath:
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    if line:
        _add_head(path, points[-2], points[-1], line)
        if both:
            _add_head(path, points[1], points[0], line)
    return path


def _add_head(path: QPainterPath, before: QPointF, tip: QPointF, line: float) -> None:
    dx, dy = tip.x() - before.x(), tip.y() - before.y()
    length = hypot(dx, dy) or 1.0
    back, side = line * _HEAD * 0.72 / length, line * _HEAD * 0.62 / length
    base = QPointF(tip.x() - dx * back, tip.y() - dy * back)
    path.moveTo(QPointF(base.x() - dy * side, base.y() + dx * side))
    path.lineTo(tip)
    path.lineTo(QPointF(base.x() + dy * side, base.y() - dx * side))


def _turning(
    middle: QPointF, radius: float, phase: float, *, is_back: bool = False
) -> QPainterPath:
    """Most of a circle with a head, turned by `phase` of a whole turn."""
    sense = -1 if is_back else 1
    turned = [(phase + 0.78 * i / 24) * 2 * pi * sense for i in range(25)]
    points = [
        QPointF(middle.x() + radius * cos(angle), middle.y() + radius * sin(angle))
        for angle in turned
    ]
    path = _line_of(points, 0.0)
    ahead = turned[-1] - sense * 0.5
    before = QPointF(middle.x() + radius * cos(ahead), middle.y() + radius * sin(ahead))
    _add_head(path, before, points[-1], min(radius / 2.6, 9.0))
    return path
