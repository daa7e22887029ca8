"""pyqtgraph behind a few plain calls: axes, dots, lines and where they stand.

Nothing else of Footwell knows it. It has no types, so that what is used of it is written down here
as protocols. It is imported with the first `Plot`, since it takes as long as the window.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsGridLayout,
    QGraphicsLayoutItem,
    QGraphicsView,
    QGraphicsWidget,
)

_QT_LIB = "PYQTGRAPH_QT_LIB"
Tick = tuple[float, str]


class _Item(Protocol):
    def setZValue(self, z: float) -> None: ...  # noqa: N802 - Qt's name


class _Box(Protocol):
    def setMouseEnabled(self, *, x: bool, y: bool) -> None: ...  # noqa: N802 - theirs, all below

    def addItem(self, item: object, *, ignoreBounds: bool) -> None: ...  # noqa: N802, N803

    def removeItem(self, item: object) -> None: ...  # noqa: N802

    def setRange(  # noqa: N802
        self,
        *,
        xRange: tuple[float, float],  # noqa: N803
        yRange: tuple[float, float],  # noqa: N803
        padding: float,
    ) -> None: ...

    def mapViewToScene(self, place: QPointF) -> QPointF: ...  # noqa: N802

    def mapSceneToView(self, place: QPointF) -> QPointF: ...  # noqa: N802

    def sceneBoundingRect(self) -> QRectF: ...  # noqa: N802

    def viewRange(self) -> list[list[float]]: ...  # noqa: N802


class _Axis(Protocol):
    def linkToView(self, view: _Box) -> None: ...  # noqa: N802

    def setTicks(self, ticks: list[list[Tick]]) -> None: ...  # noqa: N802

    def setPen(self, pen: QPen) -> None: ...  # noqa: N802

    def setTextPen(self, pen: QPen) -> None: ...  # noqa: N802

    def setStyle(self, **style: object) -> None: ...  # noqa: N802

    def setWidth(self, w: int) -> None: ...  # noqa: N802

    def setHeight(self, h: int) -> None: ...  # noqa: N802


class _View(Protocol):
    def setCentralItem(self, item: QGraphicsWidget) -> None: ...  # noqa: N802


class _Library(Protocol):
    """What is used of pyqtgraph."""

    def setConfigOptions(self, **options: object) -> None: ...  # noqa: N802

    def GraphicsView(self, *, background: None) -> _View: ...  # noqa: N802

    def ViewBox(self, *, enableMenu: bool, enableMouse: bool) -> _Box: ...  # noqa: N802, N803

    def AxisItem(self, orientation: str) -> _Axis: ...  # noqa: N802

    def PlotCurveItem(self, **values: object) -> _Item: ...  # noqa: N802

    def ScatterPlotItem(self, **values: object) -> _Item: ...  # noqa: N802


class _Numbers(Protocol):
    """What is used of numpy."""

    def array(self, values: Sequence[bool] | Sequence[float]) -> object: ...


@dataclass(frozen=True, slots=True)
class Mark:
    """How dots look.

    Attributes:
        symbol: `o` round, `s` square, `t1` a triangle that points up, `d` a diamond.
        size_px: how wide.
        fill: what is in it, None for nothing.
        edge: the line around it, None for none.
    """

    symbol: str
    size_px: float
    fill: QColor | None
    edge: QPen | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """What stands in a plot, as it was given: for pictures and tests."""

    kind: str
    name: str
    xs: tuple[float, ...]
    ys: tuple[float, ...]


class Plot:
    """A chart without buttons, menus or movement of its own: who shows it moves it.

    Args:
        sharpness: how many dots of a picture stand for a pixel; 0 on a screen, which sees to that
            itself. In a picture every mark is a shape of its own.
    """

    def __init__(self, *, sharpness: int = 0) -> None:
        self._sharpness = sharpness
        self._library = _library()
        self._numbers = cast("_Numbers", import_module("numpy"))
        self._library.setConfigOptions(antialias=True, useOpenGL=False, exitCleanup=False)
        self._items: dict[str, list[_Item]] = {}
        self.drawn: list[Drawn] = []
        self._origin = 0.0
        self._view = self._library.GraphicsView(background=None)
        self.widget = cast("QGraphicsView", self._view)
        self.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.widget.viewport().setAutoFillBackground(False)
        self._box = self._library.ViewBox(enableMenu=False, enableMouse=False)
        self._left, self._bottom, self._right = (
            self._library.AxisItem(place) for place in ("left", "bottom", "right")
        )
        self._build()

    def _build(self) -> None:
        self._grid = QGraphicsGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._central = QGraphicsWidget()
        self._central.setLayout(self._grid)
        places = ((self._left, 0, 0), (self._box, 0, 1), (self._right, 0, 2), (self._bottom, 1, 1))
        for item, row, column in places:
            self._grid.addItem(cast("QGraphicsLayoutItem", item), row, column)
        self._grid.setColumnStretchFactor(1, 100)
        self._grid.setRowStretchFactor(0, 100)
        for axis in (self._left, self._bottom, self._right):
            axis.linkToView(self._box)
            axis.setStyle(tickLength=0, tickAlpha=0, hideOverlappingLabels=False)
        self._bottom.setStyle(hideOverlappingLabels=True)
        self._view.setCentralItem(self._central)

    # --- axes ---

    def dress(
        self, colors: tuple[QColor, QColor, QColor], font: QFont, widths: tuple[int, int, int]
    ) -> None:
        """Give the axes and the ground their look.

        Args:
            colors: of the words, of the line under the chart (those at the sides have none), and of
                the ground.
            font: of the words.
            widths: of the axis at the left, the right, and the height of the one below, in pixels.
        """
        left_px, right_px, bottom_px = widths
        text, line, ground = colors
        self.widget.setBackgroundBrush(ground)
        for axis in (self._left, self._bottom, self._right):
            axis.setTextPen(QPen(text))
            axis.setPen(QPen(Qt.PenStyle.NoPen))
            axis.setStyle(tickFont=font)
        self._bottom.setPen(QPen(line))
        self._left.setWidth(left_px)
        self._right.setWidth(right_px)
        self._bottom.setHeight(bottom_px)

    def label_heights(self, left: Sequence[Tick], right: Sequence[Tick]) -> None:
        """What stands beside the chart, by height."""
        self._left.setTicks([list(left)])
        self._right.setTicks([list(right)])

    def label_days(self, ticks: Sequence[Tick]) -> None:
        """What stands under it, by place."""
        self._bottom.setTicks([[(x - self._origin, text) for x, text in ticks]])

    def begin(self, xs: tuple[float, float], ys: tuple[float, float]) -> None:
        """Take everything away, and show a part of the plane.

        Inside, places are counted from its beginning: a day as such is so large a number that an
        SVG, which keeps six digits, would draw it beside itself.
        """
        self.clear()
        self._origin = float(int(xs[0]))
        from_to = (xs[0] - self._origin, xs[1] - self._origin)
        self._box.setRange(xRange=from_to, yRange=ys, padding=0)

    @property
    def xs(self) -> tuple[float, float]:
        """From where to where it is seen."""
        first, last = self._box.viewRange()[0]
        return first + self._origin, last + self._origin

    # --- what is drawn ---

    def clear(self, name: str | None = None) -> None:
        """Take everything away, or what has a name."""
        for one in [name] if name is not None else list(self._items):
            for item in self._items.pop(one, []):
                self._box.removeItem(item)
        self.drawn = [one for one in self.drawn if name is not None and one.name != name]

    def add_line(
        self,
        name: str,
        xs: Sequence[float],
        ys: Sequence[float],
        pen: QPen,
        joined: Sequence[bool] | None = None,
    ) -> None:
        """A line.

        Args:
            name: of what it shows.
            xs: its points.
            ys: likewise.
            pen: of a width in pixels.
            joined: for each point whether a line goes from it to the next; None for all of them.
        """
        pen = QPen(pen)
        pen.setCosmetic(True)
        pen.setWidthF(pen.widthF() * max(1, self._sharpness))
        connect = "all" if joined is None else self._numbers.array(list(joined))
        item = self._library.PlotCurveItem(
            x=self._numbers.array([x - self._origin for x in xs]),
            y=self._numbers.array(list(ys)),
            pen=pen,
            connect=connect,
            skipFiniteCheck=True,
        )
        self._add(item, Drawn("line", name, tuple(xs), tuple(ys)), 1)

    def add_dots(self, name: str, xs: Sequence[float], ys: Sequence[float], mark: Mark) -> None:
        """Dots of one look."""
        if mark.edge is not None:
            mark.edge.setCosmetic(True)
        item = self._library.ScatterPlotItem(
            x=self._numbers.array([x - self._origin for x in xs]),
            y=self._numbers.array(list(ys)),
            symbol=mark.symbol,
            size=mark.size_px,
            brush=mark.fill,
            pen=mark.edge,
            useCache=not self._sharpness,
        )
        self._add(item, Drawn("dots", name, tuple(xs), tuple(ys)), 2)

    def _add(self, item: _Item, drawn: Drawn, level: int) -> None:
        item.setZValue(level)
        self._box.addItem(item, ignoreBounds=True)
        self._items.setdefault(drawn.name, []).append(item)
        self.drawn.append(drawn)

    def settle(self) -> None:
        """Give every part its place at once, where it is not on a screen that would do so."""
        self._grid.activate()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def paint(self, painter: QPainter, room: QRectF) -> None:
        """Draw it somewhere else, as large as it is here."""
        self.widget.render(painter, room, self.widget.viewport().rect())

    # --- where things are ---

    def place_of(self, x: float, y: float) -> QPoint:
        """Where in the widget a point of the plane is."""
        return self.widget.mapFromScene(self._box.mapViewToScene(QPointF(x - self._origin, y)))

    def point_at(self, place: QPointF) -> QPointF:
        """Which point of the plane is at a place of the widget."""
        point = self._box.mapSceneToView(self.widget.mapToScene(place.toPoint()))
        return QPointF(point.x() + self._origin, point.y())

    @property
    def ground(self) -> QRectF:
        """The part of the widget in which is drawn."""
        return self._box.sceneBoundingRect()

    def data_of(self, name: str) -> list[tuple[list[float], list[float]]]:
        """What the drawn items of a name hold, asked of themselves."""
        told = [_data_of(item) for item in self._items.get(name, [])]
        return [([x + self._origin for x in xs], ys) for xs, ys in told]


class _Data(Protocol):
    def getData(self) -> tuple[Sequence[float], Sequence[float]]: ...  # noqa: N802


def _data_of(item: _Item) -> tuple[list[float], list[float]]:
    xs, ys = cast("_Data", item).getData()
    return [float(x) for x in xs], [float(y) for y in ys]


def _library() -> _Library:
    """Import it for the Qt that is here, whatever else is installed or wished for outside."""
    wished = os.environ.get(_QT_LIB)
    os.environ[_QT_LIB] = "PySide6"
    try:
        return cast("_Library", import_module("pyqtgraph"))
    finally:
        del os.environ[_QT_LIB]
        if wished is not None:
            os.environ[_QT_LIB] = wished
