"""Which sign of the chart stands for what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.core.plan import Foot
from app.core.trend_view import FootTrend, TrendKind
from app.ui.figure_words import number_text
from app.ui.flow_layout import FlowLayout
from app.ui.overriding import override
from app.ui.plot import Mark
from app.ui.theme import Look, Looks, Space, Type
from app.ui.trend_drawing import (
    Shown,
    baseline_pen,
    event_mark,
    foot_mark,
    foot_pen,
    session_mark,
)
from app.ui.words import foot_label

translate = QCoreApplication.translate
Paint = Callable[[QPainter, QRectF, Look], None]

_WIDE = 30
"""How wide a sign is, in pixels at 100 % text."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and its word; `paint` draws it into a rectangle."""

    text: str
    paint: Paint


def signs_of(shown: Shown) -> tuple[Sign, ...]:
    """The signs that stand in a chart."""
    if shown.trend is not None:
        feet = tuple(foot.foot for foot in shown.trend.feet if foot.values)
        has_line = any(foot.has_line for foot in shown.trend.feet)
        said = [_foot_sign(foot, has_line=has_line) for foot in feet]
        said += _base_signs(shown.trend.feet)
    else:
        feet = tuple(pairs.foot for pairs in shown.pairs if pairs.pairs)
        said = [sign for foot in feet for sign in _pair_signs(foot, shown.kind)]
    if shown.stops.sessions:
        said.append(Sign(translate("trend", "Session"), _one(session_mark)))
    if shown.stops.events:
        said.append(Sign(translate("trend", "Something happened"), _one(event_mark)))
    return tuple(said)


def paint_signs(painter: QPainter, signs: Sequence[Sign], room: QRectF, look: Look) -> float:
    """Draw signs and their words in rows, as a picture needs them; where the last row ends."""
    painter.setFont(look.font(Type.FINE))
    metrics = painter.fontMetrics()
    x, y, wide, high = room.left(), room.top(), look.px(_WIDE), metrics.height()
    for sign in signs:
        words = metrics.horizontalAdvance(sign.text)
        if x > room.left() and x + wide + Space.S + words > room.right():
            x, y = room.left(), y + high + Space.XS
        sign.paint(painter, QRectF(x, y, wide, high), look)
        x += wide + Space.S
        painter.setPen(look.color("soft_ink"))
        painter.drawText(QPointF(x, y + metrics.ascent()), sign.text)
        x += words + Space.XL
    return y + high


class TrendLegend(QWidget):
    """The signs in a row that wraps."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._looks = looks
        self._row = FlowLayout(self, Space.L)
        self._entries: list[_Entry] = []

    def show_signs(self, signs: Sequence[Sign]) -> None:
        """Show these and no others."""
        while len(self._entries) < len(signs):
            made = _Entry(self._looks)
            self._entries.append(made)
            self._row.addWidget(made)
        for place, entry in enumerate(self._entries):
            entry.setVisible(place < len(signs))
            if place < len(signs):
                entry.show_sign(signs[place])
        self._row.invalidate()


class _Entry(QWidget):
    """One sign and its word."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._looks = looks
        self._sign: Sign | None = None
        looks.keep(self, self.updateGeometry)

    def show_sign(self, sign: Sign) -> None:
        self._sign = sign
        self.setAccessibleName(sign.text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        look = self._looks.current
        font = look.font(Type.FINE)
        self.setFont(font)
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self._sign.text) if self._sign else 0
        return QSize(look.px(_WIDE) + Space.S + words + 2, metrics.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sign is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_signs(painter, [self._sign], QRectF(self.rect()), self._looks.current)


def _foot_sign(foot: Foot, *, has_line: bool) -> Sign:
    form = (
        translate("trend", "{foot}, median of 7 days") if has_line else translate("trend", "{foot}")
    )

    def paint(painter: QPainter, room: QRectF, look: Look) -> None:
        if has_line:
            _stroke(painter, foot_pen(look, foot), room)
        _dot(painter, foot_mark(look, foot, is_strong=True), room.center())

    return Sign(form.format(foot=foot_label(foot)), paint)


def _pair_signs(foot: Foot, kind: TrendKind) -> list[Sign]:
    later = (
        translate("trend", "{foot}: 24 hours after")
        if kind is TrendKind.DAY_AFTER
        else translate("trend", "{foot}: after")
    )

    def before(painter: QPainter, room: QRectF, look: Look) -> None:
        _dot(painter, foot_mark(look, foot, is_open=True), room.center())

    def after(painter: QPainter, room: QRectF, look: Look) -> None:
        _dot(painter, foot_mark(look, foot, is_strong=True), room.center())

    name = foot_label(foot)
    return [
        Sign(translate("trend", "{foot}: before").format(foot=name), before),
        Sign(later.format(foot=name), after),
    ]


def _base_signs(feet: Sequence[FootTrend]) -> list[Sign]:
    """What the first weeks were; at their lines the words would lie on the answers."""
    found = []
    for one in feet:
        if one.values and one.baseline is not None:
            text = translate("trend", "{foot}, first week: {median}").format(
                foot=foot_label(one.foot), median=number_text(one.baseline.median)
            )
            found.append(Sign(text, _base(one.foot)))
    return found


def _base(foot: Foot) -> Paint:
    return lambda painter, room, look: _stroke(painter, baseline_pen(look, foot), room)


def _one(mark: Callable[[Look], Mark]) -> Paint:
    return lambda painter, room, look: _dot(painter, mark(look), room.center())


def _stroke(painter: QPainter, pen: QPen, room: QRectF) -> None:
    painter.setPen(pen)
    middle = room.center().y()
    painter.drawLine(QPointF(room.left(), middle), QPointF(room.right(), middle))


def _dot(painter: QPainter, mark: Mark, at: QPointF) -> None:
    """A dot as the chart has it."""
    painter.setPen(mark.edge if mark.edge is not None else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(mark.fill if mark.fill is not None else Qt.BrushStyle.NoBrush)
    half = mark.size_px / 2
    x, y = at.x(), at.y()
    if mark.symbol == "o":
        painter.drawEllipse(at, half, half)
    elif mark.symbol == "s":
        painter.drawRect(QRectF(x - half, y - half, 2 * half, 2 * half))
    else:
        corners = {
            "t1": [(-half, half), (0, -half), (half, half)],
            "d": [(0, -half), (-0.8 * half, 0), (0, half), (0.8 * half, 0)],
        }[mark.symbol]
        painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in corners]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
