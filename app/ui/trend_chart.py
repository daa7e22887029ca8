"""The chart of a trend: nearer and further, day by day, by mouse, touch and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGestureEvent, QPinchGesture, QVBoxLayout

from app.core.day_window import STEP, DayWindow
from app.core.plan import Foot
from app.core.trend_stops import Stop
from app.ui.announcer import Announce, announce
from app.ui.overriding import override
from app.ui.plot import Mark, Plot
from app.ui.theme import Looks, Space
from app.ui.trend_axes import day_ticks, dress_axes
from app.ui.trend_bubble import TrendBubble
from app.ui.trend_drawing import (
    EVENT_Y,
    SESSION_Y,
    Shown,
    draw,
    foot_color,
    heights,
)
from app.ui.trend_words import spoken_stop, stop_lines

_NEAR_PX = 22
"""So near to a day the mouse tells of it."""

_NOTCH = 120
_NARROW = 620


class TrendChart(QFrame):
    """Shows a trend, and one of its days.

    Keys: Left and Right from day to day, Home and End to the first and last, Up and Down among the
    sessions of a day, Enter opens one. Ctrl with plus, minus and 0 nearer, further and all of it;
    Ctrl with Left and Right, Page up and down along it.

    Signals:
        session_requested: the id of a session that is to be opened.
        moved: it shows another part of the span.
        entered: the keys go to it now.
    """

    session_requested = Signal(str)
    moved = Signal()
    entered = Signal()

    def __init__(self, looks: Looks, say: Announce = announce) -> None:
        super().__init__()
        self._looks = looks
        self._say = say
        self._shown: Shown | None = None
        self._window = DayWindow.whole(0, 1)
        self._place: int | None = None
        self._choice = 0
        self._dragged_from: float | None = None
        self._pressed_at = QPointF()
        self.plot = Plot()
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.addWidget(self.plot.widget)
        self.bubble = TrendBubble(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("role", "chart")
        viewport = self.plot.widget.viewport()
        viewport.setMouseTracking(True)
        viewport.grabGesture(Qt.GestureType.PinchGesture)
        viewport.installEventFilter(self)
        self.plot.widget.setAccessibleName("")
        self._fit_soon = QTimer(self)
        self._fit_soon.setSingleShot(True)
        self._fit_soon.timeout.connect(self._fit)
        looks.keep(self, self._redraw)

    # --- what is shown ---

    def show_trend(self, shown: Shown, at_first: DayWindow | None = None) -> None:
        """Show it, unless another part of the same span was looked at.

        Args:
            shown: what is drawn.
            at_first: the part of its span that is in sight at first; all of it if None.
        """
        is_same = self._shown is not None and self._shown.span == shown.span
        self._shown = shown
        if not is_same:
            self._window = at_first or shown.span
        self._place = None
        self._redraw()
        self.moved.emit()

    @property
    def seen(self) -> DayWindow:
        """What part of the span is in sight."""
        return self._window

    @property
    def stop(self) -> Stop | None:
        """The day that is told of."""
        if self._shown is None or self._place is None:
            return None
        return self._shown.stops.at(self._place)

    def show_all(self) -> None:
        """All of the span again."""
        self._move_to(DayWindow.whole(self._window.low, self._window.high))

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Nearer by a factor above 1, further below it."""
        self._move_to(self._window.zoomed(factor, around))

    def _move_to(self, window: DayWindow) -> None:
        if window != self._window:
            self._window = window
            self._settle()
            self._point()
            self.moved.emit()

    def _redraw(self) -> None:
        if self._shown is not None:
            self._settle()
            self._point()

    def _settle(self) -> None:
        """Show the window, with axes for the room that there is."""
        if self._shown is None:
            return
        look = self._looks.current
        is_narrow = self.width() < look.px(_NARROW)
        dress_axes(self.plot, look, self.height(), is_narrow=is_narrow)
        window = self._window
        width_px = self.plot.ground.width()
        draw(self.plot, self._shown, look, window, width_px)
        self.plot.label_days(day_ticks(window.first, window.last, width_px, look))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_soon.start()  # a page that is laid out resizes its parts several times

    def _fit(self) -> None:
        """Draw for the room that there is."""
        self._settle()
        self._point()

    @override
    def sizeHint(self) -> QSize:
        return QSize(700, self._looks.current.px(180))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(280, self._looks.current.px(170))

    # --- one day ---

    def tell(self, place: int | None, *, aloud: bool = False) -> None:
        """Show what stands on the day of a stop; None shows nothing."""
        if place != self._place:
            self._choice = 0
        self._place = place
        stop = self.stop
        if stop is not None and aloud:
            self._move_to(self._window.showing(stop.day.toordinal()))
        self._point()
        if stop is not None and aloud and self._shown is not None:
            self._say(self, spoken_stop(stop, self._shown.kind))

    def _point(self) -> None:
        """Draw the line and the rings at the day that is told of, and the bubble beside it."""
        self.plot.clear("pointer")
        stop = self.stop
        if stop is None or self._shown is None:
            self.bubble.hide()
            return
        look, x = self._looks.current, float(stop.day.toordinal())
        self.plot.add_line("pointer", (x, x), heights(), QPen(look.color("strong_line"), 1))
        for reading in stop.readings:
            ring = QPen(foot_color(look, reading.foot), 2.5)
            symbol = "o" if reading.foot is Foot.LEFT else "s"
            ys = [float(value) for value in reading.values]
            self.plot.add_dots("pointer", [x] * len(ys), ys, Mark(symbol, 16, None, ring))
        ring = QPen(look.color("ink"), 2)
        marks = [(SESSION_Y, bool(stop.sessions)), (EVENT_Y, bool(stop.events))]
        ys = [y for y, is_there in marks if is_there]
        if ys:
            self.plot.add_dots("pointer", [x] * len(ys), ys, Mark("o", 18, None, ring))
        lines = stop_lines(stop, self._shown.kind)
        chosen = 1 + len(stop.readings) + self._choice if stop.sessions else -1
        highest = max((max(reading.values) for reading in stop.readings), default=0)
        at = self.plot.widget.mapToParent(self.plot.place_of(x, highest))
        self.bubble.say(lines, chosen, at, look)

    def _open(self) -> None:
        stop = self.stop
        if stop is not None and stop.sessions:
            self.session_requested.emit(stop.sessions[self._choice].session_id)

    # --- keys ---

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_key(event.key(), event.modifiers()):
            super().keyPressEvent(event)

    def _on_key(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            return self._on_control_key(key)
        stops = len(self._shown.stops) if self._shown is not None else 0
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -stops}
        steps[Qt.Key.Key_End] = stops
        if key in steps and stops:
            self._step(steps[Qt.Key(key)], stops)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._choose(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            days = self._window.days
            self._move_to(self._window.moved(-days if key == Qt.Key.Key_PageUp else days))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key == Qt.Key.Key_Escape and self._place is not None:
            self.tell(None)
        else:
            return False
        return True

    def _on_control_key(self, key: int) -> bool:
        quarter = self._window.days / 4
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(STEP, self._around())
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / STEP, self._around())
        elif key == Qt.Key.Key_0:
            self.show_all()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._move_to(self._window.moved(-quarter if key == Qt.Key.Key_Left else quarter))
        else:
            return False
        return True

    def _around(self) -> float | None:
        """The day that keys zoom to: the one that is told of, if it is in sight."""
        stop = self.stop
        return None if stop is None else float(stop.day.toordinal())

    def _step(self, by: int, stops: int) -> None:
        if self._place is None:
            edge = self._window.first if by > 0 else self._window.last
            start = self._shown.stops.nearest(edge) if self._shown is not None else None
            place = start if abs(by) == 1 and start is not None else by
        else:
            place = self._place + by
        self.tell(max(0, min(place, stops - 1)), aloud=True)

    def _choose(self, by: int) -> None:
        stop = self.stop
        if stop is not None and len(stop.sessions) > 1:
            self._choice = max(0, min(self._choice + by, len(stop.sessions) - 1))
            self._point()
            self._say(self, stop.sessions[self._choice].title)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.entered.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.tell(None)

    # --- mouse, wheel and touch ---

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent):
            return self._on_wheel(event)
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1 + event.value(), self._day_at(event.position()))
            return True
        if isinstance(event, QGestureEvent):
            return self._on_pinch(event)
        if isinstance(event, QMouseEvent):
            return self._on_mouse(event)
        if event.type() == QEvent.Type.Leave and not self.hasFocus():
            self.tell(None)
        return event.type() == QEvent.Type.ContextMenu

    def _on_wheel(self, event: QWheelEvent) -> bool:
        turned = event.angleDelta()
        if abs(turned.x()) > abs(turned.y()):
            self._move_to(self._window.moved(-turned.x() / _NOTCH * self._window.days / 10))
        else:
            around = self._day_at(event.position())
            self.zoom(STEP ** (turned.y() / _NOTCH), around)
        event.accept()
        return True

    def _on_pinch(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if isinstance(pinch, QPinchGesture):
            centre = self.plot.widget.viewport().mapFromGlobal(pinch.centerPoint())
            self.zoom(pinch.scaleFactor(), self._day_at(centre))
        return True

    def _on_mouse(self, event: QMouseEvent) -> bool:
        day = self._day_at(event.position())
        kind = event.type()
        is_left = event.button() == Qt.MouseButton.LeftButton
        if kind == QEvent.Type.MouseButtonPress and is_left:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._dragged_from, self._pressed_at = day, event.position()
        elif kind == QEvent.Type.MouseButtonRelease and is_left:
            if (event.position() - self._pressed_at).manhattanLength() < Space.S:
                self._on_click(event.position())
            self._dragged_from = None
        elif kind == QEvent.Type.MouseMove and self._dragged_from is None:
            self.tell(self._near(event.position()))
        elif kind == QEvent.Type.MouseMove and self._dragged_from is not None:
            self._move_to(self._window.moved(self._dragged_from - day))
        return True

    def _on_click(self, at: QPointF) -> None:
        self.tell(self._near(at))
        if self.plot.point_at(at).y() < 0 and abs(self.plot.point_at(at).y() - SESSION_Y) < 1 / 2:
            self._open()

    def _near(self, at: QPointF) -> int | None:
        """The stop near to a place of the chart."""
        place = self._shown.stops.nearest(self._day_at(at)) if self._shown is not None else None
        if place is None or self._shown is None:
            return None
        x = self.plot.place_of(self._shown.stops.days[place].toordinal(), 0).x()
        return place if abs(x - at.x()) <= _NEAR_PX else None

    def _day_at(self, at: QPointF) -> float:
        return self.plot.point_at(at).x()
