"""A region of the foot map as a button: its shape is what is pressed, its score stands on it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPaintEvent,
    QPen,
    QRegion,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.core.plan import Foot, Side
from app.core.script import Area
from app.ui.overriding import override
from app.ui.theme import Look, Type
from app.ui.words import area_label, side_label

TARGET = 44
"""The least that can be pressed, in pixels both ways."""

_FOCUS = 3.0
_TICK = 3.0
_TICK_AT = ((-0.45, 0.05), (-0.12, 0.38), (0.48, -0.35))
_AIR = 6


class RegionButton(QAbstractButton):
    """One region of one foot.

    It is named “Left foot, heel: 4” for a screen reader, “… no answer yet” before there is one; one
    that is chosen or not is named “Left foot, heel”, and has a tick. Space presses it like the
    mouse does, and Enter as well where it asks for a score.
    """

    def __init__(self, foot: Foot, area: Area, look: Look, over: QWidget) -> None:
        super().__init__(over)
        self.foot, self.area = foot, area
        self._look = look
        self._score: int | None = None
        self._shape = QPainterPath()
        self._middle = QPointF()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_score(None)
        self.show()

    @property
    def score(self) -> int | None:
        """What it shows."""
        return self._score

    def show_score(self, score: int | None) -> None:
        """Show a score from 0 to 10; None for none."""
        self._score = score
        told = self.tr("no answer yet") if score is None else str(score)
        self.setText("" if score is None else str(score))
        self.setAccessibleName(
            self.tr("{foot}, {area}: {score}").format(
                foot=side_label(Side(self.foot.value)),
                area=area_label(self.area).lower(),
                score=told,
            )
        )
        self.setToolTip(area_label(self.area))
        self.update()

    def be_chosen_or_not(self) -> None:
        """Ask whether it is meant, instead of for a score."""
        self.setCheckable(True)
        self.setAccessibleName(
            self.tr("{foot}, {area}").format(
                foot=side_label(Side(self.foot.value)), area=area_label(self.area).lower()
            )
        )

    def dress(self, look: Look) -> None:
        """Take a look."""
        self._look = look
        self.update()

    def place(self, shape: QPainterPath, middle: QPointF) -> None:
        """Take a shape in the coordinates of the map, and the place of the score in it."""
        whole = QPainterPath(shape)
        whole.addEllipse(middle, TARGET / 2, TARGET / 2)
        bounds = whole.boundingRect().adjusted(-_AIR, -_AIR, _AIR, _AIR).toAlignedRect()
        self.setGeometry(bounds)
        self._shape = shape.translated(-bounds.x(), -bounds.y())
        self._middle = middle - QPointF(bounds.topLeft())
        self.setMask(self._mask())
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.isCheckable():
            event.ignore()  # it leads on from the places that were chosen
        elif is_enter:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(TARGET, TARGET)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        away = QPointF(pos) - self._middle
        is_near = max(abs(away.x()), abs(away.y())) <= TARGET / 2
        return is_near or self._shape.contains(QPointF(pos))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, side = self._look, Side(self.foot.value)
        color = look.side_color(side)
        weak = look.color("right_weak" if self.foot is Foot.RIGHT else "lead_weak")
        is_answered = self._score is not None or self.isChecked()
        if is_answered or self.underMouse():
            painter.fillPath(self._shape, weak)
        is_focused = self.hasFocus()
        pen = QPen(color if is_focused or is_answered else look.color("strong_line"))
        pen.setWidthF(_FOCUS if is_focused else 1.5)
        painter.setPen(pen)
        painter.drawPath(self._shape)
        self._paint_score(painter, look)

    def _paint_score(self, painter: QPainter, look: Look) -> None:
        """A filled circle with the number or a tick; an open one with a plus where none is."""
        color = look.side_color(Side(self.foot.value))
        radius = TARGET / 2 - 4
        painter.setPen(QPen(color, _FOCUS if self.hasFocus() else 2.0))
        is_open = self._score is None and not self.isChecked()
        painter.setBrush(look.color("card") if is_open else color)
        painter.drawEllipse(self._middle, radius, radius)
        if self.isChecked():
            pen = QPen(look.color("on_color"), _TICK)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPolyline([self._middle + QPointF(*at) * radius for at in _TICK_AT])
            return
        if is_open:
            arm = radius * 0.42
            for x, y in ((arm, 0.0), (0.0, arm)):
                painter.drawLine(self._middle - QPointF(x, y), self._middle + QPointF(x, y))
            return
        font = look.font(Type.SECTION, QFont.Weight.Bold)
        font.setPixelSize(min(font.pixelSize(), round(radius * 1.1)))
        painter.setFont(font)
        painter.setPen(look.color("on_color"))
        where = QRectF(self._middle.x() - radius, self._middle.y() - radius, radius * 2, radius * 2)
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, str(self._score))

    def _mask(self) -> QRegion:
        """What belongs to it: its shape with the focus line around it, and the place to press."""
        stroker = QPainterPathStroker()
        stroker.setWidth(_FOCUS * 2)
        whole = self._shape.united(stroker.createStroke(self._shape))
        target = QPainterPath()
        half = TARGET / 2
        target.addEllipse(self._middle, half, half)
        return QRegion(whole.united(target).toFillPolygon().toPolygon())
