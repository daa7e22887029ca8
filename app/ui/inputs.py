"""Two inputs of our own look: a switch, and a number with less and more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.ui.controls import button, label
from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.theme import TARGET, Looks, Space

_TRACK = QSize(50, 28)


class Switch(QCheckBox):
    """On or off. A screen reader meets a check box; beside the colour a tick says on."""

    def __init__(self, name: str, looks: Looks) -> None:
        super().__init__()
        self._looks = looks
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        looks.keep(self, self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        scale = self._looks.current.scale
        height = max(TARGET, round((_TRACK.height() + 12) * scale))
        return QSize(round((_TRACK.width() + 8) * scale), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def hitButton(self, pos: object) -> bool:
        return True

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._looks.current
        scale = look.scale
        track = QRectF(0, 0, _TRACK.width() * scale, _TRACK.height() * scale)
        track.moveCenter(QRectF(self.rect()).center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(look.color("ink"), 2))
            ring = track.adjusted(-3, -3, 3, 3)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        on = self.isChecked()
        hover = "lead_hover" if on else "soft_ink"
        usual = "lead" if on else "strong_line"
        painter.setPen(QPen(look.color(hover if self.underMouse() else usual), 2))
        painter.setBrush(look.color("lead" if on else "card"))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        self._paint_thumb(painter, track)

    def _paint_thumb(self, painter: QPainter, track: QRectF) -> None:
        look = self._looks.current
        on = self.isChecked()
        radius = track.height() / 2 - 5 * look.scale
        inset = track.height() / 2
        x = track.right() - inset if on else track.left() + inset
        centre = QPointF(x, track.center().y())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("on_color" if on else "strong_line"))
        painter.drawEllipse(centre, radius, radius)
        if on:
            painter.setPen(QPen(look.color("lead"), 2 * look.scale))
            unit = radius / 3
            painter.drawPolyline(
                [
                    centre + QPointF(-1.4 * unit, 0.1 * unit),
                    centre + QPointF(-0.4 * unit, 1.1 * unit),
                    centre + QPointF(1.5 * unit, -1.0 * unit),
                ]
            )


class Stepper(QWidget):
    """One of a row of numbers, by less and more; each press is told."""

    stepped = Signal(int)

    def __init__(
        self, name: str, values: Sequence[int], text: Callable[[int], str], icons: Icons
    ) -> None:
        """Build it at the first value.

        Args:
            name: what is set, for a screen reader.
            values: what may be chosen, from least to most.
            text: how a value is written, with its unit.
            icons: for minus and plus.
        """
        super().__init__()
        self.setAccessibleName(name)
        self._values = tuple(values)
        self._text = text
        self._index = 0
        self._less = button("", "step")
        self._more = button("", "step")
        self._shown = label(wraps=False)
        self._build(icons)
        self._less.clicked.connect(lambda: self._step(-1))
        self._more.clicked.connect(lambda: self._step(1))
        self._refresh()

    @property
    def value(self) -> int:
        """The number that is set."""
        return self._values[self._index]

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        first = self._more if self._more.isEnabled() else self._less
        first.setFocus(event.reason())

    def show_value(self, value: int) -> None:
        """Show a number, or the nearest that may be chosen, without telling it."""
        nearest = min(self._values, key=lambda offered: abs(offered - value))
        self._index = self._values.index(nearest)
        self._refresh()

    def _build(self, icons: Icons) -> None:
        icons.dress(self._less, "minus")
        icons.dress(self._more, "plus")
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.XS)
        for part in (self._less, self._shown, self._more):
            line.addWidget(part)

        def widen() -> None:
            metrics = self._shown.fontMetrics()
            widest = max(metrics.horizontalAdvance(self._text(value)) for value in self._values)
            self._shown.setMinimumWidth(widest + Space.XL)

        icons.looks.keep(self._shown, widen)

    def _step(self, by: int) -> None:
        self._index = max(0, min(self._index + by, len(self._values) - 1))
        self._refresh()
        self.stepped.emit(self.value)

    def _refresh(self) -> None:
        self._shown.setText(self._text(self.value))
        name, now = self.accessibleName(), self._text(self.value)
        at_least, at_most = self._index == 0, self._index == len(self._values) - 1
        if at_least and self._less.hasFocus():
            self._more.setFocus()
        if at_most and self._more.hasFocus():
            self._less.setFocus()
        self._less.setEnabled(not at_least)
        self._more.setEnabled(not at_most)
        said = self.tr("{name}, now {value}: less").format(name=name, value=now)
        self._less.setAccessibleName(said)
        said = self.tr("{name}, now {value}: more").format(name=name, value=now)
        self._more.setAccessibleName(said)
