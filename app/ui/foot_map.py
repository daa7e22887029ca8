"""The foot map: shows where and how a step works, or asks for a score of each region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.plan import Foot
from app.core.script import Area
from app.ui.foot_drawing import FootDrawings, FootView
from app.ui.foot_figures import (
    Figure,
    Shown,
    caption_height,
    paint_caption,
    paint_figure,
    placed,
    width_of,
)
from app.ui.foot_region import RegionButton
from app.ui.foot_strokes import Ground, Mark, ground_of, marks_of, reach_of
from app.ui.foot_work import HOME, FootWork, Stroke, view_label
from app.ui.overriding import override
from app.ui.theme import Look
from app.ui.words import area_label, listed, side_label

_STROKE_PX = 5.5
_STROKE_UNITS = 8.0
_FRAMES_PER_S, _SLOW_FRAMES_PER_S = 10, 5
_SLOW_S = 6
"""A movement that takes so long, in seconds, is smooth with fewer frames."""

_VIEW_ORDER = (FootView.CALF, FootView.TOP, FootView.SOLE)
_RATED: Mapping[Area, FootView] = {**HOME, Area.ANKLE: FootView.TOP}
"""From where a region is rated: the side of the foot would need too much room."""

_LEAST_REGION_HEIGHT = 240


@dataclass(frozen=True, slots=True)
class _Stage:
    """A figure that a stroke is drawn on.

    `reaches` holds what of the widget it may cover once that is asked for, as `frames` do marks.
    """

    figure: Figure
    ground: Ground
    frames: dict[float | None, list[Mark]]
    reaches: list[QRect]


class FootMap(QWidget):
    """Feet as you see your own: the left one at the left.

    It is used in one of two ways, never both:

    *To show a step*: `show_work` lights the area on the worked foot, both feet where the step is
    for both; `show_moment` moves the stroke. It has no timer of its own: it stands still when
    nobody calls, when it is hidden, and with reduced motion, and repaints the stroke's rectangle
    only.

    *To ask for scores*: `ask` puts a real button on each region, in tab order; `show_scores` shows
    what was answered, and `region_chosen` says which one was pressed.

    Args:
        drawings: of the feet; without them the map is empty.
        look: of the theme now; `dress` it again when that changes.
        background: colour role of what it stands on.

    Signals:
        region_chosen: foot and area of a region's button that was pressed.
    """

    region_chosen = Signal(Foot, Area)

    def __init__(self, drawings: FootDrawings, look: Look, background: str = "paper") -> None:
        super().__init__()
        self._drawings = drawings
        self._look = look
        self._background = background
        self._growth = 1.0
        self._work: FootWork | None = None
        self._phase: float | None = None
        self._figures: list[Figure] = []
        self._stages: list[_Stage] = []
        self._still: QPixmap | None = None
        self._buttons: dict[tuple[Foot, Area], RegionButton] = {}
        self._scores: dict[tuple[Foot, Area], int | None] = {}
        # All of it is painted here, so that a stroke does not have its parents painted below it.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._name()

    # --- a step ---

    @property
    def is_empty(self) -> bool:
        """Whether it has nothing to show."""
        return not self._placeable()

    def show_work(self, work: FootWork | None) -> None:
        """Light the area of a step, its stroke standing still; None shows no foot."""
        if work == self._work:
            return
        self._work, self._phase = work, None
        self._name()
        self._place()

    def show_moment(self, elapsed_s: float | None) -> None:
        """Show where the stroke is, so many seconds into the step; None lets it stand still.

        Time that does not go on, as in a pause, leaves the stroke where it is.
        """
        work = self._work
        phase = None
        if work is not None and elapsed_s is not None and not self._look.reduced_motion:
            per_s = _FRAMES_PER_S if work.period_s < _SLOW_S else _SLOW_FRAMES_PER_S
            frames = max(1, round(work.period_s * per_s))
            phase = int(work.phase_at(elapsed_s) * frames) / frames
        if phase == self._phase or not self.isVisible():
            return
        if (phase is None) is not (self._phase is None):
            self._still = None
            self.update()
        before, self._phase = self._phase, phase
        for stage in self._stages:
            self.update(self._moved(stage, before, phase))

    @property
    def phase(self) -> float | None:
        """How much of the stroke is over, 0 to 1; None where it stands still."""
        return self._phase

    def marks(self, foot: Foot) -> list[Mark]:
        """The stroke on a foot now, in the units of its drawing."""
        stroke = Stroke.NONE if self._work is None else self._work.stroke
        return [
            mark
            for stage in self._stages
            if stage.figure.foot is foot
            for mark in marks_of(stroke, stage.ground, self._phase)
        ]

    # --- scores ---

    def ask(self, regions: Sequence[tuple[Foot, Area]]) -> None:
        """Put a button on each of these regions; those before are taken away.

        `Area.GENERAL` is no region. Each foot is shown from wherever its regions are best seen.
        The tab order is that of `regions`.
        """
        self._work = None
        for button in self._buttons.values():
            button.hide()
            button.deleteLater()
        self._buttons = {}
        self._scores = {}
        for foot, area in regions:
            button = RegionButton(foot, area, self._look, self)
            button.clicked.connect(
                lambda _checked=False, foot=foot, area=area: self.region_chosen.emit(foot, area)
            )
            self._buttons[foot, area] = button
        self._name()
        self._place()

    def show_scores(self, scores: Mapping[tuple[Foot, Area], int | None]) -> None:
        """Show the answers, 0 to 10; None, or a region that is not named, has none."""
        self._scores = dict(scores)
        for region, button in self._buttons.items():
            button.show_score(self._scores.get(region))

    def region(self, foot: Foot, area: Area) -> RegionButton | None:
        """The button of a region; None where it was not asked for."""
        return self._buttons.get((foot, area))

    # --- the look ---

    def dress(self, look: Look, growth: float = 1.0) -> None:
        """Take a look; `growth` makes the words larger on a large screen."""
        if (look, growth) == (self._look, self._growth):
            return
        self._look, self._growth = look, growth
        for button in self._buttons.values():
            button.dress(look)
        self._place()

    @override
    def sizeHint(self) -> QSize:
        if self._buttons:
            return self.minimumSizeHint() * 1.3
        return QSize(self._look.px(240), self._look.px(480))

    @override
    def minimumSizeHint(self) -> QSize:
        if not self._buttons:
            return QSize(0, 0)
        caption = caption_height(self._look, self._growth)
        shown = self._placeable()
        return QSize(width_of(shown, _LEAST_REGION_HEIGHT), round(_LEAST_REGION_HEIGHT + caption))

    def width_for(self, height: int) -> int:
        """How wide it may be at a height without an empty edge; 0 where it is empty."""
        shown = self._placeable()
        free = height - caption_height(self._look, self._growth)
        return width_of(shown, free) if shown and free > 0 else 0

    # --- painting ---

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        still = self._still_picture()
        painter = QPainter(self)
        ratio = still.devicePixelRatio()
        where = QRectF(event.rect())
        source = QRectF(where.topLeft() * ratio, where.size() * ratio)
        painter.drawPixmap(where, still, source)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stage in self._stages:
            if self._reach(stage).intersects(event.rect()):
                self._paint_stroke(painter, stage, are_fixed=False)

    def _still_picture(self) -> QPixmap:
        """All that does not move; drawn once for a size, a look and a step."""
        ratio = self.devicePixelRatioF()
        if self._still is not None and self._still.devicePixelRatio() == ratio:
            return self._still
        made = QPixmap(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))
        made.setDevicePixelRatio(ratio)
        made.fill(self._look.color(self._background))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = [] if self._work is None else [self._work.area]
        for figure in self._figures:
            paint_figure(painter, figure, self._look, lit)
            paint_caption(painter, figure, self._look, self._growth)
        for stage in self._stages:
            self._paint_stroke(painter, stage, are_fixed=True)
        painter.end()
        self._still = made
        return made

    def _paint_stroke(self, painter: QPainter, stage: _Stage, *, are_fixed: bool) -> None:
        work = self._work
        if work is None:
            return
        painter.save()
        painter.setTransform(stage.figure.place, combine=True)
        is_beside = work.stroke in (Stroke.TOES_BACK, Stroke.TOES_BOTH_WAYS)
        is_on_tint = work.area is Area.WHOLE_FOOT
        ink = self._look.color("ink" if is_beside or is_on_tint else "on_color")
        for mark in self._frame(stage, self._phase):
            if mark.is_fixed is are_fixed:
                _paint_mark(painter, mark, QColor(ink), stage.ground.line)
        painter.restore()

    def _frame(self, stage: _Stage, phase: float | None) -> list[Mark]:
        """The marks of a stroke at a moment; worked out once, since a movement comes again."""
        marks = stage.frames.get(phase)
        if marks is None and self._work is not None:
            marks = stage.frames[phase] = marks_of(self._work.stroke, stage.ground, phase)
        return marks or []

    def _moved(self, stage: _Stage, before: float | None, after: float | None) -> QRect:
        """What of the widget looks different after a stroke went on; nothing where it jumps."""
        old, new = self._frame(stage, before), self._frame(stage, after)
        moved = QRectF()
        for mark in (
            *(one for one in old if one not in new),
            *(one for one in new if one not in old),
        ):
            edge = stage.ground.line * max(1.0, mark.width)
            moved = moved.united(mark.path.boundingRect().adjusted(-edge, -edge, edge, edge))
        return stage.figure.place.mapRect(moved).toAlignedRect() & self._reach(stage)

    def _reach(self, stage: _Stage) -> QRect:
        """What of the widget a stroke may cover; worked out when it is first shown."""
        if not stage.reaches and self._work is not None:
            reach = reach_of(self._work.stroke, stage.ground)
            stage.reaches.append(stage.figure.place.mapRect(reach).toAlignedRect() & self.rect())
        return stage.reaches[0] if stage.reaches else QRect()

    # --- placing ---

    def _shown(self) -> list[tuple[Foot, FootView]]:
        """Every foot from wherever it is to be seen, from left to right."""
        if self._work is not None:
            wanted = [(foot, self._work.view) for foot in self._work.side.feet]
        else:
            asked = {(foot, _RATED[area]) for foot, area in self._buttons}
            wanted = [
                (foot, view)
                for foot, order in ((Foot.LEFT, _VIEW_ORDER), (Foot.RIGHT, _VIEW_ORDER[::-1]))
                for view in order
                if (foot, view) in asked
            ]
        return wanted

    def _placeable(self) -> list[Shown]:
        """What is to be seen, with its drawing; without what has none."""
        return [
            (foot, view, drawing)
            for foot, view in self._shown()
            if (drawing := self._drawings.of(view)) is not None
        ]

    def _place(self) -> None:
        """Put the feet, their strokes and their buttons where they belong."""
        self._still = None
        caption = caption_height(self._look, self._growth)
        self._figures = placed(self._placeable(), QRectF(self.rect()), caption)
        self._stages = [stage for figure in self._figures if (stage := self._stage_of(figure))]
        for (foot, area), button in self._buttons.items():
            for figure in self._figures:
                if figure.foot is foot and figure.view is _RATED[area]:
                    middle = figure.place.map(figure.drawing.along[area].pointAtPercent(0.5))
                    button.place(figure.area(area), middle)
        self.update()

    def _stage_of(self, figure: Figure) -> _Stage | None:
        if self._work is None or self._work.stroke is Stroke.NONE:
            return None
        line = max(_STROKE_PX / figure.scale, _STROKE_UNITS)
        ground = ground_of(figure.drawing, self._work, line)
        return None if ground is None else _Stage(figure, ground, {}, [])

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Foot map"))
        work = self._work
        if work is not None:
            words = (side_label(work.side), view_label(work.view), area_label(work.area))
            self.setAccessibleDescription(listed(words))
        else:
            self.setAccessibleDescription("")


def _paint_mark(painter: QPainter, mark: Mark, ink: QColor, line: float) -> None:
    ink.setAlphaF(mark.strength)
    if mark.is_filled:
        painter.fillPath(mark.path, ink)
        return
    pen = QPen(ink, line * mark.width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(mark.path)
